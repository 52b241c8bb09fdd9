"""One person's card: header, tie in words, facts, needs, reach, timeline, the line to write in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton

from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.giving import helping
from netjournal.services.nurturing import nudges
from netjournal.services.people import card as cards
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import AddressForm, DateForm, MethodForm
from netjournal.ui import theme
from netjournal.ui.contacts.card import CardView
from netjournal.ui.photos import Photos
from netjournal.ui.safe import Label
from tests.builders import TODAY, contact, interaction


@pytest.fixture
def card(qtbot, session, people):
    made = CardView(session, Photos(session))
    qtbot.addWidget(made)
    made.resize(720, 800)
    made.show()
    session.changed.connect(made.on_changed)
    assert made.show_contact(people["Priya"])
    return made


def words(widget):
    return " | ".join(
        label.text() for label in widget.findChildren(Label) if label.isVisible() and label.text()
    )


def buttons(widget, name):
    return [each for each in widget.findChildren(object, name) if each.isVisible()]


def entries(card):
    model = card.timeline.list.entries
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_who_and_how_the_tie_stands(card):
    assert card.header.name.text() == "Priya Raman"
    assert card.header.line.text() == "CTO, Fieldnote"
    assert "Code for Good" in words(card.header)
    assert card.tie.title.text()
    assert "last 3 days ago" in card.tie.why.text() or "3 days ago" in card.tie.why.text()
    assert card.tie.spark.accessibleName().startswith("Strength from")


def test_facts_that_say_nothing_are_not_shown(card):
    assert "Soil sensors, robotics" in words(card.facts)
    shown = {fact.objectName() for fact in card._all if fact.isVisible()}
    assert shown == {"fact_met", "fact_needs", "fact_topics", "fact_reach"}


def test_everything_known_is_on_the_card(qtbot, card, session, people):
    form = contacts.form(people["Priya"])
    form.birthday = "--05-12"
    form.note = "Likes <i>tea</i>\nand long walks"
    form.met_story = "Same table"
    form.met_through_id = people["Ana"]
    form.met_on = "2024-06-14"
    form.met_place = "Berlin"
    form.booster = "yes"
    form.pronouns = "she/her"
    form.nicknames = ["Pri"]
    form.skills = ["hiring"]
    form.questions = ["How was Lisbon?"]
    form.addresses = [AddressForm(street="Gasse 1", locality="Wien", country="Austria")]
    form.dates = [DateForm("Wedding", "2019-05")]
    session.act("Edit", lambda: contacts.update(people["Priya"], form))
    said = words(card)
    for text in (
        "Berlin, 14 Jun 2024",
        "Same table",
        "12 May",
        "Likes <i>tea</i>\nand long walks",
        "hiring",
        "How was Lisbon?",
        "Wedding",
        "May 2019",
        "Gasse 1, Wien, Austria",
        "Booster",
    ):
        assert text in said, text
    assert card.header.line.text() == "CTO, Fieldnote · Wien · she/her · “Pri”"
    through = buttons(card, "met_through")[0]
    with qtbot.waitSignal(card.contact_activated) as asked:
        qtbot.mouseClick(through, Qt.MouseButton.LeftButton)
    assert asked.args == [people["Ana"]]


def test_a_need_is_noted_and_solved_on_the_card(qtbot, card, people):
    qtbot.mouseClick(buttons(card, "need_prompt")[0], Qt.MouseButton.LeftButton)
    field = buttons(card, "need_field")[0]
    QTest.keyClicks(field, "A contractor for embedded Rust")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "A contractor for embedded Rust" in words(card.needs)
    qtbot.mouseClick(buttons(card, "need_solved")[0], Qt.MouseButton.LeftButton)
    assert "A contractor" not in words(card.needs)
    (closed,) = buttons(card, "needs_closed")
    assert closed.words() == "1 solved"
    assert cards.card(people["Priya"], TODAY).needs[0].state == "solved"


def test_what_was_closed_is_opened_again_by_keys(qtbot, card, session, people):
    def needs():
        for text, state in (("a flat", "solved"), ("a <b>loan", "dropped")):
            need = helping.note_need(people["Priya"], text, TODAY)
            helping.set_need_state(need, state, TODAY)

    session.act("Needs", needs)
    (closed,) = buttons(card, "needs_closed")
    assert closed.words() == "1 solved · 1 no longer needed"
    assert closed.focusPolicy() & Qt.FocusPolicy.TabFocus
    again = {action.text(): action for action in closed.menu().actions()}
    assert set(again) == {"Open again: a flat", "Open again: a <b>loan"}
    again["Open again: a flat"].trigger()
    assert "a flat" in words(card.needs)
    assert buttons(card, "needs_closed")[0].words() == "1 no longer needed"
    session.undo()
    assert "a flat" not in words(card.needs)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda who: nudges.snooze(who, TODAY + 14), "Rests until"),
        (lambda who: nudges.skip(who, TODAY), "Can wait until tomorrow."),
        (lambda who: nudges.pause(who, None), "Paused."),
        (nudges.never, "Not suggested, as you wished."),
        (lambda who: [nudges.tried(who, TODAY - day) for day in (2, 1)], "You reached out twice"),
    ],
)
def test_what_was_answered_to_a_suggestion_is_taken_back_on_the_card(
    card, session, people, answer, said
):
    assert not card.rest.isVisible()
    session.act("Answer", lambda: answer(people["Priya"]))
    assert said in words(card.rest)
    (again,) = buttons(card, "rest_again")
    assert again.accessibleName() == "Suggest them again"
    again.click()
    assert not card.rest.isVisible()
    assert nudges.rest_of(people["Priya"], TODAY) is None
    session.undo()
    assert said in words(card.rest)


def test_a_need_by_keys_alone(qtbot, card):
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    prompt = buttons(card, "need_prompt")[0]
    prompt.setFocus()
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_Return):  # Enter with nothing written
        QTest.keyClick(prompt, Qt.Key.Key_Return)
        field = card.focusWidget()
        assert field.objectName() == "need_field"
        QTest.keyClick(field, leave)
        assert card.focusWidget() is prompt


def test_a_promise_is_kept_on_the_card(qtbot, card, session, people):
    def promise():
        interaction(people["Priya"], promise="send the links", promise_due=TODAY - 2)

    session.act("Log", promise)
    assert "You: send the links" in words(card.promises)
    assert "2 days late" in words(card.promises)
    qtbot.mouseClick(buttons(card, "promise_done")[0], Qt.MouseButton.LeftButton)
    assert not card.promises.isVisible()


def test_reach_opens_and_copies(qtbot, card, session, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "netjournal.ui.safe.open_url", lambda value, _parent: opened.append(value) or True
    )
    for each in buttons(card, "method_open"):
        qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    assert opened == ["mailto:priya@fieldnote.example", "tel:+49 30 5550 1234"]
    with qtbot.waitSignal(session.said):
        qtbot.mouseClick(buttons(card, "method_copy")[1], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "+49 30 5550 1234"


def test_a_dangerous_link_is_refused_in_words(qtbot, card, session, people):
    form = contacts.form(people["Priya"])
    form.methods = [MethodForm("url", "javascript:alert(1)")]
    session.act("Edit", lambda: contacts.update(people["Priya"], form))
    with qtbot.waitSignal(session.failed):
        qtbot.mouseClick(buttons(card, "method_open")[0], Qt.MouseButton.LeftButton)


def test_a_line_written_on_the_card_is_about_its_person(qtbot, card, people):
    line = card.timeline.capture.line
    card.focus_capture()
    QTest.keyClicks(line, "coffee yesterday about the pilot, promised to send links by friday")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == ""
    newest = interactions.timeline_ids(interactions.TimelineFilter(contact_id=people["Priya"]))
    found = {row.summary: row for row in interactions.timeline_rows(newest) if row}
    row = next(row for text, row in found.items() if "pilot" in text)
    assert (row.kind, row.day) == ("coffee", TODAY - 1)
    assert [name for _id, name in row.people] == ["Priya Raman"]
    assert any("pilot" in text for text in entries(card))
    assert "You: send links" in words(card.promises)


def test_who_is_in_the_trash_is_said_to_stay_there_for_thirty_days(card, session, people):
    session.act("Away", lambda: contacts.trash([people["Priya"]]))
    until = date.today() + timedelta(days=30)
    assert f"In the trash until {until.day} {until:%b}" in words(card.header)


def test_a_line_that_is_not_written_yet_waits_on_its_card(qtbot, card, people):
    line = card.timeline.capture.line
    card.focus_capture()
    QTest.keyClicks(line, "coffee about the pilot")
    assert card.show_contact(people["Ana"])
    assert line.text() == ""
    assert card.show_contact(people["Priya"])
    assert line.text() == "coffee about the pilot"


def test_coming_to_a_line_that_was_begun_goes_on_with_it(qtbot, card):
    line = card.timeline.capture.line
    card.focus_capture()
    QTest.keyClicks(line, "coffee")
    card.header.setFocus()
    card.focus_capture()  # Ctrl+L
    QTest.keyClicks(line, " about the pilot")
    assert line.text() == "coffee about the pilot"


def test_filters_of_the_timeline(qtbot, card):
    assert len(entries(card)) == 2
    for key, count in (("met", 1), ("calls", 1), ("help", 0), ("promises", 0), ("all", 2)):
        qtbot.mouseClick(buttons(card, f"filter_{key}")[0], Qt.MouseButton.LeftButton)
        assert len(entries(card)) == count, key
        assert card.timeline.empty.isVisible() == (count == 0)


def test_promises_filter_shows_entries_with_promises(qtbot, card, session, people):
    session.act("Log", lambda: interaction(people["Priya"], summary="Talk", promise="call back"))
    qtbot.mouseClick(buttons(card, "filter_promises")[0], Qt.MouseButton.LeftButton)
    assert len(entries(card)) == 1


def test_long_histories_come_fifty_at_a_time(qtbot, card, session, people):
    def many():
        for day in range(120):
            interaction(people["Zoë"], ago=day, summary=f"Talk {day}")

    session.act("Log", many)
    card.show_contact(people["Zoë"])
    assert len(entries(card)) == 50
    assert card.timeline.more.words() == "Show 50 more"
    qtbot.mouseClick(card.timeline.more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.timeline.more, Qt.MouseButton.LeftButton)
    assert len(entries(card)) == 120
    assert not card.timeline.more.isVisible()


def test_of_a_tie_nothing_is_known_of_it_is_said_what_would_help(card, people):
    card.show_contact(people["Zoë"])
    assert card.tie.title.text() == "No contact yet"
    assert card.tie.why.text().startswith("Write down when you talk or meet")


def test_an_entry_is_deleted_by_key_and_comes_back_by_undo(qtbot, card, session):
    entry_list = card.timeline.list
    entry_list.setFocus()
    entry_list.setCurrentIndex(entry_list.entries.index(0, 0))
    QTest.keyClick(entry_list, Qt.Key.Key_Delete)
    assert len(entries(card)) == 1
    session.undo()
    assert len(entries(card)) == 2


def test_the_entry_that_has_the_keyboard_is_marked(card, session):
    entry_list = card.timeline.list
    before = entry_list.grab().toImage()
    card.timeline.capture.line.setFocus()
    QTest.keyClick(card.timeline.capture.line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is entry_list
    assert entry_list.selectionModel().isRowSelected(0)
    assert entry_list.current_id() == entry_list.entries.id_at(0)
    assert entry_list.grab().toImage() != before
    second = entry_list.entries.id_at(1)
    QTest.keyClick(entry_list, Qt.Key.Key_Delete)
    assert entry_list.current_id() == second  # what comes to its place has the keyboard next
    assert entry_list.selectionModel().isRowSelected(0)
    session.undo()
    assert len(entries(card)) == 2


def test_an_entry_is_edited_by_enter_and_menu(qtbot, card):
    entry_list = card.timeline.list
    wanted = entry_list.entries.id_at(1)
    entry_list.setFocus()
    entry_list.setCurrentIndex(entry_list.entries.index(1, 0))
    with qtbot.waitSignal(card.interaction_edit_requested) as asked:
        QTest.keyClick(entry_list, Qt.Key.Key_Return)
    assert asked.args == [wanted]
    entry_list.menu_wanted.emit(wanted, card.mapToGlobal(card.rect().center()))
    menu = card.findChild(QMenu, "entry_menu")
    with qtbot.waitSignal(card.interaction_edit_requested):
        menu.actions()[0].trigger()
    menu.close()


def test_the_entries_keep_qt_s_rules(qtmodeltester, card):
    qtmodeltester.check(card.timeline.list.entries)


def test_the_list_is_as_tall_as_what_it_shows(card, session, people):
    before = card.timeline.list.height()
    long = " ".join(["a long story about the pilot and everything"] * 12)
    session.act("Log", lambda: interaction(people["Priya"], summary=long))
    grown = card.timeline.list.height() - before
    assert grown > 90  # four lines of text, not one
    assert card.timeline.list.verticalScrollBar().maximum() == 0


def test_another_person_starts_at_the_top_with_everything(qtbot, card, people):
    qtbot.mouseClick(buttons(card, "filter_calls")[0], Qt.MouseButton.LeftButton)
    card.verticalScrollBar().setValue(50)
    assert card.show_contact(people["Ana"])
    assert card.verticalScrollBar().value() == 0
    assert len(entries(card)) == 2
    assert "with Priya Raman" in entries(card)[0]


def test_somebody_who_is_gone_is_told(card):
    assert not card.show_contact(99_999)
    assert card.card is None
    assert card.text() == ""


def test_helpers_can_be_visited(qtbot, card, session, people):
    form = contacts.form(people["Zoë"])
    form.skills = ["embedded Rust"]

    def both():
        contacts.update(people["Zoë"], form)
        helping.note_need(people["Priya"], "someone for embedded Rust", TODAY)

    session.act("Note", both)
    helpers = cards.card(people["Priya"], TODAY).needs[0].helpers
    if helpers:
        qtbot.waitUntil(lambda: bool(buttons(card, f"helper_{helpers[0][0]}")))
        button = buttons(card, f"helper_{helpers[0][0]}")[0]
        with qtbot.waitSignal(card.contact_activated) as asked:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert asked.args == [helpers[0][0]]


def test_new_people_have_no_score_yet(qtbot, card, session):
    made = []
    session.act("Add", lambda: made.append(contact("Li Wei")))
    card.show_contact(made[0])
    assert card.tie.score.text() == ""
    assert card.tie.why.text()
    assert not card.tie.spark.isVisible()


def test_the_line_of_a_tie_goes_from_contact_to_contact(qtbot, card, people):
    line = card.tie.spark
    line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert "Coffee" in line.accessibleDescription()
    QTest.keyClick(line, Qt.Key.Key_Home)
    assert line.at == 0
    assert "Call" in line.accessibleDescription()
    QTest.mouseMove(line, line.rect().center())
    QTest.keyClick(line, Qt.Key.Key_Return)
    dialog = card.window().findChild(QDialog, "tie_history")
    assert dialog is not None
    assert "Priya Raman" in dialog.windowTitle()
    qtbot.waitUntil(lambda: dialog.card.view.drawn, timeout=20_000)
    dialog.card.view.set_mark((len(dialog.chart.history.points) - 1, 0))
    assert "·" in dialog.card.view.accessibleDescription()
    dialog.card.numbers_button.click()
    assert dialog.card.model.rowCount() == len(dialog.chart.history.points)
    dialog.reject()


def test_a_relation_leads_to_the_other_person(qtbot, session, people, card):
    def relate():
        db.execute_sql(
            "INSERT INTO relation (contact_id, other_id, label, created_at, updated_at) "
            "VALUES (?, ?, 'mentor of', 0, 0)",
            (people["Priya"], people["Ana"]),
        )

    session.act("Relate", relate)
    assert card.show_contact(people["Priya"])
    person = card.findChild(QPushButton, "relation_person")
    assert person.accessibleName() == "Ana Kovač"
    with qtbot.waitSignal(card.contact_activated) as asked:
        person.click()
    assert asked.args == [people["Ana"]]


@pytest.mark.parametrize(("width", "lines"), [(330, 2), (720, 1)])
def test_the_verbs_of_an_archived_card_have_room(qtbot, card, session, people, width, lines):
    session.act("Archive", lambda: contacts.archive([people["Priya"]]))
    qtbot.wait(10)  # it has settled in the room there was
    card.resize(width, 800)
    header = card.header
    verbs = (header.brief_button, header.print_button, header.edit_button, header.restore_button)
    qtbot.waitUntil(lambda: len({verb.mapTo(header, QPoint(0, 0)).y() for verb in verbs}) == lines)
    assert header.width() <= width
    for verb in verbs:
        assert verb.mapTo(header, verb.rect().topRight()).x() < header.width()


@pytest.mark.parametrize("width", [300, 380, 520, 720])
def test_one_long_word_for_a_name_goes_on_in_the_next_line(qtbot, card, session, people, width):
    """It neither widens the card nor is it cut off; read aloud it is one word."""
    long = "Victoria Adlershofenwaldsteinbrunnmühlenthalergrabenfeldhausen"
    form = contacts.form(people["Priya"])
    form.full_name, form.given_name, form.family_name = long, *long.split()
    session.act("Edit", lambda: contacts.update(people["Priya"], form))
    card.resize(width, 800)
    qtbot.waitUntil(lambda: card.widget().width() <= card.viewport().width())
    name = card.header.name
    assert name.accessibleName() == long
    assert name.text().replace("\u200b", "") == long
    shown = name.mapTo(card, name.rect().topRight()).x()
    assert shown < card.viewport().width()
    assert name.width() <= card.viewport().width()
    flags = Qt.TextFlag.TextWordWrap
    drawn = name.fontMetrics().boundingRect(0, 0, name.width(), 999, int(flags), name.text())
    assert drawn.width() <= name.width()
    assert drawn.height() <= name.height() + 1


def test_the_verbs_follow_the_text_size(qtbot, look, card):
    """Smaller text again: they leave the room they took to the name."""
    before = card.header._verbs.minimumWidth()
    theme.apply(look, "light", 1.5)
    qtbot.waitUntil(lambda: card.header._verbs.minimumWidth() > before)
    theme.apply(look, "light", 1.0)
    qtbot.waitUntil(lambda: card.header._verbs.minimumWidth() == before)
