"""The Timeline page: everything that happened, newest first, grouped by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netjournal.services import interactions
from netjournal.services.timeline import TimelineFilter, people_of
from netjournal.ui import dates, theme
from netjournal.ui.long_lists import choose_row
from netjournal.ui.page import Page
from netjournal.ui.palette.capture_bar import CaptureBar
from netjournal.ui.safe import Label
from netjournal.ui.timeline import words
from netjournal.ui.timeline.filters import Filters
from netjournal.ui.timeline.menu import entry_menu
from netjournal.ui.timeline.model import Loaded, TimelineModel
from netjournal.ui.timeline.no_entries import NoEntries
from netjournal.ui.timeline.rail import MonthRail
from netjournal.ui.timeline.reading import Reader
from netjournal.ui.timeline.view import TimelineView
from netjournal.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from netjournal.models.journal import ChangeSet
    from netjournal.ui.session import Session

_RAIL_FROM: Final = 560  # narrower, the list of months would squeeze the entries
_ORDERING: Final = ("interaction", "interaction_contact", "contact_tag", "interaction_kind")


class TimelinePage(Page):
    """Capture line, entries, months."""

    key: ClassVar[str] = "timeline"
    tables: ClassVar[tuple[str, ...]] = (
        *_ORDERING,
        *("contact", "tag", "event", "need", "followup", "help", "introduction"),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; entries are read when it is shown."""
        super().__init__(session, parent)
        self.model = TimelineModel(session, self)
        self.reader = Reader(session, self)
        self._wanted: TimelineFilter | None = None
        self._wanted_id: int | None = None
        self._build()
        self.reader.loaded.connect(self._on_loaded)
        self.filters.changed.connect(self.reload)
        self.filters.left.connect(self._on_filter_left)
        self.view.chosen.connect(self.verbs_changed)
        self.view.edit_wanted.connect(self._on_edit_wanted)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.view.person_wanted.connect(self.contact_activated)
        self.view.typed.connect(self.filters.start_search)
        self.view.scrolled.connect(self.rail.follow)
        self.rail.jumped.connect(self.view.show_row)
        self.capture.written.connect(self.show_interaction)
        self.capture.left.connect(self.view.setFocus)
        self.trash_banner.triggered.connect(self.restore_selected)
        self.empty.triggered.connect(self._on_empty_action)

    def _build(self) -> None:
        self.filters = Filters(self.session, self)
        self.capture = CaptureBar(self.session, parent=self)
        self.capture.setVisible(not self.session.read_only)
        self._stack = QStackedWidget(self)  # owners first: who changes them is styled anew
        self.view = TimelineView(self.model, self._stack)
        self.rail = MonthRail(self)
        self._count = Label("", "body", "quiet", parent=self)
        self._count.setObjectName("timeline_count")
        self.trash_banner = Banner(self)
        self.empty = NoEntries(self._stack)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.title(), "title", parent=self))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.filters, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(_with_margin(head))
        column.addSpacing(16)
        column.addLayout(_with_margin(self.capture))
        column.addLayout(_with_margin(self.trash_banner))
        column.addSpacing(10)
        column.addWidget(self._stack, 1)
        side = QVBoxLayout()
        side.setContentsMargins(0, 44, 0, 12)
        side.addWidget(self.rail, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 22, 24, 0)
        row.setSpacing(10)
        row.addLayout(column, 1)
        row.addLayout(side)

        self.setFocusProxy(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the entries all the room where there is little for them."""
        super().resizeEvent(event)
        self.rail.setVisible(self.width() >= theme.px(_RAIL_FROM))

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Timeline")

    # -- reading

    def refresh(self) -> None:
        """Read kinds, circles and entries anew."""
        self.filters.refresh()
        self.model.forget_views()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask which entries the filters show."""
        self.reader.read(self.filters.wanted())

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        other = self._wanted != loaded.wanted
        self._wanted = loaded.wanted
        self.model.show(loaded)
        if other:
            self.view.scrollToTop()
        self.rail.set_months(loaded.months, dates.to_date(self.session.today()).year)
        self.rail.follow(self.view.top_row())
        self.view.remember()
        self._show_state(loaded)
        for part in (self.view, self.rail):
            part.executeDelayedItemsLayout()  # else they are painted, laid out, painted again
        if self._wanted_id is not None and self.view.choose(self._wanted_id):
            self._wanted_id = None
        self.verbs_changed.emit()

    def _show_state(self, loaded: Loaded) -> None:
        wanted = loaded.wanted
        filtered = wanted != TimelineFilter()
        number = len(loaded.ids)
        self._count.setText(self.tr("%n [entry|entries]", "", number) if filtered else "")
        if wanted.trashed and number:
            text = self.tr("These entries were deleted. They can be brought back.")
            restore = "" if self.session.read_only else self.tr("Restore selected")
            self.trash_banner.show_message(text, restore, closable=False)
        else:
            self.trash_banner.hide()
        here = self.view.hasFocus()
        self._stack.setCurrentWidget(self.view if number else self.empty)
        writes = not number and self.capture.isVisibleTo(self)
        self.setFocusProxy(self.capture if writes else self.view)
        if here and writes:  # nothing to walk through: begin by writing
            self.capture.setFocus()
        if not number:
            self.empty.teach(wanted, writable=not self.session.read_only)

    def on_changed(self, change: ChangeSet) -> None:
        """Paint touched entries anew; ask for the order again only where it may have changed."""
        if change.touches("tag", "interaction_kind"):
            self.filters.refresh()
        wanted = self.filters.wanted()
        if change.touches(*_ORDERING) or (wanted.text and change.touches("contact")):
            self.reader.follow(change, wanted)
        else:
            self.model.invalidate()

    # -- what the window asks

    def focus_filter(self) -> None:
        """Show the search field with the cursor in it."""
        self.filters.start_search()

    def set_filter(self, text: str) -> None:
        """Show only entries with these words."""
        self.filters.set_text(text)

    def show_interaction(self, interaction_id: int) -> None:
        """Bring an entry into view, without a filter when the filter hides it."""
        self._wanted_id = None if self.view.choose(interaction_id) else interaction_id
        if self._wanted_id is not None and self._wanted is not None:
            self.filters.clear()

    def selected_contacts(self) -> tuple[int, ...]:
        """Return who took part in the selected entries."""
        return people_of(self.view.chosen_ids()[:100])

    def verbs(self) -> frozenset[str]:
        """Return what can be done with the selected entries."""
        if self.session.read_only:
            return frozenset()
        if not self.view.selectionModel().hasSelection():
            return frozenset({"capture"})
        return frozenset({"capture", "edit", "trash"} if not self._trashed() else {"capture"})

    def perform(self, verb: str) -> None:
        """Do one of ``verbs``."""
        if verb == "capture":
            self.capture.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif verb == "edit":
            self._on_edit_wanted(self.view.current_id())
        elif verb == "trash":
            self._trash()

    def state(self) -> dict[str, Any]:
        """Return filters and the entry at the keyboard."""
        return {**self.filters.state(), "entry": self.view.current_id()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up filters and entry again."""
        self.filters.restore_state(state)
        entry = state.get("entry")
        self._wanted_id = entry if isinstance(entry, int) else None

    # -- verbs

    def _trashed(self) -> bool:
        return self._wanted is not None and self._wanted.trashed

    def _trash(self) -> None:
        ids = self.view.chosen_ids()
        if not ids or self.session.read_only:
            return
        row = self.model.entry_at(self.model.row_of(ids[0]))
        if len(ids) == 1 and row is not None:
            label = self.tr("Delete “{entry}”").format(entry=words.title(row))
            done = self.tr("Deleted “{entry}”").format(entry=words.title(row))
        else:
            label = self.tr("Delete %n [entry|entries]", "", len(ids))
            done = self.tr("%n [entry|entries] deleted", "", len(ids))
        self.session.act(label, lambda: interactions.trash(ids), done)

    @Slot()
    def restore_selected(self) -> None:
        """Bring the selected entries back from the trash; all shown when none is selected."""
        ids = self.view.chosen_ids() or tuple(self.model.ids)
        label = self.tr("Restore %n [entry|entries]", "", len(ids))
        done = self.tr("%n [entry|entries] restored", "", len(ids))
        self.session.act(label, lambda: interactions.restore(ids), done)

    @Slot(object)
    def _on_edit_wanted(self, interaction_id: int | None) -> None:
        if interaction_id is not None and not self._trashed() and not self.session.read_only:
            self.interaction_edit_requested.emit(interaction_id)

    @Slot(object)
    def _on_menu_wanted(self, point: QPoint) -> None:
        row = self.model.entry_at(self.view.currentIndex().row())
        if row is not None and self.view.chosen_ids():
            entry_menu(self, row, trashed=self._trashed()).popup(point)

    @Slot()
    def _on_filter_left(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid():
            choose_row(self.view, 0)

    @Slot(str)
    def _on_empty_action(self, name: str) -> None:
        if name == "log":
            self.log_requested.emit(())
        elif name == "import":
            self.import_requested.emit()
        else:
            self.filters.clear()


def _with_margin(content: QWidget | QHBoxLayout) -> QHBoxLayout:
    """What stands above the list ends where the cards end, not under the scroll bar."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 10, 0)
    if isinstance(content, QWidget):
        row.addWidget(content)
    else:
        row.addLayout(content)
    return row
