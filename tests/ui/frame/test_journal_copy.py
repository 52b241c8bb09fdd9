"""File, Save a copy: whole, openable, never over a journal."""

from __future__ import annotations

from netjournal.models.engine import connect
from netjournal.ui import file_choice


def copy_to(window, monkeypatch, target):
    asked = []

    def save_file(_parent, _title, _kinds, suggested):
        asked.append(suggested)
        return target

    monkeypatch.setattr(file_choice, "save_file", save_file)
    window.actions_["save_copy"].trigger()
    return asked[0]


def test_a_copy_is_a_journal_with_everybody(qtbot, window, session, tmp_path, monkeypatch):
    with qtbot.waitSignal(session.said) as told:
        suggested = copy_to(window, monkeypatch, tmp_path / "kept")
    assert suggested.endswith("test copy.netjournal")
    assert (told.args[0].text, told.args[0].folder) == ("Saved as kept.netjournal", tmp_path)
    connection = connect(str(tmp_path / "kept.netjournal"))
    assert connection.execute("SELECT COUNT(*) FROM contact").fetchone() == (3,)
    connection.close()


def test_no_journal_is_overwritten(qtbot, window, session, monkeypatch):
    with qtbot.waitSignal(session.failed) as told:
        copy_to(window, monkeypatch, session.journal.path)
    assert "choose another name" in str(told.args[0])


def test_cancelling_does_nothing(window, session, monkeypatch, tmp_path):
    copy_to(window, monkeypatch, None)
    assert not session.jobs.modal_busy
