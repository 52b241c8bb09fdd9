"""Find anything: every word, anywhere, the latest first; slips forgiven; hostile text is text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netjournal.services import events, interactions
from netjournal.services.finding import palette, saved_lists
from netjournal.services.finding.palette import clip, find
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, event, interaction


@pytest.fixture
def known(journal):
    with journal.edit("fill"):
        ids = {
            "ana": contact("Ana Łuczak", email="ana@x.org", circles=["Choir"], met_story="Ferry"),
            "anabel": contact("Anabel Stone", note="sings in a choir"),
            "xana": contact("Xaver Anastas", headline="Baker"),
            "wei": contact("陈伟明"),
        }
        ids["rust"] = event("Rust Berlin", ago=20, place="c-base")
        ids["list"] = saved_lists.save("Choir friends", "circle:choir")
        ids["old"] = interaction(ids["ana"], ago=30, summary="about łódź and naïve café plans")
        ids["new"] = interaction(ids["anabel"], ago=3, body="talked about robotics", place="Café")
        ids["vow"] = interaction(ids["wei"], ago=9, promise="lend the ladder", need="a flat")
    return ids


def kinds(text):
    return [(one.kind, one.id) for one in find(text, TODAY).found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # names that begin so come first, then the latest
        ("ana", ["anabel", "ana", "xana"]),
        ("a", ["anabel", "ana"]),
        ("ana l", ["ana"]),
        ("luczak", ["ana"]),
        ("伟", ["wei"]),
        ("ferry", ["ana"]),
        ("baker", ["xana"]),
        ("ana@x", ["xana", "ana"]),
        ("flat", ["wei"]),
        ("cafe", ["new", "old"]),
        ("naive plans", ["old"]),
        ("robot", ["new"]),
        ("ladder", ["vow"]),
        ("rust", ["rust"]),
        ("c-base", ["rust"]),
        ("choir", ["circle", "list", "anabel", "ana"]),
        ("circle:choir", ["ana"]),
        ("last:<1w", ["anabel"]),
        # slips
        ("anabl", ["anabel"]),
        ("robtics", ["new"]),
        ("luzcak", ["ana"]),
        ("nothing of it", []),
        ("zzz", []),
        ("", []),
        ("*", []),
    ],
)
def test_what_is_found(known, text, found):
    circle = ("circle", 1)
    kind = {"rust": "event", "list": "list", "old": "interaction", "new": "interaction"}
    kind |= {"vow": "promise"}
    wanted = [circle if k == "circle" else (kind.get(k, "contact"), known[k]) for k in found]
    assert kinds(text) == wanted


def test_it_says_what_was_meant_and_where(known):
    answer = find("robtics", TODAY)
    assert answer.meant == "robotics"
    assert answer.found[0].detail == "talked about robotics · Café"
    assert answer.found[0].day == TODAY - 3
    assert find("robotics", TODAY).meant == ""
    (vow,) = find("ladder", TODAY).found
    assert (vow.title, vow.contact_id) == ("lend the ladder", known["wei"])


def test_of_a_card_it_shows_what_has_the_word(journal):
    with journal.edit("fill"):
        ben = contact(
            "Ben Okoro",
            email="ben@x.org",
            note="Choir on Mondays.\nPaints boats, too.",
            met_story="Queue for the boats",
            circles=["Choir"],
            headline="Baker",
        )
    (found,) = find("boat", TODAY).found
    assert (found.id, found.detail) == (
        ben,
        "…on Mondays. Paints boats, too. · Queue for the boats",
    )
    assert [one.detail for one in find("ben@x", TODAY).found] == ["ben@x.org"]
    assert [one.detail for one in find("baker", TODAY).found] == ["Baker"]


def test_what_is_in_the_trash_is_not_found(journal, known):
    with journal.edit("trash"):
        contacts.trash([known["ana"], known["wei"]])
        interactions.trash([known["new"]])
        events.trash([known["rust"]])
    for text in ("luczak", "robotics", "rust", "ladder", "伟"):
        assert kinds(text) == [], text


def test_before_anything_is_typed_the_latest_are_offered(known):
    assert [one.id for one in palette.latest()] == [known["anabel"], known["wei"], known["ana"]]
    assert [one.id for one in palette.latest(1)] == [known["anabel"]]


NASTY = st.text(
    alphabet=st.sampled_from("\"*():^-+{}\\\0 ANDORNEARłß陈aéto'%_;#@.:<>in"), max_size=24
)


@given(st.one_of(NASTY, st.text(max_size=30)))
@example('" OR 1=1 --')
@example("NEAR(ana anabel)")
@example("names:ana")
@example("AAAA OR BBBB*")
@example("\0\0\0\0")
@example("word " * 400)
def test_nothing_typed_ever_fails(known, text):
    answer = find(text, TODAY)
    assert all(one.kind and one.id for one in answer.found)


@given(st.text(max_size=400), st.text(alphabet="abc é", max_size=5))
def test_a_clip_is_one_line_of_the_text(text, word):
    found = clip(text, [(word,)] if word.strip() else [])
    assert "\n" not in found
    assert found.strip("…") in " ".join(text.split())


def test_a_clip_shows_the_word():
    text = "so much was said " * 30 + "robotics " + "and so on " * 30
    shown = clip(text, [("robot",)])
    assert "robotics" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 200
