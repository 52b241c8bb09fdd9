"""What can be done with the people chosen: which verbs fit now, and doing one.

``Deeds`` stands between the menus (menu bar, context menu, buttons for several) and ``verbs``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QCursor

from netjournal.ui import safe
from netjournal.ui.people_mime import copy_people

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu, QWidget

    from netjournal.services.people.contacts import ContactFilter
    from netjournal.ui.session import Session

Ids = tuple[int, ...]
_MOST_MERGED: Final = 6  # people side by side; more than that are no duplicates


def _for_several(count: int) -> set[str]:
    found = {"merge"} if count <= _MOST_MERGED else set()
    return found | {"introduce"} if count == 2 else found


class Deeds(QObject):
    """Verbs on people.

    Signals:
        edit_wanted, brief_wanted: What others do with one person (an id).
        log_wanted, print_wanted, export_wanted, merge_wanted, introduce_wanted: The same (ids).
        copy_wanted: The card is to be copied.
    """

    edit_wanted = Signal(object)
    log_wanted = Signal(object)
    print_wanted = Signal(object)
    brief_wanted = Signal(object)
    export_wanted = Signal(object)
    merge_wanted = Signal(object)
    introduce_wanted = Signal(object)
    copy_wanted = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        """Act on ``session``; menus and boxes belong to ``window``."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._ids: Ids = ()
        self._wanted: ContactFilter | None = None

    def possible(self, ids: Ids, wanted: ContactFilter) -> frozenset[str]:
        """Return the verbs that fit these people in this list.

        Args:
            ids: Who is chosen.
            wanted: What the list shows (trash, archive, a circle).
        """
        self._ids, self._wanted = ids, wanted
        if not ids:
            return frozenset()
        one = len(ids) == 1
        found = {"copy", "copy_card"} if one else {"copy"}
        if not wanted.trashed:
            found |= {"print", "brief"} if one else {"print", "export"}
        if self._session.read_only:
            return frozenset(found)
        if wanted.trashed:
            return frozenset({"restore", "delete"})
        found |= {"circle", "log", "rhythm", "trash"}
        found |= {"unarchive"} if wanted.archived else {"archive", "let_go"}
        found |= {"edit", "capture"} if one else _for_several(len(ids))
        if wanted.circle_id is not None:
            found.add("leave")
        return frozenset(found)

    def perform(self, verb: str) -> None:
        """Do a verb with the people ``possible`` was asked about."""
        ids, wanted = self._ids, self._wanted
        if not ids or wanted is None or verb not in self.possible(ids, wanted):
            return
        from netjournal.ui.contacts import verbs  # what they need is not needed at the start

        plain = {
            "trash": verbs.trash,
            "restore": verbs.restore,
            "delete": verbs.delete,
            "archive": verbs.archive,
            "let_go": verbs.let_go,
            "unarchive": verbs.unarchive,
        }
        if verb in plain:
            plain[verb](self._session, ids)
        elif verb == "circle":
            self._choose_circle()
        elif verb == "rhythm":
            self._choose_rhythm()
        elif verb == "leave" and wanted.circle_id is not None:
            verbs.leave_circle(self._session, ids, wanted.circle_id)
        else:
            self._pass_on(verb, ids)

    def _pass_on(self, verb: str, ids: Ids) -> None:
        for_one = {"edit": self.edit_wanted, "brief": self.brief_wanted}
        for_all = {
            "log": self.log_wanted,
            "print": self.print_wanted,
            "export": self.export_wanted,
            "merge": self.merge_wanted,
            "introduce": self.introduce_wanted,
        }
        if verb in for_one:
            for_one[verb].emit(ids[0])
        elif verb in for_all:
            for_all[verb].emit(ids)
        elif verb == "copy":
            copy_people(ids)
        elif verb == "copy_card":
            self.copy_wanted.emit()

    def open_menu(self, ids: Ids, wanted: ContactFilter, point: QPoint) -> None:
        """Show the context menu at a global point."""
        from netjournal.ui.contacts.menu import people_menu

        menu = people_menu(self._window, self.possible(ids, wanted))
        menu.triggered.connect(self._on_menu)
        if not menu.isEmpty():
            menu.popup(point)

    def _choose_circle(self) -> None:
        from netjournal.ui.contacts.circle_choice import circle_menu

        menu: QMenu = circle_menu(self._window)
        menu.triggered.connect(self._on_circle)
        menu.popup(self._near())
        menu.setActiveAction(menu.actions()[0])

    def _choose_rhythm(self) -> None:
        from netjournal.services.bonds import rhythm_setting
        from netjournal.ui.contacts.rhythm_choice import rhythm_menu

        menu: QMenu = rhythm_menu(self._window, rhythm_setting.chosen(self._ids))
        menu.triggered.connect(self._on_rhythm)
        menu.popup(self._near())
        ticked = (action for action in menu.actions() if action.isChecked())
        menu.setActiveAction(next(ticked, menu.actions()[0]))  # Enter and arrows begin there

    def _near(self) -> QPoint:
        """Where a menu opens: at the mouse when it is over the page, else in the page's middle."""
        mouse, area = QCursor.pos(), self._window.rect()
        inside = area.contains(self._window.mapFromGlobal(mouse))
        return mouse if inside else self._window.mapToGlobal(area.center())

    @Slot(QAction)
    def _on_rhythm(self, action: QAction) -> None:
        from netjournal.ui.contacts import verbs

        verbs.give_rhythm(self._session, self._ids, str(action.data()), action.text())

    @Slot(QAction)
    def _on_menu(self, action: QAction) -> None:
        self.perform(str(action.data()))

    @Slot(QAction)
    def _on_circle(self, action: QAction) -> None:
        name = str(action.data() or "")
        if not name:
            title, label = self.tr("New circle"), self.tr("Name of the circle")
            name = (safe.ask_text(self._window, title, label) or "").strip()
        if name:
            from netjournal.ui.contacts import verbs

            verbs.add_to_circle(self._session, self._ids, name)
