"""Why someone is suggested today, as sentences; the window may give a translating function."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.services.nurture import Reason

    Translate = Callable[[str, str], str]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # the name lupdate knows
    """Mark a text for translation and return it as it is."""
    return text


_REASONS = {
    "usual": QT_TRANSLATE_NOOP(
        "nurture", "You are usually in touch every {gap}; it has been {silence}."
    ),
    "rhythm_due": QT_TRANSLATE_NOOP("nurture", "You wanted to be in touch every {gap}."),
    "rhythm_over": QT_TRANSLATE_NOOP(
        "nurture", "You wanted to be in touch every {gap}; it has been {silence}."
    ),
    "met": QT_TRANSLATE_NOOP(
        "nurture", "You met {silence} ago. A second touch in two weeks makes it stick."
    ),
    "met_today": QT_TRANSLATE_NOOP(
        "nurture", "You met today. A second touch in two weeks makes it stick."
    ),
    "quiet": QT_TRANSLATE_NOOP("nurture", "It has been quiet for {silence}."),
}


def plain(context: str, text: str) -> str:
    """Return the text as it is, for the command line."""
    return text


def reason(why: Reason, tr: Translate = plain) -> str:
    """Return the sentence for a reason.

    Args:
        why: The kind and its numbers.
        tr: Gives the translation of (context, text).
    """
    kind = "met_today" if why.kind == "met" and why.silence == 0 else why.kind
    return tr("nurture", _REASONS[kind]).format(
        gap=span(why.gap or 0, tr), silence=span(why.silence or 0, tr)
    )


_SPANS = (
    (1, QT_TRANSLATE_NOOP("nurture", "day"), QT_TRANSLATE_NOOP("nurture", "{n} days")),
    (7, QT_TRANSLATE_NOOP("nurture", "week"), QT_TRANSLATE_NOOP("nurture", "{n} weeks")),
    (30, QT_TRANSLATE_NOOP("nurture", "month"), QT_TRANSLATE_NOOP("nurture", "{n} months")),
    (365, QT_TRANSLATE_NOOP("nurture", "year"), QT_TRANSLATE_NOOP("nurture", "{n} years")),
)


def span(days: int, tr: Translate = plain) -> str:
    """Return a number of days in words, rounded as people say it ("3 weeks", "41 days")."""
    unit = 0
    for index, (length, _, _) in enumerate(_SPANS):
        if days >= 2 * length and (days % length == 0 or days >= 60):
            unit = index
    length, _, many = _SPANS[unit]
    number = max(0, round(days / length))
    return tr("nurture", many).format(n=number)
