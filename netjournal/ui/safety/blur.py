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
    """Covers every window; only what ends it, locks or closes works meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        """Serve ``window`` and the dialogs over it."""
        super().__init__(window)
        self._window = window
        self._covers: list[Cover] = []
        self._titles: list[tuple[QWidget, str]] = []
        self._focus: QWidget | None = None
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
        self._focus = QApplication.focusWidget()
        keys = window.actions_["blur"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = self.tr("Blurred. {keys} shows everything again.").format(keys=keys)
        self._covers = [Cover(middle, window)] if middle is not None else []
        self._covers += [Cover(dialog, dialog) for dialog in _open_dialogs()]
        for cover in self._covers:
            cover.say(words, self.tr("Show"), self.toggle)
        windows = [window, *_open_dialogs()]
        self._titles = [(one, one.windowTitle()) for one in windows]
        for one in windows:
            one.setWindowTitle("NetJournal")
        if middle is not None:
            middle.setEnabled(False)
        window.menuBar().setEnabled(False)
        window.toast.hide()
        if self._covers:
            self._covers[-1].setFocus()

    def _show(self) -> None:
        window, middle = self._window, self._window.centralWidget()
        for cover in self._covers:
            if shiboken6.isValid(cover):
                cover.hide()
                cover.deleteLater()
        for one, title in self._titles:
            if shiboken6.isValid(one):
                one.setWindowTitle(title)
        self._covers, self._titles = [], []
        if middle is not None:
            middle.setEnabled(True)
        window.menuBar().setEnabled(True)
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus()


class BlurKey(QObject):
    """Gives every dialog the key: while one is open, those of the main window don't work."""

    def __init__(self, window: MainWindow) -> None:
        """Follow the keyboard."""
        super().__init__(window)
        self._action = window.actions_["blur"]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        dialog = new.window() if new is not None else None
        if isinstance(dialog, QDialog) and dialog.findChild(QShortcut, "blur_key") is None:
            key = QShortcut(self._action.shortcut(), dialog)
            key.setObjectName("blur_key")
            key.activated.connect(self._action.trigger)


def _open_dialogs() -> list[QDialog]:
    every = QApplication.topLevelWidgets()
    return [one for one in every if isinstance(one, QDialog) and one.isVisible()]
