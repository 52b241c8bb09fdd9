"""Outlook's CSV, written: its columns, its code page, what doesn't fit, and back again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

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
from netjournal.formats.tables.outlookcsv import write_desktop, write_web

ZOE = ContactDraft(
    full_name="Zoë Brontë Jr.",
    name=NameParts("Dr.", "Zoë", "", "Brontë", "Jr."),
    birthday="1979-03-14",
    note="one\r\ntwo €",
    affiliations=[Affiliation("Søn A/S", "Chefin", "R&D")],
    methods=[
        Method("email", "a@x.example"),
        Method("email", "b@x.example"),
        Method("phone", "+1", "mobile"),
        Method("phone", "+2", "work"),
        Method("phone", "+3", "work"),
        Method("url", "https://f.example", "work"),
    ],
    addresses=[Address("home", "1 Main\nFlat 2", "", "", "Köln", "NRW", "50667", "Germany")],
    dates=[ImportantDate("anniversary", "2010-07-08")],
    relations=[Relation("spouse", "Jo")],
    interests=["chess", "go"],
)


def written(drafts, write=write_desktop):
    file = io.StringIO(newline="")
    return write(file, drafts), file.getvalue()


def cells(draft, write=write_desktop):
    result, content = written([draft], write)
    header, row = csv.reader(io.StringIO(content, newline=""))
    return result, {name: cell for name, cell in zip(header, row, strict=True) if cell}


@pytest.mark.parametrize(
    ("write", "encoding", "columns"), [(write_desktop, "cp1252", 92), (write_web, "utf-8", 61)]
)
def test_contacts_come_back(tmp_path, write, encoding, columns):
    result, content = written([ZOE], write)
    assert (result.contacts, result.lost_characters, result.left_out) == (1, 0, 0)
    assert content.startswith('"Title",' if columns == 92 else '"First Name",')
    assert len(content.splitlines()[0].split(",")) == columns
    path = tmp_path / "outlook.csv"
    path.write_bytes(content.encode(encoding))
    back = [r for r in read(path, sniff(path)) if isinstance(r, ContactDraft)]
    assert sorted(back[0].methods, key=str) == sorted(ZOE.methods, key=str)
    assert [replace(back[0], line=0, methods=ZOE.methods)] == [ZOE]


def test_tags_and_referral_have_columns_on_the_desktop_only():
    draft = ContactDraft(full_name="Ada", tags=["a", "b"], met_through="Bo")
    result, row = cells(draft)
    assert (row["Categories"], row["Referred By"], result.left_out) == ("a;b", "Bo", 0)
    result, row = cells(draft, write_web)
    assert result.left_out == 2


def test_what_does_not_fit_is_counted():
    draft = ContactDraft(
        full_name="Ada",
        birthday="--05-12",
        methods=[Method("email", f"{n}@x.example") for n in range(5)]
        + [Method("messenger", "@ada", service="signal")],
        addresses=[Address("home", "1"), Address("home", "2"), Address("x", "3"), Address("", "4")],
        affiliations=[Affiliation("A"), Affiliation("B")],
        relations=[Relation("friend", "Bo"), Relation("child", "T"), Relation("child", "E")],
        dates=[ImportantDate("name day", "2020-01-01")],
    )
    result, row = cells(draft)
    # birthday, two e-mails, messenger, fourth address, second firm, friend, name day
    assert result.left_out == 8
    assert row["Children"] == "T; E"
    assert (row["Home Street"], row["Other Street"], row["Business Street"]) == ("1", "2", "3")


def test_places_without_a_street():
    draft = ContactDraft(full_name="Ada", addresses=[Address("", formatted="1 Main, Köln")])
    assert cells(draft)[1]["Other Street"] == "1 Main, Köln"


def test_phones_move_to_a_free_column():
    draft = ContactDraft(
        full_name="Ada", methods=[Method("phone", str(n), "Mobile") for n in range(3)]
    )
    _, row = cells(draft)
    assert (row["Mobile Phone"], row["Other Phone"], row["Primary Phone"]) == ("0", "1", "2")


def test_characters_the_code_page_lacks_are_counted():
    result, row = cells(ContactDraft(full_name="Łukasz Ő 王"))
    assert row["First Name"] == "Lukasz O ?"
    assert result.lost_characters == 3
    assert cells(ContactDraft(full_name="王"), write_web)[1]["First Name"] == "王"


def test_columns_nobody_filled_say_what_outlook_says():
    _, row = cells(ContactDraft(full_name="Acme", kind="organisation"))
    assert row == {
        "Company": "Acme",
        "Gender": "Unspecified",
        "Priority": "Normal",
        "Private": "False",
        "Sensitivity": "Normal",
    }


def test_extras_of_an_outlook_file_go_back_to_their_columns():
    _, row = cells(ContactDraft(full_name="Ada", extras=[Extra("csv", "User 1", "VIP")]))
    assert row["User 1"] == "VIP"
