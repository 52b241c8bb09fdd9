"""Settings: types and defaults survive the file, nonsense in it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from netjournal.ui import preferences as module
from netjournal.ui.preferences import Preferences, Setting

SETTINGS = {name: s for name, s in vars(Preferences).items() if isinstance(s, Setting)}


@pytest.fixture
def preferences(qapp):
    return Preferences()


def test_they_live_in_the_data_folder(preferences, home):
    assert preferences.path == home / "settings.ini"
    assert not preferences.path.exists()
    preferences.scheme = "dark"
    assert preferences.sync()
    assert preferences.path.exists()


@pytest.mark.parametrize("name", SETTINGS)
def test_defaults_are_valid_and_survive_the_file(name, preferences):
    setting = SETTINGS[name]
    assert getattr(preferences, name) == setting.default
    assert setting.accepts(setting.default)
    setattr(preferences, name, setting.default)
    preferences.sync()
    assert getattr(Preferences(), name) == setting.default


def test_keys_are_unique():
    keys = [setting.key for setting in SETTINGS.values()]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scheme", "dark"),
        ("text_scale", 1.25),
        ("reduced_motion", True),
        ("recent_journals", ["one"]),
        ("recent_journals", []),
        ("hints_closed", ["a,b", 'c"d']),
        ("print_options", {"summary": {"parts": ["Ä"]}}),
        ("language", "de"),
        ("reminder_minute", 0),
    ],
)
def test_values_come_back_with_their_type(name, value, preferences):
    setattr(preferences, name, value)
    preferences.sync()
    again = getattr(Preferences(), name)
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scheme", "sepia"),
        ("text_scale", 9.0),
        ("text_scale", True),
        ("tray", 1),
        ("backups_kept", 0),
        ("recent_journals", "one"),
        ("phone_region", "Germany"),
    ],
)
def test_wrong_values_are_refused(name, value, preferences):
    with pytest.raises(ValueError, match=name):
        setattr(preferences, name, value)


@pytest.mark.parametrize("text", ["sepia", '"sepia"', "5", "{", ""])
def test_nonsense_in_the_file_counts_as_not_set(text, preferences, home):
    (home / "settings.ini").write_text(f"[look]\nscheme={text}\ntext_scale={text}x\n", "utf-8")
    fresh = Preferences()
    assert fresh.scheme == "system"
    assert fresh.text_scale == 1.0


def test_changes_are_told_once(preferences, qtbot):
    with qtbot.waitSignal(preferences.changed) as told:
        preferences.scheme = "dark"
    assert told.args == ["scheme"]
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.scheme = "dark"


def test_defaults_cannot_be_spoilt(preferences):
    preferences.recent_journals.append("x")
    assert preferences.recent_journals == []


def test_recent_journals_are_newest_first(preferences):
    for name in "abcdefghij":
        preferences.remember_journal(Path(f"/j/{name}"))
    preferences.remember_journal(Path("/j/h"))
    assert preferences.recent_journals[:3] == ["/j/h", "/j/j", "/j/i"]
    assert len(preferences.recent_journals) == 8
    assert preferences.last_journal == "/j/h"


def test_reset_forgets(preferences):
    preferences.scheme = "dark"
    preferences.reset()
    assert preferences.scheme == "system"


def test_bytes_survive_as_text():
    data = QByteArray(bytes(range(256)))
    assert module.text_to_bytes(module.bytes_to_text(data)) == data
    assert module.text_to_bytes("").isEmpty()


def test_setting_what_is_so_anyway_tells_nothing(qtbot, preferences):
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.scheme = "system"
        preferences.tray = False
