"""The icon in the tray: one quiet notification a day, and a line to write what happened.

Off unless the user wants it (*View › Show in the tray*). While it is there, closing the window by
its frame leaves NetJournal in the tray; *Quit* and *Close window* end it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QMenu, QSystemTrayIcon, QVBoxLayout

from netjournal import paths
from netjournal.ui import theme

if TYPE_CHECKING:
    from netjournal.progress import Progress
    from netjournal.services.nurturing.nurture import TodayPage
    from netjournal.ui.main_window import MainWindow

_SOON_MS: Final = 1_500
_SHOWN_MS: Final = 12_000


class Tray(QObject):
    """Keeps the icon in step with the preference.

    Signals:
        reminded: The sentence of the day's notification.
    """

    reminded = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        """Belong to ``window``; the icon comes when the window has been up for a moment."""
        super().__init__(window)
        self._window = window
        self._session, self._preferences = window.session, window.preferences
        self.icon: QSystemTrayIcon | None = None
        self._box: QDialog | None = None  # where a line is written, while that is open
        self._leaving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.remind)
        action = window.actions_["tray"]
        action.setChecked(self._preferences.tray)
        action.toggled.connect(self._on_toggled)
        window.actions_["quit"].triggered.connect(self._on_leaving)
        self._preferences.changed.connect(self._on_preference)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self._on_leaving)
        window.installEventFilter(self)
        if self._preferences.tray:
            QTimer.singleShot(_SOON_MS, self, self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hide the window instead of closing it, when its frame asks and the icon is there."""
        by_frame = event.type() == QEvent.Type.Close and event.spontaneous()
        if watched is self._window and by_frame and self.stays():
            event.ignore()
            self._window.hide()
            return True
        return False

    def stays(self) -> bool:
        """Return whether NetJournal goes on without its window."""
        there = self.icon is not None and QSystemTrayIcon.isSystemTrayAvailable()
        return there and not self._leaving

    # -- the icon

    @Slot()
    def _follow(self) -> None:
        """Make or remove the icon as the preference says."""
        if self._preferences.tray and self.icon is None:
            self.icon = QSystemTrayIcon(QIcon(str(paths.resource("app.svg"))), self)
            self.icon.setToolTip("NetJournal")
            self._menu = self._make_menu()
            self.icon.setContextMenu(self._menu)
            self.icon.activated.connect(self._on_activated)
            self.icon.messageClicked.connect(self._open_today)
            self.icon.show()
            self._wait()
        elif not self._preferences.tray and self.icon is not None:
            self._timer.stop()
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None

    def _make_menu(self) -> QMenu:
        menu = QMenu()
        self.destroyed.connect(menu.deleteLater)
        menu.addAction(self.tr("Open NetJournal"), self._open)
        if not self._session.read_only:
            menu.addAction(self.tr("Write what happened…"), self.capture)
        menu.addSeparator()
        quitting = self._window.actions_["quit"]
        menu.addAction(quitting.text(), quitting.trigger)
        return menu

    @Slot()
    def _open(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot()
    def _open_today(self) -> None:
        self._open()
        self._window.show_page("today")

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._open()
        elif reason == QSystemTrayIcon.ActivationReason.MiddleClick:
            self.capture()

    @Slot()
    def capture(self) -> QDialog | None:
        """Open one line to write down what happened, without the window."""
        from netjournal.ui.palette.capture_bar import CaptureBar

        if self._session.read_only:
            return None
        if self._box is not None:
            self._box.activateWindow()
            return self._box
        box = self._box = QDialog()  # nobody else holds it: without a window it has no owner
        box.setObjectName("tray_capture")
        box.setWindowTitle(self.tr("Write what happened"))
        line = CaptureBar(self._session, parent=box)
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(line)
        line.written.connect(box.accept)
        line.left.connect(box.reject)
        box.finished.connect(self._on_written)
        self.destroyed.connect(box.deleteLater)
        box.resize(theme.px(620), box.sizeHint().height())
        box.show()
        box.activateWindow()
        line.setFocus()
        return box

    @Slot()
    def _on_written(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None

    # -- once a day

    def _wait(self) -> None:
        """Wait for the next reminder: at the minute of the day that the preferences say."""
        now = datetime.now()
        minute = self._preferences.reminder_minute
        then = now.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
        if then <= now:
            then += timedelta(days=1)
        self._timer.start(int((then - now).total_seconds() * 1000) + 1_000)

    @Slot()
    def remind(self) -> None:
        """Tell what today is about, at most once a day, unless the window is being looked at."""
        self._wait()
        today = self._session.today()
        wanted = self._preferences.notifications and self._preferences.reminded_on != today
        if self.icon is None or not wanted or self._window.isActiveWindow():
            return
        self._preferences.reminded_on = today

        def work(_progress: Progress) -> TodayPage:
            from netjournal.services.nurturing import today_kept

            return today_kept.whole(today)

        self._session.run(work, self._on_read, key="tray")

    def _on_read(self, page: TodayPage) -> None:
        from netjournal.ui.today import words as said

        if self.icon is None or not (page.nurture or page.promises or page.could_help):
            return
        text = said.welcome(page.away) if page.away else said.sentence(page)
        self.icon.showMessage(self.tr("Today"), text, QSystemTrayIcon.MessageIcon.NoIcon, _SHOWN_MS)
        self.reminded.emit(text)

    # -- slots

    @Slot(bool)
    def _on_toggled(self, wanted: bool) -> None:
        self._preferences.tray = wanted
        if wanted and not QSystemTrayIcon.isSystemTrayAvailable():
            self._session.show_message(self.tr("This desktop has no tray for icons"))

    @Slot(str)
    def _on_preference(self, name: str) -> None:
        if name == "tray":
            self._window.actions_["tray"].setChecked(self._preferences.tray)
            self._follow()
        elif name == "reminder_minute" and self.icon is not None:
            self._wait()

    @Slot()
    def _on_leaving(self) -> None:
        self._leaving = True
