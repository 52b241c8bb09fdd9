"""Which work of mine a line means."""

import pytest

from netjournal.services import interactions
from netjournal.services.capturing import capture
from netjournal.services.capturing.capture import NameIndex
from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkForm
from tests.builders import TODAY, contact


@pytest.fixture
def works(journal):
    with journal.edit("shelf"):
        return {
            "post": shelf.create(
                WorkForm("post", "Soil sensors for small gardens", published_on=TODAY - 12)
            ),
            "older": shelf.create(WorkForm("post", "Why I left", published_on=TODAY - 30)),
            "old": shelf.create(WorkForm("talk", "Undo is a promise", published_on=TODAY - 400)),
            "offer": shelf.create(WorkForm("offer", "An hour of code review")),
        }


@pytest.mark.parametrize(
    ("line", "work"),
    [
        ("shared my post on soil sensors in gardens with Ana", "post"),
        ("showed my talk Undo is a promise to Ana", "old"),
        ("shared my post with Ana", "post"),  # the newest one
        ("shared my talk with Ana", None),  # that was long ago
        ("shared my worries with Ana", None),
        ("coffee with Ana about soil sensors in small gardens", None),
    ],
)
def test_what_a_line_means(works, journal, line, work):
    with journal.edit("fill"):
        ana = contact("Ana", given_name="Ana")
    captured = capture.parse(line, TODAY, NameIndex.load())
    with journal.edit("Log"):
        written = capture.commit(captured)
    assert written.work == works.get(work)
    knows = {one.contact_id for key in works for one in shelf.knowers(works[key])}
    assert knows == ({ana} if work else set())
    if work:
        with journal.edit("trash"):
            interactions.trash([written.interaction])
        assert shelf.knowers(works[work]) == []  # it didn't happen
