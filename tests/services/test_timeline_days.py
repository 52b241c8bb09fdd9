"""The timeline by days against the plain list of all ids, through every kind of change."""

import random
from array import array

import pytest

from netjournal.models import Interaction
from netjournal.models.handle import db
from netjournal.services import interactions, timeline, timeline_days
from netjournal.services.timeline import TimelineFilter
from netjournal.services.timeline_days import DayOrder
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def busy(journal):
    """Write two hundred entries, many of them on a few days, in the trash, ahead and long ago."""
    dice = random.Random(5)
    with journal.edit("fill"):
        people = [contact(name) for name in ("Ana", "Bo", "Cy")]
        for n in range(200):
            interaction(
                *dice.sample(people, dice.choice((0, 1, 2))),
                ago=3 if n % 3 == 0 else dice.randrange(-40, 900),
                minute=dice.choice((None, 0, 600, 900)),
            )
        interactions.trash([3, 50, 77])
    return dice


def ids():
    return list(timeline.timeline_ids(TimelineFilter()))


def assert_same(order):
    expected = ids()
    assert len(order) == len(expected)
    assert list(order) == expected
    assert order.months() == timeline.months(TimelineFilter())
    assert [order.index(one) for one in expected] == list(range(len(expected)))


def test_every_row_and_place_is_what_the_whole_list_says(busy):
    order, expected = timeline_days.read(), ids()
    assert_same(order)
    for _ in range(60):
        first, last = sorted(busy.choices(range(len(expected) + 30), k=2))
        assert list(timeline_days.read()[first:last]) == expected[first:last]
    assert order[-1] == expected[-1]
    assert list(order[::-7]) == expected[::-7]
    with pytest.raises(IndexError):
        order[len(expected)]
    for gone in (3, 50, 9999):
        with pytest.raises(ValueError, match="not in the timeline"):
            order.index(gone)


def test_an_empty_journal(journal):
    order = timeline_days.read()
    assert (len(order), list(order), order.months()) == (0, [], [])
    assert list(order[0:100]) == []


def log(some, dice):
    for _ in some:
        interaction(ago=dice.randrange(30), minute=dice.choice((None, 5)))


def delete(some, _dice):
    marks = ", ".join("?" * len(some))
    db.execute_sql(f"DELETE FROM interaction WHERE id IN ({marks})", some)


def move(some, dice):
    for one in some:
        form = interactions.form(one)
        form.day, form.minute = TODAY - dice.randrange(60), dice.choice((None, 7, 800))
        interactions.update(one, form)


def reword(some, _dice):
    for one in some:
        form = interactions.form(one)
        form.summary += "!"
        interactions.update(one, form)


WAYS = {
    "log": log,
    "trash": lambda some, _: interactions.trash(some),
    "restore": lambda some, _: interactions.restore(some),
    "move": move,
    "delete": delete,
    "words": reword,
    "undo": None,
}


def change(journal, dice):
    """Change one thing or a few; return which interactions a listener would hear of."""
    heard = []
    journal.listen(heard.append)
    there = [row.id for row in Interaction.select(Interaction.id)]
    some = dice.sample(there, dice.choice((1, 1, 1, 3)))
    what = dice.choice(list(WAYS))
    if what == "undo":
        journal.undo()
    else:
        with journal.edit(what):
            WAYS[what](some, dice)
    journal.unlisten(heard.append)
    if not heard:
        return what, frozenset(), frozenset()
    rows = heard[0].rows
    added, others = rows("interaction", "added"), rows("interaction", "updated", "deleted")
    return what, added, others


@pytest.mark.parametrize("seed", range(4))
def test_after_every_change_it_is_right_and_says_what_moved(journal, busy, seed):
    dice = random.Random(seed)
    told = set()
    for _ in range(60):
        old, before = timeline_days.read(), ids()
        if dice.random() < 0.8:
            assert list(old) == before  # all of it was looked at
        what, added, others = change(journal, dice)
        old.close()
        new, after = timeline_days.read(), ids()
        assert_same(new)
        run = new.since(old, added, others)
        if run is not None:
            row, gone, come = run
            told.add(what)
            assert before[:row] + after[row : row + come] + before[row + gone :] == after
    assert told >= {"log", "trash", "words"}


def test_one_entry_more_is_one_row_more(journal, busy):
    old = timeline_days.read()
    with journal.edit("log"):
        made = interaction(ago=3, minute=600)
    new = timeline_days.read()
    assert new.since(old, {made}, set()) == (new.index(made), 0, 1)


def test_what_was_never_read_is_not_known_after_a_change(journal, busy):
    old, before = timeline_days.read(), ids()
    assert old[0] == before[0]
    old.close()
    assert (old[1], old.seen(before[1]), old.seen(before[150])) == (before[1], 1, None)
    with pytest.raises(IndexError):
        old[150]


def test_a_count_that_is_wrong_breaks_nothing(journal, busy):
    """``check`` finds it; until then rows are missing at the end, and none is shown twice."""
    order = DayOrder(array("q", [-TODAY, 3 - TODAY]), array("q", [5, 500]))
    assert len(set(order[0:505])) == len(order[0:505]) <= len(ids())
