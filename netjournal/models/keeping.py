"""What the journal keeps about itself: settings, lists, drafts, the log behind undo."""

from __future__ import annotations

from netjournal.models.base import FlagField, IntegerField, StampedModel, TextField, UidModel


class SavedList(UidModel):
    """A named query."""

    name = TextField()
    query = TextField()
    position = IntegerField(default=0)


class Setting(StampedModel):
    """A choice that belongs to the journal rather than to the window."""

    key = TextField()
    value = TextField()


class Draft(StampedModel):
    """Text being typed, kept through a crash; not part of undo."""

    key = TextField()
    text = TextField()


class Meta(StampedModel):
    """The journal's own state (clean close, derived day); not part of undo."""

    key = TextField()
    value = TextField()


class Step(StampedModel):
    """One step of the log behind undo and History (table ``change_set``)."""

    label = TextField()
    source = TextField()
    at = IntegerField()
    kind = TextField(default="edit")
    target_id = IntegerField(null=True)
    undone = FlagField(default=False)
    row_count = IntegerField(default=0)

    class Meta:
        """The table's name in the file."""

        table_name = "change_set"
