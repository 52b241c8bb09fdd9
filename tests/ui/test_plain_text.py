"""Text that is harmless to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.ui import plain_text
from netjournal.ui.plain_text import display_safe, tooltip


@given(st.text())
def test_shown_text_is_harmless(text):
    shown = display_safe(text)
    assert len(shown) <= 400
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for c in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    )
    assert display_safe(shown) == shown


LATIN = st.characters(max_codepoint=0x304) | st.characters(
    min_codepoint=0x2000, max_codepoint=0x2070
)


def letter_by_letter(text):
    """Return what of a short text is shown, looking at each of its letters."""
    kept, marks = "", 0
    for letter in text:
        if letter in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029":
            kept += " "
            continue
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= 3 and (unicodedata.category(letter)[0] != "C" or letter in "\u200c\u200d"):
            kept += letter
    return kept.strip()


@given(st.text(LATIN, max_size=300))
def test_plain_words_are_shown_as_letter_by_letter(text):
    assert display_safe(text) == letter_by_letter(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana\nBob", "Ana Bob"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("Z\u0335\u0321\u0322\u0327\u0328algo", "Z\u0335\u0321\u0322algo"),
        ("  Zoë  ", "Zoë"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("x" * 500, "x" * 399 + "…"),
    ],
)
def test_examples(text, shown):
    assert display_safe(text) == shown


def test_a_tooltip_keeps_its_lines():
    assert tooltip("one\ntwo") == "<qt>one<br>two</qt>"


@given(st.text())
def test_tooltips_never_carry_markup(text):
    shown = tooltip(text).removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "")
    assert not set("<>") & set(shown)


def test_long_addresses_can_be_broken_at_their_joints():
    assert plain_text.breakable("short@x.example and more") == "short@x.example and more"
    shown = plain_text.breakable("to matthew.marshwick@healthcare.example")
    assert shown.replace("\u200b", "") == "to matthew.marshwick@healthcare.example"
    assert "matthew.\u200bmarshwick@\u200bhealthcare.\u200bexample" in shown
    assert max(map(len, plain_text.breakable("x" * 100).split("\u200b"))) <= 19
