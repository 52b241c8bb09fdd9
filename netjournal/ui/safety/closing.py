"""Asks before a journal is closed where the disk did not take what is being typed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from netjournal.errors import UserError
from netjournal.ui import safe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from netjournal.models.journal import Journal
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.session import Session

LEAVING: Final = "leaving"  # a window's property: closed by the application, not by the user


class ClosingGuard(QObject):
    """Holds a window that is being closed until what is typed is on disk, or may be lost."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        """Watch over ``window``."""
        super().__init__(window)
        self._session = session
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let it close unless something would be lost that the user wants to keep."""
        if (
            event.type() == QEvent.Type.Close
            and not self._window.property(LEAVING)
            and not (may_close(self._session, self._window) and may_end(self._window))
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def may_close(session: Session, window: MainWindow) -> bool:
    """Keep what is being typed; ask where that can't be done.

    What waits only for the worker is kept when its job has ended, before the journal is closed.
    """
    from netjournal.services.keeping import drafts

    if session.journal.closed or session.read_only:
        return True
    keep_typed(session.journal)
    if not drafts.refused():
        return True
    text = QCoreApplication.translate(
        "ClosingGuard",
        "What you are typing could not be written to disk. Save it, or free some space first; "
        "closing now loses it.",
    )
    return _ask(window, text)


def may_end(window: QWidget) -> bool:
    """Ask before NetJournal ends with what was typed before a journal was locked, say."""
    from netjournal.services.keeping import drafts

    if not drafts.waiting():
        return True
    text = QCoreApplication.translate(
        "ClosingGuard",
        "What you were typing before a journal was closed is not on disk yet: open that journal "
        "again to keep it. Closing now loses it.",
    )
    return _ask(window, text)


def _ask(window: QWidget, text: str) -> bool:
    say = QCoreApplication.translate
    verb = say("ClosingGuard", "Close all the same")
    return safe.ask(window, say("ClosingGuard", "Not kept yet"), text, verb, danger=True)


def keep_typed(journal: Journal) -> None:
    """Keep what is being typed anywhere, and what could not be kept before, as far as possible."""
    from netjournal.services.keeping import drafts
    from netjournal.ui import draft_keeper

    draft_keeper.save_all()
    if not journal.read_only and not journal.busy:
        with suppress(UserError):
            drafts.try_again(journal)


def close(session: Session, *, back_up: bool, let_go: bool) -> None:
    """End the jobs and close the journal.

    Args:
        session: Whose window is closed.
        back_up: Whether what has changed is backed up.
        let_go: Whether what the disk did not take is forgotten, as the user was told; else it waits
            in memory for the journal to be opened again.
    """
    from netjournal.services.keeping import drafts

    session.stop()
    if back_up or let_go:  # into a damaged one nothing is written
        keep_typed(session.journal)  # no job is in the way any more
    if back_up:
        from netjournal.ui.safety.keeper import back_up_last

        back_up_last(session.journal)
    session.journal.close()
    if let_go and not session.read_only:
        drafts.let_go()


def carry(rescued: Path, key: str | None, typed: Mapping[str, str]) -> None:
    """Keep what was being typed in the copy of a journal that was lost, if that can be done."""
    from netjournal.services.keeping import drafts

    with suppress(UserError):  # the copy is there in any case
        drafts.carry(rescued, key, typed)
        drafts.let_go()
