"""Whatever is typed is only ever text, and finds what a person would expect."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netjournal.services import timeline
from netjournal.services.finding import palette, search
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction

NASTY = st.text(
    alphabet=st.sampled_from("\"*():^-+{}\\\0 \nANDORNOTNEARłøß陈aé'%_;#@."), max_size=30
)


@pytest.fixture
def written(journal):
    with journal.edit("fill"):
        ana = contact("Ana Łuczak", email="ana@x.org", note="sings in a choir")
        ben = contact("Ørjan Straße", nicknames=["Ben"])
        wei = contact("陈伟明")
        first = interaction(ana, ago=30, summary="about łódź and naïve café plans")
        second = interaction(ben, ago=3, body='talked about robotics; she said "AND OR NOT"')
        third = interaction(wei, ago=10, summary="东京的会议", place="Café Anno")
    return {"ana": ana, "ben": ben, "wei": wei, "first": first, "second": second, "third": third}


@settings(suppress_health_check=list(HealthCheck))
@given(st.one_of(NASTY, st.text(max_size=40)))
@example('" OR 1=1 --')
@example("NEAR(a b)")
@example("\0")
@example("a" * 5_000)
@example("w " * 500)
def test_nothing_typed_ever_raises(written, text):
    search.find_contacts(text)
    palette.find(text, TODAY)
    contacts.find_ids(contacts.ContactFilter(text=text), "name", TODAY)
    timeline.timeline_ids(timeline.TimelineFilter(text=text))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ana", "ana"),
        ("ŁUCZAK", "ana"),
        ("luczak ana", "ana"),
        ("lucz", "ana"),
        ("ana@x", "ana"),
        ("x.org", "ana"),
        ("choir", "ana"),
        ("orjan", "ben"),
        ("ørjan", "ben"),
        ("strasse", "ben"),
        ("STRAßE", "ben"),
        ("ben", "ben"),
        ("伟", "wei"),
        ("陈伟", "wei"),
        ("伟陈", None),
        ("anax", None),
        ("na", None),
        ('"ana"', "ana"),
        ("ana*", "ana"),
        ("-ana", "ana"),
        ("ana OR ben", None),
    ],
)
def test_people_are_found(written, text, who):
    assert search.find_contacts(text) == ([written[who]] if who else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lodz", ["first"]),
        ("ŁÓDŹ", ["first"]),
        ("naive cafe", ["first"]),
        ("caf", ["third", "first"]),
        ("robot", ["second"]),
        ("r", []),
        ("京", ["third"]),
        ("and or not", ["second"]),
        ("东京", ["third"]),
        ("会议", ["third"]),
        ("nothing", []),
        ("", []),
        ("*", []),
    ],
)
def test_what_was_written_is_found_newest_day_first(written, text, found):
    entries = [one.id for one in palette.find(text, TODAY).found if one.kind == "interaction"]
    assert entries == [written[name] for name in found]


def test_the_trash_is_not_searched(journal, written):
    with journal.edit("trash"):
        contacts.trash([written["ana"]])
    assert search.find_contacts("ana") == []


def test_the_closest_come_first(journal):
    with journal.edit("fill"):
        far, near, fresh = contact("Xan Ana"), contact("Ana Near"), contact("Bo Ana")
        for ago in (1, 8, 15):
            interaction(fresh, ago=ago)
    assert search.find_contacts("ana") == [near, fresh, far]
    assert search.find_contacts("ana", limit=1) == [near]
