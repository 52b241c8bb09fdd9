"""What happened in a Monica export -> interactions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netjournal.formats.documents.jsondocument import objects, text
from netjournal.formats.documents.monica_account import collections, day_of, properties
from netjournal.formats.draft import Extra, InteractionDraft, PersonRef, Rejected
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.documents.monica_account import Account, Entry

_NO_DATE = {
    "note": QT_TRANSLATE_NOOP("reading", "a note without a date"),
    "call": QT_TRANSLATE_NOOP("reading", "a call without a date"),
    "life_event": QT_TRANSLATE_NOOP("reading", "an event of life without a date"),
    "conversation": QT_TRANSLATE_NOOP("reading", "a conversation without a date"),
}

# Monica's built-in kinds of activity, by translation key.
_MEALS = ("ate", "eat", "picnic", "bar", "restaurant", "coffee", "drink")


def talk(entry: Entry, account: Account, line: int) -> Iterator[InteractionDraft | Rejected]:
    """Yield a contact's notes, calls, conversations and life events.

    Args:
        entry: The contact.
        account: The export.
        line: The contact's number.
    """
    person = account.person(text(entry.get("uuid"))) or PersonRef()
    for name, values in collections(entry):
        for value in values:
            draft = _made(name, value)
            if draft is None:
                continue
            draft.line = line
            draft.people = [person]
            draft.external_id = f"monica:{text(value.get('uuid'))}"
            yield draft if draft.day else Rejected(line, _NO_DATE[name])


def activities(account: Account) -> Iterator[InteractionDraft | Rejected]:
    """Yield what was done together, once each, with everybody who took part."""
    for number, (uuid, entry) in enumerate(account.activities.items(), start=1):
        given = properties(entry)
        invited = given.get("participants")
        uuids = [*account.took_part.get(uuid, ()), *(invited if isinstance(invited, list) else ())]
        people = [account.person(one) for one in dict.fromkeys(map(text, uuids))]
        kind = account.kinds.get(text(given.get("type")), {})
        draft = InteractionDraft(
            day_of(given.get("happened_at")) or day_of(entry.get("created_at")),
            _kind(kind),
            number,
            summary=text(given.get("summary")),
            body=text(given.get("description")),
            people=[person for person in people if person],
            external_id=f"monica:{uuid}",
        )
        if kind.get("name"):
            draft.extras.append(Extra("json", "monica.activity_type", text(kind["name"])))
        yield (
            draft
            if draft.day
            else Rejected(number, QT_TRANSLATE_NOOP("reading", "an activity without a date"))
        )


def _made(name: str, value: Entry) -> InteractionDraft | None:
    given = properties(value)
    written = day_of(value.get("created_at"))
    if name == "note":
        return InteractionDraft(written, body=text(given.get("body")))
    if name == "call":
        return InteractionDraft(
            day_of(given.get("called_at")) or written,
            "call",
            initiator=_by(given.get("contact_called"), "them", "me"),
            body=text(given.get("content")),
            extras=_feelings(given),
        )
    if name == "life_event":
        day = day_of(given.get("happened_at")) or written
        return InteractionDraft(day, summary=text(given.get("name")), body=text(given.get("note")))
    return _conversation(given, written) if name == "conversation" else None


def _conversation(given: Entry, written: str) -> InteractionDraft:
    """Return a conversation: who began it, and what was said, a paragraph per message."""
    messages = [properties(message) for message in objects(given.get("messages"))]
    mine = [message.get("written_by_me") for message in messages]
    said = [
        ("→ " if by_me is True else "← ") + text(message.get("content"))
        for by_me, message in zip(mine, messages, strict=True)
    ]
    return InteractionDraft(
        day_of(given.get("happened_at")) or written,
        "message",
        initiator=_by(mine[0] if mine else None, "me", "them"),
        body="\n\n".join(said),
    )


def _feelings(given: Entry) -> list[Extra]:
    feelings = given.get("emotions")
    return [Extra("json", "monica.emotions", json.dumps(feelings))] if feelings else []


def _by(flag: object, yes: str, no: str) -> str:
    """Return who began, as a flag of the export tells it."""
    if isinstance(flag, bool):
        return yes if flag else no
    return "unknown"


def _kind(activity_type: Entry) -> str:
    key = text(activity_type.get("translation_key")) or text(activity_type.get("name"))
    named = key.lower().replace("_", " ").split()
    return "coffee" if any(word.startswith(_MEALS) for word in named) else "met"
