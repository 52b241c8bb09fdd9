"""What is written on cards, text by text: ``on_cards(ids) -> {id: [text, …]}``; a text clipped.

Full text knows a card as one long text (``models.derived``); whoever shows where a word was found
wants the note, the need or the address it stands in, not what happens to follow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netjournal.folding import fold
from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = re.compile(r"[^\W_]+")
_BEFORE, _CLIP = 24, 180  # characters shown before a hit, and in all
_OF = "SELECT {contact}, {text} FROM {table} WHERE {contact} IN (SELECT value FROM json_each(?1))"
_SOURCES: Final = (  # in the order in which a card is read
    *((name, "id", "contact") for name in ("headline", "note", "met_place", "met_story")),
    ("text", "contact_id", "need"),
    ("booster_note", "id", "contact"),
    ("trim(title || ' ' || organisation || ' ' || department)", "contact_id", "affiliation"),
    ("trim(locality || ' ' || country)", "contact_id", "address"),
    ("name", "contact_id", "contact_topic JOIN topic ON topic.id = topic_id"),
    ("name", "contact_id", "contact_tag JOIN tag ON tag.id = tag_id"),
    ("value", "contact_id", "contact_method"),
)
_ALL: Final = " UNION ALL ".join(
    _OF.format(text=text, contact=contact, table=table) for text, contact, table in _SOURCES
)


def on_cards(ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the texts of each card, as written, in the order in which a card is read."""
    found: dict[int, list[str]] = {one: [] for one in ids}
    for contact_id, text in db.execute_sql(_ALL, (f"[{','.join(map(str, ids))}]",)):
        if text:
            found[contact_id].append(text)
    return found


def clip(text: str, choices: Sequence[Sequence[str]]) -> str:
    """Return the part of a text around the first word that was asked for, as one line.

    Args:
        text: Any text.
        choices: Folded beginnings of words, as alternatives.
    """
    line = " ".join(text.split())
    starts = tuple(word for one in choices for word in one)
    at = next(
        (w.start() for w in _WORDS.finditer(line) if starts and fold(w[0]).startswith(starts)), 0
    )
    begin = 0 if at <= _BEFORE else line.find(" ", at - _BEFORE) + 1
    begin = begin if 0 <= begin <= at else at
    end = begin + _CLIP
    stop = len(line) if end >= len(line) else max(line.rfind(" ", begin, end), at)
    stop = stop if stop > at else min(end, len(line))
    return ("…" if begin else "") + line[begin:stop] + ("…" if stop < len(line) else "")


def has_one(text: str, starts: tuple[str, ...]) -> bool:
    """Say whether a word of a text begins with one of these, folded."""
    folded = fold(text)
    return any(start in folded for start in starts) and any(
        fold(word).startswith(starts) for word in _WORDS.findall(text)
    )
