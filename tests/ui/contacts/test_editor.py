"""The editor: every field out and in again, lists, dates, photo, set aside, one step."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QStyleOptionFrame

from netjournal.services.keeping import form_drafts
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import (
    AddressForm,
    AffiliationForm,
    ContactForm,
    DateForm,
    MethodForm,
)
from netjournal.ui import file_choice, theme
from netjournal.ui.contacts.editor import ContactEditor
from netjournal.ui.contacts.editor_method import MethodRow
from tests.builders import TODAY, event

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edit(qtbot, session, people):
    def open_editor(contact_id=None, draft=None):
        made = ContactEditor(session, contact_id, draft)
        qtbot.addWidget(made)
        made.show()
        return made

    return open_editor


def child(editor, name, kind=object):
    return editor.findChild(kind, name)


def full_form(people):
    return ContactForm(
        kind="person",
        full_name="Dr. Mia Vega García",
        name_prefix="Dr.",
        given_name="Mia",
        additional_names="Sol",
        family_name="Vega García",
        name_suffix="PhD",
        nicknames=["Mi", "Solecita"],
        pronouns="she/her",
        headline="Hydrologist",
        birthday="--02-29",
        note="First line\n\nThird <b>line</b>",
        met_on="2019",
        met_place="Wien, Prater",
        met_story="We shared an umbrella\nand a tram",
        met_via="volunteering",
        met_through_id=people["Ana"],
        met_event_id=event("Spring clean", ago=900),
        connected_on="2020-05",
        booster="yes",
        booster_note="Recommended me",
        importance=2.0,
        closeness="warm",
        deceased=True,
        rhythm_state="active",
        rhythm_ideal_days=21,
        rhythm_at_most_days=60,
        methods=[
            MethodForm("email", "mia@example.com", "work", "", True),
            MethodForm("messenger", "@mia:matrix.org", "", "matrix", False),
            MethodForm("phone", "+43 1 555 CALL", "mobile", "", False),
        ],
        addresses=[
            AddressForm("home", "Gasse 1", "Top 3", "", "Wien", "W", "1020", "Austria", ""),
            AddressForm(formatted="Somewhere\nfar away"),
        ],
        dates=[DateForm("Wedding", "2018-06-09"), DateForm("Name day", "--08-15")],
        affiliations=[
            AffiliationForm("River Office", "Lead", "Flood", "2019-05", ""),
            AffiliationForm("TU Wien", "Student", "", "2008", "2013"),
        ],
        circles=["Choir", "Rowing & co"],
        interests=["floods", "sourdough"],
        skills=["maps"],
        questions=["How is the dam?"],
    )


def test_every_field_comes_through_untouched(session, people, edit):
    made = []
    with session.edit("Add"):
        wanted = full_form(people)
        made.append(contacts.create(wanted))
    stored = contacts.form(made[0])
    editor = edit(made[0])
    assert not editor.is_dirty()
    typed = editor._typed()
    for field in fields(ContactForm):
        if field.name not in ("met_through_name",):
            assert getattr(typed, field.name) == getattr(stored, field.name), field.name
    assert editor.form() == stored


def test_a_long_title_of_an_event_does_not_widen_it(qtbot, session, people, edit):
    title = "A meeting with an uncommonly long title " * 4
    session.act("Add event", lambda: event(title))
    editor = edit(people["Priya"])
    area = editor.findChild(QScrollArea)
    qtbot.waitUntil(lambda: not area.horizontalScrollBar().isVisible())
    assert area.widget().width() <= area.viewport().width()
    box = editor.findChild(object, "met_event")
    assert any(box.itemText(n).startswith("A meeting with") for n in range(box.count()))


def test_a_way_to_reach_them_stands_in_two_lines_where_there_is_little_room(
    qtbot, look, session, people, edit
):
    def as_matrix():
        form = contacts.form(people["Priya"])
        form.methods = [MethodForm("messenger", "@priya:fieldnote.example", "work", "Matrix")]
        contacts.update(people["Priya"], form)

    session.act("Matrix", as_matrix)
    theme.apply(look, "light", 1.5)
    editor = edit(people["Priya"])
    area, row = editor.findChild(QScrollArea), editor.findChild(MethodRow)

    def tops():
        return [part.geometry().top() for part in (row.kind, row.value, row.label, row.preferred)]

    for width, two in ((760, True), (1300, False), (760, True)):
        editor.resize(width, 700)
        qtbot.waitUntil(lambda two=two: (tops()[2] > row.kind.geometry().bottom()) == two)
        qtbot.waitUntil(lambda: not area.horizontalScrollBar().isVisible())
        assert row.value.width() > 150
    found = [tops()[0] == tops()[1], tops()[2] > tops()[0]]
    assert found == [True, True]


def test_somebody_new_by_keyboard_alone(qtbot, session, edit):
    editor = edit()
    qtbot.waitUntil(child(editor, "full_name").hasFocus)
    assert not editor.save_button.isEnabled()
    assert editor.reason.text() == "A name is all it needs."
    child(editor, "full_name").insert("Łukasz Żak")  # QTest types ASCII only
    assert editor.save_button.isEnabled()
    with qtbot.waitSignal(editor.saved) as saved:
        QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    form = contacts.form(saved.args[0])
    assert form.full_name == "Łukasz Żak"
    assert form.methods == []  # the two empty lines that were offered are not kept
    assert session.journal.undo_label() == "Add Łukasz Żak"
    session.undo()
    assert contacts.count() == 3


def test_one_change_is_one_step_with_only_that_change(qtbot, session, people, edit):
    editor = edit(people["Priya"])
    before = contacts.form(people["Priya"])
    child(editor, "pronouns").setText("she/her")
    with qtbot.waitSignal(editor.saved):
        editor.save()
    after = contacts.form(people["Priya"])
    assert after.pronouns == "she/her"
    before.pronouns = "she/her"
    assert after == before
    session.undo()
    assert contacts.form(people["Priya"]).pronouns == ""


def test_saving_without_a_change_makes_no_step(session, people, edit):
    editor = edit(people["Priya"])
    editor.save()
    assert not editor.isVisible()
    assert session.journal.undo_label() is None


def test_what_the_file_had_and_a_line_cannot_show_is_kept(session, people, edit):
    form = contacts.form(people["Ana"])
    form.headline = "  two\nlines "
    form.birthday = "around 1990"
    with session.edit("Odd"):
        contacts.update(people["Ana"], form)
    editor = edit(people["Ana"])
    assert not editor.is_dirty()
    child(editor, "birthday").clear()
    child(editor, "pronouns").setText("they")
    editor.save()
    kept = contacts.form(people["Ana"])
    assert (kept.headline, kept.birthday, kept.pronouns) == ("  two\nlines ", "", "they")


def test_methods_are_added_moved_and_taken_away(qtbot, people, edit):
    editor = edit(people["Priya"])
    rows = editor.reach.methods
    qtbot.mouseClick(rows.add_button, Qt.MouseButton.LeftButton)
    new = rows.rows()[-1]
    qtbot.waitUntil(new.value.hasFocus)
    QTest.keyClicks(new.value, "fieldnote.example")
    new.kind.setCurrentIndex(2)
    QTest.keyClick(new.value, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [entry.value for entry in rows.entries()] == [
        "priya@fieldnote.example",
        "fieldnote.example",
        "+49 30 5550 1234",
    ]
    first = rows._holders[0]
    qtbot.mouseClick(first.down, Qt.MouseButton.LeftButton)
    assert [entry.kind for entry in rows.entries()] == ["url", "email", "phone"]
    qtbot.mouseClick(rows._holders[0].remove, Qt.MouseButton.LeftButton)
    assert [entry.kind for entry in rows.entries()] == ["email", "phone"]
    editor.save()
    assert [m.kind for m in contacts.form(people["Priya"]).methods] == ["email", "phone"]


def test_moving_a_line_or_taking_it_away_leaves_the_page_where_it_is(qtbot, people, edit):
    editor = edit(people["Priya"])
    editor.resize(600, 320)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    rows = editor.reach.methods
    area = editor.findChild(QScrollArea)
    area.ensureWidgetVisible(rows._holders[1])
    scrolled = area.verticalScrollBar().value()
    assert scrolled > 0
    qtbot.mouseClick(rows._holders[1].up, Qt.MouseButton.LeftButton)
    assert [entry.kind for entry in rows.entries()] == ["phone", "email"]
    assert rows._holders[0].down.hasFocus()
    assert area.verticalScrollBar().value() == scrolled
    qtbot.mouseClick(rows._holders[1].remove, Qt.MouseButton.LeftButton)
    assert rows.add_button.hasFocus()
    assert area.verticalScrollBar().value() == scrolled


def test_the_service_is_asked_for_messengers_only(people, edit):
    editor = edit(people["Priya"])
    row = editor.reach.methods.rows()[0]
    assert not row.service.isVisible()
    row.kind.setCurrentIndex(3)
    assert row.service.isVisible()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12 May 1990", "1990-05-12"),
        ("May 1990", "1990-05"),
        ("1990", "1990"),
        ("12 may", "--05-12"),
        ("29 Feb", "--02-29"),
        ("1990-05-12", "1990-05-12"),
        ("--05-12", "--05-12"),
        ("", ""),
    ],
)
def test_birthdays_as_people_write_them(people, edit, typed, stored):
    editor = edit(people["Ana"])
    child(editor, "birthday").setText(typed)
    assert editor.save_button.isEnabled()
    assert editor.form().birthday == stored


def test_what_is_no_date_says_so_and_cannot_be_saved(qtbot, people, edit):
    editor = edit(people["Ana"])
    field = child(editor, "birthday")
    field.setText("31 Feb 1990")
    assert not editor.save_button.isEnabled()
    assert editor.reason.text() == "The birthday is not a date yet."
    field.editingFinished.emit()
    assert child(editor, "birthday_problem").text().startswith("Not a date")
    assert not child(editor, "birthday_problem").isHidden()
    field.setText("1990")
    assert editor.save_button.isEnabled()
    assert child(editor, "birthday_problem").isHidden()


def test_at_most_shorter_than_ideally_is_explained(people, edit):
    editor = edit(people["Ana"])
    state = child(editor, "rhythm_state")
    state.setCurrentIndex(state.findData("active"))
    child(editor, "rhythm_ideal").setValue(30)
    child(editor, "rhythm_at_most").setValue(10)
    assert "shorter" in editor.reason.text()
    assert not editor.save_button.isEnabled()


def test_a_rhythm_is_chosen_in_words(people, edit):
    editor = edit(people["Zoë"])
    state, ideal = child(editor, "rhythm_state"), child(editor, "rhythm_ideal")
    assert state.currentText() == "As the circle says"
    assert "Often, every 3 weeks" in [state.itemText(n) for n in range(state.count())]
    state.setCurrentIndex(state.findData("regular"))
    assert (ideal.value(), ideal.isEnabled()) == (61, False)
    editor.save()
    form = contacts.form(people["Zoë"])
    assert (form.rhythm_state, form.rhythm_ideal_days, form.rhythm_at_most_days) == (
        *("active", 61),
        91,
    )
    editor = edit(people["Zoë"])
    state = child(editor, "rhythm_state")
    assert state.currentText() == "Regularly, every 2 months"
    state.setCurrentIndex(state.findData("active"))
    child(editor, "rhythm_ideal").setValue(45)
    editor.save()
    assert contacts.form(people["Zoë"]).rhythm_ideal_days == 45


def test_circles_are_completed_and_typed_ones_count(people, edit):
    editor = edit(people["Zoë"])
    line = editor.topics.tags["circles"].line
    assert "Choir" in editor.topics.tags["circles"]._words.stringList()
    QTest.keyClicks(line, "Choir, Sau")
    editor.save()
    assert contacts.form(people["Zoë"]).circles == ["Choir", "Sau"]


def test_introduced_by_somebody_known_or_only_named(qtbot, people, edit):
    editor = edit(people["Zoë"])
    field = editor.met.through
    field.setFocus()
    QTest.keyClicks(field, "priy")
    qtbot.waitUntil(lambda: field._offers.rowCount() == 1)
    field._on_chosen(field._offers.index(0, 0))
    assert editor.form().met_through_id == people["Priya"]
    field.setText("Somebody's aunt")
    field._on_edited(field.text())
    form = editor.form()
    assert (form.met_through_id, form.met_through_name) == (None, "Somebody's aunt")


def picture(side=900, kind="PNG"):
    image = QImage(side, side // 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#aa3311"))
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(store.data())


def test_a_photo_is_chosen_shrunk_and_taken_away(
    qtbot, session, people, edit, tmp_path, monkeypatch
):
    file = tmp_path / "ana.png"
    file.write_bytes(picture(2400))
    monkeypatch.setattr(file_choice, "open_file", lambda *_args: file)
    editor = edit(people["Ana"])
    qtbot.mouseClick(child(editor, "photo_choose"), Qt.MouseButton.LeftButton)
    assert editor.is_dirty()
    editor.save()
    row = contacts.rows([people["Ana"]], TODAY)[0]
    data, media = contacts.photo(row.photo_id)
    assert (media, len(data) < 200_000) == ("image/jpeg", True)
    stored = QImage.fromData(data)
    assert min(stored.width(), stored.height()) == 720
    again = edit(people["Ana"])
    assert child(again, "photo_remove").isVisible()
    qtbot.mouseClick(child(again, "photo_remove"), Qt.MouseButton.LeftButton)
    again.save()
    assert contacts.rows([people["Ana"]], TODAY)[0].photo_id is None
    session.undo()
    assert contacts.rows([people["Ana"]], TODAY)[0].photo_id == row.photo_id


@pytest.mark.parametrize("data", [b"", b"not a picture", b"<svg xmlns='x'/>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_says_so(people, edit, data):
    editor = edit(people["Ana"])
    editor.name.photo.set_picture(data)
    assert editor.name.photo.problem.isVisible()
    assert not editor.is_dirty()


def test_esc_sets_aside_what_was_typed(qtbot, people, edit):
    editor = edit(people["Ana"])
    child(editor, "headline").setText("Choir conductor")
    with qtbot.waitSignal(editor.set_aside) as kept:
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert kept.args == [people["Ana"]]
    assert contacts.form(people["Ana"]).headline == ""
    again = edit(people["Ana"], form_drafts.person(people["Ana"]))
    assert child(again, "headline").text() == "Choir conductor"
    assert again.is_dirty()
    again.save()
    assert contacts.form(people["Ana"]).headline == "Choir conductor"


def test_esc_without_a_change_says_nothing(qtbot, people, edit):
    editor = edit(people["Ana"])
    with qtbot.assertNotEmitted(editor.set_aside):
        QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_the_window_offers_what_was_set_aside(qtbot, window, people):
    window.dialogs.edit_person(people["Ana"])
    editor = window.findChild(ContactEditor)
    child(editor, "headline").setText("Choir conductor")
    editor.reject()
    toast = window.toast
    assert (toast.label.text(), toast.button.text()) == (
        "Not saved. What you typed is kept.",
        "Continue",
    )
    qtbot.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    again = next(one for one in window.findChildren(ContactEditor) if one.isVisible())
    assert child(again, "headline").text() == "Choir conductor"
    again.save()
    assert contacts.form(people["Ana"]).headline == "Choir conductor"
    qtbot.waitUntil(lambda: not window.findChildren(ContactEditor))


def test_someone_deleted_meanwhile_is_told_in_the_editor(session, people, edit):
    editor = edit(people["Zoë"])
    child(editor, "headline").setText("x")
    with session.edit("Delete"):
        contacts.delete_forever([people["Zoë"]])
    editor.save()
    assert editor.isVisible()
    assert "not in the journal any more" in editor.reason.text()
    child(editor, "headline").setText("")


def test_every_field_has_a_name_for_screen_readers(people, edit):
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox

    editor = edit(people["Priya"])
    for kind in (QLineEdit, QComboBox, QPlainTextEdit, QSpinBox):
        for field in editor.findChildren(kind):
            if field.isVisible() and field.objectName() != "qt_spinbox_lineedit":
                assert field.accessibleName() or field.parent().accessibleName(), field.objectName()


def roll(widget):
    middle = QPointF(widget.rect().center())
    down = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, down)


@pytest.mark.parametrize("name", ["met_via", "rhythm_state", "rhythm_ideal"])
def test_the_wheel_means_the_page_not_the_field_under_it(people, edit, name):
    editor = edit(people["Priya"])
    child(editor, "rhythm_state").setCurrentIndex(child(editor, "rhythm_state").findData("active"))
    child(editor, "rhythm_ideal").setValue(30)
    child(editor, "full_name").setFocus()
    before, field = editor.form(), child(editor, name)
    roll(field)
    assert editor.form() == before
    assert editor.focusWidget() is child(editor, "full_name")


def test_hints_are_shown_whole(people, edit):
    editor = edit()
    child(editor, "addresses_add").click()
    QTest.qWait(1)
    fields = [f for f in editor.findChildren(QLineEdit) if f.isVisible() and f.placeholderText()]
    assert len(fields) > 15
    for field in fields:
        room = field.style().subElementRect(
            field.style().SubElement.SE_LineEditContents, _option(field), field
        )
        needed = field.fontMetrics().horizontalAdvance(field.placeholderText()) + 4
        assert room.width() >= needed, (field.objectName(), field.placeholderText())


def _option(field):
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    return option


def test_topics_known_already_are_offered(people, edit):
    editor = edit(people["Ana"])
    for name in ("interests", "skills"):
        completer = child(editor, name).line.completer()
        completer.setCompletionPrefix("sensor")
        assert completer.currentCompletion() == "Soil sensors"
    assert child(editor, "interests").line.accessibleName() == "Interested in"
