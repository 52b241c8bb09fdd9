"""Thunderbird's address book as CSV, in 17 languages; the header may end with an empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.formats.tables.columns import Plan
from netjournal.formats.tables.generic import drafts
from netjournal.formats.tables.headernames import best_language, columns
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition, Sample
    from netjournal.progress import Progress


def sniff(sample: Sample) -> Recognition | None:
    """Recognise the header in any language, which is the ``variant``."""
    table = sample.table
    if table is None or table.header_row < 0:
        return None
    language, count = best_language("thunderbird", table.header)
    known = [use for cell in table.header if cell for use in language.find(cell)[:1]]
    targets = {use.target for use in known}
    telling = {"birth_month", "birth_year"} <= targets or {"full_name", "email", "given"} <= targets
    filled = sum(1 for cell in table.header if cell)
    if count < 4 or count < 0.8 * filled or not telling:
        return None
    return table.recognition("thunderbird", 0.92, language.code)


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield one draft per row; see ``formats.read``. A mapping is not needed.

    Raises:
        netjournal.errors.UserError: The file cannot be read any more.
    """
    language, _ = best_language("thunderbird", recognition.header)
    plan = Plan(recognition.header, columns(language, recognition.header), "ymd")
    yield from drafts(plan, Source(path), recognition, progress)
