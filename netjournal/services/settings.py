"""Choices that belong to the journal and travel with it (not those of one window)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.models.handle import db, now_ms

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(key: str, default: str = "") -> str:
    """Return a setting of the journal."""
    row = db.execute_sql("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else default


def write(key: str, value: str) -> None:
    """Change a setting; call inside an edit."""
    now = now_ms()
    if read(key, "\0") == value:
        return
    db.execute_sql(
        "INSERT INTO setting (key, value, created_at, updated_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        (key, value, now, now),
    )


def region() -> str:
    """Return the country (two letters) that phone numbers without a country code belong to."""
    return read("phone_region")


def me() -> list[str]:
    """Return the user's own names and e-mail addresses, as told so far."""
    return [entry for entry in read("me").split("\n") if entry.strip()]


def set_me(entries: Iterable[str]) -> None:
    """Say what the user's own names and e-mail addresses are; call inside an edit."""
    told = (" ".join(entry.split()) for entry in entries)
    write("me", "\n".join(dict.fromkeys(filter(None, told))))


def remember_me(entries: Iterable[str]) -> None:
    """Add to the user's own names and e-mail addresses; call inside an edit."""
    set_me((*me(), *entries))
