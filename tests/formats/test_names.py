"""Display names from parts, and parts guessed from display names."""

from __future__ import annotations

import pytest

from netjournal.formats.draft import Affiliation, ContactDraft, Method, NameParts
from netjournal.formats.names import complete, compose, split


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (NameParts(given="Ada", family="Byron"), "Ada Byron"),
        (NameParts("Dr.", "Ana ", "M.", "Lima\xa0", "Jr."), "Ana M. Lima Jr."),
        (NameParts(given="太郎", family="山田"), "山田太郎"),
        (NameParts(given="민준", family="김"), "김 민준"),
        (NameParts(given="Wei", family="王"), "Wei 王"),
        (NameParts(given="Zoë", family="Groß"), "Zoë Groß"),
        (NameParts(family="Byron"), "Byron"),
        (NameParts(prefix="Dr."), "Dr."),
        (NameParts(), ""),
    ],
)
def test_compose(parts, expected):
    assert compose(parts) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", NameParts(given="Ada", family="Lovelace")),
        ("Lovelace, Ada", NameParts(given="Ada", family="Lovelace")),
        ("Dr. Ana van der Berg", NameParts("Dr.", "Ana", "", "van der Berg")),
        ("John Q. Smith, PhD", NameParts("", "John Q.", "", "Smith", "PhD")),
        ("John Smith Jr.", NameParts("", "John", "", "Smith", "Jr.")),
        ("김 민준", NameParts(given="민준", family="김")),
        ("山田 太郎", NameParts()),
        ("Prince", NameParts()),
        ("Acme, Inc.", NameParts()),
        ("Van Halen", NameParts(given="Van", family="Halen")),
    ],
)
def test_split(name, expected):
    assert split(name) == expected


@pytest.mark.parametrize(
    ("draft", "name", "guessed"),
    [
        (ContactDraft(full_name=" Ada Byron "), "Ada Byron", {"name"}),
        (ContactDraft(affiliations=[Affiliation("Acme")]), "Acme", {"full_name", "kind"}),
        (
            ContactDraft(affiliations=[Affiliation("Acme")], nicknames=["Bo"]),
            "Acme",
            {"full_name"},
        ),
        (ContactDraft(nicknames=["Bo"]), "Bo", {"full_name"}),
        (
            ContactDraft(methods=[Method("phone", "+1"), Method("email", "a@x")]),
            "a@x",
            {"full_name"},
        ),
        (ContactDraft(note="x"), "", set()),
    ],
)
def test_complete(draft, name, guessed):
    assert complete(draft) == bool(name)
    assert draft.full_name == name
    assert draft.guessed == guessed
