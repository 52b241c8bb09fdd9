"""The words of the charts: headings, legends, and what an empty chart teaches.

Only ``QCoreApplication.translate`` is used, which needs no window: the command line says the same.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from netjournal.models import from_day
from netjournal.ui import dates, labels
from netjournal.ui.charts.look import Look
from netjournal.ui.charts.network_charts import ORDER

_WORDS: Final[dict[str, object]] = {
    "joined": QT_TRANSLATE_NOOP("charts", "Joined"),
    "revived": QT_TRANSLATE_NOOP("charts", "Came back"),
    "faded": QT_TRANSLATE_NOOP("charts", "Went quieter"),
    "pace": QT_TRANSLATE_NOOP("charts", "Contacts a year still alive"),
    "live": QT_TRANSLATE_NOOP("charts", "Live ties, give or take"),
    "live_ties": QT_TRANSLATE_NOOP("charts", "Live ties"),
    "spread": QT_TRANSLATE_NOOP("charts", "Give or take"),
    "everyone": QT_TRANSLATE_NOOP("charts", "Everyone"),
    "month": QT_TRANSLATE_NOOP("charts", "Month"),
    "day": QT_TRANSLATE_NOOP("charts", "Day"),
    "label": QT_TRANSLATE_NOOP("charts", "How close"),
    "then": QT_TRANSLATE_NOOP("charts", "Then"),
    "now": QT_TRANSLATE_NOOP("charts", "Now"),
    "way": QT_TRANSLATE_NOOP("charts", "Met through"),
    "met": QT_TRANSLATE_NOOP("charts", "People met"),
    "again": QT_TRANSLATE_NOOP("charts", "Talked again"),
    "helped": QT_TRANSLATE_NOOP("charts", "Helped one another"),
    "alive": QT_TRANSLATE_NOOP("charts", "Alive after a year"),
    "share": QT_TRANSLATE_NOOP("charts", "{percent}% of {met}"),
    "share_few": QT_TRANSLATE_NOOP("charts", "{percent}% of only {met}"),
    "at_events": QT_TRANSLATE_NOOP("charts", "Met at an event:"),
    "at_event": QT_TRANSLATE_NOOP("charts", "{event} (event)"),
    "interactions": QT_TRANSLATE_NOOP("charts", "Interactions"),
    "given": QT_TRANSLATE_NOOP("charts", "You helped"),
    "received": QT_TRANSLATE_NOOP("charts", "You were helped"),
    "score": QT_TRANSLATE_NOOP("charts", "Strength"),
    "planned": QT_TRANSLATE_NOOP("charts", "At the rhythm you chose"),
    "happened": QT_TRANSLATE_NOOP("charts", "What happened"),
    "person": QT_TRANSLATE_NOOP("charts", "Person"),
    "other": QT_TRANSLATE_NOOP("charts", "And"),
    "link": QT_TRANSLATE_NOOP("charts", "Link"),
    "times": QT_TRANSLATE_NOOP("charts", "Met together"),
    "introduced": QT_TRANSLATE_NOOP("charts", "Introduced"),
    "related": QT_TRANSLATE_NOOP("charts", "Related"),
    "together": QT_TRANSLATE_NOOP("charts", "Met together"),
    "today": QT_TRANSLATE_NOOP("charts", "Today"),
    "you_helped": QT_TRANSLATE_NOOP("charts", "You helped: {n}"),
    "were_helped": QT_TRANSLATE_NOOP("charts", "You were helped: {n}"),
    "met_then": QT_TRANSLATE_NOOP("charts", "{n} met at least a year ago"),
    "few": QT_TRANSLATE_NOOP("charts", "Few people: take it with care"),
    "alive_then": QT_TRANSLATE_NOOP("charts", "Alive"),
    "what_when": QT_TRANSLATE_NOOP("charts", "{what}, {when}"),
}
_TITLES: Final[dict[str, object]] = {
    "growth": QT_TRANSLATE_NOOP("charts", "Growth, by strength today and then"),
    "strength": QT_TRANSLATE_NOOP("charts", "Strength of the network"),
    "layers": QT_TRANSLATE_NOOP("charts", "Layers, then and now"),
    "channels": QT_TRANSLATE_NOOP("charts", "Where lasting ties come from"),
    "calendar": QT_TRANSLATE_NOOP("charts", "Your days"),
    "give-take": QT_TRANSLATE_NOOP("charts", "Give and take"),
    "person": QT_TRANSLATE_NOOP("charts", "History of a tie"),
    "network": QT_TRANSLATE_NOOP("charts", "Who knows whom"),
}
_EMPTY: Final[dict[str, object]] = {
    "growth": QT_TRANSLATE_NOOP("charts", "Nobody here for this choice."),
    "strength": QT_TRANSLATE_NOOP("charts", "Nothing happened yet with these people."),
    "layers": QT_TRANSLATE_NOOP("charts", "Nobody here for this choice."),
    "channels": QT_TRANSLATE_NOOP(
        "charts",
        "This shows once you have known people for a year, and their cards say how you met. "
        "Time does the work.",
    ),
    "calendar": QT_TRANSLATE_NOOP("charts", "Nothing written down in this time."),
    "give-take": QT_TRANSLATE_NOOP(
        "charts", "Write down whom you helped and who helped you, and it shows here."
    ),
    "person": QT_TRANSLATE_NOOP("charts", "Nothing happened in this tie yet."),
    "network": QT_TRANSLATE_NOOP(
        "charts",
        "Write down who introduced you, who is related, and whom you meet together: "
        "the links show here.",
    ),
}


def say(text: object) -> str:
    """Return a text of this page in the user's language."""
    return QCoreApplication.translate("charts", str(text))


def word(key: str) -> str:
    """Return the words for a key of this page."""
    return say(_WORDS[key])


def title(kind: str) -> str:
    """Return the heading of a chart."""
    return say(_TITLES[kind])


def empty(kind: str) -> str:
    """Return what an empty chart says."""
    return say(_EMPTY[kind])


def for_look() -> dict[str, str]:
    """Return the words that ``Look`` takes."""
    found = {key: say(text) for key, text in _WORDS.items()}
    found |= {label: labels.strength(label) for label in ORDER}
    found |= {f"via:{key}": labels.met_via(key) for key in labels.MET_VIA}
    found |= {f"event:{key}": labels.event(key) for key in labels.EVENTS}
    return found | {f"kind:{key}": labels.kind(key) for key in labels.KINDS}


def months() -> tuple[str, ...]:
    """Return the short names of the months."""
    locale = QLocale()
    short = QLocale.FormatType.ShortFormat
    return tuple(locale.standaloneMonthName(month, short) for month in range(1, 13))


def paper_look() -> Look:
    """Return how charts look in files: light, in the user's language."""
    return Look(words=for_look(), months=months())


def month_of(day: int) -> str:
    """Return the month of a day in words."""
    there = from_day(day)
    return dates.month(there.year, there.month)


def live_ties(count: int, spread: int) -> str:
    """Return how many ties are live, and how sure that is, in words."""
    text = QCoreApplication.translate(
        "charts", "%n live [tie|ties], give or take {spread}", "", count
    )
    return text.format(spread=spread)


def pace(count: int) -> str:
    """Return how many contacts a year are alive, in words."""
    return QCoreApplication.translate(
        "charts", "%n [contact|contacts] a year still alive", "", count
    )


def people(count: int) -> str:
    """Return how many people, in words."""
    return QCoreApplication.translate("charts", "%n [person|people]", "", count)


def departed(count: int) -> str:
    """Return that people who have died aren't counted, "" for nobody."""
    if not count:
        return ""
    return QCoreApplication.translate(
        "charts", "Not counted: %n [person who has|people who have] died", "", count
    )
