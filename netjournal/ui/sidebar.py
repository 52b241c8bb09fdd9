"""The left edge of the window: pages with counts, circles, and whether everything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QObject,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.safe import Label, display_safe, tooltip
from netjournal.ui.widgets.buttons import icon_button
from netjournal.ui.widgets.nav_button import NavButton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.services.circles import CircleRow
    from netjournal.ui.screens import PageSpec

WIDTH: Final = 212
_SLIM: Final = 52  # marks alone
_ROOMY: Final = 820  # from this width of the window on, names have room


class CircleButton(NavButton):
    """A circle's line: its own colour as a dot."""

    def __init__(self, circle: CircleRow, parent: QWidget | None = None) -> None:
        """Show one circle."""
        super().__init__(display_safe(circle.name, 80), "", _number(circle.count), parent)
        self.circle_id = circle.id
        self._colour = QColor(circle.colour) if circle.colour else QColor()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(60)  # a long name is shortened, the count stays

    def _paint_mark(self, painter: QPainter, where: QRectF, tone: str) -> None:
        if not self._colour.isValid():
            super()._paint_mark(painter, where, tone)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        side = where.width()
        middle = QPointF(where.center().x(), self.height() / 2)
        painter.drawEllipse(middle, side * 0.31, side * 0.31)


class Sidebar(QFrame):
    """Word mark, pages, circles, and the journal's name and state at the foot.

    Signals:
        page_chosen: Key of a page.
        circle_chosen: Id of a circle.
        circle_menu_requested: Id of a circle and the global point of its menu.
        circle_add_requested: The user wants a new circle.
    """

    page_chosen = Signal(str)
    circle_chosen = Signal(object)
    circle_menu_requested = Signal(object, QPoint)
    circle_add_requested = Signal()

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        """Show ``pages``; circles and counts follow."""
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("role", "sidebar")
        self.setFixedWidth(theme.px(WIDTH))
        theme.notifier().changed.connect(self._on_look_changed)
        self._narrow = False
        self._mark: list[Label] = []
        self._pages: dict[str, NavButton] = {}
        self._circles: dict[int, CircleButton] = {}
        self._build(pages)
        if parent is not None:
            parent.installEventFilter(self)

    def _build(self, pages: Sequence[PageSpec]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 18)
        column.setSpacing(2)
        self._brand = self._word_mark()
        column.addWidget(self._brand)
        column.addSpacing(12)
        for spec in pages:
            line = NavButton(spec.title(), spec.icon, parent=self)
            line.setObjectName(f"nav_{spec.key}")
            line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.clicked.connect(self._on_page_clicked)
            self._pages[spec.key] = line
            column.addWidget(line)
        column.addSpacing(10)
        column.addWidget(self._circles_head())
        column.addWidget(self._circles_area(), 1)
        column.addSpacing(8)
        self.file_label = Label("", "small", "quiet", wrap=True, parent=self)
        self.file_label.setObjectName("journal_name")
        self.state_label = Label("", "small", "quiet", wrap=True, parent=self)
        self.state_label.setObjectName("saved_state")
        for label in (self.file_label, self.state_label):
            label.setContentsMargins(10, 0, 4, 0)
            column.addWidget(label)

    def _word_mark(self) -> QWidget:
        """The name in two tones; one label for screen readers."""
        mark = QWidget(self)
        mark.setObjectName("word_mark")
        mark.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a name isn't mirrored
        mark.setAccessibleName("NetJournal")
        line = QHBoxLayout(mark)
        line.setContentsMargins(10, 0, 0, 0)
        line.setSpacing(0)
        for text, tone in (("Net", "ink"), ("Journal", "accent")):
            word = Label(text, "mark", tone, parent=mark)
            self._mark.append(word)
            line.addWidget(word)
        line.addStretch()
        self._size_mark()
        return mark

    def _size_mark(self) -> None:
        font = theme.font("name")
        font.setPointSizeF(font.pointSizeF() * 16 / 14)
        font.setBold(True)
        for word in self._mark:
            word.setFont(font)

    @Slot()
    def _on_look_changed(self) -> None:
        """Grow with the text."""
        self._size_mark()
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow the widget it is laid out in, which need not be the one it was made for."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and parent is not None:
            parent.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Leave the pages their room: marks alone where the window is narrow for its text."""
        window = self.parentWidget()
        narrow = window is not None and window.width() < theme.px(_ROOMY)
        self.setFixedWidth(theme.px(_SLIM if narrow else WIDTH))
        if narrow == self._narrow:
            return
        self._narrow = narrow
        side = 6 if narrow else 12
        column = self.layout()
        assert column is not None
        column.setContentsMargins(side, 18, side, 18)
        for part in (self._brand, self._circles_title, self.file_label, self.state_label):
            part.setVisible(not narrow)
        for line in (*self._pages.values(), *self._circles.values()):
            self._dress(line)

    def _dress(self, line: NavButton) -> None:
        """Show a line as wide as the sidebar is; what is cut is in the tooltip."""
        line.set_bare(bare=self._narrow)
        line.setToolTip(tooltip(line.accessibleName()) if self._narrow else "")

    def _circles_head(self) -> QWidget:
        self._head = QWidget(self)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(10, 0, 2, 0)
        title = Label(self.tr("CIRCLES"), "caption", "quiet", parent=self._head)
        self._circles_title = title
        font = title.font()
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.6)
        title.setFont(font)
        self.add_circle = icon_button("add", self.tr("New circle"), "add_circle", self._head)
        self.add_circle.setIconSize(QSize(14, 14))
        self.add_circle.clicked.connect(self.circle_add_requested)
        line.addWidget(title, 1)
        line.addWidget(self.add_circle)
        return self._head

    def _circles_area(self) -> QWidget:
        area = QScrollArea(self)
        area.setObjectName("circles_area")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(area)
        holder.setObjectName("circles")
        self._circle_lines = QVBoxLayout(holder)
        self._circle_lines.setContentsMargins(0, 0, 0, 0)
        self._circle_lines.setSpacing(2)
        self._circle_lines.addStretch()
        area.setWidget(holder)
        holder.setAutoFillBackground(False)
        return area

    # -- what it shows

    def show_page(self, key: str, circle_id: int | None = None) -> None:
        """Mark what the window shows: a page, or a circle of the people page."""
        for name, line in self._pages.items():
            line.setChecked(name == key and circle_id is None)
        for number, circle in self._circles.items():
            circle.setChecked(number == circle_id)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show numbers beside pages; 0 shows none."""
        for key, line in self._pages.items():
            line.set_count(_number(counts.get(key, 0)))

    def set_circles(self, circles: Iterable[CircleRow], chosen: int | None) -> None:
        """Show these circles from top to bottom."""
        for old in self._circles.values():
            self._circle_lines.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self._circles.clear()
        for at, circle in enumerate(circles):
            line = CircleButton(circle, self)
            line.setObjectName(f"circle_{circle.id}")
            line.clicked.connect(self._on_circle_clicked)
            line.customContextMenuRequested.connect(self._on_circle_menu)
            line.setChecked(circle.id == chosen)
            self._dress(line)
            self._circles[circle.id] = line
            self._circle_lines.insertWidget(at, line)
            line.show()

    def set_journal(self, name: str) -> None:
        """Show the name of the journal's file."""
        self.file_label.setText(display_safe(name, 60))

    def set_state(self, text: str, tone: str = "quiet") -> None:
        """Show whether everything is saved."""
        self.state_label.setText(text)
        self.state_label.set_tone(tone)

    # -- slots

    @Slot()
    def _on_page_clicked(self) -> None:
        for key, line in self._pages.items():
            if line is self.sender():
                line.setChecked(True)
                self.page_chosen.emit(key)

    @Slot()
    def _on_circle_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, CircleButton):
            line.setChecked(True)
            self.circle_chosen.emit(line.circle_id)

    @Slot(QPoint)
    def _on_circle_menu(self, point: QPoint) -> None:
        line = self.sender()
        if isinstance(line, CircleButton):
            self.circle_menu_requested.emit(line.circle_id, line.mapToGlobal(point))


def _number(value: int) -> str:
    return QLocale().toString(value) if value else ""
