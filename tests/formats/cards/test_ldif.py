"""LDIF: Thunderbird's and Horde's records, mailing lists, odd lines."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import ImportRejected
from netjournal.formats import read, sniff
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    Method,
    NameParts,
    Photo,
    Record,
    Rejected,
    Relation,
    Warned,
)

if TYPE_CHECKING:
    from pathlib import Path


def records(folder: Path, text: str | bytes) -> list[Record]:
    path = folder / "book.ldif"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path, sniff(path, only="ldif")))


def one(folder: Path, lines: str) -> ContactDraft:
    (draft,) = records(folder, f"dn: cn=x\n{lines}\n")
    assert isinstance(draft, ContactDraft)
    return draft


def coded(text: str) -> str:
    return b64encode(text.encode()).decode()


def test_thunderbird(tmp_path: Path) -> None:
    text = f"""dn:: {coded("cn=Zoë Ørsted,mail=zoe@sea.example")}
objectclass: top
objectclass: mozillaAbPersonAlpha
cn:: {coded("Zoë Ørsted")}
givenName:: {coded("Zoë")}
sn:: {coded("Ørsted")}
mozillaNickname: Zo
mail: zoe@sea.example
mozillaSecondEmail: z@home.example
telephoneNumber: +45 1
homePhone: +45 2
mobile: +45 3
fax: +45 4
street: Havn 1
mozillaWorkStreet2: Bygning 2
l: Aarhus
postalCode: 8000
c: DK
mozillaHomeStreet: Vej 3
mozillaHomeLocalityName: Skagen
title: Skipper
o: Sea
 farers
ou: Boats
mozillaWorkUrl: https://sea.example
birthyear: 1980
birthmonth: 2
birthday: 29
description:: {coded(" line one" + chr(13) + chr(10) + "line two")}
mozillaCustom1: custom
modifytimestamp: 0Z
"""
    (draft,) = records(tmp_path, text.replace("\n", "\r\n"))
    assert draft == ContactDraft(
        line=1,
        full_name="Zoë Ørsted",
        name=NameParts(given="Zoë", family="Ørsted"),
        nicknames=["Zo"],
        birthday="1980-02-29",
        note=" line one\r\nline two",
        affiliations=[Affiliation("Seafarers", "Skipper", "Boats")],
        methods=[
            Method("email", "zoe@sea.example"),
            Method("email", "z@home.example"),
            Method("phone", "+45 1", "work"),
            Method("phone", "+45 2", "home"),
            Method("phone", "+45 3", "mobile"),
            Method("phone", "+45 4", "fax"),
            Method("url", "https://sea.example", "work"),
        ],
        addresses=[
            Address(
                "work",
                "Havn 1\nBygning 2",
                locality="Aarhus",
                postal_code="8000",
                country="DK",
            ),
            Address("home", "Vej 3", locality="Skagen"),
        ],
        extras=[Extra("ldif", "mozillaCustom1", "custom")],
    )


def test_other_writers(tmp_path: Path) -> None:
    draft = one(
        tmp_path,
        "company: ACME\ndepartment: R&D\nhomeStreet: Lane 1\nlabeledURI: http://a.example My page\n"
        "postalAddress: 1 Road $ Town\nmanager: cn=Bo Boss,dc=x\nsecretary: Sue\n"
        "entryUUID: 00000000-0000-4000-8000-000000000001\ncn;lang-fr: Y\ncn: X\ncn: Z\n"
        "homeFax: 5\nnsAIMid: zz\nobjectclass: account",
    )
    assert draft.affiliations == [Affiliation("ACME", department="R&D")]
    assert draft.addresses == [
        Address("work", formatted="1 Road\nTown"),
        Address("home", "Lane 1"),
    ]
    assert draft.methods == [
        Method("url", "http://a.example", "My page"),
        Method("phone", "5", "home fax"),
        Method("messenger", "zz", service="aim"),
    ]
    assert draft.relations == [Relation("manager", "Bo Boss"), Relation("assistant", "Sue")]
    assert str(draft.uid) == "00000000-0000-4000-8000-000000000001"
    assert draft.full_name == "X"
    assert draft.extras == [
        Extra("ldif", "cn", "Y", "lang-fr"),
        Extra("ldif", "cn", "Z"),
        Extra("ldif", "objectclass", "account"),
    ]


def test_pictures_and_bytes(tmp_path: Path) -> None:
    picture = b64encode(b"\xff\xd8\xff\0x").decode()
    draft = one(
        tmp_path,
        f"cn: X\njpegPhoto:: {picture}\njpegPhoto:: {picture}\nuserSMIMECertificate;binary:: AAEC\n"
        "thing:: ??x",
    )
    assert draft.photo == Photo(b"\xff\xd8\xff\0x", "image/jpeg")
    assert (
        draft.extras
        == [
            Extra("ldif", "jpegPhoto", picture, "base64"),
            Extra("ldif", "userSMIMECertificate", "AAEC", "binary;base64"),
            Extra("ldif", "thing", "", ""),
        ]
        or draft.extras[-1].name == "thing"
    )


def test_mailing_lists_become_tags(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        """version: 1
# a comment
dn: cn=Crew
objectclass: groupOfNames
cn: Crew
member: CN=Ann, mail=ann@x.example
member: cn=Nobody,mail=no@x.example

dn: cn=Ann,mail=ann@x.example
cn: Ann
mail: ann@x.example


dn: cn=Bob
cn: Bob
""",
    )
    assert found == [
        ContactDraft(
            line=9, full_name="Ann", methods=[Method("email", "ann@x.example")], tags=["Crew"]
        ),
        ContactDraft(line=14, full_name="Bob"),
        Warned(0, "Lists name 1 people who are not in the file."),
    ]


def test_partial_and_impossible_birthdays(tmp_path: Path) -> None:
    assert one(tmp_path, "cn: X\nbirthmonth: 12\nbirthday: 1").birthday == "--12-01"
    assert one(tmp_path, "cn: X\nbirthyear: 1990").birthday == "1990"
    odd = one(tmp_path, "cn: X\nbirthmonth: 13\nbirthday: 1")
    assert (odd.birthday, len(odd.extras)) == ("", 2)


def test_latin_1_and_lines_that_were_not_folded(tmp_path: Path) -> None:
    (draft,) = records(
        tmp_path, "dn: cn=x\ncn: Jörg\nsn: Groß\nstreet: Weg 1\nHinterhaus\n".encode("cp1252")
    )
    assert isinstance(draft, ContactDraft)
    assert draft.full_name == "Jörg"
    assert draft.addresses == [Address("work", "Weg 1\nHinterhaus")]


def test_records_of_nobody(tmp_path: Path) -> None:
    found = records(tmp_path, "dn: dc=x\nobjectclass: dcObject\n\ndn: o=y\n\n")
    assert found == [Rejected(1, "the record names nobody")]


def test_records_beyond_reason_are_rejected(tmp_path: Path) -> None:
    long = "x" * (17 << 20)
    found = records(tmp_path, f"dn: a\ncn: A\nnote: {long}\n\ndn: b\ncn: b\n")
    assert found == [
        Rejected(1, "The record is larger than 16 MB."),
        ContactDraft(line=5, full_name="b"),
    ]
    many = "x: y\n" * 20_001
    assert records(tmp_path, f"dn: a\n{many}") == [
        Rejected(1, "The record has more than 20000 lines.")
    ]


def test_directories(tmp_path: Path) -> None:
    draft = one(
        tmp_path,
        "objectClass: inetOrgPerson\ncn: Bo van Wrap\nsn: Wrap\ntelephoneNumber;lang-de: 9\n"
        "userPassword: {SSHA}x\nmail: b@x.example",
    )
    assert (draft.full_name, draft.name) == ("Bo van Wrap", NameParts("", "Bo van", "", "Wrap"))
    assert draft.methods == [Method("phone", "9", "work"), Method("email", "b@x.example")]
    assert draft.extras == []


@pytest.mark.parametrize("text", ["cn: x\n", "\n" * 60_000 + "x", "#\n#\n"])
def test_other_files_are_not_ldif(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportRejected):
        records(tmp_path, text)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "cn: A",
                    "dn: x",
                    "",
                    " ",
                    "birthday: x",
                    "mail:: ?",
                    "c:: gQ==",
                    "x;y:< file:///e",
                ]
            ),
            st.text(max_size=10),
        ),
        max_size=15,
    )
)
@settings(max_examples=60)
def test_arbitrary_lines_never_crash(tmp_path_factory, lines: list[str]) -> None:
    body = "\n".join(["dn: x", *lines]).encode()
    if b"\0" not in body:
        assert isinstance(records(tmp_path_factory.mktemp("l"), body), list)
