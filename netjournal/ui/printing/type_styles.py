"""What Qt makes of tags and the style sheet, asked once for each: ``Styles(look)``.

So a paragraph can be set without Qt's HTML, and looks as that would: fonts, colours, margins and
widths of columns are not read here from CSS, but taken from a document that holds one letter.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from threading import get_ident
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPalette,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextLayout,
)

from netjournal.kept_texts import kept
from netjournal.ui.printing.fonts import one_line
from netjournal.ui.printing.word_widths import MOST_WORDS, SHORT, Widths

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush, QTextBlockFormat

_P: Final = QTextFormat.Property
_BLOCK: Final = frozenset(
    prop.value
    for prop in (
        *(_P.BlockAlignment, _P.BlockTopMargin, _P.BlockBottomMargin, _P.BlockLeftMargin),
        *(_P.BlockRightMargin, _P.TextIndent),
    )
)
_CHAR: Final = frozenset(
    prop.value
    for prop in (
        *(_P.FontFamilies, _P.FontWeight, _P.FontItalic, _P.FontPixelSize, _P.FontPointSize),
        *(_P.FontUnderline, _P.FontOverline, _P.FontStrikeOut, _P.TextUnderlineStyle),
        *(_P.ForegroundBrush, _P.IsAnchor, _P.AnchorHref),
    )
)
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignJustify
_MOST_STYLES: Final = 500


@dataclass(slots=True, eq=False)
class Style:
    """Text of one look.

    Attributes:
        font: Resolved, as Qt draws it.
        color: Of the text.
        format: The same for Qt's layouts; without a link.
        widths: Of words.
        ascent, descent: Of a line with no other text.
        x_height: As Qt's pictures take it that stand on the middle of a line.
        rgb: The colour as one number.
    """

    font: QFont
    color: QColor
    format: QTextCharFormat
    widths: Widths
    ascent: float = 0.0
    descent: float = 0.0
    x_height: int = 0
    rgb: int = 0

    @property
    def blank(self) -> float:
        """Width of a blank."""
        return self.widths.blank

    @property
    def height(self) -> float:
        """Height of a line with no other text."""
        return float(math.ceil(self.ascent + self.descent))

    def width(self, text: str) -> float:
        """Return how wide text is on one line; less than nothing if Qt has to set it."""
        widths = self.widths
        known = widths.texts.get(text)
        if known is None:
            words = text.split(" ")
            known = sum(map(widths.__getitem__, words)) + (len(words) - 1) * widths.blank
            if len(text) < SHORT:
                if len(widths.texts) > MOST_WORDS:
                    widths.texts.clear()
                widths.texts[text] = known
        return known


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph's margins (px), the indent of its first line, whether it stands at the right."""

    left: float
    top: float
    right: float
    bottom: float
    indent: float
    at_right: bool


def utf16(text: str) -> int:
    """Return how long Qt takes a text to be."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Styles:
    """Answers for prints with one style sheet; belongs to the thread that prints."""

    def __init__(self, font: QFont, sheet: str, ink: QPalette) -> None:
        """Keep what documents of these prints begin with."""
        self.font = font
        self._sheet = sheet
        self._ink = ink.color(QPalette.ColorRole.Text)
        self._styles: dict[tuple[str, tuple[str, ...]], Style | None] = {}
        self._shapes: dict[str, Shape | None] = {}
        self._columns: dict[tuple[tuple[str, ...], float], list[tuple[float, float]]] = {}
        self._heights: dict[tuple[Style, ...], tuple[float, float]] = {}

    @property
    def is_full(self) -> bool:
        """Whether there are so many that a template seems to make up new ones all the time."""
        return len(self._styles) + len(self._shapes) + len(self._columns) > _MOST_STYLES

    def style(self, paragraph: str, inline: tuple[str, ...]) -> Style | None:
        """Return the look of text within these opening tags; None for one that only Qt can draw."""
        key = (paragraph, inline)
        if key not in self._styles:
            self._styles[key] = self._style(paragraph, inline)
        return self._styles[key]

    def shape(self, paragraph: str) -> Shape | None:
        """Return the shape of a paragraph by its opening tag; None for one that only Qt can set."""
        if paragraph not in self._shapes:
            made = self._document(f"{paragraph}x</p>")
            self._shapes[paragraph] = _shape(made.begin().blockFormat())
        return self._shapes[paragraph]

    def columns(self, cells: tuple[str, ...], width: float) -> list[tuple[float, float]]:
        """Return left edge and width, within the padding, of a row's cells by their tags."""
        key = (cells, width)
        if key not in self._columns:
            inside = "".join(f"{cell}<p>x</p></td>" for cell in cells)
            text = f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{inside}</tr></table>'
            made = self._document(text, width)
            layout, block = made.documentLayout(), made.begin()
            found = []
            while block.isValid():
                if block.text():
                    place = layout.blockBoundingRect(block)
                    found.append((place.left(), place.width()))
                block = block.next()
            self._columns[key] = found
        return self._columns[key]

    def line(self, styles: tuple[Style, ...]) -> tuple[float, float]:
        """Return ascent and descent of a line with text of these looks."""
        if styles not in self._heights:
            ranges = []
            for n, style in enumerate(styles):
                ranges.append(QTextLayout.FormatRange())
                ranges[-1].start, ranges[-1].length, ranges[-1].format = n, 1, style.format
            layout = one_line("x" * len(styles), self.font, ranges)
            line = layout.lineAt(0)
            self._heights[styles] = (line.ascent(), line.descent())
        return self._heights[styles]

    def _document(self, html: str, width: float = 1e4) -> QTextDocument:
        made = QTextDocument()
        made.setDocumentMargin(0)
        made.setUseDesignMetrics(True)
        made.setDefaultFont(self.font)
        made.setDefaultStyleSheet(self._sheet)
        made.setTextWidth(width)
        made.setHtml(html)
        return made

    def _style(self, paragraph: str, inline: tuple[str, ...]) -> Style | None:
        ends = "".join(f"</{re.split(r'[ >]', tag[1:])[0]}>" for tag in reversed(inline))
        made = self._document(f"{paragraph or '<p>'}{''.join(inline)}x{ends}</p>")
        walk = made.begin().begin()
        fragment = walk.fragment()
        form = fragment.charFormat()
        if not fragment.isValid() or not form.properties().keys() <= _CHAR:
            return None
        font = form.font().resolve(self.font)
        brush: QBrush = form.foreground()
        if font.underline() or font.strikeOut() or font.overline():
            return None
        if brush.style() not in (Qt.BrushStyle.NoBrush, Qt.BrushStyle.SolidPattern):
            return None
        color = self._ink if brush.style() == Qt.BrushStyle.NoBrush else brush.color()
        form.setForeground(color)
        found = plain_style(font, color, form)
        found.ascent, found.descent = self.line((found,))
        found.x_height = QFontMetrics(font).xHeight()
        return found


def kept_styles(font: QFont, sheet: str, ink: QPalette) -> Styles:
    """Return this thread's styles of a style sheet: asking Qt takes as long as a page of Qt's.

    Args:
        font: What documents begin with.
        sheet: The style sheet.
        ink: The colours of text that has none.
    """
    found = _kept(sheet, font.key(), ink.color(QPalette.ColorRole.Text).rgb(), get_ident())
    if not found:
        found.append(Styles(font, sheet, ink))
    elif found[0].is_full:
        found[0] = Styles(font, sheet, ink)
    return found[0]


@kept(8)
def _kept(_sheet: str, _font: str, _ink: int, _thread: int) -> list[Styles]:
    return []


def plain_style(
    font: QFont, color: QColor | None = None, form: QTextCharFormat | None = None
) -> Style:
    """Return a style that knows how wide text in a font is."""
    widths = _widths(font.key(), get_ident())
    widths.begin(font)
    color = color or QColor()
    return Style(font, color, form or QTextCharFormat(), widths, rgb=color.rgb())


@kept(128)
def _widths(_font: str, _thread: int) -> Widths:
    return Widths()


def _shape(form: QTextBlockFormat) -> Shape | None:
    if not form.properties().keys() <= _BLOCK or form.alignment() & _CENTRE:
        return None
    return Shape(
        form.leftMargin(),
        form.topMargin(),
        form.rightMargin(),
        form.bottomMargin(),
        form.textIndent(),
        bool(form.alignment() & _RIGHT),
    )
