"""Connections of the main window that need nothing of its own: who is wired to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.ui.plain_text import display_safe

if TYPE_CHECKING:
    from netjournal.services.interchange.import_plan import ImportReport
    from netjournal.ui.frame.dialogs import Dialogs
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.page import Page


def page_to_dialogs(page: Page, dialogs: Dialogs) -> None:
    """Let a page's wishes open dialogs."""
    page.log_requested.connect(dialogs.log)
    page.introduce_requested.connect(dialogs.introduce)
    page.brief_requested.connect(dialogs.brief)
    page.interaction_edit_requested.connect(dialogs.edit_interaction)
    page.contact_edit_requested.connect(dialogs.edit_person)
    page.print_requested.connect(dialogs.print_people)
    page.export_requested.connect(dialogs.export_people)
    page.print_event_requested.connect(dialogs.print_event)
    page.print_briefs_requested.connect(dialogs.print_briefs)
    page.merge_requested.connect(dialogs.merge_people)
    page.import_requested.connect(dialogs.import_file)
    page.add_person_requested.connect(dialogs.add_person)
    page.sweep_requested.connect(dialogs.sweep)


def sidebar_to_menus(window: MainWindow) -> None:
    """Let circles and smart lists of the sidebar open their menus, and new ones be made."""
    sidebar = window.sidebar
    sidebar.circle_menu_requested.connect(lambda *which: window.circle_menu.open(*which))
    sidebar.circle_verb_requested.connect(lambda *what: window.circle_menu.perform(*what))
    sidebar.list_verb_requested.connect(lambda *what: window.list_menu.perform(*what))
    sidebar.people_dropped.connect(lambda *what: window.circle_menu.add_people(*what))
    for add in (sidebar.circle_add_requested, window.actions_["add_circle"].triggered):
        add.connect(lambda: window.circle_menu.add())
    sidebar.list_menu_requested.connect(lambda *which: window.list_menu.open(*which))
    for add in (sidebar.list_add_requested, window.actions_["add_list"].triggered):
        add.connect(lambda: window.list_menu.add(window.show_list))
    for button in (sidebar.add_circle, sidebar.add_list):
        button.setVisible(not window.session.read_only)


def adding_verbs(window: MainWindow) -> None:
    """Let events, what is on the shelf, and introductions be added from everywhere."""

    def add(key: str, verb: str) -> None:
        window.show_page(key)
        getattr(window.page, verb)()

    window.actions_["introduce"].triggered.connect(
        lambda: window.dialogs.introduce(window.page.selected_contacts())
    )
    for verb, key in (("add_event", "events"), ("add_work", "shelf")):
        window.actions_[verb].triggered.connect(lambda *_, key=key, verb=verb: add(key, verb))
    window.dialogs.imported_wanted.connect(lambda report: _show_imported(window, report))


def _show_imported(window: MainWindow, report: ImportReport) -> None:
    """List whom an import brought or changed."""
    from netjournal.services.interchange import import_outcome

    def show(ids: list[int]) -> None:
        say = QCoreApplication.translate("wiring", "From {file}")
        window.show_people(say.format(file=display_safe(report.file, 60)), ids)

    batch_id = report.batch_id
    if batch_id is not None:
        window.session.run(lambda _progress: import_outcome.people(batch_id), show)


def safety_verbs(window: MainWindow) -> None:
    """Connect the verbs that keep the journal safe."""
    actions, safety = window.actions_, window.safety
    actions["save_copy"].triggered.connect(lambda: _save_copy(window))
    for key, verb in (
        ("backups", safety.backups),
        ("passphrase", safety.passphrase),
        ("lock", safety.lock),
        ("blur", safety.blur),
        ("forget", lambda: safety.forget(window.page.selected_contacts())),
    ):
        actions[key].triggered.connect(verb)


def _save_copy(window: MainWindow) -> None:
    from netjournal.ui.frame.journal_copy import save_copy

    save_copy(window)
