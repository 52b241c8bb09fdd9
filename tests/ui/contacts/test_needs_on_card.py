"""Who could help with what somebody needs: asked in the worker, named on the card when known."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from netjournal.services.giving import boosters, helping
from netjournal.services.people import card as cards
from netjournal.services.people import contacts
from netjournal.ui.contacts.card import CardView
from netjournal.ui.contacts.need_line import NeedField
from netjournal.ui.contacts.word_button import WordButton
from netjournal.ui.photos import Photos
from tests.builders import TODAY


@pytest.fixture
def card(qtbot, session, people):
    def needs():
        for who, skill in (("Zoë", "embedded Rust"), ("Ana", "bookkeeping")):
            form = contacts.form(people[who])
            form.skills = [skill]
            contacts.update(people[who], form)
        helping.note_need(people["Priya"], "someone for embedded Rust", TODAY)
        helping.note_need(people["Zoë"], "someone for the bookkeeping", TODAY)

    session.act("Needs", needs)
    made = CardView(session, Photos(session))
    qtbot.addWidget(made)
    made.resize(720, 800)
    made.show()
    session.changed.connect(made.on_changed)
    return made


@pytest.fixture
def busy(session):
    """The worker has something else to do until this is set."""
    held = threading.Event()
    session.run(lambda _progress: held.wait(30))
    yield held
    held.set()


def helpers(card):
    """Who is named on the card, in order."""
    shown = [
        one
        for one in card.needs.findChildren(WordButton)
        if one.isVisible() and one.objectName().startswith("helper_")
    ]
    return [one.words() for one in sorted(shown, key=lambda one: one.y())]


def menu_of(card):
    return next(b for b in card.needs.findChildren(QToolButton, "need_more") if b.isVisible())


def entries(card):
    return [action.text() for action in menu_of(card).menu().actions()]


def drain(qtbot, session):
    qtbot.waitUntil(lambda: not session.jobs.busy)


def test_the_card_does_not_wait_for_who_could_help(qtbot, session, card, people, busy):
    assert card.show_contact(people["Priya"])
    assert "someone for embedded Rust" in [need.text for need in card.card.needs]
    assert helpers(card) == []
    assert "I introduced Zoë Østergård" not in entries(card)
    busy.set()
    qtbot.waitUntil(lambda: helpers(card) == ["Zoë Østergård could help"])
    assert entries(card)[0] == "I introduced Zoë Østergård"
    assert card.card == cards.card(people["Priya"], TODAY)
    below = card.needs.findChildren(WordButton, f"helper_{people['Zoë']}")[0]
    with qtbot.waitSignal(card.contact_activated) as asked:
        qtbot.mouseClick(below, Qt.MouseButton.LeftButton)
    assert asked.args == [people["Zoë"]]


def test_what_is_being_typed_stays_when_the_answer_comes(qtbot, session, card, people, busy):
    card.show_contact(people["Priya"])
    prompt = next(
        one for one in card.needs.findChildren(WordButton, "need_prompt") if one.isVisible()
    )
    qtbot.mouseClick(prompt, Qt.MouseButton.LeftButton)
    field = next(one for one in card.needs.findChildren(NeedField) if one.isVisible())
    QTest.keyClicks(field, "a flat in Lisbon")
    field.setSelection(2, 4)
    qtbot.waitUntil(field.hasFocus)
    busy.set()
    qtbot.waitUntil(lambda: helpers(card) == ["Zoë Østergård could help"])
    qtbot.wait(20)
    assert field.isVisible()
    assert field.hasFocus()
    assert (field.text(), field.selectedText()) == ("a flat in Lisbon", "flat")
    QTest.keyClick(field, Qt.Key.Key_Return)
    said = [need.text for need in cards.card(people["Priya"], TODAY).needs]
    assert sorted(said) == ["a flat in Lisbon", "someone for embedded Rust"]


def test_the_answer_about_somebody_else_comes_too_late(qtbot, session, card, people, busy):
    card.show_contact(people["Priya"])
    card.show_contact(people["Zoë"])
    busy.set()
    qtbot.waitUntil(lambda: helpers(card) == ["Ana Kovač could help"])
    drain(qtbot, session)
    assert helpers(card) == ["Ana Kovač could help"]
    assert card.card == cards.card(people["Zoë"], TODAY)
    card.show_contact(people["Ana"])
    drain(qtbot, session)
    assert helpers(card) == []


def test_nobody_is_named_on_the_card_of_who_needs_nothing_any_more(qtbot, session, card, people):
    card.show_contact(people["Priya"])
    need = card.card.needs[0].id
    qtbot.waitUntil(lambda: len(helpers(card)) == 1)
    session.act("Solved", lambda: helping.set_need_state(need, "solved", TODAY))
    assert helpers(card) == []
    session.undo()
    qtbot.waitUntil(lambda: len(helpers(card)) == 1)


def test_who_is_named_stays_while_it_is_asked_anew(qtbot, session, card, people):
    card.show_contact(people["Priya"])
    qtbot.waitUntil(lambda: len(helpers(card)) == 1)
    held = threading.Event()
    session.run(lambda _progress: held.wait(30))
    high = card.facts.height()
    session.act("Star", lambda: boosters.mark(people["Priya"], "yes"))
    qtbot.wait(20)
    assert helpers(card) == ["Zoë Østergård could help"]
    assert "I introduced Zoë Østergård" in entries(card)
    assert card.needs.height() <= high
    session.act("Gone", lambda: contacts.trash([people["Zoë"]]))
    held.set()
    qtbot.waitUntil(lambda: helpers(card) == [])
    assert "I introduced Zoë Østergård" not in entries(card)


def test_entries_do_not_move_in_an_open_menu(qtbot, session, card, people, busy):
    card.show_contact(people["Priya"])
    menu = menu_of(card).menu()
    before = entries(card)
    menu.popup(card.mapToGlobal(card.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    busy.set()
    qtbot.waitUntil(lambda: len(helpers(card)) == 1)
    assert entries(card) == before
    menu.close()
    qtbot.waitUntil(lambda: entries(card) == ["I introduced Zoë Østergård", *before])
