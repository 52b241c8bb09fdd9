"""Entries in sentences."""

from __future__ import annotations

import pytest

from netjournal.services.timeline import Badge, TimelineRow
from netjournal.ui.timeline import words
from tests.builders import TODAY


def row(kind, *names, initiator="unknown", **values):
    given = {
        "id": 1,
        "kind": kind,
        "kind_name": "",
        "day": TODAY - 1,
        "minute": None,
        "precision": 0,
        "minutes": None,
        "place": "",
        "initiator": initiator,
        "summary": "",
        "body": "",
        "people": tuple(enumerate(names, start=1)),
        "event_id": None,
        "event_title": "",
        "badges": (),
    }
    return TimelineRow(**(given | values))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (row("coffee", "Amara Okafor"), "Coffee with Amara Okafor"),
        (row("call", "Ana", minutes=25), "Call with Ana · 25 min"),
        (row("message", "Ana", initiator="me"), "Message to Ana"),
        (row("message", "Ana", initiator="them"), "Message from Ana"),
        (row("introduced", "Jun", "Elena"), "Introduced Jun to Elena"),
        (row("introduced", "Jun", "Elena", "Li"), "Introduced Jun to Elena and Li"),
        (row("helped", "Ana", "Li", "Sam", "Jo"), "Helped Ana, Li and 2 more"),
        (
            row("volunteered", "Ana", place="Code for Good", minutes=360),
            "Volunteering at Code for Good · 6 h",
        ),
        (row("event", "A", "B", event_id=1, event_title="PyCon"), "PyCon"),
        (row("note"), "Note"),
        (row("sauna", "Ana", kind_name="Sauna"), "Sauna with Ana"),
        (row("coffee", "سلمى"), "Coffee with \u2068سلمى\u2069"),
        (row("call", "a\nb\u202e"), "Call with a b"),
    ],
)
def test_titles(look, entry, said):
    assert words.title(entry) == said


def test_what_stands_beside(look):
    assert words.meta(row("call", "Ana", minute=600, place="Café")) == "10:00 · Café"
    assert words.meta(row("met", "Ana", precision=1)) == "sometime in Nov 2026"
    assert words.meta(row("volunteered", "Ana", place="Here")) == ""


def test_an_entry_shows_few_circles_and_its_badges(look):
    many = row("group", *"ABCDEF", badges=(Badge("gave"), Badge("promise", str(TODAY + 1))))
    entry = words.entry(many, TODAY)
    assert ([name for name, _key in entry.people], entry.more) == (["A", "B", "C"], 3)
    assert entry.pills == (("you gave", "accent"), ("promise: tomorrow", "warning"))
    assert len(words.entry(row("group", *"ABCD"), TODAY).people) == 4


def test_every_built_in_kind_has_a_sentence(journal):
    from netjournal.services import interactions

    for kind in interactions.kinds():
        assert kind.key in words._SENTENCES
