"""The one database handle, our field types and the base of every model.

STRICT tables know INTEGER, REAL, TEXT, BLOB and ANY only, so models use the fields below and
Peewee's ``IntegerField``, ``FloatField``, ``TextField``, ``BlobField`` and ``AutoField``.
Days are local days counted from 1970-01-01; times of day are minutes from local midnight;
``created_at`` and ``updated_at`` are UTC milliseconds.
"""

from __future__ import annotations

import json
import time
import uuid
from datetime import date, timedelta
from typing import Any

from peewee import AutoField, BlobField, FloatField, ForeignKeyField, IntegerField, Model, TextField

from netjournal.models.engine import GuardedDatabase

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
    "db",
    "from_day",
    "now_ms",
    "to_day",
]

db = GuardedDatabase()
_EPOCH = date(1970, 1, 1)


def now_ms() -> int:
    """Return the time now in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def to_day(day: date) -> int:
    """Return a calendar day as days since 1970-01-01."""
    return (day - _EPOCH).days


def from_day(number: int) -> date:
    """Return the calendar day of a day number."""
    return _EPOCH + timedelta(days=number)


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

        database = db
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
