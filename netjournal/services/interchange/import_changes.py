"""Changes of people who are known: those of the journal, and those an import has just added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.models.handle import db, now_ms
from netjournal.services.interchange import gather
from netjournal.services.interchange.import_compare import FILL, absorb, compare
from netjournal.services.interchange.import_comparing import PORTION, edited_fields, mode_of
from netjournal.services.interchange.import_kept import without_day
from netjournal.services.interchange.import_named import whole_day
from netjournal.services.interchange.import_rows import FROM_START, listed
from netjournal.services.people import names

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft
    from netjournal.services.interchange.import_compare import Delta
    from netjournal.services.interchange.import_plan import ImportPlan
    from netjournal.services.interchange.import_rows import RowWriter

_NONE: frozenset[str] = frozenset()
_NEXT = " UNION ALL ".join(
    f"SELECT '{table}', COALESCE(MAX(position), -1) + 1 FROM {table} WHERE contact_id = ?1"
    for table in FROM_START
)

# which rows, in the order of drafts, and what fills one
_WORK = (
    "SELECT id FROM affiliation WHERE contact_id = ? ORDER BY position, id",
    "UPDATE affiliation SET title = ?, department = ?, started = ?, ended = ?, updated_at = ? "
    "WHERE id = ?",
)
_REACH = (
    "SELECT id FROM contact_method WHERE contact_id = ? ORDER BY position, id",
    "UPDATE contact_method SET label = ?, service = ?, updated_at = ? WHERE id = ?",
)


class Changes:
    """Gathers what records say about known people, and writes it some hundreds at a time.

    Args:
        plan: The plan that is applied.
        writer: Where new rows go; it is flushed before people are read.
    """

    def __init__(self, plan: ImportPlan, writer: RowWriter) -> None:
        self._plan = plan
        self._writer = writer
        self._waiting: list[tuple[int, ContactDraft, str]] = []

    def update(self, contact_id: int, draft: ContactDraft, *, first: bool) -> None:
        """Change somebody of the journal as the plan says; ``first`` as for ``mode_of``."""
        self._take(contact_id, draft, mode_of(self._plan, first=first))

    def join(self, contact_id: int, draft: ContactDraft) -> None:
        """Fill up somebody whom an earlier record of the file was about."""
        self._take(contact_id, draft, FILL)

    def _take(self, contact_id: int, draft: ContactDraft, mode: str) -> None:
        self._waiting.append((contact_id, draft, mode))
        if len(self._waiting) >= PORTION:
            self.write()

    def write(self) -> None:
        """Write what was gathered."""
        if not self._waiting:
            return
        self._writer.flush()
        ids = dict.fromkeys(contact_id for contact_id, _draft, _mode in self._waiting)
        known, edited = dict(gather.contact_drafts(ids)), edited_fields(ids)
        written: set[int] = set()
        for contact_id, draft, mode in self._waiting:
            if contact_id not in known:
                continue
            delta = compare(known[contact_id], draft, edited.get(contact_id, _NONE), mode)
            if not delta.changes:
                continue
            absorb(known[contact_id], delta)
            if contact_id in written:  # places in lists count from what is in the file
                self._writer.flush()
            written.add(contact_id)
            _change(self._writer, contact_id, delta, draft.met_on)
        self._waiting.clear()


def _change(writer: RowWriter, contact_id: int, delta: Delta, met_on: str) -> None:
    """Write one delta; lists go through the writer."""
    columns: dict[str, Any] = dict(delta.columns)
    if "nicknames" in columns:
        columns["nicknames"] = listed(columns["nicknames"])
    if "full_name" in columns:
        columns["sort_key"] = names.sort_key(columns["full_name"])
    if delta.more.photo:
        columns["photo_id"] = writer.named.photo(delta.more.photo)
    if delta.event:
        event_id = writer.named.event(delta.event, met_on)
        if event_id is None:
            delta.more.extras.append(without_day(delta.event))
        else:
            columns["met_event_id"] = event_id
    pairs = "".join(f"{name} = ?, " for name in columns)
    sql = f"UPDATE contact SET {pairs}rev = rev + 1, updated_at = ? WHERE id = ?"
    db.execute_sql(sql, (*columns.values(), now_ms(), contact_id))
    _fill(contact_id, delta)
    writer.add_parts(contact_id, delta.more, _next_positions(contact_id))
    if "connected_on" in columns and not _is_connected(contact_id, columns["connected_on"]):
        writer.add_connected(contact_id, columns["connected_on"])


def _next_positions(contact_id: int) -> dict[str, int]:
    """Return by table where each of somebody's lists goes on."""
    return dict(db.execute_sql(_NEXT, (contact_id,)).fetchall())


def _fill(contact_id: int, delta: Delta) -> None:
    """Fill blanks of places of work and of methods that somebody has."""
    work = [(at, (w.title, w.department, w.started, w.ended)) for at, w in delta.fills]
    reach = [(at, (method.label, method.service)) for at, method in delta.reach]
    for (ids, update), fills in ((_WORK, work), (_REACH, reach)):
        rows = db.execute_sql(ids, (contact_id,)).fetchall() if fills else []
        for at, values in fills:
            db.execute_sql(update, (*values, now_ms(), rows[at][0]))


def _is_connected(contact_id: int, on: str) -> bool:
    row = db.execute_sql(
        "SELECT 1 FROM interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id "
        "JOIN interaction_kind k ON k.id = i.kind_id WHERE ic.contact_id = ? "
        "AND k.key = 'connected' AND i.day = ?",
        (contact_id, whole_day(on)),
    ).fetchone()
    return row is not None
