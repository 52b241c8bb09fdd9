"""The graph of people: looking around by keys and mouse, and opening cards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from netjournal.services.bonds.network_graph import INTRODUCED, TOGETHER, Graph, Link, Person
from netjournal.ui import theme
from netjournal.ui.charts.graph_view import GraphView

PEOPLE = (
    Person(7, "Ana", "close", 40.0, 0.1, 0.5),
    Person(8, "Ben", "inner", 70.0, 0.5, 0.5),
    Person(9, "ليلى حداد", "warm", 20.0, 0.9, 0.5),
    Person(10, "Dan", "new", 5.0, 0.5, 0.9),
)
GRAPH = Graph(PEOPLE, (Link(0, 1, TOGETHER, 4), Link(1, 2, INTRODUCED, 0), Link(1, 3, 6, 1)), 2)


@pytest.fixture
def view(qtbot, look):
    made = GraphView("network_chart", 300)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show_graph(GRAPH, lambda n: [PEOPLE[n].name])
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_keys_go_from_person_to_person(qtbot, view):
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.at == 1  # the strongest tie first
    for key, at in (("Left", 0), ("Left", 0), ("Right", 1), ("Down", 3), ("Up", 1), ("Right", 2)):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        assert view.at == at
    assert view.accessibleDescription() == "ليلى حداد"
    with qtbot.waitSignal(view.activated) as got:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert got.args == [(2, 0)]


def test_zoom_keeps_what_is_pointed_at_and_ends_where_it_began(qtbot, view):
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    for _ in range(8):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > 4
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.at == 0
    assert view.rect().contains(view._camera.place(0).toPoint())
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1
    assert view._camera.place(1) == QPointF(300, 200)


def test_a_click_opens_and_dragging_moves(qtbot, view):
    middle = QPoint(300, 200)
    QTest.mouseMove(view, middle)
    qtbot.waitUntil(lambda: view.at == 1)
    with qtbot.waitSignal(view.activated) as got:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert got.args == [(1, 0)]
    view.zoom_by(3.0)
    before = view._camera.place(1)
    with qtbot.assertNotEmitted(view.activated, wait=0):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(view, QPoint(330, 215))
        QTest.mouseMove(view, QPoint(340, 220))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(340, 220))
    moved = view._camera.place(1) - before
    assert moved.x() > 5
    assert moved.y() > 2


def test_people_and_links_are_painted(view):
    shot = view.grab().toImage()
    colours = {shot.pixelColor(x, 200).name() for x in range(shot.width())}
    assert len(colours) > 4
    view.say("Nobody is linked.")
    assert view.at == -1
    assert not view.drawn


def test_tab_begins_at_the_strongest_tie_and_the_mouse_at_nobody(qtbot, view):
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert view.at == -1
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.at == 1
    assert view.accessibleDescription() == "Ben"


def test_names_are_not_struck_through_by_links(view):
    low = (PEOPLE[0], replace(PEOPLE[1], name="_ _ _ _ _ _"), *PEOPLE[2:])
    view.show_graph(replace(GRAPH, people=low), lambda _n: [])
    shot = view.grab().toImage()

    def drawn(x):  # how much of the link, which lies level through the middle, is seen at a place
        ground = theme.color("panel").lightness()
        return sum(abs(shot.pixelColor(x, y).lightness() - ground) for y in range(196, 203))

    assert 0 < drawn(325) < drawn(480) / 2
