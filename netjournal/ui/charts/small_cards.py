"""The two smaller cards of Insights: where lasting ties come from, and your days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from netjournal.ui import dates, labels, theme
from netjournal.ui.safe import Label, tooltip
from netjournal.ui.widgets import painting
from netjournal.ui.widgets.card import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from netjournal.services.stats import GiveAndTake
    from netjournal.services.what_works import Way

_BAR: Final = 14
_ROW: Final = 28
_WEEKS: Final = 52
_RARELY: Final = 0.2  # below this share a channel's bar is drawn in the quieter gold


class ChannelsCard(Card):
    """Bars: how many ties still live, by how people were met."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("", "channels_card", parent)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(6)
        self.body.addWidget(Label(self.tr("Where lasting ties come from"), "heading", parent=self))
        about = self.tr("Still alive a year after you met, by where you met")
        self.body.addWidget(Label(about, "small", "quiet", wrap=True, parent=self))
        self._bars = _Bars(self)
        self.body.addWidget(self._bars)
        self._later = Label(
            self.tr("This shows once you have known people for a year. Time does the work."),
            "small",
            "quiet",
            wrap=True,
            parent=self,
        )
        self.body.addWidget(self._later)
        self.body.addStretch(1)

    def show_channels(self, channels: Sequence[Way]) -> None:
        """Show one bar per way of meeting."""
        self._bars.show_channels(channels)
        self._bars.setVisible(bool(channels))
        self._later.setVisible(not channels)


class _Bars(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("channels_bars")
        self._channels: list[Way] = []

    def show_channels(self, channels: Sequence[Way]) -> None:
        self._channels = list(channels)
        self.setFixedHeight(theme.px(_ROW) * len(channels))
        self.setAccessibleName("; ".join(self._words(c) for c in channels))
        self.update()

    def _words(self, channel: Way) -> str:
        share = self.tr("{percent} % of {met}").format(
            percent=round(100 * channel.alive / channel.met), met=channel.met
        )
        return f"{labels.met_via(channel.key)}: {share}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = theme.px(_ROW)
        label = min(self.width() * 0.32, theme.px(160))
        words = theme.px(90)
        for n, channel in enumerate(self._channels):
            row = QRectF(0, n * height, self.width(), height)
            self._paint_row(painter, channel, row, (label, words))
        painter.end()

    def _paint_row(
        self, painter: QPainter, channel: Way, row: QRectF, room: tuple[float, float]
    ) -> None:
        label, words = room
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def place(left: float, width: float, height: float) -> QRectF:
            top = row.center().y() - height / 2
            x = row.right() - left - width if mirrored else row.left() + left
            return QRectF(x, top, width, height)

        painting.draw_text(
            painter, place(0, label - 8, row.height()), labels.met_via(channel.key), "small"
        )
        track = row.width() - label - words
        share = channel.alive / channel.met
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(place(label, track, _BAR), 3, 3)
        if share > 0:
            painter.setBrush(theme.color("warning" if share < _RARELY else "accent"))
            painter.drawRoundedRect(place(label, max(6.0, track * share), _BAR), 3, 3)
        percent = self.tr("{percent}%").format(percent=round(100 * share))
        start = label + track + 10
        wide = painting.text_width(percent, "strong")
        painting.draw_text(painter, place(start, wide + 4, row.height()), percent, "strong")
        of = self.tr("of {met}").format(met=channel.met)
        rest = place(start + wide + 5, words - wide - 15, row.height())
        painting.draw_text(painter, rest, of, "small", "quiet")


class DaysCard(Card):
    """A year of days, and how often you helped and were helped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("", "days_card", parent)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(6)
        self.body.addWidget(Label(self.tr("Your days"), "heading", parent=self))
        about = self.tr("Interactions in the past year")
        self.body.addWidget(Label(about, "small", "quiet", parent=self))
        self._calendar = _Calendar(self)
        self.body.addWidget(self._calendar)
        self.body.addSpacing(10)
        self.body.addWidget(Label(self.tr("Give and take"), "heading", parent=self))
        self._balance = Label("", "small", parent=self)
        self.body.addWidget(self._balance)
        self._bar = _BalanceBar(self)
        self.body.addWidget(self._bar)
        self.body.addStretch(1)

    def show_days(self, days: dict[int, int], balance: GiveAndTake, today: int) -> None:
        """Show counts per day up to ``today``, and help given and received."""
        self._calendar.show_days(days, today)
        text = self.tr("You helped {given} times, were helped {received} times.")
        self._balance.setText(text.format(given=balance.given, received=balance.received))
        self._bar.show_balance(balance)


class _Calendar(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("days_calendar")
        self._days: dict[int, int] = {}
        self._today = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: dict[int, int], today: int) -> None:
        self._days, self._today = days, today
        total = sum(n for day, n in days.items() if day > today - 365)
        active = sum(1 for day in days if day > today - 365)
        text = self.tr("{total} interactions on {active} days in the past year")
        self.setAccessibleName(text.format(total=total, active=active))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, round(7 * self._cell()))

    def resizeEvent(self, event: object) -> None:
        self.setFixedHeight(round(7 * self._cell()) + 1)

    def _cell(self) -> float:
        return max(5.0, self.width() / (_WEEKS + 1))

    def _first(self) -> int:
        """The Monday of the first column (day 4 of the epoch was a Monday)."""
        monday = self._today - (self._today - 4) % 7
        return monday - _WEEKS * 7

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        cell, first = self._cell(), self._first()
        gap = max(1.0, cell * 0.18)
        shades = [theme.color("track"), *(_mixed(share) for share in (0.25, 0.5, 0.75, 1.0))]
        for day in range(first, self._today + 1):
            column, line = divmod(day - first, 7)
            painter.setBrush(shades[min(4, self._days.get(day, 0))])
            box = QRectF(column * cell, line * cell, cell - gap, cell - gap)
            painter.drawRoundedRect(box, 2, 2)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._cell()
            column, line = int(event.pos().x() // cell), int(event.pos().y() // cell)
            day = self._first() + column * 7 + line
            if 0 <= line < 7 and day <= self._today:
                count = self._days.get(day, 0)
                text = f"{dates.full_day(day)}: {count}"
                QToolTip.showText(event.globalPos(), tooltip(text), self)
            return True
        return super().event(event)


class _BalanceBar(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("balance_bar")
        self._share = 0.5
        self._any = False
        self.setFixedHeight(theme.px(_BAR))

    def show_balance(self, balance: GiveAndTake) -> None:
        total = balance.given + balance.received
        self._any = total > 0
        self._share = balance.given / total if total else 0.5
        text = self.tr("Helped {given}, were helped {received}")
        self.setAccessibleName(text.format(given=balance.given, received=balance.received))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(theme.strength_color("warm") if self._any else theme.color("track"))
        painter.drawRoundedRect(whole, 3, 3)
        if self._any:
            whole.setWidth(whole.width() * self._share)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(whole, 3, 3)
        painter.end()


def _mixed(share: float) -> QColor:
    """Return the track's colour moved towards the accent."""
    low, high = theme.color("accent_soft"), theme.strength_color("inner")

    def between(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(
        between(low.red(), high.red()),
        between(low.green(), high.green()),
        between(low.blue(), high.blue()),
    )
