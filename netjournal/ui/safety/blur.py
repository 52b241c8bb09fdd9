"""Somebody looks over the shoulder: one key makes every window unreadable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.ui.main_window import MainWindow

_GRAIN: Final = 24  # pixels that become one: letters are half as tall
_STILL: Final = ("blur", "lock", "close", "quit", "full_screen")  # what can be done meanwhile
_KEY: Final = "blur_key"  # the name of a dialog's own
_DRAGS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)

_TAKEN: Final = (
    *(QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.Wheel, QEvent.Type.ContextMenu),
    *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease),
    QEvent.Type.MouseButtonDblClick,
)


class Cover(QWidget):
    """A picture of what lies below, too coarse to be read; takes every key and click.

    It is a picture and no effect: what is painted anew below, in parts, never shows through.
    """

    def __init__(self, below: QWidget, window: QWidget) -> None:
        """Cover ``below``, which is ``window`` or lies in it, and stay as large as it."""
        super().__init__(window)
        self.setObjectName("blur_cover")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._below = below
        self._picture = _coarse(below)
        below.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def say(self, words: str, verb: str, slot: Callable[[], None]) -> None:
        """Tell in the middle what this is, with a way out for the mouse."""
        told = Label(words, parent=self)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        show = button(verb, name="blur_show", parent=self)
        show.clicked.connect(slot)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch()
        for widget in (told, show):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is covered."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        rect = self._below.rect()
        self.setGeometry(rect if self._below is self.window() else self._below.geometry())

    def event(self, event: QEvent) -> bool:
        """Let nothing through to what is covered."""
        if event.type() in _TAKEN:
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stretch the few pixels over everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._picture)


def _coarse(widget: QWidget) -> QPixmap:
    """Return a picture of a widget in which a line of text is a smudge."""
    grain = theme.px(_GRAIN)
    width, height = max(1, widget.width() // grain), max(1, widget.height() // grain)
    smooth = Qt.TransformationMode.SmoothTransformation
    whole = widget.grab()
    whole.setDevicePixelRatio(1.0)
    return whole.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


class Blur(QObject):
    """Covers every window; only what ends it, locks or closes works meanwhile.

    Shortcuts, and the letters of buttons, go past the cover that takes every key: they are stopped
    where they arrive. What rises above a cover, like a note, is put under it again.
    """

    def __init__(self, window: MainWindow) -> None:
        """Serve ``window`` and the dialogs over it."""
        super().__init__(window)
        self._window = window
        self._covers: list[Cover] = []
        self._titles: list[tuple[QWidget, str]] = []
        self._focus: list[QWidget | None] = []  # where the keyboard was in each window
        self.on = False
        window.addActions([window.actions_[key] for key in _STILL])  # also without the menus

    def toggle(self) -> None:
        """Blur, or show again."""
        self.on = not self.on
        self._window.actions_["blur"].setChecked(self.on)
        if self.on:
            self._cover()
        else:
            self._show()

    def _cover(self) -> None:
        window, middle = self._window, self._window.centralWidget()
        self._covers, self._titles, self._focus = [], [], []
        self._cover_one(window, middle or window)
        for dialog in _open_dialogs():
            self._cover_one(dialog, dialog)
        self._enable(on=False)
        window.toast.hide()
        _app().installEventFilter(self)

    def _cover_one(self, window: QWidget, below: QWidget) -> None:
        """Make one window unreadable; what gives it its name goes, too."""
        keys = self._window.actions_["blur"].shortcut()
        words = self.tr("Blurred. {keys} shows everything again.")
        self._focus.append(window.focusWidget())
        self._titles.append((window, window.windowTitle()))
        window.setWindowTitle("NetJournal")
        cover = Cover(below, window)
        self._covers.append(cover)
        native = QKeySequence.SequenceFormat.NativeText
        cover.say(words.format(keys=keys.toString(native)), self.tr("Show"), self.toggle)
        cover.setFocus()  # in each window: another one may come to the front

    def _show(self) -> None:
        _app().removeEventFilter(self)
        for cover in self._covers:
            if shiboken6.isValid(cover):
                cover.hide()
                cover.deleteLater()
        for one, title in self._titles:
            if shiboken6.isValid(one):
                one.setWindowTitle(title)
        self._covers, self._titles = [], []
        self._enable(on=True)
        for focus in self._focus:
            if focus is not None and shiboken6.isValid(focus):
                focus.setFocus()
        self._focus = []

    def _enable(self, *, on: bool) -> None:
        window, middle = self._window, self._window.centralWidget()
        for one in (middle, window.menuBar(), window.toast):
            if one is not None:
                one.setEnabled(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing be done, and nothing be seen, in a window that is covered."""
        kind = event.type()
        if kind == QEvent.Type.Shortcut:
            return self._is_stopped(watched)
        if kind in _DRAGS:
            event.ignore()
            return True
        if kind == QEvent.Type.Show and isinstance(watched, QDialog) and watched.isWindow():
            self._cover_late(watched)
        if kind in (QEvent.Type.ZOrderChange, QEvent.Type.Show):
            self._put_under(watched)
        return False

    def _is_stopped(self, watched: QObject) -> bool:
        front = QApplication.activeWindow()
        if front not in [window for window, _title in self._titles]:  # none of ours
            return False
        still = watched in [self._window.actions_[key] for key in _STILL]
        return not still and watched.objectName() != _KEY

    def _cover_late(self, dialog: QDialog) -> None:
        """Cover a dialog that comes while everything is blurred, once."""
        if dialog not in [window for window, _title in self._titles]:
            self._cover_one(dialog, dialog)

    def _put_under(self, watched: QObject) -> None:
        if isinstance(watched, Cover) or not isinstance(watched, QWidget):
            return
        for cover in self._covers:
            if shiboken6.isValid(cover) and watched.parent() is cover.parent():
                cover.raise_()


class BlurKey(QObject):
    """Gives every dialog the key: while one is open, those of the main window don't work."""

    def __init__(self, window: MainWindow) -> None:
        """Follow the keyboard."""
        super().__init__(window)
        self._action = window.actions_["blur"]
        _app().focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        dialog = new.window() if new is not None else None
        if isinstance(dialog, QDialog) and dialog.findChild(QShortcut, _KEY) is None:
            key = QShortcut(self._action.shortcut(), dialog)
            key.setObjectName(_KEY)
            key.activated.connect(self._action.trigger)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _open_dialogs() -> list[QDialog]:
    every = QApplication.topLevelWidgets()
    return [one for one in every if isinstance(one, QDialog) and one.isVisible()]
