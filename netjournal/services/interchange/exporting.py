"""Export: the journal, or some people of it, as one file, whole or not at all.

``csv`` and ``json`` are lossless (read back, they give the same people); ``google``, ``outlook``
and vCard write what those programs understand, vCard with the rest as extensions; ``ics`` writes
days that come round, promises and events for a calendar. People in the trash stay out; archived
ones are exported like others (but are no longer in calendars).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from netjournal.errors import UsageError
from netjournal.models.handle import db, to_day
from netjournal.progress import Silent
from netjournal.services.collecting import no_collection
from netjournal.services.files import AtomicFile
from netjournal.services.interchange import annex, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netjournal.formats.draft import ContactDraft, InteractionDraft
    from netjournal.progress import Progress
    from netjournal.services.wording import Translate

    _Writer = Callable[[Any, Sequence[int] | None, Progress], "ExportReport"]

FORMATS = (
    *("csv", "interactions", "spreadsheet", "google", "outlook", "outlook-web"),
    *("vcard3", "vcard4", "json", "ics"),
)
_STEP = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: records, and characters or people the target format could not take."""

    written: int
    lost_characters: int = 0
    left_out: int = 0


def export(
    out: Path | TextIO,
    kind: str,
    ids: Sequence[int] | None = None,
    progress: Progress | None = None,
    tr: Translate | None = None,
) -> ExportReport:
    """Write people (or interactions, or a calendar) to a file.

    Args:
        out: The file's path, written atomically; or a text stream.
        kind: One of ``FORMATS``.
        ids: Whom, in this order; None for everybody. With ``interactions``: whose.
        progress: Told how many records are done.
        tr: Translates the titles of a calendar's entries.

    Raises:
        UsageError: There is no such format.
        NotFound, NoPermission, DiskError: The file cannot be written; what was there stays.
        netjournal.errors.Cancelled: From ``progress``.
    """
    if kind not in FORMATS:
        raise UsageError(f"There is no export format called {kind}.", format=kind)
    watch = progress or Silent()
    writer: _Writer = partial(_ics, tr=tr) if kind == "ics" else _WRITERS[kind]
    with no_collection():
        if not isinstance(out, Path):
            return writer(out, ids, watch)
        encoding = "cp1252" if kind == "outlook" else "utf-8"
        with AtomicFile(out, encoding=encoding) as file:
            return writer(file, ids, watch)


def everybody() -> list[int]:
    """Return the ids of all people who are not in the trash."""
    rows = db.execute_sql("SELECT id FROM contact WHERE trashed_at IS NULL ORDER BY id")
    return [row[0] for row in rows]


def interactions_of(ids: Sequence[int] | None) -> list[int]:
    """Return the ids of interactions, oldest first; of some people, or all."""
    if ids is None:
        rows = db.execute_sql(
            "SELECT id FROM interaction WHERE trashed_at IS NULL ORDER BY day, minute, id"
        )
    else:
        rows = db.execute_sql(
            "SELECT i.id FROM interaction i WHERE i.trashed_at IS NULL AND i.id IN "
            "(SELECT ic.interaction_id FROM json_each(?) j JOIN interaction_contact ic "
            "ON ic.contact_id = j.value) ORDER BY i.day, i.minute, i.id",
            (json.dumps(list(ids)),),
        )
    return [row[0] for row in rows]


class _People:
    """The drafts of some people; can be read more than once."""

    def __init__(self, ids: Sequence[int] | None, progress: Progress) -> None:
        """Read ``ids``, or everybody."""
        self.ids = everybody() if ids is None else list(ids)
        self._whole = ids is None
        self._progress = progress

    def __iter__(self) -> Iterator[ContactDraft]:
        """Yield the drafts, telling how many are done."""
        alone = annex.alone() if self._whole else []  # what belongs to nobody goes with the first
        found = gather.contact_drafts(self.ids)
        for _, draft in _told(found, len(self.ids), self._progress):
            draft.extras += alone
            alone = []
            yield draft


def _told(records: Iterator[T], total: int, progress: Progress) -> Iterator[T]:
    """Yield records, telling how many are done."""
    for done, record in enumerate(records):
        if done % _STEP == 0:
            progress.step(done, total)
        yield record


def _happenings(ids: Sequence[int] | None, progress: Progress) -> Iterator[InteractionDraft]:
    wanted = interactions_of(ids)
    for _, draft in _told(gather.interaction_drafts(wanted), len(wanted), progress):
        yield draft


def _csv(
    file: TextIO, ids: Sequence[int] | None, progress: Progress, *, spreadsheet: bool = False
) -> ExportReport:
    from netjournal.formats.tables.journalcsv_writing import write_rows
    from netjournal.services.interchange.gather_cells import contact_rows
    from netjournal.services.interchange.gather_groups import widths_of

    wanted = everybody() if ids is None else list(ids)
    alone, widths = annex.alone() if ids is None else (), widths_of(ids)
    rows = contact_rows(wanted, widths, alone, progress)
    return ExportReport(write_rows(file, rows, widths, spreadsheet=spreadsheet))


def _spreadsheet(file: TextIO, ids: Sequence[int] | None, progress: Progress) -> ExportReport:
    return _csv(file, ids, progress, spreadsheet=True)


def _interactions(file: TextIO, ids: Sequence[int] | None, progress: Progress) -> ExportReport:
    from netjournal.formats.tables.journalcsv_writing import write_interactions

    return ExportReport(write_interactions(file, _happenings(ids, progress)))


def _google(file: TextIO, ids: Sequence[int] | None, progress: Progress) -> ExportReport:
    from netjournal.formats.tables.googlecsv import write_contacts

    return ExportReport(write_contacts(file, _People(ids, progress)))


def _outlook(file: TextIO, ids: Sequence[int] | None, progress: Progress) -> ExportReport:
    from netjournal.formats.tables.outlookcsv import write_desktop

    told = write_desktop(file, _People(ids, progress))
    return ExportReport(told.contacts, told.lost_characters, told.left_out)


def _outlook_web(file: TextIO, ids: Sequence[int] | None, progress: Progress) -> ExportReport:
    from netjournal.formats.tables.outlookcsv import write_web

    told = write_web(file, _People(ids, progress))
    return ExportReport(told.contacts, told.lost_characters, told.left_out)


def _vcard(version: str) -> Callable[..., ExportReport]:
    def write(file: TextIO, ids: Sequence[int] | None, progress: Progress) -> ExportReport:
        from netjournal.formats.cards.vcard_write import write_cards
        from netjournal.services.interchange.annex_related import taken

        return ExportReport(write_cards(map(taken, _People(ids, progress)), file, version))

    return write


def _json(file: TextIO, ids: Sequence[int] | None, progress: Progress) -> ExportReport:
    from netjournal.formats.documents.jsonfile import write
    from netjournal.services.interchange.annex_related import taken

    return ExportReport(write(map(taken, _People(ids, progress)), _happenings(ids, progress), file))


def _ics(
    file: TextIO, ids: Sequence[int] | None, progress: Progress, tr: Translate | None = None
) -> ExportReport:
    from netjournal.formats.calendars.ics_write import write
    from netjournal.services import wording
    from netjournal.services.interchange import calendar_entries

    tr = tr or wording.plain
    entries = calendar_entries.entries(ids, to_day(date.today()), tr)
    name = tr("calendar", calendar_entries.NAME)
    return ExportReport(write(entries, file, progress, name=name))


_WRITERS: dict[str, _Writer] = {
    "csv": _csv,
    "interactions": _interactions,
    "spreadsheet": _spreadsheet,
    "google": _google,
    "outlook": _outlook,
    "outlook-web": _outlook_web,
    "vcard3": _vcard("3.0"),
    "vcard4": _vcard("4.0"),
    "json": _json,
    "ics": _ics,
}
