"""What is remembered of texts is bounded, and gone once it has to be forgotten."""

from __future__ import annotations

import gc

from netjournal import kept_texts
from netjournal.services.giving import match_words, matching
from netjournal.services.keeping import forgetting
from netjournal.services.nurturing import today_kept
from netjournal.ui.widgets import painting
from netjournal.ui.widgets.initials import initials
from tests.builders import TODAY, contact, interaction

NAME = "Zdzisława Brzęczyszczykiewicz"


def remembered(*words):
    """Return whether any of the memories holds a text with one of these words."""
    found = []
    for memory in kept_texts._memories:
        owner = getattr(memory, "__self__", None)
        for one in gc.get_referents(owner) if owner is not None else ():
            found += gc.get_referents(one) if isinstance(one, dict) else []
    return any(word in repr(found) for word in words)


def test_results_are_those_of_the_function_and_few_are_kept():
    asked = []

    @kept_texts.kept(2)
    def twice(text):
        asked.append(text)
        return text + text

    assert [twice(one) for one in ("a", "a", "b", "c", "a")] == ["aa", "aa", "bb", "cc", "aa"]
    assert asked == ["a", "b", "c", "a"]
    kept_texts.forget()
    assert twice("a") == "aa"
    assert asked[-1] == "a"
    assert len(asked) == 5


def _look_at(person):
    painting.text_width(NAME)
    initials(NAME)
    match_words.need(f"a word with {NAME}")
    matching.helpers([(1, 0, f"tea with {NAME}")], TODAY)
    assert any(row.contact_id == person for row in today_kept.whole(TODAY).nurture)
    assert remembered(NAME)


def _person(journal):
    with journal.edit("Begin"):
        person = contact(NAME, skills=["tea"])
        for ago in (40, 60, 80, 100):
            interaction(person, ago=ago)
    return person


def test_whoever_is_forgotten_is_in_no_memory(qapp, journal):
    person = _person(journal)
    _look_at(person)
    forgetting.forget(journal, [person])
    assert not remembered(NAME)
    assert not today_kept._kept


def test_a_closed_journal_is_in_no_memory(qapp, journal):
    _look_at(_person(journal))
    journal.close()
    assert not remembered(NAME)
    assert not today_kept._kept


def test_today_is_read_again_after_a_change(journal):
    person = _person(journal)
    first = today_kept.whole(TODAY)
    assert today_kept.whole(TODAY) is first
    with journal.edit("In touch"):
        interaction(person, ago=0)
    assert today_kept.whole(TODAY) != first
    assert today_kept.first(TODAY).nurture == ()
    journal.undo()
    assert today_kept.whole(TODAY) == first
