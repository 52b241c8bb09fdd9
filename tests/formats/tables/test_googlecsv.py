"""Google's CSV, written: its header, its labels, and back again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.formats import read, sniff
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    NameParts,
    Relation,
)
from netjournal.formats.names import compose
from netjournal.formats.tables import googlecsv
from netjournal.formats.tables.googlecsv import measure, write_contacts

_letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=":*")
_plain = st.text(_letters, min_size=1, max_size=8).filter(
    lambda s: s == s.strip() and s not in googlecsv._LABELS
)
_text = st.just("") | _plain
_note = st.just("") | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)
_dates = st.sampled_from(["1990-05-12", "--02-29"])
_methods = st.builds(
    Method,
    kind=st.sampled_from(["email", "phone", "url"]),
    value=_plain,
    label=_text,
    preferred=st.booleans(),
)
_contacts = st.builds(
    ContactDraft,
    name=st.builds(NameParts, _text, _plain, _text, _text, _text),
    nicknames=st.lists(_plain, max_size=1),
    birthday=st.just("") | _dates,
    note=_note,
    affiliations=st.lists(st.builds(Affiliation, _plain, _text, _text), max_size=3),
    methods=st.lists(_methods, max_size=3),
    addresses=st.lists(st.builds(Address, _text, _plain, _text, _text, _text), max_size=2),
    dates=st.lists(st.builds(ImportantDate, _plain, _dates), max_size=2),
    relations=st.lists(st.builds(Relation, _plain, _plain), max_size=2),
    tags=st.lists(_plain, max_size=2, unique=True),
    extras=st.lists(
        st.builds(Extra, st.just("csv"), _plain, _plain, group=st.just("Custom Field")), max_size=2
    ),
)


def written(drafts):
    file = io.StringIO(newline="")
    write_contacts(file, drafts)
    return file.getvalue()


@settings(max_examples=60)
@given(st.lists(_contacts, min_size=1, max_size=3))
def test_contacts_come_back(tmp_path_factory, drafts):
    path = tmp_path_factory.getbasetemp() / "google.csv"
    path.write_bytes(written(drafts).encode())
    kinds = ["email", "phone", "url"]
    expected = [
        replace(
            draft,
            full_name=compose(draft.name),
            methods=sorted(draft.methods, key=lambda m: kinds.index(m.kind)),
        )
        for draft in drafts
    ]
    assert [replace(draft, line=0) for draft in read(path, sniff(path))] == expected


def cells(draft):
    header, row = csv.reader(io.StringIO(written([draft])))
    return {name: cell for name, cell in zip(header, row, strict=True) if cell}


def test_header_is_that_of_today():
    header = written([ContactDraft(methods=[Method("email", "a@x.example")])]).splitlines()[0]
    assert header.startswith("First Name,Middle Name,Last Name,Phonetic First Name,")
    assert header.endswith(",Photo,Labels,E-mail 1 - Label,E-mail 1 - Value")


def test_labels_and_marks():
    draft = ContactDraft(
        full_name="Ada Lovelace",
        name=NameParts(given="Ada", family="Lovelace"),
        methods=[
            Method("email", "a@x.example", "work", preferred=True),
            Method("email", "b@x.example", "", preferred=True),
            Method("phone", "+1 2", "Büro"),
            Method("messenger", "@ada", service="signal"),
        ],
        tags=["alumni", "starred"],
        birthday="1990",
    )
    assert cells(draft) == {
        "First Name": "Ada",
        "Last Name": "Lovelace",
        "Labels": "* myContacts ::: alumni ::: * starred",
        "E-mail 1 - Label": "* Work",
        "E-mail 1 - Value": "a@x.example",
        "E-mail 2 - Label": "*",
        "E-mail 2 - Value": "b@x.example",
        "Phone 1 - Label": "Büro",
        "Phone 1 - Value": "+1 2",
        "Custom Field 1 - Label": "Signal",
        "Custom Field 1 - Value": "@ada",
        "Custom Field 2 - Label": "Birthday",
        "Custom Field 2 - Value": "1990",
    }


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (ContactDraft(full_name="Prince"), {"First Name": "Prince"}),
        (ContactDraft(full_name="Acme", kind="organisation"), {"Organization Name": "Acme"}),
        (
            ContactDraft(full_name="Acme", kind="organisation", affiliations=[Affiliation("Acme")]),
            {"Organization Name": "Acme"},
        ),
        (
            ContactDraft(full_name="A. L.", name=NameParts(given="Ada")),
            {"First Name": "Ada", "File As": "A. L."},
        ),
        (
            ContactDraft(full_name="X", affiliations=[Affiliation("A"), Affiliation("B", "CEO")]),
            {
                "First Name": "X",
                "Organization Name": "A ::: B",
                "Organization Title": " ::: CEO",
            },
        ),
    ],
)
def test_names(draft, expected):
    assert cells(draft) == {**expected, "Labels": "* myContacts"}


def test_one_shot_drafts_need_widths():
    draft = ContactDraft(full_name="X", methods=[Method("phone", "1")])
    with pytest.raises(TypeError, match="re-iterable"):
        write_contacts(io.StringIO(), iter([draft]))
    assert write_contacts(io.StringIO(), iter([draft]), measure([draft])) == 1
    with pytest.raises(ValueError, match="widths"):
        write_contacts(io.StringIO(), [draft], measure([]))
