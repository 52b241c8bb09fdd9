"""Forms, lines of guests and needs: what is typed survives Esc, a kill, and another record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from netjournal.errors import NotFound
from netjournal.models.handle import db
from netjournal.services import events
from netjournal.services.giving import introductions, shelf
from netjournal.services.giving.shelf import WorkForm
from netjournal.services.keeping import drafts, forgetting
from netjournal.ui import draft_keeper
from netjournal.ui.contacts.editor import ContactEditor
from netjournal.ui.contacts.introduction_dialog import IntroductionDialog
from netjournal.ui.contacts.need_line import NeedField
from netjournal.ui.events.event_dialog import EventDialog
from netjournal.ui.events.guests_line import GuestsLine
from netjournal.ui.shelf.work_dialog import WorkDialog
from netjournal.ui.timeline.log_dialog import LogDialog
from tests.builders import TODAY, event
from tests.ui.test_draft_keeper import full

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def die(qtbot, window, dialog):
    """Let a dialog go as a crash would: nothing is asked, nothing is said."""
    draft_keeper.save_all()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: window.findChild(type(dialog)) is None)


def go_on(window, kind):
    """Take the offer made after a start."""
    window.dialogs.offer_drafts()
    window.toast.button.click()
    return window.findChild(kind)


def card_of(window, contact_id):
    """Return the card, showing somebody."""
    card = window.page.card
    assert card.show_contact(contact_id)
    return card


def test_an_event_is_taken_up_again(qtbot, window):
    window.show_page("events")
    window.page.add_event()
    dialog = window.findChild(EventDialog)
    qtbot.keyClicks(dialog.name, "Rust Hamburg")
    qtbot.keyClicks(dialog.note, "Everything that was said")
    dialog.kind.setCurrentIndex(3)
    dialog.day.line.setText("tomorrow")
    qtbot.waitUntil(lambda: "was said" in drafts.get("event"))
    die(qtbot, window, dialog)
    again = go_on(window, EventDialog)
    assert again.name.text() == "Rust Hamburg"
    assert again.note.toPlainText() == "Everything that was said"
    assert again.kind.currentIndex() == 3
    assert again.day.day().day == TODAY + 1
    again.save()
    assert drafts.there() == []
    window.page.add_event()
    assert window.findChildren(EventDialog)[-1].name.text() == ""


def test_esc_puts_a_form_aside_and_leads_back(qtbot, window, session):
    with session.journal.edit("Begin"):
        one = event("Rust Berlin", ago=3)
    window.show_page("events")
    window.page.open_record(one)
    dialog = window.findChild(EventDialog)
    qtbot.keyClicks(dialog.note, "A long story")
    qtbot.keyClick(dialog, ESC)
    assert window.toast.label.text() == "Not saved. What you typed is kept."
    qtbot.waitUntil(lambda: window.findChild(EventDialog) is None)
    window.toast.button.click()
    again = window.findChild(EventDialog)
    assert again.note.toPlainText() == "A long story"
    again.note.clear()
    qtbot.keyClick(again, ESC)  # as it was: nothing to keep
    assert drafts.there() == []


def test_what_came_into_a_note_meanwhile_stays_below_what_was_typed(qtbot, window, session):
    with session.journal.edit("Begin"):
        one = event("Rust Berlin", ago=3)
        events.update(one, replace(events.form(one), note="short"))
    window.show_page("events")
    window.page.open_record(one)
    dialog = window.findChild(EventDialog)
    dialog.note.setPlainText("short, typed more")
    die(qtbot, window, dialog)
    with session.journal.edit("From elsewhere"):
        events.update(one, replace(events.form(one), note="short\nand a long story"))
    again = go_on(window, EventDialog)
    assert again.note.toPlainText() == "short, typed more\n\nand a long story"
    again.save()
    assert events.form(one).note == "short, typed more\n\nand a long story"
    assert drafts.there() == []


def test_a_work_is_taken_up_again(qtbot, window, session):
    with session.journal.edit("Begin"):
        one = shelf.create(WorkForm(title="Mending bicycles"))
    window.show_page("shelf")
    window.page.open_record(one)
    dialog = window.findChild(WorkDialog)
    dialog.about.setPlainText("For everybody with a puncture")
    die(qtbot, window, dialog)
    again = go_on(window, WorkDialog)
    assert again.about.toPlainText() == "For everybody with a puncture"
    again.save()
    assert drafts.there() == []
    assert shelf.form(one).text == "For everybody with a puncture"


def test_an_introduction_is_taken_up_again(qtbot, window, people):
    window.dialogs.introduce([people["Ana"]])
    dialog = window.findChild(IntroductionDialog)
    dialog.other.set_person(people["Zoë"], "")
    qtbot.keyClicks(dialog.why, "both climb")
    die(qtbot, window, dialog)
    assert drafts.there() == [f"introduction:{people['Ana']}"]  # goes when she is forgotten
    again = go_on(window, IntroductionDialog)
    assert (again.one.contact_id, again.other.contact_id) == (people["Ana"], people["Zoë"])
    assert again.why.text() == "both climb"
    again.save()
    assert drafts.there() == []
    assert db.execute_sql("SELECT COUNT(*) FROM introduction").fetchone()[0] == 1


def test_deleting_an_introduction_leaves_nothing_aside(qtbot, window, session, people):
    with session.journal.edit("Begin"):
        form = introductions.IntroductionForm(people["Ana"], people["Zoë"], day=TODAY)
        one = introductions.record(form)
    window.dialogs.introduction(one, people["Ana"])
    dialog = window.findChild(IntroductionDialog)
    qtbot.keyClicks(dialog.outcome, "half a word")
    dialog.findChild(object, "introduction_delete").click()
    assert drafts.there() == []


@pytest.mark.parametrize(
    ("key", "typed", "kind", "field"),
    [
        ("event-4711", '{"event_note": "about something"}', EventDialog, "note"),
        ("work-4711", '{"work_text": "about something"}', WorkDialog, "about"),
        ("introduction-4711", '{"introduction_why": "about something"}', IntroductionDialog, "why"),
    ],
)
def test_a_form_whose_record_is_gone_goes_on_as_a_new_one(
    qtbot, window, session, key, typed, kind, field
):
    drafts.put(session.journal, key, typed)
    again = go_on(window, kind)
    shown = getattr(again, field)
    text = shown.text() if kind is IntroductionDialog else shown.toPlainText()
    assert text == "about something"
    assert drafts.there() == [key.partition("-")[0]]
    again.leave()
    assert drafts.there() == []


@pytest.mark.parametrize(
    "opened",
    [
        lambda session, window: EventDialog(session, 4711, window),
        lambda session, window: WorkDialog(session, 4711, parent=window),
        lambda session, window: IntroductionDialog(session, 4711, None, window),
        lambda session, window: LogDialog(session, (), 4711, window),
        lambda session, window: ContactEditor(session, 4711, parent=window),
    ],
)
def test_a_form_of_what_is_gone_leaves_no_half_dialog(window, session, opened):
    before = window.findChildren(QDialog)
    with pytest.raises(NotFound):
        opened(session, window)
    assert window.findChildren(QDialog) == before


def test_where_a_new_one_is_being_written_the_other_waits(qtbot, window, session):
    drafts.put(session.journal, "event-4711", '{"event_note": "about something"}')
    qtbot.wait(5)  # the newest is offered first
    drafts.put(session.journal, "event", '{"event_title": "Another"}')
    first = go_on(window, EventDialog)
    assert set(drafts.there()) == {"event", "event-4711"}
    assert (first.name.text(), first.note.toPlainText()) == ("Another", "")
    die(qtbot, window, first)
    drafts.put(session.journal, "event", "")
    again = go_on(window, EventDialog)
    assert again.note.toPlainText() == "about something"
    again.leave()


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"event_day": [1, 9], "event_kind": 999, "event_title": 3, "event_time": null}'],
)
def test_a_draft_of_another_version_is_no_harm(qtbot, window, session, text):
    drafts.put(session.journal, "event", text)
    window.show_page("events")
    window.page.add_event()
    assert window.findChild(EventDialog).name.text() == ""


def test_each_event_has_its_own_line_of_guests(qtbot, session, people):
    with session.journal.edit("Begin"):
        one, other = event("Rust Berlin", ago=3), event("PyCon", ago=9)
    line = GuestsLine(session)
    qtbot.addWidget(line)
    line.show()
    line.show_event(one, ahead=False)
    qtbot.keyClicks(line.line, "Ana (Rust), Li (climbing)")
    line.show_event(other, ahead=False)
    assert line.line.text() == ""
    line.show_event(one, ahead=False)
    assert line.line.text() == "Ana (Rust), Li (climbing)"
    again = GuestsLine(session)  # after a kill
    qtbot.addWidget(again)
    again.show_event(one, ahead=False)
    qtbot.keyClick(again.line, ENTER)
    assert drafts.there() == []
    assert len(events.people(one)) == 2


def test_a_need_waits_on_its_card(qtbot, window, people):
    card = card_of(window, people["Ana"])
    card.needs.findChild(object, "need_prompt").click()
    field = card.needs.findChild(NeedField)
    qtbot.keyClicks(field, "a flat in Leipzig")
    card.show_contact(people["Zoë"])
    qtbot.waitUntil(lambda: card.needs.findChild(NeedField) is None)
    card.show_contact(people["Ana"])
    again = card.needs.findChild(NeedField)
    assert again.text() == "a flat in Leipzig"
    qtbot.keyClick(again, ENTER)
    assert drafts.there() == []
    assert db.execute_sql("SELECT text FROM need").fetchall() == [("a flat in Leipzig",)]


def test_esc_lets_go_of_a_need(qtbot, window, people):
    card = card_of(window, people["Ana"])
    card.needs.findChild(object, "need_prompt").click()
    field = card.needs.findChild(NeedField)
    qtbot.keyClicks(field, "nothing really")
    draft_keeper.save_all()
    qtbot.keyClick(field, ESC)
    assert drafts.there() == []


# -- a note about a guest


@pytest.fixture
def met(people, session):
    with session.journal.edit("Begin"):
        ids = {"past": event("Hack day", ago=30), "old": event("PyCon", ago=500)}
        for one in ("past", "old"):
            guests = [(people["Ana"], "met", "choir"), (people["Zoë"], "attended", "")]
            events.set_people(ids[one], guests)
    return ids


def notes_of(window, event_id):
    """Show an event and return the notes of its guests."""
    window.show_page("events")
    window.page.show_event(event_id)
    detail = window.page.detail
    assert detail.event_id == event_id
    return [row.note for row in detail.guests.rows()]


def written(event_id):
    return [one.note for one in events.people(event_id)]


def test_a_note_about_a_guest_comes_back_after_a_kill(qtbot, window, make_window, met, people):
    note = notes_of(window, met["past"])[1]
    note.setFocus()
    qtbot.keyClicks(note, "knows Rust")
    key = drafts.guest_key(met["past"], people["Zoë"])
    qtbot.waitUntil(lambda: drafts.get(key) == "knows Rust")  # by itself: it still has the focus
    assert written(met["past"]) == ["choir", ""]
    window.page.detail.guests.rows()[1].put_aside()  # killed: it writes nothing any more
    again = make_window()
    ana, zoe = notes_of(again, met["past"])
    assert (ana.text(), zoe.text()) == ("choir", "knows Rust")
    assert "Not saved yet" in zoe.accessibleDescription()
    assert [one.text() for one in notes_of(again, met["old"])] == ["choir", ""]
    zoe = notes_of(again, met["past"])[1]
    qtbot.keyClick(zoe, ENTER)
    assert written(met["past"]) == ["choir", "knows Rust"]
    assert drafts.there() == []
    assert [one.text() for one in notes_of(again, met["past"])] == ["choir", "knows Rust"]


def test_a_note_given_back_is_written_when_it_is_left(qtbot, window, session, met, people):
    drafts.put(session.journal, drafts.guest_key(met["past"], people["Ana"]), "sings alto")
    note = notes_of(window, met["past"])[0]
    note.setFocus()
    window.page.view.setFocus()
    assert written(met["past"])[0] == "sings alto"
    assert drafts.there() == []
    session.undo()
    assert [one.text() for one in notes_of(window, met["past"])] == ["choir", ""]


def test_a_note_that_is_taken_back_to_what_it_was_leaves_nothing(qtbot, window, met, people):
    note = notes_of(window, met["past"])[0]
    note.setFocus()
    note.end(False)
    qtbot.keyClicks(note, "!")
    qtbot.waitUntil(lambda: len(drafts.there()) == 1)
    qtbot.keyClick(note, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: drafts.there() == [])


def test_rows_made_anew_take_no_note_that_is_being_typed(qtbot, window, session, met, people):
    note = notes_of(window, met["past"])[1]
    note.setFocus()
    qtbot.keyClicks(note, "knows")
    session.act("Elsewhere", lambda: events.add_people(met["past"], "Sam"))
    rows = window.page.detail.guests.rows()
    assert [row.person.full_name for row in rows] == ["Ana Kovač", "Sam", "Zoë Østergård"]
    assert [row.note.text() for row in rows] == ["choir", "", "knows"]
    assert written(met["past"]) == ["choir", "", ""]
    window.page.show_event(met["old"])  # as the palette does: the note stays with its event
    assert written(met["old"]) == ["choir", ""]
    assert notes_of(window, met["past"])[2].text() == "knows"


def test_a_note_the_disk_did_not_take_is_held(qtbot, window, session, met, people):
    note = notes_of(window, met["past"])[1]
    note.setFocus()
    with full():
        note.insert("long " * 5_000)
        qtbot.keyClick(note, ENTER)
        assert written(met["past"]) == ["choir", ""]
        again = notes_of(window, met["past"])[1]
        assert again.text().startswith("long long")
    qtbot.keyClick(again, ENTER)
    assert written(met["past"])[1].startswith("long long")
    assert drafts.there() == drafts.unkept() == []


def test_a_note_goes_with_who_is_forgotten(window, session, met, people):
    drafts.put(session.journal, drafts.guest_key(met["past"], people["Ana"]), "sings alto")
    forgetting.forget(session.journal, [people["Ana"]])
    assert drafts.there() == []
