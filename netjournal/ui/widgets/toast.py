"""The note that slides in after an action: what happened, and *Undo*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.keyboard_spot import spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

SHOWN_MS: Final = 8000
_MARGIN: Final = 24
_GAP: Final = 12
_MAX_WIDTH: Final = 640
_TOP: Final = 64  # what stands above is for the search
_LOOK_MS: Final = 120


class Toast(QFrame):
    """One note over the bottom of a window; a newer one replaces it.

    It stays while the mouse is over it or it has the keyboard focus, and while it is disabled, when
    nobody sees it; it never takes the focus by itself. ``Esc`` closes it. It keeps off what the
    keyboard is at, wherever that goes meanwhile.

    Signals:
        action_triggered: The button was pressed (the given callback ran before).
        closed: It went away.
    """

    action_triggered = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, above: QWidget | None = None) -> None:
        """Create a hidden toast over ``parent``, clear of ``above`` (its row of buttons)."""
        super().__init__(parent)
        self.setObjectName("toast")
        self.setProperty("role", "toast")
        self._window = parent
        self._above = above
        self._action: Callable[[], object] | None = None
        self._rest = QRect()  # where it is while nothing is in the way
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close_toast)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._keep_off)
        self._build()
        parent.installEventFilter(self)
        if above is not None:
            above.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        self.label = Label(parent=self)
        self.label.setObjectName("toast_text")
        self.button = QPushButton(self)
        self.button.setObjectName("toast_action")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_clicked)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)

    def show_message(
        self,
        text: str,
        action_text: str = "",
        action: Callable[[], object] | None = None,
        *,
        shown_ms: int = SHOWN_MS,
    ) -> None:
        """Show a note.

        Args:
            text: What happened, in one translated sentence.
            action_text: Caption of the button, usually *Undo*; empty for none.
            action: Called when the button is pressed.
            shown_ms: How long it stays; 0 = until replaced or closed.
        """
        self.label.setText(display_safe(text))
        self.button.setText(action_text)
        self.button.setVisible(bool(action_text))
        self._action = action
        self.setAccessibleName(text)
        for part in (self, self.label, self.button):
            part.ensurePolished()
        self._place()  # before it shows, or it would be under the mouse at its old place
        self.show()
        self.raise_()
        self._timer.stop()
        if shown_ms:
            self._timer.start(shown_ms)
        self._look.start()
        if self.isEnabled():
            announce(self)

    @Slot()
    def close_toast(self) -> None:
        """Take the note away, unless somebody is at it or has not seen it yet."""
        if self.underMouse() or self.button.hasFocus() or not self.isEnabled():
            self._timer.start(SHOWN_MS // 2)
            return
        self._dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window changes its size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self._above and event.type() == QEvent.Type.Move and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Be there as long as ever, and be said, for somebody who sees it only now."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.EnabledChange or not self.isEnabled():
            return
        if self._timer.isActive():
            self._timer.start(SHOWN_MS)
        if self.isVisible():
            announce(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        action, self._action = self._action, None
        self._dismiss()
        if action is not None:
            action()
        self.action_triggered.emit()

    def _dismiss(self) -> None:
        if self.isVisible():
            self._timer.stop()
            self._look.stop()
            self._action = None
            self.hide()
            self.closed.emit()

    def _place(self) -> None:
        window = self._window
        room = max(160, min(_MAX_WIDTH, window.width() - 2 * _MARGIN))
        self.label.setWordWrap(False)
        wanted = self.sizeHint()
        if wanted.width() > room:
            self.label.setWordWrap(True)
            wanted.setHeight(max(self.heightForWidth(room), wanted.height()))
        width = min(wanted.width(), room)
        left = (window.width() - width) // 2
        top = window.height() - wanted.height() - _MARGIN
        if self._above is not None:
            top = self._above.mapTo(window, QPoint()).y() - wanted.height() - _GAP
        self._rest = QRect(left, top, width, wanted.height())
        self._keep_off()

    @Slot()
    def _keep_off(self) -> None:
        """Be at the bottom, or just above what the keyboard is at there."""
        if self.button.hasFocus() or (self.isVisible() and self.underMouse()):
            return
        place, taken = self._rest, spot(self._window)
        if taken is not None and taken.intersects(place):
            higher = place.translated(0, taken.top() - _GAP - place.bottom())
            place = higher if higher.top() >= _TOP else place
        self.setGeometry(place)
