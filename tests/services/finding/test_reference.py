"""What is found among invented people and entries, against a slow and obvious reading of each."""

from __future__ import annotations

import random
import re

import pytest

from netjournal.folding import fold
from netjournal.models import Contact, Interaction, InteractionContact, Journal
from netjournal.services import timeline
from netjournal.services.finding import palette, search
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction

NAMES = ("Ana", "Anabel", "Łukasz", "Zoë", "Jörg", "Ørjan", "Bo", "O’Neill", "Straße", "Marsh")
WORDS = (
    *("pilot", "Pilotprojekt", "café", "cafeteria", "łódź", "Lodge", "naïve", "naive", "coffee"),
    *("c++", "co-op", "rust", "Rust", "a", "ab", "ÆON", "aeon", "Straßenfest", "2019", "20"),
)
ASKED = (
    *("p", "pi", "pil", "pilot", "PILOTP", "caf", "cafe", "café", "lod", "łód", "lo", "nai", "co"),
    *("co op", "rust", "a", "ab", "aeo", "æon", "strasse", "straße", "201", "2019", "pilot rust"),
    *("cafe lod", "nothing", "ana pil", "zoe", "oneill", "neill", "org", "orj", "ana ana"),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    journal = Journal.create(tmp_path_factory.mktemp("j") / "a.netjournal")
    journal.today = lambda: TODAY
    dice = random.Random(3)

    def some(most):
        return " ".join(dice.choices(WORDS, k=dice.randrange(most)))

    with journal.edit("fill"):
        people = [
            contact(" ".join(dice.sample(NAMES, 2)), headline=some(3), note=some(4))
            for _ in range(60)
        ]
        said = [
            interaction(
                *dice.sample(people, dice.randrange(3)),
                ago=dice.randrange(400),
                summary=some(4),
                body=some(9),
                place=dice.choice(("", "", "Łódź", "Café Anno")),
            )
            for _ in range(500)
        ]
        contacts.trash(people[::9])
    for step in range(20):  # the index is told of every change, too
        with journal.edit("change"):
            Interaction.update(body=some(6)).where(Interaction.id == said[step * 20]).execute()
            Contact.update(note=some(3)).where(Contact.id == people[step]).execute()
    yield
    journal.close()


def words_of(text):
    return [fold(word) for word in re.findall(r"[^\W_]+", text)]


def has_all(text, asked, shortest):
    """Every word that is asked for begins a word of the text; one that is too short is one."""
    there = words_of(text)
    return all(
        any(word.startswith(one) if len(one) >= shortest else word == one for word in there)
        for one in words_of(asked)
    )


def entries(asked, shortest=2):
    """Ids of the entries that have all words, the latest first."""
    rows = [row for row in Interaction.select() if row.trashed_at is None]
    rows.sort(key=lambda row: (-row.day, -row.id))
    return [r.id for r in rows if has_all(f"{r.summary} {r.body} {r.place}", asked, shortest)]


@pytest.mark.parametrize("asked", ASKED)
def test_the_palette_shows_the_latest_that_have_the_words(written, asked):
    answer = palette.find(asked, TODAY, most=12)
    if answer.meant:  # nothing has the words themselves
        assert entries(asked) == []
        return
    shown = [one.id for one in answer.found if one.kind == "interaction"]
    assert shown == entries(asked)[:12]
    people = {one.id for one in answer.found if one.kind == "contact"}
    assert people <= {row.id for row in Contact.select() if row.trashed_at is None}


@pytest.mark.parametrize("asked", ASKED)
def test_the_timeline_has_every_entry_with_the_words_or_with_whom_they_name(written, asked):
    # what was done with people in the trash stays, but doesn't show their names: nor finds by them
    present = [row for row in Contact.select() if row.trashed_at is None]
    named = {row.id for row in present if has_all(row.full_name, asked, shortest=2)}
    links = InteractionContact.select()
    wanted = {link.interaction_id for link in links if link.contact_id in named}
    wanted |= set(entries(asked))
    assert set(timeline.timeline_ids(timeline.TimelineFilter(text=asked))) == wanted


@pytest.mark.parametrize("asked", ASKED)
def test_the_filter_of_people_has_everybody_with_the_words(written, asked):
    def text(row):
        return f"{row.full_name} {row.headline} {row.note}"

    wanted = {
        row.id
        for row in Contact.select()
        if row.trashed_at is None and has_all(text(row), asked, shortest=1)
    }
    found = contacts.find_ids(contacts.ContactFilter(text=asked), "name", TODAY)
    assert set(found) == wanted
    assert set(search.find_contacts(asked, limit=1000)) == wanted
