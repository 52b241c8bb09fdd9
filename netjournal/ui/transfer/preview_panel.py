"""The preview of an import: one sentence, chips to narrow, and a row per record to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui import theme
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.transfer import settling, words
from netjournal.ui.transfer.preview_model import ACTION, PreviewModel
from netjournal.ui.transfer.talk_model import ACTION as TALK_ACTION
from netjournal.ui.transfer.talk_model import TalkModel
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.cells import ChoiceTable
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.interchange.importing import ImportPlan

_LEAST: Final = 180
_LEAST_LARGE: Final = 260  # with large text, so that what is above it stays in sight


class PreviewPanel(QWidget):
    """What will happen to whom.

    Signals:
        settle_wanted: (numbers of rows, option) that the user decided about.
        look_wanted: The doubtful rows are to be settled one by one.
    """

    settle_wanted = Signal(object, str)
    look_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no plan."""
        super().__init__(parent)
        self.setObjectName("import_preview_panel")
        self.plan: ImportPlan | None = None
        self.counts = Label("", "name", wrap=True, parent=self)
        self.counts.setObjectName("import_counts")
        self.doubts = Label("", "small", "warning", wrap=True, parent=self)
        self.doubts.setObjectName("import_doubts")
        self.look = button(
            self.tr("Look at them side by side…"), "small", name="import_look", parent=self
        )
        self.look.clicked.connect(self.look_wanted)
        self.model = PreviewModel(self)
        self.table = ChoiceTable(ACTION, self)
        self.table.setObjectName("import_preview")
        self.table.setAccessibleName(self.tr("What will happen"))
        self.table.setModel(self.model)
        self.table.set_pill_width(190)
        self.table.menu_wanted.connect(self._on_menu_wanted)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_context_menu)
        self._remarks = Label("", "body", "quiet", wrap=True, parent=self)
        self._remarks.setObjectName("import_said")
        self._remarks.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.talk = TalkModel(self)
        self.talk_table = ChoiceTable(TALK_ACTION, self)
        self.talk_table.setObjectName("import_talk")
        self.talk_table.setAccessibleName(self.tr("What will be added and taken back"))
        self.talk_table.setModel(self.talk)
        self.talk_table.set_pill_width(190)
        self._make_chips()
        self._lay_out()

    def _make_chips(self) -> None:
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for key, _text in words.filters():
            chip = button("", "chip", name=f"import_show_{key or 'all'}", parent=self)
            chip.setCheckable(True)
            chip.setProperty("wanted", key)
            self._group.addButton(chip)
            self.chips[key] = chip
        self.chips[""].setChecked(True)
        self._group.buttonClicked.connect(self._on_chip)

    def _lay_out(self) -> None:
        flow = FlowLayout(spacing=6)
        for chip in self.chips.values():
            flow.addWidget(chip)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(ListCard(self.table, self))
        self._stack.addWidget(ListCard(self.talk_table, self))
        self._stack.addWidget(QWidget(self))
        self._stack.setMinimumHeight(min(theme.px(_LEAST), _LEAST_LARGE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.counts)
        line = QHBoxLayout()
        line.addWidget(self.doubts, 1)
        line.addWidget(self.look)
        column.addLayout(line)
        column.addWidget(self._remarks)
        column.addLayout(flow)
        column.addWidget(self._stack, 1)

    # -- showing

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what will happen."""
        self.plan = plan
        self.talk.show_plan(plan)
        wanted = self.wanted()
        if wanted and not self._count(wanted):
            self.narrow("")
        self.model.show_plan(plan)
        self._turn()
        self._tell()

    def refresh(self) -> None:
        """Show what was settled; rows stay where they are."""
        self.model.refresh()
        self._tell()

    def _tell(self) -> None:
        plan = self.plan
        if plan is None:
            return
        found = plan.counts
        people = plan.rows or plan.rejected
        self.counts.setText(words.counts(found) if people else words.talk(plan))
        text = words.doubts(found["doubtful"])
        self.doubts.setText(text)
        self.doubts.setVisible(bool(text))
        self.look.setVisible(bool(text))
        self._remarks.setText(words.remarks(plan))
        self._remarks.setVisible(bool(self._remarks.text()))
        total = self._count("")
        for key, text in words.filters():
            count = self._count(key)
            self.chips[key].setText(words.with_count(text, count))
            shown = bool(total) and (bool(count) or self.chips[key].isChecked())
            self.chips[key].setVisible(shown)

    def _count(self, key: str) -> int:
        """Return how many rows a chip shows."""
        assert self.plan is not None
        if key == words.TALK:
            return self.talk.rowCount()
        return self.plan.counts[key] if key else len(self.plan.rows) + len(self.plan.rejected)

    def _turn(self) -> None:
        """Show people or interactions, as the chips say; a file may have but one of them."""
        alone = self.plan is not None and not self._count("")
        if alone and not self.talk.rowCount():
            self._stack.setCurrentIndex(2)
        else:
            self._stack.setCurrentIndex(int(alone or self.wanted() == words.TALK))

    def wanted(self) -> str:
        """Return which action is shown, "" for all."""
        return next(key for key, chip in self.chips.items() if chip.isChecked())

    def narrow(self, action: str) -> None:
        """Show rows of one action only, "" for all, ``words.TALK`` for interactions."""
        self.chips[action].setChecked(True)
        self._show(action)

    def _show(self, action: str) -> None:
        if action != words.TALK:
            self.model.narrow(action)
        self._turn()

    @Slot(object)
    def _on_chip(self, chip: QPushButton) -> None:
        self._show(str(chip.property("wanted")))
        self.table.scrollToTop()

    # -- settling

    def chosen(self) -> list[int]:
        """Return the numbers of the selected rows."""
        return self.model.numbers(self.table.selectionModel().selectedRows())

    @Slot(object, QPoint)
    def _on_menu_wanted(self, _index: object, point: QPoint) -> None:
        self._open(point)

    @Slot(QPoint)
    def _on_context_menu(self, point: QPoint) -> None:
        self._open(self.table.viewport().mapToGlobal(point))

    def _open(self, point: QPoint) -> None:
        menu = self.menu(self.chosen())
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(point)

    def menu(self, numbers: Sequence[int]) -> QMenu:
        """Return what can be decided about some rows; empty when nothing can.

        Args:
            numbers: Places in the plan's rows.
        """
        menu = QMenu(self)
        menu.setObjectName("import_row_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        plan = self.plan
        if plan is None:
            return menu
        offered = {option for n in numbers[:500] for option in settling.options(plan, n)}
        in_force = {settling.chosen(plan, n) for n in numbers[:500]}
        for option in (settling.UPDATE, settling.ADD, settling.LEAVE):
            if option not in offered:
                continue
            action = menu.addAction(self._caption(option, numbers).replace("&", "&&"))
            action.setObjectName(f"import_{option}")
            action.setData((list(numbers), option))
            action.setCheckable(True)
            action.setChecked(in_force == {option})
        menu.triggered.connect(self._on_settled)
        return menu

    def _caption(self, option: str, numbers: Sequence[int]) -> str:
        assert self.plan is not None
        row = self.plan.rows[numbers[0]]
        if option == settling.LEAVE:
            return self.tr("Leave out")
        if option == settling.ADD:
            return self.tr("Add") if row.match is None else self.tr("Add as another person")
        if len(numbers) > 1:
            return self.tr("They are the same people: update them")
        name = display_safe(row.match_name or row.name, 60)
        return self.tr("This is {name}: update").format(name=name)

    @Slot(QAction)
    def _on_settled(self, action: QAction) -> None:
        numbers, option = action.data()
        self.settle_wanted.emit(numbers, option)
