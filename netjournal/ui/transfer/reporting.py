"""What an import did, in words, and the rows that could not be read, as a file."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services.files import AtomicFile
from netjournal.ui import file_choice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from netjournal.formats.draft import Rejected
    from netjournal.progress import Progress
    from netjournal.services.importing import ImportReport
    from netjournal.ui.session import Session


def said(report: ImportReport) -> str:
    """Return what an import did as one or two sentences."""
    say = QCoreApplication.translate
    parts = [
        say("transfer", "%n added", "", report.added),
        say("transfer", "%n updated", "", report.updated),
        say("transfer", "%n already here", "", report.unchanged),
    ]
    if report.skipped:
        parts.append(say("transfer", "%n left out", "", report.skipped))
    if report.interactions:
        parts.append(say("transfer", "%n interaction(s)", "", report.interactions))
    if report.rejected:
        parts.append(say("transfer", "%n [row|rows] could not be read", "", len(report.rejected)))
    done = say("transfer", "Imported: {parts}. Undo takes all of it back.")
    return done.format(parts=", ".join(parts))


def save_rejected(parent: QWidget, session: Session, rejected: Sequence[Rejected]) -> None:
    """Ask where, then save the rows that could not be read, with line and reason."""
    say = QCoreApplication.translate
    title = say("transfer", "Save unread rows")
    kinds = [say("transfer", "Table (*.csv)")]
    path = file_choice.save_file(parent, title, kinds, "unread-rows.csv")
    if path is not None:
        write_rejected(session, rejected, path)


def write_rejected(session: Session, rejected: Sequence[Rejected], path: Path) -> None:
    """Write line and reason of each row to a CSV file, in the worker."""
    rows = [(one.line, one.reason) for one in rejected]
    text = QCoreApplication.translate("transfer", "Saved {name}").format(name=path.name)

    def work(_progress: Progress) -> None:
        with AtomicFile(path, encoding="utf-8") as file:
            csv.writer(file).writerows([("line", "reason"), *rows])

    def done(_nothing: None) -> None:
        session.show_message(text)

    session.run(work, done)
