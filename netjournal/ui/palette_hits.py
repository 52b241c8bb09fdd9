"""Lines of the palette: what was found and what can be done, in words.

Public: ``Hit``; ``hits(answer, today)`` for people and texts, ``doable(text, actions)`` for menu
actions with their keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from netjournal.folding import fold
from netjournal.services.interactions import timeline_rows
from netjournal.services.people import contacts
from netjournal.ui import dates, icons, labels
from netjournal.ui.actions import plain
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QAction

    from netjournal.services.finding.palette import Answer, Found
    from netjournal.services.people.contacts import ContactRow
    from netjournal.services.timeline import TimelineRow

MOST_ACTIONS: Final = 5
_ICONS: Final = {"promise": "promise", "event": "event", "circle": "circle", "list": "filter"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette.

    Attributes:
        kind: contact, interaction, event, circle, list, action or capture.
        id: Which of them; 0 for an action and for capture.
        title: First line.
        detail: Second line.
        side: At the far side.
        icon: Icon name; empty shows the contact's circle.
        key: Object name of the action.
    """

    kind: str
    id: int
    title: str
    detail: str = ""
    side: str = ""
    icon: str = ""
    key: str = ""


def hits(answer: Answer, today: int) -> list[Hit]:
    """Return the lines of what was found; what has gone meanwhile is left out."""
    people = {
        row.id: row
        for row in contacts.rows(_ids(answer.found, "contact"), today)
        if row is not None
    }
    entries = {
        row.id: row for row in timeline_rows(_ids(answer.found, "interaction")) if row is not None
    }
    owners = contacts.rows([one.contact_id for one in answer.found if one.contact_id], today)
    names = {row.id: display_safe(row.full_name, 80) for row in owners if row is not None}
    found = [_line(one, today, people, entries, names) for one in answer.found]
    return [hit for hit in found if hit is not None]


def _ids(found: Iterable[Found], kind: str) -> list[int]:
    return [one.id for one in found if one.kind == kind]


def _line(
    one: Found,
    today: int,
    people: Mapping[int, ContactRow],
    entries: Mapping[int, TimelineRow],
    names: Mapping[int, str],
) -> Hit | None:
    day = "" if one.day is None else dates.short_day(one.day, today)
    if one.kind == "contact" and one.contact_id is None:
        row = people.get(one.id)
        if row is None:
            return None
        last = "" if row.last_on is None else dates.short_day(row.last_on, today)
        detail = display_safe(one.detail or row.headline, 200)
        return Hit("contact", row.id, display_safe(row.full_name, 120), detail, last)
    if one.kind == "interaction":
        entry = entries.get(one.id)
        return None if entry is None else _entry(entry, one.detail, day)
    title = display_safe(one.title, 200)
    if one.contact_id is not None or one.kind == "promise":
        said = QCoreApplication.translate("palette", "promised to {name}")
        name = names.get(one.contact_id or 0, "")
        detail = said.format(name=name) if name else ""
        kind = "contact" if one.kind == "contact" else "interaction"
        return Hit(kind, one.id, title, detail, day, _ICONS["promise"])
    return Hit(one.kind, one.id, title, display_safe(one.detail, 120), day, _ICONS[one.kind])


def _entry(entry: TimelineRow, clip: str, day: str) -> Hit:
    names = ", ".join(display_safe(name, 60) for _id, name in entry.people[:3])
    title = " · ".join(part for part in (labels.kind(entry.kind, entry.kind_name), names) if part)
    icon = icons.kind_icon(entry.kind)
    return Hit("interaction", entry.id, title, display_safe(clip, 240), day, icon)


def doable(text: str, actions: Sequence[QAction]) -> list[Hit]:
    """Return the actions whose words begin like those typed, as far as they can be done now."""
    asked = fold(text).split()
    if not asked:
        return []
    found = []
    for action in actions:
        words = fold(plain(action.text()).replace("…", " ")).split()
        fits = all(any(word.startswith(part) for word in words) for part in asked)
        if fits and action.isEnabled() and action.isVisible():
            found.append(_action(action))
    return found[:MOST_ACTIONS]


def offered(actions: Sequence[QAction]) -> list[Hit]:
    """Return lines for these actions, as far as they can be done now."""
    return [_action(one) for one in actions if one.isEnabled() and one.isVisible()]


def _action(action: QAction) -> Hit:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    title = display_safe(plain(action.text()), 120)
    return Hit("action", 0, title, "", keys, "forward", action.objectName())
