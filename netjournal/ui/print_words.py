"""What a printed summary says, in the user's language: ``sheet(card, …) -> summary.Sheet``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services import strength, strength_reasons, summary, ties, timeline, wording
from netjournal.ui import dates, labels
from netjournal.ui.entry_words import entry_view
from netjournal.ui.links import checked_link
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.card import Card, Method

_LONGEST = 100_000
_SCORELESS = (strength.NONE, strength.NEW)


def sheet(card: Card, today: int, *, private: bool = False, limit: int = 400) -> summary.Sheet:
    """Word one person's summary.

    Args:
        card: The person.
        today: The local day.
        private: With the private note.
        limit: At most so many interactions, the newest.
    """
    ids = timeline.timeline_ids(timeline.TimelineFilter(contact_id=card.id))[:limit]
    rows = [row for row in timeline.timeline_rows(ids) if row]
    entries = []
    for row in rows:
        view = entry_view(row, today, of=card.id, lasting=True)
        entries.append(
            summary.Entry(view.icon, view.title, view.meta, view.body, tuple(view.pills))
        )
    return summary.Sheet(
        key=str(card.id),
        name=display_safe(card.full_name, 200) or QCoreApplication.translate("print", "No name"),
        headline=display_safe(card.headline_line, 200),
        reach=[_reach(method) for method in card.methods[:6]],
        qr=bool(card.full_name.strip()),
        columns=(_left(card, private), _right(card, today)),
        entries=entries,
        words={"timeline": _label(QCoreApplication.translate("print", "Timeline"))},
    )


def _label(text: str) -> str:
    """Section names are set in capitals, as the design does."""
    return text.upper()


def _reach(method: Method) -> tuple[str, str]:
    text = display_safe(method.value, 120)
    prefix = {"email": "mailto:", "phone": "tel:", "url": ""}.get(method.kind)
    link = checked_link(f"{prefix}{method.value.strip()}") if prefix is not None else None
    return text, link.url if link is not None else ""


def _part(label: str, *lines: str) -> list[summary.Part]:
    said = tuple(summary.Line(display_safe(line, _LONGEST)) for line in lines if line.strip())
    return [summary.Part(_label(label), said)] if said else []


def _left(card: Card, private: bool) -> list[summary.Part]:
    say = QCoreApplication.translate
    parts = _part(say("print", "How we met"), _met(card), card.met.story)
    parts += _part(say("print", "Interested in"), ", ".join(card.interests))
    parts += _part(say("print", "Good at"), ", ".join(card.skills))
    birthday = dates.partial(card.birthday) if card.birthday else ""
    parts += _part(say("print", "Birthday"), birthday)
    parts += _part(say("print", "Circles"), ", ".join(name for _, name in card.circles))
    if private:
        parts += _part(say("print", "Note"), *card.note.splitlines())
    return parts


def _met(card: Card) -> str:
    """Return "Code for Good hack day, 14 June 2024. Introduced by Chidi Eze."."""
    say = QCoreApplication.translate
    met = card.met
    where = met.event_title or met.place or (labels.met_via(met.via) if met.via else "")
    when = dates.partial(met.on) if met.on else ""
    text = ", ".join(part for part in (where, when) if part)
    if met.through_name:
        by = say("print", "Introduced by {name}.").format(name=met.through_name)
        return f"{text}. {by}" if text else by
    return text


def _right(card: Card, today: int) -> list[summary.Part]:
    say = QCoreApplication.translate
    days = ties.contact_days([card.id], today).get(card.id, [])
    why = strength_reasons.explain(days, today, card.rhythm.ideal, card.rhythm.at_most)
    title = wording.heading(why.label, why.state, say)
    score = "" if why.label in _SCORELESS else f" ({round(why.score)})"
    tie = summary.Line(f"{score}: {wording.reason(why, say)}", title)
    parts = [summary.Part(_label(say("print", "Tie")), (tie,), spark=len(card.history) > 1)]
    wanted = []
    for need in card.needs:
        if need.state in ("open", "in_hand"):
            helpers = ", ".join(name for _, name in need.helpers[:2])
            text = say("print", "Needs: {need}").format(need=need.text)
            wanted.append(f"☐ {text} ({helpers}?)" if helpers else f"☐ {text}")
    for promise in card.promises:
        template = say("print", "I promised: {text}") if promise.by_me else _theirs()
        wanted.append(f"☐ {template.format(text=promise.text)}")
    return parts + _part(say("print", "Open"), *wanted)


def _theirs() -> str:
    return QCoreApplication.translate("print", "They promised: {text}")
