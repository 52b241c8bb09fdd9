"""Long lists: the model knows every id, and reads rows a page at a time.

Public:
    PagedTableModel(read_rows, columns=1, parent=None, page=PAGE)
        .set_ids(ids), .ids, .id_at(row), .row_of(id), .row_at(row) -> object | None
        .expect(first, last)   read what is about to be shown in one go, and nothing else
        .invalidate(ids=None), roles ROW (the row object) and ID
        override .cell(row, column, role) for texts, .heading(column) for headers

    HeldTableModel(parent=None)   few rows, all handed over at once
        .show_rows(rows by id, in order), .held(id)

``read_rows(ids) -> list`` returns one row object per id, in the order asked, None where it is gone.
It is called on the GUI thread with at most ``page`` ids, or a screenful.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from netjournal.ui.id_runs import common_end, common_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

PAGE: Final = 100
PAGES: Final = 50
ROW: Final = Qt.ItemDataRole.UserRole
ID: Final = Qt.ItemDataRole.UserRole + 1
# A view asks it of whatever comes under the pointer, before that is read.
_UNUSED: Final = Qt.ItemDataRole.StatusTipRole
# Above this many touched ids one signal for all is cheaper.
_MANY: Final = 64

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class PagedTableModel(QAbstractTableModel):
    """Ids in order, rows on demand.

    Args:
        read_rows: Ids → row objects, one each, None where gone.
        columns: Number of columns.
        parent: Owner.
        page: How many rows are read at once.
    """

    def __init__(
        self,
        read_rows: Callable[[Sequence[int]], Sequence[object | None]],
        columns: int = 1,
        parent: QObject | None = None,
        page: int = PAGE,
    ) -> None:
        """Start empty."""
        super().__init__(parent)
        self._page = page
        self._read_rows = read_rows
        self._width = columns
        self._ids: Sequence[int] = array("q")
        self._rows: dict[int, object | None] = {}  # those read first come first

    @property
    def ids(self) -> Sequence[int]:
        """All ids in the order shown; don't change it."""
        return self._ids

    def set_ids(self, ids: Iterable[int]) -> None:
        """Show these ids.

        One run put in or taken out is told as such, so views keep their place by themselves; all
        else resets the model (see ``long_lists.keep_place``). The same ids again only drop the
        pages.

        Args:
            ids: Ids in order; an ``array("q")`` is taken over without a copy.
        """
        new = ids if isinstance(ids, array) else array("q", ids)
        old = self._ids
        if not isinstance(old, array):
            self._show(new, None)
            return
        start = common_start(old, new)
        end = common_end(old, new, start)
        self._show(new, (start, len(old) - start - end, len(new) - start - end))

    def _show(self, new: Sequence[int], run: tuple[int, int, int] | None) -> None:
        """Show other ids, and tell views what became of the rows.

        Args:
            new: All ids.
            run: (row, how many went there, how many came there); None when nobody knows.
        """
        start, gone, come = run or (0, 1, 1)
        if gone and come:
            self.beginResetModel()
            self._take(new)
            self.endResetModel()
        elif come:
            self.beginInsertRows(_NOWHERE, start, start + come - 1)
            self._take(new)
            self.endInsertRows()
        elif gone:
            self.beginRemoveRows(_NOWHERE, start, start + gone - 1)
            self._take(new)
            self.endRemoveRows()
        else:
            self._take(new)
            self.invalidate()

    def id_at(self, row: int) -> int | None:
        """Return the id shown in ``row``, None outside."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def ids_of(self, first: int, last: int) -> Sequence[int]:
        """Return the ids in rows ``first`` to ``last``, without those not known any more."""
        return self._ids[max(0, first) : last + 1]

    def row_of(self, record_id: int) -> int:
        """Return where an id is shown, -1 when it is not."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def row_at(self, row: int) -> object | None:
        """Return the row object, reading its page when needed; None when it is gone."""
        if row not in self._rows:
            begin = row - row % self._page
            self.expect(begin, begin + self._page - 1)
        return self._rows.get(row)

    def expect(self, first: int, last: int) -> None:
        """Read those of some rows that aren't known yet, in one go.

        Args:
            first: The first that is about to be shown.
            last: The last; both may lie outside of the list.
        """
        rows = self._rows
        first, last = max(0, first), min(last, len(self._ids) - 1)
        while first <= last and first in rows:
            first += 1
        while first <= last and last in rows:
            last -= 1
        if first > last:
            return
        read = self._read_rows(self._ids[first : last + 1])
        for row, found in enumerate(read, first):
            rows.pop(row, None)  # known in between: the newest come last
            rows[row] = found
        while len(rows) > PAGES * self._page:
            del rows[next(iter(rows))]

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Forget what was read of these ids (None: of all), and have views paint them anew."""
        touched = None if ids is None else set(ids)
        if touched is None or len(touched) > _MANY:
            self._rows.clear()
            self._announce(0, len(self._ids) - 1)
            return
        for row in sorted(map(self.row_of, touched)):
            if row >= 0:
                self._rows.pop(row, None)
                self._announce(row, row)

    def cell(self, row: object, column: int, role: int) -> object:
        """Return what one cell shows; subclasses answer DisplayRole, ToolTipRole and so on.

        Args:
            row: The row object that ``read_rows`` gave.
            column: Which column.
            role: A ``Qt.ItemDataRole`` value. Tooltips must be escaped with ``safe.tooltip``.
        """
        return str(row) if role == Qt.ItemDataRole.DisplayRole and column == 0 else None

    def heading(self, column: int) -> str:
        """Return a column's header; subclasses translate it."""
        return str(column + 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the exact number of rows."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's data, or the row object and id by ``ROW`` and ``ID``."""
        number = index.row()
        if role == _UNUSED or not index.isValid() or not 0 <= number < len(self._ids):
            return None
        if role == ID:
            return self._ids[number]
        row = self.row_at(number)
        if role == ROW or row is None:
            return row
        return self.cell(row, index.column(), role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return column headings; rows have none."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.heading(section)
        return None

    def _take(self, ids: Sequence[int]) -> None:
        self._ids = ids
        self._rows.clear()

    def _announce(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self._width - 1))


class HeldTableModel(PagedTableModel):
    """The same for so few rows that all of them are read at once.

    Args:
        parent: Owner.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(self._read, parent=parent)
        self._held: Mapping[int, object] = {}

    def show_rows(self, rows: Mapping[int, object]) -> None:
        """Show these rows, keyed by id, in the mapping's order."""
        self._held = rows
        self.set_ids(rows)

    def held(self, record_id: int) -> object | None:
        """Return the row object of an id, None when it is not shown."""
        return self._held.get(record_id)

    def _read(self, ids: Sequence[int]) -> Sequence[object | None]:
        return [self._held.get(record_id) for record_id in ids]
