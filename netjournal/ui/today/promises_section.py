"""*You promised*, and what was promised to you: tick, or let rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netjournal.services.nurturing import nurture
from netjournal.ui import dates
from netjournal.ui.today.promise_row import PromiseWidget
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import RowsCard, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.nurturing.nurture import PromiseRow
    from netjournal.ui.session import Session

_FEW: Final = 5


class PromisesSection(QWidget):
    """Heading and rows; the first few, more on request.

    Signals:
        opened: Contact id: show the card.
        refused: A tick could not be written: show again what is true.
    """

    opened = Signal(object)
    refused = Signal()

    def __init__(
        self, session: Session, title: str, name: str, parent: QWidget | None = None
    ) -> None:
        """Create it without promises.

        Args:
            session: Where to write.
            title: Translated heading.
            name: Object name of the card.
            parent: Owner.
        """
        super().__init__(parent)
        self._session = session
        self._promises: Sequence[PromiseRow] = ()
        self._all = self._calm = False
        self.card = RowsCard(name, self)
        self.more = button("", "link", name=f"{name}_more", parent=self)
        self.more.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(section(title, self))
        column.addWidget(self.card)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def rows(self) -> list[PromiseWidget]:
        """Return the rows from top to bottom."""
        return [row for row in self.card.rows() if isinstance(row, PromiseWidget)]

    def show_promises(self, promises: Sequence[PromiseRow], *, calm: bool = False) -> None:
        """Show these promises; without any there is nothing to see. ``calm``: nothing is red."""
        self._promises, self._calm = promises, calm
        self.setVisible(bool(promises))
        self._fill()

    def _fill(self) -> None:
        today = self._session.today()
        promises = self._promises if self._all else self._promises[:_FEW]
        rows = self.card.fill([promise.id for promise in promises], self._make)
        for row, promise in zip(rows, promises, strict=True):
            row.show_promise(promise, today, calm=self._calm)
        self.more.setVisible(len(self._promises) > _FEW)
        number = QLocale().toString(len(self._promises))
        every = self.tr("Show all {number}").format(number=number)
        self.more.setText(self.tr("Show fewer") if self._all else every)

    def make_ahead(self, most: int = _FEW) -> bool:
        """Make a row before any promise is known; False when there are ``most``."""
        return self.card.make_ahead(self._make, most)

    def _make(self) -> PromiseWidget:
        row = PromiseWidget(writable=not self._session.read_only, parent=self.card)
        row.opened.connect(self.opened)
        row.done.connect(self._on_done)
        row.snoozed.connect(self._on_snoozed)
        return row

    @Slot(object, str)
    def _on_done(self, promise_id: int, text: str) -> None:
        today = self._session.today()
        label = self.tr("Keep “{promise}”").format(promise=text)
        done = self.tr("Done: {promise}").format(promise=text)
        if not self._session.act(label, lambda: nurture.promise_done(promise_id, today), done):
            self._fill()
            self.refused.emit()

    @Slot(object, str, int)
    def _on_snoozed(self, promise_id: int, text: str, days: int) -> None:
        today = self._session.today()
        until = today + days
        day = dates.short_day(until, today)
        label = self.tr("Let “{promise}” rest").format(promise=text)
        done = self.tr("“{promise}” rests until {day}").format(promise=text, day=day)
        self._session.act(label, lambda: nurture.promise_snooze(promise_id, until), done)

    @Slot()
    def _on_more(self) -> None:
        self._all = not self._all
        self._fill()
