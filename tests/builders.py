"""Short ways to make records; call them inside an edit."""

from __future__ import annotations

from datetime import date
from typing import Any

from netjournal.models import to_day
from netjournal.services import events, interactions
from netjournal.services.people import contacts
from netjournal.services.people.contacts import ContactForm, MethodForm

TODAY = to_day(date(2026, 11, 23))  # a Monday


def contact(
    full_name: str = "Ana Kovač", *, email: str = "", phone: str = "", **fields: Any
) -> int:
    """Add a person and return the id."""
    methods = fields.pop("methods", [])
    if email:
        methods = [*methods, MethodForm("email", email)]
    if phone:
        methods = [*methods, MethodForm("phone", phone)]
    return contacts.create(ContactForm(full_name=full_name, methods=methods, **fields))


def interaction(*people: int, ago: int = 0, kind: str = "coffee", **fields: Any) -> int:
    """Log an interaction ``ago`` days before ``TODAY`` and return the id."""
    fields.setdefault("day", TODAY - ago)
    return interactions.log(
        interactions.InteractionForm(kind=kind, contact_ids=list(people), **fields)
    )


def event(title: str = "Rust Berlin", *, ago: int = 0, **fields: Any) -> int:
    """Add an event ``ago`` days before ``TODAY`` and return the id."""
    return events.create(events.EventForm(title=title, starts_on=TODAY - ago, **fields))
