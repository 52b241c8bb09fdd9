"""What a record changes: comparing twice finds nothing, whatever the two are."""

from __future__ import annotations

import copy
import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.folding import fold
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
from netjournal.services.interchange.import_compare import (
    FILL,
    UPDATE,
    absorb,
    compare,
    details,
    texts_of,
)
from netjournal.services.interchange.import_methods import OTHER_LABEL

WORDS = st.sampled_from(["", "Ana", "ana", "Łódź", "a@b.example", "+49 30 23125 001", "1990", "x"])
DAYS = st.sampled_from(["", "", "1990", "1990-05", "1990-06", "1991", "1992-01-02"])
NAMES = st.sampled_from(["", "Ana", "ANA", "A.", "Maria", "Kovac", "Kovač", "Dr.", "Ana Kovac"])
LISTS = {
    "methods": st.builds(
        Method,
        st.sampled_from(["email", "phone", "url", "messenger"]),
        WORDS,
        WORDS,
        service=st.sampled_from(["", "skype", "Skype", "telegram"]),
    ),
    "addresses": st.builds(Address, street=WORDS, locality=WORDS, formatted=WORDS),
    "dates": st.builds(ImportantDate, WORDS, WORDS),
    "affiliations": st.builds(Affiliation, WORDS, WORDS, WORDS, DAYS, DAYS),
    "relations": st.builds(Relation, WORDS, WORDS),
    "nicknames": WORDS,
    "tags": WORDS,
    "interests": WORDS,
    "skills": WORDS,
    "needs": WORDS,
    "external_ids": st.tuples(st.sampled_from(["linkedin", "x"]), WORDS),
    "extras": st.one_of(
        st.builds(Extra, st.just("csv"), WORDS, WORDS),
        st.builds(Extra, st.just("kept"), st.sampled_from(["Other name", "Also met at"]), NAMES),
    ),
}
DRAFTS = st.builds(
    ContactDraft,
    full_name=st.lists(NAMES, max_size=3).map(" ".join),
    name=st.builds(NameParts, NAMES, NAMES, NAMES, NAMES, NAMES),
    headline=WORDS,
    birthday=WORDS,
    note=WORDS,
    met_on=DAYS,
    met_via=st.sampled_from(["", "meetup", "work", "linkedin_add"]),
    met_through=NAMES,
    met_place=WORDS,
    met_story=WORDS,
    met_event=WORDS,
    connected_on=DAYS,
    kind=st.sampled_from(["person", "organisation"]),
    deceased=st.booleans(),
    guessed=st.sampled_from([set(), {"name"}, {"full_name"}]),
    photo=st.sampled_from([None, Photo(b"1", "image/png"), Photo(b"2", "image/png")]),
    **{name: st.lists(entry, max_size=3) for name, entry in LISTS.items()},
)
EDITABLE = ["note", "birthday", "methods", "circles", "affiliations", "full_name", "family_name"]
EDITABLE += ["nicknames", "met_story", "met_event_id", "extras"]
HANDS = st.frozensets(st.sampled_from(EDITABLE))


@given(DRAFTS, DRAFTS, HANDS, st.sampled_from([FILL, UPDATE]))
def test_the_second_time_nothing_is_new(known, new, edited, mode):
    before = copy.deepcopy(known)
    first = compare(known, new, edited, mode)
    absorb(known, first)
    assert compare(known, new, edited, mode).changes == ()
    for name in ("note", "full_name", "nicknames", "met_story", "extras"):
        if name in edited:
            assert getattr(known, name) == getattr(before, name)
    assert all(map(partial(goes_on, mode), before.methods, known.methods))
    for name in LISTS:
        if name not in ("affiliations", "methods"):
            kept = getattr(before, name)
            assert getattr(known, name)[: len(kept)] == kept  # nothing is lost


def goes_on(mode, old, now):
    """Say whether a way of reaching somebody is what it was, but for blanks; a file may win."""
    old.label = old.label if mode == FILL and old.label else now.label
    old.service = old.service or now.service
    return old == now


def words(*texts):
    folded = (unicodedata.normalize("NFC", text.casefold()) for text in texts)
    return {word.strip(".,") for text in folded for word in text.split()}


@given(DRAFTS, DRAFTS)
def test_filling_loses_no_text_of_a_file(known, new):
    """Slow and plain: each word of the file is somewhere in the journal, or is a shortening,
    or lacks accents.

    A guessed name and the click on a network are no texts of the file.
    """
    absorb(known, compare(known, new, frozenset(), FILL))
    there = words(*every_text(known), *map(fold, every_text(known)))
    new.name = NameParts() if "name" in new.guessed else new.name
    new.full_name = "" if "full_name" in new.guessed else new.full_name
    if new.met_via == "linkedin_add":
        new.met_via = new.met_on = ""
    lost = words(*every_text(new)) - there
    assert {
        word for word in lost if not (len(word) == 1 and word[:1] in {w[:1] for w in there})
    } <= {day for day in lost if any(other.startswith(f"{day}-") for other in there)}


@given(DRAFTS)
def test_nothing_is_kept_beside_what_is_taken(new):
    new.guessed = set()
    known = ContactDraft(full_name=new.full_name, name=copy.copy(new.name))
    delta = compare(known, new, frozenset(), FILL)
    beside = [one for one in delta.more.extras if one.name != OTHER_LABEL]  # of one number twice
    assert all(one in new.extras for one in beside)
    assert set(delta.columns.get("nicknames", [])) <= set(new.nicknames)


def every_text(draft):
    yield from texts_of(draft)
    yield from draft.nicknames
    yield draft.met_event
    reach = [one for one in draft.methods if one.value]  # a label of nothing is none
    yield from (one.service for one in reach if one.kind == "messenger")
    yield from (text for one in reach for text in (one.value, one.label))
    for name in ("affiliations", "extras"):
        for one in getattr(draft, name):
            yield from (getattr(one, key) for key in KEYS[name])


KEYS = {
    "affiliations": Affiliation.__slots__,
    "extras": ("name", "value"),
}


@given(DRAFTS)
def test_somebody_is_the_same_as_themselves(draft):
    for mode in (FILL, UPDATE):
        assert compare(copy.deepcopy(draft), draft, frozenset(), mode).changes == ()


def test_blanks_are_filled_and_values_stay():
    known = ContactDraft(full_name="Ana", note="mine")
    new = ContactDraft(full_name="Ana B", note="theirs", headline="CTO", deceased=True)
    delta = compare(known, new, frozenset(), FILL)
    assert delta.columns == {"headline": "CTO", "deceased": 1, "nicknames": ["Ana B"]}
    assert [(one.name, one.value) for one in delta.more.extras] == [("Other note", "theirs")]
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
    assert compare(known, new, frozenset(), FILL).changes == ("connected_on",)
    known, new.met_on = ContactDraft(full_name="Ana", met_on="2015"), "2024-01-02"
    assert compare(known, new, frozenset(), FILL).changes == ("connected_on",)


def work(started, ended=""):
    return Affiliation("Acme", "CTO", "", started, ended)


@pytest.mark.parametrize(
    ("there", "comes", "fills", "adds"),
    [
        (Affiliation("Acme"), Affiliation("ACME", "CTO"), [(0, Affiliation("Acme", "CTO"))], 0),
        (Affiliation("Acme", "CTO"), Affiliation("Acme"), [], 0),
        (Affiliation("Acme", "CTO"), Affiliation("Acme", "CEO"), [], 1),
        (Affiliation("Acme", "CTO"), Affiliation("Umbra", "CTO"), [], 1),
        (Affiliation("Acme"), Affiliation(department="Research"), [], 1),
        (Affiliation("Acme"), Affiliation(started="2010"), [], 1),
        (work("2010", "2012"), work("2015", "2020"), [], 1),
        (work("2010", "2012"), work("2010"), [], 0),
        (work("2010", "2012"), work("2010-03"), [(0, work("2010-03", "2012"))], 0),
        (work("2010-03", "2012"), work("2010", "2012"), [], 0),
        (work("2015"), work("", "2012"), [], 1),
        (work("2010"), work("", "2012"), [(0, work("2010", "2012"))], 0),
    ],
)
def test_places_of_work(there, comes, fills, adds):
    known = ContactDraft(affiliations=[there])
    delta = compare(known, ContactDraft(affiliations=[comes]), frozenset(), FILL)
    assert (delta.fills, len(delta.more.affiliations)) == (fills, adds)


@pytest.mark.parametrize(
    ("there", "comes", "adds"),
    [
        ("skype", "telegram", 1),
        ("skype", "Skype", 0),
        ("skype", "", 0),
        ("", "telegram", 0),
    ],
)
def test_one_handle_in_two_places(there, comes, adds):
    known = ContactDraft(methods=[Method("messenger", "ana.k", service=there)])
    new = ContactDraft(methods=[Method("messenger", "@Ana.k", service=comes)] * 2)
    assert len(compare(known, new, frozenset(), FILL).more.methods) == adds


def test_hand_edited_ways_to_reach_gain_new_kinds_only():
    known = ContactDraft(methods=[Method("email", "a@b.example")])
    new = ContactDraft(methods=[Method("email", "c@d.example"), Method("phone", "+49302312500")])
    delta = compare(known, new, frozenset({"methods"}), UPDATE)
    assert [one.kind for one in delta.more.methods] == ["phone"]


def test_details():
    assert not details(ContactDraft(full_name="Ana", name=NameParts(given="Ana")))
    assert details(ContactDraft(full_name="Ana", birthday="1990"))
    assert details(ContactDraft(full_name="Ana", tags=["x"]))


def test_a_postal_code_without_its_noughts_is_the_same():
    known, new = (
        ContactDraft(addresses=[Address(street="Weg 1", locality="Dresden", postal_code=code)])
        for code in ("01067", "1067")
    )
    assert compare(known, new, frozenset(), FILL).changes == ()
    new.addresses[0].postal_code = "2067"
    assert compare(known, new, frozenset(), FILL).changes == ("addresses",)
