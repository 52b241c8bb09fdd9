"""Nested layouts come to rest at once, and what they hold is painted once."""

from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from netjournal.ui.settled import settle
from tests.ui.paints import Paints

WORDS = "one more word and another, until the line has to be broken, and once more "


def nested(qtbot, depth=6):
    """Return a scroll area with boxes inside each other, and the labels they hold."""
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    inner = QWidget()
    area.setWidget(inner)
    labels = []
    for _ in range(depth):
        column = QVBoxLayout(inner)
        label = QLabel("short")
        label.setWordWrap(True)
        inner = QWidget()
        for part in (label, inner):
            column.addWidget(part)
        labels.append(label)
    area.resize(300, 400)
    area.show()
    qtbot.waitExposed(area)
    qtbot.wait(20)
    return area, labels


def places(area):
    return [(one.pos(), one.size()) for one in area.widget().findChildren(QWidget)]


def test_everything_is_where_it_would_come_to_rest_and_painted_once(qtbot):
    area, labels = nested(qtbot)
    paints = Paints(labels[0])
    for label in labels:
        label.setText(WORDS * 3)
    settle(area)
    at_once = places(area)
    qtbot.waitUntil(lambda: paints.number > 0)
    qtbot.wait(30)
    assert places(area) == at_once
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    assert paints.number == 1
