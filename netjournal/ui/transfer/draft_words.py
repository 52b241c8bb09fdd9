"""What a record of a file or a contact says, in rows to be put side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.formats.draft import ContactDraft

_MOST_LINES = 8
_MOST_LETTERS = 300


def rows(file: ContactDraft, journal: ContactDraft) -> list[tuple[str, str, str]]:
    """Return (name of the field, what the file says, what the journal says); blank pairs left out.

    Lists are one line per entry.
    """
    here, there = _fields(file), _fields(journal)
    return [(name, here[name], there[name]) for name in here if here[name] or there[name]]


def _fields(draft: ContactDraft) -> dict[str, str]:
    say = QCoreApplication.translate
    work = [", ".join(p for p in (a.title, a.organisation) if p) for a in draft.affiliations]
    places = [
        one.formatted or ", ".join(p for p in (one.street, one.locality, one.country) if p)
        for one in draft.addresses
    ]
    met = [draft.met_place, draft.met_event, dates.partial(draft.met_on)]
    if draft.met_via:
        met.append(labels.met_via(draft.met_via))
    return {
        say("transfer", "Name"): _lines([draft.full_name, *draft.nicknames]),
        say("transfer", "Headline"): _lines([draft.headline]),
        say("transfer", "Work"): _lines(work),
        say("transfer", "E-mail"): _methods(draft, "email"),
        say("transfer", "Phone"): _methods(draft, "phone"),
        say("transfer", "Links"): _methods(draft, "url"),
        say("transfer", "Messengers"): _methods(draft, "messenger"),
        say("transfer", "Address"): _lines(places),
        say("transfer", "Birthday"): _lines([dates.partial(draft.birthday)]),
        say("transfer", "How you met"): _lines(met),
        say("transfer", "Circles"): _lines([", ".join(draft.tags)]),
        say("transfer", "Note"): _lines([draft.note]),
    }


def _methods(draft: ContactDraft, kind: str) -> str:
    return _lines([one.value for one in draft.methods if one.kind == kind])


def _lines(texts: list[str]) -> str:
    shown = [display_safe(text, _MOST_LETTERS) for text in texts if text.strip()]
    more = ["…"] if len(shown) > _MOST_LINES else []
    return "\n".join([*shown[:_MOST_LINES], *more])
