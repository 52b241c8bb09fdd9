"""Errors in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from netjournal import errors
from netjournal.errors import RefusedLink
from netjournal.ui.messages import message

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.UserError)
]


@pytest.fixture
def locale():
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_of_its_own(kind, locale):
    locale(QLocale("de_DE"))
    told = message(kind("The exact sentence."))
    assert told.title
    assert told.text.endswith(".")
    if kind is not errors.UserError:
        assert told.text != message(errors.UserError("x")).text


def test_english_shows_the_exact_sentence(locale):
    locale(QLocale("en_GB"))
    told = message(errors.UsageError("A person needs a name."))
    assert (told.text, told.detail) == ("A person needs a name.", "")


def test_other_languages_keep_it_as_a_detail(locale):
    locale(QLocale("de_DE"))
    told = message(errors.UsageError("A person needs a name."))
    assert told.detail == "A person needs a name."
    assert told.text != told.detail


def test_the_file_is_named(locale):
    locale(QLocale("de_DE"))
    told = message(errors.ImportRejected("x", file="odd\u202e.csv"))
    assert "odd.csv" in told.text


def test_kinds_of_other_floors_fall_back_to_their_parent():
    class Odd(errors.DiskError):
        pass

    assert message(Odd("x")).title == message(errors.DiskError("x")).title
    refused = message(RefusedLink("x", reason="scheme"))
    assert refused.title != message(errors.UsageError("x")).title
    assert refused.detail == ""
