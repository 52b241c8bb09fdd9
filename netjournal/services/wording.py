"""Sentences about ties, for the window and the command line.

Every text is a template marked for translation; a value is put in by its name after translation.
``tr(context, text)`` gives the translation (in the window ``QCoreApplication.translate``); without
it the words are plain English. Numbers have a text for one and a text for many.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from netjournal.services.bonds import rhythm, strength

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.services.bonds.strength_calibration import Calibration
    from netjournal.services.bonds.strength_reasons import Explanation, Moved

    Translate = Callable[[str, str], str]
    DayText = Callable[[int], str]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # the name that lupdate looks for
    """Mark a text for translation and return it as it is."""
    return text


def plain(context: str, text: str) -> str:
    """Return the text as it is: English, for the command line."""
    return text


# -- names

LABEL_NAMES = {
    strength.INNER: QT_TRANSLATE_NOOP("wording", "Inner"),
    strength.CLOSE: QT_TRANSLATE_NOOP("wording", "Close"),
    strength.WARM: QT_TRANSLATE_NOOP("wording", "Warm"),
    strength.ACQUAINTANCE: QT_TRANSLATE_NOOP("wording", "Acquaintance"),
    strength.DORMANT: QT_TRANSLATE_NOOP("wording", "Dormant"),
    strength.NEW: QT_TRANSLATE_NOOP("wording", "New"),
    strength.NONE: QT_TRANSLATE_NOOP("wording", "No contact yet"),
}
STATE_NAMES = {
    rhythm.FADING: QT_TRANSLATE_NOOP("wording", "fading"),
    rhythm.SILENT: QT_TRANSLATE_NOOP("wording", "silent"),
    rhythm.DRIFTING: QT_TRANSLATE_NOOP("wording", "drifting"),
    rhythm.OVERDUE: QT_TRANSLATE_NOOP("wording", "overdue"),
    rhythm.DUE: QT_TRANSLATE_NOOP("wording", "due"),
    rhythm.COMING_DUE: QT_TRANSLATE_NOOP("wording", "coming due"),
    rhythm.ON_RHYTHM: QT_TRANSLATE_NOOP("wording", "on rhythm"),
    rhythm.NO_RHYTHM: "",
}


def label_name(label: str, tr: Translate = plain) -> str:
    """Return a label as people read it ("Close")."""
    return tr("wording", LABEL_NAMES[label])


def state_name(state: str, tr: Translate = plain) -> str:
    """Return a state as people read it ("coming due"); "" for none."""
    text = STATE_NAMES[state]
    return tr("wording", text) if text else ""


def heading(label: str, state: str, tr: Translate = plain) -> str:
    """Return label and state together ("Close, fading").

    Dormant, new and unknown ties are named without one: nothing is expected of them.
    """
    if state == rhythm.NO_RHYTHM or label in (strength.DORMANT, strength.NEW, strength.NONE):
        return label_name(label, tr)
    text = tr("wording", QT_TRANSLATE_NOOP("wording", "{label}, {state}"))
    return text.format(label=label_name(label, tr), state=state_name(state, tr))


# -- lengths of time

_EVERY = {
    "day": (
        QT_TRANSLATE_NOOP("wording", "every day"),
        QT_TRANSLATE_NOOP("wording", "every {n} days"),
    ),
    "week": (
        QT_TRANSLATE_NOOP("wording", "every week"),
        QT_TRANSLATE_NOOP("wording", "every {n} weeks"),
    ),
    "month": (
        QT_TRANSLATE_NOOP("wording", "every month"),
        QT_TRANSLATE_NOOP("wording", "every {n} months"),
    ),
    "year": (
        QT_TRANSLATE_NOOP("wording", "every year"),
        QT_TRANSLATE_NOOP("wording", "every {n} years"),
    ),
}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.2425}
# gaps shorter than so many days are said in this unit: "every 10 days", "every 3 weeks"
_UNITS = (
    *((6.5, "day"), (8.0, "week"), (13.0, "day"), (27.5, "week"), (33.0, "month")),
    *((55.0, "week"), (340.0, "month"), (400.0, "year"), (700.0, "month")),
)


def every(gap: float, tr: Translate = plain) -> str:
    """Return a gap in days as people say it ("every 3 weeks")."""
    unit = next((name for below, name in _UNITS if gap < below), "year")
    number = max(1, round(gap / _DAYS[unit]))
    one, many = _EVERY[unit]
    return tr("wording", one if number == 1 else many).format(n=number)


def ago(days: int, tr: Translate = plain) -> str:
    """Return how long ago something was ("41 days ago"); days are 0 or more."""
    if days < 2:
        return tr(
            "wording",
            QT_TRANSLATE_NOOP("wording", "yesterday")
            if days == 1
            else QT_TRANSLATE_NOOP("wording", "today"),
        )
    if days < 60:
        text, number = QT_TRANSLATE_NOOP("wording", "{n} days ago"), days
    elif days < 730:
        text, number = QT_TRANSLATE_NOOP("wording", "{n} months ago"), round(days / 30.44)
    else:
        text, number = QT_TRANSLATE_NOOP("wording", "{n} years ago"), int((days + 2) / 365.2425)
    return tr("wording", text).format(n=number)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def english_day(day: int, today: int) -> str:
    """Return a day number as an English date; the year only where it could be doubted."""
    there = date(1970, 1, 1) + timedelta(days=day)
    year = f" {there.year}" if abs(day - today) >= 300 else ""
    return f"{there.day} {_MONTHS[there.month - 1]}{year}"


# -- why, and what comes

# by whether a yearly rate, and whether a usual gap is known
_REASONS = {
    (True, True): QT_TRANSLATE_NOOP("wording", "{rate}, last {ago}; usually {every}."),
    (True, False): QT_TRANSLATE_NOOP("wording", "{rate}, last {ago}."),
    (False, True): QT_TRANSLATE_NOOP("wording", "{days}, last {ago}; usually {every}."),
    (False, False): QT_TRANSLATE_NOOP("wording", "{days}, last {ago}."),
}
_RATE_ONE = QT_TRANSLATE_NOOP("wording", "In touch about once a year")
_RATE_MANY = QT_TRANSLATE_NOOP("wording", "In touch about {n} times a year")
_DAYS_SO_FAR = QT_TRANSLATE_NOOP("wording", "In touch on {n} days so far")
_NOBODY_KNOWS = QT_TRANSLATE_NOOP("wording", "No contact logged yet.")
_NEW_ONE = QT_TRANSLATE_NOOP("wording", "In touch once, {ago}; too early to say more.")
_NEW_MANY = QT_TRANSLATE_NOOP("wording", "In touch on {n} days, last {ago}; too early to say more.")
_ONCE = QT_TRANSLATE_NOOP("wording", "In touch once, {ago}.")

_DRIFT = QT_TRANSLATE_NOOP("wording", "If nothing happens: {label} around {day}.")
_LIKELY = QT_TRANSLATE_NOOP("wording", "{percent}\u00a0% likely within 90 days.")
_LIKELY_ALONE = QT_TRANSLATE_NOOP(
    "wording", "{percent}\u00a0% likely to be in touch again within 90 days."
)
_UNLIKELY = QT_TRANSLATE_NOOP("wording", "Less than 1\u00a0% likely within 90 days.")
_REVIVES = QT_TRANSLATE_NOOP("wording", "Old ties revive easily.")


def reason(why: Explanation, tr: Translate = plain, last_day: str = "") -> str:
    """Return why a tie is as strong as it is, in one sentence.

    Args:
        why: The explanation.
        tr: Gives the translation.
        last_day: The last day in words, for paper, which is read on other days; by default it is
            said how long ago it was.
    """
    if why.silence is None:
        return tr("wording", _NOBODY_KNOWS)
    last = last_day or ago(why.silence, tr)
    if why.label == strength.NEW:
        text = tr("wording", _NEW_ONE if why.touches == 1 else _NEW_MANY)
        return text.format(n=why.touches, ago=last)
    if why.touches == 1:
        return tr("wording", _ONCE).format(ago=last)
    rate = round(why.per_year or 0.0)
    gap = why.usual_gap
    if rhythm.rhythm_state(why.silence, gap) == rhythm.SILENT:
        gap = None  # what was usual has ended
    return tr("wording", _REASONS[rate > 0, gap is not None]).format(
        rate=tr("wording", _RATE_ONE if rate == 1 else _RATE_MANY).format(n=_about(rate)),
        days=tr("wording", _DAYS_SO_FAR).format(n=why.touches),
        ago=last,
        every="" if gap is None else every(gap, tr),
    )


def _about(rate: int) -> int:
    """Return a yearly rate no more exact than it is."""
    return rate if rate < 60 else round(rate / 5) * 5


def outlook(why: Explanation, day_text: DayText | None = None, tr: Translate = plain) -> str:
    """Return what comes if nothing happens, and how likely it is that something does.

    Args:
        why: The explanation.
        day_text: Says a day number in the user's words; by default English.
        tr: Gives the translation.
    """
    sentences = []
    if why.next_day is not None and why.label != strength.NEW:
        day = day_text(why.next_day) if day_text else english_day(why.next_day, why.as_of)
        name = label_name(why.next_label, tr)
        sentences.append(tr("wording", _DRIFT).format(label=name, day=day))
    if why.chance_90 is not None:
        likely = _LIKELY if sentences else _LIKELY_ALONE  # of what, unless that was just said
        text = _UNLIKELY if why.chance_90 < 0.005 else likely
        sentences.append(tr("wording", text).format(percent=round(100 * why.chance_90)))
    if why.label == strength.DORMANT and why.touches >= rhythm.FADING_TOUCHES:
        sentences.append(tr("wording", _REVIVES))
    return " ".join(sentences)


# -- what moved, what was learnt, what the rule is

_MOVED = QT_TRANSLATE_NOOP(
    "wording", "{total} since {day}: {volume} by what you did together, {silence} by silence."
)
_STILL = QT_TRANSLATE_NOOP("wording", "Unchanged since {day}.")
_LEARNT = QT_TRANSLATE_NOOP(
    "wording",
    "Your own past: where {said} % were expected, {was} % came true. Chances learn from that.",
)
_UNLEARNT = QT_TRANSLATE_NOOP("wording", "There is not enough past to learn from yet.")
_RULE = QT_TRANSLATE_NOOP(
    "wording",
    "A day in touch counts fully at first and half as much a year later. A silence tends to last "
    "as long again as it has lasted; the more days you have shared, the sooner it ends.",
)


def movement(how: Moved, since: str, tr: Translate = plain) -> str:
    """Return how far a strength moved and by what ("+4 since 1 May: +6 by …, −2 by silence.").

    Args:
        how: The parts, in points.
        since: The earlier day in the user's words.
        tr: Gives the translation.
    """
    total, volume = round(how.total), round(how.volume)
    if total == 0 and volume == 0:
        return tr("wording", _STILL).format(day=since)
    return tr("wording", _MOVED).format(
        total=_signed(total), volume=_signed(volume), silence=_signed(total - volume), day=since
    )


def _signed(points: int) -> str:
    return f"−{-points}" if points < 0 else f"+{points}"


def learnt(from_past: Calibration, tr: Translate = plain) -> str:
    """Return what a journal learnt about its own chances."""
    if from_past.outcomes == 0:
        return tr("wording", _UNLEARNT)
    return tr("wording", _LEARNT).format(
        said=round(100 * from_past.said), was=round(100 * from_past.was)
    )


def rule(tr: Translate = plain) -> str:
    """Return in words how strength is reckoned."""
    return tr("wording", _RULE)
