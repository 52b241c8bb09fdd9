"""A whole JSON document from a file, with words for what can be wrong with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netjournal.errors import ImportRejected
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.textfile import TOO_LARGE, decode

if TYPE_CHECKING:
    from netjournal.formats.textfile import Source

# Python needs several times a document's size to hold it.
MOST_BYTES = 96 << 20
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
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRejected(_BROKEN.format(file=name), file=name) from error


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
