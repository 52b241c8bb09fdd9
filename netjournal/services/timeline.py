"""The timeline: ids newest first, rows of what is on screen, counts per month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from netjournal.models import from_day, to_day
from netjournal.models.handle import db
from netjournal.models.interaction import INITIATORS
from netjournal.services import id_lists
from netjournal.services.finding import search

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from netjournal.services.finding.query import Query

# words that half the journal has don't help to find anything: the newest so many do
MOST_TEXTS = 5_000
MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which interactions to list; ``kinds`` are keys, () for all.

    ``text`` finds words written and names of people, among the newest 5,000 hits; query words in
    it (``query.parse``) say with whom. ``today`` is the local day they count from; None takes the
    computer's.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    circle_id: int | None = None
    contact_id: int | None = None
    trashed: bool = False
    today: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Badge:
    """A mark beside an entry.

    ``key`` is need_noted, promise (``value``: due day or ""), gave, got, or new_people (how many).
    """

    key: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry; ``kind_name`` is empty for built-in kinds (the window words them by ``kind``)."""

    id: int
    kind: str
    kind_name: str
    day: int
    minute: int | None
    precision: int
    minutes: int | None
    place: str
    initiator: str
    summary: str
    body: str
    people: tuple[tuple[int, str], ...]
    event_id: int | None
    event_title: str
    badges: tuple[Badge, ...]


def timeline_ids(wanted: TimelineFilter) -> array[int]:
    """Return the ids of interactions, newest first (day, then minute, then id)."""
    where, values = _where(wanted)
    return id_lists.ids(
        f"SELECT i.id AS id FROM interaction i WHERE {where} "
        "ORDER BY i.day DESC, i.minute DESC, i.id DESC",
        values,
    )


def _where(wanted: TimelineFilter) -> tuple[str, list[Any]]:
    parts = ["i.trashed_at IS NOT NULL" if wanted.trashed else "i.trashed_at IS NULL"]
    values: list[Any] = []
    if wanted.contact_id is not None:
        parts.append(
            "i.id IN (SELECT interaction_id FROM interaction_contact WHERE contact_id = ?)"
        )
        values.append(wanted.contact_id)
    if wanted.circle_id is not None:
        parts.append(
            "i.id IN (SELECT ic.interaction_id FROM contact_tag ct "
            "JOIN interaction_contact ic ON ic.contact_id = ct.contact_id WHERE ct.tag_id = ?)"
        )
        values.append(wanted.circle_id)
    if wanted.kinds:
        kinds = _kind_ids(wanted.kinds)
        # one kind alone is an equality, so that its index gives the order as well
        parts.append("i.kind_id = ?" if len(kinds) == 1 else f"i.kind_id IN ({_marks(kinds)})")
        values += kinds
    if wanted.text.strip():
        from netjournal.services.finding import query

        asked = query.parse(wanted.text, _today(wanted))
        for sql, more in (_by_words(asked.words), _by_people(asked, _today(wanted))):
            parts += [sql] if sql else []
            values += more
    return " AND ".join(parts), values


def _today(wanted: TimelineFilter) -> int:
    return to_day(date.today()) if wanted.today is None else wanted.today


def _by_words(words: str) -> tuple[str, list[Any]]:
    expression = search.match(words, shortest=2)
    if not expression:
        return "", []
    return (
        "i.id IN (SELECT * FROM (SELECT rowid FROM interaction_fts WHERE interaction_fts "
        "MATCH ? ORDER BY rowid DESC LIMIT ?) UNION SELECT ic.interaction_id FROM "
        "(SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ? LIMIT ?) f "
        "JOIN contact c ON c.id = f.id AND c.trashed_at IS NULL "
        "JOIN interaction_contact ic ON ic.contact_id = f.id)"
    ), [expression, MOST_TEXTS, search.in_column("names", expression), MOST_PEOPLE]


def _by_people(asked: Query, today: int) -> tuple[str, list[Any]]:
    """Return the condition that somebody took part whom all query words mean."""
    if not asked.terms:
        return "", []
    from netjournal.services.finding import people_found, people_query

    where, values = people_query.conditions(asked)
    ids = id_lists.ids(
        f"SELECT c.id AS id FROM contact c WHERE c.trashed_at IS NULL AND {where or '1'}", values
    )
    ids = people_found.narrowed(ids, asked, today)
    return (
        "i.id IN (SELECT ic.interaction_id FROM json_each(?) j "
        "JOIN interaction_contact ic ON ic.contact_id = j.value)"
    ), [id_lists.as_text(ids)]


def _kind_ids(keys: Sequence[str]) -> list[int]:
    marks = _marks(keys)
    rows = db.execute_sql(f"SELECT id FROM interaction_kind WHERE key IN ({marks})", list(keys))
    return [row[0] for row in rows]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def months(wanted: TimelineFilter) -> list[tuple[int, int, int]]:
    """Return (year, month, how many), newest first."""
    where, values = _where(wanted)
    counts: dict[tuple[int, int], int] = {}
    for day, number in db.execute_sql(
        f"SELECT i.day, COUNT(*) FROM interaction i WHERE {where} "
        "GROUP BY i.day ORDER BY i.day DESC",
        values,
    ):
        at = from_day(day)
        key = (at.year, at.month)
        counts[key] = counts.get(key, 0) + number
    return [(year, month, number) for (year, month), number in counts.items()]


def position_of_month(wanted: TimelineFilter, year: int, month: int) -> int:
    """Return the row at which a month begins, in the order of ``timeline_ids``."""
    where, values = _where(wanted)
    after = to_day(date(year + month // 12, month % 12 + 1, 1))
    row = db.execute_sql(
        f"SELECT COUNT(*) FROM interaction i WHERE {where} AND i.day >= ?", [*values, after]
    ).fetchone()
    return int(row[0])


def timeline_rows(ids: Sequence[int]) -> list[TimelineRow | None]:
    """Return the rows of ``ids``, in their order; None where there is no such interaction."""
    wanted = id_lists.as_text(ids)
    rows = db.execute_sql(
        "SELECT i.id, k.key, k.name, i.day, i.minute, i.precision, i.minutes, i.place, "
        "i.initiator, i.summary, i.body, i.event_id, COALESCE(e.title, '') "
        "FROM json_each(?) j JOIN interaction i ON i.id = j.value "
        "JOIN interaction_kind k ON k.id = i.kind_id LEFT JOIN event e ON e.id = i.event_id",
        (wanted,),
    ).fetchall()
    people = _people(wanted)
    badges = _badges(wanted, [row[0] for row in rows if row[11] is not None])
    found = {row[0]: _row(row, people.get(row[0], []), badges.get(row[0], [])) for row in rows}
    return [found.get(interaction_id) for interaction_id in ids]


def _row(row: Any, people: list[tuple[int, str]], badges: list[Badge]) -> TimelineRow:
    (id_, kind, name, day, minute, precision, minutes, place, who, summary, body, event, title) = (
        row
    )
    return TimelineRow(
        id=id_,
        kind=kind,
        kind_name=name,
        day=day,
        minute=minute,
        precision=precision,
        minutes=minutes,
        place=place,
        initiator=INITIATORS[who],
        summary=summary,
        body=body,
        people=tuple(people),
        event_id=event,
        event_title=title,
        badges=tuple(badges),
    )


def people_of(ids: Sequence[int]) -> tuple[int, ...]:
    """Return who took part in some interactions, those in the trash left out, each once."""
    found = _people(id_lists.as_text(ids))
    return tuple(dict.fromkeys(key for one in ids for key, _ in found.get(one, ())))


def _people(wanted: str) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for interaction_id, contact_id, name in db.execute_sql(
        "SELECT ic.interaction_id, c.id, c.full_name FROM json_each(?) j "
        "JOIN interaction_contact ic ON ic.interaction_id = j.value "
        "JOIN contact c ON c.id = ic.contact_id WHERE c.trashed_at IS NULL ORDER BY ic.id",
        (wanted,),
    ):
        found.setdefault(interaction_id, []).append((contact_id, name))
    return found


def _badges(wanted: str, of_events: Sequence[int]) -> dict[int, list[Badge]]:
    """Return the marks of entries; at an event people may have been met for the first time."""
    found: dict[int, list[Badge]] = {}
    rows = db.execute_sql(_MARKS, (wanted,)).fetchall()
    if of_events:
        rows += db.execute_sql(_NEW_PEOPLE, (id_lists.as_text(of_events),)).fetchall()
    for interaction_id, key, value in sorted(rows, key=_order):
        badge = Badge(key, "" if value is None else str(value))
        if badge not in found.setdefault(interaction_id, []):
            found[interaction_id].append(badge)
    return found


_ORDER = ("need_noted", "promise", "gave", "got", "new_people")


def _order(row: tuple[int, str, object]) -> int:
    return _ORDER.index(row[1])


# each table is asked for what it has of the entries by the index of its references
_MARKS = (
    "SELECT x.interaction_id, 'need_noted', NULL FROM json_each(?1) j "
    "JOIN need x ON x.interaction_id = j.value "
    "UNION ALL SELECT x.interaction_id, 'promise', x.due_on FROM json_each(?1) j "
    "JOIN followup x ON x.interaction_id = j.value "
    "UNION ALL SELECT x.interaction_id, iif(x.direction = 'given', 'gave', 'got'), NULL "
    "FROM json_each(?1) j JOIN help x ON x.interaction_id = j.value "
    "WHERE x.direction IN ('given', 'received') "
    "UNION ALL SELECT x.interaction_id, 'gave', NULL FROM json_each(?1) j "
    "JOIN introduction x ON x.interaction_id = j.value"
)
_NEW_PEOPLE = (
    "SELECT x.interaction_id, 'new_people', COUNT(*) FROM json_each(?) j "
    "JOIN interaction_contact x ON x.interaction_id = j.value "
    "JOIN interaction i ON i.id = x.interaction_id JOIN contact_day d ON "
    "d.contact_id = x.contact_id WHERE d.day = i.day AND NOT EXISTS (SELECT 1 FROM "
    "contact_day o WHERE o.contact_id = x.contact_id AND o.day < i.day) "
    "GROUP BY x.interaction_id"
)
