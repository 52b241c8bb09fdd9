"""*Nurture*: at most five people to turn to, each with the reason, and the answers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from netjournal.services.nurturing import nudges, nurture
from netjournal.services.nurturing.nurture_choice import AT_MOST
from netjournal.ui import dates
from netjournal.ui.photos import Photos
from netjournal.ui.safe import Label
from netjournal.ui.today.nurture_row import NEVER, PAUSE, SKIP, TRIED, NurtureWidget
from netjournal.ui.today.resting_line import RestingLine
from netjournal.ui.widgets.card import RowsCard, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.nurturing.nurture import NurtureRow
    from netjournal.ui.session import Session


class NurtureSection(QWidget):
    """Heading, rows, and a kind word when there are none.

    Signals:
        opened: Contact id: show the card.
        log_wanted: Contact ids: write down an interaction.
        brief_wanted: Contact id: what to know before talking.
    """

    opened = Signal(object)
    log_wanted = Signal(object)
    brief_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it without people."""
        super().__init__(parent)
        self._session = session
        self._photos = Photos(session, self)
        self._photos.loaded.connect(self._on_photo)
        self.card = RowsCard("nurture_card", self)
        self._calm = Label("", "body", "quiet", wrap=True, parent=self)
        self._calm.setObjectName("today_calm")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(section(self.tr("Nurture"), self))
        column.addWidget(self.card)
        column.addWidget(self._calm)
        self.resting = RestingLine(self)
        self.resting.again_wanted.connect(self._on_again)
        column.addWidget(self.resting)

    def rows(self) -> list[NurtureWidget]:
        """Return the rows from top to bottom."""
        return [row for row in self.card.rows() if isinstance(row, NurtureWidget)]

    def show_rows(
        self, rows: Sequence[NurtureRow], *, anybody: bool, begun: bool = True, calm: bool = False
    ) -> None:
        """Show these people.

        Args:
            rows: At most five.
            anybody: Whether there are people at all.
            begun: Whether anything was ever written down about being in touch.
            calm: Nobody is called late (after weeks away).
        """
        at = self._at()
        widgets = self.card.fill([row.contact_id for row in rows], self._make)
        for widget, row in zip(widgets, rows, strict=True):
            widget.show_row(row, self._photos.image(row.photo_id), calm=calm)
        self.card.setVisible(bool(rows))
        if at is not None and rows:  # who was answered gives way: the keyboard stays here
            self.rows()[min(at, len(rows) - 1)].person.setFocus()
        self._calm.setVisible(not rows)
        nobody = self.tr("Add the people you would like to stay in touch with.")
        nothing = self.tr("Nobody is waiting for a word from you. Enjoy the day.")
        first = self.tr(
            "When you were in touch with somebody, write it down in a line (Ctrl+L): "
            "“coffee with Ana yesterday about the pilot”. So you will see here whom to turn to."
        )
        self._calm.setText((nothing if begun else first) if anybody else nobody)

    def make_ahead(self, most: int = AT_MOST) -> bool:
        """Make a row before anybody is known; False when there are ``most``."""
        return self.card.make_ahead(self._make, most)

    def _make(self) -> NurtureWidget:
        widget = NurtureWidget(writable=not self._session.read_only, parent=self.card)
        widget.opened.connect(self.opened)
        widget.log_wanted.connect(self._on_log_wanted)
        widget.brief_wanted.connect(self.brief_wanted)
        widget.answered.connect(self._on_answered)
        for place in widget.stops():
            place.installEventFilter(self)
        return widget

    def _at(self) -> int | None:
        """Return in which row the keyboard is, None in none."""
        here = self.window().focusWidget()  # also while a menu has the keyboard
        return next((n for n, row in enumerate(self.rows()) if row.isAncestorOf(here)), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """L logs, B briefs, S rests, from wherever the keyboard is in a row."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        rows = self.rows()
        at = next((n for n, row in enumerate(rows) if watched in row.stops()), None)
        if at is None or not isinstance(watched, QAbstractButton):
            return False
        return rows[at].press(Qt.Key(event.key()))

    def show_lines(self, *, shown: bool) -> None:
        """Show or hide the small lines, as there is room."""
        for row in self.rows():
            row.spark.setVisible(shown)

    @Slot(object)
    def _on_log_wanted(self, contact_id: int) -> None:
        self.log_wanted.emit((contact_id,))

    @Slot(object, str, str, int)
    def _on_answered(self, contact_id: int, name: str, verb: str, days: int) -> None:
        today = self._session.today()
        if verb == SKIP:
            done = self.tr("{name} can wait until tomorrow").format(name=name)
            label = self.tr("Skip {name} today").format(name=name)
            self._session.act(label, lambda: nurture.skip(contact_id, today), done)
        elif verb == PAUSE:
            done = self.tr("{name} is paused").format(name=name)
            label = self.tr("Pause {name}").format(name=name)
            self._session.act(label, lambda: nurture.pause(contact_id, None), done)
        elif verb == TRIED:
            done = self.tr("Noted. {name} comes up again in two weeks")
            if nudges.tries(contact_id, today) + 1 >= nudges.TRIES:
                done = self.tr("Noted. The next word is up to {name}; no suggestions until then")
            done = done.format(name=name)
            label = self.tr("No answer from {name} yet").format(name=name)
            self._session.act(label, lambda: nudges.tried(contact_id, today), done)
        elif verb == NEVER:
            done = self.tr("{name} won’t be suggested any more").format(name=name)
            label = self.tr("Never suggest {name}").format(name=name)
            self._session.act(label, lambda: nurture.never(contact_id), done)
        else:
            until = today + days
            day = dates.short_day(until, today)
            done = self.tr("{name} rests until {day}").format(name=name, day=day)
            label = self.tr("Snooze {name}").format(name=name)
            self._session.act(label, lambda: nurture.snooze(contact_id, until), done)

    @Slot(object, str)
    def _on_again(self, contact_id: int, name: str) -> None:
        today = self._session.today()
        label = self.tr("Suggest {name} again").format(name=name)
        done = self.tr("{name} may be suggested again").format(name=name)
        self._session.act(label, lambda: nudges.suggest_again(contact_id, today), done)

    @Slot(object)
    def _on_photo(self, photo_id: int) -> None:
        for row in self.rows():
            if row.row is not None and row.row.photo_id == photo_id:
                row.show_photo(self._photos.image(photo_id))
