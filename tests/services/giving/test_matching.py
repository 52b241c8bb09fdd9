"""Needs, and who may know how."""

import pytest

from netjournal.services.giving import (
    helping,
    match_fields,
    match_near,
    match_score,
    match_words,
    matching,
)
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
            [("Sam", "embedded Rust")],  # others answer less of it
        ),
        (
            "a partner for embedded Rust",
            [("Sam", "embedded Rust"), ("Ana", "Rust"), ("Ben", "Rust")],
        ),
        ("A FLAT in Lisbon", [("Lena", "flats")]),
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


@pytest.mark.parametrize(
    ("need", "asked", "beside"),
    [
        ("the roof leaks onto the piano", "roofs", "piano"),
        ("a stone wall in the garden is falling over", "masonry", "gardening"),
        ("bees in the chimney", "bees", "heating"),
        ("something for back pain, but no yoga please", "back-joints", "yoga"),
        ("we have no heating", "heating", ""),
        ("open a small café, has never run a business", "business", "running"),
        ("she runs every morning", "running", ""),
        ("wants to leave banking", "job-search", "personal-finance"),
        ("the neighbours are too loud, can somebody mediate?", "mediation", ""),
        ("the wedding is in June and we need a cake", "cakes", "weddings"),
        ("my back has hurt since I moved the sofa", "back-joints", "moving"),
        ("our web shop was attacked last night", "security", "web"),
        ("get the story into the local paper", "press", "fiction"),
        ("filling in the form for a benefit", "debt", "teeth"),
    ],
)
def test_what_is_asked_counts_more_than_what_stands_beside_it(need, asked, beside):
    fields = {name: weight for name, (weight, _) in match_words.need(need).fields.items()}
    assert fields[asked] > fields.get(beside, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("statist", "statistic", True),
        ("garden", "gardener", True),
        ("physio", "physic", False),
        ("cat", "caterer", False),
    ],
)
def test_words_of_one_origin(one, other, same):
    assert match_score.alike(one, other) is same
    assert match_score.alike(other, one) is same


def test_words_that_mean_something_only_together(journal):
    with journal.edit("fill"):
        contact("Dorota", skills=["sign language"])
        contact("Omar", skills=["contracts"])
    assert helped("has to sign something she does not understand") == []
    assert helped("a sign language course") == [("Dorota", "sign language")]


def test_a_printer_by_trade_is_no_machine(journal):
    with journal.edit("fill"):
        contact("Oleg", headline="Printer")
        contact("Tove", skills=["printers", "repairing laptops"])
    assert helped("the printer of my laptop jams")[0][0] == "Tove"
    assert "Oleg" not in dict(helped("the printer of my laptop jams"))
    assert helped("posters have to be printed")[0] == ("Oleg", "Printer")


def test_the_language_that_is_named_has_to_be_known(journal):
    with journal.edit("fill"):
        contact("Gustav", headline="Translator", skills=["Swedish"])
        contact("Ludmila", headline="Interpreter", skills=["Ukrainian"])
    assert [name for name, _ in helped("a translator for a letter from Kyiv")] == ["Ludmila"]
    assert {name for name, _ in helped("a translator for a letter from Lima")} == {"Gustav"}


def test_adjectives_do_not_break_a_phrase():
    assert "business" in match_words.need("open a small shop").fields
    assert "business" in match_words.need("open a shop").fields


def test_who_knows_of_the_circumstances_only_is_not_shown_beside_the_best(journal):
    with journal.edit("fill"):
        contact("Uwe", skills=["roofs"])
        contact("Charlotte", skills=["piano"])
        contact("Rolf", headline="Roofer")
    names = {name for name, _ in helped("the roof leaks onto the piano")}
    assert names == {"Uwe", "Rolf"}
    assert helped("a piano teacher")[0][0] == "Charlotte"


def test_who_likes_a_pastime_is_asked_beside_those_who_can(journal):
    with journal.edit("fill"):
        contact("Ada", skills=["choir"])
        contact("Bea", headline="Choir conductor")
        contact("Nadia", interests=["choir"])
        contact("Ulrike", headline="Veterinarian", skills=["dogs"])
        contact("Wilma", headline="Dog trainer")
        contact("Rita", interests=["dogs"])
    assert "Nadia" in dict(helped("two altos for a concert"))
    assert "Rita" not in dict(helped("the dog limps"))


def test_who_is_unemployed_is_not_asked_how_to_find_work(journal):
    with journal.edit("fill"):
        contact("Luca", headline="Unemployed")
        contact("Bianca", headline="Career coach")
    assert helped("unemployed and looking for a job") == [("Bianca", "Career coach")]


def test_people_of_whom_the_same_is_said_answer_a_need_as_well(journal):
    with journal.edit("fill"):
        for name in ("Ana", "Ben", "Cleo", "Dan"):
            contact(name, skills=["Rust"])
        contact("Eve", skills=["Rust", "embedded software"])
    found = matching.helpers([(1, 0, "Rust")], TODAY, each=10)[1]
    assert {helper.full_name for helper in found} == {"Ana", "Ben", "Cleo", "Dan", "Eve"}


@pytest.mark.parametrize("file", ["english.txt", "everyday.txt"])
def test_the_list_of_fields_says_what_it_means(file):
    for name, _, entries in match_fields.lines(file):
        for entry in entries:
            said = match_words.words(entry.strip().lstrip("<>"))
            assert len(said) <= 3, f"{name}: {entry} has too many words"
            assert entry.strip(), f"{name}: a comma too many"


def test_the_other_lists_speak_of_fields_of_the_first():
    fields = {name for name, *_ in match_fields.lines("english.txt")}
    assert {name for name, *_ in match_fields.lines("everyday.txt")} <= fields
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


def test_the_first_of_many_are_the_first_of_all(journal):
    """Only as many are put in order as are asked for."""
    with journal.edit("fill"):
        for number in range(12):
            one = contact(f"Person {number}", skills=["tenancy law"] if number % 3 else ["law"])
            for ago in range(number % 4):
                interaction(one, ago=ago + 1)
    asked = [(1, 0, "a lawyer for tenancy law"), (2, 0, "law")]
    everybody = matching.helpers(asked, TODAY, 100)
    assert len(everybody[1]) > 4
    for each in range(1, 13):
        some = matching.helpers(asked, TODAY, each)
        assert some == {need: best[:each] for need, best in everybody.items()}
