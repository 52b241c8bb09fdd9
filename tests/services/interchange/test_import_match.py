"""Who is who: keys, names that can be one person's, and phone numbers in two ways of parsing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services import normalise
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_alike import same_person
from netjournal.services.interchange.import_apply import apply
from netjournal.services.interchange.import_ids import external_key, is_unique
from netjournal.services.interchange.phone_keys import phone_key
from tests import builders
from tests.builders import TODAY
from tests.models.snapshot import assert_sound


@pytest.mark.parametrize(
    ("one", "other", "one_person"),
    [
        ("Ana Kovač", "Kovač, Ana", True),
        ("Ana Kovač", "Dr. Ana Maria Kovač, PhD ✔", True),
        ("A. Kovač", "Ana Kovač", True),
        ("Müller, Ana", "Ana Mueller", True),
        ("Anne-Marie Weber", "Annemarie Weber", True),
        ("Jonathan Smith", "Jon Smith", False),
        ("Jonathon Smith", "Jonathan Smith", False),
        ("Martin Novak", "Martina Novak", False),
        ("Rossi Mario", "Maria Rossi", False),
        ("Jo Smith", "Joe Smith", False),
        ("Ana Kovač", "", True),
        ("Ana Kovač", "Bernd Kovač", False),
        ("Ana Kovač", "Bernd Meier", False),
        ("Ann Lee", "Ian Lee", False),
    ],
)
def test_names_beside_a_shared_address(one, other, one_person):
    for a, b in ((one, other), (other, one)):
        assert same_person(fold(a), fold(b), personal=False) == one_person


@pytest.mark.parametrize("other", ["Jon Smith", "Jonathon Smith"])
def test_an_own_mailbox_tells_who_a_first_name_spelt_otherwise_is(other):
    assert same_person(fold("Jonathan Smith"), fold(other), personal=True)


SPELT = [
    *(("Mark", "Marc"), ("Katherine", "Catherine"), ("Erik", "Eric"), ("Philip", "Phillip")),
    *(("Müller", "Mueller"), ("Sara", "Sarah"), ("Dan", "Daniel"), ("Chris", "Christopher")),
]


@pytest.mark.parametrize(("one", "other"), SPELT)
def test_an_own_mailbox_tells_who_is_spelt_otherwise(one, other):
    for a, b in ((one, other), (other, one)):
        assert same_person(fold(f"{a} Ho"), fold(f"{b} Ho"), personal=True)


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


# -- cards


def card(name, *lines):
    text = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD"))
    return f"{text}\r\n"


@pytest.fixture
def bring(journal, tmp_path):
    """Import cards; return (action, why) of each, as planned."""

    def run(*cards, name="a.vcf"):
        path = tmp_path / name
        path.write_text("".join(cards), "utf-8")
        plan = importing.analyse(path)
        planned = [(row.action, row.why) for row in plan.rows]
        with journal.edit("Import", source="import") as edit:
            apply(plan, edit, TODAY)
        assert_sound(journal)
        return planned

    return run


def names():
    return [row[0] for row in db.execute_sql("SELECT full_name FROM contact ORDER BY id")]


LANDLINE = "TEL:+39 06 1234567"
COUPLES = [
    ("Maria Rossi", "Mario Rossi"),
    ("Martina Novak", "Martin Novak"),
    ("Paul Weber", "Paula Weber"),
]


@pytest.mark.parametrize(("one", "other"), COUPLES)
@pytest.mark.parametrize("shared", [LANDLINE, "EMAIL:info@home.example"])
def test_a_couple_on_one_landline_is_asked_about(bring, one, other, shared):
    bring(card(one, shared, "BDAY:1980-01-01"))
    why = "phone" if shared == LANDLINE else "e-mail"
    assert bring(card(other, shared, "TITLE:Plumber"), name="b.vcf") == [("doubtful", why)]
    assert names() == [one, other]
    # from then on each is found by the name
    again = bring(card(other, shared), card(one, shared), name="c.vcf")
    assert again == [("same", why)] * 2


@pytest.mark.parametrize(("one", "other"), COUPLES)
def test_a_couple_in_one_file_is_two_people(bring, one, other):
    found = bring(
        card(one, LANDLINE, "EMAIL:info@x.example"), card(other, LANDLINE, "EMAIL:info@x.example")
    )
    assert [action for action, _ in found] == ["add", "add"]
    assert names() == [one, other]


@pytest.mark.parametrize(
    ("evidence", "sure"),
    [
        ("BDAY:1980-01-02", True),
        ("BDAY:--01-02", True),
        ("EMAIL:jon@x.example", True),
        ("BDAY:1980", False),  # spouses often have that in common
        ("EMAIL:info@x.example", False),
        ("NOTE:1980-01-02", False),
    ],
)
def test_other_evidence_settles_a_first_name_spelt_otherwise(bring, evidence, sure):
    bring(card("Jon Smith", LANDLINE, evidence))
    ((action, _why),) = bring(card("Jonathan Smith", LANDLINE, evidence), name="b.vcf")
    assert (action != "doubtful") == sure


def test_a_mailbox_that_two_have_is_not_ones_own(journal, bring):
    with journal.edit("Add"):
        builders.contact("Eva Novak", email="we@home.example")
        builders.contact("Martin Novak", email="we@home.example")
    assert bring(card("Martina Novak", "EMAIL:we@home.example")) == [("doubtful", "e-mail")]


OTHERS = [
    *(("Martin Novak", "Martina Novak"), ("Tina Novak", "Nina Novak")),
    *(("Maria Novak", "Marta Novak"), ("Maria Novak", "Mario Novak")),
    *(("Julia Novak", "Julie Novak"), ("Joseph Novak", "Josephine Novak")),
    ("Mykola Shevchuk", "Олена Шевчук"),
]


@pytest.mark.parametrize(("one", "other"), OTHERS)
@pytest.mark.parametrize("shared", [["EMAIL:we.two@x.example"], [LANDLINE, "BDAY:1990-01-02"]])
def test_twins_and_couples_are_asked_about(bring, one, other, shared):
    bring(card(one, *shared))
    ((action, _why),) = bring(card(other, *shared), name="b.vcf")
    assert action == "doubtful"
    again = bring(card(other, *shared), card(one, *shared), name="c.vcf")
    assert [action for action, _ in again] == ["same", "same"]


# -- handles, perhaps of a service that is not named

HANDLE = "IMPP;X-SERVICE-TYPE=Telegram:ana.k"


@pytest.mark.parametrize(("one", "other"), [("IMPP:ana.k", HANDLE), (HANDLE, "IMPP:@Ana.K")])
def test_a_name_with_its_handle_is_one_person(bring, one, other):
    bring(card("Ana Kovač", one))
    ((action, why),) = bring(card("Ana Kovač", other), name="b.vcf")
    assert (action in ("same", "update"), why) == (True, "profile link")
    assert names() == ["Ana Kovač"]
    assert bring(card("Ana Novak", other), name="c.vcf") == [("add", "")]
    both = bring(card("Bob", one), card("Bob", other, "TITLE:Baker"), name="d.vcf")
    assert [action for action, _ in both] == ["add", "update"]


# -- names that are none

ADDRESS, NUMBER = "EMAIL:ak77@x.example", "TEL:+385 91 123 4567"


@pytest.mark.parametrize("name", ["ak77@x.example", "AK77@X.example", "other@y.example"])
@pytest.mark.parametrize("turned", [False, True])
def test_who_is_called_by_an_address_is_whose_address_it_is(bring, name, turned):
    cards = [card(name, ADDRESS), card("Ana Kovač", ADDRESS, "TITLE:Baker")]
    first, second = reversed(cards) if turned else cards
    bring(first)
    ((action, why),) = bring(second, name="b.vcf")
    assert (action in ("update", "same"), why) == (True, "e-mail")
    for again in (first, second):
        ((action, _why),) = bring(again, name="c.vcf")
        assert action == "same"
    own = "other" not in name or turned
    assert names() == ["Ana Kovač" if own else name]  # an address elsewhere is nowhere else


def test_an_office_called_by_its_address_is_asked_about(bring):
    bring(card("info@x.example", "EMAIL:info@x.example"))
    found = bring(card("Ana Kovač", "EMAIL:info@x.example"), name="b.vcf")
    assert found == [("doubtful", "e-mail")]


def test_a_bare_number_of_two_is_asked_about(bring):
    bring(card("Maria Rossi", LANDLINE), card("Mario Rossi", LANDLINE))
    found = bring(card("+39 06 1234567", LANDLINE, "EMAIL:who@x.example"), name="b.vcf")
    assert found == [("doubtful", "phone")]


# -- numbers that programs give their cards


@pytest.mark.parametrize("number", ["1", "0017", "123456789012", "contact-12", "id7@app.example"])
def test_numbered_cards_of_two_programs_are_two_people(bring, number):
    bring(card("Ana Kovač", f"UID:{number}", "EMAIL:ana@x.example"))
    other = card("Bob Stone", f"UID:{number}", "EMAIL:bob@y.example")
    assert bring(other, name="b.vcf") == [("doubtful", "uid")]
    assert names() == ["Ana Kovač", "Bob Stone"]
    again = [card("A. Kovac", f"UID:{number}"), card("Bob Stone", f"UID:{number}")]
    assert [action for action, _ in bring(*again, name="c.vcf")] == ["same", "same"]


def test_a_number_says_nothing_where_an_address_is_proof(bring):
    bring(card("Ana Kovač", "UID:1"), card("Bob Stone", "UID:2", "EMAIL:bob@y.example"))
    found = bring(card("Bob Stone", "UID:1", "EMAIL:bob@y.example"), name="b.vcf")
    assert found == [("update", "e-mail")]


def test_a_number_twice_in_one_file(bring):
    found = bring(
        card("Ana Kovač", "UID:1", "EMAIL:ana@x.example"),
        card("Bob Stone", "UID:1", "EMAIL:bob@y.example"),
        card("Ana Kovač", "UID:1", "TITLE:Plumber"),
        card("+49 170 1234567", "UID:1"),
    )
    assert [action for action, _ in found] == ["add", "add", "update", "add"]
    assert names() == ["Ana Kovač", "Bob Stone", "+49 170 1234567"]


@pytest.mark.parametrize(
    "uid", ["pas-id-4D3B7C1200000001", "4a5b6c7d8e9f0a1b", "kZ6sNCT6Kz", "20080401123456.ab@x.org"]
)
def test_an_id_that_no_other_card_has_outlives_any_name(bring, uid):
    bring(card("Ana Kovač", f"UID:{uid}"))
    ((action, why),) = bring(card("Anna-Lena Meier", f"UID:{uid}"), name="b.vcf")
    assert (action, why) == ("update", "profile link")  # gains the other name
    assert names() == ["Ana Kovač"]


@pytest.mark.parametrize(
    ("system", "value", "unique"),
    [
        ("linkedin", "linkedin.com/in/a1", True),
        ("telegram", "user12", True),
        ("netjournal", "12", True),
        ("hubspot", "501", False),
        ("windows", "7", False),
        ("vcard", "", False),
        ("vcard", "unknown", False),
        ("vcard", "urn:x:contact", False),
    ],
)
def test_which_ids_are_ones_own(system, value, unique):
    assert is_unique(system, value) == unique
