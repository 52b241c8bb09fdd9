"""What the application shows while no journal is open: the first run, a reason, a lock, work.

The shell makes one of these when it is first needed and asks it for faces; what the user chooses
there goes back to the shell.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from netjournal import paths
from netjournal.errors import (
    JournalDamaged,
    JournalInUse,
    NotAJournal,
    NotFound,
    UserError,
    WrongPassphrase,
)
from netjournal.ui.starting.start_window import StartWindow

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.progress import Progress
    from netjournal.ui.jobs import Job
    from netjournal.ui.starting.shell import Shell

_log = logging.getLogger(__name__)
_DEMO: Final = "demo"


class Beginning:
    """The start window and what its buttons do."""

    def __init__(self, shell: Shell) -> None:
        """Serve ``shell``; no window is made yet."""
        self._shell = shell
        self._path = paths.default_journal()
        self._rescues = False  # the passphrase is asked for to rescue what can be read

    # -- faces

    def _start(self) -> StartWindow:
        shell = self._shell
        if shell.start_window is None:
            shell.start_window = made = StartWindow(shell.preferences)
            made.import_wanted.connect(self._on_import)
            made.demo_wanted.connect(self._on_demo)
            made.empty_wanted.connect(self._on_empty)
            made.open_requested.connect(shell.open)
            made.create_requested.connect(shell.create)
            made.retry_wanted.connect(self._on_retry)
            made.restore_wanted.connect(self._on_restore)
            made.rescue_wanted.connect(self._on_rescue)
            made.look_wanted.connect(self._on_look)
            made.unlock_wanted.connect(self._on_unlock)
            made.closed.connect(shell.app.quit)
        return shell.start_window

    def show_welcome(self) -> None:
        """Show the ways to begin; the way back where the usual journal is gone."""
        from netjournal.services.keeping import backups

        path = paths.default_journal()
        if backups.list_backups(path):
            self.show_gone(path)
            return
        start = self._start()
        start.show_welcome()
        start.show()

    def show_gone(self, path: Path) -> None:
        """Say that a journal is not where it was; its backups may be."""
        gone = NotFound(f"There is no journal at {path.name}: check the name and the folder.")
        self.show_error(path, gone)

    def show_error(self, path: Path, error: UserError) -> None:
        """Say why a journal cannot be opened, with the ways out that there are."""
        from netjournal.services.keeping import backups

        _log.info("not opened: %s", type(error).__name__)
        self._path = path
        start = self._start()
        there = len(backups.list_backups(path))
        in_use = isinstance(error, JournalInUse)
        start.show_error(path, error, backups=there, in_use=in_use)
        start.show()
        lost = isinstance(error, (JournalDamaged, NotAJournal, NotFound))
        if lost and (there or not error.data.get("foreign")):
            self._look_for_good(path)

    def _look_for_good(self, path: Path) -> None:
        """Say which backup is whole and what it holds, once the worker has proved one."""
        from netjournal.services.keeping import restoring
        from netjournal.ui.jobs import Jobs
        from netjournal.ui.safe import Label
        from netjournal.ui.safety import words

        start, jobs = self._start(), Jobs()

        def done(good: restoring.Good | None) -> None:
            jobs.close()
            if good is None or self._shell.start_window is not start or self._path != path:
                return
            line = start.findChild(Label, "error_good")
            if line is not None:
                line.setText(words.good_backup(good))
                line.show()

        jobs.run(lambda _progress: restoring.newest_good(path), done, lambda _error: jobs.close())

    def show_locked(self, path: Path, *, wrong: bool = False, rescue: bool = False) -> None:
        """Ask for the passphrase of a journal, to open it or to rescue what can be read."""
        self._path, self._rescues = path, rescue
        from netjournal.services.keeping import backups

        start = self._start()
        start.show_locked(path, wrong=wrong, backups=len(backups.list_backups(path)))
        start.show()

    def show_working(self, title: str, job: Job) -> None:
        """Show how far something is for which the journal is closed."""
        start = self._start()
        start.show_working(title, job)
        start.show()

    # -- choices

    def _on_empty(self) -> None:
        self._shell.create(paths.default_journal())

    def _on_import(self) -> None:
        self._shell.create(paths.default_journal())
        window = self._shell.window
        if window is not None:
            window.show_page("people")  # where the imported people will be
            window.dialogs.import_file()

    def _on_demo(self) -> None:
        """Open the demo journal; a new one is filled in the worker."""
        from netjournal.services.invented import demo

        path = paths.data_folder() / f"{_DEMO}{paths.SUFFIX}"
        fresh = not path.exists()
        self._shell.create(path) if fresh else self._shell.open(path)
        session = self._shell.session
        if fresh and session is not None:
            journal, today = session.journal, session.today()

            def work(_progress: Progress) -> None:
                demo.fill(journal, today)

            added = QCoreApplication.translate("Beginning", "Invented people added")
            session.will_say(demo.LABEL, added)
            session.step_started.emit(session.run(work, modal=True))

    def _on_retry(self) -> None:
        self._shell.open(self._path)

    def _on_look(self) -> None:
        self._shell.open(self._path, read_only=True)

    def _on_unlock(self, passphrase: str) -> None:
        """Try a passphrase in the worker: it takes a quarter of a second on purpose."""
        from netjournal.ui.jobs import Jobs

        path, rescue, jobs = self._path, self._rescues, Jobs()

        def work(_progress: Progress) -> None:
            from netjournal.models import opening
            from netjournal.services.keeping import first_page

            if rescue:
                return first_page.expect(path, passphrase)
            try:
                return opening.try_key(path, passphrase)
            except WrongPassphrase:
                first_page.tell_damage(path, passphrase)
                raise

        def done(_result: None) -> None:
            jobs.close()
            if rescue:
                self._rescue(passphrase)
            else:
                self._shell.open(path, passphrase)

        def failed(error: UserError) -> None:
            jobs.close()
            if isinstance(error, WrongPassphrase):
                self.show_locked(path, wrong=True, rescue=rescue)
            else:
                self.show_error(path, error)

        jobs.run(work, done, failed)

    def _on_restore(self) -> None:
        from netjournal.ui.safety.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self._path, None, parent=self._start())
        dialog.finished.connect(dialog.deleteLater)
        dialog.work_requested.connect(self._shell.run_offline)
        dialog.open()

    def _on_rescue(self) -> None:
        from netjournal.models import opening

        if opening.is_locked(self._path):
            self.show_locked(self._path, rescue=True)
        else:
            self._rescue(None)

    def _rescue(self, key: str | None) -> None:
        from netjournal.ui.safety import works

        self._shell.run_offline(works.rescue(self._path, key))
