"""Do what an import plan says, inside one open edit."""

from __future__ import annotations

import json
from array import array
from functools import cache
from typing import TYPE_CHECKING

from netjournal.models import ImportBatch
from netjournal.models.handle import db
from netjournal.progress import Progress, Silent
from netjournal.services import interactions
from netjournal.services.collecting import no_collection
from netjournal.services.interchange import import_following
from netjournal.services.interchange.import_changes import Changes
from netjournal.services.interchange.import_familiar import Familiar, sole
from netjournal.services.interchange.import_match import Index
from netjournal.services.interchange.import_people import people
from netjournal.services.interchange.import_plan import (
    ADDED,
    DOUBTFUL,
    OWN_FORMATS,
    SAME,
    SKIPPED,
    UPDATED,
    ImportPlan,
    ImportReport,
)
from netjournal.services.interchange.import_rows import RowWriter
from netjournal.services.interchange.import_talk import Talk
from netjournal.services.interchange.import_waiting import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from netjournal.formats.draft import Extra
    from netjournal.models.journal import Edit

_STEP = 500
WITHDRAWN = "withdraw"
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
    with no_collection():
        return _apply(plan, edit, today, progress or Silent())


def _apply(plan: ImportPlan, edit: Edit, today: int, progress: Progress) -> ImportReport:
    batch = ImportBatch.create(file_name=plan.file, format=plan.format, sha256=plan.sha256)
    own = plan.format in OWN_FORMATS
    index = Index.load()
    writer = RowWriter(edit.bulk(), today, index.region, connect=not own)
    acting = (ADDED, DOUBTFUL, UPDATED)
    writer.annex.prepare(one for n, one in _described(plan) if plan.rows[n].action in acting)
    ids = _write_people(plan, writer, int(batch.id), progress)
    writer.flush()
    everyone = cache(Index.load)  # read when somebody is asked for
    find = _finder(everyone)
    writer.finish(find)
    talk_follows = bool(plan.interactions or plan.changed)
    told = plan.told | {one.draft.external_id: sole(one.draft) for one in plan.changed}
    familiar = Familiar(plan.format, told)
    talk = Talk(writer, everyone() if talk_follows else index, today, familiar)
    total = len(plan.rows) + len(plan.interactions)
    for number, draft in enumerate(plan.interactions, len(ids)):
        if number % _STEP == 0:
            progress.step(number, total)
        interaction_id = talk.write(draft, derive=not own)
        writer.put("import_row", batch.id, draft.line, ADDED, None, interaction_id)
    for gone in plan.withdrawn:
        writer.put("import_row", batch.id, gone.line, WITHDRAWN, None, gone.interaction_id)
    for one in plan.changed:
        writer.put("import_row", batch.id, one.draft.line, UPDATED, None, one.interaction_id)
    joined = {
        one.interaction_id: [talk.person(ref, one.draft.external_id) for ref in one.joined]
        for one in plan.changed
    }
    writer.finish(find)
    talk.finish()
    import_following.write(plan.changed, joined)
    interactions.trash([gone.interaction_id for gone in plan.withdrawn])
    settle(writer.annex, find)
    report = report_of(plan, talk.added, writer.interactions, int(batch.id))
    batch.counts = _counts(report)
    batch.save()
    progress.step(total, total)
    return report


def _finder(everyone: Callable[[], Index]) -> Callable[[UUID], int]:
    """Return what gives the contact of a uid, or 0; only for those who went ask ``everyone``."""

    def find(uid: UUID) -> int:
        row = db.execute_sql("SELECT id FROM contact WHERE uid = ?", (uid.bytes,)).fetchone()
        return int(row[0]) if row else everyone().of(uid)

    return find


def _described(plan: ImportPlan) -> Iterable[tuple[int, Extra]]:
    """Return (row, extra) that may describe an event, work or circle."""
    if plan.described is not None:
        return plan.described
    return ((n, extra) for n, draft in people(plan, Silent()) for extra in draft.extras)


def _write_people(
    plan: ImportPlan, writer: RowWriter, batch_id: int, progress: Progress
) -> array[int]:
    """Write the contacts; return who each row of the plan is, 0 for nobody."""
    ids = array("q")
    changes, gone = Changes(plan, writer), _gone(plan)
    met: set[int] = set()  # people of the journal whom an earlier record was about
    for number, draft in people(plan, Silent()):
        if number % _STEP == 0:
            progress.step(number, len(plan.rows) + len(plan.interactions))
        row = plan.rows[number]
        if row.into is not None:
            contact_id = ids[row.into]
            if row.action == UPDATED and contact_id:
                changes.join(contact_id, draft)
        elif row.action in (ADDED, DOUBTFUL):
            contact_id = writer.add_contact(draft)
        else:
            contact_id = row.match if row.match and row.match not in gone else 0
            if row.action == UPDATED and contact_id:
                changes.update(contact_id, draft, first=contact_id not in met)
            if row.action in (SAME, UPDATED):
                met.add(contact_id)
        ids.append(contact_id)
        action = _ACTIONS.get(row.action, row.action)
        writer.put("import_row", batch_id, row.line, action, contact_id or None, None)
    changes.write()
    return ids


def _gone(plan: ImportPlan) -> set[int]:
    """Return the people that rows were matched with and that are no longer there."""
    matches = json.dumps([row.match for row in plan.rows if row.match])
    rows = db.execute_sql(
        "SELECT j.value FROM json_each(?) j LEFT JOIN contact c ON c.id = j.value "
        "WHERE c.id IS NULL",
        (matches,),
    )
    return {row[0] for row in rows}


def report_of(
    plan: ImportPlan, met: int = 0, written: int | None = None, batch_id: int | None = None
) -> ImportReport:
    """Return the report of a plan.

    Args:
        plan: The plan.
        met: People who were added because interactions name them.
        written: How many interactions were written; None before anything is.
        batch_id: The import's row, if anything was written.
    """
    counts = plan.counts
    people = len(plan.rows)
    changed = len(plan.withdrawn) + len(plan.changed)
    return ImportReport(
        file=plan.file,
        format=plan.format,
        read=people or len(plan.interactions) + plan.known_interactions + changed,
        added=counts[ADDED] + counts[DOUBTFUL] + (0 if people else met),
        updated=counts[UPDATED],
        unchanged=counts[SAME] + (0 if people else plan.known_interactions),
        skipped=counts[SKIPPED],
        met=met if people else 0,
        interactions=len(plan.interactions) if written is None else written,
        withdrawn=len(plan.withdrawn),
        changed=len(plan.changed),
        rejected=tuple(plan.rejected),
        warnings=tuple(plan.warnings),
        batch_id=batch_id,
    )


def _counts(report: ImportReport) -> str:
    names = ("read", "added", "updated", "unchanged", "skipped", "met", "interactions")
    found = {name: getattr(report, name) for name in (*names, "withdrawn", "changed")}
    return json.dumps({**found, "rejected": len(report.rejected)})
