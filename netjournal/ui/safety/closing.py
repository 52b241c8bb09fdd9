"""Asks before the window is closed where the disk did not take what is being typed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject

from netjournal.errors import UserError
from netjournal.ui import safe

if TYPE_CHECKING:
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
            and not self.may_close()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def may_close(self) -> bool:
        """Keep what is being typed; ask where that can't be done."""
        from netjournal.services.keeping import drafts
        from netjournal.ui import draft_keeper

        if self._session.journal.closed:
            return True
        draft_keeper.save_all()
        with suppress(UserError):
            drafts.try_again(self._session.journal)
        if not drafts.unkept():
            return True
        text = self.tr(
            "What you are typing could not be written to disk. Save it, or free some space first; "
            "closing now loses it."
        )
        verb = self.tr("Close all the same")
        return safe.ask(self._window, self.tr("Not kept yet"), text, verb, danger=True)
