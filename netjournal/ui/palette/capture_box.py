"""The capture line over any page: Ctrl+L, write what happened, Enter.

Public: ``CaptureBox(session, field, window)`` with ``open(text="")``. It lies over the search
field, goes when it is left, and keeps what is typed until it is written down or emptied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QVBoxLayout, QWidget

from netjournal.ui import theme

if TYPE_CHECKING:
    from netjournal.ui.palette.capture_bar import CaptureBar
    from netjournal.ui.session import Session

_WIDTH: Final = 720


class CaptureBox(QObject):
    """Shows the line when it is wanted; it is made then."""

    def __init__(self, session: Session, field: QWidget, window: QWidget) -> None:
        """Belong to ``window``; the line comes where ``field`` is."""
        super().__init__(window)
        self._session = session
        self._field = field
        self._window = window
        self._frame: QFrame | None = None
        self._bar: CaptureBar | None = None

    @property
    def bar(self) -> CaptureBar:
        """The capture line, made on first use."""
        if self._bar is None:
            from netjournal.ui.palette.capture_bar import CaptureBar

            frame = QFrame(self._window)
            frame.setObjectName("capture_box")
            frame.setProperty("role", "card")
            self._frame, self._bar = frame, CaptureBar(self._session, parent=frame)
            column = QVBoxLayout(frame)
            column.setContentsMargins(8, 8, 8, 8)
            column.addWidget(self._bar)
            column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
            self._bar.left.connect(self.close)
            self._bar.written.connect(self._on_written)
            self._bar.understood.connect(self._fit)
            QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        return self._bar

    @Slot()
    @Slot(str)
    def open(self, text: str = "") -> None:
        """Show the line with the cursor in it; ``text`` replaces what is typed there."""
        bar = self.bar
        if text:
            bar.line.setText(text)
        assert self._frame is not None
        self._frame.show()
        self._frame.raise_()
        bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bar.understand()
        self._fit()

    @property
    def is_open(self) -> bool:
        """Whether the line is shown."""
        return self._frame is not None and self._frame.isVisible()

    @Slot()
    def close(self) -> None:
        """Hide the line and go back to the page."""
        if self._frame is not None and self._frame.isVisible():
            self._frame.hide()
            self._window.setFocus()

    @Slot()
    def _fit(self) -> None:
        """Take the field's place, as tall as what was understood needs."""
        if self._frame is None or not self._frame.isVisible():
            return
        at = self._field.mapTo(self._window, QPoint(0, 0))
        width = min(max(self._field.width(), theme.px(_WIDTH)), self._window.width() - at.x() - 24)
        margin = 20  # the layout's, and the line around
        height = self.bar.height_for(width - margin) + margin
        self._frame.setGeometry(at.x(), at.y() - 4, width, height)

    @Slot(object)
    def _on_written(self, _interaction_id: int) -> None:
        self.close()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Go when something else gets the keyboard; the menu of a chip is part of the line."""
        if self._frame is None or now is None or isinstance(now, QMenu):
            return
        if not self._frame.isAncestorOf(now):
            self._frame.hide()
