"""What is under way in the demo journal: an evening of yesterday, tries without an answer.

Told last, so that everything before stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.invented import demo_deeds
from netjournal.services.invented import demo_texts as texts
from netjournal.services.invented.demo_history import Happening

if TYPE_CHECKING:
    from netjournal.services.invented.demo_rows import Story

_MINUTE = 19 * 60 + 30
_TRIES = (84, 66)  # days ago


def add_aftermath(story: Story) -> None:
    """Write what calls for a word these days."""
    _evening(story)
    _tries(story)
    _introduced_by_others(story)


def _evening(story: Story) -> None:
    """An event of yesterday: who was met there waits for a word."""
    sheets, day = story.sheets, story.sheets.today - 1
    title, place = texts.EVENING
    event = sheets.add(
        "event",
        day,
        uid=sheets.uid(),
        title=title,
        kind="talk",
        starts_on=day,
        start_minute=_MINUTE,
        ends_on=None,
        place=place,
        note="",
    )
    story.event_ids.append(event)
    some = [o for o in story.everyone if o.pattern == "acquaintance" and o.who.kind == "person"]
    met = some[: len(texts.EVENING_NOTES)]
    told = Happening("event", day, tuple(o.index for o in met), place=place)
    told.event = len(story.event_ids) - 1
    interaction = demo_deeds.entry(story, told)
    for life, note in zip(met, texts.EVENING_NOTES, strict=False):
        contact = story.contacts[life.index]
        sheets.add(
            "interaction_contact",
            day,
            interaction_id=interaction,
            contact_id=contact,
            note=note,
        )
        sheets.add("event_contact", day, event_id=event, contact_id=contact, role="met", note=note)


def _tries(story: Story) -> None:
    """Two messages that somebody left unanswered."""
    last: dict[int, int] = {}
    times: dict[int, int] = {}
    for happened in story.told:
        for index in happened.people:
            last[index] = max(last.get(index, 0), happened.day)
            times[index] = times.get(index, 0) + 1
    before = story.sheets.today - _TRIES[0]
    quiet = [o for o in story.lasting if last.get(o.index, before) < before]
    life = max(quiet, key=lambda o: times.get(o.index, 0))
    for ago in _TRIES:
        day = story.sheets.today - ago
        told = Happening("message", day, (life.index,), "Sent a short hello.", initiator=1)
        story.sheets.add(
            "interaction_contact",
            day,
            interaction_id=demo_deeds.entry(story, told),
            contact_id=story.contacts[life.index],
            note="",
        )


def _introduced_by_others(story: Story) -> None:
    """People who were introduced to one another by somebody else."""
    for number, life in enumerate(o for o in story.everyone if o.through is not None and o.lasts):
        by = story.everyone[life.through or 0]
        other = next(o for o in story.lasting if o.index not in (life.index, by.index) and o.near)
        if number == 3:
            return
        story.sheets.add(
            "introduction",
            life.first,
            uid=story.sheets.uid(),
            contact_id=story.contacts[life.index],
            other_id=story.contacts[other.index],
            by_id=story.contacts[by.index],
            why="They both like long walks.",
            outcome=("They meet every month.", "", "")[number],
            day=max(life.first, other.first) + 5,
            asked_both=(1, None, 0)[number],
            thanked=int(number == 0),
            interaction_id=None,
        )
