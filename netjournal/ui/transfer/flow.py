"""An import step by step, each in the worker: look at the file, plan, write.

Public:
    Choice(path, format, encoding, …)   what the user has chosen about a file
    ImportFlow(session, parent)         ``look``, ``plan``, ``write``, ``cancel``; signals below
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from netjournal.formats import archive, archive_tables
from netjournal.formats.archive_tables import Table
from netjournal.formats.tables import generic
from netjournal.paths import aside_prefix
from netjournal.services.interchange import (
    import_bundle,
    import_columns,
    import_settling,
    importing,
)
from netjournal.services.interchange.import_columns import TABLE
from netjournal.services.keeping import backups
from netjournal.ui.transfer import settling

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netjournal.errors import UserError
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition
    from netjournal.progress import Progress
    from netjournal.services.interchange.import_settling import Doubt
    from netjournal.services.interchange.importing import ImportPlan, ImportReport
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Session


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose about a file; ``None`` and "auto" let us find out.

    Attributes:
        path: The file.
        format: A key of ``formats.FORMATS`` or "auto".
        encoding: A codec's name.
        delimiter: What separates the columns.
        header_row: Which row holds the columns' names, 0-based; -1 for none.
    """

    path: Path
    format: str = "auto"
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None


class ImportFlow(QObject):
    """Runs the steps of one import and tells how each went.

    Signals:
        started: A ``Job`` is under way.
        gathered: The file that several were put into.
        recognised: (Recognition, list of ``Table``) of the file last looked at.
        relooked: The ``Table`` in it that was looked at again; None: it is no table so.
        planned: The ``ImportPlan``.
        settled: Rows of the plan are as the user said.
        doubted: The doubtful rows, as ``Doubt``s.
        imported: The ``ImportReport``; the journal has changed.
        failed: The ``UserError`` why the step could not be done; nothing was changed.
    """

    started = Signal(object)
    gathered = Signal(object)
    recognised = Signal(object, object)
    relooked = Signal(object)
    planned = Signal(object)
    settled = Signal()
    doubted = Signal(object)
    imported = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._looked_at: Path | None = None

    @property
    def busy(self) -> bool:
        """Whether a step is under way."""
        return self._job is not None and not self._job.over

    @property
    def writing(self) -> bool:
        """Whether the step that is under way writes."""
        return self.busy and self._job is not None and self._job.modal

    def cancel(self) -> None:
        """Ask the step under way to stop; writing is taken back whole."""
        if self._job is not None:
            self._job.cancel()

    def gather(self, paths: Sequence[Path]) -> Path:
        """Put several files into one, which goes when this object goes; return where it will be."""
        name = paths[0].name if len(paths) == 1 else self.tr("%n files", "", len(paths))
        folder = tempfile.mkdtemp(prefix=aside_prefix())
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        into = Path(folder) / name

        def work(progress: Progress) -> Path:
            import_bundle.bundle(paths, into, progress)
            return into

        self._run(work, self._on_gathered)
        return into

    def look(self, choice: Choice) -> None:
        """Find out what a file is, and the tables in it of which something can be said."""
        self._looked_at = choice.path

        def work(_progress: Progress) -> tuple[Recognition, list[Table]]:
            found = recognise(choice)
            return found, tables_of(choice.path, found)

        self._run(work, self._on_recognised)

    @Slot(str, str, str)
    def look_again(self, name: str, encoding: str, delimiter: str) -> None:
        """Find out what a table in the file is, read as the user says; "" leaves that open."""
        path = self._looked_at
        if path is None:
            return

        def work(_progress: Progress) -> Table | None:
            found = archive_tables.table(path, name, encoding or None, delimiter or None)
            return found and Table(name, import_columns.recognised(found.found))

        self._run(work, self._on_relooked)

    def plan(
        self, path: Path, recognition: Recognition, mapping: Mapping | None, on_match: str
    ) -> None:
        """Read a file and compare it with the journal; nothing is written."""

        def work(progress: Progress) -> ImportPlan:
            return importing.analyse(
                path,
                recognition=recognition,
                mapping=mapping,
                on_match=on_match,
                progress=progress,
            )

        self._run(work, self._on_planned)

    def settle(self, plan: ImportPlan, numbers: Sequence[int], option: str) -> None:
        """Decide about rows of a plan: see ``settling``; each may have to be compared anew."""

        def work(progress: Progress) -> None:
            settling.settle(plan, numbers, option, progress)

        self._run(work, self._on_settled)

    def look_at_doubts(self, plan: ImportPlan) -> None:
        """Read both sides of the doubtful rows."""

        def work(progress: Progress) -> list[Doubt]:
            return import_settling.doubts(plan, progress)

        self._run(work, self._on_doubts)

    def write(self, plan: ImportPlan, label: str) -> None:
        """Do what a plan says, as one step that Undo will name ``label``."""
        journal = self._session.journal

        def work(progress: Progress) -> ImportReport:
            backups.make_if_changed(journal, "import")
            with journal.edit(label, source="import") as edit:
                return importing.apply(plan, edit, journal.today(), progress)

        self._run(work, self._on_imported, modal=True)

    # -- the end of each step

    @Slot(object)
    def _on_gathered(self, path: Path) -> None:
        self.gathered.emit(path)

    @Slot(object)
    def _on_recognised(self, found: tuple[Recognition, list[Table]]) -> None:
        self.recognised.emit(*found)

    @Slot(object)
    def _on_relooked(self, table: Table | None) -> None:
        self.relooked.emit(table)

    @Slot(object)
    def _on_planned(self, plan: ImportPlan) -> None:
        self.planned.emit(plan)

    @Slot(object)
    def _on_settled(self, _nothing: None) -> None:
        self.settled.emit()

    @Slot(object)
    def _on_doubts(self, doubts: list[Doubt]) -> None:
        self.doubted.emit(doubts)

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        self.imported.emit(report)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)

    def _run(
        self, work: Callable[[Progress], T], done: Callable[[T], None], *, modal: bool = False
    ) -> None:
        self._job = self._session.run(work, done, self._on_failed, modal=modal, key="import")
        self.started.emit(self._job)


def recognise(choice: Choice) -> Recognition:
    """Say what a file is, as far as the user left that open.

    Raises:
        UserError: It cannot be read, or is of no format we know.
    """
    found = importing.recognise(
        choice.path, format=choice.format, encoding=choice.encoding, delimiter=choice.delimiter
    )
    row = choice.header_row
    if row is None:
        return import_columns.recognised(found)
    if found.format != TABLE or row == found.header_row:
        return found
    return generic.choose_header(choice.path, found, row)


def tables_of(path: Path, found: Recognition) -> list[Table]:
    """Return the tables whose columns can be said: the file itself, or those in an archive."""
    if found.format == TABLE:
        return [Table("", found)]
    inside = archive_tables.tables(path) if found.format == archive.KEY else []
    return [Table(one.name, import_columns.recognised(one.found)) for one in inside]
