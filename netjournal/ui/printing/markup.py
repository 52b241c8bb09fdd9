"""The few tags that print templates are made of, read into plain data: ``read(html)``.

Paragraphs with bold, spans, links and pictures in them, or a table of one row whose cells hold
these. Whatever else a template of the user's own says is not read here, and left to Qt's own HTML.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from netjournal.kept_texts import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG: Final = re.compile(r"(<[^>]*>)")
_ROW: Final = ('<table width="100%" cellspacing="0" cellpadding="0">', "<tr>")
_ROW_END: Final = ("</tr>", "</table>")
_NAMED: Final = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE: Final = re.compile(r'\s*([\w-]+)="([^"]*)"')
_PADDING: Final = re.compile(r"padding-(left|right|top|bottom):(\d+)px;?")
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_ODD_SPACES: Final = re.compile(r"[\t\r\n]|  ")
_INLINE: Final = ("b", "span", "a")
_MIDDLE: Final = "vertical-align:middle"


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


class _Gap(NamedTuple):
    """Where a paragraph's text comes from: the text before the tag of this number."""

    inline: tuple[str, ...]
    href: str
    number: int


class _Form(NamedTuple):
    """A paragraph without its words."""

    tag: str
    pieces: tuple[Run | _Gap, ...]


class _Frame(NamedTuple):
    """A cell without its words."""

    tag: str
    forms: tuple[_Form, ...]
    align: str
    valign: str
    padding: tuple[int, int]


class _Plan(NamedTuple):
    """What tags alone say of a block, which many blocks share; ``bare`` gaps must be blank."""

    forms: tuple[_Form, ...]
    frames: tuple[_Frame, ...]
    bare: tuple[int, ...]


def read(text: str) -> tuple[list[Paragraph], list[Cell]] | None:
    """Return a block's paragraphs, or the cells of its row; None when it says anything else."""
    parts = _TAG.split(text)
    words = parts[::2]
    plan = _plan(tuple(parts[1::2]))
    if plan is None or any(words[n] and not words[n].isspace() for n in plan.bare):
        return None
    cells = [
        Cell(one.tag, tuple(_filled(one.forms, words)), one.align, one.valign, one.padding)
        for one in plan.frames
    ]
    return _filled(plan.forms, words), cells


def _filled(forms: Sequence[_Form], words: Sequence[str]) -> list[Paragraph]:
    """Put words into paragraphs: one blank between two is enough, at the ends there is none."""
    return [Paragraph(tag, _runs(pieces, words)) for tag, pieces in forms]


def _runs(pieces: Sequence[Run | _Gap], words: Sequence[str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    after_blank = True
    for piece in pieces:
        if isinstance(piece, Run):
            runs.append(piece)
            after_blank = False
            continue
        said = _words(words[piece.number])
        if after_blank:
            said = said.removeprefix(" ")
        if said:
            runs.append(Run(piece.inline, said, piece.href))
            after_blank = said.endswith(" ")
    if after_blank and runs:
        last = runs.pop()
        if last.text != " ":
            runs.append(Run(last.inline, last.text[:-1], last.href))
    return tuple(runs)


def _words(text: str) -> str:
    """Return text as it is set: blanks run together, entities are letters."""
    if _ODD_SPACES.search(text):
        text = _SPACES.sub(" ", text)
    return html.unescape(text) if "&" in text else text


@kept(256)
def _plan(tags: tuple[str, ...]) -> _Plan | None:
    """Return what tags say; None when it is anything else."""
    try:
        return _Planner(tags).plan()
    except (_Unknown, IndexError):  # a tag that isn't read here, or more should follow
        return None


class _Planner:
    """Walks through the tags of a block; the text before each tag has its number."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        """Begin at the first tag."""
        self._tags, self._at = tags, 0
        self._bare: list[int] = []

    def plan(self) -> _Plan:
        """Read all tags."""
        forms: tuple[_Form, ...] = ()
        frames: list[_Frame] = []
        if self._tags[:2] == _ROW:
            self._skip(2)
            while self._tags[self._at] != _ROW_END[0]:
                frames.append(self._frame())
            if self._tags[self._at :] != _ROW_END:
                raise _Unknown
            self._skip(2)
        else:
            forms = self._forms(end=len(self._tags))
        return _Plan(forms, tuple(frames), (*self._bare, len(self._tags)))

    def _skip(self, count: int = 1) -> str:
        """Go past tags with nothing but blanks before them; return the last one."""
        self._bare += range(self._at, self._at + count)
        self._at += count
        return self._tags[self._at - 1]

    def _frame(self) -> _Frame:
        tag = self._skip()
        if not tag.startswith("<td"):
            raise _Unknown
        end = self._tags.index("</td>", self._at) if "</td>" in self._tags[self._at :] else -1
        forms = self._forms(end)
        self._skip()
        return _Frame(tag, forms, *_frame_of(tag[3:-1]))

    def _forms(self, end: int) -> tuple[_Form, ...]:
        """Read paragraphs, and pictures beside them, up to a tag."""
        found = []
        if end < 0:
            raise _Unknown
        while self._at < end:
            tag = self._skip()
            if tag.startswith("<img"):
                found.append(_Form("", (Run((), "", "", _picture(tag[4:-1])),)))
            elif tag == "<p>" or tag.startswith("<p "):
                found.append(_Form(tag, self._pieces()))
            else:
                raise _Unknown
        return tuple(found)

    def _pieces(self) -> tuple[Run | _Gap, ...]:
        """Read what is in a paragraph, and its end."""
        pieces: list[Run | _Gap] = []
        around: tuple[str, ...] = ()
        links = [""]
        while True:
            pieces.append(_Gap(around, links[-1], self._at))
            tag = self._tags[self._at]
            self._at += 1
            named = _NAMED.fullmatch(tag)
            if named is None:
                raise _Unknown
            closing, name, attributes = named.groups()
            if tag == "</p>" and not around:
                return tuple(pieces)
            if closing:
                around = _closed(around, name)
                links.pop()
            elif name == "img":
                pieces.append(Run(around, "", "", _picture(attributes)))
            else:
                opening, link = _opening(name, attributes)
                around = (*around, opening)
                links.append(link or links[-1])


def _closed(around: tuple[str, ...], tag: str) -> tuple[str, ...]:
    """Return what is open after an end tag."""
    if not around or not around[-1].startswith((f"<{tag}>", f"<{tag} ")):
        raise _Unknown
    return around[:-1]


@kept(512)
def _opening(tag: str, attributes: str) -> tuple[str, str]:
    """Return an inline tag without its link, and the link."""
    if tag not in _INLINE:
        raise _Unknown
    if tag != "a":
        return f"<{tag}{attributes}>", ""
    known = _attributes(attributes)
    kept = "".join(f' {name}="{value}"' for name, value in known.items() if name != "href")
    return f'<a href="x:"{kept}>', html.unescape(known.get("href", ""))


@kept(512)
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
def _frame_of(attributes: str) -> tuple[str, str, tuple[int, int]]:
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
