"""Where choosing a file begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from netjournal.ui import file_choice


@pytest.fixture
def begun(monkeypatch, tmp_path):
    """Documents are in ``tmp_path``; what the box was asked to begin with."""
    asked: list[str] = []

    def ask(_parent, _title, start, _kinds):
        asked.append(start)
        return start, ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "Docs"))
    return asked


def test_it_begins_with_the_documents(begun, tmp_path):
    (tmp_path / "Docs").mkdir()
    file_choice.open_file(None, "Open", ["All (*)"])
    file_choice.save_file(None, "Save", ["All (*)"], "growth.png")
    assert begun == [str(tmp_path / "Docs"), str(tmp_path / "Docs" / "growth.png")]


def test_without_documents_it_begins_at_home(begun):
    file_choice.save_file(None, "Save", ["All (*)"], "growth.png")
    assert begun == [str(Path.home() / "growth.png")]


def test_a_folder_that_is_known_wins(begun, tmp_path):
    file_choice.open_file(None, "Open", ["All (*)"], str(tmp_path))
    file_choice.save_file(None, "Save", ["All (*)"], str(tmp_path / "a.csv"))
    assert begun == [str(tmp_path), str(tmp_path / "a.csv")]
