"""Who is chosen in the list of people, kept while a filter hides them or the list is read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from netjournal.ui.long_lists import choose_row, show_row

if TYPE_CHECKING:
    from netjournal.ui.contacts.people_list import PeopleModel, PeopleView

_MOST: Final = 1_000  # chosen one by one; of more the first one


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
        rows = [row for one in self.ids if (row := self._model.row_of(one)) >= 0]
        if not rows or (wish is not None and self.ids != (wish,)):
            return False
        choose_row(self._view, rows[0])
        if 1 < len(rows) <= _MOST:
            others = QItemSelection()
            for row in rows[1:]:
                index = self._model.index(row, 0)
                others.select(index, index)
            flags = QItemSelectionModel.SelectionFlag
            self._view.selectionModel().select(others, flags.Select | flags.Rows)
        show_row(self._view, rows[0])
        self._put = self._view.chosen_ids()
        return True
