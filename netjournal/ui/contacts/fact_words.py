"""Words of the facts on a card: how you met, and everything else that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services.bonds import rhythm_words
from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.people import card as cards
    from netjournal.services.people.contact_form import AddressForm, AffiliationForm


def met_line(met: cards.Met) -> str:
    """Return where and when: "Code for Good hack day, 14 Jun 2024"."""
    named = met.via == "introduction" and met.through_name  # by whom is said below
    via = labels.met_via(met.via) if met.via and not named else ""
    where = met.event_title or met.place or via
    parts = (display_safe(where, 120), dates.partial(met.on) if met.on else "")
    return ", ".join(part for part in parts if part)


def met_detail(met: cards.Met) -> str:
    """Return what comes below: place, through whom (when only a name), the story."""
    say = QCoreApplication.translate
    lines = []
    if met.event_title and met.place:
        lines.append(display_safe(met.place, 120))
    if met.through_name and met.through_id is None:
        name = display_safe(met.through_name, 80)
        lines.append(say("facts", "introduced by {name}").format(name=name))
    if met.story:
        lines.append("\n".join(display_safe(line, 2000) for line in met.story.splitlines()))
    return "\n".join(lines)


def relation_lines(card: cards.Card) -> list[tuple[str, str, int | None]]:
    """Return (what they are, whose or to whom, that person's id where they are in the journal)."""
    return [
        (display_safe(one.label, 60), display_safe(one.other_name, 120), one.other_id)
        for one in card.relations
    ]


def about_lines(card: cards.Card, today: int) -> list[tuple[str, str]]:
    """Return (what, words) of everything that has no card of its own, but for relations."""
    say = QCoreApplication.translate
    found: list[tuple[str, str]] = []
    if card.birthday:
        found.append((say("facts", "Birthday"), dates.partial(card.birthday)))
    found += [
        (display_safe(one.label, 60) or say("facts", "Date"), dates.partial(one.date))
        for one in card.dates
    ]
    work = [words for one in card.affiliations if (words := _work(one))]
    shown = len(work) == 1 and card.headline_line.startswith(work[0])
    if work and not shown:
        found.append((say("facts", "Work and study"), "\n".join(work)))
    found += [
        (display_safe(one.label, 60) or say("facts", "Address"), words)
        for one in card.addresses
        if (words := _address(one)) and words != one.locality
    ]
    rhythm = _rhythm(card.rhythm, today)
    if rhythm:
        found.append((say("facts", "Keep in touch"), rhythm))
    if card.closeness:
        found.append(
            (say("facts", "How close you feel"), labels.word(labels.CLOSENESS, card.closeness))
        )
    return found


def _work(one: AffiliationForm) -> str:
    parts = (one.title, one.department, one.organisation)
    words = ", ".join(display_safe(part, 100) for part in parts if part)
    span = "–".join(dates.partial(day) if day else "" for day in (one.started, one.ended))
    return f"{words} ({span})" if span.strip("–") else words


def _address(one: AddressForm) -> str:
    if one.formatted:
        return "\n".join(display_safe(line, 200) for line in one.formatted.splitlines())
    town = " ".join(part for part in (one.postal_code, one.locality) if part)
    parts = (one.street, one.extended, one.po_box, town, one.region, one.country)
    return ", ".join(display_safe(part, 120) for part in parts if part)


def _rhythm(rhythm: cards.Rhythm, today: int) -> str:
    say = QCoreApplication.translate
    if rhythm.state == "never":
        return labels.word(labels.RHYTHMS, "never")
    if rhythm.state == "paused":
        if rhythm.paused_until is None:
            return labels.word(labels.RHYTHMS, "paused")
        until = dates.short_day(rhythm.paused_until, today)
        return say("facts", "Paused until {day}").format(day=until)
    if rhythm.ideal is None:
        return ""
    words = rhythm_words.said(rhythm.ideal, rhythm.at_most, say)
    if not rhythm.inherited_from:
        return words
    circle = display_safe(rhythm.inherited_from, 60)
    return say("facts", "{rhythm}, from {circle}").format(rhythm=words, circle=circle)
