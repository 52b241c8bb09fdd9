"""Backups: which there are, what each holds, what going back to it would change, and doing it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from netjournal import paths
from netjournal.errors import PassphraseNeeded, WrongPassphrase
from netjournal.ui import file_choice, messages, safe
from netjournal.ui.dialog_size import open_at
from netjournal.ui.jobs import Jobs
from netjournal.ui.long_lists import choose_row
from netjournal.ui.own_steps import OwnSteps
from netjournal.ui.safe import Label
from netjournal.ui.safety import words, works
from netjournal.ui.safety.backups_model import SIZE, BackupsModel, age, when
from netjournal.ui.safety.second_place import SecondPlace
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.cells import ChoiceTable
from netjournal.ui.widgets.passphrase_form import PassphraseForm
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.errors import UserError
    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.services.keeping.backup_thinning import Backup
    from netjournal.services.keeping.restoring import Difference, Holding
    from netjournal.ui.session import Session

_SIZE: Final = (720, 600)


class BackupsDialog(QDialog):
    """The backups of one journal.

    Args:
        journal: The journal's path; it may be damaged or gone.
        session: The journal, when it is open.
        parent: The window.

    Signals:
        work_requested: An ``Offline``: going back to a backup.
    """

    work_requested = Signal(object)

    def __init__(
        self, journal: Path, session: Session | None, parent: QWidget | None = None
    ) -> None:
        """List what there is."""
        super().__init__(parent)
        self.setObjectName("backups_dialog")
        self.setWindowTitle(self.tr("Backups"))
        self._journal = journal
        self._session = session
        self._jobs = session.jobs if session is not None else Jobs(self)
        self._other: Path | None = None
        self._typed: str | None = None  # a passphrase that the open journal hasn't
        self.model = BackupsModel(self)
        self._build()
        self._wire()
        if session is not None:
            self._steps = OwnSteps(session, self, self._say)
            session.changed.connect(self._on_changed)
        self.refresh()

    # -- building

    def _build(self) -> None:
        self.head = Label("", "body", "quiet", wrap=True, parent=self)
        self.head.setObjectName("backups_head")
        self.view = ChoiceTable(SIZE, self)
        self.view.setObjectName("backups_list")
        self.view.setAccessibleName(self.tr("Backups, newest first"))
        self.view.setSelectionMode(ChoiceTable.SelectionMode.SingleSelection)
        self.view.setModel(self.model)
        self.view.set_width(SIZE, 110)
        self.told = Label("", "body", wrap=True, selectable=True, parent=self)
        self.told.setObjectName("backups_told")
        self.form = PassphraseForm(False, self)
        self.form.hide()
        self.form.entered.connect(self._on_passphrase)
        self.second = SecondPlace(self._journal, self._session, self)
        self.strip = ProgressStrip(self)
        self.now_button = button(self.tr("Back up now"), name="backups_now", parent=self)
        self.place_button = button(self.tr("Second place…"), name="backups_place", parent=self)
        self.other_button = button(self.tr("From a file…"), name="backups_other", parent=self)
        self.folder_button = button(self.tr("Show folder"), name="backups_folder", parent=self)
        self.close_button = button(self.tr("Close"), name="backups_close", parent=self)
        self.back_button = button(
            self.tr("Go back to this one"), "primary", "undo", "backups_restore", self
        )
        self._lay_out()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for one in (self.now_button, self.place_button, self.other_button, self.folder_button):
            tools.addWidget(one)
        tools.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Backups"), "title", parent=self))
        column.addWidget(self.head)
        column.addWidget(ListCard(self.view, self), 1)
        column.addWidget(self.told)
        column.addWidget(self.form)
        column.addLayout(tools)
        column.addWidget(self.second)
        column.addWidget(self.strip)
        column.addLayout(foot)
        open_at(self, *_SIZE)

    def _wire(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.now_button.clicked.connect(self.back_up)
        self.place_button.clicked.connect(self.second.choose)
        self.second.chosen.connect(self.back_up)
        self.second.given_up.connect(self._on_place_given_up)
        self.other_button.clicked.connect(self.choose_file)
        self.folder_button.clicked.connect(self._show_folder)
        self.back_button.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.reject)
        self.place_button.setVisible(self.second.changeable)
        self.now_button.setVisible(self._session is not None)

    # -- what there is

    def refresh(self) -> None:
        """List the backups anew."""
        from netjournal.services.keeping import backups, restoring

        there = backups.list_backups(self._journal)
        every = [*restoring.replaced(self._journal), *there]
        self.model.show(sorted(every, key=lambda one: one.made_at, reverse=True))
        self._age = age(there, datetime.now(UTC))
        self.head.setText(self._age)
        self.folder_button.setEnabled(bool(self.model.backups))
        self.second.refresh()
        if self.model.backups:
            choose_row(self.view, 0)
        self._on_row()

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.kind in ("undo", "redo"):
            self.head.setText(self._age)  # what was said of the second place is no longer so

    def chosen(self) -> Path | None:
        """Return the backup that is chosen: of the list, or a file from elsewhere."""
        backup = self._listed()
        return self._other or (backup.path if backup is not None else None)

    def _listed(self) -> Backup | None:
        row = self.view.currentIndex().row()
        return self.model.backups[row] if 0 <= row < len(self.model.backups) else None

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, *_indexes: QModelIndex) -> None:
        self._other = None
        self._look()

    def _look(self) -> None:
        """Read in the worker what the chosen backup holds."""
        backup, key = self.chosen(), self._key()
        self.back_button.setEnabled(False)
        self.told.setText("")
        self.form.hide()
        if backup is None:
            return
        compared = self._session is not None

        def work(_progress: Progress) -> tuple[Holding, Difference | None]:
            from netjournal.services.keeping import restoring

            holds = restoring.holding(backup, key)
            return holds, restoring.difference(backup, key) if compared else None

        self._jobs.run(work, self._on_looked, self._on_unreadable, key="backup-look")

    def _key(self) -> str | None:
        if self._typed is not None:
            return self._typed
        return self._session.journal.key if self._session is not None else None

    @Slot(str)
    def _on_passphrase(self, text: str) -> None:
        self._typed = text
        self._look()

    def _on_looked(self, result: tuple[Holding, Difference | None]) -> None:
        holds, difference = result
        more = self.tr("%n [entry|entries]", "", holds.entries)
        said = self.tr("Holds {people} and {entries}.")
        said = said.format(people=words.people(holds), entries=more)
        if difference is not None:
            said = f"{said} {words.would_change(difference)}"
        self.told.setText(said)
        self.told.setAccessibleName(said)
        self.back_button.setEnabled(self._session is None or not self._session.jobs.modal_busy)

    def _on_unreadable(self, error: UserError) -> None:
        self.told.setText(messages.message(error).text)
        if isinstance(error, PassphraseNeeded | WrongPassphrase):
            self.form.ask()

    # -- doing

    @Slot()
    def back_up(self) -> None:
        """Make a backup now."""
        session = self._session
        if session is None:
            return
        journal = session.journal

        def work(progress: Progress) -> Any:
            from netjournal.services.keeping import backups

            backups.make(journal, "manual", progress)

        job = session.run(work, self._on_backed_up, self._on_failed, aside=True, key="backup")
        self.strip.follow(job, self.tr("Backing up…"))

    def _on_backed_up(self, _result: object) -> None:
        self.refresh()
        self._say(self.tr("Backed up, and proved whole."))

    def _on_failed(self, error: UserError) -> None:
        self._say(messages.message(error).text)

    def _say(self, text: str) -> None:
        self.head.setText(text)
        self.head.setAccessibleName(text)
        announce(self.head)

    @Slot(str)
    def _on_place_given_up(self, done: str) -> None:
        self.place_button.setFocus()  # the button for it is gone
        self._say(done)

    @Slot()
    def choose_file(self) -> None:
        """Choose a backup from anywhere else."""
        kinds = [
            self.tr("Backups and journals ({pattern})").format(
                pattern=f"*{paths.BACKUP_SUFFIX} *{paths.SUFFIX}"
            )
        ]
        path = file_choice.open_file(
            self, self.tr("Go back to a file"), kinds, str(self._journal.parent)
        )
        if path is not None:
            self.view.clearSelection()
            self._other = path
            self._look()

    @Slot()
    def _show_folder(self) -> None:
        safe.open_folder(paths.backup_folder(self._journal))

    @Slot()
    def go_back(self) -> None:
        """Ask for the journal to be replaced by the chosen backup; what it was is kept."""
        backup, listed = self.chosen(), self._listed()
        if backup is None or not self.back_button.isEnabled():
            return
        told = when(listed) if listed is not None and self._other is None else backup.name
        own = self._session.journal.key if self._session is not None else None
        self.accept()
        self.work_requested.emit(works.restore(self._journal, backup, self._key(), told, own))

    def done(self, result: int) -> None:
        """End the jobs of our own."""
        if self._session is None:
            self._jobs.close()
        super().done(result)
