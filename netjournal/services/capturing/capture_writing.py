"""Write what a capture line says: the interaction, new people, circles, topics, needs, promises."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netjournal.errors import Ambiguous
from netjournal.services import interactions
from netjournal.services.giving import helping, shelf_meant
from netjournal.services.people import contact_writing, contacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netjournal.services.capturing.capture import Captured
    from netjournal.services.capturing.capture_told import Told


@dataclass(frozen=True, slots=True)
class Written:
    """What committing a line made, as ids."""

    interaction: int
    new_contacts: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    promises: tuple[int, ...] = ()
    work: int | None = None


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
            ``candidates`` has (id, full name, uid) of each.
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
    made = [contacts.create_named(name) for name in fresh]
    everyone = list(dict.fromkeys([*people, *made]))
    named = dict(zip(fresh, made, strict=True))
    needs = [_owned(one, named, everyone) for one in captured.needs]
    promises = [_owned(one, named, everyone) for one in captured.promises]
    need, promise = _of_first(needs, everyone), _of_first(promises, everyone)
    form = _form(captured, everyone, event_id)
    form.need = need.text if need else ""
    form.promise, form.promise_due = (promise.text, promise.due) if promise else ("", None)
    interaction_id = interactions.log(form)
    for tag in captured.tags:
        contacts.add_to_circle(everyone, tag.replace("_", " "))
    for role, topics in (("interest", captured.likes), ("skill", captured.skills)):
        for topic in topics if everyone else ():
            contact_writing.add_topic(everyone[0], contact_writing.topic_id(topic), role)
    apart = _note_more(interaction_id, captured.day, everyone, [n for n in needs if n is not need])
    for one in promises:
        if one is not promise:
            helping.note_promise(_id(one), one.text, captured.day, one.due, interaction_id)
    noted, kept = helping.made_by(interaction_id)
    work = _shared(captured, everyone, interaction_id)
    return Written(interaction_id, tuple(made), (*noted, *apart), kept, work)


def work_of(captured: Captured) -> tuple[int, str] | None:
    """Return (id, title) of what was shared of the user's own shelf, None when that isn't sure."""
    if captured.kind != "shared_work":
        return None
    return shelf_meant.meant(captured.typed, captured.works, captured.day)


def _shared(captured: Captured, everyone: list[int], interaction_id: int) -> int | None:
    """Note on the shelf who knows what was shared; return which work that is."""
    work = work_of(captured)
    if work is None:
        return None
    shelf_meant.note(work[0], everyone, captured.day, interaction_id)
    return work[0]


def _owned(told: Told, named: Mapping[str, int], everyone: list[int]) -> Told:
    """Return a need or promise with the id of whose it is; None for nobody's."""
    of = named.get(told.of) if isinstance(told.of, str) else told.of
    return replace(told, of=of if of is not None else next(iter(everyone), None))


def _id(told: Told) -> int | None:
    return told.of if isinstance(told.of, int) else None


def _of_first(told: list[Told], everyone: list[int]) -> Told | None:
    """Return the first one of whoever comes first: what an editor shows with the entry."""
    return next((one for one in told if one.of == next(iter(everyone), None)), None)


def _note_more(interaction_id: int, day: int, everyone: list[int], needs: list[Told]) -> list[int]:
    """Note the needs of others; return the ids of those that no one who took part has."""
    apart = []
    for one in needs:
        owner = _id(one)
        if owner in everyone:
            helping.note_need(owner, one.text, day, interaction_id)
        elif owner is not None:
            apart.append(helping.note_need(owner, one.text, day))
    return apart


def _form(
    captured: Captured, people: list[int], event_id: int | None
) -> interactions.InteractionForm:
    note = captured.note
    if not people:  # nobody to note it for: keep it in words
        said = [one.text for one in captured.needs if one.of is None]
        note = "; ".join(part for part in (note, *said) if part)
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
    )
