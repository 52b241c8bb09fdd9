"""Reading what our own exports carry as extras (see ``annex``) back into rows.

Rows are known by their uid, so that reading them twice changes nothing. What names a record that
isn't there yet waits: for the end of the file, or as an extra for the file that brings the record
(see ``import_waiting``). What can't be written at all stays an extra, too: nothing is lost, and the
next import of the same file finds it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from netjournal.folding import fold
from netjournal.formats.draft import Extra
from netjournal.models.handle import db, now_ms
from netjournal.services.interchange import annex, annex_checks, annex_rows
from netjournal.services.interchange.annex_checks import LINK_COLUMNS, ORIGIN, QUESTION
from netjournal.services.people import contact_writing

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from netjournal.formats.draft import ContactDraft

_EDITED = "SELECT edited_fields FROM contact WHERE id = ?"
Find = Callable[[uuid.UUID], int]
_LINKED = {"event_contact": "event", "work_share": "work"}
_THINGS = {"event": annex.EVENT, "work": annex.WORK}  # those that no one of a file refers to
_DESCRIBING = {*_LINKED, *_THINGS, annex_rows.CIRCLE}


def is_own(extra: Extra) -> bool:
    """Say whether an extra is a field of ours rather than a leftover of some file."""
    return extra.name not in (ORIGIN, annex_rows.RELATED) and annex_checks.found(extra) is not None


def is_shared(extra: Extra) -> bool:
    """Say whether an extra of ours describes something that isn't this contact's alone."""
    return is_own(extra) and (extra.name in _THINGS or extra.name == annex_rows.CIRCLE)


def described(draft: ContactDraft) -> list[Extra]:
    """Return the extras of a draft that describe an event, work or circle others may refer to."""
    return [extra for extra in draft.extras if extra.name in _DESCRIBING and is_own(extra)]


def key_of(extra: Extra) -> Hashable:
    """Return by what two extras of ours say the same; single values by their name alone."""
    name, record = extra.name, annex_checks.found(extra)
    if name in annex.ROWS or name in _THINGS:
        return name, record["uid"]
    if name in _LINKED:
        return name, record[_LINKED[name]]["uid"], record["link"].get("day")
    if name == annex_rows.RELATION:
        return name, record["other"], record["label"]
    if name == annex_rows.CIRCLE:
        return name, fold(record["name"])
    return (name, fold(extra.value)) if name == QUESTION else name


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
            record = annex_checks.found(extra)
            if extra.name in _LINKED:
                table = _LINKED[extra.name]
                self._thing(table, record[table])
            elif extra.name in _THINGS:
                self._thing(extra.name, record)
            elif extra.name == annex_rows.CIRCLE:
                self._circle(record)

    def add(self, contact_id: int, extras: Iterable[Extra]) -> None:
        """Take in the extras of a contact whose row is written, or soon will be."""
        self._waiting += [(contact_id, extra) for extra in extras if is_own(extra)]

    def finish(self, find: Find) -> None:
        """Write what waited; ``find`` gives the contact of a uid, or 0."""
        for contact_id, extra in self._waiting:
            if not self.write(contact_id, extra, find):
                self.keep(contact_id, extra)
        self._waiting.clear()

    def write(self, contact_id: int, extra: Extra, find: Find) -> bool:
        """Write an extra of ours; return whether it is in its place now."""
        name, found = extra.name, annex_checks.found(extra)
        if name in annex.SINGLES:
            return self._single(contact_id, name, found)
        if name in annex.ROWS:
            return self._row(contact_id, name, found, find)
        if name in _LINKED:
            return self._link(contact_id, name, found)
        if name == QUESTION:
            topic = contact_writing.topic_id(extra.value)
            contact_writing.add_topic(contact_id, topic, "question")
            return True
        if name == annex_rows.MET_EVENT:
            return self._met(contact_id, "met_event_id", id_of("event", found))
        return name in _DESCRIBING or self._bond(contact_id, name, found, find)

    def _bond(self, contact_id: int, name: str, found: Any, find: Find) -> bool:
        """Write a link to another contact."""
        if name == annex_rows.MET_THROUGH:
            return self._met(contact_id, "met_through_id", find(uuid.UUID(found)))
        other = find(uuid.UUID(found["other"]))
        done = db.execute_sql(
            "UPDATE relation SET inverse_label = ?1 WHERE contact_id = ?2 AND other_id = ?3 "
            "AND label = ?4 AND inverse_label IN ('', ?1)",
            (found["inverse_label"], contact_id, other, found["label"]),
        )
        return bool(done.rowcount)

    def _single(self, contact_id: int, column: str, value: Any) -> bool:
        if column == "edited_fields":  # what was edited here stays so
            (there,) = db.execute_sql(_EDITED, (contact_id,)).fetchone() or ("[]",)
            value = json.dumps(
                list(dict.fromkeys([*json.loads(there), *value])), separators=(",", ":")
            )
        db.execute_sql(f"UPDATE contact SET {column} = ? WHERE id = ?", (value, contact_id))
        return True

    def _met(self, contact_id: int, column: str, known: int | None) -> bool:
        """Note where, or through whom, somebody was met, should that be known."""
        if not known or (column, known) == ("met_through_id", contact_id):
            return False
        db.execute_sql(f"UPDATE contact SET {column} = ? WHERE id = ?", (known, contact_id))
        if column == "met_through_id":  # then the name is theirs
            db.execute_sql("UPDATE contact SET met_through_name = '' WHERE id = ?", (contact_id,))
        return True

    def _circle(self, record: dict[str, Any]) -> None:
        """Make a circle as it was; one that is there already stays as it is."""
        name = record["name"]
        if db.execute_sql("SELECT 1 FROM tag WHERE sort_key = ?", (fold(name),)).fetchone():
            return
        circle = contact_writing.circle_id(name)
        columns = [column for column in annex_rows.CIRCLE_COLUMNS if column in record]
        if columns:
            pairs = ", ".join(f"{column} = ?" for column in columns)
            values = [record[column] for column in columns]
            db.execute_sql(f"UPDATE tag SET {pairs} WHERE id = ?", (*values, circle))

    def _row(self, contact_id: int, table: str, record: dict[str, Any], find: Find) -> bool:
        whose = db.execute_sql(
            f"SELECT contact_id FROM {table} WHERE uid = ?", (uuid.UUID(record["uid"]).bytes,)
        ).fetchone()
        if whose:
            return bool(whose[0] == contact_id)
        more: dict[str, Any] = {"contact_id": contact_id}
        if table == "introduction":
            more["other_id"] = find(uuid.UUID(record["other"]))
            more["by_id"] = find(uuid.UUID(record["by"])) or None if "by" in record else None
            if more["other_id"] in (0, contact_id):  # perhaps a later file brings the other one
                return False
        origin = record.get("interaction")
        more["interaction_id"] = id_of("interaction", origin) if origin else None
        if origin and more["interaction_id"] is None:
            named = {"table": table, "uid": record["uid"], "interaction": origin}
            self.keep(contact_id, Extra(annex.SOURCE, ORIGIN, json.dumps(named)))
        self._insert(table, annex.ROWS[table], record, more)
        return True

    def _insert(
        self,
        table: str,
        allowed: tuple[str, ...],
        record: dict[str, Any],
        more: dict[str, Any],
    ) -> None:
        """Insert a record; of what it says only ``allowed`` columns are taken."""
        values = {name: record[name] for name in allowed if name in record} | more
        if "uid" in record:
            values["uid"] = uuid.UUID(record["uid"]).bytes
        values |= {"created_at": self._now, "updated_at": self._now}
        columns, marks = tuple(values), ", ".join("?" * len(values))
        db.execute_sql(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", tuple(values.values())
        )

    def _thing(self, table: str, record: dict[str, Any]) -> None:
        """Insert an event or a work; one that an import made by its name becomes this one."""
        if id_of(table, record["uid"]) is not None:
            return
        made = None
        if table == "event":
            made = db.execute_sql(
                "SELECT id FROM event WHERE title = ? AND starts_on = ? AND kind = 'other' "
                "AND place = '' AND url = '' AND note = '' AND start_minute IS NULL",
                (record.get("title", ""), record["starts_on"]),
            ).fetchone()
        if made is None:
            self._insert(table, _THINGS[table], record, {})
            return
        values = {name: record[name] for name in _THINGS[table] if name in record}
        values["uid"] = uuid.UUID(record["uid"]).bytes
        columns = tuple(values)
        pairs = ", ".join(f"{column} = ?" for column in columns)
        db.execute_sql(f"UPDATE {table} SET {pairs} WHERE id = ?", (*values.values(), made[0]))

    def _link(self, contact_id: int, table: str, record: dict[str, Any]) -> bool:
        thing, link = _LINKED[table], record["link"]
        other = id_of(thing, record[thing]["uid"])
        if other is None:
            return False
        column = f"{thing}_id"
        where = f"{column} = ? AND contact_id = ?" + (" AND day = ?" if "day" in link else "")
        same = (other, contact_id, *([link["day"]] if "day" in link else []))
        if not db.execute_sql(f"SELECT 1 FROM {table} WHERE {where}", same).fetchone():
            more = {column: other, "contact_id": contact_id}
            self._insert(table, LINK_COLUMNS[table], link, more)
        if "interaction" in record:
            told = {"table": table, "work": record[thing]["uid"], "day": link["day"]}
            told["interaction"] = record["interaction"]
            self.keep(contact_id, Extra(annex.SOURCE, ORIGIN, json.dumps(told)))
        return True

    def keep(self, contact_id: int, extra: Extra) -> None:
        """Keep what has no place, or none yet, as it was."""
        db.execute_sql(
            "INSERT INTO extra_property (contact_id, position, source, name, value, created_at, "
            "updated_at) VALUES (?, 0, ?, ?, ?, ?, ?)",
            (contact_id, extra.source, extra.name, extra.value, self._now, self._now),
        )


_BY_UID = {
    "event": "SELECT id FROM event WHERE uid = ?",
    "work": "SELECT id FROM work WHERE uid = ?",
    "interaction": "SELECT id FROM interaction WHERE uid = ?",
}


def id_of(table: str, uid: str) -> int | None:
    """Return the row that has a uid, or None."""
    row = db.execute_sql(_BY_UID[table], (uuid.UUID(uid).bytes,)).fetchone()
    return int(row[0]) if row else None
