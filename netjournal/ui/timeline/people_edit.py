"""A field for several people: names with completion; a name nobody has makes a new person.

Public: ``PeopleEdit(session)`` with ``people() -> list[Someone]``, ``set_people``, ``commit``,
``unclear`` and the signal ``changed()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QLineEdit,
    QListView,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from netjournal.folding import fold
from netjournal.services.finding import search
from netjournal.services.finding.name_index import NameIndex, words_of
from netjournal.services.people import contacts
from netjournal.ui import icons, safe
from netjournal.ui.capture_words import person as person_words
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.ui.session import Session

_SEPARATORS = frozenset(",;\n")
_OFFERED = 8
_WHO = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Someone:
    """A person by id, or one still to be made (``contact_id`` None) by name."""

    contact_id: int | None
    name: str


class PeopleEdit(QFrame):
    """Pills of people and a line to type further names into.

    Enter or a comma turn what is typed into a pill, Backspace in the empty line takes the last one
    away.

    Signals:
        changed: The people, or what is being typed, have changed.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create an empty field over the people of ``session``."""
        super().__init__(parent)
        self.setProperty("role", "field")
        self._session = session
        self._names = NameIndex.load()
        self._pills: list[_PersonPill] = []
        self._flow = FlowLayout(self, 5)
        self._flow.setContentsMargins(6, 4, 6, 4)
        self.line = QLineEdit(self)
        self.line.setObjectName("people_line")
        self.line.setProperty("role", "bare")
        self.line.setAccessibleName(self.tr("Who"))
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._on_edited)
        self.setFocusProxy(self.line)
        self._flow.addWidget(self.line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        return [pill.someone for pill in self._pills]

    def set_people(self, people: Sequence[Someone]) -> None:
        """Replace everybody without telling."""
        for pill in list(self._pills):
            self._drop(pill)
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
        for mark in _SEPARATORS:
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
            self._tell()
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line: Enter, Backspace in an empty line; and its focus."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                return True
        elif watched is self.line and isinstance(event, QFocusEvent):
            self._show_focus(focused=event.gotFocus())
            if event.lostFocus():  # later: a click on an offer takes the focus before it counts
                QTimer.singleShot(0, self, self._on_left)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the pills goes on typing."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain
        if enter and self.line.text().strip():
            if not self.commit():
                self._offer(self.line.text())
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._pills:
            self._drop(self._pills[-1])
            self._tell()
            return True
        return False

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        if _SEPARATORS & set(text):
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
        there = {pill.someone.contact_id for pill in self._pills}
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
            self._tell()

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
        pill = _PersonPill(someone, shown, self.tr("Remove {name}").format(name=shown), self)
        pill.clicked.connect(self._on_pill_clicked)
        self._flow.insert_widget(len(self._pills), pill)
        self._pills.append(pill)
        pill.show()

    def _has(self, someone: Someone) -> bool:
        """Whether a new person of that name, or that very person, is there already."""
        if someone.contact_id is not None:
            return someone.contact_id in {there.contact_id for there in self.people()}
        new = {fold(there.name) for there in self.people() if there.contact_id is None}
        return fold(someone.name) in new or not someone.name

    def _drop(self, pill: _PersonPill) -> None:
        self._pills.remove(pill)
        self._flow.removeWidget(pill)
        pill.hide()
        pill.deleteLater()

    @Slot()
    def _on_pill_clicked(self) -> None:
        pill = self.sender()
        if isinstance(pill, _PersonPill):
            self._drop(pill)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tell()

    def _tell(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        hint = self.tr("Names or nicknames, several with commas")
        self.line.setPlaceholderText("" if self._pills else hint)
        self.line.setMinimumWidth(120 if self._pills else 320)
        self.updateGeometry()

    def _show_focus(self, *, focused: bool) -> None:
        self.setProperty("focused", focused)
        self.style().unpolish(self)
        self.style().polish(self)


class _PersonPill(QPushButton):
    """One person; pressing it, or Delete on it, takes them away."""

    def __init__(self, someone: Someone, text: str, hint: str, parent: QWidget) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.someone = someone
        self.setProperty("kind", "tag")
        self.setObjectName("person_pill")
        self.setAutoDefault(False)
        self.setIcon(icons.icon("close", "quiet"))
        self.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
            if parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
            else Qt.LayoutDirection.RightToLeft
        )
        self.setAccessibleName(hint)
        safe.set_tooltip(self, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)


def _item(text: str, someone: Someone) -> QStandardItem:
    item = QStandardItem(text)
    item.setData(someone, _WHO)
    item.setEditable(False)
    return item
