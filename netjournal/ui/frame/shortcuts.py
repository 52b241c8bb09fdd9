"""Every key, by where it is pressed: ``ShortcutsDialog(groups)``, ``groups(actions, pages)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui.actions import MENUS, SUBMENUS, plain, shortcut_rows, words
from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from netjournal.ui.actions import Actions

Group = tuple[str, list[tuple[str, str]]]
_NOOP = QT_TRANSLATE_NOOP
_KEY = QKeySequence.StandardKey
# What no menu has: where, and (what, keys).
_ELSEWHERE: Final = (
    (
        _NOOP("shortcuts", "In lists"),
        (
            (_NOOP("shortcuts", "Filter"), ("A … Z",)),
            (_NOOP("shortcuts", "Open or edit"), ("Return",)),
            (_NOOP("shortcuts", "Choose several"), ("Shift+Down", "Ctrl+Space")),
            (_NOOP("shortcuts", "Choose all"), (_KEY.SelectAll,)),
            (_NOOP("shortcuts", "Copy people with their addresses"), (_KEY.Copy,)),
            (_NOOP("shortcuts", "What can be done"), ("Menu", "Shift+F10")),
        ),
    ),
    (
        _NOOP("shortcuts", "In the sidebar"),
        (
            (_NOOP("shortcuts", "Rename a circle or smart list"), ("F2",)),
            (_NOOP("shortcuts", "Delete it; its people stay"), (_KEY.Delete,)),
        ),
    ),
    (
        _NOOP("shortcuts", "On Today"),
        (
            (_NOOP("shortcuts", "The next person, the one before"), ("J", "K")),
            (_NOOP("shortcuts", "Log, brief, let rest"), ("L", "B", "S")),
            (_NOOP("shortcuts", "Not today, no answer yet, pause, never"), ("Menu", "Shift+F10")),
            (_NOOP("shortcuts", "After an event: I wrote"), ("W",)),
        ),
    ),
    (
        _NOOP("shortcuts", "While you write"),
        (
            (_NOOP("shortcuts", "Save"), ("Ctrl+Return", "Ctrl+S")),
            (_NOOP("shortcuts", "Set aside, to go on later"), ("Esc",)),
            (_NOOP("shortcuts", "Move a line up or down"), ("Alt+Up", "Alt+Down")),
        ),
    ),
)


def groups(actions: Actions, pages: Sequence[QAction]) -> list[Group]:
    """Return (heading, rows of what and keys): by menu, then what no menu has.

    Args:
        actions: Those of the menus.
        pages: Those that show a page; they stand in the menu View.
    """
    found: list[Group] = []
    for heading, verbs in MENUS:
        here = [actions[verb.key] for verb in verbs if verb.key not in SUBMENUS | {"-"}]
        first = pages if any(verb.key == "pages" for verb in verbs) else ()
        found.append((plain(words(heading)), shortcut_rows([*first, *here])))
    for heading, rows in _ELSEWHERE:
        found.append((_say(heading), [(_say(what), _shown(keys)) for what, keys in rows]))
    return [group for group in found if group[1]]


def _say(text: object) -> str:
    return QCoreApplication.translate("shortcuts", str(text))


def _shown(keys: Sequence[QKeySequence.StandardKey | str]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    texts = [QKeySequence(key).toString(native) or str(key) for key in keys]
    return " · ".join(texts)


class ShortcutsDialog(QDialog):
    """Every key, in two columns under headings."""

    def __init__(self, shown: Sequence[Group], parent: QWidget | None = None) -> None:
        """Show groups as ``groups`` gives them."""
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        holder = QWidget(area)
        grid = QGridLayout(holder)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        for heading, rows in shown:
            if at := grid.rowCount() - 1:
                grid.setRowMinimumHeight(at + 1, 8)
            grid.addWidget(Label(heading, "heading", parent=holder), grid.rowCount(), 0)
            for what, keys in rows:
                row = grid.rowCount()
                grid.addWidget(Label(what, wrap=True, parent=holder), row, 0)
                key = Label(keys, "key", parent=holder)
                grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area.setWidget(holder)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.setContentsMargins(16, 0, 16, 8)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(area)
        column.addWidget(box)
        open_at(self, 520, 640)
