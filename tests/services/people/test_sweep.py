"""Everyone you know, by sphere of life: names read, people added, spheres covered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.models import to_day
from netjournal.services.finding.name_index import NameIndex, Person
from netjournal.services.people import circles, contacts, sweep
from netjournal.services.people.contact_form import AffiliationForm
from netjournal.services.people.sweep import SPHERES, Named, add, coverage, read
from tests.builders import TODAY, contact, interaction

KNOWN = NameIndex.of(
    [
        Person(1, "Ana Kovač", "Ana", "Kovač", ("Anka",)),
        Person(2, "Ben Whitfield"),
        Person(3, "Tom"),
        Person(4, "Sam Ford"),
        Person(5, "Sam Neill"),
    ]
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Zoë", [Named("Zoë")]),
        ("Zoë\nLi Wei\n\n  Omar ", [Named("Zoë"), Named("Li Wei"), Named("Omar")]),
        ("Zoë, Li; Omar", [Named("Zoë"), Named("Li"), Named("Omar")]),
        ("- Zoë\n* Li\n3. Omar\n4) Noor", [Named(n) for n in ("Zoë", "Li", "Omar", "Noor")]),
        ("Hanna (canteen)", [Named("Hanna", "canteen")]),
        ("zoe\nZoë\nZOË", [Named("zoe")]),
        ("ana kovac", [Named("ana kovac", contact_id=1)]),
        ("Ben Whitfield", [Named("Ben Whitfield", contact_id=2)]),
        ("Tom", [Named("Tom", contact_id=3)]),  # his whole name
        ("Ana", [Named("Ana", like=1)]),  # perhaps another one
        ("Anka", [Named("Anka", like=1)]),
        ("Sam", [Named("Sam", like=4)]),
        ("Ana Silva", [Named("Ana Silva")]),
        ("O'Neill\n陈伟", [Named("O'Neill"), Named("陈伟")]),
        ("()\n-\n1.\n...", []),
        ("", []),
    ],
)
def test_names_are_read_as_they_come(text, named):
    assert [(one.name, one.note, one.contact_id, one.like) for one in read(text, KNOWN)] == [
        (one.name, one.note, one.contact_id, one.like) for one in named
    ]


@given(st.text(max_size=200))
def test_no_text_fails_and_every_name_is_one_somebody_can_have(text):
    for one in read(text, KNOWN):
        assert one.name.strip() == one.name != ""
        assert "\n" not in one.name


def test_people_come_with_their_sphere_in_one_step(journal):
    with journal.edit("before"):
        ana = contact("Ana Kovač", met_via="online")
        ben = contact("Ben Whitfield")
    names = NameIndex.load()
    with journal.edit("Sweep: jobs"):
        made = add(
            "work", read("Ana Kovač\nBen Whitfield\nHanna (canteen)", names), where="Lumenta"
        )
    assert made[:2] == [ana, ben]
    forms = [contacts.form(one) for one in made]
    assert [form.met_via for form in forms] == ["online", "work", "work"]  # nothing is overwritten
    assert all(form.affiliations == [AffiliationForm(organisation="Lumenta")] for form in forms)
    assert (forms[2].full_name, forms[2].given_name, forms[2].note) == ("Hanna", "Hanna", "canteen")
    assert forms[2].rhythm_state == "unset"
    journal.undo()
    assert contacts.count() == 2
    assert contacts.form(ben).met_via == ""


def test_spheres_without_a_way_of_meeting_have_a_circle(journal):
    with journal.edit("clubs"):
        add("clubs", read("Ana\nBen", NameIndex.load()), where="Rowing", circle="Sports and clubs")
    (circle,) = circles.circles()
    assert (circle.name, circle.count) == ("Sports and clubs", 2)
    with journal.edit("rename"):
        circles.rename(circle.id, "Sport")
    with journal.edit("more"):
        add("clubs", read("Chi", NameIndex.load()), circle="Sports and clubs")
    assert [(row.name, row.count) for row in circles.circles()] == [("Sport", 3)]
    with journal.edit("away"):
        circles.delete(circle.id)
    with journal.edit("anew"):
        add("clubs", read("Dee", NameIndex.load()), circle="Sports and clubs")
    assert [(row.name, row.count) for row in circles.circles()] == [("Sports and clubs", 1)]


def test_coverage_tells_thin_spheres_and_the_past_year(journal):
    from netjournal.models.handle import db

    with journal.edit("fill"):
        family = [contact(f"Cousin {n}", met_via="family") for n in range(4)]
        contact("Old friend", met_via="study")
        gone = contact("Aunt", met_via="family", deceased=True)
        friend = contact("Somebody")
        for one in (*family[:2], gone):
            interaction(one, ago=30)
        interaction(family[2], ago=800)
        interaction(friend, ago=10, kind="helped", summary="the move")
        day_ms = 86_400_000
        db.execute_sql("UPDATE contact SET created_at = ?", ((TODAY - 400) * day_ms,))
        db.execute_sql(
            "UPDATE contact SET created_at = ? WHERE id = ?", ((TODAY - 40) * day_ms, family[3])
        )
    found = {one.key: one for one in coverage(TODAY)}
    assert list(found) == [one.key for one in SPHERES]
    assert (found["family"].people, found["family"].live, found["family"].thin) == (4, 2, False)
    assert found["family"].months == (*[3] * 11, 4, 4)
    assert (found["study"].people, found["study"].thin) == (1, True)
    assert found["clubs"] == sweep.Coverage("clubs", 0, 0, (0,) * 13)
    assert (found["helped"].people, found["helped"].live) == (1, 1)
    with journal.edit("trash"):
        contacts.trash(family)
    assert {one.key: one.people for one in coverage(TODAY)}["family"] == 0


def test_month_ends_are_the_last_twelve():
    from datetime import date

    ends = sweep._month_ends(to_day(date(2026, 3, 31)))
    assert len(ends) == 12
    assert ends[-1] == to_day(date(2026, 2, 28))
    assert ends[0] == to_day(date(2025, 3, 31))
