"""Import: what the file is, what will happen to whom, then one step that Undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from netjournal.errors import Cancelled, DiskError
from netjournal.services import settings
from netjournal.ui import file_choice, messages
from netjournal.ui.preferences import Preferences
from netjournal.ui.safe import display_safe
from netjournal.ui.session import Saying
from netjournal.ui.transfer import reporting, words
from netjournal.ui.transfer.columns_control import ColumnsControl
from netjournal.ui.transfer.doubts_control import DoubtsControl
from netjournal.ui.transfer.flow import Choice, ImportFlow
from netjournal.ui.transfer.import_parts import (
    LOOKING,
    PREVIEW,
    PROBLEM,
    REPORT,
    START,
    ImportParts,
)
from netjournal.ui.transfer.me_bar import wanted

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from netjournal.errors import UserError
    from netjournal.formats.archive_tables import Table
    from netjournal.formats.recognition import Recognition
    from netjournal.models.journal import ChangeSet
    from netjournal.services.interchange.importing import ImportPlan, ImportReport
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Session


class ImportDialog(ImportParts):
    """Choose a file, look at what will happen, settle doubts, import.

    Args:
        session: The open journal.
        path: The file, or several; None lets the user choose or drop some.
        preferences: Where the last folder and answers are remembered; None opens the user's.
        parent: The window.
    """

    def __init__(
        self,
        session: Session,
        path: Path | list[Path] | None = None,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Build it; a given file is looked at straight away."""
        super().__init__(preferences or Preferences(), parent)
        self._session = session
        self.flow = ImportFlow(session, self)
        self.doubts = DoubtsControl(self.flow, self.preview, self)
        self.columns = ColumnsControl(self.mapping, self)
        self._path: Path | None = None
        self._fresh = False  # a file that was not planned yet: Enter should import it then
        self._recognition: Recognition | None = None
        self.plan: ImportPlan | None = None
        self.report: ImportReport | None = None
        self._wire()
        self._show(START)
        if path is not None:
            self.begin(path if isinstance(path, list) else [path])

    def _wire(self) -> None:
        self._start.triggered.connect(self.choose)
        self._problem.triggered.connect(self.choose)
        self.file_bar.another_requested.connect(self.choose)
        self.file_bar.changed.connect(self._on_choice)
        self.columns.changed.connect(self._plan)
        self.columns.look_wanted.connect(self.flow.look_again)
        self.flow.relooked.connect(self.columns.take)
        self.me_bar.told.connect(self._on_me)
        self.answers.changed.connect(self._plan)
        self.drop.dropped.connect(self.look_at)
        self.drop.several.connect(self.begin)
        self.flow.gathered.connect(self.look_at)
        self.match_chip.chosen.connect(self._plan)
        self.preview.settle_wanted.connect(self._on_settle)
        self.import_button.clicked.connect(self._on_import)
        self.close_button.clicked.connect(self.reject)
        self.outcome.save_wanted.connect(self._on_save_rejected)
        self.outcome.report_wanted.connect(self._on_save_report)
        self.outcome.undo_wanted.connect(self._session.undo)
        self.outcome.more_wanted.connect(self.choose)
        self.flow.started.connect(self._on_started)
        self.flow.recognised.connect(self._on_recognised)
        self.flow.planned.connect(self._on_planned)
        self.flow.settled.connect(self._on_settled)
        self.doubts.decided.connect(self._on_settled)
        self.flow.imported.connect(self._on_imported)
        self.flow.failed.connect(self._on_failed)
        self._session.changed.connect(self._on_changed)

    # -- the file

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        folder = self._preferences.import_folder
        paths = file_choice.open_files(self, self.tr("Import"), self.file_kinds(), folder)
        if paths:
            self._preferences.import_folder = str(paths[0].parent)
            self.begin(paths)

    @Slot(object)
    def begin(self, paths: list[Path]) -> None:
        """Begin with one file, or with several and folders as if they were one."""
        if len(paths) == 1 and not paths[0].is_dir():
            self.look_at(paths[0])
        elif not self.flow.writing:
            self._path = None
            self._forget()
            self.file_bar.show_path(self.flow.gather(paths))

    @Slot(object)
    def look_at(self, path: Path) -> None:
        """Begin with a file."""
        if self.flow.writing:
            return
        self._path, self._fresh = path, True
        self.file_bar.show_path(path)
        self._forget()
        self.flow.look(Choice(path))

    @Slot(object)
    def _on_choice(self, choice: Choice) -> None:
        self._forget()
        self.flow.look(choice)

    def _forget(self) -> None:
        """Nothing is known about the file any more."""
        self.plan = self.report = self._recognition = None
        self.columns.forget()
        self._show(LOOKING)

    @Slot(object, object)
    def _on_recognised(self, found: Recognition, tables: list[Table]) -> None:
        self._recognition = self.answers.begin(found)
        self.file_bar.show_recognition(found)
        self.me_bar.show_entries(settings.me())
        self.columns.begin(tables)
        self._plan()

    @Slot(object)
    def _on_me(self, entries: list[str]) -> None:
        with self._session.edit(self.tr("Say who I am")):
            settings.set_me(entries)
        self._plan()

    # -- the plan

    @Slot()
    def _plan(self) -> None:
        self.plan = None
        if self._path is None or self._recognition is None:
            return
        if not self.columns.ready:
            self.flow.cancel()  # the columns ask for what is missing
            self._show(LOOKING)
            if self._fresh:
                self.mapping.begin()
            return
        mapping = self.columns.mapping(self.answers.mapping())
        self.flow.plan(self._path, self._recognition, mapping, str(self.match_chip.value))

    @Slot(object)
    def _on_planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.answers.hear(plan)
        self.preview.show_plan(plan)
        self._show(PREVIEW)
        if self._fresh:
            self._fresh = False
            (self.import_button if plan.changes_anything else self.close_button).setFocus()

    @Slot(object, str)
    def _on_settle(self, numbers: list[int], option: str) -> None:
        if self.plan is not None and not self.flow.busy:
            self.flow.settle(self.plan, numbers, option)

    @Slot()
    def _on_settled(self) -> None:
        self.preview.refresh()
        self._show(PREVIEW)

    # -- writing

    @Slot()
    def _on_import(self) -> None:
        if self.plan is None or self.flow.busy:
            return
        self.columns.remember()
        self.answers.remember()
        name = display_safe(self.plan.file, 80)
        self.flow.write(self.plan, self.tr("Import {file}").format(file=name))

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        self.report = report
        self.outcome.show_report(report)
        self._show(REPORT)
        self.close_button.setFocus()

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.kind == "undo" and self.report is not None:
            self.outcome.show_undone()
            self.report = None

    @Slot()
    def _on_save_rejected(self) -> None:
        if self.plan is not None:
            reporting.save_rejected(self, self._session, self.plan, self._reason.setText)

    @Slot()
    def _on_save_report(self) -> None:
        if self.plan is not None:
            reporting.save_report(self, self._session, self.plan, self._reason.setText)

    # -- telling

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        text = self.tr("Importing…") if job.modal else self.tr("Reading the file…")
        self.strip.follow(job, text, at_once=job.modal)
        self._enable()

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        said = messages.message(error)
        if isinstance(error, Cancelled | DiskError) and self.plan is not None:  # to be tried again
            self._show(PREVIEW)
            self._reason.setText(said.text)
            return
        self.plan = None  # a file that is gone or has changed has to be looked at again
        if self._recognition is None:
            self.file_bar.show_problem()
        self._problem.set_texts(said.title, f"{said.text} {self.answers.hint()}".strip())
        self._show(PROBLEM)

    def _show(self, page: int) -> None:
        people, me = self.plan is not None and bool(self.plan.rows), False
        if self._recognition is not None:
            me = wanted(self._recognition, self.plan)
        self.show_part(page, people=people, mapping=self.columns.asks, me=me)
        self._enable()

    def _enable(self) -> None:
        plan, writing = self.plan, self.flow.writing
        for part in (self.file_bar, self.mapping, self.preview, self.match_chip, self.outcome):
            part.setEnabled(not writing)
        self.me_bar.setEnabled(not self.flow.busy and not self._session.read_only)
        self.answers.setEnabled(not writing)
        ready = plan is not None and plan.changes_anything and not self.flow.busy
        self.import_button.setEnabled(ready and not self._session.read_only)
        self.import_button.setText(self.tr("Import") if plan is None else words.button(plan))
        shown = plan is not None and self.report is None
        self._reason.setText(words.nothing_new(plan) if shown and plan is not None else "")

    # -- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where something can be done."""
        super().showEvent(event)
        if self._path is None:
            self.choose_button.setFocus()

    def reject(self) -> None:
        """Stop what is under way, or close; after an import its way back is offered once more."""
        writing = self.flow.writing
        self.flow.cancel()
        if writing:
            return
        if self.report is not None and self.report.batch_id is not None:
            self._session.said.emit(Saying(words.done(self.report), "edit"))
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's close button stops an import under way, and closes otherwise."""
        if self.flow.writing:
            self.flow.cancel()
            event.ignore()
            return
        super().closeEvent(event)
