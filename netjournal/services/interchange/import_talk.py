"""Interactions of a file: those the journal doesn't have, and the people they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import ContactDraft, Method
from netjournal.models.handle import db, from_day
from netjournal.models.interaction import BY_DAY, BY_MONTH, BY_YEAR, INITIATORS
from netjournal.services import normalise
from netjournal.services.bonds.strength_days import period_day
from netjournal.services.giving import helping
from netjournal.services.interchange import annex
from netjournal.services.interchange.import_ids import external_key
from netjournal.services.interchange.import_match import folded
from netjournal.services.interchange.import_named import whole_day

if TYPE_CHECKING:
    from collections.abc import Container

    from netjournal.formats.draft import InteractionDraft, PersonRef
    from netjournal.services.interchange.import_familiar import Familiar
    from netjournal.services.interchange.import_match import Index
    from netjournal.services.interchange.import_rows import RowWriter

_HELPING = ("helped", "was_helped", "introduced")
_ENERGY = 2
_MOST_IMPORTANT = 1.5
_DIGITS = 4  # of an hour, at most
_OWN = {(annex.SOURCE, "importance"), (annex.SOURCE, "typed")}


class Talk:
    """Writes interactions through the row writer.

    Args:
        writer: Where rows go.
        index: Everyone in the journal, new contacts of this import included.
        today: The local day.
        familiar: Tells people of one name apart.

    Attributes:
        added: How many people were added because interactions name them.
    """

    def __init__(self, writer: RowWriter, index: Index, today: int, familiar: Familiar) -> None:
        self.added = 0
        self._familiar = familiar
        self.helping: list[tuple[int, helping.Said]] = []
        self._writer, self._index, self._today = writer, index, today
        self._met: dict[tuple[str, ...], int] = {}  # those added, by what named them
        self._known: dict[str, set[int]] = {}  # people who have an id in a system

    def write(self, draft: InteractionDraft, *, derive: bool) -> int:
        """Gather one interaction; return the id it will have.

        Args:
            draft: From the file.
            derive: Whether kinds that are help make rows of help (not when the file brings them).
        """
        day, precision = known_day(draft.day, self._today)
        people = {self.person(ref, draft.external_id): ref.note for ref in draft.people}
        people.pop(0, None)
        interaction_id = self._writer.put(
            "interaction",
            draft.uid.bytes if draft.uid else next(self._writer.uids),
            self._writer.named.kind(draft.kind),
            day,
            minute_of(draft.time),
            draft.zone or None,
            precision,
            draft.minutes,
            INITIATORS.index(draft.initiator) if draft.initiator in INITIATORS else 0,
            None if draft.energy is None else max(-_ENERGY, min(_ENERGY, draft.energy)),
            draft.place,
            draft.summary,
            draft.body,
            self._event(draft, day),
            draft.external_id or None,
            _importance(draft),
            _own(draft, "typed"),
        )
        for contact_id, note in people.items():
            self._writer.put("interaction_contact", interaction_id, contact_id, note)
        extras = [one for one in draft.extras if (one.source, one.name) not in _OWN]
        self._writer.add_extras(extras, interaction_id=interaction_id)
        if derive and draft.kind in _HELPING:
            text = draft.summary or draft.body
            said = helping.Said(draft.kind, day, text, tuple(people))
            self.helping.append((interaction_id, said))
        self._writer.interactions += 1
        return interaction_id

    def finish(self) -> None:
        """Write what interactions say about help; call after the rows were written."""
        for interaction_id, said in self.helping:
            helping.sync(interaction_id, said)

    def _event(self, draft: InteractionDraft, day: int) -> int | None:
        if not draft.event:
            return None
        return self._writer.named.event(draft.event, from_day(day).isoformat())

    def person(self, ref: PersonRef, external_id: str) -> int:
        """Return who is meant; people nobody knows are added.

        A mere name is whoever an earlier import took for them, else the only one who has it, else
        one more.

        Args:
            ref: What the file says of somebody.
            external_id: Of the interaction that names them.
        """
        if not ref.known_as[1]:
            return self._person(ref, external_id, ())
        found = self._index.of(None, (external_key(*ref.known_as),))
        if not found and (found := self._person(ref, external_id, self._known_in(ref))):
            self._know(found, ref)
        return found

    def _person(self, ref: PersonRef, external_id: str, others: Container[int]) -> int:
        """Return who is meant; ``others`` are people whom a mere name doesn't mean."""
        link = normalise.url(ref.url) if ref.url else ""
        found = self._index.of(ref.uid, (link,) if link else (), ref.email, ref.phone)
        if found:
            return found
        reachable = ref.uid or link or ref.email or ref.phone
        if ref.name and not reachable:
            found = self._named(folded(ref.name), external_id, others)
        if found:
            return found
        if not (ref.name or reachable):
            return 0
        named_by = (fold(ref.name), ref.email, ref.phone, ref.url, *ref.known_as)
        if named_by not in self._met:
            self._met[named_by] = self._add(ref)
        return self._met[named_by]

    def _named(self, name: str, external_id: str, others: Container[int]) -> int:
        """Return who is meant by a mere name, 0 where nobody or several have it."""
        if found := self._familiar.partner(name, external_id):
            return found
        named = [one for one in self._index.named(name) if one not in others]
        if len(named) > 1:
            return self._familiar.who(named, external_id)
        return named[0] if named else 0

    def _known_in(self, ref: PersonRef) -> set[int]:
        """Return who has an id in the system that knows somebody: another one than theirs."""
        system = ref.known_as[0]
        if system not in self._known:
            sql = "SELECT contact_id FROM external_id WHERE system = ?"
            self._known[system] = {row[0] for row in db.execute_sql(sql, (system,))}
        return self._known[system]

    def _know(self, contact_id: int, ref: PersonRef) -> None:
        """Note by which id a system knows somebody, so that another name there is no matter."""
        self._index.know(contact_id, external_key(*ref.known_as))
        self._known_in(ref).add(contact_id)
        self._writer.put("external_id", contact_id, *ref.known_as)

    def _add(self, ref: PersonRef) -> int:
        draft = ContactDraft(full_name=ref.name or ref.email or ref.phone or ref.url, uid=ref.uid)
        for kind, value in (("email", ref.email), ("phone", ref.phone), ("url", ref.url)):
            if value:
                draft.methods.append(Method(kind, value))
        contact_id = self._writer.add_contact(draft)
        self._index.learn(contact_id, self._index.keys(draft))
        self.added += 1
        return contact_id


def _own(draft: InteractionDraft, name: str) -> str:
    """Return a field of ours that came as an extra."""
    found = (one.value for one in draft.extras if (one.source, one.name) == (annex.SOURCE, name))
    return next(found, "")


def _importance(draft: InteractionDraft) -> float:
    try:
        found = float(_own(draft, "importance") or 1.0)
    except ValueError:
        return 1.0
    return found if 0.0 < found <= _MOST_IMPORTANT else 1.0


def known_day(text: str, today: int) -> tuple[int, int]:
    """Return (day, precision) of a date of which perhaps only month or year is known.

    Args:
        text: An ISO date, perhaps a partial one.
        today: The local day; a month or year counts on no later day.

    Raises:
        ValueError: It is none.
    """
    whole = whole_day(text[:10])
    if whole is not None:
        return whole, BY_DAY
    year, _, month = text.partition("-")
    try:
        known = period_day(int(year), int(month) if month else None, today)
    except OverflowError as error:
        raise ValueError("a year beyond all calendars") from error
    return known, BY_MONTH if month else BY_YEAR


def minute_of(text: str) -> int | None:
    """Return the minute of the day of ``HH:MM``, None for anything else."""
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and minutes[:2].isdecimal()) or len(hours) > _DIGITS:
        return None
    found = int(hours) * 60 + int(minutes[:2])
    return found if found < 24 * 60 else None
