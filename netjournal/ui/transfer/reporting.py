"""What became of an import as tables: every row, or those to be mended and imported again."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.formats.draft import place
from netjournal.formats.tables.journalcsv_writing import escape
from netjournal.services.files import AtomicFile
from netjournal.services.interchange.import_plan import ADDED
from netjournal.ui import file_choice
from netjournal.ui.reading_words import said
from netjournal.ui.transfer import talk_words, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from netjournal.progress import Progress
    from netjournal.services.interchange.importing import ImportPlan
    from netjournal.ui.session import Session


def save_rejected(
    parent: QWidget, session: Session, plan: ImportPlan, told: Callable[[str], None]
) -> None:
    """Ask where, then save the rows that could not be read, with line and reason.

    Args:
        parent: The dialog.
        session: The open journal.
        plan: The plan that was applied.
        told: Hears that the file is saved.
    """
    say = QCoreApplication.translate
    title = say("transfer", "Save unread rows")
    kinds = [say("transfer", "Table (*.csv)")]
    path = file_choice.save_file(parent, title, kinds, f"{plan.path.stem}-unread.csv")
    if path is not None:
        write_rejected(session, plan, path, told)


def write_rejected(
    session: Session, plan: ImportPlan, path: Path, told: Callable[[str], None]
) -> None:
    """Write line, reason and, for tables, the cells of each row to a CSV file, in the worker."""

    def work(progress: Progress) -> None:
        header, cells = _cells(plan, progress)
        with AtomicFile(path, encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "reason", *header])
            for one in plan.rejected:
                writer.writerow([one.line, said(one.reason), *cells.get(one.line, ())])

    session.run(work, lambda _nothing: told(_saved(path)))


def save_report(
    parent: QWidget, session: Session, plan: ImportPlan, told: Callable[[str], None]
) -> None:
    """Ask where, then save what became of every row of the file; arguments as above."""
    say = QCoreApplication.translate
    title, kinds = say("transfer", "Save report"), [say("transfer", "Table (*.csv)")]
    path = file_choice.save_file(parent, title, kinds, f"{plan.path.stem}-report.csv")
    if path is not None:
        write_report(session, plan, path, told)


def write_report(
    session: Session, plan: ImportPlan, path: Path, told: Callable[[str], None]
) -> None:
    """Write what was done and why for each row, then the remarks, in the worker.

    It is made to be looked at: no cell of it runs as a formula.
    """

    def work(progress: Progress) -> None:
        with AtomicFile(path, encoding="utf-8") as file:
            file.write("\ufeff")  # spreadsheets want it
            writer = csv.writer(file)
            writer.writerow(["line", "name", "action", "why", "changes", "day", "what"])
            for number, cells in enumerate(_report(plan)):
                progress.step(number, len(plan.rows))
                writer.writerow([escape(str(cell)) for cell in cells])

    session.run(work, lambda _nothing: told(_saved(path)))


def _report(plan: ImportPlan) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a report: people, interactions, what could not be read, remarks."""
    for row in plan.rows:
        why = " · ".join(part for part in words.reason(row) if part)
        yield (
            place(row.line),
            row.name,
            words.action(row.action)[0],
            why,
            " ".join(row.changes),
            "",
            "",
        )
    for gone in plan.withdrawn:
        names = ", ".join(gone.people)
        yield gone.line, names, talk_words.taken_back(gone), "", "", gone.day, gone.summary
    follow = ((one.draft, talk_words.followed()) for one in plan.changed)
    fresh = ((draft, words.action(ADDED)[0]) for draft in plan.interactions)
    for draft, action in (*follow, *fresh):
        names = ", ".join(one.name or one.email or one.phone for one in draft.people)
        when = f"{draft.day} {draft.time}".strip()
        yield place(draft.line), names, action, "", "", when, draft.summary
    for rejected in plan.rejected:
        yield rejected.line, "", words.action(words.REJECTED)[0], said(rejected.reason), "", "", ""
    for remark in plan.warnings:
        yield remark.line or "", "", "", said(remark.message), "", "", ""


def _saved(path: Path) -> str:
    return QCoreApplication.translate("transfer", "Saved {name}").format(name=path.name)


def _cells(plan: ImportPlan, progress: Progress) -> tuple[list[str], dict[int, list[str]]]:
    """Read the rejected rows again; nothing for files that are no plain table."""
    from netjournal.formats.tables.csvtable import records
    from netjournal.formats.textfile import Source

    found = plan.recognition
    if not found.delimiter or not plan.rejected:
        return [], {}
    wanted = {one.line for one in plan.rejected}
    cells = {}
    for record in records(Source(plan.path), found, progress):
        if isinstance(record, tuple) and record[0] in wanted:
            cells[record[0]] = list(record[1])
    return list(found.header), cells
