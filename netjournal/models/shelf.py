"""My own shelf: what I am good at and have made, and who knows."""

from __future__ import annotations

from netjournal.models.base import (
    FlagField,
    ForeignKeyField,
    IntegerField,
    StampedModel,
    TextField,
    UidModel,
)
from netjournal.models.contact import Contact
from netjournal.models.interaction import Interaction

WORK_KINDS = ("skill", "offer", "post", "talk", "article", "project")
SHARES = ("shared", "there")


class Work(UidModel):
    """A skill, post, talk, article, project or offer of mine."""

    kind = TextField()
    title = TextField()
    url = TextField(default="")
    text = TextField(default="")
    published_on = IntegerField(null=True)
    retired = FlagField(default=False)


class WorkShare(StampedModel):
    """Who knows which work: shared with them, or they were there."""

    work = ForeignKeyField(Work, on_delete="CASCADE")
    contact = ForeignKeyField(Contact, on_delete="CASCADE")
    day = IntegerField()
    how = TextField(default="shared")
    interaction = ForeignKeyField(Interaction, null=True, on_delete="SET NULL")
