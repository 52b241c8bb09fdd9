"""Fields below their names: what a screen reader says, and where the letters lead."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from netjournal.ui.widgets.field_grid import FieldGrid


@pytest.fixture
def holder(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_field_is_named_unless_it_has_a_name_of_its_own(holder):
    grid = FieldGrid(holder)
    plain, named = QLineEdit(), QLineEdit()
    named.setAccessibleName("Day of the event")
    first = grid.add_field("Place", plain, 0, 0)
    second = grid.add_field("When", named, 0, 1)
    assert (first.text(), first.buddy()) == ("Place", plain)
    assert (second.text(), second.buddy()) == ("When", named)
    assert plain.accessibleName() == "Place"
    assert named.accessibleName() == "Day of the event"


def test_the_field_is_below_its_name_and_columns_are_alike(holder):
    grid = FieldGrid(holder)
    one, other, wide = QLineEdit(), QLineEdit(), QLineEdit()
    name = grid.add_field("One", one, 0, 0)
    grid.add_field("Other", other, 0, 1)
    grid.add_field("Wide", wide, 2, 0, 2)
    holder.resize(400, 300)
    holder.show()
    assert name.geometry().bottom() < one.geometry().top()
    assert abs(one.width() - other.width()) <= 1
    assert wide.geometry().right() == other.geometry().right()
