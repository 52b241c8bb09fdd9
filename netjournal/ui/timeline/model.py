"""The entries of the timeline: ids newest first, rows on demand, and where each month begins.

Public: ``TimelineModel(session)``, ``load_all() -> Loaded``, ``load(filter) -> Loaded`` (runs in
the worker for long journals), ``Months`` (which rows belong to which month).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QObject, Qt

from netjournal.services import interactions, timeline_days
from netjournal.services.timeline import TimelineFilter, TimelineRow
from netjournal.services.timeline_days import DayOrder
from netjournal.ui import dates
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.timeline import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.ui.session import Session


@dataclass(frozen=True, slots=True)
class Months:
    """How many entries each month has, newest first; ``starts`` are the rows they begin at."""

    counts: tuple[tuple[int, int, int], ...] = ()
    starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, counts: Sequence[tuple[int, int, int]]) -> Months:
        """Return the months for (year, month, how many), newest first."""
        starts = accumulate((number for _, _, number in counts), initial=0)
        return cls(tuple(counts), tuple(starts)[: len(counts)])

    def at(self, row: int) -> tuple[int, int] | None:
        """Return (year, month) of a row, None when there are no rows."""
        index = bisect_right(self.starts, row) - 1
        return self.counts[index][:2] if index >= 0 else None


@dataclass(frozen=True, slots=True)
class Moved:
    """Which entries a change touched: new ones, and those changed or removed."""

    added: frozenset[int]
    others: frozenset[int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one filter shows; ``moved`` is the change since it was shown last, None: unknown."""

    wanted: TimelineFilter
    ids: Sequence[int]
    months: Months
    moved: Moved | None = None


def load(wanted: TimelineFilter) -> Loaded:
    """Read which interactions a filter shows; reads only, on any thread."""
    ids = interactions.timeline_ids(wanted)
    return Loaded(wanted, ids, Months.of(interactions.months(wanted)))


def load_all(moved: Moved | None = None, shown: Loaded | None = None) -> Loaded:
    """Read where everything stands that isn't trashed: at once, however much that is.

    Args:
        moved: What a change touched since the last time, None when that isn't known.
        shown: What was read the last time.
    """
    order = timeline_days.read()
    if shown is not None and isinstance(shown.ids, DayOrder) and order.counts_as(shown.ids):
        months = shown.months
    else:
        months = Months.of(order.months())
    return Loaded(TimelineFilter(), order, months, moved)


# a screenful on most screens: after each line written what is seen is read again
_PAGE: Final = 30


_VIEWS: Final = 2_000  # entries in words


class Shown(NamedTuple):
    """What one row shows; ``heading`` only beside the first entry of a day."""

    entry: words.Entry | None
    heading: tuple[str, str] | None
    first: bool
    last: bool


class TimelineModel(PagedTableModel):
    """Interactions by id, newest first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Read from ``session``; starts empty."""
        super().__init__(interactions.timeline_rows, parent=parent, page=_PAGE)
        self._session = session
        self._views: dict[int, Shown] = {}
        self._today = 0  # the day they were worded on
        self.modelReset.connect(self.forget_views)
        self.dataChanged.connect(self.forget_views)
        self.rowsInserted.connect(self.forget_views)
        self.rowsRemoved.connect(self.forget_views)

    def show(self, loaded: Loaded) -> None:
        """Show other entries; where it can be said, views hear which rows came or went."""
        old, new, run = self._ids, loaded.ids, None
        if isinstance(old, DayOrder):
            old.close()
        if not isinstance(new, DayOrder):
            self.set_ids(new)
            return
        if loaded.moved is not None and isinstance(old, DayOrder):
            run = new.since(old, loaded.moved.added, loaded.moved.others)
        self._show(new, run)

    def id_at(self, row: int) -> int | None:
        """Return the id shown in ``row``; None outside, or where it isn't known any more."""
        try:
            return super().id_at(row)
        except IndexError:
            return None

    def ids_of(self, first: int, last: int) -> Sequence[int]:
        """Return the ids in rows ``first`` to ``last``, without those not known any more."""
        try:
            return super().ids_of(first, last)
        except IndexError:
            return self._ids.known(first, last) if isinstance(self._ids, DayOrder) else ()

    def forget_views(self) -> None:
        """Word every entry anew (language, midnight, changed rows)."""
        self._views.clear()
        self._today = 0

    def entry_at(self, row: int) -> TimelineRow | None:
        """Return the interaction in ``row``, None when it is gone."""
        found = self.row_at(row)
        return found if isinstance(found, TimelineRow) else None

    def shown_at(self, row: int) -> Shown:
        """Return all that is painted in ``row``, worded once until something changes."""
        known = self._views.get(row)
        if known is None:
            found, (first, last) = self.entry_at(row), self.ends_of_day(row)
            if found is None:
                return Shown(None, None, first, last)
            today = self._today = self._today or self._session.today()
            heading = words.heading(found, today) if first else None
            known = Shown(words.entry(found, today), heading, first, last)
            if len(self._views) >= _VIEWS:
                self._views.clear()
            self._views[row] = known
        return known

    def view_at(self, row: int) -> words.Entry | None:
        """Return the entry that is painted in ``row``."""
        return self.shown_at(row).entry

    def heading_at(self, row: int) -> tuple[str, str]:
        """Return the two lines of the day that ``row`` belongs to."""
        found = self.entry_at(row)
        return words.heading(found, self._session.today()) if found else ("", "")

    def ends_of_day(self, row: int) -> tuple[bool, bool]:
        """Return whether ``row`` is the first entry of its day, and whether it is the last."""
        day = self._day(row)
        first = row <= 0 or day != self._day(row - 1)
        return first, row + 1 >= self.rowCount() or day != self._day(row + 1)

    def _day(self, row: int) -> int | None:
        return getattr(self.row_at(row), "day", None)

    def cell(self, row: object, column: int, role: int) -> Any:
        """Say an entry in words: for screen readers, type-ahead and tooltips."""
        if not isinstance(row, TimelineRow):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return words.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.spoken(row, self._session.today())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_whole(row))
        return None


def _whole(row: TimelineRow) -> str:
    """Everything a row of one line has no room for."""
    names = [display_safe(name, 80) for _contact_id, name in row.people]
    lines = [words.title(row), dates.full_day(row.day) if not row.precision else ""]
    lines += [", ".join(names), row.summary, row.body]
    return "\n".join(line for line in lines if line)
