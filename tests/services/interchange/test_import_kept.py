"""What a file says otherwise of somebody known is kept beside what wins, once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.draft import ContactDraft, Extra, Method, NameParts
from netjournal.models.handle import db
from netjournal.services.interchange import exporting, importing
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
        path = text if isinstance(text, Path) else tmp_path / "people.vcf"
        if path is not text:
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
        ("--01-02", "1990-01-02", []),  # it is taken
        ("1990-01-02", "1990-01-03", ["1990-01-03"]),
    ],
)
def test_a_birthday_known_better_has_not_lost_another(there, comes, lost):
    delta = compare(ContactDraft(birthday=there), ContactDraft(birthday=comes), frozenset(), FILL)
    assert [one.value for one in delta.more.extras] == lost


ANA = NameParts(given="Ana", family="Kovac")


def named(full_name, *parts, **more):
    family, given_, additional, prefix, suffix = (*parts, "", "", "", "", "")[:5]
    return ContactDraft(
        full_name=full_name, name=NameParts(prefix, given_, additional, family, suffix), **more
    )


@pytest.mark.parametrize(
    ("comes", "nicknames", "extras"),
    [
        (named("Ana Horvat", "Horvat", "Ana"), ["Ana Horvat"], []),
        (named("Ana Horvat"), ["Ana Horvat"], []),
        (
            named("Ana Horvat", "Horvat", "Ana", "Maria", "Dr.", "PhD"),
            ["Dr. Ana Maria Horvat PhD"],
            [],
        ),
        (named("Ana Maria", "Horvat", "Ana"), ["Ana Maria", "Ana Horvat"], []),
        (named("Ana Kova\u010d", "Kovac", "Ana"), [], ["Ana Kova\u010d"]),
        (named("ANA  KOVAC", "KOVAC", "ana"), [], []),
        (named("Kovac, Ana"), [], []),
        (named("A. Kovac", "Kovac", "A."), [], []),
        (named("Ana"), [], []),
        (named("Ana Horvat", nicknames=["Ana Maria Horvat"]), ["Ana Maria Horvat"], []),
        (named("Horvat Ana", "Horvat", "Ana", guessed={"name"}), ["Horvat Ana"], []),
        (named("Umbra Ltd", guessed={"full_name"}), [], []),
        (named("\u738b\u660e"), ["\u738b\u660e"], []),
    ],
)
def test_another_name_is_kept_once(comes, nicknames, extras):
    known = ContactDraft(full_name="Ana Kovac", name=replace(ANA))
    delta = compare(known, comes, frozenset(), FILL)
    assert delta.columns == ({"nicknames": nicknames} if nicknames else {})
    assert delta.more.extras == [Extra("kept", "Other name", one) for one in extras]


def test_letters_put_together_otherwise_are_no_other_name():
    known = named("Ana Kova\u010d", "Kova\u010d", "Ana")
    comes = named("Ana Kovac\u030c", "Kovac\u030c", "Ana")
    assert compare(known, comes, frozenset(), FILL).changes == ()
    bare = named("A. Kovac", "Kovac", "A.")
    assert compare(known, bare, frozenset(), FILL).changes == ()


def test_a_middle_name_and_titles_fill_blanks_of_the_same_name():
    known = ContactDraft(full_name="Ana Kovac", name=replace(ANA))
    comes = named("Dr. Ana Maria Kovac PhD", "Kovac", "Ana", "Maria", "Dr.", "PhD")
    delta = compare(known, comes, frozenset({"name_suffix"}), FILL)
    assert delta.columns == {"name_prefix": "Dr.", "additional_names": "Maria"}
    assert delta.changes == ("name_prefix", "additional_names")


def test_a_name_edited_by_hand_gains_none_and_edited_nicknames_stay():
    known = ContactDraft(full_name="Ana Kovac", name=replace(ANA))
    comes = named("Ana Horvat", "Horvat", "Ana", "Maria")
    assert compare(known, comes, frozenset({"full_name"}), FILL).changes == ()
    delta = compare(known, comes, frozenset({"nicknames"}), FILL)
    assert (delta.columns, delta.more.extras) == (
        {},
        [Extra("kept", "Other name", "Ana Maria Horvat")],
    )


def test_how_people_met_otherwise_is_kept():
    met = {"met_on": "2015", "met_place": "Graz", "met_story": "At the fair", "met_via": "work"}
    known = ContactDraft(full_name="Ana", met_through="Bo", met_event="Fair", **met)
    comes = ContactDraft(full_name="Ana", met_on="2016-02", met_place="Wien", met_via="meetup")
    comes.met_through, comes.met_event, comes.met_story = "Cy", "Train day", "On the train"
    comes.connected_on = known.connected_on = "2020-01-02"
    delta = compare(known, comes, frozenset(), FILL)
    assert delta.changes == ("extras",)
    assert sorted((one.name, one.value) for one in delta.more.extras) == [
        ("Also met at", "Train day"),
        ("Also met through", "Cy"),
        ("Other date of meeting", "2016-02"),
        ("Other place of meeting", "Wien"),
        ("Other story of meeting", "On the train"),
        ("Other way of meeting", "meetup"),
    ]
    hands = {"met_on", "met_place", "met_via", "met_through_id", "met_event_id", "met_story"}
    assert compare(known, comes, frozenset(hands), FILL).changes == ()


OLD = (
    *("N:Kovac;Ana;;;", "ORG:Acme", "TITLE:CTO", "IMPP;X-SERVICE-TYPE=Skype:x-apple:ana.k"),
    *("X-NETJOURNAL-MET-STORY:At the fair", "X-NETJOURNAL-MET-PLACE:Graz"),
)
NEW = (
    *("N:Horvat;Ana;Maria;Dr.;PhD", "ORG:;Research", "X-NETJOURNAL-MET-PLACE:Wien"),
    *("X-NETJOURNAL-MET-STORY:On the train", "IMPP;X-SERVICE-TYPE=Telegram:x-apple:ana.k"),
)


@pytest.mark.parametrize("together", [True, False])
def test_whatever_a_second_card_says_is_there_afterwards(bring, tmp_path, together):
    uid = "UID:11111111-1111-1111-1111-111111111111"
    old, new = card(uid, *OLD), card(uid, *NEW).replace("FN:Ana Kov", "FN:Ana Horvat")
    for text in (old + new,) if together else (old, new):
        bring(text)
    path = tmp_path / "out.json"
    exporting.export(path, "json")
    written = path.read_text("utf-8")
    for said in ("Horvat", "Maria", "Dr.", "PhD", "Research", "train", "Wien", "Telegram"):
        assert said in written, said
    for text in (old + new, new, old):
        assert bring(text).batch_id is None
    beside = kept()
    for kind in ("csv", "json", "vcard3", "vcard4", "outlook-web"):
        path = tmp_path / f"out-{kind}.{'vcf' if 'vcard' in kind else 'txt'}"
        exporting.export(path, kind)
        assert bring(path).batch_id is None, kind
    for kind in ("google", "outlook"):  # columns of theirs that we have no field for are new
        path = tmp_path / f"out-{kind}.csv"
        exporting.export(path, kind)
        bring(path)
        assert kept() == beside


@given(*[st.text("ab\n ", max_size=5)] * 3)
def test_every_line_of_every_note_is_somewhere(one, two, three):
    known = ContactDraft(full_name="Ana", note=one)
    for text in (two, three, two):
        absorb(known, compare(known, ContactDraft(full_name="Ana", note=text), frozenset(), FILL))
    said = "\n".join((known.note, *(extra.value for extra in known.extras))).split("\n")
    there = {line.strip() for line in said}
    assert {line.strip() for text in (one, two, three) for line in text.split("\n")} - {""} <= there


# -- days known in part

PARTS = [
    ("1990", "1990-05"),
    ("1990", "1990-05-12"),
    ("1990-05", "1990-05-12"),
    ("--05-12", "1990-05-12"),
]


@pytest.mark.parametrize(("part", "whole"), PARTS)
@pytest.mark.parametrize("name", ["birthday", "met_on", "connected_on"])
@pytest.mark.parametrize("mode", [FILL, UPDATE])
def test_the_whole_day_fills_a_part_of_it(part, whole, name, mode):
    one, other = (ContactDraft(full_name="Ana", **{name: day}) for day in (part, whole))
    filled = compare(one, other, frozenset(), mode)
    assert (filled.columns, filled.more.extras) == ({name: whole}, [])
    back = compare(other, one, frozenset(), mode)
    assert back.changes == ()
    by_hand = compare(one, other, frozenset({name}), mode)
    assert (by_hand.columns, by_hand.more.extras) == ({}, [])


def test_a_click_on_a_network_is_no_day_of_meeting():
    known = ContactDraft(full_name="Ana", met_on="2023", met_via="meetup")
    new = ContactDraft(full_name="Ana", met_on="2023-11-02", met_via="linkedin_add")
    new.connected_on = "2023-11-02"
    assert compare(known, new, frozenset(), FILL).columns == {"connected_on": "2023-11-02"}


def test_another_day_is_no_part():
    for part, whole in (("1990", "1991-05"), ("--05-12", "1990-05-13"), ("1990-05", "1990-06-01")):
        known, new = (ContactDraft(full_name="Ana", birthday=day) for day in (part, whole))
        assert compare(known, new, frozenset(), FILL).columns == {}
        assert compare(known, new, frozenset(), UPDATE).columns == {"birthday": whole}


# -- names that are none

STAND_INS = [
    {"full_name": "ana@x.example"},
    {"full_name": "ANA@x.example", "name": NameParts(given="ANA@x.example")},
    {"full_name": "+385 91 123 4567"},
    {"full_name": "00385911234567"},
    {"full_name": "@ana.k"},
    {"full_name": "Acme", "guessed": {"full_name"}},
]
REACH = [
    Method("email", "ana@x.example"),
    Method("phone", "+385911234567"),
    Method("messenger", "@ana.k", service="Telegram"),
]


@pytest.mark.parametrize("mode", [FILL, UPDATE])
@pytest.mark.parametrize("what", STAND_INS)
def test_a_stand_in_never_replaces_a_name(what, mode):
    known = ContactDraft(full_name="Ana Kov", name=NameParts(given="Ana"), methods=REACH)
    if what["full_name"].startswith("00"):
        known.methods, what = [], {**what, "full_name": "+385 91 123-4567"}
    new = ContactDraft(**what, methods=REACH)
    delta = compare(known, new, frozenset(), mode)
    assert set(delta.changes) <= {"methods"}


@pytest.mark.parametrize("mode", [FILL, UPDATE])
@pytest.mark.parametrize("what", [one for one in STAND_INS if "00" not in one["full_name"]])
def test_a_name_replaces_a_stand_in_of_the_journal(what, mode):
    if "guessed" in what:
        return  # what was guessed is only known of a file
    known = ContactDraft(**what, methods=REACH)
    for parts in (NameParts(), NameParts(given="Ana", family="Kov")):
        guessed = set() if parts else {"name"}
        new = ContactDraft(full_name="Ana Kov", name=parts, guessed=guessed)
        delta = compare(known, new, frozenset(), mode)
        assert delta.columns["full_name"] == "Ana Kov"
        assert "nicknames" not in delta.columns
        after = replace(known, name=replace(known.name))
        absorb(after, delta)
        assert compare(after, new, frozenset(), mode).changes == ()
    assert "full_name" not in compare(known, new, frozenset({"full_name"}), mode).columns


def test_a_stand_in_is_known_by_what_the_file_brings():
    known = ContactDraft(full_name="@ana.k")
    new = ContactDraft(full_name="Ana Kov", methods=REACH)
    delta = compare(known, new, frozenset(), FILL)
    assert delta.columns["full_name"] == "Ana Kov"
    absorb(known, delta)
    assert compare(known, new, frozenset(), FILL).changes == ()


@pytest.mark.parametrize("mode", [FILL, UPDATE])
def test_blanks_are_no_name(mode):
    known = ContactDraft(full_name="@ana.k", methods=REACH)
    assert not compare(known, ContactDraft(full_name=" "), frozenset(), mode).changes


def test_a_name_that_was_not_taken_where_the_file_wins_is_kept():
    known = ContactDraft(full_name="Ana Kov", name=NameParts(given="Ana", family="Kov"))
    new = ContactDraft(full_name="Ana Meier", guessed={"name"})
    assert compare(known, new, frozenset(), UPDATE).columns == {"nicknames": ["Ana Meier"]}


# -- labels, services, kinds and pictures


def reach(label="", service="", value="+385 91 123 4567", kind="phone"):
    return ContactDraft(full_name="Ana", methods=[Method(kind, value, label, service=service)])


@pytest.mark.parametrize(
    ("there", "comes", "filled", "updated", "extras"),
    [
        ("", "summer house", "summer house", "summer house", []),
        ("mobile", "summer house", "mobile", "summer house", ["summer house"]),
        ("summer house", "Mobile", "summer house", "Mobile", []),
        ("summer house", "", "summer house", "summer house", []),
        ("work", "Work", "work", "work", []),
        ("work", "home fax", "work", "home fax", []),
    ],
)
def test_labels_of_what_is_known(there, comes, filled, updated, extras):
    for mode, label in ((FILL, filled), (UPDATE, updated)):
        known, new = reach(there), reach(comes, value="+385911234567")
        delta = compare(known, new, frozenset(), mode)
        absorb(known, delta)
        assert known.methods == [Method("phone", "+385 91 123 4567", label)]
        kept = [f"+385 91 123 4567: {one}" for one in extras] if mode == FILL else []
        assert [one.value for one in known.extras] == kept
        assert compare(known, new, frozenset(), mode).changes == ()
        by_hand = compare(reach(there), new, frozenset({"methods"}), mode)
        assert (by_hand.reach, by_hand.more.methods) == ([], [])


@pytest.mark.parametrize("mode", [FILL, UPDATE])
@pytest.mark.parametrize("there", [[], [""], ["mobile"], ["work"], ["summer house"]])
def test_a_number_that_a_file_has_twice_keeps_a_label(there, mode):
    known = ContactDraft(full_name="Ana", methods=[reach(label).methods[0] for label in there])
    new = ContactDraft(full_name="Ana")
    new.methods = [reach(label).methods[0] for label in ("mobile", "work", "summer house")]
    absorb(known, compare(known, new, frozenset(), mode))
    words = [known.methods[0].label, *(one.value for one in known.extras)]
    assert any("summer house" in text for text in words)
    assert compare(known, new, frozenset(), mode).changes == ()


def test_a_label_is_filled_in_the_journal(bring):
    bring(card("EMAIL:b@x.example", "IMPP:ana.k"))
    bring(card("EMAIL;TYPE=work:b@x.example", "IMPP;X-SERVICE-TYPE=Telegram:ana.k"))
    rows = db.execute_sql("SELECT value, label, service FROM contact_method ORDER BY position")
    assert rows.fetchall() == [
        ("ana@x.example", "", ""),
        ("b@x.example", "work", ""),
        ("ana.k", "", "Telegram"),
    ]


def test_a_handle_of_two_services_stays_two():
    known = reach(kind="messenger", value="ana.k")
    new = reach("", "Telegram", "ana.k", "messenger")
    new.methods += [Method("messenger", "@Ana.K", service="Signal"), *known.methods]
    absorb(known, compare(known, new, frozenset(), FILL))
    assert [one.service for one in known.methods] == ["Telegram", "Signal"]


def test_a_number_without_its_plus_is_the_same():
    for value in ("385911234567", "+385 91 123-4567"):
        assert compare(reach(), reach(value=value), frozenset(), UPDATE).changes == ()
    assert compare(reach(), reach(value="91 123 4567"), frozenset(), FILL).changes == ("methods",)


def test_a_kind_that_loses_is_kept(bring):
    bring(card("TITLE:Baker"))
    bring(card("TITLE:Baker", "X-ABShowAs:COMPANY"))
    assert kept() == [("Other kind", "organisation")]
    known = ContactDraft(full_name="Ana", note="x")
    new = ContactDraft(full_name="Ana", kind="organisation")
    delta = compare(known, new, frozenset(), FILL)
    assert delta.more.extras == [Extra("kept", "Other kind", "organisation")]
    absorb(known, delta)
    assert compare(known, new, frozenset(), FILL).changes == ()
    assert compare(new, known, frozenset(), FILL).columns == {"note": "x"}
    assert compare(known, new, frozenset(), UPDATE).columns == {"kind": "organisation"}


PICTURES = [
    "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
]
OTHER_PICTURE = "Other pictures in the file; those of the journal stay: 1."


def test_a_picture_that_loses_is_told(bring):
    assert bring(card(PICTURES[0])).warnings == ()
    for _ in range(2):
        report = bring(card(PICTURES[1], "TITLE:Baker"))
        assert [str(one.message) for one in report.warnings] == [OTHER_PICTURE]
    assert bring(card(PICTURES[1]), on_match=UPDATE).warnings == ()
    assert bring(card(PICTURES[1]), on_match=UPDATE).warnings == ()


def picture():
    rows = db.execute_sql("SELECT p.data FROM contact c LEFT JOIN photo p ON p.id = c.photo_id")
    return rows.fetchone()[0]


def test_a_picture_chosen_or_taken_away_by_hand_stays(bring, journal):
    bring(card(PICTURES[0]))
    for chosen in (b"mine", b""):
        with journal.edit("Picture"):
            contacts.set_photo(1, chosen, "image/png")
        for mode in (FILL, UPDATE):
            for cards in (PICTURES[1], PICTURES[0]):
                bring(card(cards), on_match=mode)
                assert (picture() or b"") == chosen
    assert db.execute_sql("SELECT edited_fields FROM contact").fetchone() == ('["photo"]',)
