"""Opening one journal while another is open, in the shell around the window."""

from __future__ import annotations

import contextlib
import shutil
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from netjournal.errors import UserError
from netjournal.models import Journal, opening
from netjournal.models.handle import db
from netjournal.models.lock import WriterLock
from netjournal.services.keeping import backups
from netjournal.ui.frame.proof import Proof
from netjournal.ui.safe import Label
from netjournal.ui.safety.backups_dialog import BackupsDialog
from netjournal.ui.starting.start_window import StartWindow
from netjournal.ui.widgets.progress_bar import ProgressStrip
from tests import later
from tests.builders import contact


@pytest.fixture
def first(shell, tmp_path):
    path = tmp_path / "first.netjournal"
    opening.create(path)
    shell.open(path)
    return path


def test_a_file_that_is_no_journal_leaves_the_open_one(qtbot, shell, first, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ana")
    said = []
    shell.session.failed.connect(said.append)
    shell.open(letter)
    assert shell.session.journal.path == first
    assert shell.window.isVisible()
    assert shell.start_window is None
    assert [str(error).startswith("letter.txt is not") for error in said] == [True]


def test_without_an_open_journal_the_reason_is_the_page(qtbot, shell, tmp_path):
    shell.open(tmp_path / "gone.netjournal")
    assert shell.session is None
    assert shell.start_window.isVisible()


@pytest.mark.parametrize("was_ours", [True, False])
def test_only_what_was_a_journal_is_offered_for_rescue(qtbot, shell, tmp_path, was_ours):
    path = tmp_path / "a.netjournal"
    opening.create(path)
    with path.open("r+b") as file:
        file.write(bytes(4096))
        if not was_ours:
            file.truncate(4096)
    shell.open(path)
    assert (shell.start_window.findChild(object, "error_rescue") is not None) is was_ours


def ways(start):
    """Return the buttons of the page in their order, and which of them Enter presses."""
    row = start.findChild(QPushButton, "error_retry").parentWidget()
    names = [b.objectName() for b in row.findChildren(QPushButton) if b.isVisible()]
    first = [
        b.objectName() for b in row.findChildren(QPushButton) if b.property("kind") == "primary"
    ]
    return names, first


def test_a_journal_that_is_open_elsewhere_is_not_to_be_gone_back_with(
    qtbot, shell, first, tmp_path
):
    backups.make(shell.session.journal, "manual")
    shell.close_journal()
    lock = WriterLock(first, "window")
    lock.acquire()
    try:
        shell.open(first)
    finally:
        lock.release()
    names, primary = ways(shell.start_window)
    assert names[:2] == ["error_retry", "error_look"]
    assert "error_restore" not in names
    assert primary == ["error_retry"]


def test_an_empty_file_where_a_journal_was_leads_to_its_backups(qtbot, shell, first):
    backups.make(shell.session.journal, "manual")
    shell.close_journal()
    first.write_bytes(b"")
    shell.open(first)
    names, primary = ways(shell.start_window)
    assert names[0] == "error_restore"
    assert primary == ["error_restore"]


def test_a_folder_is_no_damaged_journal(qtbot, shell, tmp_path):
    shell.open(tmp_path)
    names, primary = ways(shell.start_window)
    assert "error_rescue" not in names
    assert primary == ["error_retry"]


def test_a_damaged_journal_without_backups_leads_to_one_elsewhere(qtbot, shell, first, tmp_path):
    shell.close_journal()
    shutil.rmtree(f"{first}-backups")
    with first.open("r+b") as file:
        file.write(bytes(4096))
    shell.open(first)
    button = shell.start_window.findChild(QPushButton, "error_restore")
    assert button.text() == "Look for a backup…"
    button.click()
    assert shell.start_window.findChild(BackupsDialog).other_button.isVisible()


def test_an_older_journal_that_can_only_be_read(qtbot, shell, tmp_path):
    path = later.golden(1, tmp_path / "old.netjournal")
    before = path.read_bytes()
    shell.open(path, read_only=True)
    assert "An older NetJournal wrote this journal" in shell.window.banner.label.text()
    assert db.execute_sql("SELECT COUNT(*) FROM contact").fetchone()[0] == 18
    shell.close_journal()
    assert path.read_bytes() == before


def test_what_is_under_way_is_said_once(qtbot, jobs, preferences):
    start = StartWindow(preferences)
    qtbot.addWidget(start)
    start.show()
    going = threading.Event()
    job = jobs.run(lambda _progress: going.wait(20))
    start.show_working("Writing the journal anew…", job)
    strip = start.centralWidget().findChild(ProgressStrip)
    qtbot.waitUntil(strip.isVisible)
    shown = [one.text() for one in start.findChildren(Label) if one.isVisible() and one.text()]
    going.set()
    assert shown == ["Writing the journal anew…"]
    assert strip.bar.accessibleName() == "Writing the journal anew…"
    qtbot.waitUntil(lambda: job.over)


@pytest.mark.parametrize("letter", [Qt.Key.Key_Q, Qt.Key.Key_W])
def test_the_start_window_closes_by_the_usual_keys(qtbot, preferences, letter):
    start = StartWindow(preferences)
    qtbot.addWidget(start)
    start.show_welcome()
    start.show()
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    with qtbot.waitSignal(start.closed):
        qtbot.keyClick(start, letter, Qt.KeyboardModifier.ControlModifier)
    assert not start.isVisible()


def test_a_newer_journal_opens_to_be_looked_at(qtbot, shell, first, tmp_path):
    path = later.golden(later.OURS, tmp_path / "newer.netjournal")
    with later.version():
        Journal.open(path).close()
    before = path.read_bytes()
    shell.open(path)
    assert shell.session.read_only
    banner = shell.window.banner
    assert banner.isVisible()
    assert "newer NetJournal" in banner.label.text()
    shell.close_journal()
    assert path.read_bytes() == before


def test_a_newer_journal_for_nobody_older_leaves_the_open_one(qtbot, shell, first, tmp_path):
    path = later.golden(later.OURS, tmp_path / "newer.netjournal")
    with later.version(readable_by=None):
        Journal.open(path).close()
    said = []
    shell.session.failed.connect(said.append)
    shell.open(path)
    assert shell.session.journal.path == first
    assert f"format {later.NEXT}, this one knows {later.OURS}" in str(said[0])


def test_another_journal_takes_the_place(qtbot, shell, first, tmp_path):
    second = tmp_path / "second.netjournal"
    opening.create(second)
    shell.open(second)
    assert shell.session.journal.path == second
    assert not first.with_name(first.name + ".lock").exists()


def damage(path):
    """Overwrite the pages behind the header, as a bad disk or a careless copy does."""
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 40] = b"\xa5" * (4096 * 37)
    path.write_bytes(bytes(data))


def test_of_a_damaged_journal_the_newest_good_backup_is_told(qtbot, shell, first):
    with shell.session.journal.edit("People"):
        contact("Ana")
    backups.make(shell.session.journal, "close")
    shell.close_journal()
    with first.open("r+b") as file:
        file.write(bytes(4096))
    shell.open(first)
    line = shell.start_window.findChild(QLabel, "error_good")
    qtbot.waitUntil(line.isVisible)
    assert line.text().startswith("The newest good backup is of ")
    assert line.text().endswith(": 1 person, 0 entries.")


def test_a_damaged_journal_is_not_shown_as_an_empty_one(qtbot, shell, first, monkeypatch):
    with shell.session.journal.edit("People"):
        for number in range(400):
            contact(f"Person {number}", note="x" * 400)
    shell.close_journal()
    damage(first)
    before = first.read_bytes()
    monkeypatch.setattr(Proof.__init__, "__defaults__", (10,))
    with contextlib.suppress(UserError):  # what a page finds on its way goes to the hook
        shell.open(first)
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    assert shell.start_window.isVisible()
    assert first.read_bytes() == before


def test_a_sound_journal_stays_open(qtbot, shell, first, monkeypatch):
    monkeypatch.setattr(Proof.__init__, "__defaults__", (1,))
    shell.close_journal()
    shell.open(first)
    qtbot.waitUntil(lambda: bool(shell._proof._tables))
    qtbot.waitUntil(lambda: not shell._proof._tables and not shell.session.jobs.busy)
    assert shell.session is not None
    assert shell.window.isVisible()


def test_the_application_has_an_icon(shell, qapp):
    shell.settle()
    assert not qapp.windowIcon().pixmap(32, 32).isNull()


def test_a_journal_that_was_closed_is_not_looked_at(shell, first):
    proof = shell._proof
    shell.close_journal()
    proof._look()  # its timer may still run out before the session is deleted
    assert db.is_closed()
