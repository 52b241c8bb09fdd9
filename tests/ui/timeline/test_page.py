"""The Timeline page by keys and mouse: what it shows, filters, capture, delete, restore, months."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from netjournal.services import interactions
from netjournal.services.interactions import TimelineFilter
from netjournal.services.people import circles, contacts
from netjournal.ui import theme
from netjournal.ui.timeline import view
from netjournal.ui.timeline.delegate import row_height
from netjournal.ui.timeline.page import TimelinePage
from netjournal.ui.timeline.words import title
from tests.builders import TODAY, interaction

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, session, people):
    return shown(qtbot, session, 3)


def shown(qtbot, session, number):
    made = TimelinePage(session)
    qtbot.addWidget(made)
    made.resize(1148, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.reader.shown is not None)
    assert made.model.rowCount() == number
    return made


def titles(page):
    return [title(page.model.entry_at(row)) for row in range(page.model.rowCount())]


def choose(page, *rows):
    flags = QItemSelectionModel.SelectionFlag
    page.view.clearSelection()
    for row in rows:
        index = page.model.index(row, 0)
        page.view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def test_the_models_keep_qt_s_rules(qtmodeltester, page):
    qtmodeltester.check(page.model)
    qtmodeltester.check(page.rail.model())


def test_newest_first_each_in_a_sentence(page):
    assert titles(page) == [
        "Coffee with Priya Raman",
        "Call with Priya Raman and Ana Kovač · 25 min",
        "Met Ana Kovač",
    ]
    said = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Friday, 20 Nov, Coffee with Priya Raman, Café Anno")


def test_days_are_cards(qtbot, session, page):
    session.act("Log", lambda: interaction(contacts.resolve("Priya"), ago=3, kind="call"))
    firsts, lasts = zip(*map(page.model.ends_of_day, range(4)), strict=True)
    assert firsts == (True, False, True, True)
    assert lasts == (False, True, True, True)
    assert page.model.heading_at(0) == ("Friday", "20 Nov")


def test_one_line_becomes_an_entry_and_undo_takes_it_back(qtbot, session, page):
    page.perform("capture")
    line = page.capture.line
    assert line.hasFocus()
    QTest.keyClicks(line, "coffee with Priya yesterday about sensors")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert titles(page)[0] == "Coffee with Priya Raman"
    assert page.model.entry_at(0).day == TODAY - 1
    assert page.view.current_id() == page.model.ids[0]
    assert line.text() == ""
    session.undo()
    assert page.model.rowCount() == 3


def test_kinds_and_circles_filter(qtbot, page):
    page.filters.kind.set_value("call")
    page.filters.kind.chosen.emit("call")
    assert [row.split(" ")[0] for row in titles(page)] == ["Call"]
    assert page._count.text() == "1 entry"
    page.filters.clear()
    choir = next(row.id for row in circles.circles() if row.name == "Choir")
    page.filters.circle.set_value(choir)
    page.filters.circle.chosen.emit(choir)
    assert len(titles(page)) == 2


def test_words_filter_and_what_finds_nothing_says_so(qtbot, page):
    page.view.setFocus()
    QTest.keyClicks(page.view, "c")
    qtbot.waitUntil(page.filters.search.hasFocus)
    QTest.keyClicks(page.filters.search, "ontest")
    with qtbot.waitSignal(page.filters.search.searched):
        pass
    assert titles(page) == ["Coffee with Priya Raman"]
    page.set_filter("nobody wrote this")
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "Nothing found for “nobody wrote this”"
    qtbot.mouseClick(page.empty.findChild(object, "empty_clear"), LEFT)
    assert len(titles(page)) == 3


def test_delete_goes_to_the_trash_and_comes_back(qtbot, session, page):
    said = []
    session.said.connect(lambda saying: said.append(saying.text))
    choose(page, 0, 2)
    assert page.verbs() == {"capture", "edit", "trash"}
    page.perform("trash")
    assert (len(titles(page)), said[-1]) == (1, "2 entries deleted")
    session.undo()
    assert len(titles(page)) == 3
    session.redo()
    page.filters.kind.set_value("\0trash")
    page.reload()
    assert len(titles(page)) == 2
    assert "edit" not in page.verbs()
    qtbot.mouseClick(page.trash_banner.button, LEFT)
    assert page.empty.isVisible()
    page.filters.clear()
    assert len(titles(page)) == 3


def test_enter_edits_and_a_double_click_too(qtbot, page):
    choose(page, 1)
    page.view.setFocus()
    with qtbot.waitSignal(page.interaction_edit_requested) as asked:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert asked.args == [page.model.ids[1]]


def test_home_and_end(qtbot, page):
    choose(page, 1)
    QTest.keyClick(page.view, Qt.Key.Key_End)
    assert page.view.currentIndex().row() == 2
    QTest.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.currentIndex().row() == 0


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_click_on_a_circle_opens_the_person(qtbot, page, people, direction):
    page.view.setLayoutDirection(direction)
    qtbot.waitUntil(lambda: page.view.visualRect(page.model.index(0, 0)).width() > 100)
    rect = page.view.visualRect(page.model.index(0, 0))
    far = rect.right() - 30 if direction == Qt.LayoutDirection.LeftToRight else rect.left() + 30
    with qtbot.waitSignal(page.contact_activated) as asked:
        qtbot.mouseClick(page.view.viewport(), LEFT, pos=QPoint(far, rect.y() + 24))
    assert asked.args == [people["Priya"]]
    with qtbot.assertNotEmitted(page.contact_activated):
        qtbot.mouseClick(page.view.viewport(), LEFT, pos=rect.center())


def test_the_menu_of_an_entry_names_its_people(qtbot, page, people):
    choose(page, 1)
    page.view.menu_wanted.emit(page.mapToGlobal(QPoint(0, 0)))
    menu = page.findChild(QMenu, "entry_menu")
    texts = [action.text().split("\t")[0] for action in menu.actions()]
    assert texts == ["Edit…", "Show Priya Raman", "Show Ana Kovač", "", "Delete"]
    with qtbot.waitSignal(page.contact_activated) as asked:
        menu.actions()[2].trigger()
    assert asked.args == [people["Ana"]]
    menu.close()


def test_the_rail_jumps_and_follows(qtbot, session, page):
    def much():
        for ago in range(0, 800, 4):
            interaction(contacts.resolve("Priya"), ago=ago)

    session.act("Much", much)
    qtbot.waitUntil(lambda: page.view.verticalScrollBar().maximum() > 1000)
    rail = page.rail
    texts = [stop.text for stop in rail.model().stops]
    assert texts[:2] == ["Nov 2026", "Oct 2026"]
    assert texts[-3:] == ["Jan 2026", "2025", "2024"]
    assert sum(stop.count for stop in rail.model().stops) == page.model.rowCount()
    at = texts.index("2025")
    rail.clicked.emit(rail.model().index(at, 0))
    assert page.view.top_row() == rail.model().stops[at].row
    assert (
        page.model.entry_at(page.view.top_row() - 1).day
        > page.model.entry_at(page.view.top_row()).day
    )
    page.view.verticalScrollBar().setValue(row_height() * 3)
    assert rail.currentIndex().row() == 0


def test_an_entry_is_shown_although_a_filter_hid_it(qtbot, page):
    wanted = page.model.ids[2]
    page.set_filter("contest")
    page.show_interaction(wanted)
    assert page.view.current_id() == wanted


def test_state_survives(qtbot, session, page):
    page.filters.kind.set_value("call")
    page.reload()
    choose(page, 0)
    state = page.state()
    again = TimelinePage(session)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.resize(900, 600)
    again.show()
    qtbot.waitUntil(lambda: again.reader.shown is not None)
    assert again.view.current_id() == page.view.current_id()
    assert len(titles(again)) == 1


def test_changes_while_hidden_are_caught_up(qtbot, session, page):
    page.hide()
    session.act("Log", lambda: interaction(contacts.resolve("Priya")))
    assert page.model.rowCount() == 3
    page.show()
    assert page.model.rowCount() == 4


def test_a_renamed_person_is_painted_anew(session, page, people):
    def rename():
        form = contacts.form(people["Priya"])
        form.full_name = "Priya Rao"
        contacts.update(people["Priya"], form)

    assert titles(page)[0] == "Coffee with Priya Raman"
    session.act("Rename", rename)
    assert titles(page)[0] == "Coffee with Priya Rao"


def test_an_empty_journal_begins_with_the_line(qtbot, make_window):
    window = make_window()
    window.show_page("timeline")
    qtbot.waitUntil(window.page.empty.isVisible)
    assert window.focusWidget() is window.page.capture.line


def test_an_empty_journal_teaches(qtbot, session, keep):
    page = shown(qtbot, session, 0)
    assert page.empty.isVisible()
    assert not page.rail.isVisible()
    with qtbot.waitSignal(page.log_requested):
        qtbot.mouseClick(page.empty.findChild(object, "empty_log"), LEFT)
    keep(page, "timeline_empty")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures(qtbot, demo_session, keep, scheme):
    theme.apply(theme.QGuiApplication.instance(), scheme)
    page = TimelinePage(demo_session)
    qtbot.addWidget(page)
    page.resize(1148, 800)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() > 1000)
    page.capture.line.setText("coffee with Nadia yesterday about #berlin, promised to send links")
    page.capture.understand()
    page.view.setCurrentIndex(page.model.index(2, 0))
    picture = keep(page, f"timeline_{scheme}")
    column = [picture.pixelColor(560, y) for y in range(170, 790)]
    assert column.count(theme.color("panel")) > 300
    assert column.count(theme.color("accent_soft")) > 20  # the chosen entry
    ids = interactions.timeline_ids(TimelineFilter())
    assert list(ids) == list(page.model.ids)


def test_new_people_of_a_line_are_made_once(session, page):
    page.capture.line.setText("met Sam and Li yesterday")
    page.capture._on_enter()
    assert contacts.count() == 5
    session.undo()
    assert contacts.count() == 3


def test_big_text_keeps_rows_whole(qtbot, session, page):
    theme.apply(theme.QGuiApplication.instance(), "light", 2.0)
    assert page.view.rowHeight(0) == row_height() == 136


def test_reading_only(qtbot, session, people, monkeypatch):
    monkeypatch.setattr(session.journal, "read_only", True)
    page = shown(qtbot, session, 3)
    choose(page, 0)
    assert page.verbs() == frozenset()
    assert not page.capture.isVisible()
    page.perform("trash")
    assert len(titles(page)) == 3


def test_the_months_give_way_where_there_is_little_room(qtbot, session, page):
    assert page.rail.isVisible()
    theme.apply(theme.QGuiApplication.instance(), "light", 2.0)
    page.resize(1000, 600)
    assert not page.rail.isVisible()
    page.resize(1300, 600)
    assert page.rail.isVisible()


@pytest.fixture
def long(session, page):
    """Three hundred entries more, several of each day."""

    def much():
        for n in range(300):
            interaction(contacts.resolve("Priya"), ago=n // 3, minute=600 + n % 3)

    session.act("Much", much)
    return page


def test_what_is_selected_stays_when_something_comes_above(session, long):
    choose(long, 150, 200)
    wanted = long.view.chosen_ids()
    session.act("Log", lambda: interaction(contacts.resolve("Priya")))
    assert long.view.chosen_ids() == wanted
    assert sorted(i.row() for i in long.view.selectionModel().selectedRows()) == [151, 201]
    session.undo()
    assert long.view.chosen_ids() == wanted


def test_what_is_selected_stays_when_entries_move(session, long):
    choose(long, 150)
    wanted = long.view.chosen_ids()
    far = long.model.ids[250]

    def move():
        form = interactions.form(far)
        form.day = TODAY
        interactions.update(far, form)

    session.act("Move", move)
    assert long.model.row_of(far) < 3
    assert long.view.chosen_ids() == wanted
    assert long.view.currentIndex().row() == 151
    assert list(long.model.ids) == list(interactions.timeline_ids(TimelineFilter()))


def test_everything_can_be_selected_and_deleted(session, long):
    long.view.selectAll()
    assert len(long.view.chosen_ids()) == long.model.rowCount() > 300
    long.perform("trash")
    assert long.model.rowCount() == 0
    session.undo()
    assert long.model.rowCount() > 300


@pytest.mark.parametrize("pointed", [False, True])
def test_a_jump_reads_what_is_seen_and_nothing_else(qtbot, long, pointed):
    if pointed:  # a view asks for the status tip of what comes under the pointer
        middle = long.view.viewport().rect().center()
        QCursor.setPos(long.view.viewport().mapToGlobal(middle))
    else:
        QCursor.setPos(0, 2000)
    seen = long.view.height() // row_height() + 4
    before = set(long.model._rows)
    for at in (150, 151, 97, 299):
        long.view.show_row(at)
        long.view.viewport().repaint()
        assert long.model.entry_at(long.view.top_row()) is not None
        assert len(set(long.model._rows) - before) <= seen
        before = set(long.model._rows)


def test_the_page_stays_where_it_is_scrolled_to(session, long):
    long.view.show_row(120)
    top = long.model.ids[long.view.top_row()]
    long.refresh()
    assert long.model.ids[long.view.top_row()] == top


def test_a_selection_never_read_is_let_go_rather_than_guessed(session, long, monkeypatch):
    """Rows far away, selected by a stretch: after a change nobody knows whose they were."""
    monkeypatch.setattr(view, "_REMEMBERED", 2)
    flags = QItemSelectionModel.SelectionFlag
    stretch = QItemSelection(long.model.index(100, 0), long.model.index(299, 0))
    long.view.selectionModel().select(stretch, flags.ClearAndSelect | flags.Rows)
    before = list(long.model.ids[100:300])
    session.act("Away", lambda: interactions.trash([*long.model.ids[0:1], *long.model.ids[9:10]]))
    assert set(long.view.chosen_ids()) <= set(before)


def test_the_rail_grows_with_the_text(qtbot, look, page):
    before = page.rail.width()
    theme.apply(look, "light", 1.5)
    qtbot.waitUntil(lambda: page.rail.width() == round(1.5 * before))
