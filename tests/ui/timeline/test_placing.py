"""Changed entries are put where asking anew would have put them."""

from __future__ import annotations

import random

import pytest

from netjournal.services import interactions
from netjournal.services.interactions import TimelineFilter, timeline_ids
from netjournal.ui.timeline import reading
from netjournal.ui.timeline.placing import replaced
from netjournal.ui.timeline.reading import Reader
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def ids(journal):
    rng = random.Random(3)
    with journal.edit("Much"):
        who = contact()
        made = [
            interaction(who, ago=rng.randrange(60), minute=rng.choice([None, 0, 600, 1200]))
            for _ in range(120)
        ]
        interactions.trash(made[:5])
    return made


def everything():
    return timeline_ids(TimelineFilter())


@pytest.mark.parametrize("seed", range(4))
def test_like_asking_anew(journal, ids, seed):
    rng = random.Random(seed)
    for _ in range(8):
        before = everything()
        changed = rng.choice(ids[5:])
        with journal.edit("Change") as step:
            form = interactions.form(changed)
            form.day, form.minute = TODAY - rng.randrange(70), rng.choice([None, 0, 700])
            interactions.update(changed, form)
            new = interaction(form.contact_ids[0], ago=rng.randrange(70))
            interactions.trash([rng.choice(ids)])
            interactions.restore([ids[rng.randrange(5)]])
        others = step.change_set.rows("interaction", "updated")
        assert replaced(before, [new], others) == everything()


def test_into_nothing_and_out_of_it(journal):
    with journal.edit("Begin"):
        only = interaction(contact())
    assert list(replaced([], [only], [])) == [only]
    with journal.edit("Trash"):
        interactions.trash([only])
    assert list(replaced([only], [], [only])) == []


def test_a_long_journal_takes_the_short_way(qtbot, session, monkeypatch):
    monkeypatch.setattr(reading, "AT_ONCE", 3)
    with session.journal.edit("Begin"):
        who = contact()
        for ago in range(10):
            interaction(who, ago=ago)
    reader = Reader(session)
    with qtbot.waitSignal(reader.loaded):
        reader.read(TimelineFilter())
    session.changed.connect(lambda change: reader.follow(change, TimelineFilter()))
    session.act("Log", lambda: interaction(who, ago=4))
    assert reader.shown.ids == everything()  # at once, before the worker has counted
    with qtbot.waitSignal(reader.loaded):
        pass
    assert sum(number for _, _, number in reader.shown.months.counts) == 11
    session.act("Much", lambda: [interaction(who, ago=ago) for ago in range(80)])
    with qtbot.waitSignal(reader.loaded):
        pass
    assert reader.shown.ids == everything()
    session.undo()
    with qtbot.waitSignal(reader.loaded):
        pass
    assert reader.shown.ids == everything()


def test_an_older_answer_is_dropped(qtbot, session, monkeypatch):
    monkeypatch.setattr(reading, "AT_ONCE", 0)
    with session.journal.edit("Begin"):
        who = contact()
        interaction(who, kind="call")
        interaction(who, kind="met")
    reader = Reader(session)
    reader._largest = 1
    loaded = []
    reader.loaded.connect(loaded.append)
    reader.read(TimelineFilter())
    reader.read(TimelineFilter(kinds=("call",)))
    qtbot.waitUntil(lambda: bool(loaded) and not session.jobs.busy)
    assert [len(one.ids) for one in loaded] == [1]
