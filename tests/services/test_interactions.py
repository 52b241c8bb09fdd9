"""What happened is written down, and what it says about help stays in step."""

import pytest

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.giving import helping
from netjournal.services.interactions import InteractionForm
from tests.builders import TODAY, contact, event, interaction


def rows(sql):
    return db.execute_sql(sql).fetchall()


@pytest.fixture
def two(journal):
    with journal.edit("add"):
        return contact("Ana"), contact("Ben")


def change(journal, number, **values):
    form = interactions.form(number)
    for name, value in values.items():
        setattr(form, name, value)
    with journal.edit("change") as step:
        interactions.update(number, form)
    return step.change_set


def test_everything_is_read_back(journal, two):
    with journal.edit("log"):
        event_id = event()
        given = InteractionForm(
            kind="helped",
            day=TODAY - 3,
            minute=930,
            zone="Europe/Berlin",
            precision=0,
            minutes=45,
            place="Café Anno",
            initiator="them",
            energy=-2,
            importance=1.5,
            summary="review",
            body="long\ntext",
            typed="helped Ana",
            contact_ids=list(two),
            event_id=event_id,
            need="a flat",
            promise="links",
            promise_due=TODAY + 2,
        )
        number = interactions.log(given)
    assert interactions.form(number) == given
    assert change(journal, number) is None


def test_help_and_needs_follow_their_interaction(journal, two):
    ana, ben = two
    with journal.edit("log"):
        number = interaction(
            ana, ben, kind="helped", summary="moving", need="a van", promise="x", promise_due=TODAY
        )
    assert rows("SELECT contact_id, direction, text, day FROM help ORDER BY 1") == [
        (ana, "given", "moving", TODAY),
        (ben, "given", "moving", TODAY),
    ]
    assert rows("SELECT contact_id, text, noted_on, state FROM need") == [
        (ana, "a van", TODAY, "open")
    ]
    helped = rows("SELECT id FROM help WHERE contact_id = 1")
    with journal.edit("solve"):
        helping.set_need_state(1, "solved", TODAY)
    change(journal, number, kind="was_helped", contact_ids=[ana], need="a truck", promise="")
    assert rows("SELECT id FROM help WHERE contact_id = 1") == helped
    assert rows("SELECT contact_id, direction FROM help") == [(ana, "received")]
    assert rows("SELECT text, state FROM need") == [("a truck", "solved")]
    assert rows("SELECT * FROM followup") == []
    change(journal, number, need="", promise="y", promise_due=None)
    assert rows("SELECT text, due_on FROM followup") == [("y", None)]
    change(journal, number, promise="z")
    assert rows("SELECT text FROM followup") == [("z",)]
    change(journal, number, kind="coffee", contact_ids=[], need="nobody's", promise="")
    assert rows("SELECT * FROM help") == rows("SELECT * FROM need") == []


def test_introductions(journal, two):
    ana, ben = two
    with journal.edit("log"):
        third = contact("Chi")
        number = interaction(ana, ben, third, kind="introduced", summary="design")
        db.execute_sql("UPDATE introduction SET outcome = 'hired' WHERE other_id = ?", (ben,))
    assert rows("SELECT contact_id, other_id, why FROM introduction ORDER BY 2") == [
        (ana, ben, "design"),
        (ana, third, "design"),
    ]
    change(journal, number, contact_ids=[ana, ben], summary="a job")
    assert rows("SELECT contact_id, other_id, why, outcome FROM introduction") == [
        (ana, ben, "a job", "hired")
    ]
    with pytest.raises(UsageError):
        change(journal, number, contact_ids=[ana])
    with pytest.raises(UsageError), journal.edit("log"):
        interaction(ana, ana, kind="introduced")


def test_the_same_person_takes_part_once(journal, two):
    with journal.edit("log"):
        number = interaction(two[0], two[1], two[0])
    assert interactions.form(number).contact_ids == list(two)


def test_what_does_not_exist(journal, two):
    with pytest.raises(NotFound):
        interactions.form(99)
    with pytest.raises(NotFound), journal.edit("x"):
        interactions.update(99, InteractionForm(day=TODAY))
    for bad in (InteractionForm(kind="nonsense"), InteractionForm(initiator="nobody")):
        with pytest.raises(UsageError), journal.edit("x"):
            interactions.log(bad)
    assert rows("SELECT * FROM interaction") == []


def test_strength_follows_the_trash(journal, two):
    with journal.edit("log"):
        number = interaction(two[0], ago=5)
    with journal.edit("trash"):
        interactions.trash([number])
    assert rows("SELECT * FROM tie_state") == []
    with journal.edit("restore"):
        interactions.restore([number])
    assert rows("SELECT contact_id, touches FROM tie_state") == [(two[0], 1)]


def test_kinds_come_in_the_order_of_menus(journal):
    kinds = interactions.kinds()
    assert [kind.key for kind in kinds[:4]] == ["met", "coffee", "call", "video_call"]
    assert {kind.key for kind in kinds if not kind.touch} == {"reaction", "connected", "note"}
    assert all(kind.built_in and kind.name == "" for kind in kinds)
