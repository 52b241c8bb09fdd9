"""What was typed is put over what is stored by now: neither of the two is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from netjournal.services import events, interactions
from netjournal.services.duplicates import merge
from netjournal.services.keeping import drafts, form_drafts
from netjournal.services.people import contact_form, contacts
from netjournal.services.people.contact_form import MethodForm
from netjournal.ui.contacts.editor import ContactEditor
from netjournal.ui.events.event_dialog import EventDialog
from netjournal.ui.timeline.log_dialog import LogDialog
from tests.builders import event, interaction

ESC = Qt.Key.Key_Escape


@pytest.fixture
def leave(qtbot, window):
    """Close a dialog by Esc; return when it is gone."""

    def close(dialog):
        qtbot.keyClick(dialog, ESC)
        qtbot.waitUntil(lambda: window.findChild(type(dialog)) is None)

    return close


def changed(person, **what):
    form = contact_form.form(person)
    for name, value in what.items():
        setattr(form, name, value)
    contacts.update(person, form)


def test_a_person_keeps_what_came_since(qtbot, window, session, people, leave):
    ana = people["Ana"]
    window.dialogs.edit_person(ana)
    editor = window.findChild(ContactEditor)
    headline = editor.findChild(object, "headline")
    qtbot.keyClicks(headline, "Conductor")
    leave(editor)
    came = {
        "circles": ["Rowing"],
        "note": "Moved to Graz",
        "methods": [MethodForm("email", "ana@example.com"), MethodForm("phone", "+43 1 234567")],
    }
    session.act("Since", lambda: changed(ana, **came))
    window.dialogs.edit_person(ana)
    editor = window.findChild(ContactEditor)
    assert editor.reason.text() == "Not saved yet: this is what you typed before."
    editor.save()
    stored = contact_form.form(ana)
    assert (stored.headline, stored.note) == ("Conductor", "Moved to Graz")
    assert stored.circles == ["Rowing"]
    assert [one.value for one in stored.methods] == ["ana@example.com", "+43 1 234567"]
    assert drafts.there() == []


def test_circles_typed_and_circles_that_came_are_both_there(qtbot, window, session, people, leave):
    ana = people["Ana"]
    window.dialogs.edit_person(ana)
    editor = window.findChild(ContactEditor)
    typed = editor.form()
    typed.circles = ["Book club"]  # out of the choir
    drafts.put(
        session.journal, f"person:{ana}", form_drafts.from_person(typed, contact_form.form(ana))
    )
    editor.deleteLater()
    qtbot.waitUntil(lambda: window.findChild(ContactEditor) is None)
    session.act("Since", lambda: contacts.add_to_circle([ana], "Rowing"))
    window.dialogs.edit_person(ana)
    assert sorted(window.findChild(ContactEditor).form().circles) == ["Book club", "Rowing"]


def test_an_event_keeps_what_came_since(qtbot, window, session, leave):
    with session.journal.edit("Begin"):
        one = event("Rust Berlin", ago=3)
    window.show_page("events")
    window.page.open_record(one)
    dialog = window.findChild(EventDialog)
    qtbot.keyClicks(dialog.note, "A long story")
    leave(dialog)

    def move():
        form = events.form(one)
        form.place = "c-base"
        events.update(one, form)

    session.act("Since", move)
    window.page.open_record(one)
    dialog = window.findChild(EventDialog)
    assert dialog.reason.text() == "Not saved yet: this is what you typed before."
    dialog.save()
    assert (events.form(one).note, events.form(one).place) == ("A long story", "c-base")


def test_an_entry_keeps_what_came_since(qtbot, window, session, people, leave):
    with session.journal.edit("Begin"):
        one = interaction(people["Ana"], ago=2, summary="Talked")
    window.dialogs.edit_interaction(one)
    dialog = window.findChild(LogDialog)
    dialog.fields.summary.end(False)
    qtbot.keyClicks(dialog.fields.summary, " for hours")
    leave(dialog)

    def more():
        form = interactions.form(one)
        form.place = "Graz"
        form.contact_ids = [people["Ana"], people["Zoë"]]
        interactions.update(one, form)

    session.act("Since", more)
    window.dialogs.edit_interaction(one)
    window.findChild(LogDialog).save()
    stored = interactions.form(one)
    assert (stored.summary, stored.place) == ("Talked for hours", "Graz")
    assert stored.contact_ids == [people["Ana"], people["Zoë"]]
    assert drafts.there() == []


def test_an_entry_made_as_it_was_leaves_nothing(qtbot, window, session, people, leave):
    with session.journal.edit("Begin"):
        one = interaction(people["Ana"], ago=2, summary="Talked")
    window.dialogs.edit_interaction(one)
    dialog = window.findChild(LogDialog)
    dialog.fields.summary.setText("Argued")
    leave(dialog)
    window.toast.button.click()
    dialog = window.findChild(LogDialog)
    dialog.fields.summary.setText("Talked")
    leave(dialog)
    assert drafts.there() == []


def test_an_entry_with_somebody_who_was_merged_can_be_saved(qtbot, window, session, people, leave):
    window.dialogs.log([people["Ana"]])
    dialog = window.findChild(LogDialog)
    qtbot.keyClicks(dialog.fields.summary, "A long talk")
    leave(dialog)
    session.act("Merge", lambda: merge.merge(people["Zoë"], [people["Ana"]], {}))
    window.dialogs.offer_drafts()
    window.toast.button.click()
    dialog = window.findChild(LogDialog)
    assert [(one.contact_id, one.name) for one in dialog.fields.who.people()] == [
        (None, "Ana Kovač")
    ]
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save()
    assert interactions.form(saved.args[0]).summary == "A long talk"
    assert drafts.there() == []


def test_an_entry_that_is_gone_goes_on_as_a_new_one(qtbot, window, session, people, leave):
    session.act("Log", lambda: interaction(people["Ana"], ago=2, summary="Talked"))
    one = interactions.timeline_ids(interactions.TimelineFilter(contact_id=people["Ana"]))[0]
    window.dialogs.edit_interaction(one)
    dialog = window.findChild(LogDialog)
    qtbot.keyClicks(dialog.fields.place, "Graz")
    leave(dialog)
    session.undo()
    window.dialogs.offer_drafts()
    window.toast.button.click()
    dialog = window.findChild(LogDialog)
    assert dialog.windowTitle() == "Log interaction"
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save()
    stored = interactions.form(saved.args[0])
    assert (stored.summary, stored.place) == ("Talked", "Graz")
    assert stored.contact_ids == [people["Ana"]]
    assert drafts.there() == []


def test_somebody_who_is_gone_goes_on_as_somebody_new(qtbot, window, session, leave):
    from netjournal.services.people.contact_form import ContactForm

    made = []
    session.act("Add", lambda: made.append(contacts.create(ContactForm(full_name="Li Na"))))
    window.dialogs.edit_person(made[0])
    editor = window.findChild(ContactEditor)
    qtbot.keyClicks(editor.findChild(object, "headline"), "Potter")
    leave(editor)
    session.undo()
    window.dialogs.offer_drafts()
    window.toast.button.click()
    editor = window.findChild(ContactEditor)
    assert editor.windowTitle() == "Add person"
    with qtbot.waitSignal(editor.saved) as saved:
        editor.save()
    stored = contact_form.form(saved.args[0])
    assert (stored.full_name, stored.headline) == ("Li Na", "Potter")
    assert drafts.there() == []
