"""The Today page: who, why, promises, the week, answers and their undo."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from netjournal.models import Contact, Work, to_day
from netjournal.models.handle import db
from netjournal.services.nurturing import nudges, nurture, promises, today_kept
from netjournal.services.people import contacts
from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.today.help_section import _Side
from netjournal.ui.today.page import TodayPage
from netjournal.ui.today.resting_line import RestingLine
from netjournal.ui.widgets.buttons import Pill
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from tests.builders import TODAY, contact, event, interaction
from tests.ui.paints import Paints

LEFT = Qt.MouseButton.LeftButton
RTL = Qt.LayoutDirection.RightToLeft


@pytest.fixture
def busy(session):
    """Somebody due, promises, a birthday, an event, a need with a helper."""
    with session.journal.edit("Begin"):
        ids = {
            "Priya": contact("Priya Raman", birthday="1986-11-25"),
            "Sam": contact("Sam O’Neill", skills=["embedded Rust"]),
            "Li": contact("Li Wei", rhythm_state="active", rhythm_ideal_days=21),
        }
        for ago in (41, 62, 83, 104, 125, 146):
            interaction(ids["Priya"], ago=ago, summary="Robotics contest")
        interaction(ids["Li"], ago=50)
        interaction(ids["Li"], ago=80)
        interaction(ids["Sam"], ago=9, kind="met")
        interaction(ids["Priya"], ago=200, kind="note", need="a contractor for embedded Rust")
        ids["late"] = promises.make(
            "send the draft", TODAY - 9, contact_id=ids["Li"], due=TODAY - 2
        )
        promises.make("call the bank", TODAY - 1, due=None)
        promises.make("lend the book", TODAY - 1, contact_id=ids["Li"], due=TODAY, by_me=False)
        ids["event"] = event("Rust Berlin", ago=-3, start_minute=19 * 60)
    return ids


@pytest.fixture
def page(qtbot, session, busy):
    return shown(qtbot, session)


def shown(qtbot, session, size=(1148, 900)):
    made = TodayPage(session)
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.sentence.text()) or made.empty.isVisible())
    qtbot.waitUntil(lambda: not session.jobs.waited_for)  # who could help comes second
    return made


def names(page):
    return [row.row.full_name for row in page.nurture.rows()]


def row_of(page, name):
    return next(row for row in page.nurture.rows() if row.row.full_name == name)


def texts(widget, kind=Label):
    return [label.text() for label in widget.findChildren(kind) if label.text()]


def test_the_day_and_its_sentence(page):
    assert page.day.text() == "Monday, 23 November"
    assert page.sentence.text() == "Three people to nurture, two promises, one way to help."


def test_what_was_read_ahead_is_there_when_it_is_shown(qtbot, make_window, session, busy):
    window = make_window()
    window.show_page("today")
    qtbot.waitUntil(lambda: len(window.page.nurture.rows()) == 3)
    window.show_page("events")
    session.act("Log", lambda: interaction(busy["Li"], ago=0, summary="At last"))
    qtbot.waitUntil(lambda: today_kept.at_hand(TODAY) is not None)
    qtbot.waitUntil(lambda: not session.jobs.waited_for)
    window.show_page("today")
    assert set(names(window.page)) == {"Priya Raman", "Sam O’Neill"}  # before the worker had a turn
    assert window.page.help.isVisible()


def test_each_row_says_who_and_why(page):
    assert set(names(page)) == {"Priya Raman", "Li Wei", "Sam O’Neill"}
    said = texts(row_of(page, "Priya Raman"))
    assert "You are usually in touch every 3 weeks; it has been 41 days." in said
    sam = row_of(page, "Sam O’Neill")
    assert texts(sam, Pill) == ["New"]
    assert "You met 9 days ago. A second touch in two weeks makes it stick." in texts(sam)


def test_a_row_opens_the_card_by_mouse_and_keys(qtbot, page, busy):
    person = row_of(page, "Li Wei").findChild(object, "nurture_person")
    with qtbot.waitSignal(page.contact_activated) as asked:
        qtbot.mouseClick(person, LEFT)
    assert asked.args == [busy["Li"]]
    person.setFocus()
    with qtbot.waitSignal(page.contact_activated):
        QTest.keyClick(person, Qt.Key.Key_Return)
    assert person.accessibleName().startswith("Li Wei, ")


def test_people_by_keys_alone(qtbot, page, busy):
    first, second, third = (row.person for row in page.nurture.rows())
    first.setFocus()
    below = page.promises.rows()[0].box
    steps = [(Qt.Key.Key_J, second), (Qt.Key.Key_Down, third), (Qt.Key.Key_J, below)]
    for key, where in [*steps, (Qt.Key.Key_Up, third)]:
        QTest.keyClick(page.focusWidget(), key)
        assert where.hasFocus()
    QTest.keyClick(third, Qt.Key.Key_K)
    assert second.hasFocus()
    who = page.nurture.rows()[1].row.contact_id
    with qtbot.waitSignal(page.log_requested) as asked:
        QTest.keyClick(second, Qt.Key.Key_L)
    assert asked.args == [(who,)]
    with qtbot.waitSignal(page.brief_requested) as asked:
        QTest.keyClick(second, Qt.Key.Key_B)
    assert asked.args == [who]
    QTest.keyClick(second, Qt.Key.Key_S)
    menu = page.nurture.rows()[1].findChild(QPushButton, "nurture_snooze").menu()
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Return)  # a week; the keyboard stays among the people
    qtbot.waitUntil(lambda: len(page.nurture.rows()) == 2)
    assert who not in [row.row.contact_id for row in page.nurture.rows()]
    assert page.focusWidget() is page.nurture.rows()[1].person


def test_people_by_keys_from_their_buttons(qtbot, page, busy):
    """J and K go to the same button of the next person, letters press those of this one."""
    first, second = page.nurture.rows()[:2]
    for name in ("nurture_log", "nurture_brief", "nurture_snooze", "nurture_more"):
        here, there = (row.findChild(QWidget, name) for row in (first, second))
        here.setFocus()
        for key, where in ((Qt.Key.Key_J, there), (Qt.Key.Key_K, here), (Qt.Key.Key_Down, there)):
            QTest.keyClick(page.focusWidget(), key)
            assert where.hasFocus()
        with qtbot.waitSignal(page.brief_requested) as asked:
            QTest.keyClick(page.focusWidget(), Qt.Key.Key_B)
        assert asked.args == [second.row.contact_id]


def test_keys_go_through_all_cards_and_stay_where_something_was_done(qtbot, page, session):
    def press(key):
        QTest.keyClick(page.window().focusWidget(), key)
        return page.window().focusWidget()

    page.nurture.rows()[-1].person.setFocus()
    assert press(Qt.Key.Key_J) is page.promises.rows()[0].box
    assert press(Qt.Key.Key_Down) is page.promises.rows()[1].box
    assert press(Qt.Key.Key_K) is page.promises.rows()[0].box
    press(Qt.Key.Key_Space)  # kept: the next one comes there, and has the keyboard
    qtbot.waitUntil(lambda: len(page.promises.rows()) == 1)
    assert page.focusWidget() is page.promises.rows()[0].box
    session.undo()
    qtbot.waitUntil(lambda: len(page.promises.rows()) == 2)
    press(Qt.Key.Key_S)
    menu = page.focusWidget().menu()
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.promises.rows()) == 1)
    assert page.focusWidget() is page.promises.rows()[0].findChild(QWidget, "promise_later")


def test_coming_back_to_today_ends_where_one_was(qtbot, make_window, session, busy):
    window = make_window()
    window.show_page("today")
    page = window.page
    qtbot.waitUntil(lambda: len(page.nurture.rows()) == 3)
    there = page.nurture.rows()[1].findChild(QPushButton, "nurture_brief")
    there.setFocus()
    window.show_page("people")
    qtbot.waitUntil(lambda: not there.isVisible() and window.focusWidget() is not None)
    window.show_page("today")
    qtbot.waitUntil(there.hasFocus)
    field = window.top_bar.search
    window.top_bar.start_search()
    qtbot.waitUntil(field.hasFocus)
    for _ in range(2):  # the results, then the field
        QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(there.hasFocus)


def test_what_changed_is_painted_once_when_it_comes_back(qtbot, make_window, session, busy):
    window = make_window()
    window.resize(1000, 500)  # the page is longer: its scroll bar changes, too
    window.show_page("today")
    qtbot.waitUntil(lambda: len(window.page.nurture.rows()) == 3)
    page = window.page
    qtbot.waitUntil(lambda: not session.jobs.busy)
    paints = Paints(page.nurture)

    def more():
        for number in range(3):
            promises.make(f"a word {number}", TODAY, contact_id=busy["Li"], due=TODAY + 1)
        interaction(busy["Sam"], ago=0, summary="Asked how it went")

    window.show_page("events")
    session.act("More", more)
    qtbot.waitUntil(lambda: today_kept.at_hand(TODAY) is not None and not session.jobs.busy)
    paints.number = 0
    window.show_page("today")
    qtbot.waitUntil(lambda: paints.number > 0)
    qtbot.wait(30)
    assert len(page.nurture.rows()) == 2
    assert paints.number == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_scrolling_moves_what_is_painted_and_paints_what_appears(
    qtbot, make_window, session, busy, look, scheme
):
    theme.apply(look, scheme)
    window = make_window()
    window.resize(1000, 420)
    window.show_page("today")
    qtbot.waitUntil(lambda: len(window.page.nurture.rows()) == 3)
    page, bar = window.page, window.page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: page.network.area.isVisible() and not session.jobs.busy, timeout=10_000)
    qtbot.waitUntil(lambda: bar.maximum() > 150)
    first = Paints(page.nurture.rows()[0].person)

    def as_if_painted_now():  # a busy machine brings it to the screen later, and then it stays
        screen = window.screen().grabWindow(window.winId()).toImage()
        return screen == window.grab().toImage().convertToFormat(screen.format())

    for step in (10, 30, 60, 150, 120, 20, 0, 40):
        bar.setValue(step)
        qtbot.wait(5)
        qtbot.waitUntil(as_if_painted_now)
    first.number = 0
    for step in (38, 36, 34, 42):
        bar.setValue(step)
        qtbot.wait(5)
    assert first.number == 0
    session.act("More", lambda: interaction(busy["Sam"], ago=0, summary="Asked how it went"))
    qtbot.waitUntil(lambda: len(page.nurture.rows()) == 2)
    qtbot.wait(30)
    qtbot.waitUntil(as_if_painted_now)


def picture(page):
    for row in page.findChildren(ClickRow):  # the pointer is where another test may have left it
        row.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    for _ in range(2):  # what hides and shows settles in turns of its own
        QTest.qWait(1)
    for bar in page.findChildren(QAbstractScrollArea):
        bar.verticalScrollBar().setValue(0)
    return page.grab().toImage()


def test_rows_that_are_used_again_look_like_new_ones(qtbot, session, page, busy):
    """Rows are changed in place; a page made anew is what they have to look like."""

    def more():
        ids = [contact(f"Somebody with a name {number}") for number in range(3)]
        for contact_id in ids:
            interaction(contact_id, ago=9, kind="met", summary="Met on the stairs")
        promises.make("a word", TODAY, contact_id=ids[0], due=TODAY + 1)
        nurture.snooze(busy["Li"], TODAY + 7)
        nurture.promise_done(busy["late"], TODAY)

    first = names(page)
    kept = row_of(page, "Sam O’Neill")
    session.act("More", more)
    qtbot.waitUntil(lambda: "Somebody with a name 2" in names(page))
    assert names(page) != first
    assert row_of(page, "Sam O’Neill") is kept
    session.undo()
    qtbot.waitUntil(lambda: names(page) == first)
    session.redo()
    qtbot.waitUntil(lambda: "Somebody with a name 2" in names(page))
    fresh = shown(qtbot, session, (page.width(), page.height()))
    for one in (page, fresh):
        qtbot.waitUntil(lambda one=one: one.network.area.isVisible(), timeout=10_000)
        one.area.setFocus()
    assert picture(page) == picture(fresh)
    spoken = [[w.accessibleName() for w in p.findChildren(ClickRow)] for p in (page, fresh)]
    assert sorted(spoken[0]) == sorted(spoken[1])


def test_rows_that_were_made_ahead_look_like_new_ones(qtbot, session, busy):
    ahead = TodayPage(session)
    qtbot.addWidget(ahead)
    while ahead.make_ahead():
        assert not ahead.nurture.rows()
    ahead.resize(1148, 900)
    ahead.show()
    fresh = shown(qtbot, session)
    qtbot.waitUntil(lambda: not session.jobs.waited_for)
    for one in (ahead, fresh):
        qtbot.waitUntil(lambda one=one: one.network.area.isVisible(), timeout=10_000)
        one.area.setFocus()
    assert picture(ahead) == picture(fresh)
    assert not ahead.make_ahead()


def test_log_asks_for_the_dialog(qtbot, page, busy):
    with qtbot.waitSignal(page.log_requested) as asked:
        qtbot.mouseClick(row_of(page, "Li Wei").findChild(QPushButton, "nurture_log"), LEFT)
    assert asked.args == [(busy["Li"],)]


@pytest.mark.parametrize("choice", ["A week", "Not today", "Pause until I say so", "Never suggest"])
def test_answers_take_somebody_off_and_undo_brings_them_back(qtbot, session, page, choice):
    row = row_of(page, "Li Wei")
    actions = [a for menu in row.findChildren(QMenu) for a in menu.actions()]
    next(action for action in actions if action.text().startswith(choice)).trigger()
    qtbot.waitUntil(lambda: "Li Wei" not in names(page))
    session.undo()
    qtbot.waitUntil(lambda: "Li Wei" in names(page))


def test_what_a_try_without_an_answer_leads_to_is_said(qtbot, session, page, busy):
    """The first comes up again; after the second nothing does, and nothing else is promised."""
    said = []
    session.said.connect(lambda saying: said.append(saying.text))

    def try_li():
        entries(row_of(page, "Li Wei"), "nurture_more")["I tried; no answer yet"].trigger()
        qtbot.waitUntil(lambda: "Li Wei" not in names(page))

    try_li()
    assert said == ["Noted. Li Wei comes up again in two weeks"]
    session.act("Later", lambda: nudges.snooze(busy["Li"], TODAY))
    qtbot.waitUntil(lambda: "Li Wei" in names(page))
    try_li()
    assert said[-1] == "Noted. The next word is up to Li Wei; no suggestions until then"


def test_snooze_says_until_when(qtbot, session, page):
    said = []
    session.said.connect(lambda saying: said.append(saying.text))
    menu = row_of(page, "Li Wei").findChild(QPushButton, "nurture_snooze").menu()
    menu.actions()[2].trigger()
    assert said == ["Li Wei rests until 23 Dec"]


def test_a_promise_is_ticked_and_undone(qtbot, session, page):
    rows = page.promises.rows()
    assert [row.promise.text for row in rows] == ["send the draft", "call the bank"]
    assert texts(rows[0], Pill) == ["2 days late"]
    qtbot.mouseClick(rows[0].box, LEFT, pos=QPoint(10, rows[0].box.height() // 2))
    qtbot.waitUntil(lambda: len(page.promises.rows()) == 1)
    assert page.sentence.text().startswith("Three people to nurture, one promise,")
    session.undo()
    qtbot.waitUntil(lambda: len(page.promises.rows()) == 2)
    assert not page.promises.rows()[0].box.isChecked()


def test_who_still_rests_is_there_for_the_keyboard_at_once(qtbot, look):
    """Before the layouts have their turn: it would be elsewhere by then."""
    line = RestingLine()
    qtbot.addWidget(line)
    line.show()
    for people in ([(1, "Ana"), (2, "Ben")], [(2, "Ben")]):
        line.show_people(people, writable=True)
        offers = [one for one in line.findChildren(QPushButton) if one.isVisible()]
        assert [one.property("contact") for one in offers] == [who for who, _name in people]


def test_the_menu_key_offers_the_rest(qtbot, page):
    row = row_of(page, "Priya Raman")
    row.person.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(row.person, event)
    menu = QApplication.activePopupWidget()
    assert menu is row._more.menu()
    QTest.keyClick(menu, Qt.Key.Key_Return)  # the first one: not today
    qtbot.waitUntil(lambda: "Priya Raman" not in names(page))


def test_every_button_of_a_promise_says_which_one(page):
    rows = page.promises.rows()
    said = [row.findChild(QToolButton, "promise_later").accessibleName() for row in rows]
    assert said == [f"Let it rest: {row._text}" for row in rows]
    assert len(set(said)) == len(rows)


def test_a_promise_rests(qtbot, session, page):
    row = page.promises.rows()[0]
    row.findChild(QToolButton, "promise_later").menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: len(page.promises.rows()) == 1)
    session.undo()
    qtbot.waitUntil(lambda: len(page.promises.rows()) == 2)


def test_a_tick_that_cannot_be_written_is_taken_back(qtbot, session, page, monkeypatch):
    monkeypatch.setattr(session.journal, "read_only", True)
    box = page.promises.rows()[0].box
    with qtbot.waitSignal(session.failed):
        box.click()
    qtbot.waitUntil(lambda: not page.promises.rows()[0].box.isChecked())


def test_what_others_promised_stands_apart(page):
    assert [row.promise.text for row in page.theirs.rows()] == ["lend the book"]


def test_many_promises_are_folded_and_old_ones_are_not_red(qtbot, session, page):
    def many():
        for number in range(8):
            promises.make(f"thing {number}", TODAY - 90, due=TODAY - 60 + number)

    session.act("Many", many)
    qtbot.waitUntil(lambda: page.promises.more.isVisible())
    assert len(page.promises.rows()) == 5
    assert page.promises.more.text() == "Show all 10"
    tones = {
        pill.property("tone") for row in page.promises.rows() for pill in row.findChildren(Pill)
    }
    assert tones == {"neutral"}
    qtbot.mouseClick(page.promises.more, LEFT)
    assert len(page.promises.rows()) == 10


def test_the_week_leads_to_people_and_events(qtbot, page, busy):
    rows = page.week.rows()
    assert [row.accessibleName() for row in rows] == [
        "Wed, Priya Raman turns 40",
        "Thu, Rust Berlin, 19:00",
    ]
    with qtbot.waitSignal(page.contact_activated) as asked:
        qtbot.mouseClick(rows[0], LEFT)
    assert asked.args == [busy["Priya"]]
    with qtbot.waitSignal(page.event_activated) as asked:
        qtbot.mouseClick(rows[1], LEFT)
    assert asked.args == [busy["event"]]


def entries(widget, name):
    """Return the entries of a button's menu by their words."""
    return {a.text(): a for a in widget.findChild(QToolButton, name).menu().actions() if a.text()}


def test_who_could_help_and_an_introduction_in_one_click(qtbot, session, page, busy):
    (row,) = page.help.card.rows()
    assert "a contractor for embedded Rust" in texts(row)
    assert [part.accessibleName() for part in row.findChildren(ClickRow)][1] == (
        "Sam O’Neill is good at embedded Rust"
    )
    qtbot.mouseClick(row.findChild(QPushButton, "help_introduce"), LEFT)
    qtbot.waitUntil(lambda: not page.help.card.rows())
    (made,) = db.execute_sql("SELECT contact_id, other_id, why FROM introduction").fetchall()
    assert made == (busy["Priya"], busy["Sam"], "a contractor for embedded Rust")
    assert db.execute_sql("SELECT state FROM need").fetchone()[0] == "in_hand"
    session.undo()
    qtbot.waitUntil(lambda: len(page.help.card.rows()) == 1)
    assert db.execute_sql("SELECT COUNT(*) FROM introduction").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("choice", "state"),
    [("I helped with it", "solved"), ("No longer needed", "dropped"), ("Not the right", "open")],
)
def test_what_else_is_done_about_a_need(qtbot, session, page, choice, state):
    (row,) = page.help.card.rows()
    offered = entries(row, "help_more")
    next(action for text, action in offered.items() if text.startswith(choice)).trigger()
    qtbot.waitUntil(lambda: not page.help.card.rows())
    assert db.execute_sql("SELECT state FROM need").fetchone()[0] == state
    helps = db.execute_sql("SELECT direction, need_id FROM help").fetchall()
    assert helps == ([("given", 1)] if choice.startswith("I helped") else [])
    session.undo()
    qtbot.waitUntil(lambda: len(page.help.card.rows()) == 1)


def test_an_introduction_with_details(qtbot, page, busy):
    (row,) = page.help.card.rows()
    with qtbot.waitSignal(page.introduce_requested) as asked:
        entries(row, "help_more")["Introduce with details…"].trigger()
    assert asked.args == [(busy["Priya"], busy["Sam"])]


def test_my_own_shelf_may_help(qtbot, session, page):
    session.act("Shelf", lambda: Work.create(kind="skill", title="Embedded Rust"))
    qtbot.waitUntil(lambda: "Embedded Rust" in texts(page.help.card))
    (row,) = page.help.card.rows()
    assert row.findChild(QPushButton, "help_introduce").text() == "I helped"
    with qtbot.waitSignal(page.page_requested) as asked:
        row.findChildren(ClickRow, "help_person")[1].click()
    assert asked.args == ["shelf"]


def test_two_tries_without_an_answer_end_the_suggestions_kindly(qtbot, session, page, busy):
    for day in (TODAY, TODAY + 15):
        session.journal.today = lambda day=day: day
        page.refresh()
        qtbot.waitUntil(lambda: "Priya Raman" in names(page))
        entries(row_of(page, "Priya Raman"), "nurture_more")["I tried; no answer yet"].trigger()
        qtbot.waitUntil(lambda: "Priya Raman" not in names(page))
    session.journal.today = lambda: TODAY + 40
    page.refresh()
    qtbot.waitUntil(lambda: page.nurture.resting.isVisible())
    assert "You reached out twice to Priya Raman." in " ".join(texts(page.nurture.resting))
    page.nurture.resting.findChild(QPushButton, "resting_again").click()
    qtbot.waitUntil(lambda: "Priya Raman" in names(page))
    assert not page.nurture.resting.isVisible()


def test_back_after_weeks_nothing_is_red(qtbot, session, busy):
    with session.journal.housekeeping() as connection:
        connection.execute("UPDATE change_set SET at = at - 30 * 86400000")
    real = to_day(date.today())
    session.journal.today = lambda: real
    with session.journal.housekeeping() as connection:
        connection.execute("UPDATE followup SET due_on = ?", (real - 3,))
    page = shown(qtbot, session)
    qtbot.waitUntil(lambda: bool(page.promises.rows()))
    assert page.sentence.text() == (
        "Welcome back after 30 days. Pick three people to begin with; the rest can wait."
    )
    pills = [pill.property("tone") for pill in page.findChildren(Pill)]
    assert "late" not in pills
    assert "warning" not in pills
    for number in range(3):
        session.act("Pick", lambda number=number: contact(f"Somebody {number}"))
    qtbot.waitUntil(lambda: not page.sentence.text().startswith("Welcome"))


def test_a_brief_is_asked_for(qtbot, page, busy):
    with qtbot.waitSignal(page.brief_requested) as asked:
        row_of(page, "Li Wei").findChild(QPushButton, "nurture_brief").click()
    assert asked.args == [busy["Li"]]


def _parts(card):
    return [part for part in card.children() if part.isWidgetType()]


def test_two_lines_beside_three_keep_together(qtbot, look):
    box = QWidget()
    qtbot.addWidget(box)
    side = _Side(box)
    side.say("Stefan Radulescu is interested in", "accessibility", "")
    side.resize(320, 74)
    box.show()
    first, second = side._first.geometry(), side._second.geometry()
    assert second.top() - first.bottom() == 1
    assert abs((first.top() + second.bottom()) / 2 - 37) <= 1


def test_figures_and_growth(qtbot, page):
    qtbot.waitUntil(lambda: "3 people" in [f.accessibleName() for f in _parts(page.network)])
    qtbot.waitUntil(lambda: page.network.area.isVisible(), timeout=10_000)
    assert page.network.area.accessibleName().endswith("to 3 people")


def test_one_person_is_counted_as_one(page):
    for numbers, said in (((1, 1.2, 0), ("1 person", "1 live tie")), ((0, 0, 0), ("0 people",))):
        page.network.show_numbers(*numbers)
        assert set(said) <= {part.accessibleName() for part in _parts(page.network)}


def test_a_narrow_window_puts_the_week_below(qtbot, session, busy):
    page = shown(qtbot, session, (560, 700))
    qtbot.waitUntil(lambda: bool(page.nurture.rows()))
    page.resize(561, 700)
    assert page.network.mapTo(page, page.network.rect().topLeft()).x() < 60
    assert not page.nurture.rows()[0].spark.isVisible()


def test_the_small_lines_leave_their_room_to_words_where_it_is_short(qtbot, session, busy):
    page = shown(qtbot, session, (1148, 700))
    qtbot.waitUntil(lambda: bool(page.nurture.rows()))
    for width, there in ((1148, True), (980, False), (800, True), (680, False)):
        page.resize(width, 700)
        qtbot.waitUntil(lambda there=there: page.nurture.rows()[0].spark.isVisible() == there)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, RTL])
def test_a_label_leaves_the_name_its_room(qtbot, session, busy, direction):
    long = "Maria Konstantinopoulou Rey-Andersen"
    with session.journal.edit("Rename"):
        Contact.update(full_name=long).where(Contact.id == busy["Li"]).execute()
    page = shown(qtbot, session)
    page.setLayoutDirection(direction)
    row = row_of(page, long)
    name = next(one for one in row.findChildren(ElidedLabel) if one.text() == long)
    chip = row.findChild(Pill)
    below = set()
    for width in range(700, 900, 10):
        page.resize(width, 900)
        qtbot.waitUntil(lambda: row.person.rect().contains(chip.geometry()))
        page.grab()  # all is where it belongs
        below.add(chip.geometry().top() > name.geometry().bottom())
        assert chip.geometry().top() > name.geometry().bottom() or not name.is_elided()
    assert below == {True, False}


def test_nobody_waits(qtbot, session, people):
    for contact_id in people.values():
        session.act("Never", lambda key=contact_id: nurture.never(key))
    page = shown(qtbot, session)
    assert page.sentence.text() == "Nothing waits for you today."
    assert page.findChild(Label, "today_calm").isVisible()


def test_an_empty_journal_teaches(qtbot, session, keep):
    page = shown(qtbot, session)
    assert page.empty.accessibleName() == "A calm place to begin"
    with qtbot.waitSignal(page.add_person_requested):
        qtbot.mouseClick(page.empty.findChild(object, "empty_add"), LEFT)
    keep(page, "today_empty")
    session.act("Add", lambda: contact("Ana"))
    qtbot.waitUntil(lambda: not page.empty.isVisible())
    calm = page.findChild(Label, "today_calm")
    qtbot.waitUntil(lambda: "(Ctrl+L)" in calm.text())  # what comes next
    session.act("Note", lambda: interaction(1, ago=0, kind="note"))
    qtbot.waitUntil(lambda: calm.text().startswith("Nobody is waiting"))


def test_reading_only_offers_nothing_to_change(qtbot, session, busy, monkeypatch):
    monkeypatch.setattr(session.journal, "read_only", True)
    page = shown(qtbot, session)
    assert page.findChild(QPushButton, "nurture_log") is None
    assert not page.promises.rows()[0].box.isEnabled()


def test_midnight_turns_the_page(qtbot, session, page):
    session.journal.today = lambda: TODAY + 1
    session.day_turned.emit()
    qtbot.waitUntil(lambda: page.day.text() == "Tuesday, 24 November")


def test_names_are_shown_as_text(qtbot, session, busy):
    form = contacts.form(busy["Li"])
    form.full_name = "<b>Li</b> & Co"
    session.act("Rename", lambda: contacts.update(busy["Li"], form))
    page = shown(qtbot, session)
    assert "<b>Li</b> & Co" in names(page)
    actions = [
        action.text()
        for menu in row_of(page, "<b>Li</b> & Co").findChildren(QMenu)
        for action in menu.actions()
    ]
    assert "Never suggest <b>Li</b> && Co" in actions


@pytest.mark.parametrize(("scheme", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 2.0)])
def test_pictures(qtbot, demo_session, keep, scheme, scale):
    theme.apply(theme.QGuiApplication.instance(), scheme, scale)
    page = shown(qtbot, demo_session)
    qtbot.waitUntil(lambda: len(page.nurture.rows()) == 5)
    qtbot.waitUntil(lambda: page.network.area.accessibleName() != "", timeout=10_000)
    keep(page, f"today_{scheme}_{round(scale * 100)}")
    for row in page.nurture.rows():
        assert row.width() <= page.width()
