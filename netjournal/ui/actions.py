"""Every verb of the menus once: id, text, icon, shortcut and whether it writes.

Public:
    Actions(parent)            ``actions["undo"]`` is a QAction; ``actions.enable(writable=…)``
    build_menus(bar, actions, pages)   fills the menu bar in the usual order
    shortcut_rows(actions) -> list[(text, keys)]   for the window that lists them (``shortcuts``)
    OF_PAGES                   keys of what a page does, if it can
    show_key(action, key)      the key of a verb beside an entry of a context menu

Shortcuts are those of the platform where it has one (``QKeySequence.StandardKey``); keys that plain
Linux leaves empty (Quit, Preferences) are given by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from netjournal.ui import icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMenu, QMenuBar

Keys = QKeySequence.StandardKey | str
_NOOP = QT_TRANSLATE_NOOP
_KEY = QKeySequence.StandardKey
_PLAIN: Final = "plain"  # the text of an action before it names what it would undo
_NATIVE: Final = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of a menu.

    Attributes:
        key: How code calls it.
        words: Text with its mnemonic, to be translated in the context "actions".
        keys: Shortcuts; the first is shown.
        icon: Icon name, or empty.
        writes: Not possible in a journal that is open for reading only.
        checkable: It is on or off.
    """

    key: str
    words: object
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    writes: bool = False
    checkable: bool = False


FILE: Final = (
    Verb("new_journal", _NOOP("actions", "&New journal…")),
    Verb("open_journal", _NOOP("actions", "&Open journal…"), (_KEY.Open,), "folder"),
    Verb("recent", _NOOP("actions", "Open &recent")),
    Verb("save_copy", _NOOP("actions", "&Save a copy…"), ("Ctrl+Shift+S",), "save"),
    Verb("-", ""),
    Verb("import", _NOOP("actions", "&Import…"), ("Ctrl+I",), "import", writes=True),
    Verb("export", _NOOP("actions", "&Export…"), ("Ctrl+E",), "export"),
    Verb("-", ""),
    Verb("print", _NOOP("actions", "&Print…"), (_KEY.Print,), "print"),
    Verb("preview", _NOOP("actions", "Print pre&view…"), ("Ctrl+Shift+P",)),
    Verb("-", ""),
    Verb("backups", _NOOP("actions", "&Backups…"), ("Ctrl+Shift+K",), "history"),
    Verb("passphrase", _NOOP("actions", "P&assphrase…"), (), "lock", writes=True),
    Verb("lock", _NOOP("actions", "Loc&k now"), ("Ctrl+Shift+L",), "lock"),
    Verb("-", ""),
    Verb("close", _NOOP("actions", "&Close window"), ("Ctrl+W", _KEY.Close)),
    Verb("quit", _NOOP("actions", "&Quit"), (_KEY.Quit, "Ctrl+Q")),
)
EDIT: Final = (
    Verb("undo", _NOOP("actions", "&Undo"), (_KEY.Undo,), "undo", writes=True),
    Verb("redo", _NOOP("actions", "&Redo"), ("Ctrl+Shift+Z", _KEY.Redo), "redo", writes=True),
    Verb("history", _NOOP("actions", "&History…"), ("Ctrl+H",)),
    Verb("-", ""),
    Verb("find", _NOOP("actions", "&Find on this page"), (_KEY.Find,), "filter"),
    Verb("search", _NOOP("actions", "&Search everything"), ("Ctrl+K",), "search"),
    Verb("-", ""),
    Verb("preferences", _NOOP("actions", "&Preferences…"), ("Ctrl+,",), "settings"),
)
VIEW: Final = (
    Verb("pages", ""),
    Verb("-", ""),
    Verb("larger", _NOOP("actions", "&Larger text"), (_KEY.ZoomIn, "Ctrl+=")),
    Verb("smaller", _NOOP("actions", "&Smaller text"), (_KEY.ZoomOut,)),
    Verb("normal_size", _NOOP("actions", "&Normal text size"), ("Ctrl+0",)),
    Verb("theme", _NOOP("actions", "&Theme")),
    Verb("-", ""),
    Verb("blur", _NOOP("actions", "&Blur for privacy"), ("Ctrl+Shift+B",), checkable=True),
    Verb("tray", _NOOP("actions", "Show in the tra&y"), checkable=True),
    Verb("full_screen", _NOOP("actions", "&Full screen"), ("F11",), checkable=True),
)
CONTACT: Final = (
    Verb("add_person", _NOOP("actions", "&Add person…"), (_KEY.New,), "add-person", writes=True),
    Verb("log", _NOOP("actions", "&Log interaction…"), ("Ctrl+Shift+N",), "log", writes=True),
    Verb("capture", _NOOP("actions", "&Write what happened"), ("Ctrl+L",), writes=True),
    Verb(
        "introduce", _NOOP("actions", "Introd&uce…"), ("Ctrl+Shift+I",), "introduced", writes=True
    ),
    Verb("brief", _NOOP("actions", "&Brief…"), ("Ctrl+B",), "info"),
    Verb("-", ""),
    Verb("edit", _NOOP("actions", "&Edit…"), ("F2",), "edit", writes=True),
    Verb("circle", _NOOP("actions", "Add to &circle…"), (), "circle", writes=True),
    Verb("rhythm", _NOOP("actions", "&Keep in touch…"), (), "clock", writes=True),
    Verb("merge", _NOOP("actions", "&Merge…"), (), "merge", writes=True),
    Verb("archive", _NOOP("actions", "A&rchive"), (), "archive", writes=True),
    Verb("let_go", _NOOP("actions", "Let &go"), (), "", writes=True),
    Verb("trash", _NOOP("actions", "Move to &trash"), (_KEY.Delete,), "trash", writes=True),
    Verb("forget", _NOOP("actions", "F&orget for good…"), (), "", writes=True),
    Verb("-", ""),
    Verb("copy_card", _NOOP("actions", "Co&py card as text"), ("Ctrl+Shift+C",), "copy"),
    Verb("-", ""),
    Verb("add_event", _NOOP("actions", "Add e&vent…"), ("Ctrl+Shift+E",), "event", writes=True),
    Verb("add_work", _NOOP("actions", "Add to my &shelf…"), (), "share", writes=True),
    Verb("add_circle", _NOOP("actions", "&New circle…"), (), "circle", writes=True),
    Verb("add_list", _NOOP("actions", "New smart l&ist…"), (), "filter", writes=True),
    Verb("-", ""),
    Verb("sweep", _NOOP("actions", "Twent&y people in five minutes…"), (), "people", writes=True),
    Verb("duplicates", _NOOP("actions", "Find &duplicates…"), writes=True),
)
HELP: Final = (
    Verb("shortcuts", _NOOP("actions", "&Keyboard shortcuts"), ("F1", "Ctrl+?", "Ctrl+Shift+/")),
    Verb("word_help", _NOOP("actions", "&Words for writing and finding")),
    Verb("log_folder", _NOOP("actions", "Open &log folder")),
    Verb("-", ""),
    Verb("about", _NOOP("actions", "&About NetJournal"), (), "info"),
    Verb("about_qt", _NOOP("actions", "About &Qt")),
)
MENUS: Final = (
    (_NOOP("actions", "&File"), FILE),
    (_NOOP("actions", "&Edit"), EDIT),
    (_NOOP("actions", "&View"), VIEW),
    (_NOOP("actions", "&Contact"), CONTACT),
    (_NOOP("actions", "&Help"), HELP),
)
THEMES: Final = (
    ("system", _NOOP("actions", "As the &system")),
    ("light", _NOOP("actions", "&Light")),
    ("dark", _NOOP("actions", "&Dark")),
)
# What the menus ask of the page shown.
OF_PAGES: Final = (
    *("edit", "circle", "rhythm", "merge", "archive", "let_go", "trash", "copy_card"),
)
# Menus that stand where these keys are, filled by the window.
SUBMENUS: Final = frozenset({"recent", "theme", "pages"})
# Keys that every keyboard has; bindings also name media keys ("Undo", "Zoom In").
_USUAL: Final = re.compile(r"^(?:F\d|F1[012]|Del|Delete|.*(?:\+|[⌘⌃⌥⇧]).*)$")
# Keys that lists know by themselves.
_OF_LISTS: Final[dict[str, tuple[Keys, ...]]] = {"copy": (_KEY.Copy,)}
_ROLES: Final = {
    "quit": QAction.MenuRole.QuitRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
    "about_qt": QAction.MenuRole.AboutQtRole,
}


class Actions(QObject):
    """The actions of one window by key."""

    def __init__(self, parent: QObject) -> None:
        """Make every action; nothing is connected yet."""
        super().__init__(parent)
        self._made: dict[str, QAction] = {}
        self._writing: list[QAction] = []
        for _words, verbs in MENUS:
            for verb in verbs:
                if verb.key != "-" and verb.key not in SUBMENUS:
                    self._made[verb.key] = self._make(verb)

    def __getitem__(self, key: str) -> QAction:
        """Return an action; KeyError when there is none of that key."""
        return self._made[key]

    def items(self) -> list[tuple[str, QAction]]:
        """Return (key, action) in menu order."""
        return list(self._made.items())

    def enable(self, *, writable: bool) -> None:
        """Switch what writes on or off."""
        for action in self._writing:
            action.setEnabled(writable)

    def _make(self, verb: Verb) -> QAction:
        action = QAction(words(verb.words), self)
        action.setObjectName(f"action_{verb.key}")
        action.setProperty(_PLAIN, words(verb.words))
        action.setShortcuts(_sequences(verb.keys))
        action.setCheckable(verb.checkable)
        action.setMenuRole(_ROLES.get(verb.key, QAction.MenuRole.NoRole))
        if verb.icon:
            action.setIcon(icons.icon(verb.icon))
        if verb.writes:
            self._writing.append(action)
        return action


def words(text: object) -> str:
    """Return a text of this module's tables in the user's language."""
    return QCoreApplication.translate("actions", str(text))


def build_menus(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Fill a menu bar; return the menus that the window fills (recent, theme, View itself)."""
    found: dict[str, QMenu] = {}
    for text, verbs in MENUS:
        menu = bar.addMenu(words(text))
        menu.setObjectName(f"menu_{str(text).lstrip('&').lower()}")
        found[menu.objectName()] = menu
        for verb in verbs:
            if verb.key == "-":
                menu.addSeparator()
            elif verb.key == "pages":
                found["pages"] = menu
            elif verb.key in SUBMENUS:
                found[verb.key] = menu.addMenu(words(verb.words))
            else:
                menu.addAction(actions[verb.key])
    return found


def shortcut_rows(actions: Sequence[QAction]) -> list[tuple[str, str]]:
    """Return (what, keys) of every action that has a shortcut and can be seen."""
    rows = []
    for action in actions:
        keys = [key.toString(_NATIVE) for key in action.shortcuts()]
        usual = [key for key in dict.fromkeys(keys) if _USUAL.search(key)][:2]
        if usual and action.isVisible():
            rows.append((plain(str(action.property(_PLAIN) or action.text())), " · ".join(usual)))
    return rows


def key_text(key: str) -> str:
    """Return the usual key of a verb as it is shown; empty where it has none."""
    verbs = (verb.keys for _words, group in MENUS for verb in group if verb.key == key)
    keys = _sequences(next(verbs, _OF_LISTS.get(key, ())))
    return next((text for one in keys if _USUAL.search(text := one.toString(_NATIVE))), "")


def show_key(action: QAction, key: str) -> None:
    """Show the key of a verb beside an entry of a context menu, which needs no key of its own."""
    if keys := key_text(key):
        action.setText(f"{action.text()}\t{keys}")


def plain(text: str) -> str:
    """Return a menu's text without mnemonic and dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _sequences(keys: tuple[Keys, ...]) -> list[QKeySequence]:
    """The platform's keys first, each once."""
    found: list[QKeySequence] = []
    for key in keys:
        options = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
        found += [option for option in options if option not in found]
    return found
