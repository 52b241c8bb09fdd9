"""The page of the preview, with zoom: ``PageView``.

Keys: Page Up and Page Down turn pages, Home and End go to the first and last one, plus, minus and 0
zoom, the arrows scroll.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from netjournal.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from netjournal.ui.printing.preview import Shown

_MARGIN: Final = 16
_ZOOMS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_RING: Final = 2


class PageView(QAbstractScrollArea):
    """Shows one page; asks for it anew when it is to be larger or smaller.

    Signals:
        scale_changed: Pixels per 1/96 inch that the page is wanted in have changed.
        turned: Another page is wanted: how many further (negative: back).
        jumped: The first (0) or the last (-1) page is wanted.
    """

    scale_changed = Signal()
    turned = Signal(int)
    jumped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty page, as large as there is room."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._image: QImage | None = None
        self._paper: tuple[float, float] = (794.0, 1123.0)
        self._zoom: float | None = None  # None: the page fits
        self._text = ""

    # -- what is shown

    def set_paper(self, size: QSizeF) -> None:
        """Say how large the paper is, in 96ths of an inch."""
        if self._paper != (size.width(), size.height()):
            self._paper = (size.width(), size.height())
            self._image = None
            self._fit()

    def show_page(self, page: Shown) -> None:
        """Show a page."""
        image = QImage(
            page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32
        ).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image, self._text = image, ""
        self._fit()

    def show_text(self, text: str) -> None:
        """Show words in place of the page."""
        self._image, self._text = None, text
        self.viewport().update()

    @property
    def scale(self) -> float:
        """Device pixels per 1/96 inch that the page is wanted in."""
        return self._scale() * self.devicePixelRatioF()

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        room = self.maximumViewportSize()
        width, height = (max(40, side - 2 * _MARGIN) for side in (room.width(), room.height()))
        return max(0.1, min(width / self._paper[0], height / self._paper[1]))

    def _page_size(self) -> QSize:
        scale = self._scale()
        return QSize(round(self._paper[0] * scale), round(self._paper[1] * scale))

    # -- zoom

    def zoom_percent(self) -> int:
        """Return how large the page is shown."""
        return round(100 * self._scale())

    def zoom_in(self) -> None:
        """Show it larger."""
        now = self._scale()
        self._set_zoom(next((zoom for zoom in _ZOOMS if zoom > now * 1.01), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Show it smaller."""
        now = self._scale()
        self._set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < now * 0.99), _ZOOMS[0]))

    def zoom_fit(self) -> None:
        """Show all of the page."""
        self._set_zoom(None)

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = zoom
        self._fit()
        self.scale_changed.emit()

    def _fit(self) -> None:
        page, room = self._page_size(), self.viewport().size()
        for bar, wanted, given in (
            (self.horizontalScrollBar(), page.width(), room.width()),
            (self.verticalScrollBar(), page.height(), room.height()),
        ):
            bar.setRange(0, max(0, wanted + 2 * _MARGIN - given) if self._zoom else 0)
            bar.setPageStep(given)
            bar.setSingleStep(24)
        self.viewport().update()

    # -- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages and zoom; anything else scrolls."""
        key = event.key()
        deeds = {
            Qt.Key.Key_PageDown: lambda: self.turned.emit(1),
            Qt.Key.Key_PageUp: lambda: self.turned.emit(-1),
            Qt.Key.Key_Home: lambda: self.jumped.emit(0),
            Qt.Key.Key_End: lambda: self.jumped.emit(-1),
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.zoom_fit,
        }
        deed = deeds.get(Qt.Key(key))
        if deed is not None:
            deed()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page fitting."""
        super().resizeEvent(event)
        self._fit()
        if self._zoom is None:
            self.scale_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page on its ground, and a ring when it has the keyboard."""
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        painter.fillRect(area, theme.color("sidebar"))
        page = self._page_size()
        x = max(_MARGIN, (area.width() - page.width()) // 2) - self.horizontalScrollBar().value()
        y = max(_MARGIN, (area.height() - page.height()) // 2) - self.verticalScrollBar().value()
        place = QRectF(QPoint(x, y), page)
        painter.fillRect(place, QColor("#ffffff"))  # paper is white in a dark window, too
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
        elif self._text:
            painter.setPen(QColor("#636c76"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place.adjusted(24, 24, -24, -24), int(flags), self._text)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawRect(place)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), _RING))
            painter.drawRect(QRectF(area).adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()
