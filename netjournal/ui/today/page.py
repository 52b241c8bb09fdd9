"""The Today page: whom to turn to and why, what was promised, what this week brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.services import nurture
from netjournal.ui import dates, theme
from netjournal.ui.page import Page
from netjournal.ui.photos import Photos
from netjournal.ui.safe import Label
from netjournal.ui.today import words
from netjournal.ui.today.network_card import NetworkCard
from netjournal.ui.today.nurture_row import NEVER, PAUSE, SKIP, NurtureWidget
from netjournal.ui.today.promise_row import PromiseWidget
from netjournal.ui.today.week_card import WeekCard
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import RowsCard, section
from netjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from netjournal.progress import Progress
    from netjournal.services.nurture import PromiseRow
    from netjournal.services.nurture import TodayPage as Today
    from netjournal.ui.session import Session

SIDE: Final = 300
_NARROW: Final = 860
_FEW: Final = 5
_WIDEST: Final = 1160


class TodayPage(Page):
    """Nurture and promises at the left, network and week at the right."""

    key: ClassVar[str] = "today"
    tables: ClassVar[tuple[str, ...]] = (
        *("contact", "contact_tag", "tag", "interaction", "interaction_contact"),
        *("followup", "need", "nudge", "event", "event_contact", "important_date", "photo"),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; what it says is read when it is shown."""
        super().__init__(session, parent)
        self._shown: Today | None = None
        self._all_promises = False
        self.photos = Photos(session, self)
        self.photos.loaded.connect(self._on_photo)
        self._build()
        self.week.contact_opened.connect(self.contact_activated)
        self.week.event_opened.connect(self.event_activated)
        self._more.clicked.connect(self._on_more)
        self.empty.triggered.connect(self._on_empty_action)

    # -- building

    def _build(self) -> None:
        self.day = Label("", "title", parent=self)
        self.day.setObjectName("today_day")
        self.sentence = Label("", "body", "quiet", wrap=True, parent=self)
        self.sentence.setObjectName("today_sentence")
        inside = QWidget(self)
        inside.setObjectName("today_inside")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(24, 22, 24, 24)
        self._columns.setSpacing(22)
        self._columns.addLayout(self._main(), 1)
        self._side = self._aside()
        self._columns.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setObjectName("today_scroll")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for see_through in (self.area.viewport(), inside):
            see_through.setAutoFillBackground(False)
        self.empty = EmptyState("today", parent=self)
        self.empty.add_action("add", self.tr("Add person"), primary=True)
        self.empty.add_action("import", self.tr("Import contacts…"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _main(self) -> QVBoxLayout:
        self.nurture = RowsCard("nurture_card")
        self.promises = RowsCard("promises_card")
        self.theirs = RowsCard("their_promises_card")
        self._heads = {
            "nurture": section(self.tr("Nurture")),
            "promises": section(self.tr("You promised")),
            "theirs": section(self.tr("Promised to you")),
        }
        self._calm = Label("", "body", "quiet", wrap=True, parent=self)
        self._calm.setObjectName("today_calm")
        self._more = button("", "link", name="today_more_promises", parent=self)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.day)
        column.addSpacing(4)
        column.addWidget(self.sentence)
        column.addSpacing(18)
        column.addWidget(self._heads["nurture"])
        column.addSpacing(8)
        column.addWidget(self.nurture)
        column.addWidget(self._calm)
        column.addSpacing(18)
        column.addWidget(self._heads["promises"])
        column.addSpacing(8)
        column.addWidget(self.promises)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(18)
        column.addWidget(self._heads["theirs"])
        column.addSpacing(8)
        column.addWidget(self.theirs)
        column.addStretch(1)
        return column

    def _aside(self) -> QWidget:
        side = QWidget(self)
        side.setObjectName("today_side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.network = NetworkCard(side)
        self.week = WeekCard(side)
        self._week_head = section(self.tr("This week"))
        column.addWidget(section(self.tr("Your network")))
        column.addWidget(self.network)
        column.addSpacing(10)
        column.addWidget(self._week_head)
        column.addWidget(self.week)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        return side

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Today")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right column below where there is no room beside."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(_NARROW)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)
            self._side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        else:
            self._side.setFixedWidth(theme.px(SIDE))
        for row in self.nurture.rows():
            if isinstance(row, NurtureWidget):
                row.spark.setVisible(self.width() >= theme.px(620))

    # -- reading

    def refresh(self) -> None:
        """Read what today is about, in the worker."""
        today = self.session.today()
        self.day.setText(dates.long_day(today, today))

        def work(_progress: Progress) -> Today:
            return nurture.today_page(today)

        self.session.run(work, self._on_read, key=("today", id(self)))

    def _on_read(self, page: Today) -> None:
        self._shown = page
        if not page.people and not page.events and not page.promises:
            self._teach()
            return
        self._stack.setCurrentWidget(self.area)
        today = self.session.today()
        self.sentence.setText(words.sentence(page))
        self._show_nurture(page)
        self._show_promises(page.promises, today)
        self.network.show_numbers(page.people, page.live_ties, page.joined_this_month)
        rows = self.week.show_week(page.dates, page.events, today)
        self.week.setVisible(rows > 0)
        self._week_head.setVisible(rows > 0)
        self._arrange()

    def _teach(self) -> None:
        self._stack.setCurrentWidget(self.empty)
        self.empty.set_texts(
            self.tr("A calm place to begin"),
            self.tr(
                "Here you will see whom to turn to and why, what you promised, and whose birthday "
                "is near. Begin with one person you would like to stay in touch with."
            ),
        )

    def _show_nurture(self, page: Today) -> None:
        self.nurture.clear()
        writable = not self.session.read_only
        for row in page.nurture:
            photo = self.photos.image(row.photo_id)
            widget = NurtureWidget(row, photo, writable=writable, parent=self.nurture)
            widget.opened.connect(self.contact_activated)
            widget.log_wanted.connect(self._on_log_wanted)
            widget.answered.connect(self._on_answered)
            self.nurture.add_row(widget)
        self.nurture.setVisible(bool(page.nurture))
        self._calm.setVisible(not page.nurture)
        self._calm.setText(
            self.tr("Nobody is waiting for a word from you. Enjoy the day.")
            if page.people
            else self.tr("Add the people you would like to stay in touch with.")
        )

    def _show_promises(self, promises: Sequence[PromiseRow], today: int) -> None:
        mine = [promise for promise in promises if promise.by_me]
        theirs = [promise for promise in promises if not promise.by_me]
        few = mine if self._all_promises else mine[:_FEW]
        self._fill(self.promises, few, today)
        self._fill(self.theirs, theirs[:_FEW], today)
        self._heads["promises"].setVisible(bool(mine))
        self._heads["theirs"].setVisible(bool(theirs))
        self._more.setVisible(len(mine) > _FEW)
        number = QLocale().toString(len(mine))
        every = self.tr("Show all {number}").format(number=number)
        self._more.setText(self.tr("Show fewer") if self._all_promises else every)

    def _fill(self, card: RowsCard, promises: Sequence[PromiseRow], today: int) -> None:
        card.clear()
        for promise in promises:
            row = PromiseWidget(promise, today, writable=not self.session.read_only, parent=card)
            row.opened.connect(self.contact_activated)
            row.done.connect(self._on_promise_done)
            row.snoozed.connect(self._on_promise_snoozed)
            card.add_row(row)
        card.setVisible(bool(promises))

    # -- answers

    @Slot(object)
    def _on_log_wanted(self, contact_id: int) -> None:
        self.log_requested.emit((contact_id,))

    @Slot(object, str, str, int)
    def _on_answered(self, contact_id: int, name: str, verb: str, days: int) -> None:
        today = self.session.today()
        if verb == SKIP:
            done = self.tr("{name} can wait until tomorrow").format(name=name)
            label = self.tr("Skip {name} today").format(name=name)
            self.session.act(label, lambda: nurture.skip(contact_id, today), done)
        elif verb == PAUSE:
            done = self.tr("Suggestions of {name} are paused").format(name=name)
            label = self.tr("Pause {name}").format(name=name)
            self.session.act(label, lambda: nurture.pause(contact_id, None), done)
        elif verb == NEVER:
            done = self.tr("{name} won’t be suggested any more").format(name=name)
            label = self.tr("Never suggest {name}").format(name=name)
            self.session.act(label, lambda: nurture.never(contact_id), done)
        else:
            until = today + days
            day = dates.short_day(until, today)
            done = self.tr("{name} rests until {day}").format(name=name, day=day)
            label = self.tr("Snooze {name}").format(name=name)
            self.session.act(label, lambda: nurture.snooze(contact_id, until), done)

    @Slot(object, str)
    def _on_promise_done(self, promise_id: int, text: str) -> None:
        today = self.session.today()
        label = self.tr("Keep “{promise}”").format(promise=text)
        done = self.tr("Done: {promise}").format(promise=text)
        if not self.session.act(label, lambda: nurture.promise_done(promise_id, today), done):
            self.refresh()  # the box shows a tick that isn't true

    @Slot(object, str, int)
    def _on_promise_snoozed(self, promise_id: int, text: str, days: int) -> None:
        today = self.session.today()
        until = today + days
        label = self.tr("Let “{promise}” rest").format(promise=text)
        day = dates.short_day(until, today)
        done = self.tr("“{promise}” rests until {day}").format(promise=text, day=day)
        self.session.act(label, lambda: nurture.promise_snooze(promise_id, until), done)

    # -- slots

    @Slot()
    def _on_more(self) -> None:
        self._all_promises = not self._all_promises
        if self._shown is not None:
            self._show_promises(self._shown.promises, self.session.today())

    @Slot(object)
    def _on_photo(self, photo_id: int) -> None:
        for row in self.nurture.rows():
            if isinstance(row, NurtureWidget) and row.row.photo_id == photo_id:
                row.show_photo(self.photos.image(photo_id))

    @Slot(str)
    def _on_empty_action(self, name: str) -> None:
        if name == "add":
            self.add_person_requested.emit()
        else:
            self.import_requested.emit()
