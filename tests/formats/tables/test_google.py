"""Google's CSV: both headers and their mixtures."""

from __future__ import annotations

import pytest

from netjournal.formats import read, sniff
from tests.formats.tables.seen import reading, seen


def test_header_of_today():
    recognition, records = reading("google_2024.csv")
    assert (recognition.format, recognition.variant) == ("google", "new")
    assert records == [
        {
            "line": 2,
            "full_name": "Jane Doe Jr.",
            "name": "|Jane||Doe|Jr.",
            "nicknames": ["JD"],
            "birthday": "1988-06-15",
            "note": "Line one\nLine two",
            "affiliations": ["Acme Corp|VP|R&D"],
            "methods": [
                "email* Work=jane@acme.example",
                "email Home=a@home.example",
                "email Home=b@home.example",
                "phone Mobil=\u202d+41 79 123\u202c",
                "phone Arbeit=+41 2",
                "url(linkedin) Profile=https://linkedin.com/in/jane-doe",
            ],
            "addresses": [
                {
                    "label": "Home",
                    "street": "1 Main St",
                    "locality": "Zürich",
                    "region": "ZH",
                    "postal_code": "8000",
                    "country": "CH",
                    "formatted": "1 Main St\n8000 Zürich",
                }
            ],
            "dates": ["Anniversary=2010-07-08"],
            "relations": ["Spouse=Sam Doe"],
            "tags": ["starred", "alumni"],
            "external_ids": ["linkedin=https://www.linkedin.com/in/jane-doe"],
            "extras": [
                "Custom Field:Shoe size=39",
                "File As=Doe, Jane",
                "Phonetic First Name=Jein",
                "Photo=https://photos.example/1",
            ],
        },
        {
            "line": 5,
            "full_name": "only@mail.example",
            "birthday": "--02-29",
            "methods": ["email* =only@mail.example"],
            "guessed": {"full_name"},
        },
        {"line": 6, "warned": "“First met” is no date; it was kept as text."},
        {"line": 6, "warned": "“Birthday” is no date; it was kept as text."},
        {
            "line": 6,
            "kind": "organisation",
            "full_name": "Globex",
            "affiliations": ["Globex"],
            "extras": ["Event:First met=last summer", "Birthday=31/31/2000"],
            "guessed": {"full_name", "kind"},
        },
    ]


def test_header_until_2024():
    recognition, records = reading("google_2015.csv")
    assert recognition.variant == "old"
    assert records == [
        {
            "line": 2,
            "full_name": "Dr. Zoë M. Smith",
            "name": "|Zoë|M.|Smith|",
            "birthday": "1975-12-12",
            "interests": ["chess", "go"],
            "tags": ["friends", "Test"],
            "affiliations": ["Alpha|CEO", "Beta|CTO", "Gamma"],
            "methods": ["email* Home=zoe@aaa.example", "messenger(Skype) =zoe.s"],
            "extras": ["Gender=female", "Organization 1 - Job Description=makes things"],
        }
    ]


def test_mixture_with_other_programs_columns():
    recognition, records = reading("google_mixed.csv")
    assert recognition.format == "google"
    assert records == [
        {
            "line": 2,
            "full_name": "Max Mustermann",
            "name": "Dr.|Max||Mustermann|",
            "affiliations": ["Musterfirma"],
            "methods": ["email =max@muster.example", "url =www.muster.example"],
            "addresses": [{"region": "HH"}],
            "tags": ["work"],
            "extras": ["Address 1 - Fax=123"],
        }
    ]


@pytest.mark.parametrize(
    ("header", "cells", "attribute", "expected"),
    [
        ("Name,E-mail 1 - Label,E-mail 1 - Value", "A,*,a@x", "methods", ["email* =a@x"]),
        ("Name,E-mail 1 - Type,E-mail 1 - Value", "A,* ,a@x", "methods", ["email* =a@x"]),
        ("Name,Phone 1 - Label,Phone 1 - Value", "A,Mobil,", "methods", None),
        (
            "Name,Phone 1 - Value,Phone 1 - Label",
            "A,1 ::: 2,* Work",
            "methods",
            ["phone* Work=1", "phone Work=2"],
        ),
        ("File As,Labels,Notes,Last Name", "Doe,,x,", "full_name", "Doe"),
        ("First Name,Labels,File As", "A,* myContacts ::: a ::: a,", "tags", ["a"]),
        (
            "Name,Address 1 - Street,Address 1 - City",
            "A,S1 ::: S2,C1",
            "addresses",
            [{"street": "S1", "locality": "C1"}, {"street": "S2"}],
        ),
        (
            "Name,Website 1 - Value,Website 2 - Value",
            "A,linkedin.com/in/a ::: ,linkedin.com/in/a",
            "external_ids",
            ["linkedin=https://www.linkedin.com/in/a"],
        ),
        (
            "Name,Organization 1 - Name,Organization 1 - Title,Organization 1 - Department",
            "A,X,T1 ::: T2,",
            "affiliations",
            ["X|T1", "|T2"],
        ),
        (
            "Name,Relation 1 - Label,Relation 1 - Value",
            "A,Child,Tim ::: Eva",
            "relations",
            ["Child=Tim", "Child=Eva"],
        ),
    ],
)
def test_quirks(tmp_path, header, cells, attribute, expected):
    path = tmp_path / "contacts.csv"
    path.write_text(f"{header}\n{cells}\n")
    recognition = sniff(path)
    assert recognition.format == "google"
    (record,) = map(seen, read(path, recognition))
    assert record.get(attribute) == expected


def test_label_without_anything_else_is_no_contact(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text("First Name,Labels,File As,E-mail 1 - Value\n,* myContacts,,\n")
    (record,) = map(seen, read(path, sniff(path)))
    assert record == {"line": 2, "rejected": "nothing in the row names or reaches a person"}
