"""The card is read ahead in turns, and its lines are taken again for the next person."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from netjournal.kept_texts import forget
from netjournal.services.giving import helping
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import MethodForm
from netjournal.ui.contacts.card import CardView
from netjournal.ui.contacts.need_line import NeedField
from netjournal.ui.contacts.page import PeoplePage
from netjournal.ui.contacts.word_button import WordButton
from netjournal.ui.photos import Photos
from netjournal.ui.safe import Label
from netjournal.ui.widgets import entry_painter
from tests.builders import TODAY, contact, interaction
from tests.ui.paints import Paints

LONG = "someone.with.a.very.long.address.indeed@" + "a-long-name-of-a-place" * 4 + ".example"


@pytest.fixture
def everybody(session, people):
    """People whose cards differ in each of their parts."""
    ids = list(people.values())
    with session.journal.edit("More"):
        ids += [contact("Nobody Yet"), contact("Many Ways"), contact("Old Friend", skills=["Go"])]
        form = contacts.form(ids[4])
        form.methods = [
            MethodForm("email", LONG, label="work"),
            MethodForm("messenger", "@many", service="Signal"),
            MethodForm("phone", "+49 30 1", preferred=True),
            MethodForm("messenger", "many.ways", service="Matrix", label="home"),
        ]
        form.booster, form.booster_note = "yes", "Sent me three people"
        form.note = "Two\nlines"
        form.questions = ["How was Lisbon?", "And the choir?"]
        contacts.update(ids[4], form)
        for day in range(70):
            interaction(ids[5], ago=5 * day, summary=f"Walk {day} " + "by the river " * (day % 9))
        helping.note_need(ids[5], "a flat", TODAY)
        helping.note_need(people["Ana"], "a job", TODAY)
        contacts.archive([ids[5]])
    return ids


def view(qtbot, session):
    made = CardView(session, Photos(session))
    qtbot.addWidget(made)
    made.resize(720, 800)
    made.show()
    return made


def said(card):
    """Everything on the card that is seen, heard or pointed at, from top to bottom."""
    found = []
    for part in card.widget().findChildren(QWidget):
        if part.isVisible():
            text = part.words() if isinstance(part, WordButton) else ""
            if isinstance(part, Label | QLineEdit):
                text = part.text()
            at = part.mapTo(card.widget(), part.rect().topLeft())
            heard = part.accessibleName(), part.accessibleDescription(), part.toolTip()
            size = part.width(), part.height()
            if isinstance(part, Label) and not text:
                continue  # takes no room that anybody sees
            found.append((at.y(), at.x(), part.objectName(), text, *heard, *size))
    model = card.timeline.list.entries
    entries = [model.index(row, 0).data() for row in range(model.rowCount())]
    return sorted(found), entries, card.text()


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.lists(st.integers(0, 5), min_size=2, max_size=6))
def test_a_card_shows_the_same_whoever_was_shown_before(qtbot, session, everybody, order):
    used, fresh = view(qtbot, session), view(qtbot, session)
    for number in order:
        assert used.show_contact(everybody[number])
    fresh.show_contact(everybody[order[-1]])
    qtbot.waitUntil(lambda: not session.jobs.busy)
    qtbot.wait(1)
    used.grab(), fresh.grab()  # tooltips of words without room come with painting
    assert said(used) == said(fresh)
    for one, other in ((used.tie, fresh.tie), (used.facts, fresh.facts)):
        assert one.grab().toImage() == other.grab().toImage()
    used.close(), fresh.close()


@pytest.mark.parametrize("number", range(6))
def test_read_ahead_in_turns_it_shows_the_same(qtbot, session, everybody, number):
    at_once, in_turns = view(qtbot, session), view(qtbot, session)
    who = everybody[number]
    in_turns.show_contact(everybody[number - 1])
    turns = 0
    while in_turns.read_ahead(who):
        turns += 1
        qtbot.wait(1)
        assert in_turns.card.id == everybody[number - 1]
    assert turns >= 3
    in_turns.show_contact(who)
    at_once.show_contact(who)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    qtbot.wait(10)
    assert said(in_turns) == said(at_once)
    assert not in_turns.read_ahead(99_999)


def test_what_changes_while_a_card_is_read_is_on_it(qtbot, session, everybody):
    card, old = view(qtbot, session), everybody[5]
    while card.read_ahead(old):
        pass
    with session.journal.edit("Meanwhile"):
        interaction(old, ago=0, summary="Just now")
        helping.note_need(old, "a bicycle", TODAY)
    card.show_contact(old)
    fresh = view(qtbot, session)
    fresh.show_contact(old)
    qtbot.wait(10)
    assert said(card) == said(fresh)
    assert "Just now" in card.timeline.list.entries.index(0, 0).data()
    assert "a bicycle" in [need.text for need in card.card.needs]


def test_quick_arrow_keys_end_at_the_right_card(qtbot, session, everybody):
    page = PeoplePage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 5)  # one is archived
    page.view.setFocus(Qt.FocusReason.OtherFocusReason)
    for pause in (0, 0, 3, 0, 8):
        QTest.keyClick(page.view, Qt.Key.Key_Down)
        qtbot.wait(pause)
    wanted = page.view.chosen_ids()[0]
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.id == wanted)
    fresh = view(qtbot, session)
    fresh.resize(page.card.size())
    fresh.show_contact(wanted)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert page.card.text() == fresh.text()
    assert said(page.card)[1] == said(fresh)[1]


def test_a_need_that_is_being_typed_outlives_changes_elsewhere(qtbot, session, everybody, people):
    card = view(qtbot, session)
    session.changed.connect(card.on_changed)
    card.show_contact(people["Ana"])

    def button(name):
        return next(
            one for one in card.needs.findChildren(QAbstractButton, name) if one.isVisible()
        )

    button("need_prompt").click()
    field = next(one for one in card.needs.findChildren(NeedField) if one.isVisible())
    QTest.keyClicks(field, "a piano tea")
    session.act("Elsewhere", lambda: interaction(people["Priya"], people["Ana"], summary="Tea"))
    assert field.isVisible()
    QTest.keyClicks(field, "cher")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert {need.text for need in card.card.needs} == {"a job", "a piano teacher"}
    assert button("need_prompt").isVisible()
    card.show_contact(people["Priya"])
    button("need_prompt").click()
    card.show_contact(everybody[3])
    assert not [one for one in card.needs.findChildren(NeedField) if one.isVisible()]
    assert button("need_prompt").isVisible()


def test_the_card_of_the_next_person_is_painted_once(qtbot, session, everybody):
    page = PeoplePage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 5)
    for number in (4, 3, 2, 1):
        page.view.choose(everybody[number])
        qtbot.waitUntil(lambda n=number: page._shown() == everybody[n])
        qtbot.waitUntil(lambda: not session.jobs.busy)
        qtbot.wait(30)
    paints = [Paints(page.card.tie), Paints(page.card.timeline.list.viewport())]
    page.view.choose(everybody[0])
    qtbot.waitUntil(lambda: page._shown() == everybody[0])
    qtbot.wait(30)
    assert [each.number for each in paints] == [1, 1]


def test_lines_are_broken_while_reading_not_while_showing(qtbot, session, everybody):
    card, long_one, short_one = view(qtbot, session), everybody[5], everybody[3]
    for who in (long_one, short_one):  # with a scroll bar beside, and without
        card.show_contact(who)
        qtbot.wait(10)
    card.resize(700, 800)
    qtbot.wait(10)
    card.show_contact(long_one)
    qtbot.wait(10)
    card.show_contact(short_one)
    qtbot.wait(10)
    forget()
    while card.read_ahead(long_one):
        pass
    broken = entry_painter._lines.cache_info().misses
    assert broken > 0
    card.show_contact(long_one)
    qtbot.wait(10)
    assert card.verticalScrollBar().isVisible()
    assert entry_painter._lines.cache_info().misses == broken
