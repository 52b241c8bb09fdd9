"""Words of the spheres of life: names, prompts for the memory, and what is said of thin ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from netjournal.services.people.sweep import Coverage

NAMES: Final[dict[str, object]] = {
    "family": QT_TRANSLATE_NOOP("sweep", "Family"),
    "study": QT_TRANSLATE_NOOP("sweep", "School and study"),
    "work": QT_TRANSLATE_NOOP("sweep", "Past and present jobs"),
    "neighbours": QT_TRANSLATE_NOOP("sweep", "Neighbours"),
    "clubs": QT_TRANSLATE_NOOP("sweep", "Sports and clubs"),
    "volunteering": QT_TRANSLATE_NOOP("sweep", "Volunteering"),
    "helped": QT_TRANSLATE_NOOP("sweep", "People I once helped"),
}
PROMPTS: Final[dict[str, object]] = {
    "family": QT_TRANSLATE_NOOP(
        "sweep",
        "Who comes to the big tables? Brothers and sisters, cousins, in-laws, godchildren, the "
        "uncle who knows everybody.",
    ),
    "study": QT_TRANSLATE_NOOP(
        "sweep",
        "Who sat beside you? Whose notes did you copy, who shared the flat, which teacher would "
        "still know your name?",
    ),
    "work": QT_TRANSLATE_NOOP(
        "sweep",
        "One job at a time. Who had the desk next to yours, whom did you ask for help, who left "
        "before you did, who was at the goodbye?",
    ),
    "neighbours": QT_TRANSLATE_NOOP(
        "sweep",
        "Who takes in the parcels, who has your spare key, whom do you meet with the dog, the "
        "bins, the children?",
    ),
    "clubs": QT_TRANSLATE_NOOP(
        "sweep",
        "With whom do you sweat, sing, play, climb or read? And in the clubs you have left?",
    ),
    "volunteering": QT_TRANSLATE_NOOP(
        "sweep", "Who put up the tables with you, who ran it, who came every time?"
    ),
    "helped": QT_TRANSLATE_NOOP(
        "sweep",
        "Whom did you help with a move, a letter, a job, a bad week? They remember it longer than "
        "you do.",
    ),
}
WHERES: Final[dict[str, object]] = {
    "study": QT_TRANSLATE_NOOP("sweep", "Which school or course (if you like)"),
    "work": QT_TRANSLATE_NOOP("sweep", "Which job (if you like)"),
    "clubs": QT_TRANSLATE_NOOP("sweep", "Which club (if you like)"),
    "volunteering": QT_TRANSLATE_NOOP("sweep", "For whom (if you like)"),
}


def _say(text: object) -> str:
    return QCoreApplication.translate("sweep", str(text))


def name(key: str) -> str:
    """Return a sphere's name."""
    return _say(NAMES[key])


def prompt(key: str) -> str:
    """Return what helps to remember people of a sphere."""
    return _say(PROMPTS[key])


def where(key: str) -> str:
    """Return what the sphere's own name is asked for with, "" where it has none."""
    return _say(WHERES[key]) if key in WHERES else ""


def state(covered: Coverage) -> str:
    """Return how well a sphere is covered, in a few kind words."""
    if not covered.people:
        return _say(QT_TRANSLATE_NOOP("sweep", "nobody yet"))
    if covered.touched and not covered.live:
        return _say(QT_TRANSLATE_NOOP("sweep", "not in touch for a year"))
    if covered.thin:
        return _say(QT_TRANSLATE_NOOP("sweep", "only a few so far"))
    if not covered.touched:
        return _say(QT_TRANSLATE_NOOP("sweep", "a good start"))
    text = _say(QT_TRANSLATE_NOOP("sweep", "{live} in touch this year"))
    return text.format(live=covered.live)
