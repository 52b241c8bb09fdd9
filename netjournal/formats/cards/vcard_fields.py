"""vCard properties that hold the main facts -> draft: names, work, reach, addresses, picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from netjournal.formats.cards.vcard_labels import from_types
from netjournal.formats.cards.vcard_values import (
    components,
    listed,
    partial_date,
    photo,
    unescape,
    uuid_of,
)
from netjournal.formats.cards.vcard_whole import (
    name_of,
    whole_name,
    whole_work,
    work_of,
)
from netjournal.formats.draft import Address, Affiliation, Method
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from netjournal.formats.cards.vcard_building import Building
    from netjournal.formats.cards.vcard_head import Head

Handler = Callable[["Building", "Head", str], None]

OUR_PRODID = "-//NetJournal//NetJournal//EN"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEME_NAMES = {"ymsgr": "yahoo", "msnim": "msn", "gtalk": "google talk"}
_APPLE_VALUE = "x-apple:"
# What Google calls everybody; it would make a circle of all people.
_EVERYBODY = ("mycontacts", "my contacts")
# SOCIALPROFILE tokens that label, rather than name a site.
_PLACES = ("home", "work", "other", "pref")


def _full_name(card: Building, head: Head, value: str) -> None:
    text = card.text(value).strip()
    if not card.draft.full_name:
        card.draft.full_name = text
    elif text and text != card.draft.full_name:
        card.keep(head, value)


def _name(card: Building, head: Head, value: str) -> None:
    parts = components(value, card.version)
    if card.named:
        if any(parts):
            card.keep(head, value)
        return
    card.named = True
    card.draft.name = name_of(parts)
    if any(parts[5:]):  # RFC 9554's second family name and generation
        card.keep(head, value)
    elif card.version != "2.1":  # there a comma is only a comma
        card.whole += whole_name(value)


def _nickname(card: Building, _head: Head, value: str) -> None:
    if card.version == "2.1":
        card.draft.nicknames += [value.strip()] if value.strip() else []
    else:
        card.draft.nicknames += listed(value)


def _org(card: Building, head: Head, value: str) -> None:
    parts = components(value, card.version)
    work = work_of(parts)
    # an empty one in a group keeps the place of a title's work among the others
    if head.group or (work != Affiliation() and card.is_new("ORG", parts[0], work.department)):
        card.work.append((head.group.lower(), work))
    card.whole += whole_work(parts)


def _title(card: Building, head: Head, value: str) -> None:
    text = card.text(value).strip()
    if text and (head.group or card.is_new("TITLE", text)):
        card.titles.append((head.group.lower(), text))


def _role(card: Building, head: Head, value: str) -> None:
    card.keep(head, value)
    if value.strip():
        card.roles.append(card.text(value).strip())


def _note(card: Building, _head: Head, value: str) -> None:
    text = card.text(value)
    if text.strip():
        card.notes[text] = None


def _birthday(card: Building, head: Head, value: str) -> None:
    if not value.strip():
        return
    day = partial_date(card.text(value), head.named.get("X-APPLE-OMIT-YEAR", ""))
    if day and not card.draft.birthday:
        card.draft.birthday = day
    elif day != card.draft.birthday:
        card.keep(head, value)
        if not day:
            card.warnings.append(
                QT_TRANSLATE_NOOP("reading", "The birthday is no date; it was kept as text.")
            )


def _phone(card: Building, head: Head, value: str) -> None:
    _reach(card, head, "phone", card.text(value))


def _email(card: Building, head: Head, value: str) -> None:
    address = card.text(value).strip()
    _reach(card, head, "email", address[7:] if address[:7].lower() == "mailto:" else address)


def _url(card: Building, head: Head, value: str) -> None:
    _reach(card, head, "url", unescape(value, card.version))


def _reach(card: Building, head: Head, kind: str, value: str) -> None:
    service = head.named.get("X-SERVICE-TYPE", "") if head.named else ""
    card.method(head, Method(kind, value.strip(), head.label, False, service))


def _messenger(card: Building, head: Head, value: str) -> None:
    value = unescape(value, card.version).strip()
    service = head.named.get("X-SERVICE-TYPE", head.named.get("SERVICE-TYPE"))
    value, was_apple = _without_apple(value)
    if service is None:
        service = "" if was_apple else service_of(value)
    card.method(head, Method("messenger", value, head.label, service=service))


def service_of(uri: str) -> str:
    """Return the service a messenger address names by its scheme, or nothing."""
    scheme = _SCHEME.match(uri)
    name = scheme[1].lower() if scheme else ""
    return _SCHEME_NAMES.get(name, name)


def _without_apple(value: str) -> tuple[str, bool]:
    """Remove the scheme Apple puts before what is no URI."""
    if value.lower().startswith(_APPLE_VALUE):
        return value[len(_APPLE_VALUE) :], True
    return value, False


def _social(card: Building, head: Head, value: str) -> None:
    value, _ = _without_apple(unescape(value, card.version).strip())
    sites = [token for token in head.types if token.lower() not in _PLACES]
    service = head.named.get("X-SERVICE-TYPE") or head.named.get("SERVICE-TYPE")
    label = from_types(token for token in head.types if token.lower() in _PLACES)
    value = value or head.named.get("X-USER", "")
    card.method(head, Method("url", value, label, service=service or " ".join(sites)))


def _address(card: Building, head: Head, value: str) -> None:
    parts = (*components(value, card.version), *[""] * 12)
    box, extended, street, locality, region, code, country, formatted = parts[:8]
    if any(parts[8:]):  # RFC 9554's eighteen; Google's eighth is the whole address
        card.keep(head, value)
        street, formatted = street or f"{parts[10]} {parts[11]}".strip(), ""
    formatted = formatted or unescape(head.named.get("LABEL", ""))
    place = Address(head.label, street, extended, box, locality, region, code, country, formatted)
    card.places.append((head, place))
    card.label(head, place)


def _formatted(card: Building, head: Head, value: str) -> None:
    text = card.text(value).strip()
    if text:
        card.formatted.append((head, text))


def _categories(card: Building, _head: Head, value: str) -> None:
    tags = listed(value) if card.version != "2.1" else [t.strip() for t in value.split(",")]
    for tag in tags:
        if tag and (card.ours or tag.lower() not in _EVERYBODY):
            card.tags[tag] = None


def _uid(card: Building, head: Head, value: str) -> None:
    text = card.text(value).strip()
    uid = uuid_of(text)
    if not text:
        return
    if uid and card.draft.uid is None:
        card.draft.uid = uid
    elif uid != card.draft.uid or uid is None:
        card.draft.external_ids.append(("vcard", text))


def _photo(card: Building, head: Head, value: str) -> None:
    if not value.strip():
        return
    picture = None
    if card.draft.photo is None and "://" not in value[:12]:
        media = next((t for t in head.types if t.lower() != "pref"), "")
        picture = photo(value, head.named.get("MEDIATYPE", "") or media)
        if picture is None:
            card.warnings.append(
                QT_TRANSLATE_NOOP("reading", "The picture is damaged; it was kept as text.")
            )
    card.draft.photo = card.draft.photo or picture
    if picture is None:
        card.keep(head, value)


def _kind(card: Building, head: Head, value: str) -> None:
    kind = value.strip().lower()
    if kind == "group":
        card.is_group = True
    elif kind in ("org", "organization"):
        card.draft.kind = "organisation"
    elif kind not in ("individual", ""):
        card.keep(head, value)


def _show_as(card: Building, head: Head, value: str) -> None:
    if value.strip().upper() == "COMPANY":
        card.draft.kind = "organisation"
    else:
        card.keep(head, value)


def _member(card: Building, _head: Head, value: str) -> None:
    card.members.append(value.strip())


def _producer(card: Building, head: Head, value: str) -> None:
    card.ours = value.strip() == OUR_PRODID
    if not card.ours:
        card.keep(head, value)


def _nothing(_card: Building, _head: Head, _value: str) -> None:
    """Take what is known from elsewhere."""


def _group_name(card: Building, head: Head, value: str) -> None:
    card.names.append((head, value))


HANDLERS: dict[str, Handler] = {
    "FN": _full_name,
    "N": _name,
    "NICKNAME": _nickname,
    "ORG": _org,
    "TITLE": _title,
    "ROLE": _role,
    "NOTE": _note,
    "BDAY": _birthday,
    "TEL": _phone,
    "X-MS-TEL": _phone,
    "EMAIL": _email,
    "URL": _url,
    "IMPP": _messenger,
    "SOCIALPROFILE": _social,
    "X-SOCIALPROFILE": _social,
    "ADR": _address,
    "X-SAMSUNGADR": _address,
    "LABEL": _formatted,
    "CATEGORIES": _categories,
    "UID": _uid,
    "PHOTO": _photo,
    "X-MS-CARDPICTURE": _photo,
    "KIND": _kind,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
    "X-ABSHOWAS": _show_as,
    "MEMBER": _member,
    "X-ADDRESSBOOKSERVER-MEMBER": _member,
    "PRODID": _producer,
    "X-ABLABEL": _group_name,
    "VERSION": _nothing,
}
