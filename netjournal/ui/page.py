"""What the main window expects of a page; every screen's page derives from ``Page``.

A page belongs to one ``Session``, is made when it is first shown, and knows no other screen: it
offers signals, and the window connects them.

Public: ``Page(session, parent=None)``. A subclass gives ``key``, ``title()`` and ``refresh()``, and
may override ``on_changed``, ``focus_filter``, ``set_filter``, ``show_contact``, ``state``,
``restore_state``, ``verbs``, ``perform``, ``selected_contacts`` and ``tables``.

The menus Contact and File speak to the page shown: ``verbs()`` names the actions it can do now
(keys of ``actions.CONTACT``: edit, circle, rhythm, merge, archive, let_go, trash, copy_card,
capture), ``perform(key)`` does one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from netjournal.models.journal import ChangeSet
    from netjournal.ui.session import Session


class Page(QWidget):
    """One page of the main window.

    Signals (ids are contact, interaction, event and circle ids):
        contact_activated: Show this person's card.
        people_requested: List exactly these people: (title, ids).
        event_activated: Show this event.
        log_requested: Write down an interaction with these people (a tuple of ids, may be empty).
        introduce_requested: Write down an introduction of these people (a tuple of ids).
        brief_requested: Show the brief about this person.
        page_requested: Show another page (its key).
        interaction_edit_requested: Edit this interaction.
        contact_edit_requested: Edit this person.
        print_requested: Print these people (a tuple of ids).
        export_requested: Export these people (a tuple of ids).
        print_event_requested: Print the sheet of this event.
        print_briefs_requested: Print the briefs of these people (ids, what brings them together).
        merge_requested: Make one person out of these (a tuple of ids).
        import_requested: Import contacts.
        add_person_requested: Add a person.
        sweep_requested: Go through the spheres of life for people.
        verbs_changed: What ``verbs`` returns has changed.
        circle_changed: What ``circle`` or ``smart_list`` returns has changed.
    """

    contact_activated = Signal(object)
    people_requested = Signal(str, object)
    event_activated = Signal(object)
    log_requested = Signal(object)
    introduce_requested = Signal(object)
    brief_requested = Signal(object)
    page_requested = Signal(str)
    interaction_edit_requested = Signal(object)
    contact_edit_requested = Signal(object)
    print_requested = Signal(object)
    export_requested = Signal(object)
    print_event_requested = Signal(object)
    print_briefs_requested = Signal(object, str)
    merge_requested = Signal(object)
    import_requested = Signal()
    add_person_requested = Signal()
    sweep_requested = Signal()
    verbs_changed = Signal()
    circle_changed = Signal()

    key: ClassVar[str] = ""
    keeps_place: ClassVar[bool] = False  # coming back, the keyboard is where it was
    printed_as: ClassVar[str] = ""  # the layout that fits this page; empty: the one used last
    # Changes that touch none of these leave the page as it is; empty means every change matters.
    tables: ClassVar[tuple[str, ...]] = ()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build nothing slow here: ``refresh`` runs on the first show."""
        super().__init__(parent)
        self.session = session
        self.stale = True
        self.was_shown = False
        self.setObjectName(f"{self.key}_page")
        session.changed.connect(self._on_session_changed)
        session.day_turned.connect(self.refresh_or_mark)
        session.chances_changed.connect(self.refresh_or_mark)

    def title(self) -> str:
        """Return the page's name in the user's language."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read everything anew."""
        raise NotImplementedError

    def on_changed(self, change: ChangeSet) -> None:
        """Follow a change while shown; the default reads everything anew.

        Args:
            change: What was committed; ``change.rows(table, …)`` tells which rows.
        """
        self.refresh()

    def heard(self, change: ChangeSet) -> None:
        """Note what a change touched, shown or not, before anything is read anew."""

    def focus_filter(self) -> None:
        """Put the cursor where this page is filtered (Ctrl+F)."""

    def set_filter(self, text: str) -> None:
        """Filter by what was typed in the top bar; pages without a filter ignore it."""

    def show_contact(self, contact_id: int) -> None:
        """Bring a person into view; pages that show no people ignore it."""

    def show_circle(self, circle_id: int | None) -> None:
        """Show the people of a circle, None: everybody; pages that show no people ignore it."""

    def show_people(self, title: str, ids: Sequence[int]) -> None:
        """List exactly these people under a title; pages that show no people ignore it."""

    def circle(self) -> int | None:
        """Return the circle that fills this page, None when it isn't one circle's."""
        return None

    def show_list(self, list_id: int) -> None:
        """Show whom a smart list finds; pages that show no people ignore it."""

    def smart_list(self) -> int | None:
        """Return the smart list that fills this page, None when it isn't one's."""
        return None

    def show_interaction(self, interaction_id: int) -> None:
        """Bring an interaction into view; pages that show none ignore it."""

    def show_event(self, event_id: int) -> None:
        """Bring an event into view; pages that show none ignore it."""

    def come_back(self) -> None:
        """Take the keyboard: where it was last, if this page keeps that, else at the beginning."""
        last = self.focusWidget() if self.keeps_place else None
        (last if last is not None and last.isVisible() else self).setFocus()

    def selected_contacts(self) -> tuple[int, ...]:
        """Return the people chosen here, for Export and Log."""
        return ()

    def chosen_as_listed(self) -> tuple[int, ...]:
        """Return the people chosen here from top to bottom, for Print."""
        return self.selected_contacts()

    def listed_contacts(self) -> tuple[int, ...]:
        """Return whom a filter or circle shows here; nobody where nothing narrows the list."""
        return ()

    def listed_heading(self) -> str:
        """Return what the list of ``listed_contacts`` is called; empty for none."""
        return ""

    def printed_event(self) -> int | None:
        """Return the event whose sheet is printed from here; None for none."""
        return None

    def verbs(self) -> frozenset[str]:
        """Return the keys of the menu actions that can be done with what is chosen now."""
        return frozenset()

    def perform(self, verb: str) -> None:
        """Do one of ``verbs``."""

    def make_ahead(self) -> bool:
        """Make a part that is needed sooner or later while nobody waits; False: all are there."""
        return False

    def state(self) -> dict[str, Any]:
        """Return what is restored on the next start (plain JSON values)."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up a state that ``state`` gave earlier; unknown or missing keys are ignored."""

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        self.was_shown = True
        if self.stale:
            self.stale = False
            self.refresh()

    @Slot()
    def refresh_or_mark(self) -> None:
        """Refresh when shown, else on the next show."""
        if self.isVisible():
            self.refresh()
        else:
            self.stale = True

    @Slot(object)
    def _on_session_changed(self, change: ChangeSet) -> None:
        if self.tables and not change.touches(*self.tables):
            return
        self.heard(change)
        if self.isVisible():
            self.on_changed(change)
        else:
            self.stale = True
