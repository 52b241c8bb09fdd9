"""Views of long lists: fast settings, and places that are kept and chosen by id.

Public:
    tune_list(view)                    the QListView settings that keep 100,000 rows fast
    keep_place(view) -> PlaceKeeper    selection, current row and scroll position survive a reset
    choose_row(view, row)              select one row and nothing else, whatever keys are held
    show_row(view, row, at_top=False)  scroll there, also while a long list is still being laid out
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView

from netjournal.ui.paged_model import PagedTableModel


class PlaceKeeper(QObject):
    """Puts selection, current row and scroll position of a view back after its model was reset."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Watch ``view``, which already shows a ``PagedTableModel``."""
        super().__init__(view)
        self._view = view
        self._selected: list[int] = []
        self._current: int | None = None
        self._top: int | None = None
        model = self._model()
        model.modelAboutToBeReset.connect(self._on_before)
        model.modelReset.connect(self._on_after)

    def _model(self) -> PagedTableModel:
        model = self._view.model()
        if not isinstance(model, PagedTableModel):
            raise TypeError("keep_place needs a view of a PagedTableModel")
        return model

    def _on_before(self) -> None:
        model, view = self._model(), self._view
        chosen = view.selectionModel().selectedRows()
        self._selected = [value for row in chosen if (value := model.id_at(row.row())) is not None]
        self._current = model.id_at(view.currentIndex().row())
        self._top = model.id_at(view.indexAt(view.viewport().rect().topLeft()).row())

    def _on_after(self) -> None:
        model, view = self._model(), self._view
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
    """Set what keeps a QListView fast: uniform rows, laid out in batches, scrolled by pixels."""
    view.setUniformItemSizes(True)
    view.setLayoutMode(QListView.LayoutMode.Batched)
    view.setBatchSize(2000)
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
