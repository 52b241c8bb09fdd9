"""What is stored: the journal and its tables, as Peewee models. No Qt, no texts.

A module is loaded with the first of its names that is asked for: the window's first page reads rows
by SQL and needs none of the models, whose classes cost a tenth of the start.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peewee import Model

    from netjournal.models.contact import (
        Address,
        Affiliation,
        Contact,
        ContactMethod,
        ContactTag,
        ContactTopic,
        DuplicateDismissal,
        ExternalId,
        ImportantDate,
        Nudge,
        Photo,
        Relation,
        Tag,
        Topic,
    )
    from netjournal.models.event import Event
    from netjournal.models.handle import from_day, now_ms, to_day
    from netjournal.models.helping import Followup, Help, Introduction, Need
    from netjournal.models.interaction import (
        EventContact,
        Interaction,
        InteractionContact,
        InteractionKind,
    )
    from netjournal.models.interchange import ExtraProperty, ImportBatch, ImportRow
    from netjournal.models.journal import ChangeSet, Journal
    from netjournal.models.keeping import Draft, Meta, SavedList, Setting, Step
    from netjournal.models.shelf import Work, WorkShare

ALL: tuple[type[Model], ...]

__all__ = [
    "ALL",
    "Address",
    "Affiliation",
    "ChangeSet",
    "Contact",
    "ContactMethod",
    "ContactTag",
    "ContactTopic",
    "Draft",
    "DuplicateDismissal",
    "Event",
    "EventContact",
    "ExternalId",
    "ExtraProperty",
    "Followup",
    "Help",
    "ImportBatch",
    "ImportRow",
    "ImportantDate",
    "Interaction",
    "InteractionContact",
    "InteractionKind",
    "Introduction",
    "Journal",
    "Meta",
    "Need",
    "Nudge",
    "Photo",
    "Relation",
    "SavedList",
    "Setting",
    "Step",
    "Tag",
    "Topic",
    "Work",
    "WorkShare",
    "from_day",
    "now_ms",
    "to_day",
]

_HOMES = {
    "handle": "from_day now_ms to_day",
    "contact": "Address Affiliation Contact ContactMethod ContactTag ContactTopic "
    "DuplicateDismissal ExternalId ImportantDate Nudge Photo Relation Tag Topic",
    "event": "Event",
    "helping": "Followup Help Introduction Need",
    "interaction": "EventContact Interaction InteractionContact InteractionKind",
    "interchange": "ExtraProperty ImportBatch ImportRow",
    "journal": "ChangeSet Journal",
    "keeping": "Draft Meta SavedList Setting Step",
    "shelf": "Work WorkShare",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}
# every model, in the order in which their tables can be made
_MODELS = (
    "Photo",
    "Event",
    "Contact",
    "ContactMethod",
    "Address",
    "ImportantDate",
    "Affiliation",
    "Tag",
    "ContactTag",
    "Relation",
    "Topic",
    "ContactTopic",
    "InteractionKind",
    "Interaction",
    "InteractionContact",
    "EventContact",
    "Need",
    "Help",
    "Introduction",
    "Followup",
    "Work",
    "WorkShare",
    "ExternalId",
    "ExtraProperty",
    "ImportBatch",
    "ImportRow",
    "DuplicateDismissal",
    "SavedList",
    "Nudge",
    "Setting",
    "Draft",
    "Meta",
    "Step",
)


def __getattr__(name: str) -> Any:
    """Load the module that a name lives in (PEP 562); ``ALL`` is every model."""
    if name == "ALL":
        return tuple(__getattr__(model) for model in _MODELS)
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
