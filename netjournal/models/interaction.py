"""What happened between the user and their contacts."""

from __future__ import annotations

from typing import ClassVar

from netjournal.models.base import (
    FlagField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    StampedModel,
    TextField,
    UidModel,
)
from netjournal.models.contact import Contact
from netjournal.models.event import Event

UNKNOWN, ME, THEM, MUTUAL = 0, 1, 2, 3
INITIATORS = ("unknown", "me", "them", "mutual")
BY_DAY, BY_MONTH, BY_YEAR = 0, 1, 2
PRECISIONS = ("day", "month", "year")


class InteractionKind(StampedModel):
    """How people were in touch; built in (``name`` empty, worded by the window) or custom."""

    key = TextField()
    name = TextField(default="")
    icon = TextField(default="")
    colour = TextField(default="")
    weight = FloatField(default=1.0)
    touch = FlagField(default=True)
    position = IntegerField(default=0)
    built_in = FlagField(default=False)


class Interaction(UidModel):
    """One thing that happened, with everyone who took part.

    ``day`` is the local day in the interaction's own zone. With month or year precision it is the
    last day of that period, or the day it was written down if the period isn't over.
    ``minute`` counts from local midnight, ``minutes`` is how long it took, ``energy`` −2…+2.
    ``typed`` keeps the capture line exactly as typed.
    """

    kind = ForeignKeyField(InteractionKind)
    day = IntegerField()
    minute = IntegerField(null=True)
    zone = TextField(null=True)
    precision = IntegerField(default=BY_DAY)
    minutes = IntegerField(null=True)
    initiator = IntegerField(default=UNKNOWN)
    energy = IntegerField(null=True)
    importance = FloatField(default=1.0)
    place = TextField(default="")
    summary = TextField(default="")
    body = TextField(default="")
    typed = TextField(default="")
    event = ForeignKeyField(Event, null=True, on_delete="SET NULL")
    external_id = TextField(null=True)
    trashed_at = IntegerField(null=True)


class InteractionContact(StampedModel):
    """Who took part, with a private note each."""

    interaction = ForeignKeyField(Interaction, on_delete="CASCADE")
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    note = TextField(default="")


class EventContact(StampedModel):
    """Who was at an event, whom I met there, who is expected."""

    ROLES: ClassVar[tuple[str, ...]] = ("met", "attended", "expected")

    event = ForeignKeyField(Event, on_delete="CASCADE")
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    role = TextField(default="met")
    note = TextField(default="")
