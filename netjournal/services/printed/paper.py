"""Printed matter as rich text: a template per layout, filled in, every value escaped.

The templates (``resources/print/NAME.html``) are the look, what fills them are words; the renderer
in ``ui`` sets the blocks one below the other and never queries. A user's own copy of a template in
``user_folder()`` is taken instead. It can neither run code nor load anything nor go on for ever: it
is rendered in Jinja's sandbox with an end (``own_limits``), links other than web, mail and phone
ones are dropped, and pictures are only those the renderer draws itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from netjournal import paths
from netjournal.errors import UsageError
from netjournal.services.printed import own_template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# what stands before a target, and the target; in our own templates links are all written alike
_LINK: Final = re.compile(r"""()href\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_TAG: Final = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^"'<>])*>""")
_OUR_LINK: Final = re.compile(r'(<a [^<>]*?)href=("[^"]*")')
_LARGEST: Final = 1 << 20  # bytes of a template
_OPENED: Final = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a part: ``strong`` is set bold before ``text``."""

    text: str
    strong: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of a page; ``spark`` adds the line of strength over time."""

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
class Block:
    """A piece of a page.

    Attributes:
        html: Rich text.
        keep: It stays on one page with the block below it.
        rule: A strong line stands below it.
        line: A thin line stands below it.
        entry: It may be left out where a page has no room for all of these.
    """

    html: str
    keep: bool = False
    rule: bool = False
    line: bool = False
    entry: bool = False


class Templates:
    """The templates of one print, each read once: the user's own copy, else the shipped one."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._folder = user_folder()
        self._read: dict[str, tuple[tuple[Path, int], bool]] = {}

    def blocks(self, layout: str, values: Mapping[str, Any]) -> list[Block]:
        """Fill a template and return its blocks, top to bottom.

        Args:
            layout: Name of the template ("summary").
            values: What it says; every text is escaped.

        Raises:
            UsageError: The user's own copy of the template has a mistake.
        """
        name = f"{layout}.html"
        if layout not in self._read:
            path, stamp = _source(name, self._folder)
            own = path.parent == self._folder
            self._read[layout] = (path, stamp), own
        source, own = self._read[layout]
        try:
            template = _template(*source, own=own)
            if own:
                template.environment.begin(values)
            text = template.render(values)
        except own_template.mistakes() as error:
            if not own:
                raise
            raise own_template.mistake(name, self._folder, error) from None
        if own:
            own_template.check(name, text)
            return _split(_links_checked(text))
        return _split(_OUR_LINK.sub(_checked, text))

    def prepare(self, layout: str) -> None:
        """Read a template for later."""
        path, stamp = _source(f"{layout}.html", self._folder)
        _template(path, stamp, own=path.parent == self._folder)

    def style(self) -> str:
        """Return the style sheet of the pages."""
        path, _stamp = _source("style.css", self._folder)
        return _read(path)


def _split(text: str) -> list[Block]:
    parts = own_template.MARK.split(text)[1:]
    found = []
    for flags, html in zip(parts[::2], parts[1::2], strict=True):
        said = flags.split()
        if html.strip():
            found.append(Block(html.strip(), *(name in said for name in own_template.FLAGS)))
    return found


def _links_checked(text: str) -> str:
    """Check the links of a user's own template; words between tags are left as they are."""
    parts, end = [], 0
    for tag in _TAG.finditer(text):
        parts += [text[end : tag.start()], tag[0]]
        end = tag.end()
    parts.append(text[end:])
    # words have no bracket, so what has one is a tag, however it is written
    return "".join(_LINK.sub(_checked, part) if "<" in part else part for part in parts)


def _checked(found: re.Match[str]) -> str:
    """Drop the target of a link that would not be opened anyway."""
    target = found[2].strip("\"'")
    return found[0] if _OPENED.match(target) else f'{found[1]}href=""'


def user_folder() -> Path:
    """Return where a user's own templates and style sheet are looked for; it may not exist."""
    return paths.data_folder() / "print"


def _source(name: str, folder: Path) -> tuple[Path, int]:
    """Return the user's copy of a file, else the shipped one; and when it was changed."""
    own = folder / name
    try:
        return own, own.stat().st_mtime_ns
    except OSError:
        return paths.resource("print", name), 0


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"Your own {path.name} is too large to be used.", file=path.name)
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            f"Your own {path.name} cannot be read as text: save it as UTF-8.", file=path.name
        ) from None


@lru_cache(maxsize=16)
def _template(path: Path, stamp: int, *, own: bool) -> Any:
    from jinja2 import Environment, StrictUndefined

    if own:
        from netjournal.services.printed.own_limits import OwnEnvironment

        sandbox = OwnEnvironment()
        sandbox.begin()
        return sandbox.from_string(_read(path))
    # the sandbox looks at every attribute, which takes as long again: our own need none
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_read(path))
