"""Days in words, in several languages' order."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from netjournal.ui import dates
from netjournal.ui.english import EnglishPlurals

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture(autouse=True)
def _english(qapp):
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    plurals = EnglishPlurals()
    qapp.installTranslator(plurals)
    yield
    qapp.removeTranslator(plurals)
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 9, 3), "3 Sept"),
        (date(2025, 12, 14), "14 Dec 2025"),
        (date(2026, 1, 2), "2 Jan"),
        (date(2025, 11, 24), "24 Nov 2025"),
        (date(2025, 11, 23), "1 yr ago"),
        (date(2024, 11, 1), "2 yr ago"),
        (date(2016, 11, 23), "10 yr ago"),
        (date(2027, 2, 1), "1 Feb"),
        (date(2028, 2, 1), "1 Feb 2028"),
    ],
)
def test_short_days(day, words):
    assert dates.short_day(day, TODAY) == words


def test_day_numbers_are_days_since_1970():
    assert dates.to_date(0) == date(1970, 1, 1)
    assert dates.short_day(20_780, 20_781) == "yesterday"
    assert dates.full_day((date(2024, 6, 14) - date(1970, 1, 1)).days) == "14 Jun 2024"


def test_long_days():
    assert dates.long_day(TODAY, TODAY) == "Monday, 23 November"
    assert dates.long_day(date(2025, 6, 14), TODAY) == "Saturday, 14 June 2025"
    assert dates.weekday(date(2026, 11, 26)) == "Thu"


def test_headings_of_the_timeline():
    assert dates.heading(date(2026, 11, 22), TODAY) == ("Yesterday", "22 Nov")
    assert dates.heading(date(2026, 11, 14), TODAY) == ("Saturday", "14 Nov")
    assert dates.heading(date(2025, 11, 14), TODAY) == ("Friday", "14 Nov 2025")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), ("2 days late", "late")),
        (date(2026, 11, 22), ("1 day late", "late")),
        (TODAY, ("today", "warning")),
        (date(2026, 11, 24), ("tomorrow", "neutral")),
        (date(2026, 11, 27), ("Friday", "neutral")),
        (date(2026, 12, 10), ("10 Dec", "neutral")),
    ],
)
def test_due_days(day, words):
    assert dates.due(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 13), "41 days ago"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 26), "in 3 days"),
        (date(2026, 7, 4), "5 months ago"),
        (date(2023, 1, 1), "3 years ago"),
    ],
)
def test_distances(day, words):
    assert dates.ago(day, TODAY) == words


def test_imprecise_dates_say_no_more_than_is_known():
    assert dates.when(date(2019, 4, 1), "day") == "1 Apr 2019"
    assert dates.when(date(2019, 4, 1), "month") == "Apr 2019"
    assert dates.when(date(2019, 4, 1), "year") == "2019"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1990-05-12", "12 May 1990"),
        ("--05-12", "12 May"),
        ("--02-29", "29 February"),
        ("1990-05", "May 1990"),
        ("1990", "1990"),
        ("1990-13", "1990-13"),
        ("--02-31", "--02-31"),
        ("spring", "spring"),
        ("", ""),
    ],
)
def test_partial_dates(text, words):
    assert dates.partial(text) == words


def test_times():
    assert dates.clock(19 * 60) == "19:00"
    assert [dates.span(minutes) for minutes in (25, 60, 90)] == ["25 min", "1 h", "1 h 30 min"]


def test_time_stamps_are_local():
    local = datetime(2026, 11, 23, 9, 12)
    assert dates.stamp(int(time.mktime(local.timetuple())) * 1000, TODAY) == "today 09:12"


@pytest.mark.parametrize(
    ("locale", "short", "long", "month"),
    [
        ("en_US", "Sep 3", "Monday, November 23", "Nov 2026"),
        ("de_DE", "3. Sept.", "Montag, 23. November", "Nov 2026"),
        ("es_ES", "3 de sept", "lunes, 23 de noviembre", "nov 2026"),
        ("ja_JP", "9月3日", "11月23日月曜日", "2026年11月"),
        ("hu_HU", "szept. 3.", "november 23., hétfő", "2026. nov."),
        ("ru_RU", "3 сент.", "понедельник, 23 ноября", "нояб. 2026"),
    ],
)
def test_other_languages_keep_their_order(locale, short, long, month):
    QLocale.setDefault(QLocale(locale))
    assert dates.short_day(date(2026, 9, 3), TODAY) == short
    assert dates.long_day(TODAY, TODAY) == long
    assert dates.month(2026, 11) == month


def test_no_language_leaves_holes():
    """No locale's short day keeps a comma, a word of the year or the year itself."""
    everywhere = QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )
    day = date(2026, 9, 3)
    for locale in {locale.dateFormat(): locale for locale in everywhere}.values():
        QLocale.setDefault(locale)
        words = dates.short_day(day, TODAY)
        assert words
        assert words == words.strip(" ,،'")
        for text in (words, dates.long_day(day, TODAY), dates.partial("--09-03")):
            assert locale.toString(2026) not in text.replace(locale.groupSeparator(), "")
            assert "2026" not in text
            assert text.count("'") % 2 == 0
        weekday = locale.dayName(day.isoweekday())
        assert len(weekday) < 3 or weekday not in words
        assert dates.full_day(day).strip(" ,،'")


def test_a_day_is_told_anew_in_another_language():
    everywhere = QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )
    told, anew = [], []
    for found, forgetting in ((told, False), (anew, True)):
        for locale in everywhere:
            QLocale.setDefault(locale)
            if forgetting:
                dates._told.cache_clear()
            found.append((locale.bcp47Name(), dates.full_day(date(2026, 9, 3))))
    assert len(told) > 500
    assert told == anew


def test_years_are_written_in_the_digits_of_the_language():
    assert (dates.year_alone(2024), dates.month(2026, 3)) == ("2024", "Mar 2026")
    QLocale.setDefault(QLocale("ar_EG"))
    assert dates.year_alone(2024) == "٢٠٢٤"
    assert dates.month(2026, 3).endswith("٢٠٢٦")
