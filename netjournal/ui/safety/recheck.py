"""Looks, when the window has been open for a minute, whether what is kept is still what it was.

The journal is compared with its newest backup, which shows texts that changed by themselves; once a
month every kept backup is proved again. One short job after the other: what the user wants comes
between.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from netjournal.errors import Cancelled
from netjournal.models import aside
from netjournal.models.migrations import RECORDED
from netjournal.services.keeping import backups, proving_again, rot

if TYPE_CHECKING:
    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.services.keeping.backup_thinning import Backup
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.session import Session

_log = logging.getLogger(__name__)
WAIT_MS: Final = 60_000
_SHOWN_MS: Final = 120_000
_KEY: Final = "recheck"


class Recheck(QObject):
    """Looks once at the journal of a session and at its backups.

    Signals:
        backups_wanted: The user wants to see the backups.
        done: All was looked at.
    """

    backups_wanted = Signal()
    done = Signal()

    def __init__(self, session: Session, window: MainWindow, wait: int = WAIT_MS) -> None:
        """Look in ``wait`` milliseconds, unless the session is closed before."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._wait = wait
        self._backup: Backup | None = None
        self._tables = list(RECORDED)
        self._found: list[rot.Changed] = []
        self._due: list[Backup] = []
        self._damaged, self._proving = 0, False
        QTimer.singleShot(wait, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        journal = self._session.journal
        if journal.closed:
            return

        def work(_progress: Progress) -> tuple[Backup | None, list[Backup]]:
            aside.sweep()
            return rot.comparable(journal), proving_again.due(journal)

        self._session.run(work, self._on_begun, self._on_failed, aside=True, key=_KEY)

    def _on_begun(self, plan: tuple[Backup | None, list[Backup]]) -> None:
        self._backup, self._due = plan
        self._proving = bool(self._due)
        self._next_table(None)

    def _next_table(self, found: rot.Changed | None) -> None:
        if self._session.jobs.modal_busy:  # what is done now may empty the log: all anew, later
            self._found, self._tables = [], list(RECORDED)
            QTimer.singleShot(self._wait, self, self._begin)
            return
        if found is not None:
            self._found.append(found)
        backup, journal = self._backup, self._session.journal
        if backup is None or not self._tables:
            self._tell_of_changed()
            self._next_backup(True)
            return
        table = self._tables.pop()
        self._session.run(
            lambda _progress: rot.look(journal, backup, table),
            self._next_table,
            self._on_unreadable,
            aside=True,
            key=_KEY,
        )

    def _next_backup(self, whole: bool) -> None:
        self._damaged += not whole
        if self._due:
            one = self._due.pop()
            self._session.run(
                lambda _progress: proving_again.prove_again(one),
                self._next_backup,
                self._on_failed,
                aside=True,
                key=_KEY,
            )
            return
        if self._proving:
            self._tell_of_damaged()
        self.done.emit()

    def _on_unreadable(self, error: UserError) -> None:
        """Go on with the backups: the journal itself is proved at each start."""
        self._backup = None
        self._on_failed(error)
        if not isinstance(error, Cancelled):
            self._next_backup(True)

    def _on_failed(self, error: UserError) -> None:
        _log.info("not looked at again: %s", type(error).__name__)

    # -- telling

    def _tell_of_changed(self) -> None:
        count = sum(len(one.ids) for one in self._found)
        if not count or self._backup is None:
            return
        try:
            kept = backups.keep(self._backup)
        except OSError:  # then it stays as long as it stays
            kept = self._backup.path
        self._found = [replace(one, backup=kept) for one in self._found]
        text = self.tr(
            "%n record(s) changed since the last backup though nobody changed them: the disk may "
            "be failing. That backup is kept.",
            "",
            count,
        )
        self._window.toast.show_message(
            text, self.tr("Bring back what was there"), self._bring_back, shown_ms=_SHOWN_MS
        )

    def _bring_back(self) -> None:
        journal, found = self._session.journal, self._found
        label = self.tr("Bring back what changed by itself")

        def work(_progress: Progress) -> int:
            return rot.bring_back(journal, found, label)

        self._session.run(work, None, self._session.show_error, modal=True)

    def _tell_of_damaged(self) -> None:
        journal = self._session.journal
        if self._damaged:
            text = self.tr(
                "%n kept backup(s) [is|are] damaged and set aside; the others are whole.",
                "",
                self._damaged,
            )
            self._window.toast.show_message(
                text, self.tr("Backups…"), self.backups_wanted.emit, shown_ms=_SHOWN_MS
            )
        self._session.run(
            lambda _progress: proving_again.proved_all(journal), None, self._on_failed, key=_KEY
        )
