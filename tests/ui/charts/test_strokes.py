"""Hatching as lines: only within the shapes, and all over them."""

from __future__ import annotations

from itertools import pairwise
from math import dist, sqrt

from hypothesis import given
from hypothesis import strategies as st

from netjournal.ui.charts.strokes import across, stroked

SQUARE = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0), (0.0, 0.0)]


def test_a_square_is_covered():
    lines = across([SQUARE], 5)
    assert all(-1e-6 <= c <= 40 + 1e-6 for line in lines for point in line for c in point)
    assert max(dist(*line) for line in lines) > 40 * sqrt(2) - 1e-6
    assert len(lines) == 11


@given(st.lists(st.tuples(st.floats(1, 99), st.floats(1, 60)), min_size=2, max_size=9))
def test_no_line_leaves_an_area(heights):
    """The length within an area is its surface over the gap, whatever its shape."""
    xs = sorted({round(x) for x, _ in heights})
    tops = [height for _, height in heights][: len(xs)]
    outline = [(float(xs[0]), 0.0), *zip(map(float, xs), tops, strict=True), (float(xs[-1]), 0.0)]
    outline.append(outline[0])
    lines = across([outline], 0.5)
    surface = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(outline[1:-2]))
    assert abs(sum(dist(*line) for line in lines) * 0.5 - surface) < 0.05 * surface + 45


def test_a_chart_has_lines_in_place_of_hatching():
    from matplotlib.figure import Figure

    made = Figure(figsize=(3, 2))
    axes = made.add_axes((0, 0, 1, 1))
    axes.fill_between([0, 1], [0, 0], [1, 2], hatch="////")
    axes.bar([0], [1], hatch="....")
    stroked(made, "#ffffff")
    assert not any(artist.get_hatch() for artist in [*axes.collections, *axes.patches])
    assert len(axes.collections) == 3
