"""What a record changes: comparing twice finds nothing, whatever the two are."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from netjournal.services.interchange.import_compare import FILL, UPDATE, absorb, compare, details

WORDS = st.sampled_from(["", "Ana", "ana", "Łódź", "a@b.example", "+49 30 23125 001", "1990", "x"])
LISTS = {
    "methods": st.builds(
        Method, st.sampled_from(["email", "phone", "url", "messenger"]), WORDS, WORDS
    ),
    "addresses": st.builds(Address, street=WORDS, locality=WORDS, formatted=WORDS),
    "dates": st.builds(ImportantDate, WORDS, WORDS),
    "affiliations": st.builds(Affiliation, WORDS, WORDS, WORDS),
    "relations": st.builds(Relation, WORDS, WORDS),
    "nicknames": WORDS,
    "tags": WORDS,
    "interests": WORDS,
    "skills": WORDS,
    "needs": WORDS,
    "external_ids": st.tuples(st.sampled_from(["linkedin", "x"]), WORDS),
    "extras": st.builds(Extra, st.just("csv"), WORDS, WORDS),
}
DRAFTS = st.builds(
    ContactDraft,
    full_name=WORDS,
    name=st.builds(NameParts, given=WORDS, family=WORDS),
    headline=WORDS,
    birthday=WORDS,
    note=WORDS,
    met_on=WORDS,
    met_via=WORDS,
    met_place=WORDS,
    met_event=WORDS,
    deceased=st.booleans(),
    guessed=st.sampled_from([set(), {"name"}]),
    photo=st.sampled_from([None, Photo(b"1", "image/png"), Photo(b"2", "image/png")]),
    **{name: st.lists(entry, max_size=3) for name, entry in LISTS.items()},
)
HANDS = st.frozensets(st.sampled_from(["note", "birthday", "methods", "circles", "affiliations"]))


@given(DRAFTS, DRAFTS, HANDS, st.sampled_from([FILL, UPDATE]))
def test_the_second_time_nothing_is_new(known, new, edited, mode):
    before = copy.deepcopy(known)
    first = compare(known, new, edited, mode)
    absorb(known, first)
    assert compare(known, new, edited, mode).changes == ()
    if "note" in edited:
        assert known.note == before.note
    for name in LISTS:
        if name != "affiliations":
            kept = getattr(before, name)
            assert getattr(known, name)[: len(kept)] == kept  # nothing is lost


@given(DRAFTS)
def test_somebody_is_the_same_as_themselves(draft):
    for mode in (FILL, UPDATE):
        assert compare(copy.deepcopy(draft), draft, frozenset(), mode).changes == ()


def test_blanks_are_filled_and_values_stay():
    known = ContactDraft(full_name="Ana", note="mine")
    new = ContactDraft(full_name="Ana B", note="theirs", headline="CTO", deceased=True)
    assert compare(known, new, frozenset(), FILL).columns == {"headline": "CTO", "deceased": 1}
    update = compare(known, new, frozenset(), UPDATE).columns
    assert update == {"full_name": "Ana B", "note": "theirs", "headline": "CTO", "deceased": 1}


def test_a_guessed_name_never_replaces_one():
    new = ContactDraft(full_name="B Ana", name=NameParts(given="B"), guessed={"name"})
    assert compare(ContactDraft(full_name="Ana B"), new, frozenset(), UPDATE).columns == {}


def test_a_whole_name_is_no_given_name():
    new = ContactDraft(full_name="Ana B", name=NameParts(given="Ana B"))
    assert compare(ContactDraft(full_name="Ana B"), new, frozenset(), FILL).columns == {}


def test_a_click_adds_nothing_to_how_we_met():
    known = ContactDraft(full_name="Ana", met_place="Lake")
    new = ContactDraft(full_name="Ana", met_via="linkedin_add", connected_on="2024-01-02")
    assert compare(known, new, frozenset(), FILL).columns == {"connected_on": "2024-01-02"}


@pytest.mark.parametrize(
    ("there", "comes", "fills", "adds"),
    [
        (Affiliation("Acme"), Affiliation("ACME", "CTO"), [(0, Affiliation("Acme", "CTO"))], 0),
        (Affiliation("Acme", "CTO"), Affiliation("Acme"), [], 0),
        (Affiliation("Acme", "CTO"), Affiliation("Acme", "CEO"), [], 1),
        (Affiliation("Acme", "CTO"), Affiliation("Umbra", "CTO"), [], 1),
    ],
)
def test_places_of_work(there, comes, fills, adds):
    known = ContactDraft(affiliations=[there])
    delta = compare(known, ContactDraft(affiliations=[comes]), frozenset(), FILL)
    assert (delta.fills, len(delta.more.affiliations)) == (fills, adds)


def test_hand_edited_ways_to_reach_gain_new_kinds_only():
    known = ContactDraft(methods=[Method("email", "a@b.example")])
    new = ContactDraft(methods=[Method("email", "c@d.example"), Method("phone", "+49302312500")])
    delta = compare(known, new, frozenset({"methods"}), UPDATE)
    assert [one.kind for one in delta.more.methods] == ["phone"]


def test_details():
    assert not details(ContactDraft(full_name="Ana", name=NameParts(given="Ana")))
    assert details(ContactDraft(full_name="Ana", birthday="1990"))
    assert details(ContactDraft(full_name="Ana", tags=["x"]))
