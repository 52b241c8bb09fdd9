"""Charts without Qt: sums, places of marks, endings, tables, and who is behind a mark."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection

from netjournal.models import to_day
from netjournal.services.bonds.insight_people import FLOWS
from netjournal.services.bonds.network import NetworkSeries
from netjournal.services.bonds.network_data import Whom
from netjournal.services.bonds.network_graph import Graph, Link, Person
from netjournal.services.bonds.stats import GiveAndTake
from netjournal.services.bonds.strength import LABELS
from netjournal.services.bonds.tie_history import TieHistory, TiePoint
from netjournal.services.bonds.what_works import Way
from netjournal.ui.charts import figures
from netjournal.ui.charts.circles_chart import CircleLine, CirclesChart
from netjournal.ui.charts.deed_charts import CalendarChart, GiveTakeChart
from netjournal.ui.charts.graph_chart import NetworkChart
from netjournal.ui.charts.look import Look, fonts
from netjournal.ui.charts.network_charts import ORDER, GrowthChart, LayersChart, StrengthChart
from netjournal.ui.charts.person_chart import PersonChart
from netjournal.ui.charts.plotting import steps, ticks
from netjournal.ui.charts.way_chart import WaysChart


def series(points=14):
    days = tuple(20000 + 30 * n for n in range(points))
    counts = {
        label: tuple((n * (i + 2)) % 7 + 1 for n in range(points)) for i, label in enumerate(LABELS)
    }
    flows = tuple(range(points))
    values = tuple(float(n + 1) for n in range(points))
    return NetworkSeries(days, values, values, values, counts, flows, flows, flows, flows)


MONTH = 20058  # 1 December 2024
CHARTS = [
    GrowthChart(series()),
    GrowthChart(series(1)),
    StrengthChart(series()),
    StrengthChart(series(1)),
    LayersChart(series(), 2),
    WaysChart((Way("via", "work", 12, 9, 3, 6), Way("event", "talk", 3, 3, 3, 3))),
    CalendarChart({20000: 2, 20300: 9}, 20000, 20365),
    GiveTakeChart(((MONTH, GiveAndTake(3, 1)), (MONTH + 31, GiveAndTake(0, 0)))),
    PersonChart(
        TieHistory(
            (TiePoint(20000, 5.0, "new", ("met",)), TiePoint(20030, 3.5, "new", ())), planned=40.0
        )
    ),
]
CIRCLES = CirclesChart(
    (
        CircleLine("", Whom(), series()),
        CircleLine("Mentors", Whom(1), series()),
        CircleLine("=Choir $x$", Whom(2), series()),
    )
)
CHARTS.append(CIRCLES)
NAMES = [f"{chart.kind}-{n}" for n, chart in enumerate(CHARTS)]


@pytest.mark.parametrize("chart", [GrowthChart, StrengthChart])
@pytest.mark.parametrize("size", [(3.4, 2.0), (7.0, 3.5)])
@pytest.mark.parametrize("people", [1, 2, 5, 40])
def test_numbers_of_two_axes_do_not_overlap(chart, size, people):
    """As in the report of a journal with hardly anybody in it."""
    counts = {label: (people * (label == "new"),) for label in LABELS}
    some = (people,)
    data = NetworkSeries((20000,), (0.4,), (0.4,), (0.4,), counts, some, (0,), (0,), (0,))
    made, _ = figures.figure(chart(data), Look(), size)
    canvas = FigureCanvasAgg(made)
    figures.fit(made, canvas)
    numbers = [
        text.get_window_extent(canvas.get_renderer())
        for axes in made.axes
        for text in axes.texts
        if text.get_horizontalalignment() == "right"
    ]
    assert len(numbers) > 3
    inked = [one.expanded(1, 0.75) for one in numbers]  # digits don't fill their line
    for n, one in enumerate(inked):
        assert not any(one.overlaps(other) for other in inked[n + 1 :])


def test_the_stack_reaches_the_number_of_people():
    data = series()
    made, _ = figures.figure(GrowthChart(data), Look(), (8, 4))
    stack = made.axes[0]
    areas = [c for c in stack.collections if isinstance(c, PolyCollection)]
    tops = [max(path.vertices[:, 1]) for c in areas for path in c.get_paths()]
    total = max(sum(data.counts[label][n] for label in LABELS) for n in range(len(data.days)))
    assert max(tops) == total
    assert len(areas) == len(ORDER)


def test_strength_draws_pace_and_live_ties():
    data = series()
    made, _ = figures.figure(StrengthChart(data), Look(dark=True), (8, 4))
    pace, live = (axes.lines[0] for axes in made.axes)
    assert list(pace.get_ydata()) == list(data.pace)
    assert list(live.get_ydata()) == list(data.live)


def test_each_circle_has_lines_of_its_own_and_leads_to_its_people():
    made, spots = figures.figure(CIRCLES, Look(), (8, 4))
    assert [len(axes.lines) for axes in made.axes] == [3, 3]
    assert {len(rows) for rows in spots} == {6}
    assert len({line.get_color() for line in made.axes[0].lines}) == 3
    assert len({entry.style for entry in CIRCLES.legend(Look())[1:]}) == 2  # in gray print, too
    for row, whom in enumerate((Whom(), Whom(1), Whom(2)) * 2):
        behind = CIRCLES.behind(3, row)
        assert (behind.key, behind.day, behind.whom) == ("alive", CIRCLES.days[3], whom)
    header, rows = CIRCLES.table(Look(words={"everyone": "Everyone", "live_ties": "Live ties"}))
    assert header[1:3] == ["Everyone: Pace", "Everyone: Live ties"]
    assert rows[3][1:3] == [4.0, 4.0]


@pytest.mark.parametrize("name", ["$\\frac{$", "Cash $$ & Co", "_a^b"])
@pytest.mark.parametrize("ending", ["png", "svg"])
def test_what_a_user_named_is_no_formula(name, ending):
    chart = CirclesChart((CircleLine(name, Whom(1), series()),))
    found = figures.content(chart, ending, Look())
    people = tuple(Person(n, name, "warm", 20.0, 0.2 * n, 0.5) for n in (1, 2))
    graph = NetworkChart(Graph(people, (Link(0, 1, 1, 2),), 0))
    pictures = found, figures.content(graph, ending, Look())
    if ending == "svg":
        for picture in pictures:
            assert name.replace("&", "&amp;") in picture.decode()


def test_names_that_a_spreadsheet_could_run_get_an_apostrophe():
    lines = figures.content(CIRCLES, "csv", Look()).decode().splitlines()
    assert "'=Choir $x$: Pace" in lines[0]
    assert lines[1].split(",")[1:3] == ["1.0", "1.0"]


def test_a_span_within_one_month_names_it():
    day = date(2026, 11, 20)
    assert [text for _, text in ticks(day, day, Look())] == ["Nov 2026"]


@pytest.mark.parametrize("chart", [GrowthChart(series(1)), StrengthChart(series(1))])
def test_a_journal_of_three_weeks_sees_something(chart):
    made, _ = figures.figure(chart, Look(), (8, 4))
    if chart.kind == "strength":
        assert [len(axes.lines[0].get_xdata()) for axes in made.axes] == [2, 2]
    for area in (c for axes in made.axes for c in axes.collections if type(c) is PolyCollection):
        across = area.get_paths()[0].vertices[:, 0]
        assert across.max() - across.min() == 1


@pytest.mark.parametrize("chart", CHARTS, ids=NAMES)
def test_marks_lie_in_the_picture_and_lead_to_somebody(chart):
    picture = figures.render(chart, Look(), (900, 300), 1.5)
    assert (picture.width, picture.height) == (900, 300)
    assert len(picture.pixels) == 900 * 300 * 4
    assert len(set(picture.pixels[::4])) > 3
    seen = 0
    for column, rows in enumerate(picture.places):
        for row, place in enumerate(rows):
            if place is None:
                continue
            seen += 1
            left, top, right, bottom = place
            assert -2 <= left <= right
            assert left <= 902
            assert -2 <= top <= bottom <= 302
            behind = chart.behind(column, row)
            assert (behind is None) == (chart.kind == "person")
    assert seen
    assert -1 <= picture.top < picture.bottom <= 301


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("chart", CHARTS, ids=NAMES)
def test_no_word_is_cut_however_large_it_is(chart, scale):
    said = {"share_few": "{percent}% of only {met} whom you met", "share": "{percent}% of {met}"}
    figures.render(chart, Look(scale=scale, words=said), (1000, 420), 1.0)
    canvas = figures._used(chart.kind)
    for axes in canvas.figure.axes:
        for text in axes.texts:
            box = text.get_window_extent()
            assert -1 <= box.x0 < box.x1 <= 1001, text.get_text()
            assert -1 <= box.y0 < box.y1 <= 421, text.get_text()


def test_lines_and_dots_grow_with_the_text():
    chart = CHARTS[-2]
    assert chart.kind == "person"
    dark = {}
    for scale in (1.0, 2.0):
        picture = figures.render(chart, Look(scale=scale), (600, 300), 1.0)
        accent = bytes.fromhex(Look().color("accent")[1:])
        rows = (picture.pixels[at : at + 3] for at in range(0, len(picture.pixels), 4))
        dark[scale] = sum(pixel == accent for pixel in rows)
    assert dark[2.0] > 1.6 * dark[1.0]


def test_a_little_strength_has_a_number_to_be_measured_by():
    some = series(2)
    weak = replace(some, pace=(0.2, 0.4), live=(0.1, 0.2), spread=(0.1, 0.1))
    made, _ = figures.figure(StrengthChart(weak), Look(), (8, 4))
    for axes in made.axes:
        assert {"0", "1"} <= {text.get_text() for text in axes.texts}


def test_a_legend_is_read_line_by_line():
    chart = GrowthChart(series())
    made, _ = figures.figure(chart, Look(), chart.size)
    figures._explain(made, chart, Look())
    FigureCanvasAgg(made).draw()
    texts = made.legends[0].get_texts()
    places = {text.get_text(): text.get_window_extent() for text in texts}
    read = sorted(places, key=lambda word: (-round(places[word].y0), places[word].x0))
    assert read == [entry.words for entry in chart.legend(Look())]


def test_layers_of_a_young_journal_compare_nothing():
    chart = LayersChart(series(1), 0)
    assert chart.legend(Look()) == []
    header, rows = chart.table(Look(words={"now": "Now", "label": "Label"}))
    assert header == ["Label", "Now"]
    assert {len(row) for row in rows} == {2}
    picture = figures.render(chart, Look(), (600, 300), 1.0)
    assert {len(rows) for rows in picture.places} == {1}
    assert chart.behind(0, 0).day == chart.series.days[-1]


@pytest.mark.parametrize("chart", CHARTS, ids=NAMES)
def test_the_table_has_as_many_cells_in_every_row(chart):
    header, rows = chart.table(Look())
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    text = figures.content(chart, "csv", Look()).decode()
    assert text.count("\r\n") == len(rows) + 1


def test_the_table_has_the_same_numbers():
    data = series(3)
    lines = figures.content(GrowthChart(data), "csv", Look(words={"month": "Month"})).decode()
    header, first, *_ = (line.split(",") for line in lines.splitlines())
    assert header[0] == "Month"
    assert first[0] == "2024-10-04"
    assert first[1 : 1 + len(ORDER)] == [str(data.counts[label][0]) for label in ORDER]
    assert first[1 + len(ORDER) :] == [str(getattr(data, flow)[0]) for flow in FLOWS]


@pytest.mark.parametrize(
    ("ending", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_files(ending, magic):
    look = Look(words={"inner": "Innerste"})
    data = figures.content(GrowthChart(series()), ending, look)
    assert data.startswith(magic)
    if ending == "svg":
        assert b"Innerste" in data
        assert data == figures.content(GrowthChart(series()), ending, look)


def test_behind_a_mark_is_what_it_counts():
    growth = GrowthChart(series())
    warm = growth.behind(4, ORDER.index("warm"))
    assert (warm.kind, warm.key, warm.day) == ("label", "warm", 20120)
    joined = growth.behind(4, len(ORDER))
    assert (joined.kind, joined.key, joined.day, joined.before) == ("flow", "joined", 20120, 20090)
    first = growth.behind(0, len(ORDER))
    assert first.before == 19996  # the month end before
    then, now = (LayersChart(series(), 2).behind(0, row).day for row in (0, 1))
    assert (then, now) == (20060, 20390)
    calendar = CalendarChart({}, 20000, 20010)
    assert calendar.monday == 19996
    assert calendar.behind(1, 6).day == 20009
    help_ = GiveTakeChart(((MONTH, GiveAndTake(1, 1)),))
    assert [help_.behind(0, row).key for row in (0, 1)] == ["received", "given"]


@pytest.mark.parametrize(("top", "lines"), [(0, 4), (1, 4), (7, 4), (139, 4), (1_000_000, 3)])
def test_lines_are_at_round_numbers(top, lines):
    found = steps(top, lines)
    assert found[0] == 0
    assert len(found) <= lines + 1
    assert found[-1] <= top < found[-1] + (found[1] if len(found) > 1 else 1.1)


def test_fonts_that_are_not_there_are_passed_over_without_a_word(caplog):
    look = Look(families=("No Such Font", "DejaVu Sans"))
    made, _ = figures.figure(GrowthChart(series()), look, (4, 3))
    made.savefig(io.BytesIO(), format="svg")
    assert not [record for record in caplog.records if "findfont" in record.getMessage()]
    assert fonts(("No Such Font",)) == ["DejaVu Sans"]


def test_months_are_named_in_short_spans():

    made, _ = figures.figure(GrowthChart(series(6)), Look(months=tuple("abcdefghijkl")), (8, 4))
    texts = [text.get_text() for text in made.axes[1].texts]
    assert texts[-5:] == ["k 2024", "l", "a 2025", "b", "c"]
    assert to_day(date(2024, 10, 4)) == 20000
