"""The capture line over any page: Ctrl+L, write what happened, Enter.

Public: ``CaptureBox(session, field, window)`` with ``open(text="")``. It lies over the search
field, goes when it is left, and keeps what is typed until it is written down or emptied.

A line that the search hands over takes no other's place: where one stands unfinished, on whatever
page it was begun, the new one has a draft of its own, ``capture.<number>``. The newest comes first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QVBoxLayout, QWidget

from netjournal.services.keeping import drafts
from netjournal.ui import theme
from netjournal.ui.palette.capture_bar import CaptureBar

if TYPE_CHECKING:
    from netjournal.ui.session import Session

_WIDTH: Final = 720
_SHARED: Final = "capture"  # the draft of the line that every page shows
_OWN: Final = re.compile(r"capture\.(\d+)")


class BoxLine(CaptureBar):
    """A capture line with one of several unfinished lines in it."""

    def go_on(self, text: str = "") -> None:
        """Show ``text``, as an unfinished line beside others; or the newest of them."""
        self._draft.flush()
        key = _key_for(text)
        if key != self._draft.key:
            self._draft.key = key
            self._chosen.clear()  # who was meant in another line
            self.line.setText(drafts.get(key))
            self._draft.settle()
        if text:
            self.line.setText(text)

    def is_own(self) -> bool:
        """Whether a line stands here that no page shows."""
        return self._draft.key != _SHARED and bool(self.line.text().strip())


def _key_for(text: str) -> str:
    """Return under which key a line is kept, the newest one's without a text."""
    numbers = [int(own[1]) for key in drafts.there() if (own := _OWN.fullmatch(key))]
    keys = [f"{_SHARED}.{number}" for number in sorted(numbers, reverse=True)]
    if not text:
        return keys[0] if keys else _SHARED
    for key in (*keys, _SHARED):
        if drafts.get(key) == text:
            return key
    free = not keys and not drafts.get(_SHARED)
    return _SHARED if free else f"{_SHARED}.{max(numbers, default=0) + 1}"


class CaptureBox(QObject):
    """Shows the line when it is wanted; it is made then.

    Signals:
        put_aside: It was left with a line in it that no page shows.
    """

    put_aside = Signal()

    def __init__(self, session: Session, field: QWidget, window: QWidget) -> None:
        """Belong to ``window``; the line comes where ``field`` is."""
        super().__init__(window)
        self._session = session
        self._field = field
        self._window = window
        self._frame: QFrame | None = None
        self._bar: BoxLine | None = None

    @property
    def bar(self) -> BoxLine:
        """The capture line, made on first use."""
        if self._bar is None:
            frame = QFrame(self._window)
            frame.setObjectName("capture_box")
            frame.setProperty("role", "card")
            self._frame, self._bar = frame, BoxLine(self._session, parent=frame)
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
        """Show the line with the cursor in it, and ``text`` or what is unfinished in the line."""
        bar = self.bar
        bar.go_on(text)
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
        if self._frame.isVisible() and not self._frame.isAncestorOf(now):
            self._frame.hide()
            if self.bar.is_own():
                self.put_aside.emit()
