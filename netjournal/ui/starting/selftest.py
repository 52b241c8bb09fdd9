"""Every page and dialog shown once on a journal, for tests that watch the process from outside."""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEventLoop

from netjournal.models.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog

    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.session import Session

_SETTLE_S: Final = 5.0
_LOOK_MS: Final = 20
_CARDS: Final = 8  # people looked at
_MOST: Final = 4  # of these, those whose every dialog is looked at


def run(path: Path, holder: str) -> int:
    """Show everything there is to see of a journal, then leave.

    Args:
        path: The journal; nothing in it is changed on purpose.
        holder: Who has it open, for the message others get meanwhile.

    Returns:
        0.
    """
    from PySide6.QtWidgets import QApplication

    from netjournal.services.people import contacts
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
        ids = contacts.find_ids(contacts.ContactFilter(), "name", session.today())
        _people(app, window, ids)
        _dialogs(app, window, ids)
    finally:
        window.close()
        session.close()
    sys.stdout.write("seen\n")
    return 0


def _settle(app: QApplication, session: Session) -> None:
    """Wait until what was asked for is there and painted."""
    end = time.monotonic() + _SETTLE_S
    app.processEvents()
    while session.jobs.busy and time.monotonic() < end:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, _LOOK_MS)
    app.processEvents()


def _pages(app: QApplication, window: MainWindow) -> None:
    from netjournal.ui import screens

    for spec in screens.pages():
        window.show_page(spec.key)
        _settle(app, window.session)
        window.grab()


def _people(app: QApplication, window: MainWindow, ids: Sequence[int]) -> None:
    for number, contact_id in enumerate(ids[:_CARDS]):
        window.show_contact(contact_id)
        _settle(app, window.session)
        window.grab()
        if number >= _MOST:
            continue
        for verb in (window.dialogs.edit_person, window.dialogs.brief):
            verb(contact_id)
            _close(app, window)
        window.dialogs.log([contact_id])
        _close(app, window)


def _dialogs(app: QApplication, window: MainWindow, ids: Sequence[int]) -> None:
    dialogs, safety = window.dialogs, window.safety
    entries = _first("interaction")
    verbs: list[Callable[[], object]] = [
        *(dialogs.add_person, dialogs.import_file, dialogs.find_duplicates, dialogs.sweep),
        *(dialogs.history, dialogs.preferences, safety.backups, safety.passphrase),
        *(dialogs.about, dialogs.shortcuts, dialogs.word_help),
        *(partial(dialogs.edit_interaction, one) for one in entries),
        *(partial(what, ids[:_CARDS]) for what in (dialogs.export_people, safety.forget)),
        *(partial(what, ids[:_CARDS]) for what in (dialogs.print_people, dialogs.print_briefs)),
        *(partial(what, ids[:2]) for what in (dialogs.merge_people, dialogs.introduce)),
        *(partial(dialogs.print_event, one) for one in _first("event")),
        *(partial(_small_one, window, door, one) for door, one in _small_ones(ids)),
    ]
    for verb in verbs:
        verb()
        _close(app, window)


def _first(table: str) -> list[int]:
    """Return the id of the first row of a table, if there is one."""
    from netjournal.models.handle import db

    return [int(row[0]) for row in db.execute_sql(f"SELECT id FROM {table} ORDER BY id LIMIT 1")]


def _small_ones(ids: Sequence[int]) -> Iterator[tuple[type[QDialog], int]]:
    """Yield the dialogs that pages and cards open by themselves, and what each shows."""
    from netjournal.ui.charts.person_dialog import TieHistoryDialog
    from netjournal.ui.contacts.introduction_dialog import IntroductionDialog
    from netjournal.ui.events.event_dialog import EventDialog
    from netjournal.ui.shelf.work_dialog import WorkDialog

    yield from ((TieHistoryDialog, one) for one in ids[:1])
    yield from ((EventDialog, one) for one in _first("event"))
    yield from ((WorkDialog, one) for one in _first("work"))
    yield from ((IntroductionDialog, one) for one in _first("introduction"))


def _small_one(window: MainWindow, door: Any, one: int) -> None:
    named = ("Somebody",) if door.__name__ == "TieHistoryDialog" else ()
    door(window.session, one, *named, parent=window).open()


def _close(app: QApplication, window: MainWindow) -> None:
    """Look at the dialogs that opened, and close them."""
    from PySide6.QtWidgets import QDialog

    _settle(app, window.session)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.grab()
            dialog.reject()
    app.processEvents()
