"""What extras must look like to be taken for ours: anybody can write them into a file.

Each kind of record has the keys that ``annex`` writes and no others, and what stands there is what
the column it goes to may hold. Everything else stays an extra like those of other programs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from netjournal.kept_texts import kept
from netjournal.models.contact import BOOSTERS, CLOSENESS, RHYTHM_STATES
from netjournal.models.event import EVENT_KINDS
from netjournal.models.helping import FOLLOWUP_STATES, GIVEN, NEED_STATES, RECEIVED
from netjournal.models.interaction import EventContact
from netjournal.models.shelf import SHARES, WORK_KINDS
from netjournal.services.interchange import annex, annex_rows
from netjournal.services.people import contact_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netjournal.formats.draft import Extra

Check = Callable[[Any], bool]
ORIGIN, QUESTION = "origin", "question"
LINK_COLUMNS: Final = {"event_contact": ("role", "note"), "work_share": ("day", "how")}
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # as our exports write them
_COLOUR = re.compile(r"(?:#[0-9a-fA-F]{6})?")
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_MOST_IMPORTANT = 100.0
_EDITED = frozenset(
    (*contact_form.COLUMNS, *contact_form.PARTS, "circles", "photo", *contact_form.ROLES)
)


# ---------------------------------------------------------------------------------- one value
def _is_text(value: Any) -> bool:
    """Say whether a value is text that a journal can hold: no NUL, no half of a letter."""
    if not isinstance(value, str) or "\0" in value:
        return False
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)


def _is_said(value: Any) -> bool:
    return _is_text(value) and bool(value.strip())


def _is_uid(value: Any) -> bool:
    return isinstance(value, str) and _UID.fullmatch(value) is not None


def _is_colour(value: Any) -> bool:
    return isinstance(value, str) and _COLOUR.fullmatch(value) is not None


def _is_edits(value: Any) -> bool:
    """Say whether a value lists fields that can be edited by hand."""
    return isinstance(value, list) and all(isinstance(o, str) and o in _EDITED for o in value)


def _within(least: int, most: int) -> Check:
    def check(value: Any) -> bool:
        return type(value) is int and least <= value <= most

    return check


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


_DAY = _within(-719162, 2932896)  # years 1 to 9999, as days since 1970
_MOMENT = _within(0, 253402300799999)  # milliseconds of the years 1970 to 9999
_DAYS = _within(1, 36500)
_FLAG = _within(0, 1)

# ---------------------------------------------------------------------------------- columns
COLUMNS: Final[dict[str, dict[str, Check]]] = {
    "need": {
        "text": _is_text,
        "state": _one_of(*NEED_STATES),
        "noted_on": _DAY,
        "closed_on": _maybe(_DAY),
    },
    "help": {
        "direction": _one_of(GIVEN, RECEIVED),
        "text": _is_text,
        "day": _DAY,
        "asked": _maybe(_FLAG),
    },
    "introduction": {
        "why": _is_text,
        "outcome": _is_text,
        "day": _DAY,
        "asked_both": _maybe(_FLAG),
        "thanked": _FLAG,
    },
    "followup": {
        "text": _is_text,
        "by_me": _FLAG,
        "made_on": _DAY,
        "due_on": _maybe(_DAY),
        "state": _one_of(*FOLLOWUP_STATES),
        "snoozed_until": _maybe(_DAY),
        "closed_on": _maybe(_DAY),
    },
    "event": {
        "title": _is_text,
        "kind": _one_of(*EVENT_KINDS),
        "starts_on": _DAY,
        "start_minute": _maybe(_within(0, 24 * 60 - 1)),
        "ends_on": _maybe(_DAY),
        "zone": _maybe(_is_text),
        "place": _is_text,
        "url": _is_text,
        "note": _is_text,
    },
    "work": {
        "kind": _one_of(*WORK_KINDS),
        "title": _is_text,
        "url": _is_text,
        "text": _is_text,
        "published_on": _maybe(_DAY),
        "retired": _FLAG,
    },
    "event_contact": {"role": _one_of(*EventContact.ROLES), "note": _is_text},
    "work_share": {"day": _DAY, "how": _one_of(*SHARES)},
    "tag": {
        "colour": _is_colour,
        "position": _within(0, 2**31),
        "rhythm_ideal_days": _maybe(_DAYS),
        "rhythm_at_most_days": _maybe(_DAYS),
    },
}
# those a row can't do without: the others have something that stands for "nothing said"
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "need": ("text", "noted_on"),
    "help": ("direction", "day"),
    "introduction": ("day",),
    "followup": ("text", "made_on"),
    "event": ("starts_on",),
    "work": ("kind", "title"),
    "work_share": ("day",),
}


# ---------------------------------------------------------------------------------- records
def _record(keys: Mapping[str, Check], needed: tuple[str, ...]) -> Check:
    """Return what says whether a value is an object with these keys, and none besides."""

    def check(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and all(name in value for name in needed)
            and all(name in keys and keys[name](one) for name, one in value.items())
        )

    return check


def _row(table: str, more: Mapping[str, Check], *needed: str) -> Check:
    """Return the check of a row that has a uid."""
    keys = {"uid": _is_uid, **COLUMNS[table], **more}
    return _record(keys, ("uid", *NEEDED[table], *needed))


def _linked(link: str, table: str, more: Mapping[str, Check]) -> Check:
    """Return the check of a link together with what it leads to."""
    mine = _record(COLUMNS[link], NEEDED.get(link, ()))
    return _record({"link": mine, table: _row(table, {}), **more}, ("link", table))


_FROM: Final = {"interaction": _is_uid}
_RECORDS: Final[dict[str, Check]] = {
    "need": _row("need", _FROM),
    "help": _row("help", _FROM),
    "introduction": _row("introduction", {**_FROM, "other": _is_uid, "by": _is_uid}, "other"),
    "followup": _row("followup", _FROM),
    "event": _row("event", {}),
    "work": _row("work", {}),
    "event_contact": _linked("event_contact", "event", {}),
    "work_share": _linked("work_share", "work", _FROM),
    annex_rows.RELATION: _record(
        {"label": _is_text, "inverse_label": _is_said, "other": _is_uid},
        ("label", "inverse_label", "other"),
    ),
    annex_rows.RELATED: _record({"label": _is_text, "uid": _is_uid}, ("label", "uid")),
    annex_rows.CIRCLE: _record({"name": _is_said, **COLUMNS["tag"]}, ("name",)),
}
_FROM_ROW = {"table": _one_of(*annex.ROWS), "uid": _is_uid, **_FROM}
_FROM_SHARE = {"table": _one_of("work_share"), "work": _is_uid, **_FROM, "day": _DAY}
_ORIGINS = [_record(keys, tuple(keys)) for keys in (_FROM_ROW, _FROM_SHARE)]
_RECORDS[ORIGIN] = lambda value: any(check(value) for check in _ORIGINS)

# single values as they go into the column; what stands for "nothing said" is never written
_SINGLES: Final[dict[str, Check]] = {
    "booster": _one_of(*filter(None, BOOSTERS)),
    "booster_note": _is_said,
    "closeness": _one_of(*filter(None, CLOSENESS)),
    "importance": lambda value: isinstance(value, float) and 0.0 < value <= _MOST_IMPORTANT,
    "rhythm_state": _one_of(*(state for state in RHYTHM_STATES if state != "unset")),
    "rhythm_ideal_days": _DAYS,
    "rhythm_at_most_days": _DAYS,
    "rhythm_paused_until": _DAY,
    "archived_at": _MOMENT,
    "edited_fields": _is_edits,
}
_PLAIN: Final[dict[str, Check]] = {
    QUESTION: _is_said,
    annex_rows.MET_EVENT: _is_uid,
    annex_rows.MET_THROUGH: _is_uid,
}
NAMES: Final = frozenset((*_RECORDS, *_SINGLES, *_PLAIN))


def found(extra: Extra) -> Any:
    """Return what an extra of ours says: an object, or a single value; None when it isn't ours.

    Nobody changes what is returned: each is asked for several times in a row.
    """
    ours = extra.source == annex.SOURCE and extra.name in NAMES
    return _found(extra.name, extra.value) if ours and not (extra.params or extra.group) else None


def is_damaged(extra: Extra) -> bool:
    """Say whether an extra has a name of ours and says nothing that we could have written."""
    return extra.source == annex.SOURCE and extra.name in NAMES and found(extra) is None


@kept(16)
def _found(name: str, text: str) -> Any:
    if name in _PLAIN:
        return text if _PLAIN[name](text) else None
    try:
        value = _single(name, text) if name in _SINGLES else json.loads(text)
    except (ValueError, RecursionError):
        return None
    check = _SINGLES.get(name) or _RECORDS[name]
    return value if check(value) else None


def _single(name: str, text: str) -> Any:
    """Return a single value as its column holds it; ``edited_fields`` as the list it stands for."""
    if name == "edited_fields":
        return json.loads(text) or None
    if name == "importance":
        return float(text)
    if annex.SINGLES[name] is None:
        return int(text) if _WHOLE.fullmatch(text) else None
    return text
