"""People and entries being edited, as drafts: what was typed, over what is stored by now.

A draft may lie for weeks. It is kept beside the record as it was when it was opened, so that going
on with it brings back what was typed and takes nothing away that came since.

Public: ``from_person``, ``person`` → ``PersonDraft``; ``from_entry``, ``entry`` → ``EntryDraft``;
``over(now, was, typed)``, ``text_over`` for one text of several lines.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from netjournal.errors import NotFound
from netjournal.services import interactions
from netjournal.services.interactions import InteractionForm
from netjournal.services.keeping.drafts import get, person_key
from netjournal.services.people import contact_form, contacts
from netjournal.services.people.contact_form import PARTS, ContactForm

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_Form = TypeVar("_Form", ContactForm, InteractionForm)
_Item = TypeVar("_Item")
_SEVERAL_LINES: Final = ("note", "met_story", "body")
People = tuple[tuple[int | None, str], ...]  # id, None for somebody new, and name


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Somebody who was being edited.

    Attributes:
        key: Under which key it is kept.
        contact_id: Whom to change; None for somebody new, and where that person is gone.
        form: What is stored, with what was typed over it.
    """

    key: str
    contact_id: int | None
    form: ContactForm


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry that was being written.

    Attributes:
        key: Under which key it is kept.
        interaction_id: Which one to change; None for a new one, and where that entry is gone.
        form: What is stored, with what was typed over it.
        people: Who took part; who is gone has no id any more.
        typed: A name that is still being typed.
    """

    key: str
    interaction_id: int | None
    form: InteractionForm
    people: People
    typed: str = ""


def from_person(form: ContactForm, stored: ContactForm) -> str:
    """Return as text what was typed, ``form``, and what was ``stored`` when it was begun."""
    return json.dumps({"form": asdict(form), "was": asdict(stored)}, ensure_ascii=False)


def person(contact_id: int | None) -> PersonDraft | None:
    """Return the draft of somebody; None when there is none, or one of another version."""
    key = person_key(contact_id)
    try:
        found = _read(key)
        if found is None:
            return None
        typed, was = _contact_form(found["form"]), _contact_form(found["was"])
    except (ValueError, TypeError, AttributeError, LookupError):
        return None
    if contact_id is None:
        return PersonDraft(key, None, typed)
    try:
        now = contact_form.form(contact_id)
    except NotFound:
        return PersonDraft(key, None, typed)
    return PersonDraft(key, contact_id, over(now, was, typed))


def _contact_form(found: dict[str, Any]) -> ContactForm:
    parts = {
        part: [kind(**row) for row in found.get(part, [])]
        for part, (_table, _columns, kind) in PARTS.items()
    }
    return ContactForm(**{**_known(found, ContactForm), **parts})


def from_entry(draft: EntryDraft, was: InteractionForm, was_there: Sequence[int | None]) -> str:
    """Return an entry as text.

    Args:
        draft: What was typed.
        was: What was stored when it was begun.
        was_there: Who took part then.
    """
    kept = {
        "form": asdict(draft.form),
        "people": draft.people,
        "typed": draft.typed,
        "was": asdict(was),
        "was_there": list(was_there),
    }
    return json.dumps(kept, ensure_ascii=False)


def entry(key: str) -> EntryDraft | None:
    """Return an entry's draft; None when there is none, or one of another version."""
    number = key.removeprefix("entry-")
    try:
        found = _read(key)
        if found is None:
            return None
        typed = InteractionForm(**_known(found["form"], InteractionForm))
        was = InteractionForm(**_known(found.get("was", {}), InteractionForm))
        people = tuple((one[0], str(one[1])) for one in found["people"])
        was_there, name = list(found.get("was_there", [])), str(found.get("typed", ""))
        now = interactions.form(int(number)) if number.isdigit() else None
    except (ValueError, TypeError, AttributeError, LookupError):
        return None
    except NotFound:
        now = None
    if now is None:
        return EntryDraft(key, None, typed, _there(people), name)
    everybody = _people_over(now.contact_ids, was_there, people)
    return EntryDraft(key, int(number), over(now, was, typed), everybody, name)


def _read(key: str) -> dict[str, Any] | None:
    found = json.loads(get(key) or "null")
    return found if isinstance(found, dict) else None


def _known(found: dict[str, Any], kind: type[Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in found.items() if name in names}


# -- over what is stored by now


def over(now: _Form, was: _Form, typed: _Form) -> _Form:
    """Return ``now`` with every field that was typed in; in lists what was put in or taken out.

    In a text of several lines what came since stays, too, below what was typed.
    """
    changed = {}
    for field in fields(now):
        before, after = getattr(was, field.name), getattr(typed, field.name)
        if before == after:
            continue
        if isinstance(after, list):
            after = _list_over(getattr(now, field.name), before, after)
        elif field.name in _SEVERAL_LINES:
            after = text_over(getattr(now, field.name), before, after)
        changed[field.name] = after
    return replace(now, **changed)


def text_over(now: str, was: str, typed: str) -> str:
    """Return what was typed, and below it the lines that came since: neither side loses any.

    Args:
        now: What is stored by now.
        was: What was stored when the typing began. Where it stands in ``now`` as whole lines, only
            what is around it came since; else all of ``now`` is taken for new.
        typed: What was typed.
    """
    if typed == was:
        return now
    if now == was:
        return typed
    before, there, after = f"\n{now}\n".partition(f"\n{was}\n")
    both = typed
    for came in (before, after) if was.strip() and there else (now,):
        part = came.strip("\n")
        if part.strip() and f"\n{part}\n" not in f"\n{both}\n":
            both = f"{both.rstrip(chr(10))}\n\n{part}" if both.strip() else part
    return both


def _list_over(now: list[_Item], was: list[_Item], typed: list[_Item]) -> list[_Item]:
    """Return what was typed, without what has gone since and with what has come since."""
    stays = [one for one in typed if one in now or one not in was]
    return stays + [one for one in now if one not in was and one not in stays]


def _people_over(now: Sequence[int], was: Sequence[int | None], typed: People) -> People:
    names = dict(typed)
    here: list[Hashable] = list(now)
    before: list[Hashable] = list(was)
    after: list[Hashable] = [name if who is None else who for who, name in typed]
    both = _list_over(here, before, after)
    return _there(
        tuple(
            (one, names.get(one, "")) if isinstance(one, int) else (None, str(one)) for one in both
        )
    )


def _there(people: People) -> People:
    """Return people with the names they have by now; who is gone is there by name only."""
    ids = [who for who, _name in people if who is not None]
    names = {who: name for who, name, _about in contacts.describe(ids)}
    return tuple(
        (who, names[who]) if who is not None and who in names else (None, name)
        for who, name in people
    )
