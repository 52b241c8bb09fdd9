"""Birthdays and other dates of the next days."""

from datetime import date

import pytest

from netjournal.models import to_day
from netjournal.models.handle import db
from netjournal.services.nurturing import dates_near
from netjournal.services.nurturing.dates_near import DateRow
from netjournal.services.people import contacts
from netjournal.services.people.contacts import DateForm
from tests.builders import TODAY, contact


def near(today=TODAY, days=7):
    return [
        (row.day - today, row.full_name, row.what, row.turns)
        for row in dates_near.dates(today, days)
    ]


def test_this_week_soonest_first(journal):
    with journal.edit("add"):
        contact("Today", birthday="1990-11-23")
        contact("Last day", birthday="--11-29")
        contact("Too late", birthday="1990-11-30")
        contact("Yesterday", birthday="1990-11-22")
        contact("Month only", birthday="1911-11")
        contact("Not born yet", birthday="2030-11-25")
        contact("Born today", birthday="2026-11-24")
        lena = contact("Lena", dates=[DateForm("wedding", "2019-11-24"), DateForm("", "nonsense")])
    assert near() == [
        (0, "Today", "birthday", 36),
        (1, "Lena", "wedding", 7),
        (6, "Last day", "birthday", None),
    ]
    assert dates_near.dates(TODAY)[1] == DateRow(TODAY + 1, lena, "Lena", "wedding", 7)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 2, 22), [(6, "Leap", "birthday", 26)]),
        (date(2026, 2, 28), [(0, "Leap", "birthday", 26)]),
        (date(2026, 3, 1), []),
        (date(2028, 2, 28), [(1, "Leap", "birthday", 28)]),
        (date(2028, 2, 29), [(0, "Leap", "birthday", 28)]),
        (date(2026, 12, 30), [(2, "New year", "birthday", None)]),
    ],
)
def test_leap_days_and_new_year(journal, today, found):
    with journal.edit("add"):
        contact("Leap", birthday="2000-02-29")
        contact("New year", birthday="--01-01")
    assert near(to_day(today)) == found


def test_who_is_left_out(journal):
    with journal.edit("add"):
        gone, away = contact("Gone", birthday="--11-24"), contact("Away", birthday="--11-24")
        dead = contact("Dead", birthday="--11-24", dates=[DateForm("died", "2020-11-24")])
        contacts.trash([gone])
        contacts.archive([away])
        db.execute_sql("UPDATE contact SET deceased = 1 WHERE id = ?", (dead,))
    assert near() == [(1, "Dead", "died", 6)]
