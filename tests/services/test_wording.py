"""The sentences, as people read them."""

from __future__ import annotations

import ast
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.services import wording
from netjournal.services.bonds import rhythm, strength
from netjournal.services.bonds.strength_calibration import Calibration
from netjournal.services.bonds.strength_reasons import Explanation, Moved, explain

T = 20_780  # 23 November 2026


def kept_up(every, times, last):
    return [(last - every * i, 1.0, True) for i in range(times)]


CLOSE_FADING = Explanation(
    as_of=T,
    label="close",
    state="fading",
    score=39.2,
    chance_90=0.62,
    touches=40,
    per_year=14.2,
    silence=41,
    usual_gap=21.0,
    target=None,
    warns=False,
    next_label="warm",
    next_day=T + 16,
)


def test_the_card():
    assert wording.heading(CLOSE_FADING.label, CLOSE_FADING.state) == "Close, fading"
    assert wording.reason(CLOSE_FADING) == (
        "In touch about 14 times a year, last 41 days ago; usually every 3 weeks."
    )
    assert wording.outlook(CLOSE_FADING) == (
        "If nothing happens: Warm around 9 December. 62\u00a0% likely within 90 days."
    )


def test_from_a_history_to_words():
    why = explain(kept_up(21, 40, T - 41), T)
    assert wording.reason(why) == (
        "In touch about 16 times a year, last 41 days ago; usually every 3 weeks."
    )
    assert wording.outlook(why) == (
        "If nothing happens: Warm around 12 December. 63\u00a0% likely within 90 days."
    )


AGAIN = "likely to be in touch again within 90 days"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"per_year": 1.2}, "In touch about once a year, last 41 days ago; usually every 3 weeks."),
        ({"usual_gap": None}, "In touch about 14 times a year, last 41 days ago."),
        ({"per_year": None, "usual_gap": None}, "In touch on 40 days so far, last 41 days ago."),
        ({"per_year": 0.2}, "In touch on 40 days so far, last 41 days ago; usually every 3 weeks."),
        ({"silence": 0}, "In touch about 14 times a year, last today; usually every 3 weeks."),
        ({"silence": 1}, "In touch about 14 times a year, last yesterday; usually every 3 weeks."),
        ({"silence": 200}, "In touch about 14 times a year, last 7 months ago."),
        (
            {"per_year": 122.0, "usual_gap": None},
            "In touch about 120 times a year, last 41 days ago.",
        ),
        ({"touches": 1}, "In touch once, 41 days ago."),
        ({"silence": None}, "No contact logged yet."),
        ({"label": "new", "touches": 1}, "In touch once, 41 days ago; too early to say more."),
        (
            {"label": "new", "touches": 2},
            "In touch on 2 days, last 41 days ago; too early to say more.",
        ),
    ],
)
def test_reasons(changes, text):
    assert wording.reason(replace(CLOSE_FADING, **changes)) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"next_day": None, "next_label": ""}, f"62\u00a0% {AGAIN}."),
        ({"label": "new"}, f"62\u00a0% {AGAIN}."),
        (
            {"next_day": T + 400, "next_label": "warm", "chance_90": 0.001},
            "If nothing happens: Warm around 28 December 2027. "
            "Less than 1\u00a0% likely within 90 days.",
        ),
        (
            {"label": "dormant", "next_day": None, "chance_90": 0.04},
            f"4\u00a0% {AGAIN}. Old ties revive easily.",
        ),
        (
            {"label": "dormant", "next_day": None, "chance_90": 0.04, "touches": 1},
            f"4\u00a0% {AGAIN}.",
        ),
        ({"chance_90": None, "next_day": None}, ""),
    ],
)
def test_outlooks(changes, text):
    assert wording.outlook(replace(CLOSE_FADING, **changes)) == text


def test_unknown_is_not_neglected():
    why = explain([], T)
    assert wording.heading(why.label, why.state) == "No contact yet"
    assert wording.reason(why) == "No contact logged yet."
    assert wording.outlook(why) == ""


@pytest.mark.parametrize(
    ("label", "state", "text"),
    [
        *[("warm", "coming_due", "Warm, coming due"), ("inner", "overdue", "Inner, overdue")],
        *[("close", "none", "Close"), ("acquaintance", "on_rhythm", "Acquaintance, on rhythm")],
        *[
            ("dormant", "silent", "Dormant"),
            ("new", "due", "New"),
            ("none", "none", "No contact yet"),
        ],
    ],
)
def test_headings(label, state, text):
    assert wording.heading(label, state) == text


def test_every_label_and_state_has_a_name():
    assert set(wording.LABEL_NAMES) == set(strength.LABELS)
    assert set(wording.STATE_NAMES) == set(rhythm.STATES)
    assert wording.state_name("none") == ""
    assert wording.state_name("coming_due") == "coming due"


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        *[(1, "every day"), (1.5, "every 2 days"), (6, "every 6 days"), (7, "every week")],
        *[(10, "every 10 days"), (14, "every 2 weeks"), (20, "every 3 weeks")],
        *[(26, "every 4 weeks"), (30, "every month"), (35, "every 5 weeks")],
        *[(61, "every 2 months"), (91.5, "every 3 months"), (365, "every year")],
        *[(500, "every 16 months"), (730, "every 2 years"), (0.4, "every day")],
    ],
)
def test_gaps(gap, text):
    assert wording.every(gap) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        *[(0, "today"), (1, "yesterday"), (2, "2 days ago"), (59, "59 days ago")],
        *[(60, "2 months ago"), (365, "12 months ago"), (730, "2 years ago")],
        *[(1000, "2 years ago"), (1094, "3 years ago"), (3700, "10 years ago")],
    ],
)
def test_how_long_ago(days, text):
    assert wording.ago(days) == text


@given(st.integers(0, 40_000))
def test_longer_ago_never_sounds_shorter(days):
    units = {"days": 1, "months": 30, "years": 365}

    def length(text):
        number, unit, _ = text.split()
        return int(number) * units[unit]

    if days >= 2:
        assert length(wording.ago(days + 30)) >= length(wording.ago(days))
        assert length(wording.ago(days)) == pytest.approx(days, rel=0.5)


def test_english_days():
    assert wording.english_day(T, T) == "23 November"
    assert wording.english_day(T + 100, T) == "3 March"
    assert wording.english_day(T + 300, T) == "19 September 2027"
    assert wording.english_day(T - 700, T) == "23 December 2024"


def test_how_a_strength_moved():
    assert wording.movement(Moved(4.2, 5.9, -1.7), "1 May") == (
        "+4 since 1 May: +6 by what you did together, −2 by silence."
    )
    assert wording.movement(Moved(-3.0, -1.0, -2.0), "1 May") == (
        "−3 since 1 May: −1 by what you did together, −2 by silence."
    )
    assert wording.movement(Moved(0.2, -0.2, 0.4), "1 May") == "Unchanged since 1 May."


def test_what_was_learnt():
    assert wording.learnt(Calibration(0.9, 400, 0.7, 0.66)) == (
        "Your own past: where 70 % were expected, 66 % came true. Chances learn from that."
    )
    assert wording.learnt(Calibration(1.0, 0, 0.0, 0.0)).startswith("There is not enough past")
    assert "half as much a year later" in wording.rule()


def test_words_come_from_the_translation():
    asked = []

    def shout(context, text):
        asked.append(context)
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
        text = text.upper()
        for name in names:
            text = text.replace(f"{{{name.upper()}}}", f"{{{name}}}")
        return text

    assert wording.reason(CLOSE_FADING, shout) == (
        "IN TOUCH ABOUT 14 TIMES A YEAR, LAST 41 DAYS AGO; USUALLY EVERY 3 WEEKS."
    )
    said = wording.outlook(replace(CLOSE_FADING, chance_90=None), "day {}".format, shout)
    assert said == f"IF NOTHING HAPPENS: WARM AROUND day {T + 16}."
    assert set(asked) == {"wording"}


def templates():
    tree = ast.parse(Path(wording.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    marked = [call for call in calls if getattr(call.func, "id", "") == "QT_TRANSLATE_NOOP"]
    return [ast.literal_eval(call.args[1]) for call in marked]


def test_all_texts_are_marked_with_names_that_can_be_filled():
    texts = templates()
    assert len(texts) > 40
    names = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    assert names == {
        *("n", "ago", "rate", "days", "every", "label", "state", "day", "percent"),
        *("total", "volume", "silence", "said", "was"),
    }


def test_nobody_is_scolded_or_ranked():
    words = " ".join(templates()).lower()
    for bad in ("tier", "rank", "top ", "lead", "neglect", "fail", "should", "must", "only", "bad"):
        assert bad not in words
