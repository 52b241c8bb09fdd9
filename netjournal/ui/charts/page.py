"""Insights: how the network grew, how strong it is, where lasting ties come from, your days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.models import from_day, to_day
from netjournal.services import circles, stats, what_works
from netjournal.services.network_data import Whom
from netjournal.ui import labels, theme
from netjournal.ui.charts import saving
from netjournal.ui.charts.chart_card import ChartCard, swatch
from netjournal.ui.charts.figures import ORDER, Look
from netjournal.ui.charts.small_cards import ChannelsCard, DaysCard
from netjournal.ui.charts.words import describe_growth, describe_strength
from netjournal.ui.page import Page
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import ChoiceChip, button
from netjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from datetime import date

    from netjournal.progress import Progress
    from netjournal.services.network import NetworkSeries
    from netjournal.services.stats import GiveAndTake
    from netjournal.services.what_works import Way
    from netjournal.ui.charts.figures import Picture
    from netjournal.ui.session import Session

_SPANS: Final = (1, 2, 5)
_EVERYONE: Final = 0
_ALL_TIME: Final = 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything the page shows, as plain data from the worker."""

    series: NetworkSeries
    channels: tuple[Way, ...]
    days: dict[int, int]
    balance: GiveAndTake


class InsightsPage(Page):
    """The page of charts."""

    key: ClassVar[str] = "insights"
    tables: ClassVar[tuple[str, ...]] = (
        "contact",
        "contact_tag",
        "tag",
        "interaction",
        "interaction_contact",
        "interaction_kind",
        "help",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the cards; numbers are read when the page is first shown."""
        super().__init__(session, parent)
        self._numbers: Numbers | None = None
        self._build()
        self._retranslate()
        theme.notifier().changed.connect(self._on_theme_changed)

    # -- what the window asks

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Insights")

    def refresh(self) -> None:
        """Read the numbers in the worker; a newer request replaces an older one."""
        self._fill_circles()
        since, circle, today = self._since(), self._circle(), self.session.today()

        def work(progress: Progress) -> Numbers | None:
            return _read(since, circle, today, progress)

        self.session.run(work, self._on_numbers, key="insights")

    def state(self) -> dict[str, Any]:
        """Remember the chosen period."""
        return {"span": self._span.value}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose the remembered period."""
        if state.get("span") in (_ALL_TIME, *_SPANS):
            self._span.set_value(state["span"])

    def focus_filter(self) -> None:
        """Ctrl+F goes to the first filter."""
        self._span.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- building

    def _build(self) -> None:
        self._title = Label("", "title", parent=self)
        self._span = ChoiceChip(parent=self)
        self._span.setObjectName("insights_span")
        self._who = ChoiceChip(parent=self)
        self._who.setObjectName("insights_circle")
        self._save = button("", name="insights_save", parent=self)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch(1)
        for widget in (self._span, self._who, self._save):
            head.addWidget(widget)
        self._growth = ChartCard("growth", 260, self)
        self._strength = ChartCard("strength", 200, self)
        self._channels = ChannelsCard(self)
        self._days = DaysCard(self)
        self._empty = EmptyState("insights", parent=self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._scrolling())
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._connect()

    def _scrolling(self) -> QScrollArea:
        inside = QWidget(self)
        inside.setObjectName("insights_cards")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        grid.addWidget(self._growth, 0, 0, 1, 2)
        grid.addWidget(self._strength, 1, 0, 1, 2)
        grid.addWidget(self._channels, 2, 0)
        grid.addWidget(self._days, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        area = QScrollArea(self)
        area.setObjectName("insights_scroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        self._span.chosen.connect(self.refresh)
        self._who.chosen.connect(self.refresh)
        self._save.clicked.connect(self._on_save)
        self._growth.view.wanted.connect(self._on_growth_wanted)
        self._strength.view.wanted.connect(self._on_strength_wanted)
        self._empty.triggered.connect(self._on_empty_triggered)

    def _retranslate(self) -> None:
        self._title.setText(self.title())
        spans: list[tuple[object, str]] = [(_ALL_TIME, self.tr("All years"))]
        spans += [(n, self.tr("Last %n year(s)", "", n)) for n in _SPANS]
        spans[1] = (1, self.tr("Last year"))
        self._span.set_options(spans)
        self._span.setAccessibleName(self.tr("Period"))
        self._who.setAccessibleName(self.tr("Whose ties"))
        self._save.setText(self.tr("Save picture…"))
        self._growth.set_title(self.tr("Growth, by strength today and then"))
        self._strength.set_title(self.tr("Strength of the network"))
        self._empty.set_texts(
            self.tr("Nothing to draw yet"),
            self.tr(
                "Write down who you met and when. Your network’s growth shows up here by itself."
            ),
        )
        self._empty.add_action("log", self.tr("Log interaction"), primary=True)
        self._fill_circles()

    def _fill_circles(self) -> None:
        options: list[tuple[object, str]] = [(_EVERYONE, self.tr("Everyone"))]
        options += [(circle.id, circle.name) for circle in circles.circles()]
        self._who.set_options(options)

    # -- filters

    def _since(self) -> int:
        today = self.session.today()
        years = int(str(self._span.value or 0))
        if not years:
            return stats.default_since(today)
        day = from_day(today)
        return to_day(_years_before(day, years))

    def _circle(self) -> int | None:
        return int(str(self._who.value or 0)) or None

    # -- drawing

    def look(self) -> Look:
        """Return colours and words of the charts as shown now."""
        return Look(theme.is_dark(), theme.text_scale(), saving.words())

    @Slot(object)
    def _on_numbers(self, numbers: Numbers | None) -> None:
        self._numbers = numbers
        self._stack.setCurrentIndex(0 if numbers else 1)
        self._save.setEnabled(numbers is not None)
        if numbers is None:
            return
        self._legends()
        self._channels.show_channels(numbers.channels)
        self._days.show_days(numbers.days, numbers.balance, self.session.today())
        for card, kind in ((self._growth, "growth"), (self._strength, "strength")):
            card.set_numbers(*saving.table(kind, numbers.series))
            card.view.ask_again()

    def _legends(self) -> None:
        if self._numbers is None:
            return
        self._growth.legend.set_entries(
            [
                (swatch(label), labels.strength(label), False)
                for label in ORDER
                if any(self._numbers.series.counts[label])
            ]
        )
        words = saving.words()
        self._strength.legend.set_entries(
            [
                (theme.css("accent"), words["pace"], False),
                (theme.css("warning"), words["live"], True),
            ]
        )

    @Slot(int, int, float)
    def _on_growth_wanted(self, width: int, height: int, ratio: float) -> None:
        self._draw("growth", self._growth, (width, height), ratio)

    @Slot(int, int, float)
    def _on_strength_wanted(self, width: int, height: int, ratio: float) -> None:
        self._draw("strength", self._strength, (width, height), ratio)

    def _draw(self, kind: str, card: ChartCard, pixels: tuple[int, int], ratio: float) -> None:
        if self._numbers is None:
            return
        series, look, today = self._numbers.series, self.look(), self.session.today()

        def work(progress: Progress) -> Picture:
            from netjournal.ui.charts import figures  # matplotlib: only here, only in the worker

            progress.step(0, 0)
            return figures.render(kind, series, look, pixels, ratio)

        def show(picture: Picture) -> None:
            words = describe_growth if kind == "growth" else describe_strength
            card.view.show_picture(picture, lambda index: words(series, index, today))

        self.session.run(work, show, key=f"draw_{kind}")

    # -- slots

    @Slot()
    def _on_theme_changed(self) -> None:
        if self._numbers is not None:
            self._legends()
            self._growth.view.ask_again()
            self._strength.view.ask_again()

    @Slot()
    def _on_save(self) -> None:
        if self._numbers is not None:
            saving.save_picture(self, self.session, self._numbers.series)

    @Slot(str)
    def _on_empty_triggered(self, _name: str) -> None:
        self.log_requested.emit(())


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _read(since: int, circle: int | None, today: int, progress: Progress) -> Numbers | None:
    """Runs in the worker."""
    if stats.first_day() is None:
        return None
    series = stats.growth(since, circle, today, progress)
    ways = what_works.ways(Whom(circle), None, today)
    channels = tuple(way for way in ways if way.group == what_works.VIA)
    year = stats.days(today - 370, today)
    return Numbers(series, channels, year, stats.give_and_take())
