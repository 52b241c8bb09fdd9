"""Exporting as a user does, and reading the file again."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt

from netjournal.models.base import db
from netjournal.ui.transfer.export_dialog import EVERYTHING, ExportDialog, interactions_path


@pytest.fixture
def dialog(qtbot, session, people):
    made = ExportDialog(session)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_everything_is_two_tables(qtbot, session, dialog, people, tmp_path):
    out = tmp_path / "all.csv"
    assert dialog.choice() == EVERYTHING
    with qtbot.waitSignal(session.said):
        dialog.write(EVERYTHING, out)
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))
    assert len(rows) == len(people) + 1
    assert interactions_path(out).exists()
    assert "written" in dialog._said.text()


@pytest.mark.parametrize("kind", ["json", "spreadsheet", "google", "outlook-web", "vcard3"])
def test_every_format_names_everybody(qtbot, session, dialog, people, tmp_path, kind):
    out = tmp_path / "out"
    with qtbot.waitSignal(session.said):
        dialog.write(kind, out)
    text = out.read_text("utf-8")
    assert "Raman" in text
    assert "Kova" in text


def test_a_calendar(qtbot, session, dialog, people, tmp_path):
    with session.edit("Change"):
        db.execute_sql("UPDATE contact SET birthday = '--02-29'")
    dialog._radios["ics"].setChecked(True)
    assert dialog.choice() == "ics"
    out = tmp_path / "all.ics"
    with qtbot.waitSignal(session.said):
        dialog.write("ics", out)
    assert out.read_text("utf-8").count("SUMMARY:Birthday: ") == len(people)


def test_a_missing_folder_is_said(qtbot, session, dialog, tmp_path):
    dialog.write("google", tmp_path / "none" / "out.csv")
    qtbot.waitUntil(lambda: bool(dialog._said.text()))
    assert dialog._export.isEnabled()
