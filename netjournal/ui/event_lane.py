"""The lane of two days after an event: everyone met there whom no word has reached yet.

Public: ``EventLane(session)`` with ``show_people(people)``; used by Today and by the event itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from netjournal.services import events_after
from netjournal.ui import dates
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import button, icon_button
from netjournal.ui.widgets.card import RowsCard, section
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from netjournal.services.events_after import LanePerson
    from netjournal.ui.session import Session

_FEW: Final = 5  # after an evening with thirty people the day isn't a wall of them


class EventLane(QWidget):
    """Heading and one row per person, a few at first.

    Signals:
        opened: Contact id: show the card.
        log_wanted: Contact ids: write down an interaction.
    """

    opened = Signal(object)
    log_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it without people."""
        super().__init__(parent)
        self.setObjectName("event_lane")
        self._session = session
        self._people: Sequence[LanePerson] = ()
        self._all = False
        self._shown: tuple[tuple[LanePerson, ...], int] | None = None
        self.card = RowsCard("lane_card", self)
        self.more = button("", "link", name="lane_more", parent=self)
        self.more.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(section(self.tr("A word after you met"), self))
        column.addWidget(self.card)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def rows(self) -> list[LaneRow]:
        """Return the rows from top to bottom."""
        return [row for row in self.card.rows() if isinstance(row, LaneRow)]

    def show_people(self, people: Sequence[LanePerson]) -> None:
        """Show these people; without any there is nothing to see."""
        here = self.window().focusWidget()
        at = next((n for n, row in enumerate(self.rows()) if row.isAncestorOf(here)), None)
        self._people = people
        self._fill()
        self.setVisible(bool(people))
        if at is not None and people:  # who was answered gives way: the keyboard stays here
            rows = self.rows()
            rows[min(at, len(rows) - 1)].who.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """L logs, W says that you wrote; the page goes from row to row (``row_steps``)."""
        here = self.window().focusWidget()
        row = next((one for one in self.rows() if one.isAncestorOf(here)), None)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is None or not plain or not row.press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _fill(self) -> None:
        shown = tuple(self._people if self._all else self._people[:_FEW]), self._session.today()
        if shown != self._shown:
            self._shown = shown
            self.card.clear()
            for one in shown[0]:
                self.card.add_row(self._row(one, shown[1]))
        self.more.setVisible(len(self._people) > _FEW)
        every = self.tr("Show all {number}").format(number=QLocale().toString(len(self._people)))
        self.more.setText(self.tr("Show fewer") if self._all else every)

    def _row(self, one: LanePerson, today: int) -> QWidget:
        row = LaneRow(one, today, self.card, writable=not self._session.read_only)
        row.opened.connect(self.opened)
        row.log_wanted.connect(self.log_wanted)
        row.wrote.connect(self._on_wrote)
        row.not_needed.connect(self._on_not_needed)
        return row

    @Slot()
    def _on_more(self) -> None:
        self._all = not self._all
        self._fill()

    @Slot(object)
    def _on_wrote(self, one: LanePerson) -> None:
        today, name = self._session.today(), display_safe(one.full_name, 60)
        said = self.tr("A word after {event}").format(event=one.title)
        self._session.act(
            self.tr("Write to {name}").format(name=name),
            lambda: events_after.wrote(one, today, said),
            self.tr("Noted that you wrote to {name}").format(name=name),
        )

    @Slot(object)
    def _on_not_needed(self, one: LanePerson) -> None:
        today, name = self._session.today(), display_safe(one.full_name, 60)
        self._session.act(
            self.tr("No word to {name}").format(name=name),
            lambda: events_after.not_needed(one, today),
            self.tr("No word needed for {name}").format(name=name),
        )


class LaneRow(QWidget):
    """Someone met, the note from there, and what to do."""

    opened = Signal(object)
    log_wanted = Signal(object)
    wrote = Signal(object)
    not_needed = Signal(object)

    def __init__(self, one: LanePerson, today: int, parent: QWidget, *, writable: bool) -> None:
        super().__init__(parent)
        self.setObjectName("lane_row")
        self.one = one
        name = display_safe(one.full_name, 80)
        where = f"{display_safe(one.title, 60)}, {dates.ago(one.last_day, today)}"
        about = " · ".join(part for part in (display_safe(one.note, 120), where) if part)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 12, 0)
        line.setSpacing(8)
        who = ClickRow(f"{name}, {about}", self)
        who.setObjectName("lane_person")
        who.line.setContentsMargins(14, 8, 8, 8)
        who.clicked.connect(self._on_opened)
        avatar = Avatar(32, who)
        avatar.show_person(name, one.contact_id)
        who.add(avatar)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(name, "name", parent=who))
        texts.addWidget(ElidedLabel(about, "small", "quiet", who))
        who.line.addLayout(texts, 1)
        line.addWidget(who, 1)
        self.who = who
        self._keys: dict[Qt.Key, QAbstractButton] = {}
        if writable:
            self._add_verbs(line, name)

    def _add_verbs(self, line: QHBoxLayout, name: str) -> None:
        wrote = button(self.tr("I wrote"), "small", name="lane_wrote", parent=self)
        wrote.setAccessibleName(self.tr("I wrote to {name}").format(name=name))
        wrote.clicked.connect(self._on_wrote)
        log = button(self.tr("Log"), "small", name="lane_log", parent=self)
        log.setAccessibleName(self.tr("Log an interaction with {name}").format(name=name))
        log.clicked.connect(self._on_log)
        text = self.tr("No word needed for {name}").format(name=name)
        away = icon_button("close", text, "lane_away", self)
        away.clicked.connect(self._on_away)
        for widget in (wrote, log, away):
            line.addWidget(widget)
        self._keys = {Qt.Key.Key_L: log, Qt.Key.Key_W: wrote}

    def press(self, key: Qt.Key) -> bool:
        """Press the button that a key stands for; return whether there is one."""
        pressed = self._keys.get(key)
        if pressed is not None:
            pressed.click()
        return pressed is not None

    @Slot()
    def _on_opened(self) -> None:
        self.opened.emit(self.one.contact_id)

    @Slot()
    def _on_wrote(self) -> None:
        self.wrote.emit(self.one)

    @Slot()
    def _on_log(self) -> None:
        self.log_wanted.emit((self.one.contact_id,))

    @Slot()
    def _on_away(self) -> None:
        self.not_needed.emit(self.one)
