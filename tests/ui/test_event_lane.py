"""The lane after an event, by the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from netjournal.services import events, events_after
from netjournal.services.nurturing import nurture, promises
from netjournal.ui.event_lane import EventLane
from netjournal.ui.row_steps import RowSteps
from tests.builders import TODAY, contact, event

KEY = Qt.Key


@pytest.fixture
def lane(qtbot, session):
    with session.journal.edit("Begin"):
        held = event("Rust Berlin", ago=1)
        events.add_people(held, "Ana, Ben, Cai", "met")
    page = QScrollArea()  # as on Today and beside an event
    qtbot.addWidget(page)
    made = EventLane(session, page)
    page.setWidget(made)
    page.setWidgetResizable(True)
    RowSteps(page, lambda: [made.card])
    page.resize(700, 400)
    page.show()
    made.show_people(events_after.lane(TODAY))
    session.changed.connect(lambda _change: made.show_people(events_after.lane(TODAY)))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return made


def at(lane):
    return next(n for n, row in enumerate(lane.rows()) if row.who.hasFocus())


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_from_person_to_person_and_what_was_done(qtbot, lane):
    lane.rows()[0].who.setFocus()
    for key, there in ((KEY.Key_J, 1), (KEY.Key_Down, 2), (KEY.Key_J, 2), (KEY.Key_K, 1)):
        press(key)
        assert at(lane) == there
    lane.rows()[0].findChildren(QPushButton)[0].setFocus()  # from a button of a row as well
    press(KEY.Key_J)
    assert QApplication.focusWidget() is lane.rows()[1].findChildren(QPushButton)[0]
    wanted = lane.rows()[1].one.contact_id
    with qtbot.waitSignal(lane.log_wanted) as logged:
        press(KEY.Key_L)
    assert logged.args == [(wanted,)]
    press(KEY.Key_W)
    qtbot.waitUntil(lambda: len(lane.rows()) == 2)
    assert wanted not in [row.one.contact_id for row in lane.rows()]
    assert at(lane) == 1  # the keyboard stays where it was


def test_only_what_is_due_is_said_to_wait(session):
    with session.journal.edit("Begin"):
        who = contact("Ana", birthday="1990-11-23")
        contact("Ben", birthday="1990-11-26")
        promises.make("links", TODAY - 9, contact_id=who, due=TODAY - 1)
        promises.make("a book", TODAY - 9, contact_id=who, due=TODAY)
        promises.make("some day", TODAY - 9, contact_id=who, due=None)
        promises.make("next week", TODAY - 9, contact_id=who, due=TODAY + 7)
        promises.make("theirs", TODAY - 9, contact_id=who, due=TODAY, by_me=False)
        events.add_people(event("Rust Berlin", ago=1), "Cai, Dee", "met")
    page = nurture.today_page(TODAY, whole=False)
    today_dates = sum(one.day == TODAY for one in page.dates)
    assert nurture.waiting(page, TODAY) == 2 + 2 + today_dates
