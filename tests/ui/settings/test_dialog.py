"""Preferences take effect at once; what is the journal's own can be undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from netjournal.services import settings
from netjournal.ui import theme
from netjournal.ui.settings.dialog import SettingsDialog
from netjournal.ui.tab_order import stops


@pytest.fixture
def dialog(qtbot, session, people, preferences):
    made = SettingsDialog(session, preferences)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog, name, value):
    """Choose as a user does: the box tells ``activated``."""
    box = dialog.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_look_and_reminders_are_kept(qtbot, dialog, preferences):
    choose(dialog, "settings_scheme", "dark")
    choose(dialog, "settings_scale", 1.5)
    assert (preferences.scheme, preferences.text_scale) == ("dark", 1.5)
    assert not dialog.notice.isEnabled()
    dialog.findChild(QCheckBox, "settings_tray").click()
    assert preferences.tray
    minute = dialog.findChild(QLineEdit, "settings_minute")
    assert (dialog.notice.isEnabled(), minute.isEnabled()) == (True, True)
    minute.setFocus()
    minute.clear()
    qtbot.keyClicks(minute, "18:30")
    assert preferences.reminder_minute == 18 * 60 + 30
    dialog.notice.click()
    assert (preferences.notifications, minute.isEnabled()) == (False, False)


def test_any_field_may_be_the_first_that_is_ever_set(dialog, preferences):
    choose(dialog, "settings_scale", 1.25)
    assert preferences.text_scale == 1.25
    assert dialog.scale.currentData() == 1.25
    choose(dialog, "settings_lock", 30)
    assert preferences.lock_minutes == 30
    assert dialog.lock.currentData() == 30


def test_it_follows_what_is_set_elsewhere(dialog, preferences):
    preferences.scheme = "light"
    preferences.tray = True
    assert dialog.scheme.currentData() == "light"
    assert dialog.tray.isChecked()


def test_the_journal_is_told_who_you_are_and_forgets_it_by_undo(qtbot, dialog, session):
    line = dialog.me.line
    qtbot.keyClicks(line, "Maya Roth")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, "maya@example.org,")
    assert settings.me() == ["Maya Roth", "maya@example.org"]
    session.undo()
    assert settings.me() == dialog.me.tags() == ["Maya Roth"]


def test_the_country_of_phone_numbers_is_a_step(dialog, session):
    choose(dialog, "settings_country", "DE")
    assert settings.region() == "DE"
    assert dialog.country.currentText() == "Germany (+49)"
    session.undo()
    assert (settings.region(), dialog.country.currentData()) == ("", "")


def test_the_lock_is_offered_only_where_there_is_a_passphrase(dialog):
    assert not dialog.lock.isVisible()


def test_every_field_is_named_and_in_reading_order(dialog):
    found = stops(dialog)
    assert all(field.accessibleName() or field.text() for field in found)
    names = [field.objectName() for field in found]
    assert names[0] == "settings_scheme"
    assert names[-1] == "settings_close"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(qtbot, look, session, people, preferences, keep, scheme, scale):
    theme.apply(look, scheme, scale)
    dialog = SettingsDialog(session, preferences)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.qWait(30)
    keep(dialog, f"settings-{scheme}-{scale}")
    area = dialog._area
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_the_menu_opens_it(qtbot, window):
    assert window.actions_["preferences"].isVisible()
    window.actions_["preferences"].trigger()
    assert window.findChild(QWidget, "settings_dialog").isVisible()
