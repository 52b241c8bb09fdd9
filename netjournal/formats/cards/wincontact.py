"""Windows Contacts (Vista and later): an XML file per person.

Schema: Microsoft, "Windows Contacts Schema" in the Win32 documentation. Every collection may have
several entries, each with labels (``Personal``, ``Business``, ``Preferred``, ``wab:Spouse``). What
has no field is kept by the names that lead to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from netjournal.errors import ImportRejected
from netjournal.formats.cards import vcard_values, xmltree
from netjournal.formats.dates import parse_date
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    NameParts,
    Rejected,
    Relation,
    Warned,
)
from netjournal.formats.names import complete
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from netjournal.formats.cards.xmltree import Element
    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_KEY = "windows"
_SPACE = "http://schemas.microsoft.com/Contact"
_WORDS = {"personal": "home", "business": "work", "cellular": "mobile"}
_SILENT = ("preferred", "voice", "postal", "parcel", "domestic", "usertile")
_ADDRESS = {
    "Street": "street",
    "ExtendedAddress": "extended",
    "POBox": "po_box",
    "Locality": "locality",
    "Region": "region",
    "PostalCode": "postal_code",
    "Country": "country",
    "AddressLabel": "formatted",
}
_NO_CONTACT = QT_TRANSLATE_NOOP("reading", "{file} holds no contact.")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a file by its namespace."""
    plain = sample.marks.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    if not plain.startswith(b"<") or _SPACE.lower().encode() not in plain:
        return None
    return Recognition(_KEY, 0.95)


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield the one contact.

    Raises:
        ImportRejected: It is no contact, damaged, or not safe to read.
    """
    source = Source(path)
    root = xmltree.load(source)
    if root.name.lower() != "contact":
        raise ImportRejected(_NO_CONTACT.format(file=source.name), file=source.name)
    card = _Card(root)
    if complete(card.draft):
        yield card.draft
        yield from card.warnings
    else:
        yield Rejected(1, QT_TRANSLATE_NOOP("reading", "the card names nobody"))


class _Card:
    """Turns a contact's element into a draft; what no part of it takes becomes extras."""

    def __init__(self, root: Element) -> None:
        self.draft = ContactDraft(1, note=root.value("Notes"))
        self.warnings: list[Warned] = []
        self._root = root
        self._taken = {id(one) for one in root.all("Notes")[:1]}
        takers: dict[str, Callable[[Element], None]] = {
            "ContactID": self._id,
            "Name": self._name,
            "EmailAddress": self._email,
            "PhoneNumber": self._phone,
            "Url": self._url,
            "IMAddress": self._messenger,
            "PhysicalAddress": self._address,
            "Position": self._position,
            "Date": self._date,
            "Person": self._person,
            "Photo": self._photo,
        }
        for name, take in takers.items():
            for entry in self._entries(name):
                take(entry)
        self.draft.extras = list(self._rest())

    def _entries(self, name: str) -> Iterator[Element]:
        """Yield the entries of a collection, the preferred first."""
        found = [one for where in self._root.all(f"{name}Collection") for one in where.all(name)]
        yield from sorted(found, key=lambda one: "preferred" not in _labels(one))

    def _take(self, entry: Element, name: str) -> str:
        """Return the text of a part; it is told by a field then."""
        part = next((one for one in entry.inside if one.name == name), None)
        if part is None or not part.text:
            return ""
        self._taken.add(id(part))
        return part.text

    def _id(self, entry: Element) -> None:
        value = self._take(entry, "Value")
        try:
            uid = UUID(value) if value else None
        except ValueError:
            uid = None
        if uid is not None and self.draft.uid is None:
            self.draft.uid = uid
        elif value:
            self.draft.external_ids.append((_KEY, value))

    def _name(self, entry: Element) -> None:
        if nickname := self._take(entry, "NickName"):
            self.draft.nicknames.append(nickname)
        if self.draft.full_name or self.draft.name:
            return  # another spelling: kept as it is
        self.draft.full_name = self._take(entry, "FormattedName")
        self.draft.name = NameParts(
            _joined(self._take(entry, "Title"), self._take(entry, "Prefix")),
            self._take(entry, "GivenName"),
            self._take(entry, "MiddleName"),
            self._take(entry, "FamilyName"),
            _joined(self._take(entry, "Generation"), self._take(entry, "Suffix")),
        )

    def _email(self, entry: Element) -> None:
        if entry.value("Type").upper() in ("", "SMTP"):  # others are Exchange's own
            self._take(entry, "Type")
            self._method("email", entry, "Address")

    def _phone(self, entry: Element) -> None:
        self._method("phone", entry, "Number")

    def _url(self, entry: Element) -> None:
        self._method("url", entry, "Value")

    def _messenger(self, entry: Element) -> None:
        service = self._take(entry, "Protocol")
        self._method("messenger", entry, "Value", service.lower())

    def _method(self, kind: str, entry: Element, part: str, service: str = "") -> None:
        value = self._take(entry, part)
        if value:
            preferred = "preferred" in _labels(entry)
            self.draft.methods.append(Method(kind, value, _label(entry), preferred, service))

    def _address(self, entry: Element) -> None:
        parts = {field: self._take(entry, name) for name, field in _ADDRESS.items()}
        if any(parts.values()):
            self.draft.addresses.append(Address(_label(entry), **parts))

    def _position(self, entry: Element) -> None:
        where = self._take(entry, "Company") or self._take(entry, "Organization")
        work = Affiliation(where, self._take(entry, "JobTitle"), self._take(entry, "Department"))
        if work != Affiliation():
            self.draft.affiliations.append(work)

    def _date(self, entry: Element) -> None:
        day = parse_date(entry.value("Value").partition("T")[0])
        label = _label(entry)
        if not day or (label == "birthday" and self.draft.birthday):
            return
        self._take(entry, "Value")
        if label == "birthday":
            self.draft.birthday = day
        else:
            self.draft.dates.append(ImportantDate(label, day))

    def _person(self, entry: Element) -> None:
        name = self._take(entry, "FormattedName")
        if name:
            self.draft.relations.append(Relation(_label(entry), name))

    def _photo(self, entry: Element) -> None:
        part = next(iter(entry.all("Value")), None)
        if part is None or not part.text or self.draft.photo is not None:
            return
        self.draft.photo = vcard_values.photo(part.text, part.attributes.get("ContentType", ""))
        if self.draft.photo is not None:
            self._taken.add(id(part))
        else:
            said = QT_TRANSLATE_NOOP("reading", "The picture is damaged; it was kept as text.")
            self.warnings.append(Warned(1, said))

    def _rest(self) -> Iterator[Extra]:
        """Yield what no field took; labels come with what they are of."""
        for entry in self._root.inside:
            for path, leaf in entry.leaves():
                if id(leaf) not in self._taken and leaf.name != "Label":
                    yield Extra("contact", "/".join(path), leaf.text)


def _labels(entry: Element) -> list[str]:
    """Return an entry's labels in small letters, without the prefix of Windows' own."""
    found = [one.text for where in entry.all("LabelCollection") for one in where.all("Label")]
    return [text.lower().rpartition(":")[2] for text in found]


def _label(entry: Element) -> str:
    """Return what an entry is for ("home fax", "spouse")."""
    told = (_WORDS.get(text, text) for text in _labels(entry) if text not in _SILENT)
    return " ".join(dict.fromkeys(told))


def _joined(first: str, second: str) -> str:
    return " ".join(part for part in (first, second) if part)
