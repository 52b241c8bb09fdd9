"""Smart lists in the window: kept from the filter, shown from the sidebar, changed, taken back."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from netjournal.services.finding import saved_lists
from netjournal.ui.widgets.search_box import SearchBox


def shown(window):
    model = window.page.panel.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def lines(window):
    return window.sidebar._lists.lines()


def test_a_filter_becomes_a_list_and_back(qtbot, window, answer):
    page = window.page
    page.focus_filter()
    assert not page.header.keep.isVisible()
    QTest.keyClicks(page.header.filter, "circle:choir")
    qtbot.waitUntil(lambda: len(shown(window)) == 1)
    answer("Singers")
    page.header.keep.click()
    (row,) = saved_lists.lists()
    assert (row.name, row.query) == ("Singers", "circle:choir")
    assert window.toast.label.text() == "Smart list Singers is kept"
    qtbot.waitUntil(lambda: page.smart_list() == row.id)
    assert page.header.title.text() == "Singers"
    qtbot.waitUntil(lambda: [line.isChecked() for line in lines(window)] == [True])
    assert not window.sidebar._pages["people"].isChecked()
    page.header.leave.click()
    assert page.smart_list() is None
    assert len(shown(window)) == 3
    assert window.sidebar._pages["people"].isChecked()
    (line,) = lines(window)
    line.click()
    assert shown(window)[0].startswith("Ana Kovač")
    assert page.header.filter.text() == "circle:choir"


def test_the_list_s_menu(qtbot, window, answer):
    answer("circle:choir", "Singers")
    window.sidebar.add_list.click()
    (row,) = saved_lists.lists()
    assert window.page.smart_list() == row.id  # what was made is shown
    menu = window.list_menu
    menu._list = row
    answer("Choir people")
    menu.rename()
    assert window.page.header.title.text() == "Choir people"
    answer("circle:code")
    menu.change()
    assert window.page.header.filter.text() == "circle:code"
    qtbot.waitUntil(lambda: shown(window)[0].startswith("Priya"))
    menu._list = saved_lists.lists()[0]
    menu.delete()
    assert saved_lists.lists() == []
    assert window.page.smart_list() is None
    qtbot.waitUntil(lambda: lines(window) == [])
    window.session.undo()
    qtbot.waitUntil(lambda: [line.accessibleName() for line in lines(window)] == ["Choir people"])
    assert [
        words.split("\t")[0] for action in menu.menu().actions() if (words := action.text())
    ] == [
        "Rename smart list…",
        "Change what it looks for…",
        "Print…",
        "Delete smart list",
    ]


def test_what_the_top_bar_finds_leaves_the_list_as_it_is(qtbot, window):
    window.session.act("Keep", lambda: saved_lists.save("Singers", "circle:choir"))
    window.show_list(saved_lists.lists()[0].id)
    window.search.filtered.emit("priya")
    qtbot.waitUntil(lambda: shown(window)[0].startswith("Priya"))
    window.search.filtered.emit("")
    qtbot.waitUntil(lambda: shown(window)[0].startswith("Ana"))
    assert window.page.smart_list() is not None


def test_lists_are_counted_and_shown_again_on_the_next_start(qtbot, people, session, make_window):
    session.act("Keep", lambda: saved_lists.save("Singers", "circle:choir"))
    window = make_window()
    window.show_list(saved_lists.lists()[0].id)
    qtbot.waitUntil(lambda: [line.accessibleName() for line in lines(window)] == ["Singers"])
    window.numbers._later.start(0)
    qtbot.waitUntil(lambda: lines(window)[0]._count == "1")
    window.close()
    again = make_window()
    again.show_page("people")
    assert again.page.header.title.text() == "Singers"
    assert len(shown(again)) == 1


def test_the_buttons_inside_a_filter_have_names(qtbot, look):
    box = SearchBox("Filter people")
    qtbot.addWidget(box)
    names = [button.accessibleName() for button in box.findChildren(QToolButton)]
    assert sorted(names) == ["Clear", "Search"]
