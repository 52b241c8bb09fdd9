"""Reading what our own exports carry as extras (see ``annex``) back into rows.

Rows are known by their uid, so that reading them twice changes nothing. What names a record that
isn't there yet waits: for the end of the file, or, for interactions, for the file that brings them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netjournal.folding import fold
from netjournal.formats.draft import Extra
from netjournal.kept_texts import kept
from netjournal.models.handle import db, now_ms
from netjournal.services.interchange import annex, annex_rows
from netjournal.services.people import contact_writing

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from netjournal.formats.draft import ContactDraft

ORIGIN = "origin"
Find = Callable[[uuid.UUID], int]
_LINKED = {"event_contact": ("event", annex.EVENT), "work_share": ("work", annex.WORK)}
_THINGS = {"event": annex.EVENT, "work": annex.WORK}  # those that no one of a file refers to
_KNOWN = {*annex.SINGLES, *annex.ROWS, *_LINKED, *_THINGS, "question", annex_rows.MET_EVENT}
_KNOWN |= {annex_rows.MET_THROUGH, annex_rows.RELATION, annex_rows.CIRCLE}
_DESCRIBING = {*_LINKED, *_THINGS, annex_rows.CIRCLE}


def is_own(extra: Extra) -> bool:
    """Say whether an extra is a field of ours rather than a leftover of some file."""
    return extra.source == annex.SOURCE and extra.name in _KNOWN and _record(extra) is not None


def is_shared(extra: Extra) -> bool:
    """Say whether an extra of ours describes something that isn't this contact's alone."""
    return is_own(extra) and (extra.name in _THINGS or extra.name == annex_rows.CIRCLE)


def described(draft: ContactDraft) -> list[Extra]:
    """Return the extras of a draft that describe an event, work or circle others may refer to."""
    return [extra for extra in draft.extras if extra.name in _DESCRIBING and is_own(extra)]


def key_of(extra: Extra) -> Hashable:
    """Return by what two extras of ours say the same; single values by their name alone."""
    name, record = extra.name, _record(extra) or {}
    if name in annex.ROWS or name in _THINGS:
        return name, record.get("uid")
    if name in _LINKED:
        table = _LINKED[name][0]
        day = record.get("link", {}).get("day")
        return name, record.get(table, {}).get("uid"), day
    if name == annex_rows.RELATION:
        return name, record.get("other"), record.get("label")
    if name == annex_rows.CIRCLE:
        return name, fold(str(record.get("name", "")))
    return (name, fold(extra.value)) if name == "question" else name


def _record(extra: Extra) -> dict[str, Any] | None:
    """Return a record's JSON object; {} for plain values, None when it is damaged."""
    plain = extra.name in annex.SINGLES or extra.name == "question"
    if plain or extra.name in (annex_rows.MET_EVENT, annex_rows.MET_THROUGH):
        return {}
    return _loaded(extra.value)


@kept(16)
def _loaded(text: str) -> dict[str, Any] | None:
    """Return a JSON object, which nobody changes: each is asked for several times in a row."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


class Annex:
    """Writes extras of ours; use inside an edit: ``prepare``, ``add`` for each, ``finish``."""

    def __init__(self) -> None:
        self._now = now_ms()
        self._waiting: list[tuple[int, Extra]] = []

    def prepare(self, extras: Iterable[Extra]) -> None:
        """Make the events, works and circles that extras describe: people refer to them."""
        for extra in extras:
            if not is_own(extra):
                continue
            record = _record(extra) or {}
            if extra.name in _LINKED:
                table, columns = _LINKED[extra.name]
                self._thing(table, columns, record.get(table, {}))
            elif extra.name in _THINGS:
                self._thing(extra.name, _THINGS[extra.name], record)
            elif extra.name == annex_rows.CIRCLE:
                self._circle(record)

    def add(self, contact_id: int, extras: Iterable[Extra]) -> None:
        """Take in the extras of a contact whose row is written, or soon will be."""
        self._waiting += [(contact_id, extra) for extra in extras if is_own(extra)]

    def finish(self, find: Find) -> None:
        """Write what waited; ``find`` gives the contact of a uid, or 0."""
        for contact_id, extra in self._waiting:
            self._write(contact_id, extra, find)
        self._waiting.clear()

    def _write(self, contact_id: int, extra: Extra, find: Find) -> None:
        name, record = extra.name, _record(extra) or {}
        if name in annex.SINGLES:
            self._single(contact_id, name, extra.value)
        elif name in annex.ROWS:
            self._row(contact_id, extra, record, find)
        elif name in _LINKED:
            self._link(contact_id, name, record)
        elif name == "question":
            topic = contact_writing.topic_id(extra.value)
            contact_writing.add_topic(contact_id, topic, "question")
        elif name == annex_rows.MET_EVENT:
            self._set(contact_id, "met_event_id", _id_of("event", extra.value))
        else:
            self._bond(contact_id, extra, record, find)

    def _bond(self, contact_id: int, extra: Extra, record: dict[str, Any], find: Find) -> None:
        """Write a link to another contact."""
        if extra.name == annex_rows.MET_THROUGH:
            known = find(uuid.UUID(extra.value))
            self._set(contact_id, "met_through_id", known)
            if known:  # then the name is theirs
                db.execute_sql(
                    "UPDATE contact SET met_through_name = '' WHERE id = ?", (contact_id,)
                )
        elif extra.name == annex_rows.RELATION:
            other = find(uuid.UUID(str(record["other"])))
            db.execute_sql(
                "UPDATE relation SET inverse_label = ? WHERE contact_id = ? AND other_id = ? "
                "AND label = ?",
                (record["inverse_label"], contact_id, other, record["label"]),
            )

    def _single(self, contact_id: int, name: str, text: str) -> None:
        value: Any = text
        if name == "importance":
            value = float(text)
        elif annex.SINGLES[name] is None:
            value = int(text)
        self._set(contact_id, name, value)

    def _set(self, contact_id: int, column: str, value: Any) -> None:
        if value:
            sql = f"UPDATE contact SET {column} = ? WHERE id = ?"
            db.execute_sql(sql, (value, contact_id))

    def _circle(self, record: dict[str, Any]) -> None:
        """Make a circle as it was; one that is there already stays as it is."""
        name = str(record.get("name", ""))
        known = db.execute_sql("SELECT 1 FROM tag WHERE sort_key = ?", (fold(name),)).fetchone()
        if known or not name.strip():
            return
        circle = contact_writing.circle_id(name)
        values = [record.get(column) for column in annex_rows.CIRCLE_COLUMNS]
        pairs = ", ".join(f"{column} = ?" for column in annex_rows.CIRCLE_COLUMNS)
        sql = f"UPDATE tag SET {pairs} WHERE id = ?"
        db.execute_sql(sql, (*values, circle))

    def _row(
        self,
        contact_id: int,
        extra: Extra,
        record: dict[str, Any],
        find: Find,
    ) -> None:
        more: dict[str, Any] = {"contact_id": contact_id}
        if extra.name == "introduction":
            more["other_id"] = find(uuid.UUID(str(record.get("other"))))
            more["by_id"] = find(uuid.UUID(record["by"])) or None if record.get("by") else None
            if not more["other_id"]:  # the other one is not in the file: keep it for later
                self._keep(contact_id, extra)
                return
        origin = record.get("interaction")
        more["interaction_id"] = _id_of("interaction", origin) if origin else None
        if origin and more["interaction_id"] is None:
            named = {"table": extra.name, "uid": record["uid"], "interaction": origin}
            self._keep(contact_id, Extra(annex.SOURCE, ORIGIN, json.dumps(named)))
        self._insert(extra.name, annex.ROWS[extra.name], record, more)

    def _insert(
        self,
        table: str,
        columns: tuple[str, ...],
        record: dict[str, Any],
        more: dict[str, Any] | None = None,
    ) -> None:
        """Insert a record unless one of its uid is there."""
        if not record.get("uid") or _id_of(table, record["uid"]) is not None:
            return
        values = {name: record[name] for name in columns if name in record} | (more or {})
        values |= {"uid": uuid.UUID(record["uid"]).bytes}
        values |= {"created_at": self._now, "updated_at": self._now}
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        db.execute_sql(sql, tuple(values.values()))

    def _thing(self, table: str, columns: tuple[str, ...], record: dict[str, Any]) -> None:
        """Insert an event or a work; one that an import made by its name becomes this one."""
        made = None
        if table == "event" and _id_of(table, str(record.get("uid", ""))) is None:
            made = db.execute_sql(
                "SELECT id FROM event WHERE title = ? AND starts_on = ? AND kind = 'other' "
                "AND place = '' AND url = '' AND note = '' AND start_minute IS NULL",
                (record.get("title", ""), record.get("starts_on")),
            ).fetchone()
        if made is None:
            self._insert(table, columns, record)
            return
        values = {name: record[name] for name in columns if name in record}
        values["uid"] = uuid.UUID(record["uid"]).bytes
        pairs = ", ".join(f"{name} = ?" for name in values)
        sql = f"UPDATE {table} SET {pairs} WHERE id = ?"
        db.execute_sql(sql, (*values.values(), made[0]))

    def _link(self, contact_id: int, name: str, record: dict[str, Any]) -> None:
        table, _ = _LINKED[name]
        other = _id_of(table, str(record.get(table, {}).get("uid", "")))
        if other is None:
            return
        link = record.get("link", {})
        values = {f"{table}_id": other, "contact_id": contact_id, **link}
        values |= {"created_at": self._now, "updated_at": self._now}
        marks = ", ".join("?" * len(values))
        tests = f"{table}_id = ? AND contact_id = ?" + (" AND day = ?" if "day" in link else "")
        sql = (
            f"INSERT INTO {name} ({', '.join(values)}) SELECT {marks} "
            f"WHERE NOT EXISTS (SELECT 1 FROM {name} WHERE {tests})"
        )
        same = (other, contact_id, *([link["day"]] if "day" in link else []))
        db.execute_sql(sql, (*values.values(), *same))
        if name == "work_share" and record.get("interaction"):
            told = {"table": name, "work": other, "day": link.get("day")}
            told["interaction"] = record["interaction"]
            self._keep(contact_id, Extra(annex.SOURCE, ORIGIN, json.dumps(told)))

    def _keep(self, contact_id: int, extra: Extra) -> None:
        db.execute_sql(
            "INSERT INTO extra_property (contact_id, position, source, name, value, created_at, "
            "updated_at) VALUES (?, 0, ?, ?, ?, ?, ?)",
            (contact_id, extra.source, extra.name, extra.value, self._now, self._now),
        )


def settle_origins() -> None:
    """Join rows to the interactions they came from, which arrived later or in another file."""
    rows = db.execute_sql(
        "SELECT id, contact_id, value FROM extra_property WHERE source = ? AND name = ?",
        (annex.SOURCE, ORIGIN),
    ).fetchall()
    for extra_id, contact_id, text in rows:
        named = json.loads(text)
        origin = _id_of("interaction", named["interaction"])
        if origin is None:
            continue
        if named["table"] == "work_share":
            db.execute_sql(
                "UPDATE work_share SET interaction_id = ? "
                "WHERE work_id = ? AND contact_id = ? AND day = ?",
                (origin, named["work"], contact_id, named["day"]),
            )
        elif named["table"] in annex.ROWS:
            sql = f"UPDATE {named['table']} SET interaction_id = ? WHERE uid = ?"
            db.execute_sql(sql, (origin, uuid.UUID(named["uid"]).bytes))
        db.execute_sql("DELETE FROM extra_property WHERE id = ?", (extra_id,))


_BY_UID = {
    "event": "SELECT id FROM event WHERE uid = ?",
    "work": "SELECT id FROM work WHERE uid = ?",
    "need": "SELECT id FROM need WHERE uid = ?",
    "help": "SELECT id FROM help WHERE uid = ?",
    "introduction": "SELECT id FROM introduction WHERE uid = ?",
    "followup": "SELECT id FROM followup WHERE uid = ?",
    "interaction": "SELECT id FROM interaction WHERE uid = ?",
}


def _id_of(table: str, uid: str) -> int | None:
    try:
        raw = uuid.UUID(uid).bytes
    except ValueError:
        return None
    row = db.execute_sql(_BY_UID[table], (raw,)).fetchone()
    return int(row[0]) if row else None
