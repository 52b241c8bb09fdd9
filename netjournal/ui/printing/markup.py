"""The few tags that print templates are made of, read into plain data: ``read(html)``.

Paragraphs with bold, spans, links and pictures in them, or a table of one row whose cells hold
these. Whatever else a template of the user's own says is not read here, and left to Qt's own HTML.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final, NamedTuple

from netjournal.kept_texts import kept

_TABLE: Final = re.compile(
    r'<table width="100%" cellspacing="0" cellpadding="0">\s*<tr>(.*)</tr>\s*</table>', re.DOTALL
)
_CELL: Final = re.compile(r"\s*<td([^>]*)>(.*?)</td>\s*", re.DOTALL)
_PIECE: Final = re.compile(r"\s*(?:<p((?: [^>]*)?)>(.*?)</p>|<img([^>]*)>)\s*", re.DOTALL)
_TOKEN: Final = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
_ATTRIBUTE: Final = re.compile(r'\s*([\w-]+)="([^"]*)"')
_PADDING: Final = re.compile(r"padding-(left|right|top|bottom):(\d+)px;?")
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_ODD_SPACES: Final = re.compile(r"[\t\r\n]|  ")
_INLINE: Final = ("b", "span", "a")
_MIDDLE: Final = "vertical-align:middle"
_SHORT: Final = 60  # paragraphs up to that come again: headings, kinds, circles


class Image(NamedTuple):
    """A picture: what to draw, its size (0: by its name), whether the line's middle is its own."""

    name: str
    width: float
    height: float
    middle: bool = False


class Run(NamedTuple):
    """Text of one look, or a picture; ``inline`` are the opening tags around it."""

    inline: tuple[str, ...]
    text: str
    href: str = ""
    image: Image | None = None


class Paragraph(NamedTuple):
    """A paragraph; ``tag`` is its opening tag, "" for a picture that stands in a cell by itself."""

    tag: str
    runs: tuple[Run, ...]


class Cell(NamedTuple):
    """One cell of a row; ``padding`` is above and below."""

    tag: str
    paragraphs: tuple[Paragraph, ...]
    align: str
    valign: str
    padding: tuple[int, int]


class _Unknown(Exception):
    """Something that only Qt's own HTML knows."""


def read(text: str) -> tuple[list[Paragraph], list[Cell]] | None:
    """Return a block's paragraphs, or the cells of its row; None when it says anything else."""
    row = _TABLE.fullmatch(text)
    try:
        if row is None:
            return _paragraphs(text), []
        return [], _cells(row[1])
    except _Unknown:
        return None


def _cells(text: str) -> list[Cell]:
    found, at = [], 0
    while at < len(text):
        cell = _CELL.match(text, at)
        if cell is None:
            if text[at:].strip():
                raise _Unknown
            break
        at = cell.end()
        align, valign, padding = _frame(cell[1])
        content = tuple(_paragraphs(cell[2]))
        found.append(Cell(f"<td{cell[1]}>", content, align, valign, padding))
    return found


def _paragraphs(text: str) -> list[Paragraph]:
    found, at = [], 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            if text[at:].strip():
                raise _Unknown
            break
        at = piece.end()
        attributes, inside, image = piece.groups()
        if image is not None:
            found.append(Paragraph("", (Run((), "", "", _picture(image)),)))
        elif len(inside) < _SHORT and "<" not in inside:
            found.append(_short(attributes, inside))
        else:
            found.append(Paragraph(f"<p{attributes}>", _runs(inside)))
    return found


@kept(2048)
def _short(attributes: str, text: str) -> Paragraph:
    return Paragraph(f"<p{attributes}>", _runs(text))


def _runs(text: str) -> tuple[Run, ...]:
    """Return what stands in a paragraph, without blanks at its ends."""
    if "<" in text:
        return tuple(_trimmed(_tokens(text)))
    words = _words(text).strip(" ")
    return (Run((), words),) if words else ()


def _tokens(text: str) -> list[Run]:
    runs: list[Run] = []
    around: tuple[str, ...] = ()
    links: list[str] = [""]
    for closing, tag, attributes, words in _TOKEN.findall(text):
        if words:
            said = _words(words)
            if not runs or runs[-1].text.endswith(" "):  # one blank is enough between two
                said = said.removeprefix(" ")
            if said:
                runs.append(Run(around, said, links[-1]))
        elif closing:
            around = _closed(around, tag)
            links.pop()
        elif tag == "img":
            runs.append(Run(around, "", "", _picture(attributes)))
        else:
            opening, link = _opening(tag, attributes)
            around = (*around, opening)
            links.append(link or links[-1])
    if around:
        raise _Unknown
    return runs


def _words(text: str) -> str:
    """Return text as it is set: blanks run together, entities are letters."""
    if _ODD_SPACES.search(text):
        text = _SPACES.sub(" ", text)
    return html.unescape(text) if "&" in text else text


def _trimmed(runs: list[Run]) -> list[Run]:
    """Take the blank from the end of a paragraph."""
    if runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        if last.text != " ":
            runs.append(last._replace(text=last.text[:-1]))
    return runs


def _closed(around: tuple[str, ...], tag: str) -> tuple[str, ...]:
    """Return what is open after an end tag."""
    if not around or not around[-1].startswith((f"<{tag}>", f"<{tag} ")):
        raise _Unknown
    return around[:-1]


@lru_cache(maxsize=512)
def _opening(tag: str, attributes: str) -> tuple[str, str]:
    """Return an inline tag without its link, and the link."""
    if tag not in _INLINE:
        raise _Unknown
    if tag != "a":
        return f"<{tag}{attributes}>", ""
    known = _attributes(attributes)
    kept = "".join(f' {name}="{value}"' for name, value in known.items() if name != "href")
    return f'<a href="x:"{kept}>', html.unescape(known.get("href", ""))


@lru_cache(maxsize=512)
def _picture(attributes: str) -> Image:
    known = _attributes(attributes)
    if not known.keys() <= {"src", "width", "height", "style"} or "height" not in known:
        raise _Unknown
    if known.get("style", _MIDDLE) != _MIDDLE:
        raise _Unknown
    try:
        width, height = float(known.get("width", "0")), float(known["height"])
    except ValueError:
        raise _Unknown from None
    return Image(html.unescape(known.get("src", "")), width, height, "style" in known)


@lru_cache(maxsize=256)
def _frame(attributes: str) -> tuple[str, str, tuple[int, int]]:
    """Return alignments of a cell and its padding above and below; Qt knows the other sides."""
    known = _attributes(attributes)
    if not known.keys() <= {"width", "align", "valign", "style"}:
        raise _Unknown
    style = known.get("style", "")
    if _PADDING.sub("", style).strip():
        raise _Unknown
    padding = {side: int(pixels) for side, pixels in _PADDING.findall(style)}
    upright = (padding.get("top", 0), padding.get("bottom", 0))
    return known.get("align", ""), known.get("valign", "top"), upright


def _attributes(text: str) -> dict[str, str]:
    if _ATTRIBUTE.sub("", text).strip(" /"):
        raise _Unknown
    return dict(_ATTRIBUTE.findall(text))
