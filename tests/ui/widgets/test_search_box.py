"""The field that waits until typing stops."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from netjournal.ui import theme
from netjournal.ui.widgets.search_box import SearchBox


@pytest.fixture
def box(qtbot):
    made = SearchBox("Search people and notes", "Ctrl K")
    qtbot.addWidget(made)
    made.resize(400, 36)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_typing_is_one_search(qtbot, box):
    seen = []
    box.searched.connect(seen.append)
    with qtbot.waitSignal(box.searched):
        qtbot.keyClicks(box, "ada ")
    assert seen == ["ada"]


def test_enter_searches_at_once_and_not_twice(qtbot, box):
    seen = []
    box.searched.connect(seen.append)
    qtbot.keyClicks(box, "ada")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert seen == ["ada"]


def test_esc_clears_and_tells(qtbot, box):
    box.set_query("ada")
    with qtbot.waitSignal(box.searched) as told:
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert told.args == [""]
    assert box.text() == ""


def test_down_goes_to_the_results(qtbot, box):
    qtbot.keyClicks(box, "a")
    with qtbot.waitSignals([box.searched, box.down_pressed]):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_the_key_hint_shows_while_empty(qtbot, box):
    assert box._hint.isVisible()
    assert box._hint.geometry().right() == 400 - 12 - 1
    qtbot.keyClicks(box, "a")
    assert not box._hint.isVisible()
    box.clear()
    assert box._hint.isVisible()


def test_it_is_named(box):
    assert box.accessibleName() == "Search people and notes"
    box.set_placeholder("Suchen")
    assert box.accessibleName() == box.placeholderText() == "Suchen"


def test_without_a_hint_it_can_be_cleared_by_mouse(qtbot):
    plain = SearchBox("Filter")
    qtbot.addWidget(plain)
    assert plain.isClearButtonEnabled()
    assert len(plain.actions()) == 1


def test_the_key_hint_has_its_room_when_text_gets_larger(qtbot, box):
    app = QApplication.instance()
    try:
        theme.apply(app, "light", 1.6)
        qtbot.waitUntil(lambda: box._hint.width() == box._hint.sizeHint().width(), timeout=1000)
        grown = box._hint.width()
        theme.apply(app, "light", 1.0)
        qtbot.waitUntil(lambda: box._hint.width() == box._hint.sizeHint().width(), timeout=1000)
        assert box._hint.width() < grown
    finally:
        theme.apply(app, "light", 1.0)
