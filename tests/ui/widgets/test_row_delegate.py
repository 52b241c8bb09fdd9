"""Rows of people: what is painted where, mirrored, and fast."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QListView

from netjournal.ui import colors, theme
from netjournal.ui.long_lists import tune_list
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.widgets import circles, painting
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView

ROW = RowView("Priya Raman", "CTO, Fieldnote", "13 Oct", "close", 8)


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, "light")


def shown(qtbot, rows, width=400, direction=Qt.LayoutDirection.LeftToRight):
    view = QListView()
    qtbot.addWidget(view)
    view.setLayoutDirection(direction)
    model = PagedTableModel(lambda ids: [rows[number] for number in ids], 1, view)
    model.set_ids(range(len(rows)))
    view.setModel(model)
    view.setItemDelegate(RowDelegate(lambda row: row, view))
    tune_list(view)
    view.resize(QSize(width, 57 * len(rows) + 4))
    return view


def where(image, color):
    """The x of every pixel of a colour."""
    wanted = QColor(color)
    return sorted(
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == wanted for y in range(image.height()))
    )


def test_circle_left_and_strip_right(qtbot):
    image = shown(qtbot, [ROW]).grab().toImage()
    circle = where(image, circles.avatar_color(8).name())
    strip = where(image, colors.STRENGTH_LIGHT["close"])
    assert 13 <= circle[0] <= 16
    assert circle[-1] <= 51
    assert strip[0] >= 300
    assert strip[-1] <= 386


def test_right_to_left_is_a_mirror(qtbot):
    view = shown(qtbot, [ROW], direction=Qt.LayoutDirection.RightToLeft)
    image = view.grab().toImage()
    assert where(image, circles.avatar_color(8).name())[0] >= 349
    assert where(image, colors.STRENGTH_LIGHT["close"])[-1] <= 100


def test_selection_has_a_ground(qtbot):
    view = shown(qtbot, [ROW, ROW])
    view.setCurrentIndex(view.model().index(1, 0))
    image = view.grab().toImage()
    assert image.pixelColor(200, 90).name() == colors.LIGHT["accent_soft"]
    assert image.pixelColor(200, 8).name() != colors.LIGHT["accent_soft"]


def test_a_single_line_stands_half_way_up(qtbot):
    def middle(row):
        image = shown(qtbot, [row]).grab().toImage()
        strip = QColor(colors.STRENGTH_LIGHT["close"])
        found = [
            y
            for y in range(image.height())
            if any(image.pixelColor(x, y) == strip for x in range(image.width()))
        ]
        return (found[0] + found[-1]) / 2

    assert middle(RowView("Priya Raman", "", "", "close", 8)) == pytest.approx(28, abs=1)
    assert middle(ROW) < 22


def test_pills_follow_the_name_while_there_is_room(qtbot):
    row = RowView("Priya Raman", pills=(("Close, fading", "warning"),))
    wide = shown(qtbot, [row]).grab().toImage()
    narrow = shown(qtbot, [row], width=200).grab().toImage()
    ground = colors.LIGHT["warning_soft"]
    assert where(wide, ground)[0] > 62 + painting.text_width("Priya Raman", "name")
    assert not where(narrow, ground)


def test_an_icon_may_stand_for_initials(qtbot):
    image = shown(qtbot, [RowView("Coffee", icon="coffee")]).grab().toImage()
    assert where(image, colors.LIGHT["accent_soft"])[0] <= 16
    assert where(image, colors.LIGHT["accent"])


def test_a_row_that_is_gone_is_empty(qtbot):
    image = shown(qtbot, [None]).grab().toImage()
    assert not where(image, colors.LIGHT["ink"])


def test_rows_grow_with_the_text_size(qtbot, qapp):
    view = shown(qtbot, [ROW])
    before = view.sizeHintForRow(0)
    theme.apply(qapp, "light", 1.5)
    assert view.sizeHintForRow(0) == pytest.approx(1.5 * before, abs=1)


def test_the_icon_circle(qapp):
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    circles.draw_icon_circle(painter, QRectF(0, 0, 64, 64), "today")
    painter.end()
    assert image.pixelColor(32, 4).name() == colors.LIGHT["accent_soft"]
    assert image.pixelColor(1, 1).alpha() == 0


def test_painting_a_screenful_is_quick(qtbot):
    """A frame of scrolling has 8 ms; ten times that still fails on a delegate gone wrong."""
    view = shown(qtbot, [ROW] * 15)
    view.grab()
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        view.grab()
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.08


def test_where_it_is_narrow_the_name_comes_before_the_strip(qtbot):
    assert where(shown(qtbot, [ROW]).grab().toImage(), colors.STRENGTH_LIGHT["close"])
    narrow = shown(qtbot, [ROW], width=210).grab().toImage()
    assert not where(narrow, colors.STRENGTH_LIGHT["close"])
