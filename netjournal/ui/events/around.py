"""What surrounds an event: before, who is likely there; after, whom to write and what became of it.

Public: ``EventAround(session)`` with ``show_event(event_id, ahead=…)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netjournal.services import events, events_after, events_before
from netjournal.ui.event_lane import EventLane
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import RowsCard, section
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from netjournal.progress import Progress
    from netjournal.services.events_after import EventYield, LanePerson
    from netjournal.services.events_before import Likely
    from netjournal.ui.session import Session

    Found = tuple[int, list[Likely], tuple[LanePerson, ...], EventYield | None]


class EventAround(QWidget):
    """Sections below the guests.

    Signals:
        contact_opened: Id of a person.
        log_wanted: Contact ids: write down an interaction.
    """

    contact_opened = Signal(object)
    log_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it for no event yet."""
        super().__init__(parent)
        self._session = session
        self._event_id: int | None = None
        self.became = Label("", "small", "quiet", wrap=True, parent=self)
        self.became.setObjectName("event_became")
        self.lane = EventLane(session, self)
        self.lane.opened.connect(self.contact_opened)
        self.lane.log_wanted.connect(self.log_wanted)
        self._title = section(self.tr("Who is likely there"), self)
        self.likely = RowsCard("likely_card", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.became, self.lane, self._title, self.likely):
            column.addWidget(widget)
            widget.hide()

    def show_event(self, event_id: int | None, *, ahead: bool) -> None:
        """Read about an event in the worker; ``ahead`` when it is still to come."""
        if event_id != self._event_id:
            for widget in (self.became, self.lane, self._title, self.likely):
                widget.hide()
        self._event_id = event_id
        if event_id is None:
            return
        today = self._session.today()

        def work(_progress: Progress) -> Found:
            if ahead:
                return event_id, events_before.likely(event_id, today), (), None
            after = events_after.event_yield(event_id, today)
            return event_id, [], events_after.lane(today, event_id), after

        self._session.run(work, self._on_read, key=("event around", id(self)))

    def _on_read(self, found: Found) -> None:
        event_id, likely, lane, became = found
        if event_id != self._event_id:
            return  # another one is shown by now
        self.lane.show_people(lane)
        self.became.setText(self._in_words(became) if became is not None else "")
        self.became.setVisible(became is not None)
        self.likely.clear()
        for one in likely:
            row = _LikelyRow(one, self._why(one), self.likely)
            row.opened.connect(self.contact_opened)
            if not self._session.read_only:
                row.add_verb().connect(self._on_expected)
            self.likely.add_row(row)
        for part in (self._title, self.likely):
            part.setVisible(bool(likely))

    def _in_words(self, became: EventYield) -> str:
        again = self.tr("You have talked again with {again} of the {met} you met here.")
        texts = [again.format(again=became.again, met=became.met)]
        if became.helped:
            texts.append(self.tr("You and %n of them have helped one another.", "", became.helped))
        year = self.tr("A year later, %n [was a tie|were ties].", "", became.ties)
        now = self.tr("Today %n [is a tie|are ties].", "", became.ties)
        texts.append(year if became.whole_year else now)
        return " ".join(texts)

    def _why(self, one: Likely) -> str:
        if one.why == "series":
            text = self.tr("was at {times} of the last {of}")
            return text.format(times=one.times, of=one.of)
        about = display_safe(one.about, 80)
        if one.why == "circle":
            return self.tr("in {circle}").format(circle=about)
        return self.tr("interested in {topic}").format(topic=about)

    @Slot(object, str)
    def _on_expected(self, contact_id: int, name: str) -> None:
        event_id = self._event_id
        if event_id is None:
            return
        people: list[tuple[int | str, str, str]] = [
            (one.contact_id, one.role, one.note) for one in events.people(event_id)
        ]
        people.append((contact_id, "expected", ""))
        self._session.act(
            self.tr("Expect {name}").format(name=name),
            lambda: events.set_people(event_id, people),
            self.tr("{name} is expected").format(name=name),
        )


class _LikelyRow(QWidget):
    """Someone who may be there, and why."""

    opened = Signal(object)
    expected = Signal(object, str)

    def __init__(self, one: Likely, why: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("likely_row")
        self._id = one.contact_id
        self._name = display_safe(one.full_name, 80)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 12, 0)
        who = ClickRow(f"{self._name}, {why}", self)
        who.setObjectName("likely_person")
        who.line.setContentsMargins(14, 8, 8, 8)
        who.clicked.connect(self._on_opened)
        avatar = Avatar(28, who)
        avatar.show_person(self._name, one.contact_id)
        who.add(avatar)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(self._name, "name", parent=who))
        texts.addWidget(ElidedLabel(why, "small", "quiet", who))
        who.line.addLayout(texts, 1)
        self._line.addWidget(who, 1)

    def add_verb(self) -> SignalInstance:
        """Add *Expect*; return the signal that tells when it was pressed."""
        verb = button(self.tr("Expect"), "small", name="likely_expect", parent=self)
        verb.setAccessibleName(self.tr("Expect {name}").format(name=self._name))
        verb.clicked.connect(self._on_expected)
        self._line.addWidget(verb)
        return self.expected

    @Slot()
    def _on_opened(self) -> None:
        self.opened.emit(self._id)

    @Slot()
    def _on_expected(self) -> None:
        self.expected.emit(self._id, self._name)
