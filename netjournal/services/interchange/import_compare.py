"""What a record of a file would change about someone who is in the journal already.

``fill`` takes what is blank there, joins lists and keeps what loses beside them; ``update`` lets
the file win. Neither touches what was edited by hand. Comparing twice finds nothing the second
time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from netjournal.folding import fold
from netjournal.formats.draft import Affiliation, ContactDraft
from netjournal.services.interchange import annex_checks, annex_related, import_trust
from netjournal.services.interchange.import_annex import is_own, is_shared, key_of
from netjournal.services.interchange.import_ids import external_key
from netjournal.services.interchange.import_kept import (
    CLICK,
    DATES,
    completes,
    nicknames_after,
    says_kind,
    with_losers,
    without_day,
)
from netjournal.services.interchange.import_match import folded
from netjournal.services.interchange.import_methods import join_methods, method_key
from netjournal.services.interchange.import_named import whole_day
from netjournal.services.interchange.import_names import NAMES, leaves_out, stands_in
from netjournal.services.interchange.import_returning import returned
from netjournal.services.interchange.import_work import join_work

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from netjournal.formats.draft import Address, Method, Relation

FILL, UPDATE, SKIP, ADD = "fill", "update", "skip", "add"

# attribute of a draft (of its name after the dot) -> column of contact
TEXTS: dict[str, str] = {
    "full_name": "full_name",
    "name.prefix": "name_prefix",
    "name.given": "given_name",
    "name.additional": "additional_names",
    "name.family": "family_name",
    "name.suffix": "name_suffix",
    "pronouns": "pronouns",
    "headline": "headline",
    "birthday": "birthday",
    "note": "note",
    "met_on": "met_on",
    "met_place": "met_place",
    "met_story": "met_story",
    "met_via": "met_via",
    "met_through": "met_through_name",
    "connected_on": "connected_on",
}
texts_of = attrgetter(*TEXTS)  # the texts of a draft in that order
MET = ("met_on", "met_place", "met_story", "met_via", "met_through", "met_event")


@dataclass(slots=True)
class Delta:
    """What changes: ``columns`` of the contact's row, and ``more``, a draft of what is added.

    ``fills`` are (which affiliation, what it is now), ``reach`` the same of methods; ``event`` is
    the title of the event where they met, when that is new.
    """

    columns: dict[str, Any] = field(default_factory=dict)
    more: ContactDraft = field(default_factory=ContactDraft)
    fills: list[tuple[int, Affiliation]] = field(default_factory=list)
    reach: list[tuple[int, Method]] = field(default_factory=list)
    event: str = ""

    @property
    def changes(self) -> tuple[str, ...]:
        """Return the names of the fields and lists that change; empty when nothing does."""
        filled = {"affiliations": self.fills, "methods": self.reach}
        lists = [name for name in LISTS if getattr(self.more, name) or filled.get(name)]
        if self.more.photo:
            lists.append("photo")
        if self.event:
            lists.append("met_event")
        return (*self.columns, *lists)


def compare(known: ContactDraft, new: ContactDraft, edited: frozenset[str], mode: str) -> Delta:
    """Return what ``new`` would change about ``known``.

    Args:
        known: The contact as a draft.
        new: The record of the file.
        edited: Names of columns and lists that were edited by hand.
        mode: ``fill`` or ``update``.
    """
    delta, new = Delta(), returned(known, new)
    _compare_texts(delta, known, new, edited, mode)
    new = with_losers(
        known, new, edited, delta.columns | {"met_event_id": delta.event}, wins=mode == UPDATE
    )
    nicknames = nicknames_after(known, new, edited)
    if len(nicknames) > len(known.nicknames):
        delta.columns["nicknames"] = nicknames
    new = _join_methods(delta, known, new, edited, mode)
    new = import_trust.believed(known, new, edited)
    for name, (key, guard) in LISTS.items():
        if name in _SPECIAL or guard in edited or not getattr(new, name):
            continue
        _compare_list(delta, known, new, name, key)
    if "affiliations" not in edited:
        delta.fills, delta.more.affiliations = join_work(known.affiliations, new.affiliations)
    _compare_relations(delta, known, new)
    picture = new.photo if new.photo and new.photo.data and "photo" not in edited else None
    if picture and _wanted(known.photo, picture, mode):
        delta.more.photo = picture
    return delta


def _wanted(old: Any, value: Any, mode: str) -> bool:
    """Say whether a value is taken: into a blank, or over another one when the file wins."""
    return (not old) or (mode == UPDATE and old != value)


def _compare_texts(
    delta: Delta, known: ContactDraft, new: ContactDraft, edited: frozenset[str], mode: str
) -> None:
    for (name, column), value, old in zip(
        TEXTS.items(), texts_of(new), texts_of(known), strict=True
    ):
        if not value or value == old:
            continue
        blank = _is_blank(name, value, known, new)
        wanted = blank or _wanted(old, value, mode)
        if wanted and column not in edited and not _left_out(name, known, new, mode):
            delta.columns[column] = value
    if new.deceased and not known.deceased and "deceased" not in edited:
        delta.columns["deceased"] = 1
    wins = new.kind != known.kind if mode == UPDATE else says_kind(known, new)
    if wins and "kind" not in edited and (mode == UPDATE or not details(known)):
        delta.columns["kind"] = new.kind
    if new.met_event and "met_event_id" not in edited and not _has_story(known):
        kept = without_day(new.met_event) in known.extras
        delta.event = "" if kept and whole_day(new.met_on) is None else new.met_event


def _is_blank(name: str, value: str, known: ContactDraft, new: ContactDraft) -> bool:
    """Say whether what somebody has is as good as nothing: a stand-in, a part of the same day."""
    if name in NAMES:
        return stands_in(name, known, new)
    if name not in DATES or (name == "met_on" and new.met_via == CLICK):
        return False  # when somebody was connected is no day of meeting
    return completes(value, getattr(known, name))


def _left_out(name: str, known: ContactDraft, new: ContactDraft, mode: str) -> bool:
    """Say whether a text of the file is never taken, whatever the journal has."""
    if name in NAMES:
        return leaves_out(name, known, new, fills=mode == FILL)
    if name in DATES and completes(getattr(known, name), getattr(new, name)):
        return True  # the same day, of which the file knows less
    # how people met is one story; a click on a network adds nothing to it
    return name == "met_via" and mode == FILL and _has_story(known)


def _has_story(known: ContactDraft) -> bool:
    return any(getattr(known, name) for name in MET)


def _join_methods(
    delta: Delta, known: ContactDraft, new: ContactDraft, edited: frozenset[str], mode: str
) -> ContactDraft:
    """Join ways of reaching somebody; return the record with what has no place as its extras."""
    joined = join_methods(
        known.methods, new.methods, edited="methods" in edited, wins=mode == UPDATE
    )
    delta.reach, delta.more.methods = joined.fills, joined.added
    return replace(new, extras=[*new.extras, *joined.lost]) if joined.lost else new


def _compare_list(
    delta: Delta, known: ContactDraft, new: ContactDraft, name: str, key: Callable[[Any], Hashable]
) -> None:
    have = {key(one) for one in _entries(known, name)}
    added = getattr(delta.more, name)
    for one in getattr(new, name):
        found = key(one)
        if found not in have and not (name == "extras" and is_shared(one)):
            have.add(found)
            added.append(one)


def _entries(known: ContactDraft, name: str) -> list[Any]:
    """Return a list of a contact; needs come with the journal's own extras."""
    if name != "needs":
        return list(getattr(known, name))
    rows = (annex_checks.found(one) for one in known.extras if one.name == "need")
    return [*known.needs, *(row["text"] for row in rows if row)]


def _compare_relations(delta: Delta, known: ContactDraft, new: ContactDraft) -> None:
    """Join relations; the same one may be given by a uid here and by a name there."""
    there = [*known.relations, *annex_related.relations(known.extras)]
    have = {key for one in there for key in _relation_keys(one)}
    for one in new.relations:
        keys = _relation_keys(one)
        if keys and not have & keys:
            have |= keys
            delta.more.relations.append(one)


def _relation_keys(one: Relation) -> set[Hashable]:
    label = fold(one.label)
    keys: set[Hashable] = {(label, one.uid)} if one.uid else set()
    return keys | ({(label, fold(one.name))} if one.name else set())


def _address_key(one: Address) -> str:
    code = one.postal_code.lstrip("0")  # which spreadsheets take away
    parts = (one.street, one.extended, one.po_box, one.locality, one.region, code)
    return folded(" ".join((*parts, one.country, "" if any(parts) else one.formatted)))


def _extra_key(extra: Any) -> Hashable:
    if is_own(extra):
        return key_of(extra)
    return extra.source, extra.name, extra.params, extra.group, extra.value


# list of a draft -> what makes two entries one, and the name by which hand edits are remembered
LISTS: dict[str, tuple[Callable[[Any], Hashable], str]] = {
    "methods": (method_key, "methods"),
    "addresses": (_address_key, "addresses"),
    "dates": (lambda one: (fold(one.label), one.date), "dates"),
    "affiliations": (lambda one: one, "affiliations"),
    "relations": (lambda one: one, "relations"),
    "tags": (folded, "circles"),
    "interests": (folded, "interests"),
    "skills": (folded, "skills"),
    "needs": (folded, "needs"),
    "external_ids": (lambda one: external_key(*one), "external_ids"),
    "extras": (_extra_key, "extras"),
}

_SPECIAL = ("methods", "affiliations", "relations")  # compared in ways of their own


def absorb(known: ContactDraft, delta: Delta) -> None:
    """Make ``known`` what it will be when ``delta`` has been written."""
    for name, column in TEXTS.items():
        if column in delta.columns:
            part = name.removeprefix("name.")
            setattr(known if part == name else known.name, part, delta.columns[column])
    for name in LISTS:
        getattr(known, name).extend(getattr(delta.more, name))
    for at, work in delta.fills:
        known.affiliations[at] = work
    for at, method in delta.reach:
        known.methods[at] = method
    known.nicknames = delta.columns.get("nicknames", known.nicknames)
    known.deceased = known.deceased or "deceased" in delta.columns
    known.kind = delta.columns.get("kind", known.kind)
    known.photo = delta.more.photo or known.photo
    known.met_event = known.met_event or delta.event


def copy_of(draft: ContactDraft) -> ContactDraft:
    """Return a draft that can absorb without changing ``draft``."""
    lists: dict[str, Any] = {name: list(getattr(draft, name)) for name in LISTS}
    return replace(draft, name=replace(draft.name), **lists)


def details(draft: ContactDraft) -> bool:
    """Say whether a record tells anything beside a name, so that sameness means something."""
    texts = zip(TEXTS, texts_of(draft), strict=True)
    if any(text for name, text in texts if name != "full_name" and not name.startswith("name.")):
        return True
    return any(getattr(draft, name) for name in LISTS)
