"""Text set smaller where it would not fit: ``fitting(text, sizes, room)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont, QFontMetricsF

from netjournal.ui.printing.fonts import doc_font

if TYPE_CHECKING:
    from collections.abc import Sequence

Sizes = tuple[tuple[str, int], ...]
NAME: Final[Sizes] = (("name", 27), ("longname", 19), ("smallname", 15))
# Of the name, and of the ways to reach someone; one class each, as Qt gives links only the first.
LISTED: Final[tuple[Sizes, Sizes]] = (
    (("entry", 14), ("entry small", 11)),
    (("quiet", 13), ("smallquiet", 11), ("finequiet", 9)),
)
ON_CARD: Final[tuple[Sizes, Sizes]] = (
    (("cardname", 16), ("smallcardname", 13)),
    (("fine", 11), ("finer", 9)),
)
ON_LARGE_CARD: Final[tuple[Sizes, Sizes]] = (
    (("title", 22), ("cardname", 16), ("smallcardname", 13)),
    (("body", 13), ("fine", 11)),
)
_SURELY: Final = 1.1  # no letter that people write much is wider than so many of its size
_LINES: Final = 1.8  # two lines, as the first one is seldom full


def fitting(
    texts: Sequence[str], sizes: Sizes, room: float, *, bold: bool = True, lines: float = _LINES
) -> str:
    """Return the first class in which no word is wider than there is room.

    Args:
        texts: What is to be set.
        sizes: (class of the style sheet, its size in px), the largest first.
        room: Width in px.
        bold: Whether it is set bold.
        lines: How many lines one text may take.

    Returns:
        The class; the smallest where nothing helps.
    """
    for name, pixels in sizes[:-1]:
        if all(_fits(text, pixels, room, bold, lines) for text in texts):
            return name
    return sizes[-1][0]


def _fits(text: str, pixels: int, room: float, bold: bool, lines: float) -> bool:
    if len(text) * pixels * _SURELY <= room:
        return True
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    metrics = QFontMetricsF(doc_font(pixels, weight))
    if metrics.horizontalAdvance(text) > lines * room:
        return False
    return all(metrics.horizontalAdvance(word) <= room for word in text.split())
