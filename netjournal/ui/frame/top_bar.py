"""The bar over every page: search everything, add a person, log an interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from netjournal.ui import safe
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

HEIGHT: Final = 60
SEARCH_WIDTH: Final = 560


class TopBar(QFrame):
    """Search field and the two verbs used most.

    Signals:
        opened: The search was called for (Ctrl+K).
        searched: What is typed in the search field, after a pause.
        moved: Down or Up was pressed in the search field (+1, -1).
        accepted: Enter was pressed in the search field.
        dismissed: Esc was pressed in the search field.
        left: The search field lost the keyboard focus.
    """

    opened = Signal()
    searched = Signal(str)
    moved = Signal(int)
    accepted = Signal()
    dismissed = Signal()
    left = Signal()

    def __init__(self, add: QAction, log: QAction, parent: QWidget | None = None) -> None:
        """Show the actions ``add`` (plain) and ``log`` (primary)."""
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setProperty("role", "topbar")
        hint = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        self.search = SearchBox(
            self.tr("Search people and notes, or write what happened…"),
            hint.replace("+", " "),
            self,
        )
        self.search.setObjectName("search")
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.search.searched.connect(self.searched)
        self.search.installEventFilter(self)
        self._add = self._verb(add, self.tr("Add person"), "")
        self._log = self._verb(log, self.tr("Log interaction"), "primary")
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(8)
        line.addWidget(self.search, 10)
        line.addStretch(1)
        line.addWidget(self._add)
        line.addWidget(self._log)

    def _verb(self, action: QAction, text: str, kind: str) -> QWidget:
        result = button(text, kind, name=f"top_{action.objectName().removeprefix('action_')}")
        result.setParent(self)
        result.clicked.connect(action.trigger)
        safe.set_tooltip(result, action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        action.enabledChanged.connect(result.setEnabled)
        result.setEnabled(action.isEnabled())
        return result

    def minimumSizeHint(self) -> QSize:
        """Let the search field give way before the buttons do."""
        return QSize(360, max(HEIGHT, super().minimumSizeHint().height()))

    def start_search(self) -> None:
        """Put the cursor into the search field, what is there selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self.opened.emit()

    def clear_search(self) -> None:
        """Empty the search field."""
        self.search.set_query("")

    def leave_search(self) -> None:
        """Empty the field unless one is in it; what it looked for stays on the page it filtered."""
        if not self.search.hasFocus():
            with QSignalBlocker(self.search):
                self.search.set_query("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that steer the results while the cursor stays in the field."""
        if watched is self.search and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._steers(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _steers(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.search.set_query(self.search.text())
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search.set_query(self.search.text())
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            return False
        return True
