"""Views of long lists: fast settings, and places that are kept and chosen by id.

Public:
    tune_list(view)                    the settings of a QListView of up to a few thousand rows
    keep_place(view) -> PlaceKeeper    selection, current row and scroll position survive a reset
    choose_row(view, row)              select one row and nothing else, whatever keys are held
    choose_id(view, id) -> bool        the same for a record, which is also brought into view
    chosen_ids(view), current_id(view) what is selected, and where the keyboard is
    chosen_rows(view)                  the same as runs of rows
    typed_letter(event) -> str         what a key press would type, empty for keys of the list
    show_row(view, row, at_top=False)  scroll there, also while a long list is still being laid out
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

from netjournal.ui.paged_model import PagedTableModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ROWS_A_TURN: Final = 1_000  # laid out at once: each row asks the model, in Python


class PlaceKeeper(QObject):
    """Puts selection, current row and scroll position of a view back after its model was reset."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Watch ``view``, which already shows a ``PagedTableModel``."""
        super().__init__(view)
        self._view = view
        self._selected: tuple[int, ...] = ()
        self._current: int | None = None
        self._top: int | None = None
        model = _records(view)
        model.modelAboutToBeReset.connect(self._on_before)
        model.modelReset.connect(self._on_after)

    def _on_before(self) -> None:
        view = self._view
        model = _records(view)
        self._selected = chosen_ids(view)
        self._current = model.id_at(view.currentIndex().row())
        self._top = model.id_at(view.indexAt(view.viewport().rect().topLeft()).row())

    def _on_after(self) -> None:
        view = self._view
        model = _records(view)
        chosen = QItemSelection()
        for record_id in self._selected:
            row = model.row_of(record_id)
            if row >= 0:
                chosen.select(model.index(row, 0), model.index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        current = -1 if self._current is None else model.row_of(self._current)
        if current >= 0:
            view.selectionModel().setCurrentIndex(model.index(current, 0), flags.NoUpdate)
        top = -1 if self._top is None else model.row_of(self._top)
        if top > 0:
            show_row(view, top, at_top=True)


def keep_place(view: QAbstractItemView) -> PlaceKeeper:
    """Keep selection, current row and scroll position by id; the view owns the keeper."""
    return PlaceKeeper(view)


def tune_list(view: QListView) -> None:
    """Set what keeps a QListView fast: uniform rows, laid out in batches, scrolled by pixels.

    It shows none before it has laid out the last one: for more, see ``widgets.row_table``.
    """
    view.setUniformItemSizes(True)
    view.setLayoutMode(QListView.LayoutMode.Batched)
    view.setBatchSize(_ROWS_A_TURN)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def choose_row(view: QAbstractItemView, row: int) -> None:
    """Select one row and nothing else, and make it the current one.

    ``setCurrentIndex`` looks at the keyboard: while Ctrl is held, as in Ctrl+Z, it would add the
    row to what is selected.
    """
    flags = QItemSelectionModel.SelectionFlag
    index = view.model().index(row, 0)
    view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def choose_id(view: QAbstractItemView, record_id: int) -> bool:
    """Select a record and nothing else, and bring it into view.

    Args:
        view: A view of a ``PagedTableModel``.
        record_id: Which record.

    Returns:
        Whether it is in the list.
    """
    row = _records(view).row_of(record_id)
    if row < 0:
        return False
    choose_row(view, row)
    show_row(view, row)
    return True


def chosen_ids(view: QAbstractItemView) -> tuple[int, ...]:
    """Return the selected ids of a ``PagedTableModel``, from top to bottom."""
    model = _records(view)
    return tuple(found for part in chosen_rows(view) for found in model.ids_of(*part))


def chosen_rows(view: QAbstractItemView) -> list[tuple[int, int]]:
    """Return the runs of selected rows from top to bottom, each as (first, last)."""
    selection = view.selectionModel().selection()
    runs = (selection.at(n) for n in range(selection.size()))
    return sorted({(run.top(), run.bottom()) for run in runs})


def current_id(view: QAbstractItemView) -> int | None:
    """Return the id the keyboard is at when it is selected, else the first selected one."""
    index = view.currentIndex()
    if index.isValid() and view.selectionModel().isSelected(index):
        return _records(view).id_at(index.row())
    return next(iter(chosen_ids(view)), None)


def typed_letter(event: QKeyEvent) -> str:
    """Return the text of a key press that a filter should take; empty when the list should."""
    allowed = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    return text if text.strip() and text.isprintable() and not event.modifiers() & ~allowed else ""


def _records(view: QAbstractItemView) -> PagedTableModel:
    """Return the view's model; a view of any other model is a mistake of ours."""
    model = view.model()
    if not isinstance(model, PagedTableModel):
        raise TypeError("this needs a view of a PagedTableModel")
    return model


def show_row(view: QAbstractItemView, row: int, *, at_top: bool = False) -> None:
    """Scroll to a row; use this instead of ``scrollTo`` in long lists.

    A list that is laid out in batches does not know far rows for some tenths of a second after a
    reset; until then this waits for its scroll bar to grow, unless somebody else scrolls first.

    Args:
        view: A list.
        row: Which row; none there, nothing happens.
        at_top: Make it the first one seen.
    """
    hints = QAbstractItemView.ScrollHint
    _Reveal(view, row, hints.PositionAtTop if at_top else hints.EnsureVisible)


class _Reveal(QObject):
    """Tries to reach a row as often as the scroll bar grows; deletes itself when done."""

    def __init__(
        self, view: QAbstractItemView, row: int, hint: QAbstractItemView.ScrollHint
    ) -> None:
        super().__init__(view)
        self._view = view
        self._row = row
        self._hint = hint
        bar = view.verticalScrollBar()
        if not self._reached():
            self._value = bar.value()
            bar.rangeChanged.connect(self._on_range_changed)

    def _reached(self) -> bool:
        view = self._view
        index = view.model().index(self._row, 0)
        view.scrollTo(index, self._hint)
        done = not index.isValid() or view.visualRect(index).isValid()
        if done:
            self.deleteLater()
        return done

    def _on_range_changed(self) -> None:
        bar = self._view.verticalScrollBar()
        if bar.value() != self._value or self._reached():
            bar.rangeChanged.disconnect(self._on_range_changed)
            self.deleteLater()
