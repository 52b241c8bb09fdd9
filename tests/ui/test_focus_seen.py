"""Wherever Tab stops it is seen: what has the keyboard looks otherwise than without it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtTest import QTest

from netjournal.services.people import contacts
from netjournal.ui.main_window import MainWindow
from netjournal.ui.preferences import Preferences
from netjournal.ui.tab_order import stops
from tests.ui.test_screenshots import all_drawn


def picture(window, widget):
    """What a widget and a little around it look like."""
    QCoreApplication.processEvents()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(place.adjusted(-4, -4, 4, 4)).toImage()


def unseen(window, settle):
    """Walk once round by Tab; return the names of places that look the same without it."""
    places = list(stops(window))
    places[0].setFocus(Qt.FocusReason.TabFocusReason)
    walked, found = [], []
    while (here := window.focusWidget()) is not None and here not in walked:
        walked.append(here)
        settle()  # what comes into view may read itself
        with_it = picture(window, here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert window.focusWidget() is not here, here.objectName()
        if picture(window, here) == with_it:
            found.append(here.objectName())
    assert len(walked) > len(places) * 0.9  # of radio buttons Tab stops at one
    return found


@pytest.fixture
def opened(qtbot, demo_session, home):
    window = MainWindow(demo_session, Preferences(home / "settings.ini"))
    qtbot.addWidget(window)
    window.resize(1360, 860)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()


@pytest.mark.parametrize("key", ["today", "people", "timeline", "events", "insights", "shelf"])
def test_every_place_of_a_page_is_seen(qtbot, demo_session, opened, key):
    opened.show_page(key)
    if key == "people":
        opened.show_contact(contacts.resolve("Amara Diallo"))

    def settle():
        QCoreApplication.processEvents()
        qtbot.waitUntil(lambda: not demo_session.jobs.busy, timeout=20_000)

    settle()
    qtbot.waitUntil(lambda: all_drawn(opened), timeout=20_000)
    qtbot.waitUntil(lambda: len(list(stops(opened))) > 20)
    assert unseen(opened, settle) == []
