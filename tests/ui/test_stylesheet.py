"""The style sheet: every token resolved, sizes right."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QCompleter, QLineEdit

from netjournal.ui import colors, stylesheet, theme

POINTS = {"title": 16.5, "figure": 15.0, "small": 9.375, "caption": 8.25}


@pytest.mark.parametrize(("tokens", "scheme"), [(colors.LIGHT, "light"), (colors.DARK, "dark")])
def test_everything_is_filled_in(tokens, scheme):
    text = stylesheet.build(tokens, POINTS, "/there", scheme)
    assert not re.search(r"[@%$]|-#", text)
    assert tokens["accent"] in text
    assert f'url("/there/mark-check-{scheme}.svg")' in text
    assert "font-size: 9.38pt" in text


def test_an_unknown_token_is_an_error():
    with pytest.raises(KeyError):
        stylesheet.build({}, POINTS, "/there", "light")


def test_colours_come_from_tokens_only():
    text = stylesheet.build(colors.LIGHT, POINTS, "", "light")
    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= set(colors.LIGHT.values())


def test_lengths_grow_and_lines_stay():
    plain = stylesheet.build(colors.LIGHT, POINTS, "", "light")
    big = stylesheet.build(colors.LIGHT, POINTS, "", "light", 1.5)
    assert "min-height: 32px" in plain
    assert "min-height: 48px" in big
    assert "border: 1px solid" in big
    assert "border-bottom: 2px" in big


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_completes_a_word_stands_on_a_ground_of_its_own(qtbot, look, scheme):
    theme.apply(look, scheme)
    field = QLineEdit()
    qtbot.addWidget(field)
    completer = QCompleter(["chess", "choir"], field)
    field.setCompleter(completer)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "ch")
    popup = completer.popup()
    assert popup.isVisible()
    seen = popup.grab().toImage().pixelColor(popup.width() - 12, popup.height() // 2)
    popup.hide()
    assert seen == theme.color("panel")
