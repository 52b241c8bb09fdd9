"""A one-line label that shortens itself where room is short; its tooltip tells the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import safe
from netjournal.ui.widgets import painting

_RUNS: Final = {False: "\N{LEFT-TO-RIGHT MARK}", True: "\N{RIGHT-TO-LEFT MARK}"}


class ElidedLabel(QWidget):
    """One line of plain text.

    Args:
        text: What to show.
        role: Type size, a key of ``theme.SIZES``.
        tone: Colour token (ink, soft_ink, quiet, accent, warning_text, late_text).
        parent: Owner.
        sentence: The text is the window's own, with somebody's words in it: it runs as the window
            does, even where it begins with a name in another script.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        parent: QWidget | None = None,
        *,
        sentence: bool = False,
    ) -> None:
        """Create the label."""
        super().__init__(parent)
        self._role, self._tone, self._sentence = role, tone, sentence
        self._shown = self._told = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._shown

    def set_text(self, text: str) -> None:
        """Change the text."""
        self._shown = safe.display_safe(text, 2000)
        self.setAccessibleName(self._shown)
        self.updateGeometry()
        self._refresh_tooltip()
        self.update()

    def is_elided(self) -> bool:
        """Return whether some of the text does not fit."""
        return painting.text_width(self._shown, self._role) > self.width() + 0.5

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        width = painting.text_width(self._shown, self._role)
        return QSize(round(width) + 1, round(painting.line_height(self._role)))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out whether the tooltip is needed."""
        super().resizeEvent(event)
        self._refresh_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painting.draw_text(
            painter,
            QRectF(self.rect()),
            f"{_RUNS[mirrored]}{self._shown}" if self._sentence else self._shown,
            self._role,
            self._tone,
            align=align | Qt.AlignmentFlag.AlignVCenter,
        )
        painter.end()

    def _refresh_tooltip(self) -> None:
        told = self._shown if self.is_elided() else ""
        if told != self._told:  # asked at each change of size
            self._told = told
            safe.set_tooltip(self, told)
