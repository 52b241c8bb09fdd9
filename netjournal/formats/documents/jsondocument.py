"""A whole JSON document from a file, with words for what can be wrong with it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netjournal.errors import ImportRejected
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.textfile import TOO_LARGE, decode

if TYPE_CHECKING:
    from netjournal.formats.textfile import Source

# Python needs several times a document's size to hold it.
MOST_BYTES = 96 << 20
_HALF = re.compile("[\ud800-\udfff]")
_BROKEN = QT_TRANSLATE_NOOP("reading", "{file} is damaged: it is not valid JSON.")


def load(source: Source) -> Any:
    """Return the document.

    Raises:
        ImportRejected: It is too large, no JSON, or nested beyond reason.
    """
    size = source.size()
    if size > MOST_BYTES:
        raise ImportRejected(
            TOO_LARGE.format(file=source.name, size=MOST_BYTES >> 20), file=source.name, size=size
        )
    with source.open() as file:
        data = file.read(MOST_BYTES + 1)
    return parse(decode(data)[0], source.name)


def parse(text: str, name: str) -> Any:
    """Return the document in a text.

    Args:
        text: JSON.
        name: The file's name, for the message.

    Raises:
        ImportRejected: The text is no JSON, or nested beyond reason.
    """
    try:
        return loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRejected(_BROKEN.format(file=name), file=name) from error


def loads(text: str) -> Any:
    """Return what a JSON text stands for; halves of surrogate pairs become U+FFFD.

    A program that cuts a text may cut an emoji; no journal and no file can hold such a half.

    Args:
        text: JSON, from bytes that were decoded.

    Raises:
        ValueError, RecursionError: It is no JSON, or nested beyond reason.
    """
    value = json.loads(text)
    return _mended(value) if "\\ud" in text or "\\uD" in text else value


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(entry) for entry in value]
    if isinstance(value, dict):
        return {_mended(name): _mended(entry) for name, entry in value.items()}
    return value


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list; anything else in it, or no list at all, is left out."""
    if not isinstance(value, list):
        return []
    return [entry for entry in value if isinstance(entry, dict)]


def text(value: Any) -> str:
    """Return a value as text; nothing for what is neither text nor number."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
