"""A list of records: choosing by id, opening, asking for the menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from netjournal.ui.paged_model import HeldTableModel
from netjournal.ui.widgets.record_list import RecordList
from netjournal.ui.widgets.row_delegate import RowView


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


def test_a_long_list_is_laid_out_in_turns_and_then_whole(qtbot, view):
    view.resize(200, 300)
    view.show()
    qtbot.waitExposed(view)
    view.model().show_rows({number: str(number) for number in range(1, 9_001)})

    def known():
        return [
            n for n in range(0, 9_000, 50) if view.visualRect(view.model().index(n, 0)).height()
        ]

    view.doItemsLayout()
    assert 1_000 <= len(known()) * 50 < 9_000  # the rest in turns of their own
    view.choose(9_000)
    qtbot.waitUntil(lambda: len(known()) == 180)
    qtbot.waitUntil(
        lambda: view.viewport().rect().intersects(view.visualRect(view.model().index(8_999, 0)))
    )
