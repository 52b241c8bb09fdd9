"""Why someone is suggested today, as sentences; the window may give a translating function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.wording import QT_TRANSLATE_NOOP, every, plain

if TYPE_CHECKING:
    from netjournal.services.nurturing.nurture import Reason
    from netjournal.services.wording import Translate

_REASONS = {
    "usual": QT_TRANSLATE_NOOP("nurture", "You are usually in touch {every}; it has been {quiet}."),
    "rhythm_due": QT_TRANSLATE_NOOP(
        "nurture", "You like to be in touch {every}; that comes round in {left}."
    ),
    "rhythm_today": QT_TRANSLATE_NOOP(
        "nurture", "You like to be in touch {every}; that comes round today."
    ),
    "rhythm_over": QT_TRANSLATE_NOOP(
        "nurture", "You like to be in touch {every}; it has been {quiet}."
    ),
    "met": QT_TRANSLATE_NOOP(
        "nurture", "You met {ago}. A second touch in two weeks makes it stick."
    ),
    "met_today": QT_TRANSLATE_NOOP(
        "nurture", "You met today. A second touch in two weeks makes it stick."
    ),
    "met_at": QT_TRANSLATE_NOOP(
        "nurture", "You met {ago} at {about}. A second touch in two weeks makes it stick."
    ),
    "met_at_today": QT_TRANSLATE_NOOP(
        "nurture", "You met today at {about}. A second touch in two weeks makes it stick."
    ),
    "thank": QT_TRANSLATE_NOOP("nurture", "They helped you {ago}; a word of thanks is due."),
    "thank_today": QT_TRANSLATE_NOOP("nurture", "They helped you today; a word of thanks is due."),
    "thank_for": QT_TRANSLATE_NOOP(
        "nurture", "They helped you {ago} ({about}); a word of thanks is due."
    ),
    "thank_for_today": QT_TRANSLATE_NOOP(
        "nurture", "They helped you today ({about}); a word of thanks is due."
    ),
    "lost": QT_TRANSLATE_NOOP(
        "nurture", "Long lost: not in touch for {quiet}. Old ties revive easily."
    ),
    "fading": QT_TRANSLATE_NOOP(
        "nurture", "You used to be in touch {every}; for {quiet} now it has grown quiet."
    ),
    "fading_rare": QT_TRANSLATE_NOOP(
        "nurture", "It has grown quiet between you: {quiet} without a word."
    ),
    "quiet": QT_TRANSLATE_NOOP("nurture", "You haven't been in touch for {quiet}."),
    "quiet_today": QT_TRANSLATE_NOOP("nurture", "You were in touch today."),
}
# from so many days on, days per unit, and the words for many: whole days say it until two months
_SPANS = (
    (730, 365, QT_TRANSLATE_NOOP("nurture", "{n} years")),
    (60, 30, QT_TRANSLATE_NOOP("nurture", "{n} months")),
    (2, 1, QT_TRANSLATE_NOOP("nurture", "{n} days")),
)
_LONGEST = 60
_LONG = 3  # usual gaps of silence: earlier "used to" would be too big a word
_ONE_DAY = QT_TRANSLATE_NOOP("nurture", "one day")
_YESTERDAY = QT_TRANSLATE_NOOP("nurture", "yesterday")
_AGO = QT_TRANSLATE_NOOP("nurture", "{span} ago")


def reason(why: Reason, tr: Translate = plain) -> str:
    """Return the sentence for a reason.

    Args:
        why: The kind and its numbers.
        tr: Gives the translation of (context, text).
    """
    silence, gap = why.silence or 0, why.gap or 1
    about = " ".join(why.about.split()).rstrip(".!")
    if len(about) > _LONGEST:
        about = about[:_LONGEST].rstrip() + "…"
    quiet = span(silence, tr)
    ago = tr("nurture", _YESTERDAY if silence == 1 else _AGO).format(span=quiet)
    return tr("nurture", _REASONS[_key(why, silence, gap)]).format(
        every=every(gap, tr), quiet=quiet, ago=ago, left=span(gap - silence, tr), about=about
    )


def _key(why: Reason, silence: int, gap: int) -> str:
    """Return which sentence says a reason."""
    if why.kind == "rhythm_due" and silence >= gap:
        return "rhythm_today"
    kind = why.kind
    if kind == "fading" and why.gap is None:
        return "fading_rare"
    if kind == "fading" and silence < _LONG * gap:
        return "usual"
    if why.about.strip():
        kind = {"met": "met_at", "thank": "thank_for"}.get(kind, kind)
    today = f"{kind}_today"
    return today if silence == 0 and today in _REASONS else kind


def span(days: int, tr: Translate = plain) -> str:
    """Return a number of days as people say it ("one day", "41 days", "3 months", "2 years")."""
    if days == 1:
        return tr("nurture", _ONE_DAY)
    length, text = next(
        ((length, text) for least, length, text in _SPANS if days >= least), (1, _SPANS[-1][2])
    )
    return tr("nurture", text).format(n=max(0, round(days / length)))
