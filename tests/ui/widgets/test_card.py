"""Cards and rows."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QListView, QWidget

from netjournal.ui import colors, theme
from netjournal.ui.widgets.card import Card, ListCard, RowsCard, divider, section


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, "light")


def test_a_card_is_white_with_round_corners(qtbot):
    back = QWidget()
    qtbot.addWidget(back)
    card = Card("How you met", "met")
    card.setParent(back)
    back.resize(200, 100)
    card.resize(200, 100)
    image = back.grab().toImage()
    assert image.pixelColor(100, 90).name() == colors.LIGHT["panel"]
    assert image.pixelColor(0, 0).name() == colors.LIGHT["page"]
    assert image.pixelColor(100, 0).name() == colors.LIGHT["line"]
    assert card.accessibleName() == "How you met"
    assert card.objectName() == "met"


def test_a_card_without_a_title_shows_none(qtbot):
    card = Card()
    qtbot.addWidget(card)
    assert card.title.isHidden()


def test_rows_have_lines_between_them(qtbot):
    card = RowsCard("promises")
    qtbot.addWidget(card)
    for _ in range(3):
        row = QLabel()
        row.setFixedSize(QSize(200, 30))
        card.add_row(row)
    assert len(card.rows()) == 3
    assert card.sizeHint().height() == 2 + 3 * 30 + 2
    card.resize(card.sizeHint())
    card.grab()
    column = card.grab().toImage()
    lines = [y for y in range(1, 93) if column.pixelColor(100, y).name() == colors.LIGHT["line"]]
    assert lines == [31, 62]  # the frame is the first pixel
    card.clear()
    assert card.rows() == []
    card.add_row(QLabel("again"))
    assert len(card.rows()) == 1


def test_a_list_ends_inside_the_corners(qtbot):
    view = QListView()
    card = ListCard(view)
    qtbot.addWidget(card)
    card.resize(300, 200)
    card.show()
    assert view.geometry().top() == 4
    assert view.geometry().left() == 1


def test_small_parts(qtbot):
    line, title = divider(), section("Nurture")
    qtbot.addWidget(line)
    qtbot.addWidget(title)
    assert line.height() == 1
    assert title.property("role") == "heading"


@given(st.lists(st.lists(st.integers(0, 6), unique=True, max_size=5), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_stay_with_their_keys_or_serve_another(qtbot, fillings):
    card = RowsCard("promises")
    qtbot.addWidget(card)
    before, made = {}, []

    def make():
        row = QLabel(card)
        row.setFixedSize(QSize(200, 30))
        made.append(row)
        return row

    for keys in fillings:
        rows = card.fill(keys, make)
        assert rows == card.rows()
        now = dict(zip(keys, rows, strict=True))
        assert all(now[key] is before[key] for key in keys if key in before)
        before = now
        if not keys:
            continue
        card.layout().activate()
        card.resize(200, card.sizeHint().height())
        card.grab()
        assert card.height() == 2 + 31 * len(keys) - 1
        assert [row.y() for row in rows] == [1 + 31 * n for n in range(len(rows))]
    # never more rows than were wanted at once, but for those that were given up in between
    most, held = 0, 0
    for keys in fillings:
        most += max(0, len(keys) - held)
        held = len(keys)
    assert len(made) == most
