"""The people of a file, read as often as needed: a plan of many keeps decisions, not records.

A hundred thousand records would take 300 MB; reading them again takes a second or two.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from netjournal import formats
from netjournal.errors import DiskError, ImportRejected, NoPermission, NotFound
from netjournal.formats.draft import ContactDraft
from netjournal.formats.names import compose
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.services.interchange.annex_related import taken
from netjournal.services.interchange.import_plan import OWN_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.formats.draft import NameParts
    from netjournal.progress import Progress
    from netjournal.services.interchange.import_plan import ImportPlan


MOST_DETAIL = 120
_SMALL = 16 << 20  # bytes of a file
_REACH = ("email", "phone")
_CHANGED = QT_TRANSLATE_NOOP(
    "reading", "{file} has changed since you looked at it: choose it again."
)


def people(plan: ImportPlan, progress: Progress) -> Iterator[tuple[int, ContactDraft]]:
    """Yield (place in ``plan.rows``, draft) of every person of the plan's file, in its order.

    Args:
        plan: A plan whose rows are all there.
        progress: Told how many bytes are done.

    Raises:
        ImportRejected: The file is another one than was planned.
        netjournal.errors.Cancelled: From ``progress``.
    """
    changed = ImportRejected(_CHANGED.format(file=plan.file), file=plan.file)
    if not plan.rows:
        return
    if digest(plan.path) != plan.sha256:
        raise changed
    records = plan.records if plan.records is not None else _read(plan, progress)
    for number, record in enumerate(records):
        if number >= len(plan.rows):
            raise changed
        if plan.rows[number].new_uid:
            record.uid = None
        yield number, record


def _read(plan: ImportPlan, progress: Progress) -> Iterator[ContactDraft]:
    own = plan.format in OWN_FORMATS
    for record in formats.read(plan.path, plan.recognition, plan.mapping, progress):
        if isinstance(record, ContactDraft) and tidy(record, own=own):
            yield record


def is_small(path: Path) -> bool:
    """Say whether the records of a file are small together; those of an archive can't be told."""
    try:
        with path.open("rb") as file:
            return file.read(2) != b"PK" and os.fstat(file.fileno()).st_size <= _SMALL
    except OSError:
        return False  # whoever reads it next says why


def tidy(draft: ContactDraft, *, own: bool) -> bool:
    """Give a draft a name to be called by, and its relations; return whether there is a name.

    Args:
        draft: As a reader gave it.
        own: Whether the format is our own: then nothing is trimmed.
    """
    if draft.extras:
        taken(draft)
    draft.full_name = draft.full_name.strip() or compose(draft.name).strip()
    if not draft.full_name and (stand_in := _stand_in(draft)):
        draft.full_name = stand_in
        draft.guessed.add("full_name")
    if draft.name and not own:
        _trim(draft.name)
    return bool(draft.full_name)


def _trim(name: NameParts) -> None:
    """Take the blanks around the parts of a name, which spreadsheets leave."""
    name.prefix, name.suffix = name.prefix.strip(), name.suffix.strip()
    name.given, name.family = name.given.strip(), name.family.strip()
    name.additional = name.additional.strip()


def _stand_in(draft: ContactDraft) -> str:
    """Return what to call a record without any name."""
    organisation = next((a.organisation for a in draft.affiliations if a.organisation), "")
    reach = next((m.value.strip() for m in draft.methods if m.value.strip()), "")
    nickname = next(iter(draft.nicknames), "")
    return (nickname or organisation or reach).strip()


def detail_of(draft: ContactDraft) -> str:
    """Return work, addresses and numbers in a short line, for telling people apart."""
    parts = [m.value for m in draft.methods if m.kind in _REACH and m.value][:2]
    if draft.affiliations:
        one = draft.affiliations[0]
        both = one.title and one.organisation
        work = f"{one.title}, {one.organisation}" if both else one.title or one.organisation
        if work:
            parts.insert(0, work)
    line = " · ".join(parts)
    if not line.isprintable():  # a line's end isn't
        line = " ".join(line.splitlines())
    return line if len(line) <= MOST_DETAIL else f"{line[: MOST_DETAIL - 1]}…"


def digest(path: Path) -> bytes:
    """Return a file's SHA-256.

    Raises:
        NotFound, NoPermission, DiskError: It cannot be read (any more).
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except FileNotFoundError as error:
        raise NotFound(f"{path.name} is no longer there.", file=path.name) from error
    except PermissionError as error:
        raise NoPermission(f"NetJournal may not read {path.name}.", file=path.name) from error
    except OSError as error:
        raise DiskError(f"{path.name} could not be read.", file=path.name) from error
