"""The People page by keys and mouse: list, filter, order, card, verbs, trash, many, restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from netjournal.services.giving import helping
from netjournal.services.people import circles, contacts
from netjournal.ui import theme
from netjournal.ui.contacts import people_panel
from netjournal.ui.contacts.page import PeoplePage
from tests.builders import TODAY, contact, interaction

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, session, people):
    made = PeoplePage(session)
    qtbot.addWidget(made)
    made.resize(1140, 780)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.card.card is not None)
    return made


def names(page):
    return [page.panel.model.index(row, 0).data() for row in range(page.panel.model.rowCount())]


def choose(page, *ids):
    flags = QItemSelectionModel.SelectionFlag
    page.view.clearSelection()
    for contact_id in ids:
        index = page.panel.model.index(page.panel.model.row_of(contact_id), 0)
        page.view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def wait_card(qtbot, page, name):
    qtbot.waitUntil(lambda: page.card.header.name.text() == name)


def test_the_model_keeps_qt_s_rules(qtmodeltester, page):
    qtmodeltester.check(page.panel.model)


def test_the_first_person_is_shown_at_once(qtbot, page):
    assert names(page) == ["Ana Kovač", "Priya Raman", "Zoë Østergård"]
    assert page.header.count.text() == "3"
    wait_card(qtbot, page, "Ana Kovač")


def test_arrow_keys_walk_the_list_and_the_card_follows(qtbot, page):
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    wait_card(qtbot, page, "Priya Raman")
    assert page.card.header.line.text() == "CTO, Fieldnote"
    QTest.keyClick(page.view, Qt.Key.Key_End)
    wait_card(qtbot, page, "Zoë Østergård")


def test_letters_typed_in_the_list_filter_it(qtbot, page):
    page.view.setFocus()
    QTest.keyClicks(page.view, "z")
    qtbot.waitUntil(page.header.filter.hasFocus)
    QTest.keyClicks(page.header.filter, "oe")
    with qtbot.waitSignal(page.header.filter.searched):
        pass
    assert names(page) == ["Zoë Østergård"]
    QTest.keyClick(page.header.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(page.view.hasFocus)
    wait_card(qtbot, page, "Zoë Østergård")


def test_a_filter_nobody_fits_says_so_and_can_be_cleared(qtbot, page):
    page.focus_filter()
    page.header.filter.set_query("qqq")
    state = page.panel.nobody
    assert state.isVisible()
    clear = state.findChild(object, "empty_clear")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 3


def test_esc_empties_the_filter_then_leaves_it(qtbot, page):
    page.focus_filter()
    QTest.keyClicks(page.header.filter, "ana")
    QTest.keyClick(page.header.filter, Qt.Key.Key_Escape)
    assert page.header.filter.text() == ""
    QTest.keyClick(page.header.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.view.hasFocus)
    assert not page.header.filter.isVisible()


def test_order_by_last_contact_keeps_who_is_chosen(qtbot, page, people):
    assert page.view.choose(people["Zoë"])
    wait_card(qtbot, page, "Zoë Østergård")
    page.header.sort.menu().actions()[1].trigger()
    assert names(page)[0] == "Priya Raman"
    assert page.view.chosen_ids() == (people["Zoë"],)


def test_only_ties_of_one_label(page):
    page.header.choose("none", "name")
    page.refresh()
    assert names(page) == ["Zoë Østergård"]


def test_what_others_change_arrives_in_list_and_card(qtbot, page, session, people):
    page.view.choose(people["Priya"])
    wait_card(qtbot, page, "Priya Raman")
    form = contacts.form(people["Priya"])
    form.full_name = "Priya Raman-Holt"
    session.act("Rename", lambda: contacts.update(people["Priya"], form))
    assert "Priya Raman-Holt" in names(page)
    wait_card(qtbot, page, "Priya Raman-Holt")
    session.undo()
    wait_card(qtbot, page, "Priya Raman")
    assert page.view.chosen_ids() == (people["Priya"],)


def test_a_hidden_page_reads_when_it_is_shown_again(qtbot, page, session):
    page.hide()
    session.act("Add", lambda: contact("Bea Ott"))
    assert page.stale
    assert len(names(page)) == 3
    page.show()
    assert len(names(page)) == 4


def test_trash_and_restore(qtbot, page, session, people):
    page.view.choose(people["Ana"])
    wait_card(qtbot, page, "Ana Kovač")
    assert "trash" in page.verbs()
    page.perform("trash")
    assert names(page) == ["Priya Raman", "Zoë Østergård"]
    wait_card(qtbot, page, "Priya Raman")  # who now stands in her place
    page.header.choose("trash", "name")
    page.refresh()
    assert names(page) == ["Ana Kovač"]
    wait_card(qtbot, page, "Ana Kovač")
    assert page.verbs() == {"restore", "delete"}
    assert page.card.header.restore_button.isVisible()
    qtbot.mouseClick(page.card.header.restore_button, Qt.MouseButton.LeftButton)
    assert contacts.count() == 3
    assert page.panel.nobody.isVisible()  # the trash is empty again


def test_who_comes_back_is_chosen(qtbot, page, session, people):
    page.view.choose(people["Priya"])
    page.perform("trash")
    wait_card(qtbot, page, "Zoë Østergård")
    session.undo()
    wait_card(qtbot, page, "Priya Raman")
    assert page.view.chosen_ids() == (people["Priya"],)
    session.redo()
    wait_card(qtbot, page, "Zoë Østergård")


def test_undoing_what_was_done_to_others_leaves_the_choice(qtbot, page, session, people):
    page.view.choose(people["Zoë"])
    page.perform("archive")
    page.view.choose(people["Ana"])
    page.header.set_text("ana")
    page.refresh()
    session.undo()
    assert page.view.chosen_ids() == (people["Ana"],)


def test_delete_for_good_can_be_undone(qtbot, page, session, people):
    page.view.choose(people["Zoë"])
    page.perform("trash")
    page.header.choose("trash", "name")
    page.refresh()
    wait_card(qtbot, page, "Zoë Østergård")
    qtbot.mouseClick(page.card.header.delete_button, Qt.MouseButton.LeftButton)
    assert contacts.count_trashed() == 0
    session.undo()
    session.undo()
    assert contacts.count() == 3


def test_archive_and_bring_back(qtbot, page, people):
    page.view.choose(people["Zoë"])
    page.perform("archive")
    assert len(names(page)) == 2
    page.header.choose("archived", "name")
    page.refresh()
    wait_card(qtbot, page, "Zoë Østergård")
    page.perform("unarchive")
    assert contacts.count() == 3


def test_several_people_in_one_step(qtbot, page, session, people):
    choose(page, people["Ana"], people["Zoë"])
    qtbot.waitUntil(page.several.isVisible)
    assert "2 people chosen" in page.several._title.text()
    trash = page.several.findChild(object, "several_trash")
    qtbot.mouseClick(trash, Qt.MouseButton.LeftButton)
    assert names(page) == ["Priya Raman"]
    assert session.journal.undo_label() == "Move 2 people to the trash"
    session.undo()
    assert len(names(page)) == 3


def test_several_people_into_a_circle(qtbot, page, people):
    choose(page, people["Priya"], people["Zoë"])
    qtbot.waitUntil(page.several.isVisible)
    qtbot.mouseClick(page.several.findChild(object, "several_circle"), Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "circle_choice")
    next(action for action in menu.actions() if action.data() == "Choir").trigger()
    assert {row.name: row.count for row in circles.circles()}["Choir"] == 3


def test_several_people_are_given_a_rhythm(qtbot, page, session, people):
    choose(page, people["Priya"], people["Zoë"])
    qtbot.waitUntil(page.several.isVisible)
    qtbot.mouseClick(page.several.findChild(object, "several_rhythm"), Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "rhythm_choice")
    assert [action.text() for action in menu.actions() if action.text()] == [
        "As the circle says",
        "Often, every 3 weeks",
        "Regularly, every 2 months",
        "Now and then, every 6 months",
        "Yearly",
        "Paused",
        "Don’t remind me",
    ]
    next(action for action in menu.actions() if action.data() == "often").trigger()
    assert [contacts.form(people[name]).rhythm_ideal_days for name in ("Priya", "Zoë", "Ana")] == [
        *(21, 21),
        None,
    ]
    page.deeds.perform("rhythm")
    again = page.findChildren(QMenu, "rhythm_choice")[-1]
    assert [action.data() for action in again.actions() if action.isChecked()] == ["often"]
    assert again.activeAction().data() == "often"
    again.close()
    page.deeds.perform("rhythm")
    menu = page.findChildren(QMenu, "rhythm_choice")[-1]
    next(action for action in menu.actions() if action.data() == "paused").trigger()
    assert contacts.form(people["Zoë"]).rhythm_state == "paused"
    session.undo()
    session.undo()
    assert contacts.form(people["Zoë"]).rhythm_state == "unset"


def test_who_is_chosen_before_the_list_is_ready_stays_chosen(qtbot, page, people):
    """The first choice waits until the rows are on screen; by then there may be another one."""
    page.panel.kept.ids = (people["Ana"],)
    page.show_contact(people["Zoë"])
    page.panel._choose_first()
    assert page.view.chosen_ids() == (people["Zoë"],)


def test_several_stay_chosen_when_something_was_done_with_them(qtbot, page, session, people):
    choose(page, people["Priya"], people["Zoë"])
    qtbot.waitUntil(page.several.isVisible)
    session.act("Both", lambda: contacts.add_to_circle([people["Priya"], people["Zoë"]], "Tea"))
    assert set(page.view.chosen_ids()) == {people["Priya"], people["Zoë"]}
    qtbot.wait(30)
    assert page.several.isVisible()


def test_the_context_menu_offers_what_fits(qtbot, page, people):
    page.view.choose(people["Ana"])
    page.view.menu_wanted.emit(page.mapToGlobal(page.rect().center()))
    menu = page.findChild(QMenu, "people_menu")
    keys = {action.data() for action in menu.actions() if not action.isSeparator()}
    assert {"edit", "circle", "archive", "trash", "copy_card"} <= keys
    assert not {"restore", "delete", "leave"} & keys
    menu.close()


def test_out_of_a_circle_from_its_list(qtbot, page, people):
    choir = next(row.id for row in circles.circles() if row.name == "Choir")
    page.show_circle(choir)
    assert names(page) == ["Ana Kovač"]
    page.perform("leave")
    assert circles.circles()[0].count == 0
    page.show_circle(None)
    assert len(names(page)) == 3


def test_a_deleted_circle_gives_way_to_everybody(qtbot, page, session):
    choir = next(row.id for row in circles.circles() if row.name == "Choir")
    page.show_circle(choir)
    session.act("Delete circle", lambda: circles.delete(choir))
    assert len(names(page)) == 3
    assert page.circle() is None


def test_enter_and_double_click_edit(qtbot, page, people):
    page.view.choose(people["Ana"])
    page.view.setFocus()
    with qtbot.waitSignal(page.contact_edit_requested) as asked:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert asked.args == [people["Ana"]]


def test_somebody_outside_the_filter_is_shown_by_widening_it(qtbot, page, people):
    page.header.filter.set_query("ana")
    assert names(page) == ["Ana Kovač"]
    page.show_contact(people["Zoë"])
    wait_card(qtbot, page, "Zoë Østergård")
    assert len(names(page)) == 3


def test_the_card_as_text(qtbot, page, people):
    page.view.choose(people["Priya"])
    wait_card(qtbot, page, "Priya Raman")
    page.perform("copy_card")
    text = QApplication.clipboard().text()
    assert text.splitlines()[:2] == ["Priya Raman", "CTO, Fieldnote"]
    assert "E-mail: priya@fieldnote.example" in text


def test_a_new_journal_teaches_what_to_do(qtbot, session):
    page = PeoplePage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.panel.nobody.isVisible()
    with qtbot.waitSignal(page.add_person_requested):
        qtbot.mouseClick(
            page.panel.nobody.findChild(object, "empty_add"), Qt.MouseButton.LeftButton
        )
    assert page.verbs() == frozenset()


@pytest.fixture
def crowded(qtbot, journal, session, people):
    """The page of 250 people, just shown; whom it showed last comes late in the list."""
    with journal.edit("many"):
        ids = [contact(f"Person {number:03}") for number in range(247)]
    made = PeoplePage(session)
    qtbot.addWidget(made)
    made.restore_state({"contact": ids[200]})
    made.resize(1140, 780)
    made.show()
    return made


def test_the_first_page_of_many_is_there_before_the_list(qtbot, crowded):
    assert names(crowded)[0] == "Ana Kovač"
    assert 50 < len(names(crowded)) < 250
    assert crowded.header.count.text() == "250"
    qtbot.waitUntil(lambda: len(names(crowded)) == 250)
    assert names(crowded)[1] == "Person 000"
    assert crowded.header.count.text() == "250"
    wait_card(qtbot, crowded, "Person 200")


def test_keys_work_in_the_first_page_of_many(qtbot, crowded):
    crowded.panel.wish = None
    crowded.view.setFocus()
    QTest.keyClick(crowded.view, Qt.Key.Key_Down)
    QTest.keyClick(crowded.view, Qt.Key.Key_Down)
    chosen = crowded.view.chosen_ids()
    assert len(names(crowded)) < 250
    qtbot.waitUntil(lambda: len(names(crowded)) == 250)
    assert crowded.view.chosen_ids() == chosen
    wait_card(qtbot, crowded, names(crowded)[crowded.view.currentIndex().row()])


def test_very_many_people_are_found_in_the_worker(qtbot, page, session, monkeypatch):
    monkeypatch.setattr(people_panel, "_MANY", 2)
    with qtbot.waitSignal(page.panel.listed):
        page.header.filter.set_query("an")
        assert len(names(page)) == 3  # nothing waits for it
    assert names(page) == ["Ana Kovač", "Priya Raman"] or names(page) == ["Ana Kovač"]


def test_an_answer_for_a_filter_that_was_left_is_not_shown(qtbot, page, session, monkeypatch):
    monkeypatch.setattr(people_panel, "_MANY", 2)
    page.panel.refresh()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    page.header.set_text("priya")
    assert session.jobs.busy
    page.header.set_text("")
    page.panel.refresh()
    assert len(names(page)) == 3
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert len(names(page)) == 3


def test_state_comes_back(qtbot, page, session, people):
    page.header.choose("", "added")
    page.refresh()
    page.view.choose(people["Ana"])
    wait_card(qtbot, page, "Ana Kovač")
    state = page.state()
    again = PeoplePage(session)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.show()
    wait_card(qtbot, again, "Ana Kovač")
    assert names(again)[0] == "Zoë Østergård"
    again.restore_state({"ties": 7, "sort": None, "circle": "x", "splitter": ["a"]})


def test_a_new_journal_leaves_the_card_its_room(qtbot, session):
    """Without anybody the list has the page for itself, today and at the next start."""
    page = PeoplePage(session)
    qtbot.addWidget(page)
    page.resize(1040, 700)
    page.show()
    qtbot.waitUntil(lambda: page.panel.teaches)
    left_empty = page.state()
    session.act("Add", lambda: contact("Ana Kovač"))
    wait_card(qtbot, page, "Ana Kovač")
    assert 380 < page.splitter.sizes()[0] < 420
    page.splitter.setSizes([333, 685])
    own = page.state()
    session.undo()
    qtbot.waitUntil(lambda: page.panel.teaches)
    assert page.state()["splitter"] == own["splitter"]
    session.redo()
    for state, width in ((left_empty, 400), (own, 333), ({"splitter": [1020, 0]}, 400)):
        again = PeoplePage(session)
        qtbot.addWidget(again)
        again.resize(1040, 700)
        again.restore_state(state)
        again.show()
        wait_card(qtbot, again, "Ana Kovač")
        assert abs(again.splitter.sizes()[0] - width) < 20


def test_the_list_is_read_out_in_words(page, people):
    index = page.panel.model.index(page.panel.model.row_of(people["Priya"]), 0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Priya Raman, CTO, Fieldnote, ")
    assert words.endswith("3 days ago")


def test_names_that_look_like_markup_stay_text(qtbot, page, session):
    made = []
    session.act("Add", lambda: made.append(contact("<b>Bold</b> & <img src=x>\u202ednob")))
    page.show_contact(made[0])
    wait_card(qtbot, page, "<b>Bold</b> & <img src=x>dnob")
    row = page.panel.model.row_of(made[0])
    tip = page.panel.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b&gt;" in tip


def test_interactions_written_elsewhere_show_on_the_card(qtbot, page, session, people):
    page.view.choose(people["Zoë"])
    wait_card(qtbot, page, "Zoë Østergård")
    assert page.card.timeline.empty.isVisible()
    session.act("Log", lambda: interaction(people["Zoë"], ago=1, summary="First tea"))
    assert page.card.timeline.list.entries.rowCount() == 1
    assert not page.card.timeline.empty.isVisible()
    assert session.today() == TODAY


def test_merging_is_for_two_or_a_few(qtbot, page, people):
    choose(page, people["Ana"])
    assert "merge" not in page.verbs()
    choose(page, people["Ana"], people["Zoë"])
    assert "merge" in page.verbs()
    with qtbot.waitSignal(page.merge_requested) as asked:
        page.perform("merge")
    assert sorted(asked.args[0]) == sorted([people["Ana"], people["Zoë"]])
    with qtbot.waitSignal(page.introduce_requested) as asked:
        page.perform("introduce")
    assert len(asked.args[0]) == 2


def test_exactly_some_people_are_listed_until_the_list_is_left(qtbot, page, people):
    page.show_people("Warm in March 2025", [people["Zoë"], people["Ana"]])
    assert names(page) == ["Ana Kovač", "Zoë Østergård"]
    assert page.header.title.text() == "Warm in March 2025"
    assert page.header.count.text() == "2"
    assert set(page.listed_contacts()) == {people["Zoë"], people["Ana"]}
    QTest.mouseClick(page.header.leave, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 3
    assert page.header.title.text() == "People"
    page.show_people("One", [people["Ana"]])
    page.show_circle(None)
    assert len(names(page)) == 3


def test_a_short_list_and_a_card_grow_with_the_text(qtbot, look, session, page, people):
    wait_card(qtbot, page, "Ana Kovač")
    session.act("Note a need", lambda: helping.note_need(people["Ana"], "a room", TODAY))
    qtbot.waitUntil(lambda: page.card.findChild(QToolButton, "need_solved") is not None)
    done = page.card.findChild(QToolButton, "need_solved")
    side = done.width()
    theme.apply(look, "light", 1.5)
    frame = page.panel._frame
    rows = sum(page.view.sizeHintForRow(row) for row in range(3))
    qtbot.waitUntil(lambda: frame.maximumHeight() >= rows)
    qtbot.waitUntil(lambda: page.view.verticalScrollBar().maximum() == 0)
    assert done.width() == done.height() >= 1.4 * side
