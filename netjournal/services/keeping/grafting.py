"""A journal whose schema is lost, read with the schema of a new one.

Where a table begins stands in the schema, on the first pages of the file. Our own steps make the
schema, always in the same order, so in every journal the tables begin on the same pages as in an
empty one that was made the same way. A copy of the damaged file gets that empty journal's schema;
what doesn't fit it is not taken for a row of ours.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from netjournal.models import aside, copies, migrations, opening
from netjournal.models.crash_state import copy_piece
from netjournal.models.engine import connect, uri

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGE: Final = 4_096
_TABLE, _TABLE_ABOVE, _INDEX, _INDEX_ABOVE = 0x0D, 0x05, 0x0A, 0x02
_ENOUGH: Final = 0.7  # of all tables and indexes begin where the new journal's do


def graft(journal: Path) -> Path | None:
    """Return a private copy of a damaged journal with a schema, or None where none fits.

    Args:
        journal: The damaged one, without a passphrase; it isn't changed.
    """
    folder = aside.folder()
    copy = folder / journal.name
    copy_piece(journal, copy)
    with copy.open("r+b") as file:
        data = bytearray(file.read())
        best = max(_new_ones(folder), key=lambda new: _fit(data, new[1]))
        if _fit(data, best[1]) >= _ENOUGH:
            file.seek(0)
            file.write(_with_schema(data, best[0]))
            return copy
    remove(copy)
    return None


def remove(copy: Path) -> None:
    """Remove a private copy."""
    with contextlib.suppress(OSError):
        for piece in copy.parent.iterdir():
            piece.unlink()
        copy.parent.rmdir()


def _new_ones(folder: Path) -> Iterator[tuple[bytes, dict[int, bool]]]:
    """Make empty journals in each way that there is: new, made smaller, passphrase taken off.

    Yields:
        (the file, first page -> whether a table begins there rather than an index)
    """
    for number, way in enumerate(("", "VACUUM", "EXPORT")):
        path = folder / f"new-{number}"
        opening.create(path)
        if way == "EXPORT":
            path = _exported(path, folder / "exported")
        with contextlib.closing(connect(uri(path, mode="rw"))) as new:
            if way == "VACUUM":
                new.execute(way)
            roots = new.execute("SELECT rootpage, type FROM sqlite_schema WHERE rootpage > 0")
            begins = {page: kind == "table" for page, kind in roots}
        yield path.read_bytes(), begins


def _exported(path: Path, target: Path) -> Path:
    target.touch(mode=0o600)
    with contextlib.closing(connect(uri(path, mode="rw"), attach=str(target))) as source:
        copies.write_under(source, target, None)
    return target


def _fit(data: bytearray, begins: dict[int, bool]) -> float:
    """Return which share of tables and indexes begin in ``data`` where they should."""
    kinds = {True: (_TABLE, _TABLE_ABOVE), False: (_INDEX, _INDEX_ABOVE)}
    right = sum(
        (page - 1) * _PAGE < len(data) and data[(page - 1) * _PAGE] in kinds[table]
        for page, table in begins.items()
    )
    return right / len(begins)


def _with_schema(data: bytearray, new: bytes) -> bytes:
    """Return ``data`` with the header and the schema of an empty journal."""
    for page in _tree(new, 1):
        at = (page - 1) * _PAGE
        data[at : at + _PAGE] = new[at : at + _PAGE]
    data[28:32] = (len(data) // _PAGE).to_bytes(4, "big")
    data[32:40] = bytes(8)  # which pages are free is not known
    data[60:64] = migrations.SCHEMA.to_bytes(4, "big")
    return bytes(data)


def _tree(data: bytes, page: int) -> Iterator[int]:
    """Yield the pages of a table in a sound file."""
    yield page
    start = (page - 1) * _PAGE
    head = start + (100 if page == 1 else 0)
    if data[head] != _TABLE_ABOVE:
        return
    cells = int.from_bytes(data[head + 3 : head + 5], "big")
    for cell in range(cells):
        at = head + 12 + 2 * cell
        child = start + int.from_bytes(data[at : at + 2], "big")
        yield from _tree(data, int.from_bytes(data[child : child + 4], "big"))
    yield from _tree(data, int.from_bytes(data[head + 8 : head + 12], "big"))
