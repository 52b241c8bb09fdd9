"""Query words: what is one, what is plain text, and whom they find."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.folding import fold
from netjournal.models import to_day
from netjournal.models.handle import db
from netjournal.services import timeline
from netjournal.services.finding import people_found, query, search
from netjournal.services.finding.query import Query, Span, Term, parse
from netjournal.services.people import circles, contacts
from netjournal.services.people.contacts import (
    AddressForm,
    AffiliationForm,
    ContactFilter,
)
from tests.builders import TODAY, contact, event, interaction


def days(*parts):
    return to_day(date(*parts))


@pytest.mark.parametrize(
    ("text", "words", "terms"),
    [
        ("ana", "ana", []),
        ("in:Berlin", "", [Term("in", ("Berlin",))]),
        ("rust in:Berlin pilot", "rust pilot", [Term("in", ("Berlin",))]),
        ('in:"New York",Łódź', "", [Term("in", ("New York", "Łódź"))]),
        ("-circle:work", "", [Term("circle", ("work",), (), True)]),
        ("IN:berlin", "", [Term("in", ("berlin",))]),
        ("has:need", "", [Term("has", ("need",))]),
        ("via:linkedin", "", [Term("via", ("linkedin_add",))]),
        ("via:career-fair", "", [Term("via", ("career_fair",))]),
        ("strength:fading", "", [Term("strength", ("fading",))]),
        ("strength:close,inner", "", [Term("strength", ("close", "inner"))]),
        ("last:>90d", "", [Term("last", (), (Span(None, TODAY - 91),))]),
        ("last:<2w", "", [Term("last", (), (Span(TODAY - 13, None),))]),
        ("last:1m", "", [Term("last", (), (Span(TODAY - 30, None),))]),
        ("last:never", "", [Term("last", ("never",))]),
        ("last:today", "", [Term("last", (), (Span(TODAY, TODAY),))]),
        ("last:week", "", [Term("last", (), (Span(TODAY, TODAY),))]),
        ("met:2025", "", [Term("met", (), (Span(days(2025, 1, 1), days(2025, 12, 31)),))]),
        ("met:2025-02", "", [Term("met", (), (Span(days(2025, 2, 1), days(2025, 2, 28)),))]),
        ("met:>2024", "", [Term("met", (), (Span(days(2025, 1, 1), None),))]),
        ("met:<=2024-12", "", [Term("met", (), (Span(None, days(2024, 12, 31)),))]),
        ("met:9999 x", "met:9999 x", []),
        # while it is still being typed it asks for nothing
        ("ana last:", "ana", []),
        ("last:>9", "", []),
        ("in:", "", []),
        # and everything else is text
        ("last:soon", "last:soon", []),
        ("via:nowhere", "via:nowhere", []),
        ("has:money", "has:money", []),
        ("last: 90d", "last: 90d", []),
        ("http://example.org", "http://example.org", []),
        ("note:Berlin", "note:Berlin", []),
        ("(in:Berlin)", "(in:Berlin)", []),
        ('in:"Berlin', 'in:"Berlin', []),
        ("10:30", "10:30", []),
        ("met:2025-13", "met:2025-13", []),
    ],
)
def test_what_is_a_query_word(text, words, terms):
    assert parse(text, TODAY) == Query(words, tuple(terms))


KEYS = st.sampled_from([*query.KEYS, "x", "-in", "has"])
VALUES = st.sampled_from(
    [
        "Berlin",
        '"',
        "*",
        "need",
        ">90d",
        "<",
        "2025",
        "never",
        "''",
        "%",
        "(",
        "NEAR",
        "é",
        ",",
        "\0",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.tuples(KEYS, VALUES).map(":".join), max_size=4).map(" ".join),
    st.lists(st.one_of(KEYS, VALUES, st.just(":"), st.just(" ")), max_size=8).map("".join),
)


@pytest.fixture
def known(journal):
    """People to be found: name -> id."""
    berlin, york = AddressForm(locality="Berlin"), AddressForm(locality="New York", country="USA")
    with journal.edit("fill"):
        meetup = event("Rust Berlin", ago=400)
        who = {
            "Ana": contact(
                "Ana Kovač",
                email="ana@x.org",
                addresses=[berlin],
                interests=["embedded Rust"],
                skills=["baking"],
                circles=["Mentors"],
                met_via="meetup",
                met_on="2025",
                birthday="--05-12",
                rhythm_state="active",
                rhythm_ideal_days=21,
            ),
            "Ben": contact(
                "Ben Whitfield",
                addresses=[york],
                affiliations=[AffiliationForm("Northgate", "Recruiter")],
                circles=["Mentors and friends"],
                met_via="linkedin_add",
                met_on="2024-11-05",
                note="Berlin is where he would like to be",
            ),
            "Łu": contact("Łukasz Nowak", addresses=[AddressForm(locality="Łódź")], met_on=""),
            "Zoë": contact("Zoë Young", phone="+49 30 1", met_event_id=meetup, booster="yes"),
        }
        contacts.update(who["Ben"], with_(who["Ben"], met_through_id=who["Ana"]))
        circles.set_rhythm(circles.create("Mentors and friends"), 365, 548)
        for ago in (5, 40, 75):
            interaction(who["Ana"], ago=ago, summary="pilot")
        interaction(who["Ben"], ago=200, need="a flat", promise="send links")
        interaction(who["Zoë"], ago=2, kind="met", summary="choir")
    return who


def with_(contact_id, **fields):
    form = contacts.form(contact_id)
    for name, value in fields.items():
        setattr(form, name, value)
    return form


FOUND = [
    ("in:Berlin", "Ana"),
    ("in:berl", "Ana"),
    ("in:lodz", "Łu"),
    ('in:"new york"', "Ben"),
    ("in:york,łódź", "Ben Łu"),
    ("in:usa", "Ben"),
    ("-in:Berlin", "Ben Łu Zoë"),
    ("likes:rust", "Ana"),
    ("good:bak", "Ana"),
    ("likes:baking", ""),
    ("last:>90d", "Ben"),
    ("last:<2w", "Ana Zoë"),
    ("last:never", "Łu"),
    ("last:never,>90d", "Ben Łu"),
    ("via:meetup", "Ana"),
    ("via:linked", "Ben"),
    ("circle:mentors", "Ana"),
    ("circle:ment", "Ana Ben"),
    ("circle:friends", "Ben"),
    ("circle:nobody", ""),
    ("has:need", "Ben"),
    ("has:promise", "Ben"),
    ("has:email", "Ana"),
    ("has:phone", "Zoë"),
    ("has:birthday", "Ana"),
    ("has:note", "Ben"),
    ("has:booster", "Zoë"),
    ("has:rhythm", "Ana Ben"),
    ("has:introducer", "Ben"),
    ("-has:promise has:address", "Ana Łu"),
    ("met:2025", "Ana Zoë"),
    ("met:2024", "Ben"),
    ("met:2025-06", "Ana"),
    ("met:>2024", "Ana Zoë"),
    ("met:<2025", "Ben"),
    ("met:never", "Łu"),
    ("through:ana", "Ben"),
    ("at:north", "Ben"),
    ("name:ben", "Ben"),
    ("rhythm:often", "Ana"),
    ("rhythm:yearly", "Ben"),
    ("rhythm:none", "Łu Zoë"),
    ("strength:none", "Łu"),
    ("strength:fading", ""),
    ("-strength:none in:lodz", ""),
    ("in:Berlin likes:rust last:<90d via:meetup circle:mentors met:2025", "Ana"),
    ("berlin", "Ana Ben"),
    ("berlin -in:berlin", "Ben"),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_whom_query_words_find(known, text, names):
    found = contacts.find_ids(ContactFilter(text=text), "name", TODAY)
    assert {name for name, id_ in known.items() if id_ in found} == set(names.split())
    assert len(found) == len(names.split())


PAIRS = [one for one, _ in FOUND if " " not in one]


@pytest.mark.parametrize("many", [0, 3, 10_000])
@given(some=st.lists(st.sampled_from(PAIRS), min_size=1, max_size=3), nots=st.integers(0, 7))
def test_sets_in_memory_find_whom_sql_finds(known, monkeypatch, many, some, nots):
    monkeypatch.setattr(people_found, "_FEW", many)
    text = " ".join(
        f"-{one}" if nots >> at & 1 and ":" in one and one[0] != "-" else one
        for at, one in enumerate(some)
    )
    asked = parse(text, TODAY)
    where, values = search.of_contacts(asked)
    rows = db.execute_sql(
        "SELECT c.id FROM contact c WHERE c.trashed_at IS NULL AND c.archived_at IS NULL "
        f"{' '.join(f'AND {one}' for one in where)} ORDER BY c.sort_key, c.id",
        values,
    )
    assert list(people_found.found(asked, search.match(asked.words))) == [row[0] for row in rows]


def test_every_query_word_is_tried():
    tried = {term.key for text, _ in FOUND for term in parse(text, TODAY).terms}
    assert tried == set(query.KEYS.values()) - {"ask", "added"}


def test_who_came_lately(journal, known):
    here = to_day(date.today())
    assert len(contacts.find_ids(ContactFilter(text="added:today"), "name", here)) == 4
    assert not len(contacts.find_ids(ContactFilter(text="added:>1d"), "name", here))

    assert not len(contacts.find_ids(ContactFilter(text="added:never"), "name", here))


def test_the_timeline_of_those_people(known):
    def entries(text):
        return len(timeline.timeline_ids(timeline.TimelineFilter(text=text, today=TODAY)))

    assert entries("in:Berlin") == 3
    assert entries("-in:Berlin") == 2
    assert entries("in:Berlin pilot") == 3
    assert entries("in:Berlin choir") == 0
    assert entries("strength:none") == 0
    assert entries("last:<2w") == 4


@given(TEXTS)
def test_nothing_typed_ever_fails_or_goes_missing(known, text):
    asked = parse(text, TODAY)
    for sort in ("name", "recent"):
        contacts.find_ids(ContactFilter(text=text), sort, TODAY)
    timeline.timeline_ids(timeline.TimelineFilter(text=text, today=TODAY))
    rest = text.split()
    assert all(word in rest for word in asked.words.split() if ":" not in word or '"' not in text)
    if ":" not in text:
        assert asked == Query(" ".join(text.split()))


def test_very_many_alternatives(known):
    towns = ",".join(f"berlin{number}" for number in range(3_000))
    assert not len(contacts.find_ids(ContactFilter(text=f"in:{towns}"), "name", TODAY))
    many = " ".join(["in:berlin"] * 300)
    assert len(contacts.find_ids(ContactFilter(text=many), "name", TODAY)) == 0
    assert parse(many, TODAY).terms == (Term("in", ("berlin",)),) * query.MOST_TERMS


def test_words_are_compared_without_case_and_accents():
    assert fold("ŁÓDŹ") == "lodz"
    assert parse("ın:x", TODAY).terms == (Term("in", ("x",)),)
