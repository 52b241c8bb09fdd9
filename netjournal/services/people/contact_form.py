"""A contact as an editor holds it: every field, plain and mutable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from netjournal.errors import NotFound
from netjournal.models import Contact
from netjournal.models.handle import db

# fields of the form that are columns of the contact's own row
COLUMNS = (
    "kind",
    "full_name",
    "name_prefix",
    "given_name",
    "additional_names",
    "family_name",
    "name_suffix",
    "nicknames",
    "pronouns",
    "headline",
    "birthday",
    "note",
    "met_on",
    "met_place",
    "met_story",
    "met_via",
    "met_through_name",
    "met_through_id",
    "met_event_id",
    "connected_on",
    "booster",
    "booster_note",
    "importance",
    "closeness",
    "deceased",
    "rhythm_state",
    "rhythm_ideal_days",
    "rhythm_at_most_days",
    "rhythm_paused_until",
)


@dataclass(slots=True)
class MethodForm:
    """A way to reach someone; ``kind`` email, phone, url or messenger."""

    kind: str = "email"
    value: str = ""
    label: str = ""
    service: str = ""
    preferred: bool = False


@dataclass(slots=True)
class AddressForm:
    """A postal address (vCard ADR)."""

    label: str = ""
    street: str = ""
    extended: str = ""
    po_box: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    formatted: str = ""


@dataclass(slots=True)
class DateForm:
    """A labelled partial date."""

    label: str = ""
    date: str = ""


@dataclass(slots=True)
class AffiliationForm:
    """Where someone works, studies or helps; partial dates from and to."""

    organisation: str = ""
    title: str = ""
    department: str = ""
    started: str = ""
    ended: str = ""


@dataclass(slots=True)
class ContactForm:
    """Everything about a contact that can be edited; empty by default."""

    kind: str = "person"
    full_name: str = ""
    name_prefix: str = ""
    given_name: str = ""
    additional_names: str = ""
    family_name: str = ""
    name_suffix: str = ""
    nicknames: list[str] = field(default_factory=list)
    pronouns: str = ""
    headline: str = ""
    birthday: str = ""
    note: str = ""
    met_on: str = ""
    met_place: str = ""
    met_story: str = ""
    met_via: str = ""
    met_through_name: str = ""
    met_through_id: int | None = None
    met_event_id: int | None = None
    connected_on: str = ""
    booster: str = ""
    booster_note: str = ""
    importance: float | None = None
    closeness: str = ""
    deceased: bool = False
    rhythm_state: str = "unset"
    rhythm_ideal_days: int | None = None
    rhythm_at_most_days: int | None = None
    rhythm_paused_until: int | None = None
    methods: list[MethodForm] = field(default_factory=list)
    addresses: list[AddressForm] = field(default_factory=list)
    dates: list[DateForm] = field(default_factory=list)
    affiliations: list[AffiliationForm] = field(default_factory=list)
    circles: list[str] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)


# field of the form -> table, its columns in the order of the form's class, that class
PARTS: dict[str, tuple[str, tuple[str, ...], type[Any]]] = {
    "methods": (
        "contact_method",
        ("kind", "value", "label", "service", "preferred"),
        MethodForm,
    ),
    "addresses": (
        "address",
        (
            "label",
            "street",
            "extended",
            "po_box",
            "locality",
            "region",
            "postal_code",
            "country",
            "formatted",
        ),
        AddressForm,
    ),
    "dates": ("important_date", ("label", "date"), DateForm),
    "affiliations": (
        "affiliation",
        ("organisation", "title", "department", "started", "ended"),
        AffiliationForm,
    ),
}
ROLES = {"interests": "interest", "skills": "skill", "questions": "question"}


def form(contact_id: int) -> ContactForm:
    """Return a contact's fields for the editor.

    Raises:
        NotFound: There is no such contact.
    """
    row = Contact.get_or_none(Contact.id == contact_id)
    if row is None:
        raise NotFound("This person is not in the journal any more.")
    filled = ContactForm(**{name: getattr(row, name) for name in COLUMNS})
    for name, (table, columns, kind) in PARTS.items():
        setattr(filled, name, [kind(*values) for values in part_rows(table, columns, contact_id)])
    for method in filled.methods:
        method.preferred = bool(method.preferred)
    filled.circles = circle_names(contact_id)
    for name, role in ROLES.items():
        setattr(filled, name, topic_names(contact_id, role))
    return filled


def part_rows(table: str, columns: tuple[str, ...], contact_id: int) -> list[tuple[Any, ...]]:
    """Return the rows of one of a contact's lists, in the order shown."""
    return list(
        db.execute_sql(
            f"SELECT {', '.join(columns)} FROM {table} WHERE contact_id = ? ORDER BY position, id",
            (contact_id,),
        ).fetchall()
    )


def circle_names(contact_id: int) -> list[str]:
    """Return the names of the circles someone is in, by name."""
    rows = db.execute_sql(
        "SELECT t.name FROM contact_tag ct JOIN tag t ON t.id = ct.tag_id "
        "WHERE ct.contact_id = ? ORDER BY t.sort_key, t.id",
        (contact_id,),
    )
    return [str(row[0]) for row in rows]


def topic_names(contact_id: int, role: str) -> list[str]:
    """Return the topics someone has in a role (interest, skill, question), oldest first."""
    rows = db.execute_sql(
        "SELECT t.name FROM contact_topic ct JOIN topic t ON t.id = ct.topic_id "
        "WHERE ct.contact_id = ? AND ct.role = ? ORDER BY ct.id",
        (contact_id, role),
    )
    return [str(row[0]) for row in rows]


def known_topics() -> list[str]:
    """Return every topic that somebody is interested in or good at, the most frequent first."""
    rows = db.execute_sql(
        "SELECT t.name FROM contact_topic x JOIN topic t ON t.id = x.topic_id "
        "WHERE x.role IN ('interest', 'skill') GROUP BY t.id ORDER BY COUNT(*) DESC, t.name"
    )
    return [str(name) for (name,) in rows]
