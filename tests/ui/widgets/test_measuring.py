"""What fits into a line: the quick ways against asking Qt about the whole text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from netjournal.ui import theme
from netjournal.ui.widgets import measuring

PIECES = (
    *("the line ends here, ", "ﬁ AVAVA To. ffi ", "W" * 40, "i" * 90, "." * 60, "1 2 3 4 5 6 "),
    *("Zoë said “yes” – twice… ", "дом и сад ", "שלום עולם ", "مرحبا ", "李小龍", "🙂 "),
    *("👩\u200d👩\u200d👧 ", "x\u0301" * 30, "@%&MW", "(((((", " " * 20),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)
ROLES = st.sampled_from(("name", "small", "body", "caption"))


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def whole(text, role, room):
    """Return what Qt makes of the whole text."""
    return QFontMetricsF(theme.font(role)).elidedText(text, Qt.TextElideMode.ElideRight, room)


@given(text=TEXTS, role=ROLES, room=st.floats(0, 900))
@example(text="the line ends here, the line ends here, \x9c0", role="name", room=0.0)
def test_no_more_is_measured_but_the_same_is_shown(text, role, room):
    revision = theme.revision()
    assert measuring.shortened(text, role, room, revision) == whole(text, role, room)
    shown, width = measuring.fitted(text, role, room, revision)
    fits = measuring.width(text, role, revision) <= room
    assert shown == (text if fits else whole(text, role, room))
    assert width == QFontMetricsF(theme.font(role)).horizontalAdvance(shown)


@pytest.mark.parametrize("scale", [0.75, 1.0, 1.5])
@pytest.mark.parametrize("role", list(theme.SIZES))
def test_no_letter_is_wider_than_the_widest(qapp, role, scale):
    theme.apply(qapp, "light", scale)
    type_ = measuring.type_of(role, theme.revision())
    letters = [chr(code) for code in range(0x20, 0x7F)]
    assert max(map(type_.metrics.horizontalAdvance, letters)) <= type_.widest
    for pair in ("WW", "MM", "@@", "%%", "WAWA", "mmm"):
        assert type_.metrics.horizontalAdvance(pair) <= len(pair) * type_.widest


@given(st.text() | TEXTS)
def test_what_runs_from_the_left_is_told_letter_by_letter(text):
    expected = all(sign < "\u0590" or sign in "…–—‘’“”" for sign in text)
    assert measuring.runs_from_left(text) == expected


def test_a_long_text_costs_no_more_than_what_is_seen(qapp):
    """A page of ten thousand words is cut before it is measured."""
    text = "so much was said that day " * 10_000
    shown = measuring.shortened(text, "small", 500, theme.revision())
    assert shown == whole(text[:400], "small", 500)
