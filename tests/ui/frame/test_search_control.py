"""The palette by keys alone: people, actions, everything written, and writing down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from netjournal.services import interactions, timeline
from netjournal.services.finding import palette, saved_lists
from netjournal.services.people import contacts
from netjournal.ui.palette import palette_hits
from netjournal.ui.widgets.buttons import Pill
from tests.builders import TODAY, contact, interaction

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(qtbot, window):
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    found = window.top_bar.search
    qtbot.waitUntil(found.hasFocus)
    return found


def titles(window):
    return [hit.title for hit in window.search.popup.hits()]


def typed(field, text):
    field.clear()
    field.set_query(text)


def enter(field):
    QTest.keyClick(field, Qt.Key.Key_Return)


def latest():
    ids = timeline.timeline_ids(timeline.TimelineFilter())
    return interactions.form(ids[0])


def test_before_anything_is_typed_the_latest_people_and_verbs_are_offered(window, field):
    assert window.search.popup.isVisible()
    assert titles(window)[:2] == ["Priya Raman", "Ana Kovač"]
    assert {"Add person", "Log interaction", "Write what happened"} <= set(titles(window))


def test_actions_are_found_with_their_keys_and_done(qtbot, window, field):
    typed(field, "keyb short")
    (hit,) = [hit for hit in window.search.popup.hits() if hit.kind == "action"]
    assert (hit.title, hit.side) == ("Keyboard shortcuts", "F1")
    typed(field, "timeline")
    assert titles(window)[0] == "Timeline"
    enter(field)
    assert window.page.key == "timeline"
    assert field.text() == ""


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("sweep", "action_sweep"),
        ("settings", "action_preferences"),
        ("password", "action_passphrase"),
        ("new contact", "action_add_person"),
        ("PDF", "action_print"),
        ("new meetup", "action_add_event"),
        ("new talk", "action_add_work"),
    ],
)
def test_actions_have_other_names_too(window, field, typed, action):
    actions = [one for _, one in window.actions_.items()]
    found = [hit.key for hit in palette_hits.doable(typed, actions)]
    assert found == [action]


def test_the_words_themselves_come_before_other_names(window):
    actions = [one for _, one in window.actions_.items()]
    found = [hit.title for hit in palette_hits.doable("note", actions)]
    assert "Write what happened" in found
    assert [hit.key for hit in palette_hits.doable("theme", actions)][-1] == "action_preferences"
    assert palette_hits.doable("sw", actions) == []  # two letters may mean anything


@pytest.mark.parametrize("words", ["archive", "let go"])
def test_an_action_is_done_with_whom_the_card_shows(qtbot, window, field, people, words):
    """The words of the action filter the list meanwhile; nobody else is chosen by that."""
    window.show_contact(people["Priya"])
    page = window.page
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.id == people["Priya"])
    field.setFocus()
    typed(field, words)
    assert window.search.popup.current().detail == "Priya Raman"
    qtbot.waitUntil(lambda: page.view.chosen_ids() == ())
    QTest.keyClick(field, Qt.Key.Key_Return)
    archived = contacts.find_ids(contacts.ContactFilter(archived=True), "name", TODAY)
    assert list(archived) == [people["Priya"]]


def test_an_action_is_done_with_all_who_are_chosen(qtbot, window, field, people):
    """Several people, hidden by the words of the action: not with whom the card showed before."""
    window.show_contact(people["Zoë"])
    page = window.page
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.id == people["Zoë"])
    flags = QItemSelectionModel.SelectionFlag
    for at, name in enumerate(("Ana", "Priya")):
        index = page.panel.model.index(page.panel.model.row_of(people[name]), 0)
        how = flags.Select if at else flags.ClearAndSelect
        page.view.selectionModel().setCurrentIndex(index, how | flags.Rows)
    qtbot.waitUntil(lambda: page.several.isVisible())
    field.setFocus()
    typed(field, "archive")
    qtbot.waitUntil(lambda: page.view.chosen_ids() == ())
    assert set(page.selected_contacts()) == {people["Ana"], people["Priya"]}
    assert window.search.popup.current().detail == "2 people"
    QTest.keyClick(field, Qt.Key.Key_Return)
    archived = contacts.find_ids(contacts.ContactFilter(archived=True), "name", TODAY)
    assert set(archived) == {people["Ana"], people["Priya"]}


def test_who_a_filter_leaves_of_the_chosen_is_no_new_choice(qtbot, window, field, people):
    page = window.page
    page.view.selectAll()
    qtbot.waitUntil(lambda: len(page.view.chosen_ids()) == 3)
    page.set_filter("Priya")
    qtbot.waitUntil(lambda: page.view.chosen_ids() == (people["Priya"],))
    page.set_filter("")
    qtbot.waitUntil(lambda: len(page.view.chosen_ids()) == 3)


def test_very_many_who_are_chosen_stay_so(qtbot, window, session):
    session.act("Many", lambda: [contact(f"Person {n:04}") for n in range(700)])
    page = window.page
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 703)
    page.view.selectAll()
    page.view.selectionModel().select(
        page.panel.model.index(5, 0), QItemSelectionModel.SelectionFlag.Toggle
    )
    everybody = set(page.view.chosen_ids())
    assert len(everybody) == 702
    page.set_filter("nobody has this")
    qtbot.waitUntil(lambda: page.view.chosen_ids() == ())
    page.set_filter("")
    qtbot.waitUntil(lambda: set(page.view.chosen_ids()) == everybody)


def test_an_emptied_filter_comes_back_to_who_was_chosen(qtbot, window, field, people):
    window.show_contact(people["Priya"])
    page = window.page
    qtbot.waitUntil(lambda: page.view.chosen_ids() == (people["Priya"],))
    page.set_filter("nobody has this")
    qtbot.waitUntil(lambda: page.view.chosen_ids() == ())
    page.set_filter("Zo")
    assert page.view.chosen_ids() == ()
    page.set_filter("")
    qtbot.waitUntil(lambda: page.view.chosen_ids() == (people["Priya"],))


def test_what_cannot_be_done_is_not_offered(window, field):
    assert not window.actions_["redo"].isEnabled()
    typed(field, "redo")
    assert [hit.kind for hit in window.search.popup.hits()] == ["capture"]


def test_a_slip_is_forgiven_and_said(window, field):
    typed(field, "priyaa")
    popup = window.search.popup
    assert titles(window)[0] == "Priya Raman"
    assert "“priya”" in popup.caption.text()
    typed(field, "priya")
    assert popup.caption.isHidden()


def test_actions_with_the_very_words_come_before_what_a_slip_found(qtbot, window, field, session):
    session.act("Note", lambda: interaction(contact("Mo"), summary="Forms for the shelters"))
    typed(field, "shelf")
    popup = window.search.popup
    assert [hit.kind for hit in popup.hits()] == ["action", "action", "interaction", "capture"]
    assert popup.caption.text().startswith("Nothing you wrote has exactly these words.")
    assert popup.current().kind == "action"


def test_enter_opens_whom_a_mended_slip_found(qtbot, window, field, people):
    window.show_page("people")
    typed(field, "priyaa ramann")
    assert not window.search.popup.caption.isHidden()
    assert window.search.popup.current().title == "Priya Raman"
    enter(field)
    qtbot.waitUntil(lambda: window.page.view.chosen_ids() == (people["Priya"],))


def test_the_keyboard_goes_on_to_what_was_looked_for(qtbot, window, field):
    typed(field, "Priya")
    enter(field)
    assert not field.hasFocus()
    assert window.page.isAncestorOf(window.focusWidget())


def test_circles_lists_and_events_are_places_to_go(qtbot, session, window, field):
    session.act("Keep", lambda: saved_lists.save("Singers", "circle:choir"))
    typed(field, "singers")
    enter(field)
    assert window.page.smart_list() is not None
    field.setFocus()
    typed(field, "choir")
    assert window.search.popup.hits()[0].kind == "circle"
    enter(field)
    assert (window.page.circle(), window.page.smart_list()) == (1, None)
    field.setFocus()
    typed(field, "rust ber")
    enter(field)
    assert window.page.key == "events"


def test_a_line_is_shown_as_understood_and_written_down(window, field, people):
    typed(field, "coffee with Priya yesterday 40m, promised to send links by friday")
    popup = window.search.popup
    assert [pill.text() for pill in popup.chips.findChildren(Pill)] == [
        "Coffee",
        "yesterday",
        "Priya Raman",
        "40 min",
        "promise: send links, due Friday",
    ]
    assert popup.current().kind == "capture"
    enter(field)
    form = latest()
    assert (form.contact_ids, form.day, form.minutes) == ([people["Priya"]], TODAY - 1, 40)
    assert (form.promise, field.text()) == ("send links", "")
    assert window.toast.label.text() == "Written down"


def test_words_to_look_for_are_not_written_down_by_enter(window, field):
    before = len(timeline.timeline_ids(timeline.TimelineFilter()))
    typed(field, "nothing like it")
    assert titles(window) == ["Write down: “nothing like it”"]
    assert window.search.popup.current() is None
    enter(field)
    assert len(timeline.timeline_ids(timeline.TimelineFilter())) == before
    field.setFocus()
    typed(field, "nothing like it")
    QTest.keyClick(field, Qt.Key.Key_Down)
    enter(field)
    assert latest().summary == "nothing like it"


def test_a_name_that_fits_several_is_asked_for_in_the_line(qtbot, session, window, field):
    session.act("Another", lambda: contact("Priya Nair"))
    typed(field, "coffee with Priya")
    enter(field)
    box = window.capture_box
    assert box.is_open
    assert box.bar.line.text() == "coffee with Priya"
    (chip,) = box.bar.choosers()
    chip.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: box.bar.choosers() and "Which" not in box.bar.choosers()[0].text())
    enter(box.bar.line)
    assert not box.is_open
    assert len(latest().contact_ids) == 1


def test_the_line_is_one_key_away_on_every_page(qtbot, window, people):
    for page in ("insights", "events", "today"):
        window.show_page(page)
        QTest.keyClick(window, Qt.Key.Key_L, CTRL)
        box = window.capture_box
        qtbot.waitUntil(box.bar.line.hasFocus)
        assert box.is_open
        QTest.keyClick(box.bar.line, Qt.Key.Key_Escape)
        assert not box.is_open
    window.show_page("insights")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(box.bar.line.hasFocus)
    QTest.keyClicks(box.bar.line, "call with Ana")
    window.top_bar.search.setFocus()  # left: what is typed is kept
    assert not box.is_open
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(box.bar.line.hasFocus)
    assert box.bar.line.text() == "call with Ana"
    enter(box.bar.line)
    assert latest().contact_ids == [people["Ana"]]
    window.show_page("people")
    window.show_contact(people["Zoë"])
    qtbot.waitUntil(lambda: window.page.selected_contacts() == (people["Zoë"],))
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert not box.is_open  # the card has a line of its own


def test_a_large_journal_is_looked_through_in_the_worker(qtbot, window, field, monkeypatch):
    monkeypatch.setattr(palette, "LARGE_PEOPLE", 0)
    field.setText("zoe")
    enter(field)  # faster than the answer
    assert not window.page.selected_contacts() or window.search._enter_waits
    qtbot.waitUntil(
        lambda: (
            [contacts.form(one).full_name for one in window.page.selected_contacts()]
            == ["Zoë Østergård"]
        )
    )
    qtbot.waitUntil(lambda: field.text() == "")
