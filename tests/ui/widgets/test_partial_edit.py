"""A date known in part: its hint shows what is understood, in the user's language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from netjournal.ui import dates
from netjournal.ui.widgets.partial_edit import PartialEdit, read_partial


@pytest.fixture
def language():
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("en_GB", "12 May 1990, May 1990, 1990 or 12 May"),
        ("de_DE", "12. Mai 1990, Mai 1990, 1990 or 12. Mai"),
    ],
)
def test_the_hint_is_in_the_language_and_understood(qtbot, language, name, hint):
    language(name)
    field = PartialEdit("birthday")
    qtbot.addWidget(field)
    assert field.line.placeholderText() == hint
    day, month, rest = hint.split(", ")
    year, birthday = rest.split(" or ")
    read = [read_partial(text) for text in (day, month, year, birthday)]
    assert read == ["1990-05-12", "1990-05", "1990", "--05-12"]


LANGUAGES = (
    *("en_US", "fr_FR", "es_ES", "pt_BR", "it_IT", "de_DE", "pl_PL", "cs_CZ", "ru_RU", "sv_SE"),
    *("nl_NL", "tr_TR", "ja_JP", "zh_CN", "ko_KR", "ar_EG", "he_IL", "fi_FI", "hu_HU", "el_GR"),
)


@pytest.mark.parametrize("name", LANGUAGES)
def test_what_is_shown_is_understood_again(qtbot, language, name):
    language(name)
    for stored in ("1990-05-12", "1990-05", "1990", "--05-12", "2024-12-31", "--02-29", "2001-03"):
        assert read_partial(dates.partial(stored)) == stored, dates.partial(stored)
