"""Rhythms in words: what each means, which days go by it, and giving them to people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.services.bonds import rhythm_setting, rhythm_words
from netjournal.services.bonds.rhythm_choice import Rhythm, rhythm_of
from netjournal.services.nurturing import nudges
from netjournal.services.people import circles, contacts
from tests.builders import TODAY, contact


def test_the_words_mean_what_was_promised():
    assert [(word.key, word.ideal) for word in rhythm_words.WORDS] == [
        ("often", 21),
        ("regular", 61),
        ("now-and-then", 183),
        ("yearly", 365),
    ]
    assert all(word.at_most > word.ideal for word in rhythm_words.WORDS)
    assert [rhythm_words.name(key) for key in rhythm_words.KEYS] == [
        "Often, every 3 weeks",
        "Regularly, every 2 months",
        "Now and then, every 6 months",
        "Yearly",
    ]


@pytest.mark.parametrize(
    ("ideal", "at_most", "words"),
    [
        (21, 35, "Often, every 3 weeks"),
        (21, None, "Often, every 3 weeks"),
        (21, 60, "every 3 weeks, at most every 2 months"),
        (45, None, "every 6 weeks"),
        (365, 548, "Yearly"),
        (10, 10, "every 10 days"),
    ],
)
def test_days_are_said_as_people_say_them(ideal, at_most, words):
    assert rhythm_words.said(ideal, at_most) == words


@given(st.integers(1, 5_000))
def test_every_gap_goes_by_exactly_one_word(ideal):
    fits = [key for key in rhythm_words.KEYS if rhythm_words.gaps(key)[0] <= ideal]
    fits = [key for key in fits if ideal <= rhythm_words.gaps(key)[1]]
    assert fits == [rhythm_words.nearest(ideal).key]


def test_new_people_start_unset_and_a_circle_has_exceptions(journal):
    with journal.edit("fill"):
        ana, ben, chi = (contact(name, circles=["Choir"]) for name in ("Ana", "Ben", "Chi"))
        alone = contact("Dee")
        word = rhythm_words.of("regular")
        circles.set_rhythm(circles.circles()[0].id, word.ideal, word.at_most)
    assert rhythm_of(alone) == Rhythm()
    assert rhythm_of(ana) == Rhythm("active", 61, 91, "Choir")
    with journal.edit("exceptions"):
        rhythm_setting.give([ben], "often")
        rhythm_setting.give([chi], "never")
    assert rhythm_of(ben) == Rhythm("active", 21, 35)
    assert rhythm_of(chi).state == "never"
    assert circles.exceptions(circles.circles()[0].id) == 2
    assert [rhythm_setting.chosen([one]) for one in (ana, ben, chi, alone)] == [
        *("unset", "often", "never", "unset"),
    ]
    assert rhythm_setting.chosen([ana, alone]) == "unset"
    assert rhythm_setting.chosen([ana, ben]) == ""
    with journal.edit("back"):
        rhythm_setting.give([ben, chi], "unset")
    assert rhythm_of(ben) == rhythm_of(chi) == rhythm_of(ana)
    journal.undo()
    assert rhythm_of(ben) == Rhythm("active", 21, 35)


def test_a_pause_keeps_the_rhythm_for_afterwards(journal):
    with journal.edit("fill"):
        ana, ben = contact("Ana"), contact("Ben")
        rhythm_setting.give([ana], "often")
    with journal.edit("pause"):
        rhythm_setting.give([ana, ben], "paused")
    assert rhythm_setting.chosen([ana, ben]) == "paused"
    assert nudges.rest_of(ana, TODAY) == nudges.Rest("paused", None)
    with journal.edit("again"):
        nudges.suggest_again(ana, TODAY)
        nudges.suggest_again(ben, TODAY)
    assert rhythm_of(ana) == Rhythm("active", 21, 35)
    assert rhythm_setting.chosen([ben]) == "unset"


def test_a_pause_with_an_end_becomes_one_without(journal):
    with journal.edit("fill"):
        ana = contact("Ana")
        nudges.pause(ana, TODAY + 9)
    with journal.edit("pause"):
        rhythm_setting.give([ana], "paused")
    assert nudges.rest_of(ana, TODAY) == nudges.Rest("paused", None)
    journal.undo()
    assert nudges.rest_of(ana, TODAY) == nudges.Rest("paused", TODAY + 9)


def test_the_same_again_changes_nothing(journal):
    with journal.edit("fill"):
        ana = contact("Ana")
        rhythm_setting.give([ana], "yearly")
    before = contacts.form(ana), journal.undo_label()
    with journal.edit("again"):
        rhythm_setting.give([ana], "yearly")
    assert (contacts.form(ana), journal.undo_label()) == before
    with pytest.raises(ValueError, match="index"), journal.edit("no"):
        rhythm_setting.give([ana], "sometimes")
