"""Live ties kept in memory against adding up the chance of every tie, through every change."""

import random
import threading

import pytest

from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.bonds import live_ties, own_kappa, strength, ties
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


@pytest.fixture(autouse=True)
def _kept(monkeypatch):
    """Small journals are added up one by one: here they are kept, too."""
    monkeypatch.setattr(ties, "FEW", 0)


@pytest.fixture
def some(journal):
    dice = random.Random(3)
    with journal.edit("fill"):
        people = [contact(f"Person {n}") for n in range(30)]
        for _ in range(120):
            interaction(dice.choice(people), ago=dice.randrange(700))
    return people


def slow(today):
    counts = db.execute_sql(
        "SELECT c.archived_at, c.deceased, t.touches, t.last_day FROM contact c "
        "LEFT JOIN tie_state t ON t.contact_id = c.id WHERE c.trashed_at IS NULL"
    ).fetchall()
    live = 0.0
    for archived, dead, touches, last in counts:
        if touches and archived is None and not dead:
            live += strength.law(touches, max(0, today - last), strength.HORIZON, own_kappa.kappa())
    return sum(archived is None for archived, *_ in counts), pytest.approx(live, rel=1e-12)


def died(person, _dice):
    form = contacts.form(person)
    form.deceased = not form.deceased
    contacts.update(person, form)


def erase(person, _dice):
    db.execute_sql("DELETE FROM contact WHERE id = ?", (person,))


WAYS = {
    "talk": lambda person, dice: interaction(person, ago=dice.randrange(90)),
    "meet": lambda _, dice: interaction(contact(f"New {dice.random()}"), ago=dice.randrange(9)),
    "trash": lambda person, _: contacts.trash([person]),
    "archive": lambda person, _: contacts.archive([person]),
    "back": lambda person, _: contacts.restore([person]),
    "talk undone": lambda talk, _: interactions.trash([talk]),
    "died": died,
    "erase": erase,
    "undo": None,
}


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_sum_after_every_change(journal, some, seed, monkeypatch):
    dice = random.Random(seed)
    read = []
    whole = live_ties._Kept._read
    monkeypatch.setattr(live_ties._Kept, "_read", lambda kept: (read.append(1), whole(kept)))
    live_ties.network(TODAY)
    read.clear()
    for _ in range(60):
        for _ in range(dice.choice((1, 1, 3))):
            what = dice.choice(list(WAYS))
            if what == "undo":
                journal.undo()
                continue
            there = [row[0] for row in db.execute_sql("SELECT id FROM contact")]
            with journal.edit(what):
                WAYS[what](dice.choice(there), dice)
        today = TODAY + dice.choice((0, 0, 0, 1, 400))
        assert live_ties.network(today) == slow(today)
    assert not read, "only those that were touched are read again"


def test_what_the_journal_learns_counts_at_once(journal, some):
    before = live_ties.network(TODAY)
    with journal.housekeeping() as connection:
        own_kappa.keep(connection, own_kappa.Learnt(0.7, TODAY))
    assert before[1] > live_ties.network(TODAY)[1] == slow(TODAY)[1]


def test_a_big_edit_reads_everybody(journal, some):
    live_ties.network(TODAY)
    with journal.edit("many"):
        for n in range(600):
            interaction(contact(f"Guest {n}"), ago=5)
    assert live_ties.network(TODAY) == slow(TODAY)


def test_what_was_taken_back_by_an_error_changes_nothing(journal, some):
    before = live_ties.network(TODAY)

    def stumble():
        with journal.edit("breaks"):
            interaction(some[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert live_ties.network(TODAY) == before == slow(TODAY)


def test_another_thread_hears_of_it(journal, some):
    found = []

    def ask():
        found.append(live_ties.network(TODAY)[1])

    def turn():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()

    turn()
    with journal.edit("talk"):
        interaction(some[3])
    turn()
    assert found[1] > found[0]
    assert live_ties.network(TODAY)[1] == pytest.approx(found[1])


def test_what_another_program_wrote_is_read(journal, some):
    live_ties.network(TODAY)
    raw = connect(uri(journal.path))
    raw.execute("UPDATE tie_state SET touches = touches + 5, last_day = ?", (TODAY,))
    raw.close()
    assert live_ties.network(TODAY) == slow(TODAY)


def test_another_journal_is_another_network(journal, some, tmp_path):
    before = live_ties.network(TODAY)
    journal.close()
    other = Journal.create(tmp_path / "other.netjournal")
    assert live_ties.network(TODAY) == (0, 0.0)
    with other.edit("one"):
        interaction(contact("Ana"))
    assert live_ties.network(TODAY) == slow(TODAY) != before
    other.close()
