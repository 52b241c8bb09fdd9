"""The vCard writer: strict lines, and draft -> vCard -> draft is the same draft."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import UsageError
from netjournal.formats import read, sniff
from netjournal.formats.cards.vcard import build
from netjournal.formats.cards.vcard_lines import fold
from netjournal.formats.cards.vcard_nest import RawCard
from netjournal.formats.cards.vcard_stream import blocks, cards
from netjournal.formats.cards.vcard_write import card, card_for_qr, write_cards
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    NameParts,
    Photo,
    Relation,
)
from tests.formats.growth import LINEAR, growth

if TYPE_CHECKING:
    from pathlib import Path

# No vCard holds carriage returns, NUL or lone surrogates; values lose blanks at their ends.
anything = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=40)
text = st.one_of(
    anything.map(str.strip),
    st.sampled_from(["", "a,b;c\\n", "x\\", "Ää\nÖ", 'q"uo^te', "מוטי", "A:B", "\\,", "🌟" * 30]),
)
some = text.filter(bool)
day = st.one_of(
    st.dates().map(str).filter(lambda d: d[:4] != "1604"),
    st.sampled_from(["--02-29", "--12-01", "1990", "1990-05"]),
)
label = st.one_of(
    text, st.sampled_from(["home", "work fax", "mobile", "Home", "home page", "cell"])
)
method = st.builds(
    Method,
    kind=st.sampled_from(["email", "phone", "url", "messenger"]),
    value=st.one_of(
        some, st.sampled_from(["xmpp:a@b.example", "tel:+1;ext=5", "x-apple:a", "@ada"])
    ),
    label=label,
    preferred=st.booleans(),
    service=st.one_of(text, st.sampled_from(["linkedin", "xmpp", "home"])),
)
extra = st.one_of(
    st.builds(
        Extra,
        source=st.just("vcard"),
        name=st.sampled_from(["X-FOO", "x-bar", "GEO", "KEY", "ROLE", "X-ABADR"]),
        value=text.map(lambda t: t.replace("\n", "\\n")),
        params=st.sampled_from(["", "A=b;C=d", 'X="a:b;c"', "VALUE=uri"]),
        group=st.sampled_from(["", "item1", "G.2"]),
    ),
    st.builds(Extra, source=st.sampled_from(["csv", "json"]), name=text, value=text),
    st.sampled_from(
        [
            *(Extra("vcard", "N", value) for value in ("A;B,C", ";B,C;;;")),
            *(Extra("vcard", "ORG", value) for value in ("A;B;C", r"A\;B;C\,D;E", "A;;B;;C")),
        ]
    ),
)
external = st.tuples(some.filter(lambda t: t != "vcard"), some)
drafts = st.builds(
    ContactDraft,
    kind=st.sampled_from(["person", "organisation"]),
    uid=st.one_of(st.none(), st.uuids()),
    full_name=some,
    name=st.builds(NameParts, text, text, text, text, text),
    nicknames=st.lists(some, max_size=3),
    pronouns=text,
    headline=text,
    birthday=st.one_of(st.just(""), day),
    deceased=st.booleans(),
    note=text,
    photo=st.one_of(
        st.none(),
        st.builds(
            Photo,
            st.binary(min_size=1, max_size=400),
            st.sampled_from(["image/jpeg", "image/png", "image/svg+xml"]),
        ),
    ),
    affiliations=st.lists(
        st.builds(Affiliation, text, text, text, st.one_of(st.just(""), day)).filter(
            lambda a: a.organisation or a.title or a.department
        ),
        max_size=3,
    ),
    methods=st.lists(method, max_size=5),
    addresses=st.lists(
        st.builds(Address, label, text, text, text, text, text, text, text, text).filter(
            lambda a: a != Address(a.label)
        ),
        max_size=3,
    ),
    dates=st.lists(
        st.builds(ImportantDate, st.one_of(label, st.just("anniversary")), day), max_size=3
    ),
    relations=st.lists(
        st.builds(Relation, st.one_of(label, st.just("friend")), some, st.none() | st.uuids()),
        max_size=3,
    ),
    tags=st.lists(some, max_size=3, unique=True),
    interests=st.lists(some, max_size=2),
    skills=st.lists(some, max_size=2),
    needs=st.lists(some, max_size=2),
    met_on=st.one_of(st.just(""), day),
    met_place=text,
    met_via=st.sampled_from(["", "meetup"]),
    met_through=text,
    met_event=text,
    met_story=text,
    connected_on=st.sampled_from(["", "2020-09-09"]),
    external_ids=st.lists(external, max_size=2),
    extras=st.lists(extra, max_size=3),
)


def read_back(written: str) -> ContactDraft:
    (raw,) = cards(blocks(io.BytesIO(written.encode()), ""))
    assert isinstance(raw, RawCard)
    assert raw.ended
    built = build(raw)
    assert built.warnings == []
    built.draft.line = 0
    return built.draft


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(draft=drafts)
@settings(max_examples=60)
def test_a_draft_comes_back_equal(version: str, draft: ContactDraft) -> None:
    written = card(draft, version)
    assert_strict(written, version)
    assert read_back(written) == draft


def assert_strict(written: str, version: str) -> None:
    lines = written.encode().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCARD"
    assert lines[1] == f"VERSION:{version}".encode()
    assert lines[-2:] == [b"END:VCARD", b""]
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()  # never cut inside of a character
    logical = written.replace("\r\n ", "").split("\r\n")[:-1]
    assert all(
        re.match(r"([\w.-]+\.)?[\w-]+(;[^:]*(\"[^\"]*\"[^:]*)*)?:", line) for line in logical
    )


def test_what_is_written_in_3_0() -> None:
    draft = ContactDraft(
        uid=UUID("12345678-1234-5678-1234-567812345678"),
        full_name="Ada King, Countess",
        name=NameParts("", "Ada", "", "King", ""),
        pronouns="she/her",
        birthday="--12-10",
        methods=[
            Method("email", "ada@engine.example", "home", preferred=True),
            Method("phone", "+44 1", "work fax"),
            Method("phone", "+44 2", "Handy"),
            Method("url", "https://x.example/a,b", "LinkedIn", service="linkedin"),
            Method("messenger", "@ada:m.example", service="matrix"),
        ],
        tags=["maths", "a,b"],
        dates=[ImportantDate("anniversary", "1835-07-08")],
        extras=[Extra("vcard", "X-FOO", "a\\,b", 'P="q:r"', "g")],
    )
    assert card(draft).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//NetJournal//NetJournal//EN",
        "UID:12345678-1234-5678-1234-567812345678",
        "N:King;Ada;;;",
        "FN:Ada King\\, Countess",
        "EMAIL;TYPE=INTERNET,PREF,HOME:ada@engine.example",
        "TEL;TYPE=WORK,FAX:+44 1",
        "item1.TEL:+44 2",
        "item1.X-ABLabel:Handy",
        "item2.URL;X-SERVICE-TYPE=linkedin:https://x.example/a,b",
        "item2.X-ABLabel:LinkedIn",
        "IMPP;X-SERVICE-TYPE=matrix:x-apple:@ada:m.example",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-10",
        "item3.X-ABDATE:1835-07-08",
        "item3.X-ABLabel:_$!<Anniversary>!$_",
        "CATEGORIES:maths,a\\,b",
        "X-NETJOURNAL-PRONOUNS:she/her",
        'g.X-FOO;P="q:r":a\\,b',
        "END:VCARD",
        "",
    ]


def test_what_is_written_in_4_0() -> None:
    uid = UUID("12345678-1234-5678-1234-567812345678")
    draft = ContactDraft(
        uid=uid,
        kind="organisation",
        full_name="ACME",
        birthday="--12-10",
        methods=[Method("phone", "tel:+1-5;ext=2", "work", preferred=True)],
        addresses=[Address("home", "1, Road", formatted='1, "Road"\nTown')],
        dates=[ImportantDate("anniversary", "1835-07"), ImportantDate("anniversary", "1836-07-08")],
        relations=[Relation("friend", "Bo", uid), Relation("Chef", "Cy")],
        interests=["chess"],
        photo=Photo(b"abc", "image/png"),
    )
    assert card(draft, "4.0").split("\r\n")[2:-2] == [
        "PRODID:-//NetJournal//NetJournal//EN",
        "UID:urn:uuid:12345678-1234-5678-1234-567812345678",
        "KIND:org",
        "N:;;;;",
        "FN:ACME",
        "TEL;TYPE=work;PREF=1;VALUE=uri:tel:+1-5;ext=2",
        "ADR;TYPE=home;LABEL=\"1, ^'Road^'^nTown\":;;1\\, Road;;;;",
        "BDAY:--1210",
        "ANNIVERSARY:1835-07",
        "item1.X-ABDATE:18360708",
        "item1.X-ABLabel:_$!<Anniversary>!$_",
        'RELATED;TYPE=friend;X-NETJOURNAL-UID="urn:uuid:12345678-1234-5678-1234-5678',
        ' 12345678";VALUE=text:Bo',
        "item2.RELATED;VALUE=text:Cy",
        "item2.X-ABLabel:Chef",
        "PHOTO:data:image/png;base64,YWJj",
        "INTEREST:chess",
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        Extra("vcard", "X-A\r\nTEL:1", "v"),
        Extra("vcard", "X-A", "v\nTEL:1"),
        Extra("vcard", "X-A", "v", params='A="b'),
        Extra("vcard", "X-A", "v", params="A=b:c"),
        Extra("vcard", "", "v"),
        Extra("vcard", "X-A", "v", params="CHARSET=latin-1"),
    ],
)
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_an_extra_cannot_become_another_property(hostile: Extra, version: str) -> None:
    draft = ContactDraft(full_name="Eve", extras=[hostile])
    assert read_back(card(draft, version)) == draft


def test_folding_never_cuts_a_character() -> None:
    folded = fold("NOTE:" + "é" * 80)
    assert [len(line.encode()) for line in folded.split("\r\n")] == [75, 75, 17, 0]
    assert folded.replace("\r\n ", "") == "NOTE:" + "é" * 80 + "\r\n"
    assert fold("A" * 75) == "A" * 75 + "\r\n"
    assert fold("A" * 76) == "A" * 75 + "\r\n A\r\n"
    assert fold("\ud800") == "\ufffd\r\n"


def test_a_nameless_draft_gets_a_display_name() -> None:
    assert "FN:Ada King\r\n" in card(ContactDraft(name=NameParts(given="Ada", family="King")))
    assert "FN:+1\r\n" in card(ContactDraft(methods=[Method("phone", "+1")]))


def test_a_card_for_scanning_holds_nothing_private() -> None:
    draft = ContactDraft(
        full_name="Ada King",
        name=NameParts(given="Ada", family="King"),
        nicknames=["Addie"],
        note="private",
        photo=Photo(b"x", "image/png"),
        affiliations=[Affiliation("ACME", "CEO", "Board"), Affiliation("Old")],
        methods=[
            Method("phone", "+1", "Handy"),
            Method("email", "a@b.example", "home"),
            Method("url", "https://a.example/;x"),
            Method("messenger", "x"),
        ],
        tags=["t"],
        met_story="private",
    )
    assert card_for_qr(draft).split("\r\n")[2:-2] == [
        "N:King;Ada;;;",
        "FN:Ada King",
        "ORG:ACME",
        "TITLE:CEO",
        "TEL:+1",
        "EMAIL:a@b.example",
        "URL:https://a.example/;x",
    ]


def test_many_cards_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "out.vcf"
    with path.open("w", encoding="utf-8", newline="") as out:
        assert write_cards([ContactDraft(full_name="A B"), ContactDraft(full_name="Ç")], out) == 2
    found = list(read(path, sniff(path)))
    assert [(d.full_name, d.line) for d in found if isinstance(d, ContactDraft)] == [
        ("A B", 1),
        ("Ç", 7),
    ]


def test_other_versions_are_refused() -> None:
    with pytest.raises(UsageError):
        card(ContactDraft(), "2.1")


RFC = r"""N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.
FN:John
ORG:ABC\, Inc.;North American Division;Marketing
"""


def one_of(body: str, version: str = "3.0") -> ContactDraft:
    return build(RawCard(0, f"VERSION:{version}\n{body}\n".encode())).draft


def lines_of(draft: ContactDraft, version: str = "3.0") -> list[str]:
    return card(draft, version).replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_lists_in_names_and_units_of_work_come_back(version: str) -> None:
    draft = one_of(RFC, version)
    assert draft.affiliations == [
        Affiliation("ABC, Inc.", "", "North American Division, Marketing")
    ]
    lines = lines_of(draft, version)
    assert [line for line in lines if line.startswith(("N:", "ORG:", "X-NETJ"))] == [
        "N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.",
        r"ORG:ABC\, Inc.;North American Division;Marketing",
    ]
    assert read_back(card(draft, version)) == draft


def test_what_was_edited_is_not_given_back_as_it_was() -> None:
    draft = one_of(RFC)
    draft.name.given, draft.affiliations[0].department = "Jon", "Sales"
    lines = lines_of(draft)
    assert r"N:Stevenson;Jon;Philip\,Paul;Dr.;Jr.\,M.D." in lines
    assert [line for line in lines if "ORG" in line.partition(":")[0]] == [r"ORG:ABC\, Inc.;Sales"]
    again = read_back(card(draft))
    assert (again.name, again.affiliations) == (draft.name, draft.affiliations)
    assert sorted(map(str, again.extras)) == sorted(map(str, draft.extras))


def test_units_of_several_places_of_work_come_back() -> None:
    body = "FN:A\nN:A;;;;\na.ORG:X;1;2\na.TITLE:t\nb.ORG:Y;1\nc.ORG:X;1;2\nc.TITLE:u\nd.ORG:Z;;3;4"
    draft = one_of(body)
    lines = lines_of(draft)
    assert [line.partition(":")[2] for line in lines if ".ORG:" in line] == [
        *("X;1;2", "Y;1", "X;1;2", "Z;;3;4"),
    ]
    assert read_back(card(draft)) == draft


def test_commas_of_version_2_1_are_only_commas() -> None:
    draft = one_of("N:A,B;C\nORG:X;1;2,3", "2.1")
    assert [one.value for one in draft.extras] == [r"X;1;2\,3"]


def test_whole_values_come_first_and_once() -> None:
    given = r"""X-NETJOURNAL-EXTRA:["vcard"\, "ORG"\, "X;1;2"\, ""\, ""]"""
    draft = one_of(f"X-FOO:1\nORG:X;1;2\na.ORG:X;1;2\n{given}\nORG:Y;3;4\nN:A;B,C;;;\nFN:A")
    values = ["A;B,C;;;", "X;1;2", "Y;3;4", "1"]
    assert [one.value for one in draft.extras] == values
    assert read_back(card(draft)) == draft


def _many_units(size: int) -> str:
    return "FN:A\n" + "".join(f"ORG:A;b;c{n}\n" for n in range(size))


def test_many_units_of_work_are_read_and_written_in_proportion() -> None:
    assert growth(one_of, _many_units, 100) < LINEAR
    assert growth(card, lambda size: one_of(_many_units(size)), 100) < LINEAR


def test_whole_values_of_nothing_any_more_are_written_in_proportion() -> None:
    def stale(size: int) -> ContactDraft:
        draft = one_of(_many_units(size))
        for work in draft.affiliations:
            work.department = "d"
        return draft

    assert growth(card, stale, 100) < LINEAR
