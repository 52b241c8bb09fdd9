"""Backs the journal up by itself: after half an hour of changes, and when it is closed."""

from __future__ import annotations

import contextlib
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from netjournal.errors import Cancelled, UserError
from netjournal.services.keeping import backups, trash
from netjournal.ui import messages
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    _Found = tuple[list["Backup"], bool, str, trash.Old]

    from netjournal.models.journal import Journal
    from netjournal.progress import Progress
    from netjournal.services.keeping.backup_thinning import Backup
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session

_log = logging.getLogger(__name__)
EVERY_MS: Final = 30 * 60_000
OLD_DAYS: Final = 7
_SOME: Final = 5  # backups, before a second place is advised


class Keeper(QObject):
    """Makes backups in the worker and says, quietly, when there has been none for long.

    Signals:
        backups_wanted: The user wants to see the backups.
    """

    backups_wanted = Signal()

    def __init__(
        self, session: Session, window: MainWindow, preferences: Preferences, every: int = EVERY_MS
    ) -> None:
        """Look at once how old the newest backup is, then back up every so many milliseconds."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._preferences = preferences
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.back_up)
        self._timer.start(every)
        path = session.journal.path

        def work(_progress: Progress) -> _Found:
            there, changed = backups.list_backups(path), backups.is_changed(session.journal)
            return there, changed, backups.sync_service(path), trash.old()

        session.run(work, self._on_looked, self._on_failed, key="backup-age")

    def _empty_trash(self, due: trash.Old) -> None:
        """Let go of what has been in the trash for thirty days; a backup still has it."""
        journal = self._session.journal
        if not due or self._session.jobs.modal_busy:
            return
        label = self.tr("Empty the trash of what was there for a month (%n)", "", len(due))

        def work(_progress: Progress) -> None:
            backups.make_if_changed(journal, "edit")
            trash.empty(journal, due, label)

        self._session.run(work, None, self._on_failed, modal=True)

    @Slot()
    def back_up(self) -> None:
        """Back up what has changed, unless something long is being written."""
        journal = self._session.journal
        if self._session.jobs.modal_busy:
            return

        def work(progress: Progress) -> Backup | None:
            return backups.make_if_changed(journal, "timer", progress)

        self._session.run(work, self._on_made, self._on_failed, aside=True, key="backup")

    def _on_made(self, made: Backup | None) -> None:
        if made is None:
            return
        previous = backups.list_backups(self._session.journal.path)[1:2]
        if previous and previous[0].reason == "kept":
            self._window.banner.show_message(
                self.tr(
                    "There are fewer people than in the last backup, and no deletion tells why. "
                    "That backup is kept."
                ),
                tone="warning",
            )

    def _on_looked(self, found: _Found) -> None:
        there, changed, service, due = found
        self._empty_trash(due)
        days = (datetime.now(UTC) - there[0].made_at).days if there else 0
        if changed and days >= OLD_DAYS:
            self._window.toast.show_message(
                self.tr("The last good backup is %n day(s) old.", "", days),
                self.tr("Backups…"),
                self.backups_wanted.emit,
                shown_ms=20_000,
            )
        elif len(there) >= _SOME:
            self._advise_second()
        self._warn_of_sync(service)

    def _advise_second(self) -> None:
        """Say once for each journal that its backups lie on the same disk."""
        mark = f"second:{self._session.journal.path}"
        closed = list(self._preferences.hints_closed)
        if mark in closed or backups.second_folder(self._session.journal.path) is not None:
            return
        self._preferences.hints_closed = [*closed, mark]
        self._window.toast.show_message(
            self.tr("Your backups lie on the same disk as the journal. A second place is safer."),
            self.tr("Backups…"),
            self.backups_wanted.emit,
            shown_ms=20_000,
        )

    def _warn_of_sync(self, service: str) -> None:
        """Say once for each journal that it lies where another program looks after it."""
        mark = f"sync:{self._session.journal.path}"
        closed = list(self._preferences.hints_closed)
        if not service or mark in closed or self._window.banner.isVisible():
            return
        self._preferences.hints_closed = [*closed, mark]
        text = self.tr(
            "This journal lies in {service}, which may lock or replace it while it is open. "
            "It is safer elsewhere, with {service} as the second place for its backups."
        )
        self._window.banner.show_message(text.format(service=display_safe(service)), tone="warning")

    def _on_failed(self, error: UserError) -> None:
        """Say once why there is no backup; what is wrong with the disk stays so for a while."""
        _log.info("no backup: %s", type(error).__name__)
        if not self._told and not isinstance(error, Cancelled):
            self._told = True
            text = self.tr("The backup could not be made. {why}")
            self._session.show_message(text.format(why=messages.message(error).text))


def back_up_last(journal: Journal) -> None:
    """Back up what has changed, now that the window is closed and nothing else runs.

    A backup that fails keeps nobody from closing; its age is told at the next start.
    """
    with contextlib.suppress(UserError):
        backups.make_if_changed(journal, "close")
