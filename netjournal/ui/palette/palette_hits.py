"""Lines of the palette: what was found and what can be done, in words.

Public: ``Hit``; ``hits(answer, today)`` for people and texts, ``doable(text, actions)`` for menu
actions with their keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
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
_OTHER_LETTERS: Final = 3  # of a word, before other names of actions are thought of
# what people also call these actions
_ALSO_CALLED: Final[dict[str, object]] = {
    "action_add_circle": QT_TRANSLATE_NOOP("palette", "group tag create"),
    "action_add_event": QT_TRANSLATE_NOOP("palette", "new meetup conference party create"),
    "action_add_list": QT_TRANSLATE_NOOP("palette", "saved search query create"),
    "action_add_person": QT_TRANSLATE_NOOP("palette", "new contact create"),
    "action_add_work": QT_TRANSLATE_NOOP("palette", "new post talk article offer project"),
    "action_backups": QT_TRANSLATE_NOOP("palette", "restore copies"),
    "action_blur": QT_TRANSLATE_NOOP("palette", "hide screen sharing"),
    "action_brief": QT_TRANSLATE_NOOP("palette", "prepare meeting summary"),
    "action_capture": QT_TRANSLATE_NOOP("palette", "note new quick"),
    "action_duplicates": QT_TRANSLATE_NOOP("palette", "merge double twice same"),
    "action_export": QT_TRANSLATE_NOOP("palette", "save csv vcard"),
    "action_forget": QT_TRANSLATE_NOOP("palette", "erase delete"),
    "action_history": QT_TRANSLATE_NOOP("palette", "changes steps"),
    "action_import": QT_TRANSLATE_NOOP("palette", "load csv vcard linkedin google"),
    "action_larger": QT_TRANSLATE_NOOP("palette", "zoom bigger font"),
    "action_let_go": QT_TRANSLATE_NOOP("palette", "goodbye farewell"),
    "action_log": QT_TRANSLATE_NOOP("palette", "note meeting conversation"),
    "action_passphrase": QT_TRANSLATE_NOOP("palette", "password encrypt encryption"),
    "action_preferences": QT_TRANSLATE_NOOP("palette", "settings options theme dark reminder"),
    "action_print": QT_TRANSLATE_NOOP("palette", "pdf paper"),
    "action_quit": QT_TRANSLATE_NOOP("palette", "exit"),
    "action_rhythm": QT_TRANSLATE_NOOP("palette", "rhythm reminder often"),
    "action_shortcuts": QT_TRANSLATE_NOOP("palette", "keys hotkeys"),
    "action_sweep": QT_TRANSLATE_NOOP("palette", "sweep remember collect"),
    "action_trash": QT_TRANSLATE_NOOP("palette", "delete remove"),
    "action_word_help": QT_TRANSLATE_NOOP("palette", "help query grammar"),
}
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
    """Return the actions whose words begin like those typed, as far as they can be done now.

    Those with other names that fit come after those with the words themselves.
    """
    asked = fold(text).split()
    if not asked:
        return []
    found: list[tuple[bool, QAction]] = []
    for action in actions:
        if not (action.isEnabled() and action.isVisible()):
            continue
        label = plain(action.text()).replace("…", " ")
        also = _ALSO_CALLED.get(action.objectName(), "")
        other = QCoreApplication.translate("palette", str(also)) if also else ""
        if _fits(asked, label):
            found.append((False, action))
        elif len(max(asked, key=len)) >= _OTHER_LETTERS and _fits(asked, f"{label} {other}"):
            found.append((True, action))
    found.sort(key=lambda one: one[0])
    return [_action(action) for _, action in found[:MOST_ACTIONS]]


def _fits(asked: Sequence[str], text: str) -> bool:
    words = fold(text).split()
    return all(any(word.startswith(part) for word in words) for part in asked)


def offered(actions: Sequence[QAction]) -> list[Hit]:
    """Return lines for these actions, as far as they can be done now."""
    return [_action(one) for one in actions if one.isEnabled() and one.isVisible()]


def _action(action: QAction) -> Hit:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    title = display_safe(plain(action.text()), 120)
    return Hit("action", 0, title, "", keys, "forward", action.objectName())
