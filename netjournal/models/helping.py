"""Needs, help, introductions and promises: how ties are strengthened."""

from __future__ import annotations

from netjournal.models.base import FlagField, ForeignKeyField, IntegerField, TextField, UidModel
from netjournal.models.contact import Contact
from netjournal.models.event import Event
from netjournal.models.interaction import Interaction

GIVEN, RECEIVED = "given", "received"
NEED_STATES = ("open", "in_hand", "solved", "dropped")
FOLLOWUP_STATES = ("open", "done", "snoozed", "skipped", "dropped")


class Need(UidModel):
    """Someone's problem in their words; ``state`` is open, in_hand, solved or dropped."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    text = TextField()
    state = TextField(default="open")
    noted_on = IntegerField()
    closed_on = IntegerField(null=True)
    interaction = ForeignKeyField(Interaction, null=True, on_delete="SET NULL")


class Help(UidModel):
    """Help given or received; ``asked`` is None when it isn't known."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    direction = TextField()
    text = TextField(default="")
    day = IntegerField()
    asked = FlagField(null=True)
    need = ForeignKeyField(Need, null=True, on_delete="SET NULL")
    interaction = ForeignKeyField(Interaction, null=True, on_delete="SET NULL")


class Introduction(UidModel):
    """``contact`` was introduced to ``other``; by the user, or by someone else."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE", backref="introduced")
    other = ForeignKeyField(Contact, on_delete="CASCADE", backref="introduced_to")
    by = ForeignKeyField(Contact, null=True, on_delete="SET NULL", backref="introductions_made")
    why = TextField(default="")
    outcome = TextField(default="")
    day = IntegerField()
    asked_both = FlagField(null=True)
    thanked = FlagField(default=False)
    interaction = ForeignKeyField(Interaction, null=True, on_delete="SET NULL")


class Followup(UidModel):
    """A promise, by the user (``by_me``) or to them.

    ``state`` is open, done, snoozed, skipped or dropped.
    """

    contact = ForeignKeyField(Contact, null=True, on_delete="CASCADE")
    text = TextField()
    by_me = FlagField(default=True)
    made_on = IntegerField()
    due_on = IntegerField(null=True)
    state = TextField(default="open")
    snoozed_until = IntegerField(null=True)
    closed_on = IntegerField(null=True)
    event = ForeignKeyField(Event, null=True, on_delete="SET NULL")
    interaction = ForeignKeyField(Interaction, null=True, on_delete="SET NULL")
