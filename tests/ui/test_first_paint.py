"""What waits for the first paint comes after it, once, and only where there is one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from netjournal.ui.first_paint import after_paint


@pytest.fixture
def label(qtbot):
    """A widget that says when it is painted."""
    told = []

    class Told(QLabel):
        def paintEvent(self, event):
            super().paintEvent(event)
            told.append("painted")

    made = Told("Words")
    made.told = told
    qtbot.addWidget(made)
    return made


def test_it_is_done_once_after_the_first_paint(qtbot, label):
    after_paint(label, 1, lambda: label.told.append("done"))
    assert label.told == []
    label.show()
    qtbot.waitUntil(lambda: "done" in label.told)
    assert label.told[0] == "painted"
    label.repaint()
    qtbot.wait(20)
    assert label.told.count("done") == 1


def test_nothing_is_done_for_what_is_gone(qtbot, label):
    done = []
    gone = QLabel("Gone", label)
    after_paint(gone, 1, lambda: done.append(1))
    gone.deleteLater()
    label.show()
    qtbot.waitUntil(lambda: bool(label.told))
    qtbot.wait(20)
    assert done == []
