"""Who is who: keys, names that can be one person's, and phone numbers in two ways of parsing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.folding import fold
from netjournal.services import normalise
from netjournal.services.interchange.import_match import external_key, same_person
from netjournal.services.interchange.phone_keys import phone_key


@pytest.mark.parametrize(
    ("one", "other", "one_person"),
    [
        ("Ana Kovač", "Kovač, Ana", True),
        ("Ana Kovač", "Dr. Ana Maria Kovač, PhD ✔", True),
        ("A. Kovač", "Ana Kovač", True),
        ("Jonathan Smith", "Jon Smith", True),
        ("Jonathon Smith", "Jonathan Smith", True),
        ("Ana Kovač", "", True),
        ("Ana Kovač", "Bernd Kovač", False),
        ("Ana Kovač", "Bernd Meier", False),
        ("Ann Lee", "Ian Lee", False),
    ],
)
def test_names_beside_a_shared_address(one, other, one_person):
    for a, b in ((one, other), (other, one)):
        assert same_person(fold(a), fold(b), personal=False) == one_person


def test_an_own_mailbox_outlives_surnames_and_scripts():
    for one, other in (("Ana Kovač", "Ana Meier"), ("Olena Shevchuk", "Олена Шевчук")):
        assert same_person(fold(one), fold(other), personal=True)
        assert not same_person(fold(one), fold(other), personal=False)


def test_profile_links_are_compared_without_their_trimmings():
    keys = {
        external_key("linkedin", text)
        for text in (
            "https://www.linkedin.com/in/ana-k",
            "http://linkedin.com/in/Ana-K/de?x=1",
            "linkedin.com/in/ana-k/",
        )
    }
    assert keys == {"linkedin.com/in/ana-k"}
    assert external_key("hubspot", "7") != external_key("salesforce", "7")


CODES = ["1", "7", "20", "33", "39", "44", "49", "52", "54", "55", "86", "353", "370", "972", "999"]
SEPARATORS = st.sampled_from(["", " ", "-", ".", "/", " (0)"])


@given(st.sampled_from(CODES), st.text("0123456789", min_size=1, max_size=18), SEPARATORS)
def test_the_short_way_gives_what_the_parser_gives(code, national, separator):
    parts = [national[i : i + 3] for i in range(0, len(national), 3)]
    value = f"+{code}{separator}" + separator.replace("(0)", "").join(parts)
    assert phone_key(value, "") == normalise.phone(value)


@pytest.mark.parametrize(
    "value", ["030 23125", "+49 30 23125 ext. 7", "tel 112", "", "+", "+0 1234567"]
)
def test_other_numbers_go_to_the_parser(value):
    assert phone_key(value, "DE") == normalise.phone(value, "DE")
