"""A page of records: a list at the left, the one chosen at the right, and who has none is taught.

Public: ``RecordPage(session)``. A subclass calls ``make_list`` and ``put_together`` while it is
built, ``choose_again`` at the end of ``refresh``, and says what *edit* and *trash* do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.page import Page
from netjournal.ui.safe import Label
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from netjournal.ui.paged_model import PagedTableModel
    from netjournal.ui.session import Session
    from netjournal.ui.widgets.empty_state import EmptyState
    from netjournal.ui.widgets.form_dialog import FormDialog
    from netjournal.ui.widgets.row_delegate import RowView

WIDEST: Final = 400  # of the list, in design pixels
_NARROWEST: Final = 250
_SHARE: Final = 0.41  # of the page, where there is little room


class RecordPage(Page):
    """List of records at the left, one record at the right."""

    record: ClassVar[str]  # under which the one shown is kept with the page's state

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it without a list; see ``make_list``."""
        super().__init__(session, parent)
        self.wanted_id: int | None = None  # to be chosen once it is read
        self.stack = QStackedWidget(self)  # owners first: who changes them is styled anew
        self.body = QWidget(self.stack)
        self.left = QWidget(self.body)

    def make_list(self, model: PagedTableModel, view_of: Callable[[Any], RowView]) -> None:
        """Make ``view`` and its ``card``, named after the record."""
        self._records = model
        self.view = RecordList(model, view_of, self.left)
        self.view.setObjectName(f"{self.record}s_list")
        self.view.setAccessibleName(self.title())
        self.view.chosen.connect(self._on_chosen)
        self.card = ListCard(self.view, self.left)
        self.nothing = Label("", "body", "quiet", wrap=True, parent=self.left)
        self.nothing.setObjectName(f"{self.record}s_none")
        self.setFocusProxy(self.view)

    def put_together(
        self, above: Sequence[QLayout | QWidget], detail: QWidget, empty: EmptyState
    ) -> None:
        """Lay everything out.

        Args:
            above: What stands above the list, from top to bottom.
            detail: The one record.
            empty: What is shown while there is none.
        """
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in above:
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addWidget(self.card, 1)
        column.addWidget(self.nothing)
        column.addStretch(0)  # keeps the head at the top while the list is hidden
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(22)
        row.addWidget(self.left)
        row.addWidget(detail, 1)
        row.addStretch(0)  # and the list at its side while no record is shown
        self.stack.addWidget(self.body)
        self.stack.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 22, 12, 24)
        whole.addWidget(self.stack)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the record more room than the list where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(theme.px(WIDEST), max(_NARROWEST, round(self.width() * _SHARE)))
        self.left.setFixedWidth(width)
        self.fit_head(width)

    def fit_head(self, width: int) -> None:
        """Arrange what stands above the list in ``width`` pixels."""

    # -- reading

    def remembered(self) -> int | None:
        """Return which record is to be chosen after reading anew; call before reading."""
        return self.wanted_id if self.wanted_id is not None else self.view.current_id()

    def choose_again(self, record_id: int | None) -> None:
        """Choose a record, else the first one, and show it."""
        if record_id is None or not self.view.choose(record_id):
            first = self._records.id_at(0)
            if first is not None:
                self.view.choose(first)
        self.wanted_id = None
        self._on_chosen()

    def show_number(self, number: int, why: str) -> None:
        """Show the list, or in its place why none of the records is in it."""
        self.card.setVisible(number > 0)
        self.nothing.setVisible(not number)
        self.nothing.setText(why)

    @Slot()
    def _on_chosen(self) -> None:
        self.show_chosen()
        self.verbs_changed.emit()

    def show_chosen(self) -> None:
        """Show the record that is chosen."""
        raise NotImplementedError

    def show_record(self, record_id: int) -> None:
        """Bring a record into view, without a filter when the filter hides it."""
        if not self.view.choose(record_id):
            self.wanted_id = record_id
            self.clear_filter()
            self.refresh_or_mark()

    def clear_filter(self) -> None:
        """Let every record be in the list."""
        raise NotImplementedError

    # -- what the window asks

    def changeable(self) -> bool:
        """Say whether the records in the list can be edited and deleted."""
        return not self.session.read_only

    def verbs(self) -> frozenset[str]:
        """Return what can be done with the selected records."""
        if not self.changeable() or self.view.current_id() is None:
            return frozenset()
        return frozenset({"edit", "trash"})

    def perform(self, verb: str) -> None:
        """Do one of ``verbs``."""
        if verb == "edit":
            self.edit_chosen()
        elif verb == "trash":
            self.delete_chosen()

    @Slot()
    def edit_chosen(self) -> None:
        """Open the dialog of the record that is chosen."""
        raise NotImplementedError

    @Slot()
    def delete_chosen(self) -> None:
        """Delete what is chosen, as one step."""
        raise NotImplementedError

    def open_record(self, record_id: int | None) -> None:
        """Open the form of a record; None for a new one.

        Raises:
            NotFound: It is not in the journal any more.
        """
        raise NotImplementedError

    def open_form(self, dialog: FormDialog) -> None:
        """Show a dialog; the record it saves comes into view."""
        dialog.saved.connect(self.show_record)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def state(self) -> dict[str, Any]:
        """Return which record is shown."""
        return {self.record: self.view.current_id()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Show the record again."""
        record_id = state.get(self.record)
        self.wanted_id = record_id if isinstance(record_id, int) else None
