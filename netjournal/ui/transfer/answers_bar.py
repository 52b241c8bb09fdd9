"""What the user can say about calendars and chats: which events count, day or month first.

The answers stand for the columns of a table: they travel as a ``Mapping`` without any. They are
remembered when they were used; the order of dates is applied again only where a file is in doubt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from netjournal.formats.mapping import Mapping
from netjournal.ui.widgets.buttons import ChoiceChip
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from netjournal.formats.recognition import Recognition
    from netjournal.services.interchange.importing import ImportPlan
    from netjournal.ui.preferences import Preferences

_CALENDAR = "ics"
_DATE_ORDER = "date_order"


class AnswersBar(QWidget):
    """Chips for what a file that is no table leaves open; empty for most.

    Args:
        preferences: Where answers are remembered.
        parent: The dialog.

    Signals:
        changed: The user answered otherwise.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        """Ask nothing."""
        super().__init__(parent)
        self.setObjectName("import_answers")
        self._preferences = preferences
        self._order = ""  # as the user said; empty: as the file is taken
        self.events_chip = ChoiceChip(
            ((False, self.tr("with other people")), (True, self.tr("all, also without others"))),
            self.tr("Events: {choice}"),
            self,
        )
        self.events_chip.setObjectName("import_events")
        self.events_chip.setAccessibleName(self.tr("Which events are imported"))
        self.events_chip.setToolTip(
            self.tr("Events that nobody else takes part in become notes in your timeline.")
        )
        self.dates_chip = ChoiceChip(
            (("dmy", self.tr("day first")), ("mdy", self.tr("month first"))),
            self.tr("Dates like 3/4: {choice}"),
            self,
        )
        self.dates_chip.setObjectName("import_chat_dates")
        self.dates_chip.setAccessibleName(self.tr("How the chat writes dates"))
        self.events_chip.chosen.connect(self.changed)
        self.dates_chip.chosen.connect(self._on_order)
        flow = FlowLayout(self, spacing=8)
        for chip in (self.events_chip, self.dates_chip):
            flow.addWidget(chip)
            chip.hide()

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer."""
        return not (self.events_chip.isHidden() and self.dates_chip.isHidden())

    def begin(self, found: Recognition) -> Recognition:
        """Begin with another file; return what its reader is to know of earlier answers."""
        self._order = ""
        self.dates_chip.hide()
        self.events_chip.setVisible(found.format == _CALENDAR)
        self.events_chip.set_value(self._preferences.all_events)
        last = self._preferences.chat_date_order
        return replace(found, facts={**found.facts, _DATE_ORDER: last}) if last else found

    def hear(self, plan: ImportPlan) -> None:
        """Ask for what the reader had to assume."""
        for one in plan.warned:
            if one.assumed is not None and one.assumed[0] == _DATE_ORDER:
                self.dates_chip.set_value(one.assumed[1])
                self.dates_chip.show()

    def hint(self) -> str:
        """Return what could be answered otherwise when nothing was found; empty for nothing."""
        if self.events_chip.isHidden() or self.events_chip.value:
            return ""
        return self.tr("To have events without others as notes, say so above.")

    def mapping(self) -> Mapping | None:
        """Return the answers; None when nothing was asked."""
        if not self.asks:
            return None
        everything = not self.events_chip.isHidden() and bool(self.events_chip.value)
        return Mapping((), (), date_order=self._order or "auto", all_events=everything)

    def remember(self) -> None:
        """Keep the answers for the next file."""
        if not self.events_chip.isHidden():
            self._preferences.all_events = bool(self.events_chip.value)
        if self._order:
            self._preferences.chat_date_order = self._order

    @Slot(object)
    def _on_order(self, order: object) -> None:
        self._order = str(order)
        self.changed.emit()
