"""Widgets in lines."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from netjournal.ui.widgets.flow_layout import FlowLayout


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    flow = FlowLayout(made, spacing=10, margins=QMargins(5, 5, 5, 5))
    for _ in range(5):
        child = QLabel()
        child.setFixedSize(QSize(80, 20))
        flow.addWidget(child)
    return made


def places(owner):
    layout = owner.layout()
    return [layout.itemAt(at).geometry().topLeft().toTuple() for at in range(layout.count())]


def test_lines_break_where_room_ends(owner):
    owner.resize(190, 100)
    owner.layout().activate()
    owner.layout().setGeometry(owner.rect())
    assert places(owner) == [(5, 5), (95, 5), (5, 35), (95, 35), (5, 65)]
    assert owner.layout().heightForWidth(190) == 5 + 3 * 20 + 2 * 10 + 5


def test_right_to_left_starts_on_the_right(owner):
    owner.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    owner.resize(190, 100)
    owner.layout().setGeometry(owner.rect())
    assert places(owner)[:3] == [(105, 5), (15, 5), (105, 35)]


def test_hidden_widgets_take_no_room(owner):
    owner.show()
    owner.layout().itemAt(0).widget().hide()
    owner.layout().setGeometry(owner.rect().adjusted(0, 0, 600, 0))
    assert places(owner)[1] == (5, 5)


def test_it_asks_for_what_is_shown_and_no_more(owner):
    owner.show()
    flow = owner.layout()
    assert flow.sizeHint() == QSize(5 + 5 * 80 + 4 * 10 + 5, 5 + 20 + 5)
    for at in (0, 4):
        flow.itemAt(at).widget().hide()
    assert flow.sizeHint() == QSize(5 + 3 * 80 + 2 * 10 + 5, 5 + 20 + 5)
    owner.resize(flow.sizeHint())
    flow.setGeometry(owner.rect())
    assert flow.itemAt(3).geometry().right() == owner.width() - 5 - 1


def test_items_can_be_taken_and_put_anywhere(owner, qtbot):
    flow = owner.layout()
    first = flow.takeAt(0).widget()
    assert flow.count() == 4
    assert flow.takeAt(9) is None
    assert flow.itemAt(9) is None
    flow.insert_widget(2, first)
    assert flow.itemAt(2).widget() is first


def test_the_smallest_size_holds_the_biggest_widget(owner):
    assert owner.layout().minimumSize() == QSize(90, 30)
    assert owner.layout().hasHeightForWidth()
    assert owner.layout().sizeHint().width() == 450


def test_a_field_takes_the_rest_of_its_line(owner):
    field = QLineEdit()
    owner.layout().addWidget(field)
    owner.resize(5 + 5 * 90 + 400 + 5, 100)
    owner.layout().setGeometry(owner.rect())
    assert field.geometry().left() == 5 + 5 * 90
    assert field.geometry().width() == 400


def test_the_height_follows_what_its_widgets_ask_for(owner):
    layout = owner.layout()
    assert layout.heightForWidth(190) == layout.heightForWidth(190) == 90
    layout.itemAt(0).widget().setFixedSize(QSize(150, 20))
    assert layout.heightForWidth(190) == 90
    layout.itemAt(1).widget().setFixedSize(QSize(150, 20))
    assert layout.heightForWidth(190) == 120
    layout.itemAt(4).widget().hide()
    assert layout.heightForWidth(190) == 90
    layout.takeAt(3)
    layout.invalidate()
    assert layout.heightForWidth(190) == 90
    layout.addWidget(QLabel("another", owner))
    layout.itemAt(4).widget().setFixedSize(QSize(80, 50))
    layout.setSpacing(20)
    assert layout.heightForWidth(190) == layout._arrange(QRect(0, 0, 190, 0), move=False)
