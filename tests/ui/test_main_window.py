"""The frame by real keys and mouse: pages, search, undo, circles, notices, restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QMetaMethod,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from netjournal.errors import DiskError
from netjournal.models import Journal
from netjournal.services.finding import saved_lists
from netjournal.services.people import circles, contacts
from netjournal.ui.frame import sidebar_numbers
from netjournal.ui.main_window import MainWindow
from netjournal.ui.page import Page
from netjournal.ui.session import Session
from tests.builders import TODAY, contact, interaction

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def names(window):
    model = window.page.panel.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def shown(window):
    return window.page.card.header.name.text()


def test_only_what_is_built_is_in_the_sidebar(window):
    keys = list(window._specs)
    assert "people" in keys
    for key in keys:
        assert window.sidebar.findChild(object, f"nav_{key}").isVisible()


def test_pages_by_keys_and_mouse(qtbot, window):
    keys = list(window._specs)
    for number, key in enumerate(keys, start=1):
        press(window, getattr(Qt.Key, f"Key_{number}"), CTRL)
        assert window.page.key == key
    qtbot.mouseClick(window.sidebar.findChild(object, "nav_people"), Qt.MouseButton.LeftButton)
    assert window.page.key == "people"
    assert window.sidebar.findChild(object, "nav_people").isChecked()


def test_no_wish_of_a_page_is_lost(window):
    wishes = [
        Page.staticMetaObject.method(number)
        for number in range(
            Page.staticMetaObject.methodOffset(), Page.staticMetaObject.methodCount()
        )
        if Page.staticMetaObject.method(number).methodType() == QMetaMethod.MethodType.Signal
    ]
    assert len(wishes) > 10
    lost = [
        wish.name().data().decode() for wish in wishes if not window.page.isSignalConnected(wish)
    ]
    assert lost == []


def test_a_page_is_made_when_it_is_shown_first(make_window, people, preferences):
    preferences.last_page = "people"
    window = make_window()
    assert list(window.pages) == ["people"]


def test_settings_are_written_when_the_window_closes_not_with_each_page(window, preferences):
    preferences.last_page = "people"
    window.show_page("events")
    assert preferences.last_page == "people"
    window.close()
    assert preferences.last_page == "events"


def test_pages_made_ahead_read_nothing_and_forget_nothing(make_window, people, preferences, qtbot):
    first = make_window()
    first.show_page("events")
    state = first.page.state()
    assert state["event"] is not None
    first.show_page("people")
    first.close()
    window = make_window()
    qtbot.waitUntil(lambda: window.page._card is not None)
    while window.make_ahead():
        pass
    assert set(window.pages) == set(window._specs)
    unseen = [page for key, page in window.pages.items() if key != "people"]
    assert all(page.stale for page in unseen)
    window.close()
    assert make_window()._states["events"] == state


def test_counts_and_circles_follow_the_journal(qtbot, session, window):
    people = window.sidebar.findChild(object, "nav_people")
    qtbot.waitUntil(lambda: people.accessibleDescription().split(",")[0] == "3")
    session.act("Add", lambda: contact("Li Wei", circles=["Choir", "New ones"]))
    qtbot.waitUntil(lambda: people.accessibleDescription().split(",")[0] == "4")
    rows = {row.name: row.count for row in circles.circles()}
    assert rows == {"Choir": 2, "Code for Good": 1, "New ones": 1}
    for row in circles.circles():
        assert window.sidebar.findChild(object, f"circle_{row.id}").isVisible()


def test_today_counts_what_there_is_to_do(qtbot, session, window, monkeypatch, people):
    monkeypatch.setattr(sidebar_numbers, "_LATER_MS", 1)
    session.act(
        "Log", lambda: interaction(people["Ana"], promise="send links", promise_due=TODAY - 1)
    )
    today = window.sidebar.findChild(object, "nav_today")
    qtbot.waitUntil(lambda: today.accessibleDescription() not in ("", "0"))


def test_a_circle_shows_its_people_and_people_shows_everybody(qtbot, window):
    choir = next(row.id for row in circles.circles() if row.name == "Choir")
    qtbot.waitUntil(lambda: window.sidebar.findChild(object, f"circle_{choir}") is not None)
    qtbot.mouseClick(window.sidebar.findChild(object, f"circle_{choir}"), Qt.MouseButton.LeftButton)
    assert names(window) == ["Ana Kovač"]
    assert window.page.header.title.text() == "Choir"
    assert window.sidebar.findChild(object, f"circle_{choir}").isChecked()
    qtbot.mouseClick(window.sidebar.findChild(object, "nav_people"), Qt.MouseButton.LeftButton)
    assert len(names(window)) == 3
    assert not window.sidebar.findChild(object, f"circle_{choir}").isChecked()


def test_undo_and_redo_by_keys_with_names_in_the_menu(session, window):
    action = window.actions_["undo"]
    assert not action.isEnabled()
    session.act("Add Li & Co", lambda: contact("Li Wei"))
    assert (action.text(), action.isEnabled()) == ("&Undo Add Li && Co", True)
    press(window, Qt.Key.Key_Z, CTRL)
    assert contacts.count() == 3
    assert window.actions_["redo"].text() == "&Redo Add Li && Co"
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert contacts.count() == 4
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Y, CTRL)
    assert contacts.count() == 4


def test_undo_reaches_the_journal_from_an_untouched_text_field(qtbot, session, window, qapp):
    from netjournal.ui.frame.undo_keys import UndoKeys

    keys = UndoKeys(qapp)
    session.act("Add Li", lambda: contact("Li Wei"))
    field = window.top_bar.search
    window.top_bar.start_search()
    qtbot.waitUntil(field.hasFocus)
    press(field, Qt.Key.Key_Z, CTRL)
    assert contacts.count() == 3
    session.redo()
    QTest.keyClicks(field, "an")
    press(field, Qt.Key.Key_Z, CTRL)  # now the field has steps of its own
    assert (field.text(), contacts.count()) == ("", 4)
    keys.setParent(None)


def test_the_toast_offers_undo(qtbot, session, window):
    session.act("Add Li", lambda: contact("Li Wei"), "Added Li Wei")
    toast = window.toast
    assert (toast.label.text(), toast.button.text()) == ("Added Li Wei", "Undo")
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert contacts.count() == 3
    assert (toast.label.text(), toast.button.text()) == ("Undone: Add Li", "Redo")
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert contacts.count() == 4


def test_errors_are_told_in_words_without_blocking(session, window):
    session.show_error(DiskError("The disk is full: free some space. Nothing was changed."))
    assert window.banner.isVisible()
    assert "disk is full" in window.banner.label.text()


def test_the_foot_says_which_journal_and_that_it_is_saved(window):
    assert window.sidebar.file_label.text() == "test.netjournal"
    assert window.sidebar.state_label.text() == "Saved"
    assert window.windowTitle() == "test.netjournal – NetJournal"


def test_no_edits_while_a_long_one_is_under_way(qtbot, session, window):
    import threading

    go = threading.Event()
    job = session.run(lambda _progress: go.wait(10) and None, modal=True)
    assert window.sidebar.state_label.text() == "Saving…"
    assert not window.actions_["add_person"].isEnabled()
    with qtbot.waitSignal(job.ended):
        go.set()
    assert window.sidebar.state_label.text() == "Saved"
    assert window.actions_["add_person"].isEnabled()


def test_search_finds_people_and_notes_by_keys(qtbot, window):
    press(window, Qt.Key.Key_K, CTRL)
    field = window.top_bar.search
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "daughter")
    press(field, Qt.Key.Key_Down)
    popup = window.search.popup
    assert popup.isVisible()
    assert [hit.kind for hit in popup.hits()][:1] == ["interaction"]
    press(field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert field.text() == "daughter"
    press(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    QTest.keyClicks(field, "priya")
    press(field, Qt.Key.Key_Return)  # the first line is chosen
    qtbot.waitUntil(lambda: shown(window) == "Priya Raman")
    assert field.text() == ""


def act(qtbot, window, words):
    """Do what the palette offers for these words."""
    press(window, Qt.Key.Key_K, CTRL)
    field = window.top_bar.search
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, words)
    popup = window.search.popup
    qtbot.waitUntil(lambda: bool(popup.hits()) and popup.hits()[0].kind == "action")
    press(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("words", "page", "dialog"),
    [
        ("add ev", "events", "event_dialog"),
        ("my shelf", "shelf", "work_dialog"),
        ("introduce", "people", "introduction_dialog"),
    ],
)
def test_records_are_added_from_the_palette(qtbot, window, words, page, dialog):
    act(qtbot, window, words)
    qtbot.waitUntil(lambda: window.findChild(QDialog, dialog) is not None)
    assert window.page.key == page
    assert window.findChild(QDialog, dialog).isVisible()


def test_a_circle_is_made_from_the_palette(qtbot, window, answer):
    answer("Robots")
    act(qtbot, window, "new circ")
    assert "Robots" in [circle.name for circle in circles.circles()]


def test_a_list_is_made_from_the_palette(qtbot, window, answer):
    answer("in:Berlin", "Berliners")
    act(qtbot, window, "new smart")
    assert [(row.name, row.query) for row in saved_lists.lists()] == [("Berliners", "in:Berlin")]


def test_search_filters_the_page_behind_it(qtbot, window):
    window.top_bar.start_search()
    field = window.top_bar.search
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "zoe")
    qtbot.waitUntil(lambda: names(window) == ["Zoë Østergård"])
    window.top_bar.clear_search()
    QTest.keyClicks(field, "nobody at all")
    press(field, Qt.Key.Key_Return)  # nothing to choose: go to the page
    assert names(window) == []
    qtbot.waitUntil(window.page.view.hasFocus)
    window.top_bar.clear_search()
    assert len(names(window)) == 3


def test_another_page_doesn_t_show_what_filters_the_one_before(qtbot, window):
    window.top_bar.start_search()
    field = window.top_bar.search
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "likes:robotics")
    qtbot.waitUntil(lambda: names(window) == ["Priya Raman"])
    press(field, Qt.Key.Key_Escape)
    window.page.view.setFocus()
    press(window, Qt.Key.Key_4, CTRL)
    assert window.page.key == "events"
    assert field.text() == ""
    assert window.page.model.rowCount() == 1
    press(window, Qt.Key.Key_2, CTRL)
    assert names(window) == ["Priya Raman"]  # with its own field that says so
    assert window.page.header.filter.text() == "likes:robotics"


def test_hostile_search_text_is_only_text(qtbot, window):
    window.top_bar.start_search()
    field = window.top_bar.search
    for text in ('"', "NEAR(", "a OR b*", "'; DROP TABLE contact; --", "\0", "<b>x</b>", "%_"):
        field.set_query(text)
        assert window.isVisible()
    field.set_query("")
    assert len(names(window)) == 3


def test_the_window_comes_back_as_it_was(qtbot, session, make_window, window, people):
    window.page.header.choose("", "recent")
    window.page.refresh()
    window.show_contact(people["Zoë"])
    qtbot.waitUntil(lambda: shown(window) == "Zoë Østergård")
    window.page.splitter.setSizes([333, 700])
    sizes = window.page.splitter.sizes()
    window.resize(1200, 800)
    window.close()
    again = make_window(size=(1200, 800))
    assert again.page.key == "people"
    assert again.page.header.order() == "recent"
    qtbot.waitUntil(lambda: shown(again) == "Zoë Østergård")
    assert abs(again.page.splitter.sizes()[0] - sizes[0]) < 40


def test_ctrl_held_while_somebody_is_shown_chooses_only_them(qtbot, window, people):
    qtbot.waitUntil(lambda: len(window.page.view.chosen_ids()) == 1)
    QTest.keyPress(window, Qt.Key.Key_Control, CTRL)
    try:
        window.show_contact(people["Zoë"])
        window.page.refresh()
    finally:
        QTest.keyRelease(window, Qt.Key.Key_Control)
    assert window.page.view.chosen_ids() == (people["Zoë"],)


def test_another_journal_does_not_get_this_one_s_selection(preferences, journal, window):
    from netjournal.ui.frame import window_state

    window.close()
    assert window_state.page_states(preferences, journal.path)["people"]
    assert window_state.page_states(preferences, journal.path.with_name("b.netjournal")) == {}


def test_a_first_window_fits_on_the_screen_with_its_title_bar(qtbot, preferences):
    from netjournal.ui.frame import window_state

    window = QWidget()
    qtbot.addWidget(window)
    preferences.window_geometry = ""
    window_state.restore_geometry(window, preferences)
    room = window.screen().availableGeometry()
    assert window.height() <= room.height() - 30
    assert window.width() <= room.width()


def _drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), action, data, button, none)
    QCoreApplication.sendEvent(window, enter)
    drop = QDropEvent(QPointF(9, 9), action, data, button, none)
    if enter.isAccepted():
        QCoreApplication.sendEvent(window, drop)
    return enter.isAccepted()


def test_a_dropped_journal_is_opened_and_anything_else_imported(
    qtbot, window, tmp_path, monkeypatch
):
    journal, table = tmp_path / "b.netjournal", tmp_path / "people.csv"
    for path in (journal, table):
        path.write_text("x")
    with qtbot.waitSignal(window.open_requested) as asked:
        assert _drop(window, journal)
    assert asked.args == [journal]
    imported = []
    monkeypatch.setattr(window.dialogs, "import_file", imported.append)
    assert _drop(window, table)
    assert imported == [table]
    assert _drop(window, tmp_path)  # a folder, with what is in it
    assert imported == [table, [tmp_path]]
    assert not _drop(window, tmp_path / "gone.csv")


def test_a_read_only_journal_can_be_looked_at(qtbot, look, jobs, preferences, tmp_path):
    path = tmp_path / "a.netjournal"
    first = Journal.create(path)
    with first.edit("Begin"):
        contact("Ana Kovač")
    first.close()
    opened = Journal.open(path, read_only=True)
    opened.today = lambda: TODAY
    session = Session(opened, jobs)
    window = MainWindow(session, preferences)
    qtbot.addWidget(window)
    window.show()
    window.show_page("people")
    assert window.banner.isVisible()
    assert "reading only" in window.banner.label.text()
    assert window.sidebar.state_label.text() == "Read-only"
    for key in ("add_person", "import", "undo", "trash"):
        assert not window.actions_[key].isEnabled()
    assert not window.top_bar.findChild(object, "top_add_person").isEnabled()
    assert names(window) == ["Ana Kovač"]
    qtbot.waitUntil(lambda: shown(window) == "Ana Kovač")
    assert not window.page.card.header.edit_button.isVisible()
    window.close()
    session.close()


def test_text_size_and_theme_from_the_menu(qtbot, window, preferences):
    from netjournal.ui import theme

    def sized(scale):
        qtbot.waitUntil(lambda: theme.text_scale() == pytest.approx(scale))

    press(window, Qt.Key.Key_Plus, CTRL)
    assert preferences.text_scale == pytest.approx(1.1)
    sized(1.1)
    press(window, Qt.Key.Key_Minus, CTRL)
    press(window, Qt.Key.Key_Minus, CTRL)
    sized(0.9)
    press(window, Qt.Key.Key_0, CTRL)
    sized(1.0)
    styled = theme.revision()
    for _ in range(5):  # as by a held key, while the window is busy: once for all
        press(window, Qt.Key.Key_Plus, CTRL)
    sized(1.5)
    assert theme.revision() == styled + 1
    window.findChild(object, "theme_dark").trigger()
    qtbot.waitUntil(theme.is_dark)
    assert preferences.scheme == "dark"


def test_every_button_of_the_frame_has_a_name(window):
    from PySide6.QtWidgets import QAbstractButton

    for each in [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]:
        if each.isVisible():
            words = each.accessibleName() or getattr(each, "text", str)()
            assert words, each.objectName()


def test_it_works_at_800_by_600(qtbot, make_window, people):
    window = make_window(size=(800, 600))
    window.show_page("people")
    assert window.width() <= 800
    assert window.height() <= 600


def test_duplicates_are_looked_for_from_the_menu(qtbot, window, people):
    window.actions_["duplicates"].trigger()
    dialog = window.findChild(QDialog, "duplicates_dialog")
    qtbot.waitUntil(lambda: dialog.nothing.isVisible())
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_people_chosen_are_printed_as_listed(qtbot, session, window, people):
    window.show_page("people")
    qtbot.waitUntil(lambda: window.page.panel.model.rowCount() == len(people))
    window.page.view.choose(window.page.panel.model.ids[2])
    window.page.view.selectAll()  # who was chosen before still is the one the card is about
    assert window.page.chosen_as_listed() == tuple(window.page.panel.model.ids)
    assert window.page.selected_contacts()[0] == window.page.panel.model.ids[2]


def test_people_chosen_are_merged_from_the_menu(qtbot, session, window, people):
    window.show_page("people")
    window.page.view.selectAll()
    qtbot.waitUntil(lambda: window.actions_["merge"].isEnabled())
    window.actions_["merge"].trigger()
    dialog = window.findChild(QDialog, "duplicates_dialog")
    assert dialog.heading.text() == "Merge 3 people"
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: len(names(window)) == 1)
    session.undo()
    qtbot.waitUntil(lambda: len(names(window)) == 3)


def test_full_screen_leaves_as_it_came_and_is_known_after_a_restart(qtbot, people, make_window):
    window = make_window()
    window.showMaximized()
    full = window.actions_["full_screen"]
    full.trigger()
    assert window.isFullScreen()
    full.trigger()
    assert window.isMaximized()
    assert not window.isFullScreen()
    full.trigger()
    window.close()
    again = make_window()
    assert again.isFullScreen()
    assert again.actions_["full_screen"].isChecked()
    again.actions_["full_screen"].trigger()
    assert not again.isFullScreen()
