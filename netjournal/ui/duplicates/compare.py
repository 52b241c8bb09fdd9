"""Two or more entries side by side, field by field; where they differ, one value is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QScrollArea, QWidget

from netjournal.services.duplicates import merge
from netjournal.services.people import contacts
from netjournal.ui import theme
from netjournal.ui.duplicates import words
from netjournal.ui.photos import load_picture
from netjournal.ui.plain_text import breakable
from netjournal.ui.safe import Label, set_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.duplicates.merge import Side
    from netjournal.ui.session import Session

_COLUMN: Final = 190
_COLUMN_LARGE: Final = 240  # with large text, so that two columns need no scrolling
_MOST_LINES: Final = 12
_PICTURE: Final = 64


class Compare(QScrollArea):
    """The fields of some people in columns.

    What only one of them has, and every list, is shown but not asked for: all of it is kept.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nobody yet."""
        super().__init__(parent)
        self.setObjectName("compare")
        self.setAccessibleName(self.tr("Side by side"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self._session = session
        self._groups: dict[str, QButtonGroup] = {}
        self.ids: tuple[int, ...] = ()
        self.keeper = 0

    def show_people(self, ids: Sequence[int]) -> None:
        """Put people side by side; nobody empties it.

        Raises:
            NotFound: One of them is gone.
        """
        self._groups.clear()
        self.ids = tuple(ids)
        inside = QWidget()
        inside.setObjectName("compare_inside")
        inside.setAutoFillBackground(False)
        if ids:
            self.keeper = merge.best_keeper(ids)
            self._fill(inside)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)

    def choices(self) -> dict[str, int]:
        """Return field → whose value was chosen."""
        return {field: group.checkedId() for field, group in self._groups.items()}

    def radios(self, field: str) -> list[QRadioButton]:
        """Return the buttons of a field that differs, in the order of the people."""
        group = self._groups.get(field)
        return [b for b in group.buttons() if isinstance(b, QRadioButton)] if group else []

    def _fill(self, inside: QWidget) -> None:
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column in range(len(self.ids)):
            grid.setColumnMinimumWidth(column + 1, min(theme.px(_COLUMN), _COLUMN_LARGE))
            grid.setColumnStretch(column + 1, 1)
        sides = merge.sides(self.ids)
        row = 0
        for side in sides:
            self._add_side(grid, row, side)
            row += 1
        self._add_lists(grid, row)

    def _add_side(self, grid: QGridLayout, row: int, side: Side) -> None:
        name = words.field(side.field)
        heading = Label(name, "small", "quiet")
        grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(grid.parentWidget()) if side.differs else None
        for column, (who, text) in enumerate(zip(self.ids, side.texts, strict=True), start=1):
            shown = words.value(side.field, text)
            if group is None or not shown:
                grid.addWidget(_cell(shown), row, column, Qt.AlignmentFlag.AlignTop)
                continue
            choice = QRadioButton(shown.replace("&", "&&"))
            choice.setObjectName(f"choose_{side.field}_{column}")
            choice.setAccessibleName(f"{name}: {shown}")
            set_tooltip(choice, shown)
            if side.field == "photo":
                self._show_picture(choice, who)
            group.addButton(choice, who)
            grid.addWidget(choice, row, column)
        if group is not None:
            wanted = group.button(self.keeper) or group.buttons()[0]
            wanted.setChecked(True)
            self._groups[side.field] = group

    def _show_picture(self, choice: QRadioButton, who: int) -> None:
        """Show the picture that is chosen from, where it can be read."""
        (row,) = contacts.rows([who], self._session.today())
        if row is None or row.photo_id is None:
            return
        image = load_picture(contacts.photo(row.photo_id)[0], theme.px(_PICTURE))
        if image is not None:
            choice.setIcon(QIcon(QPixmap.fromImage(image)))
            choice.setIconSize(QSize(theme.px(_PICTURE), theme.px(_PICTURE)))
            choice.setText("")

    def _add_lists(self, grid: QGridLayout, row: int) -> None:
        """Show what is kept of all of them."""
        found = [words.lists(contacts.form(who)) for who in self.ids]
        met = merge.histories(self.ids)
        kept = Label(self.tr("Kept from everyone"), "heading")
        grid.addWidget(kept, row, 0, 1, len(self.ids) + 1)
        today = self._session.today()
        for heading in found[0]:
            columns = [_lines(one[heading]) for one in found]
            row = self._add_row(grid, row, heading, columns)
        history = [words.history(*met[who], today) for who in self.ids]
        row = self._add_row(grid, row, self.tr("History"), history)
        grid.setRowStretch(row + 1, 1)

    def _add_row(self, grid: QGridLayout, row: int, heading: str, columns: list[str]) -> int:
        if not any(columns):
            return row
        row += 1
        grid.addWidget(Label(heading, "small", "quiet"), row, 0, Qt.AlignmentFlag.AlignTop)
        for column, text in enumerate(columns, start=1):
            grid.addWidget(_cell(text), row, column, Qt.AlignmentFlag.AlignTop)
        return row


def _cell(text: str) -> Label:
    """Return a cell; long addresses get places to break at and can't be copied then."""
    shown = breakable(text)
    plain = bool(text) and shown == text
    made = Label(shown or "–", "body", "ink" if text else "quiet", wrap=True, selectable=plain)
    made.setAccessibleName(text)
    return made


def _lines(lines: list[str]) -> str:
    more = ["…"] if len(lines) > _MOST_LINES else []
    return "\n".join([*lines[:_MOST_LINES], *more])
