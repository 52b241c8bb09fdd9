"""A journal is left: what was typed and the disk does not take is asked for, not dropped."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtWidgets import QDialog
from sqlcipher3.dbapi2 import ProgrammingError

from netjournal.errors import DiskError
from netjournal.models import opening
from netjournal.models.handle import db
from netjournal.services.keeping import backups, drafts, encryption, form_drafts
from netjournal.ui import safe
from netjournal.ui.safety.backups_dialog import BackupsDialog
from netjournal.ui.safety.passphrase_dialog import PassphraseDialog
from netjournal.ui.timeline.log_dialog import LogDialog
from tests.ui.safety.test_privacy import KEY
from tests.ui.test_app import first  # noqa: F401
from tests.ui.test_draft_keeper import LONG
from tests.ui.test_draft_keeper import full as full_until_closed


@contextlib.contextmanager
def full():
    """Let the open journal grow no more; the next that is opened can."""
    with contextlib.suppress(ProgrammingError), full_until_closed():
        yield


@pytest.fixture
def asked(monkeypatch):
    """Answer what is asked with the last of a list, and keep the questions."""
    questions, answers = [], []

    def ask(_parent, title, text, _verb, **_more):
        questions.append(f"{title}: {text}")
        return answers[-1]

    monkeypatch.setattr(safe, "ask", ask)
    return questions, answers


def type_long(qtbot, shell):
    """Leave an entry that is too long for the disk."""
    shell.window.dialogs.log()
    dialog = shell.window.findChild(LogDialog)
    dialog.fields.notes.setPlainText(LONG)
    dialog.reject()
    qtbot.waitUntil(lambda: shell.window.findChild(LogDialog) is None)
    assert drafts.unkept() == ["entry"]


def by_open(_qtbot, shell, other):
    opening.create(other)
    shell.window.open_requested.emit(other)


def by_open_locked(_qtbot, shell, other):
    opening.create(other, KEY)
    shell.window.open_requested.emit(other)


def by_new(_qtbot, shell, other):
    shell.window.create_requested.emit(other)


def by_backup(qtbot, shell, _other):
    shell.window.safety.backups()
    dialog = shell.window.findChild(BackupsDialog)
    qtbot.waitUntil(dialog.back_button.isEnabled)
    dialog.back_button.click()


def by_passphrase(qtbot, shell, _other):
    shell.window.safety.passphrase()
    dialog = shell.window.findChild(PassphraseDialog)
    qtbot.keyClicks(dialog.new, KEY)
    qtbot.keyClicks(dialog.again, KEY)
    dialog.understood.click()
    dialog.set_button.click()


WAYS = [by_open, by_open_locked, by_new, by_backup, by_passphrase]


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("way", WAYS)
def test_staying_when_asked_loses_nothing(qtbot, shell, first, tmp_path, asked, way):  # noqa: F811
    backups.make(shell.session.journal, "manual")
    questions, answers = asked
    answers.append(False)
    with full():
        type_long(qtbot, shell)
        way(qtbot, shell, tmp_path / "other.netjournal")
        qtbot.waitUntil(lambda: bool(questions))
        qtbot.wait(20)
        assert shell.session.journal.path == first
        assert shell.window.isVisible()
        assert form_drafts.entry("entry").form.body == LONG
    assert questions == [
        "Not kept yet: What you are typing could not be written to disk. Save it, or free some "
        "space first; closing now loses it."
    ]
    assert way is not by_new or not (tmp_path / "other.netjournal").exists()
    shell.close_journal()  # there is room again
    shell.open(first)
    assert form_drafts.entry("entry").form.body == LONG


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("way", WAYS)
def test_who_leaves_all_the_same_is_asked_once(qtbot, shell, first, tmp_path, asked, way):  # noqa: F811
    backups.make(shell.session.journal, "manual")
    questions, answers = asked
    answers.append(True)
    session = shell.session
    with full():
        type_long(qtbot, shell)
        way(qtbot, shell, tmp_path / "other.netjournal")
        qtbot.waitUntil(lambda: shell.session is not session)
    if way is by_open_locked:
        assert shell.start_window.findChild(object, "unlock").isVisible()
    else:
        qtbot.waitUntil(lambda: shell.session is not None)
        assert drafts.there() == []
    assert len(questions) == 1


@pytest.mark.usefixtures("quick_keys")
def test_what_is_asked_for_locking_depends_on_who_locks(qtbot, shell, first, asked):  # noqa: F811
    shell.close_journal()
    encryption.rekey(first, None, KEY)
    shell.open(first, KEY)
    questions, answers = asked
    answers.append(False)
    shell.window.safety.begin()
    with full():
        type_long(qtbot, shell)
        shell.window.actions_["lock"].trigger()
        qtbot.waitUntil(lambda: bool(questions))
        qtbot.wait(20)
        assert shell.session is not None
        shell.window.safety.idle._touched -= 3_600  # nobody is there to be asked
        shell.window.safety.idle.look()
        qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    assert len(questions) == 1
    start = shell.start_window
    start.close()
    assert start.isVisible()
    assert questions.pop().startswith("Not kept yet: What you were typing before a journal was cl")
    qtbot.keyClicks(start.findChild(object, "passphrase"), KEY)
    start.findChild(object, "unlock").click()
    qtbot.waitUntil(lambda: shell.window is not None)
    assert form_drafts.entry("entry").form.body == LONG
    shell.window.safety.begin()
    assert shell.window.toast.button.text() == "Continue"
    qtbot.waitUntil(lambda: on_disk("entry") != "")  # there is room again
    assert drafts.unkept() == []


def on_disk(key):
    row = db.execute_sql("SELECT text FROM draft WHERE key = ?", (key,)).fetchone()
    return row[0] if row else ""


@pytest.mark.usefixtures("quick_keys")
def test_another_journal_opened_and_left_meanwhile_takes_nothing_away(
    qtbot,
    shell,
    first,  # noqa: F811
    tmp_path,
    asked,
):
    questions, answers = asked
    answers.append(False)
    shell.close_journal()
    encryption.rekey(first, None, KEY)
    shell.open(first, KEY)
    with full():
        type_long(qtbot, shell)
        shell.lock()
    opening.create(tmp_path / "other.netjournal")
    shell.open(tmp_path / "other.netjournal")
    assert drafts.there() == []
    shell.window.safety.begin()
    assert not shell.window.close()
    assert len(questions) == 1
    shell.open(first)
    shell.open(first, KEY)
    assert form_drafts.entry("entry").form.body == LONG
    assert len(questions) == 1


def test_what_is_held_while_the_worker_writes_is_kept_on_the_way_out(qtbot, shell, first):  # noqa: F811
    session = shell.session
    begun = []

    def work(progress):
        with session.journal.edit("Empty the trash"):
            begun.append(1)
            while True:
                progress.step(0, 0)

    session.run(work, modal=True)
    qtbot.waitUntil(lambda: bool(begun))
    shell.window.dialogs.log()
    dialog = shell.window.findChild(LogDialog)
    dialog.fields.notes.setPlainText("never to be lost")
    dialog.reject()
    qtbot.waitUntil(lambda: shell.window.findChild(LogDialog) is None)
    assert shell.window.close()  # nothing is asked: the disk takes it once the job has ended
    shell.finish()
    assert db.is_closed()
    shell.open(first)
    assert form_drafts.entry("entry").form.body == "never to be lost"
    assert drafts.unkept() == []


def test_of_a_moved_journal_what_was_left_is_in_the_rescued_copy(qtbot, shell, first):  # noqa: F811
    shell.window.safety.begin()
    shell.window.show_page("timeline")
    shell.window.dialogs.log()
    dialog = shell.window.findChild(LogDialog)
    first.rename(first.with_name("elsewhere.netjournal"))
    dialog.fields.notes.setPlainText("never to be lost")
    dialog.reject()  # the watch has not looked yet
    qtbot.waitUntil(lambda: shell.window.findChild(LogDialog) is None)
    shell.window.safety.watch.look()
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    shell.start_window.findChild(object, "error_rescued").click()
    assert form_drafts.entry("entry").form.body == "never to be lost"


def test_a_new_journal_that_can_not_be_made_leaves_what_is_held(
    qtbot,
    shell,
    first,  # noqa: F811
    tmp_path,
    asked,
    monkeypatch,
):
    questions, answers = asked
    answers.append(True)
    with full():
        type_long(qtbot, shell)
        (tmp_path / "file").write_text("no folder")
        shell.create(tmp_path / "file" / "other.netjournal")
        assert shell.session.journal.path == first
        assert form_drafts.entry("entry").form.body == LONG
    assert len(questions) == 1


def test_after_a_refused_one_damage_is_told_of_the_journal_that_is_open(
    qtbot,
    shell,
    first,  # noqa: F811
    tmp_path,
):
    backups.make(shell.session.journal, "manual")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ana")
    shell.open(letter)
    shell._proof.damaged.emit(DiskError("The journal is damaged."))
    qtbot.waitUntil(lambda: shell.start_window is not None)
    assert shell.beginning()._path == first
    shown = [str(one.property("text")) for one in shell.start_window.findChildren(object)]
    assert not any("letter" in text for text in shown)
    dialog = None
    with contextlib.suppress(AttributeError):
        shell.start_window.findChild(object, "error_restore").click()
    dialog = shell.start_window.findChild(QDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
