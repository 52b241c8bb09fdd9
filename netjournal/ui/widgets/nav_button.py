"""A line of the sidebar: ``NavButton(text, icon, count)``, ``set_text``, ``set_count``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from netjournal.ui import icons, theme
from netjournal.ui.widgets import painting
from netjournal.ui.widgets.buttons import PushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NavButton(PushButton):
    """A line of the sidebar: icon, text, and a count at the far side.

    Args:
        text: Translated name.
        icon: Icon name, empty for a coloured dot.
        count: What stands at the far side.
        parent: Owner.
    """

    def __init__(
        self, text: str, icon: str = "", count: str = "", parent: QWidget | None = None
    ) -> None:
        """Create the line."""
        super().__init__(parent)
        self.setProperty("kind", "nav")
        self._on = False
        self._about = ""
        self._text = text
        self._icon = icon
        self._count = count
        self._bare = False
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Change the name."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def set_count(self, count: str) -> None:
        """Change what stands at the far side."""
        if count == self._count:
            return
        self._count = count
        self._describe()
        self.update()

    def set_about(self, text: str) -> None:
        """Say more of the line to screen readers."""
        self._about = text
        self._describe()

    def setChecked(self, on: bool) -> None:
        """Mark the line as what the window shows.

        It is no check box, and screen readers should not call it one, so Qt's own mark is not used.
        """
        if on == self._on:
            return
        self._on = on
        self.setProperty("on", on)
        self.style().unpolish(self)
        self.style().polish(self)
        self._describe()
        self.update()

    def isChecked(self) -> bool:
        """Return whether the window shows this."""
        return self._on

    def _describe(self) -> None:
        shown = self.tr("shown now") if self._on else ""
        self.setAccessibleDescription(
            ", ".join(part for part in (self._about, self._count, shown) if part)
        )

    def set_bare(self, *, bare: bool) -> None:
        """Show the mark alone (a letter where there is no icon), or everything again."""
        self._bare = bare
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line of the design's height."""
        width = painting.text_width(self._text) + painting.text_width(self._count, "small")
        return QSize(round(width) + 72, theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground by style sheet, then icon and texts."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        on = self.isChecked()
        tone = "accent" if on else "soft_ink"
        side = theme.px(16)
        if self._bare:
            self._paint_bare(painter, side, tone)
            painter.end()
            return
        self._paint_mark(painter, self._placed(theme.px(10), side), tone)
        near, far = (_RIGHT, _LEFT) if self.isRightToLeft() else (_LEFT, _RIGHT)
        count = painting.text_width(self._count, "small")
        end = self.width() - 10 - count
        start = theme.px(36)
        label = self._placed(start, end - start - 8)
        role = "name" if on else "body"
        painting.draw_text(painter, label, self._text, role, tone, align=near)
        where = self._placed(end, count + 1)
        painting.draw_text(painter, where, self._count, "small", "quiet", align=far)
        painter.end()

    def _paint_bare(self, painter: QPainter, side: float, tone: str) -> None:
        if self._icon:
            self._paint_mark(painter, self._placed((self.width() - side) / 2, side), tone)
            return
        role = "name" if self.isChecked() else "body"
        centre = Qt.AlignmentFlag.AlignCenter
        painting.draw_text(painter, QRectF(self.rect()), self._text[:1], role, tone, align=centre)

    def _paint_mark(self, painter: QPainter, where: QRectF, tone: str) -> None:
        side = where.width()
        square = QRectF(where.x(), round((self.height() - side) / 2), side, side)
        if self._icon:
            icons.draw(painter, square, self._icon, tone)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(square.center(), side * 0.31, side * 0.31)

    def _placed(self, left: float, width: float) -> QRectF:
        x = self.width() - left - width if self.isRightToLeft() else left
        return QRectF(x, 0, width, self.height())
