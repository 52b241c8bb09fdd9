"""The sidebar gives way where the window is narrow for its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from netjournal.services.people.circles import CircleRow
from netjournal.ui import theme
from netjournal.ui.frame.sidebar import Sidebar
from netjournal.ui.screens import pages


@pytest.fixture
def window(qtbot, look):
    made = QWidget()
    qtbot.addWidget(made)
    made.sidebar = Sidebar(pages())
    made.sidebar.setParent(made)  # as a layout does
    made.resize(1200, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def named(window):
    return [part.isVisible() for part in (window.sidebar.file_label, window.sidebar.state_label)]


def test_names_come_and_go_with_the_room(window):
    wide = window.sidebar.width()
    window.resize(700, 700)
    assert window.sidebar.width() < wide / 3
    assert named(window) == [False, False]
    people = window.sidebar._pages["people"]
    assert people.accessibleName() == "People"
    assert "People" in people.toolTip()
    window.resize(1200, 700)
    assert window.sidebar.width() == wide
    assert named(window) == [True, True]
    assert people.toolTip() == ""


def test_circles_too_many_for_a_narrow_window_are_not_cut(qtbot, window):
    window.sidebar.set_circles([CircleRow(n, f"Circle {n}", "", n) for n in range(40)], None)
    window.resize(700, 500)
    area = window.sidebar._area
    line = window.sidebar._circles.lines()[0]
    qtbot.waitUntil(lambda: line.width() <= area.viewport().width())
    middle = line.mapTo(window.sidebar, line.rect().center()).x()
    assert abs(middle - window.sidebar.width() / 2) <= 2
    window.resize(1200, 500)
    qtbot.waitUntil(area.verticalScrollBar().isVisible)


def test_large_text_needs_a_wider_window(window, qapp):
    wide = window.sidebar.width()
    theme.apply(qapp, "light", 2.0)
    assert window.sidebar.width() < wide
    theme.apply(qapp, "light")
    assert window.sidebar.width() == wide


def test_a_mark_is_painted_for_every_line(window):
    window.resize(700, 700)
    window.sidebar.set_circles([CircleRow(1, "Choir", "", 3)], None)
    lines = [*window.sidebar._pages.values(), *window.sidebar._circles.lines()]
    for line in lines:
        line.setChecked(False)
        shot = line.grab().toImage()
        colours = {
            shot.pixelColor(x, y).name() for x in range(shot.width()) for y in range(shot.height())
        }
        assert len(colours) > 2, line.accessibleName()
    assert "Choir" in lines[-1].toolTip()


def test_a_new_circle_far_down_is_brought_into_view_once(qtbot, window):
    rows = [CircleRow(n, f"Circle {n}", "", n) for n in range(1, 41)]
    window.sidebar.set_circles(rows, None)
    window.sidebar.set_circles([*rows, CircleRow(41, "Last", "", 0)], 41)
    bar = window.sidebar._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    line = window.sidebar._circles.lines()[-1]
    assert not line.visibleRegion().isEmpty()
    bar.setValue(0)
    window.sidebar.show_page("people", 41)  # as any change does
    qtbot.wait(20)
    assert bar.value() == 0


def test_lines_stay_when_only_their_numbers_are_new(window):
    rows = [CircleRow(n, f"Circle {n}", "", n) for n in (1, 2)]
    window.sidebar.set_circles(rows, None)
    before = window.sidebar._circles.lines()
    window.sidebar.set_circles([replace(rows[0], count=712), rows[1]], 2)
    now = window.sidebar._circles.lines()
    assert now == before
    assert "712" in now[0].accessibleDescription()
    assert [line.isChecked() for line in now] == [False, True]
    window.sidebar.set_circles([replace(rows[0], name="Choir"), rows[1]], 2)
    assert "Choir" in window.sidebar._circles.lines()[0].accessibleName()
