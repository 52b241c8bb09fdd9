"""The Events page: list, one event, who was there, adding fast, delete and restore."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from netjournal.services import events
from netjournal.services.people import contacts
from netjournal.ui import safe, theme
from netjournal.ui.events.event_dialog import EventDialog
from netjournal.ui.events.guest_row import GuestWidget
from netjournal.ui.events.page import EventsPage
from netjournal.ui.safe import Label
from tests.builders import TODAY, contact, event

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def some(session):
    with session.journal.edit("Begin"):
        ids = {
            "coming": event("Rust Berlin", ago=-3, place="c-base", start_minute=19 * 60),
            "past": event("Hack day", ago=30, kind="volunteering", note="Two\nlines", url="x.org"),
            "old": event("PyCon", ago=500, kind="conference"),
            "Ana": contact("Ana Kovač"),
        }
        events.set_people(ids["past"], [(ids["Ana"], "met", "choir"), ("Li Wei", "attended", "")])
    return ids


@pytest.fixture
def page(qtbot, session, some):
    return shown(qtbot, session)


def shown(qtbot, session, size=(1148, 800)):
    made = EventsPage(session)
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def titles(page):
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def guests(page):
    return [row for row in page.detail.guests.rows() if isinstance(row, GuestWidget)]


def label(page, name):
    return page.findChild(Label, name).text()


def test_the_model_keeps_qt_s_rules(qtmodeltester, page):
    qtmodeltester.check(page.model)


def test_what_comes_first_then_what_was(page):
    assert titles(page) == ["Rust Berlin", "Hack day", "PyCon"]
    assert label(page, "event_name") == "Rust Berlin"
    assert label(page, "event_where") == "Thursday, 26 November, 19:00 · c-base"
    said = page.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Hack day, Volunteering, 1 met · 24 Oct"


def test_a_day_close_by_is_said_once(session, page):
    with session.journal.edit("Add"):
        event("Hike", ago=-1)
    said = page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Hike, tomorrow, Meetup, 24 Nov"


def test_arrow_keys_walk_the_list(page):
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    assert label(page, "event_name") == "Hack day"
    assert [row.person.full_name for row in guests(page)] == ["Ana Kovač", "Li Wei"]
    assert label(page, "event_count") == "2 people · 1 met"


def test_upcoming_past_and_words(qtbot, page):
    for value, found in (("upcoming", ["Rust Berlin"]), ("past", ["Hack day", "PyCon"])):
        page.when.set_value(value)
        page.when.chosen.emit(value)
        assert titles(page) == found
    page.when.set_value("all")
    page.set_filter("conf")
    assert titles(page) == ["PyCon"]
    page.set_filter("nothing like it")
    assert titles(page) == []
    assert not page.detail.isVisible()
    assert page.search.isVisible()
    page.set_filter("")
    assert len(titles(page)) == 3


def test_where_no_event_fits_the_page_says_so_and_stays_in_place(qtbot, page):
    page.set_filter("zzzz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert label(page, "events_none") == "No event has these words."
    assert page.nothing.isVisible()
    assert not page.view.isVisible()
    assert page.left.x() == 0
    assert page.head.y() == 0
    page.set_filter("")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert not page.nothing.isVisible()


def test_everyone_met_in_one_line(qtbot, session, page, some):
    page.show_event(some["past"])
    line = page.detail.guests_line.line
    line.setFocus()
    line.setText("Ana Kovač (Rust), Sam (climbing), Jo")  # QTest knows no č
    assert label(page, "guests_hint") == "Ana Kovač (Rust) · Sam (climbing), new · Jo, new"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == ""
    found = {row.person.full_name: (row.person.role, row.person.note) for row in guests(page)}
    assert found["Ana Kovač"] == ("met", "Rust")
    assert found["Sam"] == ("met", "climbing")
    assert contacts.form(contacts.resolve("Sam")).met_event_id == some["past"]
    session.undo()
    assert len(guests(page)) == 2
    assert contacts.count() == 2


def test_people_known_are_offered_while_a_name_is_typed(qtbot, session, page, some):
    page.show_event(some["past"])
    line, offers = page.detail.guests_line.line, page.detail.guests_line.offers
    line.setFocus()
    form = contacts.form(contacts.resolve("Li Wei"))
    form.note = "Climbs with Anouk"  # is not called so
    session.act("Tell", lambda: contacts.update(contacts.resolve("Li Wei"), form))
    QTest.keyClicks(line, "Sam (climbing), an")
    qtbot.waitUntil(lambda: offers.offered() == ["Ana Kovač"])
    assert not offers.popup.currentIndex().isValid()
    QTest.keyClick(offers.popup, Qt.Key.Key_Down)
    QTest.keyClick(offers.popup, Qt.Key.Key_Return)
    assert line.text() == "Sam (climbing), Ana Kovač"
    assert label(page, "guests_hint") == "Sam (climbing), new · Ana Kovač"
    QTest.keyClicks(line, " (wei")  # a note names nobody
    qtbot.wait(200)
    assert offers.offered() == []
    QTest.keyClicks(line, "), li")
    qtbot.waitUntil(lambda: offers.offered() == ["Li Wei"])
    QTest.keyClick(offers.popup, Qt.Key.Key_Escape)
    assert offers.offered() == []
    assert line.text().endswith(", li")


def test_enter_means_the_line_while_nobody_of_the_offers_is_chosen(qtbot, page, some):
    page.show_event(some["past"])
    line, offers = page.detail.guests_line.line, page.detail.guests_line.offers
    line.setFocus()
    QTest.keyClicks(line, "An")
    qtbot.waitUntil(lambda: offers.offered() == ["Ana Kovač"])
    QTest.keyClick(offers.popup, Qt.Key.Key_Return)
    assert line.text() == ""
    assert offers.offered() == []
    assert "An" in [row.person.full_name for row in guests(page)]


def test_people_of_an_event_to_come_are_expected(page, some):
    page.show_event(some["coming"])
    page.detail.guests_line.line.setText("Ana Kovač")
    page.detail.guests_line._on_enter()
    assert [row.person.role for row in guests(page)] == ["expected"]


def test_the_role_can_be_chosen_where_its_chip_has_no_room(qtbot, session, page, some):
    page.show_event(some["past"])
    page.resize(620, 700)
    row = guests(page)[1]
    qtbot.waitUntil(lambda: not row.role.isVisible())
    keyboard, middle = QContextMenuEvent.Reason.Keyboard, row.rect().center()
    wish = QContextMenuEvent(keyboard, middle, row.mapToGlobal(middle))
    QCoreApplication.sendEvent(row, wish)
    menu = row.role.menu()
    assert menu.isVisible()
    menu.hide()
    next(action for action in menu.actions() if action.data() == ("met",)).trigger()
    assert events.people(some["past"])[1].role == "met"


def test_note_role_and_removing_each_undo(qtbot, session, page, some):
    page.show_event(some["past"])
    note = guests(page)[0].note
    note.setFocus()
    note.selectAll()
    QTest.keyClicks(note, "sings alto")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert events.people(some["past"])[0].note == "sings alto"
    guests(page)[1].role.chosen.emit("met")
    assert events.people(some["past"])[1].role == "met"
    qtbot.mouseClick(guests(page)[0].findChild(QToolButton, "guest_remove"), LEFT)
    assert [row.person.full_name for row in guests(page)] == ["Li Wei"]
    for _ in range(3):
        session.undo()
    assert [(p.role, p.note) for p in events.people(some["past"])] == [
        ("met", "choir"),
        ("attended", ""),
    ]


def test_a_note_can_be_emptied(page, some):
    page.show_event(some["past"])
    guests(page)[0].note.setText("")
    guests(page)[0].note.editingFinished.emit()
    assert events.people(some["past"])[0].note == ""


def test_people_open_their_cards_and_can_be_logged_together(qtbot, page, some):
    page.show_event(some["past"])
    with qtbot.waitSignal(page.contact_activated) as asked:
        qtbot.mouseClick(guests(page)[0].findChild(object, "guest_person"), LEFT)
    assert asked.args == [some["Ana"]]
    with qtbot.waitSignal(page.log_requested) as asked:
        qtbot.mouseClick(page.findChild(QPushButton, "event_log"), LEFT)
    assert asked.args == [(some["Ana"], contacts.resolve("Li Wei"))]
    assert page.selected_contacts() == asked.args[0]


def test_delete_restore_and_undo(qtbot, session, page, some):
    said = []
    session.said.connect(lambda saying: said.append(saying.text))
    page.show_event(some["old"])
    assert page.verbs() == {"edit", "trash"}
    page.perform("trash")
    assert (titles(page), said) == (["Rust Berlin", "Hack day"], ["Deleted PyCon"])
    page.when.set_value("trash")
    page.refresh()
    assert titles(page) == ["PyCon"]
    assert page.verbs() == frozenset()
    qtbot.mouseClick(page.banner.button, LEFT)
    assert titles(page) == []
    page.show_event(some["old"])
    assert label(page, "event_name") == "PyCon"


def dialog_of(page):
    return next(one for one in page.window().findChildren(EventDialog) if one.isVisible())


def test_an_event_is_added_by_keys(qtbot, session, page):
    qtbot.mouseClick(page.add, LEFT)
    dialog = dialog_of(page)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.findChild(Label, "event_reason").text() == "Give it a title."
    assert not dialog.save_button.isEnabled()
    QTest.keyClicks(dialog.name, "Lightning talks")
    dialog.day.line.setText("next thursday")
    dialog.time.setText("18:30")
    dialog.place.setText("Library")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert label(page, "event_name") == "Lightning talks"
    assert label(page, "event_where") == "Thursday, 3 December, 18:30 · Library"
    assert page.focusWidget() is page.detail.guests_line.line  # who will be there comes next
    session.undo()
    assert len(titles(page)) == 3


def test_an_event_is_changed(qtbot, page, some):
    page.show_event(some["past"])
    page.perform("edit")
    dialog = dialog_of(page)
    assert (dialog.note.toPlainText(), dialog.url.text()) == ("Two\nlines", "x.org")
    dialog.until.line.setText("1 Jan 2020")
    assert dialog.problem() == "It ends before it begins."
    dialog.until.line.setText("26 Oct 2026")
    dialog.time.setText("late")
    assert dialog.problem().startswith("Write the time like")
    dialog.time.setText("")
    dialog.save()
    assert events.form(some["past"]).ends_on == TODAY - 28
    assert label(page, "event_where") == "Saturday, 24 October – Monday, 26 October"


def test_links_ask_before_they_open(qtbot, page, some, monkeypatch):
    asked = []
    monkeypatch.setattr(safe, "open_url", lambda text, parent: asked.append(text))
    page.show_event(some["past"])
    qtbot.mouseClick(page.findChild(QPushButton, "event_link"), LEFT)
    assert asked == ["x.org"]


def test_many_guests_are_folded(session, page, some):
    names = ", ".join(f"Guest {number}" for number in range(70))
    session.act("Many", lambda: events.add_people(some["past"], names))
    page.show_event(some["past"])
    assert len(guests(page)) == 60
    more = page.findChild(QPushButton, "guests_more")
    assert more.text() == "Show all 72"
    more.click()
    assert len(guests(page)) == 72


def test_an_empty_journal_teaches(qtbot, session, keep):
    page = shown(qtbot, session)
    assert page.empty.accessibleName() == "Where do you meet people?"
    qtbot.mouseClick(page.empty.findChild(object, "empty_add"), LEFT)
    dialog_of(page).reject()
    keep(page, "events_empty")


def test_reading_only(qtbot, session, some, monkeypatch):
    monkeypatch.setattr(session.journal, "read_only", True)
    page = shown(qtbot, session)
    assert page.verbs() == frozenset()
    assert not page.add.isVisible()
    assert not page.detail.guests_line.isVisible()


def test_state_survives(qtbot, session, page, some):
    page.show_event(some["old"])
    again = EventsPage(session)
    qtbot.addWidget(again)
    again.restore_state(page.state())
    again.show()
    assert again.view.current_id() == some["old"]


@pytest.mark.parametrize(
    ("scheme", "scale", "width"),
    [("light", 1.0, 1148), ("dark", 1.0, 1148), ("light", 1.0, 588), ("dark", 1.5, 820)],
)
def test_pictures(qtbot, demo_session, keep, scheme, scale, width):
    theme.apply(theme.QGuiApplication.instance(), scheme, scale)
    page = shown(qtbot, demo_session, (width, 800))
    qtbot.waitUntil(lambda: bool(guests(page)))
    page.view.choose(page.view.model().id_at(0))  # the next one: who is likely there shows, too
    qtbot.waitUntil(lambda: bool(page.detail.around.likely.rows()))
    keep(page, f"events_{scheme}_{width}")
    inside = page.detail.widget()
    qtbot.waitUntil(lambda: inside.width() <= page.detail.viewport().width())

    def ends():
        return [row.mapTo(page, row.rect().topRight()).x() for row in guests(page)]

    qtbot.waitUntil(lambda: max(ends()) <= page.width())


def test_a_word_to_everyone_met_and_what_became_of_it(qtbot, session, people):
    def fill():
        made = event("Hack day", ago=1)
        events.add_people(made, "Ana Kovač (Rust), Priya Raman")
        return made

    session.act("Fill", fill)
    page = EventsPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.show_event(2)
    around = page.detail.around
    qtbot.waitUntil(lambda: len(around.lane.card.rows()) == 2)
    around.lane.card.rows()[0].findChild(QPushButton, "lane_wrote").click()
    qtbot.waitUntil(lambda: len(around.lane.card.rows()) == 1)
    qtbot.waitUntil(
        lambda: (
            around.became.text()
            == "You have talked again with 1 of the 2 you met here. Today 1 is a tie."
            or around.became.text().startswith("You have talked again with 1 of the 2")
        )
    )
    around.lane.card.rows()[0].findChild(object, "lane_away").click()
    qtbot.waitUntil(lambda: not around.lane.isVisible())
    session.undo()
    qtbot.waitUntil(lambda: len(around.lane.card.rows()) == 1)


def test_after_a_large_event_a_few_come_first(qtbot, session):
    crowd = ", ".join(f"Guest {chr(65 + n)}" for n in range(12))

    def fill():
        events.add_people(event("Maker night", ago=0), crowd)

    session.act("Fill", fill)
    page = EventsPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.show_event(2)
    lane = page.detail.around.lane
    qtbot.waitUntil(lambda: len(lane.card.rows()) == 5)
    assert lane.more.text() == "Show all 12"
    lane.more.click()
    assert len(lane.card.rows()) == 12
    lane.card.rows()[0].findChild(QPushButton, "lane_wrote").click()
    qtbot.waitUntil(lambda: len(lane.card.rows()) == 11)
    lane.more.click()
    assert (len(lane.card.rows()), lane.more.text()) == (5, "Show all 11")


def test_who_is_likely_is_expected_in_one_click(qtbot, session, people):
    def fill():
        past = event("Hack day 2025", ago=300)
        events.add_people(past, "Ana Kovač", role="attended")
        return event("Hack day 2026", ago=-5)

    session.act("Fill", fill)
    page = EventsPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    page.show_event(3)
    likely = page.detail.around.likely
    qtbot.waitUntil(lambda: len(likely.rows()) == 1)
    likely.rows()[0].findChild(QPushButton, "likely_expect").click()
    qtbot.waitUntil(lambda: not likely.rows())
    assert [(one.full_name, one.role) for one in events.people(3)] == [("Ana Kovač", "expected")]
    qtbot.waitUntil(page.detail.findChild(QPushButton, "event_briefs").isEnabled)
    with qtbot.waitSignal(page.print_briefs_requested) as asked:
        page.detail.findChild(QPushButton, "event_briefs").click()
    assert asked.args == [(people["Ana"],), "Hack day 2026"]


def test_the_keyboard_stays_at_the_note_that_was_written(qtbot, make_window, some):
    window = make_window()
    window.show_page("events")
    page = window.page
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.show_event(some["past"])
    qtbot.waitUntil(lambda: len(guests(page)) == 2)
    note = guests(page)[0].note
    note.setFocus()
    QTest.keyClicks(note, "Plays go")
    QTest.keyClick(note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: guests(page)[0].note is not note)
    qtbot.waitUntil(lambda: window.focusWidget() is guests(page)[0].note)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget() is guests(page)[1].note


def test_a_long_title_has_the_whole_line(qtbot, session, page, some):
    page.resize(1060, 700)
    page.show_event(some["past"])
    name = page.detail.findChild(object, "event_name")
    delete = page.detail.findChild(object, "event_trash")
    qtbot.waitUntil(lambda: delete.geometry().top() < name.geometry().bottom())
    form = events.form(some["past"])
    form.title = "A meeting with an uncommonly long title that fits nowhere beside anything else"
    session.act("Rename", lambda: events.update(some["past"], form))
    qtbot.waitUntil(lambda: delete.geometry().top() > name.geometry().bottom())
    assert name.width() > 0.8 * page.detail.viewport().width()
