"""The factor that a journal learnt: when, kept where, and what it enters."""

from __future__ import annotations

import json

import pytest

from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services.bonds import (
    fading,
    live_ties,
    month_history,
    network,
    own_kappa,
    rhythm,
    stats,
    strength,
    strength_bulk,
    strength_calibration,
    ties,
)
from netjournal.services.bonds.network_data import Whom
from netjournal.services.bonds.own_kappa import Learnt
from netjournal.services.keeping import integrity
from netjournal.services.nurturing import nurture_pools
from netjournal.services.people import card
from tests.builders import TODAY, contact, interaction

MONTH = network.month_end_before(TODAY)


@pytest.fixture
def regular(journal):
    """Twelve people met every fortnight for two years, who keep it up better than the law says."""
    with journal.edit("Fill"):
        ids = [contact(f"Person {n}") for n in range(12)]
        for n, one in enumerate(ids):
            for step in range(52):
                interaction(one, ago=14 * step + n)
        faded = contact("Faded")
        for step in range(20):
            interaction(faded, ago=46 + 7 * step)
    return journal, ids, faded


def keep(journal, kappa, month=MONTH):
    with journal.housekeeping() as connection:
        own_kappa.keep(connection, Learnt(kappa, month))


def test_a_journal_that_learnt_nothing_keeps_to_the_law(journal):
    assert own_kappa.kappa() == 1.0
    assert own_kappa.due(TODAY)
    assert own_kappa.learn(TODAY, Silent()) == Learnt(1.0, MONTH)


def test_it_learns_what_everybody_s_past_teaches_once_a_month(regular):
    journal, _, _ = regular
    learnt = own_kappa.learn(TODAY, Silent())
    assert learnt.kappa > 1.1
    assert own_kappa.learn(MONTH + 1, Silent()) == learnt  # any day of the month
    ids = [row[0] for row in db.execute_sql("SELECT id FROM contact")]
    scratch = strength_calibration.self_calibration(ties.day_arrays(ids, MONTH), MONTH)
    assert learnt.kappa == pytest.approx(scratch.kappa, abs=0.005)
    keep(journal, learnt.kappa, learnt.month)
    assert own_kappa.kappa() == learnt.kappa
    assert not own_kappa.due(TODAY)
    assert not own_kappa.due(MONTH + 1)
    assert own_kappa.due(MONTH + 32)


def test_archived_people_teach_nothing(regular):
    journal, _, _ = regular
    with journal.edit("Archive"):
        db.execute_sql("UPDATE contact SET archived_at = 1")
    assert own_kappa.learn(TODAY, Silent()).kappa == 1.0


def test_chances_follow_it_and_strength_does_not(regular):
    journal, ids, _ = regular
    before = card.card(ids[0], TODAY)
    live = live_ties.network(TODAY)[1]
    keep(journal, 1.6)
    after = card.card(ids[0], TODAY)
    tie = after.tie
    assert after.explanation.chance_90 == strength.chance(tie, TODAY, 90, 1.6)
    assert after.explanation.chance_90 > before.explanation.chance_90
    assert (after.score, after.label) == (before.score, before.label)
    assert live_ties.network(TODAY)[1] > live
    assert live_ties.network(TODAY)[1] == pytest.approx(stats.counts(TODAY).live_ties)
    assert stats.counts(TODAY).network_strength == pytest.approx(
        sum(one.score > 0 and strength.pace(one.state, TODAY) for one in every().values())
    )


def every():
    return ties.read([row[0] for row in db.execute_sql("SELECT id FROM contact")], TODAY)


def test_who_fades_is_judged_by_it_alike_everywhere(regular):
    journal, _, faded = regular
    for kappa, fades in ((3.0, False), (0.4, True)):
        keep(journal, kappa)
        days = ties.contact_days([faded], TODAY)[faded]
        state = strength.state_from_days(days, TODAY)
        so = rhythm.fading(state, TODAY, rhythm.best_of_year(days, TODAY), kappa)
        assert so == fades
        assert (faded in ties.fading_ids([faded], TODAY)) == so
        assert (card.card(faded, TODAY).state == rhythm.FADING) == so
        found = {one.contact_id: one.loss for one in fading.fading(Whom(), TODAY)}
        assert (faded in found) == so
        losing = nurture_pools.by_loss(TODAY, 20)
        (here,) = (one for one in losing if one.contact_id == faded)
        assert (faded in {one.contact_id for one in nurture_pools.fading(losing, TODAY)}) == so
        gap = rhythm.usual_gap(day for day, _, touch in days if touch)
        loss = rhythm.nurture_loss(state, TODAY, 1.0, gap, kappa)
        assert here.rank == pytest.approx(loss)
        if so:
            assert found[faded] == pytest.approx(loss)


def test_months_are_reckoned_with_it_and_stay_true(regular):
    journal, _, _ = regular
    since = TODAY - 400

    def keep_months():
        series = stats.growth(since, None, TODAY, Silent())
        with journal.housekeeping() as connection:
            month_history.keep(connection, series, TODAY)
        return series

    plain = keep_months()
    stamp = month_history.stamp()
    keep(journal, 1.0)  # nothing new: what is kept stays
    assert month_history.read(plain.days[:-1]).days
    assert month_history.stamp() == stamp
    keep(journal, 1.5)
    assert not month_history.read(plain.days[:-1]).days
    assert not month_history.anew(plain, stamp)
    own = keep_months()
    assert own.pace == pytest.approx(plain.pace)
    assert own.counts == plain.counts
    assert all(a > b for a, b in zip(own.live[3:], plain.live[3:], strict=True))
    arrays = ties.day_arrays([row[0] for row in db.execute_sql("SELECT id FROM contact")], TODAY)
    now = strength_bulk.chances(strength_bulk.ties_from_days(arrays, TODAY), TODAY, 90, 1.5)
    assert own.live[-1] == pytest.approx(float(now.sum()))
    assert integrity.check(journal) == []


def test_it_is_no_step_and_lives_in_the_file(regular):
    journal, _, _ = regular
    steps = db.execute_sql("SELECT COUNT(*) FROM change_set").fetchone()
    keep(journal, 1.25)
    assert db.execute_sql("SELECT COUNT(*) FROM change_set").fetchone() == steps
    journal.undo()
    assert own_kappa.kappa() == 1.25
    (text,) = db.execute_sql("SELECT value FROM meta WHERE key = 'own_kappa'").fetchone()
    with journal.housekeeping() as connection:  # what a later NetJournal may add
        connection.execute(
            "UPDATE meta SET value = ? WHERE key = 'own_kappa'",
            (json.dumps(json.loads(text) | {"more": 1}),),
        )
    assert own_kappa.kappa() == 1.25
