"""How query words may go on: what is in the journal, as it has to be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.services.finding.query import parse
from netjournal.services.finding.query_suggest import suggest
from netjournal.services.people import contacts
from netjournal.services.people.contacts import AddressForm, AffiliationForm, ContactFilter
from tests.builders import TODAY, contact


@pytest.fixture
def known(journal):
    with journal.edit("fill"):
        for name, town in (("Ana", "Berlin"), ("Ben", "Berlin"), ("Chi", "New York")):
            contact(
                name,
                addresses=[AddressForm(locality=town)],
                circles=["Choir", "Code for Good"],
                interests=["Rust", "rowing"],
                skills=["baking"],
                affiliations=[AffiliationForm("Kite")],
                met_on="2025-03",
            )
    return journal


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("circle:", ["Choir", '"Code for Good"']),
        ("circle:good", ['"Code for Good"']),
        ('circle:"code f', ['"Code for Good"']),
        ("ana in:", ["Berlin", '"New York"']),
        ("in:york", ['"New York"']),
        ("in:Berlin,n", ['"New York"']),
        ("in:Berlin", []),  # there already
        ("-likes:r", ["rowing", "Rust"]),
        ("good:b", ["baking"]),
        ("at:k", ["Kite"]),
        ("has:ne", ["need"]),
        ("strength:f", ["fading"]),
        ("rhythm:", ["often", "regular", "now-and-then", "yearly", "none", "paused", "never"]),
        ("via:car", ["career-fair"]),
        ("last:>9", [">90d"]),
        ("met:", ["2025", "never"]),
        ("ana", []),
        ("name:ana", []),
        ("nothing:", []),
        ("circle: ", []),
        ("", []),
    ],
)
def test_what_is_offered(known, text, values):
    assert sorted(suggest(text).values, key=str.lower) == sorted(values, key=str.lower)


@pytest.mark.parametrize("key", ["circle", "in", "likes", "good", "at", "has", "via", "last"])
def test_what_is_offered_is_understood(known, key):
    for value in suggest(f"{key}:").values:
        (term,) = parse(f"{key}:{value}", TODAY).terms
        assert term.key == key
        contacts.find_ids(ContactFilter(text=f"{key}:{value}"), "name", TODAY)


@given(st.text(max_size=30), st.sampled_from(["in:", "circle:", "has:", 'at:"', "-likes:a,", ""]))
def test_no_text_fails(known, text, key):
    found = suggest(text + key)
    assert 0 <= found.start <= len(text + key)
