"""The frame: sidebar, top bar, pages, menus; wires the screens to each other.

Screens know the session only. What one screen wants of another (show this person, log an
interaction with these people) arrives here as a signal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.paths import SUFFIX
from netjournal.ui import screens
from netjournal.ui.actions import OF_PAGES, Actions, build_menus
from netjournal.ui.file_drop import FileDrop
from netjournal.ui.frame import window_state, wiring
from netjournal.ui.frame.dialogs import Dialogs
from netjournal.ui.frame.journal_menu import JournalMenu
from netjournal.ui.frame.late_parts import LateParts
from netjournal.ui.frame.look_menu import LookMenu
from netjournal.ui.frame.notices import Notices
from netjournal.ui.frame.search_control import SearchControl
from netjournal.ui.frame.sidebar import Sidebar
from netjournal.ui.frame.sidebar_numbers import SidebarNumbers
from netjournal.ui.frame.top_bar import TopBar
from netjournal.ui.safe import display_safe
from netjournal.ui.safety.control import Safety

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from netjournal.ui.page import Page
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session


class MainWindow(LateParts):
    """The window of one open journal.

    Signals:
        open_requested: Path of another journal to open instead.
        create_requested: Path where an empty journal is wanted.
        closed: The window is closing; its state is saved.
    """

    open_requested = Signal(object)
    create_requested = Signal(object)
    closed = Signal()

    def __init__(self, session: Session, preferences: Preferences) -> None:
        """Build the frame and show the page that was shown last."""
        super().__init__()
        self.setObjectName("main_window")
        self.session = session
        self.preferences = preferences
        self.actions_ = Actions(self)
        self.pages: dict[str, Page] = {}
        self._held: bool | None = None  # by a long edit; not known before the first job
        self._specs = {spec.key: spec for spec in screens.pages()}
        self._states = window_state.page_states(preferences, session.journal.path)
        self._build()
        self._wire()
        self._name_window()
        window_state.restore_geometry(self, preferences)
        self._on_undo_changed()
        last = preferences.last_page
        self.show_page(last if last in self._specs else next(iter(self._specs)))

    # -- building

    def _build(self) -> None:
        drop = FileDrop(self)
        drop.dropped.connect(self._on_dropped)
        drop.several.connect(self._on_dropped)
        self.setMinimumSize(800, 560)
        self.sidebar = Sidebar(list(self._specs.values()), self)
        self.top_bar = TopBar(self.actions_["add_person"], self.actions_["log"], self)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("pages")
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.top_bar)
        self.column.addWidget(self.stack, 1)
        middle = QWidget(self)
        middle.setObjectName("frame")
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.sidebar)
        line.addLayout(self.column, 1)
        self.setCentralWidget(middle)
        self._build_menus()

    def _build_menus(self) -> None:
        menus = build_menus(self.menuBar(), self.actions_)
        self.page_actions = QActionGroup(self)
        view = menus["pages"]
        before = view.actions()[0]
        for number, spec in enumerate(self._specs.values(), start=1):
            action = QAction(spec.title(), self.page_actions)
            action.setCheckable(True)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.setObjectName(f"page_{spec.key}")
            action.setData(spec.key)
            view.insertAction(before, action)
        self.look = LookMenu(self, self.preferences, self.actions_, menus["theme"])
        self.begin_later()
        self.journals = JournalMenu(self, self.preferences, menus["recent"])
        self.dialogs = Dialogs(self.session, self.preferences, self)
        self.numbers = SidebarNumbers(self.session, self.sidebar)
        self.notices = Notices(self.session, self)
        self.safety = Safety(self, self.session, self.preferences)
        doable = [*(action for _, action in self.actions_.items()), *self.page_actions.actions()]
        self.search = SearchControl(self.session, self.top_bar, self, doable)

    def _wire(self) -> None:
        session, sidebar, search, journals = self.session, self.sidebar, self.search, self.journals
        session.undo_changed.connect(self._on_undo_changed)
        session.step_started.connect(self.dialogs.follow)
        session.jobs.started.connect(self._on_jobs)
        session.jobs.ended.connect(self._on_jobs)
        sidebar.page_chosen.connect(self._on_nav)
        sidebar.circle_chosen.connect(self.show_circle)
        sidebar.list_chosen.connect(self.show_list)
        wiring.sidebar_to_menus(self)
        search.filtered.connect(self._on_filtered)
        search.contact_chosen.connect(self.show_contact)
        search.interaction_chosen.connect(self.show_interaction)
        search.event_chosen.connect(self.show_event)
        search.circle_chosen.connect(self.show_circle)
        search.list_chosen.connect(self.show_list)
        search.capture_chosen.connect(self._capture_line)
        search.done.connect(self._focus_page)
        journals.open_requested.connect(self.open_requested)
        journals.create_requested.connect(self.create_requested)
        self.dialogs.person_saved.connect(self.show_contact)
        self.page_actions.triggered.connect(self._on_page_action)
        self._wire_actions()

    def _wire_actions(self) -> None:
        dialogs, actions = self.dialogs, self.actions_
        verbs = {
            "new_journal": self.journals.ask_new,
            "open_journal": self.journals.ask_open,
            "import": dialogs.import_file,
            "export": self._on_people_verb,
            "print": self._on_people_verb,
            "preview": self._on_people_verb,
            "close": self.close,
            "quit": self.close,
            "undo": self.session.undo,
            "redo": self.session.redo,
            "find": self._focus_page,
            "search": self.top_bar.start_search,
            "preferences": dialogs.preferences,
            "add_person": dialogs.add_person,
            "log": self._on_people_verb,
            "brief": self._on_people_verb,
            "capture": self._capture,
            "duplicates": dialogs.find_duplicates,
            "sweep": dialogs.sweep,
            "history": dialogs.history,
            "shortcuts": dialogs.shortcuts,
            "word_help": dialogs.word_help,
            "log_folder": dialogs.open_log_folder,
            "about": dialogs.about,
            "about_qt": QApplication.aboutQt,
        }
        for key, verb in verbs.items():
            actions[key].triggered.connect(verb)
        for key in OF_PAGES:
            actions[key].triggered.connect(self._on_page_verb)
        wiring.safety_verbs(self)
        wiring.adding_verbs(self)

    def _name_window(self) -> None:
        name = self.session.journal.path.name
        self.sidebar.set_journal(name)
        title = self.tr("{journal} – NetJournal")
        self.setWindowTitle(title.format(journal=display_safe(name, 80)))
        self.setWindowFilePath(str(self.session.journal.path))

    # -- pages

    @property
    def page(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return next(page for page in self.pages.values() if page is shown)

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page, made when it is shown for the first time."""
        page = self.pages.get(key) or self._make_page(key)
        if page is not self.stack.currentWidget():
            self.top_bar.leave_search()
        self.stack.setCurrentWidget(page)
        self.numbers.mark(page)
        for action in self.page_actions.actions():
            action.setChecked(action.data() == key)
        self._on_verbs_changed()
        kept = page.keeps_place and page.isAncestorOf(self.focusWidget())
        if not self.top_bar.search.hasFocus() and not kept:
            page.setFocus()

    def _make_page(self, key: str) -> Page:
        page: Page = screens.load(self._specs[key].door)(self.session, self.stack)
        page.setAccessibleName(page.title())
        state = self._states.get(key)
        if isinstance(state, dict):
            page.restore_state(state)
        self._wire_page(page)
        self.pages[key] = page
        self.stack.addWidget(page)
        return page

    def make_ahead(self) -> bool:
        """Make a page, or a part of one, that was never shown; False when all are there.

        Nothing is read for it: that waits until it is shown.
        """
        missing = next((key for key in self._specs if key not in self.pages), None)
        if missing is not None:
            return self._make_page(missing) is not None
        return any(page.make_ahead() for page in self.pages.values())

    def _wire_page(self, page: Page) -> None:
        page.contact_activated.connect(self.show_contact)
        page.people_requested.connect(self.show_people)
        page.event_activated.connect(self.show_event)
        page.page_requested.connect(self.show_page)
        wiring.page_to_dialogs(page, self.dialogs)
        page.verbs_changed.connect(self._on_verbs_changed)
        page.circle_changed.connect(self._on_circle_changed)

    @Slot(object)
    def show_contact(self, contact_id: int) -> None:
        """Show somebody's card."""
        self.show_page("people")
        self.page.show_contact(contact_id)

    @Slot(object)
    def show_circle(self, circle_id: int) -> None:
        """Show the people of a circle."""
        self.show_page("people")
        self.page.show_circle(circle_id)

    @Slot(str, object)
    def show_people(self, title: str, ids: Sequence[int]) -> None:
        """List exactly these people."""
        self.show_page("people")
        self.page.show_people(title, ids)

    @Slot(object)
    def show_list(self, list_id: int) -> None:
        """Show whom a smart list finds."""
        self.show_page("people")
        self.page.show_list(list_id)

    @Slot(object)
    def show_interaction(self, interaction_id: int) -> None:
        """Show an entry on the timeline."""
        self.show_page("timeline")
        self.page.show_interaction(interaction_id)

    @Slot(object)
    def show_event(self, event_id: int) -> None:
        """Show an event."""
        self.show_page("events")
        self.page.show_event(event_id)

    # -- following the journal

    @Slot()
    def _on_circle_changed(self) -> None:
        self.numbers.mark(self.page)

    @Slot()
    def _on_undo_changed(self) -> None:
        journal, writable = self.session.journal, self._writable()
        undo, redo = journal.undo_label(), journal.redo_label()
        texts = {
            "undo": (self.tr("&Undo"), self.tr("&Undo {what}"), undo),
            "redo": (self.tr("&Redo"), self.tr("&Redo {what}"), redo),
        }
        for key, (plain, full, label) in texts.items():
            shown = display_safe(label, 60).replace("&", "&&") if label else ""
            self.actions_[key].setText(full.format(what=shown) if label else plain)
            self.actions_[key].setEnabled(bool(label) and writable)

    def _writable(self) -> bool:
        return not self.session.read_only and not self.session.jobs.modal_busy

    @Slot()
    def _on_jobs(self) -> None:
        """No edits while a long one is under way; other jobs come and go at every key."""
        if self._held == self.session.jobs.modal_busy:
            return
        self._held = self.session.jobs.modal_busy
        self.actions_.enable(writable=self._writable())
        self._on_undo_changed()
        self._on_verbs_changed()

    # -- verbs

    @Slot()
    def _on_verbs_changed(self) -> None:
        if self.stack.currentWidget() is None:
            return
        can, writable = self.page.verbs(), self._writable()
        for key in OF_PAGES:
            self.actions_[key].setEnabled(key in can and (writable or key == "copy_card"))
        chosen = bool(self.page.selected_contacts())
        for key in ("brief", "forget"):
            self.actions_[key].setEnabled(chosen and (writable or key != "forget"))

    @Slot()
    def _on_page_verb(self) -> None:
        verb = next(key for key in OF_PAGES if self.sender() is self.actions_[key])
        self.page.perform(verb)

    @Slot(QAction)
    def _on_page_action(self, action: QAction) -> None:
        self._on_nav(str(action.data()))

    @Slot(str)
    def _on_nav(self, key: str) -> None:
        """Show a page from its beginning: People with everybody, not one circle."""
        self.show_page(key)
        self.page.show_circle(None)
        self.numbers.mark(self.page)

    @Slot(str)
    def _on_filtered(self, text: str) -> None:
        self.page.set_filter(text)

    @Slot()
    def _focus_page(self) -> None:
        """Go to the page: to its filter by Ctrl+F, to the page itself from the search field."""
        if self.sender() is self.actions_["find"]:
            self.page.focus_filter()
        else:
            self.page.come_back()

    @Slot()
    def _capture(self) -> None:
        if "capture" in self.page.verbs():
            self.page.perform("capture")
        else:
            self.capture_box.open()

    @Slot(str)
    def _capture_line(self, text: str) -> None:
        self.capture_box.open(text)

    @Slot()
    def _on_people_verb(self) -> None:
        people = self.page.selected_contacts()
        if self.sender() is self.actions_["export"]:
            self.dialogs.export_people(people, self.page.listed_contacts())
        elif self.sender() is self.actions_["brief"]:
            self.dialogs.brief(people[0])
        elif self.sender() in (self.actions_["print"], self.actions_["preview"]):
            self.dialogs.print_page(self.page)
        else:
            self.dialogs.log(people)

    @Slot(object)
    def _on_dropped(self, path: Path | list[Path]) -> None:
        """Open a journal, import anything else."""
        if not isinstance(path, list) and path.suffix == SUFFIX:
            self.open_requested.emit(path)
        elif self._writable():
            self.dialogs.import_file(path)

    # -- the end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where things were."""
        shown = {key: page.state() for key, page in self.pages.items() if page.was_shown}
        states = dict(self._states) | shown
        # not with each page: writing settings waits for the disk, in this thread
        self.preferences.last_page = self.page.key
        window_state.save(self, self.preferences, states, self.session.journal.path)
        super().closeEvent(event)
        self.closed.emit()
