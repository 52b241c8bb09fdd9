"""How charts look: colours, text size, words and fonts; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netjournal.ui import colors

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
# Told apart without colour, too (print in black and white).
HATCHES: Final[Mapping[str, str]] = {"new": "////", "none": "....", "revived": "////"}
# How lines are dashed, in line widths: on and off in turn.
LINES: Final[Mapping[str, tuple[float, ...]]] = {
    "line": (),
    "dashed": (4, 2),
    "dotted": (1.2, 1.6),
    "dashdot": (6, 2, 1.2, 2),
    "long": (9, 3),
}


# Names of people come in any script; the first of these that has a letter gives it.
WORLDWIDE: Final = (
    *("Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans Arabic"),
    *("Noto Naskh Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai"),
    *("Segoe UI", "Microsoft YaHei", "Malgun Gothic", "Nirmala UI", "PingFang SC"),
    *("Hiragino Sans", "Apple SD Gothic Neo", "Geeza Pro", "Arial Unicode MS"),
)


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

    def series(self, place: int) -> str:
        """Return the colour of the n-th of several lines, from 0."""
        table = colors.SERIES_DARK if self.dark else colors.SERIES_LIGHT
        return table[place % len(table)]

    def word(self, key: str) -> str:
        """Return the words for a key."""
        return self.words.get(key, key.replace("_", " ").capitalize())

    @property
    def points(self) -> float:
        """The size of small text in points, at 100 dots per inch."""
        return 11.5 * self.scale * 0.72


def dashes(style: str) -> Any:
    """Return one of ``LINES`` as matplotlib takes it."""
    return (0, LINES[style]) if LINES[style] else "solid"


@cache
def fonts(families: tuple[str, ...]) -> list[str]:
    """Return the families that matplotlib has; it complains of each of the others per text."""
    from matplotlib.font_manager import fontManager

    known = set(fontManager.get_font_names())
    return [name for name in families if name in known] or ["DejaVu Sans"]
