"""Showing Today part by part, so that rows that are made for it don't hold the window.

Public: ``parts(shown, page, today, arrange)``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from netjournal.ui.today import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netjournal.services.nurturing.nurture import TodayPage as Today
    from netjournal.ui.event_lane import EventLane
    from netjournal.ui.safe import Label
    from netjournal.ui.today.help_section import HelpSection
    from netjournal.ui.today.nurture_section import NurtureSection
    from netjournal.ui.today.promises_section import PromisesSection
    from netjournal.ui.today.side import Side

    Part = Callable[[], object]
    Section = HelpSection | NurtureSection | PromisesSection
Row = TypeVar("Row")
_AT_MOST: Final = 6  # rows in turns of their own: no section begins with more


class Shown(Protocol):
    """What of the page shows something."""

    nurture: NurtureSection
    promises: PromisesSection
    theirs: PromisesSection
    help: HelpSection
    lane: EventLane
    side: Side
    sentence: Label


def parts(
    shown: Shown, page: Today, today: int, *, writable: bool, arrange: Callable[[], None]
) -> list[Part]:
    """Return what shows a page part by part; what is looked at first comes last.

    Args:
        shown: Where.
        page: What.
        today: The local day number.
        writable: Whether the journal can be changed.
        arrange: Fits the columns to what they hold.
    """
    calm = page.away is not None

    def promises(section: PromisesSection, *, by_me: bool) -> list[Part]:
        rows = [one for one in page.promises if one.by_me == by_me]
        return _grown(partial(section.show_promises, calm=calm), rows, section)

    def rest() -> None:
        shown.nurture.resting.show_people(page.resting, writable=writable)
        shown.sentence.setText(words.welcome(page.away) if page.away else words.sentence(page))
        arrange()

    nurture = partial(shown.nurture.show_rows, anybody=page.people > 0, begun=page.begun, calm=calm)
    return [
        *_grown(shown.help.show_matches, page.could_help, shown.help),
        partial(shown.side.show_week, page, today),
        partial(shown.lane.show_people, page.lane),
        *promises(shown.promises, by_me=True),
        *promises(shown.theirs, by_me=False),
        *_grown(nurture, page.nurture, shown.nurture),
        rest,
    ]


def _grown(
    show: Callable[[Sequence[Row]], None], rows: Sequence[Row], section: Section
) -> list[Part]:
    """Return what shows rows; where there are none yet each is made, then shown, by itself."""
    have = len(section.card.rows())
    some = [*range(have + 1, min(len(rows), have + _AT_MOST)), len(rows)]
    found: list[Part] = []
    for number in some:
        if not have:  # else rows of those who went are taken again
            found.append(partial(section.make_ahead, number))
        found.append(partial(show, rows[:number]))
    return found
