"""A button that looks like words: no frame, underlined under the mouse, shortened where needed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import safe, theme
from netjournal.ui.plain_text import display_safe
from netjournal.ui.widgets import painting
from netjournal.ui.widgets.buttons import PushButton


class WordButton(PushButton):
    """Words that do something.

    Args:
        text: What it says; shown as written.
        role: Type size, a key of ``theme.SIZES``.
        tone: Colour token; the accent while it is checked.
        parent: Owner.
    """

    def __init__(
        self, text: str, role: str = "body", tone: str = "accent", parent: QWidget | None = None
    ) -> None:
        """Create it."""
        super().__init__(parent)
        self._words, self._role, self._tone = "", role, tone
        self.setAutoDefault(False)
        # the application's buttons have a height and a frame; words have neither, their menus do
        plain = "min-height: 0px; padding: 0px; border: none; background: transparent;"
        self.setStyleSheet(f"QPushButton {{ {plain} }}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Change what it says."""
        self._words = display_safe(text, 300)
        self.setAccessibleName(self._words)
        if self.toolTip():  # of words that had no room; painting finds out about these
            safe.set_tooltip(self, "")
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what it says."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        width = painting.text_width(self._words, self._role)
        return QSize(round(width) + 2, round(painting.line_height(self._role)) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, underlined while they would do something."""
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        tone = "accent" if self.isChecked() else self._tone
        area = QRectF(self.rect())
        used = painting.draw_text(
            painter,
            area,
            self._words,
            self._role,
            tone,
            side | Qt.AlignmentFlag.AlignVCenter,
        )
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(theme.color(tone), 1.5 if self.hasFocus() else 1))
            left = area.right() - used if mirrored else area.left()
            y = area.center().y() + painting.line_height(self._role) / 2 - 1
            painter.drawLine(round(left), round(y), round(left + used), round(y))
        painter.end()
        if used < painting.text_width(self._words, self._role) - 0.5:
            safe.set_tooltip(self, self._words)
