"""The single values of people who become one: which wins, and where the others are kept.

A field is one column, or several that only make sense together (a name and its parts, how often to
be in touch). What isn't set anywhere is filled from whoever has it; of two values the chosen one
wins, and the other is kept under "More" on the card, or among the nicknames if it is a name.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netjournal.folding import fold
from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEPT = "kept"  # source of extras that keep what has no field of its own

# field -> its columns; the first one says whether it is set
FIELDS: dict[str, tuple[str, ...]] = {
    "name": (
        *("full_name", "name_prefix", "given_name", "additional_names", "family_name"),
        *("name_suffix", "sort_key"),
    ),
    "kind": ("kind",),
    "pronouns": ("pronouns",),
    "headline": ("headline",),
    "birthday": ("birthday",),
    "photo": ("photo_id",),
    "met_on": ("met_on",),
    "met_place": ("met_place",),
    "met_via": ("met_via",),
    "met_through": ("met_through_id", "met_through_name"),
    "met_event": ("met_event_id",),
    "connected_on": ("connected_on",),
    "booster": ("booster",),
    "closeness": ("closeness",),
    "importance": ("importance",),
    "rhythm": (
        *("rhythm_state", "rhythm_ideal_days", "rhythm_at_most_days", "rhythm_paused_until"),
    ),
}
JOINED = ("note", "met_story", "booster_note")  # texts that are put one after the other
# names of the extras; data, not text of the window, so they stay English like other extras
OTHER = {
    "name": "Other name",
    "kind": "Other kind",
    "pronouns": "Other pronouns",
    "headline": "Other headline",
    "birthday": "Other birthday",
    "photo": "Other photo",
    "met_on": "Other date of meeting",
    "met_place": "Other place of meeting",
    "met_via": "Other way of meeting",
    "met_through": "Also met through",
    "met_event": "Also met at",
    "connected_on": "Other date of connecting",
    "booster": "Other booster",
    "closeness": "Other closeness",
    "importance": "Other importance",
    "rhythm": "Other rhythm",
}
Row = dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """What becomes of the single values: new ``columns``, and (name, value) of what is kept."""

    columns: Row
    extras: list[tuple[str, str]]


def rows(ids: Sequence[int]) -> list[Row]:
    """Return the contacts' own rows as dictionaries, in the order of ``ids``."""
    names = [row[1] for row in db.execute_sql("PRAGMA table_info(contact)")]
    found = {
        row[0]: dict(zip(names, row, strict=True))
        for row in db.execute_sql(
            "SELECT c.* FROM json_each(?) j JOIN contact c ON c.id = j.value",
            (json.dumps(list(ids)),),
        )
    }
    return [found[one] for one in ids if one in found]


def is_set(field: str, row: Row) -> bool:
    """Say whether someone has a value for a field."""
    if field in ("name", "met_through"):
        return any(value(field, row))
    if field == "rhythm":
        return row["rhythm_state"] not in ("", "unset") or row["rhythm_ideal_days"] is not None
    return row[FIELDS[field][0]] not in (None, "")


def value(field: str, row: Row) -> tuple[Any, ...]:
    """Return what someone has for a field, to compare it."""
    return tuple(row[column] for column in FIELDS[field] if column != "sort_key")


def winner(field: str, people: Sequence[Row], choices: Mapping[str, int]) -> Row:
    """Return whose value a field gets: who was chosen, else the first who has one."""
    wanted = choices.get(field)
    chosen = next((row for row in people if row["id"] == wanted), None)
    if chosen is not None and is_set(field, chosen):
        return chosen
    return next((row for row in people if is_set(field, row)), people[0])


def settle(people: Sequence[Row], choices: Mapping[str, int]) -> Outcome:
    """Return the single values of the one person that ``people`` become.

    Args:
        people: Their rows, the one that stays first.
        choices: Field -> id of whose value wins, where it shouldn't be the first one's.
    """
    out = Outcome({}, [])
    nicknames = list(dict.fromkeys(n for row in people for n in json.loads(row["nicknames"])))
    ids = {row["id"] for row in people}
    people = [  # nobody is met through themselves; the name stays theirs
        row | {"met_through_id": None} if row["met_through_id"] in ids else row for row in people
    ]
    for field, columns in FIELDS.items():
        best = winner(field, people, choices)
        out.columns |= {column: best[column] for column in columns}
        for row in people:
            if is_set(field, row) and value(field, row) != value(field, best):
                _keep(field, row, best, nicknames, out)
    for column in JOINED:
        out.columns[column] = _joined([row[column] for row in people])
    out.columns["nicknames"] = json.dumps(nicknames, ensure_ascii=False, separators=(",", ":"))
    _states(people, out.columns)
    out.extras = list(dict.fromkeys(out.extras))
    return out


def _keep(field: str, row: Row, best: Row, nicknames: list[str], out: Outcome) -> None:
    """Put a value that lost where it is seen and found."""
    if field == "name":
        name = row["full_name"]
        if fold(name) != fold(best["full_name"]):
            nicknames += [name] if name and name not in nicknames else []
        elif name != best["full_name"]:
            out.extras.append((OTHER[field], name))
        known = f"{name} {best['full_name']}"
        parts = [row[column] for column in FIELDS["name"][1:-1]]
        out.extras += [(OTHER[field], part) for part in parts if part and not _holds(known, part)]
        return
    said = _through(row) if field == "met_through" else [text(field, row)]
    out.extras += [(OTHER[field], one) for one in said if one]


def text(field: str, row: Row) -> str:
    """Return a value in words that can be read and found."""
    if field == "photo":
        query = "SELECT media_type || ', ' || lower(hex(sha256)) FROM photo WHERE id = ?"
        return _one(query, row["photo_id"])
    if field == "met_event":
        return _one("SELECT title FROM event WHERE id = ?", row["met_event_id"])
    if field == "met_through":
        return ", ".join(_through(row))
    if field == "name":
        return str(row["full_name"])
    return " ".join(str(part) for part in value(field, row) if part not in (None, ""))


def _through(row: Row) -> list[str]:
    """Return the names of who somebody was met through."""
    who = _one("SELECT full_name FROM contact WHERE id = ?", row["met_through_id"])
    return [name for name in dict.fromkeys((who, row["met_through_name"])) if name]


def _one(query: str, key: int | None) -> str:
    found = db.execute_sql(query, (key,)).fetchone()
    return str(found[0]) if found else ""


def _holds(text: str, part: str) -> bool:
    """Say whether a text holds another one whole: "met" is not held by "metal"."""
    return re.search(rf"(?<!\w){re.escape(part.strip())}(?!\w)", text) is not None


def _joined(texts: Sequence[str]) -> str:
    """Return texts one after the other, without those that another one holds already."""
    kept: list[str] = []
    for text in texts:
        if text.strip() and not any(_holds(known, text) for known in kept):
            kept = [known for known in kept if not _holds(text, known)]
            kept.append(text)
    return "\n\n".join(kept)


def _states(people: Sequence[Row], columns: Row) -> None:
    """Settle what is neither chosen nor text: archive, trash, marks of editing, death."""
    for column in ("archived_at", "trashed_at"):  # whoever is still in use keeps them in use
        stamps = [row[column] for row in people]
        columns[column] = None if None in stamps else max(stamps)
    columns["deceased"] = max(row["deceased"] for row in people)
    edited = {name for row in people for name in json.loads(row["edited_fields"])}
    columns["edited_fields"] = json.dumps(sorted(edited), ensure_ascii=False, separators=(",", ":"))
    columns["created_at"] = min(row["created_at"] for row in people)
    columns["rev"] = max(row["rev"] for row in people) + 1
