"""Who knows whom: links from what is written down, and places that make sense of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.models import EventContact, Introduction, Relation
from netjournal.progress import Silent
from netjournal.services.bonds import network_graph
from netjournal.services.bonds.network_data import Whom
from netjournal.services.bonds.network_graph import INTRODUCED, RELATED, TOGETHER
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, event, interaction


@pytest.fixture
def ids(journal):
    with journal.edit("Fill"):
        made = [contact(f"P{n}", circles=["Choir"] if n < 3 else []) for n in range(14)]
        made.append(contact("Brought", met_through_id=made[0]))
        interaction(made[0], made[1], ago=3)
        interaction(made[0], made[1], made[2], ago=9)
        interaction(*made[:13], ago=9)  # a party: nobody knows who met whom
        Relation.create(contact=made[2], other=made[3], label="mentor of")
        Introduction.create(contact=made[4], other=made[5], by=made[1], day=TODAY)
        hack = event("Hack day", ago=5)
        for one in made[6:8]:
            EventContact.create(event=hack, contact=one, role="met")
        EventContact.create(event=hack, contact=made[9], role="expected")
    return made


def links(graph):
    return {
        (graph.people[link.one].id, graph.people[link.other].id): (link.why, link.times)
        for link in graph.links
    }


def test_links_come_from_what_is_written_down(ids):
    graph = network_graph.graph(Whom(), TODAY, Silent())
    assert links(graph) == {
        (ids[0], ids[1]): (TOGETHER, 2),
        (ids[0], ids[2]): (TOGETHER, 1),
        (ids[1], ids[2]): (TOGETHER, 1),
        (ids[2], ids[3]): (RELATED, 0),
        (ids[4], ids[5]): (INTRODUCED, 0),
        (ids[1], ids[4]): (INTRODUCED, 0),
        (ids[6], ids[7]): (TOGETHER, 1),
        (ids[0], ids[14]): (INTRODUCED, 0),
    }
    assert graph.alone == 15 - len(graph.people)
    assert [person.name for person in graph.people][:2] == ["P0", "P1"]


def test_a_circle_and_who_is_away(ids, journal):
    inside = network_graph.graph(Whom(circle_id=1), TODAY, Silent())
    assert {person.id for person in inside.people} == set(ids[:3])
    with journal.edit("Away"):
        contacts.archive([ids[1]])
    graph = network_graph.graph(Whom(), TODAY, Silent())
    assert all(ids[1] not in pair for pair in links(graph))


def test_the_strongest_ties_are_drawn_where_there_are_too_many(ids, journal, monkeypatch):
    with journal.edit("Often"):
        for ago in range(40):
            interaction(ids[2], ids[3], ago=ago)
    monkeypatch.setattr(network_graph, "MOST", 2)
    graph = network_graph.graph(Whom(), TODAY, Silent())
    assert {person.id for person in graph.people} == {ids[2], ids[3]}
    assert graph.alone == 13


PAIRS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda p: p[0] < p[1]))


@given(st.integers(0, 30), PAIRS)
@settings(max_examples=25)
def test_places_are_inside_and_always_the_same(count, pairs):
    pairs = [pair for pair in pairs if pair[1] < count]
    places = network_graph.layout(count, pairs, Silent())
    assert len(places) == count
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)
    assert places == network_graph.layout(count, pairs, Silent())


def test_two_groups_lie_apart():
    groups = [range(10), range(10, 20)]
    pairs = [(a, b) for group in groups for a in group for b in group if a < b]
    places = network_graph.layout(20, pairs, Silent())

    def mean(pairs):
        return sum(math.dist(places[a], places[b]) for a, b in pairs) / len(pairs)

    assert mean([(a, b) for a in groups[0] for b in groups[1]]) > 2 * mean(pairs)
