"""Insights: how the network grew, how strong it is, where lasting ties come from, your days.

A card asks for its picture when it is painted without one. Then its data is read (several charts of
one reading), drawn in the worker, and shown; what is hidden or scrolled away costs nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netjournal.services import wording
from netjournal.services.bonds import month_history, stats
from netjournal.ui import kept_months, theme
from netjournal.ui.charts import mark_people, saving, sources, words
from netjournal.ui.charts.cards import Cards
from netjournal.ui.charts.filter_bar import FilterBar
from netjournal.ui.charts.look import Look
from netjournal.ui.charts.network_charts import GrowthChart
from netjournal.ui.charts.tie_lists import TieLists
from netjournal.ui.page import Page
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from array import array

    from PySide6.QtGui import QHideEvent, QResizeEvent

    from netjournal.progress import Progress
    from netjournal.services.bonds.month_history import Stamp
    from netjournal.services.bonds.strength_calibration import Calibration
    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.charts.figures import Picture
    from netjournal.ui.charts.sources import Ask
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Session

_OWN_PAST: Final = "own_past"
_ROOMY: Final = 760  # from this width on, the filters stand beside the title


class InsightsPage(Page):
    """The page of charts."""

    keeps_place: ClassVar[bool] = True
    key: ClassVar[str] = "insights"
    printed_as: ClassVar[str] = "report"
    tables: ClassVar[tuple[str, ...]] = (
        "contact",
        "contact_tag",
        "tag",
        "interaction",
        "interaction_contact",
        "interaction_kind",
        "help",
        "event",
        "event_contact",
        "introduction",
        "relation",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the cards; numbers are read when a card is first painted."""
        super().__init__(session, parent)
        self._charts: dict[str, Chart] = {}
        self._reading: set[str] = set()
        self._jobs: dict[str, Job] = {}
        self._narrow = False
        self._to_save = ""  # the kind of a chart that is still being read
        self._build()
        self._ask: Ask = self.filters.ask(session.today())
        theme.notifier().changed.connect(self._on_theme_changed)

    # -- what the window asks

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Insights")

    def refresh(self) -> None:
        """Forget all numbers; what is on screen asks for them again."""
        self.cards.compare.set_circles(self.filters.read_circles())
        compared = self.cards.compare.picked
        self._ask = replace(self.filters.ask(self.session.today()), compared=compared)
        self._charts.clear()
        self._reading.clear()
        self._stack.setCurrentIndex(1 if stats.first_day() is None else 0)
        self._save.setEnabled(self._stack.currentIndex() == 0)
        self._to_save = ""
        self.lists.ask_again()
        for card in self.cards.every:
            card.view.ask_again()
            if card.shows_numbers:
                self._need(card.kind)

    def state(self) -> dict[str, Any]:
        """Remember the chosen period and way of meeting."""
        return self.filters.state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose the remembered ones."""
        self.filters.restore_state(state)

    def focus_filter(self) -> None:
        """Ctrl+F goes to the first filter."""
        self.filters.focus()

    # -- building

    def _build(self) -> None:
        self._title = Label(self.title(), "title", parent=self)
        self.filters = FilterBar(self)
        self._save = button(self.tr("Save picture…"), name="insights_save", parent=self)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self.filters, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self._save)
        self._stack = QStackedWidget(self)  # owners first: who changes them is styled anew
        self.lists = TieLists(self.session, lambda: self._ask, self)
        self.cards = Cards(self.lists.cards, self._stack)
        self._empty = EmptyState(
            "insights",
            self.tr("Nothing to draw yet"),
            self.tr(
                "Write down who you met and when. Your network’s growth shows up here by itself."
            ),
            self._stack,
        )
        self._empty.add_action("log", self.tr("Log interaction"), primary=True)
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self._empty)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self._column.addLayout(self._head)
        self._column.addWidget(self._stack, 1)
        self.filters.changed.connect(self.refresh)
        self.cards.compare.changed.connect(self.refresh)
        self._save.clicked.connect(self._on_save)
        self._empty.triggered.connect(self._on_empty_triggered)
        self.lists.person_wanted.connect(self.contact_activated)
        self.lists.list_wanted.connect(self.people_requested)
        for card in self.cards.every:
            card.wanted.connect(self._on_wanted)
            card.people_wanted.connect(self._on_people_wanted)
            card.save_wanted.connect(self._on_save_one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the filters a line of their own where there is no room beside the title."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ROOMY)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._head.removeWidget(self.filters)
            self._column.insertWidget(1, self.filters)
        else:
            self._column.removeWidget(self.filters)
            self._head.insertWidget(2, self.filters, 0, Qt.AlignmentFlag.AlignVCenter)

    # -- reading

    def _need(self, kind: str) -> None:
        """Read the data of a chart, unless that is under way."""
        source = sources.source_of(kind, self._ask)
        if source in self._reading:
            return
        self._reading.add(source)
        ask = self._ask

        def work(progress: Progress) -> tuple[Stamp, dict[str, Chart]]:
            return month_history.stamp(), sources.READERS[source](ask, progress)

        def take(found: tuple[Stamp, dict[str, Chart]]) -> None:
            if ask == self._ask:
                self._take(*found)

        self._jobs[source] = self.session.run(work, take, key=f"insights_{source}")

    def hideEvent(self, event: QHideEvent) -> None:
        """Let other pages have the worker: what is still being read is read on the next show."""
        super().hideEvent(event)
        for source, job in self._jobs.items():
            if not job.over:
                job.drop()
                self._reading.discard(source)

    def _take(self, stamp: Stamp, charts: dict[str, Chart]) -> None:
        self._charts.update(charts)
        look = self.look()
        for kind, chart in charts.items():
            self.cards.show_chart(kind, chart, look)
        growth = charts.get("growth")
        if isinstance(growth, GrowthChart) and self._ask.whom.everybody:
            kept_months.keep(self.session, growth.series, stamp)
        if self._to_save in charts:
            self._on_save_one(self._to_save)

    def _read_own_past(self) -> None:
        """Say under the strength of the network how strength is reckoned, and how true it was."""
        ask, card = self._ask, self.cards["strength"]

        def work(progress: Progress) -> Calibration:
            return sources.own_past(ask, progress)

        def show(learnt: Calibration) -> None:
            say = QCoreApplication.translate
            card.set_about(f"{wording.rule(say)}\n{wording.learnt(learnt, say)}")

        self.session.run(work, show, key=f"insights_{_OWN_PAST}")

    # -- drawing

    def look(self) -> Look:
        """Return colours and words of the charts as shown now."""
        return Look(theme.is_dark(), theme.text_scale(), words.for_look(), months=words.months())

    @Slot(str, int, int, float)
    def _on_wanted(self, kind: str, width: int, height: int, ratio: float) -> None:
        chart = self._charts.get(kind)
        if chart is None:
            self._need(kind)
            return
        if chart.empty or kind == "network":  # the graph paints itself
            return
        if kind == "strength" and _OWN_PAST not in self._reading:
            self._reading.add(_OWN_PAST)
            self._read_own_past()
        card, look, today = self.cards[kind], self.look(), self._ask.today

        def work(progress: Progress) -> Picture:
            from netjournal.ui.charts import figures  # matplotlib: only here, only in the worker

            progress.step(0, 0)
            return figures.render(chart, look, (width, height), ratio)

        def show(picture: Picture) -> None:
            card.show_picture(chart, picture, today)

        self.session.run(work, show, key=f"draw_{kind}")

    # -- who is behind a mark

    @Slot(object, int, int)
    def _on_people_wanted(self, chart: Chart, column: int, row: int) -> None:
        behind = chart.behind(column, row)
        if behind is None:
            return
        if behind.kind == "contact":
            self.contact_activated.emit(behind.day)
            return
        title = mark_people.title(chart, (column, row), self._ask, self.filters)

        def show(ids: array[int]) -> None:
            if ids:
                self.people_requested.emit(title, tuple(ids))
            else:
                self.session.show_message(self.tr("Nobody"))

        mark_people.find(self.session, behind, self._ask, show)

    # -- slots

    @Slot()
    def _on_theme_changed(self) -> None:
        look = self.look()
        for kind, chart in self._charts.items():
            self.cards.show_chart(kind, chart, look)

    @Slot()
    def _on_save(self) -> None:
        known = self._charts
        kinds = [one for one in self.cards.kinds if one not in known or not known[one].empty]
        saving.offer(self._save, kinds, self._save_when_read)

    def _save_when_read(self, kind: str, _checked: bool = False) -> None:
        if kind in self._charts:
            self._on_save_one(kind)
        else:
            self._to_save = kind
            self._need(kind)

    @Slot(str)
    def _on_save_one(self, kind: str) -> None:
        self._to_save = ""
        chart = self._charts.get(kind)
        if chart is not None and not chart.empty:
            saving.save(self, self.session, chart)

    @Slot(str)
    def _on_empty_triggered(self, _name: str) -> None:
        self.log_requested.emit(())
