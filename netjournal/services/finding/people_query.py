"""Query words as SQL over contacts: each becomes a set of contact ids that someone is in or not."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from netjournal.folding import fold
from netjournal.models.handle import db, from_day, to_day
from netjournal.services.bonds.rhythm_choice import IDEAL
from netjournal.services.bonds.rhythm_words import gaps
from netjournal.services.finding import search

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from netjournal.services.finding.query import Query, Term

Sql = tuple[str, list[object]]
_FAR: Final = 2**40
_EARLIEST, _LATEST = to_day(date(1, 1, 1)), to_day(date(9999, 12, 31))
# whose rhythm is in force
_KEPT: Final = "c.rhythm_state NOT IN ('paused', 'never')"
_TOPIC: Final = "SELECT contact_id FROM contact_topic WHERE role = "
_METHOD: Final = "SELECT contact_id FROM contact_method WHERE kind = "
_HAS: Final = {
    "need": "SELECT contact_id FROM need WHERE state IN ('open', 'in_hand')",
    "promise": "SELECT contact_id FROM followup WHERE state IN ('open', 'snoozed') "
    "AND contact_id IS NOT NULL",
    "email": _METHOD + "'email'",
    "phone": _METHOD + "'phone'",
    "url": _METHOD + "'url'",
    "messenger": _METHOD + "'messenger'",
    "address": "SELECT contact_id FROM address",
    "birthday": "SELECT id FROM contact WHERE birthday <> ''",
    "photo": "SELECT id FROM contact WHERE photo_id IS NOT NULL",
    "note": "SELECT id FROM contact WHERE note <> ''",
    "interest": _TOPIC + "'interest'",
    "skill": _TOPIC + "'skill'",
    "question": _TOPIC + "'question'",
    "circle": "SELECT contact_id FROM contact_tag",
    "work": "SELECT contact_id FROM affiliation",
    "rhythm": "SELECT id FROM contact WHERE rhythm_ideal_days IS NOT NULL UNION "
    "SELECT ct.contact_id FROM tag g JOIN contact_tag ct ON ct.tag_id = g.id "
    "WHERE g.rhythm_ideal_days IS NOT NULL",
    "booster": "SELECT id FROM contact WHERE booster = 'yes'",
    "help": "SELECT contact_id FROM help",
    "introducer": "SELECT id FROM contact WHERE met_through_id IS NOT NULL "
    "OR met_through_name <> ''",
}


def conditions(query: Query) -> Sql:
    """Return (SQL over contact ``c``, its values) for every term but strength; "" for none.

    The words of a query aren't looked at here.
    """
    parts: list[str] = []
    values: list[object] = []
    for term in query.terms:
        if term.key in _SETS:
            sql, more = _SETS[term.key](term)
            parts.append(f"c.id {'NOT ' if term.negated else ''}IN ({sql})")
            values += more
    return " AND ".join(parts), values


def source(term: Term, among: Collection[int] | None = None) -> Sql | None:
    """Return what gives the ids that one term is about, negated or not; None for strength.

    Args:
        term: What is asked.
        among: Others may be left out, where that is quicker.
    """
    if term.key not in _SETS:
        return None
    if term.key == "last" and among is not None and not term.values:
        spans = " OR ".join("t.last_on BETWEEN ? AND ?" for _ in term.spans)
        days: list[object] = [day for span in _bounds(term) for day in span]
        sql = (
            "SELECT t.contact_id FROM json_each(?) j CROSS JOIN tie_state t "
            f"ON t.contact_id = j.value WHERE {spans}"
        )
        return sql, [json.dumps(list(among)), *days]
    return _SETS[term.key](term)


def _union(parts: Sequence[Sql]) -> Sql:
    return (
        " UNION ".join(sql for sql, _ in parts),
        [value for _, values in parts for value in values],
    )


def _has(term: Term) -> Sql:
    return _union([(_HAS[value], []) for value in term.values])


def _via(term: Term) -> Sql:
    return (
        "SELECT id FROM contact WHERE met_via IN (SELECT value FROM json_each(?))",
        [json.dumps(term.values)],
    )


def _begins(name: str, asked: str) -> bool:
    """Say whether a word of ``name`` begins ``asked``, case and accents aside."""
    return f" {fold(asked)}" in f" {fold(name)}"


def _named(table: str, values: Sequence[str]) -> str:
    """Return the ids of circles or topics with such names, as JSON."""
    rows = db.execute_sql(f"SELECT id, name FROM {table}").fetchall()
    return json.dumps([id_ for id_, name in rows if any(_begins(name, one) for one in values)])


def _circle(term: Term) -> Sql:
    exact = {fold(value) for value in term.values}
    rows = db.execute_sql("SELECT id, sort_key FROM tag").fetchall()
    same = [id_ for id_, key in rows if key in exact]
    found = json.dumps(same) if len(same) == len(exact) else _named("tag", term.values)
    return (
        "SELECT contact_id FROM contact_tag WHERE tag_id IN (SELECT value FROM json_each(?))",
        [found],
    )


def _topic(role: str) -> Callable[[Term], Sql]:
    def about(term: Term) -> Sql:
        return (
            _TOPIC + "? AND topic_id IN (SELECT value FROM json_each(?))",
            [role, _named("topic", term.values)],
        )

    return about


def _place(term: Term) -> Sql:
    """Where someone lives: found by full text, then proved by the address itself."""
    return _union(
        [_about(value, "address", ("locality", "region", "country")) for value in term.values]
    )


def _work(term: Term) -> Sql:
    return _union([_about(value, "affiliation", ("organisation",)) for value in term.values])


def _about(value: str, table: str, wanted: Sequence[str]) -> Sql:
    expression = search.match(value)
    if not expression:
        return "SELECT NULL WHERE 0", []
    columns = ", ".join(f"p.{name}" for name in wanted)
    rows = db.execute_sql(  # thousands may have the word somewhere, in a few dozen places
        f"SELECT group_concat(p.contact_id), {columns} FROM contact_fts f "
        f"JOIN {table} p ON p.contact_id = f.rowid WHERE contact_fts MATCH ? GROUP BY {columns}",
        (search.in_column("about", expression),),
    )
    people = [ids for ids, *texts in rows if any(_begins(text, value) for text in texts)]
    return "SELECT DISTINCT value FROM json_each(?)", [f"[{','.join(people)}]"]


def _name(term: Term) -> Sql:
    return _union([_by_name(value) for value in term.values])


def _by_name(value: str) -> Sql:
    expression = search.match(value)
    if not expression:
        return "SELECT NULL WHERE 0", []
    return (
        "SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?",
        [search.in_column("names", expression)],
    )


def _through(term: Term) -> Sql:
    who, values = _name(term)
    texts = db.execute_sql(
        "SELECT DISTINCT met_through_name FROM contact WHERE met_through_name > ''"
    )
    named = [text for (text,) in texts if any(_begins(text, value) for value in term.values)]
    return (
        f"SELECT id FROM contact WHERE met_through_id IN ({who}) "
        "UNION SELECT id FROM contact WHERE met_through_name IN (SELECT value FROM json_each(?))",
        [*values, json.dumps(named)],
    )


def _rhythm(term: Term) -> Sql:
    parts: list[Sql] = []
    ideal = f"SELECT c.id AS id, {IDEAL} AS ideal FROM contact c WHERE {_KEPT}"
    for value in term.values:
        if value in ("paused", "never"):
            parts.append(("SELECT id FROM contact WHERE rhythm_state = ?", [value]))
        elif value == "none":
            parts.append((f"SELECT id FROM contact WHERE id NOT IN ({_HAS['rhythm']})", []))
        else:
            parts.append((f"SELECT id FROM ({ideal}) WHERE ideal BETWEEN ? AND ?", [*gaps(value)]))
    return _union(parts)


def _bounds(term: Term) -> list[tuple[int, int]]:
    """Return (first, last) of each span, open ends far away."""
    return [
        (-_FAR if one.first is None else one.first, _FAR if one.last is None else one.last)
        for one in term.spans
    ]


def _last(term: Term) -> Sql:
    parts: list[Sql] = [
        ("SELECT contact_id FROM tie_state WHERE last_on BETWEEN ? AND ?", [first, last])
        for first, last in _bounds(term)
    ]
    if term.values:
        parts.append(
            ("SELECT id FROM contact WHERE id NOT IN (SELECT contact_id FROM tie_state)", [])
        )
    return _union(parts)


def _met(term: Term) -> Sql:
    """When someone was met; what is known by year or month only fits where it may."""
    parts: list[Sql] = []
    for first, last in _bounds(term):
        begin, end = _iso(first), _iso(last)
        parts += [
            (
                "SELECT id FROM contact WHERE met_on <> '' AND met_on >= ? AND met_on <= ? "
                "AND met_on || '-99' >= ?",
                [begin[:4], end, begin],
            ),
            (
                "SELECT c.id FROM event e JOIN contact c ON c.met_event_id = e.id "
                "WHERE c.met_on = '' AND e.starts_on BETWEEN ? AND ?",
                [first, last],
            ),
        ]
    if term.values:
        parts.append(("SELECT id FROM contact WHERE met_on = '' AND met_event_id IS NULL", []))
    return _union(parts)


def _iso(day: int) -> str:
    return from_day(max(_EARLIEST, min(_LATEST, day))).isoformat()


def _added(term: Term) -> Sql:
    """When someone came into the journal: the user's days, from midnight to midnight."""
    return _union(
        [
            (
                "SELECT id FROM contact WHERE created_at >= ? AND created_at < ?",
                [_midnight(first), _midnight(last + 1)],
            )
            for first, last in _bounds(term)
        ]
    )


def _midnight(day: int) -> int:
    """Return the moment a local day begins, in UTC milliseconds."""
    at = from_day(max(_EARLIEST + 1, min(_LATEST - 1, day)))
    return int(datetime(at.year, at.month, at.day).astimezone().timestamp() * 1_000)


_SETS: Final[dict[str, Callable[[Term], Sql]]] = {
    "has": _has,
    "via": _via,
    "circle": _circle,
    "likes": _topic("interest"),
    "good": _topic("skill"),
    "ask": _topic("question"),
    "in": _place,
    "at": _work,
    "name": _name,
    "through": _through,
    "rhythm": _rhythm,
    "last": _last,
    "met": _met,
    "added": _added,
}
