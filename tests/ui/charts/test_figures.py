"""Charts without Qt: sums, endings, tables."""

from __future__ import annotations

import io

import pytest

from netjournal.services.network import NetworkSeries
from netjournal.services.strength import LABELS
from netjournal.ui.charts import figures
from netjournal.ui.charts.look import fonts


def series(points=14):
    days = tuple(20000 + 30 * n for n in range(points))
    counts = {
        label: tuple((n * (i + 2)) % 7 + 1 for n in range(points)) for i, label in enumerate(LABELS)
    }
    flows = tuple(range(points))
    values = tuple(float(n) for n in range(points))
    return NetworkSeries(days, values, values, values, counts, flows, flows, flows, flows)


def test_the_stack_reaches_the_number_of_people():
    data = series()
    axes = figures.figure("growth", data, figures.Look(), (8, 4)).axes[0]
    tops = [max(path.vertices[:, 1]) for c in axes.collections for path in c.get_paths()]
    total = max(sum(data.counts[label][n] for label in LABELS) for n in range(len(data.days)))
    assert max(tops) == total
    assert len(axes.collections) == len(figures.ORDER)


def test_strength_draws_pace_and_live_ties():
    data = series()
    axes = figures.figure("strength", data, figures.Look(dark=True), (8, 4)).axes[0]
    pace, live = axes.lines
    assert list(pace.get_ydata()) == list(data.pace)
    assert list(live.get_ydata()) == list(data.live)


@pytest.mark.parametrize("kind", ["growth", "strength"])
def test_points_of_the_picture_lie_in_its_box(kind):
    picture = figures.render(kind, series(), figures.Look(), (900, 300), 1.5)
    assert (picture.width, picture.height) == (900, 300)
    assert len(picture.pixels) == 900 * 300 * 4
    left, top, right, bottom = picture.box
    assert 0 <= left < right <= 900
    assert 0 <= top < bottom <= 300
    assert picture.xs[0] == pytest.approx(left)
    assert picture.xs[-1] == pytest.approx(right)
    assert len(set(picture.pixels[::4])) > 3


@pytest.mark.parametrize(
    ("ending", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_files(ending, magic):
    words = {"inner": "Innerste"}
    data = figures.save("growth", series(), figures.Look(words=words), ending)
    assert data.startswith(magic)
    if ending == "svg":
        assert b"Innerste" in data
        assert data == figures.save("growth", series(), figures.Look(words=words), ending)


def test_one_point_is_enough():
    assert figures.render("growth", series(1), figures.Look(), (300, 200), 1.0).xs


def test_the_table_has_the_same_numbers():
    data = series(3)
    header, rows = figures.table("growth", data, figures.Look(words={"day": "Day"}))
    assert header[0] == "Day"
    assert [row[0] for row in rows] == ["2024-10-04", "2024-11-03", "2024-12-03"]
    assert [row[1] for row in rows] == list(data.counts["inner"])


def test_fonts_that_are_not_there_are_passed_over_without_a_word(caplog):
    look = figures.Look(families=("No Such Font", "DejaVu Sans"))
    figures.figure("growth", series(), look, (4, 3)).savefig(io.BytesIO(), format="svg")
    assert not [record for record in caplog.records if "findfont" in record.getMessage()]
    assert fonts(("No Such Font",)) == ["DejaVu Sans"]
