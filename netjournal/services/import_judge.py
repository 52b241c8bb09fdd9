"""Which person each record of a file is, and what it would change about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netjournal.errors import NotFound
from netjournal.formats.draft import ContactDraft, InteractionDraft, Rejected, Warned
from netjournal.formats.names import compose
from netjournal.models.base import db
from netjournal.services import gather
from netjournal.services.import_compare import (
    ADD,
    FILL,
    SKIP,
    UPDATE,
    Delta,
    absorb,
    compare,
    details,
)
from netjournal.services.import_match import FILE, NAME, Index, Match
from netjournal.services.import_plan import (
    ADDED,
    DOUBTFUL,
    OWN_FORMATS,
    SAME,
    SKIPPED,
    UPDATED,
    ImportPlan,
    PlanRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import NameParts
    from netjournal.progress import Progress

_STEP = 500


def compare_with(contact_id: int, draft: ContactDraft, mode: str) -> Delta:
    """Return what a draft would change about a contact; see ``import_compare.compare``.

    Raises:
        NotFound: There is no such contact.
    """
    known = dict(gather.contact_drafts([contact_id]))
    if contact_id not in known:
        raise NotFound("This person is not in the journal any more.")
    edited = _edited([contact_id]).get(contact_id, _NONE)
    return compare(known[contact_id], draft, edited, mode)


_NONE: frozenset[str] = frozenset()


def _drafts(ids: list[int], progress: Progress) -> Iterator[tuple[int, ContactDraft]]:
    for number, found in enumerate(gather.contact_drafts(ids)):
        if number % _STEP == 0:
            progress.step(number, len(ids))
        yield found


def _edited(ids: list[int]) -> dict[int, frozenset[str]]:
    rows = db.execute_sql(
        "SELECT c.id, c.edited_fields FROM json_each(?) j JOIN contact c ON c.id = j.value "
        "WHERE c.edited_fields <> '[]'",
        (json.dumps(ids),),
    )
    return {contact_id: frozenset(json.loads(names)) for contact_id, names in rows}


class Judge:
    """Decides record by record; comparisons wait until many can be read at once."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.index = Index.load()
        self._own = plan.format in OWN_FORMATS  # then nothing is to be tidied
        self._before = _earlier_rows(plan.sha256)
        self._matched: list[tuple[int, int]] = []  # (row, contact) to compare
        self._lookalikes: list[tuple[int, list[int]]] = []

    def take(self, record: ContactDraft | InteractionDraft | Rejected | Warned) -> None:
        """Plan one record."""
        if isinstance(record, ContactDraft):
            self._take_contact(record)
        elif isinstance(record, InteractionDraft):
            self.plan.interactions.append(record)
        elif isinstance(record, Rejected):
            self.plan.rejected.append(record)
        else:
            self.plan.warned.append(record)

    def _take_contact(self, draft: ContactDraft) -> None:
        plan = self.plan
        draft.full_name = draft.full_name.strip() or _name_of(draft)
        if draft.name and not self._own:
            _trim(draft.name)
        if not draft.full_name:
            plan.rejected.append(Rejected(draft.line, "nothing in it names or reaches anybody"))
            return
        number = len(plan.rows)
        row = PlanRow(draft.line, draft.full_name, _detail(draft))
        keys = self.index.keys(draft)
        known = self._before.get(draft.line)
        match = Match(known, FILE) if known else self.index.match(keys)
        plan.rows.append(row)
        plan.drafts.append(draft)
        if match is not None and match.who < 0:
            self._join(row, number, draft, match)
            self.index.add(-1 - match.who, keys)
            return
        if match is not None and match.why != NAME and plan.on_match != ADD:
            self._match(row, number, match)
        if row.action in (ADDED, DOUBTFUL):
            self._add(row, number, draft, match)
            self.index.add(number, keys)

    def _match(self, row: PlanRow, number: int, match: Match) -> None:
        row.match, row.why = match.who, match.why
        if not match.sure:
            row.action, row.match_name = DOUBTFUL, _full_name(match.who)
        elif match.who in self.index.trashed:
            row.action, row.why = SKIPPED, "trash"
        elif self.plan.on_match == SKIP:
            row.action = SKIPPED
        else:
            row.action = SAME
            self._matched.append((number, match.who))

    def _add(self, row: PlanRow, number: int, draft: ContactDraft, match: Match | None) -> None:
        """Add somebody; perhaps it turns out that they are known and nothing about them is new."""
        if self.plan.on_match == ADD:
            if match is not None and draft.uid is not None:
                draft.uid = None  # two people can't have one
            return
        if match is not None and row.match is None:
            row.action, row.match = DOUBTFUL, match.who
            row.match_name, row.why = _full_name(match.who), match.why
        alike = self.index.named(draft.full_name)
        if alike and not draft.uid and details(draft):
            self._lookalikes.append((number, alike))

    def _join(self, row: PlanRow, number: int, draft: ContactDraft, match: Match) -> None:
        """Join a record to an earlier one of the same file."""
        first = -1 - match.who
        first = self.plan.rows[first].into or first
        row.into, row.why, row.match_name = first, match.why, self.plan.rows[first].name
        delta = compare(self.plan.drafts[first], draft, _NONE, FILL)
        row.action, row.changes = (UPDATED if delta.changes else SAME), delta.changes
        absorb(self.plan.drafts[first], delta)

    def settle(self, progress: Progress) -> None:
        """Compare what was matched with what the journal has."""
        plan = self.plan
        wanted: dict[int, list[int]] = {}
        for number, contact_id in self._matched:
            wanted.setdefault(contact_id, []).append(number)
        edited = _edited(list(wanted))
        for contact_id, known in _drafts(list(wanted), progress):
            for number in wanted[contact_id]:
                mode = UPDATE if plan.on_match == UPDATE else FILL
                delta = compare(known, plan.drafts[number], edited.get(contact_id, _NONE), mode)
                row = plan.rows[number]
                row.changes, row.match_name = delta.changes, known.full_name
                if delta.changes:
                    row.action = UPDATED
                    plan.deltas[number] = delta
                    absorb(known, delta)
        self._settle_lookalikes(progress)

    def _settle_lookalikes(self, progress: Progress) -> None:
        """Leave out records that tell nothing new about somebody of the same name."""
        ids = {contact_id for _, alike in self._lookalikes for contact_id in alike}
        known = dict(_drafts(sorted(ids), progress))
        for number, alike in self._lookalikes:
            draft, row = self.plan.drafts[number], self.plan.rows[number]
            for contact_id in alike:
                if not compare(known[contact_id], draft, _NONE, UPDATE).changes:
                    row.action, row.match, row.why = SAME, contact_id, NAME
                    row.match_name = known[contact_id].full_name
                    break


def _full_name(contact_id: int) -> str:
    row = db.execute_sql("SELECT full_name FROM contact WHERE id = ?", (contact_id,)).fetchone()
    return str(row[0]) if row else ""


def _earlier_rows(sha256: bytes) -> dict[int, int]:
    """Return line -> contact of an earlier import of exactly this file."""
    rows = db.execute_sql(
        "SELECT r.line, r.contact_id FROM import_batch b JOIN import_row r ON r.batch_id = b.id "
        "JOIN contact c ON c.id = r.contact_id WHERE b.sha256 = ? ORDER BY r.id",
        (sha256,),
    )
    return dict(rows.fetchall())


def _trim(name: NameParts) -> None:
    """Take the blanks around the parts of a name, which spreadsheets leave."""
    name.prefix, name.suffix = name.prefix.strip(), name.suffix.strip()
    name.given, name.family = name.given.strip(), name.family.strip()
    name.additional = name.additional.strip()


def _name_of(draft: ContactDraft) -> str:
    """Return what to call a record without a full name."""
    organisation = next((a.organisation for a in draft.affiliations if a.organisation), "")
    reach = next((m.value.strip() for m in draft.methods if m.value.strip()), "")
    nickname = next(iter(draft.nicknames), "")
    return (compose(draft.name) or nickname or organisation or reach).strip()


def _detail(draft: ContactDraft) -> str:
    work = next(
        (", ".join(p for p in (a.title, a.organisation) if p) for a in draft.affiliations), ""
    )
    reach = [m.value for m in draft.methods if m.kind in ("email", "phone")][:2]
    return " · ".join(part for part in (work, *reach) if part)
