"""Every dialog the window opens, loaded when it is first needed.

``Dialogs`` is the one place that knows which screen's dialog answers which wish. What is typed in
an editor that is closed with Esc is set aside, and offered again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from netjournal import paths
from netjournal.ui import safe, screens
from netjournal.ui.frame.unfinished import Unfinished, taken_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDialog

    from netjournal.ui.jobs import Job
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.page import Page
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session
    from netjournal.ui.timeline.log_dialog import LogDraft


class Dialogs(QObject):
    """Opens dialogs over the main window.

    Signals:
        person_saved: Id of a person who was added or changed.
        imported_wanted: Whom an import brought is to be shown (an ``ImportReport``).
    """

    person_saved = Signal(object)
    imported_wanted = Signal(object)

    def __init__(self, session: Session, preferences: Preferences, window: MainWindow) -> None:
        """Belong to ``window``."""
        super().__init__(window)
        self._session = session
        self._preferences = preferences
        self._window = window
        self._unfinished = Unfinished(session, window, self)

    # -- people

    @Slot()
    def add_person(self) -> None:
        """Open an empty editor, or what was set aside there."""
        self._edit(None)

    @Slot(object)
    def edit_person(self, contact_id: int | None) -> None:
        """Open the editor of one person; None for somebody new."""
        self._edit(contact_id)

    def _edit(self, contact_id: int | None) -> None:
        from netjournal.services.keeping import form_drafts
        from netjournal.ui.contacts.editor import ContactEditor

        kept = form_drafts.person(contact_id)
        editor = ContactEditor(self._session, contact_id, kept, self._window)
        editor.saved.connect(self._on_person_saved)
        editor.set_aside.connect(self._on_set_aside)
        _open(editor)

    @Slot(object)
    def _on_person_saved(self, contact_id: int) -> None:
        self.person_saved.emit(contact_id)

    @Slot(object)
    def _on_set_aside(self, contact_id: int | None) -> None:
        def again() -> None:
            self._edit(contact_id)

        self._window.toast.show_message(
            self.tr("Not saved. What you typed is kept."), self.tr("Continue"), again
        )

    # -- interactions

    @Slot(object)
    def log(self, contact_ids: Sequence[int] = ()) -> None:
        """Write down an interaction with these people."""
        self._log(contact_ids=tuple(contact_ids))

    @Slot(object)
    def edit_interaction(self, interaction_id: int) -> None:
        """Change an entry."""
        self._log(interaction_id=interaction_id)

    @Slot(object)
    def introduce(self, contact_ids: Sequence[int]) -> None:
        """Write down that these were introduced to each other, or one of them to somebody."""
        if len(contact_ids) > 1:
            self._log("introduced", contact_ids=tuple(contact_ids))
            return
        self.introduction(None, contact_ids[0] if contact_ids else None)

    def introduction(self, introduction_id: int | None, contact_id: int | None) -> None:
        """Open the dialog of an introduction, or of a new one of somebody."""
        from netjournal.ui.contacts.introduction_dialog import IntroductionDialog

        _open(IntroductionDialog(self._session, introduction_id, contact_id, self._window))

    @Slot(object)
    def brief(self, contact_id: int) -> None:
        """Show what to know before talking with somebody."""
        from netjournal.ui.brief_dialog import BriefDialog

        dialog = BriefDialog(self._session, contact_id, self._window)
        dialog.log_wanted.connect(self.log)
        dialog.print_wanted.connect(self.print_briefs)
        dialog.contact_wanted.connect(self.person_saved)
        _open(dialog)

    def _log(self, kind: str = "", **what: Any) -> None:
        if not kind and (not any(what.values()) or what.get("interaction_id")):
            number = what.get("interaction_id")
            what = taken_up(f"entry-{number}" if number else "entry") or what
        dialog = screens.load(screens.LOG)(self._session, parent=self._window, **what)
        if kind:
            dialog.choose_kind(kind)
        dialog.set_aside.connect(self._on_log_set_aside)
        _open(dialog)

    def take_up_entry(self, what: dict[str, Any]) -> None:
        """Go on with an entry that was being written."""
        self._log(**what)

    def offer_drafts(self) -> None:
        """After a start: offer what was being typed when NetJournal ended."""
        self._unfinished.offer()

    @Slot(object)
    def _on_log_set_aside(self, draft: LogDraft) -> None:
        def again() -> None:
            self._log(**(taken_up(draft.key) or {"draft": draft}))

        self._window.toast.show_message(
            self.tr("Not saved. What you typed is kept."), self.tr("Continue"), again
        )

    # -- files and paper

    @Slot()
    def import_file(self, path: Path | list[Path] | None = None) -> None:
        """Import from ``path``, one or several, or from files still to be chosen."""
        chosen = path if isinstance(path, Path | list) else None  # triggered(bool) arrives, too
        dialog = self._open_door(screens.IMPORT, path=chosen, preferences=self._preferences)
        dialog.people_wanted.connect(self.imported_wanted)

    def export_people(self, contact_ids: Sequence[int], listed: Sequence[int] = ()) -> None:
        """Export people: who is chosen, whom the page lists, a circle, or everybody."""
        self._open_door(screens.EXPORT, contact_ids=tuple(contact_ids), listed=listed)

    @Slot(object)
    def print_people(self, contact_ids: Sequence[int]) -> None:
        """Print some people."""
        if contact_ids:
            self._print(chosen=tuple(contact_ids))

    @Slot(object)
    def print_event(self, event_id: int) -> None:
        """Print the sheet of an event."""
        self._print(event_id=event_id, layout="event")

    @Slot(object)
    @Slot(object, str)
    def print_briefs(self, contact_ids: Sequence[int], heading: str = "") -> None:
        """Print what to know about some people before meeting them, each on a page.

        ``heading`` is what brings them together: the document is called after it.
        """
        if contact_ids:
            whom = "listed" if heading else "chosen"
            self._print(layout="brief", heading=heading, **{whom: tuple(contact_ids)})

    @Slot(object)
    def print_circle(self, circle_id: int) -> None:
        """Print the people of a circle."""
        self._print(group=f"circle:{circle_id}", layout="directory")

    @Slot(object)
    def print_list(self, list_id: int) -> None:
        """Print the people of a smart list."""
        self._print(group=f"list:{list_id}", layout="directory")

    def print_page(self, page: Page) -> None:
        """Print what a page shows: who is chosen or listed there, its event, or the month."""
        event_id = page.printed_event()
        self._print(
            chosen=page.chosen_as_listed(),
            listed=page.listed_contacts(),
            heading=page.listed_heading(),
            event_id=event_id,
            layout="event" if event_id is not None else page.printed_as,
        )

    def _print(self, **what: Any) -> None:
        from netjournal.ui.printing.whom import Wanted

        self._open_door(screens.PRINT, wanted=Wanted(**what), preferences=self._preferences)

    # -- duplicates

    @Slot()
    def find_duplicates(self) -> None:
        """Look for entries that may be one person."""
        self._open_door(screens.DUPLICATES)

    @Slot(object)
    def merge_people(self, contact_ids: Sequence[int]) -> None:
        """Make one person out of those who were chosen."""
        if len(contact_ids) > 1:
            self._open_door(screens.DUPLICATES, contact_ids=tuple(contact_ids))

    @Slot()
    def sweep(self) -> None:
        """Ask for the people of one sphere of life after another."""
        self._open_door(screens.SWEEP)

    # -- steps

    @Slot()
    def history(self) -> None:
        """Show what was done, with a way back for each step."""
        self._open_door(screens.HISTORY)

    @Slot(object)
    def follow(self, job: Job) -> None:
        """Show how far a long step is, with *Cancel*."""
        from netjournal.ui.widgets.progress_bar import ProgressDialog

        box = ProgressDialog(job, self.tr("One moment"), self.tr("Working…"), self._window)
        _open(box)

    # -- the application itself

    @Slot()
    def preferences(self) -> None:
        """Show the preferences."""
        self._open_door(screens.SETTINGS, preferences=self._preferences)

    @Slot()
    def about(self) -> None:
        """Show version and licences."""
        from netjournal.ui.frame.about import AboutDialog

        _open(AboutDialog(self._session.journal.path, self._window))

    @Slot()
    def shortcuts(self) -> None:
        """Show every key."""
        from netjournal.ui.frame.shortcuts import ShortcutsDialog, groups

        shown = groups(self._window.actions_, self._window.page_actions.actions())
        _open(ShortcutsDialog(shown, self._window))

    @Slot()
    def word_help(self) -> None:
        """Show the words that the line and the filters understand."""
        from netjournal.ui.palette.word_help import WordHelpDialog

        _open(WordHelpDialog(self._window))

    @Slot()
    def open_log_folder(self) -> None:
        """Show the folder of the log files in the desktop's file manager."""
        folder = paths.log_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        safe.open_folder(folder)

    def _open_door(self, door: screens.Door, **what: Any) -> Any:
        dialog = screens.load(door)(self._session, parent=self._window, **what)
        _open(dialog)
        return dialog


def _open(dialog: QDialog) -> None:
    """Show a dialog over its window; it is deleted when it closes."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
