"""Where data came from, and what files had that we have no place for."""

from __future__ import annotations

from netjournal.models.base import (
    BlobField,
    ForeignKeyField,
    IntegerField,
    StampedModel,
    TextField,
    UidModel,
)
from netjournal.models.contact import Contact
from netjournal.models.interaction import Interaction


class ExtraProperty(StampedModel):
    """A property or column kept byte for byte, so that export gives it back."""

    contact = ForeignKeyField(Contact, null=True, on_delete="CASCADE")
    interaction = ForeignKeyField(Interaction, null=True, on_delete="CASCADE")
    position = IntegerField(default=0)
    source = TextField()
    name = TextField()
    group_name = TextField(default="")
    params = TextField(default="")
    value = TextField(default="")


class ImportBatch(UidModel):
    """One imported file; ``counts`` is the report as JSON."""

    file_name = TextField()
    format = TextField()
    sha256 = BlobField()
    counts = TextField(default="{}")


class ImportRow(StampedModel):
    """Which record a row of the file made or changed (add, update, same, skip, withdraw)."""

    batch = ForeignKeyField(ImportBatch, on_delete="CASCADE")
    line = IntegerField()
    action = TextField()
    contact = ForeignKeyField(Contact, null=True, on_delete="SET NULL")
    interaction = ForeignKeyField(Interaction, null=True, on_delete="SET NULL")
