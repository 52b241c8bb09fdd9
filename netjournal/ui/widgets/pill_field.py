"""A field of pills with a line to type into: what tags and people are chosen with.

Public: ``PillField(parent)``, the frame that subclasses give a meaning, and its ``Pill``.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy, QWidget

from netjournal.ui import icons, safe, theme
from netjournal.ui.widgets.flow_layout import FlowLayout

SEPARATORS: Final = frozenset(",;\n")
_LONGEST: Final = 40  # letters on a pill; its tooltip has all


class PillField(QFrame):
    """Pills and a line edit.

    What Enter does with the words typed is the subclass's matter; Backspace in the empty line
    takes the last pill away, Delete or a click the focused one. The arrow keys go from the line to
    the pills and back; Tab stops at the line only.

    Subclasses say ``enter``, ``tell`` and ``line_left``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty field."""
        super().__init__(parent)
        self.setProperty("role", "field")
        self._pills: list[Pill] = []
        self._flow = FlowLayout(self, 5)
        self._fit()
        self.line = QLineEdit(self)
        self.line.setProperty("role", "bare")
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self._flow.addWidget(self.line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fit(self) -> None:
        """Be as high as a line beside it, and begin where its words do, at any text size."""
        self._flow.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    # -- what subclasses say

    def enter(self, event: QKeyEvent) -> bool:
        """Take the words typed when Enter is pressed; return whether the key is used up."""
        raise NotImplementedError

    def tell(self) -> None:
        """Say that the user changed the pills."""
        raise NotImplementedError

    def line_left(self, reason: Qt.FocusReason) -> None:
        """The line has lost the focus."""
        raise NotImplementedError

    # -- pills

    def values(self) -> list[Any]:
        """Return what the pills stand for, in order."""
        return [pill.value for pill in self._pills]

    def add_pill(self, value: object, text: str) -> None:
        """Put a pill after the others.

        Args:
            value: What it stands for.
            text: As shown; harmless (see ``safe.display_safe``).
        """
        pill = Pill(value, text, self)
        pill.clicked.connect(self._on_pill_clicked)
        pill.left.connect(self._on_pill_left)
        self._flow.insert_widget(len(self._pills), pill)
        self._pills.append(pill)
        pill.show()

    def clear_pills(self) -> None:
        """Take all pills away without telling."""
        for pill in list(self._pills):
            self._drop(pill)

    def _drop(self, pill: Pill) -> None:
        self._pills.remove(pill)
        self._flow.removeWidget(pill)
        pill.hide()
        pill.deleteLater()

    @Slot()
    def _on_pill_clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            # first: hiding what has the focus would scroll to whatever comes next
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._drop(pill)
            self.tell()

    @Slot(int)
    def _on_pill_left(self, step: int) -> None:
        """Go from a pill to the one beside it, after the last one to the line."""
        pill = self.sender()
        if isinstance(pill, Pill):
            at = self._pills.index(pill) + (step if self._back_key() == Qt.Key.Key_Left else -step)
            beside = self._pills[max(0, at)] if at < len(self._pills) else self.line
            beside.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys and focus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line: Enter, Backspace in an empty line; and its focus."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                return True
        elif watched is self.line and isinstance(event, QFocusEvent):
            self._show_focus(focused=event.gotFocus())
            if event.lostFocus():
                self.line_left(event.reason())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the pills goes on typing."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text().strip():
            return self.enter(event)
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._pills:
            self._drop(self._pills[-1])
            self.tell()
            return True
        if event.key() == self._back_key() and not self.line.cursorPosition() and self._pills:
            self._pills[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _back_key(self) -> Qt.Key:
        """The arrow that points to where the line begins."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Qt.Key.Key_Right if mirrored else Qt.Key.Key_Left

    def _show_focus(self, *, focused: bool) -> None:
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)


class Pill(QPushButton):
    """One of them; pressing it, or Delete on it, takes it away; ``left`` by an arrow key: -1 or 1.

    Args:
        value: What it stands for.
        text: As shown; harmless.
        field: Where it stands.
    """

    left = Signal(int)

    def __init__(self, value: object, text: str, field: PillField) -> None:
        super().__init__(safe.display_safe(text, _LONGEST).replace("&", "&&"), field)
        self.value = value
        self.setObjectName("pill")
        self.setProperty("kind", "tag")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setIcon(icons.icon("close", "quiet"))
        self.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
            if field.layoutDirection() == Qt.LayoutDirection.RightToLeft
            else Qt.LayoutDirection.RightToLeft
        )
        hint = self.tr("Remove {what}").format(what=text)
        self.setAccessibleName(hint)
        safe.set_tooltip(self, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace press it; the arrow keys leave it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)
