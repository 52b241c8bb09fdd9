"""Text as PDF's own operators, shaped once a word; the fonts come from Qt: ``Letters``.

Each face has codes for its glyphs in the order in which they are met. At the end Qt draws every
glyph once in that order on a page of its own (``draw_all``): so its file has each face, cut down to
these glyphs, with the very same codes (``names`` makes sure of that), and it is taken over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QRawFont

from netjournal.ui.printing.fonts import doc_font, has_font, one_line
from netjournal.ui.printing.ink_ops import num
from netjournal.ui.printing.type_styles import plain_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from netjournal.ui.printing.type_styles import Style

_SHOWN: Final = re.compile(rb"/(F\d+) [\d.]+ Tf 1 0 0 -1 0 0 Tm\s(.*?)\sET", re.DOTALL)
_CODE: Final = re.compile(rb"<([0-9A-F]+)> Tj")
_NOTICED: Final = 4.0  # thousandths of the size that a glyph may be off: Qt rounds to 1/64 px
_MOST_WORDS: Final = 4_000
_SHORT: Final = 30


class OtherCodes(Exception):
    """Qt's file numbers its glyphs in another way than was thought."""


class NoFont(Exception):
    """No font has some letters: their empty boxes are Qt's to draw."""


@dataclass(slots=True, eq=False)
class Face:
    """One font file's glyphs: their codes, and their widths in thousandths of the size."""

    name: bytes
    raw: QRawFont
    codes: dict[int, int] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)

    def code(self, glyph: int) -> int:
        """Return the code of a glyph."""
        known = self.codes.get(glyph)
        if known is None:
            known = self.codes[glyph] = len(self.codes) + 1
            sized = QRawFont(self.raw)
            sized.setPixelSize(self.raw.unitsPerEm())
            (wide,) = sized.advancesForGlyphIndexes([glyph])
            self.widths[glyph] = round(1000 * wide.x() / self.raw.unitsPerEm())
        return known


class Shown(NamedTuple):
    """Glyphs of one face on one line: where they begin from the text's corner, and the order."""

    x: float
    y: float
    order: bytes  # with places for x and y


class _Shapes(dict[str, bytes]):
    """Plain words' glyphs; each word is shaped when it is first asked for.

    They come without the brackets at their ends, so that words can be strung together.
    """

    def __init__(self, style: Style, face: Face) -> None:
        super().__init__({"": b""})
        self.orders: dict[str, bytes] = {}  # of short texts, many of which come again
        self._face, self._style, self._size = face, style, style.font.pixelSize()
        self._order = _order(face, self._size)

    def order(self, text: str) -> bytes:
        """Return the order to show words, with places for x and y."""
        glyphs = self[" "].join(map(self.__getitem__, text.split(" ")))
        found = self._order.replace(b"*", b"<%s>" % glyphs)
        if len(text) < _SHORT:
            if len(self.orders) > _MOST_WORDS:
                self.orders.clear()
            self.orders[text] = found
        return found

    def __missing__(self, word: str) -> bytes:
        if len(self) > _MOST_WORDS:
            self.clear()
            self[""] = b""
        shape = self._style.widths.shapes.get(word)
        if shape is None:
            layout = one_line(f" {word} ", self._style.font)
            runs = layout.glyphRuns()
            glyphs = [glyph for run in runs for glyph in run.glyphIndexes()][1:-1]
            across = [place.x() for run in runs for place in run.positions()][1:]
        else:
            count = len(shape) // 2
            glyphs, across = list(map(int, shape[:count])), list(shape[count:])
        whole = _adjusted(self._face, glyphs, across, self._size)
        self[word] = found = whole[1:-1] if whole.endswith(b">") else whole[1:] + b"<"
        return found


class Letters:
    """Every face and glyph of one file; belongs to the thread that prints."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._faces: dict[tuple[str, str, int], Face] = {}
        self._same: dict[tuple[str, str, int], tuple[str, str, int]] = {}
        self._words: dict[Style, _Shapes] = {}
        self._boxed: dict[tuple[int, bool], tuple[Style, float]] = {}

    def words(self, text: str, style: Style) -> bytes:
        """Return the order to show plain words of a style, with places for x and y."""
        shapes = self._words.get(style)
        if shapes is None:
            layout = one_line("x", style.font)
            face = self._face(layout.glyphRuns()[0].rawFont())
            shapes = self._words[style] = _Shapes(style, face)
        return shapes.orders.get(text) or shapes.order(text)

    def line(self, text: str, size: int, *, bold: bool) -> tuple[list[Shown], float]:
        """Return any text on one line and its width.

        The corner is half way up the line's letters.
        """
        style, lift = self._boxed.get((size, bold)) or self._box(size, bold)
        wide = style.width(text)
        if wide >= 0:
            return [Shown(0.0, lift, self.words(text, style))], wide
        layout = one_line(text, style.font)
        line = layout.lineAt(0)
        return self.runs(layout.glyphRuns(), lift - line.ascent()), line.horizontalAdvance()

    def _box(self, size: int, bold: bool) -> tuple[Style, float]:
        """Return the style of words in a box, and how far below its middle their feet are."""
        font = doc_font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        found = plain_style(font), (metrics.ascent() - metrics.descent()) / 2
        self._boxed[size, bold] = found
        return found

    def runs(self, runs: Sequence[QGlyphRun], down: float) -> list[Shown]:
        """Return what Qt shaped, from left to right, ``down`` from where it says.

        Raises:
            NoFont: There are empty boxes among them.
        """
        if not all(map(has_font, runs)):
            raise NoFont
        placed = [(run, run.positions()) for run in runs]
        found = []
        for run, places in placed:
            raw = run.rawFont()
            face, glyphs = self._face(raw), run.glyphIndexes()
            others = [place.x() for one, some in placed if one is not run for place in some]
            for begun, end in _together(places, others):
                x, y = places[begun].x(), places[begun].y()
                across = [place.x() for place in places[begun:end]]
                size = raw.pixelSize()
                part = _adjusted(face, glyphs[begun:end], across, size)
                found.append(Shown(x, y + down, _order(face, size).replace(b"*", part)))
        return sorted(found, key=lambda one: one.x)

    def _face(self, raw: QRawFont) -> Face:
        # weights that are wanted share a file, but of a variable font each is a face of its own
        wanted = (raw.familyName(), raw.styleName(), int(raw.weight()))
        key = self._same.get(wanted)
        if key is None:
            key = wanted if raw.fontTable("fvar").size() else (*wanted[:2], 0)
            self._same[wanted] = key
        known = self._faces.get(key)
        if known is None:
            known = self._faces[key] = Face(b"T%d" % len(self._faces), QRawFont(raw))
        return known

    # -- the fonts

    def draw_all(self, painter: QPainter) -> None:
        """Draw every glyph once, in the order of its code."""
        for face in self._faces.values():
            run = QGlyphRun()
            run.setRawFont(face.raw)
            run.setGlyphIndexes(list(face.codes))
            run.setPositions([QPointF(n, 0) for n in range(len(face.codes))])
            painter.drawGlyphRun(QPointF(0, 0), run)

    def names(self, drawn: bytes) -> dict[bytes, bytes]:
        """Return Qt's name of each face, by ours.

        Args:
            drawn: What ``draw_all`` became in Qt's file.

        Raises:
            OtherCodes: It isn't what was drawn, so its fonts can't be used.
        """
        shown = [(name, _CODE.findall(part)) for name, part in _SHOWN.findall(drawn)]
        wanted = [[b"%04X" % code for code in face.codes.values()] for face in self._faces.values()]
        if [codes for _, codes in shown] != wanted or len({name for name, _ in shown}) < len(shown):
            raise OtherCodes
        return {
            face.name: name for face, (name, _) in zip(self._faces.values(), shown, strict=True)
        }


def _order(face: Face, size: float) -> bytes:
    """Return the order to show what stands for ``*``, with places for x and y."""
    return b"BT/%s %s Tf 1 0 0 -1 %%.2f %%.2f Tm[*]TJ ET" % (face.name, num(size))


def _together(places: Sequence[QPointF], others: Sequence[float]) -> list[tuple[int, int]]:
    """Return (from, to) of neighbours at one height with no glyph of another run between them."""
    ends = []
    for n in range(1, len(places)):
        left, right = sorted((places[n - 1].x(), places[n].x()))
        apart = abs(places[n].y() - places[n - 1].y()) > 0.01
        if apart or any(left < other < right for other in others):
            ends.append(n)
    return list(zip([0, *ends], [*ends, len(places)], strict=True))


def _adjusted(face: Face, glyphs: Sequence[int], across: Sequence[float], size: float) -> bytes:
    """Return glyphs with what has to be taken off between them, in thousandths of the size.

    Args:
        face: Of the glyphs.
        glyphs: Which.
        across: Where each stands; one more says where the last one ends.
        size: Of the font, in px.
    """
    parts, off = [], 0.0
    for n, glyph in enumerate(glyphs):
        parts.append(b"<%04X>" % face.code(glyph))
        if n + 1 < len(across):
            off += face.widths[glyph] - (across[n + 1] - across[n]) * 1000 / size
            if abs(off) > _NOTICED:
                parts.append(b"%d" % round(off))
                off -= round(off)
    return b"".join(parts).replace(b"><", b"")
