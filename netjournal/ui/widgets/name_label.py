"""A name as a heading: goes on in the next line where it is one long word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from netjournal.ui.plain_text import breakable
from netjournal.ui.safe import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PIECE = 6  # letters that stay together; a break is only made where it is needed
_LEAST = 12  # letters: a wider word has a place to break at
_FLAGS = Qt.TextInteractionFlag


class NameLabel(Label):
    """A title of somebody or something; can be selected, but for one with places to break at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("", "title", wrap=True, parent=parent)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of a short word."""
        least = super().minimumSizeHint()
        short = _LEAST * self.fontMetrics().averageCharWidth()
        return QSize(min(least.width(), short), least.height())

    def setText(self, text: str) -> None:
        """Show a name."""
        shown = breakable(text, _PIECE)
        super().setText(shown)
        self.setAccessibleName(text)
        both = _FLAGS.TextSelectableByMouse | _FLAGS.TextSelectableByKeyboard
        # what would be copied had the unseen breaks in it
        self.setTextInteractionFlags(both if shown == text else _FLAGS.NoTextInteraction)
