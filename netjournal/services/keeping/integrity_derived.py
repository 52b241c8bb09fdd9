"""What is stored for speed, proved against what it follows from.

First set against set inside SQLite, which only counts; where the counts say that something differs,
row by row, to name it. Both sides have each key once, so as many rows, each with its like, are the
same rows.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from netjournal.models import derived, derived_days, derived_ties
from netjournal.models.handle import db, from_day
from netjournal.services.keeping.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netjournal.models.journal import Journal

_TOLERANCE: Final = 1e-9
SHOWN: Final = 20
# of as many bytes as characters is a text of ASCII alone, which needs no further words
_WORDS: Final = (
    "SELECT id, nj_index_words(summary || ' ' || body || ' ' || place) FROM interaction "
    "WHERE octet_length(summary) + octet_length(body) + octet_length(place) "
    "<> length(summary) + length(body) + length(place)"
)
_LIKE_DAYS: Final = (
    f"SELECT COUNT(*), COUNT(*) FILTER (WHERE s.touch IS NOT e.touch "
    f"OR abs(s.w - e.w) > {_TOLERANCE} * max(1.0, abs(e.w))) FROM ({derived_ties.days_select()}) e "
    "LEFT JOIN contact_day s ON s.contact_id = e.contact_id AND s.day = e.day"
)
_LIKE_TEXTS: Final = (
    f"SELECT * FROM (WITH e(id, names, reach, about) AS ({derived.SEARCH_SELECT}) "
    "SELECT COUNT(*), COUNT(*) FILTER (WHERE "
    "(s.names, s.reach, s.about) IS NOT (e.names, e.reach, e.about)) "
    "FROM e LEFT JOIN contact_search s ON s.contact_id = e.id)"
)
_LIKE_WORDS: Final = (
    f"SELECT * FROM (WITH e(id, words) AS MATERIALIZED ({_WORDS}) "
    "SELECT COUNT(*), COUNT(*) FILTER (WHERE s.words IS NOT e.words) "
    "FROM e LEFT JOIN interaction_extra s ON s.interaction_id = e.id WHERE e.words <> '')"
)
_CAPS: Final = (derived_ties.DAY_CAP, derived_ties.IMPRECISE_WEIGHT)


def contact_days(_journal: Journal) -> list[Finding]:
    """Compare contact-days with the interactions they come from."""
    if _alike("contact_day", _LIKE_DAYS, _CAPS):
        return []
    source = derived_ties.days_select()
    expected = db.execute_sql(f"{source} ORDER BY 1, 2", _CAPS)
    stored = db.execute_sql("SELECT contact_id, day, w, touch FROM contact_day ORDER BY 1, 2")
    return _compare("contact_day", expected, stored, 2)


def day_counts(_journal: Journal) -> list[Finding]:
    """Compare how many entries each day has with the entries."""
    source = derived_days.COUNT_SELECT.format(only="")
    expected = db.execute_sql(f"{source} ORDER BY day")
    stored = db.execute_sql("SELECT day, entries FROM day_count ORDER BY day")
    return _compare("day_count", expected, stored, 1)


def ties(journal: Journal) -> list[Finding]:
    """Compare ties with contact-days."""
    days = db.execute_sql(
        "SELECT contact_id, day, w, touch FROM contact_day WHERE day <= ? ORDER BY 1, 2",
        (_as_of(journal),),
    )
    stored = db.execute_sql(
        "SELECT contact_id, touches, first_day, last_day, log_volume, last_on FROM tie_state "
        "ORDER BY contact_id"
    )
    return _compare("tie_state", derived_ties.tie_rows(days), stored, 1)


def _as_of(journal: Journal) -> int:
    """Return the day the ties were reckoned for (a journal not opened today waits for it)."""
    row = db.execute_sql("SELECT value FROM meta WHERE key = 'derived_on'").fetchone()
    return int(row[0]) if row else journal.today()


def months(journal: Journal) -> list[Finding]:
    """Compare the months that are kept with what they follow from."""
    from netjournal.services.bonds import month_history

    return [
        Finding("month_snapshot", f"the month that ends on {from_day(end)} is out of date")
        for end in month_history.untrue(_as_of(journal))[:SHOWN]
    ]


def texts(_journal: Journal) -> list[Finding]:
    """Compare what is searched with what was written."""
    found: list[Finding] = []
    if not _alike("contact_search", _LIKE_TEXTS):
        expected = db.execute_sql(f"{derived.SEARCH_SELECT} ORDER BY id")
        stored = db.execute_sql(
            "SELECT contact_id, names, reach, about FROM contact_search ORDER BY contact_id"
        )
        found += _compare("contact_search", expected, stored, 1)
    if not _alike("interaction_extra", _LIKE_WORDS):
        expected = db.execute_sql(
            f"SELECT * FROM (WITH e(id, words) AS ({_WORDS}) "
            "SELECT id, words FROM e WHERE words <> '') ORDER BY id"
        )
        stored = db.execute_sql("SELECT interaction_id, words FROM interaction_extra ORDER BY 1")
        found += _compare("interaction_extra", expected, stored, 1)
    return found


def _alike(table: str, source: str, values: tuple[float, ...] = ()) -> bool:
    """Say whether ``source`` finds as many rows as the table has, and none that differs."""
    there, differing = db.execute_sql(source, values).fetchone()
    stored = db.execute_sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    return bool(there == stored and not differing)


def _compare(
    where: str, expected: Iterator[Any], stored: Iterable[Any], keys: int
) -> list[Finding]:
    """Walk two ordered results side by side; both are read row by row."""
    found: list[Finding] = []
    stored = iter(stored)
    ours, theirs = next(expected, None), next(stored, None)
    while (ours is not None or theirs is not None) and len(found) < SHOWN:
        left = None if ours is None else tuple(ours[:keys])
        right = None if theirs is None else tuple(theirs[:keys])
        if right is None or (left is not None and left < right):
            found.append(Finding(where, f"row {left} is missing"))
            ours = next(expected, None)
        elif left is None or right < left:
            found.append(Finding(where, f"row {right} follows from nothing"))
            theirs = next(stored, None)
        else:
            if not _same(ours, theirs):
                found.append(Finding(where, f"row {left} is out of date"))
            ours, theirs = next(expected, None), next(stored, None)
    return found


def _same(one: Any, other: Any) -> bool:
    return all(
        math.isclose(a, b, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
        if isinstance(a, float) and isinstance(b, float | int)
        else a == b
        for a, b in zip(one, other, strict=True)
    )
