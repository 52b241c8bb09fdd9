"""Rows of the demo journal, gathered with their ids before anything is written."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from netjournal.folding import fold
from netjournal.models.handle import db, from_day
from netjournal.services import normalise
from netjournal.services.invented import demo_texts as texts
from netjournal.services.people import names

if TYPE_CHECKING:
    from random import Random

    from netjournal.models.bulk import BulkWriter
    from netjournal.services.invented.demo_history import Happening
    from netjournal.services.invented.demo_lives import Gathering, Life

_DAY_MS = 86_400_000
_BY_NAME = {
    "tag": "SELECT id FROM tag WHERE sort_key = ?",
    "topic": "SELECT id FROM topic WHERE sort_key = ?",
}


class Sheets:
    """Rows by table, with the ids they will get.

    Args:
        bulk: The writer of the open edit.
        rng: Makes the uids, so that one seed makes one journal.
        today: The local day.
    """

    def __init__(self, bulk: BulkWriter, rng: Random, today: int) -> None:
        self.bulk = bulk
        self.rng = rng
        self.today = today
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._first: dict[str, int] = {}
        self._named: dict[tuple[str, str], int | None] = {}

    def add(self, table: str, on: int, **values: Any) -> int:
        """Add a row that was made on the local day ``on``; return its id.

        All rows of one table have the same columns.
        """
        rows = self._rows.setdefault(table, [])
        if table not in self._first:
            self._first[table] = self.bulk.next_id(table)
        at = min(on, self.today) * _DAY_MS + 43_200_000
        rows.append({**values, "created_at": at, "updated_at": at})
        return self._first[table] + len(rows) - 1

    def uid(self) -> bytes:
        """Return the next uid (a random UUID's 16 bytes)."""
        raw = bytearray(self.rng.randbytes(16))
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        return bytes(raw)

    def named(self, table: str, name: str, **values: Any) -> int:
        """Return the circle or topic of that name, made if there is none."""
        known = self._named.get((table, fold(name)))
        if known is None:
            row = db.execute_sql(_BY_NAME[table], (fold(name),)).fetchone()
            known = self._named[table, fold(name)] = row[0] if row else None
        if known is None:
            known = self.add(
                table, self.today, uid=self.uid(), name=name, sort_key=fold(name), **values
            )
            self._named[table, fold(name)] = known
        return known

    def circle(self, name: str, ideal: int | None = None, at_most: int | None = None) -> int:
        """Return a circle; the rhythm counts at the first call."""
        position = len(self._rows.get("tag", ()))
        return self.named(
            "tag", name, position=position, rhythm_ideal_days=ideal, rhythm_at_most_days=at_most
        )

    def write(self, tables: tuple[str, ...]) -> None:
        """Write everything, parents first.

        Args:
            tables: The names of all recorded tables in the order of their creation.
        """
        for table in tables:
            rows = self._rows.get(table)
            if rows:
                columns = tuple(rows[0])
                values = ([row[c] for c in columns] for row in rows)
                self.bulk.insert(table, columns, values, self._first[table])


@dataclass(slots=True)
class Story:
    """Everything that is told; ``contacts`` and ``event_ids`` are ids by index."""

    sheets: Sheets
    everyone: list[Life]
    events: list[Gathering]
    told: list[Happening]
    kinds: dict[str, int]
    contacts: list[int] = field(default_factory=list)
    event_ids: list[int] = field(default_factory=list)

    @property
    def lasting(self) -> list[Life]:
        """Return the people with whom the tie is alive."""
        return [o for o in self.everyone if o.lasts and o.who.kind == "person"]


def add_contact(sheets: Sheets, life: Life, **more: Any) -> int:
    """Add one person with everything on the card but interactions; return the id.

    Args:
        sheets: Where rows go.
        life: The person.
        **more: Columns of ``contact`` that the story sets.
    """
    who = life.who
    prefix = "Dr." if who.title in ("Professor", "Mathematician") else ""
    full_name = f"{prefix} {who.full_name}".strip()
    values: dict[str, Any] = {
        "uid": sheets.uid(),
        "kind": who.kind,
        "full_name": full_name,
        "name_prefix": prefix,
        "given_name": who.given,
        "family_name": who.family,
        "sort_key": names.sort_key(full_name),
        "nicknames": "[]" if who.latin == who.full_name else json.dumps([who.latin]),
        **dict.fromkeys(("pronouns", "headline", "birthday", "note"), ""),
        "photo_id": None,
        "met_on": "" if not life.channel else from_day(life.first).isoformat(),
        "met_place": "",
        "met_story": texts.MET_STORIES.get(life.channel, ""),
        "met_via": life.channel,
        "connected_on": "",
        "met_through_id": None,
        "met_event_id": None,
        "booster": "",
        "booster_note": "",
        "closeness": "",
        "importance": None,
        "deceased": 0,
        "rhythm_state": "unset",
        "rhythm_ideal_days": None,
        "rhythm_at_most_days": None,
        "rhythm_paused_until": None,
        "archived_at": None,
        "trashed_at": None,
    }
    contact_id = sheets.add("contact", life.first, **{**values, **more})
    if who.family or who.kind == "organisation":
        _add_reach(sheets, life, contact_id)
        _add_topics(sheets, life, contact_id)
    return contact_id


def _add_reach(sheets: Sheets, life: Life, contact_id: int) -> None:
    who, rng, on = life.who, sheets.rng, life.first
    methods = [("email", f"{who.handle}@{who.domain}", "work" if who.organisation else "home", "")]
    if life.lasts or rng.random() < 0.4:
        methods.append(("phone", who.phone(100 + life.index), "mobile", ""))
    if rng.random() < 0.3:
        methods.append(("url", f"https://{who.handle.split('.')[0]}.example", "blog", ""))
    if life.lasts and rng.random() < 0.25:
        methods.append(("messenger", f"@{who.handle}", "", rng.choice(("signal", "matrix"))))
    for position, (kind, value, label, service) in enumerate(methods):
        sheets.add(
            "contact_method",
            on,
            contact_id=contact_id,
            position=position,
            kind=kind,
            value=value,
            label=label,
            service=service,
            normalised=normalise.method(kind, value),
            preferred=int(position == 0 and rng.random() < 0.3),
        )
    if who.city:
        town = who.city
        street = f"{texts.STREETS[contact_id % 7]} {contact_id}" if contact_id % 4 == 1 else ""
        sheets.add("address", on, contact_id=contact_id, label="home", street=street, locality=town)
    if who.title or who.organisation:
        sheets.add(
            "affiliation",
            on,
            contact_id=contact_id,
            organisation=who.organisation,
            title=who.title,
            started="",
        )


def _add_topics(sheets: Sheets, life: Life, contact_id: int) -> None:
    roles = [("interest", name) for name in life.interests]
    roles += [("skill", name) for name in life.skills]
    for role, name in roles:
        topic = sheets.named("topic", name)
        sheets.add("contact_topic", life.first, contact_id=contact_id, topic_id=topic, role=role)


def picture(rng: Random) -> bytes:
    """Return a small PNG: a sun over hills, in colours of its own."""
    size = 96
    sky, sun, hill = ([rng.randint(90, 235) for _ in range(3)] for _ in range(3))
    x0, y0, slope = rng.randint(25, 70), rng.randint(25, 45), rng.uniform(-0.35, 0.35)
    lines = []
    for y in range(size):
        line = bytearray([0])
        for x in range(size):
            if y > 62 + slope * (x - 48) + 6 * ((x // 16) % 2):
                colour = [c * 3 // 4 for c in hill]
            elif (x - x0) ** 2 + (y - y0) ** 2 < 260:
                colour = sun
            else:
                colour = [min(255, c + y // 3) for c in sky]
            line += bytes(colour)
        lines.append(bytes(line))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def add_photo(sheets: Sheets, on: int) -> int:
    """Add a picture; return its id."""
    data = picture(sheets.rng)
    return sheets.add(
        "photo",
        on,
        sha256=sha256(data).digest(),
        media_type="image/png",
        width=96,
        height=96,
        data=data,
    )
