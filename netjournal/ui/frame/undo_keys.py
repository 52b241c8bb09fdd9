"""Ctrl+Z belongs to the journal unless the text field in focus has something of its own to undo.

A focused text field claims Undo and Redo for itself even when it has nothing to undo; then the key
would do nothing at all. ``UndoKeys(app)`` watches the focused field and lets such keys pass.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class UndoKeys(QObject):
    """Passes Undo and Redo on to the window where a text field has no steps of its own."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        """Follow the keyboard focus of ``app``."""
        super().__init__(parent)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, app.focusWidget())

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, (QLineEdit, QPlainTextEdit, QTextEdit)):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field from claiming a key that it has no use for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = _own_steps(watched)
            wanted = (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (
                event.matches(QKeySequence.StandardKey.Redo) and not redo
            )
            if wanted:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _own_steps(field: QObject) -> tuple[bool, bool]:
    """Whether a field can undo and redo by itself."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable(), field.isRedoAvailable()
    if isinstance(field, (QPlainTextEdit, QTextEdit)):
        document = field.document()
        return document.isUndoAvailable(), document.isRedoAvailable()
    return True, True
