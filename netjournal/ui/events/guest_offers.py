"""Offers people of the journal under a line of names: ``GuestOffers(line, today)``.

Nothing is chosen by itself, so that Enter means the line as it was typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from netjournal.folding import fold
from netjournal.services.finding import search
from netjournal.services.people import contacts
from netjournal.ui.plain_text import display_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractItemView, QLineEdit

_OFFERED: Final = 6
_PAUSE_MS: Final = 120
_SHORTEST: Final = 2  # letters
_NAME: Final = re.compile(r"[^,;()]*$")  # what is typed since the last separator, no note
_PARTS: Final = frozenset(",;()\n")  # would end a name in such a line


class GuestOffers(QObject):
    """Belongs to one line."""

    def __init__(self, line: QLineEdit, today: Callable[[], int]) -> None:
        """Watch what is typed into ``line``; ``today`` gives the local day number."""
        super().__init__(line)
        self._line, self._today = line, today
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(line)
        self._completer.activated.connect(self._on_chosen)
        self.popup.setObjectName("guests_offers")
        self.popup.setAccessibleName(self.tr("People you know"))
        self.popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.popup.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._offer)
        line.textEdited.connect(self._timer.start)
        line.returnPressed.connect(self._on_done)

    @property
    def popup(self) -> QAbstractItemView:
        """The list itself."""
        found = self._completer.popup()
        assert found is not None  # it is made when asked for
        return found

    def offered(self) -> list[str]:
        """Return whom the list shows now."""
        return self._names.stringList() if self.popup.isVisible() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc close the list alone, and Enter mean the line while nobody is chosen."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.popup.hide()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # the line would take it first
            chosen = self.popup.currentIndex()
            self.popup.hide()
            if chosen.isValid():
                self._on_chosen(str(chosen.data()))
            else:
                self._line.returnPressed.emit()
            return True
        return False

    def _typed(self) -> tuple[int, str]:
        """Return where the name at the cursor begins, and what there is of it."""
        before = self._line.text()[: self._line.cursorPosition()]
        found = _NAME.search(before)
        assert found is not None  # it may be empty
        name = found[0].lstrip()
        note = before.count("(") > before.count(")")
        return len(before) - len(name), "" if note else name

    @Slot()
    def _offer(self) -> None:
        _start, name = self._typed()
        names: list[str] = []
        if len(name.strip()) >= _SHORTEST and self._line.hasFocus():
            rows = contacts.rows(search.find_people(name, _OFFERED), self._today())
            names = [row.full_name for row in rows if row and _is_plain(row.full_name)]
        if [fold(one) for one in names] == [fold(name)]:  # it says already who is meant
            names = []
        self._names.setStringList(names)
        if names:
            self._completer.complete()
            self.popup.setCurrentIndex(QModelIndex())  # else Qt takes the first
        else:
            self.popup.hide()

    @Slot()
    def _on_done(self) -> None:
        self._timer.stop()
        self.popup.hide()

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        """Put the whole name where the typed part of it stands, and go on after it."""
        start, typed = self._typed()
        self._line.setSelection(start, len(typed))
        self._line.insert(name)


def _is_plain(name: str) -> bool:
    """Say whether a name can stand in such a line as it is."""
    return not _PARTS & set(name) and display_safe(name, 120) == name
