"""Several files, or folders of them, as one file to import: an archive that is read one by one."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

from netjournal import formats
from netjournal.errors import DiskError, ImportRejected, NoPermission, UserError
from netjournal.formats.archive import MOST_FILES
from netjournal.formats.archive_files import ARCHIVE, ENDINGS
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import BUNDLE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from netjournal.progress import Progress

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # so that the same files make the same archive
_NO_FILES = QT_TRANSLATE_NOOP("reading", "There is no file in it that NetJournal knows.")
_TOO_MANY = QT_TRANSLATE_NOOP(
    "reading", "These are more than {count} files: choose fewer at a time."
)


def bundle(paths: Iterable[Path], into: Path, progress: Progress) -> None:
    """Put files into an archive, in the order of their names.

    Args:
        paths: Files, and folders of which every file inside counts whose ending we know, and
            every archive that holds one.
        into: The archive to be made.
        progress: Told how many files are done.

    Raises:
        ImportRejected: There is nothing to import in them, or there are too many.
        NoPermission, DiskError: A file cannot be read, or the archive not written.
        netjournal.errors.Cancelled: From ``progress``.
    """
    files = _files(paths)
    if not files:
        raise ImportRejected(_NO_FILES)
    if len(files) > MOST_FILES:
        raise ImportRejected(_TOO_MANY.format(count=MOST_FILES))
    try:
        with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            archive.comment = BUNDLE
            for number, path in enumerate(files):
                progress.step(number, len(files))
                entry = zipfile.ZipInfo(f"{number:04}/{path.name}", _ALWAYS)
                with path.open("rb") as file, archive.open(entry, "w", force_zip64=True) as out:
                    shutil.copyfileobj(file, out)
    except PermissionError as error:
        raise NoPermission("NetJournal may not read one of the files.") from error
    except OSError as error:
        raise DiskError("The files could not be put together.") from error


def _files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to take, at most one more than are allowed."""
    found: list[Path] = []
    for path in paths:
        inside = path.rglob("*") if path.is_dir() else (path,)
        for file in inside:
            if file.is_file() and (file == path or _counts(file)):
                found.append(file)
            if len(found) > MOST_FILES:
                return found
    return sorted(found, key=lambda file: (file.name.casefold(), str(file)))


def _counts(file: Path) -> bool:
    """Say whether a file that lies in a folder is one to look into."""
    ending = file.suffix.lower()
    if ending != ARCHIVE:
        return ending in ENDINGS
    try:
        return bool(formats.sniff(file))
    except UserError:
        return False
