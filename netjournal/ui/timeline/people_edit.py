"""A field for several people: names with completion; a name nobody has makes a new person.

Public: ``PeopleEdit(session)`` with ``people() -> list[Someone]``, ``set_people``, ``commit``,
``unclear`` and the signal ``changed()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from netjournal.folding import fold
from netjournal.services.finding import search
from netjournal.services.finding.name_index import NameIndex, words_of
from netjournal.services.people import contacts
from netjournal.ui import safe
from netjournal.ui.palette.capture_words import person as person_words
from netjournal.ui.widgets.pill_field import SEPARATORS, PillField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.ui.session import Session

_OFFERED = 8
_WHO = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Someone:
    """A person by id, or one still to be made (``contact_id`` None) by name."""

    contact_id: int | None
    name: str


class PeopleEdit(PillField):
    """Pills of people and a line to type further names into.

    Enter or a comma turn what is typed into a pill.

    Signals:
        changed: The people, or what is being typed, have changed.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create an empty field over the people of ``session``."""
        super().__init__(parent)
        self._session = session
        self._names = NameIndex.load()
        self.line.setObjectName("people_line")
        self.line.setAccessibleName(self.tr("Who"))
        self.line.textEdited.connect(self._on_edited)
        self._offers = QStandardItemModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.line)
        self._popup = QListView()
        self._popup.setObjectName("people_offers")
        self._popup.setAccessibleName(self.tr("People"))
        self._completer.setPopup(self._popup)  # the completer owns it now
        taken = self._completer.activated[QModelIndex]  # type: ignore[index]  # overloaded signal
        taken.connect(self._on_offer_taken)
        self._refresh()

    # -- the people

    def people(self) -> list[Someone]:
        """Return the people in order, without what is being typed."""
        return self.values()

    def set_people(self, people: Sequence[Someone]) -> None:
        """Replace everybody without telling."""
        self.clear_pills()
        for someone in people:
            self._add(someone)
        self._refresh()

    def unclear(self) -> str:
        """Return what is typed but fits several people, else nothing."""
        text = self.line.text().strip()
        return text if text and self._meant(text) is None else ""

    def commit(self) -> bool:
        """Turn what is typed into people; return false when a name fits several."""
        text = self.line.text()
        for mark in SEPARATORS:
            text = text.replace(mark, ",")
        left = []
        for part in filter(None, map(str.strip, text.split(","))):
            someone = self._meant(part)
            if someone is None:
                left.append(part)
            else:
                self._add(someone)
        if text.strip(", "):
            self.line.setText(", ".join(left))
            self.tell()
        return not left

    def _meant(self, text: str) -> Someone | None:
        """Who a whole name means: one person, someone new, or None for one of several."""
        words = words_of(text)
        match = self._names.find(words)
        if match is None or match.words < len(words):
            return Someone(None, safe.display_safe(text, 120))
        if len(match.ids) > 1:
            return None
        rows = contacts.rows(match.ids, self._session.today())
        return Someone(match.ids[0], rows[0].full_name if rows[0] else text)

    # -- typing

    def enter(self, event: QKeyEvent) -> bool:
        """Make people of the names; Ctrl+Enter is the dialog's."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not self.commit():
            self._offer(self.line.text())
        return True

    def line_left(self, reason: Qt.FocusReason) -> None:
        """Make people of the names, later: a click on an offer takes the focus before it counts."""
        QTimer.singleShot(0, self, self._on_left)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if SEPARATORS & set(text):
            self.commit()
        self._offer(self.line.text())
        self.changed.emit()

    def _offer(self, text: str) -> None:
        """Show who may be meant, the likeliest first, and always someone new."""
        wanted = text.strip()
        if not wanted:
            self._popup.hide()
            return
        self._offers.clear()
        there = {someone.contact_id for someone in self.people()}
        found = [key for key in self._likely(wanted) if key not in there][:_OFFERED]
        for row in contacts.rows(found, self._session.today()):
            if row is not None:
                self._offers.appendRow(_item(person_words(row), Someone(row.id, row.full_name)))
        someone = Someone(None, safe.display_safe(wanted, 120))
        self._offers.appendRow(_item(self.tr("New: {name}").format(name=someone.name), someone))
        self._completer.complete()
        first = self._popup.model().index(0, 0)  # of the completer's own model
        if self._meant(wanted) is not None:  # of several namesakes nobody is taken unasked
            self._popup.setCurrentIndex(first)

    def _likely(self, text: str) -> list[int]:
        match = self._names.find(words_of(text))
        named = list(match.ids) if match is not None else []
        return list(dict.fromkeys([*named, *search.find_people(text, 2 * _OFFERED)]))

    @Slot(QModelIndex)
    def _on_offer_taken(self, index: QModelIndex) -> None:
        someone = index.data(_WHO)
        self._popup.hide()
        if isinstance(someone, Someone):
            self._add(someone)
            self.line.clear()
            self.tell()

    @Slot()
    def _on_left(self) -> None:
        if not self.line.hasFocus() and not self._popup.isVisible():
            self.commit()

    # -- pills

    def _add(self, someone: Someone) -> None:
        if someone in self.people() or self._has(someone):
            return
        shown = safe.display_safe(someone.name, 80)
        if someone.contact_id is None:
            shown = self.tr("{name} (new)").format(name=shown)
        self.add_pill(someone, shown)

    def _has(self, someone: Someone) -> bool:
        """Whether a new person of that name, or that very person, is there already."""
        if someone.contact_id is not None:
            return someone.contact_id in {there.contact_id for there in self.people()}
        new = {fold(there.name) for there in self.people() if there.contact_id is None}
        return fold(someone.name) in new or not someone.name

    def tell(self) -> None:
        """Say that there are other people now."""
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        hint = self.tr("Names or nicknames, several with commas")
        self.line.setPlaceholderText("" if self._pills else hint)
        self.line.setMinimumWidth(120 if self._pills else 320)
        self.updateGeometry()


def _item(text: str, someone: Someone) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(someone, _WHO)
    item.setEditable(False)
    return item
