"""Whom query words find, by name: a set of ids for each, put together in memory.

Read from one index each. What ``people_query.conditions`` say instead makes SQL read the card of
everybody whom one of them lets through, which takes ten times as long where thousands are found.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from netjournal.services import id_lists
from netjournal.services.bonds import ties
from netjournal.services.finding import people_query
from netjournal.services.people import name_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.finding.query import Query

_NOBODY: Final = "SELECT NULL WHERE 0"
_FEW: Final = 10_000  # of more, numpy puts the sets together


def found(query: Query, expression: str) -> array[int]:
    """Return who is neither trashed nor archived and fits every term but strength, by name.

    Args:
        query: What is asked.
        expression: Its words as a full-text expression, "" for none.
    """
    sets: list[tuple[array[int], bool]] = []
    few: set[int] | None = None
    if expression:
        words = "SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ?"
        sets.append((id_lists.ids(words, (expression,)), False))
        few = _fewer(few, sets[-1][0])
    for term in sorted(query.terms, key=lambda term: term.key == "last"):  # most fit it
        source = people_query.source(term, few)
        if source is not None:
            sql, values = source
            ids = id_lists.ids(f"WITH s(id) AS ({sql or _NOBODY}) SELECT id FROM s", values)
            sets.append((ids, term.negated))
            few = few if term.negated else _fewer(few, ids)
    if few is None:
        return _of_many(sets)
    inside = few.intersection(*(ids for ids, negated in sets if not negated))
    return name_order.in_order(inside.difference(*(ids for ids, negated in sets if negated)))


def _fewer(few: set[int] | None, ids: array[int]) -> set[int] | None:
    """Return those of ``ids`` who are still among ``few``; None while it is many of everybody."""
    if few is not None:
        return few.intersection(ids)
    return set(ids) if len(ids) <= _FEW else None


def _of_many(sets: Sequence[tuple[array[int], bool]]) -> array[int]:
    everybody = name_order.everybody()
    if not sets or not everybody:
        return everybody
    import numpy as np

    order = np.frombuffer(everybody, dtype=np.int64)
    parts = [(np.frombuffer(ids, dtype=np.int64), negated) for ids, negated in sets]
    most = max(order.max(), *(ids.max(initial=0) for ids, _ in parts))
    fits = np.ones(most + 1, dtype=bool)
    for ids, negated in parts:
        inside = np.zeros(most + 1, dtype=bool)
        inside[ids] = True
        fits &= ~inside if negated else inside
    return array("q", order[fits[order]].tobytes())


def narrowed(ids: array[int], query: Query, today: int) -> array[int]:
    """Return those of ``ids``, in their order, whose tie is as strong as the query asks."""
    for term in query.terms:
        if term.key == "strength":
            kept: set[int] = set()
            for value in term.values:
                found = (
                    ties.fading_ids(ids, today)
                    if value == "fading"
                    else ties.chosen(ids, today, label=value)
                )
                kept.update(found)
            ids = array("q", [one for one in ids if (one in kept) != term.negated])
    return ids
