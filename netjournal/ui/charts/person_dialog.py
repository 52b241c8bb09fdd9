"""The whole history of one tie: its chart, its numbers, a picture to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from netjournal.services.bonds import tie_history
from netjournal.ui import theme
from netjournal.ui.charts import saving, words
from netjournal.ui.charts.chart_card import ChartCard
from netjournal.ui.charts.look import Look
from netjournal.ui.charts.person_chart import PersonChart
from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.progress import Progress
    from netjournal.ui.charts.figures import Picture
    from netjournal.ui.session import Session

_SIZE: Final = (820, 460)


class TieHistoryDialog(QDialog):
    """One person's history.

    Args:
        session: The open journal.
        contact_id: Who.
        name: Their name, for the title.
        parent: The window.
    """

    def __init__(
        self, session: Session, contact_id: int, name: str, parent: QWidget | None = None
    ) -> None:
        """Read it at once: one tie is quickly read."""
        super().__init__(parent)
        self.setObjectName("tie_history")
        title = self.tr("{name}: history of a tie")
        self.setWindowTitle(title.format(name=display_safe(name, 60)))
        open_at(self, *_SIZE)
        self._session = session
        self.chart = PersonChart(tie_history.tie_history(contact_id, session.today()))
        self.card = ChartCard("person", 260, self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        save = buttons.addButton(self.tr("Save picture…"), QDialogButtonBox.ButtonRole.ActionRole)
        save.setObjectName("tie_history_save")
        save.setEnabled(not self.chart.empty)
        save.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.card, 1)
        column.addWidget(buttons)
        self.card.wanted.connect(self._on_wanted)
        self.card.save_wanted.connect(self._on_save)
        save.clicked.connect(self._on_save)
        buttons.rejected.connect(self.reject)
        self.card.show_chart(self.chart, self._look())
        self.card.view.setFocus()

    def _look(self) -> Look:
        return Look(theme.is_dark(), theme.text_scale(), words.for_look(), months=words.months())

    @Slot(str, int, int, float)
    def _on_wanted(self, _kind: str, width: int, height: int, ratio: float) -> None:
        chart, look = self.chart, self._look()

        def work(progress: Progress) -> Picture:
            from netjournal.ui.charts import figures  # matplotlib: only here, only in the worker

            progress.step(0, 0)
            return figures.render(chart, look, (width, height), ratio)

        self._session.run(work, self._show, key="draw_person")

    def _show(self, picture: Picture) -> None:
        self.card.show_picture(self.chart, picture, self._session.today())

    @Slot()
    def _on_save(self) -> None:
        saving.save(self, self._session, self.chart)
