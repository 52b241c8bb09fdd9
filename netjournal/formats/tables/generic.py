"""Any CSV table: columns are told from their names, and can be said by the user."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from netjournal.formats.draft import Rejected, Warned
from netjournal.formats.mapping import ColumnUse, Mapping, fit
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.tables.columns import Plan, date_order
from netjournal.formats.tables.csvtable import records
from netjournal.formats.tables.headernames import best_language, columns, key
from netjournal.formats.tables.synonyms import VAGUE, guess
from netjournal.formats.textfile import Source
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.recognition import Recognition, Sample
    from netjournal.progress import Progress

_ENDINGS = (".csv", ".tsv", ".tab")
_MARKUP = (b"<", b"{", b"[", b"%!", b"BEGIN:", b"From ", b"dn:")
_HONORIFICS = {"dr", "prof", "mr", "mrs", "ms", "herr", "frau", "m", "mme", "sr", "sra", "dra"}
_OR_LAST = {"name", "naam", "namn", "navn"}
_OR_WHOLE = {"nombre", "nome", "nom", "first"}
_TITLES = {"title", "titel", "titre", "titolo", "titulo"}
_SAMPLE_ROWS = 5
_MANY = 15  # columns that are no chance
_LOOK_ROWS = 5_000  # for a date that tells the order of day and month


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a table; ``needs_mapping`` when no column can be told to name or reach a person."""
    table = sample.table
    if table is None or sample.head.lstrip(b"\xef\xbb\xbf \r\n").startswith(_MARKUP):
        return None
    if not table.known and not table.steady and sample.ending not in _ENDINGS:
        return None  # prose
    recognition = table.recognition("csv", 0.1)
    if propose(recognition).makes_contacts():
        return replace(recognition, confidence=0.5)
    return replace(recognition, needs_mapping=True)


def propose(recognition: Recognition) -> Mapping:
    """Return what the columns of a recognised table probably are.

    Args:
        recognition: From ``sniff``, of any table format.

    Returns:
        One use per column, with its confidence; columns nobody knows are kept as extras.
    """
    if _is_live_mail(recognition.header):  # whose columns would each be guessed less well
        language, _ = best_language("livemail", recognition.header)
        whole = tuple(columns(language, recognition.header))
        return Mapping(tuple(recognition.header), whole, recognition.header_row)
    uses = [guess(name) for name in recognition.header]
    if sum(use.confidence == VAGUE for use in uses) == 1:
        uses = [ColumnUse("keep", "", 0.0) if u.confidence == VAGUE else u for u in uses]
    uses = _settle_titles(uses, recognition)
    uses = _settle_names(uses, recognition.header)
    targets = {use.target for use in uses}
    if "birth_day" in targets and not targets & {"birth_month", "birth_year"}:
        uses = [ColumnUse("birthday") if u.target == "birth_day" else u for u in uses]
    if "birth_month" in targets:  # then "Birth Day" is no whole date
        uses = [ColumnUse("birth_day") if u.target == "birthday" else u for u in uses]
    if key("Record ID") in map(key, recognition.header) and "Contact owner" in recognition.header:
        at = list(map(key, recognition.header)).index(key("Record ID"))
        uses[at] = ColumnUse("external_id", "hubspot", 0.9)
    return Mapping(tuple(recognition.header), tuple(uses), recognition.header_row)


def _is_live_mail(header: tuple[str, ...]) -> bool:
    """Say whether nearly all columns are those of Windows Live Mail in one language."""
    filled = sum(1 for cell in header if cell)
    return filled >= _MANY and best_language("livemail", header)[1] >= 0.9 * filled


def choose_header(path: Path, recognition: Recognition, row: int) -> Recognition:
    """Return a recognition in which another row holds the column names.

    Args:
        path: The file.
        recognition: From ``sniff``, of any table format.
        row: The 0-based row, blank lines not counted; -1 when there are no names.
    """
    whole = replace(recognition, header_row=-1)
    found = islice(records(Source(path), whole, Silent()), row + 1 + _SAMPLE_ROWS)
    rows = [tuple(entry[1]) for entry in found if isinstance(entry, tuple)]
    below = rows[row + 1 :]
    blank = ("",) * max(map(len, below), default=0)
    header = rows[row] if 0 <= row < len(rows) else blank
    chosen = replace(recognition, format="csv", header_row=row, header=header, samples=tuple(below))
    return replace(chosen, needs_mapping=not propose(chosen).makes_contacts())


def header_rows(recognition: Recognition) -> list[int]:
    """Return which rows could hold the column names, as far as the samples show; -1 for none."""
    first = max(0, recognition.header_row)
    shown = len(recognition.samples) + (recognition.header_row >= 0)
    return [*([-1] if first == 0 else []), *range(first, first + max(1, shown - 1))]


def shift_header(recognition: Recognition, row: int) -> Recognition:
    """Return a recognition in which another of its ``header_rows`` holds the column names."""
    named = recognition.header_row >= 0
    rows = [*([recognition.header] if named else []), *recognition.samples]
    at = row - max(0, recognition.header_row)
    header = rows[at] if row >= 0 else ("",) * max(map(len, rows), default=0)
    below = tuple(rows[at + 1 :] if row >= 0 else rows)
    chosen = replace(recognition, header_row=row, header=tuple(header), samples=below)
    return replace(chosen, needs_mapping=not propose(chosen).makes_contacts())


def named_by(recognition: Recognition, mapping: Mapping) -> Recognition:
    """Return a recognition whose first row holds the names that a mapping speaks of, if it does."""
    if recognition.header_row >= 0 or not (any(mapping.header) and recognition.samples):
        return recognition
    first = {cell.strip().casefold() for cell in recognition.samples[0]}
    known = {name.strip().casefold() for name in mapping.header if name}
    return shift_header(recognition, 0) if known <= first else recognition


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield one draft per row; see ``formats.read``.

    Raises:
        netjournal.errors.UserError: The file cannot be read any more.
    """
    source = Source(path)
    if mapping is None or not mapping.columns:
        order = mapping.date_order if mapping else "auto"
        mapping = replace(propose(recognition), date_order=order)
    else:
        recognition = named_by(recognition, mapping)
        mapping = fit(mapping, recognition.header, recognition.header_row)
    recognition = replace(recognition, header_row=mapping.header_row, header=mapping.header)
    order = mapping.date_order
    if order == "auto":
        default = "dmy" if recognition.delimiter == ";" else "mdy"
        order = find_order(source, recognition, mapping.columns, default)
    plan = Plan(mapping.header, mapping.columns, order)
    yield from drafts(plan, source, recognition, progress)


def drafts(plan: Plan, source: Source, recognition: Recognition, progress: Progress) -> Records:
    """Yield the drafts a plan makes of a table's rows, with what went wrong."""
    for record in records(source, recognition, progress):
        if isinstance(record, Warned):
            yield record
            continue
        line, row = record
        draft = plan.draft(line, row)
        if draft is None:
            continue
        for problem in plan.problems:
            yield Warned(line, problem)
        if draft.full_name or draft.note or draft.affiliations or draft.addresses:
            yield draft
        else:
            yield Rejected(
                line, QT_TRANSLATE_NOOP("reading", "nothing in the row names or reaches a person")
            )


def find_order(
    source: Source, recognition: Recognition, uses: Sequence[ColumnUse], default: str
) -> str:
    """Return how a file orders numeric dates, from its first rows; ``default`` in doubt."""
    if not any(use.target in ("birthday", "met_on", "connected_on", "date") for use in uses):
        return default
    found = islice(records(source, recognition, Silent()), _LOOK_ROWS)
    return date_order(uses, (entry[1] for entry in found if isinstance(entry, tuple)), default)


def _settle_titles(uses: list[ColumnUse], recognition: Recognition) -> list[ColumnUse]:
    """Tell Title = Dr. from Title = Director.

    A second column for the job, or cells that are forms of address, make it a prefix.
    """
    titles = [i for i, use in enumerate(uses) if use.target == "title"]
    plain = [i for i in titles if key(recognition.header[i]) in _TITLES]
    if not plain:
        return uses
    cells = [row[plain[0]] for row in recognition.samples if plain[0] < len(row)]
    filled = [cell.strip().rstrip(".").lower() for cell in cells if cell.strip()]
    address = bool(filled) and all(cell in _HONORIFICS for cell in filled)
    if len(titles) > len(plain) or address:
        uses[plain[0]] = ColumnUse("prefix", "", 0.8)
    return uses


def _settle_names(uses: list[ColumnUse], header: Sequence[str]) -> list[ColumnUse]:
    """Tell a first or last name from a whole one by what stands beside it."""
    targets = {use.target for use in uses}
    whole = "full_name" in targets
    both = {"given", "family"} <= targets
    for i, use in enumerate(uses):
        name = key(header[i])
        if use.target == "full_name" and "given" in targets and not both and name in _OR_LAST:
            uses[i] = ColumnUse("family", "", 0.7)
        elif use.target in ("given", "family") and not (both or whole) and name in _OR_WHOLE:
            uses[i] = ColumnUse("full_name", "", 0.7)
    return uses
