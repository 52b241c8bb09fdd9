"""Offers how a query word may go on, under a filter: ``QueryCompleter(box)``.

Nothing is offered for plain words, so that arrows and Enter mean the list as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from netjournal.ui.plain_text import display_safe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

    from netjournal.ui.widgets.search_box import SearchBox


class QueryCompleter(QObject):
    """Belongs to one filter."""

    def __init__(self, box: SearchBox) -> None:
        """Watch what is typed into ``box``."""
        super().__init__(box)
        self._box = box
        self._start = 0
        self._completer: QCompleter | None = None
        box.textEdited.connect(self._on_edited)

    @property
    def completer(self) -> QCompleter:
        """The list of suggestions, made for the first query word."""
        if self._completer is None:
            made = QCompleter(QStringListModel(self), self)
            made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            made.setWidget(self._box)
            made.activated.connect(self._on_chosen)
            self._completer = made
            self.popup.installEventFilter(self)
            self.popup.setObjectName("query_suggestions")
            self.popup.setAccessibleName(self.tr("Suggestions"))
            self.popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        return self._completer

    @property
    def popup(self) -> QAbstractItemView:
        """The list itself."""
        found = self.completer.popup()
        assert found is not None  # it is made when asked for
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc close the suggestions first; the field would empty itself."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.popup.hide()
            return True
        return super().eventFilter(watched, event)

    def offered(self) -> list[str]:
        """Return what is offered now."""
        model = self.completer.model()
        if not isinstance(model, QStringListModel) or not self.popup.isVisible():
            return []
        return model.stringList()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        before = text[: self._box.cursorPosition()]
        if ":" not in before:
            if self._completer is not None:
                self.popup.hide()
            return
        from netjournal.services.finding import query_suggest

        found = query_suggest.suggest(before)
        self._start = found.start
        model = self.completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList([display_safe(value, 60) for value in found.values])
        if found.values:
            self.completer.complete()
        else:
            self.popup.hide()

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        """Put the value where the typed part of it stands, and go on after it."""
        text, cursor = self._box.text(), self._box.cursorPosition()
        rest = text[cursor:]
        blank = "" if rest.startswith(" ") else " "
        self._box.setText(text[: self._start] + value + blank + rest)
        self._box.setCursorPosition(self._start + len(value) + 1)
