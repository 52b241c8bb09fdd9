"""The whole journal as comparable data, and the checks that must hold after every step."""

from __future__ import annotations

from typing import Any

from netjournal.models import Journal, derived
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED

DERIVED = ("contact_day", "tie_state", "contact_search", "interaction_extra", "day_count")


def recorded() -> dict[str, list[tuple[Any, ...]]]:
    """Return every recorded table, row by row."""
    return {t: db.execute_sql(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in RECORDED}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return the recorded and the derived tables."""
    more = {t: db.execute_sql(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in DERIVED}
    return recorded() | more


def assert_sound(journal: Journal) -> None:
    """Assert integrity, foreign keys, full text, and derived values equal to a rebuild."""
    assert db.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute_sql("PRAGMA foreign_key_check").fetchall() == []
    before = everything()
    try:
        with journal.housekeeping() as connection:
            for index in ("contact_fts", "interaction_fts"):
                connection.execute(
                    f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
                )
            derived.rebuild(connection, journal.today())
            assert everything() == before
            raise _TakenBack
    except _TakenBack:
        pass
    assert everything() == before


class _TakenBack(Exception):
    """Leaves a transaction without keeping what it did."""
