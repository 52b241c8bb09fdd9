"""What the timeline shows: the chips for kinds and circles, and the field for words.

Public: ``Filters(session)`` with ``wanted() -> TimelineFilter``, ``set_text``, ``clear``,
``refresh`` and the signal ``changed()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from netjournal.services import interactions
from netjournal.services.people import circles
from netjournal.services.timeline import TimelineFilter
from netjournal.ui import labels
from netjournal.ui.palette.query_completer import QueryCompleter
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import ChoiceChip
from netjournal.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from netjournal.ui.session import Session

# Values of the first chip beside kinds' keys.
_ALL: Final = ""
_TRASH: Final = "\0trash"


class Filters(QWidget):
    """Search field (hidden until wanted), kinds, circles.

    Signals:
        changed: Something else is to be shown.
        left: Down was pressed in the search field: go to the list.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Offer what the journal has."""
        super().__init__(parent)
        self._session = session
        self.search = SearchBox(self.tr("Filter the timeline"), parent=self)
        self.search.setObjectName("timeline_filter")
        self.search.setMaximumWidth(280)
        self.search.searched.connect(self._on_searched)
        self.search.down_pressed.connect(self.left)
        self.search.hide()
        QueryCompleter(self.search)
        self.kind = ChoiceChip([(_ALL, self.tr("Everything"))], parent=self)
        self.kind.setObjectName("timeline_kinds")
        self.kind.setAccessibleDescription(self.tr("Which kinds are shown"))
        self.kind.chosen.connect(self._on_chosen)
        self.circle = ChoiceChip([(None, self.tr("Everyone"))], parent=self)
        self.circle.setObjectName("timeline_circles")
        self.circle.setAccessibleDescription(self.tr("Whose entries are shown"))
        self.circle.chosen.connect(self._on_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addWidget(self.kind)
        row.addWidget(self.circle)

    def refresh(self) -> None:
        """Read kinds and circles anew; what is chosen stays where it still exists."""
        kinds: list[tuple[object, str]] = [(_ALL, self.tr("Everything"))]
        kinds += [
            (row.key, labels.kind(row.key, display_safe(row.name, 60)))
            for row in interactions.kinds()
        ]
        self.kind.set_options([*kinds, (_TRASH, self.tr("Deleted entries"))])
        people: list[tuple[object, str]] = [(None, self.tr("Everyone"))]
        people += [(key, display_safe(name, 60)) for key, name in circles.names()]
        self.circle.set_options(people)

    def wanted(self) -> TimelineFilter:
        """Return what is to be shown."""
        kind, circle = self.kind.value, self.circle.value
        return TimelineFilter(
            text=self.search.text().strip(),
            kinds=() if kind in (_ALL, _TRASH) else (str(kind),),
            circle_id=circle if isinstance(circle, int) else None,
            trashed=kind == _TRASH,
            today=self._session.today(),
        )

    def start_search(self, text: str = "") -> None:
        """Put the cursor into the field; ``text`` is what was typed in the list."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.search.setText(text)
        else:
            self.search.selectAll()

    def set_text(self, text: str) -> None:
        """Show only entries with these words (what is typed in the top bar)."""
        self.search.set_query(text)
        self.search.setVisible(bool(text))

    def clear(self) -> None:
        """Show everything."""
        self.kind.set_value(_ALL)
        self.circle.set_value(None)
        self.set_text("")
        self.changed.emit()

    def state(self) -> dict[str, Any]:
        """Return what is chosen, for the next start."""
        wanted = self.wanted()
        return {"kind": "".join(wanted.kinds), "circle": wanted.circle_id}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose again what ``state`` gave, where it still exists."""
        self.refresh()
        for chip, value in ((self.kind, state.get("kind")), (self.circle, state.get("circle"))):
            try:
                chip.set_value(value)
            except ValueError:
                continue

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        if not text and not self.search.hasFocus():
            self.search.hide()
        self.changed.emit()

    @Slot(object)
    def _on_chosen(self, _value: object) -> None:
        self.changed.emit()
