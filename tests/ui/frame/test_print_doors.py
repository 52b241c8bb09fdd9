"""Ctrl+P wherever people are to be seen: the dialog opens on them, in the layout that suits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from netjournal.services import events
from netjournal.services.finding import saved_lists
from netjournal.services.people import circles
from netjournal.ui.printing.dialog import PrintDialog

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot, window):
    """Press Ctrl+P, or do something else, and take what the dialog says once it is drawn."""

    def open_(how=lambda: QTest.keyClick(window, Qt.Key.Key_P, CTRL)):
        how()
        qtbot.waitUntil(lambda: window.findChild(PrintDialog) is not None)
        made = window.findChild(PrintDialog)
        qtbot.waitUntil(lambda: made.pane.where.text() != "")
        choices = made.choices
        said = choices.options().layout, choices.whom_box.currentText(), made.pane.where.text()
        made.close()
        qtbot.waitUntil(lambda: window.findChild(PrintDialog) is None)
        return said

    return open_


def test_from_a_card(qtbot, window, people, opened):
    window.page.show_contact(people["Priya"])
    qtbot.waitUntil(lambda: window.page.selected_contacts() == (people["Priya"],))
    assert opened() == ("summary", "Priya Raman", "Page 1 of 1")


def test_from_a_list_that_is_filtered(qtbot, window, opened):
    QTest.keyClicks(window.page.header.filter, "Fieldnote")
    qtbot.waitUntil(lambda: len(window.page.listed_contacts()) == 1)
    layout, whom, where = opened()
    assert (layout, where) == ("summary", "Page 1 of 1")
    assert whom in ("1 listed person", "Priya Raman")


def test_from_a_circle_and_a_smart_list(window, opened):
    circle_id = next(key for key, name in circles.names() if name == "Code for Good")
    said = opened(lambda: window.dialogs.print_circle(circle_id))
    assert said == ("directory", "Circle: Code for Good", "Page 1 of 1")
    with window.session.journal.edit("List"):
        list_id = saved_lists.save("People of <Fieldnote>", "Fieldnote")
    said = opened(lambda: window.dialogs.print_list(list_id))
    assert said == ("directory", "List: People of <Fieldnote>", "Page 1 of 1")


def test_from_an_event(qtbot, window, opened):
    window.show_page("events")
    qtbot.waitUntil(lambda: window.page.printed_event() is not None)
    layout, _, where = opened()
    assert (layout, where) == ("event", "Page 1 of 1")


def test_briefs_of_an_event_are_called_after_it(qtbot, window, people, opened):
    asked = []

    def press():
        window.page.detail.findChild(QPushButton, "event_briefs").click()
        qtbot.waitUntil(lambda: window.findChild(PrintDialog) is not None)
        asked.append(window.findChild(PrintDialog)._title())

    guests = [(people["Ana"], "expected", ""), (people["Zoë"], "expected", "")]
    window.session.act("Guests", lambda: events.set_people(1, guests))
    window.show_page("events")
    qtbot.waitUntil(lambda: window.page.printed_event() == 1)
    qtbot.waitUntil(window.page.detail.findChild(QPushButton, "event_briefs").isEnabled)
    layout, whom, _ = opened(press)
    assert (layout, whom) == ("brief", "2 listed people")
    assert asked == ["Rust Berlin"]
