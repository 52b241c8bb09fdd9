"""The line over any page: a line from the search takes no half-written one's place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netjournal.services import interactions, timeline
from netjournal.services.keeping import drafts
from tests.builders import contact

CTRL = Qt.KeyboardModifier.ControlModifier
OLD = "met Ana about a very long thing"
NEW = "coffee with Li yesterday"


@pytest.fixture
def li(session, people):
    """Two people of one name: a line about Li isn't clear."""
    with session.journal.edit("Begin"):
        return contact("Li Wei"), contact("Li Na")


@pytest.fixture
def half(qtbot, window, li):
    """A line left half-written on the timeline, and another page shown."""
    window.show_page("timeline")
    line = window.page.capture.line
    line.setFocus()
    QTest.keyClicks(line, OLD)
    window.show_page("today")
    qtbot.waitUntil(lambda: drafts.get("capture") == OLD)


def ask(qtbot, window, text=NEW):
    """Type a line into the search field and press Enter."""
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    field = window.top_bar.search
    qtbot.waitUntil(field.hasFocus)
    field.clear()
    field.set_query(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    box = window.capture_box
    qtbot.waitUntil(box.bar.line.hasFocus)
    assert box.bar.line.text() == text
    return box


def write(qtbot, box):
    """Say who is meant, and press Enter."""
    (chip,) = box.bar.choosers()
    chip.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: box.bar.choosers() and "Which" not in box.bar.choosers()[0].text())
    QTest.keyClick(box.bar.line, Qt.Key.Key_Return)
    assert not box.is_open


def by_key(qtbot, window):
    """Open the line by Ctrl+L; return what stands in it."""
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(window.capture_box.bar.line.hasFocus)
    return window.capture_box.bar.line.text()


def on_timeline(window):
    window.show_page("timeline")
    text = window.page.capture.line.text()
    window.show_page("today")
    return text


def all_kept():
    return {key: drafts.get(key) for key in drafts.there()}


def leave(window):
    window.page.setFocus()
    assert not window.capture_box.is_open


@pytest.mark.usefixtures("half")
def test_the_older_line_is_there_when_the_one_from_the_search_is_written(qtbot, window, li):
    box = ask(qtbot, window)
    write(qtbot, box)
    (newest, *_) = timeline.timeline_ids(timeline.TimelineFilter())
    assert interactions.form(newest).contact_ids[0] in li
    assert all_kept() == {"capture": OLD}
    assert on_timeline(window) == OLD
    assert by_key(qtbot, window) == OLD


@pytest.mark.usefixtures("half")
def test_esc_ends_only_the_line_from_the_search_also_a_changed_one(qtbot, window):
    line = ask(qtbot, window).bar.line
    QTest.keyClicks(line, " about soil")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (line.text(), window.capture_box.is_open) == ("", True)
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)  # by mistake: it comes back
    assert line.text() == f"{NEW} about soil"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not window.capture_box.is_open
    qtbot.waitUntil(lambda: all_kept() == {"capture": OLD})
    assert "Not written down" not in window.toast.label.text()
    assert on_timeline(window) == OLD
    assert by_key(qtbot, window) == OLD


@pytest.mark.usefixtures("half")
def test_left_for_something_else_both_lines_are_kept(qtbot, window):
    box = ask(qtbot, window)
    QTest.keyClicks(box.bar.line, " about soil")
    leave(window)
    assert set(all_kept().values()) == {OLD, f"{NEW} about soil"}
    assert on_timeline(window) == OLD
    assert window.toast.label.text() == "Not written down yet. What you typed is kept."
    window.toast.button.click()
    qtbot.waitUntil(box.bar.line.hasFocus)
    assert box.bar.line.text() == f"{NEW} about soil"
    leave(window)
    assert by_key(qtbot, window) == f"{NEW} about soil"
    write(qtbot, box)
    assert by_key(qtbot, window) == OLD


@pytest.mark.usefixtures("half")
def test_no_line_from_the_search_takes_the_place_of_another(qtbot, window):
    box = ask(qtbot, window)
    leave(window)
    other = "call with Li today"
    ask(qtbot, window, other)
    leave(window)
    ask(qtbot, window, NEW)  # asked once more: still one line
    leave(window)
    assert sorted(all_kept().values()) == sorted([OLD, NEW, other])
    found = []
    for _ in range(2):
        found.append(by_key(qtbot, window))
        write(qtbot, box)
    assert found == [other, NEW]
    assert by_key(qtbot, window) == OLD


@pytest.mark.usefixtures("half")
def test_who_was_meant_in_one_line_is_asked_again_in_another(qtbot, window):
    box = ask(qtbot, window)
    (chip,) = box.bar.choosers()
    chip.menu().actions()[0].trigger()
    leave(window)
    ask(qtbot, window, "call with Li today")
    assert [chip.text() for chip in box.bar.choosers()] == ["Which Li?"]


@pytest.mark.usefixtures("half")
def test_after_a_restart_both_lines_are_there(qtbot, window, make_window):
    ask(qtbot, window)
    window.close()
    again = make_window()
    again.show_page("timeline")
    assert again.page.capture.line.text() == OLD
    again.dialogs.offer_drafts()
    again.toast.button.click()
    qtbot.waitUntil(again.capture_box.bar.line.hasFocus)
    assert again.capture_box.bar.line.text() == NEW
    leave(again)
    again.show_page("today")
    assert by_key(qtbot, again) == NEW


@pytest.mark.usefixtures("li")
def test_with_nothing_older_the_line_is_the_one_of_all_pages(qtbot, window):
    ask(qtbot, window)
    leave(window)
    assert all_kept() == {"capture": NEW}
    assert on_timeline(window) == NEW
