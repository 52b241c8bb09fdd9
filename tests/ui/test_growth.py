"""What depends on the screen alone costs the same however much else the journal holds.

Counted in steps of SQLite's machine: exact on any computer, and a statement that goes through
everybody's rows in place of one person's shows at once.
"""

from __future__ import annotations

import pytest

from netjournal.models.handle import db
from netjournal.services.nurturing import brief
from netjournal.services.people import contact_rows
from netjournal.ui.contacts.card import CardView
from netjournal.ui.photos import Photos
from tests.builders import TODAY, contact, interaction

KINDS = ("thanked", "was_helped", "helped", "met", "coffee", "call")


def steps(act):
    """Return by how many steps of SQLite's machine something is done.

    Looking up a word in the full text's own index takes some more in a larger one: not counted.
    """
    counted = [0]
    now = [""]

    def one():
        counted[0] += "_fts_idx" not in now[0]
        return 0

    connection = db.connection()
    connection.set_trace_callback(lambda statement: now.__setitem__(0, statement))
    connection.set_progress_handler(one, 1)
    try:
        act()
    finally:
        connection.set_progress_handler(None, 1)
        connection.set_trace_callback(None)
    return counted[0]


@pytest.fixture
def crowd(journal):
    """Add many others with much behind them."""

    def add():
        with journal.edit("others"):
            others = [contact(f"Other {number:02}", circles=["Choir"]) for number in range(60)]
            for number in range(360):
                kind = KINDS[number % len(KINDS)]
                one = others[number % 60]
                interaction(one, ago=number % 90, kind=kind, summary="x", need="y", promise="z")

    return add


def test_a_card_costs_the_same_in_a_crowd(qtbot, session, people, crowd):
    card = CardView(session, Photos(session))
    qtbot.addWidget(card)
    card.show()

    def show():
        card.show_contact(people["Ana"])
        card.show_contact(people["Priya"])

    show()
    alone = steps(show)
    crowd()
    assert alone > 1_000
    assert steps(show) < 1.15 * alone


def test_a_page_of_people_and_the_first_of_a_list_cost_the_same(journal, people, crowd):
    ids = list(people.values())

    def read():
        contact_rows.rows(ids, TODAY)
        contact_rows.first_ids(3)
        brief.brief(people["Priya"], TODAY)

    read()
    alone = steps(read)
    crowd()
    assert steps(read) < 1.15 * alone


def test_writing_and_undo_cost_the_same_in_a_crowd(journal, people, crowd):
    def write():
        with journal.edit("Log"):
            interaction(people["Priya"], summary="Sensors", need="a shelf", promise="call")
        journal.undo()

    write()
    alone = steps(write)
    crowd()
    write()
    assert steps(write) < 1.15 * alone
