"""Kept month ends against reckoning everything again, through any sequence of edits."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.models import Contact, Interaction, InteractionContact, Journal, touched
from netjournal.models.handle import db, from_day, now_ms
from netjournal.progress import Silent
from netjournal.services.bonds import month_history, strength_days
from netjournal.services.bonds.network import NetworkSeries
from netjournal.services.bonds.network_data import Whom
from netjournal.services.keeping import integrity
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction

SINCE = TODAY - 1100


@pytest.fixture
def filled(journal):
    with journal.edit("Fill"):
        ids = [
            contact(f"Person {n}", met_on=from_day(TODAY - 90 * n).isoformat()) for n in range(8)
        ]
        for n, one in enumerate(ids):
            for step in range(n + 2):
                interaction(one, ago=step * 37 * (n + 1))
    return journal, ids


def growth():
    return month_history.growth(SINCE, Whom(), TODAY, Silent())


def keep(journal):
    series = growth()
    with journal.housekeeping() as connection:
        month_history.keep(connection, series, TODAY)
    return series


def kept():
    return [r[0] for r in db.execute_sql("SELECT month FROM month_snapshot ORDER BY month")]


def scratch(journal):
    """The series with every kept month put aside."""
    rows = db.execute_sql("SELECT month, series, version FROM month_snapshot").fetchall()
    with journal.housekeeping() as connection:
        connection.execute("DELETE FROM month_snapshot")
    whole = growth()
    with journal.housekeeping() as connection:
        connection.executemany(
            "INSERT INTO month_snapshot (month, series, version, created_at, updated_at) "
            "VALUES (?, ?, ?, 0, 0)",
            rows,
        )
    return whole


def assert_same(one: NetworkSeries, other: NetworkSeries):
    assert one.days == other.days
    assert one.counts == other.counts
    for field in fields(NetworkSeries):
        if field.name != "counts":
            assert getattr(one, field.name) == pytest.approx(getattr(other, field.name)), field.name


def test_months_that_are_over_are_kept_once(filled):
    journal, _ = filled
    series = keep(journal)
    ends = strength_days.month_ends(SINCE, TODAY)
    assert kept() == ends
    assert keep(journal) == series
    assert kept() == ends
    assert_same(growth(), scratch(journal))


def test_an_edit_forgets_only_the_months_after_it(filled):
    journal, ids = filled
    keep(journal)
    ends = kept()
    with journal.edit("Log"):
        interaction(ids[0], ago=200)
    assert kept() == [end for end in ends if end < TODAY - 200]
    assert_same(growth(), scratch(journal))
    journal.undo()
    keep(journal)
    with journal.edit("Log"):
        interaction(ids[1], ago=0)
    assert kept() == ends  # today is in no month that is over
    with journal.edit("Rename"):
        db.execute_sql("UPDATE contact SET full_name = 'Other' WHERE id = ?", (ids[0],))
    assert kept() == ends


def test_who_leaves_or_was_met_earlier_changes_the_months_since(filled):
    journal, ids = filled
    for verb in (
        lambda: contacts.archive([ids[2]]),
        lambda: db.execute_sql("UPDATE contact SET met_on = '2024-05' WHERE id = ?", (ids[1],)),
        lambda: contacts.delete_forever([ids[3]]),
        lambda: contacts.trash([ids[4]]),
    ):
        keep(journal)
        with journal.edit("Change"):
            verb()
        assert_same(growth(), scratch(journal))
        journal.undo()
        assert_same(growth(), scratch(journal))


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *("log", "log", "gather", "move", "delete", "add", "archive", "undo", "keep"),
                *("weight", "importance", "year"),
            )
        ),
        st.integers(0, 7),
        st.integers(0, 1000),
    ),
    max_size=12,
)


@given(DEEDS, st.sampled_from([0, touched.SHORT]))
@settings(max_examples=14)
def test_kept_months_are_true_whatever_was_done(tmp_path_factory, deeds, short):
    """With 0, every history is too long to be read whole: days are recomputed one by one."""
    usual, touched.SHORT = touched.SHORT, short
    journal = Journal.create(tmp_path_factory.mktemp("j") / "a.netjournal")
    journal.today = lambda: TODAY
    try:
        with journal.edit("Fill"):
            people = [contact(f"P{n}") for n in range(4)]
            for one in people:
                interaction(one, ago=300)
        keep(journal)
        for deed, number, ago in deeds:
            _do(journal, deed, number, ago)
            assert integrity.check(journal) == []  # contact-days, ties and months, from scratch
        assert_same(growth(), scratch(journal))
    finally:
        touched.SHORT = usual
        journal.close()


def _do(journal, deed, number, ago):
    people = [c.id for c in Contact.select()]
    said = [i.id for i in Interaction.select()]
    if deed == "keep":
        keep(journal)
        return
    if deed == "undo":
        if journal.undo_label() not in (None, "Fill"):
            journal.undo()
        return
    somebody, something = people[number % len(people)], said[ago % len(said)]
    stamp = now_ms() if number % 2 else None
    links = InteractionContact.delete().where(InteractionContact.interaction == something)
    verbs = {
        "log": lambda: interaction(*{somebody, people[0]}, ago=ago),
        "gather": lambda: interaction(*people, ago=ago),
        "move": lambda: _set("interaction", "day", TODAY - ago, something),
        "delete": links.execute,
        "add": lambda: contact(f"New {ago}", met_on=from_day(TODAY - ago).isoformat()),
        "importance": lambda: _set("interaction", "importance", 0.5 + number % 3 / 2, something),
        "year": lambda: _set("interaction", "precision", number % 3, something),
        "archive": lambda: _set("contact", "archived_at", stamp, somebody),
        "weight": lambda: _set("interaction_kind", "weight", ago / 1000, 2),
    }
    with journal.edit(deed):
        verbs[deed]()


def _set(table, column, value, row):
    db.execute_sql(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row))


def test_check_finds_a_false_month_and_repair_reckons_it_again(filled):
    journal, _ = filled
    keep(journal)
    assert integrity.check(journal) == []
    with journal.housekeeping() as connection:
        connection.execute(
            "UPDATE month_snapshot SET series = replace(series, '\"faded\": ', '\"faded\": 4') "
            "WHERE month = (SELECT MAX(month) FROM month_snapshot)"
        )
    assert [finding.where for finding in integrity.check(journal)] == ["month_snapshot"]
    assert month_history.rebuild(journal, SINCE) == len(kept()) > 30
    assert integrity.check(journal) == []


def test_a_kept_month_of_an_older_model_is_not_read(filled):
    journal, _ = filled
    keep(journal)
    with journal.housekeeping() as connection:
        connection.execute("UPDATE month_snapshot SET version = 0, series = '{}'")
    assert_same(growth(), scratch(journal))
    keep(journal)
    assert len(kept()) == len(strength_days.month_ends(SINCE, TODAY))


def test_nothing_is_kept_that_was_read_before_an_edit(filled):
    journal, ids = filled
    stamp = month_history.stamp()
    series = growth()
    assert month_history.anew(series, stamp)
    with journal.edit("Log"):
        interaction(ids[0], ago=50)
    assert not month_history.anew(series, stamp)
    journal.undo()
    assert not month_history.anew(series, stamp)
    stamp = month_history.stamp()
    series = keep(journal)
    assert not month_history.anew(series, stamp)  # they are kept already
    journal.redo()
    assert stamp != month_history.stamp()


def test_months_are_held_where_nothing_can_be_kept(filled, monkeypatch):
    journal, ids = filled
    before = month_history.stamp()
    series = growth()
    month_history.hold(series, before, TODAY)
    assert kept() == []
    reckoned = []
    whole = month_history._reckon

    def counted(points, *more, **rest):
        reckoned.append(len(points))
        return whole(points, *more, **rest)

    monkeypatch.setattr(month_history, "_reckon", counted)
    assert_same(growth(), series)
    assert reckoned == [1]  # today alone
    with journal.edit("long ago"):
        interaction(ids[0], ago=200)
    later = growth()
    assert reckoned == [1, len(series.days)]
    month_history.hold(later, before, TODAY)  # something was written since it was read
    growth()
    assert reckoned[2] == len(series.days)
