"""Several people in one field: completion, new people, taking away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from netjournal.ui.timeline.people_edit import PeopleEdit, Someone
from tests.builders import contact


@pytest.fixture
def edit(qtbot, session, people):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = PeopleEdit(session)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    made.window_ = window
    return made


def offers(edit):
    return [edit._offers.item(row).text() for row in range(edit._offers.rowCount())]


def test_names_nicknames_and_accents_complete(session, edit):
    session.act("Add", lambda: contact("Elizabeth Moss", nicknames=["Lizzy"]))
    QTest.keyClicks(edit.line, "liz")
    assert offers(edit) == ["Elizabeth Moss", "New: liz"]
    edit.line.clear()
    QTest.keyClicks(edit.line, "ostergard")
    assert offers(edit) == ["Zoë Østergård", "New: ostergard"]


def test_notes_and_addresses_complete_nothing(edit):
    QTest.keyClicks(edit.line, "fieldnote")
    assert offers(edit) == ["New: fieldnote"]


def test_who_is_there_is_not_offered_again(edit, people):
    edit.set_people([Someone(people["Ana"], "Ana Kovač")])
    QTest.keyClicks(edit.line, "an")
    assert "Ana Kovač" not in offers(edit)


def test_the_mouse_takes_an_offer(qtbot, edit, people):
    QTest.keyClicks(edit.line, "zo")
    popup = edit._popup
    qtbot.waitUntil(popup.isVisible)
    place = popup.visualRect(popup.model().index(0, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: edit.line.text() == "")
    assert edit.people() == [Someone(people["Zoë"], "Zoë Østergård")]


def test_enter_takes_the_first_offer_and_arrows_another(qtbot, edit, people):
    QTest.keyClicks(edit.line, "kov")
    QTest.keyClick(edit._popup, Qt.Key.Key_Return)
    assert edit.people() == [Someone(people["Ana"], "Ana Kovač")]
    QTest.keyClicks(edit.line, "pri")
    QTest.keyClick(edit._popup, Qt.Key.Key_Down)
    QTest.keyClick(edit._popup, Qt.Key.Key_Return)
    assert edit.people()[1] == Someone(None, "pri")


def test_leaving_the_field_keeps_what_is_typed(qtbot, edit, people):
    edit.line.setText("Ana Kovač, Sam New; sam new")
    edit.window_.findChildren(QLineEdit)[-1].setFocus()
    qtbot.waitUntil(lambda: edit.line.text() == "")
    assert edit.people() == [Someone(people["Ana"], "Ana Kovač"), Someone(None, "Sam New")]


def test_backspace_and_a_click_take_away(qtbot, edit, people):
    edit.set_people([Someone(people["Ana"], "Ana"), Someone(None, "Sam & Co"), Someone(None, "Jo")])
    QTest.keyClick(edit.line, Qt.Key.Key_Backspace)
    assert [someone.name for someone in edit.people()] == ["Ana", "Sam & Co"]
    pill = edit._pills[1]
    assert pill.text() == "Sam && Co (new)"
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert [someone.name for someone in edit.people()] == ["Ana"]


def test_an_arrow_key_goes_to_the_people_and_delete_takes_one_away(qtbot, edit, people):
    edit.set_people([Someone(people["Ana"], "Ana"), Someone(None, "Jo")])
    edit.line.setFocus()
    qtbot.keyClick(edit.line, Qt.Key.Key_Left)
    qtbot.keyClick(edit.focusWidget(), Qt.Key.Key_Delete)
    assert [someone.name for someone in edit.people()] == ["Ana"]
    assert edit.line.hasFocus()
