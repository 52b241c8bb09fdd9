"""What tags alone say of a block, which many blocks share: ``plan(tags)``.

See ``markup``, which puts the words in.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from netjournal.kept_texts import kept

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW: Final = ('<table width="100%" cellspacing="0" cellpadding="0">', "<tr>")
_ROW_END: Final = ("</tr>", "</table>")
_NAMED: Final = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE: Final = re.compile(r'\s*([\w-]+)="([^"]*)"')
_PADDING: Final = re.compile(r"padding-(left|right|top|bottom):(\d+)px;?")
_VALUE: Final = re.compile(r'(<(?:img|a)\b[^>]*?\b(?:src|href)=")([^"\x01]+)')
_VALUED: Final = ("a", "i")  # tags with a value begin like that
_MARK: Final = "\x01"  # before the number of a value
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


class _Unknown(Exception):
    """Something that only Qt's own HTML knows."""


class Gap(NamedTuple):
    """Where a paragraph's text comes from: the text before the tag of this number."""

    inline: tuple[str, ...]
    href: str
    number: int


class Form(NamedTuple):
    """A paragraph without its words."""

    tag: str
    pieces: tuple[Run | Gap, ...]


class Frame(NamedTuple):
    """A cell without its words."""

    tag: str
    forms: tuple[Form, ...]
    align: str
    valign: str
    padding: tuple[int, int]


class Plan(NamedTuple):
    """What tags alone say of a block, which many blocks share; ``bare`` gaps must be blank."""

    forms: tuple[Form, ...]
    frames: tuple[Frame, ...]
    bare: tuple[int, ...]


@kept(256)
def plan(tags: tuple[str, ...]) -> Plan | None:
    """Return what tags say; None when it is anything else.

    Planned once for all whose tags differ only in where links lead and what pictures show.
    """
    values: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        values.append(html.unescape(found[2]))
        return f"{found[1]}{_MARK}{len(values) - 1}"

    bare = [_VALUE.sub(numbered, tag) if tag[1:2] in _VALUED else tag for tag in tags]
    plan = _bare_plan(tuple(bare))
    if plan is None or not values:
        return plan
    frames = tuple(one._replace(forms=_valued(one.forms, values)) for one in plan.frames)
    return Plan(_valued(plan.forms, values), frames, plan.bare)


def _valued(forms: Sequence[Form], values: Sequence[str]) -> tuple[Form, ...]:
    """Put values in the place of their numbers."""

    def put(piece: Run | Gap) -> Run | Gap:
        if piece.href.startswith(_MARK):
            return piece._replace(href=values[int(piece.href[1:])])
        image = piece.image if isinstance(piece, Run) else None
        if image is None or not image.name.startswith(_MARK):
            return piece
        return Run(piece.inline, "", "", image._replace(name=values[int(image.name[1:])]))

    return tuple(Form(tag, tuple(map(put, pieces))) for tag, pieces in forms)


@lru_cache(maxsize=256)
def _bare_plan(tags: tuple[str, ...]) -> Plan | None:
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

    def plan(self) -> Plan:
        """Read all tags."""
        forms: tuple[Form, ...] = ()
        frames: list[Frame] = []
        if self._tags[:2] == _ROW:
            self._skip(2)
            while self._tags[self._at] != _ROW_END[0]:
                frames.append(self._frame())
            if self._tags[self._at :] != _ROW_END:
                raise _Unknown
            self._skip(2)
        else:
            forms = self._forms(end=len(self._tags))
        return Plan(forms, tuple(frames), (*self._bare, len(self._tags)))

    def _skip(self, count: int = 1) -> str:
        """Go past tags with nothing but blanks before them; return the last one."""
        self._bare += range(self._at, self._at + count)
        self._at += count
        return self._tags[self._at - 1]

    def _frame(self) -> Frame:
        tag = self._skip()
        if not tag.startswith("<td"):
            raise _Unknown
        end = self._tags.index("</td>", self._at) if "</td>" in self._tags[self._at :] else -1
        forms = self._forms(end)
        self._skip()
        return Frame(tag, forms, *_frame_of(tag[3:-1]))

    def _forms(self, end: int) -> tuple[Form, ...]:
        """Read paragraphs, and pictures beside them, up to a tag."""
        found = []
        if end < 0:
            raise _Unknown
        while self._at < end:
            tag = self._skip()
            if tag.startswith("<img"):
                found.append(Form("", (Run((), "", "", _picture(tag[4:-1])),)))
            elif tag == "<p>" or tag.startswith("<p "):
                found.append(Form(tag, self._pieces()))
            else:
                raise _Unknown
        return tuple(found)

    def _pieces(self) -> tuple[Run | Gap, ...]:
        """Read what is in a paragraph, and its end."""
        pieces: list[Run | Gap] = []
        around: tuple[str, ...] = ()
        links = [""]
        while True:
            pieces.append(Gap(around, links[-1], self._at))
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
