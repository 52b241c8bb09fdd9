"""Tags as pills."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.widgets.tag_edit import TagEdit


@pytest.fixture
def edit(qtbot):
    made = TagEdit("Circles", ["Mentors", "Boosters", "Écoliers"])
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_enter_comma_and_semicolon_make_pills(qtbot, edit):
    qtbot.keyClicks(edit.line, "Code for Good")
    with qtbot.waitSignal(edit.changed) as told:
        qtbot.keyClick(edit.line, Qt.Key.Key_Return)
    assert told.args == [["Code for Good"]]
    qtbot.keyClicks(edit.line, "rust,")
    qtbot.keyClicks(edit.line, "#berlin;")
    assert edit.tags() == ["Code for Good", "rust", "berlin"]
    assert edit.line.text() == ""


def test_pasting_a_list_makes_several(edit):
    edit.line.setText("a, b;c\n")
    edit.commit()
    assert edit.tags() == ["a", "b", "c"]


def test_the_same_tag_is_kept_once(qtbot, edit):
    edit.set_tags(["Écoliers"])
    with qtbot.assertNotEmitted(edit.changed):
        edit.line.setText("ecoliers")
        edit.commit()
    assert edit.tags() == ["Écoliers"]


def test_backspace_takes_the_last_away(qtbot, edit):
    edit.set_tags(["a", "b"])
    qtbot.keyClick(edit.line, Qt.Key.Key_Backspace)
    assert edit.tags() == ["a"]
    qtbot.keyClicks(edit.line, "x")
    qtbot.keyClick(edit.line, Qt.Key.Key_Backspace)
    assert edit.tags() == ["a"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Space])
def test_a_focused_pill_goes_by_key(qtbot, edit, key):
    edit.set_tags(["a", "b"])
    pill = edit._pills[0]
    pill.setFocus()
    with qtbot.waitSignal(edit.changed) as told:
        qtbot.keyClick(pill, key)
    assert told.args == [["b"]]
    assert edit.line.hasFocus()


def test_leaving_the_field_keeps_what_was_typed(qtbot, edit):
    edit.line.setFocus()
    qtbot.keyClicks(edit.line, "half")
    edit.line.clearFocus()
    assert edit.tags() == ["half"]


def test_setting_is_silent_and_complete(qtbot, edit):
    with qtbot.assertNotEmitted(edit.changed):
        edit.set_tags(["x & y", "z"])
        edit.set_tags(["q"])
    assert edit.tags() == ["q"]


def test_suggestions_are_offered(edit):
    completer = edit.line.completer()
    completer.setCompletionPrefix("oos")
    assert [completer.currentCompletion(), completer.completionCount()] == ["Boosters", 1]
    completer.activated.emit("Boosters")


def test_a_chosen_suggestion_becomes_a_pill(qtbot, edit):
    with qtbot.waitSignal(edit.changed) as told:
        edit.line.completer().activated.emit("Boosters")
    assert told.args == [["Boosters"]]


def test_pills_say_what_pressing_them_does(edit):
    edit.set_tags(["a <b>"])
    assert edit._pills[0].accessibleName() == "Remove a <b>"
    assert "<b>" not in edit._pills[0].toolTip().replace("<br>", "")
    assert edit.line.accessibleName() == "Circles"


def test_the_field_grows_with_its_lines(edit):
    one = edit.heightForWidth(300)
    edit.set_tags([f"a rather long tag {number}" for number in range(8)])
    assert edit.heightForWidth(300) > 3 * one


def test_arrows_go_from_the_line_to_the_pills_and_back(qtbot, edit):
    edit.set_tags(["a", "b"])
    edit.line.setFocus()
    first, last = edit._pills
    for key, focused in (
        (Qt.Key.Key_Left, last),
        (Qt.Key.Key_Left, first),
        (Qt.Key.Key_Left, first),
        (Qt.Key.Key_Right, last),
        (Qt.Key.Key_Right, edit.line),
    ):
        qtbot.keyClick(edit.focusWidget() or edit.line, key)
        assert focused.hasFocus()
    qtbot.keyClicks(edit.line, "x")
    qtbot.keyClick(edit.line, Qt.Key.Key_Left)
    assert edit.line.hasFocus(), "inside a word the arrow is the line's"


def test_tab_stops_at_the_line_not_at_every_pill(edit):
    edit.set_tags(["a", "b"])
    assert not any(pill.focusPolicy() & Qt.FocusPolicy.TabFocus for pill in edit._pills)


def test_taking_a_pill_away_leaves_the_page_where_it_is(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    column.addSpacing(900)
    edit = TagEdit("Circles")
    edit.set_tags(["a", "b"])
    column.addWidget(edit)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.resize(300, 200)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    area.ensureWidgetVisible(edit)
    scrolled = area.verticalScrollBar().value()
    assert scrolled > 0
    qtbot.mouseClick(edit.findChild(QPushButton, "pill"), Qt.MouseButton.LeftButton)
    assert edit.tags() == ["b"]
    assert edit.line.hasFocus()
    assert area.verticalScrollBar().value() == scrolled


def test_a_very_long_tag_is_shortened_on_its_pill_only(edit):
    long = "Wolfeschlegelsteinhausenbergerdorff " * 2
    edit.set_tags([long.strip()])
    assert edit.tags() == [long.strip()]
    pill = edit._pills[0]
    assert len(pill.text()) <= 40
    assert long.strip() in pill.accessibleName()


@pytest.mark.parametrize("text_size", [1.0, 1.5, 2.0])
def test_it_is_as_high_as_a_line_beside_it(qtbot, look, text_size):
    theme.apply(look, "light")
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    line, field = QLineEdit(box), TagEdit("Circles", parent=box)
    column.addWidget(line)
    column.addWidget(field)
    box.show()
    theme.apply(look, "light", text_size)  # while it is shown
    qtbot.waitUntil(lambda: field.height() == line.height())
    inside = field.line.mapTo(field, QPoint(0, 0)).x() + 1  # the frame of a line
    assert abs(inside - theme.px(8) - 1) <= 2
