"""What is listed on the page *My shelf*: ``WorksModel(session)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt

from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkRow
from netjournal.ui import labels, shelf_words
from netjournal.ui.paged_model import HeldTableModel
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.widgets.row_delegate import RowView

if TYPE_CHECKING:
    from netjournal.ui.session import Session

_ICONS: Final = {
    "skill": "helped",
    "offer": "gift",
    "post": "note",
    "talk": "volunteering",
    "article": "letter",
    "project": "work",
}


class WorksModel(HeldTableModel):
    """What is on the shelf by id; dozens at most, read at once."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._session = session

    def show_works(self, *, retired: bool) -> None:
        """Read what is on the shelf, or what was."""
        self.show_rows({row.id: row for row in shelf.works(retired=retired)})

    def work(self, work_id: int | None) -> WorkRow | None:
        """Return one work of those read."""
        row = None if work_id is None else self.held(work_id)
        return row if isinstance(row, WorkRow) else None

    def cell(self, row: object, column: int, role: int) -> Any:
        """Say a work in words."""
        if not isinstance(row, WorkRow):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return display_safe(row.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = f"{row.title}, {shelf_words.meta(row, self._session.today())}"
            return tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else display_safe(said)
        return None

    def view_of(self, row: WorkRow) -> RowView:
        """Return what the delegate paints."""
        return RowView(
            name=display_safe(row.title),
            detail=shelf_words.meta(row, self._session.today()),
            side="",
            icon=_ICONS.get(row.kind, "share"),
            pills=((labels.work("offer"), "accent"),) if row.kind == "offer" else (),
        )
