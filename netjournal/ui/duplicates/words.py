"""Reasons, fields and values of two entries in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.duplicates.dedupe import Reason
    from netjournal.services.people.contacts import AddressForm, AffiliationForm, ContactForm

_NOOP = QT_TRANSLATE_NOOP
REASONS: Final[dict[str, object]] = {
    "same_id": _NOOP("duplicates", "same profile"),
    "same_email": _NOOP("duplicates", "same e-mail address"),
    "same_phone": _NOOP("duplicates", "same phone number"),
    "same_link": _NOOP("duplicates", "same link"),
    "same_name": _NOOP("duplicates", "same name"),
    "name_typo": _NOOP("duplicates", "names a letter apart"),
    "name_nickname": _NOOP("duplicates", "a short form of the name"),
    "name_initial": _NOOP("duplicates", "first name as an initial"),
    "name_script": _NOOP("duplicates", "the name in two scripts"),
    "name_middle": _NOOP("duplicates", "one name has more parts"),
    "name_short": _NOOP("duplicates", "one name is shorter"),
    "same_birthday": _NOOP("duplicates", "same birthday"),
    "same_work": _NOOP("duplicates", "same organisation"),
    "same_title": _NOOP("duplicates", "same job title"),
    "same_home": _NOOP("duplicates", "same address"),
    "same_connected": _NOOP("duplicates", "connected on the same day"),
    "other_profile": _NOOP("duplicates", "another LinkedIn profile"),
    "other_family_name": _NOOP("duplicates", "another family name"),
    "other_given_name": _NOOP("duplicates", "another first name"),
    "other_name": _NOOP("duplicates", "another name"),
    "name_unclear": _NOOP("duplicates", "names that can’t be compared"),
    "other_birthday": _NOOP("duplicates", "another birthday"),
    "other_emails": _NOOP("duplicates", "other e-mail addresses"),
    "other_phones": _NOOP("duplicates", "other phone numbers"),
    "other_work": _NOOP("duplicates", "another organisation"),
    "generation": _NOOP("duplicates", "Jr. or Sr. beside one name"),
}
FIELDS: Final[dict[str, object]] = {
    "name": _NOOP("duplicates", "Name"),
    "kind": _NOOP("duplicates", "Kind"),
    "pronouns": _NOOP("duplicates", "Pronouns"),
    "headline": _NOOP("duplicates", "Headline"),
    "birthday": _NOOP("duplicates", "Birthday"),
    "photo": _NOOP("duplicates", "Picture"),
    "met_on": _NOOP("duplicates", "Met on"),
    "met_place": _NOOP("duplicates", "Met at"),
    "met_via": _NOOP("duplicates", "How you met"),
    "met_through": _NOOP("duplicates", "Met through"),
    "met_event": _NOOP("duplicates", "Met at the event"),
    "connected_on": _NOOP("duplicates", "Connected on"),
    "booster": _NOOP("duplicates", "Booster"),
    "closeness": _NOOP("duplicates", "How close you feel"),
    "importance": _NOOP("duplicates", "Importance"),
    "rhythm": _NOOP("duplicates", "Keep in touch"),
}
_DATES: Final = ("birthday", "met_on", "connected_on")
_TABLES: Final = {
    "kind": labels.CONTACT_KINDS,
    "met_via": labels.MET_VIA,
    "booster": labels.BOOSTERS,
    "closeness": labels.CLOSENESS,
}


def say(text: object) -> str:
    """Return a text of this module's tables in the user's language."""
    return QCoreApplication.translate("duplicates", str(text))


def for_it(reasons: Sequence[Reason]) -> str:
    """Return what speaks for one person, strongest first: "same phone number, same name"."""
    found = [r for r in reasons if r.weight > 0 and r.key in REASONS]
    return ", ".join(say(REASONS[r.key]) for r in found)


def against_it(reasons: Sequence[Reason]) -> str:
    """Return what speaks against it, or is unclear; "" for nothing."""
    found = [r for r in reasons if r.weight <= 0 and r.key in REASONS]
    return ", ".join(say(REASONS[r.key]) for r in found)


def field(key: str) -> str:
    """Return the name of a field."""
    return say(FIELDS[key])


def value(key: str, text: str) -> str:
    """Return somebody's value for a field in words; "" for none."""
    if not text:
        return ""
    if key in _DATES:
        return dates.partial(text)
    if key in _TABLES:
        return labels.word(_TABLES[key], text)
    if key == "photo":
        return QCoreApplication.translate("duplicates", "This picture")
    if key == "rhythm":
        return _rhythm(text)
    return display_safe(text, 200)


def _rhythm(text: str) -> str:
    """The state, and every how many days."""
    state, *numbers = text.split()
    words = labels.word(labels.RHYTHMS, state)
    if not numbers or state in ("never", "paused"):
        return words
    every = QCoreApplication.translate("duplicates", "every %n [day|days]", "", int(numbers[0]))
    return f"{words}, {every}"


def lists(form: ContactForm) -> dict[str, list[str]]:
    """Return what somebody has several of, all of which is kept: heading → lines."""
    translate = QCoreApplication.translate
    found = {
        translate("duplicates", "Reach"): [display_safe(m.value, 120) for m in form.methods],
        translate("duplicates", "Work"): [_work(one) for one in form.affiliations],
        translate("duplicates", "Addresses"): [_address(one) for one in form.addresses],
        translate("duplicates", "Circles"): [display_safe(name, 60) for name in form.circles],
        translate("duplicates", "Topics"): [
            display_safe(name, 60) for name in (*form.interests, *form.skills, *form.questions)
        ],
        translate("duplicates", "Also called"): [display_safe(n, 80) for n in form.nicknames],
        translate("duplicates", "Note"): [display_safe(form.note, 200)] if form.note else [],
    }
    return {heading: [line for line in lines if line] for heading, lines in found.items()}


def _work(one: AffiliationForm) -> str:
    parts = (one.title, one.department, one.organisation)
    return ", ".join(display_safe(part, 100) for part in parts if part)


def _address(one: AddressForm) -> str:
    town = " ".join(part for part in (one.postal_code, one.locality) if part)
    parts = (one.street, one.extended, one.po_box, town, one.region, one.country)
    words = ", ".join(display_safe(part, 120) for part in parts if part)
    return words or display_safe(one.formatted.replace("\n", ", "), 200)


def history(count: int, last: int | None, today: int) -> str:
    """Return how long a history is: "3 entries, the last on 12 May"; "" for none."""
    if not count:
        return ""
    entries = QCoreApplication.translate("duplicates", "%n [entry|entries]", "", count)
    if last is None:
        return entries
    both = QCoreApplication.translate("duplicates", "{entries}, the last: {day}")
    return both.format(entries=entries, day=dates.short_day(last, today))
