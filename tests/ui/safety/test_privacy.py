"""Passphrase, lock, forgetting and blur in the window."""

from __future__ import annotations

import os
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from netjournal.models.handle import db
from netjournal.services.keeping import backups, encryption
from netjournal.ui.contacts.editor import ContactEditor
from netjournal.ui.safety import recovery_sheet
from netjournal.ui.safety.backups_dialog import BackupsDialog
from netjournal.ui.safety.blur import Blur, Cover
from netjournal.ui.safety.forget_dialog import ForgetDialog
from netjournal.ui.safety.idle import IdleLock
from netjournal.ui.safety.passphrase_dialog import PassphraseDialog
from tests.builders import contact
from tests.ui.safety.test_backups_dialog import count, opened  # noqa: F401

KEY = "correct horse battery"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.mark.usefixtures("quick_keys")
def test_a_passphrase_put_on_locked_and_opened(qtbot, shell, opened, keep):  # noqa: F811
    shell.window.safety.passphrase()
    dialog = shell.window.findChild(PassphraseDialog)
    keep(dialog, "passphrase")
    qtbot.keyClicks(dialog.new, KEY)
    qtbot.keyClicks(dialog.again, KEY)
    assert not dialog.set_button.isEnabled()
    dialog.understood.click()
    dialog.set_button.click()
    qtbot.waitUntil(lambda: shell.session is not None and shell.session.journal.key == KEY)
    assert b"Person" not in opened.read_bytes()
    assert count() == 20

    shell.window.actions_["lock"].trigger()
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    assert db.is_closed()
    start = shell.start_window
    keep(start, "locked")
    field = start.findChild(object, "passphrase")
    qtbot.keyClicks(field, "something else")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in start.findChild(object, "passphrase_hint").text())
    assert start.findChild(object, "error_restore").isVisible()
    field = start.findChild(object, "passphrase")
    qtbot.keyClicks(field, KEY)
    start.findChild(object, "unlock").click()
    qtbot.waitUntil(lambda: shell.window is not None)
    assert count() == 20
    shell.close_journal()
    assert all(b"SQLite" not in one.path.read_bytes() for one in backups.list_backups(opened))


def test_no_sheet_is_printed_of_a_passphrase_that_is_not_taken(qtbot, shell, opened):  # noqa: F811
    shell.window.safety.passphrase()
    dialog = shell.window.findChild(PassphraseDialog)
    dialog.understood.click()
    for field in (dialog.new, dialog.again):
        qtbot.keyClicks(field, "short")
    assert not dialog.sheet_button.isEnabled()
    assert not dialog.set_button.isEnabled()
    assert dialog.said.text().startswith("A passphrase needs at least 8 characters")
    for field in (dialog.new, dialog.again):
        qtbot.keyClicks(field, " and long")
    assert dialog.sheet_button.isEnabled()
    assert dialog.set_button.isEnabled()
    assert dialog.said.text() == ""


@pytest.mark.usefixtures("quick_keys")
def test_taking_it_off_needs_it(qtbot, shell, opened):  # noqa: F811
    shell.close_journal()
    encryption.rekey(opened, None, KEY)
    shell.open(opened, KEY)
    shell.window.safety.passphrase()
    dialog = shell.window.findChild(PassphraseDialog)
    qtbot.keyClicks(dialog.old, "wrong")
    dialog.off_button.click()
    assert dialog.said.text() == "That is not the present passphrase."
    dialog.old.clear()
    qtbot.keyClicks(dialog.old, KEY)
    dialog.off_button.click()
    qtbot.waitUntil(
        lambda: shell.session is not None and shell.session.journal.key is None, timeout=20_000
    )
    assert count() == 20


@pytest.mark.usefixtures("quick_keys")
def test_an_encrypted_journal_that_is_gone_comes_back(qtbot, shell, opened):  # noqa: F811
    shell.close_journal()
    encryption.rekey(opened, None, KEY)
    opened.unlink()
    shell.start(None)
    shell.start_window.findChild(object, "error_restore").click()
    dialog = shell.start_window.findChild(BackupsDialog)
    for typed in ("not this one", KEY):
        qtbot.waitUntil(lambda: dialog.form.isVisible() and dialog.form.field.isEnabled())
        qtbot.keyClicks(dialog.form.field, typed)
        qtbot.keyClick(dialog.form.field, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.back_button.isEnabled)
    dialog.back_button.click()
    qtbot.waitUntil(lambda: shell.window is not None)
    assert count() == 20
    assert shell.session.journal.key == KEY


@pytest.mark.usefixtures("quick_keys")
def test_a_sheet_of_the_present_passphrase(qtbot, shell, opened, monkeypatch):  # noqa: F811
    printed = []
    monkeypatch.setattr(
        recovery_sheet, "print_sheet", lambda _path, words, _by: printed.append(words)
    )
    shell.close_journal()
    encryption.rekey(opened, None, KEY)
    shell.open(opened, KEY)
    shell.window.safety.passphrase()
    dialog = shell.window.findChild(PassphraseDialog)
    assert not dialog.sheet_button.isEnabled()
    for typed in ("not this one", KEY):
        dialog.old.clear()
        qtbot.keyClicks(dialog.old, typed)
        dialog.sheet_button.click()
    assert printed == [KEY]
    qtbot.keyClicks(dialog.new, "another one, not yet repeated")
    assert not dialog.sheet_button.isEnabled()


def test_the_sheet_is_never_printed_over_a_journal(qtbot, shell, opened, monkeypatch):  # noqa: F811
    before = opened.read_bytes()

    def accept(asked):
        asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        asked.printer().setOutputFileName(str(opened))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    shell.window.safety.passphrase()
    dialog = shell.window.findChild(PassphraseDialog)
    for field in (dialog.new, dialog.again):
        qtbot.keyClicks(field, KEY)
    dialog.sheet_button.click()
    assert "journal" in dialog.said.text()
    assert opened.read_bytes() == before


def test_the_sheet_has_what_is_needed(look, tmp_path):
    text = recovery_sheet.document(tmp_path / "a.netjournal", "<b>four & words</b>").toPlainText()
    assert "<b>four & words</b>" in text
    assert "a.netjournal" in text


def test_untouched_for_long_means_lock(qtbot, preferences, monkeypatch):
    idle = IdleLock(preferences)
    heard = []
    idle.due.connect(lambda: heard.append(1))
    idle.look()
    assert heard == []
    idle._touched -= 11 * 60
    idle.look()
    assert heard == [1]
    preferences.lock_minutes = 0
    idle._touched -= 11 * 60
    idle.look()
    assert heard == [1]
    idle._looked -= 3_600  # the computer slept
    idle.look()
    assert heard == [1, 1]


def test_the_first_key_after_a_sleep_locks_and_goes_nowhere(qtbot, preferences):
    idle, field, heard = IdleLock(preferences), QLineEdit(), []
    qtbot.addWidget(field)
    idle.due.connect(lambda: heard.append(1))
    qtbot.keyClicks(field, "ab")
    idle._looked -= 60
    qtbot.keyClicks(field, "c")
    assert (field.text(), heard) == ("ab", [1])
    qtbot.keyClicks(field, "d")
    assert field.text() == "abd"


@pytest.mark.usefixtures("quick_keys")
def test_a_journal_that_is_only_looked_at_is_locked_as_well(qtbot, shell, opened):  # noqa: F811
    shell.close_journal()
    encryption.rekey(opened, None, KEY)
    shell.open(opened, KEY, read_only=True)
    shell.window.safety.begin()
    shell.window.safety.idle._touched -= 3_600
    shell.window.safety.idle.look()
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    assert db.is_closed()


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("slept", [True, False])
def test_a_lock_that_falls_due_during_a_long_job_comes_after_it(
    qtbot,
    shell,
    opened,  # noqa: F811
    slept,
):
    shell.close_journal()
    encryption.rekey(opened, None, KEY)
    shell.open(opened, KEY)
    shell.window.safety.begin()
    qtbot.waitUntil(lambda: not shell.session.jobs.busy)
    over, idle = threading.Event(), shell.window.safety.idle
    shell.session.run(lambda _progress: over.wait(20), modal=True)
    if slept:
        idle._looked -= 3_600
    else:
        idle._touched -= 3_600
    idle.look()
    shell.session.run(lambda _progress: None)  # something short, that ends before it or after
    qtbot.wait(50)
    assert shell.session is not None
    over.set()
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    assert db.is_closed()


def test_forgetting_somebody(qtbot, window, people, session, keep):
    backups.make(session.journal, "manual")
    window.show_contact(people["Priya"])
    window.safety.forget([people["Priya"]])
    dialog = window.findChild(ForgetDialog)
    keep(dialog, "forget")
    assert dialog.with_backups.text() == "Also in the backups (1)"
    dialog.forget_button.click()
    qtbot.waitUntil(lambda: window.findChild(ForgetDialog) is None)
    left = {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}
    assert left == {"Ana Kovač", "Zoë Østergård"}
    session.journal.checkpoint()
    folder = session.journal.path.parent
    files = [os.path.join(d, n) for d, _, names in os.walk(folder) for n in names]
    for file in files:
        with open(file, "rb") as stream:
            assert b"fieldnote" not in stream.read().lower(), file


def test_blur_and_back(qtbot, window, people, keep):
    window.actions_["blur"].trigger()
    assert not window.centralWidget().isEnabled()
    assert window.windowTitle() == "NetJournal"
    blurred = keep(window, "blurred")
    window.actions_["blur"].trigger()
    assert window.centralWidget().isEnabled()
    assert window.windowTitle() != "NetJournal"
    assert keep(window, "shown") != blurred
    assert isinstance(window.safety._blur, Blur)


def test_what_is_blurred_is_painted_over_and_opens_nothing(qtbot, window, people):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_["blur"].trigger()
    cover = window.findChild(Cover)
    middle = window.centralWidget()
    assert cover.geometry() == middle.geometry()
    window.resize(window.width() - 40, window.height() - 30)
    qtbot.waitUntil(lambda: cover.geometry() == middle.geometry())
    QApplication.processEvents()
    before = cover.grab().toImage()
    middle.setEnabled(True)  # as if something below were painted anew
    for label in window.findChildren(QLabel):
        label.update()
    QApplication.processEvents()
    assert cover.grab().toImage() == before
    middle.setEnabled(False)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Tab):
        qtbot.keyClick(cover, key)
    qtbot.keyClick(cover, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(cover, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []
    qtbot.keyClick(cover, Qt.Key.Key_B, CTRL_SHIFT)
    assert window.findChild(Cover) is None or window.findChild(Cover).isHidden()
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(QDialog)))


def test_dialogs_are_blurred_by_the_same_key(qtbot, window, people):
    window.safety.begin()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.dialogs.edit_person(people["Ana"])
    editor = window.findChild(ContactEditor)
    qtbot.waitUntil(editor.isActiveWindow)
    qtbot.wait(50)
    title = editor.windowTitle()
    field = editor.focusWidget()
    qtbot.keyClick(field, Qt.Key.Key_B, CTRL_SHIFT)
    qtbot.wait(1)
    covers = [one for one in (*window.findChildren(Cover),) if one.isVisible()]
    assert {one.window() for one in covers} == {window, editor}
    mine = next(one for one in covers if one.window() is editor)
    assert mine.geometry() == editor.rect()
    assert editor.windowTitle() == "NetJournal"
    qtbot.keyClicks(mine, "not for this field")
    qtbot.keyClick(mine, Qt.Key.Key_Escape)
    assert editor.isVisible()
    qtbot.wait(1)
    qtbot.keyClick(mine, Qt.Key.Key_B, CTRL_SHIFT)
    assert editor.windowTitle() == title
    assert not mine.isVisible()
    assert editor.form().full_name == "Ana Kovač"
    assert editor.focusWidget() is field


def test_nobody_chosen_is_nobody_forgotten(window, people, session):
    window.safety.forget(())
    assert window.findChild(ForgetDialog) is None
    with session.journal.edit("Add"):
        contact("Somebody")
