"""What was rescued, made to fit together: no number that nobody wrote, no reference to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netjournal.models.migrations import RECORDED

if TYPE_CHECKING:
    from netjournal.models.engine import Connection

_NO_KIND: Final = "(weight NOT BETWEEN 0 AND 100 OR touch NOT IN (0, 1))"
# numbers of an entry that nobody can have written; days from year 1 to 9999, as days since 1970
_NUMBERS: Final = (
    "UPDATE interaction SET day = CASE WHEN created_at BETWEEN 0 AND 253402300799999 "
    "THEN created_at / 86400000 ELSE 0 END WHERE day NOT BETWEEN -719162 AND 2932896",
    "UPDATE interaction SET minute = NULL WHERE minute NOT BETWEEN 0 AND 1439",
    "UPDATE interaction SET minutes = NULL WHERE minutes NOT BETWEEN 0 AND 1000000",
    "UPDATE interaction SET precision = 0 WHERE precision NOT BETWEEN 0 AND 2",
    "UPDATE interaction SET initiator = 0 WHERE initiator NOT BETWEEN 0 AND 3",
    "UPDATE interaction SET energy = NULL WHERE energy NOT BETWEEN -2 AND 2",
    "UPDATE interaction SET importance = 1.0 WHERE importance NOT BETWEEN 0 AND 100",
)


def settle_numbers(new: Connection, kinds: list[tuple[Any, ...]]) -> None:
    """Replace numbers that nobody can have written; the words beside them stay.

    Args:
        new: What was rescued, being written.
        kinds: (weight, touch, id) of the built-in kinds.
    """
    new.executemany(
        f"UPDATE interaction_kind SET weight = ?, touch = ? WHERE id = ? AND {_NO_KIND}", kinds
    )
    new.execute(f"UPDATE interaction_kind SET weight = 1.0, touch = 1 WHERE {_NO_KIND}")
    for sql in _NUMBERS:
        new.execute(sql)


def settle_references(new: Connection, rows: dict[str, int], lost: dict[str, int]) -> None:
    """Let go of what refers to something that is lost, until nothing does.

    Args:
        new: What was rescued, being written.
        rows: Table -> rows brought over; counted down.
        lost: Table -> what is lost of it; counted up.
    """
    for _round in range(len(RECORDED)):
        broken = new.execute("PRAGMA foreign_key_check").fetchall()
        if not broken:
            return
        for table, row, _parent, number in broken:
            key = new.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            column, rule = next((k[3], k[6]) for k in key if k[0] == number)
            if rule == "SET NULL":
                new.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (row,))
            elif table == "interaction":  # of a kind of the user's own that is lost
                new.execute("UPDATE interaction SET kind_id = 1 WHERE id = ?", (row,))
            else:
                new.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))
                rows[table] = rows.get(table, 1) - 1
                lost[table] = lost.get(table, 0) + 1
