"""Type tags with completion: each becomes a pill that can be taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QPushButton, QSizePolicy, QWidget

from netjournal.folding import fold
from netjournal.ui import icons, safe
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SEPARATORS = frozenset(",;\n")


class TagEdit(QFrame):
    """A field of pills and a line edit.

    Enter, comma or semicolon turn what is typed into a pill; Backspace in the empty line takes the
    last one away, Delete or a click takes away the focused one. The arrow keys go from the line to
    the pills and back; Tab stops at the line only. Spelling that differs only in case or accents
    counts as the same tag.

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
        self.setProperty("role", "field")
        self._pills: list[_TagPill] = []
        self._placeholder = placeholder
        self._flow = FlowLayout(self, 5)
        self._flow.setContentsMargins(6, 4, 6, 4)
        self.line = QLineEdit(self)
        self.line.setObjectName("tag_line")
        self.line.setProperty("role", "bare")
        self.line.setMinimumWidth(72)
        self.line.setAccessibleName(placeholder)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_edited)
        self.setFocusProxy(self.line)
        self._flow.addWidget(self.line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        return [pill.tag for pill in self._pills]

    def set_tags(self, tags: Sequence[str]) -> None:
        """Replace all tags without telling."""
        for pill in list(self._pills):
            self._drop(pill)
        for tag in tags:
            self._add(tag)
        self._refresh()

    def set_suggestions(self, suggestions: Iterable[str]) -> None:
        """Replace what is offered while typing."""
        self._words.setStringList(sorted(set(suggestions), key=fold))

    def commit(self) -> None:
        """Turn what is typed into pills (call before saving)."""
        parts = [self.line.text()]
        for mark in _SEPARATORS:
            parts = [piece for part in parts for piece in part.split(mark)]
        self.line.clear()
        added = [self._add(part) for part in parts]
        if any(added):
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line: Enter, Backspace in an empty line; and its focus."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                return True
        elif watched is self.line and isinstance(event, QFocusEvent):
            self._show_focus(focused=event.gotFocus())
            if event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
                self.commit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the pills goes on typing."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
            self.commit()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._pills:
            self._drop(self._pills[-1])
            self._tell()
            return True
        if event.key() == self._back_key() and not self.line.cursorPosition() and self._pills:
            self._pills[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _back_key(self) -> Qt.Key:
        """The arrow that points to where the line begins."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.Key.Key_Right if mirrored else Qt.Key.Key_Left

    @Slot(int)
    def _on_pill_left(self, step: int) -> None:
        """Go from a pill to the one beside it, after the last one to the line."""
        pill = self.sender()
        if isinstance(pill, _TagPill):
            at = self._pills.index(pill) + (step if self._back_key() == Qt.Key.Key_Left else -step)
            beside = self._pills[max(0, at)] if at < len(self._pills) else self.line
            beside.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if _SEPARATORS & set(text):
            self.commit()

    @Slot(str)
    def _on_completed(self, text: str) -> None:
        self.line.setText(text)
        self.commit()

    @Slot()
    def _on_pill_clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, _TagPill):
            self._drop(pill)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tell()

    def _add(self, text: str) -> bool:
        tag = safe.display_safe(text.strip().lstrip("#"), 80)
        if not tag or fold(tag) in map(fold, self.tags()):
            return False
        pill = _TagPill(tag, self.tr("Remove {tag}").format(tag=tag), self)
        pill.clicked.connect(self._on_pill_clicked)
        pill.left.connect(self._on_pill_left)
        self._flow.insert_widget(len(self._pills), pill)
        self._pills.append(pill)
        pill.show()
        return True

    def _drop(self, pill: _TagPill) -> None:
        self._pills.remove(pill)
        self._flow.removeWidget(pill)
        pill.hide()
        pill.deleteLater()

    def _tell(self) -> None:
        self._refresh()
        self.changed.emit(self.tags())

    def _refresh(self) -> None:
        self.line.setPlaceholderText("" if self._pills else self._placeholder)
        self.updateGeometry()

    def _show_focus(self, *, focused: bool) -> None:
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)


class _TagPill(QPushButton):
    """One tag; pressing it, or Delete on it, takes it away; ``left`` by an arrow key: -1 or 1."""

    left = Signal(int)

    def __init__(self, tag: str, hint: str, parent: QWidget) -> None:
        super().__init__(tag.replace("&", "&&"), parent)
        self.tag = tag
        self.setProperty("kind", "tag")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setIcon(icons.icon("close", "quiet"))
        self.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
            if parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
            else Qt.LayoutDirection.RightToLeft
        )
        self.setAccessibleName(hint)
        safe.set_tooltip(self, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)
