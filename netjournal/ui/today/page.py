"""The Today page: whom to turn to and why, what was promised, what this week brings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.services.nurturing import today_kept
from netjournal.ui import dates, kept_months, theme
from netjournal.ui.event_lane import EventLane
from netjournal.ui.page import Page
from netjournal.ui.row_steps import RowSteps
from netjournal.ui.safe import Label
from netjournal.ui.settled import settle
from netjournal.ui.today.beginning import Beginning
from netjournal.ui.today.help_section import HelpSection
from netjournal.ui.today.nurture_section import NurtureSection
from netjournal.ui.today.parts import parts
from netjournal.ui.today.promises_section import PromisesSection
from netjournal.ui.today.side import WIDTH, Side
from netjournal.ui.widgets.moved_picture import MovedPicture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from netjournal.progress import Progress
    from netjournal.services.bonds.month_history import Stamp
    from netjournal.services.bonds.network import NetworkSeries
    from netjournal.services.giving.matching import Match
    from netjournal.services.nurturing.nurture import TodayPage as Today
    from netjournal.ui.session import Session
    from netjournal.ui.widgets.card import RowsCard

_NARROW: Final = 860
_NO_LINES: Final = 730  # without what stands beside: else names have no room for their pills
_GAP: Final = 22
# Growth is only a picture: it waits until the page is up and changes have settled.
_GROWTH_MS: Final = 400


class TodayPage(Page):
    """Nurture, promises and needs at the left; network and week at the right."""

    keeps_place: ClassVar[bool] = True
    key: ClassVar[str] = "today"
    tables: ClassVar[tuple[str, ...]] = (
        *("contact", "contact_tag", "tag", "interaction", "interaction_contact", "topic"),
        *("followup", "need", "nudge", "event", "event_contact", "important_date", "photo"),
        *("contact_topic", "help", "work", "work_share", "setting"),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; what it says is read when it is shown."""
        super().__init__(session, parent)
        self._growth_of: tuple[int, Stamp] | None = None  # of which day and state it is shown
        self._shown: tuple[Today, int] | None = None  # without the figures
        self._could_help: tuple[Match, ...] = ()
        self._steps: list[Callable[[], object]] = []  # of showing it that have not had their turn
        self._growth_timer = QTimer(self)
        self._growth_timer.setSingleShot(True)
        self._growth_timer.setInterval(_GROWTH_MS)
        self._growth_timer.timeout.connect(self._read_growth)
        self._build()
        for part in self._sections:
            part.opened.connect(self.contact_activated)
        self.nurture.log_wanted.connect(self.log_requested)
        self.lane.log_wanted.connect(self.log_requested)
        self.nurture.brief_wanted.connect(self.brief_requested)
        self.help.introduce_wanted.connect(self.introduce_requested)
        self.help.shelf_wanted.connect(self._on_shelf_wanted)
        self.known.opened.connect(self._on_shelf_wanted)
        for promises in (self.promises, self.theirs):
            promises.refused.connect(self.refresh)
        self.week.contact_opened.connect(self.contact_activated)
        self.week.event_opened.connect(self.event_activated)
        self.empty.triggered.connect(self._on_empty_action)

    # -- building

    def _build(self) -> None:
        self._stack = QStackedWidget(self)  # owners first: who changes them is styled anew
        self.area = QScrollArea(self._stack)
        self.area.setObjectName("today_scroll")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        inside = QWidget(self.area)
        inside.setObjectName("today_inside")
        self.area.setWidget(inside)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(24, 22, 24, 24)
        self._columns.setSpacing(_GAP)
        self._columns.addLayout(self._main(inside), 1)
        self.side = Side(inside)
        self.network, self.week, self.known = self.side.network, self.side.week, self.side.known
        self._columns.addWidget(self.side, 0, Qt.AlignmentFlag.AlignTop)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._picture = MovedPicture(self.area)
        self.empty = Beginning(writable=not self.session.read_only, parent=self._stack)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.area)
        RowSteps(self.area, self._cards)

    def _cards(self) -> list[RowsCard]:
        """Return what has rows to go through by keys, from top to bottom."""
        return [part.card for part in self._sections]

    def _main(self, inside: QWidget) -> QVBoxLayout:
        self.day = Label("", "title", wrap=True, parent=inside)
        self.day.setObjectName("today_day")
        self.sentence = Label("", "body", "quiet", wrap=True, parent=inside)
        self.sentence.setObjectName("today_sentence")
        self.nurture = NurtureSection(self.session, inside)
        mine, theirs = self.tr("You promised"), self.tr("Promised to you")
        self.promises = PromisesSection(self.session, mine, "promises_card", inside)
        self.theirs = PromisesSection(self.session, theirs, "their_promises_card", inside)
        self.help = HelpSection(self.session, inside)
        self.lane = EventLane(self.session, inside)
        column = QVBoxLayout()
        column.setSpacing(18)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.day)
        head.addWidget(self.sentence)
        column.addLayout(head)
        self._sections = self.lane, self.nurture, self.promises, self.help, self.theirs
        for part in self._sections:
            column.addWidget(part)
        column.addStretch(1)
        return column

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
        self._columns.setAlignment(
            self.side, Qt.AlignmentFlag(0) if narrow else Qt.AlignmentFlag.AlignTop
        )
        self.side.fit(narrow=narrow)
        beside = 0 if narrow else theme.px(WIDTH) + _GAP
        self.nurture.show_lines(shown=self.width() - beside >= theme.px(_NO_LINES))

    # -- reading

    def refresh(self) -> None:
        """Read what today is about, in the worker, unless it was read ahead."""
        today = self.session.today()
        self.day.setText(dates.long_day(today, today))
        if not self.session.read_only and (known := today_kept.at_hand(today)) is not None:
            if self._shown is None:  # the page was just made, and rows are made now: in two turns
                QTimer.singleShot(0, self, lambda: self._on_read((known, True)))
            else:
                self._on_read((known, True))
            return

        def work(_progress: Progress) -> tuple[Today, bool]:
            return today_kept.soonest(today)

        self.session.run(work, self._on_read, key=("today", id(self)))

    def _read_rest(self) -> None:
        """Read what stands below and beside, once what is looked at first is up."""
        today, key = self.session.today(), ("today rest", id(self))
        self.session.run(lambda _progress: today_kept.whole(today), self._on_rest, key=key)

    def _on_rest(self, page: Today) -> None:
        self.network.show_numbers(page.people, page.live_ties, page.joined_this_month)
        if page.known is not None:
            self.known.show_known(page.known)
        self._could_help = page.could_help
        self._show(page, self.session.today())

    def _on_read(self, read: tuple[Today, bool]) -> None:
        page, whole = read
        if not page.people and not page.events and not page.promises:
            self._teach()
            return
        self._stack.setCurrentWidget(self.area)
        self._growth_timer.start()
        if whole:  # it was read ahead, for the sidebar
            self._on_rest(page)
        else:  # who could help stays as it was until that is known, too
            self._read_rest()
            self._show(replace(page, could_help=self._could_help), self.session.today())

    def _show(self, page: Today, today: int) -> None:
        plain = replace(page, people=0, live_ties=0.0, joined_this_month=0, known=None)
        if (plain, today) == self._shown:
            return
        at_once = self._shown is not None and not self._steps
        self._shown = plain, today
        self._picture.filling()
        self.area.setUpdatesEnabled(False)  # rows come and go until all layouts have settled
        writable = not self.session.read_only
        self._steps = parts(self, page, today, writable=writable, arrange=self._arrange)
        while self._steps and at_once:
            self._steps.pop(0)()
        # the rest in other turns: rows that are made now take long; and Qt paints again whatever is
        # asked to be painted while the page is still being shown
        QTimer.singleShot(0, self, self._go_on)

    @Slot()
    def _go_on(self) -> None:
        if self._steps:
            self._steps.pop(0)()
            QTimer.singleShot(0, self, self._go_on)
        else:
            settle(self.area)
            self.area.setUpdatesEnabled(True)

    def make_ahead(self) -> bool:
        """Make one of the rows that most days have; they are kept for what will be read."""
        if self.was_shown:
            return False
        return any(part.make_ahead() for part in (self.nurture, self.promises, self.help))

    @Slot()
    def _read_growth(self) -> None:
        if not self.isVisible():
            return
        today, shown = self.session.today(), self._growth_of

        def work(progress: Progress) -> tuple[Stamp, NetworkSeries] | None:
            # numpy, which the first paint does without
            from netjournal.services.bonds import month_history, stats

            stamp = month_history.stamp()
            if (today, stamp) == shown:
                return None  # that is on the page already
            return stamp, stats.growth(stats.default_since(today), None, today, progress)

        def show(found: tuple[Stamp, NetworkSeries] | None) -> None:
            if found is None:
                return
            stamp, series = found
            self._growth_of = today, stamp
            self.network.show_growth(series.counts)
            kept_months.keep(self.session, series, stamp)

        self.session.run(work, show, aside=True, key=("today growth", id(self)))

    def _teach(self) -> None:
        self._stack.setCurrentWidget(self.empty)
        self.empty.teach()

    @Slot()
    def _on_shelf_wanted(self) -> None:
        self.page_requested.emit("shelf")

    @Slot(str)
    def _on_empty_action(self, name: str) -> None:
        if name == "add":
            self.add_person_requested.emit()
        elif name == "sweep":
            self.sweep_requested.emit()
        else:
            self.import_requested.emit()
