"""Import: what the file is, what will happen to whom, then one step that Undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from netjournal.ui import file_choice, messages
from netjournal.ui.preferences import Preferences
from netjournal.ui.safe import display_safe
from netjournal.ui.transfer import reporting, settling, words
from netjournal.ui.transfer.flow import Choice, ImportFlow
from netjournal.ui.transfer.import_parts import AUTO, ImportParts

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget

    from netjournal.errors import UserError
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition
    from netjournal.services.importing import ImportPlan, ImportReport
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Session


class ImportDialog(ImportParts):
    """Choose a file, look at what will happen, settle doubts, import.

    Args:
        session: The open journal.
        path: The file; None lets the user choose.
        parent: The window.
    """

    def __init__(
        self, session: Session, path: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """Build it; a given file is looked at straight away."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("import_dialog")
        self._session = session
        self.flow = ImportFlow(session, Preferences(), self)
        self._choice: Choice | None = None
        self._recognition: Recognition | None = None
        self._mapping: Mapping | None = None
        self.plan: ImportPlan | None = None
        self.report: ImportReport | None = None
        self._build()
        self._connect()
        self._retranslate()
        self._show_state()
        if path is not None:
            self.look_at(path)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._on_choose)
        for chip in (self.format_chip, self.encoding_chip, self.delimiter_chip):
            chip.chosen.connect(self._on_file_changed)
        self.match_chip.chosen.connect(self._plan_again)
        self.columns.changed.connect(self._on_mapping)
        self.filter_chip.chosen.connect(self._on_filter)
        for option, verb in self.verbs.items():
            verb.setProperty("option", option)
            verb.clicked.connect(self._on_settle)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.import_button.clicked.connect(self._on_import)
        self.save_button.clicked.connect(self._on_save_rejected)
        self.close_button.clicked.connect(self.close)
        self.flow.started.connect(self._on_started)
        self.flow.recognised.connect(self._on_recognised)
        self.flow.planned.connect(self._on_planned)
        self.flow.imported.connect(self._on_imported)
        self.flow.failed.connect(self._on_failed)

    # -- steps

    def look_at(self, path: Path) -> None:
        """Begin with a file."""
        self._choice = Choice(path)
        self._on_file_changed()

    @Slot()
    def _on_choose(self) -> None:
        kinds = [
            self.tr("Contacts (*.csv *.vcf *.zip *.json *.txt *.tsv *.ldif)"),
            self.tr("All files (*)"),
        ]
        path = file_choice.open_file(self, self.tr("Import contacts"), kinds)
        if path is not None:
            self.look_at(path)

    @Slot()
    def _on_file_changed(self) -> None:
        if self._choice is None:
            return
        encoding, delimiter = str(self.encoding_chip.value), str(self.delimiter_chip.value)
        self._choice = Choice(
            self._choice.path,
            str(self.format_chip.value),
            None if encoding == AUTO else encoding,
            None if delimiter == AUTO else delimiter,
        )
        self.plan = self.report = self._recognition = self._mapping = None
        self._show_state()
        self.flow.look(self._choice)

    @Slot(object)
    def _on_started(self, job: Job) -> None:
        text = self.tr("Importing…") if job.modal else self.tr("Reading the file…")
        self.strip.follow(job, text, at_once=job.modal)
        self._show_state()

    @Slot(object, object)
    def _on_recognised(self, recognition: Recognition, mapping: Mapping | None) -> None:
        self._recognition, self._mapping = recognition, mapping
        if mapping is not None:
            self.columns.show_mapping(recognition, mapping)
        self._plan_again()

    @Slot(object)
    def _on_mapping(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._plan_again()

    @Slot()
    def _plan_again(self) -> None:
        self.plan = None
        if self._choice is None or self._recognition is None:
            return
        if self._mapping is not None and not self._mapping.makes_contacts():
            self._show_state()
            return
        how = str(self.match_chip.value)
        self.flow.plan(self._choice.path, self._recognition, self._mapping, how)

    @Slot(object)
    def _on_planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        self._show_state()

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        said = messages.message(error)
        self.about.setText(said.text or said.title)
        self._show_state(keep_about=True)

    @Slot()
    def _on_import(self) -> None:
        if self.plan is None or self.flow.busy:
            return
        if self._mapping is not None:
            self.flow.remember(self._mapping)
        self.flow.write(self.plan, self.tr("Import {file}").format(file=self.plan.file))

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        self.report = report
        self._show_state()

    @Slot()
    def _on_save_rejected(self) -> None:
        if self.plan is not None:
            reporting.save_rejected(self, self._session, self.plan.rejected)

    # -- single rows

    @Slot(object)
    def _on_filter(self, action: str) -> None:
        self.model.narrow(action)

    @Slot()
    def _on_selected(self) -> None:
        numbers = self.model.numbers(self.table.selectionModel().selectedRows())
        offered: set[str] = set()
        if self.plan is not None and self.report is None:
            offered = {o for n in numbers[:200] for o in settling.options(self.plan, n)}
        for option, verb in self.verbs.items():
            verb.setEnabled(option in offered)

    @Slot()
    def _on_settle(self) -> None:
        source = self.sender()
        if self.plan is None or source is None:
            return
        for number in self.model.numbers(self.table.selectionModel().selectedRows()):
            settling.settle(self.plan, number, str(source.property("option")))
        self.model.refresh()
        self._show_counts()

    # -- showing

    def _show_state(self, *, keep_about: bool = False) -> None:
        plan, done = self.plan, self.report is not None
        self.model.show_plan(plan)
        found = self._recognition
        if found is not None and not keep_about:
            name = display_safe(self._choice.path.name if self._choice else "", 80)
            self.about.setText(f"{name}: {words.recognised(found)}")
            text, tone = words.certainty(found)
            self.sure.setText(text)
            self.sure.set_tone(tone)
        self.sure.setVisible(found is not None)
        chosen = self._choice is not None and not done
        for chip in (self.format_chip, self.encoding_chip, self.match_chip):
            chip.setVisible(chosen)
        self.delimiter_chip.setVisible(chosen and found is not None and bool(found.delimiter))
        self.columns.setVisible(chosen and self._mapping is not None)
        for widget in (self.table, self.filter_chip, *self.verbs.values()):
            widget.setVisible(plan is not None)
        self.import_button.setVisible(not done)
        self.choose_button.setEnabled(not self.flow.writing)
        self.save_button.setVisible(plan is not None and bool(plan.rejected))
        self._show_counts()
        self._on_selected()

    def _show_counts(self) -> None:
        plan = self.plan
        ready = plan is not None and plan.changes_anything and not self.flow.busy
        self.import_button.setEnabled(ready and self.report is None)
        self.import_button.setText(words.button(plan) if plan is not None else self.tr("Import"))
        if self.report is not None:
            self.counts.setText(reporting.said(self.report))
            self.doubts.setText("")
        elif plan is not None:
            self.counts.setText(words.counts(plan.counts))
            self.doubts.setText(words.doubts(plan.counts["doubtful"]))
        else:
            self.counts.setText("")
            self.doubts.setText("")
        self.doubts.setVisible(bool(self.doubts.text()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way; an import that is stopped leaves nothing behind."""
        self.flow.cancel()
        super().closeEvent(event)
