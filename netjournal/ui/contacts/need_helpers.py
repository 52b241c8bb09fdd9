"""Who could help with what a person needs, on the card: asked in the worker, shown when known.

Public:
    WhoHelps(session, show, parent)   .ask(card), .forget()
    NeedHelpers(column, menu, owner)  .show_helpers(mine, people): below a need and in its menu
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction

from netjournal.services.people import card_needs
from netjournal.ui.contacts.fact_rows import link
from netjournal.ui.safe import Label, display_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

    from netjournal.progress import Progress
    from netjournal.services.people.card import Card, NeedRow
    from netjournal.ui.contacts.word_button import WordButton
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Session

INTRODUCED: Final = "introduced"  # what the menu of a need asks for with a helper
Needs = tuple["NeedRow", ...]
Shown = tuple[str, tuple[tuple[int, str], ...]]  # what of mine could help, and who: (id, name)


class WhoHelps(QObject):
    """Finds out who could help, off the window's thread; only the latest card asked is answered.

    Args:
        session: The open journal.
        show: Is called with the needs of that card, each with who could help.
        parent: Owner.
    """

    def __init__(self, session: Session, show: Callable[[Needs], None], parent: QWidget) -> None:
        """Ask nothing yet."""
        super().__init__(parent)
        self.setObjectName("who_helps")
        self._session, self._show = session, show
        self._job: Job | None = None

    def forget(self) -> None:
        """Answer nothing any more: somebody else is shown, or nobody."""
        if self._job is not None:
            self._job.drop()
            self._job = None

    def ask(self, card: Card) -> None:
        """Ask who could help with what this card says; without open needs there is nothing to ask.

        Args:
            card: As it was read just now, without helpers.
        """
        self.forget()
        if any(need.state == "open" for need in card.needs):
            contact_id, needs, today = card.id, card.needs, self._session.today()

            def work(_progress: Progress) -> Needs:
                return card_needs.helped(contact_id, needs, today)

            self._job = self._session.run(work, self._on_known)

    @Slot(object)
    def _on_known(self, needs: Needs) -> None:
        self._job = None
        self._show(needs)


class NeedHelpers(QObject):
    """Those who could help with one need, by name; a name shows that person.

    Signals:
        person_wanted: Id of somebody who could help.
        introduced: Their id: the menu says that they were introduced.
    """

    person_wanted = Signal(object)
    introduced = Signal(object)

    def __init__(self, column: QVBoxLayout, menu: QMenu | None, owner: QWidget) -> None:
        """Name nobody yet.

        Args:
            column: Where names are added at the end.
            menu: Where an entry for each is put first, unless the journal is only read.
            owner: Owner of names.
        """
        super().__init__(owner)
        self._column, self._menu, self._owner = column, menu, owner
        self._mine: Label | None = None
        self._names: list[WordButton] = []
        self._entries: list[QAction] = []
        self._shown: Shown = "", ()
        if menu is not None:
            menu.aboutToHide.connect(self._fill_later, Qt.ConnectionType.QueuedConnection)

    @property
    def shown(self) -> Shown:
        """What is said now."""
        return self._shown

    def show_helpers(self, mine: str, people: tuple[tuple[int, str], ...]) -> None:
        """Name these; who is named already keeps their place and the keyboard.

        Args:
            mine: What of the user's own could help, "" for nothing.
            people: (id, name) of who could help.
        """
        if (mine, people) == self._shown:
            return
        self._shown = mine, people
        self._say_mine(mine)
        old = {name.property("contact_id"): name for name in self._names}
        self._names = [
            old.pop(who) if who in old else self._name(who, text) for who, text in people
        ]
        for gone in old.values():
            _take(self._column, gone)
        for one, (_, text) in zip(self._names, people, strict=True):
            one.set_text(self.tr("{name} could help").format(name=display_safe(text, 80)))
            self._column.removeWidget(one)
            self._column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
            one.show()  # at once: left to the layout it would come an event later
        if self._menu is not None and not self._menu.isVisible():
            self._fill()

    def _say_mine(self, mine: str) -> None:
        if self._mine is not None:
            _take(self._column, self._mine)
            self._mine = None
        if mine:
            text = self.tr("You could help: {what}").format(what=display_safe(mine, 80))
            self._mine = Label(text, "small", "accent", wrap=True, parent=self._owner)
            self._column.insertWidget(1, self._mine)
            self._mine.show()

    def _name(self, contact_id: int, text: str) -> WordButton:
        name = link(text, f"helper_{contact_id}", self._owner)
        name.setProperty("contact_id", contact_id)
        name.clicked.connect(self._on_name)
        return name

    @Slot()
    def _fill_later(self) -> None:
        """Fill the menu that was open when the answer came: entries must not move under a hand."""
        if self._menu is not None and not self._menu.isVisible():
            self._fill()

    def _fill(self) -> None:
        menu = self._menu
        if menu is None:
            return
        for entry in self._entries:
            menu.removeAction(entry)
            entry.deleteLater()
        first = menu.actions()[0]
        self._entries = []
        for who in self._shown[1]:
            text = self.tr("I introduced {name}").format(name=display_safe(who[1], 60))
            entry = QAction(text.replace("&", "&&"), menu)
            entry.setData(who[0])
            entry.triggered.connect(self._on_entry)
            menu.insertAction(first, entry)
            self._entries.append(entry)

    @Slot()
    def _on_name(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.person_wanted.emit(sender.property("contact_id"))

    @Slot()
    def _on_entry(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.introduced.emit(sender.data())


def _take(column: QVBoxLayout, widget: QWidget) -> None:
    column.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
