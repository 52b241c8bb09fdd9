"""What lives as long as the process: ``Shell(app)`` opens journals, one window at a time.

A journal that cannot be opened is shown with the reason; it is never replaced by an empty one.
"""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from netjournal import paths
from netjournal.errors import (
    JournalDamaged,
    NewerJournal,
    NoPermission,
    PassphraseNeeded,
    UserError,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from netjournal.models.journal import Journal
    from netjournal.ui.frame.undo_keys import UndoKeys
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.offline import Offline
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session
    from netjournal.ui.starting.beginning import Beginning
    from netjournal.ui.starting.ending import Ending
    from netjournal.ui.starting.start_window import StartWindow

_log = logging.getLogger(__name__)


class Shell:
    """What lives as long as the process: preferences, hooks, and one window at a time."""

    def __init__(self, app: QApplication) -> None:
        from netjournal.ui import theme
        from netjournal.ui.english import EnglishPlurals
        from netjournal.ui.preferences import Preferences
        from netjournal.ui.starting import crash
        from netjournal.ui.starting.collector import Collector

        self.app = app
        self.preferences: Preferences = Preferences()
        crash.log_to_file(paths.log_folder())
        self._faults = crash.watch_faults(paths.log_folder())
        self.hook = crash.Hook()
        self.hook.bug.connect(self._on_bug)
        self.hook.refused.connect(self._on_refused)
        app.installTranslator(EnglishPlurals(app))
        theme.apply(app, self.preferences.scheme, self.preferences.text_scale)
        self._undo_keys: UndoKeys | None = None
        self._collector = Collector()
        self.session: Session | None = None
        self.window: MainWindow | None = None
        self.start_window: StartWindow | None = None
        self._beginning: Beginning | None = None
        self._ending: Ending | None = None
        app.commitDataRequest.connect(self._on_session_end)

    def settle(self) -> None:
        """Make what nobody misses before the first page is on screen."""
        from PySide6.QtGui import QIcon

        from netjournal.ui.frame.undo_keys import UndoKeys
        from netjournal.ui.starting.ahead import Ahead
        from netjournal.ui.starting.ending import Ending

        self._ending = Ending(self.app)
        self._ending.asked.connect(self._on_ending)
        self.app.setWindowIcon(QIcon(str(paths.resource("app.svg"))))
        self._undo_keys = UndoKeys(self.app)
        Ahead(self.app, lambda: self.window)

    # -- opening

    def start(self, wanted: Path | None) -> None:
        """Open the journal that is wanted; the first-run page where there is none yet."""
        last = self.preferences.last_journal
        path = wanted or (Path(last) if last else paths.default_journal())
        if wanted is None and not last and not path.exists():
            self.beginning().show_welcome()
        else:
            self.open(path)

    def open(self, path: Path, key: str | None = None, *, read_only: bool = False) -> None:
        """Open a journal in place of the one that is open; say why where that fails.

        A file that is no journal of ours leaves the one that is open as it is.
        """
        from netjournal.models import preparing

        try:  # before the one that is open is closed
            read_only |= preparing.only_reads(path, key)
        except PassphraseNeeded:
            if self._may_leave():
                self.close_journal()
                self.beginning().show_locked(path)
        except UserError as error:
            self._refuse(path, error)
        else:
            if self._may_leave():
                self._open(path, key, read_only=read_only)

    def _open(self, path: Path, key: str | None = None, *, read_only: bool = False) -> None:
        self.close_journal()
        try:
            journal = _opened(path, key, read_only=read_only)
        except PassphraseNeeded:
            self.beginning().show_locked(path)
        except UserError as error:
            self._refuse(path, error)
        else:
            self._show(journal)

    def _may_leave(self) -> bool:
        """Keep what is being typed; ask whether to close where that can't be done."""
        if self.session is None or self.window is None:
            return True
        from netjournal.ui.safety.closing import may_close

        return may_close(self.session, self.window)

    def create(self, path: Path) -> None:
        """Make an empty journal and open it."""
        from netjournal.models import opening

        if not self._may_leave():
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            opening.create(path)
        except UserError as error:
            self._refuse(path, error)
        except OSError:
            folder = NoPermission(f"{path.parent.name} cannot be made: choose another folder.")
            self._refuse(path, folder)
        else:
            self._open(path)

    def _on_create(self, path: Path) -> None:
        """Make a journal by the menu; say that it can have a passphrase."""
        self.create(path)
        if self.window is not None and self.window.session.journal.path.name == path.name:
            self.window.safety.offer_passphrase()

    def _refuse(self, path: Path, error: UserError) -> None:
        """Say what could not be done; an open journal stays open."""
        if self.session is not None:
            self.session.show_error(error)
        else:
            self.beginning().show_error(path, error)

    def _show(self, journal: Journal) -> None:
        from PySide6.QtCore import Qt

        from netjournal.ui.frame.proof import Proof
        from netjournal.ui.jobs import Jobs
        from netjournal.ui.main_window import MainWindow
        from netjournal.ui.session import Session

        queued = Qt.ConnectionType.QueuedConnection  # not while the session's own code is running
        self.preferences.remember_journal(journal.path)
        paths.remember_journal(journal.path)  # the command line opens the same one
        self.session = Session(journal, Jobs())
        self.window = MainWindow(self.session, self.preferences)
        self.window.open_requested.connect(self.open)
        self.window.create_requested.connect(self._on_create)
        self.window.closed.connect(self._on_window_closed)
        self.window.safety.work_requested.connect(self.run_offline, queued)
        self.window.safety.lock_requested.connect(self.lock, queued)
        self.window.safety.lost.connect(self._on_damaged, queued)
        self.window.show()
        self._leave_start()
        self._proof = Proof(self.session)
        self._proof.damaged.connect(self._on_damaged, queued)

    def _on_damaged(self, error: UserError) -> None:
        """Leave a damaged or lost journal as it is, and say why."""
        if self.session is None:
            return
        from netjournal.ui import draft_keeper

        path, key = self.session.journal.path, self.session.journal.key
        rescued = str(error.data.get("rescued", ""))
        typed = draft_keeper.texts() if rescued else {}
        self.close_journal(back_up=False, let_go=False)
        if typed:
            from netjournal.ui.safety import closing

            closing.carry(Path(rescued), key, typed)
        self.beginning().show_error(path, error)

    def close_journal(self, *, back_up: bool = True, let_go: bool = True) -> None:
        """Close window and journal, if there are any; the rest is told in ``safety.closing``."""
        if self.session is not None:
            from netjournal.ui import draft_keeper

            draft_keeper.save_all()
        gc.unfreeze()  # what ``Ahead`` set aside for as long as this window lasts
        if self.window is not None:
            window, self.window = self.window, None
            window.closed.disconnect(self._on_window_closed)
            window.setProperty("leaving", True)  # nothing is asked any more
            window.close()
            window.deleteLater()
        if self.session is not None:
            from netjournal.ui.safety import closing

            session, self.session = self.session, None
            closing.close(session, back_up=back_up, let_go=let_go)
            session.deleteLater()

    # -- before there is a journal

    def beginning(self) -> Beginning:
        """Return what is shown while no journal is open."""
        if self._beginning is None:
            from netjournal.ui.starting.beginning import Beginning

            self._beginning = Beginning(self)
        return self._beginning

    def _leave_start(self) -> None:
        if self.start_window is not None:
            start, self.start_window = self.start_window, None
            start.leave()
            start.deleteLater()

    def run_offline(self, offline: Offline) -> None:
        """Do something for which the journal has to be closed, and open it again."""
        if not self._may_leave():
            return
        from netjournal.ui import offline as doing

        key = self.session.journal.key if self.session is not None else None
        doing.run(self, offline, key)

    def lock(self, attended: bool = False) -> None:
        """Close a journal that has a passphrase, and ask for it; what can't be kept waits, too."""
        if self.session is None or self.session.journal.key is None:
            return
        if not attended or self._may_leave():
            path = self.session.journal.path
            self.close_journal(let_go=attended)
            self.beginning().show_locked(path)

    # -- ending, and what goes wrong

    def _on_window_closed(self) -> None:
        self.app.quit()

    def _on_ending(self) -> None:
        self.app.exit(0)  # dialogs are left, too; ``finish`` does the rest

    def _on_session_end(self, _manager: object) -> None:
        """The desktop is logging out: leave the journal complete."""
        if self.session is not None and not self.session.read_only:
            from netjournal.ui.safety import closing

            closing.keep_typed(self.session.journal)
            self.session.journal.checkpoint()

    def _on_bug(self, _report: str) -> None:
        if self.window is not None:
            self.window.notices.bug()

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, JournalDamaged) and self.session is not None:
            self._proof.damaged.emit(error)
        elif self.session is not None:
            self.session.show_error(error)

    def finish(self) -> None:
        """Close the journal and give the hooks back."""
        self.close_journal()
        self._leave_start()
        self._collector.stop()
        self.preferences.sync()
        self.hook.release()
        if self._ending is not None:
            self._ending.release()


def _opened(path: Path, key: str | None, *, read_only: bool) -> Journal:
    """Open for writing, else for reading only where that is all the place allows."""
    from netjournal.models.journal import Journal

    try:
        return Journal.open(path, read_only=read_only, key=key)
    except (NoPermission, NewerJournal) as error:
        if isinstance(error, WrongPassphrase) or read_only:
            raise
        return Journal.open(path, read_only=True, key=key)
