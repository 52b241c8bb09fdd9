"""Needs, and who may know how."""

import pytest

from netjournal.services.giving import helping, match_near, match_words, matching
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def people(journal):
    with journal.edit("fill"):
        found = {
            "priya": contact("Priya", skills=["hiring"]),
            "sam": contact("Sam", skills=["embedded Rust"], interests=["bird ringing"]),
            "ana": contact("Ana", skills=["Rust"]),
            "ben": contact("Ben", interests=["Rust", "Lisbon"]),
            "lena": contact("Lena", skills=["Teaching", "flats"]),
        }
        for ago in (1, 9, 20):
            interaction(found["ben"], ago=ago)
    return found


def helped(text, owner=0):
    found = matching.helpers([(1, owner, text)], TODAY).get(1, [])
    return [(helper.full_name, helper.topic) for helper in found]


@pytest.mark.parametrize(
    ("need", "found"),
    [
        (
            "a contractor for embedded Rust",
            [("Sam", "embedded Rust"), ("Ana", "Rust")],  # two can, so nobody who only likes it
        ),
        (
            "a partner for embedded Rust",
            [("Sam", "embedded Rust"), ("Ana", "Rust"), ("Ben", "Rust")],
        ),
        ("A FLAT in Lisbon", [("Lena", "flats"), ("Ben", "Lisbon")]),
        ("someone for teaching", [("Lena", "Teaching")]),
        ("embedded controllers", []),
        ("help", []),
        ("", []),
    ],
)
def test_helpers_best_first(people, need, found):
    assert helped(need) == found


def test_nobody_helps_themselves_and_the_trash_helps_nobody(people, journal):
    assert ("Ana", "Rust") not in helped("Rust", people["ana"])
    with journal.edit("file away"):
        contacts.trash([people["sam"]])
        contacts.archive([people["ben"]])
    assert helped("embedded Rust") == [("Ana", "Rust")]


def test_open_needs_newest_first(people, journal):
    with journal.edit("needs"):
        old = helping.note_need(people["priya"], "Rust", TODAY - 30)
        helping.note_need(people["priya"], "nobody knows this", TODAY)
        solved = helping.note_need(people["priya"], "Rust", TODAY)
        helping.set_need_state(solved, "solved", TODAY)
        interaction(people["sam"], need="Rust lessons")
    found = matching.matches(TODAY)
    assert [(match.full_name, match.need) for match in found] == [
        ("Sam", "Rust lessons"),
        ("Priya", "Rust"),
    ]
    assert found[1].need_id == old
    assert [helper.full_name for helper in found[1].helpers] == ["Ana", "Ben"]
    assert len(matching.matches(TODAY, 1)) == 1


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("flats", "flat"),
        ("climbing", "climb"),
        ("parties", "party"),
        ("glass", "glass"),
        ("as", "as"),
    ],
)
def test_stems(word, stem):
    assert match_words.stem(word) == stem


@pytest.mark.parametrize(
    ("need", "field", "not_about"),
    [
        ("somewhere to sleep over for two guests", "hosting", "sleep"),
        ("a flat tyre", "bike-repair", "housing"),
        ("he is exhausted", "mental-health", "cars"),
        ("my mother-in-law comes to stay", "", "law"),
    ],
)
def test_phrases_and_forms_mean_one_thing(need, field, not_about):
    fields = match_words.need(need).fields
    assert not field or field in fields
    assert not_about not in fields


@pytest.mark.parametrize("file", ["english.txt", "everyday.txt"])
def test_the_list_of_fields_says_what_it_means(file):
    for name, _, entries in match_words._lines(file):
        for entry in entries:
            said = match_words.words(entry.strip().lstrip("<"))
            assert len(said) <= 3, f"{name}: {entry} has too many words"
            assert entry.strip(), f"{name}: a comma too many"


def test_the_other_lists_speak_of_fields_of_the_first():
    fields = {name for name, *_ in match_words._lines("english.txt")}
    assert {name for name, *_ in match_words._lines("everyday.txt")} <= fields
    near = match_near._near()
    assert {*near, *(other for some in near.values() for other in some)} <= fields
    assert all(name not in others for name, others in near.items())


def test_who_knows_the_next_field_is_asked_when_nobody_knows_the_field(journal):
    with journal.edit("fill"):
        contact("Nora", skills=["family medicine"])
        contact("Olaf", headline="Roofer")
    assert helped("a toothache") == [("Nora", "family medicine")]
    with journal.edit("fill"):
        contact("Petra", headline="Dentist")
    assert helped("a toothache") == [("Petra", "Dentist")]


def test_words_of_troubles_count_in_the_form_they_have():
    assert "cars" in match_words.need("the dashboard light is on").fields
    assert "bread" not in match_words.need("how do I start again").fields


def test_who_answers_more_of_a_need_comes_first(journal):
    with journal.edit("fill"):
        contact("Gina", headline="Gardener", skills=["gardens"])
        contact("Stefan", skills=["stone walls", "gardens"])
    assert helped("a stone wall in the garden")[0][0] == "Stefan"
