"""What is being typed, kept in the journal through a crash; no part of undo, backups have it too.

Keys: ``capture`` and ``capture:<contact>`` for the line one writes what happened in,
``capture.<number>`` for one from the search field beside an unfinished one; ``entry``,
``entry.<number>`` for new entries, ``entry-<interaction>`` for one that is changed; ``person`` and
``person:<contact>`` for people; ``sweep:<sphere>`` for names of a sweep; ``event``, ``work``,
``introduction`` for their forms, with ``-<id>`` of the one that is changed, ``:<contact>`` where
somebody is introduced; ``guests-<event>`` for the line of who was there,
``guest-<event>:<contact>`` for the note about somebody there, ``need:<contact>`` for a new need.
What ends in ``:<contact>`` goes when that person is forgotten.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from netjournal.errors import Busy, UserError
from netjournal.models.engine import DatabaseError, connect, translate, uri
from netjournal.models.handle import db, now_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from netjournal.models.journal import Journal


def put(journal: Journal, key: str, text: str) -> bool:
    """Keep what is being typed; an empty text keeps nothing.

    Returns:
        Whether it is on disk. While something long is being written it is held in memory, from
        where ``get`` gives it; of a journal that is read-only or closed nothing is kept.

    Raises:
        UserError: It could not be written; it is held in memory.
    """
    if journal.closed or journal.read_only:
        return False
    new = _here(key) not in _unkept
    _unkept[_here(key)] = text
    if journal.busy:
        return False
    try:
        if new and _stored(key) == text:
            _drop(key)
        else:
            _keep(journal, key)
    except Busy:  # somebody was quicker
        return False
    except UserError:
        _refused.add(_here(key))
        raise
    with suppress(UserError):
        try_again(journal)
    return True


# (journal, key) -> what is not on disk yet: it is full, or something long is being written
_unkept: dict[tuple[str, str], str] = {}
_refused: set[tuple[str, str]] = set()  # of these, what the disk did not take
_guard = threading.Lock()  # the worker may keep what the window holds, see ``forgetting``


def _here(key: str) -> tuple[str, str]:
    return str(db.database), key


def _keep(journal: Journal, key: str) -> None:
    """Write what is held: not what it was when the turn was waited for, but what it is."""
    here, now = _here(key), now_ms()
    with journal.housekeeping() as connection:
        text = _unkept.get(here)
        if text is None:  # somebody has written it meanwhile
            return
        connection.execute("DELETE FROM draft WHERE key = ?", (key,))
        if text:
            connection.execute(
                "INSERT INTO draft (key, text, created_at, updated_at) VALUES (?, ?, ?, ?)",
                (key, text, now, now),
            )
    with _guard:
        _refused.discard(here)
        if _unkept.get(here) == text:
            del _unkept[here]


def try_again(journal: Journal) -> None:
    """Keep what could not be kept before.

    Raises:
        UserError: It still can't.
    """
    for key in unkept(emptied=True):
        try:
            _keep(journal, key)
        except Busy:
            raise
        except UserError:
            _refused.add(_here(key))
            raise


def unkept(*, emptied: bool = False) -> list[str]:
    """Return of what is not on disk what is being typed: it ends with the window."""
    mine = [(key, text) for (of, key), text in list(_unkept.items()) if of == str(db.database)]
    return [key for key, text in mine if text or emptied]


def refused() -> bool:
    """Say whether the disk did not take some of what is being typed."""
    return any(_here(key) in _refused for key in unkept())


def waiting() -> bool:
    """Say whether something typed in a journal that is closed now waits to be kept in it."""
    here = None if db.is_closed() else str(db.database)
    return any(text and of != here for (of, _key), text in list(_unkept.items()))


def let_go() -> None:
    """Forget what could not be kept: the journal is closed, and the user knows."""
    for key in unkept(emptied=True):
        _drop(key)


def take_out(left_of: Callable[[str, str], str]) -> None:
    """Take people who are forgotten out of what is held.

    Args:
        left_of: Returns what is left of a key's text; "" when it goes.
    """
    for key in unkept():
        with _guard:
            text = _unkept.get(_here(key), "")
            left = left_of(key, text) if text else text
            if left != text:
                _unkept[_here(key)] = left  # an empty one takes what is stored away, too


def _drop(key: str) -> None:
    _unkept.pop(_here(key), None)
    _refused.discard(_here(key))


def written(key: str) -> None:
    """Forget what was being typed, as a part of the edit that writes it down."""
    db.execute_sql("DELETE FROM draft WHERE key = ?", (key,))


def carry(journal: Path, passphrase: str | None, texts: Mapping[str, str]) -> None:
    """Keep what is being typed in another journal, which nobody has open.

    Args:
        journal: Its path: the copy of one that was lost while open.
        passphrase: Its passphrase.
        texts: Key -> text.

    Raises:
        UserError: It can't be written.
    """
    now = now_ms()
    connection = connect(uri(journal, mode="rw"), passphrase)
    try:
        connection.executemany(
            "INSERT OR REPLACE INTO draft (key, text, created_at, updated_at) VALUES (?, ?, ?, ?)",
            [(key, text, now, now) for key, text in texts.items()],
        )
    except DatabaseError as error:
        raise translate(error) from None
    finally:
        connection.close()


def get(key: str) -> str:
    """Return what was being typed, "" when nothing was."""
    return _unkept[_here(key)] if _here(key) in _unkept else _stored(key)


def _stored(key: str) -> str:
    row = db.execute_sql("SELECT text FROM draft WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def there() -> list[str]:
    """Return of what there are drafts, the newest first."""
    rows = db.execute_sql("SELECT key FROM draft ORDER BY updated_at DESC").fetchall()
    return [*unkept(), *(row[0] for row in rows if _here(row[0]) not in _unkept)]


def fields_of(key: str) -> dict[str, Any]:
    """Return what was typed into a form, by field; nothing when there is none."""
    try:
        found = json.loads(get(key) or "null")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def from_fields(values: Mapping[str, Any]) -> str:
    """Return what is typed into a form as text."""
    return json.dumps(values, ensure_ascii=False)


# -- keys of people and entries; their forms as text are in form_drafts


def person_key(contact_id: int | None) -> str:
    """Return the key of somebody's draft; None for somebody new."""
    return "person" if contact_id is None else f"person:{contact_id:d}"


def guest_key(event_id: int, contact_id: int) -> str:
    """Return the key of the note about somebody at an event."""
    return f"guest-{event_id:d}:{contact_id:d}"


def guest_notes(event_id: int) -> dict[int, str]:
    """Return what was being typed about people at an event, by contact id."""
    start = f"guest-{event_id:d}:"
    keys = [key for key in there() if key.startswith(start)]
    return {int(key.removeprefix(start)): get(key) for key in keys}


def entry_key(interaction_id: int | None) -> str:
    """Return under which key to keep an entry; a new one never takes another's place."""
    if interaction_id is not None:
        return f"entry-{interaction_id:d}"
    return f"entry.{now_ms():d}" if get("entry") else "entry"
