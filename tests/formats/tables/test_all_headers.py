"""Every column of Outlook, Thunderbird, Windows Live Mail and Yahoo, in each of their languages.

The names come from a converter table beside the samples (see test_vcard_samples), which says what
each column is; for every language a file with something in every column is made and read.
"""

from __future__ import annotations

import csv
import io
import json

import pytest

from netjournal.formats import read, sniff
from netjournal.formats.draft import ContactDraft
from tests.formats.cards.test_vcard_samples import SAMPLES
from tests.formats.tables.seen import seen

HEADERS = SAMPLES.parent / "headers.json"
pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not HEADERS.is_file(), reason="the table of headers is not here"),
]
TABLE = json.loads(HEADERS.read_text("utf-8")) if HEADERS.is_file() else {}
CASES = [
    (program, language)
    for program, languages in TABLE.items()
    if isinstance(languages, dict)
    for language in languages
    if program.endswith("-csv")
]
FORMAT = {"outlook-2003-csv": "outlook", "thunderbird-csv": "thunderbird"}
PHONES = {
    "workPhone": "work",
    "workPhone2": "work",
    "homePhone": "home",
    "homePhone2": "home",
    "mobilePhone": "mobile",
    "pager": "pager",
    "workFax": "work fax",
    "homeFax": "home fax",
    "otherFax": "other fax",
    "otherPhone": "other",
    "carPhone": "car",
    "isdn": "isdn",
    "callbackPhone": "callback",
    "companyPhone": "company main",
    "assistant": "assistant",
    "radioPhone": "radio",
    "ttyTDDPhone": "tty/tdd",
    "telex": "telex",
}
PLACES = {
    "Street": "street",
    "City": "locality",
    "State": "region",
    "PostalCode": "postal_code",
    "Country": "country",
    "POBox": "po_box",
}
RELATIONS = {"spouse": "spouse", "managerName": "manager", "assistantName": "assistant"}
RELATIONS["children"] = "child"
NAMES = ("prefix", "given", "additional", "family", "suffix")
NAME_PARTS = dict(
    zip(("namePrefix", "firstName", "middleName", "lastName", "nameSuffix"), NAMES, strict=True)
)
# where the table is wrong: an honorific is no nickname
MEANT = {("ja", "敬称"): "nameSuffix"}
BIRTH = {0: "5", 1: "12", 2: "1990"}  # month, day, year, in the table's order


def columns(program, language):
    """Yield (header, field, cell) of a file's columns."""
    entries = TABLE[program][language]
    streets = [e["field"] for e in entries if e["type"] == "multivalue"]
    for number, entry in enumerate(entries):
        names, field, kind = entry["header"], entry["field"] or "", entry["type"]
        if kind == "name" or (kind is None and field in streets):
            continue  # another form of what other columns have; Outlook doesn't write both
        if (language, field) == ("ja", "homeState") and program.startswith("thunderbird"):
            names = ["都道府県 (自宅)"]  # the table has the postal code's name here, too
        for at, name in enumerate(whole(names, kind)):
            cell = f"v{number}x{at}"
            if field == "birthday":
                cell = BIRTH[at] if kind == "multivalue" else "1990-05-12"
            elif field == "anniversary":
                cell = "2010-07-08"
            elif field.startswith("email"):
                cell = f"{cell}@x.example"
            yield name, MEANT.get((language, name), field), cell


def whole(names, kind):
    """Return names the table has cut at their commas ("Gatuadress, hem") in one piece."""
    if kind != "multivalue":
        return [",".join(names)]
    found = []
    for name in names:
        if name.startswith(" "):
            found[-1] += f",{name}"
        else:
            found.append(name)
    return found


def expected_of(field, cells, said, language):
    """Return (what is there, what has to be) for the cells of one field."""
    cell = cells[0]
    methods = said.get("methods", [])
    for place in ("work", "home", "other"):
        part = PLACES.get(field.removeprefix(place))
        if field.startswith(place) and part:
            found = [a for a in said.get("addresses", []) if a.get("label") == place]
            return [a.get(part) for a in found], ["\n".join(cells)]
    if field in PHONES:
        label = "mobile" if (field, language) == ("radioPhone", "de") else PHONES[field]
        return f"phone {label}={cell}" in methods, True
    if field in ("email", "email2", "email3"):
        return f"email ={cell}" in methods, True
    if field in ("workURL", "homeURL"):
        return f"url {field.removesuffix('URL')}={cell}" in methods, True
    if field in RELATIONS:
        return f"{RELATIONS[field]}={cell}" in said.get("relations", []), True
    return _plain(field, cell, said)


def _plain(field, cell, said):
    simple = {"notes": "note", "fullName": "full_name", "referredBy": "met_through"}
    if field in simple:
        return said.get(simple[field]), cell
    if field in NAME_PARTS:
        return said["name"].split("|")[NAMES.index(NAME_PARTS[field])], cell
    if field in ("company", "jobTitle", "department"):
        at = ("company", "jobTitle", "department").index(field)
        return f"{said['affiliations'][0]}||".split("|")[at], cell
    lists = {"nickname": ("nicknames", cell), "hobby": ("interests", cell)}
    lists["anniversary"] = ("dates", "anniversary=2010-07-08")
    if field in lists:
        name, value = lists[field]
        return said.get(name), [value]
    if field == "birthday":
        return said.get("birthday"), "1990-05-12"
    if field.startswith("imAddress") or field in SERVICES:
        found = [m for m in said["methods"] if m.startswith("messenger")]
        return any(m.endswith(f"={cell}") for m in found), True
    return cell in repr(said), True  # kept, wherever


SERVICES = ("skypeId", "ircId", "icqId", "googleChatId", "msnId", "aimId", "qqId")


@pytest.mark.parametrize(("program", "language"), CASES)
def test_every_column(tmp_path, program, language):
    cells = [(name, field, cell) for name, field, cell in columns(program, language) if name]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language == "fr" else ",", quoting=csv.QUOTE_ALL)
    writer.writerow([name for name, _, _ in cells])
    writer.writerow([cell for _, _, cell in cells])
    path = tmp_path / "book.csv"
    path.write_text(text.getvalue(), "utf-8", newline="")
    recognition = sniff(path)
    assert not recognition.needs_mapping
    assert recognition.format == FORMAT.get(program, recognition.format)
    (draft,) = [r for r in read(path, recognition) if isinstance(r, ContactDraft)]
    said = seen(draft)
    fields = {}
    for _, field, cell in cells:
        if cell:
            fields.setdefault(field, []).append(cell)
    wrong = {}
    for field, given in fields.items():
        got, wanted = expected_of(field, given, said, language)
        if got != wanted:
            wrong[field] = (got, wanted)
    for cell in fields.get("", []):
        if cell not in repr(draft):
            wrong[cell] = (None, cell)
    assert wrong == {}


def test_hubspot(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text(
        "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Associated Company,"
        "Job Title,City,State/Region,Postal Code,Country/Region,Contact owner,Lead Status,"
        "Create Date,Last Activity Date,Some view's own\r\n"
        "501,Ada,Byron,ada@x.example,+1 2,+1 3,Engines,Poet,London,LDN,N1,UK,Bob,New,"
        "2024-01-02 10:00,2024-02-03 11:00,mine\r\n",
        "utf-8",
    )
    (record,) = map(seen, read(path, sniff(path)))
    record.pop("line")
    assert record == {
        "full_name": "Ada Byron",
        "name": "|Ada||Byron|",
        "methods": ["email =ada@x.example", "phone =+1 2", "phone mobile=+1 3"],
        "affiliations": ["Engines|Poet"],
        "addresses": [
            {"locality": "London", "region": "LDN", "postal_code": "N1", "country": "UK"}
        ],
        "external_ids": ["hubspot=501"],
        "extras": [
            "Contact owner=Bob",
            "Lead Status=New",
            "Create Date=2024-01-02 10:00",
            "Last Activity Date=2024-02-03 11:00",
            "Some view's own=mine",
        ],
    }
