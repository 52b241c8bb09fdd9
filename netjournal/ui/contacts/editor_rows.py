"""Lists of the editor: several ways to reach someone, addresses, workplaces, dates.

``RowsEditor(make_row, add_text)`` shows one widget per entry, with buttons to move it up and down
and to take it away; ``make_row`` gives a ``Row``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from netjournal.ui.widgets.buttons import button, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

F = TypeVar("F")


class Row(QWidget, Generic[F]):
    """One entry.

    Signals:
        changed: The user changed something.
    """

    changed = Signal()

    def load(self, form: F) -> None:
        """Show an entry."""
        raise NotImplementedError

    def entry(self) -> F:
        """Return the entry as it is now."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Return whether there is nothing in it that would be kept."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return why this cannot be saved yet, or nothing."""
        return ""

    def focus_first(self) -> None:
        """Put the cursor into its first field."""
        self.setFocus()


class _Holder(QWidget):
    """A row with its buttons; Alt+Up and Alt+Down move it."""

    moved = Signal(int)
    removed = Signal()

    def __init__(self, row: Row[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(row, 1)
        self.up = self._tool("chevron-up", self.tr("Move up"), "row_up")
        self.down = self._tool("chevron", self.tr("Move down"), "row_down")
        self.remove = self._tool("close", self.tr("Take away"), "row_remove")
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.remove.clicked.connect(self.removed)
        for tool in (self.up, self.down, self.remove):
            line.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)

    def _tool(self, icon: str, text: str, name: str) -> QToolButton:
        tool = icon_button(icon, text, name, self)
        tool.setProperty("kind", "row")  # as tall as the field beside it
        return tool

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the row with the keyboard."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def allow(self, *, up: bool, down: bool) -> None:
        """Say which ways it can be moved; the arrow in focus gives way to the other one."""
        for tool, able, other in ((self.up, up, self.down), (self.down, down, self.up)):
            if tool.hasFocus() and not able:  # else Qt would scroll to whatever comes next
                other.setEnabled(True)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
        self.up.setEnabled(up)
        self.down.setEnabled(down)

    @Slot()
    def _on_up(self) -> None:
        self.moved.emit(-1)

    @Slot()
    def _on_down(self) -> None:
        self.moved.emit(1)


class RowsEditor(QWidget, Generic[F]):
    """A list of entries that can be added, moved and taken away.

    Signals:
        changed: The user changed something.
    """

    changed = Signal()

    def __init__(
        self,
        make_row: Callable[[], Row[F]],
        make_form: Callable[[], F],
        add_text: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Create an empty list.

        Args:
            make_row: Returns a widget for one entry.
            make_form: Returns an empty entry.
            add_text: Caption of the button that adds one.
            name: Object name of the list.
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._make_row, self._make_form = make_row, make_form
        self._holders: list[_Holder] = []
        self.add_button = button(add_text, "small", "add", name=f"{name}_add", parent=self)
        self.add_button.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def load(self, entries: Sequence[F]) -> None:
        """Show these entries."""
        for holder in list(self._holders):
            self._drop(holder)
        for entry in entries:
            self._append(entry)
        self._name_tools()

    def entries(self) -> list[F]:
        """Return the entries in order, empty ones left out."""
        return [holder.row.entry() for holder in self._holders if not holder.row.is_blank()]

    def rows(self) -> list[Row[F]]:
        """Return the widgets from top to bottom."""
        return [holder.row for holder in self._holders]

    def problem(self) -> str:
        """Return the first reason why this cannot be saved, or nothing."""
        return next((words for row in self.rows() if (words := row.problem())), "")

    def _append(self, entry: F) -> _Holder:
        row = self._make_row()
        holder = _Holder(row, self)
        row.load(entry)
        row.changed.connect(self.changed)
        holder.moved.connect(self._on_moved)
        holder.removed.connect(self._on_removed)
        self._column.insertWidget(len(self._holders), holder)
        holder.show()  # at once, so that it can take the cursor
        self._holders.append(holder)
        return holder

    def _drop(self, holder: _Holder) -> None:
        self._holders.remove(holder)
        self._column.removeWidget(holder)
        holder.hide()
        holder.deleteLater()

    def _name_tools(self) -> None:
        for at, holder in enumerate(self._holders):
            holder.allow(up=at > 0, down=at < len(self._holders) - 1)

    @Slot()
    def _on_add(self) -> None:
        holder = self._append(self._make_form())
        self._name_tools()
        holder.row.focus_first()
        self.changed.emit()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        holder = self.sender()
        if not isinstance(holder, _Holder):
            return
        at = self._holders.index(holder)
        to = at + step
        if 0 <= to < len(self._holders):
            self._holders.insert(to, self._holders.pop(at))
            self._column.removeWidget(holder)
            self._column.insertWidget(to, holder)
            self._name_tools()
            self.changed.emit()

    @Slot()
    def _on_removed(self) -> None:
        holder = self.sender()
        if isinstance(holder, _Holder):
            # first: hiding what has the focus would scroll to whatever comes next
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._drop(holder)
            self._name_tools()
            self.changed.emit()


def text_line(parent: QWidget, name: str, words: str, hint: str = "") -> QLineEdit:
    """Return a line called ``words``; an empty one shows ``hint``, else what it is called."""
    field = QLineEdit(parent)
    field.setObjectName(name)
    field.setPlaceholderText(hint or words)
    field.setAccessibleName(words)
    return field
