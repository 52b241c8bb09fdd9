"""Which person each record of a file is: in the journal, in an earlier record, or new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.formats.draft import (
    ContactDraft,
    InteractionDraft,
    Rejected,
    Warned,
    Withdrawn,
    place,
)
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.models.handle import db
from netjournal.services.interchange import annex_checks
from netjournal.services.interchange.import_annex import described
from netjournal.services.interchange.import_compare import ADD, SKIP
from netjournal.services.interchange.import_comparing import Comparing
from netjournal.services.interchange.import_match import FILE, NAME, Index, Match
from netjournal.services.interchange.import_people import detail_of, tidy
from netjournal.services.interchange.import_plan import (
    ADDED,
    DOUBTFUL,
    OWN_FORMATS,
    SAME,
    SKIPPED,
    ImportPlan,
    PlanRow,
)
from netjournal.services.interchange.import_talk import known_day
from netjournal.services.interchange.import_trust import DAMAGED, note_added

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.formats.draft import Record
    from netjournal.progress import Progress

_NO_DAY = QT_TRANSLATE_NOOP("reading", "which day it was can't be told from “{day}”")
_TOO_LONG = QT_TRANSLATE_NOOP("reading", "it lasts longer than a journal can tell")
_LARGEST = 2**63 - 1  # that SQLite can hold
_MOST_SHOWN = 40  # characters
_NOBODY = QT_TRANSLATE_NOOP("reading", "nothing in it names or reaches anybody")


class Judge:
    """Decides record by record; what a record changes is found out in ``settle``."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.withdrawn: list[Withdrawn] = []
        self.index = Index.load()
        self.index.row_name = lambda number: plan.rows[number].name
        self._own = plan.format in OWN_FORMATS  # then nothing is to be tidied
        self._before = _earlier_rows(plan.sha256)
        self._matched: dict[int, int] = {}  # row → contact to compare with
        self._lookalikes: dict[int, Sequence[int]] = {}
        self._last: dict[int, int] = {}  # first row of somebody → their last one

    def take(self, record: Record) -> None:
        """Plan one record."""
        if isinstance(record, ContactDraft):
            self._take_contact(record)
        elif isinstance(record, InteractionDraft):
            self._take_interaction(record)
        elif isinstance(record, Rejected):
            self.plan.rejected.append(record)
        elif isinstance(record, Withdrawn):
            self.withdrawn.append(record)
        else:
            self.plan.warned.append(record)

    def _take_interaction(self, draft: InteractionDraft) -> None:
        reason = None
        try:
            known_day(draft.day, 0)
        except ValueError:
            reason = _NO_DAY.format(day=draft.day[:_MOST_SHOWN])
        if abs(draft.minutes or 0) > _LARGEST:
            reason = reason or _TOO_LONG
        for ref in draft.people if self._own else ():
            ref.known_as = ("", "")  # only a messenger's own export tells whom it calls what
        if reason is None:
            self.plan.interactions.append(draft)
        else:
            self.plan.rejected.append(Rejected(place(draft.line), reason))

    def _take_contact(self, draft: ContactDraft) -> None:
        plan = self.plan
        if not tidy(draft, own=self._own):
            plan.rejected.append(Rejected(place(draft.line), _NOBODY))
            return
        number = len(plan.rows)
        row = PlanRow(draft.line, draft.full_name)
        plan.details.append(detail_of(draft))
        plan.keep(draft)
        row.has_uid = draft.uid is not None
        if draft.extras:
            plan.keep_described(number, described(draft))
            if any(map(annex_checks.is_damaged, draft.extras)):
                plan.warned.append(Warned(place(draft.line), DAMAGED))
        keys = self.index.keys(draft)
        known = self._before.get(draft.line)
        match = Match(known, FILE) if known else self.index.match(keys)
        plan.rows.append(row)
        alone = self._own and row.has_uid  # two in a journal are two, whatever they share
        if match is not None and match.who < 0:
            self._join(row, number, match)
            self.index.add(-1 - match.who, keys, alone=alone)
            return
        if match is not None and match.why != NAME and plan.on_match != ADD:
            self._match(row, number, match)
        if row.action in (ADDED, DOUBTFUL):
            self._add(number, draft, match, keys.name)
            self.index.add(number, keys, alone=alone)

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
            self._matched[number] = match.who

    def _add(self, number: int, draft: ContactDraft, match: Match | None, name: str) -> None:
        """Add somebody; perhaps it turns out that they are known and nothing about them is new."""
        row = self.plan.rows[number]
        if not self._own:
            note_added(self.plan, number, draft.extras)
        if self.plan.on_match == ADD:
            if match is not None and row.has_uid:
                row.new_uid = True  # two people can't have one
            return
        if match is not None and row.match is None:
            row.action, row.match = DOUBTFUL, match.who
            row.match_name, row.why = _full_name(match.who), match.why
        alike = self.index.named(name)
        if alike and not draft.uid:
            self._lookalikes[number] = alike

    def _join(self, row: PlanRow, number: int, match: Match) -> None:
        """Join a record to an earlier one of the same file."""
        first = -1 - match.who
        earlier = self.plan.rows[first].into
        first = first if earlier is None else earlier
        row.into, row.why, row.match_name = first, match.why, self.plan.rows[first].name
        row.action = SAME
        self._last[first] = number

    def settle(self, progress: Progress) -> None:
        """Compare what was matched with what the journal and earlier records have."""
        self.index = Index()  # a hundred thousand keys that nobody asks for any more
        Comparing(self.plan, self._matched, self._lookalikes, self._last).run(progress)


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
