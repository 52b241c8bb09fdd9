"""Our own exports for other programs, read again, are no news about anybody."""

from __future__ import annotations

import pytest

from netjournal.formats.draft import (
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    Method,
    NameParts,
)
from netjournal.formats.tables.outlookcsv import for_windows
from netjournal.models import Journal
from netjournal.services.interchange import exporting, importing
from netjournal.services.interchange.import_compare import FILL, UPDATE, compare
from netjournal.services.interchange.import_returning import returned
from netjournal.services.invented import demo


@pytest.fixture(scope="module")
def demos(tmp_path_factory):
    """The demo journal, and its exports for other programs."""
    folder = tmp_path_factory.mktemp("demos")
    journal = Journal.create(folder / "a.netjournal")
    demo.fill(journal, journal.today())
    for kind in ("google", "outlook", "outlook-web"):
        exporting.export(folder / f"{kind}.csv", kind)
    yield folder
    journal.close()


@pytest.mark.parametrize("kind", ["google", "outlook", "outlook-web"])
def test_what_was_exported_is_unchanged(demos, kind):
    plan = importing.analyse(demos / f"{kind}.csv")
    assert len(plan.rows) > 100
    assert not plan.changes_anything


def test_where_the_file_wins_no_letter_is_lost(demos):
    plan = importing.analyse(demos / "outlook.csv", on_match=UPDATE)
    names = {"full_name", "given_name", "family_name", "nicknames", "note"}
    assert not [row.name for row in plan.rows if names & set(row.changes)]


def called(name, given="", family="", **more):
    return ContactDraft(full_name=name, name=NameParts(given=given, family=family), **more)


@pytest.mark.parametrize("mode", [FILL, UPDATE])
def test_letters_that_a_code_page_took(mode):
    known = called("이서연", "서연", "이", note="☕ mit Jürgen\nund Łucja", nicknames=["Łucja"])
    known.affiliations = [Affiliation("Ćevap d.o.o.", "Šef")]
    new = called("?? ?", "??", "?", note="? mit Jürgen\r\nund Lucja", nicknames=["Lucja"])
    new.affiliations = [Affiliation("Cevap d.o.o.", for_windows("Šef"))]
    assert compare(known, new, frozenset(), mode).changes == ()
    new.name.given, new.full_name = "Sue", "Sue ?"
    assert "Sue" in repr(compare(known, new, frozenset(), mode))


def test_what_is_really_otherwise_is_news():
    known = called("Ana", nicknames=["Anči", "Annie"], birthday="1990-05-12")
    known.methods = [Method("email", "a@x"), Method("messenger", "@ana", service="Signal")]
    known.dates = [ImportantDate("founded", "2019-09")]
    same = [("File As", "Ana"), ("Signal", "@ana"), ("founded", "2019-09")]
    same += [("Birthday", "1990-05-12"), ("E-mail Display Name", "Ana (a@x)")]
    other = [("File As", "Kov, Ana"), ("Signal", "@other"), ("Shoe", "38"), ("Skype", "@ana")]
    for pairs, left in ((same, []), (other, other), ([*same, *other], other)):
        new = called("Ana", extras=[Extra("csv", *pair) for pair in pairs])
        assert [(one.name, one.value) for one in returned(known, new).extras] == left
    known.dates.append(ImportantDate("", ""))  # says nothing, and repeats nothing
    new = called("Ana", extras=[Extra("csv", "Shoe", "38"), Extra("kept", "Other name", "Nan")])
    assert returned(known, new).extras == new.extras
    for nickname, changed in (("Anči, Annie", False), ("Annie", False), ("Annie, Nan", True)):
        new = called("Ana", nicknames=[nickname])
        assert bool(compare(known, new, frozenset(), FILL).changes) == changed


@pytest.mark.parametrize("mode", [FILL, UPDATE])
def test_a_name_put_together_here_changes_no_order(mode):
    known, new = (called(name, "Gábor", "Kovács") for name in ("Kovács Gábor", "Gábor Kovács"))
    assert compare(known, new, frozenset(), mode).columns == {}
    known.full_name = "a@x.example"
    known.methods = [Method("email", "a@x.example")]
    found = compare(known, new, frozenset(), mode)
    assert found.columns == {"full_name": "Gábor Kovács"}


def test_an_organisation_does_not_work_at_itself():
    known = ContactDraft(full_name="Acme", kind="organisation")
    new = ContactDraft(full_name="Acme", kind="organisation", affiliations=[Affiliation("Acme")])
    assert compare(known, new, frozenset(), FILL).changes == ()
    known.kind = "person"
    assert "affiliations" in compare(known, new, frozenset(), FILL).changes
