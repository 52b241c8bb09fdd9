"""Named groups of lines in the sidebar: circles, and smart lists below them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netjournal.ui.own_keys import claim
from netjournal.ui.people_mime import people_in
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.buttons import icon_button
from netjournal.ui.widgets.nav_button import NavButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent

    from netjournal.services.finding.saved_lists import SavedListRow
    from netjournal.services.people.circles import CircleRow

_LEAST: Final = 60
_VERBS: Final = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "delete"}
_BARE: Final = 20  # the mark alone; 0 would mean the hint of the whole line


class GroupButton(NavButton):
    """One line of a group; ``key`` is what it shows.

    Signals:
        verb_wanted: F2 ("rename") or Del ("delete") was pressed on it.
    """

    verb_wanted = Signal(str)

    def __init__(self, key: int, text: str, icon: str = "", count: str = "") -> None:
        """Show one line."""
        super().__init__(display_safe(text, 80), icon, count)
        self.key = key
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(_LEAST)  # a long name is shortened, the count stays
        claim(self, *_VERBS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Del mean this line, not who is chosen on the page."""
        verb = _VERBS.get(Qt.Key(event.key()))
        if verb is None:
            super().keyPressEvent(event)
        else:
            self.verb_wanted.emit(verb)

    def set_bare(self, *, bare: bool) -> None:
        """Show the mark alone, as narrow as the sidebar is then."""
        self.setMinimumWidth(_BARE if bare else _LEAST)
        super().set_bare(bare=bare)


class CircleButton(GroupButton):
    """A circle's line: its own colour as a dot; people can be dropped on it.

    Signals:
        people_dropped: Ids of people.
    """

    people_dropped = Signal(object)

    def __init__(self, circle: CircleRow) -> None:
        """Show one circle."""
        super().__init__(circle.id, circle.name, "", number(circle.count))
        self.setObjectName(f"circle_{circle.id}")
        self._colour = QColor(circle.colour) if circle.colour else QColor()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take people, and look pressed as long as they are over it."""
        if people_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.setDown(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self.setDown(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell who was dropped."""
        self.setDown(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.people_dropped.emit(people_in(event.mimeData()))

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


class ListButton(GroupButton):
    """A smart list's line."""

    def __init__(self, row: SavedListRow) -> None:
        """Show one list; how many it finds follows later."""
        super().__init__(row.id, row.name, "filter")
        self.setObjectName(f"smart_list_{row.id}")
        self.set_about(display_safe(row.query, 120))


class Group(QWidget):
    """A heading with a button to add, and lines below.

    Signals:
        chosen: Key of the line that was clicked.
        menu_requested: Key of a line and the global point of its menu.
        verb_requested: Key of a line, and "rename" or "delete".
        people_dropped: Key of a line and the ids of people who were dropped on it.
        add_requested: The button beside the heading.
    """

    chosen = Signal(object)
    menu_requested = Signal(object, QPoint)
    verb_requested = Signal(object, str)
    people_dropped = Signal(object, object)
    add_requested = Signal()

    def __init__(self, title: str, add: str, name: str, parent: QWidget | None = None) -> None:
        """Create it empty.

        Args:
            title: The heading, translated.
            add: What the button does, translated.
            name: Object name of the button.
            parent: Owner.
        """
        super().__init__(parent)
        self._lines: dict[int, GroupButton] = {}
        self._head = QWidget(self)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(10, 0, 2, 0)
        self.title = Label(title, "caption", "quiet", parent=self._head)
        font = self.title.font()
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.6)
        self.title.setFont(font)
        self.add = icon_button("add", add, name, self._head)
        self.add.set_side(14)
        self.add.clicked.connect(self.add_requested)
        line.addWidget(self.title, 1)
        line.addWidget(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._head)

    def lines(self) -> list[GroupButton]:
        """Return the lines from top to bottom."""
        return list(self._lines.values())

    def set_lines(self, lines: Sequence[GroupButton], chosen: int | None) -> None:
        """Show these lines instead of the old ones."""
        for old in self._lines.values():
            self._column.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._lines = {line.key: line for line in lines}
        for line in lines:
            line.clicked.connect(self._on_clicked)
            line.customContextMenuRequested.connect(self._on_menu)
            line.verb_wanted.connect(partial(self.verb_requested.emit, line.key))
            if isinstance(line, CircleButton):
                line.people_dropped.connect(partial(self.people_dropped.emit, line.key))
            line.setChecked(line.key == chosen)
            self._column.addWidget(line)
            line.show()

    def mark(self, key: int | None) -> None:
        """Mark the line that the window shows, None for none of them."""
        for line in self._lines.values():
            line.setChecked(line.key == key)

    def set_counts(self, counts: dict[int, int]) -> None:
        """Show how many people each line stands for."""
        for key, line in self._lines.items():
            line.set_count(number(counts.get(key, 0)))

    @Slot()
    def _on_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, GroupButton):
            line.setChecked(True)
            self.chosen.emit(line.key)

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        line = self.sender()
        if isinstance(line, GroupButton):
            self.menu_requested.emit(line.key, line.mapToGlobal(point))


def number(value: int) -> str:
    """Return a count as the sidebar shows it: nothing for none."""
    return QLocale().toString(value) if value else ""
