"""My shelf: what is on it, who knows, whom it would serve, and how much of the network knows."""

import pytest

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkForm
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def works(journal):
    with journal.edit("shelf"):
        return {
            "post": shelf.create(
                WorkForm("post", "Soil sensors for small gardens", published_on=TODAY - 12)
            ),
            "old": shelf.create(WorkForm("talk", "Undo is a promise", published_on=TODAY - 400)),
            "skill": shelf.create(WorkForm("skill", "Workshops for volunteers")),
            "offer": shelf.create(WorkForm("offer", "An hour of code review")),
        }


@pytest.fixture
def people(journal):
    with journal.edit("fill"):
        found = {
            "Priya": contact("Priya", interests=["soil sensors"]),
            "Ben": contact("Ben", interests=["gardening"]),
            "Ana": contact("Ana"),
        }
        for name in ("Priya", "Ana"):
            for ago in range(3, 200, 20):
                interaction(found[name], ago=ago)
        return found


def test_skills_and_offers_first_then_the_newest(journal, works):
    assert [row.kind for row in shelf.works()] == ["skill", "offer", "post", "talk"]
    with journal.edit("retire"):
        shelf.retire(works["offer"])
    assert [row.id for row in shelf.works(retired=True)] == [works["offer"]]
    assert works["offer"] not in [row.id for row in shelf.works()]
    with journal.edit("edit"):
        draft = shelf.form(works["old"])
        draft.title = "  Undo "
        shelf.update(works["old"], draft)
        shelf.delete(works["skill"])
    assert [row.title for row in shelf.works()] == ["Soil sensors for small gardens", "Undo"]


def test_what_is_no_work(journal, works):
    with pytest.raises(UsageError), journal.edit("add"):
        shelf.create(WorkForm("post", "  "))
    with pytest.raises(UsageError), journal.edit("add"):
        shelf.create(WorkForm("diploma", "x"))
    with pytest.raises(NotFound), journal.edit("edit"):
        shelf.update(99, WorkForm("post", "x"))


def test_telling_somebody_is_an_interaction_and_being_there_is_not(journal, works, people):
    with journal.edit("share"):
        shelf.share(works["post"], [people["Priya"], people["Ana"]], TODAY)
        shelf.share(works["post"], [people["Priya"]], TODAY)  # knows it already
        shelf.share(works["old"], [people["Ben"]], TODAY - 400, shelf.THERE)
    assert {(one.full_name, one.how) for one in shelf.knowers(works["post"])} == {
        ("Priya", "shared"),
        ("Ana", "shared"),
    }
    made = db.execute_sql(
        "SELECT i.id, i.summary FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id "
        "WHERE k.key = 'shared_work'"
    ).fetchall()
    assert [summary for _, summary in made] == ["Soil sensors for small gardens"]
    with journal.edit("trash"):
        interactions.trash([made[0][0]])
    assert shelf.knowers(works["post"]) == []
    assert [one.full_name for one in shelf.knowers(works["old"])] == ["Ben"]
    with journal.edit("no"):
        shelf.unshare(shelf.knowers(works["old"])[0].share_id)
    assert shelf.knowers(works["old"]) == []


def test_whom_it_would_serve(journal, works, people):
    found = [(one.full_name, one.role, one.topic) for one in shelf.served(works["post"], TODAY)]
    assert found == [("Priya", "interest", "soil sensors"), ("Ben", "interest", "gardening")]
    with journal.edit("more"):
        shelf.share(works["post"], [people["Priya"]], TODAY)
        interaction(people["Ana"], need="someone to review my code")
    assert [one.full_name for one in shelf.served(works["post"], TODAY)] == ["Ben"]
    assert [(one.full_name, one.role) for one in shelf.served(works["offer"], TODAY)] == [
        ("Ana", "need")
    ]


def test_how_many_live_ties_know(journal, works, people):
    before = shelf.known(TODAY)
    assert (before.works, before.share, before.told) == (4, 0.0, 0)
    assert (before.latest, before.days) == ("Soil sensors for small gardens", 12)
    with journal.edit("share"):
        shelf.share(works["post"], [people["Priya"]], TODAY - 3)
    assert shelf.known(TODAY).share == pytest.approx(0.5, abs=0.01)
    assert shelf.known(TODAY).told == 1
    with journal.edit("away"):
        contacts.archive([people["Priya"]])
    assert shelf.known(TODAY).share == 0.0


def test_an_empty_shelf(journal):
    assert shelf.known(TODAY) == shelf.Known(0, None, "", 0, 0)
