"""The list of events: what is coming, soonest first, then what was, newest first.

Public: ``EventsModel(session)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt

from netjournal.folding import fold
from netjournal.services import events
from netjournal.services.events import EventRow
from netjournal.ui import dates, labels
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.widgets.row_delegate import RowView

if TYPE_CHECKING:
    from netjournal.ui.session import Session

_ICONS: Final = {
    "volunteering": "volunteering",
    "conference": "network",
    "talk": "note",
    "class": "help",
    "party": "gift",
    "career_fair": "work",
    "meetup": "group",
}
# What can be listed beside the service's own words.
TRASH = "trash"
_PAGE: Final = 32  # a screenful and a bit: who was there is counted for each


class EventsModel(PagedTableModel):
    """Events by id, rows on demand: counting who was there takes longest."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(events.rows, parent=parent, page=_PAGE)
        self._session = session
        self._listed: tuple[str, str, int] | None = None  # what the ids were read for

    def forget_order(self) -> None:
        """Read the next time which events there are: one of them was touched."""
        self._listed = None

    def show_events(self, when: str, text: str = "") -> None:
        """Read which events to show.

        Args:
            when: all, upcoming, past, or ``TRASH``.
            text: Words that all begin words of title, place or kind.
        """
        today, wanted = self._session.today(), fold(text).split()
        asked = when, text, today
        if asked == self._listed:
            self.set_ids(self.ids)  # who was there may have changed
            return
        self._listed = asked
        if when != TRASH and not wanted:
            self.set_ids(events.ids(when, today))
            return
        rows = events.trashed() if when == TRASH else events.events(when, today)
        self.set_ids([row.id for row in rows if not wanted or _fits(row, wanted)])

    def cell(self, row: object, column: int, role: int) -> Any:
        """Say an event in words."""
        if not isinstance(row, EventRow):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return display_safe(row.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            view = self.view_of(row)
            parts = (row.title, *(text for text, _tone in view.pills), view.detail, view.side)
            said = ", ".join(part for part in parts if part)
            return tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else display_safe(said)
        return None

    def view_of(self, row: EventRow) -> RowView:
        """Return what the delegate paints."""
        today = self._session.today()
        place = display_safe(row.place, 80)
        detail = " · ".join(part for part in (labels.event(row.kind), place) if part)
        coming = row.starts_on >= today
        on = dates.short_day(row.starts_on, today, in_words=False)
        pills = ((dates.ago(row.starts_on, today), "accent"),) if coming else ()
        return RowView(
            name=display_safe(row.title),
            detail=detail,
            side=on if coming else self._side(row),
            icon=_ICONS.get(row.kind, "events"),
            pills=pills,
        )

    def _side(self, row: EventRow) -> str:
        day = dates.short_day(row.starts_on, self._session.today())
        if not row.met_count:
            return day
        met = self.tr("%n met", "", row.met_count)
        return self.tr("{met} · {day}").format(met=met, day=day)


def _fits(row: EventRow, wanted: list[str]) -> bool:
    words = fold(f"{row.title} {row.place} {labels.event(row.kind)}").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)
