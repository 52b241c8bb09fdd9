"""Suggestions under a filter: by keys, put where the value stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netjournal.ui.palette.query_completer import QueryCompleter
from netjournal.ui.widgets.search_box import SearchBox


def test_a_value_is_offered_and_taken_by_keys(qtbot, session, people):
    box = SearchBox("Filter")
    qtbot.addWidget(box)
    completer = QueryCompleter(box)
    box.show()
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClicks(box, "priya")
    assert completer.offered() == []
    QTest.keyClicks(box, " circle:co")
    assert completer.offered() == ['"Code for Good"']
    popup = completer.popup
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert box.text() == 'priya circle:"Code for Good" '
    assert box.cursorPosition() == len(box.text())
    QTest.keyClicks(box, "has:e")
    assert completer.offered() == ["email"]
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: completer.offered() == [])
    assert box.text().endswith("has:e")


def test_it_stays_out_of_plain_words(qtbot, session, people):
    box = SearchBox("Filter")
    qtbot.addWidget(box)
    completer = QueryCompleter(box)
    box.show()
    QTest.keyClicks(box, "https://x")
    assert completer.offered() == []
    box.clear()
    QTest.keyClicks(box, "ana")
    assert completer.offered() == []
