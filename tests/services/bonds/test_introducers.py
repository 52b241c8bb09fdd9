"""Who brought whom: branches, circles and who is left out."""

from __future__ import annotations

from netjournal.models.handle import db
from netjournal.services.bonds.introducers import introducers
from netjournal.services.bonds.network_data import Whom
from netjournal.services.people import contacts
from tests.builders import contact


def test_branches_begin_with_who_was_brought_by_nobody(journal):
    with journal.edit("Fill"):
        ana = contact("Ana")
        ben = contact("Ben", met_through_id=ana, met_via="work")
        cleo = contact("Cleo", met_through_id=ben)
        dan = contact("Dan", met_through_id=ana)
        eve = contact("Eve", met_through_id=contact("Zoë"))
        contact("Alone")
    known = introducers(Whom())
    assert [known.names[one] for one in known.roots] == ["Ana", "Zoë"]
    assert known.brought[ana] == (ben, dan)
    assert known.count(ana) == 3
    assert known.below(ana) == (ben, dan, cleo)
    assert known.count(eve) == 0
    assert introducers(Whom(via="work")).brought == {ana: (ben,)}
    with journal.edit("Trash"):
        contacts.trash([ana])
    assert ana not in introducers(Whom()).brought


def test_people_who_brought_each_other_are_one_branch(journal):
    with journal.edit("Fill"):
        ana, ben, cleo = contact("Ana"), contact("Ben"), contact("Cleo")
        for one, by in ((ana, ben), (ben, cleo), (cleo, ana)):
            db.execute_sql("UPDATE contact SET met_through_id = ? WHERE id = ?", (by, one))
        contact("Dan", met_through_id=ben)
    known = introducers(Whom())
    assert known.roots == (ana,)
    assert known.count(ana) == 3
    assert len(known.below(ana)) == 3
