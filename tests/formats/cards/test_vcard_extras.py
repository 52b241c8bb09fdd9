"""Extras of a card being written: whatever they are called, they stay in it and stay extras."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netjournal.formats import read, sniff
from netjournal.formats.cards.vcard import HANDLED, build
from netjournal.formats.cards.vcard_nest import RawCard
from netjournal.formats.cards.vcard_write import card, write_cards
from netjournal.formats.draft import Affiliation, ContactDraft, Extra, Method, NameParts

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = ("3.0", "4.0")
UID = "22222222-2222-2222-2222-222222222222"
STRUCTURE = (
    *("BEGIN", "END", "VERSION", "UID", "KIND", "FN", "N", "ORG", "PRODID", "REV", "MEMBER"),
    *("X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "X-NETJOURNAL-EXTRA"),
)
NAMES = (
    *(*STRUCTURE, *sorted(HANDLED), "HTTP", "https", "FOO", "X-FOO", "GEO", "X-SHOE"),
    *("end", "Begin", "item1.END", "X-A;B", "X-A:B", "END:VCARD\nX-A", "", " X-A", "#X", "\ufeffX"),
)
VALUES = (
    *("VCARD", "vcard", "group", "org", "2.1", UID, f"urn:uuid:{UID}", "Ghost", "A;B,C", "A;B;C"),
    *("ghost@x.example", "//x.example", " more words", "", " ", "1", "abc=", "QUJD", "QU JD"),
    *("VCARD\nX-A:1", "VCARD\r\nBEGIN:VCARD", "1980-02-03", "circa 1800", "Printable", "x\\", "é"),
    *(
        "VCARD\u2028END:VCARD",
        "VCARD\x85",
        "a\0b",
        "http://x.example/p.jpg",
        "COMPANY",
        "END:VCARD",
    ),
    "BEGIN:VCARD\\nFN:Ghost\\nEND:VCARD",
    "vnd.android.cursor.item/nickname;Ghost;;;;;;;;;;;;;;",
    json.dumps(["vcard", "END", "VCARD", "", ""]),
)
PARAMS = (
    *("", "VALUE=text", "VALUE=uri", "TYPE=home", 'X="a:b;c"', "PREF=1", "ALTID=1", "ENCODING=b"),
    *("X=Q", "ENCODING=QUOTED-PRINTABLE", "CHARSET=utf-8", "A=\nEND:VCARD", 'A="b', "A=b:c", " A "),
)
GROUPS = ("", "item1", "ITEM1", "item2", "g.2", "a:b", "a;b", "\nEND", "é", '"', "#")
extras = st.builds(
    Extra,
    source=st.sampled_from(["vcard", "vcard", "vcard", "csv", "netjournal"]),
    name=st.sampled_from(NAMES) | st.text(max_size=6),
    value=st.sampled_from(VALUES) | st.text(max_size=9),
    params=st.sampled_from(PARAMS) | st.text(max_size=6),
    group=st.sampled_from(GROUPS) | st.text(max_size=3),
)
people = st.builds(
    ContactDraft,
    full_name=st.sampled_from(["Ana Kov", "Ana"]),
    name=st.sampled_from([NameParts(), NameParts(given="Ana", family="Kov")]),
    uid=st.none() | st.uuids(),
    deceased=st.booleans(),
    birthday=st.sampled_from(["", "1980-02-03"]),
    note=st.sampled_from(["", "Precious\nwords", "Printable"]),
    affiliations=st.sampled_from([[], [Affiliation("X", "Boss", "1, 2")], [Affiliation("X")] * 2]),
    methods=st.sampled_from([[], [Method("email", "ana@x.example", "Own label")]]),
    extras=st.lists(extras, max_size=6, unique_by=str),
)


def without_line(draft):
    draft.line = 0
    draft.extras = sorted(draft.extras, key=str)
    return draft


def back(folder: Path, version: str, *drafts: ContactDraft) -> list[ContactDraft]:
    path = folder / "people.vcf"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_cards(drafts, out, version)
    found = list(read(path, sniff(path)))
    assert all(isinstance(one, ContactDraft) for one in found), found
    return [without_line(one) for one in found]


def one_of(*lines: str) -> ContactDraft:
    return build(RawCard(0, "\n".join(("VERSION:4.0", *lines, "")).encode())).draft


def lines_of(draft: ContactDraft, version: str = "3.0") -> list[str]:
    """Return the lines between BEGIN and END, not folded."""
    return card(draft, version).replace("\r\n ", "").split("\r\n")[1:-2]


def hostile(*pairs):
    some = [Extra("vcard", *pair) for pair in pairs]
    return ContactDraft(full_name="Ana Kov", methods=[Method("email", "a@x.example")], extras=some)


PLANT = [("END", "VCARD"), ("BEGIN", "VCARD"), ("FN", "Ghost"), ("X-LAST", "1")]


@pytest.mark.parametrize("version", VERSIONS)
@given(eve=people)
@settings(max_examples=60, deadline=None)
@example(eve=hostile(*PLANT))
@example(eve=hostile(("KIND", "group")))
@example(eve=hostile(("X-FOO", "a="), ("X-FOO", "1", "X=Q"), ("X-B", "b=", "X=Q"), ("X-C", "2")))
def test_people_stay_who_they_are(tmp_path_factory, version, eve):
    beside = ContactDraft(full_name="Bob Stone", note="Bob's", extras=[Extra("vcard", "X-A", "1")])
    folder = tmp_path_factory.mktemp("cards")
    found = back(folder, version, eve, beside)
    assert found == [without_line(eve), without_line(beside)]
    assert back(folder, version, beside, eve) == found[::-1]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", [*STRUCTURE, "end", "Begin"])
def test_what_makes_a_card_is_never_a_line_of_an_extra(name, version):
    lines = card(hostile((name, "VCARD")), version).replace("\r\n ", "").split("\r\n")
    assert [one for one in lines if "VCARD" in one and "NETJOURNAL-EXTRA" not in one] == [
        *("BEGIN:VCARD", "END:VCARD"),
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_what_no_program_of_ours_reads_stays_a_line(version):
    lines = [
        *(
            "X-SHOE:41",
            "GEO:1;2",
            "ROLE:Boss",
            "g.X-FOO;A=b:x",
            "PHOTO;VALUE=uri:http://x.example/a",
        ),
        *("LOGO;ENCODING=b:QUJD", "X-EVOLUTION-FILE-AS:Kov\\, Ana", "X-ANDROID-CUSTOM:a/b;1;;"),
    ]
    draft = one_of("FN:Ana", "N:;Ana;;;", *lines)
    assert [line for line in lines_of(draft, version) if line in lines] == lines


def test_who_died_is_not_said_by_a_line_once_it_was_taken_back():
    draft = one_of("FN:Ana", "N:;Ana;;;", "DEATHDATE:2001")
    assert "DEATHDATE:2001" in lines_of(draft, "4.0")
    draft.deceased = False
    again = one_of(*lines_of(draft, "4.0"))
    assert (again.deceased, again.extras) == (False, draft.extras)


def test_a_card_of_a_thousand_such_extras_is_written_at_once():
    draft = hostile(*(("ROLE", str(n)) for n in range(1000)))
    assert one_of(*lines_of(draft)).extras == draft.extras


@pytest.mark.parametrize("service", ["Q", "quoted-printable", "Printable"])
def test_a_service_with_the_name_of_an_encoding_is_none(service):
    reach = [Method("messenger", "a=", service=service), Method("messenger", "b", service="x")]
    extra = Extra("vcard", "X-A", "x=Q:RINTABLE=")
    draft = ContactDraft(full_name="Ana", methods=reach, birthday="1980-02-03", extras=[extra])
    again = one_of(*lines_of(draft, "4.0"))
    assert (again.methods, again.birthday, again.extras) == (reach, "1980-02-03", [extra])
