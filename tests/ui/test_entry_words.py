"""An interaction in words: as the screen says it today, and as paper says it for good."""

from __future__ import annotations

from datetime import date

from netjournal.models import to_day
from netjournal.services.timeline import Badge, TimelineRow
from netjournal.ui.entry_words import entry_view

TODAY = to_day(date(2026, 11, 23))


def row(day, badges=()):
    return TimelineRow(
        1, "coffee", "", day, 9 * 60, 0, 60, "", "me", "Hello", "", ((1, "Ana"),), None, "", badges
    )


def test_paper_names_the_day(look):
    yesterday = row(TODAY - 1, (Badge("promise", str(TODAY + 1)),))
    screen = entry_view(yesterday, TODAY)
    paper = entry_view(yesterday, TODAY, lasting=True)
    assert screen.meta.startswith("yesterday")
    assert screen.pills[0][0] == "promise: tomorrow"
    assert paper.meta.startswith("22 Nov 2026 ")
    assert paper.pills[0][0] == "promise: 24 Nov 2026"
