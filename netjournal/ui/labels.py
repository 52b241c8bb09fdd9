"""Stored keys in words: strength labels, kinds, states, … in the user's language.

Public: one function per table (``strength("close") -> "Close"``). A key nobody knows is shown as it
is stored, with its underscores as blanks, so that a custom kind from a file stays readable.
``options(table)`` gives (key, words) in order, for menus and boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

# PySide6's stubs call what QT_TRANSLATE_NOOP returns (its second argument, a str) an object.
Table = dict[str, object]

STRENGTHS: Final[Table] = {
    "inner": QT_TRANSLATE_NOOP("labels", "Inner"),
    "close": QT_TRANSLATE_NOOP("labels", "Close"),
    "warm": QT_TRANSLATE_NOOP("labels", "Warm"),
    "acquaintance": QT_TRANSLATE_NOOP("labels", "Acquaintance"),
    "dormant": QT_TRANSLATE_NOOP("labels", "Dormant"),
    "new": QT_TRANSLATE_NOOP("labels", "New"),
    "none": QT_TRANSLATE_NOOP("labels", "No contact yet"),
}
STATES: Final[Table] = {
    "fading": QT_TRANSLATE_NOOP("labels", "fading"),
    "silent": QT_TRANSLATE_NOOP("labels", "silent"),
    "drifting": QT_TRANSLATE_NOOP("labels", "drifting"),
    "overdue": QT_TRANSLATE_NOOP("labels", "overdue"),
    "due": QT_TRANSLATE_NOOP("labels", "due"),
    "coming_due": QT_TRANSLATE_NOOP("labels", "coming due"),
    "on_rhythm": QT_TRANSLATE_NOOP("labels", "on rhythm"),
}
KINDS: Final[Table] = {
    "met": QT_TRANSLATE_NOOP("labels", "Met"),
    "coffee": QT_TRANSLATE_NOOP("labels", "Coffee"),
    "call": QT_TRANSLATE_NOOP("labels", "Call"),
    "video_call": QT_TRANSLATE_NOOP("labels", "Video call"),
    "message": QT_TRANSLATE_NOOP("labels", "Message"),
    "email": QT_TRANSLATE_NOOP("labels", "E-mail"),
    "worked_together": QT_TRANSLATE_NOOP("labels", "Worked together"),
    "volunteered": QT_TRANSLATE_NOOP("labels", "Volunteering"),
    "event": QT_TRANSLATE_NOOP("labels", "Event"),
    "introduced": QT_TRANSLATE_NOOP("labels", "You introduced"),
    "helped": QT_TRANSLATE_NOOP("labels", "You helped"),
    "was_helped": QT_TRANSLATE_NOOP("labels", "You were helped"),
    "shared_work": QT_TRANSLATE_NOOP("labels", "Shared your work"),
    "thanked": QT_TRANSLATE_NOOP("labels", "Thanks"),
    "congratulated": QT_TRANSLATE_NOOP("labels", "Congratulations"),
    "letter": QT_TRANSLATE_NOOP("labels", "Letter"),
    "video_message": QT_TRANSLATE_NOOP("labels", "Video message"),
    "group": QT_TRANSLATE_NOOP("labels", "Group occasion"),
    "reaction": QT_TRANSLATE_NOOP("labels", "Reaction"),
    "connected": QT_TRANSLATE_NOOP("labels", "Connected"),
    "note": QT_TRANSLATE_NOOP("labels", "Note"),
}
MET_VIA: Final[Table] = {
    "": QT_TRANSLATE_NOOP("labels", "Not said"),
    "meetup": QT_TRANSLATE_NOOP("labels", "Meetup"),
    "volunteering": QT_TRANSLATE_NOOP("labels", "Volunteering"),
    "conference": QT_TRANSLATE_NOOP("labels", "Conference"),
    "work": QT_TRANSLATE_NOOP("labels", "Work"),
    "study": QT_TRANSLATE_NOOP("labels", "Study"),
    "introduction": QT_TRANSLATE_NOOP("labels", "Introduced by someone"),
    "neighbourhood": QT_TRANSLATE_NOOP("labels", "Neighbourhood"),
    "family": QT_TRANSLATE_NOOP("labels", "Family"),
    "online": QT_TRANSLATE_NOOP("labels", "Online"),
    "linkedin_add": QT_TRANSLATE_NOOP("labels", "LinkedIn"),
    "career_fair": QT_TRANSLATE_NOOP("labels", "Career fair"),
    "other": QT_TRANSLATE_NOOP("labels", "Elsewhere"),
}
METHODS: Final[Table] = {
    "email": QT_TRANSLATE_NOOP("labels", "E-mail"),
    "phone": QT_TRANSLATE_NOOP("labels", "Phone"),
    "url": QT_TRANSLATE_NOOP("labels", "Link"),
    "messenger": QT_TRANSLATE_NOOP("labels", "Messenger"),
}
EVENTS: Final[Table] = {
    "meetup": QT_TRANSLATE_NOOP("labels", "Meetup"),
    "volunteering": QT_TRANSLATE_NOOP("labels", "Volunteering"),
    "conference": QT_TRANSLATE_NOOP("labels", "Conference"),
    "talk": QT_TRANSLATE_NOOP("labels", "Talk"),
    "class": QT_TRANSLATE_NOOP("labels", "Class"),
    "party": QT_TRANSLATE_NOOP("labels", "Party"),
    "career_fair": QT_TRANSLATE_NOOP("labels", "Career fair"),
    "other": QT_TRANSLATE_NOOP("labels", "Something else"),
}
EVENT_ROLES: Final[Table] = {
    "met": QT_TRANSLATE_NOOP("labels", "Met there"),
    "attended": QT_TRANSLATE_NOOP("labels", "Was there"),
    "expected": QT_TRANSLATE_NOOP("labels", "Expected"),
}
NEEDS: Final[Table] = {
    "open": QT_TRANSLATE_NOOP("labels", "Open"),
    "in_hand": QT_TRANSLATE_NOOP("labels", "Someone is on it"),
    "solved": QT_TRANSLATE_NOOP("labels", "Solved"),
    "dropped": QT_TRANSLATE_NOOP("labels", "No longer needed"),
}
WORKS: Final[Table] = {
    "skill": QT_TRANSLATE_NOOP("labels", "Good at"),
    "post": QT_TRANSLATE_NOOP("labels", "Post"),
    "talk": QT_TRANSLATE_NOOP("labels", "Talk"),
    "article": QT_TRANSLATE_NOOP("labels", "Article"),
    "project": QT_TRANSLATE_NOOP("labels", "Project"),
    "offer": QT_TRANSLATE_NOOP("labels", "Offer"),
}
INITIATORS: Final[Table] = {
    "unknown": QT_TRANSLATE_NOOP("labels", "Not said"),
    "me": QT_TRANSLATE_NOOP("labels", "I did"),
    "them": QT_TRANSLATE_NOOP("labels", "They did"),
    "mutual": QT_TRANSLATE_NOOP("labels", "Both of us"),
}
RHYTHMS: Final[Table] = {
    "unset": QT_TRANSLATE_NOOP("labels", "As the circle says"),
    "active": QT_TRANSLATE_NOOP("labels", "Days of its own…"),
    "paused": QT_TRANSLATE_NOOP("labels", "Paused"),
    "never": QT_TRANSLATE_NOOP("labels", "Don’t remind me"),
}
BOOSTERS: Final[Table] = {
    "": QT_TRANSLATE_NOOP("labels", "Not said"),
    "yes": QT_TRANSLATE_NOOP("labels", "Yes"),
    "no": QT_TRANSLATE_NOOP("labels", "No"),
    "unsure": QT_TRANSLATE_NOOP("labels", "Unsure"),
}
CONTACT_KINDS: Final[Table] = {
    "person": QT_TRANSLATE_NOOP("labels", "Person"),
    "organisation": QT_TRANSLATE_NOOP("labels", "Organisation"),
}
SORTS: Final[Table] = {
    "name": QT_TRANSLATE_NOOP("labels", "name"),
    "recent": QT_TRANSLATE_NOOP("labels", "last contact"),
    "strength": QT_TRANSLATE_NOOP("labels", "strength"),
    "added": QT_TRANSLATE_NOOP("labels", "added"),
}
CLOSENESS: Final[Table] = {
    "": QT_TRANSLATE_NOOP("labels", "Not said"),
    "inner": QT_TRANSLATE_NOOP("labels", "Inner"),
    "close": QT_TRANSLATE_NOOP("labels", "Close"),
    "warm": QT_TRANSLATE_NOOP("labels", "Warm"),
    "acquaintance": QT_TRANSLATE_NOOP("labels", "Acquaintance"),
}


def word(table: Mapping[str, object], key: str) -> str:
    """Return the words for ``key`` of one of the tables above."""
    text = table.get(key)
    if text is None:
        return key.replace("_", " ").strip().capitalize()
    return QCoreApplication.translate("labels", str(text))


def options(table: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return (key, words) of a whole table, in its order."""
    return [(key, word(table, key)) for key in table]


def strength(label: str) -> str:
    """Return the words of a strength label (``close`` → "Close")."""
    return word(STRENGTHS, label)


def tie(label: str, state: str) -> str:
    """Return how a tie stands: its label, and its state where there is something to say.

    Args:
        label: A strength label.
        state: fading, overdue, …; ``on_rhythm``, ``none`` and "" add nothing.
    """
    known = STATES.get(state) if state != "on_rhythm" else None
    if known is None or label in ("new", "none", "dormant"):
        return strength(label)
    both = QCoreApplication.translate("labels", "{label}, {state}")
    return both.format(label=strength(label), state=word(STATES, state))


def tie_tone(label: str, state: str) -> str:
    """Return the pill tone of a tie: warning where it slips, new, or accent."""
    if label == "new":
        return "new"
    slips = state in ("fading", "overdue", "drifting", "silent")
    if label in ("none", "dormant"):
        return "neutral"
    return "warning" if slips else "accent"


def kind(key: str, name: str = "") -> str:
    """Return an interaction kind in words.

    Args:
        key: The kind's key.
        name: A custom kind's own name, shown as written.
    """
    return name or word(KINDS, key)


def met_via(key: str) -> str:
    """Return where someone was met, in words."""
    return word(MET_VIA, key)


def method(kind_key: str) -> str:
    """Return a kind of contact method in words."""
    return word(METHODS, kind_key)


def work(key: str) -> str:
    """Return the words for a kind of my own work ("Post")."""
    return word(WORKS, key)


def event(kind_key: str) -> str:
    """Return a kind of event in words."""
    return word(EVENTS, kind_key)


def importance(value: float | None) -> str:
    """Return how much a tie matters to the user (0.5, 1, 2), in words."""
    texts = {
        0.5: QT_TRANSLATE_NOOP("labels", "A little"),
        1.0: QT_TRANSLATE_NOOP("labels", "Normal"),
        2.0: QT_TRANSLATE_NOOP("labels", "A lot"),
    }
    text = texts.get(value) if value is not None else None
    return QCoreApplication.translate("labels", str(text)) if text else word(CLOSENESS, "")
