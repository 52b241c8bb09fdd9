"""What a file says otherwise of somebody known is kept beside what wins, once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.draft import ContactDraft, Extra
from netjournal.models.handle import db
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from netjournal.services.interchange.import_compare import FILL, UPDATE, absorb, compare
from netjournal.services.people import contacts
from tests.builders import TODAY
from tests.models.snapshot import assert_sound


def card(*lines):
    head = ("BEGIN:VCARD", "VERSION:3.0", "FN:Ana Kov", "EMAIL:ana@x.example")
    return "\r\n".join((*head, *lines, "END:VCARD", ""))


FIRST = card("NOTE:first", "BDAY:1990-01-02", "X-NETJOURNAL-HEADLINE:Baker")
SECOND = card("NOTE:second fact", "BDAY:1991-01-02", "X-NETJOURNAL-HEADLINE:Potter")
OTHERS = [
    ("Other birthday", "1991-01-02"),
    ("Other headline", "Potter"),
    ("Other note", "second fact"),
]


@pytest.fixture
def bring(journal, tmp_path):
    def run(text, **options):
        path = tmp_path / "people.vcf"
        path.write_text(text, "utf-8", newline="")
        plan = importing.analyse(path, **options)
        with journal.edit("Import", source="import") as edit:
            report = apply(plan, edit, TODAY)
        assert report.read == report.added + report.updated + report.unchanged + report.skipped
        assert_sound(journal)
        return report

    return run


def kept():
    rows = db.execute_sql("SELECT name, value FROM extra_property WHERE source = 'kept'")
    return sorted(rows.fetchall())


def note():
    return db.execute_sql("SELECT note FROM contact").fetchone()[0]


def test_two_cards_of_one_person_lose_nothing(bring):
    report = bring(FIRST + SECOND)
    assert (report.added, report.updated, report.unchanged) == (1, 1, 0)
    assert (note(), kept()) == ("first", OTHERS)
    for text in (FIRST + SECOND, SECOND, FIRST):
        assert bring(text).batch_id is None


def test_what_a_later_file_says_otherwise_is_kept(bring):
    bring(FIRST)
    assert bring(SECOND).updated == 1
    assert (note(), kept()) == ("first", OTHERS)
    assert bring(FIRST + SECOND).batch_id is None


def test_where_the_file_wins_nothing_is_kept(bring):
    bring(FIRST)
    bring(SECOND, on_match=UPDATE)
    assert (note(), kept()) == ("second fact", [])


def test_what_was_edited_by_hand_gains_nothing(journal, bring):
    bring(FIRST)
    (ana,) = db.execute_sql("SELECT id FROM contact").fetchone()
    with journal.edit("Edit"):
        form = contacts.form(ana)
        form.note, form.birthday, form.headline = "mine", "1992", "Mine"
        contacts.update(ana, form)
    assert bring(FIRST).batch_id is None


@pytest.mark.parametrize(
    ("there", "comes", "lost"),
    [
        ("first\n\nsecond", "second", []),
        ("first", "First ", []),
        ("metal", "met", ["met"]),
        ("", "new", []),
        ("first", "first\nmore", ["first\nmore"]),
        ("first", "", []),
    ],
)
def test_notes_that_hold_another_have_not_lost_it(there, comes, lost):
    delta = compare(ContactDraft(note=there), ContactDraft(note=comes), frozenset(), FILL)
    assert delta.more.extras == [Extra("kept", "Other note", one) for one in lost]


@pytest.mark.parametrize(
    ("there", "comes", "lost"),
    [
        ("1990-01-02", "--01-02", []),
        ("1990-01-02", "1990", []),
        ("--01-02", "1990-01-02", ["1990-01-02"]),
        ("1990-01-02", "1990-01-03", ["1990-01-03"]),
    ],
)
def test_a_birthday_known_better_has_not_lost_another(there, comes, lost):
    delta = compare(ContactDraft(birthday=there), ContactDraft(birthday=comes), frozenset(), FILL)
    assert [one.value for one in delta.more.extras] == lost


@given(*[st.text("ab\n ", max_size=5)] * 3)
def test_every_line_of_every_note_is_somewhere(one, two, three):
    known = ContactDraft(full_name="Ana", note=one)
    for text in (two, three, two):
        absorb(known, compare(known, ContactDraft(full_name="Ana", note=text), frozenset(), FILL))
    said = "\n".join((known.note, *(extra.value for extra in known.extras))).split("\n")
    there = {line.strip() for line in said}
    assert {line.strip() for text in (one, two, three) for line in text.split("\n")} - {""} <= there
