"""The smart list that the People page shows: its name, and what it looks for as that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.ui.plain_text import display_safe

if TYPE_CHECKING:
    from netjournal.services.finding.saved_lists import SavedListRow
    from netjournal.ui.contacts.list_header import ListHeader


class ListPlace:
    """Which smart list is shown, if any."""

    def __init__(self, header: ListHeader) -> None:
        """Show none; ``header`` has its name and its words."""
        self._header = header
        self.row: SavedListRow | None = None

    @property
    def id(self) -> int | None:
        """The list's id, None for none."""
        return None if self.row is None else self.row.id

    @property
    def query(self) -> str:
        """What it looks for, "" for none."""
        return "" if self.row is None else self.row.query

    @property
    def name(self) -> str:
        """Its name, "" for none."""
        return "" if self.row is None else self.row.name

    def find(self, list_id: int) -> bool:
        """Take a list up; return whether it is there."""
        from netjournal.services.finding import saved_lists

        row = saved_lists.find(list_id)
        self.row = row or self.row
        return row is not None

    def leave(self) -> None:
        """Show no list any more."""
        self.row = None

    def follow(self) -> bool:
        """Show the list's name, and look for what it asks now; False when it is gone."""
        from netjournal.services.finding import saved_lists

        shown = self.row
        self.row = row = None if shown is None else saved_lists.find(shown.id)
        if row is None or shown is None:
            return False
        if row.query != shown.query and self._header.filter.text().strip() == shown.query:
            self._header.set_text(row.query)
        self._header.show_title(display_safe(row.name, 60), circle=None, narrowed=True)
        return True
