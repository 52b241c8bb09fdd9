"""Lists of people: ids in order, then the rows of what is on screen."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.bonds import ties
from netjournal.services.finding import search
from netjournal.services.people import name_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.finding.query import Query

SORTS = ("name", "recent", "strength", "added")
_ALIVE = "c.trashed_at IS NULL AND c.archived_at IS NULL"


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """Which people to list; the default is everyone who is neither trashed nor archived.

    ``text`` may hold query words (``query.parse``). ``label`` is a strength label ("" for all),
    ``fading`` only ties that fade, ``among`` only people of these ids (as a chart counted them).
    """

    text: str = ""
    circle_id: int | None = None
    label: str = ""
    fading: bool = False
    trashed: bool = False
    archived: bool = False
    among: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person in a list; ``last_on`` is a local day number."""

    id: int
    full_name: str
    headline: str
    label: str
    score: float
    last_on: int | None
    photo_id: int | None
    trashed: bool


_ALL = ContactFilter()
_FEW = 300  # found by a word: as many cards are read sooner than everybody's place is looked up


def find_ids(wanted: ContactFilter, sort: str, today: int) -> array[int]:
    """Return the ids of the people ``wanted``, in order.

    Args:
        wanted: The filter.
        sort: One of ``SORTS``.
        today: The local day that strength is taken at.
    """
    asked = _asked(wanted.text, today)
    ids = _by_words(wanted, asked)
    if ids is None:
        where, values = _where(wanted, asked)
        ids = id_lists.ids(
            f"SELECT c.id AS id FROM contact c WHERE {where} ORDER BY c.sort_key, c.id", values
        )
    if asked is not None and asked.terms:
        from netjournal.services.finding import people_found

        ids = people_found.narrowed(ids, asked, today)
    if wanted.fading:
        fading = ties.fading_ids(ids, today)
        ids = array("q", [contact_id for contact_id in ids if contact_id in fading])
    if wanted.label or sort == "strength":
        ids = ties.chosen(ids, today, label=wanted.label, by_strength=sort == "strength")
    if sort == "recent":
        return ties.latest_first(ids)
    return array("q", sorted(ids, reverse=True)) if sort == "added" else ids


def at_hand(wanted: ContactFilter, sort: str) -> array[int] | None:
    """Return what ``find_ids`` would where that is in memory: everybody by name; else None."""
    return name_order.everybody_at_hand() if (wanted, sort) == (_ALL, "name") else None


def asks_ties(text: str) -> bool:
    """Say whether a filter has a query word about how ties stand."""
    return any(word in text.lower() for word in ("strength:", "tie:"))


def _by_words(wanted: ContactFilter, asked: Query | None) -> array[int] | None:
    """Return everybody, or whom query words, or words that find many, find, by name; else None.

    The words come from a filter that is being typed in: the first letters find thousands.
    """
    if replace(wanted, text="", label="", fading=False) != _ALL:
        return None
    if asked is None:
        return name_order.everybody()
    expression = search.match(asked.words)
    if asked.terms:
        from netjournal.services.finding import people_found

        return people_found.found(asked, expression)
    if not expression:
        return None
    found = id_lists.ids(
        "SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ?", (expression,)
    )
    return name_order.in_order(found) if len(found) > _FEW else None


def first_ids(limit: int) -> array[int]:
    """Return the first ids of everybody by name: what ``find_ids`` of the default begins with."""
    found = db.execute_sql(
        "SELECT c.id FROM contact c WHERE c.trashed_at IS NULL AND c.archived_at IS NULL "
        "ORDER BY c.sort_key, c.id LIMIT ?",
        (limit,),
    )
    return array("q", [row[0] for row in found])


def _asked(text: str, today: int) -> Query | None:
    """Return what a text asks for; the first page of a start, which has none, loads nothing."""
    if not text.strip():
        return None
    from netjournal.services.finding import query

    return query.parse(text, today)


def _where(wanted: ContactFilter, asked: Query | None) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    if wanted.trashed:
        parts.append("c.trashed_at IS NOT NULL")
    elif wanted.archived:
        parts.append("c.trashed_at IS NULL AND c.archived_at IS NOT NULL")
    elif wanted.among is not None:
        parts.append("c.trashed_at IS NULL")  # exactly these, the archived ones too
    else:
        parts.append(_ALIVE)
    if wanted.circle_id is not None:
        parts.append("c.id IN (SELECT contact_id FROM contact_tag WHERE tag_id = ?)")
        values.append(wanted.circle_id)
    if wanted.among is not None:
        parts.append("c.id IN (SELECT value FROM json_each(?))")
        values.append(id_lists.as_text(wanted.among))
    if asked is not None:
        words, more = search.of_contacts(asked)
        parts += words
        values += more
    return " AND ".join(parts), values


def rows(ids: Sequence[int], today: int) -> list[ContactRow | None]:
    """Return the rows of ``ids``, in their order; None where there is no such contact."""
    known = ties.read(ids, today)
    found = {
        row[0]: _row(row, known.get(row[0], ties.NO_TIE))
        for row in db.execute_sql(
            "SELECT c.id, c.full_name, c.headline, c.photo_id, c.trashed_at IS NOT NULL, "
            "(SELECT a.title || char(31) || a.organisation FROM affiliation a "
            "WHERE a.contact_id = c.id ORDER BY a.ended <> '', a.position, a.id LIMIT 1) "
            "FROM json_each(?) j JOIN contact c ON c.id = j.value",
            (id_lists.as_text(ids),),
        )
    }
    return [found.get(contact_id) for contact_id in ids]


def _row(row: tuple[int, str, str, int | None, int, str | None], tie: ties.TieNow) -> ContactRow:
    contact_id, full_name, headline, photo_id, trashed, work = row
    title, _, organisation = (work or "").partition("\x1f")
    return ContactRow(
        id=contact_id,
        full_name=full_name,
        headline=headline_line(headline, title, organisation),
        label=tie.label,
        score=tie.score,
        last_on=tie.last_on,
        photo_id=photo_id,
        trashed=bool(trashed),
    )


def headline_line(headline: str, title: str, organisation: str) -> str:
    """Return what a list says under a name: the headline, or title and organisation."""
    return headline or ", ".join(part for part in (title, organisation) if part)


def count() -> int:
    """Return how many people are in the journal, trashed and archived ones left out.

    SQLite counts all rows of a table by pages, those of a condition one by one; who was trashed or
    archived are few.
    """
    return int(
        db.execute_sql(
            "SELECT (SELECT COUNT(*) FROM contact) "
            "- (SELECT COUNT(*) FROM contact WHERE trashed_at IS NOT NULL) - (SELECT COUNT(*) "
            "FROM contact WHERE archived_at IS NOT NULL AND trashed_at IS NULL)"
        ).fetchone()[0]
    )


def count_trashed() -> int:
    """Return how many people are in the trash."""
    return int(
        db.execute_sql("SELECT COUNT(*) FROM contact WHERE trashed_at IS NOT NULL").fetchone()[0]
    )
