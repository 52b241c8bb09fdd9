"""What the window tells without being asked: done and Undo, errors, saving, read-only."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from netjournal.errors import Cancelled
from netjournal.ui import safe

if TYPE_CHECKING:
    from netjournal.errors import UserError
    from netjournal.ui.jobs import Job
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.session import Saying, Session

_log = logging.getLogger(__name__)


class Notices(QObject):
    """Turns the session's news into the toast, the banner and the state in the sidebar."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        """Follow ``session``."""
        super().__init__(window)
        self._session = session
        self._window = window
        session.said.connect(self._on_said)
        session.failed.connect(self._on_failed)
        session.jobs.started.connect(self._on_job_started)
        session.jobs.ended.connect(self._on_job_ended)
        self._show_state()
        if session.read_only:
            text = self.tr("This journal is open for reading only: you can look, not change.")
            if session.journal.newer:
                text = self.tr(
                    "A newer NetJournal wrote this journal: you can look, not change. "
                    "Update NetJournal to write in it."
                )
            elif session.journal.older:
                text = self.tr(
                    "An older NetJournal wrote this journal, and it can only be read here: you can "
                    "look, not change. Copy it to a place you may write to, and open it there."
                )
            window.banner.show_message(text, tone="warning", closable=False)

    def _show_state(self) -> None:
        if self._session.read_only:
            self._window.sidebar.set_state(self.tr("Read-only"), "warning")
        elif self._session.jobs.modal_busy:
            self._window.sidebar.set_state(self.tr("Saving…"))
        else:
            self._window.sidebar.set_state(self.tr("Saved"))

    def bug(self) -> None:
        """Say that something went wrong that should not have; the log has the report."""
        self._window.banner.show_message(
            self.tr("Something went wrong in NetJournal. Your journal is safe."),
            self.tr("Open log folder"),
            tone="late",
        )

    @Slot(object)
    def _on_said(self, saying: Saying) -> None:
        if saying.kind == "undo":
            text = self.tr("Undone: {what}").format(what=saying.text)
            self._window.toast.show_message(text, self.tr("Redo"), self._session.redo)
        elif saying.kind == "redo":
            text = self.tr("Done again: {what}").format(what=saying.text)
            self._window.toast.show_message(text, self.tr("Undo"), self._session.undo)
        elif saying.kind == "edit":
            self._window.toast.show_message(saying.text, self.tr("Undo"), self._session.undo)
        elif saying.folder is not None:
            open_it = partial(safe.open_folder, saying.folder)
            self._window.toast.show_message(saying.text, self.tr("Open folder"), open_it)
        else:
            self._window.toast.show_message(saying.text)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:

        from netjournal.ui import messages

        words = messages.message(error)
        _log.info("not done: %s", type(error).__name__)  # its sentence may hold names
        if isinstance(error, Cancelled):
            self._window.toast.show_message(words.text)
        else:
            self._window.banner.show_message(words.text, tone="late")

    @Slot(object)
    def _on_job_started(self, job: Job) -> None:
        self._show_state()

    @Slot(object)
    def _on_job_ended(self, job: Job) -> None:
        self._show_state()
