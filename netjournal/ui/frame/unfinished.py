"""What was being written when a dialog or NetJournal was left: offered, and gone on with.

Public:
    Unfinished(session, window, dialogs)   ``offer()`` after a start, one after another; tells of
                                           forms put aside
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog

from netjournal.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.ui.frame.dialogs import Dialogs
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.session import Session

_FORM: Final = re.compile(r"(event|work|introduction)(?:-(\d+))?(?::(\d+))?")
_PAGES: Final = {"event": "events", "work": "shelf"}
_LONG_MS: Final = 20_000


class Unfinished(QObject):
    """Leads back to what was typed and not saved; ``services.keeping.drafts`` names the keys."""

    def __init__(self, session: Session, window: MainWindow, dialogs: Dialogs) -> None:
        """Listen to forms that are left."""
        super().__init__(dialogs)
        self._session = session
        self._window = window
        self._dialogs = dialogs
        self._offered: list[str] = []  # keys still to be offered, the next first
        session.put_aside.connect(self._on_put_aside)
        window.toast.closed.connect(self._later)

    def offer(self) -> None:
        """After a start: offer what was being typed when NetJournal ended."""
        from netjournal.services.keeping import drafts

        self._offered = drafts.there()
        self._offer_one()

    @Slot()
    def _later(self) -> None:
        """Offer the next one when the note has gone, and what it opened is done."""
        if self._offered:
            QTimer.singleShot(0, self, self._offer_next)

    @Slot()
    def _offer_next(self) -> None:
        if self._session.journal.closed or self._window.toast.isVisible():
            return
        opened = QApplication.activeModalWidget()
        if opened is not None:
            if isinstance(opened, QDialog):
                opened.finished.connect(self._later)
            return
        self._offer_one()

    def _offer_one(self) -> None:
        from netjournal.services.keeping import drafts

        there = set(drafts.there())  # some may be saved by now
        ways = [(key, self._way_back(key)) for key in self._offered if key in there]
        open_ones = [(key, again) for key, again in ways if again is not None]
        self._offered = [key for key, _again in open_ones[1:]]
        if open_ones:
            text = self.tr("Something you were writing is not saved yet.")
            if self._offered:
                number = len(open_ones)
                text = self.tr("%n texts you were writing are not saved yet.", "", number)
            again = open_ones[0][1]
            self._window.toast.show_message(text, self.tr("Continue"), again, shown_ms=_LONG_MS)

    def _way_back(self, key: str) -> Callable[[], None] | None:
        """Return what opens a draft again; None where it stands by itself, like a line."""
        kind, _, number = key.partition(":")
        what = taken_up(key) if key.startswith("entry") else None
        if what is not None:
            return partial(self._dialogs.take_up_entry, what)
        if key.startswith("capture."):  # one that no page shows
            return self._window.capture_box.open
        if kind == "person":
            return partial(self._dialogs.edit_person, int(number) if number else None)
        return partial(self._open_form, key) if _FORM.fullmatch(key) else None

    @Slot(str)
    def _on_put_aside(self, key: str) -> None:
        self._window.toast.show_message(
            self.tr("Not saved. What you typed is kept."),
            self.tr("Continue"),
            partial(self._open_form, key),
        )

    def _open_form(self, key: str) -> None:
        """Open the form of a draft; whose record is gone goes on as a new one."""
        try:
            self._open(key)
        except UserError as error:
            anew = key.partition("-")[0]
            if anew == key or not self._moved(key, anew):
                self._session.show_error(error)
            else:
                self._open_form(anew)

    def _open(self, key: str) -> None:
        """Open the form of a draft.

        Raises:
            NotFound: Its record is not in the journal any more.
        """
        from netjournal.ui.record_page import RecordPage

        match = _FORM.fullmatch(key)
        if match is None:
            return
        kind, record, contact = match[1], _number(match[2]), _number(match[3])
        if kind not in _PAGES:
            self._dialogs.introduction(record, contact)
            return
        self._window.show_page(_PAGES[kind])
        page = self._window.page
        if isinstance(page, RecordPage):
            page.open_record(record)

    def _moved(self, key: str, free: str) -> bool:
        """Keep a draft under another key, unless there is one already: that one comes first."""
        from netjournal.services.keeping import drafts

        if drafts.get(free):
            return False
        with suppress(UserError):  # held in memory meanwhile
            drafts.put(self._session.journal, free, drafts.get(key))
            drafts.put(self._session.journal, key, "")
        return bool(drafts.get(free))


def taken_up(key: str) -> dict[str, Any] | None:
    """Return what was typed about an entry before a crash, or before it was set aside."""
    from netjournal.services.keeping import form_drafts
    from netjournal.ui.timeline.log_dialog import taken_up as read

    draft = form_drafts.entry(key)
    return {"draft": read(draft)} if draft is not None else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
