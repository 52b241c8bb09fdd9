"""Every page and dialog shown once on a journal, for tests that watch the process from outside."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from netjournal.models.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.session import Session

_ROUNDS: Final = 40


def run(path: Path, holder: str) -> int:
    """Show everything there is to see of a journal, then leave.

    Args:
        path: The journal; nothing in it is changed on purpose.
        holder: Who has it open, for the message others get meanwhile.

    Returns:
        0.
    """
    from PySide6.QtWidgets import QApplication

    from netjournal.ui import theme
    from netjournal.ui.jobs import Jobs
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session

    app = QApplication(["NetJournal"])
    app.setQuitOnLastWindowClosed(False)
    theme.apply(app, "light", 1.0)
    session = Session(Journal.open(path, holder=holder), Jobs())
    window = MainWindow(session, Preferences())
    window.show()
    try:
        _pages(app, window)
        _people(app, window, session)
        _dialogs(app, window)
    finally:
        window.close()
        session.close()
    sys.stdout.write("seen\n")
    return 0


def _settle(app: QApplication, session: Session) -> None:
    for _round in range(_ROUNDS):
        app.processEvents()
        if not session.jobs.busy:
            break


def _pages(app: QApplication, window: MainWindow) -> None:
    from netjournal.ui import screens

    for spec in screens.pages():
        window.show_page(spec.key)
        _settle(app, window.session)
        window.grab()


def _people(app: QApplication, window: MainWindow, session: Session) -> None:
    from netjournal.services.people import contacts

    for contact_id in contacts.find_ids(contacts.ContactFilter(), "name", session.today())[:20]:
        window.show_contact(contact_id)
        _settle(app, session)
        window.grab()
        window.dialogs.edit_person(contact_id)
        _close(app, window)
        window.dialogs.log([contact_id])
        _close(app, window)


def _dialogs(app: QApplication, window: MainWindow) -> None:
    dialogs = window.dialogs
    for verb in (
        dialogs.add_person,
        dialogs.import_file,
        dialogs.find_duplicates,
        dialogs.history,
        dialogs.about,
        dialogs.shortcuts,
        dialogs.word_help,
    ):
        verb()
        _close(app, window)
    dialogs.export_people(())
    _close(app, window)


def _close(app: QApplication, window: MainWindow) -> None:
    """Look at the dialogs that opened, and close them."""
    from PySide6.QtWidgets import QDialog

    _settle(app, window.session)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.grab()
            dialog.reject()
    app.processEvents()
