"""Pages as PDF's own operators, for ``ink_file``: ``Ink(file, …).page(page)``.

``QPdfWriter`` sets every letter by an order of its own, which makes most of a page's bytes and of
its time. Here a line of words is one order. What is on typeset pages is drawn here; a page with
anything else on it (a chart, a ``Document``) is left to Qt. A test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QFont

from netjournal.ui import colors
from netjournal.ui.printing import emoji, ink_pictures
from netjournal.ui.printing.fonts import doc_font
from netjournal.ui.printing.ink_ops import fill, num, stroke
from netjournal.ui.printing.line_items import Line, Picture, Words
from netjournal.ui.printing.pages import shown_small
from netjournal.ui.printing.typeset import Typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QRectF

    from netjournal.services.printed.pdf_file import PdfFile
    from netjournal.ui.printing.ink_text import Letters, Shown
    from netjournal.ui.printing.line_items import Item
    from netjournal.ui.printing.pages import Page, Small
    from netjournal.ui.printing.type_styles import Style

POINTS: Final = 72 / 96


@dataclass(slots=True)
class Inked:
    """What a page became.

    Attributes:
        content: Its operators.
        links: (left, top, right, bottom) in px from the top left corner, and where they lead.
        images: Numbers of pictures' objects, by name.
    """

    content: bytes
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)
    images: dict[bytes, int] = field(default_factory=dict)


def can_draw(page: Page) -> bool:
    """Say whether all that is on a page can be drawn here."""
    if page.drawings or any(emoji.has_pictures(small.text) for small in page.smalls):
        return False
    return all(
        isinstance(part.document, Typeset) and all(map(_is_known, part.document.items))
        for part in page.slices
    )


def _is_known(item: Item) -> bool:
    return not isinstance(item, Picture) or ink_pictures.can_draw(item.name, item.known)


class Ink:
    """Draws page after page for one file."""

    def __init__(self, file: PdfFile, letters: Letters, *, gray: bool) -> None:
        """Draw without colours when ``gray``."""
        self._letters = letters
        self._shared = ink_pictures.Shared(file, gray=gray)
        self._gray = gray
        self._parts: list[bytes] = []
        self._page = Inked(b"")
        self._color = -1

    def page(self, page: Page, height: float) -> Inked:
        """Draw a page that ``can_draw`` takes; ``height`` is the paper's in px."""
        self._parts = [b".75 0 0 -.75 0 %s cm 2 J 2 j" % num(height * POINTS)]
        self._page, self._color = Inked(b""), -1
        for part in page.slices:
            made = part.document
            if isinstance(made, Typeset):
                for item in made.shown(part):
                    self._item(item, part.x, part.y - part.top)
        for line, token, width in page.rules:
            self._stroke(colors.LIGHT[token])
            ends = (num(line.x1()), num(line.y1()), num(line.x2()), num(line.y2()))
            self._parts.append(b"0 J %s w %s %s m %s %s l S" % (num(width), *ends))
        for small in page.smalls:
            self._small(small)
        self._page.content = b"\n".join(self._parts)
        return self._page

    def _item(self, item: Item, dx: float, dy: float) -> None:
        if isinstance(item, Words):
            self._words(item.text, item.style, item.x + dx, item.baseline + dy)
        elif isinstance(item, Line):
            self._line(item, dx, dy)
        else:
            self._picture(item, item.rect.translated(dx, dy))

    def _line(self, line: Line, dx: float, dy: float) -> None:
        x, baseline = line.x + dx, line.baseline + dy
        for words, style, href in line.words():
            self._words(words, style, x, baseline)
            wide = style.width(words)
            if href:
                self._page.links.append(((x, line.top + dy, x + wide, line.bottom + dy), href))
            x += wide
        if not line.words():
            self._shaped_line(line, dx, dy)

    def _shaped_line(self, line: Line, dx: float, dy: float) -> None:
        for runs, color, href in line.runs():
            self._text(self._letters.runs(runs, 0.0), line.x + dx, line.y + dy, color)
            if href:
                left, right = line.edges
                box = (left + dx, line.top + dy, right + dx, line.bottom + dy)
                self._page.links.append((box, href))

    def _small(self, small: Small) -> None:
        font = doc_font(12)
        words = shown_small(small, font)
        self._in_box(small.box, small.align, words, font, QColor(colors.LIGHT["quiet"]))

    def _in_box(self, box: QRectF, align: str, words: str, font: QFont, color: QColor) -> None:
        shown, wide = self._letters.line(words, font)
        free = box.width() - wide if align != "left" else 0.0
        x = box.left() + free * (0.5 if align == "center" else 1.0)
        self._text(shown, x, box.center().y() + self._letters.lift(font), color)

    def _picture(self, item: Picture, rect: QRectF) -> None:
        drawn = ink_pictures.draw(item.name, rect, item.known, self._shared)
        self._parts += [b"q", *drawn.parts, b"Q"]
        self._page.images |= drawn.images
        if drawn.words:
            weight = QFont.Weight.DemiBold if drawn.bold else QFont.Weight.Normal
            font = doc_font(drawn.size, weight)
            self._in_box(rect, "center", drawn.words, font, QColor(drawn.color))

    def _words(self, text: str, style: Style, x: float, y: float) -> None:
        self._fill(style.color)
        self._show(self._letters.words(text, style), x, y)

    def _text(self, shown: Iterable[Shown], x: float, y: float, color: QColor) -> None:
        self._fill(color)
        for one in shown:
            self._show(one, x + one.x, y + one.y)

    def _show(self, shown: Shown, x: float, y: float) -> None:
        if shown.glyphs:
            self._parts.append(
                b"BT/%s %s Tf 1 0 0 -1 %.2f %.2f Tm[%s]TJ ET"
                % (shown.face.name, num(shown.size), x, y, shown.glyphs)
            )

    def _fill(self, color: QColor) -> None:
        if color.rgb() != self._color:
            self._color = color.rgb()
            self._parts.append(fill(color, gray=self._gray))

    def _stroke(self, color: str) -> None:
        self._parts.append(stroke(QColor(color), gray=self._gray))
