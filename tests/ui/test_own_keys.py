"""Del and F2 mean what has the keyboard; Shift+F10 is the menu key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from netjournal.models.handle import db
from netjournal.services.people import circles
from netjournal.ui import safe
from netjournal.ui.own_keys import MenuKey
from netjournal.ui.people_mime import leave_text, people_in, people_mime

KEY = Qt.Key


@pytest.fixture
def card(qtbot, window, people):
    """Priya's card, with the keyboard on its first entry."""
    window.show_contact(people["Priya"])
    entries = window.page.card.findChild(QWidget, "entry_list")
    qtbot.waitUntil(lambda: entries.model().rowCount() == 2)
    qtbot.waitUntil(lambda: "trash" in window.page.verbs())
    entries.setFocus()
    entries.setCurrentIndex(entries.model().index(0, 0))
    return entries


def trashed(table):
    return db.execute_sql(
        {
            "contact": "SELECT COUNT(*) FROM contact WHERE trashed_at IS NOT NULL",
            "interaction": "SELECT COUNT(*) FROM interaction WHERE trashed_at IS NOT NULL",
        }[table]
    ).fetchone()[0]


def test_del_on_an_entry_of_the_card_leaves_the_person_alone(qtbot, card):
    QTest.keyClick(card, KEY.Key_Delete)
    qtbot.waitUntil(lambda: trashed("interaction") == 1)
    assert trashed("contact") == 0


def test_f2_on_an_entry_edits_the_entry(qtbot, window, card):
    QTest.keyClick(card, KEY.Key_F2)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "log_dialog") is not None)
    assert window.findChild(QWidget, "contact_editor") is None


@pytest.fixture
def circle_line(qtbot, window):
    """Return id and line of a circle, once the sidebar has it."""

    def find(name):
        circle = next(row for row in circles.circles() if row.name == name)
        qtbot.waitUntil(lambda: window.findChild(QPushButton, f"circle_{circle.id}") is not None)
        return circle.id, window.findChild(QPushButton, f"circle_{circle.id}")

    return find


def test_del_on_a_circle_deletes_the_circle(card, circle_line):
    _id, line = circle_line("Choir")
    line.setFocus()
    QTest.keyClick(line, KEY.Key_Delete)
    assert [row.name for row in circles.circles()] == ["Code for Good"]
    assert trashed("contact") == 0


def test_f2_on_a_circle_asks_for_its_name(card, circle_line, monkeypatch):
    monkeypatch.setattr(safe, "ask_text", lambda *_args: "Big choir")
    _id, line = circle_line("Choir")
    line.setFocus()
    QTest.keyClick(line, KEY.Key_F2)
    assert "Big choir" in [row.name for row in circles.circles()]


def test_del_in_the_sidebar_means_nobody_on_the_page(window, card):
    line = window.findChild(QPushButton, "nav_today")
    line.setFocus()
    QTest.keyClick(line, KEY.Key_Delete)
    assert trashed("contact") == trashed("interaction") == 0


def test_shift_f10_opens_the_context_menu(qtbot, window, people):
    MenuKey(window)
    view = window.page.view
    view.setFocus()
    view.choose(people["Ana"])
    QTest.keyClick(view, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.findChild(QMenu, "people_menu") is not None)
    menu = window.findChild(QMenu, "people_menu")
    shown = {action.data(): action.text() for action in menu.actions() if action.data()}
    assert shown["edit"].split("\t") == ["Edit…", "F2"]
    assert shown["trash"].split("\t")[1] == "Del"
    assert "\t" not in shown["archive"]
    menu.close()


def test_copy_takes_the_people_who_are_chosen(window, people):
    view = window.page.view
    view.setFocus()
    view.selectAll()
    QTest.keyClick(view, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    found = QApplication.clipboard().mimeData()
    assert set(people_in(found)) == set(people.values())
    assert "Ana Kovač <ana@example.com>" in found.text().split("\n")
    assert bytes(found.data("text/vcard").data()).count(b"BEGIN:VCARD") == 3
    leave_text()
    left = QApplication.clipboard().mimeData()
    assert people_in(left) == ()
    assert "Ana Kovač <ana@example.com>" in left.text().split("\n")


def drop(line, data):
    where, buttons = line.rect().center(), Qt.MouseButton.LeftButton
    keys, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where, copy, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(line, enter)
    if enter.isAccepted():
        QApplication.sendEvent(line, QDropEvent(QPointF(where), copy, data, buttons, keys))
    return enter.isAccepted()


def test_people_dropped_on_a_circle_join_it(circle_line, people, session):
    circle_id, line = circle_line("Choir")
    assert drop(line, people_mime([people["Priya"], people["Zoë"]]))
    count = {row.id: row.count for row in circles.circles()}
    assert count[circle_id] == 3
    session.undo()
    assert {row.id: row.count for row in circles.circles()}[circle_id] == 1


def test_other_things_are_not_taken(circle_line):
    from PySide6.QtCore import QMimeData

    text = QMimeData()
    text.setText("Ana")
    _id, line = circle_line("Choir")
    assert not drop(line, text)


def test_people_are_dragged_from_the_list(window, people):
    model = window.page.view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    assert people_in(model.mimeData(rows)) == tuple(model.ids)
    assert window.page.view.dragEnabled()
    assert all(model.flags(row) & Qt.ItemFlag.ItemIsDragEnabled for row in rows)


@pytest.mark.parametrize("data", [b"", b"nonsense", b'{"a": 1}', b'["1", true, 2.5]'])
def test_nonsense_names_nobody(qapp, data):
    from PySide6.QtCore import QMimeData

    from netjournal.ui.people_mime import PEOPLE

    wrong = QMimeData()
    wrong.setData(PEOPLE, data)
    assert people_in(wrong) == ()
