"""Our field types and the base of every Peewee model.

STRICT tables know INTEGER, REAL, TEXT, BLOB and ANY only, so models use the fields below and
Peewee's ``IntegerField``, ``FloatField``, ``TextField``, ``BlobField`` and ``AutoField``.
Days are local days counted from 1970-01-01; times of day are minutes from local midnight;
``created_at`` and ``updated_at`` are UTC milliseconds.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

import peewee
from peewee import AutoField, BlobField, FloatField, ForeignKeyField, IntegerField, Model, TextField

from netjournal.models.engine import EngineError
from netjournal.models.handle import db, now_ms

__all__ = [
    "AutoField",
    "BlobField",
    "FlagField",
    "FloatField",
    "ForeignKeyField",
    "IntegerField",
    "ListField",
    "StampedModel",
    "TextField",
    "UidField",
    "UidModel",
]


class _Peewee(peewee.SqliteDatabase):
    """Peewee's view of the handle: its connections, its guard, and Peewee's own error classes."""

    def __init__(self) -> None:
        super().__init__(None)

    def connection(self) -> Any:
        return db.connection()

    def execute_sql(self, sql: str, params: Any = None, commit: Any = None) -> Any:
        try:
            return db.execute_sql(sql, params)
        except EngineError as error:
            # the message is the engine's only for constraint names; values are never part of it
            kind = getattr(peewee, type(error).__name__, peewee.DatabaseError)
            raise kind(str(error)) from error

    def last_insert_id(self, cursor: Any, query_type: Any = None) -> Any:
        return cursor.lastrowid

    def rows_affected(self, cursor: Any) -> Any:
        return cursor.rowcount


class FlagField(IntegerField):
    """A bool kept as 0 or 1 (STRICT tables have no BOOLEAN)."""

    def db_value(self, value: Any) -> int | None:
        """Return 0, 1 or None."""
        return None if value is None else int(bool(value))

    def python_value(self, value: Any) -> bool | None:
        """Return the bool."""
        return None if value is None else bool(value)


class UidField(BlobField):
    """A UUID kept as its 16 bytes."""

    def _db_hook(self, database: Any) -> None:
        """Keep Peewee from wrapping bytes in the stdlib's ``sqlite3.Binary``."""
        self._constructor = bytes

    def db_value(self, value: Any) -> bytes | None:
        """Return the 16 bytes of a UUID, its text or its bytes."""
        if value is None or isinstance(value, bytes):
            return value
        return (value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))).bytes

    def python_value(self, value: Any) -> uuid.UUID | None:
        """Return the UUID."""
        return None if value is None else uuid.UUID(bytes=bytes(value))


class ListField(TextField):
    """A short list of texts kept as JSON, in order."""

    def db_value(self, value: Any) -> str:
        """Return the JSON text."""
        return json.dumps(list(value or ()), ensure_ascii=False, separators=(",", ":"))

    def python_value(self, value: Any) -> list[str]:
        """Return the list."""
        return list(json.loads(value)) if value else []


class StampedModel(Model):
    """A table with an id and its two time stamps (UTC milliseconds)."""

    id = AutoField()
    created_at = IntegerField(default=now_ms)
    updated_at = IntegerField(default=now_ms)

    class Meta:
        """One database for all; names as the class."""

        database = _Peewee()
        legacy_table_names = False
        strict_tables = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Write the row; ``updated_at`` follows."""
        if self.id is not None and not kwargs.get("force_insert"):
            self.updated_at = now_ms()
        return super().save(*args, **kwargs)


class UidModel(StampedModel):
    """A row that travels: its ``uid`` survives export, re-import and merge."""

    uid = UidField(default=uuid.uuid4)
