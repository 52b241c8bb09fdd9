"""What the dialog for duplicates is made of, and which part is seen when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui import theme
from netjournal.ui.duplicates.compare import Compare
from netjournal.ui.duplicates.pairs import PairModel, row_view
from netjournal.ui.long_lists import tune_list
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.empty_state import EmptyState
from netjournal.ui.widgets.progress_bar import ProgressStrip
from netjournal.ui.widgets.row_delegate import RowDelegate
from netjournal.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from netjournal.ui.session import Session

_SIZE: Final = (980, 680)
SEARCHING, PAIRS, NONE = range(3)


class DuplicateParts(ReadingOrder, QDialog):
    """The parts of the dialog; ``DuplicatesDialog`` gives them life."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build everything."""
        super().__init__(parent)
        self.setObjectName("duplicates_dialog")
        self.setWindowTitle(self.tr("Find duplicates"))
        self._session = session
        self._build()
        self._lay_out()
        screen = self.screen().availableGeometry()
        width, height = (theme.px(length) for length in _SIZE)
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))

    def _build(self) -> None:
        self.heading = Label("", "title", parent=self)
        self.heading.setObjectName("duplicates_heading")
        self.hint = Label("", "body", "quiet", wrap=True, parent=self)
        self.hint.setObjectName("duplicates_hint")
        self.strip = ProgressStrip(self)
        self.model = PairModel(self)
        self.view = QListView(self)
        self.view.setObjectName("pairs")
        self.view.setAccessibleName(self.tr("Pairs that may be one person"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(row_view, self.view))
        tune_list(self.view)
        self.reasons = Label("", "body", wrap=True, parent=self)
        self.reasons.setObjectName("reasons")
        self.against = Label("", "small", "quiet", wrap=True, parent=self)
        self.against.setObjectName("against")
        self.compare = Compare(self._session, self)
        self.nothing = EmptyState("check", parent=self)
        self._build_buttons()
        self.toast = Toast(self, above=self.merge_button)

    def _build_buttons(self) -> None:
        self.close_button = button(self.tr("Close"), name="duplicates_close", parent=self)
        self.later_button = button(self.tr("&Later"), name="duplicates_later", parent=self)
        self.other_button = button(
            self.tr("&Not the same person"), name="duplicates_not_same", parent=self
        )
        self.merge_button = button(self.tr("&Merge"), "primary", name="merge", parent=self)
        self.merge_button.setAccessibleDescription(
            self.tr("Makes one person of them; nothing is lost, and Undo takes it back")
        )

    def _lay_out(self) -> None:
        right = QWidget(self)
        side = QVBoxLayout(right)
        side.setContentsMargins(16, 0, 0, 0)
        side.setSpacing(8)
        for part in (self.reasons, self.against):
            side.addWidget(part)
        side.addWidget(self.compare, 1)
        self.list_card = ListCard(self.view, self)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setObjectName("duplicates_split")
        split.setChildrenCollapsible(False)
        split.addWidget(self.list_card)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setSizes([theme.px(280), theme.px(660)])
        self.pages = QStackedWidget(self)
        for page in (QWidget(self), split, self.nothing):
            self.pages.addWidget(page)
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.close_button)
        foot.addStretch()
        for verb in (self.later_button, self.other_button, self.merge_button):
            foot.addWidget(verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.hint)
        column.addWidget(self.strip)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def show_part(self, page: int) -> None:
        """Show SEARCHING, PAIRS or NONE."""
        self.pages.setCurrentIndex(page)
        for verb in (self.later_button, self.other_button, self.merge_button):
            verb.setVisible(page == PAIRS)
        # by itself it stands where dialogs have what closes them
        for place, stretch in ((0, page != PAIRS), (2, page == PAIRS)):
            self._foot.setStretch(place, int(stretch))
