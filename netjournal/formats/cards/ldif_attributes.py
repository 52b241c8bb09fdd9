"""LDAP attributes of people -> drafts (RFC 2256, RFC 2798, Thunderbird's and Horde's names)."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from netjournal.formats import names
from netjournal.formats.cards.vcard_values import media_type_of, uuid_of
from netjournal.formats.dates import parse_date
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    Method,
    Photo,
    Relation,
)
from netjournal.formats.textfile import decode

if TYPE_CHECKING:
    from netjournal.formats.cards.ldif import Entry

_PHONES = {
    "telephonenumber": "work",
    "workphone": "work",
    "homephone": "home",
    "mobile": "mobile",
    "cellphone": "mobile",
    "carphone": "car",
    "pager": "pager",
    "pagerphone": "pager",
    "fax": "fax",
    "facsimiletelephonenumber": "fax",
    "homefax": "home fax",
}
_MAILS = ("mail", "email", "mozillasecondemail", "xmozillasecondemail", "othermailbox")
_URLS = {"mozillaworkurl": "work", "workurl": "work", "mozillahomeurl": "home", "homeurl": "home"}
_MESSENGERS = {"nsaimid": "aim", "mozillaaimscreenname": "aim", "xmozillaanyphone": ""}
_NAMES = {
    "givenname": "given",
    "gn": "given",
    "sn": "family",
    "surname": "family",
    "middlename": "additional",
    "personaltitle": "prefix",
    "generationqualifier": "suffix",
}
_ADDRESSES = {
    "work": {
        "street": "street",
        "streetaddress": "street",
        "mozillaworkstreet2": "street",
        "l": "locality",
        "locality": "locality",
        "st": "region",
        "region": "region",
        "postalcode": "postal_code",
        "zip": "postal_code",
        "c": "country",
        "co": "country",
        "countryname": "country",
        "postofficebox": "po_box",
        "postaladdress": "formatted",
    },
    "home": {
        "homestreet": "street",
        "mozillahomestreet": "street",
        "mozillahomestreet2": "street",
        "mozillahomelocalityname": "locality",
        "mozillahomestate": "region",
        "mozillahomepostalcode": "postal_code",
        "mozillahomecountryname": "country",
        "homepostaladdress": "formatted",
    },
}
_PLACES = {name: (label, part) for label, t in _ADDRESSES.items() for name, part in t.items()}
_WORK = {
    "o": "organisation",
    "organizationname": "organisation",
    "company": "organisation",
    "ou": "department",
    "orgunit": "department",
    "department": "department",
    "departmentnumber": "department",
    "title": "title",
}
_NOTES = ("description", "notes", "info", "comment")
_NICKNAMES = ("mozillanickname", "xmozillanickname", "nickname")
_RELATIONS = {"manager": "manager", "secretary": "assistant", "assistant": "assistant"}
_PHOTOS = ("jpegphoto", "thumbnailphoto")
# what a directory keeps to let people in; none of our business
_SECRETS = ("userpassword", "unicodepwd", "sambantpassword", "sambalmpassword")
_REACH = {*_PHONES, *_MAILS, *_URLS}
_BIRTH = ("birthyear", "birthmonth", "birthday")
_PLAIN_CLASSES = {"top", "person", "organizationalperson", "inetorgperson", "mozillaabpersonalpha"}
_CN = re.compile(r"cn=([^,]+)", re.IGNORECASE)


def draft(entry: Entry) -> ContactDraft:
    """Return what a record says of a person; it has a display name unless it names nobody."""
    return _Reading(entry).finish()


class _Reading:
    """A record while it is read."""

    def __init__(self, entry: Entry) -> None:
        self.draft = ContactDraft(entry.line)
        self.work = Affiliation()
        self.places = {"work": Address("work"), "home": Address("home")}
        self.birth: dict[str, str] = {}
        for name, options, value in entry.attributes:
            whole, key = decode(value)[0], name.lower()
            text = whole if key == "description" else whole.replace("\r\n", "\n").strip()
            plain = options.lower() in ("", ";binary")
            if key in _PHOTOS and plain and value and self.draft.photo is None:
                self.draft.photo = Photo(value, media_type_of("", value))
            elif key in _SECRETS:
                continue
            elif key != "dn" and not ((plain or key in _REACH) and self._take(key, text)):
                self._keep(name, options, whole, value)

    def _keep(self, name: str, options: str, text: str, value: bytes) -> None:
        if b"\0" in value:
            options, text = options + ";base64", b64encode(value).decode("ascii")
        self.draft.extras.append(Extra("ldif", name, text, options.lstrip(";")))

    def _take(self, key: str, text: str) -> bool:
        """Put a value where it belongs; say whether it has such a place."""
        if not text.strip():
            return True
        if key in _PLACES:
            return self._place(*_PLACES[key], text)
        if key in _WORK:
            return self._join(self.work, _WORK[key], text, ", ")
        return self._reach(key, text) or self._describe(key, text)

    def _reach(self, key: str, text: str) -> bool:
        if key in _PHONES:
            method = Method("phone", text, _PHONES[key])
        elif key in _MAILS:
            method = Method("email", text)
        elif key in _URLS:
            method = Method("url", text, _URLS[key])
        elif key in ("labeleduri", "url"):
            # RFC 2079: the address, a blank, what it is for
            address, _, label = text.partition(" ")
            method = Method("url", address, label.strip())
        elif key in _MESSENGERS:
            method = Method("messenger", text, service=_MESSENGERS[key])
        else:
            return False
        self.draft.methods.append(method)
        return True

    def _describe(self, key: str, text: str) -> bool:
        found = self.draft
        if key in _NAMES:
            self._join(found.name, _NAMES[key], text, " ")
        elif key in ("cn", "commonname", "displayname"):
            if found.full_name and found.full_name != text:
                return False
            found.full_name = text
        elif key in _NICKNAMES:
            found.nicknames.append(text)
        elif key in _NOTES:
            self._join(found, "note", text, "\n\n")
        elif key in _RELATIONS:
            named = _CN.search(text)
            found.relations.append(Relation(_RELATIONS[key], named[1] if named else text))
        else:
            return self._identify(key, text)
        return True

    def _identify(self, key: str, text: str) -> bool:
        if key in _BIRTH:
            self.birth[key] = text
        elif key == "entryuuid" and uuid_of(text):
            self.draft.uid = uuid_of(text)
        elif key == "objectclass" and text.lower() == "organization":
            self.draft.kind = "organisation"
        else:
            return (key == "objectclass" and text.lower() in _PLAIN_CLASSES) or (
                key == "modifytimestamp" and text == "0Z"
            )
        return True

    def _place(self, label: str, part: str, text: str) -> bool:
        if part == "formatted":
            text = "\n".join(line.strip() for line in text.split("$"))
        return self._join(self.places[label], part, text, "\n")

    @staticmethod
    def _join(thing: object, attribute: str, text: str, between: str) -> bool:
        old = getattr(thing, attribute)
        setattr(thing, attribute, f"{old}{between}{text}" if old else text)
        return True

    def finish(self) -> ContactDraft:
        """Put the parts together."""
        found = self.draft
        if self.work != Affiliation():
            found.affiliations.append(self.work)
        found.addresses += [p for label, p in self.places.items() if p != Address(label)]
        year, month, day = (self.birth.get(name, "").zfill(2) for name in _BIRTH)
        if "00" not in (month, day):
            found.birthday = parse_date(f"{year if len(year) == 4 else '-'}-{month}-{day}")
        elif len(year) == 4:
            found.birthday = parse_date(year)
        if self.birth and not found.birthday:
            found.extras += [Extra("ldif", name, text) for name, text in self.birth.items()]
        parts = found.name
        given = found.full_name.removesuffix(f" {parts.family}")
        if parts.family and not (parts.given or parts.additional) and given != found.full_name:
            parts.given = given.strip()
            found.guessed.add("name")
        names.complete(found)
        return found
