"""Who is about to drift: the same as each single tie's state, most to lose first."""

from __future__ import annotations

import random

import pytest

from netjournal.models.handle import db
from netjournal.services.bonds import fading, rhythm, strength, strength_reasons, ties
from netjournal.services.bonds.network_data import Whom
from netjournal.services.nurturing import nudges
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def crowd(journal):
    dice = random.Random(3)
    with journal.edit("Fill"):
        people = [contact(f"P{n:02}", met_via="work" if n % 2 else "") for n in range(24)]
        for one in people:
            gap, quiet = dice.choice((7, 14, 30, 60)), dice.choice((5, 60, 150, 300))
            for ago in range(quiet, quiet + gap * dice.randrange(3, 25), gap):
                interaction(one, ago=ago)
    return people


def test_those_fade_whose_single_tie_says_so(crowd):
    found = fading.fading(Whom(), TODAY)
    days = ties.contact_days(crowd, TODAY)
    alone = {
        one for one in crowd if strength_reasons.explain(days[one], TODAY).state == rhythm.FADING
    }
    assert {one.contact_id for one in found} == alone
    assert len(alone) > 3
    losses = [one.loss for one in found]
    assert losses == sorted(losses, reverse=True)
    for one in found:
        state = strength.state_from_days(days[one.contact_id], TODAY)
        assert one.label == strength.label(state, TODAY)
        assert one.silence == TODAY - state.last_day
        gap = rhythm.usual_gap([day for day, _, touch in days[one.contact_id] if touch])
        assert one.loss == pytest.approx(rhythm.nurture_loss(state, TODAY, 1.0, gap))
    assert fading.fading(Whom(), TODAY, most=2) == found[:2]
    assert {one.contact_id for one in fading.fading(Whom(via="work"), TODAY)} < alone


def test_chosen_silence_is_no_neglect(crowd, journal):
    first, second, third, *_ = (one.contact_id for one in fading.fading(Whom(), TODAY))
    with journal.edit("Choose"):
        nudges.never(first)
        nudges.pause(second, TODAY + 30)
        contacts.archive([third])
    left = {one.contact_id for one in fading.fading(Whom(), TODAY)}
    assert not left & {first, second, third}
    with journal.edit("Over"):
        nudges.pause(second, TODAY)
    assert second in {one.contact_id for one in fading.fading(Whom(), TODAY)}


def test_what_matters_more_comes_first(crowd, journal):
    last = fading.fading(Whom(), TODAY)[-1].contact_id
    with journal.edit("Mean"):
        db.execute_sql("UPDATE contact SET importance = 500 WHERE id = ?", (last,))
    assert fading.fading(Whom(), TODAY)[0].contact_id == last


def test_nobody(journal):
    assert fading.fading(Whom(), TODAY) == []
