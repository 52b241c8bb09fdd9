"""Write a contact from its form: only rows that differ change, so undo notes stay small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from netjournal.errors import NotFound, UsageError
from netjournal.folding import fold
from netjournal.models import Contact
from netjournal.models.handle import db, now_ms
from netjournal.services import normalise, settings
from netjournal.services.people import names
from netjournal.services.people.contact_form import COLUMNS, PARTS, ROLES, ContactForm, form

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[Any, ...]


def create(draft: ContactForm) -> int:
    """Add a contact and return its id; call inside an edit.

    Raises:
        UsageError: It has no name and no way to be reached.
    """
    _complete_names(draft)
    if not draft.full_name:
        raise UsageError("A person needs a name.")
    values = {name: getattr(draft, name) for name in COLUMNS}
    row = Contact.create(sort_key=names.sort_key(draft.full_name), **values)
    _write_lists(int(row.id), draft)
    return int(row.id)


def create_named(name: str) -> int:
    """Add somebody of whom only a name is known and return their id; call inside an edit."""
    alone = name.strip() if len(name.split()) == 1 else ""
    return create(ContactForm(full_name=name, given_name=alone))


def update(contact_id: int, draft: ContactForm) -> None:
    """Change a contact to what the form says; call inside an edit.

    Fields that changed are remembered in ``edited_fields``: imports never overwrite them silently.

    Raises:
        NotFound: There is no such contact.
        UsageError: The name was removed.
    """
    before = form(contact_id)
    _complete_names(draft)
    if not draft.full_name:
        raise UsageError("A person needs a name.")
    changed = [name for name in COLUMNS if getattr(before, name) != getattr(draft, name)]
    lists = [
        name
        for name in (*PARTS, "circles", *ROLES)
        if getattr(before, name) != getattr(draft, name)
    ]
    if not changed and not lists:
        return
    row = Contact.get_by_id(contact_id)
    for name in changed:
        setattr(row, name, getattr(draft, name))
    row.sort_key = names.sort_key(draft.full_name)
    row.edited_fields = sorted({*row.edited_fields, *changed, *lists})
    row.rev += 1
    row.save()
    _write_lists(contact_id, draft, lists)


def _complete_names(draft: ContactForm) -> None:
    """Fill the full name from its parts, or such parts as are certain from the full name."""
    draft.full_name = draft.full_name.strip()
    parts = names.Parts(*(getattr(draft, name) for name in names.PARTS))
    if not draft.full_name:
        draft.full_name = names.compose(parts) or next(
            (m.value.strip() for m in draft.methods if m.value.strip()), ""
        )
    elif draft.kind == "person" and parts == names.Parts():
        known = names.split(draft.full_name)
        for name in names.PARTS:
            setattr(draft, name, getattr(known, name))


def _write_lists(contact_id: int, draft: ContactForm, only: Sequence[str] | None = None) -> None:
    for name, (table, columns, _) in PARTS.items():
        if only is None or name in only:
            rows = [tuple(getattr(part, c) for c in columns) for part in getattr(draft, name)]
            rows = [row for row in rows if _says_something(table, row)]
            write_parts(contact_id, table, columns, rows)
    if only is None or "circles" in only:
        write_circles(contact_id, draft.circles)
    for name, role in ROLES.items():
        if only is None or name in only:
            write_topics(contact_id, role, getattr(draft, name))


def _says_something(table: str, row: Row) -> bool:
    values = row[1:2] if table == "contact_method" else row
    return any(str(value).strip() for value in values)


def write_parts(contact_id: int, table: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Make one of a contact's lists equal to ``rows``; equal entries keep their row ids."""
    if table == "contact_method":
        region = settings.region()
        columns = (*columns, "normalised")
        rows = [(*row[:-1], int(row[-1]), normalise.method(row[0], row[1], region)) for row in rows]
    key = 2 if table == "contact_method" else 1
    old = db.execute_sql(
        f"SELECT id, position, {', '.join(columns)} FROM {table} WHERE contact_id = ? "
        "ORDER BY position, id",
        (contact_id,),
    ).fetchall()
    left = list(old)
    for position, row in enumerate(rows):
        match = next((r for r in left if r[2:] == row), None) or next(
            (r for r in left if r[2 : 2 + key] == row[:key]), None
        )
        if match is None:
            _insert_part(contact_id, table, columns, (position, *row))
            continue
        left.remove(match)
        if match[1:] != (position, *row):
            pairs = ", ".join(f"{column} = ?" for column in columns)
            db.execute_sql(
                f"UPDATE {table} SET position = ?, {pairs}, updated_at = ? WHERE id = ?",
                (position, *row, now_ms(), match[0]),
            )
    for gone in left:
        db.execute_sql(f"DELETE FROM {table} WHERE id = ?", (gone[0],))


def _insert_part(contact_id: int, table: str, columns: tuple[str, ...], row: Row) -> None:
    now = now_ms()
    marks = ", ".join("?" * (len(row) + 3))
    db.execute_sql(
        f"INSERT INTO {table} (contact_id, created_at, updated_at, position, "
        f"{', '.join(columns)}) VALUES ({marks})",
        (contact_id, now, now, *row),
    )


def circle_id(name: str) -> int:
    """Return the circle of that name (case and accents aside), made if there is none."""
    key = fold(name)
    row = db.execute_sql("SELECT id FROM tag WHERE sort_key = ? ORDER BY id", (key,)).fetchone()
    if row:
        return int(row[0])
    last = db.execute_sql("SELECT COALESCE(MAX(position), -1) FROM tag").fetchone()[0]
    return _make(
        "INSERT INTO tag (uid, name, sort_key, created_at, updated_at, position) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        name,
        last + 1,
    )


def topic_id(name: str) -> int:
    """Return the topic of that name (case and accents aside), made if there is none."""
    key = fold(name)
    row = db.execute_sql("SELECT id FROM topic WHERE sort_key = ? ORDER BY id", (key,)).fetchone()
    if row:
        return int(row[0])
    return _make(
        "INSERT INTO topic (uid, name, sort_key, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
        name,
    )


def _make(sql: str, name: str, *more: object) -> int:
    """Insert something that goes by its name: without Peewee, as an import makes hundreds."""
    now = now_ms()
    values = (uuid4().bytes, name.strip(), fold(name), now, now, *more)
    return int(db.execute_sql(sql, values).lastrowid)


def write_circles(contact_id: int, wanted: Sequence[str]) -> None:
    """Put a contact into exactly these circles."""
    ids = {circle_id(name) for name in wanted if name.strip()}
    old = {
        r[0]: r[1]
        for r in db.execute_sql(
            "SELECT tag_id, id FROM contact_tag WHERE contact_id = ?", (contact_id,)
        )
    }
    for tag in sorted(ids - old.keys()):
        add_to(contact_id, tag)
    for tag in sorted(old.keys() - ids):
        db.execute_sql("DELETE FROM contact_tag WHERE id = ?", (old[tag],))


def add_to(contact_id: int, tag_id: int) -> None:
    """Put a contact into a circle; nothing changes if they are in it already."""
    now = now_ms()
    db.execute_sql(
        "INSERT INTO contact_tag (contact_id, tag_id, created_at, updated_at) "
        "SELECT ?, ?, ?, ? WHERE NOT EXISTS "
        "(SELECT 1 FROM contact_tag WHERE contact_id = ? AND tag_id = ?)",
        (contact_id, tag_id, now, now, contact_id, tag_id),
    )


def write_topics(contact_id: int, role: str, wanted: Sequence[str]) -> None:
    """Give a contact exactly these topics in a role."""
    ids = list(dict.fromkeys(topic_id(name) for name in wanted if name.strip()))
    old = {
        r[0]: r[1]
        for r in db.execute_sql(
            "SELECT topic_id, id FROM contact_topic WHERE contact_id = ? AND role = ?",
            (contact_id, role),
        )
    }
    for topic in ids:
        if topic not in old:
            add_topic(contact_id, topic, role)
    for topic in sorted(old.keys() - set(ids)):
        db.execute_sql("DELETE FROM contact_topic WHERE id = ?", (old[topic],))


def add_topic(contact_id: int, topic: int, role: str) -> None:
    """Note that someone has a topic in a role; nothing changes if that is known already."""
    now = now_ms()
    db.execute_sql(
        "INSERT INTO contact_topic (contact_id, topic_id, role, created_at, updated_at) "
        "SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM contact_topic "
        "WHERE contact_id = ? AND topic_id = ? AND role = ?)",
        (contact_id, topic, role, now, now, contact_id, topic, role),
    )


def require(contact_id: int) -> None:
    """Check that a contact exists.

    Raises:
        NotFound: It doesn't.
    """
    if not db.execute_sql("SELECT 1 FROM contact WHERE id = ?", (contact_id,)).fetchone():
        raise NotFound("This person is not in the journal any more.")
