"""People: added, changed, filed away, found by name."""

import dataclasses
from typing import Any

import pytest

from netjournal.errors import Ambiguous, NotFound, UsageError
from netjournal.models import Contact, Photo
from netjournal.models.handle import db
from netjournal.services import interactions, settings
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import COLUMNS
from netjournal.services.people.contacts import AffiliationForm, ContactForm, MethodForm
from tests.builders import TODAY, contact, interaction


def row_of(contact_id: int) -> Any:
    return contacts.rows([contact_id], TODAY)[0]


def test_what_a_form_says_is_read_back(journal):
    given = ContactForm(
        full_name="Dr. Ana Kovač",
        nicknames=["Annie"],
        birthday="--05-12",
        importance=2.0,
        methods=[MethodForm("email", "Ana@X.org", "work", "", True), MethodForm("phone", "030 55")],
        affiliations=[AffiliationForm("Fieldnote", "CTO", "", "2020", "")],
        circles=["Rust", "Choir"],
        interests=["climbing", "chess"],
        skills=["sensors"],
        questions=["the pilot"],
    )
    with journal.edit("add"):
        contact_id = contacts.create(given)
    read = contacts.form(contact_id)
    assert read.circles == ["Choir", "Rust"]
    given.circles = ["Choir", "Rust"]
    assert read == given
    assert read.name_prefix == "Dr."


@pytest.mark.parametrize(
    ("fields", "full_name", "given"),
    [
        ({"given_name": "Ana", "family_name": "Kovač"}, "Ana Kovač", "Ana"),
        ({"given_name": "愛子", "family_name": "森"}, "森愛子", "愛子"),
        ({"name_suffix": "Jr.", "given_name": "Sam", "family_name": "Ford"}, "Sam Ford Jr.", "Sam"),
        (
            {"name_suffix": "PhD", "given_name": "Sam", "family_name": "Ford"},
            "Sam Ford, PhD",
            "Sam",
        ),
        ({"full_name": " Ana "}, "Ana", "Ana"),
        ({"full_name": "Mori Aiko"}, "Mori Aiko", ""),
        ({"methods": [MethodForm("email", "a@x.org")]}, "a@x.org", ""),
    ],
)
def test_names_are_completed_only_as_far_as_is_sure(journal, fields, full_name, given):
    with journal.edit("add"):
        contact_id = contacts.create(ContactForm(**fields))
    read = contacts.form(contact_id)
    assert (read.full_name, read.given_name) == (full_name, given)


def test_nobody_has_no_name(journal):
    with pytest.raises(UsageError), journal.edit("add"):
        contacts.create(ContactForm(full_name="  "))
    with journal.edit("add"):
        contact_id = contact()
    form = contacts.form(contact_id)
    form.full_name = form.given_name = form.family_name = ""
    with pytest.raises(UsageError), journal.edit("change"):
        contacts.update(contact_id, form)
    with pytest.raises(NotFound), journal.edit("change"):
        contacts.update(99, ContactForm(full_name="X"))


def test_a_change_by_hand_is_remembered_and_counted(journal):
    with journal.edit("add"):
        contact_id = contact("Ana", email="a@x.org", circles=["Rust"])
    form = contacts.form(contact_id)
    with journal.edit("nothing") as step:
        contacts.update(contact_id, form)
    assert step.change_set is None
    form.note, form.circles = "tea", []
    with journal.edit("change"):
        contacts.update(contact_id, form)
    row = Contact.get_by_id(contact_id)
    assert (row.rev, row.edited_fields) == (2, ["circles", "note"])


def test_entries_that_stay_keep_their_rows(journal):
    with journal.edit("add"):
        contact_id = contact("Ana", methods=[MethodForm("email", e) for e in ("a@x", "b@x", "c@x")])
    before = dict(db.execute_sql("SELECT value, id FROM contact_method").fetchall())
    form = contacts.form(contact_id)
    form.methods = [MethodForm("email", "c@x"), MethodForm("email", "a@x", "home"), MethodForm()]
    with journal.edit("change"):
        contacts.update(contact_id, form)
    rows = db.execute_sql("SELECT value, id, label FROM contact_method ORDER BY position")
    assert rows.fetchall() == [("c@x", before["c@x"], ""), ("a@x", before["a@x"], "home")]


def test_methods_are_normalised_for_matching(journal):
    with journal.edit("add"):
        settings.write("phone_region", "DE")
        contact("Ana", email="Mailto:Ana@X.ORG", phone="030 5550 1234")
    rows = db.execute_sql("SELECT value, normalised FROM contact_method ORDER BY id").fetchall()
    assert rows == [("Mailto:Ana@X.ORG", "ana@x.org"), ("030 5550 1234", "+493055501234")]


def test_who_is_meant(journal):
    with journal.edit("add"):
        ana, ben = contact("Ana Łuczak", email="ana@x.org"), contact("Ben Whitfield")
        twins = [contact("Sam Ford"), contact("Sam Ford")]
        gone = contact("Greta Gone", email="greta@x.org")
        away = contact("Ann Away")
        contacts.trash([gone])
        contacts.archive([away])
    uid = str(Contact.get_by_id(ben).uid)
    for who, found in [
        ("ana luczak", ana),
        ("ANA@x.org", ana),
        ("Łuczak", ana),
        ("luc", ana),
        (uid, ben),
        (uid.upper(), ben),
        ("ben", ben),
        ("ann away", away),
    ]:
        assert contacts.resolve(who) == found, who
    with pytest.raises(Ambiguous) as caught:
        contacts.resolve("sam ford")
    candidates: Any = caught.value.data["candidates"]
    assert [row[0] for row in candidates] == twins
    for nobody in ("Greta Gone", "greta@x.org", "", "   ", '"*', "x" * 500):
        with pytest.raises(NotFound):
            contacts.resolve(nobody)


def test_the_trash_keeps_everything(journal):
    with journal.edit("add"):
        ana, ben = contact("Ana", circles=["Rust"]), contact("Ben")
        interaction(ana, ben, ago=3)
    with journal.edit("trash"):
        contacts.trash([ana])
    assert (contacts.count(), contacts.count_trashed()) == (1, 1)
    assert row_of(ana).trashed
    assert contacts.form(ana).circles == ["Rust"]
    with journal.edit("restore"):
        contacts.restore([ana])
    assert (contacts.count(), contacts.count_trashed()) == (2, 0)


def test_forever_takes_what_is_theirs_alone(journal):
    with journal.edit("add"):
        ana, ben = contact("Ana"), contact("Ben")
        interaction(ana, ago=3)
        shared = interaction(ana, ben, ago=2)
    with journal.edit("delete"):
        contacts.delete_forever([ana])
    assert db.execute_sql("SELECT id FROM interaction").fetchall() == [(shared,)]
    assert interactions.form(shared).contact_ids == [ben]
    with pytest.raises(NotFound):
        contacts.form(ana)


def test_a_picture_is_kept_once(journal):
    with journal.edit("add"):
        ana, ben = contact("Ana"), contact("Ben")
        contacts.set_photo(ana, b"\x89PNG\x00", "image/png")
        contacts.set_photo(ben, b"\x89PNG\x00", "image/png")
    assert Photo.select().count() == 1
    assert contacts.photo(row_of(ana).photo_id) == (b"\x89PNG\x00", "image/png")
    with journal.edit("take away"):
        contacts.set_photo(ana, b"", "")
    assert row_of(ana).photo_id is None
    with pytest.raises(NotFound):
        contacts.photo(99)


def test_circles_of_many(journal):
    with journal.edit("add"):
        people = [contact(f"P{n}") for n in range(5)]
        tag = contacts.add_to_circle(people[:3], "Rust")
        assert contacts.add_to_circle(people[2:], "rúst") == tag
        contacts.remove_from_circle(people[:1], tag)
    rows = db.execute_sql("SELECT contact_id FROM contact_tag ORDER BY 1").fetchall()
    assert [row[0] for row in rows] == people[1:]


def test_the_form_has_every_column_that_can_be_edited():
    own = {"id", "uid", "rev", "created_at", "updated_at", "sort_key", "edited_fields"}
    states = {"archived_at", "trashed_at"}
    of_its_own = {"photo_id"}  # set_photo
    columns = {field.column_name for field in Contact._meta.sorted_fields}
    assert columns == own | states | of_its_own | set(COLUMNS)
    assert set(COLUMNS) <= {field.name for field in dataclasses.fields(ContactForm)}
