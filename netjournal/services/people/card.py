"""Everything the card of one person shows, read in a handful of queries."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netjournal.errors import NotFound
from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.bonds import own_kappa, strength_reasons, ties
from netjournal.services.bonds.rhythm_choice import Rhythm, rhythms_of
from netjournal.services.nurturing.promises import PromiseRow, promises_of_each
from netjournal.services.people import contact_form
from netjournal.services.people.card_needs import NeedRow, needs_of_each
from netjournal.services.people.contact_rows import headline_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netjournal.services.bonds.strength import TieState
    from netjournal.services.bonds.strength_days import ContactDay
    from netjournal.services.bonds.strength_reasons import Explanation
    from netjournal.services.people.contact_form import AddressForm, AffiliationForm, DateForm


@dataclass(frozen=True, slots=True)
class Method:
    """A way to reach someone, as written."""

    kind: str
    value: str
    label: str
    preferred: bool
    service: str


@dataclass(frozen=True, slots=True)
class Met:
    """How the user and someone met; ``on`` is a partial date."""

    on: str
    place: str
    via: str
    through_id: int | None
    through_name: str
    event_id: int | None
    event_title: str
    story: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A tie between two contacts, seen from the card's person."""

    label: str
    other_id: int | None
    other_name: str


@dataclass(frozen=True, slots=True)
class Card:
    """One person, whole.

    ``booster`` is yes, no, unsure or ""; ``tie`` is None before anybody was in touch;
    ``explanation`` is worded by ``wording``; ``history`` are (day, score), oldest first.
    """

    id: int
    uid: str
    kind: str
    full_name: str
    headline_line: str
    pronouns: str
    nicknames: tuple[str, ...]
    birthday: str
    note: str
    photo_id: int | None
    booster: str
    booster_note: str
    importance: float | None
    closeness: str
    deceased: bool
    trashed: bool
    trashed_at: int | None
    archived: bool
    circles: tuple[tuple[int, str], ...]
    methods: tuple[Method, ...]
    addresses: tuple[AddressForm, ...]
    dates: tuple[DateForm, ...]
    affiliations: tuple[AffiliationForm, ...]
    interests: tuple[str, ...]
    skills: tuple[str, ...]
    questions: tuple[str, ...]
    needs: tuple[NeedRow, ...]
    promises: tuple[PromiseRow, ...]
    met: Met
    relations: tuple[RelationRow, ...]
    extras: tuple[tuple[str, str], ...]
    rhythm: Rhythm
    tie: TieState | None
    score: float
    label: str
    state: str
    last_on: int | None
    explanation: Explanation
    history: tuple[tuple[int, float], ...]
    interaction_count: int


_ROW = (
    *("uid", "kind", "full_name", "pronouns", "nicknames", "birthday", "note", "photo_id"),
    *("booster", "booster_note", "importance", "closeness", "deceased", "trashed_at"),
    *("archived_at", "headline"),
)
_PLAIN = (
    *("kind", "full_name", "pronouns", "birthday", "note", "photo_id", "closeness"),
    *("booster", "booster_note", "importance"),
)
_LISTS = {
    "topics": "SELECT ct.contact_id, ct.role, t.name FROM json_each(?) j JOIN contact_topic ct "
    "ON ct.contact_id = j.value JOIN topic t ON t.id = ct.topic_id ORDER BY ct.id",
    "circles": "SELECT ct.contact_id, t.id, t.name FROM json_each(?) j JOIN contact_tag ct "
    "ON ct.contact_id = j.value JOIN tag t ON t.id = ct.tag_id ORDER BY t.position, t.sort_key",
    "extras": "SELECT x.contact_id, x.name, x.value FROM json_each(?) j JOIN extra_property x "
    "ON x.contact_id = j.value WHERE x.source <> 'netjournal' ORDER BY x.position, x.id",
}
Rows = dict[int, list[Any]]


def card(contact_id: int, today: int, *, helpers: bool = True) -> Card:
    """Return everything about one person.

    Args:
        contact_id: Whose card.
        today: The local day that strength is taken at.
        helpers: Whether to say who may help with what they need, too (``card_needs.helped``).

    Raises:
        NotFound: There is no such contact.
    """
    found = cards([contact_id], today, helpers=helpers).get(contact_id)
    if found is None:
        raise NotFound("This person is not in the journal any more.")
    return found


def cards(ids: Sequence[int], today: int, *, helpers: bool = True) -> dict[int, Card]:
    """Return everything about some people, with as many queries as for one.

    Args:
        ids: Whose cards; those of nobody are left out.
        today: The local day that strength is taken at.
        helpers: Whether to say who may help, too.
    """
    ids = list(dict.fromkeys(ids))
    columns = ", ".join(f"c.{name}" for name in _ROW)
    rows = _by_owner(
        f"SELECT c.id, {columns}, c.met_on, c.met_place, c.met_via, c.met_through_id, "
        "COALESCE(p.full_name, c.met_through_name), c.met_event_id, COALESCE(e.title, ''), "
        "c.met_story, (SELECT COUNT(*) FROM interaction_contact ic JOIN interaction i "
        "ON i.id = ic.interaction_id WHERE ic.contact_id = c.id AND i.trashed_at IS NULL) "
        "FROM json_each(?) j JOIN contact c ON c.id = j.value "
        "LEFT JOIN contact p ON p.id = c.met_through_id "
        "LEFT JOIN event e ON e.id = c.met_event_id",
        ids,
    )
    parts, kappa = _parts(ids, today), own_kappa.kappa()
    parts["needs"] = needs_of_each(ids, today, helpers=helpers)
    made = {}
    for contact_id, (row,) in rows.items():
        named = dict(zip(_ROW, row, strict=False))
        lists = {name: tuple(found.get(contact_id, ())) for name, found in parts.items()}
        rest = row[len(_ROW) :]
        made[contact_id] = _card(contact_id, named, lists, rest, kappa, today)
    return made


def _card(
    contact_id: int,
    row: dict[str, Any],
    lists: dict[str, Any],
    rest: Sequence[Any],
    kappa: float,
    today: int,
) -> Card:
    topics: dict[str, list[str]] = {"interest": [], "skill": [], "question": []}
    for role, name in lists.pop("topics"):
        topics.setdefault(role, []).append(name)
    days, rhythm = list(lists.pop("days")), next(iter(lists.pop("rhythm")), Rhythm())
    tie = next(iter(lists.pop("tie")), ties.NO_TIE)
    return Card(
        id=contact_id,
        uid=str(uuid.UUID(bytes=bytes(row["uid"]))),
        **{name: row[name] for name in _PLAIN},
        headline_line=_headline(row["headline"], lists["affiliations"], lists["addresses"]),
        nicknames=tuple(json.loads(row["nicknames"])),
        deceased=bool(row["deceased"]),
        trashed=row["trashed_at"] is not None,
        trashed_at=row["trashed_at"],
        archived=row["archived_at"] is not None,
        **lists,
        interests=tuple(topics["interest"]),
        skills=tuple(topics["skill"]),
        questions=tuple(topics["question"]),
        met=Met(*rest[:-1]),
        **_tie(tie, days, rhythm, kappa, today),
        interaction_count=int(rest[-1]),
    )


def _parts(ids: Sequence[int], today: int) -> dict[str, Mapping[int, Iterable[Any]]]:
    """Return every list that cards show, by its name on them, then by owner."""
    found: dict[str, Mapping[int, Iterable[Any]]] = {
        name: _made(
            kind,
            _by_owner(
                f"SELECT t.contact_id, {', '.join(f't.{column}' for column in columns)} "
                f"FROM json_each(?) j JOIN {table} t ON t.contact_id = j.value "
                "ORDER BY t.position, t.id",
                ids,
            ),
        )
        for name, (table, columns, kind) in contact_form.PARTS.items()
    }
    found["methods"] = {
        owner: [Method(m.kind, m.value, m.label, bool(m.preferred), m.service) for m in methods]
        for owner, methods in found["methods"].items()
    }
    found |= {name: _by_owner(sql, ids) for name, sql in _LISTS.items()}
    found |= {"promises": promises_of_each(ids)}
    found |= {"relations": _made(RelationRow, _relations(ids))}
    found |= {"days": ties.contact_days(ids, today)}
    found |= {"rhythm": {owner: [one] for owner, one in rhythms_of(ids).items()}}
    found |= {"tie": {owner: [one] for owner, one in ties.read(ids, today).items()}}
    return found


def _tie(
    tie: ties.TieNow, days: Sequence[ContactDay], rhythm: Rhythm, kappa: float, today: int
) -> dict[str, Any]:
    """Return how the tie stands, why, and how it came to be so."""
    why = strength_reasons.explain(days, today, rhythm.ideal, rhythm.at_most, kappa)
    return {
        "rhythm": rhythm,
        "tie": tie.state if tie.state.n else None,
        "score": tie.score,
        "label": tie.label,
        "state": why.state,
        "last_on": tie.last_on,
        "explanation": why,
        "history": ties.history(days, today),
    }


def _headline(
    headline: str, affiliations: tuple[AffiliationForm, ...], addresses: tuple[AddressForm, ...]
) -> str:
    current = next((a for a in affiliations if not a.ended), None) or next(iter(affiliations), None)
    work = headline_line(
        headline, current.title if current else "", current.organisation if current else ""
    )
    place = next((a.locality for a in addresses if a.locality), "")
    return " · ".join(part for part in (work, place) if part)


def _by_owner(sql: str, ids: Sequence[int]) -> Rows:
    """Return rows by their first column, without it."""
    found: Rows = {}
    for row in db.execute_sql(sql, (id_lists.as_text(ids),)):
        found.setdefault(row[0], []).append(row[1:])
    return found


def _made(kind: Callable[..., Any], rows: Rows) -> Rows:
    return {owner: [kind(*row) for row in some] for owner, some in rows.items()}


def _relations(ids: Sequence[int]) -> Rows:
    return _by_owner(
        "SELECT r.contact_id, r.label, r.other_id, COALESCE(o.full_name, r.other_name) "
        "FROM json_each(?1) j JOIN relation r ON r.contact_id = j.value "
        "LEFT JOIN contact o ON o.id = r.other_id UNION ALL "
        "SELECT r.other_id, r.inverse_label, r.contact_id, c.full_name FROM json_each(?1) j "
        "JOIN relation r ON r.other_id = j.value JOIN contact c ON c.id = r.contact_id "
        "WHERE r.inverse_label <> ''",
        ids,
    )
