"""Where people meet: meetups, volunteering, conferences, talks, classes, parties, career fairs."""

from __future__ import annotations

from netjournal.models.base import IntegerField, TextField, UidModel

EVENT_KINDS = (
    "meetup",
    "volunteering",
    "conference",
    "talk",
    "class",
    "party",
    "career_fair",
    "other",
)


class Event(UidModel):
    """Something that happens at a place on a day; ``start_minute`` from local midnight."""

    title = TextField(default="")
    kind = TextField(default="meetup")
    starts_on = IntegerField()
    start_minute = IntegerField(null=True)
    ends_on = IntegerField(null=True)
    zone = TextField(null=True)
    place = TextField(default="")
    url = TextField(default="")
    note = TextField(default="")
    trashed_at = IntegerField(null=True)
