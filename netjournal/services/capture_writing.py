"""Write what a capture line says: the interaction, new people, circles, topics, needs, promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.errors import Ambiguous
from netjournal.services import contact_writing, contacts, helping, interactions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netjournal.services.capture import Captured


@dataclass(frozen=True, slots=True)
class Written:
    """What committing a line made, as ids."""

    interaction: int
    new_contacts: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    promises: tuple[int, ...] = ()


def commit(
    captured: Captured, *, chosen: Mapping[str, int] | None = None, event_id: int | None = None
) -> Written:
    """Write what a line says; call inside an edit.

    Args:
        captured: The understood line. People who aren't in the journal are added.
        chosen: Who is meant by each ambiguous name (0: someone new).
        event_id: The event it belongs to, if any.

    Raises:
        Ambiguous: A name may mean several people and ``chosen`` doesn't say which;
            ``data["candidates"]`` has (id, full name, uid) of each.
    """
    people = list(captured.people)
    fresh = list(captured.unknown)
    for name, ids in captured.ambiguous:
        who = (chosen or {}).get(name)
        if who is None:
            raise Ambiguous(
                "Several people fit: say which one.", name=name, candidates=contacts.describe(ids)
            )
        fresh += [] if who else [name]
        people += [who] if who else []
    made = [
        contacts.create(contacts.ContactForm(full_name=name, given_name=_given(name)))
        for name in fresh
    ]
    everyone = list(dict.fromkeys([*people, *made]))
    interaction_id = interactions.log(_form(captured, everyone, event_id))
    for tag in captured.tags:
        contacts.add_to_circle(everyone, tag.replace("_", " "))
    for role, topics in (("interest", captured.likes), ("skill", captured.skills)):
        for topic in topics if everyone else ():
            contact_writing.add_topic(everyone[0], contact_writing.topic_id(topic), role)
    needs, promises = helping.made_by(interaction_id)
    return Written(interaction_id, tuple(made), needs, promises)


def _given(name: str) -> str:
    words = name.split()
    return words[0] if len(words) == 1 else ""


def _form(
    captured: Captured, people: list[int], event_id: int | None
) -> interactions.InteractionForm:
    note = captured.note
    if not people and captured.need:  # nobody to note it for: keep it in words
        note = "; ".join(part for part in (note, captured.need) if part)
    return interactions.InteractionForm(
        kind=captured.kind,
        day=captured.day,
        minute=captured.minute,
        precision=captured.precision,
        minutes=captured.minutes,
        place=captured.place,
        initiator=captured.initiator,
        energy=captured.energy,
        summary=note,
        typed=captured.typed,
        contact_ids=people,
        event_id=event_id,
        need=captured.need,
        promise=captured.promise,
        promise_due=captured.promise_due,
    )
