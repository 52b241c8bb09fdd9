"""How charts look: colours, text size, words, fonts and axes; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from netjournal.models import from_day
from netjournal.ui import colors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes

_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
# Told apart without colour, too (print in black and white).
HATCHES: Final[Mapping[str, str]] = {"new": "////", "none": "....", "revived": "////"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart looks, and the words in it.

    Attributes:
        dark: Which scheme of ``colors``.
        scale: Text size, 1.0 is the design's.
        words: Key → the word in legend and table.
        families: Font families, first choice first; those that aren't there are passed over.
        months: Short names of the months.
    """

    dark: bool = False
    scale: float = 1.0
    words: Mapping[str, str] = field(default_factory=dict)
    families: tuple[str, ...] = ("Noto Sans", "DejaVu Sans")
    months: tuple[str, ...] = _MONTHS

    def color(self, token: str) -> str:
        """Return a colour token as ``#rrggbb``."""
        return (colors.DARK if self.dark else colors.LIGHT)[token]

    def strength(self, label: str) -> str:
        """Return the colour of a strength label."""
        table = colors.STRENGTH_DARK if self.dark else colors.STRENGTH_LIGHT
        return table.get(label, self.color("track"))

    def word(self, key: str) -> str:
        """Return the words for a key."""
        return self.words.get(key, key.replace("_", " ").capitalize())

    @property
    def points(self) -> float:
        """The size of small text in points, at 100 dots per inch."""
        return 11.5 * self.scale * 0.72


def fonts(families: Sequence[str]) -> list[str]:
    """Return the families that matplotlib has; it complains of each of the others per text."""
    from matplotlib.font_manager import fontManager

    known = set(fontManager.get_font_names())
    return [name for name in families if name in known] or ["DejaVu Sans"]


# -- axes


def plain(axes: Axes, look: Look) -> None:
    """Only what the eye needs: faint lines, small quiet text."""
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(look.color("ink"))
    axes.set_axisbelow(False)
    axes.tick_params(
        axis="both", length=0, labelsize=look.points, labelcolor=look.color("quiet"), pad=6
    )


def counting(axes: Axes, look: Look, top: float, lines: int = 4) -> None:
    """Let the axis upwards count from 0, with room above and faint lines."""
    from matplotlib.ticker import FixedLocator

    axes.set_ylim(0, max(top * 1.05, 1.0))
    axes.yaxis.set_major_locator(FixedLocator(steps(top, lines)))
    axes.grid(visible=True, axis="y", color=look.color("line"), linewidth=0.8, alpha=0.75)


def steps(top: float, lines: int = 4) -> list[float]:
    """Return round numbers from 0 to ``top``, at most so many besides 0."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            if top / (size * factor) <= lines:
                return [n * size * factor for n in range(int(top // (size * factor)) + 1)]
        size *= 10


def over_days(axes: Axes, days: Sequence[int], look: Look, *, words: bool = True) -> None:
    """Let the axis across be time, from the first to the last of some days."""
    from matplotlib.ticker import FixedLocator

    first, last = days[0], days[-1]
    axes.set_xlim(first, max(last, first + 1))
    ticks = _ticks(from_day(first), from_day(last), look)
    axes.xaxis.set_major_locator(FixedLocator([float(day) for day, _ in ticks]))
    axes.set_xticklabels([text for _, text in ticks] if words else [])


def _ticks(first: date, last: date, look: Look) -> list[tuple[int, str]]:
    """Return (day, text): years over long spans, months over short ones."""
    start = date(1970, 1, 1)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 20:
        step = max(1, months // 120)
        years = range(first.year + (first > date(first.year, 1, 15)), last.year + 1, step)
        return [((date(year, 1, 1) - start).days, str(year)) for year in years]
    step = max(1, months // 6)
    found: list[tuple[int, str]] = []
    for n in range(0, months + 1, step):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        day = date(year, month + 1, 1)
        if day >= first:
            named = month == 0 or not found
            text = f"{look.months[month]} {year}" if named else look.months[month]
            found.append(((day - start).days, text))
    return found


Box = tuple[float, float, float, float]  # left, bottom, right, top


def boxes(axes: Axes, some: Iterable[Box], colour: str, **how: Any) -> None:
    """Paint rectangles of one colour at once (a patch for each would take ten times as long)."""
    from matplotlib.collections import PolyCollection

    shapes = [((a, b), (a, d), (c, d), (c, b)) for a, b, c, d in some if d != b and c != a]
    if shapes:
        how.setdefault("edgecolors", "none")
        axes.add_collection(
            PolyCollection(shapes, facecolors=colour, linewidths=0, **how), autolim=False
        )
