"""A list of records: choosing by id, opening, asking for the menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QImage, QPainter

from netjournal import kept_texts
from netjournal.ui import theme
from netjournal.ui.paged_model import HeldTableModel, PagedTableModel
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.record_list import RecordList
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView


@pytest.fixture
def view(qtbot):
    model = HeldTableModel()
    made = RecordList(model, RowView)
    qtbot.addWidget(made)
    model.setParent(made)
    model.show_rows({7: "Ana", 3: "Bo", 5: "Cy"})
    return made


def test_a_record_is_chosen_by_its_id(view):
    told = []
    view.chosen.connect(lambda: told.append(view.chosen_ids()))
    assert view.choose(5)
    assert view.chosen_ids() == (5,)
    assert told[-1] == (5,)
    assert not view.choose(99)
    assert view.current_id() == 5


def test_several_are_told_from_top_to_bottom_and_the_keyboard_is_at_one(view):
    view.choose(5)
    flags = QItemSelectionModel.SelectionFlag.Select
    view.selectionModel().setCurrentIndex(view.model().index(0, 0), flags)
    assert view.chosen_ids() == (7, 5)
    assert view.current_id() == 7
    view.selectionModel().setCurrentIndex(
        view.model().index(1, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    assert view.current_id() == 7  # the keyboard is at Bo, who is not selected
    view.clearSelection()
    assert (view.chosen_ids(), view.current_id()) == ((), None)


def test_enter_opens_the_record(view, qtbot):
    view.choose(3)
    with qtbot.waitSignal(view.edit_wanted) as wanted:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args == [3]


def test_the_choice_survives_other_rows(view):
    view.choose(5)
    view.model().show_rows({5: "Cy", 2: "Di", 3: "Bo"})
    assert view.chosen_ids() == (5,)
    assert view.model().held(2) == "Di"
    assert view.model().held(7) is None


def test_a_hundred_thousand_rows_are_there_at_once(qtbot):
    """A QListView paints none of them before it has laid out all: for seconds."""
    model = PagedTableModel(lambda ids: list(ids))
    asked = []
    view = RecordList(model, lambda number: asked.append(number) or RowView(f"Person {number}"))
    card = ListCard(view)
    qtbot.addWidget(card)
    model.setParent(card)
    model.set_ids(range(100))
    card.resize(360, 400)
    card.show()
    qtbot.waitUntil(lambda: bool(asked))
    model.set_ids(range(100_000))
    asked.clear()
    view.itemDelegate().forget_views()
    view.viewport().repaint()
    assert asked[:3] == [0, 1, 2]
    assert len(asked) < 20
    assert view.indexAt(view.viewport().rect().center()).isValid()
    assert view.choose(99_999)
    assert view.viewport().rect().contains(view.visualRect(model.index(99_999, 0)))
    model.set_ids(range(50_000, 100_000))
    assert view.chosen_ids() == (99_999,)
    assert view.viewport().rect().contains(view.visualRect(model.index(49_999, 0)))


def test_rows_follow_the_text_size_and_home_and_end_the_list(qtbot, qapp, view):
    view.resize(200, 300)
    view.show()
    qtbot.waitExposed(view)
    before = view.visualRect(view.model().index(1, 0)).height()
    theme.apply(qapp, "light", 1.5)
    after = view.visualRect(view.model().index(1, 0)).height()
    theme.apply(qapp, "light")
    assert abs(after - before * 1.5) <= 1
    view.choose(3)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.chosen_ids() == (5,)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.chosen_ids() == (7,)


def people(number):
    """Return the row of a made-up person."""
    pills = (("Close, fading", "warning"),) if number % 3 == 0 else ()
    names = ("Ana Kovač", "Bo", "Zoë Østergård-Lindqvist of Everywhere", "Çelik", "רות כהן")
    name, label = names[number % 5], ("close", "", "new")[number % 3]
    side = "13 Oct" if number % 2 else ""
    icon = "coffee" if number % 7 == 0 else ""
    return RowView(name, "Designer, Studio " * (number % 4), side, label, number, icon, pills)


def grown(card, scale=1):
    """Return a card as painted, at a device pixel ratio."""
    image = QImage(card.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(theme.color("page"))
    painter = QPainter(image)
    card.render(painter, QPoint())
    painter.end()
    return image


@pytest.fixture
def card(qtbot):
    model = HeldTableModel()
    view = RecordList(model, lambda row: row)
    made = ListCard(view)
    qtbot.addWidget(made)
    model.setParent(made)
    model.show_rows({number: people(number) for number in range(40)})
    made.resize(360, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("scale", [1, 1.25, 2])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_kept_rows_look_as_if_each_was_painted(qapp, card, look, way, scale):
    theme.apply(qapp, look)
    card.setLayoutDirection(way)
    view = card.findChild(RecordList)
    kept, plain = view.itemDelegate(), RowDelegate(lambda row: row, view)
    bar = view.verticalScrollBar()
    assert bar.maximum() > 1000
    for at in (0, 5, 600, 629, 5, bar.maximum()):  # there and back: pictures are used again
        bar.setValue(at)
        view.choose(at % 40)
        bar.setValue(at)
        view.setItemDelegate(plain)
        expected = grown(card, scale)
        view.setItemDelegate(kept)
        for _ in ("made", "kept"):
            assert grown(card, scale) == expected
    theme.apply(qapp, "light")


def test_a_row_that_changed_is_painted_as_it_is_now(card):
    view = card.findChild(RecordList)
    before = grown(card)
    rows = {number: people(number) for number in range(40)}
    view.model().show_rows(rows | {4: people(9)})
    now = grown(card)
    assert now != before
    view.model().show_rows(rows)
    assert grown(card) == before


def test_who_is_asked_again_says_it_anew(qtbot):
    """A photo that arrives changes what is said of the same row."""
    said = ["Ana"]
    model = HeldTableModel()
    view = RecordList(model, lambda _row: RowView(said[0]))
    card = ListCard(view)
    qtbot.addWidget(card)
    model.setParent(card)
    model.show_rows({number: number for number in range(9)})
    card.resize(360, 400)
    before = grown(card)
    said[0] = "Bo"
    assert grown(card) == before  # asked once
    model.dataChanged.emit(model.index(0, 0), model.index(8, 0))
    assert grown(card) != before


def test_kept_rows_go_when_texts_are_forgotten(card):
    view = card.findChild(RecordList)
    grown(card)
    delegate = view.itemDelegate()
    assert delegate._views
    assert delegate._pictures._kept
    kept_texts.forget()
    assert not delegate._views
    assert not delegate._pictures._kept


def test_another_text_size_costs_no_row_and_leaves_the_first_at_the_top(qtbot, qapp):
    model = PagedTableModel(lambda ids: list(ids))
    view = RecordList(model, lambda number: RowView(f"Person {number}"))
    qtbot.addWidget(view)
    model.setParent(view)
    model.set_ids(range(100_000))
    view.resize(360, 400)
    view.show()
    view.verticalScrollBar().setValue(70_000 * view.row_height())
    told = []
    view.verticalHeader().sectionResized.connect(told.append)
    theme.apply(qapp, "light", 1.5)
    try:
        assert not told
        assert view.rowHeight(9) == view.rowHeight(99_999) == view.row_height()
        assert view.rowAt(0) == 70_000
        view.choose(99_999)
        assert view.viewport().rect().contains(view.visualRect(model.index(99_999, 0)))
    finally:
        theme.apply(qapp, "light")
