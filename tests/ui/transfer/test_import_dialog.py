"""Importing as a user does: a file, its preview, one step, and back with Undo."""

from __future__ import annotations

import csv
import re
import zipfile

import pytest
from PySide6.QtCore import Qt, QTranslator

from netjournal.formats import FORMATS
from netjournal.models.handle import db, from_day
from netjournal.services.interchange import import_outcome, importing
from netjournal.services.people import contacts
from netjournal.services.people.contacts import AffiliationForm
from netjournal.ui import file_choice
from netjournal.ui.safe import Label
from netjournal.ui.transfer import file_words, reporting
from netjournal.ui.transfer.import_dialog import ImportDialog
from netjournal.ui.widgets.cells import DETAIL
from tests import failing
from tests.builders import contact

LINKEDIN = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Aiko,Mori,https://www.linkedin.com/in/aiko-mori,,Kyoto University,Professor,09 Sep 2020
Priya,Raman,https://www.linkedin.com/in/priya,priya@fieldnote.example,Fieldnote,CTO,02 Nov 2023
,,,,,,03 Nov 2023
"""


def table():
    return db.execute_sql("SELECT * FROM contact ORDER BY id").fetchall()


@pytest.fixture
def linkedin(tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(LINKEDIN, "utf-8")
    return path


def problem(dialog):
    assert dialog._problem.isVisible()
    return dialog._problem.accessibleName() + dialog._problem.accessibleDescription()


def opened(qtbot, session, path):
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.look_at(path)
    return dialog


@failing.needs_limits
def test_where_the_disk_takes_nothing_the_preview_stays_to_try_again(
    qtbot, session, people, linkedin
):
    before = table()
    dialog = opened(qtbot, session, linkedin)
    with failing.disk(session.journal), qtbot.waitSignal(dialog.flow.failed):
        dialog.import_button.click()
    assert dialog.preview.isVisible()
    assert dialog._reason.text().startswith("The disk")
    assert table() == before
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert len(table()) == len(before) + 1


def test_a_linkedin_file_from_preview_to_undo(qtbot, session, people, linkedin):
    before = table()
    dialog = opened(qtbot, session, linkedin)
    assert "LinkedIn" in dialog.file_bar.about.text()
    assert dialog.counts.text() == "1 new person, 1 updated, 1 row can’t be read."
    assert table() == before
    with qtbot.waitSignal(dialog.flow.imported):
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    assert len(table()) == len(before) + 1
    assert dialog.outcome.done.text() == "Imported: 1 person added, 1 updated, 2 interactions."
    assert dialog.outcome.rest.text() == "1 row could not be read."
    assert session.journal.undo_label() == "Import Connections.csv"
    qtbot.mouseClick(dialog.outcome.undo, Qt.MouseButton.LeftButton)
    assert table() == before
    assert "Taken back" in dialog.outcome.done.text()
    assert not dialog.outcome.people.isVisible()  # they are gone
    session.redo()
    assert len(table()) == len(before) + 1
    dialog.close()


def test_whom_an_import_brought_or_changed_is_shown_afterwards(
    qtbot, session, people, linkedin, make_window
):
    window = make_window()
    window.dialogs.import_file(linkedin)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert dialog.outcome.people.isVisible()
    dialog.outcome.people.click()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: window.page.key == "people")
    qtbot.waitUntil(lambda: len(window.page.listed_contacts()) == 2)
    named = [contacts.form(one).full_name for one in window.page.listed_contacts()]
    assert named == ["Aiko Mori", "Priya Raman"]
    assert window.page.listed_heading() == "From Connections.csv"


CALENDAR = """BEGIN:VEVENT
UID:1
DTSTART:20200106T100000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Coffee
ATTENDEE;CN=Zoë:mailto:zoe@x.example
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20200106T100000
END:VEVENT
"""


def test_a_calendar_has_interactions_only(qtbot, session, people, tmp_path):
    path = tmp_path / "all.ics"
    path.write_text(CALENDAR, "utf-8")
    dialog = opened(qtbot, session, path)
    assert dialog.file_bar.about.text() == "Recognised as a calendar."
    assert dialog.counts.text() == "3 interactions with 1 person."
    assert not dialog.match_chip.isVisible()  # nobody of the file is matched
    unclear, left_out = dialog.preview._remarks.text().split("\n")
    assert "not clear which" in unclear
    assert left_out == "Events left out because nobody else takes part: 1."
    assert dialog.import_button.text() == "Import 3 interactions"
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert dialog.outcome.done.text() == "Imported: 1 person added, 3 interactions."
    (zoe,) = import_outcome.people(dialog.report.batch_id)
    assert contacts.form(zoe).full_name == "Zoë"
    dialog.close()


def shown(dialog):
    model = dialog.preview.talk
    rows = range(model.rowCount())
    return [[model.index(row, column).data() for column in range(3)] for row in rows]


def pick(chip, value):
    """Choose from a chip's menu as a click does."""
    next(a for a in chip.menu().actions() if a.data() == (value,)).trigger()


def test_all_events_of_a_calendar(qtbot, session, people, tmp_path, keep):
    path = tmp_path / "all.ics"
    path.write_text(CALENDAR.replace("UID:2\n", "UID:2\nSUMMARY:PyCon\n"), "utf-8")
    dialog = opened(qtbot, session, path)
    assert len(shown(dialog)) == 3
    assert not dialog.answers.dates_chip.isVisible()
    with qtbot.waitSignal(dialog.flow.planned):
        pick(dialog.answers.events_chip, True)
    assert dialog.counts.text() == "4 interactions with 1 person."
    assert ["nobody else", "Add", "6 Jan 2020"] in shown(dialog)
    keep(dialog, "import_calendar")
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    rows = db.execute_sql(
        "SELECT k.key FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id "
        "WHERE i.summary = 'PyCon'"
    ).fetchall()
    assert rows == [("note",)]
    again = opened(qtbot, session, path)  # the answer is remembered
    assert again.answers.events_chip.value is True
    assert again._reason.text() == "Everything in this file is in your journal already."


def test_a_calendar_of_events_without_others_can_be_taken_whole(qtbot, session, tmp_path):
    path = tmp_path / "mine.ics"
    path.write_text("BEGIN:VEVENT\nDTSTART:20200106\nSUMMARY:PyCon\nEND:VEVENT\n", "utf-8")
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.failed):
        dialog.look_at(path)
    assert "nobody else takes part" in problem(dialog)
    assert dialog.answers.events_chip.isVisible()
    with qtbot.waitSignal(dialog.flow.planned):
        pick(dialog.answers.events_chip, True)
    assert dialog.import_button.text() == "Import 1 interaction"


def test_a_moved_meeting_is_shown_and_moved(qtbot, session, people, tmp_path):
    path = tmp_path / "all.ics"
    meeting = CALENDAR.replace("RRULE", "X-RULE")
    path.write_text(meeting, "utf-8")
    first = opened(qtbot, session, path)
    with qtbot.waitSignal(first.flow.imported):
        first.import_button.click()
    path.write_text(meeting.replace("20200106T", "20200107T", 1), "utf-8")
    dialog = opened(qtbot, session, path)
    assert dialog.counts.text() == "1 interaction brought up to date."
    assert shown(dialog) == [["Zoë", "Bring up to date", "7 Jan 2020"]]
    model = dialog.preview.talk
    assert model.data(model.index(0, 2), DETAIL) == "10:00 · before: 6 Jan 2020 10:00"
    assert dialog.import_button.text() == "Update 1 interaction"
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert dialog.outcome.done.text() == "Imported: 1 interaction brought up to date."
    qtbot.mouseClick(dialog.outcome.undo, Qt.MouseButton.LeftButton)
    days = db.execute_sql("SELECT MIN(day) FROM interaction").fetchone()
    assert from_day(days[0]).isoformat() == "2020-01-06"


def test_who_joins_a_meeting_is_shown(qtbot, session, people, tmp_path):
    path = tmp_path / "all.ics"
    meeting = CALENDAR.replace("RRULE", "X-RULE").replace("UID:1", "UID:1\nSEQUENCE:0", 1)
    path.write_text(meeting, "utf-8")
    first = opened(qtbot, session, path)
    with qtbot.waitSignal(first.flow.imported):
        first.import_button.click()
    other = "ATTENDEE;CN=Bo Em:mailto:bo@x.example\n"
    path.write_text(meeting.replace("END:VEVENT", f"{other}END:VEVENT", 1), "utf-8")
    dialog = opened(qtbot, session, path)
    model = dialog.preview.talk
    assert model.data(model.index(0, 0), DETAIL) == "now with Bo Em · Coffee"
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    taking_part = db.execute_sql(
        "SELECT COUNT(*) FROM interaction_contact ic "
        "JOIN interaction i ON i.id = ic.interaction_id "
        "WHERE i.external_id = 'ics:1'"
    )
    assert taking_part.fetchone()[0] == 2


def test_what_was_called_off_is_taken_back(qtbot, session, people, tmp_path):
    path = tmp_path / "all.ics"
    path.write_text(CALENDAR, "utf-8")
    first = opened(qtbot, session, path)
    with qtbot.waitSignal(first.flow.imported):
        first.import_button.click()
    path.write_text("BEGIN:VEVENT\nUID:1\nSTATUS:CANCELLED\nEND:VEVENT\n", "utf-8")
    dialog = opened(qtbot, session, path)
    assert dialog.counts.text() == "3 called off, to the trash."
    assert shown(dialog)[0] == ["Zoë", "Called off: to the trash", "6 Jan 2020"]
    assert dialog.import_button.text() == "Take back 3 interactions"
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert dialog.outcome.done.text() == "Imported: 3 called off and moved to the trash."
    trashed = "SELECT COUNT(*) FROM interaction WHERE trashed_at IS NOT NULL"
    assert db.execute_sql(trashed).fetchone() == (3,)
    qtbot.mouseClick(dialog.outcome.undo, Qt.MouseButton.LeftButton)
    assert db.execute_sql(trashed).fetchone() == (0,)


def test_day_or_month_first_is_asked_shown_and_remembered(qtbot, session, tmp_path, keep):
    path = tmp_path / "WhatsApp Chat with Ana.txt"
    path.write_text("03/04/19, 9:00 - Ana: Hello\n05/06/19, 9:00 - Ana: Hi\n", "utf-8")
    dialog = opened(qtbot, session, path)
    chip = dialog.answers.dates_chip
    assert chip.isVisible()
    assert [row[2] for row in shown(dialog)] == ["5 Jun 2019", "3 Apr 2019"]
    with qtbot.waitSignal(dialog.flow.planned):
        pick(chip, "mdy")
    assert chip.isVisible()
    assert [row[2] for row in shown(dialog)] == ["6 May 2019", "4 Mar 2019"]
    keep(dialog, "import_chat")
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    path.write_text("07/08/19, 9:00 - Ana: Hello\n", "utf-8")
    again = opened(qtbot, session, path)
    assert (again.answers.dates_chip.value, shown(again)[0][2]) == ("mdy", "8 Jul 2019")
    path.write_text("27/08/19, 9:00 - Ana: Hello\n", "utf-8")
    certain = opened(qtbot, session, path)
    assert shown(certain)[0][2] == "27 Aug 2019"
    assert not certain.answers.isVisible()


def test_saying_who_one_is_leaves_oneself_out(qtbot, session, people, tmp_path):
    path = tmp_path / "all.ics"
    path.write_text(CALENDAR.replace("END:", "ATTENDEE:mailto:me@x.example\nEND:", 1), "utf-8")
    dialog = opened(qtbot, session, path)
    bar = dialog.me_bar
    assert bar.isVisible()
    assert not bar.use.isEnabled()
    assert "with 2 people" in dialog.counts.text()
    bar.line.setText("Me Myself; me@x.example")
    with qtbot.waitSignal(dialog.flow.planned):
        qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert "with 1 person" in dialog.counts.text()
    assert "not clear" not in dialog.preview._remarks.text()
    assert not bar.use.isEnabled()
    with qtbot.waitSignal(dialog.flow.planned):  # the journal remembers
        dialog.look_at(path)
    assert bar.line.text() == "Me Myself, me@x.example"
    assert "with 1 person" in dialog.counts.text()
    dialog.close()


def test_a_table_without_column_names_asks_for_the_name(qtbot, session, tmp_path, keep):
    path = tmp_path / "friends.csv"
    path.write_text("Ann Lee,Baker,Graz\nBen Ode,Smith,Linz\n", "utf-8")
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.recognised):
        dialog.look_at(path)
    qtbot.waitUntil(dialog.mapping.asking.isVisible)
    assert not dialog.import_button.isEnabled()
    assert dialog.mapping.table.currentIndex().row() == 0
    keep(dialog, "import_asking")
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.mapping.become(0, "full_name")
    assert not dialog.mapping.asking.isVisible()
    assert dialog.import_button.text() == "Import 2 people"


def test_files_of_contacts_do_not_ask_who_one_is(qtbot, session, linkedin):
    dialog = opened(qtbot, session, linkedin)
    assert not dialog.me_bar.isVisible()
    dialog.close()


def test_every_format_has_a_name():

    names = dict(file_words.formats(None, chosen=False))
    assert all(names[key] != key for key in FORMATS)
    assert names.keys() == {"auto", *FORMATS}


def test_the_second_time_nothing_is_new(qtbot, session, linkedin):
    first = opened(qtbot, session, linkedin)
    with qtbot.waitSignal(first.flow.imported):
        first.import_button.click()
    again = opened(qtbot, session, linkedin)
    assert not again.import_button.isEnabled()
    assert "already here" in again.counts.text()
    assert again._reason.text() == "Everything in this file is in your journal already."


def test_a_row_can_be_left_out(qtbot, session, linkedin):
    dialog = opened(qtbot, session, linkedin)
    dialog.preview.table.selectRow(0)
    menu = dialog.preview.menu(dialog.preview.chosen())
    assert [action.text() for action in menu.actions()] == ["Add", "Leave out"]
    with qtbot.waitSignal(dialog.flow.settled):
        menu.actions()[1].trigger()
    assert dialog.counts.text() == "1 new person, 1 left out, 1 row can’t be read."
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    names = [row[0] for row in db.execute_sql("SELECT full_name FROM contact")]
    assert names == ["Priya Raman"]


def test_a_table_is_mapped_and_remembered(qtbot, session, tmp_path):
    path = tmp_path / "friends.csv"
    path.write_text("Name,Was,E-mail\nAnn Lee,Baker,ann@example.com\n", "utf-8")
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.look_at(path)
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.mapping.become(1, "title")
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    row = db.execute_sql(
        "SELECT c.full_name, m.value, a.title FROM contact c JOIN contact_method m "
        "ON m.contact_id = c.id JOIN affiliation a ON a.contact_id = c.id"
    ).fetchone()
    assert row == ("Ann Lee", "ann@example.com", "Baker")
    path.write_text("Name,Was,E-mail\nBo Ode,Smith,bo@example.com\n", "utf-8")
    again = opened(qtbot, session, path)
    targets = [use.target for use in again.mapping.model.mapping.columns]
    assert targets == ["full_name", "title", "email"]


def choose(chip, begins):
    """Pick what begins with some words from a chip's menu."""
    next(one for one in chip.menu().actions() if one.text().startswith(begins)).trigger()


def test_tables_among_several_files_are_mapped_one_by_one(qtbot, session, tmp_path):
    (tmp_path / "a.csv").write_text("aa;bb\nAnn Lee;Kyoto\n", "utf-8")
    (tmp_path / "b.csv").write_text("aa;bb\nBen Ode;Oslo\n", "utf-8")
    (tmp_path / "c.csv").write_text("7;Cy Em\n8;Di Fo\n", "utf-8")
    (tmp_path / "d.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Eve\nEND:VCARD\n", "utf-8")
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.begin(sorted(tmp_path.iterdir()))
    chip = dialog.mapping.bar.table_chip
    assert chip.isVisible()
    assert chip.text() == "Table: a.csv – say its columns"
    assert dialog.mapping.asking.isVisible()
    assert dialog.counts.text() == "1 new person."
    assert "a.csv was left out: first say" in dialog.preview.findChild(Label, "import_said").text()
    assert dialog.mapping.bar.header_chip.text() == "Column names: none"
    with qtbot.waitSignal(dialog.flow.planned):
        choose(dialog.mapping.bar.header_chip, "row 1")
    assert dialog.mapping.model.column_name(0) == "aa"
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.mapping.become(0, "full_name")
    assert dialog.counts.text() == "2 new people."
    choose(chip, "b.csv")
    with qtbot.waitSignal(dialog.flow.planned):
        choose(dialog.mapping.bar.header_chip, "row 1")
    assert dialog.counts.text() == "3 new people."  # b.csv has the same columns
    choose(chip, "a.csv")
    assert chip.text() == "Table: a.csv"
    choose(chip, "c.csv")
    assert dialog.mapping.model.column_name(0) == "Column 1"
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.mapping.become(1, "full_name")
    assert dialog.counts.text() == "5 new people."
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    names = {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}
    assert names == {"Ann Lee", "Ben Ode", "Cy Em", "Di Fo", "Eve"}
    (tmp_path / "b.csv").write_text("aa;bb\nFay Gy;Rome\n", "utf-8")
    again = opened(qtbot, session, tmp_path / "b.csv")  # the header is known again
    assert again.counts.text() == "1 new person."


def test_a_table_of_a_set_is_read_in_another_encoding(qtbot, session, tmp_path):
    greek = "Όνομα;Name\n1;Άννα Ά\n".encode("cp1253")
    (tmp_path / "a.csv").write_bytes(greek)
    (tmp_path / "b.csv").write_bytes(
        "First Name,Last Name,E-mail 1 - Value\nŁucja,Żak,l@x.example\n".encode("cp1250")
    )
    (tmp_path / "c.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Eve\nEND:VCARD\n", "utf-8")
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.begin(sorted(tmp_path.iterdir()))
    bar = dialog.mapping.bar
    assert bar.table_chip.text() == "Table: a.csv"
    with qtbot.waitSignal(dialog.flow.planned):
        choose(bar.encoding_chip, "Windows-1252")
    assert "Άννα Ά" not in [row.name for row in dialog.plan.rows]
    with qtbot.waitSignal(dialog.flow.planned):
        choose(bar.encoding_chip, "Windows-1253")
    assert dialog.mapping.model.column_name(0) == "Όνομα"
    assert "Άννα Ά" in [row.name for row in dialog.plan.rows]
    choose(bar.table_chip, "b.csv")  # whose columns are Google's: only how it is written
    assert not dialog.mapping.table.isVisible()
    assert not bar.header_chip.isVisible()
    with qtbot.waitSignal(dialog.flow.planned):
        choose(bar.encoding_chip, "Windows-1250")
    assert {row.name for row in dialog.plan.rows} == {"Άννα Ά", "Łucja Żak", "Eve"}
    choose(bar.table_chip, "a.csv")
    assert bar.encoding_chip.value == "cp1253"
    with qtbot.waitSignal(dialog.flow.planned):
        choose(bar.delimiter_chip, "vertical bar")
    assert dialog.mapping.model.rowCount() == 1
    assert bar.encoding_chip.value == "cp1253"
    with qtbot.waitSignal(dialog.flow.planned):
        choose(bar.delimiter_chip, "semicolon")
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    names = {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}
    assert names == {"Άννα Ά", "Łucja Żak", "Eve"}


def test_tables_in_an_archive_among_files_are_mapped_and_remembered(qtbot, session, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as inner:
        inner.writestr("deep/t.csv", "aa;bb\n1;Ann Lee\n2;Bo Ek\n3;Cy Em\n")
    (tmp_path / "c.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Eve\nEND:VCARD\n", "utf-8")
    files = [tmp_path / "a.zip", tmp_path / "c.vcf"]
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.begin(files)
    assert dialog.counts.text() == "1 new person."
    assert dialog.mapping.bar.table_chip.text() == "Table: t.csv – say its columns"
    with qtbot.waitSignal(dialog.flow.planned):
        choose(dialog.mapping.bar.header_chip, "row 1")
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.mapping.become(1, "full_name")
    assert dialog.counts.text() == "4 new people."
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    dialog.close()
    again = ImportDialog(session)
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.flow.planned):
        again.begin(files)
    assert len(again.plan.rows) == 4  # its header is known
    assert not again.plan.changes_anything


def test_a_set_of_tables_that_all_ask(qtbot, session, tmp_path):
    (tmp_path / "a.csv").write_text("aa;bb\nAnn Lee;Kyoto\n", "utf-8")
    (tmp_path / "b.csv").write_text("cc;dd\nOslo;Ben Ode\n", "utf-8")
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.failed):
        dialog.begin(sorted(tmp_path.iterdir()))
    assert dialog.mapping.isVisible()
    assert dialog.mapping.asking.isVisible()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.mapping.become(0, "full_name")
    assert dialog.counts.text() == "2 new people."  # its first row may be a person


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"SQLite format 3\0" + b"\0" * 90,
        bytes(range(1, 256)) * 9,
    ],
)
def test_a_file_that_is_none_is_said_in_the_dialog(qtbot, session, tmp_path, content):
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    before = table()
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.failed):
        dialog.look_at(path)
    assert "odd.csv" in problem(dialog)
    assert not dialog.import_button.isEnabled()
    assert table() == before


def test_a_vanished_file_is_said(qtbot, session, tmp_path):
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.failed):
        dialog.look_at(tmp_path / "gone.csv")
    assert "gone.csv" in problem(dialog)


def test_unread_rows_can_be_saved(qtbot, session, linkedin, tmp_path):
    dialog = opened(qtbot, session, linkedin)
    out = tmp_path / "unread.csv"
    with qtbot.waitCallback() as told:
        reporting.write_rejected(session, dialog.plan, out, told)
    assert told.args == ["Saved unread.csv"]
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))
    assert rows[0][:3] == ["line", "reason", "First Name"]
    assert rows[1][0] == "7"


@pytest.fixture
def doubtful(tmp_path):
    """Two people who may be known: a shared address, and the same name at the same work."""
    path = tmp_path / "doubts.csv"
    path.write_text(
        "Name,E-mail,Phone\nAnton Berg,ana@example.com,+49 30 1\nP Q,priya@fieldnote.example,\n",
        "utf-8",
    )
    return path


def test_doubts_are_settled_side_by_side(qtbot, session, people, doubtful, keep):
    dialog = opened(qtbot, session, doubtful)
    assert [row.action for row in dialog.plan.rows] == ["doubtful", "doubtful"]
    with qtbot.waitSignal(dialog.flow.doubted):
        qtbot.mouseClick(dialog.preview.look, Qt.MouseButton.LeftButton)
    asking = dialog.doubts.dialog
    asking.activateWindow()
    qtbot.waitUntil(asking.isActiveWindow)
    assert asking.heading.text() == "Is Anton Berg your Ana Kovač?"
    assert asking.why.text() == "In common: same e-mail."
    assert asking.count.text() == "1 of 2"
    assert asking.verbs["add"].hasFocus()  # other names are rather two people
    assert asking.verbs["add"].property("kind") == "primary"
    keep(asking, "import_doubts")
    qtbot.keyClick(asking, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: asking.count.text() == "2 of 2")
    assert not asking.later.isVisible()
    qtbot.keyClick(asking.verbs["update"], Qt.Key.Key_Return)
    assert dialog.doubts.dialog is None
    assert [row.action for row in dialog.plan.rows] == ["add", "update"]
    assert dialog.plan.rows[1].changes == ("nicknames",)  # Priya is "P Q" there
    assert not dialog.preview.look.isVisible()
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert len(table()) == len(people) + 1


def test_the_same_name_is_rather_one_person(qtbot, session, people, tmp_path):
    path = tmp_path / "doubts.csv"
    path.write_text("Name,E-mail,Company\nEve Adams,eve@x.example,Acme\n", "utf-8")
    with session.journal.edit("Add"):
        contact("Eve Adams", email="e@y.example", affiliations=[AffiliationForm("Acme", "")])
    dialog = opened(qtbot, session, path)
    with qtbot.waitSignal(dialog.flow.doubted):
        dialog.preview.look.click()
    asking = dialog.doubts.dialog
    asking.activateWindow()
    qtbot.waitUntil(asking.isActiveWindow)
    assert asking.verbs["update"].hasFocus()
    assert asking.verbs["update"].property("kind") == "primary"
    asking.reject()


def test_the_report_can_be_saved(qtbot, session, linkedin, tmp_path):
    dialog = opened(qtbot, session, linkedin)
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert dialog.outcome.report.isVisible()
    out = tmp_path / "report.csv"
    rows = report_of(qtbot, session, dialog, out)
    assert rows[0] == ["line", "name", "action", "why", "changes", "day", "what"]
    assert [row[1:3] for row in rows[1:3]] == [["Aiko Mori", "Add"], ["Priya Raman", "Add"]]
    assert rows[3][2] == "Can’t be read"


def report_of(qtbot, session, dialog, out):
    """Save the report and return its rows."""
    with qtbot.waitCallback() as told:
        reporting.write_report(session, dialog.plan, out, told)
    return list(csv.reader(out.read_text("utf-8-sig").splitlines()))


def test_the_report_tells_interactions_and_runs_no_formula(qtbot, session, tmp_path):
    path = tmp_path / "all.ics"
    path.write_text(CALENDAR.replace("Zoë", "=1+1").replace("RRULE", "X-RULE"), "utf-8")
    dialog = opened(qtbot, session, path)
    rows = report_of(qtbot, session, dialog, tmp_path / "report.csv")
    assert rows[1] == ["1", "'=1+1", "Add", "", "", "2020-01-06 10:00", "Coffee"]


def test_what_was_chosen_is_not_called_found(qtbot, session, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Phone\nZoë,1\n", "cp1252")
    dialog = opened(qtbot, session, path)
    chip = dialog.file_bar.encoding_chip
    assert chip.text() == "Encoding: Windows-1252 (found)"
    with qtbot.waitSignal(dialog.flow.planned):
        choose(chip, "Mac Roman")
    assert chip.text() == "Encoding: Mac Roman"
    assert chip.menu().actions()[0].text() == "find out"
    with qtbot.waitSignal(dialog.flow.planned):
        choose(chip, "find out")
    assert chip.text() == "Encoding: Windows-1252 (found)"


def test_remarks_take_the_room_they_need(qtbot, session, linkedin):
    dialog = opened(qtbot, session, linkedin)
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    card = dialog.outcome._card
    assert 20 < card.height() < 80


def test_several_files_without_meetings_do_not_ask_who_one_is(qtbot, session, tmp_path):
    for name in ("Ana", "Bo"):
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n"
        (tmp_path / f"{name}.vcf").write_text(card, "utf-8")
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        dialog.begin(sorted(tmp_path.iterdir()))
    assert not dialog.me_bar.isVisible()


def test_a_cancelled_import_keeps_nothing(qtbot, session, tmp_path):
    path = tmp_path / "many.csv"
    rows = "".join(f"Ana{n},Silva,ana{n}@example.com\n" for n in range(6000))
    path.write_text("First Name,Last Name,E-mail 1 - Value\n" + rows, "utf-8")
    dialog = opened(qtbot, session, path)
    with qtbot.waitSignal(dialog.flow.failed):
        dialog.import_button.click()
        dialog.flow.cancel()
    assert table() == []
    assert session.journal.undo_label() is None


def test_a_chat(qtbot, session, tmp_path):
    path = tmp_path / "WhatsApp Chat with Ana.txt"
    path.write_text("20/01/19, 9:00 - Ana: Hello\n21/01/19, 9:00 - Zo: Hi\n", "utf-8")
    dialog = opened(qtbot, session, path)
    assert "WhatsApp chat" in dialog.file_bar.about.text()
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert "2 interactions" in dialog.outcome.done.text()
    session.undo()
    assert db.execute_sql("SELECT COUNT(*) FROM interaction").fetchone() == (0,)
    dialog.close()


class Shouting(QTranslator):
    """Another language: what readers say in capitals, places to fill as they are."""

    def isEmpty(self):
        return False

    def translate(self, context, text, _comment=None, _n=-1):
        if context != "reading":
            return None
        return re.sub(r"[^{}]+(?![^{]*})", lambda match: match[0].upper(), text)


def test_what_readers_say_is_translated(qtbot, qapp, session, tmp_path):
    path = tmp_path / "friends.csv"
    path.write_text("Name,Birthday,E-mail\nAnn,99/99/99,a@example.com\n,,\n,1999,\n", "utf-8")
    calendar = tmp_path / "a.ics"
    calendar.write_text(CALENDAR, "utf-8")
    language = Shouting()
    qapp.installTranslator(language)
    try:
        dialog = opened(qtbot, session, path)
        model = dialog.preview.model
        assert model.index(1, 2).data() == "NOTHING IN THE ROW NAMES OR REACHES A PERSON"
        dialog.outcome.show_report(importing.foresee(dialog.plan))
        assert "Line 2: “Birthday” IS NO DATE; IT WAS KEPT AS TEXT." in (
            dialog.outcome._remarks.stringList()
        )
        with qtbot.waitSignal(dialog.flow.planned):
            dialog.look_at(calendar)
        said = dialog.preview._remarks.text()
        assert said.endswith("EVENTS LEFT OUT BECAUSE NOBODY ELSE TAKES PART: 1.")
    finally:
        qapp.removeTranslator(language)


def test_several_files_are_imported_as_one(qtbot, session, tmp_path, monkeypatch):
    folder = tmp_path / "cards"
    folder.mkdir()
    paths = []
    for name in ("Ana", "Ben", "Cai"):
        paths.append(folder / f"{name}.vcf")
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{name}@x.example\nEND:VCARD\n"
        paths[-1].write_text(card, "utf-8")
    (folder / "picture.png").write_bytes(b"x")
    monkeypatch.setattr(file_choice, "open_files", lambda *_args: paths[:2])
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.planned):
        qtbot.mouseClick(dialog.choose_button, Qt.MouseButton.LeftButton)
    assert dialog.counts.text() == "2 new people."
    assert dialog.file_bar.name.text() == "2 files"
    with qtbot.waitSignal(dialog.flow.imported):
        dialog.import_button.click()
    assert session.journal.undo_label() == "Import 2 files"
    with qtbot.waitSignal(dialog.flow.planned):  # the whole folder: only the third is new
        dialog.begin([folder])
    assert dialog.counts.text() == "1 new person, 2 already here."
    with qtbot.waitSignal(dialog.flow.planned):  # the very same files once more
        dialog.begin(paths[:2])
    assert dialog._reason.text() == "Everything in this file is in your journal already."
    dialog.close()


def test_a_folder_without_anything_to_import(qtbot, session, tmp_path):
    dialog = ImportDialog(session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.flow.failed):
        dialog.begin([tmp_path / "nothing", tmp_path])
    assert "no file in it" in problem(dialog)


def test_a_file_of_people_and_interactions_shows_both(qtbot, session, tmp_path):
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n")
        archive.writestr("b.ics", CALENDAR)
    dialog = opened(qtbot, session, path)
    panel = dialog.preview
    assert dialog.counts.text() == "1 new person, 3 interactions."
    assert dialog.import_button.text() == "Import 1 person and 3 interactions"
    assert "b.ics: Events left out because nobody else takes part: 1." in panel._remarks.text()
    chip = panel.chips["talk"]
    assert chip.text() == "Interactions 3"
    assert panel.table.isVisible()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert panel.talk_table.isVisible()
    assert len(shown(dialog)) == 3
    qtbot.mouseClick(panel.chips[""], Qt.MouseButton.LeftButton)
    assert panel.table.isVisible()
    dialog.close()


def test_what_happens_beside_the_rows_is_told_before(qtbot, session, people, tmp_path):
    with session.journal.edit("Add"):
        contact("Ana Kov", email="ana@x.example")
        contact("Gone", email="gone@x.example")
        contacts.trash([db.execute_sql("SELECT MAX(id) FROM contact").fetchone()[0]])
    path = tmp_path / "stranger.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEMAIL:{}\nX-NETJOURNAL-NEED:a flat\nEND:VCARD\n"
    path.write_text(card.format("Ana Kov", "ana@x.example") + card.format("Gone", "gone@x.example"))
    dialog = opened(qtbot, session, path)
    said = dialog.findChild(Label, "import_said")
    assert said.isVisible()
    assert said.text().splitlines() == [
        "Noted because the file says so (needs, help, promises, events, things to share): 1.",
        "Left alone because they are in the trash: 1.",
    ]
    dialog.preview.plan.rows[0].action = "skip"  # as its menu does
    dialog.preview.refresh()
    assert said.text() == "Left alone because they are in the trash: 1."
