"""Drafts -> vCard 3.0 and 4.0, strict: what our reader and any other can read.

UTF-8, CRLF, folded at 75 octets between characters, text escaped, custom labels as X-ABLabel in a
group. What a vCard had that we have no field for is given back as it was (``vcard_extras``); what
vCard has no property for becomes X-NETJOURNAL-*, so that draft -> vCard -> draft is the same draft.
Two things cannot be kept: carriage returns (every line end becomes a line feed) and NUL characters.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from netjournal.formats.cards.vcard_extras import write_extras
from netjournal.formats.cards.vcard_fields import OUR_PRODID, service_of
from netjournal.formats.cards.vcard_lines import Lines, parameter
from netjournal.formats.cards.vcard_values import escape, joined, written_date
from netjournal.formats.cards.vcard_whole import Whole
from netjournal.formats.names import compose

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from netjournal.formats.draft import (
        Address,
        Affiliation,
        ContactDraft,
        ImportantDate,
        Method,
        Photo,
        Relation,
    )

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_PROPERTY = {"email": "EMAIL", "phone": "TEL", "url": "URL"}
_OURS = (
    "headline",
    "met_on",
    "met_place",
    "met_via",
    "met_through",
    "met_event",
    "met_story",
    "connected_on",
)


def write_cards(drafts: Iterable[ContactDraft], out: TextIO, version: str = "3.0") -> int:
    """Write one card per draft.

    Args:
        drafts: Contacts.
        out: Opened with ``newline=""`` (line ends are CRLF already) and UTF-8.
        version: ``3.0`` or ``4.0``.

    Returns:
        How many cards were written.

    Raises:
        UsageError: Another version.
    """
    count = 0
    for draft in drafts:
        out.write(card(draft, version))
        count += 1
    return count


def card(draft: ContactDraft, version: str = "3.0") -> str:
    """Return a contact as a card with all that is known of it.

    Raises:
        UsageError: A version other than ``3.0`` and ``4.0``.
    """
    lines = Lines(version, (extra.group for extra in draft.extras if extra.source == "vcard"))
    _identity(lines, draft)
    whole = Whole(draft)
    _names(lines, draft, whole.name())
    for method in draft.methods:
        _method(lines, method)
    for address in draft.addresses:
        _address(lines, address)
    _work(lines, draft.affiliations, whole)
    _dates(lines, draft)
    for relation in draft.relations:
        _relation(lines, relation)
    if draft.tags:
        lines.raw("CATEGORIES", joined(draft.tags, ","))
    lines.text("NOTE", draft.note)
    if draft.photo and draft.photo.data:
        _photo(lines, draft.photo)
    _ours(lines, draft)
    write_extras(lines, whole)
    return lines.finished()


def card_for_qr(draft: ContactDraft) -> str:
    """Return a small card to be scanned: name, work, phones, e-mails, links; nothing private."""
    lines = Lines("3.0")
    _names(lines, draft, nicknames=False)
    for work in draft.affiliations[:1]:
        if work.organisation:
            lines.raw("ORG", escape(work.organisation))
        lines.text("TITLE", work.title)
    for method in draft.methods:
        if method.kind in _PROPERTY:
            lines.raw(_PROPERTY[method.kind], escape(method.value, _escapes(method.value)))
    return lines.finished()


def _identity(lines: Lines, draft: ContactDraft) -> None:
    lines.raw("PRODID", OUR_PRODID)
    ids = list(draft.external_ids)
    if draft.uid:
        lines.raw("UID", f"urn:uuid:{draft.uid}" if lines.version == "4.0" else str(draft.uid))
    elif first := next((entry for entry in ids if entry[0] == "vcard"), None):
        ids.remove(first)
        lines.text("UID", first[1])
    for system, value in ids:
        lines.raw("X-NETJOURNAL-EXTERNAL-ID", joined((system, value), ";"))
    if draft.kind == "organisation":
        if lines.version == "4.0":
            lines.raw("KIND", "org")
        else:
            lines.raw("X-ABShowAs", "COMPANY")


def _names(lines: Lines, draft: ContactDraft, whole: str = "", *, nicknames: bool = True) -> None:
    name = draft.name
    parts = (name.family, name.given, name.additional, name.prefix, name.suffix)
    lines.raw("N", whole or joined(parts, ";"))
    stand_ins = [work.organisation for work in draft.affiliations] + draft.nicknames
    stand_ins += [method.value for method in draft.methods]
    stand_in = compose(name) or next((text for text in stand_ins if text.strip()), "")
    lines.raw("FN", escape(draft.full_name or stand_in))
    if nicknames and draft.nicknames:
        lines.raw("NICKNAME", joined(draft.nicknames, ","))


def _method(lines: Lines, method: Method) -> None:
    params: list[str] = []
    name = _PROPERTY.get(method.kind, "IMPP")
    if name == "EMAIL" and lines.version == "3.0":
        params.append("TYPE=internet")
    if method.preferred:
        params.append("TYPE=pref" if lines.version == "3.0" else "PREF=1")
    value = method.value
    if name == "IMPP":
        value = _as_uri(value)
        if method.service != service_of(value) or value != method.value:
            params.append(_service(lines, method.service))
    elif method.service:
        params.append(parameter("X-SERVICE-TYPE", method.service))
    if name == "TEL" and lines.version == "4.0" and value.lower().startswith("tel:"):
        params.append("VALUE=uri")
    lines.labelled(name, escape(value, _escapes(value)), method.label, params)


def _service(lines: Lines, service: str) -> str:
    return parameter("X-SERVICE-TYPE" if lines.version == "3.0" else "SERVICE-TYPE", service)


def _as_uri(value: str) -> str:
    """Return a messenger address as a URI; what is none gets the scheme Apple uses for that."""
    if _URI.fullmatch(value) and not value.lower().startswith("x-apple:"):
        return value
    return f"x-apple:{value}"


def _escapes(value: str) -> str:
    """Return the signs to escape; commas and semicolons belong to URIs."""
    return "" if _URI.fullmatch(value) else ",;"


def _address(lines: Lines, address: Address) -> None:
    parts = (
        address.po_box,
        address.extended,
        address.street,
        address.locality,
        address.region,
        address.postal_code,
        address.country,
    )
    value = joined(parts, ";")
    if lines.version == "4.0":
        formatted = address.formatted.replace("\\", "\\\\")
        params = [parameter("LABEL", formatted)] if formatted else []
        lines.labelled("ADR", value, address.label, params)
        return
    group = lines.group() if address.formatted else ""
    lines.labelled("ADR", value, address.label, group=group)
    lines.text("LABEL", address.formatted, group)


def _work(lines: Lines, affiliations: list[Affiliation], whole: Whole) -> None:
    """Write ORG and TITLE; a group holds together what belongs to one of several."""
    grouped = len(affiliations) > 1
    for work in affiliations:
        group = lines.group() if grouped or work.started or work.ended else ""
        if work.organisation or work.department or group:
            parts = [work.organisation, work.department] if work.department else [work.organisation]
            value = whole.work(work) or joined(parts, ";")
            lines.raw(f"{group}.ORG" if group else "ORG", value)
        lines.text("TITLE", work.title, group)
        lines.text("X-NETJOURNAL-STARTED", work.started, group)
        lines.text("X-NETJOURNAL-ENDED", work.ended, group)


def _dates(lines: Lines, draft: ContactDraft) -> None:
    if draft.birthday:
        params, value = written_date(draft.birthday, lines.version)
        lines.raw(f"BDAY{params}", value)
    anniversary = False
    for entry in draft.dates:
        anniversary = _important(lines, entry, standard=not anniversary) or anniversary


def _important(lines: Lines, entry: ImportantDate, *, standard: bool) -> bool:
    """Write a date; say whether the one ANNIVERSARY that version 4.0 allows was used."""
    params, value = written_date(entry.date, lines.version)
    if entry.label == "anniversary" and lines.version == "4.0" and standard:
        lines.raw(f"ANNIVERSARY{params}", value)
        return True
    lines.labelled("X-ABDATE", value, entry.label, [params[1:]] if params else [])
    return False


def _relation(lines: Lines, relation: Relation) -> None:
    uri = f"urn:uuid:{relation.uid}" if relation.uid else ""
    params = [parameter("X-NETJOURNAL-UID", uri)] if uri and relation.name else []
    value = escape(relation.name) if relation.name else uri
    if lines.version == "4.0":
        if relation.name:
            params.append("VALUE=text")
        lines.labelled("RELATED", value, relation.label, params)
    else:
        lines.labelled("X-ABRELATEDNAMES", value, relation.label, params)


def _photo(lines: Lines, photo: Photo) -> None:
    data = b64encode(photo.data).decode("ascii")
    media = photo.media_type if _MEDIA_TYPE.fullmatch(photo.media_type) else "image/jpeg"
    if lines.version == "4.0":
        lines.raw("PHOTO", f"data:{media};base64,{data}")
        return
    kind, _, subtype = media.partition("/")
    token = subtype.upper() if kind == "image" and subtype.isalnum() else f'"{media}"'
    lines.raw(f"PHOTO;ENCODING=b;TYPE={token}", data)


def _ours(lines: Lines, draft: ContactDraft) -> None:
    """Write what vCard has no property for, or has one only in version 4.0."""
    new = lines.version == "4.0"
    lines.text("PRONOUNS" if new else "X-NETJOURNAL-PRONOUNS", draft.pronouns)
    for interest in draft.interests:
        lines.text("INTEREST" if new else "X-NETJOURNAL-INTEREST", interest)
    for skill in draft.skills:
        lines.text("EXPERTISE" if new else "X-NETJOURNAL-SKILL", skill)
    for need in draft.needs:
        lines.text("X-NETJOURNAL-NEED", need)
    for attribute in _OURS:
        name = attribute.upper().replace("_", "-")
        lines.text(f"X-NETJOURNAL-{name}", getattr(draft, attribute))
    if draft.deceased:
        lines.raw("X-NETJOURNAL-DECEASED", "1")
