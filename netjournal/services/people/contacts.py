"""People: list, read, add, change, file away, find by name. Writing functions need an open edit."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING

from netjournal.errors import Ambiguous, NotFound
from netjournal.folding import fold
from netjournal.models import Photo
from netjournal.models.handle import db, now_ms
from netjournal.services import id_lists, normalise
from netjournal.services.finding import search
from netjournal.services.people import contact_writing
from netjournal.services.people.contact_form import (
    AddressForm,
    AffiliationForm,
    ContactForm,
    DateForm,
    MethodForm,
    form,
)
from netjournal.services.people.contact_rows import (
    SORTS,
    ContactFilter,
    ContactRow,
    count,
    count_trashed,
    find_ids,
    rows,
)
from netjournal.services.people.contact_writing import create, create_named, update

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "SORTS",
    "AddressForm",
    "AffiliationForm",
    "ContactFilter",
    "ContactForm",
    "ContactRow",
    "DateForm",
    "MethodForm",
    "add_to_circle",
    "archive",
    "count",
    "count_trashed",
    "create",
    "create_named",
    "delete_forever",
    "describe",
    "find_ids",
    "form",
    "photo",
    "remove_from_circle",
    "resolve",
    "restore",
    "rows",
    "set_photo",
    "trash",
    "unarchive",
    "update",
]


def trash(ids: Sequence[int]) -> None:
    """Put people into the trash: everything is kept, lists, counts and sums leave them out."""
    _stamp(ids, "trashed_at", now_ms())


def restore(ids: Sequence[int]) -> None:
    """Bring people back from the trash."""
    _stamp(ids, "trashed_at", None)


def archive(ids: Sequence[int]) -> None:
    """File people away: findable, but out of lists, counts and suggestions."""
    _stamp(ids, "archived_at", now_ms())


def unarchive(ids: Sequence[int]) -> None:
    """Bring people back from the archive."""
    _stamp(ids, "archived_at", None)


def _stamp(ids: Sequence[int], column: str, at: int | None) -> None:
    db.execute_sql(
        f"UPDATE contact SET {column} = ?, updated_at = ?, rev = rev + 1 "
        f"WHERE id IN (SELECT value FROM json_each(?)) AND ({column} IS NULL) = ?",
        (at, now_ms(), id_lists.as_text(ids), int(at is not None)),
    )


def delete_forever(ids: Sequence[int]) -> None:
    """Remove people with everything that is theirs alone; shared interactions lose them only.

    An edit like any other: it can be undone for as long as undo remembers it.
    """
    wanted = id_lists.as_text(ids)
    db.execute_sql(
        "DELETE FROM interaction WHERE id IN (SELECT ic.interaction_id FROM interaction_contact ic "
        "WHERE ic.contact_id IN (SELECT value FROM json_each(?1))) "
        "AND NOT EXISTS (SELECT 1 FROM interaction_contact o WHERE o.interaction_id = "
        "interaction.id AND o.contact_id NOT IN (SELECT value FROM json_each(?1)))",
        (wanted,),
    )
    db.execute_sql("DELETE FROM contact WHERE id IN (SELECT value FROM json_each(?))", (wanted,))


def add_to_circle(ids: Sequence[int], name: str) -> int:
    """Put people into the circle of that name, made if there is none; return its id."""
    tag = contact_writing.circle_id(name)
    now = now_ms()
    db.execute_sql(
        "INSERT INTO contact_tag (contact_id, tag_id, created_at, updated_at) "
        "SELECT c.id, ?1, ?2, ?2 FROM json_each(?3) j JOIN contact c ON c.id = j.value "
        "WHERE NOT EXISTS (SELECT 1 FROM contact_tag x WHERE x.contact_id = c.id "
        "AND x.tag_id = ?1)",
        (tag, now, id_lists.as_text(list(dict.fromkeys(ids)))),
    )
    return tag


def remove_from_circle(ids: Sequence[int], circle_id: int) -> None:
    """Take people out of a circle."""
    db.execute_sql(
        "DELETE FROM contact_tag WHERE tag_id = ? "
        "AND contact_id IN (SELECT value FROM json_each(?))",
        (circle_id, id_lists.as_text(ids)),
    )


def resolve(who: str, *, whole: bool = False) -> int:
    """Return the one person that a name, e-mail address or uid means.

    Args:
        who: What was typed.
        whole: A part of a name is not enough, even where it fits only one person.

    Raises:
        NotFound: Nobody is called that.
        Ambiguous: Several are; ``data["candidates"]`` has (id, full name, uid) of each.
    """
    for find in (_by_uid, _by_email, _by_name, _by_words):
        found = find(who)
        if found and whole and find is _by_words:
            raise Ambiguous("Say the whole name.", candidates=describe(found))
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous("Several people fit: say which one.", candidates=describe(found))
    raise NotFound("Nobody in the journal is called that.", who=who)


def _by_uid(who: str) -> list[int]:
    try:
        key = uuid.UUID(who.strip()).bytes
    except ValueError:
        return []
    return _ids("SELECT id FROM contact WHERE uid = ?", key) or _ids(  # or merged since
        "SELECT contact_id FROM external_id WHERE system = 'netjournal' AND value = ?",
        str(uuid.UUID(bytes=key)),
    )


def _by_email(who: str) -> list[int]:
    key = normalise.email(who)
    if not key:
        return []
    return _ids(
        "SELECT DISTINCT c.id FROM contact_method m JOIN contact c ON c.id = m.contact_id "
        "WHERE m.normalised = ? AND m.kind = 'email' AND c.trashed_at IS NULL ORDER BY c.id",
        key,
    )


def _by_name(who: str) -> list[int]:
    key = fold(who)
    return _ids(  # in two halves, so that each has an index
        "SELECT id FROM contact WHERE sort_key = ? AND trashed_at IS NULL AND archived_at IS NULL "
        "ORDER BY id",
        key,
    ) or _ids(
        "SELECT id FROM contact WHERE archived_at IS NOT NULL AND trashed_at IS NULL "
        "AND sort_key = ? ORDER BY id",
        key,
    )


def _by_words(who: str) -> list[int]:
    expression = search.match(who)
    if not expression:
        return []
    return _ids(
        "SELECT c.id FROM contact_fts f JOIN contact c ON c.id = f.rowid "
        "WHERE contact_fts MATCH ? AND c.trashed_at IS NULL ORDER BY c.sort_key LIMIT 20",
        search.in_column("names", expression),
    )


def _ids(sql: str, value: object) -> list[int]:
    return [int(row[0]) for row in db.execute_sql(sql, (value,))]


def describe(ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return (id, full name, uid) of people, for a choice between them."""
    rows_ = db.execute_sql(
        "SELECT c.id, c.full_name, c.uid FROM json_each(?) j JOIN contact c ON c.id = j.value",
        (id_lists.as_text(ids),),
    )
    return [(row[0], row[1], str(uuid.UUID(bytes=bytes(row[2])))) for row in rows_]


def set_photo(contact_id: int, data: bytes, media_type: str) -> None:
    """Give someone a picture (empty ``data`` takes it away); equal pictures are kept once.

    Imports leave it alone from then on, as they do what was edited otherwise.
    """
    photo_id: int | None = None
    if data:
        digest = hashlib.sha256(data).digest()
        known = Photo.get_or_none(Photo.sha256 == digest)
        row = known or Photo.create(sha256=digest, media_type=media_type, data=data)
        photo_id = int(row.id)
    db.execute_sql(
        "UPDATE contact SET photo_id = ?, updated_at = ?, rev = rev + 1, edited_fields = "
        "(SELECT json_group_array(value) FROM (SELECT value FROM json_each(edited_fields) "
        "UNION SELECT 'photo' ORDER BY value)) WHERE id = ?",
        (photo_id, now_ms(), contact_id),
    )


def photo(photo_id: int) -> tuple[bytes, str]:
    """Return a picture's bytes and media type.

    Raises:
        NotFound: There is no such picture.
    """
    row = db.execute_sql("SELECT data, media_type FROM photo WHERE id = ?", (photo_id,)).fetchone()
    if not row:
        raise NotFound("This picture is not in the journal any more.")
    return bytes(row[0]), str(row[1])
