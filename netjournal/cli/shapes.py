"""The JSON shapes of the command line, and the same in plain English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netjournal.models import from_day
from netjournal.models.handle import db
from netjournal.services import wording
from netjournal.services.bonds import own_kappa, rhythm_words, ties
from netjournal.services.bonds.rhythm_choice import rhythm_of
from netjournal.services.bonds.strength_reasons import explain
from netjournal.services.interchange import annex, annex_checks, gather

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netjournal.formats.draft import ContactDraft, InteractionDraft, Method
    from netjournal.services.bonds.strength_reasons import Explanation
    from netjournal.services.capturing.capture import Written
    from netjournal.services.people.contacts import ContactRow


def iso(day: int | None) -> str | None:
    """Return a day number as ISO text."""
    return None if day is None else from_day(day).isoformat()


def briefs(rows: Sequence[ContactRow]) -> list[dict[str, Any]]:
    """Return contacts in short."""
    uids = uids_of([row.id for row in rows])
    return [
        {
            "uid": uids[row.id],
            "full_name": row.full_name,
            "label": row.label,
            "score": round(row.score, 2),
            "last_interaction_on": iso(row.last_on),
        }
        for row in rows
    ]


def uids_of(ids: Sequence[int]) -> dict[int, str]:
    """Return the uid of each contact."""
    from uuid import UUID

    rows = db.execute_sql(
        "SELECT c.id, c.uid FROM json_each(?) j JOIN contact c ON c.id = j.value",
        (json.dumps(list(ids)),),
    )
    return {id_: str(UUID(bytes=bytes(uid))) for id_, uid in rows}


def contacts(ids: Sequence[int], today: int) -> Iterator[dict[str, Any]]:
    """Yield contacts, whole."""
    known, kappa = ties.read(ids, today), own_kappa.kappa()
    days = ties.contact_days(ids, today)
    for contact_id, draft in gather.contact_drafts(ids):
        rhythm = rhythm_of(contact_id)
        known_days = days.get(contact_id, [])
        why = explain(known_days, today, rhythm.ideal, rhythm.at_most, kappa)
        tie = known.get(contact_id, ties.NO_TIE)
        shape = contact(draft)
        shape["rhythm"] = {
            "state": rhythm.state,
            "ideal_days": rhythm.ideal,
            "at_most_days": rhythm.at_most,
            "inherited_from": rhythm.inherited_from or None,
            "word": rhythm_words.word_of(rhythm.ideal, rhythm.at_most) if rhythm.ideal else None,
        }
        shape["strength"] = tie_shape(why)
        shape["last_interaction_on"] = iso(tie.last_on)
        yield shape


def tie_shape(why: Explanation) -> dict[str, Any]:
    """Return a strength with its reason."""
    return {
        "score": round(why.score, 2),
        "chance_90": None if why.chance_90 is None else round(why.chance_90, 4),
        "label": why.label,
        "state": why.state,
        "reason": wording.reason(why),
    }


def contact(draft: ContactDraft) -> dict[str, Any]:
    """Return a contact without what depends on the day."""
    extra, mine = _extras(draft)
    return {
        "uid": str(draft.uid),
        "kind": draft.kind,
        "full_name": draft.full_name,
        "name": {part: getattr(draft.name, part) for part in _NAME},
        "nicknames": draft.nicknames,
        "pronouns": draft.pronouns,
        "headline": draft.headline,
        "affiliations": [
            {part: getattr(one, part) for part in _WORK} | {"current": not one.ended}
            for one in draft.affiliations
        ],
        **{plural: _methods(draft, kind) for kind, plural in _METHODS},
        "addresses": [{part: getattr(one, part) for part in _ADDRESS} for one in draft.addresses],
        "birthday": draft.birthday or None,
        "dates": [{"label": one.label, "date": one.date} for one in draft.dates],
        "note": draft.note,
        "photo": draft.photo is not None,
        "tags": draft.tags,
        "interests": draft.interests,
        "skills": draft.skills,
        "needs": mine.get("need", []),
        "met": {"on": draft.met_on or None} | {k: getattr(draft, f"met_{k}") for k in _MET},
        "connected_on": draft.connected_on or None,
        "extra": extra,
    }


_NAME = ("prefix", "given", "additional", "family", "suffix")
_WORK = ("organisation", "department", "title")
_ADDRESS = ("label", "street", "locality", "region", "postal_code", "country")
_MET = ("place", "via", "through", "event", "story")
_METHODS = (("email", "emails"), ("phone", "phones"), ("messenger", "messengers"), ("url", "urls"))


def _methods(draft: ContactDraft, kind: str) -> list[dict[str, str]]:
    return [_method(method) for method in draft.methods if method.kind == kind]


def _method(method: Method) -> dict[str, str]:
    shape = {"value": method.value, "label": method.label}
    return shape | {"service": method.service} if method.kind == "messenger" else shape


def _extras(draft: ContactDraft) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Return what files had and we have no field for, and our own rows by table."""
    outside: dict[str, Any] = {}
    mine: dict[str, list[Any]] = {}
    for one in draft.extras:
        if one.source != annex.SOURCE or annex_checks.is_damaged(one):
            outside.setdefault(one.name, []).append(one.value)
        elif one.name in annex.ROWS:
            mine.setdefault(one.name, []).append(annex_checks.found(one))
    return {name: v[0] if len(v) == 1 else v for name, v in outside.items()}, mine


def in_words(shape: dict[str, Any]) -> str:
    """Return a contact for people to read."""
    work = [", ".join(filter(None, (a["title"], a["organisation"]))) for a in shape["affiliations"]]
    reach = [m["value"] for kind in ("emails", "phones", "messengers", "urls") for m in shape[kind]]
    met = shape["met"]
    how = ", ".join(str(met[key]) for key in ("event", "place", "on", "through") if met[key])
    tie = shape["strength"]
    pairs = (
        ("", shape["headline"] or "; ".join(filter(None, work))),
        ("Tie", f"{wording.heading(tie['label'], tie['state'])} ({tie['score']:.0f})"),
        ("", tie["reason"]),
        ("Reach", "; ".join(reach)),
        ("Met", how),
        ("Circles", ", ".join(shape["tags"])),
        ("Interested in", ", ".join(shape["interests"])),
        ("Good at", ", ".join(shape["skills"])),
        ("Keep in touch", _rhythm(shape["rhythm"])),
        ("Needs", "; ".join(n["text"] for n in shape["needs"] if n["state"] == "open")),
        ("Birthday", shape["birthday"]),
        ("Note", shape["note"]),
    )
    lines = [f"{name + ': ' if name else ''}{value}" for name, value in pairs if value]
    return "\n".join((shape["full_name"], *(f"  {line}" for line in lines)))


def _rhythm(shape: dict[str, Any]) -> str:
    """Return how often to be in touch, in words."""
    if shape["state"] in ("paused", "never"):
        return {"paused": "paused", "never": "no reminders"}[shape["state"]]
    if shape["ideal_days"] is None:
        return ""
    words = rhythm_words.said(shape["ideal_days"], shape["at_most_days"])
    return f"{words}, from {shape['inherited_from']}" if shape["inherited_from"] else words


def interaction(draft: InteractionDraft) -> dict[str, Any]:
    """Return one interaction."""
    return {
        "uid": str(draft.uid),
        "kind": draft.kind,
        "on": draft.day,
        "time": draft.time or None,
        "precision": {10: "day", 7: "month", 4: "year"}[len(draft.day)],
        "minutes": draft.minutes,
        "place": draft.place,
        "initiator": draft.initiator,
        "people": [{"uid": str(p.uid), "full_name": p.name} for p in draft.people],
        "summary": draft.summary,
        "body": draft.body,
        "event": draft.event or None,
    }


def interaction_line(shape: dict[str, Any]) -> str:
    """Return an interaction as one line."""
    who = ", ".join(person["full_name"] for person in shape["people"])
    text = " ".join((shape["summary"] or shape["body"]).split())
    kind = shape["kind"].replace("_", " ")
    return "  ".join(part for part in (f"{shape['on']:<10}", f"{kind:<12}", who, text) if part)


def written(made: Written) -> dict[str, Any]:
    """Return what a capture line made."""
    drafts = [draft for _, draft in gather.interaction_drafts([made.interaction])]
    names = dict(gather.contact_drafts(made.new_contacts))
    return {
        "interactions": [interaction(draft) for draft in drafts],
        "needs": _texts("need", made.needs),
        "promises": _texts("followup", made.promises),
        "people": [
            {"uid": str(draft.uid), "full_name": draft.full_name} for draft in names.values()
        ],
    }


def _texts(table: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    column = "t.due_on" if table == "followup" else "NULL"
    rows = db.execute_sql(
        f"SELECT t.text, {column} FROM json_each(?) j JOIN {table} t ON t.id = j.value",
        (json.dumps(list(ids)),),
    )
    return [{"text": text} | ({"due_on": iso(day)} if day else {}) for text, day in rows]


def said(data: dict[str, Any]) -> str:
    """Return what a capture line made, for people to read."""
    lines = [f"Logged: {interaction_line(one)}" for one in data["interactions"]]
    lines += [f"New person: {one['full_name']}" for one in data["people"]]
    lines += [f"Need noted: {one['text']}" for one in data["needs"]]
    lines += [f"Promise noted: {one['text']}" for one in data["promises"]]
    return "\n".join(lines)
