"""The first size of dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.contacts.editor import ContactEditor
from netjournal.ui.dialog_size import open_at


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_as_drawn_larger_with_the_text_never_off_the_screen(qtbot, look, scale):
    theme.apply(look, "light", scale)
    box = QWidget()
    qtbot.addWidget(box)
    open_at(box, 200, 100)
    assert (box.width(), box.height()) == (200 * scale, 100 * scale)
    open_at(box, 9000, 9000)
    room = box.screen().availableGeometry()
    assert box.width() < room.width()
    assert box.height() < room.height()


def test_no_height_means_that_of_what_is_in_it(qtbot, look):
    box = QWidget()
    qtbot.addWidget(box)
    QVBoxLayout(box).addWidget(QLabel("one\ntwo\nthree"))
    open_at(box, 300)
    assert box.height() == box.sizeHint().height()


def test_with_big_text_nothing_in_the_editor_is_out_of_reach(qtbot, look, session, people):
    theme.apply(look, "light", 2.0)
    editor = ContactEditor(session, people["Priya"])
    qtbot.addWidget(editor)
    editor.show()
    area = editor.findChild(QScrollArea, "editor_area")
    beyond = area.widget().width() - area.viewport().width()
    assert beyond <= 0 or area.horizontalScrollBar().maximum() >= beyond
