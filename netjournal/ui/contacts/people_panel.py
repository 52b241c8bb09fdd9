"""The left half of the People page: header, filter, the list, or why it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from netjournal.services.people import contact_rows
from netjournal.ui.contacts.kept_choice import KeptChoice
from netjournal.ui.contacts.list_header import ListHeader
from netjournal.ui.contacts.list_place import ListPlace
from netjournal.ui.contacts.people_list import PeopleModel, PeopleView
from netjournal.ui.first_paint import after_paint
from netjournal.ui.long_lists import choose_row
from netjournal.ui.paged_model import PAGE
from netjournal.ui.plain_text import display_safe
from netjournal.ui.widgets.card import ListCard

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from netjournal.services.people.contact_rows import ContactFilter
    from netjournal.ui.contacts.nobody import Nobody
    from netjournal.ui.session import Session

_LEAST: Final = 236
_SOON_MS: Final = 20
_MARGIN: Final = 24
# Above this many people a filter runs in the worker: it would hold the window too long.
_MANY: Final = 20_000
# The same for what asks about every tie (which fade, who is strongest).
_MANY_TIES: Final = 2_000


class PeoplePanel(QWidget):
    """Everybody, a circle, or whom a filter finds.

    Signals:
        listed: The list shows what was asked for.
        circle_changed: ``circle`` or ``smart_list`` has changed.
        import_wanted, add_wanted, sweep_wanted: What an empty list offers.
    """

    listed = Signal()
    circle_changed = Signal()
    import_wanted = Signal()
    add_wanted = Signal()
    sweep_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create an empty list; ``refresh`` fills it."""
        super().__init__(parent)
        self._session = session
        self._circle: int | None = None
        self._these: tuple[str, tuple[int, ...]] | None = None
        self._total = 0
        self._first = True
        self.wish: int | None = None
        self.model = PeopleModel(session, self)
        self.header = ListHeader(self)
        self._list = ListPlace(self.header)
        self.view = PeopleView(self.model, self)
        self.kept = KeptChoice(self.view, self.model)
        self._nobody: Nobody | None = None
        self._frame = ListCard(self.view, parent=self)
        self._lists = QStackedWidget(self)
        self._lists.addWidget(_top_aligned(self._frame))
        self.setMinimumWidth(_LEAST)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self._lists, 1)
        self.header.changed.connect(self.refresh)
        self.header.list_wanted.connect(self.focus_list)
        self.header.circle_left.connect(self._on_circle_left)
        self.header.keep_wanted.connect(self._on_keep)
        self.header.show_keep(possible=not session.read_only)
        self.view.typed.connect(self.header.start_filter)

    @property
    def nobody(self) -> Nobody:
        """What the list shows instead of people; made when there is nobody to show."""
        if self._nobody is None:
            from netjournal.ui.contacts.nobody import Nobody

            made = self._nobody = Nobody(self, writable=not self._session.read_only)
            self._lists.addWidget(made)
            made.clear_wanted.connect(self.clear_filter)
            made.import_wanted.connect(self.import_wanted)
            made.add_wanted.connect(self.add_wanted)
            made.sweep_wanted.connect(self.sweep_wanted)
        return self._nobody

    # -- reading

    @Slot()
    def refresh(self) -> None:
        """Find the people to list; with very many it may come from the worker."""
        self._total = contact_rows.count()
        self._show_title()
        wanted, order, today = self.header.wanted(), self.header.order(), self._session.today()
        if self._first and (wanted, order) == (contact_rows.ContactFilter(), "name"):
            first = contact_rows.first_ids(PAGE)
            if len(first) == PAGE:
                self._begin(first)
                return
        ids = contact_rows.at_hand(wanted, order)
        if ids is None and not self._is_slow(wanted, order):
            ids = contact_rows.find_ids(wanted, order, today)
        if ids is not None:
            self._take((ids, wanted, order))
            return

        def work(_progress: object) -> tuple[array[int], ContactFilter, str]:
            return contact_rows.find_ids(wanted, order, today), wanted, order

        self._session.run(work, self._take, key="people_list")

    def _is_slow(self, wanted: ContactFilter, order: str) -> bool:
        """Whether finding these people takes more than a moment."""
        asks_ties = wanted.fading or order == "strength" or contact_rows.asks_ties(wanted.text)
        return self._total > (_MANY_TIES if asks_ties else _MANY)

    def _begin(self, ids: array[int]) -> None:
        """Show the first page of very many at once, and the list when that is on screen."""
        self._first = False
        self.model.set_ids(ids)
        self.header.show_count(self._total)
        after_paint(self, _SOON_MS, self.refresh)

    def _take(self, found: tuple[array[int], ContactFilter, str]) -> None:
        """Show whom a filter found, unless another one is chosen by now."""
        ids, wanted, order = found
        if (wanted, order) != (self.header.wanted(), self.header.order()):
            return
        row = self.view.currentIndex().row()
        self.kept.note()
        self.model.set_ids(ids)
        self.header.show_count(len(ids))
        self.header.show_chips(visible=not self.teaches or contact_rows.count_trashed() > 0)
        self._frame.fit_rows(len(ids))
        if len(ids):
            self._lists.setCurrentIndex(0)
        else:
            self.nobody.show_for(wanted, self._total)
            self._lists.setCurrentWidget(self.nobody)
        if self._first:  # choosing comes after the rows are on screen
            self._first = False
            QTimer.singleShot(_SOON_MS, self, self._choose_first)
        else:
            self._choose(row, anybody=not wanted.text or self._list.row is not None)

    @property
    def teaches(self) -> bool:
        """Whether the journal has nobody yet, and the page says how to begin."""
        wanted = self.header.wanted()
        return self._total == 0 and not (wanted.trashed or wanted.archived or wanted.text)

    @Slot()
    def _choose_first(self) -> None:
        self.kept.note()  # somebody may be chosen by now
        self._choose(0, anybody=not self.view.chosen_ids())

    def _choose(self, row: int, *, anybody: bool) -> None:
        """Stay with who was chosen, else with who now stands in their place."""
        last = self.model.rowCount() - 1
        if self.kept.again(self.wish):
            self.wish = None
        elif last >= 0 and anybody:
            choose_row(self.view, max(0, min(row, last)))
        self.listed.emit()

    def _show_title(self) -> None:
        if self._these is not None:
            title, ids = self._these
            self.header.show_title(display_safe(title, 80), circle=None, among=ids)
            return
        if self._list.row is not None:
            if self._list.follow():
                return
            self.circle_changed.emit()
        if self._circle is not None:
            from netjournal.services.people import circles

            names = dict(circles.names())
            if self._circle in names:
                name = display_safe(names[self._circle], 60)
                self.header.show_title(name, circle=self._circle)
                return
            self._circle = None
            self.circle_changed.emit()
        self.header.show_title(self.tr("People"), circle=None)

    # -- what it shows

    @property
    def circle(self) -> int | None:
        """The circle that is shown, None for everybody."""
        return self._circle

    def show_circle(self, circle_id: int | None, *, now: bool = True) -> None:
        """Show the people of a circle; None shows everybody.

        Args:
            circle_id: Which circle.
            now: Read at once; not before the page is shown for the first time.
        """
        if circle_id == self._circle and self._these is None and self._list.row is None:
            return
        self._circle, self._these = circle_id, None
        self._list.leave()
        self._start_over("", now=now)

    def show_these(self, title: str, ids: Sequence[int], *, now: bool = True) -> None:
        """List exactly these people under a title, until the list is left.

        Args:
            title: What they have in common.
            ids: Who.
            now: As in ``show_circle``.
        """
        self._circle, self._these = None, (title, tuple(ids))
        self._list.leave()
        self._start_over("", now=now)

    def _start_over(self, text: str, *, now: bool) -> None:
        self.header.choose("", self.header.order())
        self.header.filter.clear()
        self._show_title()
        self.header.set_text(text)
        if now:
            self.refresh()
        self.circle_changed.emit()

    @property
    def smart_list(self) -> int | None:
        """The smart list that is shown, None when it is none."""
        return self._list.id

    def show_list(self, list_id: int, *, now: bool = True) -> None:
        """Show whom a smart list finds; ``now`` as for circles."""
        if self._list.find(list_id):
            self._circle = self._these = None
            self._start_over(self._list.query, now=now)

    def set_text(self, text: str) -> None:
        """Filter by ``text``; with an empty one a smart list looks for what it always does."""
        self.header.set_text(text or self._list.query)

    def widen(self, *, trashed: bool) -> None:
        """Show everybody (or the trash), so that somebody can be chosen."""
        self._circle = self._these = None
        self._list.leave()
        self.header.choose("trash" if trashed else "", self.header.order())
        self.header.set_text("")
        self.refresh()
        self.circle_changed.emit()

    @Slot()
    def clear_filter(self) -> None:
        """Show everybody again, in the circle where one is shown."""
        if self._list.row is not None:
            self.show_circle(None)
            return
        self.header.choose("", self.header.order())
        self.header.set_text("")
        self.refresh()

    @Slot()
    def focus_list(self) -> None:
        """Go from the filter to the list, to its first line where none is chosen."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.chosen_ids() and self.model.rowCount():
            choose_row(self.view, 0)

    @Slot(str)
    def _on_keep(self, text: str) -> None:
        """Keep what the filter says as a smart list, and show that."""
        from netjournal.ui.palette import smart_list_menu

        smart_list_menu.keep(self._session, self.window(), text, self.show_list, self._list.name)

    @Slot()
    def _on_circle_left(self) -> None:
        self.show_circle(None)


def _top_aligned(widget: QWidget) -> QWidget:
    """Return a holder in which a widget takes the height it wants, from the top."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget, 1)
    column.addStretch(0)
    return holder
