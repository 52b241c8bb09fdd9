"""A small XML document as a tree, from a parser that knows no entities.

What makes XML dangerous (a DTD with entities that grow, entities that are files) is refused at its
first word, and so is what is too large, too deep or has too many elements.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from netjournal.errors import ImportRejected
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.textfile import EMPTY, TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.textfile import Source

MOST_BYTES = 32 << 20
_DEEPEST = 40
_MOST_ELEMENTS = 20_000
_BROKEN = QT_TRANSLATE_NOOP("reading", "{file} is damaged: it is not valid XML.")
_NOT_PLAIN = QT_TRANSLATE_NOOP(
    "reading",
    "{file} is no plain document: it declares entities, or is nested too deeply.",
)


@dataclass(slots=True)
class Element:
    """An element: ``name`` without its namespace, ``text`` its own."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    inside: list[Element] = field(default_factory=list)

    def all(self, name: str) -> list[Element]:
        """Return the elements of that name directly inside."""
        return [one for one in self.inside if one.name == name]

    def value(self, name: str) -> str:
        """Return the text of the first element of that name directly inside; empty without."""
        return next((one.text for one in self.inside if one.name == name), "")

    def leaves(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Element]]:
        """Yield what has text, with the names that lead to it."""
        here = (*path, self.name)
        if self.text:
            yield here, self
        for one in self.inside:
            yield from one.leaves(here)


class _Refused(Exception):  # it never leaves this module
    """The document asks for what is not done."""


class _Builder:
    """Makes a tree of what the parser finds."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._parts: list[list[str]] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST_ELEMENTS:
            raise _Refused
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], given)
        if self._open:
            self._open[-1].inside.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._parts.append([])

    def end(self, _name: str) -> None:
        self._open.pop().text = "".join(self._parts.pop()).strip()

    def words(self, text: str) -> None:
        self._parts[-1].append(text)


def _refuse(*_anything: object) -> int:
    raise _Refused


def load(source: Source) -> Element:
    """Return the document's outermost element.

    Raises:
        ImportRejected: It is too large, no XML, or more than a plain document.
    """
    size = source.size()
    if size > MOST_BYTES:
        raise ImportRejected(
            TOO_LARGE.format(file=source.name, size=MOST_BYTES >> 20), file=source.name, size=size
        )
    with source.open() as file:
        data = file.read(MOST_BYTES)
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.words
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise ImportRejected(_BROKEN.format(file=source.name), file=source.name) from error
    except _Refused as error:
        raise ImportRejected(
            _NOT_PLAIN.format(file=source.name),
            file=source.name,
        ) from error
    if builder.root is None:
        raise ImportRejected(EMPTY.format(file=source.name), file=source.name)
    return builder.root
