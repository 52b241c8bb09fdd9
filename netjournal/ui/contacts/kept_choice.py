"""Who is chosen in the list of people, kept while a filter hides them or the list is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from netjournal.ui.long_lists import choose_row, show_row

if TYPE_CHECKING:
    from netjournal.ui.contacts.people_list import PeopleModel, PeopleView

_MOST: Final = 1_500  # runs of rows; of people scattered more widely the first one is chosen


class KeptChoice:
    """Notes the choice before the list changes, and makes it again after.

    Attributes:
        ids: Who was chosen last by the user, where the keyboard is first.
    """

    def __init__(self, view: PeopleView, model: PeopleModel) -> None:
        """Keep the choice of ``view``."""
        self._view, self._model = view, model
        self.ids: tuple[int, ...] = ()
        self._put: tuple[int, ...] = ()  # what of it the list had room for

    def note(self) -> None:
        """Remember who is chosen; who a filter left of them isn't a new choice."""
        now = self._view.chosen_ids()
        if now and now != self._put:
            self.ids = now

    def again(self, wish: int | None) -> bool:
        """Choose them again, as far as they are listed; return whether anybody is.

        Args:
            wish: Somebody who is to be chosen instead.
        """
        if wish is not None and self._model.row_of(wish) >= 0:
            self.ids = (wish,)
        rows = self._rows()
        if not rows or (wish is not None and self.ids != (wish,)):
            return False
        choose_row(self._view, rows[0])
        runs = _runs(rows)
        if len(rows) > 1 and len(runs) <= _MOST:
            others = QItemSelection()
            for first, last in runs:
                others.select(self._model.index(first, 0), self._model.index(last, 0))
            flags = QItemSelectionModel.SelectionFlag
            self._view.selectionModel().select(others, flags.Select | flags.Rows)
        show_row(self._view, rows[0])
        self._put = self._view.chosen_ids()
        return True

    def _rows(self) -> list[int]:
        """Return where they are listed, found in one pass through a list that may be long."""
        if len(self.ids) == 1:
            row = self._model.row_of(self.ids[0])
            return [row] if row >= 0 else []
        those = set(self.ids)
        found = {one: row for row, one in enumerate(self._model.ids) if one in those}
        return [found[one] for one in self.ids if one in found]


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return rows as runs (first, last) from top to bottom."""
    found: list[tuple[int, int]] = []
    for row in sorted(rows):
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
