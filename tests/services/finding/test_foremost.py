"""What is kept in memory to find quickly, against SQL alone, through every kind of change."""

import random
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services import events, interactions
from netjournal.services.finding import beginnings, foremost, palette
from netjournal.services.people import contact_rows, contacts, name_order
from tests.builders import TODAY, contact, event, interaction

NAMES = ("Ana", "Anatol", "ana", "Zoë", "Žofie", "Bo", "Łukasz", "de Vries", "Österberg")
TOLD = ("pilot robotics", "robots at the pilot", "Pilöt ideas", "nothing", "a roboting pilotage")
ASKED = ("a", "z", "an", "ana", "anat", "stern", "robot", "robots", "pilo", "an st", "lukasz")


@pytest.fixture
def many(journal):
    dice = random.Random(4)
    with journal.edit("fill"):
        people = [contact(f"{dice.choice(NAMES)} Stern {dice.randrange(9)}") for _ in range(60)]
        for _ in range(60):
            interaction(dice.choice(people), ago=dice.randrange(400), summary=dice.choice(TOLD))
        for number in range(9):
            event(f"{dice.choice(TOLD)} {number}", ago=number)
            interaction(people[number], ago=number, promise=f"send {dice.choice(TOLD)}")
    return people


def answers(monkeypatch, *, quick):
    """Return what the palette and the filter say, by memory or by SQL alone."""
    with monkeypatch.context() as patch:
        few = 0 if quick else 10**9
        patch.setattr(foremost, "FEW", few)
        patch.setattr(contact_rows, "_FEW", few)
        patch.setattr(beginnings, "SHORTEST", 4 if quick else 10**9)
        if not quick:
            patch.setattr(foremost, "named", _named)
        return [
            (
                palette.find(text, TODAY, 4),
                list(contacts.find_ids(contacts.ContactFilter(text=text), "name", TODAY)),
            )
            for text in ASKED
        ]


def _named(letter, _most):
    rows = db.execute_sql("SELECT id FROM contact WHERE substr(sort_key, 1, 1) = ?", (letter,))
    return [row[0] for row in rows]


def rename(person, dice):
    form = contacts.form(person)
    form.full_name = f"{dice.choice(NAMES)} Stern {dice.randrange(9)}"
    contacts.update(person, form)


def forget_talk(_person, dice):
    rows = db.execute_sql("SELECT id FROM interaction WHERE trashed_at IS NULL").fetchall()
    interactions.trash([dice.choice(rows)[0]])


WAYS = {
    "rename": rename,
    "new": lambda _, dice: contact(f"{dice.choice(NAMES)} Stern"),
    "talk": lambda person, dice: interaction(
        person, ago=dice.randrange(40), summary=dice.choice(TOLD)
    ),
    "promise": lambda person, dice: interaction(person, promise=dice.choice(TOLD)),
    "event": lambda _, dice: event(dice.choice(TOLD), ago=dice.randrange(40)),
    "no event": lambda *_: events.trash([1]),
    "trash": lambda person, _: contacts.trash([person]),
    "archive": lambda person, _: contacts.archive([person]),
    "back": lambda person, _: contacts.restore([person]),
    "no talk": forget_talk,
    "undo": None,
}


@pytest.mark.parametrize("numpy", [True, False])
@pytest.mark.parametrize("seed", range(2))
def test_the_same_is_found_after_every_change(journal, many, monkeypatch, seed, numpy):
    if numpy:
        pytest.importorskip("numpy")
    else:
        monkeypatch.delitem(sys.modules, "numpy", raising=False)
    dice = random.Random(seed)
    for _ in range(15):
        what = dice.choice(list(WAYS))
        if what == "undo":
            if journal.undo_label() != "fill":
                journal.undo()
        else:
            there = [row[0] for row in db.execute_sql("SELECT id FROM contact")]
            with journal.edit(what):
                WAYS[what](dice.choice(there), dice)
        assert answers(monkeypatch, quick=True) == answers(monkeypatch, quick=False), what


def test_two_threads_share_what_is_kept(journal, many, monkeypatch):
    """The window asks in its own thread and in the worker: neither makes the other read again."""
    with ThreadPoolExecutor(1) as worker:
        for _ in range(2):
            here = answers(monkeypatch, quick=True)
            there = worker.submit(answers, monkeypatch, quick=True).result()
            assert here == there
        with monkeypatch.context() as patch:
            patch.setattr(name_order.id_lists, "ids", None)  # whoever reads again stumbles
            assert name_order.places() is worker.submit(name_order.places).result()


def test_what_another_program_wrote_is_found(journal, many, monkeypatch):
    path = journal.path
    answers(monkeypatch, quick=True)
    journal.close()
    journal = Journal.open(path, read_only=True)
    before = answers(monkeypatch, quick=True)
    other = connect(uri(path, mode="rw"))
    other.execute("UPDATE tie_state SET last_on = last_on + 1000 WHERE contact_id = ?", many[:1])
    other.execute("UPDATE contact SET sort_key = 'aa' WHERE id = ?", many[1:2])
    other.execute("UPDATE event SET title = 'robots came' WHERE id = 1")
    other.close()
    after = answers(monkeypatch, quick=True)
    assert after != before
    assert after == answers(monkeypatch, quick=False)
    journal.close()
