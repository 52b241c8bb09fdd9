"""Before an event: who of my people is likely there, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services.bonds import ties
from netjournal.services.giving import matching

MOST = 8
_BY_TOPIC = 3
_PAST = 12  # earlier events of a series that are looked at
_SERIES = re.compile(r"[:–—|]|\s-\s|\d+")
_WORD = re.compile(r"[^\W_]+")
_ALIVE = "c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0 AND c.kind = 'person'"


@dataclass(frozen=True, slots=True)
class Likely:
    """Someone who may be there.

    ``why`` is series (was at ``times`` of the last ``of`` like it), circle (is in the circle
    ``about``, which the title names) or topic (cares about ``about``).
    """

    contact_id: int
    full_name: str
    why: str
    times: int = 0
    of: int = 0
    about: str = ""


def likely(event_id: int, today: int, most: int = MOST) -> list[Likely]:
    """Return who is likely at an event and isn't noted for it yet, the likeliest first.

    Args:
        event_id: Which event.
        today: The local day that ties are weighed at.
        most: How many at most.
    """
    row = db.execute_sql(
        "SELECT title, note, starts_on FROM event WHERE id = ?", (event_id,)
    ).fetchone()
    if row is None:
        return []
    title, note, day = row
    found: dict[int, Likely] = {}
    for one in (*_of_series(event_id, title, day), *_of_circles(title)):
        found.setdefault(one.contact_id, one)
    topical = 0
    for helper in matching.served_by(title, note, today, most):
        if topical < _BY_TOPIC and helper.contact_id is not None and helper.role == "interest":
            one = Likely(helper.contact_id, helper.full_name, "topic", about=helper.topic)
            topical += found.setdefault(one.contact_id, one) is one
    noted = {
        contact_id
        for (contact_id,) in db.execute_sql(
            "SELECT contact_id FROM event_contact WHERE event_id = ?", (event_id,)
        )
    }
    wanted = [one for one in found.values() if one.contact_id not in noted]
    known = ties.read([one.contact_id for one in wanted], today)
    order = ("series", "circle", "topic")
    wanted.sort(
        key=lambda one: (
            order.index(one.why),
            -one.times,
            -known.get(one.contact_id, ties.NO_TIE).score,
            one.contact_id,
        )
    )
    return wanted[:most]


def series_key(title: str) -> str:
    """Return what titles of one series share ("Rust & Rye: parsers" → "rust & rye")."""
    return " ".join(fold(_SERIES.split(title, maxsplit=1)[0]).split())


def _of_series(event_id: int, title: str, day: int) -> list[Likely]:
    """Return who was at the last events with the same name, how often and of how many."""
    key = series_key(title)
    past = [
        other
        for other, name in db.execute_sql(
            "SELECT id, title FROM event WHERE id <> ? AND starts_on < ? AND trashed_at IS NULL "
            "ORDER BY starts_on DESC LIMIT 400",
            (event_id, day),
        )
        if key and series_key(name) == key
    ][:_PAST]
    if not past:
        return []
    import json

    rows = db.execute_sql(
        "SELECT c.id, c.full_name, COUNT(DISTINCT x.event_id) FROM json_each(?) j "
        "JOIN event_contact x ON x.event_id = j.value JOIN contact c ON c.id = x.contact_id "
        f"WHERE x.role IN ('met', 'attended') AND {_ALIVE} GROUP BY c.id "
        "ORDER BY 3 DESC, c.id LIMIT 100",
        (json.dumps(past),),
    )
    return [Likely(i, name, "series", times, len(past)) for i, name, times in rows]


def _of_circles(title: str) -> list[Likely]:
    """Return the people of a circle that the title names."""
    said = _words(title)
    named = [
        (tag_id, name)
        for tag_id, name in db.execute_sql("SELECT id, name FROM tag ORDER BY id")
        if _words(name).strip() and _words(name) in said
    ]
    found: list[Likely] = []
    for tag_id, name in named:
        rows = db.execute_sql(
            "SELECT c.id, c.full_name FROM contact_tag ct JOIN contact c ON c.id = ct.contact_id "
            "LEFT JOIN tie_state t ON t.contact_id = c.id "
            f"WHERE ct.tag_id = ? AND {_ALIVE} ORDER BY t.log_volume DESC LIMIT 30",
            (tag_id,),
        )
        found += [Likely(i, full_name, "circle", about=name) for i, full_name in rows]
    return found


def _words(text: str) -> str:
    """Return folded words with a blank around each, so that whole words are found in it."""
    return f" {' '.join(_WORD.findall(fold(text)))} "
