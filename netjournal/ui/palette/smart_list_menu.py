"""What can be done with a smart list from the sidebar: make, rename, change, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from netjournal.ui import safe
from netjournal.ui.actions import show_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from netjournal.services.finding import saved_lists
    from netjournal.ui.session import Session


class SmartListMenu(QObject):
    """The context menu of smart lists; every act is one step that Undo takes back.

    Signals:
        print_requested: Print the people of this list.
    """

    print_requested = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Work on ``session``; boxes belong to ``window``."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._list: saved_lists.SavedListRow | None = None

    @Slot(object, QPoint)
    def open(self, list_id: int, point: QPoint) -> None:
        """Show the menu of a list at a global point."""
        self._list = _service().find(list_id)
        if self._list is not None and not self._session.read_only:
            self.menu().popup(point)

    @Slot(object, str)
    def perform(self, list_id: int, verb: str) -> None:
        """Do "rename" or "delete" by a key."""
        self._list = _service().find(list_id)
        if self._list is not None and not self._session.read_only:
            {"rename": self.rename, "delete": self.delete}[verb]()

    def menu(self) -> QMenu:
        """Return the menu of the list that is chosen."""
        menu = QMenu(self._window)
        menu.setObjectName("smart_list_menu")
        rename = menu.addAction(self.tr("Rename smart list…"), self.rename)
        rename.setObjectName("smart_list_rename")
        show_key(rename, "edit")
        change = menu.addAction(self.tr("Change what it looks for…"), self.change)
        change.setObjectName("smart_list_change")
        menu.addAction(self.tr("Print…"), self._on_print).setObjectName("smart_list_print")
        menu.addSeparator()
        delete = menu.addAction(self.tr("Delete smart list"), self.delete)
        delete.setObjectName("smart_list_delete")
        show_key(delete, "trash")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @Slot()
    def _on_print(self) -> None:
        if self._list is not None:
            self.print_requested.emit(self._list.id)

    def add(self, made: Callable[[int], object]) -> None:
        """Ask what to look for, then for a name, and make a list.

        Args:
            made: Takes the id of the new list.
        """
        title = self.tr("New smart list")
        query = safe.ask_text(self._window, title, self._what_for())
        if query and query.strip():
            keep(self._session, self._window, query.strip(), made)

    def _what_for(self) -> str:
        return self.tr(
            "What to look for: words, or in: likes: good: circle: last: met: via: "
            "through: at: has: strength: rhythm:\nFor example  in:Berlin last:>90d has:need"
        )

    @Slot()
    def rename(self) -> None:
        """Ask for another name."""
        row = self._list
        if row is None:
            return
        title = self.tr("Rename smart list")
        name = safe.ask_text(self._window, title, self.tr("Name of the list"), row.name)
        if name and name.strip() and name.strip() != row.name:
            label = self.tr("Rename smart list {name}").format(name=row.name)
            done = self.tr("{old} is called {name} now").format(old=row.name, name=name.strip())
            self._session.act(label, lambda: _service().rename(row.id, name.strip()), done)

    @Slot()
    def change(self) -> None:
        """Ask what it should look for instead."""
        row = self._list
        if row is None:
            return
        title = self.tr("Change smart list")
        query = safe.ask_text(self._window, title, self._what_for(), row.query)
        if query and query.strip() and query.strip() != row.query:
            label = self.tr("Change smart list {name}").format(name=row.name)
            done = self.tr("Smart list {name} looks for “{query}” now")
            done = done.format(name=row.name, query=query.strip())
            self._session.act(label, lambda: _service().change(row.id, query.strip()), done)

    @Slot()
    def delete(self) -> None:
        """Delete the list; nobody in it goes, and Undo brings it back."""
        row = self._list
        if row is None:
            return
        label = self.tr("Delete smart list {name}").format(name=row.name)
        done = self.tr("Deleted smart list {name}; its people stay").format(name=row.name)
        self._session.act(label, lambda: _service().delete(row.id), done)


def keep(
    session: Session, window: QWidget, query: str, made: Callable[[int], object], name: str = ""
) -> None:
    """Ask for a name and keep a query under it, in place of the list that has it already.

    Args:
        session: Where to write.
        window: Owner of the box.
        query: What is looked for.
        made: Takes the list's id.
        name: What is offered as its name.
    """
    say = QCoreApplication.translate
    title, label = (
        say("SmartListMenu", "Keep as smart list"),
        say("SmartListMenu", "Name of the list"),
    )
    chosen = safe.ask_text(window, title, label, name or query)
    if not chosen or not chosen.strip():
        return
    found: list[int] = []
    step = say("SmartListMenu", "Keep smart list {name}").format(name=chosen.strip())
    done = say("SmartListMenu", "Smart list {name} is kept").format(name=chosen.strip())
    if session.act(step, lambda: found.append(_service().save(chosen, query)), done):
        made(found[0])


def _service() -> ModuleType:
    """The service, loaded when a list is changed for the first time."""
    from netjournal.services.finding import saved_lists

    return saved_lists
