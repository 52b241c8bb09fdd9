"""The demo journal: invented people and four years of history, to try things on.

One seed and one day always make the same journal; dates are relative to that day, so that there is
always a birthday this week and a promise that is late.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from netjournal.models.handle import db, from_day
from netjournal.models.migrations import RECORDED
from netjournal.services.invented import demo_after, demo_cards, demo_deeds
from netjournal.services.invented.demo_history import happenings
from netjournal.services.invented.demo_lives import Gathering, gatherings, lives
from netjournal.services.invented.demo_rows import Sheets, Story, add_contact

if TYPE_CHECKING:
    from netjournal.models import Journal

SEED = 7
LABEL = "Add invented people"


def fill(
    journal: Journal,
    today: int,
    seed: int = SEED,
    *,
    label: str = LABEL,
    source: str = "window",
) -> None:
    """Fill a journal with invented people, as one step.

    Args:
        journal: An open journal, usually an empty one.
        today: The local day that everything is relative to.
        seed: Another seed tells another story.
        label: The step's name for undo.
        source: Which door it came through.
    """
    rng = Random(seed)
    years = {day: from_day(day).year for day in (today - 220 - 365 * n for n in range(4))}
    events = gatherings(rng, today, years)
    everyone = lives(rng, today, events)
    told = happenings(rng, today, everyone, events)
    kinds = dict(db.execute_sql("SELECT key, id FROM interaction_kind").fetchall())
    with journal.edit(label, source=source) as edit:
        story = Story(Sheets(edit.bulk(), rng, today), everyone, events, told, kinds)
        _tell(story)
        db.execute_sql("PRAGMA defer_foreign_keys = 1")  # people name those who introduced them
        story.sheets.write(RECORDED)


def _tell(story: Story) -> None:
    for event in story.events:
        story.event_ids.append(_event(story.sheets, event))
    columns = demo_cards.special(story)
    first = story.sheets.bulk.next_id("contact")
    for life in story.everyone:
        more = columns[life.index]
        if life.through is not None:
            more["met_through_id"] = first + life.through
        story.contacts.append(add_contact(story.sheets, life, **more))
    demo_cards.add_circles(story)
    demo_cards.add_guests(story)
    demo_deeds.add_interactions(story)
    demo_deeds.add_needs(story)
    demo_deeds.add_promises(story)
    demo_deeds.add_surroundings(story)
    demo_after.add_aftermath(story)


def _event(sheets: Sheets, event: Gathering) -> int:
    return sheets.add(
        "event",
        event.day,
        uid=sheets.uid(),
        title=event.title,
        kind=event.kind,
        starts_on=event.day,
        start_minute=event.minute,
        ends_on=event.last_day,
        place=event.place,
        note=event.note,
    )
