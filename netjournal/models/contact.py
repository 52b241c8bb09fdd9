"""A contact and what belongs to its card (vCard property names where there is one)."""

from __future__ import annotations

from typing import ClassVar

from netjournal.models.base import (
    BlobField,
    FlagField,
    FloatField,
    ForeignKeyField,
    IntegerField,
    ListField,
    StampedModel,
    TextField,
    UidModel,
)
from netjournal.models.event import Event

PERSON, ORGANISATION = "person", "organisation"
METHOD_KINDS = ("email", "phone", "url", "messenger")
MET_VIA = (
    "meetup",
    "volunteering",
    "conference",
    "work",
    "study",
    "introduction",
    "neighbourhood",
    "family",
    "online",
    "linkedin_add",
    "career_fair",
    "other",
)
BOOSTERS = ("", "yes", "no", "unsure")
CLOSENESS = ("", "inner", "close", "warm", "acquaintance")
RHYTHM_STATES = ("unset", "active", "paused", "never")


class Photo(StampedModel):
    """A picture, once; several contacts may show the same one."""

    sha256 = BlobField()
    media_type = TextField()
    width = IntegerField(null=True)
    height = IntegerField(null=True)
    data = BlobField()


class Contact(UidModel):
    """A person or organisation the user knows.

    ``birthday``, ``met_on`` and ``connected_on`` are partial dates: ``1990-05-12``, ``1990-05``,
    ``1990``, ``--05-12`` or empty. ``edited_fields`` names what was edited by hand, which imports
    never overwrite silently. ``rev`` counts changes of the row.
    ``rhythm_state`` is unset, active, paused or never.
    """

    rev = IntegerField(default=1)
    kind = TextField(default=PERSON)
    full_name = TextField(default="")
    name_prefix = TextField(default="")
    given_name = TextField(default="")
    additional_names = TextField(default="")
    family_name = TextField(default="")
    name_suffix = TextField(default="")
    sort_key = TextField(default="")
    nicknames = ListField(default=list)
    pronouns = TextField(default="")
    headline = TextField(default="")
    birthday = TextField(default="")
    note = TextField(default="")
    photo = ForeignKeyField(Photo, null=True, backref="contacts", on_delete="SET NULL")
    met_on = TextField(default="")
    met_place = TextField(default="")
    met_story = TextField(default="")
    met_via = TextField(default="")
    met_through_name = TextField(default="")
    connected_on = TextField(default="")
    met_through = ForeignKeyField("self", null=True, backref="brought", on_delete="SET NULL")
    met_event = ForeignKeyField(Event, null=True, backref="met", on_delete="SET NULL")
    booster = TextField(default="")
    booster_note = TextField(default="")
    closeness = TextField(default="")
    importance = FloatField(null=True)
    deceased = FlagField(default=False)
    edited_fields = ListField(default=list)
    rhythm_state = TextField(default="unset")
    rhythm_ideal_days = IntegerField(null=True)
    rhythm_at_most_days = IntegerField(null=True)
    rhythm_paused_until = IntegerField(null=True)
    archived_at = IntegerField(null=True)
    trashed_at = IntegerField(null=True)


class ContactPart(StampedModel):
    """What a contact has several of, in the order shown."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    position = IntegerField(default=0)


class ContactMethod(ContactPart):
    """A way to reach someone; ``normalised`` serves matching only."""

    kind = TextField()
    value = TextField()
    label = TextField(default="")
    service = TextField(default="")
    normalised = TextField(default="")
    preferred = FlagField(default=False)


class Address(ContactPart):
    """A postal address (vCard ADR)."""

    label = TextField(default="")
    street = TextField(default="")
    extended = TextField(default="")
    po_box = TextField(default="")
    locality = TextField(default="")
    region = TextField(default="")
    postal_code = TextField(default="")
    country = TextField(default="")
    formatted = TextField(default="")


class ImportantDate(ContactPart):
    """A labelled partial date other than the birthday."""

    label = TextField(default="")
    date = TextField(default="")


class Affiliation(ContactPart):
    """Where someone works, studies or helps; partial dates from and to."""

    organisation = TextField(default="")
    title = TextField(default="")
    department = TextField(default="")
    started = TextField(default="")
    ended = TextField(default="")


class Tag(UidModel):
    """A circle; it may carry a rhythm that its people inherit."""

    name = TextField()
    sort_key = TextField(default="")
    colour = TextField(default="")
    position = IntegerField(default=0)
    rhythm_ideal_days = IntegerField(null=True)
    rhythm_at_most_days = IntegerField(null=True)


class ContactTag(StampedModel):
    """Who is in which circle."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    tag = ForeignKeyField(Tag, on_delete="CASCADE")


class Relation(StampedModel):
    """A typed two-way tie between two contacts, or to someone who is only a name."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE", backref="relations")
    other = ForeignKeyField(Contact, null=True, on_delete="CASCADE", backref="related")
    other_name = TextField(default="")
    label = TextField(default="")
    inverse_label = TextField(default="")


class Topic(UidModel):
    """A subject, shared by all who care about it."""

    name = TextField()
    sort_key = TextField(default="")


class ContactTopic(StampedModel):
    """Someone is interested in a topic, good at it, or to be asked about it."""

    ROLES: ClassVar[tuple[str, ...]] = ("interest", "skill", "question")

    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    topic = ForeignKeyField(Topic, on_delete="CASCADE")
    role = TextField()
    note = TextField(default="")


class ExternalId(StampedModel):
    """What another system calls this contact (LinkedIn URL, Google resource, …)."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    system = TextField()
    value = TextField()


class DuplicateDismissal(StampedModel):
    """Two contacts the user said are two people."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE", backref="dismissals")
    other = ForeignKeyField(Contact, on_delete="CASCADE", backref="dismissed_by")


class Nudge(StampedModel):
    """What Today remembers about suggesting someone; days are local day numbers."""

    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    snoozed_until = IntegerField(null=True)
    skipped_on = IntegerField(null=True)
    unanswered = IntegerField(default=0)
    last_suggested_on = IntegerField(null=True)
