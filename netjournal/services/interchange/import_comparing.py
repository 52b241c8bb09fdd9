"""What the records of a plan change about people: those of the journal, and earlier ones of a file.

Contacts are read some hundreds at a time. Nothing is kept of a record once it is compared, but
where a later one of the same file joins it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services.interchange import gather, import_trust
from netjournal.services.interchange.import_compare import (
    FILL,
    UPDATE,
    absorb,
    compare,
    copy_of,
    details,
)
from netjournal.services.interchange.import_crowd import MANY, Crowd
from netjournal.services.interchange.import_match import NAME
from netjournal.services.interchange.import_people import people
from netjournal.services.interchange.import_plan import SAME, UPDATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.formats.draft import ContactDraft
    from netjournal.progress import Progress
    from netjournal.services.interchange.import_plan import ImportPlan

PORTION = 500
_NONE: frozenset[str] = frozenset()


def edited_fields(ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return which fields of contacts were edited by hand; those without any are left out."""
    rows = db.execute_sql(
        "SELECT c.id, c.edited_fields FROM json_each(?) j JOIN contact c ON c.id = j.value "
        "WHERE c.edited_fields <> '[]'",
        (json.dumps(list(ids)),),
    )
    return {contact_id: frozenset(json.loads(names)) for contact_id, names in rows}


def mode_of(plan: ImportPlan, *, first: bool) -> str:
    """Return how a record is compared with somebody of the journal.

    Args:
        plan: Says whether the file wins.
        first: Whether no earlier record of the file is that person: against that one it does not.
    """
    return UPDATE if plan.on_match == UPDATE and first else FILL


class Comparing:
    """Says of every record of a plan that is somebody known what it would change.

    Args:
        plan: The plan; its rows are completed.
        matched: Row → the contact that it surely is.
        alike: Row → contacts of the same name, of which it may tell nothing new.
        last: First row of somebody who is in the file several times → the last one.
    """

    def __init__(
        self,
        plan: ImportPlan,
        matched: dict[int, int],
        alike: dict[int, Sequence[int]],
        last: dict[int, int],
    ) -> None:
        self._plan, self._matched, self._alike, self._last = plan, matched, alike, last
        self._open: dict[int, ContactDraft] = {}  # people whose later records are to come
        self._again: dict[int, ContactDraft] = {}  # contacts with several records, as they will be
        self._crowds: dict[int, tuple[Crowd, dict[int, ContactDraft]]] = {}
        self._times: dict[int, int] = {}
        self._taken = set(matched.values())  # people whom bare names can't mean
        for contact_id in matched.values():
            self._times[contact_id] = self._times.get(contact_id, 0) + 1

    def run(self, progress: Progress) -> None:
        """Read the file again where there is anything to compare."""
        if not (self._matched or self._alike or self._last):
            return
        waiting: list[tuple[int, ContactDraft]] = []
        for number, draft in people(self._plan, progress):
            if self._plan.rows[number].into is not None:
                self._join(number, draft)
                continue
            if number in self._last:
                draft = draft if self._plan.records is None else copy_of(draft)
                self._open[number] = draft
            if number in self._matched or number in self._alike:
                waiting.append((number, draft))
            if len(waiting) == PORTION:
                self._compare(waiting)
                waiting.clear()
        self._compare(waiting)

    def _join(self, number: int, draft: ContactDraft) -> None:
        """Compare a record with the earlier ones of the same person in the file."""
        row = self._plan.rows[number]
        first = row.into
        assert first is not None
        known = self._open[first]
        delta = compare(known, draft, _NONE, FILL)
        import_trust.note_changed(self._plan, number, known, draft, delta)
        absorb(known, delta)
        row.action, row.changes = (UPDATED if delta.changes else SAME), delta.changes
        if number == self._last[first]:
            del self._open[first]

    def _compare(self, waiting: list[tuple[int, ContactDraft]]) -> None:
        ids = {self._matched[n] for n, _ in waiting if n in self._matched}
        edited = edited_fields(ids)
        names = [self._alike[n] for n, _ in waiting if n in self._alike]
        crowds = {id(alike): alike for alike in names if len(alike) >= MANY}
        ids.update(one for alike in names if id(alike) not in self._crowds for one in alike)
        known = {**dict(gather.contact_drafts(sorted(ids))), **self._again}
        for key in crowds.keys() - self._crowds.keys():
            there = {one: known[one] for one in crowds[key] if one in known}
            self._crowds[key] = Crowd(there), there
        for number, draft in waiting:
            if number in self._matched:
                contact_id = self._matched[number]
                if contact_id in known:
                    self._update(number, draft, known[contact_id], edited.get(contact_id, _NONE))
                    if self._times[contact_id] > 1:
                        self._again[contact_id] = known[contact_id]
            else:
                self._look_alike(number, draft, known)

    def _update(
        self, number: int, draft: ContactDraft, known: ContactDraft, edited: frozenset[str]
    ) -> None:
        row = self._plan.rows[number]
        row.match_name = known.full_name
        first = self._matched[number] not in self._again
        delta = compare(known, draft, edited, mode_of(self._plan, first=first))
        row.changes = delta.changes
        import_trust.note_changed(self._plan, number, known, draft, delta)
        if delta.changes:
            row.action = UPDATED
            absorb(known, delta)

    def _look_alike(self, number: int, draft: ContactDraft, known: dict[int, ContactDraft]) -> None:
        """Leave out a record that tells nothing new about somebody of the same name.

        A bare name tells nothing: as many of one name are known as the file has.
        """
        row = self._plan.rows[number]
        bare, alike = not details(draft), self._alike[number]
        if id(alike) in self._crowds:
            crowd, known = self._crowds[id(alike)]
            alike = crowd.like(draft)
        for contact_id in alike:
            if contact_id not in known or (bare and contact_id in self._taken):
                continue
            if not compare(known[contact_id], draft, _NONE, UPDATE).changes:
                row.action, row.match, row.why = SAME, contact_id, NAME
                row.match_name = known[contact_id].full_name
                if bare:
                    self._taken.add(contact_id)
                return
