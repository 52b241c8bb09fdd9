"""What Today says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netjournal.services.events_after import LanePerson
from netjournal.services.nurturing.nurture import DateRow, NurtureRow, PromiseRow, Reason, TodayPage
from netjournal.ui.today import words
from tests.builders import TODAY


def nurture_row(label="close", state="fading", **values):
    given = {
        "contact_id": 1,
        "full_name": "Ana",
        "photo_id": None,
        "label": label,
        "state": state,
        "reason": Reason("quiet", 41),
        "last_line": "",
        "history": (),
    }
    return NurtureRow(**(given | values))


def promise(due, by_me=True):
    return PromiseRow(1, "send it", by_me, due, TODAY - 9, None, "")


def page(nurture=0, promises=0):
    return TodayPage(
        tuple(nurture_row() for _ in range(nurture)),
        tuple(promise(None) for _ in range(promises)),
        (),
        (),
        (),
        3,
        1.0,
        0,
    )


@pytest.mark.parametrize(
    ("nurture", "promises", "said"),
    [
        (4, 2, "Four people to nurture, two promises."),
        (1, 1, "One person to nurture, one promise."),
        (0, 13, "13 promises."),
        (0, 0, "Nothing waits for you today."),
    ],
)
def test_the_sentence(look, nurture, promises, said):
    assert words.sentence(page(nurture, promises)) == said


def test_the_sentence_knows_whom_to_write_to_after_an_event(look):
    met = tuple(LanePerson(1, "Maker night", TODAY, who, "Ana", "") for who in (1, 2))
    day = replace(page(nurture=1), lane=met)
    assert words.sentence(day) == "Two people to write to, one person to nurture."


@pytest.mark.parametrize(
    ("label", "state", "chip"),
    [
        ("close", "fading", ("Close, fading", "warning")),
        ("warm", "coming_due", ("Warm, coming due", "accent")),
        ("inner", "overdue", ("Inner, overdue", "warning")),
        ("new", "none", ("New", "new")),
        ("dormant", "silent", ("Dormant", "neutral")),
    ],
)
def test_chips(look, label, state, chip):
    assert words.chip(nurture_row(label, state)) == chip


@pytest.mark.parametrize(
    ("due", "chip"),
    [
        (None, ("", "neutral")),
        (TODAY, ("today", "warning")),
        (TODAY - 2, ("2 days late", "late")),
        (TODAY - 30, ("since 24 Oct", "neutral")),
        (TODAY + 1, ("tomorrow", "neutral")),
    ],
)
def test_due(look, due, chip):
    assert words.due(promise(due), TODAY) == chip


@pytest.mark.parametrize(
    ("what", "turns", "said"),
    [
        ("birthday", 40, "Ana turns 40"),
        ("birthday", None, "Ana has a birthday"),
        ("Wedding", 5, "Ana: Wedding, 5 years"),
        ("", None, "Ana: a day to remember"),
    ],
)
def test_dates(look, what, turns, said):
    assert words.date_line(DateRow(TODAY, 1, "Ana", what, turns)) == said


def test_who_rests_and_how_many_others(look):
    assert "twice to Ana, {Ben}. " in words.resting([(1, "Ana"), (2, "{Ben}")])
    assert "twice to Ana and 1 other. " in words.resting([(1, "Ana")], 1)
    assert "twice to Ana, Li and 2 others. " in words.resting([(1, "Ana"), (2, "Li")], 2)
