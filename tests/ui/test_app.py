"""Opening one journal while another is open, in the shell around the window."""

from __future__ import annotations

import pytest

from netjournal.models import opening
from netjournal.ui import app, crash


@pytest.fixture
def shell(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("NETJOURNAL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(crash, "log_to_file", lambda _folder: None)
    monkeypatch.setattr(crash, "watch_faults", lambda _folder: None)
    made = app._Shell(qapp)
    yield made
    made.finish()


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


def test_another_journal_takes_the_place(qtbot, shell, first, tmp_path):
    second = tmp_path / "second.netjournal"
    opening.create(second)
    shell.open(second)
    assert shell.session.journal.path == second
    assert not first.with_name(first.name + ".lock").exists()
