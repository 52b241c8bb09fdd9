"""The tables in an archive: what can be said of each is its columns, encoding and delimiter."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from netjournal import formats
from netjournal.errors import UserError
from netjournal.formats.archive import KEY, OWN
from netjournal.formats.archive_files import ARCHIVE, TABLES, members, start_of, unpacked
from netjournal.formats.textfile import Source
from netjournal.paths import aside_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.recognition import Recognition

MOST_TABLES = 100


@dataclass(frozen=True, slots=True)
class Table:
    """A table in an archive: its full name, and what it seems to be.

    Of a table in an archive among several files the name begins with that archive's.
    """

    name: str
    found: Recognition

    @property
    def file(self) -> str:
        """Return its name without folders."""
        return self.name.rsplit("/", 1)[-1]

    @property
    def is_any(self) -> bool:
        """Whether no program is known to write such tables, so that its columns can be said."""
        return self.found.format == "csv"


def tables(path: Path) -> list[Table]:
    """Return the tables in an archive, those in need first, then those whose columns can be said.

    Looks into at most ``MOST_TABLES`` files; what cannot be read is left to ``archive.read``.
    """
    with tempfile.TemporaryDirectory(prefix=aside_prefix()) as folder:
        found = list(_tables(path, "", Path(folder)))
    return sorted(found, key=lambda table: (not table.found.needs_mapping, not table.is_any))


def table(path: Path, name: str, encoding: str | None, delimiter: str | None) -> Table | None:
    """Look at one table of an archive again, otherwise than before.

    Args:
        path: The archive.
        name: The table's full name.
        encoding: How it writes letters, None to find out.
        delimiter: What stands between two columns, None to find out.

    Returns:
        What it seems to be then; None when it is no table so.

    Raises:
        UserError: It can't be read so.
    """
    with tempfile.TemporaryDirectory(prefix=aside_prefix()) as folder:
        member, inner = _parted(path, name)
        if inner:
            path, member = unpacked(Source(path, member), Path(folder) / "archive"), inner
        inside = start_of(path, member, Path(folder) / "table")
        found = formats.sniff(inside, encoding=encoding, delimiter=delimiter)
    return Table(name, found) if found.delimiter and found.format not in OWN else None


def _tables(path: Path, before: str, folder: Path) -> Iterator[Table]:
    """Yield the tables of an archive, and of archives in it."""
    endings = (*TABLES, ARCHIVE)
    names = [name for name in members(path) if PurePosixPath(name).suffix.lower() in endings]
    for number, member in enumerate(names[:MOST_TABLES]):
        with contextlib.suppress(UserError):
            inside = start_of(path, member, folder / f"{len(before)}-{number}")
            found = formats.sniff(inside)
            if found.format == KEY:
                yield from _tables(inside, f"{before}{member}/", folder)
            elif found.delimiter and found.format not in OWN:
                yield Table(before + member, found)
            shutil.rmtree(inside.parent)


def _parted(path: Path, name: str) -> tuple[str, str]:
    """Divide a full name into that of the file in the archive and that in the archive it is."""
    for member in members(path):
        if member.lower().endswith(ARCHIVE) and name.startswith(f"{member}/"):
            return member, name.removeprefix(f"{member}/")
    return name, ""
