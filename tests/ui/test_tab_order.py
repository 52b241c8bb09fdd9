"""Tab goes as one reads, in the window and in the editor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui.contacts.editor import ContactEditor
from netjournal.ui.tab_order import ReadingOrder, stops


class Box(ReadingOrder, QDialog):
    pass


def field(name, parent):
    made = QLineEdit(parent)
    made.setObjectName(name)
    return made


@pytest.fixture
def box(qtbot):
    """Fields made from the last to the first; the middle ones scroll."""
    made = Box()
    qtbot.addWidget(made)
    last = field("last", made)
    area = QScrollArea(made)
    inside = QWidget()
    grid = QGridLayout(inside)
    for row in (1, 0):
        for column in (1, 0):
            grid.addWidget(field(f"cell {row} {column}", inside), row, column)
    area.setWidget(inside)
    first, off = field("first", made), field("off", made)
    off.setEnabled(False)
    column = QVBoxLayout(made)
    line = QHBoxLayout()
    line.addWidget(first)
    line.addWidget(off)
    column.addLayout(line)
    column.addWidget(area)
    column.addWidget(last)
    made.resize(240, 120)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


ORDER = ["first", "cell 0 0", "cell 0 1", "cell 1 0", "cell 1 1", "last"]


def test_layouts_give_the_order(box):
    assert [widget.objectName() for widget in stops(box)] == ORDER


def test_tab_goes_round_and_back(box):
    box.findChild(QLineEdit, "first").setFocus()
    for name in [*ORDER[1:], ORDER[0]]:
        QTest.keyClick(box.focusWidget(), Qt.Key.Key_Tab)
        assert box.focusWidget().objectName() == name
    QTest.keyClick(box.focusWidget(), Qt.Key.Key_Backtab)
    assert box.focusWidget().objectName() == "last"


def test_what_is_scrolled_away_comes_into_view(box):
    area, cell = box.findChild(QScrollArea), box.findChild(QLineEdit, "cell 1 0")
    box.findChild(QLineEdit, "cell 0 1").setFocus()
    QTest.keyClick(box.focusWidget(), Qt.Key.Key_Tab)
    assert box.focusWidget() is cell
    assert (
        area.viewport()
        .rect()
        .intersects(cell.rect().translated(cell.mapTo(area.viewport(), cell.rect().topLeft())))
    )


def test_tab_goes_on_from_what_is_no_stop_itself(box):
    box.findChild(QScrollArea).setFocus()
    QTest.keyClick(box.focusWidget(), Qt.Key.Key_Tab)
    assert box.focusWidget().objectName() == "cell 0 0"


def test_the_window_is_read_from_the_sidebar_over_the_bar_to_the_page(qtbot, window):
    # the first card is made before it is shown
    qtbot.waitUntil(lambda: any(one.objectName() == "card_edit" for one in stops(window)))
    qtbot.waitUntil(lambda: any(one.objectName().startswith("circle_") for one in stops(window)))
    names = [widget.objectName() for widget in stops(window)]
    order = ["nav_shelf", "add_circle", "search", "top_log", "ties_chip", "people_list"]
    assert sorted(order, key=names.index) == order
    circles = [name for name in names if name.startswith("circle_")]
    assert circles
    assert names.index("add_circle") < names.index(circles[0]) < names.index("search")
    assert names.index("people_list") < names.index("card_edit") < names.index("entry_list")


def test_rows_of_the_editor_come_where_they_stand(qtbot, session, people):
    editor = ContactEditor(session, people["Priya"])
    qtbot.addWidget(editor)
    editor.show()
    editor.findChild(QPushButton, "work_add").click()
    names = [widget.objectName() for widget in stops(editor)]
    order = ["kind", "work_title", "work_add", "method_value", "methods_add", "met_via", "birthday"]
    assert sorted(order, key=names.index) == order
    assert names[-2:] == ["editor_cancel", "editor_save"]
