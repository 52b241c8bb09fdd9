"""Whom an import was about: those it added or changed, and who took part in what it added."""

from __future__ import annotations

from netjournal.models.handle import db
from netjournal.services.interchange.import_plan import ADDED, UPDATED

_PEOPLE = (
    "SELECT id FROM contact WHERE trashed_at IS NULL AND id IN ("
    "SELECT r.contact_id FROM import_row r WHERE r.batch_id = ? AND r.action IN (?, ?) "
    "UNION SELECT ic.contact_id FROM import_row r "
    "JOIN interaction_contact ic ON ic.interaction_id = r.interaction_id "
    "WHERE r.batch_id = ? AND r.action IN (?, ?))"
)


def people(batch_id: int) -> list[int]:
    """Return the contacts outside the trash that an import brought or changed, in no order.

    Args:
        batch_id: ``ImportReport.batch_id``.
    """
    wanted = (batch_id, ADDED, UPDATED) * 2
    return [row[0] for row in db.execute_sql(_PEOPLE, wanted).fetchall()]
