"""Our own CSV: what is written comes back, in both variants."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

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
    ImportantDate,
    InteractionDraft,
    Method,
    NameParts,
    PersonRef,
    Rejected,
    Warned,
)
from netjournal.formats.tables import celllist
from netjournal.formats.tables.googlecsv import write_contacts as write_google
from netjournal.formats.tables.journalcsv_layout import Widths, measure
from netjournal.formats.tables.journalcsv_writing import escape, write_contacts, write_interactions
from netjournal.formats.tables.outlookcsv import write_desktop, write_web
from tests.formats.strategies import contacts, interactions, text


def written(drafts, write=write_contacts, **options):
    file = io.StringIO(newline="")
    write(file, drafts, **options)
    return file.getvalue()


def reread(path, content):
    path.write_bytes(content.encode())
    return list(read(path, sniff(path)))


def lineless(drafts):
    return [replace(draft, line=0) for draft in drafts]


@settings(max_examples=60)
@given(st.lists(contacts, max_size=3), st.booleans())
def test_contacts_come_back(tmp_path_factory, drafts, spreadsheet):
    path = tmp_path_factory.getbasetemp() / "own.csv"
    content = written(drafts, spreadsheet=spreadsheet)
    assert lineless(reread(path, content)) == drafts


@settings(max_examples=40)
@given(st.lists(interactions, max_size=3), st.booleans())
def test_interactions_come_back(tmp_path_factory, drafts, spreadsheet):
    path = tmp_path_factory.getbasetemp() / "own.csv"
    content = written(drafts, write_interactions, spreadsheet=spreadsheet)
    assert lineless(reread(path, content)) == drafts


@given(st.lists(text))
def test_lists_in_a_cell_come_back(items):
    assert celllist.split(celllist.join(items)) == items


def test_lists_typed_by_hand_are_read():
    assert celllist.split("a;b;  c") == ["a", "b", " c"]
    assert celllist.split("a\\") == ["a\\"]


def test_columns_are_only_as_many_as_needed():
    two = ContactDraft(methods=[Method("email", "a@x.example"), Method("email", "b@x.example")])
    header = written([two, ContactDraft()]).splitlines()[0]
    assert "E-mail 2 preferred" in header
    assert "E-mail 3" not in header
    assert "Phone" not in header
    assert header.endswith(",netjournal-csv/1")
    assert measure([two]) == Widths(email=2)


def test_plain_variant_is_verbatim():
    content = written([ContactDraft(full_name="=1+1", note="'x")])
    assert "=1+1" in content
    assert "'=1+1" not in content


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("  @x", "'  @x"),
        ("'s-Hertogenbosch", "''s-Hertogenbosch"),
        ("＝1", "'＝1"),
        ("\tx", "'\tx"),
        ("|x", "'|x"),
        ("-2", "'-2"),
        ("Ada", "Ada"),
        ("a=b", "a=b"),
    ],
)
def test_escape(cell, expected):
    assert escape(cell) == expected


def test_spreadsheet_variant_leaves_phone_numbers_and_says_what_it_did():
    draft = ContactDraft(methods=[Method("phone", "+49 (0)30 1-2"), Method("phone", "=2+2")])
    content = written([draft], spreadsheet=True)
    assert content.startswith("\ufeffUID,")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[0][-1] == "netjournal-csv/1;escape=apostrophe"
    assert "+49 (0)30 1-2" in rows[1]
    assert "'=2+2" in rows[1]


def test_apostrophe_stays_in_files_without_the_mark(tmp_path):
    draft = ContactDraft(full_name="'s-Hertogenbosch")
    assert reread(tmp_path / "a.csv", written([draft]))[0].full_name == "'s-Hertogenbosch"


def test_file_saved_again_by_a_spreadsheet(tmp_path):
    draft = ContactDraft(
        uid=UUID(int=7),
        full_name="Ada Lovelace",
        name=NameParts(given="Ada", family="Lovelace"),
        tags=["maths", "a;b"],
        affiliations=[Affiliation("Analytical Engines", "Programmer", started="1842")],
        addresses=[Address("home", "1 Main St\n2nd floor", country="UK")],
        dates=[ImportantDate("wedding", "1835-07-08")],
        extras=[Extra("vcard", "X-A", "1")],
    )
    rows = list(csv.reader(io.StringIO(written([draft], spreadsheet=True))))
    rows[0].insert(3, "My column")
    rows[1].insert(3, "mine")
    rows[0][0] = rows[0][0].lstrip("\ufeff")
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", lineterminator="\n").writerows([*rows, [""] * len(rows[0])])
    (back,) = reread(tmp_path / "again.csv", file.getvalue())
    assert back.extras.pop() == Extra("csv", "My column", "mine")
    assert replace(back, line=0) == draft


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["11/3/2026", "11/27/2026"], ["2026-11-03", "2026-11-27"]),
        (["11.3.2026", "27.11.2026"], ["2026-03-11", "2026-11-27"]),
        (["3.3.2026", "2026/11/03"], ["2026-03-03", "2026-11-03"]),
        (["11/3/2026"], ["11/3/2026"]),  # either way
        (["2026-12-01", "11/3/2026"], ["2026-12-01", "11/3/2026"]),
        (["27/11/26", "Apr-19", "13/13/2026"], ["27/11/26", "Apr-19", "13/13/2026"]),
        (["27 Nov 2026", "2026-11-27 00:00:00"], ["2026-11-27", "2026-11-27"]),
        (["2019", "2019-04", "2019-4"], ["2019", "2019-04", "2019-04"]),
    ],
)
def test_days_of_interactions_saved_again_by_a_spreadsheet(tmp_path, days, expected):
    rows = "".join(f"{day},met,\n" for day in days)
    records = reread(tmp_path / "a.csv", f"Day,Kind,netjournal-csv/1;interactions\n{rows}")
    assert [one.day for one in records if isinstance(one, InteractionDraft)] == expected


def test_damaged_cells_are_told_and_the_rest_is_kept(tmp_path):
    content = (
        "UID,Full name,Photo,Extras,netjournal-csv/1\n"
        "nonsense,Ada,???,a; b,\n"
        f"{UUID(int=1)},Bob,,,\n"
    )
    records = reread(tmp_path / "a.csv", content)
    assert [r.full_name for r in records if isinstance(r, ContactDraft)] == ["Ada", "Bob"]
    assert [r.line for r in records if isinstance(r, Warned)] == [2, 2, 2]


def test_interaction_without_a_day_is_rejected(tmp_path):
    content = "Day,Kind,Minutes,netjournal-csv/1;interactions\n,met,,\n2024-05-01,met,many,\n"
    rejected, draft, warning = reread(tmp_path / "a.csv", content)
    assert isinstance(rejected, Rejected)
    assert draft == InteractionDraft("2024-05-01", "met", 3)
    assert isinstance(warning, Warned)


def test_people_without_details_need_no_second_cell():
    draft = InteractionDraft("2024-05-01", people=[PersonRef("Ada"), PersonRef("Bob; Cy")])
    row = list(csv.reader(io.StringIO(written([draft], write_interactions))))[1]
    assert row[-4:] == ["Ada; Bob\\; Cy", "", "", ""]


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        *(("9:30", "09:30"), ("09:30:00", "09:30"), ("2:30 PM", "14:30"), ("2:30:00 pm", "14:30")),
        *(("12:05 a.m.", "00:05"), ("14:30", "14:30"), ("25:00", "25:00"), ("at 9:30", "at 9:30")),
    ],
)
def test_times_saved_again_by_a_spreadsheet(tmp_path, cell, time):
    (back,) = reread(
        tmp_path / "a.csv", f"Day,Time,netjournal-csv/1;interactions\n2024-05-01,{cell},\n"
    )
    assert back.time == time


@pytest.mark.parametrize("form", ["{2}/{1}/{0}", "{1}/{2}/{0}", "{2}.{1}.{0}"])
def test_days_of_people_saved_again_by_a_spreadsheet(tmp_path, form):
    dates = [ImportantDate("name day", "2010-11-03"), ImportantDate("year", "1990")]
    drafts = [
        ContactDraft(
            full_name=f"Ada {day}",
            birthday=f"1990-05-{day}",
            met_on="2020-01-02",
            connected_on="--05-12",
            note="3/4/2020",
            affiliations=[Affiliation("Firm", started="2019-05-04", ended="2020-07")],
            dates=dates,
        )
        for day in ("04", "27")
    ]
    whole = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
    text = whole.sub(lambda match: form.format(*map(int, match.groups())), written(drafts))
    assert not whole.search(text)
    assert lineless(reread(tmp_path / "a.csv", text)) == drafts


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("May-19", "2019-05"),
        ("Mai 19", "2019-05"),
        ("déc.-99", "1999-12"),
        ("Maybe-19", "Maybe-19"),
    ],
)
def test_months_saved_again_by_a_spreadsheet(tmp_path, cell, month):
    header = "Full name,Birthday,Organisation 1,Organisation 1 from,netjournal-csv/1"
    (back,) = reread(tmp_path / "a.csv", f"{header}\nAda,{cell},Firm,{cell},\n")
    assert back.affiliations == [Affiliation("Firm", started=month)]
    assert back.birthday == cell  # which century?


def test_numbers_that_a_spreadsheet_shortened(tmp_path):
    header = "Full name,Phone 1,Phone 1 label,Phone 2,Phone 3,netjournal-csv/1"
    row = 'Ada,3.85912E+11,work,"3,85912E+11",385911234567,'
    back, *warnings = reread(tmp_path / "a.csv", f"{header}\n{row}\n")
    assert back.methods == [Method("phone", "385911234567")]
    assert [str(one.message)[:14] for one in warnings] == ["“3.85912E+11” ", "“3,85912E+11” "]


def test_progress_of_the_writers():
    for write in (write_contacts, write_google, write_desktop, write_web):
        told: list[tuple[int, int]] = []
        watch = SimpleNamespace(step=lambda done, total, told=told: told.append((done, total)))
        write(io.StringIO(), [ContactDraft(full_name="Ada")] * 1_100, progress=watch)
        assert told == [(500, 0), (1000, 0)]


def test_other_tables_are_not_ours(tmp_path):
    path = tmp_path / "a.csv"
    for content in (b"Name,Email\n", b"\x89PNG"):
        path.write_bytes(content)
        with pytest.raises(ImportRejected):
            sniff(path, only="netjournal")


def test_rows_of_empty_cells_are_passed_over(tmp_path):
    content = "Full name,E-mail 1 note,Date 1 label,netjournal-csv/1\n,,,\n\nAda,x,name day,\n"
    (back,) = reread(tmp_path / "a.csv", content)
    assert back.dates == [ImportantDate("name day", "")]
    assert back.extras == [Extra("csv", "E-mail 1 note", "x")]


def test_order_of_methods_that_names_too_many(tmp_path):
    content = "Full name,E-mail 1,Methods order,netjournal-csv/1\nAda,a@x,phone; email; x,\n"
    (back,) = reread(tmp_path / "a.csv", content)
    assert back.methods == [Method("email", "a@x")]


def test_unusual_kinds_of_methods_come_back(tmp_path):
    draft = ContactDraft(methods=[Method("pager", "1"), Method("email", "a@x")])
    assert lineless(reread(tmp_path / "a.csv", written([draft]))) == [draft]


def test_newer_dialect_is_refused(tmp_path):
    path = tmp_path / "new.csv"
    path.write_text("Full name,netjournal-csv/2\nAda,\n")
    with pytest.raises(ImportRejected, match="newer"):
        list(read(path, sniff(path)))


def test_widths_have_to_fit_and_drafts_be_readable_twice():
    draft = ContactDraft(methods=[Method("email", "a@x.example")])
    with pytest.raises(ValueError, match="widths"):
        write_contacts(io.StringIO(), [draft], Widths())
    with pytest.raises(TypeError, match="re-iterable"):
        write_contacts(io.StringIO(), iter([draft]))
    assert write_contacts(io.StringIO(), iter([draft]), Widths(email=1)) == 1
