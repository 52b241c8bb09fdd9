"""Where the marks of a drawn chart are: which one a point means, and which is next by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.ui.charts.figures import Place

_REACH: Final = 24  # device pixels from a mark that still mean it, where marks stand apart

Mark = tuple[int, int]  # column, row


class MarkGrid:
    """The marks of one picture.

    Args:
        places: By column, then by row from bottom to top; None where there is no mark.
        over_time: Columns follow each other without gaps: a point means its column first.
    """

    def __init__(
        self, places: tuple[tuple[Place | None, ...], ...] = (), *, over_time: bool = False
    ) -> None:
        """Keep the places."""
        self._places = places
        self._over_time = over_time
        shown = [[cell for cell in rows if cell is not None] for rows in places]
        self._spans = [
            (min(cell[0] for cell in cells), max(cell[2] for cell in cells)) if cells else None
            for cells in shown
        ]

    def place(self, mark: Mark) -> Place | None:
        """Return where a mark is, None if there is no such mark."""
        column, row = mark
        if not (0 <= column < len(self._places) and 0 <= row < len(self._places[column])):
            return None
        return self._places[column][row]

    def at(self, x: float, y: float) -> Mark | None:
        """Return the mark at a point (device pixels), or the nearest one where it is meant."""
        columns: Iterable[int] = range(len(self._places))
        if self._over_time:  # first the column, then the row in it
            columns = [self._nearest_column(x)] if self._places else []
        best: Mark | None = None
        least = float("inf")
        for column in columns:
            for row, cell in enumerate(self._places[column]):
                if cell is None:
                    continue
                across = 0.0 if self._over_time else max(cell[0] - x, x - cell[2], 0.0)
                far = max(across, cell[1] - y, y - cell[3], 0.0)
                if far < least:
                    best, least = (column, row), far
        return best if self._over_time or least <= _REACH else None

    def _nearest_column(self, x: float) -> int:
        away = [
            float("inf") if span is None else max(span[0] - x, x - span[1], 0.0)
            for span in self._spans
        ]
        return away.index(min(away))

    def last(self) -> Mark | None:
        """Return the newest mark."""
        return self._search(len(self._places) - 1, -1, 0)

    def beside(self, mark: Mark, step: int) -> Mark | None:
        """Return the mark in the next column that has any, to the right (1) or left (-1)."""
        return self._search(mark[0] + step, step, mark[1])

    def end(self, mark: Mark, step: int) -> Mark | None:
        """Return the mark at the right (1) or left (-1) end of the row."""
        return self._search(len(self._places) - 1 if step > 0 else 0, -step, mark[1])

    def above(self, mark: Mark, step: int) -> Mark | None:
        """Return the next mark up (1) or down (-1) in the same column."""
        column, _ = mark
        here = self.place(mark)
        if here is None:
            return None
        ways = [
            (abs(cell[1] - here[1]), n)
            for n, cell in enumerate(self._places[column])
            if cell is not None and (cell[1] - here[1]) * step < 0
        ]
        return (column, min(ways)[1]) if ways else None

    def _search(self, column: int, step: int, row: int) -> Mark | None:
        """Return the first column from one on that has any mark, in that row where it can be."""
        while 0 <= column < len(self._places):
            rows = [n for n, cell in enumerate(self._places[column]) if cell is not None]
            if rows:
                return column, min(rows, key=lambda n: abs(n - row))
            column += step
        return None
