"""What single people of the demo journal have on their cards; circles and who was at events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.models.handle import from_day
from netjournal.services.invented import demo_texts as texts
from netjournal.services.invented.demo_rows import add_photo

if TYPE_CHECKING:
    from netjournal.services.invented.demo_history import Happening
    from netjournal.services.invented.demo_rows import Story


def special(story: Story) -> dict[int, dict[str, Any]]:
    """Return the columns of ``contact`` that single people have beside the usual, by index."""
    out: dict[int, dict[str, Any]] = {}
    for life in story.everyone:
        more: dict[str, Any] = {}
        if life.event:
            more["met_event_id"] = story.event_ids[life.event.index]
        if life.channel == "linkedin_add":
            more["connected_on"] = from_day(life.first).isoformat()
        if life.channel == "study":
            more["met_on"] = str(
                from_day(story.sheets.today).year - story.sheets.rng.randint(9, 15)
            )
        out[life.index] = more
        if life.who.family and story.sheets.rng.random() < 0.4:
            more["birthday"] = _birthday(
                story, story.sheets.rng.randint(0, 364), story.sheets.rng.randint(24, 67)
            )
        if life.lasts and story.sheets.rng.random() < 0.16:
            more["photo_id"] = add_photo(story.sheets, life.first)
    _boosters(story, out)
    _moods(story, out)
    for offset, age, life in zip((1, 3, 5), (40, None, 61), story.lasting[4::9], strict=False):
        out[life.index]["birthday"] = _birthday(story, offset, age)
    out[story.lasting[2].index]["birthday"] = "--02-29"
    return out


def _birthday(story: Story, in_days: int, turns: int | None) -> str:
    day = from_day(story.sheets.today + in_days)
    month_day = f"{day.month:02d}-{min(day.day, 28):02d}" if day.month == 2 else f"{day:%m-%d}"
    return f"--{month_day}" if turns is None else f"{day.year - turns:04d}-{month_day}"


def _boosters(story: Story, out: dict[int, dict[str, Any]]) -> None:
    strong = [o for o in story.lasting if o.pattern in ("inner", "close", "fading")]
    for n, life in enumerate(strong[::3]):
        note = texts.BOOSTER_NOTES[n % len(texts.BOOSTER_NOTES)]
        out[life.index].update(booster="yes", booster_note=note)
    out[strong[1].index].update(booster="unsure")
    for life, ideal in zip(strong[1::4], (14, 21, 30, 30, 45), strict=False):
        out[life.index].update(
            rhythm_state="active", rhythm_ideal_days=ideal, rhythm_at_most_days=2 * ideal
        )
    for life, value in zip(strong[2::3], (2.0, 1.0, 2.0, 0.5), strict=False):
        out[life.index]["importance"] = value
    for life in strong[:3]:
        out[life.index]["closeness"] = "close"


def _moods(story: Story, out: dict[int, dict[str, Any]]) -> None:
    others = [o for o in story.lasting if o.pattern in ("warm", "acquaintance")]
    for life, note in zip(others[1::3], texts.NOTES, strict=False):
        out[life.index]["note"] = note
    for life, words in zip(others[2::5], ("she/her", "they/them", "he/him"), strict=False):
        out[life.index]["pronouns"] = words
    out[others[0].index].update(
        rhythm_state="paused",
        rhythm_paused_until=story.sheets.today + 40,
        note="On parental leave.",
    )
    out[others[4].index]["rhythm_state"] = "never"
    passing = [o for o in story.everyone if o.pattern == "passing" and not o.event]
    at = story.sheets.today * 86_400_000
    out[passing[0].index]["trashed_at"] = at
    out[passing[1].index]["archived_at"] = at
    out[passing[2].index].update(deceased=1, note="Died in spring. Miss those letters.")


def add_circles(story: Story) -> None:
    """Write the circles and who is in them."""
    boosters = {row.index for row in story.lasting if row.pattern in ("inner", "close")}
    last = max(e.day for e in story.events if e.kind == "conference" and e.day < story.sheets.today)
    newest = next(e for e in story.events if e.kind == "conference" and e.day == last)
    mentors = {o.index for o in story.lasting if o.channel in ("study", "introduction")}
    groups: list[tuple[str, int | None, set[int]]] = [
        ("Boosters", None, set(sorted(boosters)[::2])),
        ("Mentors", 60, set(sorted(mentors)[:7])),
        (newest.title, None, {o.index for o in story.everyone if o.event is newest}),
        ("Code for Good", 90, {o.index for o in story.everyone if o.channel == "volunteering"}),
        ("Old team", None, {o.index for o in story.everyone if o.channel == "work"}),
        ("Choir", None, {o.index for o in story.everyone if "choir" in o.interests}),
        ("Family and neighbours", 30, _at_home(story)),
    ]
    for name, ideal, members in groups:
        circle = story.sheets.circle(name, ideal, ideal and 2 * ideal)
        for index in sorted(members):
            life = story.everyone[index]
            story.sheets.add(
                "contact_tag", life.first, contact_id=story.contacts[index], tag_id=circle
            )


def _at_home(story: Story) -> set[int]:
    return {o.index for o in story.everyone if o.channel in ("family", "neighbourhood")}


def add_guests(story: Story) -> None:
    """Write who was at the events, and who is expected at those to come."""
    for happening in story.told:
        if happening.event is None:
            continue
        for index in happening.people:
            met = story.everyone[index].event is story.events[happening.event]
            _guest(story, happening.event, index, "met" if met else "attended", happening)
    for event in story.events:
        if event.day >= story.sheets.today:
            some = story.sheets.rng.sample(story.lasting, story.sheets.rng.randint(2, 6))
            for life in some:
                _guest(story, event.index, life.index, "expected", None)


def _guest(story: Story, event: int, index: int, role: str, told: Happening | None) -> None:
    story.sheets.add(
        "event_contact",
        story.events[event].day,
        event_id=story.event_ids[event],
        contact_id=story.contacts[index],
        role=role,
        note=told.notes.get(index, "") if told else "",
    )
