"""Import: read a file, plan what each record means for the journal, then do it in one step.

``analyse`` only reads (run it in a worker); ``apply`` writes inside one ``journal.edit``, which the
undo of that step takes back whole. Nothing is dropped: what has no field is kept as an extra.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from netjournal import formats
from netjournal.errors import ImportRejected, NotFound, UsageError
from netjournal.formats import mapping as mappings
from netjournal.formats import me
from netjournal.formats.draft import Warned, place
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.progress import Progress, Silent
from netjournal.services import settings
from netjournal.services.collecting import no_collection
from netjournal.services.files import is_journal
from netjournal.services.interchange import (
    import_columns,
    import_following,
    import_withdrawing,
)
from netjournal.services.interchange.import_apply import apply, report_of
from netjournal.services.interchange.import_compare import ADD, FILL, SKIP, UPDATE
from netjournal.services.interchange.import_judge import Judge
from netjournal.services.interchange.import_match import Index
from netjournal.services.interchange.import_people import digest, is_small
from netjournal.services.interchange.import_plan import ImportPlan, ImportReport, PlanRow
from netjournal.services.interchange.import_told import unknown_only

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netjournal.formats.draft import InteractionDraft, Withdrawn
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.phrases import Phrase
    from netjournal.formats.recognition import Recognition

__all__ = [
    "NAMING_ALL",
    "ON_MATCH",
    "ImportPlan",
    "ImportReport",
    "PlanRow",
    "analyse",
    "apply",
    "foresee",
    "load_mapping",
    "recognise",
]

ON_MATCH = (FILL, UPDATE, SKIP, ADD)
_STEP = 500
_KEPT = QT_TRANSLATE_NOOP(
    "reading", "Called off, but kept because you edited it since: {what} ({day})"
)
_KEPT_ALONE = QT_TRANSLATE_NOOP(
    "reading",
    "Nobody else takes part any more, but kept because you edited it since: {what} ({day})",
)
_EMPTIED = QT_TRANSLATE_NOOP(
    "reading", "Meetings that nobody else takes part in any more, to the trash: {count}."
)
_STAYS = QT_TRANSLATE_NOOP(
    "reading",
    "Otherwise in the file, but left as it is because you edited it since: {what} ({day})",
)
# formats whose records name the user, too
NAMING_ALL = ("ics", "mbox", "eml", "whatsapp", "signal", "telegram", "archive")
_JOURNAL = QT_TRANSLATE_NOOP(
    "reading", "{file} is a journal itself: open it instead of importing it."
)
_ASKING = QT_TRANSLATE_NOOP(
    "reading", "{file} has columns whose meaning isn't clear: say which is what by a mapping."
)
_UNREAD = QT_TRANSLATE_NOOP("reading", "Nothing in {file} could be read: line {line}, {reason}.")
_NOTHING = QT_TRANSLATE_NOOP("reading", "There is nothing to import in {file}: {why}")
_NO_ROWS = QT_TRANSLATE_NOOP("reading", "Nothing in {file} could be read: it has no rows.")


def recognise(
    path: Path, *, format: str = "auto", encoding: str | None = None, delimiter: str | None = None
) -> Recognition:
    """Say what a file is; raises as ``formats.sniff``."""
    if is_journal(path):
        raise ImportRejected(_JOURNAL.format(file=path.name), file=path.name)
    only = None if format == "auto" else format
    return formats.sniff(path, only=only, encoding=encoding, delimiter=delimiter)


def analyse(
    path: Path,
    *,
    format: str = "auto",
    recognition: Recognition | None = None,
    mapping: Mapping | None = None,
    on_match: str = FILL,
    progress: Progress | None = None,
) -> ImportPlan:
    """Read a file and plan its import; nothing is written.

    Args:
        path: The file.
        format: A key of ``formats.FORMATS``, or "auto".
        recognition: From ``recognise``, when an encoding or delimiter was chosen, too.
        mapping: Which column is what, for tables; None takes it as for the last such table.
        on_match: One of ``ON_MATCH``: what becomes of people who are in the journal already.
        progress: Told how many bytes are done, then how many comparisons.

    Raises:
        ImportRejected: It is of no format we read, needs a mapping, or has nothing readable.
        UserError: It cannot be read.
        netjournal.errors.Cancelled: From ``progress``.
    """
    if on_match not in ON_MATCH:
        raise UsageError(f"On a match, choose one of {', '.join(ON_MATCH)}.")
    recognition, mapping = _as_last_time(
        path, recognition or recognise(path, format=format), mapping
    )
    if recognition.needs_mapping and (mapping is None or not mapping.columns):
        raise ImportRejected(
            _ASKING.format(file=path.name),
            file=path.name,
        )
    recognition = _naming_me(recognition)
    progress = progress or Silent()
    plan = ImportPlan(path, recognition, digest(path), on_match, mapping)
    plan.records = [] if is_small(path) else None
    with no_collection():
        judge = Judge(plan)
        for number, record in enumerate(formats.read(path, recognition, mapping, progress)):
            if number % _STEP == 0:
                progress.step(number, 0)
            judge.take(record)
        judge.settle(progress)
    total = len(plan.interactions)
    everyone = cache(Index.load)  # read when somebody is asked for
    plan.interactions, plan.told = unknown_only(_follow(plan, everyone), everyone)
    plan.known_interactions = total - len(plan.interactions) - len(plan.changed)
    total += _take_back(plan, judge.withdrawn)
    if not plan.rows and not total and recognition.format != "netjournal":
        raise ImportRejected(_nothing_in(plan), file=path.name)
    return plan


def _as_last_time(
    path: Path, recognition: Recognition, mapping: Mapping | None
) -> tuple[Recognition, Mapping | None]:
    """Add what is remembered of the columns to what was said of them."""
    if recognition.format == import_columns.ARCHIVE:
        return recognition, import_columns.for_archive(path, mapping)
    if mapping is not None and (mapping.columns or recognition.format != import_columns.TABLE):
        return recognition, mapping
    recognition = import_columns.recognised(recognition)
    known = import_columns.remembered(recognition)
    if mapping is None or known is None:
        return recognition, known or mapping
    order = known.date_order if mapping.date_order == "auto" else mapping.date_order
    return recognition, replace(known, date_order=order)


def _follow(plan: ImportPlan, everyone: Callable[[], Index]) -> list[InteractionDraft]:
    """Plan which interactions follow their file; return the drafts that change none."""
    found = import_following.find(plan.interactions, everyone)
    plan.changed = found.changes
    for one in found.kept:
        said = _STAYS.format(what=one.draft.summary, day=one.day)
        plan.warned.append(Warned(place(one.draft.line), said))
    return found.rest


def _take_back(plan: ImportPlan, withdrawn: list[Withdrawn]) -> int:
    """Plan what a file takes back; return how many interactions of the journal it is about."""
    found = import_withdrawing.find(withdrawn)
    plan.withdrawn = found.back
    plan.known_interactions += found.gone + len(found.kept)
    for one in found.kept:
        told = _KEPT_ALONE if one.emptied else _KEPT
        plan.warned.append(Warned(one.line, told.format(what=one.summary, day=one.day)))
    if count := sum(one.emptied for one in found.back):
        plan.warned.append(Warned(0, _EMPTIED.format(count=count)))
    return len(found.back) + len(found.kept) + found.gone


def _naming_me(recognition: Recognition) -> Recognition:
    """Tell a reader whose records name everybody who the user is."""
    if recognition.format not in NAMING_ALL or me.told(recognition):
        return recognition
    return me.of(settings.me()).tell(recognition)


def _nothing_in(plan: ImportPlan) -> Phrase:
    first = next(iter(plan.rejected), None)
    if first is not None:
        return _UNREAD.format(file=plan.file, line=first.line, reason=first.reason)
    if plan.warned:
        return _NOTHING.format(file=plan.file, why=plan.warned[0].message)
    return _NO_ROWS.format(file=plan.file)


def load_mapping(path: Path) -> Mapping:
    """Return the mapping kept in a JSON file.

    Raises:
        UserError: The file cannot be read, or is no mapping.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise NotFound(f"There is no file {path.name}.", file=path.name) from None
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path.name} could not be read as a mapping.", file=path.name) from None
    return mappings.from_json(text)


def foresee(plan: ImportPlan) -> ImportReport:
    """Return the report that applying a plan would give; nothing is written."""
    return report_of(plan)
