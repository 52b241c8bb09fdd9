"""Introductions with their details, and whom somebody brought."""

import pytest

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.giving import introductions
from netjournal.services.giving.introductions import IntroductionForm
from tests.builders import TODAY, contact


@pytest.fixture
def trio(journal):
    with journal.edit("fill"):
        return [contact(name) for name in ("Ana", "Ben", "Cy")]


def test_one_of_mine_is_an_interaction_too(journal, trio):
    ana, ben, cy = trio
    with journal.edit("introduce"):
        made = introductions.record(
            IntroductionForm(ana, ben, why="Rust", day=TODAY - 3, asked_both=True)
        )
        other = introductions.record(IntroductionForm(ana, cy, by_id=ben, day=TODAY - 9))
    found = introductions.introductions_of(ana)
    assert [(one.id, one.other_name, one.by_name, one.asked_both) for one in found] == [
        (made, "Ben", "", True),
        (other, "Cy", "Ben", None),
    ]
    assert [one.id for one in introductions.introductions_of(ben)] == [made, other]
    assert introductions.latest() == found
    kinds = db.execute_sql(
        "SELECT k.key, i.summary FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id"
    ).fetchall()
    assert kinds == [("introduced", "Rust")]


def test_what_came_of_it_stays_when_the_entry_is_edited(journal, trio):
    ana, ben, _ = trio
    with journal.edit("introduce"):
        made = introductions.record(IntroductionForm(ana, ben, why="Rust", day=TODAY))
        draft = introductions.form(made)
        draft.outcome, draft.thanked = " They start a pilot. ", True
        introductions.update(made, draft)
    (entry,) = db.execute_sql("SELECT id FROM interaction").fetchone()
    with journal.edit("edit"):
        changed = interactions.form(entry)
        changed.summary = "Embedded Rust"
        interactions.update(entry, changed)
    (one,) = introductions.introductions_of(ana)
    assert (one.why, one.outcome, one.thanked) == ("Embedded Rust", "They start a pilot.", True)
    with journal.edit("trash"):
        interactions.trash([entry])
    assert introductions.introductions_of(ana) == ()


def test_what_is_no_introduction(journal, trio):
    with pytest.raises(UsageError), journal.edit("introduce"):
        introductions.record(IntroductionForm(trio[0], trio[0], day=TODAY))
    with pytest.raises(NotFound):
        introductions.form(99)


def test_whom_somebody_brought(journal):
    with journal.edit("fill"):
        ana = contact("Ana")
        ben = contact("Ben", met_through_id=ana)
        contact("Cy", met_through_id=ben)
        contact("Dee", met_through_id=ana)
    assert [name for _, name in introductions.brought_by(ana)] == ["Ben", "Dee"]
