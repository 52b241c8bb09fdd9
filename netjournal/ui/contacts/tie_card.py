"""How strong a tie is, why, what comes next, and its line over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from netjournal.services.bonds import tie_history
from netjournal.ui import dates
from netjournal.ui.contacts.history_line import HistoryLine
from netjournal.ui.contacts.tie_words import tie_words
from netjournal.ui.safe import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from netjournal.services.bonds.tie_history import TieHistory
    from netjournal.services.people.card import Card

_DAYS = 731  # two years fit on the line


def history_of(card: Card, today: int) -> TieHistory:
    """Return what the line of somebody's tie shows; nothing where there is no line."""
    if len(card.history) < 2:
        return tie_history.TieHistory((), None)
    return tie_history.tie_history(card.id, today, today - _DAYS)


class TieCard(QFrame):
    """The strength of one tie.

    Signals:
        history_wanted: The whole history is asked for.
    """

    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty card."""
        super().__init__(parent)
        self.setObjectName("tie_card")
        self.setProperty("role", "card")
        self.title = Label("", "name", "accent", parent=self)
        self.title.setObjectName("tie_title")
        self.score = Label("", "body", "quiet", parent=self)
        self.why = Label("", "small", wrap=True, parent=self)
        self.why.setObjectName("tie_why")
        self.forecast = Label("", "small", "quiet", wrap=True, parent=self)
        self.forecast.setObjectName("tie_forecast")
        self.spark = HistoryLine(self)
        self.spark.opened.connect(self.history_wanted)
        self._has_line = False
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addWidget(self.score)
        head.addStretch()
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addLayout(head)
        texts.addWidget(self.why)
        texts.addWidget(self.forecast)
        texts.addStretch()
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 12, 14, 12)
        line.setSpacing(20)
        line.addLayout(texts, 1)
        line.addWidget(self.spark, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the words where it is short."""
        super().resizeEvent(event)
        self._show_line()

    def _show_line(self) -> None:
        self.spark.setVisible(self._has_line and self.width() >= 2 * self.spark.sizeHint().width())

    def show_card(self, card: Card, today: int, history: TieHistory) -> None:
        """Show somebody's tie; ``history`` as of ``history_of``."""
        words = tie_words(card, today)
        self.title.setText(words.title)
        self.title.set_tone(words.tone)
        self.score.setText(f"· {words.score}" if words.score else "")
        self.score.setAccessibleName(words.score)
        self.why.setText(words.why)
        self.forecast.setText(words.forecast)
        self.forecast.setVisible(bool(words.forecast))
        values = [score for _day, score in card.history]
        self._has_line = len(values) > 1 and any(values)  # a flat line at zero says nothing
        self._show_line()
        said = QCoreApplication.translate("tie", "Strength from {first} to {last} since {day}")
        if len(values) > 1:
            said = said.format(
                first=round(values[0]),
                last=round(values[-1]),
                day=dates.full_day(card.history[0][0]),
            )
            tone = "warning" if words.tone == "warning" else "accent"
            self.spark.show_history(history, said, tone)
