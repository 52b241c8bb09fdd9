"""Pages as PDF's own operators, for ``ink_file``: ``Ink(file, …).page(page)``.

``QPdfWriter`` sets every letter by an order of its own, which makes most of a page's bytes and of
its time. Here a line of words is one order. What is on typeset pages is drawn here; a page with
anything else on it (a chart, a ``Document``) is left to Qt. A test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from netjournal.ui import colors
from netjournal.ui.printing import emoji, ink_pictures
from netjournal.ui.printing.fonts import doc_font
from netjournal.ui.printing.ink_ops import fill, num, rgb, stroke
from netjournal.ui.printing.line_items import Picture, Words
from netjournal.ui.printing.pages import SMALL, shown_small
from netjournal.ui.printing.typeset import Typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QRectF

    from netjournal.services.printed.pdf_file import PdfFile
    from netjournal.ui.printing.ink_text import Letters, Shown
    from netjournal.ui.printing.line_items import Item, Line
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
        isinstance(part.document, Typeset)
        and all(
            ink_pictures.can_draw(item.name, item.known)
            for item in part.document.items
            if isinstance(item, Picture)
        )
        for part in page.slices
    )


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
                self._items(made.shown(part), part.x, part.y - part.top)
        for line, token, width in page.rules:
            self._parts.append(stroke(rgb(colors.LIGHT[token]), gray=self._gray))
            ends = (line.x1(), line.y1(), line.x2(), line.y2())
            self._parts.append(b"0 J %s w %.2f %.2f m %.2f %.2f l S" % (num(width), *ends))
        for small in page.smalls:
            self._small(small)
        self._page.content = b"\n".join(self._parts)
        return self._page

    def _items(self, items: Iterable[Item], dx: float, dy: float) -> None:
        for item in items:
            if isinstance(item, Words):
                self._words(item.text, item.style, item.x + dx, item.baseline + dy)
                if item.href:
                    self._lead(item, item.href, dx, dy)
            elif isinstance(item, Picture):
                self._picture(item, dx, dy)
            else:
                self._line(item, dx, dy)

    def _lead(self, item: Words | Line, href: str, dx: float, dy: float) -> None:
        """Let a place of the page be a link."""
        left, right = item.edges
        box = (left + dx, item.top + dy, right + dx, item.bottom + dy)
        self._page.links.append((box, href))

    def _line(self, line: Line, dx: float, dy: float) -> None:
        x, baseline = line.x + dx, line.baseline + dy
        plain = line.words()
        for words, style, href in plain:
            self._words(words, style, x, baseline)
            wide = style.width(words)
            if href:
                self._page.links.append(((x, line.top + dy, x + wide, line.bottom + dy), href))
            x += wide
        if not plain:
            self._shaped_line(line, dx, dy)

    def _shaped_line(self, line: Line, dx: float, dy: float) -> None:
        for runs, color, href in line.runs():
            self._text(self._letters.runs(runs, 0.0), line.x + dx, line.y + dy, color.rgb())
            if href:
                self._lead(line, href, dx, dy)

    def _small(self, small: Small) -> None:
        words = shown_small(small, doc_font(SMALL))
        self._in_box(small.box, small.align, words, SMALL, rgb(colors.LIGHT["quiet"]))

    def _in_box(
        self, box: QRectF, align: str, words: str, size: int, color: int, *, bold: bool = False
    ) -> None:
        shown, wide = self._letters.line(words, size, bold=bold)
        free = box.width() - wide if align != "left" else 0.0
        x = box.left() + free * (0.5 if align == "center" else 1.0)
        self._text(shown, x, box.top() + box.height() / 2, color)

    def _picture(self, item: Picture, dx: float, dy: float) -> None:
        rect, name = item.rect, item.name
        if name.startswith("mark:"):
            order, key, number = ink_pictures.mark(name, self._shared)
            self._parts.append(order % (rect.left() + dx, rect.top() + dy + ink_pictures.MARK_FOOT))
            self._page.images[key] = number
            return
        place = rect.translated(dx, dy)
        drawn = ink_pictures.draw(name, place, item.known, self._shared)
        self._parts += [b"q", *drawn.parts, b"Q"]
        self._page.images |= drawn.images
        if drawn.words:
            color = rgb(drawn.color)
            self._in_box(place, "center", drawn.words, drawn.size, color, bold=drawn.bold)

    def _words(self, text: str, style: Style, x: float, y: float) -> None:
        if style.rgb != self._color:
            self._fill(style.rgb)
        self._parts.append(self._letters.words(text, style) % (x, y))

    def _text(self, shown: Iterable[Shown], x: float, y: float, color: int) -> None:
        if color != self._color:
            self._fill(color)
        self._parts += [one.order % (x + one.x, y + one.y) for one in shown]

    def _fill(self, color: int) -> None:
        self._color = color
        self._parts.append(fill(color, gray=self._gray))
