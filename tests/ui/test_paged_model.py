"""Long lists: ids, pages, keeping one's place."""

from __future__ import annotations

import time
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QListView

from netjournal.ui.long_lists import keep_place, show_row, tune_list
from netjournal.ui.paged_model import ID, PAGE, PAGES, ROW, PagedTableModel


class Source:
    """Rows by id, counting what is read."""

    def __init__(self):
        self.reads = []
        self.gone = set()

    def __call__(self, ids):
        self.reads.append(list(ids))
        return [None if number in self.gone else f"row {number}" for number in ids]


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def model(source, qtbot):
    made = PagedTableModel(source, 2)
    made.set_ids(range(1000, 1250))
    return made


def test_the_model_is_sound(model, qtmodeltester):
    qtmodeltester.check(model)
    model.set_ids([])
    qtmodeltester.check(model)


def test_rows_are_read_a_page_at_a_time(model, source):
    assert model.rowCount() == 250
    assert source.reads == []
    assert model.index(120, 0).data() == "row 1120"
    assert source.reads == [list(range(1100, 1200))]
    assert model.index(199, 0).data(ROW) == "row 1199"
    assert len(source.reads) == 1
    assert model.index(249, 0).data(ID) == 1249
    assert len(source.reads) == 1  # an id needs no page
    assert model.index(249, 0).data() == "row 1249"
    assert source.reads[1] == list(range(1200, 1250))


def test_ids_and_rows_find_each_other(model):
    assert model.row_of(1007) == 7
    assert model.row_of(1) == -1
    assert model.id_at(7) == 1007
    assert model.id_at(-1) is None
    assert model.id_at(250) is None


def test_what_is_gone_shows_nothing(model, source):
    source.gone = {1003}
    assert model.index(3, 0).data() is None
    assert model.index(4, 0).data() == "row 1004"
    assert model.index(999, 0).data() is None


def test_what_is_about_to_be_shown_is_read_in_one_go_and_nothing_else(model, source):
    model.expect(95, 109)  # of two pages
    assert source.reads == [list(range(1095, 1110))]
    assert [model.row_at(row) for row in (95, 109)] == ["row 1095", "row 1109"]
    model.expect(100, 114)
    assert source.reads[1:] == [list(range(1110, 1115))]
    model.expect(90, 99)
    assert source.reads[2:] == [list(range(1090, 1095))]
    model.expect(-3, 2)
    model.expect(248, 260)
    assert source.reads[3:] == [[1000, 1001, 1002], [1248, 1249]]
    model.expect(92, 112)
    model.expect(300, 310)
    assert len(source.reads) == 5
    assert model.row_at(89) == "row 1089"
    assert source.reads[5:] == [list(range(1003, 1090))]  # of its page what isn't known


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("expect", "row", "touch", "order")),
            st.integers(-5, 60),
            st.integers(0, 30),
        ),
        max_size=30,
    )
)
def test_however_rows_are_read_they_are_those_of_now(steps):
    said = dict.fromkeys(range(50), 0)
    model = PagedTableModel(lambda ids: [(number, said[number]) for number in ids], page=2)
    model.set_ids(range(50))
    for act, at, more in steps:
        if act == "expect":
            model.expect(at, at + more)
        elif act == "touch" and at in said:
            said[at] += 1
            model.invalidate([at])
        elif act == "order":
            model.set_ids([*range(more, 50), *range(more)])
        row = model.row_at(at)
        number = model.id_at(at)
        assert row == (None if number is None else (number, said[number]))
        assert len(model._rows) <= 2 * PAGES


def test_only_so_many_pages_are_kept(source, qtbot):
    model = PagedTableModel(source)
    model.set_ids(range(PAGE * (PAGES + 2)))
    for number in range(PAGES + 2):
        model.row_at(number * PAGE)
    assert len(source.reads) == PAGES + 2
    model.row_at((PAGES + 1) * PAGE)
    assert len(source.reads) == PAGES + 2
    model.row_at(0)
    assert len(source.reads) == PAGES + 3


def test_invalidate_reads_again_and_tells(model, source, qtbot):
    model.row_at(5)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.invalidate([1005, 77])
    assert (told.args[0].row(), told.args[1].row(), told.args[1].column()) == (5, 5, 1)
    model.row_at(5)
    assert len(source.reads) == 2
    with qtbot.waitSignal(model.dataChanged) as told:
        model.invalidate()
    assert (told.args[0].row(), told.args[1].row()) == (0, 249)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.invalidate(range(1000, 1100))
    assert (told.args[0].row(), told.args[1].row()) == (0, 249)


@given(old=st.lists(st.integers(0, 9), unique=True), new=st.lists(st.integers(0, 9), unique=True))
def test_any_change_of_ids_is_told_rightly(old, new):
    model = PagedTableModel(lambda ids: [str(number) for number in ids])
    model.set_ids(old)
    mirror = list(old)

    def on_inserted(_parent, first, last):
        mirror[first:first] = list(model.ids[first : last + 1])

    def on_removed(_parent, first, last):
        del mirror[first : last + 1]

    def on_reset():
        mirror[:] = list(model.ids)

    model.rowsInserted.connect(on_inserted)
    model.rowsRemoved.connect(on_removed)
    model.modelReset.connect(on_reset)
    model.set_ids(new)
    assert mirror == new == list(model.ids)
    assert [model.row_at(row) for row in range(len(new))] == [str(number) for number in new]


@pytest.mark.parametrize(
    ("new", "signal"),
    [
        ([1, 2, 9, 3, 4], "rowsInserted"),
        ([1, 2, 3, 4, 5, 6], "rowsInserted"),
        ([2, 3, 4], "rowsRemoved"),
        ([1, 4], "rowsRemoved"),
        ([4, 3, 2, 1], "modelReset"),
        ([1, 2, 3, 4], "dataChanged"),
    ],
)
def test_small_changes_are_not_resets(qtbot, new, signal):
    model = PagedTableModel(lambda ids: list(ids))
    model.set_ids([1, 2, 3, 4])
    with qtbot.waitSignal(getattr(model, signal)):
        model.set_ids(new)


def test_a_view_keeps_its_place(qtbot, source):
    model = PagedTableModel(source)
    model.set_ids(range(1000))
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    tune_list(view)
    keep_place(view)
    view.resize(200, 300)
    view.show()
    qtbot.waitExposed(view)
    view.scrollTo(model.index(500, 0), QListView.ScrollHint.PositionAtTop)
    view.setCurrentIndex(model.index(505, 0))
    top = view.indexAt(view.viewport().rect().topLeft()).data(ID)
    model.set_ids([number for number in range(1000) if number % 7])  # 505 = 7 * 72 + 1 stays
    assert view.currentIndex().data(ID) == 505
    assert [index.data(ID) for index in view.selectionModel().selectedIndexes()] == [505]
    after = view.indexAt(view.viewport().rect().topLeft()).data(ID)
    assert abs(after - top) <= 7
    model.set_ids([3, 2, 1])
    assert not view.selectionModel().hasSelection()


def test_keep_place_wants_our_model(qtbot):
    view = QListView()
    qtbot.addWidget(view)
    with pytest.raises((TypeError, AttributeError)):
        keep_place(view)


def test_headings_are_for_columns_only(model):
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(0, horizontal) == "1"
    assert model.headerData(0, vertical) is None
    assert model.columnCount() == 2
    assert model.rowCount(model.index(0, 0)) == 0
    assert isinstance(model, QAbstractItemModel)
    assert model.data(QModelIndex()) is None


def test_a_hundred_thousand_rows_cost_little_more_than_a_hundred(qtbot):
    """Showing the first page must not depend on how many rows there are."""

    def first_paint(count):
        model = PagedTableModel(lambda ids: [str(number) for number in ids])
        view = QListView()
        qtbot.addWidget(view)
        tune_list(view)
        view.resize(300, 500)
        ids = array("q", range(count))
        began = time.perf_counter()
        model.set_ids(ids)
        view.setModel(model)
        view.grab()
        return time.perf_counter() - began

    first_paint(100)
    small = min(first_paint(100) for _ in range(5))
    large = min(first_paint(100_000) for _ in range(5))
    assert large < small + 0.05


@pytest.fixture
def long_list(qtbot):
    view = QListView()
    qtbot.addWidget(view)
    tune_list(view)
    model = PagedTableModel(lambda ids: [str(number) for number in ids], 1, view)
    model.set_ids(range(30_000))
    view.setModel(model)
    view.resize(200, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


def first_seen(view):
    return view.indexAt(view.viewport().rect().topLeft()).data(ID)


def test_far_rows_are_reached_while_the_list_is_being_laid_out(qtbot, long_list):
    show_row(long_list, 25_000, at_top=True)
    qtbot.waitUntil(lambda: first_seen(long_list) == 25_000)
    show_row(long_list, 10)
    assert 0 <= first_seen(long_list) <= 10


def test_a_place_far_down_survives_a_reset(qtbot, long_list):
    keep_place(long_list)
    show_row(long_list, 25_001, at_top=True)
    qtbot.waitUntil(lambda: first_seen(long_list) == 25_001)
    long_list.model().set_ids([number for number in range(30_000) if number % 7])
    qtbot.waitUntil(lambda: first_seen(long_list) == 25_001)


def test_whoever_scrolls_first_wins(qtbot, long_list):
    show_row(long_list, 25_000, at_top=True)
    bar = long_list.verticalScrollBar()
    bar.setValue(bar.value() + 40)
    here = bar.value()
    row = long_list.sizeHintForRow(0)
    qtbot.waitUntil(lambda: bar.maximum() > 29_000 * row)
    assert bar.value() == here


def test_a_row_that_is_not_there_is_no_harm(long_list):
    show_row(long_list, 99_999)
    show_row(long_list, -1)
