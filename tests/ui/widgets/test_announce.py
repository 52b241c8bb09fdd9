"""Telling screen readers."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from netjournal.ui.widgets.announce import announce


def test_announcing_leaves_the_name_where_a_reader_finds_it(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    label.setAccessibleName("Deleted Ann Lee.")
    announce(label)
    reader = QAccessible.queryAccessibleInterface(label)
    assert reader.text(QAccessible.Text.Name) == "Deleted Ann Lee."
