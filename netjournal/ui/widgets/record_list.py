"""A list of records to choose from, one of which can be opened or asked for its menu.

Public: ``RecordList(model, view_of, parent)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netjournal.ui import theme
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView, row_height
from netjournal.ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from netjournal.ui.paged_model import Index, PagedTableModel

_KEPT: Final = 60  # rows painted before and ahead: three screenfuls on most screens


class RecordList(RowTable):
    """Rows of a ``PagedTableModel``, in a card; the page says what choosing one does.

    Args:
        model: What to list; should outlive the view.
        view_of: The model's row object → how it is painted.
        parent: Owner.
    """

    def __init__(
        self,
        model: PagedTableModel,
        view_of: Callable[[Any], RowView],
        parent: QWidget | None = None,
    ) -> None:
        """Show ``model``."""
        super().__init__(model, parent)
        self._painted = RowDelegate(view_of, self)
        self._painted.keep_pictures(_KEPT, "panel", theme.RADIUS_CARD)
        self.setItemDelegate(self._painted)
        self.painter = self._painted

    def row_height(self) -> int:
        """Return how high each row is."""
        return row_height()

    def dataChanged(
        self,
        first: Index,
        last: Index,
        roles: Sequence[int] = (),
    ) -> None:
        """Say and paint changed rows anew."""
        self._painted.forget_views()
        super().dataChanged(first, last, roles)
