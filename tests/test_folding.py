"""Comparison forms of names and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal import folding
from netjournal.folding import fold, index_words, is_unspaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller", "muller"),
        ("ŁUKASZ  Straße ", "lukasz strasse"),
        ("Ørsted Æsop Œuvre", "orsted aesop oeuvre"),
        ("ﬃ Ångström İ", "ffi angstrom i"),
        ("山田 太郎", "山田 太郎"),
        ("", ""),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain ascii", ""),
        ("Müller", ""),  # the index folds accents itself
        ("Łukasz met Ann", "lukasz"),
        ("Straße", "strasse"),
        ("山田太郎", "山 田 太 郎"),
    ],
)
def test_index_words(text, expected):
    assert index_words(text) == expected


def test_is_unspaced():
    assert is_unspaced("山田")
    assert is_unspaced("สวัสดี")
    assert not is_unspaced("Łukasz")


def test_every_letter_that_needs_an_index_word_is_known_at_a_glance():
    needing = {
        c
        for c in map(chr, range(0x110000))
        if any(ord(x) in folding._LETTERS for x in c.casefold()) or c == "ß"
    }
    assert all(folding._beyond_accents().search(c) for c in needing)
    assert all(folding.index_words(f"x{c}") for c in needing if c.isalnum())
    assert folding.index_words("Émile Žižek") == ""
