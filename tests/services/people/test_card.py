"""The card of one person: everything, in a handful of statements."""

import dataclasses
from typing import Any

import pytest

from netjournal.errors import NotFound
from netjournal.models import ExtraProperty, Relation
from netjournal.models.handle import db
from netjournal.services.bonds import rhythm_choice, strength
from netjournal.services.giving import helping
from netjournal.services.people import card, card_needs, circles, contacts
from netjournal.services.people.contacts import AddressForm, AffiliationForm, DateForm, MethodForm
from tests.builders import TODAY, contact, event, interaction


@pytest.fixture
def priya(journal):
    with journal.edit("fill"):
        chidi = contact("Chidi Eze", skills=["embedded Rust"])
        hack_day = event("Code for Good", ago=900, kind="volunteering")
        person = contact(
            "Priya Raman",
            email="priya@x.org",
            nicknames=["Pri"],
            affiliations=[
                AffiliationForm("Old", ended="9"),
                AffiliationForm("Fieldnote", "CTO"),
            ],
            addresses=[AddressForm(locality="Berlin")],
            dates=[DateForm("wedding", "2019-06-01")],
            circles=["hardware", "Code for Good"],
            interests=["robotics", "choir"],
            skills=["soil sensors"],
            questions=["the contest"],
            booster="yes",
            met_on="2024-06-14",
            met_via="volunteering",
            met_through_id=chidi,
            met_event_id=hack_day,
        )
        for ago in (41, 62, 83, 104, 125):
            interaction(person, ago=ago)
        interaction(person, ago=41, need="a contractor for embedded Rust", promise="links")
        Relation.create(contact=person, other=chidi, label="mentor of", inverse_label="mentored by")
        ExtraProperty.create(contact=person, source="vcard", name="X-PET", value="cat")
    return person


def test_the_card_has_everything(priya):
    found = card.card(priya, TODAY)
    assert found.headline_line == "CTO, Fieldnote · Berlin"
    assert [name for _, name in found.circles] == ["hardware", "Code for Good"]
    assert [(m.kind, m.value) for m in found.methods] == [("email", "priya@x.org")]
    assert (found.interests, found.skills, found.questions) == (
        ("robotics", "choir"),
        ("soil sensors",),
        ("the contest",),
    )
    (need,) = found.needs
    assert (need.text, need.state, need.noted_on) == (
        "a contractor for embedded Rust",
        "open",
        TODAY - 41,
    )
    assert [name for _, name in need.helpers] == ["Chidi Eze"]
    assert [(p.text, p.by_me) for p in found.promises] == [("links", True)]
    assert (found.met.on, found.met.via) == ("2024-06-14", "volunteering")
    assert (found.met.through_name, found.met.event_title) == ("Chidi Eze", "Code for Good")
    assert [(r.label, r.other_name) for r in found.relations] == [("mentor of", "Chidi Eze")]
    assert found.extras == (("X-PET", "cat"),)
    assert (found.booster, found.nicknames, found.interaction_count) == ("yes", ("Pri",), 6)
    assert len(found.uid) == 36


def test_the_tie_on_the_card_is_the_tie(priya):
    found = card.card(priya, TODAY)
    assert found.tie is not None
    assert found.score == pytest.approx(strength.strength(found.tie, TODAY))
    assert found.label == strength.label(found.tie, TODAY) == found.explanation.label
    assert found.history[-1][0] == TODAY
    assert found.history[-1][1] == pytest.approx(found.score)
    assert found.explanation.usual_gap == 21
    assert found.last_on == TODAY - 41


def test_the_other_side_of_a_relation(priya):
    chidi = contacts.resolve("Chidi Eze")
    found = card.card(chidi, TODAY)
    assert [(r.label, r.other_id) for r in found.relations] == [("mentored by", priya)]
    assert (found.tie, found.label, found.history) == (None, "none", ())


def test_what_went_to_the_trash_is_not_on_the_card(priya, journal):
    with journal.edit("trash"):
        db.execute_sql("UPDATE interaction SET trashed_at = 1")
    found = card.card(priya, TODAY)
    assert (found.needs, found.promises, found.interaction_count, found.tie) == ((), (), 0, None)


def test_needs_that_are_closed_come_last(priya, journal):
    with journal.edit("needs"):
        helping.set_need_state(1, "solved", TODAY)
        helping.note_need(priya, "a desk", TODAY - 200)
    assert [(n.text, n.state) for n in card.card(priya, TODAY).needs] == [
        ("a desk", "open"),
        ("a contractor for embedded Rust", "solved"),
    ]


def test_rhythm_is_ones_own_or_the_closest_circles(priya, journal):
    with journal.edit("rhythm"):
        circles.set_rhythm(1, 60, 90)
        circles.set_rhythm(2, 21, None)
    assert card.card(priya, TODAY).rhythm == rhythm_choice.Rhythm(
        "active", 21, None, "Code for Good"
    )
    form = contacts.form(priya)
    form.rhythm_state, form.rhythm_ideal_days = "active", 180
    with journal.edit("own"):
        contacts.update(priya, form)
    assert card.card(priya, TODAY).rhythm == rhythm_choice.Rhythm("active", 180)
    form.rhythm_state, form.rhythm_ideal_days = "never", None
    with journal.edit("never"):
        contacts.update(priya, form)
    assert rhythm_choice.rhythm_of(priya).state == "never"
    assert rhythm_choice.rhythm_of(99) == rhythm_choice.Rhythm()


def test_who_helps_may_be_asked_apart(priya, journal):
    with journal.edit("needs"):
        helping.set_need_state(
            helping.note_need(priya, "someone for embedded Rust, soon", TODAY), "in_hand", TODAY
        )
        helping.note_need(priya, "a ride", TODAY)
    whole = card.card(priya, TODAY)
    without = card.card(priya, TODAY, helpers=False)
    assert any(need.helpers for need in whole.needs)
    assert not any(need.helpers or need.mine or need.matched for need in without.needs)
    needs = card_needs.helped(priya, without.needs, TODAY)
    assert dataclasses.replace(without, needs=needs) == whole


def test_no_card_of_nobody(journal):
    with pytest.raises(NotFound):
        card.card(1, TODAY)


def test_a_card_needs_as_many_statements_however_much_happened(priya, journal):
    def statements():
        seen: list[str] = []
        connection: Any = db.connection()
        connection.set_trace_callback(seen.append)
        card.card(priya, TODAY)
        connection.set_trace_callback(None)
        return sum(not one.startswith("--") for one in seen)  # SQLite's own are no cost of ours

    before = statements()
    with journal.edit("more"):
        for ago in range(200, 260):
            interaction(priya, ago=ago, need="x", promise="y")
    assert statements() == before <= 25


def test_cards_are_frozen(priya):
    with pytest.raises(dataclasses.FrozenInstanceError):
        card.card(priya, TODAY).note = "x"  # type: ignore[misc]


def test_methods_keep_what_was_marked(journal):
    with journal.edit("add"):
        person = contact("Ana", methods=[MethodForm("phone", "1", "home", "", True)])
    assert card.card(person, TODAY).methods == (card.Method("phone", "1", "home", True, ""),)
