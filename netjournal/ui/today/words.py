"""What Today says: the sentence under the date, states of ties, dates, snooze lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from netjournal.services import wording
from netjournal.services.nurturing import nurture_words
from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.events import EventRow
    from netjournal.services.giving.matching import Helper
    from netjournal.services.nurturing.nurture import DateRow, NurtureRow, PromiseRow, TodayPage

_NUMBERS: Final = (
    QT_TRANSLATE_NOOP("numbers", "no"),
    QT_TRANSLATE_NOOP("numbers", "one"),
    QT_TRANSLATE_NOOP("numbers", "two"),
    QT_TRANSLATE_NOOP("numbers", "three"),
    QT_TRANSLATE_NOOP("numbers", "four"),
    QT_TRANSLATE_NOOP("numbers", "five"),
    QT_TRANSLATE_NOOP("numbers", "six"),
    QT_TRANSLATE_NOOP("numbers", "seven"),
    QT_TRANSLATE_NOOP("numbers", "eight"),
    QT_TRANSLATE_NOOP("numbers", "nine"),
    QT_TRANSLATE_NOOP("numbers", "ten"),
    QT_TRANSLATE_NOOP("numbers", "eleven"),
    QT_TRANSLATE_NOOP("numbers", "twelve"),
)
# Days to rest, and how they are called.
SNOOZES: Final = (
    (7, QT_TRANSLATE_NOOP("today", "A week")),
    (14, QT_TRANSLATE_NOOP("today", "Two weeks")),
    (30, QT_TRANSLATE_NOOP("today", "A month")),
    (91, QT_TRANSLATE_NOOP("today", "Three months")),
)
PROMISE_SNOOZES: Final = (
    (1, QT_TRANSLATE_NOOP("today", "Until tomorrow")),
    (7, QT_TRANSLATE_NOOP("today", "For a week")),
    (30, QT_TRANSLATE_NOOP("today", "For a month")),
)
_LONG_AGO: Final = 14


def number(value: int) -> str:
    """Return a small number as a word, a larger one in figures."""
    if 0 <= value < len(_NUMBERS):
        word = str(_NUMBERS[value])
        return QCoreApplication.translate("numbers", word)
    return str(value)


def sentence(page: TodayPage) -> str:
    """Return what the day holds in one line ("Four people to nurture, two promises.")."""
    say = QCoreApplication.translate
    mine = sum(promise.by_me for promise in page.promises)
    lane = len({one.contact_id for one in page.lane})
    counts = (
        (lane, say("today", "{n} [person|people] to write to", "", lane)),
        (len(page.nurture), say("today", "{n} [person|people] to nurture", "", len(page.nurture))),
        (mine, say("today", "{n} promise(s)", "", mine)),
        (
            len(page.could_help),
            say("today", "{n} [way|ways] to help", "", len(page.could_help)),
        ),
    )
    parts = [text.format(n=number(count)) for count, text in counts if count]
    if not parts:
        return say("today", "Nothing waits for you today.")
    whole = ", ".join(parts)
    return say("today", "{things}.").format(things=whole[:1].upper() + whole[1:])


def chip(row: NurtureRow, *, calm: bool = False) -> tuple[str, str]:
    """Return a tie's label and state, and the pill's tone; ``calm``: the label alone."""
    if calm:
        return wording.label_name(row.label, QCoreApplication.translate), "neutral"
    text = wording.heading(row.label, row.state, QCoreApplication.translate)
    return text, labels.tie_tone(row.label, row.state)


def line_tone(row: NurtureRow, *, calm: bool = False) -> str:
    """Return the colour of the small line: warm where a tie fades."""
    return "warning" if chip(row, calm=calm)[1] == "warning" else "accent"


def reason(row: NurtureRow) -> str:
    """Return why somebody is suggested."""
    return nurture_words.reason(row.reason, QCoreApplication.translate)


def last(row: NurtureRow) -> str:
    """Return what was talked about last, what was promised, or what they care about."""
    say = QCoreApplication.translate
    parts = []
    if row.last_line:
        text = say("today", "Last time: {text}")
        parts.append(text.format(text=display_safe(row.last_line, 160)))
    if row.promise:
        text = say("today", "You promised: {text}")
        parts.append(text.format(text=display_safe(row.promise, 80)))
    if row.topics and not parts:
        text = say("today", "Interested in: {topics}")
        parts.append(text.format(topics=", ".join(display_safe(one, 40) for one in row.topics)))
    return " · ".join(parts)


def may_help(helper: Helper) -> str:
    """Return what stands before the words that speak for a helper ("Sam is good at")."""
    say = QCoreApplication.translate
    text = {
        "skill": say("today", "{name} is good at"),
        "interest": say("today", "{name} is interested in"),
        "work": say("today", "{name} works as"),
        "shelf": say("today", "You could help yourself:"),
    }[helper.role]
    return text.format(name=display_safe(helper.full_name, 60))


def resting(people: Sequence[tuple[int, str]], more: int = 0) -> str:
    """Return that some people, and so many more, have left two tries unanswered, kindly."""
    say = QCoreApplication.translate
    names = ", ".join(display_safe(name, 60) for _, name in people)
    if more:
        others = say("today", "{names} and %n [other|others]", "", more)
        names = others.format(names=names)
    text = say(
        "today",
        "You reached out twice to {names}. The next word is theirs; no suggestions until then.",
    )
    return text.format(names=names)


def welcome(days: int) -> str:
    """Return the greeting after weeks away; nothing in it is late."""
    text = QCoreApplication.translate(
        "today", "Welcome back after {span}. Pick three people to begin with; the rest can wait."
    )
    return text.format(span=nurture_words.span(days, QCoreApplication.translate))


def due(promise: PromiseRow, today: int, *, calm: bool = False) -> tuple[str, str]:
    """Return what a promise's chip says and its tone; what is long past isn't red for ever.

    Args:
        promise: Which.
        today: The local day.
        calm: Nothing is red, however late (after weeks away).
    """
    if promise.due_on is None:
        return "", "neutral"
    if today - promise.due_on > (0 if calm else _LONG_AGO):
        text = QCoreApplication.translate("today", "since {day}")
        return text.format(day=dates.short_day(promise.due_on, today)), "neutral"
    return dates.due(promise.due_on, today)


def made(promise: PromiseRow, today: int) -> str:
    """Return when something was promised."""
    text = QCoreApplication.translate("today", "promised {day}")
    return text.format(day=dates.short_day(promise.made_on, today))


def date_line(row: DateRow) -> str:
    """Return a birthday or another date in words ("Lena Vogt turns 40")."""
    say = QCoreApplication.translate
    name = display_safe(row.full_name, 60)
    if row.what == "birthday":
        if row.turns is None:
            return say("today", "{name} has a birthday").format(name=name)
        return say("today", "{name} turns {age}").format(name=name, age=row.turns)
    what = display_safe(row.what, 60) or say("today", "a day to remember")
    if row.turns is None:
        return say("today", "{name}: {what}").format(name=name, what=what)
    text = say("today", "{name}: {what}, %n year(s)", "", row.turns)
    return text.format(name=name, what=what)


def event_line(row: EventRow) -> str:
    """Return an event's title and time."""
    title = display_safe(row.title, 80)
    if row.start_minute is None:
        return title
    text = QCoreApplication.translate("today", "{event}, {time}")
    return text.format(event=title, time=dates.clock(row.start_minute))


def event_people(row: EventRow) -> str:
    """Return how many people of the journal will be there, or nothing."""
    if not row.people_count:
        return ""
    return QCoreApplication.translate("today", "%n [person|people] you know", "", row.people_count)


def weekday(day: int, today: int) -> str:
    """Return "Today" or the short weekday."""
    return dates.heading(day, today)[0] if day == today else dates.weekday(day)
