"""One person's summary as rich text: the template filled in, every value escaped.

The template (``resources/print/contact.html``) is the look, ``Sheet`` the words; the renderer in
``ui`` sets the blocks one below the other and never queries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from netjournal import paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARK = re.compile(r"<!--block([a-z ]*)-->")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a part: ``strong`` is set bold before ``text``."""

    text: str
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of the page; ``spark`` adds the line of strength over time."""

    label: str
    lines: tuple[Line, ...]
    spark: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One interaction; ``pills`` are (words, tone)."""

    icon: str
    title: str
    meta: str
    body: str
    pills: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a summary says, worded.

    Attributes:
        key: Names the pictures of this person (``avatar:KEY``, ``qr:KEY``, ``spark:KEY``).
        name, headline: Who.
        reach: (text, link or "") of the ways to reach them.
        qr: Whether there is a code to scan.
        columns: The parts of the left and the right column.
        entries: The timeline, newest first.
        words: ``timeline`` heading and the like.
    """

    key: str
    name: str
    headline: str
    reach: Sequence[tuple[str, str]]
    qr: bool
    columns: tuple[Sequence[Part], Sequence[Part]]
    entries: Sequence[Entry]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page.

    Attributes:
        html: Rich text; empty for a bare rule.
        keep: It stays on one page with the block below it.
        rule: A strong line stands above it.
        line: A thin line stands below it.
    """

    html: str
    keep: bool
    rule: bool
    line: bool


def blocks(sheet: Sheet) -> list[Block]:
    """Return a summary as blocks, top to bottom."""
    values = {name: getattr(sheet, name) for name in Sheet.__slots__}
    text = _template().render(values)
    parts = _MARK.split(text)[1:]
    found = []
    for flags, html in zip(parts[::2], parts[1::2], strict=True):
        said = flags.split()
        found.append(Block(html.strip(), "keep" in said, "rule" in said, "line" in said))
    return found


def style() -> str:
    """Return the style sheet of the page."""
    return paths.resource("print", "contact.css").read_text("utf-8")


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(paths.resource("print", "contact.html").read_text("utf-8"))
