"""A card of a few people: a heading, a sentence each, and a way to all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import Card
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.flow_layout import FlowLayout
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

SHOWN: Final = 5
_RING: Final = 10  # room for what shows that a row has the keyboard


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody, and what is said of them."""

    contact_id: int
    name: str
    text: str


class PeopleCard(Card):
    """A list of a few.

    Args:
        name: Object name.
        title: Translated heading.
        about: What these people have in common, translated.
        parent: Owner.

    Signals:
        wanted: It is painted and has nothing to show yet.
        person_wanted: The card of a person (id) is asked for.
        list_wanted: A list is asked for: (title, ids).
    """

    wanted = Signal()
    person_wanted = Signal(object)
    list_wanted = Signal(str, object)

    def __init__(self, name: str, title: str, about: str, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("", name, parent)
        self.setAccessibleName(title)
        self.body.setContentsMargins(16 - _RING, 12, 16 - _RING, 12)
        self.body.setSpacing(4)
        self.about = Label(about, "small", "quiet", wrap=True, parent=self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._nobody = Label("", "small", "quiet", wrap=True, parent=self)
        self._lists = FlowLayout(spacing=8)
        head, foot = QVBoxLayout(), QVBoxLayout()
        head.addWidget(Label(title, "heading", parent=self))
        head.addWidget(self.about)
        foot.addWidget(self._nobody)
        foot.addLayout(self._lists)
        for part in (head, foot):
            part.setContentsMargins(_RING, 0, _RING, 0)
            part.setSpacing(4)
        for part in (head, self._rows, foot):
            self.body.addLayout(part)
        self.body.addStretch(1)
        self._stale = True

    @property
    def stale(self) -> bool:
        """Whether it waits for what to show."""
        return self._stale

    def ask_again(self) -> None:
        """Data changed: ask for it when next painted."""
        self._stale = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; ask for what to show."""
        super().paintEvent(event)
        if self._stale:
            self.wanted.emit()

    def show_lines(self, lines: Sequence[Line], nobody: str) -> None:
        """Show the first few, or why there is nobody."""
        self._stale = False
        _clear(self._rows)
        for line in lines[:SHOWN]:
            self._rows.addWidget(self._row(line))
        self._nobody.setText(nobody)
        self._nobody.setVisible(not lines)

    def show_lists(self, lists: Sequence[tuple[str, str, Sequence[int]]]) -> None:
        """Offer (name, translated words, ids) as lists; empty ones are left out."""
        _clear(self._lists)
        for name, words, ids in lists:
            if ids:
                press = button(words, "link", name=name, parent=self)
                press.clicked.connect(
                    lambda _on=False, words=words, ids=tuple(ids): self.list_wanted.emit(words, ids)
                )
                self._lists.addWidget(press)

    def _row(self, line: Line) -> ClickRow:
        row = ClickRow(f"{line.name}: {line.text}", self)
        row.setObjectName(f"person_{line.contact_id}")
        row.line.setContentsMargins(_RING, 6, _RING, 6)
        picture = Avatar(24, row)
        picture.show_person(line.name, line.contact_id)
        row.add(picture)
        column = QVBoxLayout()
        column.setSpacing(0)
        name = ElidedLabel(line.name, "strong", parent=row)
        text = Label(line.text, "small", "quiet", wrap=True, parent=row)
        for label in (name, text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        row.line.addLayout(column, 1)
        row.clicked.connect(lambda: self.person_wanted.emit(line.contact_id))
        return row


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
