"""Keeps what is being typed: half a second after a key, when the focus goes, and at the end.

Public:
    DraftKeeper(session, key, read, parent)   ``touch()`` after each change
    save_all()                                at logout and when the window closes
    go_on(session)                            keeps what an earlier window could not, when it can be
    texts()                                   everything that is being typed
    taken_up_hint()                           what a form says that goes on with a draft
"""

from __future__ import annotations

import logging
import weakref
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from netjournal.errors import Busy, DiskError, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.ui.session import Session

_log = logging.getLogger(__name__)
SOON_MS: Final = 500
LATER_MS: Final = 5_000  # after the disk did not take it
_HELD: Final = "held_drafts"
_keepers: weakref.WeakSet[DraftKeeper] = weakref.WeakSet()


class DraftKeeper(QObject):
    """Keeps one text through a crash.

    Args:
        session: Whose journal keeps it.
        key: Under which key, see ``services.keeping.drafts``.
        read: Returns the text as it is now; "" when there is nothing to keep.
        parent: The widget that is typed in.
    """

    def __init__(
        self, session: Session, key: str, read: Callable[[], str], parent: QObject
    ) -> None:
        """Keep nothing yet."""
        super().__init__(parent)
        self.key = key
        self._session = session
        self._read = read
        self._of = parent
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        _keepers.add(self)

    @Slot()
    def touch(self) -> None:
        """Something was typed; while one types on, it is kept every half a second."""
        if not self._timer.isActive() or self._timer.interval() != SOON_MS:
            self._timer.start(SOON_MS)

    @Slot()
    def save(self) -> None:
        """Keep the text now, if it may have changed since."""
        self._timer.stop()
        self._put(self._read())

    def drop(self) -> None:
        """Forget it: it was saved, or there is nothing any more."""
        self._timer.stop()
        self._put("")

    def written(self) -> None:
        """Forget it with the edit that is open: one write for both; ``drop`` when it is done."""
        from netjournal.services.keeping import drafts

        drafts.written(self.key)

    def settle(self) -> None:
        """Take the text as kept: it was just read from there."""
        self._timer.stop()

    def text(self) -> str:
        """Return what is there now; "" when there is nothing to keep."""
        return self._read()

    def flush(self) -> None:
        """Keep what has not been kept yet."""
        # a field that is being deleted loses the keyboard, too, and can't be read any more
        if self._timer.isActive() and self.readable():
            self.save()

    def readable(self) -> bool:
        """Say whether what is typed in is there still."""
        return shiboken6.isValid(self._of)

    def _put(self, text: str) -> None:
        if self._session.journal.closed:  # a widget may outlive its journal by an event or two
            return
        from netjournal.services.keeping import drafts

        first = not drafts.refused()
        try:
            done = drafts.put(self._session.journal, self.key, text)
        except UserError as error:
            _held(self._session).on_refused(error, tell=first and bool(text))
            return
        if not done and not self._session.read_only:
            _held(self._session).wait(SOON_MS)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self.flush()


class _Held(QObject):
    """Keeps what is held in memory once that is possible; who typed it may be gone by then."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName(_HELD)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def wait(self, ms: int) -> None:
        """Look in so many milliseconds, or when that was due before."""
        if not self._timer.isActive() or self._timer.remainingTime() > ms:
            self._timer.start(ms)

    @Slot()
    def look(self) -> None:
        """Keep it, if it can be; else look again later."""
        from netjournal.services.keeping import drafts

        journal = self._session.journal
        if journal.closed or journal.read_only:
            return
        if journal.busy:  # a window does not wait
            self.wait(SOON_MS)
            return
        first = not drafts.refused()
        try:
            drafts.try_again(journal)
        except Busy:
            self.wait(SOON_MS)
        except UserError as error:
            self.on_refused(error, tell=first and bool(drafts.unkept()))

    def on_refused(self, error: UserError, *, tell: bool) -> None:
        """Tell, once until the disk takes it again; nothing is lost while the window is open."""
        _log.info("no draft: %s", type(error).__name__)
        self._timer.start(LATER_MS)
        if tell:
            self._say(error)

    def _say(self, error: UserError) -> None:
        from netjournal.ui import messages

        if isinstance(error, DiskError) and not error.data.get("final"):
            # the error's own words, that nothing was changed, are those of an edit
            text = self.tr(
                "What you are typing is not on disk yet. The disk is full: it is held here, "
                "and kept by itself when there is room again."
            )
        else:
            why = messages.message(error).text
            text = self.tr("What you are typing is not on disk yet. {why}").format(why=why)
        self._session.show_message(text)


def _held(session: Session) -> _Held:
    return session.findChild(_Held, _HELD) or _Held(session)


def go_on(session: Session) -> None:
    """Keep what could not be kept when this journal was open before."""
    from netjournal.services.keeping import drafts

    if drafts.unkept(emptied=True):
        _held(session).look()


def taken_up_hint() -> str:
    """Return what a form says that shows a draft in place of what is stored."""
    return QCoreApplication.translate("drafts", "Not saved yet: this is what you typed before.")


def save_all() -> None:
    """Keep everything that is being typed anywhere, now."""
    for keeper in list(_keepers):
        if shiboken6.isValid(keeper):
            keeper.flush()


def texts() -> dict[str, str]:
    """Return everything that is being typed anywhere, or is held, kept already or not, by key."""
    from netjournal.services.keeping import drafts

    valid = (keeper for keeper in list(_keepers) if shiboken6.isValid(keeper))
    typed = {one.key: text for one in valid if one.readable() and (text := one.text())}
    return {key: drafts.get(key) for key in drafts.unkept()} | typed
