"""Forget somebody for good: every row, picture, index entry, note of undo, and free byte.

Deleting keeps what undo needs; forgetting keeps nothing. The rows go, what SQLite frees is
overwritten (``secure_delete``, also inside the full-text indexes), the log of all steps goes, the
write-ahead log is emptied. On request every backup is opened, purged the same way, proved and
replaced; what crashes and restores left aside is removed.

What cannot be known is left and counted: other people's notes and shared entries may name them.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from json import loads
from typing import TYPE_CHECKING, Any, Final

from netjournal import kept_texts, paths
from netjournal.errors import Cancelled, DiskError, NotFound, UserError
from netjournal.models import aside, copies, derived, migrations, opening
from netjournal.models.engine import Connection, DatabaseError, connect, translate, uri
from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services.keeping import backups, drafts, wiping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.models.journal import Journal
    from netjournal.progress import Progress

_WORD: Final = 3  # letters; shorter ones are in too many words
LABEL: Final = "Forget somebody for good"
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
_ALONE: Final = (  # entries that are with nobody else
    f"SELECT interaction_id FROM interaction_contact WHERE contact_id IN {_THEM} EXCEPT "
    f"SELECT interaction_id FROM interaction_contact WHERE contact_id NOT IN {_THEM}"
)
_THEIR_DRAFTS: Final = (
    f"DELETE FROM draft WHERE key IN (SELECT 'entry-' || interaction_id FROM ({_ALONE}))",
    "DELETE FROM draft WHERE EXISTS "
    "(SELECT 1 FROM json_each(?1) t WHERE draft.key LIKE '%:' || t.value)",
    # whom an entry is about: pairs of id and name
    "DELETE FROM draft WHERE EXISTS (SELECT 1 FROM json_tree(CASE WHEN json_valid(text) "
    "THEN text ELSE '[]' END, '$.people') p WHERE p.type = 'integer' AND p.key = 0 "
    f"AND p.atom IN {_THEM})",
)
_NAMED: Final = "nj_fold(full_name || ' ' || nicknames)"
_TOPICS: Final = (
    "SELECT DISTINCT n.name FROM contact_topic t JOIN topic n ON n.id = t.topic_id "
    "WHERE contact_id IN (SELECT value FROM "
    "json_each(?1)) AND NOT EXISTS (SELECT 1 FROM contact_topic o WHERE o.topic_id = t.topic_id "
    "AND o.contact_id NOT IN (SELECT value FROM json_each(?1)))"
)
_MENTIONS: Final = (
    "SELECT COUNT(*) FROM interaction "
    "WHERE instr(nj_fold(summary || ' ' || body || ' ' || place || ' ' || typed), nj_fold(?))",
    "SELECT COUNT(*) FROM contact "
    "WHERE instr(nj_fold(note || ' ' || met_story || ' ' || met_through_name), nj_fold(?))",
    "SELECT COUNT(*) FROM relation WHERE instr(nj_fold(other_name), nj_fold(?))",
    "SELECT COUNT(*) FROM saved_list WHERE instr(nj_fold(name || ' ' || query), nj_fold(?))",
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done.

    Attributes:
        people: How many were forgotten.
        mentions: In how many entries and notes of others their names still stand.
        purged: Backups that hold nothing of them any more.
        unpurged: Backups that still do: not asked for, or they could not be opened.
        away: Whether the second place is not there now; what lies in it may still hold them.
    """

    people: int
    mentions: int
    purged: int
    unpurged: int
    away: bool = False


@dataclass(frozen=True, slots=True)
class _Them:
    uids: list[bytes]
    names: list[str]
    topics: list[str]  # that nobody else has


def forget(
    journal: Journal,
    contact_ids: Sequence[int],
    *,
    with_backups: bool = False,
    progress: Progress | None = None,
) -> Forgotten:
    """Erase people; nothing of this can be undone.

    Args:
        journal: Open for writing; no edit open.
        contact_ids: Whom.
        with_backups: Purge the backups, too; without, they keep what they hold.
        progress: Told of backups; who stops then keeps the rest of them as they are.

    Raises:
        NotFound: There is nobody of that id; nothing was changed.
        DiskError: They are gone, but the file could not be wiped yet, as the message says.
        UserError: It could not be done; nothing was changed.
    """
    them = _who(contact_ids)
    with contextlib.suppress(UserError):
        drafts.try_again(journal)  # what is being typed about them goes with the rest
    with journal.erasing(LABEL):
        _erase(db.execute_sql, contact_ids, them)
    drafts.let_go_of(contact_ids)  # what was typed since, or could not be kept
    mentions = sum(_count_mentions(name) for name in them.names)
    _wipe(journal)
    there = len(_all_backups(journal))
    purged = _purge(journal, them, progress or Silent()) if with_backups else 0
    kept_texts.forget()
    second = backups.second_folder(journal.path)
    away = second is not None and backups.is_away(str(second.parent))
    return Forgotten(len(contact_ids), mentions, purged, there - purged, away)


def _who(contact_ids: Sequence[int]) -> _Them:
    uids, names = [], []
    for contact_id in contact_ids:
        row = db.execute_sql(
            "SELECT uid, full_name FROM contact WHERE id = ?", (contact_id,)
        ).fetchone()
        if row is None:
            raise NotFound("This person is not in the journal any more.")
        uids.append(bytes(row[0]))
        names.append(str(row[1]))
    topics = db.execute_sql(_TOPICS, (_json(contact_ids),)).fetchall()
    return _Them(uids, names, [row[0] for row in topics])


def _erase(run: Any, contact_ids: Sequence[int], them: _Them) -> None:
    """Delete the rows; ``run`` executes SQL inside a transaction."""
    wanted = (_json(contact_ids),)
    for statement in _THEIR_DRAFTS:
        run(statement, wanted)
    for name in [*them.names, *_only_theirs(run, contact_ids)]:
        run("DELETE FROM draft WHERE instr(nj_fold(text), nj_fold(?))", (name,))
    for statement in _THEIRS:
        run(statement, wanted if "?1" in statement else ())
    for topic in them.topics:
        run(
            "DELETE FROM topic WHERE name = ? AND NOT EXISTS "
            "(SELECT 1 FROM contact_topic t WHERE t.topic_id = topic.id)",
            (topic,),
        )


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


def _count_mentions(name: str) -> int:
    if len(name.strip()) < 3:
        return 0
    return sum(int(db.execute_sql(sql, (name.strip(),)).fetchone()[0]) for sql in _MENTIONS)


def _wipe(journal: Journal) -> None:
    try:
        done = journal.wiped()
    except UserError:
        done = False
    except DatabaseError:
        done = False
    if not done:
        raise DiskError(
            "The person is gone, but what was written about them may still be readable in the "
            "file: close what else reads the journal, then close NetJournal to finish."
        )


# -- backups


def _all_backups(journal: Journal) -> list[Path]:
    found = [one.path for one in backups.list_backups(journal.path)]
    second = backups.second_folder(journal.path)
    if second is not None:
        found += [one.path for one in backups.list_backups(journal.path, second)]
    return found


def _purge(journal: Journal, them: _Them, watch: Progress) -> int:
    """Purge every backup and drop what was set aside; return how many backups are clean."""
    there = _all_backups(journal)
    done = 0
    for number, path in enumerate(there):
        try:
            watch.step(number, len(there))
        except Cancelled:  # they are gone from the journal already: what is left is told
            break
        with contextlib.suppress(UserError, OSError, *DatabaseError):
            _purge_one(path, them)
            done += 1
    folder = paths.backup_folder(journal.path)
    for one in (*folder.glob("crash-*"), *folder.glob("replaced-*")):
        wiping.remove_folder(one)
    aside.sweep()
    with contextlib.suppress(Cancelled):
        watch.step(1, 1)
    return done


def _purge_one(path: Path, them: _Them) -> None:
    """Replace one backup by a copy of it in which they never were."""
    opening.gate(path, encrypted=db.key is not None)
    key = db.key if opening.is_encrypted(path) else None
    part = path.with_name(path.name + ".part")
    source = connect(uri(path, mode="ro", immutable="1"), key)
    try:
        opening.unlock(source, key)
        copies.prove(source, path)
        ids = _ids(source, them.uids)
        if not ids and not _log_may_name(source):
            return
        copies.take(source, part, key, note=copies.read_note(source))
    finally:
        source.close()
    try:
        _clean(part, key, ids, them)
        with contextlib.closing(connect(uri(part, mode="ro", immutable="1"), key)) as clean:
            copies.prove(clean, part)
        wiping.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _ids(connection: Connection, uids: Sequence[bytes]) -> list[int]:
    found = []
    for uid in uids:
        row = connection.execute("SELECT id FROM contact WHERE uid = ?", (uid,)).fetchone()
        found += [int(row[0])] if row else []
    return found


def _log_may_name(connection: Connection) -> bool:
    """Say whether a backup's log of steps holds anything: it may hold the forgotten as deleted."""
    return bool(connection.execute("SELECT 1 FROM change_set LIMIT 1").fetchone())


def _clean(part: Path, key: str | None, ids: Sequence[int], them: _Them) -> None:
    connection = connect(uri(part, mode="rw"), key)
    try:
        migrations.migrate(connection)  # what is derived is worked out for the present format
        connection.execute("BEGIN IMMEDIATE")
        _erase(connection.execute, ids, them)
        connection.execute("DELETE FROM change_set")
        derived.rebuild_alone(connection)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()
