"""Days, times and lengths as people write them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QLocale

from netjournal.models import to_day
from netjournal.ui.widgets.day_edit import DayEdit, DayValue, read_day
from netjournal.ui.widgets.time_edit import ClockEdit, SpanEdit, read_clock, read_span
from tests.builders import TODAY


def day(year, month, number):
    return to_day(QDate(year, month, number).toPython())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("today", DayValue(TODAY)),
        ("Yesterday", DayValue(TODAY - 1)),
        ("last friday", DayValue(TODAY - 3)),
        ("2026-11-03", DayValue(day(2026, 11, 3))),
        ("3 Nov", DayValue(day(2026, 11, 3))),
        ("3 Nov 2024", DayValue(day(2024, 11, 3))),
        ("in May 2024", DayValue(day(2024, 5, 31), 1)),
        ("May 2024", DayValue(day(2024, 5, 31), 1)),
        ("2019", DayValue(day(2019, 12, 31), 2)),
        ("", None),
        ("someday", None),
        ("3 Nov or so", None),
        ("31 Feb 2024", None),
    ],
)
def test_days_gone_by(look, text, value):
    assert read_day(text, TODAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("friday", TODAY + 4), ("in 2 weeks", TODAY + 14), ("end of the month", TODAY + 7)],
)
def test_days_to_come(look, text, value):
    assert read_day(text, TODAY, future=True) == DayValue(value)


@pytest.fixture
def edit(qtbot, look):
    made = DayEdit(lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def said(edit):
    return edit.findChild(object, "day_understood").text()


def test_what_was_understood_is_shown(edit):
    edit.line.setText("yesterday")
    assert said(edit) == "Sun, 22 Nov 2026"
    edit.line.setText("2019")
    assert said(edit) == "sometime in 2019"
    edit.line.setText("whenever")
    assert (edit.is_valid(), edit.line.property("invalid")) == (False, True)
    edit.line.clear()
    assert (edit.is_valid(), edit.is_blank(), said(edit)) == (True, True, "")


@pytest.mark.parametrize("language", ["en_GB", "de_DE", "ja_JP", "ar_EG"])
def test_a_given_day_comes_back_in_every_language(qtbot, look, language):
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        for value in (DayValue(TODAY - 1), DayValue(TODAY - 400), DayValue(TODAY - 90, 1)):
            edit = DayEdit(lambda: TODAY)
            qtbot.addWidget(edit)
            edit.set_day(value.day, value.precision)
            assert edit.day() == value
    finally:
        QLocale.setDefault(before)


def test_the_calendar_picks(qtbot, edit):
    with qtbot.waitSignal(edit.changed):
        edit._on_picked(QDate(2026, 11, 2))
    assert edit.day() == DayValue(day(2026, 11, 2))


def test_the_calendar_opens_on_the_day(qtbot, edit):
    from PySide6.QtWidgets import QCalendarWidget

    edit.line.setText("3 Nov 2024")
    edit._on_pick()
    calendar = edit.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2024, 11, 3)
    calendar.clicked.emit(QDate(2024, 11, 9))
    assert edit.day() == DayValue(day(2024, 11, 9))


@pytest.mark.parametrize(
    ("text", "minute"),
    [("19:30", 1170), ("7pm", 1140), ("noon", 720), ("9", 540), ("25:00", None), ("x", None)],
)
def test_times(look, text, minute):
    assert read_clock(text) == minute


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("40", 40), ("40 min", 40), ("1h30", 90), ("half an hour", 30), ("2 h", 120), ("long", None)],
)
def test_lengths(look, text, minutes):
    assert read_span(text) == minutes


def test_given_times_come_back(qtbot, look):
    for kind, value in ((ClockEdit, 1170), (SpanEdit, 95)):
        field = kind()
        qtbot.addWidget(field)
        field.set_value(value)
        assert (field.value(), field.is_valid()) == (value, True)
        field.set_value(None)
        assert (field.text(), field.value()) == ("", None)
