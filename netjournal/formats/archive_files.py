"""The files in an archive that may be read: which they are, and how one is taken out."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from netjournal.formats.recognition import is_bundle
from netjournal.formats.textfile import Source, names_in

ENDINGS = (
    *(".vcf", ".vcard", ".contact", ".csv", ".tsv", ".ldif", ".ldi", ".json", ".txt"),
    *(".ics", ".ical", ".mbox", ".mbx", ".eml", ".emlx"),
)
TABLES = (".csv", ".tsv", ".txt")
ARCHIVE = ".zip"  # only among files that were chosen, or in a folder
_START_BYTES = 1 << 18
_MOST_NAME = 120


def members(path: Path) -> list[str]:
    """Return the names of the files that may be read, in the archive's order."""
    more = (ARCHIVE,) if is_bundle(path) else ()
    return [name for name in names_in(path) if _wanted(PurePosixPath(name), (*ENDINGS, *more))]


def _wanted(name: PurePosixPath, endings: tuple[str, ...]) -> bool:
    """Say whether a member may be read; a Mac adds files that only it needs."""
    hidden = name.name.startswith((".", "_")) and name.suffix.lower() != ".txt"
    return name.suffix.lower() in endings and "__MACOSX" not in name.parts and not hidden


def unpacked(source: Source, folder: Path, *, start_only: bool = False) -> Path:
    """Copy a member into a new folder, under its own name; no path of the archive is followed.

    Args:
        source: The member.
        folder: Where to; it is made.
        start_only: Copy no more than whole lines that are enough to know a table by.
    """
    folder.mkdir()
    name = "".join(c if c.isprintable() and c not in '<>:"/\\|?*' else "_" for c in source.name)
    stem, suffix = Path(name).stem[:_MOST_NAME], Path(name).suffix
    target = folder / f"{stem.strip(' .') or 'file'}{suffix}"
    with source.open() as file, target.open("wb") as out:
        if start_only:
            start = file.read(_START_BYTES)
            end = start.rfind(b"\n") + 1 if len(start) == _START_BYTES else 0
            out.write(start[:end] if end else start)
        else:
            shutil.copyfileobj(file, out)
    return target


def start_of(path: Path, member: str, folder: Path) -> Path:
    """Copy the start of a table or text, or all of another member, as ``unpacked`` does."""
    text = PurePosixPath(member).suffix.lower() in TABLES
    return unpacked(Source(path, member), folder, start_only=text)
