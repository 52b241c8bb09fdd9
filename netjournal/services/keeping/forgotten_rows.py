"""Whose rows go when somebody is forgotten: in the journal, and the same way in each backup."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from json import loads
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from netjournal.errors import NotFound
from netjournal.models.handle import db
from netjournal.services.interchange.import_match import OWN_SYSTEM
from netjournal.services.keeping import forgotten_drafts, forgotten_names
from netjournal.services.keeping.forgotten_names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD: Final = 3  # letters; shorter ones are in too many words
_THEM: Final = "(SELECT value FROM json_each(?1))"
_THEIRS: Final = (  # in order; ?1 is a JSON list of contact ids
    "DELETE FROM interaction WHERE id IN (SELECT interaction_id FROM interaction_contact "
    f"WHERE contact_id IN {_THEM}) AND NOT EXISTS (SELECT 1 FROM interaction_contact o "
    f"WHERE o.interaction_id = interaction.id AND o.contact_id NOT IN {_THEM})",
    f"UPDATE contact SET met_through_name = '' WHERE met_through_id IN {_THEM}",
    f"DELETE FROM import_row WHERE contact_id IN {_THEM}",
    f"DELETE FROM contact WHERE id IN {_THEM}",
    "DELETE FROM photo WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.photo_id = photo.id)",
)
_NAMED: Final = "nj_fold(full_name || ' ' || nicknames)"
_TOPICS: Final = (
    "SELECT DISTINCT n.name FROM contact_topic t JOIN topic n ON n.id = t.topic_id "
    "WHERE contact_id IN (SELECT value FROM "
    "json_each(?1)) AND NOT EXISTS (SELECT 1 FROM contact_topic o WHERE o.topic_id = t.topic_id "
    "AND o.contact_id NOT IN (SELECT value FROM json_each(?1)))"
)
_BATCHES: Final = (  # files that they came from
    f"SELECT DISTINCT batch_id FROM import_row WHERE contact_id IN {_THEM} "
    f"OR interaction_id IN ({forgotten_drafts.ALONE})"
)
_NOTHING_LEFT: Final = (
    "UPDATE import_batch SET file_name = '' WHERE id = ? AND NOT EXISTS (SELECT 1 FROM import_row "
    "WHERE batch_id = import_batch.id AND COALESCE(contact_id, interaction_id) IS NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class Them:
    """Who is forgotten: what tells them in any copy of the journal."""

    uids: list[bytes]  # theirs, and of whom was merged into them
    names: list[str]
    topics: list[str]  # that nobody else has


def who(contact_ids: Sequence[int]) -> Them:
    """Return what tells people in any copy of the open journal.

    Raises:
        NotFound: There is nobody of that id.
    """
    uids, names = [], []
    for contact_id in contact_ids:
        row = db.execute_sql(
            "SELECT uid, full_name FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        if row is None:
            raise NotFound("This person is not in the journal any more.")
        uids += [bytes(row[0]), *merged_uids(db.execute_sql, contact_id)]
        names.append(str(row[1]))
    topics = db.execute_sql(_TOPICS, (_json(contact_ids),)).fetchall()
    return Them(uids, names, [row[0] for row in topics])


def merged_uids(run: Any, contact_id: int) -> list[bytes]:
    """Return the uids of whom somebody was made out of, besides their own.

    Args:
        run: Executes SQL, in the open journal or in a copy of it.
        contact_id: Whose, in it. Who lives in the open journal, as after an undo, is left out.
    """
    query = "SELECT value FROM external_id WHERE contact_id = ? AND system = ?"
    found = []
    for (value,) in run(query, (contact_id, OWN_SYSTEM)).fetchall():
        with suppress(ValueError):
            found.append(UUID(value).bytes)
    lives = "SELECT 1 FROM contact WHERE uid = ?"
    return [uid for uid in found if db.execute_sql(lives, (uid,)).fetchone() is None]


def are_there(contact_ids: Sequence[int]) -> bool:
    """Say whether any of these people is in the open journal."""
    query = f"SELECT 1 FROM contact WHERE id IN {_THEM}"
    return db.execute_sql(query, (_json(contact_ids),)).fetchone() is not None


def erase(run: Any, contact_ids: Sequence[int], them: Them) -> forgotten_drafts.Letting:
    """Delete the rows.

    Args:
        run: Executes SQL inside a transaction, in the journal or in a copy of it.
        contact_ids: Their ids in it.
        them: Who they are.

    Returns:
        What is left of drafts that are held in memory.
    """
    wanted = (_json(contact_ids),)
    batches = run(_BATCHES, wanted).fetchall()
    letting = forgotten_drafts.let_go(run, contact_ids, them.names)
    forgotten_names.let_go(run, Names([*them.names, *_only_theirs(run, contact_ids)]))
    for statement in _THEIRS:
        run(statement, wanted if "?1" in statement else ())
    for batch in batches:
        run(_NOTHING_LEFT, batch)
    for topic in them.topics:
        run(
            "DELETE FROM topic WHERE name = ? AND NOT EXISTS "
            "(SELECT 1 FROM contact_topic t WHERE t.topic_id = topic.id)",
            (topic,),
        )
    return letting


def _only_theirs(run: Any, contact_ids: Sequence[int]) -> list[str]:
    """Return the words of their names that nobody else's name has."""
    query = f"SELECT full_name, nicknames FROM contact WHERE id IN {_THEM}"
    words = {
        word
        for name, nicknames in run(query, (_json(contact_ids),)).fetchall()
        for word in (*name.split(), *(one for nick in loads(nicknames) for one in nick.split()))
        if len(word) >= _WORD
    }
    others = f"SELECT 1 FROM contact WHERE id NOT IN {_THEM} AND instr({_NAMED}, nj_fold(?2))"
    return [w for w in words if not run(others, (_json(contact_ids), w)).fetchone()]


def _json(ids: Sequence[int]) -> str:
    return "[" + ",".join(str(int(one)) for one in ids) + "]"
