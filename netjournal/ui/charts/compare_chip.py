"""A chip whose menu picks several circles to be drawn side by side; it stays open for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from netjournal.ui.charts.circles_chart import MOST
from netjournal.ui.charts.sources import EVERYONE
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import ChipButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent

_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TickMenu(QMenu):
    """A menu in which several things can be ticked, one after the other; Escape closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked, and stay open."""
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the chosen line by Space or Enter, and stay open."""
        if event.key() not in _KEYS or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        if action.isEnabled():
            action.trigger()
        return True


class CompareChip(ChipButton):
    """Picks up to five circles, and everyone, for one chart; hidden while there is no circle.

    Signals:
        changed: Something else was picked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it with nothing picked."""
        super().__init__("", parent)
        self.setObjectName("strength_compare")
        self._options: list[tuple[int, str]] = []
        self._picked: list[int] = []
        self.set_menu(TickMenu(self))
        self._say()
        self.hide()

    @property
    def picked(self) -> tuple[int, ...]:
        """The circles picked, ``EVERYONE`` first if wanted; empty for no comparison."""
        found = tuple(self._picked)
        return found if any(one != EVERYONE for one in found) else ()

    def set_circles(self, circles: Sequence[tuple[int, str]]) -> None:
        """Offer circles (id, name); what was picked stays picked where it still exists."""
        if list(circles) == self._options:
            return  # the menu may be open
        self._options = list(circles)
        known = {EVERYONE, *(circle_id for circle_id, _ in circles)}
        self._picked = [one for one in self._picked if one in known]
        self.setVisible(bool(circles))
        menu = self.menu()
        menu.clear()
        self._add(EVERYONE, self.tr("Everyone"))
        menu.addSeparator()
        for circle_id, name in circles:
            self._add(circle_id, display_safe(name, 40))
        menu.addSeparator()
        none = menu.addAction(self.tr("Compare none"))
        none.setObjectName("compare_none")
        none.triggered.connect(self._on_none)
        self._say()

    def _add(self, circle_id: int, text: str) -> None:
        action = self.menu().addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(circle_id in self._picked)
        action.setData(circle_id)
        action.toggled.connect(lambda on, one=circle_id: self._on_toggled(one, on))

    def _say(self) -> None:
        """Say how many are compared; as many as can be told apart can be picked."""
        count = sum(one != EVERYONE for one in self._picked)
        full = count >= MOST
        for action in self.menu().actions():
            if action.isCheckable() and action.data() != EVERYONE:
                action.setEnabled(action.isChecked() or not full)
        text = self.tr("Comparing %n circle(s)", "", count) if count else self.tr("Compare circles")
        self.setText(text)
        self.setAccessibleDescription(
            self.tr("Draws up to %n circle(s) side by side", "", MOST) if not full else ""
        )
        self.updateGeometry()

    # -- slots

    def _on_toggled(self, circle_id: int, on: bool) -> None:
        if on and circle_id == EVERYONE:
            self._picked.insert(0, circle_id)
        elif on:
            self._picked.append(circle_id)
        else:
            self._picked.remove(circle_id)
        self._say()
        self.changed.emit()

    @Slot()
    def _on_none(self) -> None:
        self._picked.clear()
        for action in self.menu().actions():
            action.blockSignals(True)
            action.setChecked(False)
            action.blockSignals(False)
        self._say()
        self.changed.emit()
