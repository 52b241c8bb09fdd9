"""The log dialog by keys: who, what, when, what is missing, one step; editing; setting aside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.giving import helping
from netjournal.services.people import contacts
from netjournal.ui import theme
from netjournal.ui.timeline.log_dialog import LogDialog
from tests.builders import TODAY, contact, event, interaction

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot, session, people):
    def make(*args, **what):
        dialog = LogDialog(session, *args, **what)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return make


def last():
    ids = interactions.timeline_ids(interactions.TimelineFilter())
    row = db.execute_sql("SELECT MAX(id) FROM interaction").fetchone()[0]
    assert row in ids
    return interactions.form(row)


def pills(dialog):
    return [someone.name for someone in dialog.fields.who.people()]


def reason(dialog):
    return dialog.findChild(object, "log_reason").text()


def test_nothing_can_be_saved_before_it_says_who(opened):
    dialog = opened()
    assert not dialog.save_button.isEnabled()
    assert reason(dialog) == "Say who it was with."
    assert dialog.fields.who.line.hasFocus()


def test_typed_by_keys_from_beginning_to_end(qtbot, session, opened, people):
    dialog = opened()
    QTest.keyClicks(dialog.fields.who.line, "pri")
    assert dialog.fields.who._offers.item(0).text() == "Priya Raman · CTO, Fieldnote"
    QTest.keyClick(dialog.fields.who._popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.fields.who.line.text() == "")
    QTest.keyClicks(dialog.fields.who.line, "Sam New,")
    assert pills(dialog) == ["Priya Raman", "Sam New"]
    dialog.fields.choose_kind("call")
    dialog.fields.when.line.setText("yesterday")
    dialog.fields.summary.setText("Soil sensors")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    form = last()
    assert (form.kind, form.day, form.summary) == ("call", TODAY - 1, "Soil sensors")
    sam = contacts.resolve("Sam New")
    assert form.contact_ids == [people["Priya"], sam]
    session.undo()
    assert contacts.count() == 3  # the new person went with the entry: one step


def test_a_name_that_fits_several_is_asked_about(qtbot, session, opened):
    session.act("Another", lambda: contact("Priya Raman"))
    dialog = opened()
    QTest.keyClicks(dialog.fields.who.line, "Priya Raman")
    QTest.keyClick(dialog.fields.who.line, Qt.Key.Key_Return)
    assert pills(dialog) == []
    assert reason(dialog) == "Several people are called Priya Raman: choose one from the list."
    assert dialog.fields.who._offers.rowCount() == 3


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("log_when", "someday", "Say when it was: “yesterday”, “3 Nov”, “in May 2024”."),
        ("log_due", "never ever", "Say until when: “friday”, “in 2 weeks”, or leave it empty."),
        ("log_time", "late", "Write the time like 19:00, or leave it empty."),
        ("log_span", "long", "Write how long like 45 min, or leave it empty."),
    ],
)
def test_what_it_cannot_read_is_said_beside_the_button(opened, people, field, text, why):
    dialog = opened((people["Ana"],))
    assert dialog.save_button.isEnabled()
    widget = dialog.findChild(object, field)
    line = getattr(widget, "line", widget)
    line.setText(text)
    assert line.property("invalid") is True
    assert not dialog.save_button.isEnabled()
    assert reason(dialog) == why


def test_an_introduction_needs_two(opened, people):
    dialog = opened((people["Ana"],))
    dialog.choose_kind("introduced")
    assert reason(dialog) == "Say whom you introduced to whom."
    two = opened((people["Ana"], people["Priya"]))
    two.choose_kind("introduced")
    assert two.fields._about.text() == "Why should they know each other?"
    two.save()
    assert last().kind == "introduced"


def test_need_promise_and_the_folded_half(opened, people):
    dialog = opened((people["Ana"],))
    fields = dialog.fields
    assert not fields.place.isVisible()
    fields.more.click()
    assert fields.place.isVisible()
    fields.need.setText("a flat in Graz")
    fields.promise.setText("send links")
    fields.due.line.setText("friday")
    fields.time.setText("7pm")
    fields.span.setText("1h30")
    fields.place.setText("Café")
    fields.event_box.setCurrentIndex(1)
    fields.energy.setCurrentIndex(1)
    fields.began.setCurrentIndex(1)
    dialog.save()
    form = last()
    assert (form.need, form.promise, form.promise_due) == (
        "a flat in Graz",
        "send links",
        TODAY + 4,
    )
    assert (form.minute, form.minutes, form.place) == (19 * 60, 90, "Café")
    assert (form.energy, form.initiator) == (2, "me")
    assert form.event_id is not None


def test_editing_shows_everything_and_changes_only_what_changed(session, opened, people):
    ids = []
    session.act(
        "Log",
        lambda: ids.append(
            interaction(
                people["Ana"], ago=40, kind="helped", body="All\nof it", precision=1, energy=-1
            )
        ),
    )
    before = interactions.form(ids[0])
    dialog = opened(interaction_id=ids[0])
    assert dialog.windowTitle() == "Edit entry"
    assert dialog.fields.more.isChecked()
    dialog.save()
    assert interactions.form(ids[0]) == before
    again = opened(interaction_id=ids[0])
    again.fields.summary.setText("Her slides")
    again.save()
    assert interactions.form(ids[0]).summary == "Her slides"
    assert helping.said_of(ids[0]) == ("", "", None)


def test_what_is_typed_and_not_saved_is_set_aside(qtbot, session, opened, people):
    dialog = opened((people["Ana"],))
    with qtbot.assertNotEmitted(dialog.set_aside):
        dialog.reject()
    dialog = opened((people["Ana"],))
    dialog.fields.summary.setText("Half a thought")
    dialog.fields.who.line.setText("Sam New")
    dialog.fields.who.commit()
    with qtbot.waitSignal(dialog.set_aside) as kept:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    again = LogDialog(session, draft=kept.args[0])
    qtbot.addWidget(again)
    assert pills(again) == ["Ana Kovač", "Sam New"]
    assert again.fields.summary.text() == "Half a thought"


def test_an_error_stays_in_the_dialog(opened, people, monkeypatch, session):
    dialog = opened((people["Ana"],))
    monkeypatch.setattr(session.journal, "read_only", True)
    dialog.save()
    assert dialog.isVisible()
    assert "reading only" in reason(dialog)


def test_every_field_has_a_name(opened):
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

    dialog = opened()
    for kind in (QComboBox, QLineEdit, QPlainTextEdit):
        for field in dialog.fields.findChildren(kind):
            assert field.accessibleName(), field.objectName()


@pytest.mark.parametrize(("scheme", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 2.0)])
def test_pictures(opened, people, keep, scheme, scale, session):
    theme.apply(theme.QGuiApplication.instance(), scheme, scale)
    session.act("Event", lambda: event("PyCon", ago=2))
    dialog = opened((people["Ana"], people["Priya"]))
    picture = keep(dialog, f"log_{scheme}_{round(scale * 100)}")
    assert picture.height() <= dialog.screen().availableGeometry().height()
    assert dialog.save_button.isVisible()
