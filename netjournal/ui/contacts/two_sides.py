"""The list of people and what stands beside it, with a handle between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST_WIDTH: Final = 400
_CARD_LEAST: Final = 290
_GAP: Final = 22


class TwoSides(QSplitter):
    """Two widgets side by side, as wide as they were left; the second may be away.

    A splitter that remembers nothing would give the list all the width for good once the other
    side, which is not there in a new journal, has been away.

    Attributes:
        right: The other side, in which one of several widgets is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty: the list is added with ``hold``."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("people_splitter")
        self.setHandleWidth(_GAP)
        self.setChildrenCollapsible(False)
        self.right = QStackedWidget(self)
        self.right.setMinimumWidth(_CARD_LEAST)
        self._widths = [LIST_WIDTH, 700]

    def hold(self, left: QWidget) -> None:
        """Put the list on its side."""
        self.insertWidget(0, left)
        self.setStretchFactor(1, 1)
        self.setSizes(self._widths)

    def widths(self) -> list[int]:
        """Return how wide both sides are, or were when both were there."""
        return self._widths if self.right.isHidden() else self.sizes()

    def set_widths(self, widths: Any) -> None:
        """Take up what ``widths`` gave; anything else, or a side without width, is ignored."""
        if _are_widths(widths):
            self._widths = list(widths)
            self.setSizes(self._widths)

    def show_right(self, *, shown: bool) -> None:
        """Show or hide the other side; both come back as wide as they were."""
        if shown == (not self.right.isHidden()):
            return
        if not shown:
            self._widths = self.sizes()
        self.right.setVisible(shown)
        if shown:
            self.setSizes(self._widths)


def _are_widths(widths: Any) -> bool:
    known: Sequence[Any] = widths if isinstance(widths, list) else ()
    return len(known) == 2 and all(type(one) is int and one > 0 for one in known)
