"""Something a person needs, on the card: who could help, and what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from netjournal.ui import labels
from netjournal.ui.contacts.fact_rows import link, safe_lines
from netjournal.ui.contacts.need_helpers import INTRODUCED, NeedHelpers
from netjournal.ui.lost_place import back_to
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.buttons import Pill, icon_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent

    from netjournal.services.people.card import NeedRow
    from netjournal.ui.draft_keeper import DraftKeeper

# What the menu asks for, beside the states of a need and INTRODUCED.
HELPED: Final = "helped"
REWORD: Final = "reword"
_MOST_CLOSED: Final = 12  # in a menu


class NeedField(QLineEdit):
    """Where a new need is written; Enter keeps it.

    Signals:
        left: Esc was pressed: nothing is to be noted.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Create an empty field."""
        super().__init__(parent)
        self.setObjectName("need_field")
        self.setPlaceholderText(self.tr("In their words; Enter keeps it"))
        self.setAccessibleName(self.tr("A need, in their words"))
        back_to(self, "need_prompt")  # for another one
        self._keeper: DraftKeeper | None = None

    def keep(self, keeper: DraftKeeper) -> None:
        """Keep what is typed through a crash, and while somebody else is shown."""
        self._keeper = keeper
        self.textChanged.connect(keeper.touch)

    def touch(self) -> None:
        """Keep what stands here."""
        if self._keeper is not None:
            self._keeper.touch()

    def flush(self) -> None:
        """Keep it now."""
        if self._keeper is not None:
            self._keeper.flush()

    def drop(self) -> None:
        """Forget what was kept: it is noted, or not wanted."""
        if self._keeper is not None:
            self._keeper.drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NeedLine(QWidget):
    """Something a person needs, who could help, and *Solved*.

    Signals:
        solved: Id of the need.
        person_wanted: Id of somebody who could help.
        done: (need id, verb, helper's id or None): what was done about it.
    """

    solved = Signal(object)
    person_wanted = Signal(object)
    done = Signal(object, str, object)

    def __init__(self, need: NeedRow, parent: QWidget, *, writable: bool) -> None:
        """Show one open need."""
        super().__init__(parent)
        self.need = need
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(Label(safe_lines(need.text), wrap=True, selectable=True, parent=self), 1)
        if need.state == "in_hand":
            line.addWidget(Pill(labels.word(labels.NEEDS, "in_hand"), "accent", self))
        if writable:
            done = icon_button("check", self.tr("Mark as solved"), "need_solved", self)
            done.set_side(14, box=22)
            done.clicked.connect(self._on_solved)
            line.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        menu = self._more(line) if writable else None
        column.addLayout(line)
        self.helpers = NeedHelpers(column, menu, self)
        self.helpers.person_wanted.connect(self.person_wanted)
        self.helpers.introduced.connect(self._on_introduced)
        self.helpers.show_helpers(need.mine, need.helpers)

    def _more(self, line: QHBoxLayout) -> QMenu:
        more = icon_button("more", self.tr("What was done about it"), "need_more", self)
        more.set_side(14, box=22)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        self._entry(menu, self.tr("I helped with it"), HELPED)
        other = "open" if self.need.state == "in_hand" else "in_hand"
        for state in (other, "dropped"):
            self._entry(menu, labels.word(labels.NEEDS, state), state)
        menu.addSeparator()
        self._entry(menu, self.tr("Change the words…"), REWORD)
        more.setMenu(menu)
        line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return menu

    def _entry(self, menu: QMenu, text: str, verb: str) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData(verb)
        action.triggered.connect(self._on_done)

    @Slot()
    def _on_done(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.done.emit(self.need.id, action.data(), None)

    @Slot(object)
    def _on_introduced(self, contact_id: int) -> None:
        self.done.emit(self.need.id, INTRODUCED, contact_id)

    @Slot()
    def _on_solved(self) -> None:
        self.solved.emit(self.need.id)


class ClosedNeeds(QWidget):
    """How many needs are solved or needed no longer; a menu opens one again."""

    def __init__(
        self, needs: Sequence[NeedRow], done: SignalInstance, parent: QWidget, *, writable: bool
    ) -> None:
        """Show these closed needs.

        Args:
            needs: Which, the newest first.
            done: Is told (need id, "open", None) of one that is to be opened again.
            parent: Owner.
            writable: Whether one may be.
        """
        super().__init__(parent)
        self._done = done
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if not writable:
            column.addWidget(Label(self._count(needs), "small", "quiet", parent=self))
            return
        words = link(self._count(needs), "needs_closed", self)
        menu = QMenu(words)
        for need in needs[:_MOST_CLOSED]:
            text = self.tr("Open again: {need}").format(need=display_safe(need.text, 60))
            action = menu.addAction(text.replace("&", "&&"))
            action.setData(need.id)
            action.triggered.connect(self._on_again)
        words.setMenu(menu)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignLeading)

    def _count(self, needs: Sequence[NeedRow]) -> str:
        solved = sum(need.state == "solved" for need in needs)
        dropped = len(needs) - solved
        parts = [self.tr("%n solved", "", solved)] if solved else []
        parts += [self.tr("%n no longer needed", "", dropped)] if dropped else []
        return " · ".join(parts)

    @Slot()
    def _on_again(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._done.emit(action.data(), "open", None)
