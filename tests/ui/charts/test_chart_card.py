"""A chart with its legend: what keys show, and how it goes into little room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netjournal.ui.charts.chart import Entry
from netjournal.ui.charts.figures import Picture
from netjournal.ui.charts.legend import Legend
from netjournal.ui.charts.mark_grid import MarkGrid
from netjournal.ui.charts.view import ChartView

ENTRIES = [
    Entry(f"#1{n}6f5c", words, "dashed" if n == 2 else "solid")
    for n, words in enumerate(("Inner", "Close", "Warm", "Acquaintance", "Dormant"))
]
# three columns; the second has one row only
GRID = (
    ((0.0, 50.0, 30.0, 90.0), (0.0, 10.0, 30.0, 50.0)),
    ((30.0, 50.0, 60.0, 90.0), None),
    ((60.0, 50.0, 90.0, 90.0), (60.0, 10.0, 90.0, 50.0)),
)


@pytest.fixture
def view(qtbot, look):
    window = QWidget()
    made = ChartView("growth_chart", 200, window)
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(900, 400)
    window.show()
    qtbot.waitExposed(window)
    width, height = made.width(), made.height()
    pixels = bytes(QColor("#2d8a70").getRgb()) * (width * height)
    made.show_picture(
        Picture(width, height, pixels, GRID, 10.0, 90.0), lambda c, r: (f"Point {c}", f"row {r}")
    )
    yield made
    window.close()


def test_keys_walk_over_the_chart_without_covering_it(qtbot, view):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert view.mark == (2, 0)
    shot = view.grab().toImage()
    assert shot.pixelColor(300, shot.height() - 20).name() == "#2d8a70"
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.mark == (2, 1)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.mark == (1, 0)  # no second row there
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.mark == (0, 0)
    assert view.accessibleDescription() == "Point 0, row 0"
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.mark == (0, 0)
    with qtbot.waitSignal(view.activated) as got:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert got.args == [(0, 0)]


def test_keys_that_came_before_the_picture_begin_at_the_newest_mark(qtbot, view):
    view.say("Not yet")
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert view.mark is None
    picture = Picture(90, 100, bytes(90 * 100 * 4), GRID, 10.0, 90.0)
    view.show_picture(picture, lambda c, r: (f"Point {c}", f"row {r}"))
    assert view.mark == (2, 0)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.mark == (1, 0)


def test_the_mouse_points_and_clicks(qtbot, view):
    QTest.mouseMove(view, QPoint(5, 5))  # a cursor that is there already does not move
    QTest.mouseMove(view, QPoint(45, 80))
    qtbot.waitUntil(lambda: view.mark == (1, 0))
    assert view.mark_at(QPointF(45, 15)) == (1, 0)  # over time, the column is what is meant
    with qtbot.waitSignal(view.activated) as got:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(75, 30))
    assert got.args == [(2, 1)]


def test_marks_that_stand_apart_are_meant_from_nearby_only():
    grid = MarkGrid(GRID)
    assert grid.at(95, 85) == (2, 0)
    assert grid.at(45, 12) in ((0, 1), (2, 1))
    assert grid.at(300, 85) is None
    assert MarkGrid(((None,), (None,))).last() is None
    assert grid.place((7, 0)) is None


def test_words_in_the_place_of_an_empty_chart(qtbot, view):
    view.say("Nothing happened yet.")
    assert view.mark is None
    assert not view.drawn
    assert view.accessibleDescription() == "Nothing happened yet."
    with qtbot.assertNotEmitted(view.wanted, wait=0):
        view.repaint()


def test_a_legend_goes_on_in_the_next_line(look):
    legend = Legend()
    legend.set_entries(ENTRIES)
    whole = legend.sizeHint()
    assert legend.heightForWidth(whole.width()) == whole.height()
    assert legend.heightForWidth(whole.width() - 20) == 2 * whole.height()
    assert legend.minimumSizeHint().width() < whole.width() / 2
    assert legend.heightForWidth(0) == len(ENTRIES) * whole.height()


def test_what_is_apart_has_room_or_a_line_of_its_own(look):
    plain, apart = Legend(), Legend()
    plain.set_entries(ENTRIES)
    apart.set_entries([*ENTRIES[:3], replace(ENTRIES[3], apart=True), ENTRIES[4]])
    whole = apart.sizeHint().width()
    assert whole > plain.sizeHint().width()
    assert [len(line) for line in apart._lines(whole)] == [5]
    assert [len(line) for line in apart._lines(whole - 10)] == [3, 2]


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_every_entry_is_painted_in_each_width(look, direction):
    legend = Legend()
    legend.setLayoutDirection(direction)
    legend.set_entries(ENTRIES)
    for width in (legend.sizeHint().width(), legend.minimumSizeHint().width()):
        legend.resize(width, legend.heightForWidth(width))
        shot = legend.grab().toImage()
        seen = {
            shot.pixelColor(x, y).name() for x in range(shot.width()) for y in range(shot.height())
        }
        assert {entry.colour for entry in ENTRIES} <= seen


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_words_stand_beside_their_own_square(look, direction):
    legend = Legend()
    legend.setLayoutDirection(direction)
    legend.set_entries([Entry("#ff0000", "Inner"), Entry("#00ff00", "Close")])
    legend.resize(legend.sizeHint())
    shot = legend.grab().toImage()
    columns = {"#ff0000": [], "#00ff00": [], "words": []}
    for x in range(shot.width()):
        for one in (shot.pixelColor(x, y) for y in range(shot.height())):
            if one.name() in columns:
                columns[one.name()].append(x)
            elif max(one.red(), one.green(), one.blue()) < 140:
                columns["words"].append(x)
    for square in ("#ff0000", "#00ff00"):
        left, right = columns[square][0], columns[square][-1]
        before = min((left - x for x in columns["words"] if x < left), default=shot.width())
        after = min((x - right for x in columns["words"] if x > right), default=shot.width())
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        beside, apart = (before, after) if mirrored else (after, before)
        assert beside < 12 < apart
