"""Everything the card of one person shows, read in a handful of queries."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netjournal.errors import NotFound
from netjournal.models.handle import db
from netjournal.services.bonds import own_kappa, strength_reasons, ties
from netjournal.services.bonds.rhythm_choice import Rhythm, rhythm_of
from netjournal.services.nurturing.promises import PromiseRow, promises_of
from netjournal.services.people import contact_form
from netjournal.services.people.card_needs import NeedRow, needs_of
from netjournal.services.people.contact_rows import headline_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.services.bonds.strength import TieState
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
    "uid, kind, full_name, pronouns, nicknames, birthday, note, photo_id, booster, booster_note, "
    "importance, closeness, deceased, trashed_at, archived_at, headline"
)
_PLAIN = (
    *("kind", "full_name", "pronouns", "birthday", "note", "photo_id", "closeness"),
    *("booster", "booster_note", "importance"),
)


def card(contact_id: int, today: int) -> Card:
    """Return everything about one person.

    Args:
        contact_id: Whose card.
        today: The local day that strength is taken at.

    Raises:
        NotFound: There is no such contact.
    """
    found = db.execute_sql(f"SELECT {_ROW} FROM contact WHERE id = ?", (contact_id,)).fetchone()
    if found is None:
        raise NotFound("This person is not in the journal any more.")
    row = dict(zip(_ROW.split(", "), found, strict=True))
    lists = _lists(contact_id)
    topics = _topics(contact_id)
    return Card(
        id=contact_id,
        uid=str(uuid.UUID(bytes=bytes(row["uid"]))),
        **{name: row[name] for name in _PLAIN},
        headline_line=_headline(row["headline"], lists["affiliations"], lists["addresses"]),
        nicknames=tuple(json.loads(row["nicknames"])),
        deceased=bool(row["deceased"]),
        trashed=row["trashed_at"] is not None,
        archived=row["archived_at"] is not None,
        circles=_circles(contact_id),
        **lists,
        interests=topics["interest"],
        skills=topics["skill"],
        questions=topics["question"],
        needs=needs_of(contact_id, today),
        promises=promises_of(contact_id),
        met=_met(contact_id),
        relations=_relations(contact_id),
        extras=_extras(contact_id),
        **_tie(contact_id, today),
        interaction_count=_count(contact_id),
    )


def _lists(contact_id: int) -> dict[str, Any]:
    """Return methods, addresses, dates and affiliations."""
    lists: dict[str, tuple[Any, ...]] = {
        name: tuple(kind(*values) for values in contact_form.part_rows(table, columns, contact_id))
        for name, (table, columns, kind) in contact_form.PARTS.items()
    }
    lists["methods"] = tuple(
        Method(m.kind, m.value, m.label, bool(m.preferred), m.service) for m in lists["methods"]
    )
    return lists


def _tie(contact_id: int, today: int) -> dict[str, Any]:
    """Return how the tie stands, why, and how it came to be so."""
    chosen = rhythm_of(contact_id)
    tie = ties.read([contact_id], today).get(contact_id, ties.NO_TIE)
    days = ties.contact_days([contact_id], today).get(contact_id, [])
    kappa = own_kappa.kappa()
    why = strength_reasons.explain(days, today, chosen.ideal, chosen.at_most, kappa)
    return {
        "rhythm": chosen,
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


def _rows(sql: str, *values: object) -> Iterable[Any]:
    rows: Iterable[Any] = db.execute_sql(sql, values).fetchall()
    return rows


def _topics(contact_id: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {"interest": [], "skill": [], "question": []}
    for role, name in _rows(
        "SELECT ct.role, t.name FROM contact_topic ct JOIN topic t ON t.id = ct.topic_id "
        "WHERE ct.contact_id = ? ORDER BY ct.id",
        contact_id,
    ):
        found.setdefault(role, []).append(name)
    return {role: tuple(names) for role, names in found.items()}


def _circles(contact_id: int) -> tuple[tuple[int, str], ...]:
    return tuple(
        (i, name)
        for i, name in _rows(
            "SELECT t.id, t.name FROM contact_tag ct JOIN tag t ON t.id = ct.tag_id "
            "WHERE ct.contact_id = ? ORDER BY t.position, t.sort_key",
            contact_id,
        )
    )


def _met(contact_id: int) -> Met:
    rows = _rows(
        "SELECT c.met_on, c.met_place, c.met_via, c.met_through_id, "
        "COALESCE(p.full_name, c.met_through_name), c.met_event_id, COALESCE(e.title, ''), "
        "c.met_story FROM contact c LEFT JOIN contact p ON p.id = c.met_through_id "
        "LEFT JOIN event e ON e.id = c.met_event_id WHERE c.id = ?",
        contact_id,
    )
    return Met(*next(iter(rows)))


def _relations(contact_id: int) -> tuple[RelationRow, ...]:
    rows = _rows(
        "SELECT r.label, r.other_id, COALESCE(o.full_name, r.other_name) FROM relation r "
        "LEFT JOIN contact o ON o.id = r.other_id WHERE r.contact_id = ?1 UNION ALL "
        "SELECT r.inverse_label, r.contact_id, c.full_name FROM relation r "
        "JOIN contact c ON c.id = r.contact_id WHERE r.other_id = ?1 AND r.inverse_label <> ''",
        contact_id,
    )
    return tuple(RelationRow(*row) for row in rows)


def _extras(contact_id: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in _rows(
            "SELECT name, value FROM extra_property WHERE contact_id = ? "
            "AND source <> 'netjournal' ORDER BY position, id",
            contact_id,
        )
    )


def _count(contact_id: int) -> int:
    rows = _rows(
        "SELECT COUNT(*) FROM interaction_contact ic JOIN interaction i ON i.id = "
        "ic.interaction_id WHERE ic.contact_id = ? AND i.trashed_at IS NULL",
        contact_id,
    )
    return int(next(iter(rows))[0])
