"""An interaction in words, for the card, the timeline and search: ``entry_view(row, today, …)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.ui import dates, icons, labels
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.entry_painter import EntryView

if TYPE_CHECKING:
    from netjournal.services.timeline import Badge, TimelineRow

_PRECISIONS = ("day", "month", "year")
_BODY_LIMIT = 1200
_FAR = 300  # days after which a day needs its year


def entry_view(
    row: TimelineRow, today: int, *, of: int | None = None, lasting: bool = False
) -> EntryView:
    """Return what one interaction shows on somebody's card.

    Args:
        row: The interaction.
        today: The local day number of today.
        of: Whose card; other people who were there are named after the date.
        lasting: For paper, which is read on other days: no "yesterday", each day with its year,
            and no ``words``, which are read aloud.
    """
    title = labels.kind(row.kind, row.kind_name)
    others = [display_safe(name, 60) for key, name in row.people if key != of]
    meta = " · ".join(
        part
        for part in (when(row, today, lasting=lasting), *details(row), with_others(others))
        if part
    )
    body = text(row)
    pills = tuple(pill(badge, today, lasting=lasting) for badge in row.badges)
    if lasting:
        return EntryView(icons.kind_icon(row.kind), title, meta, body, pills)
    words = ", ".join(part for part in (title, meta, *(p for p, _tone in pills), body) if part)
    return EntryView(icons.kind_icon(row.kind), title, meta, body, pills, words=words)


def when(row: TimelineRow, today: int, *, lasting: bool = False) -> str:
    """Return the day of an interaction, as exactly as it is known, with its time."""
    if row.precision:
        return dates.when(row.day, _PRECISIONS[row.precision])
    far = lasting or today - row.day >= _FAR
    day = dates.full_day(row.day) if far else dates.short_day(row.day, today)
    return f"{day} {dates.clock(row.minute)}" if row.minute is not None else day


def details(row: TimelineRow) -> list[str]:
    """Return how long it took and where it was."""
    found = [dates.span(row.minutes)] if row.minutes else []
    place = display_safe(row.place or row.event_title, 80)
    return [*found, place] if place else found


def with_others(names: list[str]) -> str:
    """Return "with Ana, Li and 2 more", or nothing."""
    say = QCoreApplication.translate
    if not names:
        return ""
    shown = ", ".join(names[:2])
    if len(names) == 3:
        shown = ", ".join(names)
    elif len(names) > 3:
        more = say("entry", "{names} and %n more", "", len(names) - 2)
        shown = more.format(names=shown)
    return say("entry", "with {names}").format(names=shown)


def text(row: TimelineRow) -> str:
    """Return what was written: the summary, then the rest."""
    summary = display_safe(row.summary, _BODY_LIMIT)
    body = display_safe(row.body, _BODY_LIMIT)
    if not summary or not body:
        return summary or body
    end = "" if summary[-1] in ".!?…:" else "."
    return f"{summary}{end} {body}"


def pill(badge: Badge, today: int, *, lasting: bool = False) -> tuple[str, str]:
    """Return a mark beside an interaction: its words and the pill's tone."""
    say = QCoreApplication.translate
    if badge.key == "need_noted":
        return say("entry", "need noted"), "warning"
    if badge.key == "promise":
        # a day that has passed says nothing about whether the promise was kept
        if not badge.value or int(badge.value) < today:
            return say("entry", "promise"), "warning"
        day = int(badge.value)
        due = dates.full_day(day) if lasting else dates.due(day, today)[0]
        return say("entry", "promise: {due}").format(due=due), "warning"
    if badge.key == "gave":
        return say("entry", "you gave"), "accent"
    if badge.key == "got":
        return say("entry", "you got"), "accent"
    if badge.key == "new_people":
        return say("entry", "%n new [person|people]", "", int(badge.value or 0)), "accent"
    return display_safe(badge.key.replace("_", " "), 40), "neutral"
