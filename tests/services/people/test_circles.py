"""Circles: named once, coloured, with a rhythm."""

import pytest

from netjournal.errors import NotFound, UsageError
from netjournal.services.finding import saved_lists
from netjournal.services.people import circles, contacts
from netjournal.services.people.circles import CircleRow
from tests.builders import TODAY, contact


def test_a_circle_is_made_once_whatever_its_spelling(journal):
    with journal.edit("add"):
        first = circles.create("Köln")
        assert circles.create(" koln ", "green") == first
        second = circles.create("Mentors")
    assert circles.circles() == [
        CircleRow(first, "Köln", "green", 0),
        CircleRow(second, "Mentors", "", 0),
    ]


def test_names_are_not_shared(journal):
    with journal.edit("add"):
        first, second = circles.create("Köln"), circles.create("Mentors")
        circles.rename(first, "KÖLN")
    for wrong in ("koln", "  "):
        with pytest.raises(UsageError), journal.edit("rename"):
            circles.rename(second, wrong)
    with pytest.raises(UsageError), journal.edit("add"):
        circles.create("")
    with pytest.raises(NotFound), journal.edit("colour"):
        circles.recolour(99, "red")
    assert [row.name for row in circles.circles()] == ["KÖLN", "Mentors"]


def test_people_stay_when_a_circle_goes(journal):
    with journal.edit("add"):
        person = contact("Ana", circles=["Rust", "Choir"])
        circles.set_rhythm(1, 21, 42)
        circles.delete(2)
    assert circles.circles() == [CircleRow(1, "Rust", "", 1, 21, 42)]
    assert contacts.form(person).circles == ["Rust"]


def test_names_are_in_the_order_of_the_sidebar(journal):
    with journal.edit("Two"):
        circles.create("Mentors")
        circles.create("Choir")
    assert [name for _, name in circles.names()] == [row.name for row in circles.circles()]


def test_smart_lists_follow_a_circle_to_its_new_name(journal):
    asked = 'circle:"Code for Good",choir -circle:CHOIR has:need circle:ch "choir" choir'
    with journal.edit("fill"):
        contact("Ana", circles=["Choir"])
        choir = circles.create("Choir")
        saved_lists.save("Singers", "circle:choir")
        saved_lists.save("Others", asked)
    with journal.edit("rename"):
        circles.rename(choir, "Sunday, sung")
    new = '"Sunday, sung"'
    assert [row.query for row in saved_lists.lists()] == [
        f"circle:{new}",
        f'circle:"Code for Good",{new} -circle:{new} has:need circle:ch "choir" choir',
    ]
    assert next(iter(saved_lists.counts(TODAY).values())) == 1
    journal.undo()
    assert [row.query for row in saved_lists.lists()] == ["circle:choir", asked]
