"""A brief says who they are, what they told, what is open, my news, and what to ask."""

import pytest

from netjournal.errors import NotFound
from netjournal.models import Work, WorkShare
from netjournal.services.giving import helping
from netjournal.services.nurturing import brief, promises
from netjournal.services.nurturing.brief_words import question
from tests.builders import TODAY, contact, interaction


def asked(found):
    return [question(one) for one in found.questions]


@pytest.fixture
def priya(journal):
    with journal.edit("fill"):
        who = contact(
            "Priya Raman",
            headline="CTO, Fieldnote",
            interests=["soil sensors"],
            birthday="1986-11-30",
        )
        contact("Sam", skills=["embedded Rust"])
        for ago, text in ((3, "Hiring two people"), (9, "Moved house"), (20, "Robotics contest")):
            interaction(who, ago=ago, summary=text)
        interaction(who, ago=2, kind="shared_work", summary="Sent my post")
        interaction(who, ago=60, summary="Long ago")
        interaction(who, ago=-5, summary="Planned dinner")
    return who


def test_the_last_three_things_they_told_me(journal, priya):
    found = brief.brief(priya, TODAY)
    assert (found.full_name, found.headline_line) == ("Priya Raman", "CTO, Fieldnote")
    told = ["Hiring two people", "Moved house", "Robotics contest"]
    assert [one.text for one in found.told] == told
    assert (found.last_on, found.silence) == (TODAY - 2, 2)
    assert [(row.what, row.turns) for row in found.dates] == [("birthday", 40)]


def test_what_is_open_between_us(journal, priya):
    with journal.edit("more"):
        need = helping.note_need(priya, "a contractor for embedded Rust", TODAY)
        helping.set_need_state(helping.note_need(priya, "a flat", TODAY), "solved", TODAY)
        promises.make("send links", TODAY, contact_id=priya, due=TODAY + 2)
        promises.make("send the contract", TODAY, contact_id=priya, due=None, by_me=False)
    found = brief.brief(priya, TODAY)
    assert [one.text for one in found.promised] == ["send links"]
    assert [one.text for one in found.promised_me] == ["send the contract"]
    ((only,),) = (found.needs,)
    assert only.id == need
    assert [(one.full_name, one.topic) for one in only.helpers] == [("Sam", "embedded Rust")]
    assert asked(found) == [
        "How is it going with “a contractor for embedded Rust”?",
        "What became of “send the contract”?",
    ]


def test_my_news_since_we_last_spoke_that_they_do_not_know(journal, priya):
    with journal.edit("shelf"):
        new = Work.create(kind="post", title="Soil sensors for all", published_on=TODAY - 1)
        known = Work.create(kind="talk", title="Undo", published_on=TODAY)
        Work.create(kind="post", title="Old", published_on=TODAY - 30)
        Work.create(kind="post", title="Withdrawn", published_on=TODAY, retired=True)
        Work.create(kind="post", title="Next week", published_on=TODAY + 7)
        WorkShare.create(work=known, contact=priya, day=TODAY)
        interaction(ago=0, kind="note", summary="Started a new job")
        interaction(ago=10, kind="note", summary="Before we spoke")
    news = brief.brief(priya, TODAY).news
    assert [(one.kind, one.title, one.topic) for one in news] == [
        ("note", "Started a new job", ""),
        ("post", new.title, "soil sensors"),
    ]


def test_questions_of_ones_own_come_first_and_there_are_always_two(journal):
    with journal.edit("fill"):
        own = contact("Ana", questions=["How was {the} exam?"])
        bare = contact("Bo")
    assert asked(brief.brief(own, TODAY))[0] == "How was {the} exam?"
    assert asked(brief.brief(bare, TODAY)) == [
        "What are you looking forward to?",
        "What would help you most right now?",
    ]
    assert brief.brief(bare, TODAY).silence is None
    with pytest.raises(NotFound):
        brief.brief(99, TODAY)
