"""What belongs to the window rather than to the journal: typed settings, each with its default.

Public: ``Preferences(path=None)`` reads and writes settings.ini in the data folder
(``NETJOURNAL_HOME`` replaces that). Every setting is an attribute: ``preferences.scheme = "dark"``.
``changed(name)`` follows each change; ``reset()`` forgets all.

``QSettings`` gives strings back for everything; here every value is stored as JSON, so that lists,
numbers and yes/no survive, and a value of the wrong type or range counts as not set.
"""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from netjournal import paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")
_MOST_RECENT: Final = 8


class Setting(Generic[T]):
    """One typed setting of ``Preferences``.

    Args:
        key: Group and name in the file.
        default: Value when nothing usable is stored; its type is the setting's type.
        valid: Says whether a value of the right type may be used.
    """

    def __init__(self, key: str, default: T, valid: Callable[[T], bool] | None = None) -> None:
        """Describe the setting."""
        self.key = key
        self.default = default
        self._valid = valid
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the attribute's name."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Setting[T]: ...
    @overload
    def __get__(self, instance: Preferences, owner: type) -> T: ...
    def __get__(self, instance: Preferences | None, owner: type) -> Setting[T] | T:
        """Return the stored value, else the default."""
        if instance is None:
            return self
        value = instance.stored(self.key)
        return value if self.accepts(value) else _copied(self.default)

    def __set__(self, instance: Preferences, value: T) -> None:
        """Store a value.

        Raises:
            ValueError: Wrong type or out of range.
        """
        if not self.accepts(value):
            raise ValueError(f"{self._name}: {value!r}")
        if instance.stored(self.key) is not None or value != self.default:
            instance.store(self.key, self._name, value)

    def accepts(self, value: Any) -> bool:
        """Return whether a value has the right type and range."""
        kind = type(self.default)
        right = isinstance(value, (int, float)) if kind is float else isinstance(value, kind)
        if isinstance(value, bool) and kind is not bool:
            right = False
        return right and (self._valid is None or self._valid(value))


class Preferences(QObject):
    """The settings of the window.

    Args:
        path: The ini file; default settings.ini in the data folder.
        parent: Owner.

    Signals:
        changed: The name of the attribute that was set to another value.
    """

    changed = Signal(str)

    # How it looks
    scheme = Setting("look/scheme", "system", lambda v: v in ("light", "dark", "system"))
    text_scale = Setting("look/text_scale", 1.0, lambda v: 0.75 <= v <= 2.0)
    reduced_motion = Setting("look/reduced_motion", False)
    # Language and region; empty follows the system
    language = Setting("region/language", "")
    first_weekday = Setting("region/first_weekday", 0, lambda v: 0 <= v <= 7)  # 0: as the locale
    phone_region = Setting("region/phone_region", "", lambda v: v == "" or len(v) == 2)
    # Journals
    last_journal = Setting("journals/last", "")
    recent_journals = Setting[list[str]]("journals/recent", [])
    reopen_last = Setting("journals/reopen_last", True)
    backup_folder = Setting("journals/backup_folder", "")  # empty: beside the journal
    lock_minutes = Setting("journals/lock_minutes", 10, lambda v: 0 <= v <= 1440)  # 0: never
    backups_kept = Setting("journals/backups_kept", 12, lambda v: 1 <= v <= 999)
    # Reminders
    tray = Setting("reminders/tray", False)
    notifications = Setting("reminders/notifications", True)
    reminded_on = Setting("reminders/last", 0)  # day number of the last notification
    reminder_minute = Setting("reminders/minute", 9 * 60, lambda v: 0 <= v < 1440)
    # Moving people in and out
    import_folder = Setting("files/import_folder", "")
    export_folder = Setting("files/export_folder", "")
    export_format = Setting("files/export_format", "csv")
    chat_date_order = Setting("files/chat_date_order", "", lambda v: v in ("", "dmy", "mdy"))
    all_events = Setting("files/all_events", False)
    # Printing
    print_layout = Setting("print/layout", "summary")
    print_options = Setting[dict[str, Any]]("print/options", {})  # layout: what was chosen last
    # Where things were
    window_geometry = Setting("window/geometry", "")
    window_state = Setting("window/state", "")
    last_page = Setting("window/page", "today")
    page_states = Setting[dict[str, Any]]("window/page_states", {})
    splitters = Setting[dict[str, Any]]("window/splitters", {})
    hints_closed = Setting[list[str]]("window/hints_closed", [])

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """Open the settings; the file and its folder are made with the first change."""
        super().__init__(parent)
        self._path = path or paths.data_folder() / "settings.ini"
        self._file = QSettings(str(self._path), QSettings.Format.IniFormat)

    @property
    def path(self) -> Path:
        """Where the settings are kept."""
        return self._path

    def stored(self, key: str) -> Any:
        """Return what the file holds for a key, None when nothing readable."""
        text = self._file.value(key)
        if not isinstance(text, str):
            return None
        try:
            return json.loads(text)
        except ValueError:
            return None

    def store(self, key: str, name: str, value: Any) -> None:
        """Write a value and tell, when it differs; used by ``Setting``."""
        text = json.dumps(value)
        if self._file.value(key) == text:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file.setValue(key, text)
        self.changed.emit(name)

    def sync(self) -> bool:
        """Write to disk now; return whether that worked."""
        self._file.sync()
        return self._file.status() == QSettings.Status.NoError

    def reset(self) -> None:
        """Forget every setting."""
        self._file.clear()

    def remember_journal(self, path: Path) -> None:
        """Make a journal the last and the most recent one."""
        text = str(path)
        self.last_journal = text
        others = [other for other in self.recent_journals if other != text]
        self.recent_journals = [text, *others][:_MOST_RECENT]


def bytes_to_text(data: QByteArray) -> str:
    """Return Qt's geometry or state bytes as text for a setting."""
    return bytes(data.toBase64().data()).decode("ascii")


def text_to_bytes(text: str) -> QByteArray:
    """Return the bytes behind ``bytes_to_text``; empty for an empty or broken text."""
    return QByteArray.fromBase64(text.encode("ascii", "replace"))


def _copied(value: T) -> T:
    """A fresh copy of a list or dict default, so that nobody changes the default itself."""
    return copy.copy(value) if isinstance(value, (list, dict)) else value
