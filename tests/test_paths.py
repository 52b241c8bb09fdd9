"""Where things are."""

from __future__ import annotations

from pathlib import Path

import pytest

from netjournal import paths


def test_data_folder_follows_the_environment(home):
    assert paths.data_folder() == home
    assert paths.default_journal() == home / "journal.netjournal"
    assert paths.log_folder().parent == home


def test_data_folder_of_the_platform_is_a_folder_of_ours(monkeypatch):
    monkeypatch.delenv("NETJOURNAL_HOME")
    folder = paths.data_folder()
    assert folder.is_absolute()
    assert "netjournal" in str(folder).lower()


def test_relative_home_is_made_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETJOURNAL_HOME", "here")
    assert paths.data_folder() == tmp_path / "here"


def test_backups_lie_beside_their_journal():
    journal = Path("/data/anna.netjournal")
    assert paths.backup_folder(journal) == Path("/data/anna.netjournal-backups")


def test_resource_is_found():
    assert paths.resource("icons").is_dir()


def test_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match=r"icons/no-such\.svg"):
        paths.resource("icons", "no-such.svg")
