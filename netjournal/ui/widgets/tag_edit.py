"""Type tags with completion: each becomes a pill that can be taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from netjournal.folding import fold
from netjournal.ui import safe
from netjournal.ui.widgets.pill_field import SEPARATORS, PillField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent


class TagEdit(PillField):
    """Tags as pills.

    Enter, comma or semicolon turn what is typed into a pill. Spelling that differs only in case or
    accents counts as the same tag.

    Signals:
        changed: The tags after the user changed them.
    """

    changed = Signal(object)

    def __init__(
        self, placeholder: str = "", suggestions: Iterable[str] = (), parent: QWidget | None = None
    ) -> None:
        """Create an empty field.

        Args:
            placeholder: Translated; also the accessible name.
            suggestions: Tags offered while typing.
            parent: Owner.
        """
        super().__init__(parent)
        self._placeholder = placeholder
        self.line.setObjectName("tag_line")
        self.line.setMinimumWidth(72)
        self.line.setAccessibleName(placeholder)
        self.line.textEdited.connect(self._on_edited)
        self._words = QStringListModel(self)
        self._build_completer()
        self.set_suggestions(suggestions)
        self._refresh()

    def _build_completer(self) -> None:
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)

    def tags(self) -> list[str]:
        """Return the tags in order, without what is being typed."""
        return self.values()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Replace all tags without telling."""
        self.clear_pills()
        for tag in tags:
            self._add(tag)
        self._refresh()

    def set_suggestions(self, suggestions: Iterable[str]) -> None:
        """Replace what is offered while typing."""
        self._words.setStringList(sorted(set(suggestions), key=fold))

    def commit(self) -> None:
        """Turn what is typed into pills (call before saving)."""
        parts = [self.line.text()]
        for mark in SEPARATORS:
            parts = [piece for part in parts for piece in part.split(mark)]
        self.line.clear()
        added = [self._add(part) for part in parts]
        if any(added):
            self.tell()

    def enter(self, event: QKeyEvent) -> bool:
        """Make tags of the words."""
        self.commit()
        return True

    def line_left(self, reason: Qt.FocusReason) -> None:
        """Make tags of the words, unless the completer's list is what has the focus now."""
        if reason != Qt.FocusReason.PopupFocusReason:
            self.commit()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if SEPARATORS & set(text):
            self.commit()
        elif text and (popup := self.line.completer().popup()) is not None:  # not made before
            popup.setObjectName("tag_offers")

    @Slot(str)
    def _on_completed(self, text: str) -> None:
        self.line.setText(text)
        self.commit()

    def _add(self, text: str) -> bool:
        tag = safe.display_safe(text.strip().lstrip("#"), 80)
        if not tag or fold(tag) in map(fold, self.tags()):
            return False
        self.add_pill(tag, tag)
        return True

    def tell(self) -> None:
        """Say which tags there are now."""
        self._refresh()
        self.changed.emit(self.tags())

    def _refresh(self) -> None:
        self.line.setPlaceholderText("" if self._pills else self._placeholder)
        self.updateGeometry()
