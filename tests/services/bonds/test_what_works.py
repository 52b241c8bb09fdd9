"""What came of the people met in one way, counted by hand."""

from __future__ import annotations

from netjournal.models import Help
from netjournal.models.handle import from_day
from netjournal.services.bonds import what_works
from netjournal.services.bonds.network_data import Whom
from netjournal.services.bonds.what_works import Way
from tests.builders import TODAY, contact, event, interaction

EVERYBODY = Whom()


def meet(name, via, *agos, helped=False, **fields):
    met_on = from_day(TODAY - max(agos)).isoformat()
    one = contact(name, met_via=via, met_on=met_on, **fields)
    for ago in agos:
        interaction(one, ago=ago)
    if helped:
        Help.create(contact=one, direction="received", day=TODAY - 5)
    return one


def test_ways_ask_what_came_of_a_meeting(journal):
    with journal.edit("Fill"):
        hackday = event("Hack day", ago=800, kind="volunteering")
        ana = meet("Ana", "volunteering", *range(20, 801, 20), helped=True, met_event_id=hackday)
        ben = meet("Ben", "linkedin_add", 700)
        meet("Cleo", "linkedin_add", 900, 880)
        meet("New", "meetup", 20)
    found = what_works.ways(EVERYBODY, None, TODAY)
    assert found == [
        Way("via", "volunteering", 1, 1, 1, 1),
        Way("via", "linkedin_add", 2, 1, 0, 0),
        Way("event", "volunteering", 1, 1, 1, 1),
    ]
    assert found[1].few

    def who(way, stage):
        return list(what_works.who(way, stage, EVERYBODY, None, TODAY))

    assert who(("via", "volunteering"), "alive") == [ana]
    assert who(("event", "volunteering"), "met") == [ana]
    assert who(("via", "linkedin_add"), "again") != [ben]
    assert ben in who(("via", "linkedin_add"), "met")
    assert what_works.ways(EVERYBODY, TODAY - 750, TODAY) == [
        Way("via", "linkedin_add", 1, 0, 0, 0)
    ]
    assert what_works.ways(Whom(via="meetup"), None, TODAY) == []


def test_alive_is_asked_a_year_after_the_meeting_not_today(journal):
    with journal.edit("Fill"):
        meet("Then", "work", *range(1500, 1900, 10))  # a good year, then nothing for four
        meet("Later", "work", 1900, *range(10, 400, 10))  # nothing for four years, then often
    (way,) = what_works.ways(EVERYBODY, None, TODAY)
    assert (way.met, way.again, way.alive) == (2, 2, 1)
    (then,) = what_works.who(("via", "work"), "alive", EVERYBODY, None, TODAY)
    assert then == 1


def test_a_year_alone_is_no_meeting_day(journal):
    """Of "2023" nobody knows the day: the first contact is taken, and is no second one."""
    with journal.edit("Fill"):
        one = contact("Year", met_via="study", met_on="2023")
        interaction(one, ago=1000)
    (way,) = what_works.ways(EVERYBODY, None, TODAY)
    assert (way.met, way.again) == (1, 0)


def test_findings_need_ten_people():
    few = [Way("via", "meetup", 9, 9, 9, 9), Way("via", "work", 8, 0, 0, 0)]
    assert [one.kind for one in what_works.findings(few)] == ["few"]
    many = [
        Way("via", "volunteering", 18, 15, 6, 13),
        Way("via", "meetup", 9, 9, 9, 5),
        Way("via", "work", 40, 30, 20, 20),
        Way("via", "linkedin_add", 71, 8, 1, 5),
        Way("event", "talk", 90, 90, 90, 90),
    ]
    found = [(one.kind, one.way.key) for one in what_works.findings(many)]
    assert found == [("lasting", "volunteering"), ("seldom", "linkedin_add"), ("helping", "work")]
    assert what_works.findings([]) == []
