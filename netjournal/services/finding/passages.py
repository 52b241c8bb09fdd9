"""What is written on cards, text by text: ``on_cards(ids) -> {id: [text, …]}``.

Full text knows a card as one long text (``models.derived``); whoever shows where a word was found
wants the note, the need or the address it stands in, not what happens to follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Sequence

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
