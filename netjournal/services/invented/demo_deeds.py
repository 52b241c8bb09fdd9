"""What was done in the demo journal: interactions, help, needs, promises, the shelf, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.invented import demo_texts as texts

if TYPE_CHECKING:
    from netjournal.services.invented.demo_history import Happening
    from netjournal.services.invented.demo_lives import Life
    from netjournal.services.invented.demo_rows import Story

_HELP = {"helped": "given", "was_helped": "received"}
_NEED_STATES = ("open",) * 8 + ("in_hand", "solved", "solved", "solved", "dropped", "open")
# days until due (None: some day), counted from today
_DUE = (0, -2, -9, 1, 3, 6, 20, None, None)


def add_interactions(story: Story) -> None:
    """Write what happened, with the help, introductions and shares that it tells of."""
    shelf = _shelf(story)
    for told in story.told:
        interaction = entry(story, told)
        people = [story.contacts[index] for index in told.people]
        for index, contact in zip(told.people, people, strict=True):
            story.sheets.add(
                "interaction_contact",
                told.day,
                interaction_id=interaction,
                contact_id=contact,
                note=told.notes.get(index, ""),
            )
        if told.kind in _HELP:
            _help(story, told, interaction, people)
        elif told.kind == "introduced":
            _introduction(story, told, interaction, people)
        elif told.kind == "shared_work" and people:
            _share(story, told, interaction, shelf)


def entry(story: Story, told: Happening) -> int:
    """Write what happened without who took part; return its id."""
    return story.sheets.add(
        "interaction",
        told.day,
        uid=story.sheets.uid(),
        kind_id=story.kinds[told.kind],
        day=told.day,
        minute=told.minute,
        zone=told.zone,
        precision=told.precision,
        minutes=told.minutes,
        initiator=told.initiator,
        energy=told.energy,
        importance=told.importance,
        place=told.place,
        summary=told.summary,
        body=told.body,
        typed=told.typed,
        event_id=None if told.event is None else story.event_ids[told.event],
    )


def _help(story: Story, told: Happening, interaction: int, people: list[int]) -> None:
    for contact in people:
        story.sheets.add(
            "help",
            told.day,
            uid=story.sheets.uid(),
            contact_id=contact,
            direction=_HELP[told.kind],
            text=told.summary,
            day=told.day,
            asked=story.sheets.rng.choice((0, 1, None)),
            need_id=None,
            interaction_id=interaction,
        )


def _introduction(story: Story, told: Happening, interaction: int, people: list[int]) -> None:
    rng = story.sheets.rng
    story.sheets.add(
        "introduction",
        told.day,
        uid=story.sheets.uid(),
        contact_id=people[0],
        other_id=people[1],
        by_id=None,
        why=told.summary,
        outcome=rng.choice(("They start a pilot together.", "Met once, liked it.", "", "")),
        day=told.day,
        asked_both=1,
        thanked=int(rng.random() < 0.4),
        interaction_id=interaction,
    )


def _shelf(story: Story) -> list[tuple[int, int | None]]:
    """Write my own shelf; return (id, day it was made public)."""
    today = story.sheets.today
    shelf = []
    for kind, title, ago in texts.WORKS:
        day = None if ago is None else today - ago
        work = story.sheets.add(
            "work",
            today - 1200 if day is None else day,
            uid=story.sheets.uid(),
            kind=kind,
            title=title,
            url="https://me.example/" + title.split()[0].lower() if day else "",
            text=texts.WORK_TEXTS.get(title, ""),
            published_on=day,
        )
        shelf.append((work, day))
    return shelf


def _share(
    story: Story, told: Happening, interaction: int, shelf: list[tuple[int, int | None]]
) -> None:
    public = [work for work, day in shelf if day is None or day <= told.day]
    story.sheets.add(
        "work_share",
        told.day,
        work_id=story.sheets.rng.choice(public),
        contact_id=story.contacts[told.people[0]],
        day=told.day,
        how="shared",
        interaction_id=interaction,
    )


def add_needs(story: Story) -> None:
    """Write needs; each belongs to somebody who could not solve it alone."""
    rng, today = story.sheets.rng, story.sheets.today
    askers = [o for o in story.lasting if o.pattern in ("inner", "close", "warm", "fading")]
    rng.shuffle(askers)
    for (text, topic), state in zip(texts.NEEDS, _NEED_STATES, strict=True):
        asker = next(o for o in askers if topic not in (*o.skills, *o.interests))
        askers.remove(asker)
        noted = today - rng.randint(5, 120 if state == "open" else 700)
        story.sheets.add(
            "need",
            noted,
            uid=story.sheets.uid(),
            contact_id=story.contacts[asker.index],
            text=text,
            state=state,
            noted_on=noted,
            closed_on=noted + 4 if state in ("solved", "dropped") else None,
            interaction_id=_talk_with(story, asker.index, noted),
        )


def _talk_with(story: Story, index: int, day: int) -> int | None:
    """Return the interaction with someone on exactly that day, if there was one."""
    first = story.sheets.bulk.next_id("interaction")
    for n, told in enumerate(story.told):
        if told.day == day and told.people == (index,):
            return first + n
    return None


def add_promises(story: Story) -> None:
    """Write promises: open ones around today, and a history of kept ones."""
    rng, today = story.sheets.rng, story.sheets.today
    some = rng.sample(story.lasting, 24)
    for life, due, text in zip(some, _DUE, texts.MY_PROMISES, strict=False):
        made = today - rng.randint(10, 30)
        _promise(story, life, text, (made, None if due is None else today + due, None))
    for n, text in enumerate(texts.THEIR_PROMISES):
        days = (today - 20 - n, today - 5 + 9 * n, None)
        _promise(story, some[10 + n], text, days, by_me=0)
    for n, life in enumerate(some[13:]):
        made = today - rng.randint(60, 900)
        text = texts.MY_PROMISES[n % len(texts.MY_PROMISES)]
        _promise(story, life, text, (made, made + 14, made + rng.randint(2, 20)))


def _promise(
    story: Story, life: Life, text: str, days: tuple[int, int | None, int | None], by_me: int = 1
) -> None:
    """Write one promise; ``days`` are those it was made on, is due, and was kept."""
    made, due, closed = days
    story.sheets.add(
        "followup",
        made,
        uid=story.sheets.uid(),
        contact_id=story.contacts[life.index],
        text=text,
        by_me=by_me,
        made_on=made,
        due_on=due,
        state="open" if closed is None else "done",
        closed_on=closed,
    )


def add_surroundings(story: Story) -> None:
    """Write relations, dates other than birthdays, leftovers of old files, and a snooze."""
    some = story.lasting
    pairs = (("mentor of", "mentored by"), ("sister", "brother"), ("spouse", "spouse"))
    for n, pair in enumerate(pairs):
        _relation(story, some[3 * n], some[3 * n + 1], pair)
    _relation(story, some[9], None, ("son", ""))
    labels = ("anniversary", "name day", "founded the studio")
    for life, label, day in zip(
        some[11:], labels, ("2016-06-18", "--12-06", "2019-09"), strict=False
    ):
        contact = story.contacts[life.index]
        story.sheets.add(
            "important_date", life.first, contact_id=contact, position=0, label=label, date=day
        )
    kept = (("T-shirt size", "M"), ("Dietary", "vegan"), ("Badge colour", "teal"))
    for life, (name, value) in zip(some[15:], kept, strict=False):
        contact = story.contacts[life.index]
        story.sheets.add(
            "extra_property", life.first, contact_id=contact, source="csv", name=name, value=value
        )
    today = story.sheets.today
    story.sheets.add(
        "nudge",
        today,
        contact_id=story.contacts[some[20].index],
        snoozed_until=today + 9,
        last_suggested_on=today - 1,
    )


def _relation(story: Story, one: Life, other: Life | None, labels: tuple[str, str]) -> None:
    story.sheets.add(
        "relation",
        one.first,
        contact_id=story.contacts[one.index],
        other_id=story.contacts[other.index] if other else None,
        other_name="" if other else "Mikkel",
        label=labels[0],
        inverse_label=labels[1],
    )
