"""How often to be in touch, chosen for people in words; call inside an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db, now_ms
from netjournal.services import id_lists
from netjournal.services.bonds import rhythm_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# beside the words: as their circles say, not for now, or never suggested
AS_CIRCLE: Final = "unset"
PAUSED: Final = "paused"
NEVER: Final = "never"
CHOICES: Final = (AS_CIRCLE, *rhythm_words.KEYS, PAUSED, NEVER)


def chosen(ids: Sequence[int]) -> str:
    """Return the choice that people have, "" where they differ or none of ``CHOICES`` says it."""
    rows = db.execute_sql(
        "SELECT DISTINCT c.rhythm_state, c.rhythm_ideal_days, c.rhythm_at_most_days "
        "FROM json_each(?) j JOIN contact c ON c.id = j.value LIMIT 2",
        (id_lists.as_text(ids),),
    ).fetchall()
    if len({row[0] for row in rows}) == 1 and rows[0][0] in (AS_CIRCLE, PAUSED, NEVER):
        return str(rows[0][0])
    if len(rows) != 1 or rows[0][0] != "active" or rows[0][1] is None:
        return ""
    return rhythm_words.word_of(rows[0][1], rows[0][2])


def give(ids: Sequence[int], choice: str) -> None:
    """Give people a rhythm; who has it already stays as they are.

    Args:
        ids: Who.
        choice: One of ``CHOICES``; a word of ``rhythm_words`` sets ideal and at-most days, a pause
            leaves them for afterwards.

    Raises:
        ValueError: There is no such choice.
    """
    if choice == PAUSED:
        _pause(ids)
        return
    if choice in (AS_CIRCLE, NEVER):
        wanted: tuple[object, ...] = (choice, None, None)
    else:
        word = rhythm_words.of(choice)
        wanted = ("active", word.ideal, word.at_most)
    db.execute_sql(
        "UPDATE contact SET rhythm_state = ?1, rhythm_ideal_days = ?2, rhythm_at_most_days = ?3, "
        "rhythm_paused_until = NULL, updated_at = ?4, rev = rev + 1 "
        "WHERE id IN (SELECT value FROM json_each(?5)) AND (rhythm_state <> ?1 "
        "OR rhythm_ideal_days IS NOT ?2 OR rhythm_at_most_days IS NOT ?3)",
        (*wanted, now_ms(), id_lists.as_text(ids)),
    )


def _pause(ids: Sequence[int]) -> None:
    db.execute_sql(
        "UPDATE contact SET rhythm_state = ?1, rhythm_paused_until = NULL, updated_at = ?2, "
        "rev = rev + 1 WHERE id IN (SELECT value FROM json_each(?3)) "
        "AND (rhythm_state <> ?1 OR rhythm_paused_until IS NOT NULL)",
        (PAUSED, now_ms(), id_lists.as_text(ids)),
    )
