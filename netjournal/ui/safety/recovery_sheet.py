"""A sheet of paper with the passphrase on it, to keep with one's papers; never a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QTextDocument

from netjournal.services.files import refuse
from netjournal.ui import dates
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def text(journal: Path, passphrase: str) -> str:
    """Return what stands on the sheet, as plain text."""
    say = QCoreApplication.translate
    today = (date.today() - date(1970, 1, 1)).days
    return say(
        "sheet",
        "NetJournal recovery sheet\n\n"
        "Journal:  {journal}\nFolder:  {folder}\nDate:  {date}\n\n"
        "Passphrase:\n\n{passphrase}\n\n"
        "The journal and its backups open with this passphrase only; capitals and blanks count. "
        "It is kept nowhere else, and nobody can look it up. Keep this sheet where only you, or "
        "who shall inherit your notes, will find it, and not beside the computer.\n\n"
        "To open: start NetJournal, open the journal, type the passphrase. The file is an ordinary "
        "SQLCipher 4 database with default settings; other tools open it with the same words.",
    ).format(
        journal=display_safe(journal.name, 120),
        folder=display_safe(str(journal.parent), 300),
        date=dates.full_day(today),
        passphrase=passphrase,
    )


def document(journal: Path, passphrase: str) -> QTextDocument:
    """Return the sheet ready to be printed."""
    made = QTextDocument()
    made.setDefaultFont(QFont("monospace", 12))
    made.setPlainText(text(journal, passphrase))
    return made


def print_sheet(journal: Path, passphrase: str, parent: QWidget | None) -> None:
    """Print the sheet where the user's printer dialog says.

    Raises:
        UsageError: It says "to a file", where a journal, a backup or a folder is.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("sheet_print")
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        if printer.outputFileName():  # Qt writes it, over what is there
            refuse(Path(printer.outputFileName()))
        document(journal, passphrase).print_(printer)
