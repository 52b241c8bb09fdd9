"""Slow ties, chosen silence, and letting go."""

from __future__ import annotations

from netjournal.services import timeline
from netjournal.services.bonds import fading, patience, stats
from netjournal.services.bonds.network_data import Whom
from netjournal.services.nurturing import nudges
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


def often(one, first, last, gap):
    for ago in range(last, first, gap):
        interaction(one, ago=ago)


def test_slow_ties_took_more_than_a_year(journal):
    with journal.edit("Fill"):
        slow, quick, new, gone = (contact(name) for name in ("Slow", "Quick", "New", "Gone"))
        interaction(slow, ago=1500)
        often(slow, 700, 5, 15)
        often(quick, 1500, 5, 15)
        often(new, 200, 5, 10)
        often(gone, 1500, 1000, 15)
    found = patience.patience(Whom(), TODAY)
    (one,) = found.slow
    assert (one.contact_id, one.full_name, one.began) == (slow, "Slow", TODAY - 1500)
    assert one.early in ("dormant", "acquaintance")
    assert one.label in ("warm", "close")
    assert patience.patience(Whom(via="work"), TODAY).slow == ()
    assert found.by_choice == ()


def test_letting_go_is_an_act_of_its_own(journal):
    with journal.edit("Fill"):
        ana, ben = contact("Ana"), contact("Ben")
        often(ana, 900, 200, 10)
        often(ben, 900, 5, 10)
    assert [one.contact_id for one in fading.fading(Whom(), TODAY)] == [ana]
    before = stats.counts(TODAY)
    with journal.edit("Let Ana go"):
        patience.let_go([ana], TODAY, "Let go")
    found = patience.patience(Whom(), TODAY)
    assert found.let_go == (ana,)
    assert fading.fading(Whom(), TODAY) == []
    after = stats.counts(TODAY)
    assert after.contacts == before.contacts - 1
    assert after.network_strength < before.network_strength
    entries = timeline.timeline_ids(timeline.TimelineFilter(contact_id=ana))
    newest = timeline.timeline_rows(entries[:1])[0]
    assert (newest.kind, newest.summary) == ("note", "Let go")
    journal.undo()
    assert patience.patience(Whom(), TODAY).let_go == ()
    assert stats.counts(TODAY) == before


def test_quiet_by_choice_is_not_let_go(journal):
    with journal.edit("Fill"):
        ana, ben, cleo = contact("Ana"), contact("Ben"), contact("Cleo")
        nudges.never(ana)
        nudges.pause(ben, None)
        contacts.archive([cleo])
    found = patience.patience(Whom(), TODAY)
    assert found.by_choice == (ana, ben)
    assert found.let_go == ()
