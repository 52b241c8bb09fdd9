"""History: everything that was done, and taking back one step of it, be it months old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netjournal.models import history
from netjournal.services.keeping import backups
from netjournal.ui import dates, messages
from netjournal.ui.dialog_size import open_at
from netjournal.ui.history.model import STATE, WHEN, HistoryModel, Step
from netjournal.ui.long_lists import choose_row
from netjournal.ui.own_steps import undo_keys
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.cells import ChoiceTable
from netjournal.ui.widgets.empty_state import EmptyState
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from netjournal.errors import UserError
    from netjournal.models.journal import TakenBack
    from netjournal.progress import Progress
    from netjournal.ui.session import Session

_SIZE: Final = (680, 560)


class HistoryDialog(QDialog):
    """The steps of the journal's log; one of them can be taken back by itself.

    Args:
        session: The open journal.
        parent: The window.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show what was done."""
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setWindowTitle(self.tr("History"))
        self._session = session
        self.model = HistoryModel(session.today(), self)
        self._build()
        self._wire()
        self.refresh()
        choose_row(self.view, 0)

    def _build(self) -> None:
        hint = self.tr(
            "Newest first. Any step can be taken back by itself; what you changed since stays."
        )
        self.view = ChoiceTable(STATE, self)
        self.view.setObjectName("history_list")
        self.view.setAccessibleName(self.tr("What was done"))
        self.view.setSelectionMode(ChoiceTable.SelectionMode.SingleSelection)
        self.view.setModel(self.model)
        self.view.set_width(WHEN, 150)
        self.view.set_pill_width(120)
        self.said = Label("", "body", wrap=True, parent=self)
        self.said.setObjectName("history_said")
        self.said.hide()
        self.why = Label("", "body", "quiet", wrap=True, parent=self)
        self.why.setObjectName("history_why")
        self.why.hide()
        self.strip = ProgressStrip(self)
        empty = EmptyState(
            "undo",
            self.tr("Nothing was done yet"),
            self.tr("Every change you make is listed here, with a way back."),
            self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(ListCard(self.view, self))
        self._stack.addWidget(empty)
        self.close_button = button(self.tr("Close"), name="history_close", parent=self)
        self.back_button = button(self.tr("Take it back"), "primary", "undo", "history_back", self)
        self.back_button.setDefault(True)
        self._lay_out(hint)

    def _lay_out(self, hint: str) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("History"), "title", parent=self))
        column.addWidget(Label(hint, "body", "quiet", wrap=True, parent=self))
        column.addWidget(self._stack, 1)
        column.addWidget(self.said)
        column.addWidget(self.why)
        column.addWidget(self.strip)
        column.addLayout(foot)
        open_at(self, *_SIZE)

    def _wire(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.back_button.clicked.connect(self.take_back)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self.refresh)
        undo_keys(self, self._session.undo, self._session.redo)

    # -- what is shown

    @Slot()
    def refresh(self) -> None:
        """Read the log anew; the step that was chosen stays so."""
        chosen = self.chosen()
        self.model.refresh()
        self._stack.setCurrentIndex(0 if self.model.steps else 1)
        row = self.model.row_of(chosen.id) if chosen else 0
        if self.model.steps:
            choose_row(self.view, max(0, row))
        self._enable()

    def chosen(self) -> Step | None:
        """Return the step that is chosen."""
        row = self.view.currentIndex().row()
        return self.model.steps[row] if 0 <= row < len(self.model.steps) else None

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._enable()

    def _enable(self) -> None:
        step = self.chosen()
        writable = not self._session.read_only and not self._session.jobs.modal_busy
        can = step is not None and writable and history.standing(step.id) is not None
        self.back_button.setEnabled(can)
        if step is None or can or self._session.jobs.modal_busy:
            reason = ""
        elif step.undone:
            reason = self.tr("This was taken back already.")
        elif self._session.read_only:
            reason = self.tr("This journal can only be read.")
        else:
            reason = self._too_old(step)
        self.back_button.setAccessibleDescription(reason)
        self.back_button.setToolTip(reason)
        self.why.setText(reason)
        self.why.setVisible(bool(reason))

    def _too_old(self, step: Step) -> str:
        """Say that the log has forgotten the step, and which backup is from before it."""
        text = self.tr("This is too long ago to be taken back by itself.")
        for one in backups.list_backups(self._session.journal.path):
            made = round(one.made_at.timestamp() * 1000)
            if made < step.at:
                when = dates.stamp(made, self._session.today())
                more = self.tr("The backup of {when} is from before it (File, Backups).")
                return f"{text} {more.format(when=when)}"
        return text

    # -- taking back

    @Slot()
    def take_back(self) -> None:
        """Take the chosen step back, in the worker: it may be a big import."""
        step = self.chosen()
        if step is None or not self.back_button.isEnabled():
            return
        label = self.tr("Take back: {what}").format(what=display_safe(step.label, 80))
        done = self.tr("Taken back: {what}").format(what=display_safe(step.label, 80))
        self._session.will_say(label, done)
        journal = self._session.journal

        def work(_progress: Progress) -> TakenBack:
            return journal.undo_step(step.id, label)

        job = self._session.run(work, self._on_taken_back, self._on_failed, modal=True)
        self.strip.follow(job, self.tr("Taking it back…"))
        self._enable()

    def _on_taken_back(self, done: TakenBack) -> None:
        kept = len(done.kept.get("contact", ())) or sum(map(len, done.kept.values()))
        if done.change is None:
            text = self.tr("Everything in it has been changed since, so all of it stays.")
        elif done.kept.get("contact"):
            text = self.tr("Taken back, except for %n [person|people] changed since.", "", kept)
        elif kept:
            text = self.tr("Taken back, except for %n record(s) changed since.", "", kept)
        else:
            text = self.tr("Taken back. Undo brings it back.")
        self._say(text)

    def _on_failed(self, error: UserError) -> None:
        said = messages.message(error)
        self._say(said.text or said.title)

    def reject(self) -> None:
        """Esc and the close button ask the work to stop; what came of it is told here first."""
        if not self.strip.stop():
            super().reject()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        self.said.setAccessibleName(text)
        announce(self.said)
        self.refresh()
