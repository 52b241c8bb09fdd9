"""The list of contacts in Telegram's export: who is in the address book, with number and day.

Form: https://core.telegram.org/import-export. ``user_id`` is 0 for those who don't use Telegram.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.formats.documents.jsondocument import objects, text
from netjournal.formats.draft import ContactDraft, Extra, Method, NameParts, Rejected
from netjournal.formats.names import complete
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
_FIELDS = ("user_id", "first_name", "last_name", "phone_number")
_NOBODY = QT_TRANSLATE_NOOP("reading", "neither name nor number in the list of contacts")


def listed(document: Json) -> list[Json]:
    """Return the entries of an export's list of contacts."""
    inner = document.get("contacts")
    return objects(inner.get("list")) if isinstance(inner, dict) else []


def drafts(entries: list[Json]) -> Iterator[ContactDraft | Rejected]:
    """Yield the people of the list; what has no field is kept as an extra."""
    for number, entry in enumerate(entries, start=1):
        given, family, phone = (
            " ".join(text(entry.get(key)).split())
            for key in ("first_name", "last_name", "phone_number")
        )
        if not (given or family or phone):
            yield Rejected(number, _NOBODY)
            continue
        draft = ContactDraft(number, name=NameParts(given=given, family=family))
        if phone:
            draft.methods.append(Method("phone", phone))
        user = user_key(entry.get("user_id"))
        if user.strip("user0"):
            draft.external_ids.append(("telegram", user))
        for key, value in entry.items():
            twice = key == "date_unixtime" and text(entry.get("date"))
            if key not in _FIELDS and text(value) and not twice:
                draft.extras.append(Extra("json", f"telegram.{key}", text(value)))
        complete(draft)
        yield draft


def phones(document: Json) -> Iterator[tuple[str, str]]:
    """Yield the telephone numbers of the list by user."""
    for entry in listed(document):
        user, phone = text(entry.get("user_id")), text(entry.get("phone_number"))
        if user.strip("0") and phone:
            yield user_key(user), phone


def user_key(number: Any) -> str:
    """Return what messages call the user of a number; other texts stay as they are."""
    written = text(number)
    return f"user{written}" if written.isdecimal() else written
