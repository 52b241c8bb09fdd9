"""A line of the sidebar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netjournal.ui import colors, theme
from netjournal.ui.widgets.nav_button import NavButton


@pytest.fixture
def line(qtbot, qapp):
    theme.apply(qapp, "light")
    made = NavButton("People", "people", "412")
    qtbot.addWidget(made)
    made.resize(187, 34)
    return made


def test_it_says_what_it_shows(line):
    assert line.accessibleName() == "People"
    line.set_count("413")
    assert line.accessibleDescription() == "413"
    line.set_text("Leute")
    assert line.accessibleName() == "Leute"
    assert line.sizeHint().height() == 34


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_goes_there_as_space_does(qtbot, line, key):
    with qtbot.waitSignal(line.clicked):
        QTest.keyClick(line, key)


def test_the_current_page_has_a_ground(line):
    off = line.grab().toImage().pixelColor(100, 4)
    line.setChecked(True)
    on = line.grab().toImage().pixelColor(100, 4)
    assert on.name() == colors.LIGHT["accent_soft"]
    assert off != on


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_icon_is_on_the_reading_side(line, direction):
    line.setChecked(True)
    line.setLayoutDirection(direction)
    image = line.grab().toImage()
    inside = [(x, y) for x in range(9, 178) for y in range(6, 28)]
    ground = colors.LIGHT["accent_soft"]
    xs = [x for x, y in inside if image.pixelColor(x, y).name() != ground]
    if direction == Qt.LayoutDirection.LeftToRight:
        assert min(xs) < 30
    else:
        assert max(xs) > 157


def test_without_an_icon_there_is_a_dot(qtbot, qapp):
    theme.apply(qapp, "light")
    made = NavButton("Boosters")
    qtbot.addWidget(made)
    made.resize(187, 34)
    assert made.grab().toImage().pixelColor(18, 17).name() == colors.LIGHT["accent"]


def test_space_presses_it(line, qtbot):
    with qtbot.waitSignal(line.clicked):
        qtbot.keyClick(line, Qt.Key.Key_Space)


def test_what_is_shown_is_said_and_not_called_a_check_box(qtbot):
    from PySide6.QtGui import QAccessible

    line = NavButton("People", "people", "413")
    qtbot.addWidget(line)
    spoken = QAccessible.queryAccessibleInterface(line)
    line.set_about("Everybody")
    assert line.accessibleDescription() == "Everybody, 413"
    line.setChecked(True)
    assert line.isChecked()
    assert line.accessibleDescription() == "Everybody, 413, shown now"
    assert spoken.role() == QAccessible.Role.PushButton
    line.setChecked(False)
    assert line.accessibleDescription() == "Everybody, 413"
