"""Errors in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QTranslator

from netjournal import errors
from netjournal.errors import RefusedLink
from netjournal.formats import sniff
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


class German(QTranslator):
    """Knows one sentence of a reader."""

    def translate(self, _context, text, _more="", _n=-1):
        return {"{file} is empty.": "{file} ist leer."}.get(text, "")


def test_what_a_reader_says_is_translated_itself(locale, qapp, tmp_path):
    locale(QLocale("de_DE"))
    path = tmp_path / "leer.csv"
    path.touch()
    with pytest.raises(errors.ImportRejected) as caught:
        sniff(path)
    assert str(caught.value) == "leer.csv is empty."
    german = German()
    qapp.installTranslator(german)
    told = message(caught.value)
    qapp.removeTranslator(german)
    assert (told.text, told.detail) == ("leer.csv ist leer.", "")


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
