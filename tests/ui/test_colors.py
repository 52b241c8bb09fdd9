"""Contrast and colour-blind safety of both palettes."""

from __future__ import annotations

import itertools

import pytest

from netjournal.ui import colors

SCHEMES = {"light": colors.LIGHT, "dark": colors.DARK}
STRENGTHS = {"light": colors.STRENGTH_LIGHT, "dark": colors.STRENGTH_DARK}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), colors.TEXT_PAIRS)
def test_text_is_readable(scheme, text, ground):
    tokens = SCHEMES[scheme]
    assert colors.contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_and_focus_lines_stand_out(scheme):
    tokens = SCHEMES[scheme]
    for mark, ground in (("accent", "page"), ("accent", "panel"), ("mark", "panel")):
        assert colors.contrast(tokens[mark], tokens[ground]) >= 3


@pytest.mark.parametrize("circle", colors.AVATARS)
def test_initials_are_readable(circle):
    assert colors.contrast(circle, colors.AVATAR_TEXT) >= 4.5


@pytest.mark.parametrize("deficiency", colors.DEFICIENCIES)
@pytest.mark.parametrize("scheme", STRENGTHS)
def test_strengths_can_be_told_apart(scheme, deficiency):
    seen = {label: colors.simulated(c, deficiency) for label, c in STRENGTHS[scheme].items()}
    for first, second in itertools.combinations(seen, 2):
        assert colors.difference(seen[first], seen[second]) >= 13, (first, second)


@pytest.mark.parametrize("deficiency", colors.DEFICIENCIES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_of_circles_can_be_told_apart_and_seen(scheme, deficiency):
    lines = colors.SERIES_DARK if scheme == "dark" else colors.SERIES_LIGHT
    seen = [colors.simulated(colour, deficiency) for colour in lines]
    for first, second in itertools.combinations(seen, 2):
        assert colors.difference(first, second) >= 20
    for colour in lines:
        assert colors.contrast(colour, SCHEMES[scheme]["panel"]) >= 3


@pytest.mark.parametrize("scheme", STRENGTHS)
def test_neighbours_in_a_stack_are_far_apart(scheme):
    order = [STRENGTHS[scheme][label] for label in colors.STRENGTH_LABELS]
    for deficiency in colors.DEFICIENCIES:
        for first, second in itertools.pairwise(order):
            ends = (colors.simulated(first, deficiency), colors.simulated(second, deficiency))
            assert colors.difference(*ends) >= 17


def test_both_schemes_have_the_same_tokens():
    assert set(colors.LIGHT) == set(colors.DARK)
    assert set(colors.STRENGTH_LIGHT) == set(colors.STRENGTH_DARK) == set(colors.STRENGTH_LABELS)
    assert set(colors.STRENGTH_SEGMENTS) == set(colors.STRENGTH_LABELS)


def test_contrast_of_known_pairs():
    assert colors.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colors.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_difference_of_black_and_white():
    ends = (colors.linear("#000000"), colors.linear("#ffffff"))
    assert colors.difference(*ends) == pytest.approx(100, abs=0.1)


def test_the_simulation_confuses_what_such_eyes_confuse():
    red, green = "#b4463c", "#6e7a30"
    plain = colors.difference(colors.simulated(red, "none"), colors.simulated(green, "none"))
    seen = (colors.simulated(red, "deuteranopia"), colors.simulated(green, "deuteranopia"))
    assert colors.difference(*seen) < plain / 2
