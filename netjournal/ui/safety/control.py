"""What keeps the open journal safe, by menu and by itself; loaded piece by piece when needed.

Public: ``Safety(window, session, preferences)`` with the menu's verbs as slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDialog

    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.safety.blur import Blur, BlurKey
    from netjournal.ui.safety.idle import IdleLock
    from netjournal.ui.safety.keeper import Keeper
    from netjournal.ui.safety.recheck import Recheck
    from netjournal.ui.safety.watch import OthersWatch, PlaceWatch
    from netjournal.ui.session import Session

LATER_MS: Final = 2_500  # after the first pages


class Safety(QObject):
    """Backups, passphrase, forgetting, blur; and what watches over the file.

    Signals:
        work_requested: An ``Offline``, for which the journal has to be closed.
        lock_requested: The journal shall be closed until its passphrase is given; whether somebody
            is there to be asked.
        lost: A ``JournalDamaged``: the file is not at its place any more.
    """

    work_requested = Signal(object)
    lock_requested = Signal(bool)
    lost = Signal(object)

    def __init__(self, window: MainWindow, session: Session, preferences: Preferences) -> None:
        """Begin to watch a little later: the first pages come first."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._preferences = preferences
        self._blur: Blur | None = None
        self._blur_key: BlurKey | None = None
        self.keeper: Keeper | None = None
        self.recheck: Recheck | None = None
        self.watch: PlaceWatch | None = None
        self.idle: IdleLock | None = None
        self._lock_due = False
        self.others: OthersWatch | None = None
        QTimer.singleShot(LATER_MS, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Watch over the file and keep its backups."""
        if self._session.journal.closed:  # the window may outlive it by an event or two
            return
        if self._blur_key is None:
            from netjournal.ui.safety.blur import BlurKey

            self._blur_key = BlurKey(self._window)
        if self.idle is None and self._session.journal.key is not None:
            from netjournal.ui.safety.idle import IdleLock

            self.idle = IdleLock(self._preferences, self)
            self.idle.due.connect(self._on_due)
            self._session.jobs.ended.connect(self._lock_if_due)
        if self._session.read_only and self.others is None:
            from netjournal.ui.safety.watch import OthersWatch

            self.others = OthersWatch(self._session)
        if self.watch is not None or self._session.read_only:
            return
        from netjournal.ui import draft_keeper
        from netjournal.ui.safety.closing import ClosingGuard
        from netjournal.ui.safety.keeper import Keeper
        from netjournal.ui.safety.recheck import Recheck
        from netjournal.ui.safety.watch import PlaceWatch

        ClosingGuard(self._session, self._window)
        self.watch = PlaceWatch(self._session)
        self.watch.lost.connect(self.lost)
        self.keeper = Keeper(self._session, self._window, self._preferences)
        self.keeper.backups_wanted.connect(self.backups)
        self.recheck = Recheck(self._session, self._window)
        self.recheck.backups_wanted.connect(self.backups)
        self._window.dialogs.offer_drafts()
        draft_keeper.go_on(self._session)

    # -- verbs

    @Slot()
    def backups(self) -> None:
        """Show the backups."""
        from netjournal.ui.safety.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self._session.journal.path, self._session, self._window)
        dialog.work_requested.connect(self.work_requested)
        _open(dialog)

    @Slot()
    def passphrase(self) -> None:
        """Put a passphrase on, change it, take it off."""
        from netjournal.ui.safety.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(self._session.journal, self._preferences, self._window)
        dialog.work_requested.connect(self.work_requested)
        _open(dialog)

    def offer_passphrase(self) -> None:
        """Say of a new journal that it can have one."""
        text = self.tr("A new journal. A passphrase would keep it from other eyes.")
        self._window.toast.show_message(
            text, self.tr("Passphrase…"), self.passphrase, shown_ms=15_000
        )

    @Slot()
    def lock(self) -> None:
        """Close the journal until its passphrase is given; without one, offer to add it."""
        if self._session.journal.key is None:
            self.passphrase()
        elif not self._session.jobs.modal_busy:
            self.lock_requested.emit(True)

    @Slot()
    def _on_due(self) -> None:
        self._lock_due = True
        self._lock_if_due()

    @Slot()
    def _lock_if_due(self) -> None:
        """Lock an unattended journal; one that is being written by a long job, after that."""
        if self._lock_due and not self._session.jobs.modal_busy:
            self._lock_due = False
            self.lock_requested.emit(False)

    def forget(self, contact_ids: Sequence[int]) -> None:
        """Forget people for good, after saying what that means."""
        if not contact_ids or self._session.read_only:
            return
        from netjournal.ui.safety.forget_dialog import ForgetDialog

        _open(ForgetDialog(self._session, tuple(contact_ids), self._window))

    @Slot()
    def blur(self) -> None:
        """Make everything in the window unreadable, or readable again."""
        if self._blur is None:
            from netjournal.ui.safety.blur import Blur

            self._blur = Blur(self._window)
        self._blur.toggle()


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
