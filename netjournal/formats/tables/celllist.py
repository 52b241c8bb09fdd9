r"""Lists in one cell: ``a; b``, exact for any text.

Items are joined by ``; ``; a semicolon or backslash inside an item has a backslash before it, and
an empty item is written ``\-``. An empty cell is an empty list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ITEM = re.compile(r"((?:\\.|[^\\;]|\\$)*)(;|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def join(items: Iterable[str]) -> str:
    """Return the cell for some texts."""
    return "; ".join([_escape(item) for item in items])


def split(cell: str) -> list[str]:
    """Return the texts of a cell; exactly one blank after a semicolon belongs to it."""
    if not cell:
        return []
    if "\\" not in cell:
        first, *rest = cell.split(";")
        return [first, *(item.removeprefix(" ") for item in rest)]
    items: list[str] = []
    for match in _ITEM.finditer(cell):
        text = match[1].removeprefix(" ") if items else match[1]
        items.append("" if text == "\\-" else _ESCAPED.sub(r"\1", text))
        if not match[2]:
            break
    return items


def _escape(item: str) -> str:
    if not item:
        return "\\-"
    if "\\" in item or ";" in item:
        return item.replace("\\", "\\\\").replace(";", "\\;")
    return item
