"""The tray: off by default, one notification a day, a line to write what happened."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from netjournal.services import timeline
from netjournal.ui.palette.capture_bar import CaptureBar
from tests.builders import TODAY

# the platform without a screen has no tray, and Qt says so
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "propagateSizeHints")


@pytest.fixture
def tray(window):
    return window.tray


def test_off_by_default_and_switched_by_the_menu(window, tray, preferences):
    action = window.actions_["tray"]
    assert tray.icon is None
    assert not action.isChecked()
    action.trigger()
    assert preferences.tray
    assert tray.icon is not None
    preferences.tray = False
    assert tray.icon is None
    assert not action.isChecked()
    action.trigger()
    event = QCloseEvent()  # not spontaneous: Ctrl+W, Quit, another journal
    QCoreApplication.sendEvent(window, event)
    assert event.isAccepted()
    window.actions_["quit"].trigger()
    assert not tray.stays()


@pytest.mark.parametrize("there", [True, False])
def test_a_desktop_without_a_tray_is_said(window, tray, session, monkeypatch, there):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: there)
    said = []
    session.said.connect(lambda saying: said.append(saying.text))
    window.actions_["tray"].trigger()
    assert said == ([] if there else ["This desktop has no tray for icons"])
    window.actions_["tray"].trigger()
    assert len(said) == (not there)


def test_one_notification_a_day(qtbot, window, tray, preferences, session):
    preferences.tray = True
    tray.remind()
    assert preferences.reminded_on == 0  # no word while the window is looked at
    window.hide()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    with qtbot.waitSignal(tray.reminded) as said:
        tray.remind()
    assert said.args[0].endswith("to nurture.")
    assert preferences.reminded_on == TODAY
    with qtbot.assertNotEmitted(tray.reminded):
        tray.remind()
        qtbot.waitUntil(lambda: not session.jobs.busy)
    session.journal.today = lambda: TODAY + 1
    preferences.notifications = False
    with qtbot.assertNotEmitted(tray.reminded):
        tray.remind()
        qtbot.waitUntil(lambda: not session.jobs.busy)


def test_write_what_happened_without_the_window(qtbot, window, tray, people, monkeypatch):
    preferences = window.preferences
    preferences.tray = True
    window.hide()
    box = tray.capture()
    line = box.findChild(CaptureBar).line
    QTest.keyClicks(line, "coffee with Priya")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not box.isVisible())
    newest = timeline.timeline_rows(timeline.timeline_ids(timeline.TimelineFilter())[:1])[0]
    assert (newest.kind, newest.day) == ("coffee", TODAY)
    monkeypatch.setattr(tray._session.journal, "read_only", True)
    assert tray.capture() is None


def test_the_line_stays_when_the_menu_opened_it_and_is_there_once(qtbot, tray, preferences):
    preferences.tray = True
    window = tray._window
    window.hide()
    write = next(one for one in tray._menu.actions() if one.text().startswith("Write"))

    def boxes():
        return [w for w in QApplication.topLevelWidgets() if w.objectName() == "tray_capture"]

    write.trigger()
    gc.collect()
    qtbot.waitUntil(lambda: [box.isVisible() for box in boxes()] == [True])
    write.trigger()
    assert len(boxes()) == 1
    (box,) = boxes()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not boxes())
    write.trigger()
    qtbot.waitUntil(lambda: [one.isVisible() for one in boxes()] == [True])
    boxes()[0].reject()
