"""Undo and redo of what was done in a dialog, and of nothing that stands unseen behind it.

Public: ``OwnSteps(session, dialog, say)``; ``undo_keys(dialog, undo, redo)`` where all is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from netjournal.models import history

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from netjournal.ui.session import Session


def undo_keys(dialog: QDialog, undo: Callable[[], object], redo: Callable[[], object]) -> None:
    """Have a dialog call these for Undo and Redo, by whatever keys the platform has for them."""
    for keys, verb in (
        (QKeySequence.StandardKey.Undo, undo),
        (QKeySequence.StandardKey.Redo, redo),
    ):
        shortcut = QShortcut(dialog)
        shortcut.setKeys(keys)
        shortcut.activated.connect(verb)


class OwnSteps(QObject):
    """Ctrl+Z and Ctrl+Shift+Z of a dialog.

    Args:
        session: Whose steps these are.
        dialog: Steps made since it was opened are its own.
        say: Shows a short line in it.
    """

    def __init__(self, session: Session, dialog: QDialog, say: Callable[[str], object]) -> None:
        """Begin now."""
        super().__init__(dialog)
        self._session = session
        self._say = say
        self._before = max((row[0] for row in history.steps(1)), default=0)
        undo_keys(dialog, self.undo, self.redo)

    @Slot()
    def undo(self) -> None:
        """Take back the last step that was made here."""
        step = history.last_done()
        if step is not None and step[0] > self._before:
            self._session.undo()
        else:
            self._say(self.tr("Nothing was done here that could be taken back."))

    @Slot()
    def redo(self) -> None:
        """Bring back the last step that was made and taken back here."""
        step = history.last_undone()
        if step is not None and step[0] > self._before:
            self._session.redo()
        else:
            self._say(self.tr("Nothing was taken back here."))
