"""Arrows and J, K go from row to row of all cards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from netjournal.ui.row_steps import RowSteps
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import RowsCard
from netjournal.ui.widgets.click_row import ClickRow

KEY = Qt.Key


def row(card, name):
    made = QWidget(card)
    line = QHBoxLayout(made)
    who, note = ClickRow(name, made), QLineEdit(made)
    who.setObjectName("who")
    note.setObjectName("note")
    for part in (who, note, button("Log", name="log", parent=made)):
        line.addWidget(part)
    return made


@pytest.fixture
def box(qtbot):
    """Two cards of two rows, a hidden one between."""
    made = QWidget()
    qtbot.addWidget(made)
    area = QScrollArea(made)
    area.setWidgetResizable(True)
    inside = QWidget()
    column = QVBoxLayout(inside)
    made.cards = [RowsCard(name, inside) for name in ("one", "none", "two")]
    for card in made.cards:
        column.addWidget(card)
        for at in (0, 1):
            card.add_row(row(card, f"{card.objectName()} {at}"))
    made.cards[1].hide()
    area.setWidget(inside)
    made.area = area
    outer = QVBoxLayout(made)
    outer.addWidget(area)
    RowSteps(area, lambda: made.cards)
    made.resize(500, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def place(box):
    here = box.focusWidget()
    who = here.parentWidget().findChild(ClickRow)
    return who.accessibleName() if who is not None else "", here.objectName()


def press(box, *keys):
    for key in keys:
        QTest.keyClick(box.focusWidget(), key)
    return place(box)


def test_rows_of_all_cards_one_after_the_other(box):
    box.cards[0].rows()[0].findChild(ClickRow).setFocus()
    found = [press(box, key) for key in (KEY.Key_Down, KEY.Key_J, KEY.Key_Down, KEY.Key_J)]
    assert [who for who, _ in found] == ["one 1", "two 0", "two 1", "two 1"]
    found = [press(box, key) for key in (KEY.Key_K, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up)]
    assert [who for who, _ in found] == ["two 0", "one 1", "one 0", "one 0"]


def test_the_same_thing_within_a_card_and_the_first_of_the_next(box):
    box.cards[0].rows()[0].findChild(QPushButton, "log").setFocus()
    assert press(box, KEY.Key_Down) == ("one 1", "log")
    assert press(box, KEY.Key_J) == ("two 0", "who")


def test_letters_are_written_into_fields_and_arrows_leave_them(box):
    note = box.cards[0].rows()[0].findChild(QLineEdit)
    note.setFocus()
    assert press(box, KEY.Key_J, KEY.Key_K) == ("one 0", "note")
    assert note.text() == "jk"
    assert press(box, KEY.Key_Down) == ("one 1", "note")


def test_from_the_page_itself_to_the_first_row(box):
    box.area.setFocus()
    QTest.keyClick(box.area, KEY.Key_K)
    assert box.focusWidget() is box.area
    assert press(box, KEY.Key_J) == ("one 0", "who")


def test_home_and_end_show_the_ends_of_the_page(box):
    box.resize(500, 100)
    bar = box.area.verticalScrollBar()
    box.area.setFocus()
    QTest.keyClick(box.area, KEY.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(box.area, KEY.Key_Home)
    assert bar.value() == 0
    log = box.cards[0].findChild(QPushButton, "log")
    log.setFocus()
    QTest.keyClick(log, KEY.Key_End)
    assert bar.value() == bar.maximum()
    note = box.cards[0].findChild(QLineEdit, "note")
    note.setFocus()
    bar.setValue(0)
    QTest.keyClicks(note, "abc")
    QTest.keyClick(note, KEY.Key_Home)
    assert (note.cursorPosition(), bar.value()) == (0, 0)  # its own key
