"""What every chart is: data to draw, to point at, to read as a table, to ask who is behind it.

No Qt in here: the command line draws the same pictures. A chart is a grid of marks, columns from
first to last and rows from bottom to top; keys walk the grid, and each mark has a place in the
picture (``Spot``), its numbers (a row of the table) and its people (``Behind``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from netjournal.services.bonds.insight_people import Behind
    from netjournal.ui.charts.look import Look


class Day(int):
    """A day in a table: ISO in files, as the locale writes it on screen."""


class Month(int):
    """A month in a table, by any of its days."""


# Where a mark is: left, bottom, right, top in data coordinates, and which of the figure's axes. A
# plain tuple: of marks there are many, and a class costs as much as placing them.
Spot = tuple[float, float, float, float, int]
Columns = list[list[Spot | None]]  # by column, then by row; None: no such mark
Spots: TypeAlias = "Columns | NDArray[np.float64]"  # or, of one mark each, an array by column
Table = tuple[list[str], list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a legend.

    Attributes:
        colour: As ``#rrggbb``.
        words: What it means.
        style: solid, hatched, or one of ``look.LINES``.
        apart: Something else begins here, perhaps in the same colours.
    """

    colour: str
    words: str
    style: str = "solid"
    apart: bool = False


class Chart:
    """One picture of some data; subclasses are frozen dataclasses of what ``services`` gave."""

    kind: ClassVar[str] = ""
    size: ClassVar[tuple[float, float]] = (10.0, 5.0)  # inches of a saved picture
    over_time: ClassVar[bool] = True  # the cursor is a line through all rows
    words_beside: ClassVar[bool] = True  # the axes make room for the words around them
    dated: ClassVar[bool] = True  # the rows of the table are days or months, oldest first

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        raise NotImplementedError

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw into an empty figure; return where the marks are."""
        raise NotImplementedError

    def table(self, look: Look) -> Table:
        """Return the numbers: header and rows, in the order of the columns."""
        raise NotImplementedError

    def legend(self, look: Look) -> list[Entry]:
        """Return what the colours mean."""
        return []

    def behind(self, column: int, row: int) -> Behind | None:
        """Return who is behind a mark, to be found by ``insight_people.find``."""
        return None


def as_text(
    cells: Sequence[Any], day: Callable[[Any], str], number: Callable[[Any], str]
) -> list[str]:
    """Return a row of a table as text.

    Args:
        cells: From ``Chart.table``.
        day: Words for a ``Day`` or a ``Month``.
        number: Words for a number.
    """
    found = []
    for cell in cells:
        if isinstance(cell, Day | Month):
            found.append(day(cell))
        elif isinstance(cell, int | float):
            found.append(number(cell))
        else:
            found.append(str(cell))
    return found
