"""What became of an import as tables: every row, or those to be mended and imported again."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services.files import AtomicFile
from netjournal.ui import file_choice
from netjournal.ui.reading_words import said
from netjournal.ui.transfer import words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from netjournal.progress import Progress
    from netjournal.services.interchange.importing import ImportPlan
    from netjournal.ui.session import Session


def save_rejected(parent: QWidget, session: Session, plan: ImportPlan) -> None:
    """Ask where, then save the rows that could not be read, with line and reason."""
    say = QCoreApplication.translate
    title = say("transfer", "Save unread rows")
    kinds = [say("transfer", "Table (*.csv)")]
    path = file_choice.save_file(parent, title, kinds, f"{plan.path.stem}-unread.csv")
    if path is not None:
        write_rejected(session, plan, path)


def write_rejected(session: Session, plan: ImportPlan, path: Path) -> None:
    """Write line, reason and, for tables, the cells of each row to a CSV file, in the worker."""
    text = QCoreApplication.translate("transfer", "Saved {name}").format(name=path.name)

    def work(progress: Progress) -> None:
        header, cells = _cells(plan, progress)
        with AtomicFile(path, encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "reason", *header])
            for one in plan.rejected:
                writer.writerow([one.line, said(one.reason), *cells.get(one.line, ())])

    def done(_nothing: None) -> None:
        session.show_message(text)

    session.run(work, done)


def save_report(parent: QWidget, session: Session, plan: ImportPlan) -> None:
    """Ask where, then save what became of every row of the file."""
    say = QCoreApplication.translate
    title, kinds = say("transfer", "Save report"), [say("transfer", "Table (*.csv)")]
    path = file_choice.save_file(parent, title, kinds, f"{plan.path.stem}-report.csv")
    if path is not None:
        write_report(session, plan, path)


def write_report(session: Session, plan: ImportPlan, path: Path) -> None:
    """Write line, name, what was done and why of each row, then the remarks, in the worker."""
    text = QCoreApplication.translate("transfer", "Saved {name}").format(name=path.name)

    def work(progress: Progress) -> None:
        with AtomicFile(path, encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["line", "name", "action", "why", "changes"])
            for number, row in enumerate(plan.rows):
                progress.step(number, len(plan.rows))
                why = " · ".join(part for part in words.reason(row) if part)
                changes = " ".join(row.changes)
                writer.writerow([row.line, row.name, words.action(row.action)[0], why, changes])
            for one in plan.rejected:
                action = words.action(words.REJECTED)[0]
                writer.writerow([one.line, "", action, said(one.reason), ""])
            for remark in plan.warnings:
                writer.writerow([remark.line or "", "", "", said(remark.message), ""])

    def done(_nothing: None) -> None:
        session.show_message(text)

    session.run(work, done)


def _cells(plan: ImportPlan, progress: Progress) -> tuple[list[str], dict[int, list[str]]]:
    """Read the rejected rows again; nothing for files that are no plain table."""
    from netjournal.formats.csvtable import records
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
