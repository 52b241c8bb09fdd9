"""Do what an import plan says, inside one open edit."""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from itertools import compress
from typing import TYPE_CHECKING, Any

from netjournal.models import ImportBatch
from netjournal.models.base import db, now_ms
from netjournal.progress import Progress, Silent
from netjournal.services import names
from netjournal.services.import_annex import settle_origins
from netjournal.services.import_match import Index
from netjournal.services.import_named import whole_day
from netjournal.services.import_plan import (
    ADDED,
    DOUBTFUL,
    OWN_FORMATS,
    SAME,
    SKIPPED,
    UPDATED,
    ImportPlan,
    ImportReport,
)
from netjournal.services.import_rows import RowWriter, listed
from netjournal.services.import_talk import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.models.journal import Edit
    from netjournal.services.import_compare import Delta

_STEP = 500
_MANY = 5_000
_ACTIONS = {DOUBTFUL: ADDED}


def apply(
    plan: ImportPlan, edit: Edit, today: int, progress: Progress | None = None
) -> ImportReport:
    """Write a plan. Where nothing is new nothing is written, so that no undo step comes of it.

    Args:
        plan: From ``importing.analyse``, settled by the user where they wished.
        edit: The open edit.
        today: The local day.
        progress: Told how many records are done.

    Raises:
        netjournal.errors.Cancelled: From ``progress``; leaving the edit by it takes all back.
    """
    if not plan.changes_anything:
        return report_of(plan)
    if len(plan.rows) + len(plan.interactions) > _MANY:
        # halves the work of the indexes and of what the commit derives; for this connection only
        db.execute_sql("PRAGMA cache_size = -65536")
    with no_collection():
        return _apply(plan, edit, today, progress or Silent())


def _apply(plan: ImportPlan, edit: Edit, today: int, progress: Progress) -> ImportReport:
    batch = ImportBatch.create(file_name=plan.file, format=plan.format, sha256=plan.sha256)
    own = plan.format in OWN_FORMATS
    index = Index.load()
    writer = RowWriter(edit.bulk(), today, index.region, connect=not own)
    acting = (row.action in (ADDED, DOUBTFUL, UPDATED) for row in plan.rows)
    writer.annex.prepare(compress(plan.drafts, acting))
    ids = _write_people(plan, writer, int(batch.id), progress)
    writer.flush()
    everyone = Index.load() if plan.interactions or writer.waits else index
    writer.finish(everyone.of)
    talk = Talk(writer, everyone, today)
    total = len(plan.rows) + len(plan.interactions)
    for number, draft in enumerate(plan.interactions, len(ids)):
        if number % _STEP == 0:
            progress.step(number, total)
        interaction_id = talk.write(draft, derive=not own)
        writer.put("import_row", batch.id, draft.line, ADDED, None, interaction_id)
    writer.finish(everyone.of)
    talk.finish()
    settle_origins()
    report = report_of(plan, talk.added, writer.interactions, int(batch.id))
    batch.counts = _counts(report)
    batch.save()
    progress.step(total, total)
    return report


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector from walking a growing million of drafts again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _write_people(
    plan: ImportPlan, writer: RowWriter, batch_id: int, progress: Progress
) -> list[int]:
    """Write the contacts; return who each row of the plan is."""
    ids: list[int] = []
    total = len(plan.rows) + len(plan.interactions)
    for number, (row, draft) in enumerate(zip(plan.rows, plan.drafts, strict=True)):
        if number % _STEP == 0:
            progress.step(number, total)
        if row.into is not None:
            contact_id = ids[row.into]
        elif row.action in (ADDED, DOUBTFUL):
            contact_id = writer.add_contact(draft)
        else:
            contact_id = row.match or 0
            if row.action == UPDATED:
                _change(writer, contact_id, plan.deltas[number], draft.met_on)
        ids.append(contact_id)
        action = _ACTIONS.get(row.action, row.action)
        writer.put("import_row", batch_id, row.line, action, contact_id or None, None)
    return ids


def _change(writer: RowWriter, contact_id: int, delta: Delta, met_on: str) -> None:
    columns: dict[str, Any] = dict(delta.columns)
    if "nicknames" in columns:
        columns["nicknames"] = listed(columns["nicknames"])
    if "full_name" in columns:
        columns["sort_key"] = names.sort_key(columns["full_name"])
    if delta.more.photo:
        columns["photo_id"] = writer.named.photo(delta.more.photo)
    if delta.event:
        columns["met_event_id"] = writer.named.event(delta.event, met_on)
    pairs = "".join(f"{name} = ?, " for name in columns)
    sql = f"UPDATE contact SET {pairs}rev = rev + 1, updated_at = ? WHERE id = ?"
    db.execute_sql(sql, (*columns.values(), now_ms(), contact_id))
    _fill_work(contact_id, delta)
    writer.add_parts(contact_id, delta.more, _next_position(contact_id))
    if "connected_on" in columns and not _is_connected(contact_id, columns["connected_on"]):
        writer.add_connected(contact_id, columns["connected_on"])


def _next_position(contact_id: int) -> int:
    """Return a place behind everything that someone's lists have."""
    row = db.execute_sql(
        "SELECT COALESCE(MAX(position), -1) FROM "
        "(SELECT position FROM contact_method WHERE contact_id = ?1 "
        "UNION ALL SELECT position FROM affiliation WHERE contact_id = ?1 "
        "UNION ALL SELECT position FROM address WHERE contact_id = ?1)",
        (contact_id,),
    ).fetchone()
    return int(row[0]) + 1


def _fill_work(contact_id: int, delta: Delta) -> None:
    if not delta.fills:
        return
    rows = db.execute_sql(
        "SELECT id FROM affiliation WHERE contact_id = ? ORDER BY position, id", (contact_id,)
    ).fetchall()
    for at, work in delta.fills:
        db.execute_sql(
            "UPDATE affiliation SET title = ?, department = ?, started = ?, ended = ?, "
            "updated_at = ? WHERE id = ?",
            (work.title, work.department, work.started, work.ended, now_ms(), rows[at][0]),
        )


def _is_connected(contact_id: int, on: str) -> bool:
    row = db.execute_sql(
        "SELECT 1 FROM interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id "
        "JOIN interaction_kind k ON k.id = i.kind_id WHERE ic.contact_id = ? "
        "AND k.key = 'connected' AND i.day = ?",
        (contact_id, whole_day(on)),
    ).fetchone()
    return row is not None


def report_of(
    plan: ImportPlan, met: int = 0, interactions: int | None = None, batch_id: int | None = None
) -> ImportReport:
    """Return the report of a plan.

    Args:
        plan: The plan.
        met: People who were added because interactions name them.
        interactions: How many were written; None before anything is.
        batch_id: The import's row, if anything was written.
    """
    counts = plan.counts
    people = len(plan.rows)
    return ImportReport(
        file=plan.file,
        format=plan.format,
        read=people or len(plan.interactions) + plan.known_interactions,
        added=counts[ADDED] + counts[DOUBTFUL] + met,
        updated=counts[UPDATED],
        unchanged=counts[SAME] + (0 if people else plan.known_interactions),
        skipped=counts[SKIPPED],
        interactions=len(plan.interactions) if interactions is None else interactions,
        rejected=tuple(plan.rejected),
        warnings=tuple(plan.warnings),
        batch_id=batch_id,
    )


def _counts(report: ImportReport) -> str:
    names_ = ("read", "added", "updated", "unchanged", "skipped", "interactions")
    found = {name: getattr(report, name) for name in names_}
    return json.dumps({**found, "rejected": len(report.rejected)})
