"""Over the list of people: title with count, which ties, in which order, and the local filter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netjournal.services.people.contact_rows import SORTS, ContactFilter
from netjournal.ui import labels, safe
from netjournal.ui.palette.query_completer import QueryCompleter
from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import ChoiceChip, icon_button
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_TIES: Final = ("inner", "close", "warm", "acquaintance", "dormant", "new", "none")


class ListHeader(QWidget):
    """What the list shows.

    Signals:
        changed: Another filter or order was chosen.
        list_wanted: Down or Enter in the filter: go to the list.
        circle_left: The circle, smart list or list of certain people was left by its button.
        keep_wanted: What the filter says is to be kept as a smart list.
    """

    changed = Signal()
    list_wanted = Signal()
    circle_left = Signal()
    keep_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it for everybody, by name."""
        super().__init__(parent)
        self.setObjectName("people_header")
        self._circle: int | None = None
        self._among: tuple[int, ...] | None = None
        self.title = ElidedLabel("", "title", parent=self)
        self.count = Label("", "body", "quiet", parent=self)
        self.count.setObjectName("people_count")
        self.leave = icon_button("close", self.tr("Show everybody"), "leave_circle", self)
        self.leave.clicked.connect(self.circle_left)
        self.ties = ChoiceChip(self._tie_options(), parent=self)
        self.ties.setObjectName("ties_chip")
        self.ties.setAccessibleName(self.tr("Which ties"))
        self.ties.chosen.connect(self._on_chosen)
        sorts = [(key, labels.word(labels.SORTS, key)) for key in SORTS]
        self.sort = ChoiceChip(sorts, self.tr("Sort: {choice}"), self)
        self.sort.setObjectName("sort_chip")
        self.sort.setAccessibleName(self.tr("Order"))
        self.sort.chosen.connect(self._on_chosen)
        self.filter = SearchBox(self.tr("Filter people"), parent=self, pause=0)
        self.filter.setObjectName("people_filter")
        safe.set_tooltip(self.filter, self._query_words())
        self.filter.setAccessibleDescription(self._query_words())
        self.filter.textChanged.connect(self._on_typed)
        QueryCompleter(self.filter)
        self.filter.searched.connect(self._on_searched)
        self.filter.down_pressed.connect(self.list_wanted)
        self.filter.returnPressed.connect(self.list_wanted)
        self.filter.editingFinished.connect(self._on_left)
        self.filter.hide()
        self._keeps = True
        self.keep = icon_button("save", self.tr("Keep as smart list…"), "keep_smart_list", self)
        self.keep.clicked.connect(self._on_keep)
        self.keep.hide()
        self._build()

    def _build(self) -> None:
        self._chips = QWidget(self)
        chips = QHBoxLayout(self._chips)
        chips.setContentsMargins(0, 0, 4, 0)
        chips.setSpacing(8)
        chips.addWidget(self.ties)
        chips.addWidget(self.sort)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.leave)
        self._line.addStretch(1)
        self._line.addWidget(self._chips)
        self._below = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(self._line)
        self._column.addLayout(self._below)
        typing = QHBoxLayout()
        typing.setSpacing(4)
        typing.addWidget(self.filter, 1)
        typing.addWidget(self.keep)
        self._column.addLayout(typing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the chips a line of their own where the title would be cut."""
        super().resizeEvent(event)
        self._fit_chips()

    def _fit_chips(self) -> None:
        title = self.title.sizeHint().width() + self.count.sizeHint().width() + 40
        narrow = self.width() < title + self._chips.sizeHint().width()
        if narrow != (self._below.count() > 0):
            here, there = (self._line, self._below) if narrow else (self._below, self._line)
            here.removeWidget(self._chips)
            there.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignLeading)

    def show_chips(self, *, visible: bool) -> None:
        """Show or hide filter and order; there is nothing to choose in a new journal."""
        self._chips.setVisible(visible)

    def _query_words(self) -> str:
        return self.tr(
            "Words, or what people have in common: in:Berlin likes:rust good:design "
            "circle:mentors via:meetup met:2025 last:>90d has:need strength:fading "
            "rhythm:often at:Fieldnote through:Ana added:<7d. A hyphen in front means not."
        )

    def _tie_options(self) -> list[tuple[object, str]]:
        options: list[tuple[object, str]] = [("", self.tr("All ties"))]
        options += [(key, labels.strength(key)) for key in _TIES]
        options += [
            ("fading", self.tr("Fading")),
            ("archived", self.tr("Archived")),
            ("trash", self.tr("Trash")),
        ]
        return options

    # -- what it says

    def show_title(
        self,
        title: str,
        *,
        circle: int | None,
        among: tuple[int, ...] | None = None,
        narrowed: bool = False,
    ) -> None:
        """Show whose list it is: everybody's, a circle's, certain people's, a smart list's."""
        self._circle, self._among = circle, among
        self.title.set_text(title)
        self.leave.setVisible(narrowed or circle is not None or among is not None)
        self._fit_chips()

    def show_keep(self, *, possible: bool) -> None:
        """Offer to keep a filter as a smart list, or not (a journal to read only)."""
        self._keeps = possible
        self._on_typed(self.filter.text())

    def show_count(self, count: int) -> None:
        """Show how many people the list has."""
        self.count.setText(QLocale().toString(count))

    def wanted(self) -> ContactFilter:
        """Return the filter that is chosen."""
        chosen = str(self.ties.value)
        base = ContactFilter(
            text=self.filter.text().strip(), circle_id=self._circle, among=self._among
        )
        if chosen == "fading":
            return replace(base, fading=True)
        if chosen == "archived":
            return replace(base, archived=True)
        if chosen == "trash":
            return replace(base, trashed=True)
        return replace(base, label=chosen)

    def order(self) -> str:
        """Return the chosen order, one of ``SORTS``."""
        return str(self.sort.value)

    def choose(self, ties: str, order: str) -> None:
        """Choose filter and order without telling; unknown ones are ignored."""
        if ties in [value for value, _text in self._tie_options()]:
            self.ties.set_value(ties)
        if order in SORTS:
            self.sort.set_value(order)

    def set_text(self, text: str) -> None:
        """Filter by ``text``; an empty one hides the field."""
        self.filter.setVisible(bool(text) or self.filter.hasFocus())
        self.filter.set_query(text)

    def start_filter(self, text: str = "") -> None:
        """Show the field and put the cursor into it; ``text`` is typed into it."""
        self.filter.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.filter.insert(text)
        else:
            self.filter.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the empty field leaves it."""
        if event.key() == Qt.Key.Key_Escape and self.filter.isVisible():
            self.list_wanted.emit()
            self._on_left()
            return
        super().keyPressEvent(event)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.keep.setVisible(self._keeps and bool(text.strip()))

    @Slot()
    def _on_keep(self) -> None:
        self.keep_wanted.emit(self.filter.text().strip())

    @Slot()
    def _on_left(self) -> None:
        if not self.filter.text():
            self.filter.hide()

    @Slot(object)
    def _on_chosen(self, _value: object) -> None:
        self.changed.emit()

    @Slot(str)
    def _on_searched(self, _text: str) -> None:
        self.changed.emit()
