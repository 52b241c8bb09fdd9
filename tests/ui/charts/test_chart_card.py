"""A chart with its legend: what keys show, and how it goes into little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netjournal.ui.charts.chart_card import ChartCard, Legend
from netjournal.ui.charts.figures import Picture

ENTRIES = [
    (f"#1{n}6f5c", words, n == 2)
    for n, words in enumerate(("Inner", "Close", "Warm", "Acquaintance", "Dormant"))
]


@pytest.fixture
def card(qtbot, look):
    window = QWidget()
    made = ChartCard("growth", 200, window)
    made.set_title("Growth")
    made.legend.set_entries(ENTRIES)
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(900, 400)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


def picture(view, colour):
    width, height = view.width(), view.height()
    pixels = bytes(QColor(colour).getRgb()) * (width * height)
    box, xs = (20.0, 10.0, width - 20.0, height - 20.0), (30.0, width / 2, width - 30.0)
    return Picture(width, height, pixels, box, xs)


def test_keys_read_the_chart_without_covering_it(qtbot, card):
    view = card.view
    view.show_picture(picture(view, "#2d8a70"), lambda n: (f"Point {n}", "3 people"))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert view.point == 2
    shot = view.grab().toImage()
    assert shot.pixelColor(60, shot.height() // 2).name() == "#2d8a70"
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.accessibleDescription() == "Point 0, 3 people"


def test_a_legend_goes_on_in_the_next_line(look):
    legend = Legend()
    legend.set_entries(ENTRIES)
    whole = legend.sizeHint()
    assert legend.heightForWidth(whole.width()) == whole.height()
    assert legend.heightForWidth(whole.width() - 20) == 2 * whole.height()
    assert legend.minimumSizeHint().width() < whole.width() / 2
    assert legend.heightForWidth(0) == len(ENTRIES) * whole.height()


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
        assert {colour for colour, _, _ in ENTRIES} <= seen


def test_the_legend_goes_under_the_heading_where_it_is_narrow(qtbot, card):
    beside = card.legend.y()
    card.window().resize(500, 400)
    qtbot.waitUntil(lambda: card.legend.y() > card.heading.geometry().bottom())
    assert card.legend.geometry().right() < card.width()
    card.window().resize(900, 400)
    qtbot.waitUntil(lambda: card.legend.y() == beside)
