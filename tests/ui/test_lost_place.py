"""What the keyboard was on goes away: it stays at what comes there, not in the sidebar."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui.lost_place import back_to
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.card import RowsCard


class Box(ReadingOrder, QDialog):
    """A sidebar's button, and a card of rows with a button below."""

    def __init__(self):
        super().__init__()
        self.side = QPushButton(self)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        self.card = RowsCard("rows", inside)
        self.below = QPushButton(inside)
        column.addWidget(self.card)
        column.addWidget(self.below)
        column.addStretch(1)
        area.setWidget(inside)
        line = QHBoxLayout(self)
        line.addWidget(self.side)
        line.addWidget(area)
        self.resize(400, 500)

    def fill(self, names):
        self.card.clear()
        for name in names:
            row = QWidget(self.card)
            line = QHBoxLayout(row)
            note = QLineEdit(name, row)
            note.setObjectName("note")
            away = QPushButton(row)
            away.setObjectName("away")
            line.addWidget(note)
            line.addWidget(away)
            self.card.add_row(row)
        self.card.setVisible(bool(names))

    def part(self, at, name):
        return self.card.rows()[at].findChild(QWidget, name)


@pytest.fixture
def box(qtbot):
    made = Box()
    qtbot.addWidget(made)
    made.fill(["Ana", "Ben", "Li"])
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.mark.parametrize("name", ["note", "away"])
@pytest.mark.parametrize(
    ("at", "after", "there"),
    [
        (1, ["Ana", "Ben", "Li"], 1),  # saved and made anew
        (1, ["Ana", "Li"], 1),  # deleted: the next one
        (2, ["Ana", "Ben"], 1),  # the last one: the one before
    ],
)
def test_rows_made_anew_keep_the_keyboard(qtbot, box, name, at, after, there):
    box.part(at, name).setFocus()
    box.fill(after)
    qtbot.waitUntil(lambda: box.focusWidget() is box.part(there, name))


def test_what_is_near_has_it_when_no_row_is_left(qtbot, box):
    box.part(0, "away").setFocus()
    box.fill([])
    qtbot.waitUntil(lambda: box.focusWidget() is box.below)


def test_a_part_says_where_the_keyboard_goes_after_it(qtbot, box):
    note = box.part(2, "note")
    back_to(note, "away")
    note.setFocus()
    note.hide()
    qtbot.waitUntil(lambda: box.focusWidget() is box.part(2, "away"))


def test_who_sets_the_keyboard_meanwhile_has_the_word(qtbot, box):
    box.part(0, "note").setFocus()
    box.fill(["Ana"])
    box.side.setFocus()
    qtbot.wait(30)
    assert box.focusWidget() is box.side


def test_what_a_dialog_changes_below_keeps_the_keyboard_there(qtbot, box):
    """Rows made anew while a dialog is before them: Qt tells nobody that the place is gone."""
    box.part(1, "away").setFocus()
    dialog = QDialog(box)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    box.fill(["Ana", "Ben", "Li"])
    qtbot.wait(20)  # what went is deleted
    dialog.accept()
    box.activateWindow()  # as a window manager does
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.waitUntil(lambda: box.focusWidget() is box.part(1, "away"))


def test_who_sets_the_keyboard_before_a_dialog_is_gone_has_the_word(qtbot, box):
    box.part(1, "away").setFocus()
    dialog = QDialog(box)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    box.fill(["Ana"])
    box.below.setFocus()
    dialog.accept()
    box.activateWindow()  # as a window manager does
    qtbot.waitUntil(box.isActiveWindow)
    qtbot.wait(30)
    assert box.focusWidget() is box.below
