"""Dates in words, whatever their order; what is none stays none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from netjournal.ui.widgets.partial_words import read_words


@pytest.fixture(autouse=True)
def _language():
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("es_ES", "12 de Mayo de 1990", "1990-05-12"),
        ("pt_BR", "maio de 1990", "1990-05"),
        ("ja_JP", "5月12日", "--05-12"),
        ("ko_KR", "1990년 5월", "1990-05"),
        ("ru_RU", "май 1990 г.", "1990-05"),
        ("en_GB", "the 12th of May", "--05-12"),
        ("en_GB", "May", None),
        ("en_GB", "Maybe 12", None),
        ("en_GB", "31 February 1990", None),
        ("en_GB", "12 13 May 1990", None),
        ("en_GB", "marching 12 May", None),
        ("en_GB", "12345 May", None),
        ("ja_JP", "13月", None),
        ("en_GB", "", None),
    ],
)
def test_dates_and_what_is_none(qapp, name, typed, stored):
    QLocale.setDefault(QLocale(name))
    assert read_words(typed) == stored
