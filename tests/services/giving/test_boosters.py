"""What speaks for somebody, counted from the journal, and when they were thanked."""

from netjournal.services import interactions
from netjournal.services.giving import boosters, helps
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


def test_evidence_is_counted(journal):
    with journal.edit("fill"):
        kim = contact("Kim")
        for ago, text in ((200, "Lent the van"), (30, "Reviewed my talk")):
            interaction(kim, ago=ago, kind="was_helped", summary=text)
        gone = interaction(kim, ago=5, kind="was_helped", summary="By mistake")
        interaction(kim, ago=3, kind="helped", summary="Carried boxes")
        interactions.trash([gone])
    assert boosters.evidence(kim, TODAY) == boosters.Evidence(2, 0, TODAY - 30, None)
    assert not boosters.evidence(kim, TODAY).thanked_since
    mine, review, _ = helps.helps_of(kim)
    assert (mine.direction, mine.text, review.text) == (
        "given",
        "Carried boxes",
        "Reviewed my talk",
    )
    with journal.edit("say"):
        for one in helps.helps_of(kim):
            helps.set_asked(one.id, False)
        boosters.thank(kim, TODAY, "Thanks for the review")
        boosters.mark(kim, "yes")
    found = boosters.evidence(kim, TODAY)
    assert (found.unasked, found.thanked_on, found.thanked_since) == (2, TODAY, True)
    assert boosters.evidence(kim, TODAY - 100).times == 1
    assert contacts.form(kim).booster == "yes"


def test_nothing_known_is_nothing_owed(journal):
    with journal.edit("fill"):
        kim = contact("Kim")
    assert boosters.evidence(kim, TODAY).thanked_since
