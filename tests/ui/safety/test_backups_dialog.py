"""Backups in the window: made, looked into, gone back to and forth, made by themselves."""

from __future__ import annotations

import contextlib
import os

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from netjournal import paths
from netjournal.errors import JournalDamaged
from netjournal.models import Journal, history
from netjournal.models.handle import db
from netjournal.services import settings
from netjournal.services.keeping import backups, drafts, encryption, form_drafts, restoring
from netjournal.services.people import contact_rows, contacts
from netjournal.ui import file_choice
from netjournal.ui.safety.backups_dialog import BackupsDialog
from netjournal.ui.safety.keeper import Keeper
from netjournal.ui.timeline.log_dialog import LogDialog
from netjournal.ui.widgets.cells import DETAIL
from netjournal.ui.widgets.passphrase_form import PassphraseForm
from tests.builders import contact, interaction


@pytest.fixture
def dialog(qtbot, session, people):
    backups.make(session.journal, "close")
    with session.journal.edit("More"):
        contact("Newer One")
        interaction(people["Ana"], summary="Since then")
    made = BackupsDialog(session.journal.path, session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.told.text()))
    return made


def test_it_says_what_going_back_would_change(dialog, keep):
    keep(dialog, "backups")
    assert dialog.told.text().startswith("Holds 3 people and 3 entries. Going back:")
    assert "1 person added since would go" in dialog.told.text()
    assert "1 entry written since would go" in dialog.told.text()
    assert "The last good backup is from" in dialog.head.text()


def test_it_counts_people_as_their_list_does(qtbot, dialog, session, people):
    assert contact_rows.count() == 4
    session.act("Away", lambda: contacts.trash([people["Ana"]]))
    session.act("Archive", lambda: contacts.archive([people["Zoë"]]))
    dialog.now_button.click()
    qtbot.waitUntil(lambda: "same as the journal now" in dialog.told.text())
    assert contact_rows.count() == 2
    assert dialog.told.text().startswith("Holds 2 people (2 archived or deleted) and 4 entries.")


def test_back_up_now(qtbot, dialog, session):
    dialog.now_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert dialog.model.backups[0].reason == "manual"
    qtbot.waitUntil(lambda: "same as the journal now" in dialog.told.text())


def test_a_second_place(qtbot, dialog, session, tmp_path, monkeypatch):
    other = tmp_path / "stick"
    other.mkdir()
    monkeypatch.setattr(file_choice, "folder", lambda *_args: other)
    dialog.place_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert settings.read(backups.SECOND_FOLDER) == str(other)
    copies = backups.second_folder(session.journal.path)
    assert copies.parent == other
    assert len(os.listdir(copies)) == 1
    assert str(other) in dialog.second.label.text()


def test_a_second_place_is_given_up_and_nothing_there_goes(
    qtbot, dialog, session, tmp_path, monkeypatch, keep
):
    other = tmp_path / "stick"
    other.mkdir()
    monkeypatch.setattr(file_choice, "folder", lambda *_args: other)
    assert not dialog.second.end_button.isVisible()
    dialog.place_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    copies = backups.second_folder(session.journal.path)
    before = sorted(os.listdir(copies))
    assert dialog.second.end_button.isVisible()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.second.end_button.setFocus()
    keep(dialog, "backups_second_place")
    qtbot.keyClick(dialog.second.end_button, Qt.Key.Key_Space)
    assert backups.second_folder(session.journal.path) is None
    assert dialog.head.text().endswith("The copies made so far stay.")
    assert dialog.second.label.text().startswith("They lie beside the journal")
    assert not dialog.second.end_button.isVisible()
    assert dialog.focusWidget() is dialog.place_button
    dialog.now_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert sorted(os.listdir(copies)) == before
    assert settings.read(backups.SECOND_FOLDER) == ""
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert settings.read(backups.SECOND_FOLDER) == str(other)
    assert dialog.second.end_button.isVisible()
    assert str(other) in dialog.second.label.text()
    assert dialog.head.text().startswith("The last good backup")


def test_undo_reaches_the_second_place_and_nothing_before(qtbot, dialog, session):
    undo = (dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert contacts.count() == 4
    qtbot.keyClick(*undo)
    assert contacts.count() == 4
    assert dialog.head.text() == "Nothing was done here that could be taken back."


def test_a_second_place_that_is_not_there_or_takes_nothing_says_so(
    qtbot, dialog, session, tmp_path, monkeypatch
):
    other = tmp_path / "stick"
    other.mkdir()
    monkeypatch.setattr(file_choice, "folder", lambda *_args: other)
    begun = history.begun(db.connection())
    paths.second_backup_folder(other, session.journal.path, begun).write_text("in the way")
    dialog.place_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert dialog.second.label.text() == f"The newest backup is not in {other} yet."
    other.rename(tmp_path / "unplugged")
    dialog.refresh()
    assert dialog.second.label.text().endswith("is not there now: no copies are made.")


def test_a_damaged_backup_cannot_be_gone_back_to(qtbot, dialog, session):
    path = dialog.chosen()
    with path.open("r+b") as file:
        file.write(b"\0" * 4096)
    dialog.refresh()
    qtbot.waitUntil(lambda: "is damaged: choose another backup" in dialog.told.text())
    assert not dialog.back_button.isEnabled()


# -- in the whole application


@pytest.fixture
def opened(shell, tmp_path):
    path = tmp_path / "mine.netjournal"
    shell.create(path)
    with shell.session.journal.edit("Begin"):
        for number in range(20):
            contact(f"Person {number}")
    return path


def count():
    return db.execute_sql("SELECT COUNT(*) FROM contact").fetchone()[0]


def test_going_back_and_forth_by_undo(qtbot, shell, opened):
    backups.make(shell.session.journal, "manual")
    with shell.session.journal.edit("More"):
        contact("Newer One")
    shell.window.safety.backups()
    dialog = shell.window.findChild(BackupsDialog)
    qtbot.waitUntil(dialog.back_button.isEnabled)
    dialog.back_button.click()
    qtbot.waitUntil(lambda: shell.window is not None and count() == 20)
    assert shell.start_window is None
    assert shell.window.toast.label.text().startswith("Back to")
    shell.window.toast.button.click()
    qtbot.waitUntil(lambda: shell.window is not None and count() == 21)


def test_what_going_back_replaced_stands_among_the_backups(qtbot, shell, opened):
    backups.make(shell.session.journal, "manual")
    with shell.session.journal.edit("More"):
        contact("Newer One")
    shell.window.safety.backups()
    dialog = shell.window.findChild(BackupsDialog)
    qtbot.waitUntil(dialog.back_button.isEnabled)
    assert "The present journal is kept in this list." in dialog.told.text()
    dialog.back_button.click()
    qtbot.waitUntil(lambda: shell.window is not None and count() == 20)
    assert shell.window.toast.button.text() == "Take it back"  # Ctrl+Z means an edit
    shell.open(opened)  # days later, the note is long gone
    shell.window.safety.backups()
    dialog = shell.window.findChild(BackupsDialog)
    told = [dialog.model.index(row, 0).data(DETAIL) for row in range(4)]
    assert set(told) == {  # all within a second or two, so in whatever order
        "by your wish",
        "before going back",
        "what going back replaced",
        "when NetJournal was closed",
    }
    assert dialog.model.rowCount() == 4
    dialog.view.setCurrentIndex(dialog.model.index(told.index("what going back replaced"), 0))
    assert "The last good backup is from" in dialog.head.text()
    qtbot.waitUntil(dialog.back_button.isEnabled)
    assert "1 person would come back" in dialog.told.text()
    dialog.back_button.click()
    qtbot.waitUntil(lambda: shell.window is not None and count() == 21)


def test_what_was_replaced_is_no_backup_to_rely_on(shell, opened):
    backups.make(shell.session.journal, "manual")
    shell.close_journal()
    restoring.restore(opened, backups.list_backups(opened)[0].path)
    assert [one.reason for one in restoring.replaced(opened)] == ["replaced"]
    assert [one.reason for one in backups.list_backups(opened)] == ["manual"]


def test_closing_backs_up_what_changed(shell, opened):
    shell.close_journal()
    (one,) = backups.list_backups(opened)
    assert one.reason == "close"
    shell.open(opened)
    shell.close_journal()
    assert backups.list_backups(opened) == [one]


def test_a_journal_that_is_gone_is_offered_back_never_made_anew(qtbot, shell, opened):
    shell.close_journal()
    opened.unlink()
    shell.start(None)
    assert not opened.exists()
    button = shell.start_window.findChild(object, "error_restore")
    assert button.text() == "Go back to a backup (1)…"
    button.click()
    dialog = shell.start_window.findChild(BackupsDialog)
    qtbot.waitUntil(dialog.back_button.isEnabled)
    assert dialog.told.text().startswith("Holds 20 people")
    dialog.back_button.click()
    qtbot.waitUntil(lambda: shell.window is not None)
    assert count() == 20


def test_a_damaged_journal_is_rescued_into_a_new_one(qtbot, shell, opened, tmp_path):
    with shell.session.journal.edit("Many"):
        for number in range(400):
            contact(f"More {number}", note="x" * 300)
    shell.close_journal()
    data = bytearray(opened.read_bytes())
    data[-4096 * 8 :] = b"\xa5" * (4096 * 8)
    opened.write_bytes(bytes(data))
    before = opened.read_bytes()
    shell.beginning().show_error(opened, JournalDamaged("It is damaged."))
    shell.start_window.findChild(object, "error_rescue").click()
    qtbot.waitUntil(lambda: shell.session is not None)
    assert "-repaired-" in shell.session.journal.path.name
    assert opened.read_bytes() == before
    assert count() > 100


def test_a_damaged_journal_under_a_passphrase_is_rescued_with_it(qtbot, shell, opened, tmp_path):
    with shell.session.journal.edit("Many"):
        for number in range(400):
            contact(f"More {number}", note="x" * 300)
    shell.close_journal()
    encryption.rekey(opened, None, "four words are good")
    data = bytearray(opened.read_bytes())
    for page in range(len(data) // 4096 - 40, len(data) // 4096, 5):
        data[page * 4096 + 2_000] ^= 1
    opened.write_bytes(bytes(data))
    shell.beginning().show_error(opened, JournalDamaged("It is damaged."))
    shell.start_window.findChild(QPushButton, "error_rescue").click()
    for passphrase in ("not this one", "four words are good"):
        qtbot.waitUntil(lambda: shell.start_window.findChild(PassphraseForm) is not None)
        form = shell.start_window.findChild(PassphraseForm)
        form.field.setText(passphrase)
        form.entered.emit(passphrase)
        qtbot.waitUntil(lambda form=form: not shiboken6.isValid(form), timeout=10_000)
    qtbot.waitUntil(lambda: shell.session is not None, timeout=20_000)
    assert "-repaired-" in shell.session.journal.path.name
    assert shell.session.journal.key == "four words are good"
    assert opened.read_bytes() == bytes(data)
    assert count() > 300


def test_a_locked_journal_that_was_cut_off_asks_for_its_passphrase_to_be_rescued(
    qtbot, shell, opened, quick_keys
):
    shell.close_journal()
    encryption.rekey(opened, None, "four words are good")
    opened.write_bytes(opened.read_bytes()[:-100])
    shell.open(opened)
    assert shell.start_window.findChild(QPushButton, "error_restore") is not None
    shell.start_window.findChild(QPushButton, "error_rescue").click()
    form = shell.start_window.findChild(PassphraseForm)
    form.entered.emit("four words are good")
    qtbot.waitUntil(lambda: shell.session is not None, timeout=20_000)
    assert "-repaired-" in shell.session.journal.path.name
    assert count() == 20


@pytest.mark.usefixtures("quick_keys")
def test_a_locked_journal_without_its_first_page_is_told_and_rescued(qtbot, shell, opened):
    """The passphrase is right, though nothing opens with it: what is noise may be the salt."""
    shell.close_journal()
    encryption.rekey(opened, None, "four words are good")
    with contextlib.closing(Journal.open(opened, key="four words are good")) as journal:
        backups.make(journal, "manual")
    opened.write_bytes(os.urandom(4096) + opened.read_bytes()[4096:])
    shell.open(opened)
    start = shell.start_window
    qtbot.waitUntil(lambda: start.findChild(PassphraseForm) is not None)
    start.findChild(PassphraseForm).entered.emit("not this one")
    qtbot.waitUntil(lambda: "does not open" in start.findChild(object, "passphrase_hint").text())
    start.findChild(PassphraseForm).entered.emit("four words are good")
    qtbot.waitUntil(lambda: start.findChild(QPushButton, "error_rescue") is not None)
    assert start.findChild(QPushButton, "error_restore") is not None
    start.findChild(QPushButton, "error_rescue").click()
    qtbot.waitUntil(lambda: start.findChild(PassphraseForm) is not None)
    start.findChild(PassphraseForm).entered.emit("four words are good")
    qtbot.waitUntil(lambda: shell.session is not None, timeout=20_000)
    assert "-repaired-" in shell.session.journal.path.name
    assert count() == 20


def test_a_rescue_that_fails_speaks_of_the_journal_that_is_there(qtbot, shell, opened):
    shell.close_journal()
    data = opened.read_bytes()
    opened.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    shell.beginning().show_error(opened, JournalDamaged("It is damaged."))
    shell.start_window.findChild(QPushButton, "error_rescue").click()
    qtbot.waitUntil(lambda: shell.start_window.findChild(object, "working") is not None)
    qtbot.waitUntil(lambda: shell.start_window.findChild(object, "error_rescue") is not None)
    assert shell.beginning()._path == opened


def test_a_journal_moved_while_open_is_noticed(qtbot, shell, opened):
    shell.window.safety.begin()
    shell.window.safety.watch._timer.setInterval(20)
    opened.rename(opened.with_name("elsewhere.netjournal"))
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    title = shell.start_window.findChild(object, "error_title")
    assert title.text() == "The journal is not where it was"
    shell.start_window.findChild(object, "error_rescued").click()
    assert count() == 20
    assert "-rescued-" in shell.session.journal.path.name


def test_who_types_on_and_who_rescues_use_connections_of_their_own(qtbot, shell, opened):
    """Both on one: the worker waits in SQLite for Python, the window in Python for SQLite."""
    shell.window.safety.begin()
    used, ours, place = [], db.connection(), shell.session.journal.place
    rescue = place.lost
    place.lost = lambda connection, key: used.append(connection) or rescue(connection, key)
    opened.unlink()
    shell.window.safety.watch.look()
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    assert used
    assert ours not in used
    shell.start_window.findChild(object, "error_rescued").click()
    assert count() == 20


def test_what_was_typed_since_the_journal_was_moved_is_in_the_rescued_copy(qtbot, shell, opened):
    shell.window.safety.begin()
    shell.window.show_page("timeline")
    shell.window.dialogs.log()
    dialog = shell.window.findChild(LogDialog)
    opened.rename(opened.with_name("elsewhere.netjournal"))
    qtbot.keyClicks(dialog.fields.summary, "never to be lost")
    shell.window.safety.watch.look()
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    shell.start_window.findChild(object, "error_rescued").click()
    (key,) = drafts.there()
    assert form_drafts.entry(key).form.summary == "never to be lost"


def test_the_keeper_backs_up_while_one_works(qtbot, session, people, make_window, preferences):
    window = make_window()
    keeper = Keeper(session, window, preferences, every=30)
    qtbot.waitUntil(lambda: len(backups.list_backups(session.journal.path)) == 1)
    keeper._timer.stop()
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert backups.list_backups(session.journal.path)[0].reason == "timer"


def test_a_synced_folder_is_said_once(qtbot, session, people, make_window, preferences):
    (session.journal.path.parent / ".stfolder").mkdir()
    window = make_window()
    Keeper(session, window, preferences)
    qtbot.waitUntil(window.banner.isVisible)
    assert "Syncthing" in window.banner.label.text()
    window.banner.hide()
    Keeper(session, window, preferences)
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert not window.banner.isVisible()
