"""What a record may say of our own about somebody known: anybody can write it into a card.

Needs, help or events are added beside what is there. Single values (archived, paused, edited by
hand, met through whom) change how the journal treats somebody, so they are only taken for people
whom an import adds, and from a record with the person's own uid, as our exports have it. Else they
stay as text on the card, under another source, so that no later export makes them count.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from netjournal.formats.draft import Extra
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.services.duplicates.merge_fields import KEPT
from netjournal.services.interchange import annex, annex_checks, annex_rows
from netjournal.services.interchange.import_annex import is_own, is_shared
from netjournal.services.interchange.import_plan import ADDING, CHANGING, MEETING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.draft import ContactDraft
    from netjournal.formats.phrases import Phrase
    from netjournal.services.interchange.import_compare import Delta
    from netjournal.services.interchange.import_plan import ImportPlan

DAMAGED: Final = QT_TRANSLATE_NOOP(
    "reading", "What NetJournal had noted there does not fit; it was kept as text."
)
_HIDDEN: Final = QT_TRANSLATE_NOOP(
    "reading", "Archived or paused because the file says so: {count}."
)
_CLOSED: Final = QT_TRANSLATE_NOOP(
    "reading",
    "Marked as edited by hand because the file says so; later imports leave that alone: {count}.",
)
_TOLD: Final = {
    "archived_at": _HIDDEN,
    "rhythm_paused_until": _HIDDEN,
    "edited_fields": _CLOSED,
}
_PICTURES: Final = QT_TRANSLATE_NOOP(
    "reading", "Other pictures in the file; those of the journal stay: {count}."
)
_BROUGHT: Final = QT_TRANSLATE_NOOP(
    "reading",
    "Noted because the file says so (needs, help, promises, events, things to share): {count}.",
)
# names of single values -> how edits by hand of them are remembered
_SINGLE: Final = {name: name for name in annex.SINGLES} | {
    annex_rows.MET_EVENT: "met_event_id",
    annex_rows.MET_THROUGH: "met_through_id",
}
_NAME: Final = "In a file: {name}"  # data like other names of extras, so it stays English


def believed(known: ContactDraft, new: ContactDraft, edited: frozenset[str]) -> ContactDraft:
    """Return a record as it may change somebody known.

    Args:
        known: The contact as a draft.
        new: The record of the file; it isn't changed.
        edited: Names of columns that were edited by hand: nothing fills those.
    """
    if not any(map(_is_single, new.extras)):
        return new
    if _is_them(known, new):
        extras = [one for one in new.extras if not _is_edited(one, edited)]
    else:
        last = {one.name: one for one in new.extras if _is_single(one)}
        held = {name for name, one in last.items() if not _is_news(known, one)}
        # of several values of one name the last came to whom the record added: not news again
        told = [one for one in new.extras if one.name not in held or not _is_news(known, one)]
        extras = [_as_text(one) if _is_news(known, one) else one for one in told]
    return replace(new, extras=extras)


def note_added(plan: ImportPlan, number: int, extras: Iterable[Extra]) -> None:
    """Note in a plan what a row's extras do unseen should somebody be added by it."""
    extras = list(extras)
    for phrase in [*_said(extras), *([_BROUGHT] if any(map(_is_thing, extras)) else [])]:
        _say(plan, phrase, number, ADDING)


def note_changed(
    plan: ImportPlan, number: int, known: ContactDraft, new: ContactDraft, delta: Delta
) -> None:
    """Note in a plan what a record does to somebody known beside what its changes are called.

    Args:
        plan: The plan.
        number: The record's row.
        known: The contact before the change.
        new: The record.
        delta: What it changes.
    """
    phrases = _said(delta.more.extras)
    if new.photo and known.photo and not delta.more.photo and new.photo.data != known.photo.data:
        _say(plan, _PICTURES, number, MEETING)
    if new.extras and not _is_them(known, new):
        texts = [_as_text(one) for one in new.extras if _is_news(known, one)]
        phrases += [DAMAGED] if any(one in delta.more.extras for one in texts) else []
    if not _is_them(known, new) and _brings(new, delta):
        phrases.append(_BROUGHT)
    for phrase in phrases:
        _say(plan, phrase, number, CHANGING)


def _say(plan: ImportPlan, phrase: Phrase, number: int, actions: tuple[str, ...]) -> None:
    plan.sentences.setdefault(phrase, set()).add((number, actions))


def _brings(new: ContactDraft, delta: Delta) -> bool:
    """Say whether a record that changes somebody makes rows of ours: needs, promises, events."""
    rows = (extra for extra in delta.more.extras if extra.name not in _SINGLE and is_own(extra))
    things = delta.changes and any(map(_is_thing, new.extras))
    return bool(delta.more.needs or things or any(rows))


def _is_thing(extra: Extra) -> bool:
    """Say whether an extra describes an event or a work, which the journal has besides people."""
    return is_shared(extra) and extra.name != annex_rows.CIRCLE


def _said(extras: Iterable[Extra]) -> list[Phrase]:
    return [_TOLD[one.name] for one in extras if one.name in _TOLD and annex_checks.found(one)]


def _is_them(known: ContactDraft, new: ContactDraft) -> bool:
    """Say whether a record has somebody's own uid; one of their ids elsewhere is no proof."""
    return new.uid is not None and new.uid == known.uid


def _is_single(extra: Extra) -> bool:
    return extra.name in _SINGLE and annex_checks.found(extra) is not None


def _is_edited(extra: Extra, edited: frozenset[str]) -> bool:
    return _is_single(extra) and _SINGLE[extra.name] in edited


def _is_news(known: ContactDraft, extra: Extra) -> bool:
    """Say whether an extra is a single value that somebody doesn't have already."""
    value = annex_checks.found(extra) if _is_single(extra) else None
    there = (one for one in known.extras if one.name == extra.name)
    return value is not None and all(annex_checks.found(one) != value for one in there)


def _as_text(extra: Extra) -> Extra:
    return Extra(KEPT, _NAME.format(name=extra.name), extra.value)
