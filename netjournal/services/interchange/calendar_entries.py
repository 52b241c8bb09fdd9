"""The journal as a calendar: birthdays, dates, rhythms, promises and events of people."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from netjournal.formats.calendars.ics_write import Entry, yearly_day
from netjournal.models.handle import db, from_day
from netjournal.services import partial_dates
from netjournal.services.bonds import rhythm_choice
from netjournal.services.wording import QT_TRANSLATE_NOOP, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netjournal.services.wording import Translate

_MORNING = 9 * 60  # when a day that is here is told of
_BEFORE = -60  # minutes before an event
# Whom the calendar is about: ?1 is a list of ids, or NULL for everybody.
_WHOM = "(?1 IS NULL OR c.id IN (SELECT value FROM json_each(?1)))"
_LIVING = "c.trashed_at IS NULL AND c.archived_at IS NULL"
NAME = QT_TRANSLATE_NOOP("calendar", "NetJournal")
_BIRTHDAY = QT_TRANSLATE_NOOP("calendar", "Birthday: {name}")
_BORN = QT_TRANSLATE_NOOP("calendar", "Born in {year}.")
_DATE = QT_TRANSLATE_NOOP("calendar", "{what}: {name}")
_RHYTHM = QT_TRANSLATE_NOOP("calendar", "Be in touch with {name}")
_MINE = QT_TRANSLATE_NOOP("calendar", "Promised to {name}: {text}")
_THEIRS = QT_TRANSLATE_NOOP("calendar", "{name} promised: {text}")
_PROMISE = QT_TRANSLATE_NOOP("calendar", "Promise: {text}")
_PEOPLE = QT_TRANSLATE_NOOP("calendar", "With {names}.")


def entries(ids: Sequence[int] | None, today: int, tr: Translate = plain) -> Iterator[Entry]:
    """Yield what belongs into a calendar.

    Archived people and those in the trash stay out. Of rhythms the next day is told, today for
    those whose time has come.

    Args:
        ids: Whose; None for everybody, and what belongs to nobody.
        today: The local day.
        tr: Translates a text in a context.
    """
    whose = None if ids is None else json.dumps(list(ids))
    yield from _birthdays(whose, tr)
    yield from _dates(whose, tr)
    yield from _rhythms(whose, today, tr)
    yield from _promises(whose, tr)
    yield from _events(whose, today, tr)


def _birthdays(whose: str | None, tr: Translate) -> Iterator[Entry]:
    rows = db.execute_sql(
        "SELECT c.uid, c.full_name, c.birthday, c.updated_at FROM contact c "
        f"WHERE c.birthday <> '' AND c.deceased = 0 AND {_LIVING} AND {_WHOM} ORDER BY c.id",
        (whose,),
    )
    for uid, name, text, changed in rows:
        known = partial_dates.parse(text)
        if known is None or not known.month or not known.day:
            continue
        yield Entry(
            f"{UUID(bytes=bytes(uid))}-birthday@netjournal",
            tr("calendar", _BIRTHDAY).format(name=name),
            yearly_day(known.year, known.month, known.day),
            _moment(changed),
            yearly=True,
            remind=_MORNING,
            description=tr("calendar", _BORN).format(year=known.year) if known.year else "",
        )


def _dates(whose: str | None, tr: Translate) -> Iterator[Entry]:
    rows = db.execute_sql(
        "SELECT c.uid, c.full_name, d.label, d.date, d.updated_at FROM important_date d "
        f"JOIN contact c ON c.id = d.contact_id WHERE {_LIVING} AND {_WHOM} "
        "ORDER BY c.id, d.position, d.id",
        (whose,),
    )
    seen: dict[tuple[bytes, str], int] = {}
    for uid, name, label, text, changed in rows:
        key = (bytes(uid), label)
        seen[key] = seen.get(key, 0) + 1
        known = partial_dates.parse(text)
        if known is None or not known.month or not known.day:
            continue
        same = uuid5(UUID(bytes=bytes(uid)), f"date:{label}:{seen[key]}")
        yield Entry(
            f"{same}@netjournal",
            tr("calendar", _DATE).format(what=label, name=name) if label else name,
            yearly_day(known.year, known.month, known.day),
            _moment(changed),
            yearly=True,
            remind=_MORNING,
        )


def _rhythms(whose: str | None, today: int, tr: Translate) -> Iterator[Entry]:
    """Yield the next day for everybody who has a rhythm and was met at least once."""
    rows = db.execute_sql(
        "SELECT uid, full_name, ideal, last_day, paused, changed FROM ("
        f"SELECT c.id, c.uid, c.full_name, {rhythm_choice.IDEAL} AS ideal, t.last_day, "
        "CASE c.rhythm_state WHEN 'paused' THEN c.rhythm_paused_until END AS paused, "
        "MAX(c.updated_at, COALESCE((SELECT MAX(i.updated_at) FROM interaction_contact ic "
        "JOIN interaction i ON i.id = ic.interaction_id WHERE ic.contact_id = c.id), 0)) "
        "AS changed FROM contact c JOIN tie_state t ON t.contact_id = c.id "
        "WHERE c.rhythm_state <> 'never' AND c.deceased = 0 "
        "AND NOT (c.rhythm_state = 'paused' AND c.rhythm_paused_until IS NULL) "
        f"AND {_LIVING} AND {_WHOM}) WHERE ideal IS NOT NULL AND last_day IS NOT NULL ORDER BY id",
        (whose,),
    )
    for uid, name, ideal, last, paused, changed in rows:
        day = max(today, last + ideal, paused or 0)
        yield Entry(
            f"{UUID(bytes=bytes(uid))}-rhythm@netjournal",
            tr("calendar", _RHYTHM).format(name=name),
            from_day(day),
            _moment(changed),
            remind=_MORNING,
            sequence=day,
        )


def _promises(whose: str | None, tr: Translate) -> Iterator[Entry]:
    """Yield open promises: with a due day as entries of that day, without one as tasks."""
    rows = db.execute_sql(
        "SELECT f.uid, f.text, f.by_me, f.due_on, f.snoozed_until, f.updated_at, "
        "COALESCE(c.full_name, '') FROM followup f LEFT JOIN contact c ON c.id = f.contact_id "
        "LEFT JOIN interaction i ON i.id = f.interaction_id "
        "WHERE f.state IN ('open', 'snoozed') AND c.trashed_at IS NULL AND i.trashed_at IS NULL "
        f"AND {_WHOM} ORDER BY f.id",
        (whose,),
    )
    for uid, text, by_me, due, snoozed, changed, name in rows:
        template = (_MINE if by_me else _THEIRS) if name else _PROMISE
        day = None if due is None else from_day(max(due, snoozed or due))
        yield Entry(
            f"{UUID(bytes=bytes(uid))}@netjournal",
            tr("calendar", template).format(name=name, text=_short(text)),
            day,
            _moment(changed),
            task=day is None,
            remind=_MORNING,
            description=text if _short(text) != text else "",
        )


def _events(whose: str | None, today: int, tr: Translate) -> Iterator[Entry]:
    rows = db.execute_sql(
        "SELECT e.uid, e.title, e.starts_on, e.start_minute, e.ends_on, COALESCE(e.zone, ''), "
        "e.place, e.url, e.note, e.updated_at, (SELECT json_group_array(full_name) FROM "
        "(SELECT c.full_name FROM event_contact x JOIN contact c ON c.id = x.contact_id "
        "WHERE x.event_id = e.id AND c.trashed_at IS NULL ORDER BY x.id)) FROM event e "
        "WHERE e.trashed_at IS NULL AND (?1 IS NULL OR e.id IN (SELECT x.event_id "
        "FROM event_contact x JOIN json_each(?1) j ON j.value = x.contact_id)) "
        "ORDER BY e.starts_on, e.id",
        (whose,),
    )
    for uid, title, day, minute, last, zone, place, url, note, changed, people in rows:
        with_whom = json.loads(people)
        told = tr("calendar", _PEOPLE).format(names=", ".join(with_whom)) if with_whom else ""
        yield Entry(
            f"{UUID(bytes=bytes(uid))}@netjournal",
            title,
            from_day(day),
            _moment(changed),
            minute=minute,
            zone=zone,
            last_day=from_day(last) if last is not None else None,
            remind=None if day < today else _BEFORE if minute is not None else _MORNING,
            description="\n\n".join(part for part in (note, told) if part),
            location=place,
            url=url,
        )


def _short(text: str) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= 120 else f"{line[:119].rstrip()}…"


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
