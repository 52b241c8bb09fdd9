"""What the timeline says when there is nothing to show, and why that is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.timeline import TimelineFilter
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NoEntries(EmptyState):
    """Teaches the capture line in a new journal; says what a filter hides in others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it with the actions log, import and clear."""
        super().__init__("timeline", parent=parent)
        self._log = self.add_action("log", self.tr("Log interaction"), primary=True)
        self._import = self.add_action("import", self.tr("Import contacts…"))
        self._clear = self.add_action("clear", self.tr("Show everything"))

    def teach(self, wanted: TimelineFilter, *, writable: bool) -> None:
        """Say why nothing is shown.

        Args:
            wanted: The filter that found nothing.
            writable: Whether something can be written down here.
        """
        filtered = wanted != TimelineFilter()
        for verb in (self._log, self._import):
            verb.setVisible(not filtered and writable)
        self._clear.setVisible(filtered)
        self.set_texts(*self._words(wanted, filtered=filtered))

    def _words(self, wanted: TimelineFilter, *, filtered: bool) -> tuple[str, str]:
        if wanted.text:
            title = self.tr("Nothing found for “{words}”")
            hint = self.tr("Fewer words, or only the beginning of one, find more.")
            return title.format(words=display_safe(wanted.text, 60)), hint
        if wanted.trashed:
            return self.tr("Nothing here"), self.tr("Entries you delete wait here, in case.")
        if filtered:
            hint = self.tr("Other kinds and people have some.")
            return self.tr("Nothing of this kind yet"), hint
        return self.tr("Your story with people begins here"), self.tr(
            "Write one line above about the last person you spoke with, as it comes: "
            "“coffee with Ana yesterday”. NetJournal understands who, when and how."
        )
