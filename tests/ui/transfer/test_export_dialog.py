"""Exporting as a user does, and reading the file again."""

from __future__ import annotations

import csv
import re

import pytest
from PySide6.QtCore import Qt

from netjournal.models.handle import db
from netjournal.services.interchange import exporting
from netjournal.ui import file_choice, theme
from netjournal.ui.transfer import export_dialog, export_words
from netjournal.ui.transfer.export_dialog import ExportDialog, interactions_path
from netjournal.ui.transfer.export_words import EVERYTHING


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


def test_the_keyboard_goes_on_to_close_or_stays_to_try_again(qtbot, session, dialog, tmp_path):
    dialog.activateWindow()
    dialog._export.setFocus()
    dialog.write("google", tmp_path / "none" / "out.csv")
    qtbot.waitUntil(lambda: bool(dialog._said.text()))
    assert dialog.focusWidget() is dialog._export
    with qtbot.waitSignal(session.said):
        dialog.write("google", tmp_path / "out.csv")
    assert dialog.focusWidget() is dialog._close
    dialog.whom.setFocus()
    with qtbot.waitSignal(session.said):
        dialog.write("google", tmp_path / "out.csv")
    assert dialog.focusWidget() is dialog.whom  # one was there already


@pytest.mark.parametrize(
    "kind", ["json", "spreadsheet", "google", "outlook-web", "vcard3", "vcard4"]
)
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


def test_whom_can_be_said(qtbot, session, people, tmp_path):
    made = ExportDialog(session, [people["Ana"], people["Zoë"]], [people["Priya"]])
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    assert made.whom.text() == "Who: 2 chosen people"
    for value, names in (
        ("chosen", {"Ana Kovač", "Zoë Østergård"}),
        ("listed", {"Priya Raman"}),
        ("all", {"Ana Kovač", "Priya Raman", "Zoë Østergård"}),
    ):
        made.whom.set_value(value)
        out = tmp_path / f"{value}.vcf"
        with qtbot.waitSignal(session.said):
            made.write("vcard4", out)
        lines = out.read_text("utf-8").splitlines()
        assert {line[3:] for line in lines if line.startswith("FN:")} == names


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_format_can_be_reached(qtbot, session, people, keep, scale):
    theme.apply(theme.QGuiApplication.instance(), "light", scale)
    made = ExportDialog(session)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    keep(made, f"export_{round(scale * 100)}")
    assert set(made._radios) - {EVERYTHING} | {"csv"} == set(exporting.FORMATS)
    assert made.height() <= made.screen().availableGeometry().height()


def test_both_files_and_what_is_in_them_are_said(qtbot, session, dialog, tmp_path):
    with qtbot.waitSignal(session.said):
        dialog.write(EVERYTHING, tmp_path / "all.csv")
    assert re.fullmatch(
        r"3 people and \d+ interactions? written, in two files\.", dialog._said.text()
    )


@pytest.mark.parametrize("answer", [True, False])
def test_the_second_file_is_not_replaced_unasked(dialog, tmp_path, monkeypatch, answer):
    out, second = tmp_path / "all.csv", tmp_path / "all-interactions.csv"
    second.write_text("mine")
    asked, written = [], []
    monkeypatch.setattr(file_choice, "save_file", lambda *_args: out)
    monkeypatch.setattr(
        export_dialog, "ask", lambda *args, **_kind: asked.append(args[2]) or answer
    )
    monkeypatch.setattr(dialog, "write", lambda _kind, path: written.append(path))
    dialog._export.click()
    assert asked == ["all-interactions.csv is already there. Replace it?"]
    assert written == ([out] if answer else [])
    assert second.read_text() == "mine"


def test_enter_exports(qtbot, dialog, tmp_path, monkeypatch):
    written = []
    monkeypatch.setattr(file_choice, "save_file", lambda *_args: tmp_path / "people")
    monkeypatch.setattr(dialog, "write", lambda _kind, path: written.append(path))
    qtbot.keyClick(dialog._radios[EVERYTHING], Qt.Key.Key_Return)
    assert written == [tmp_path / "people.csv"]


def test_what_outlook_cannot_take_is_said(qtbot, session, dialog, tmp_path):
    with session.edit("Change"):
        db.execute_sql("UPDATE contact SET full_name = '青 Ana', note = '青い' WHERE id = 1")
    with qtbot.waitSignal(session.said):
        dialog.write("outlook", tmp_path / "out.csv")
    assert re.match(r"3 people written\. \d letters that it doesn’t know", dialog._said.text())


def test_google_takes_some_at_a_time(dialog):
    said = export_words.done("google", exporting.ExportReport(3_001))
    assert said.startswith("3001 people written. Google takes about 3,000")


def test_a_circle_can_be_exported_and_one_person(qtbot, session, people, tmp_path):
    made = ExportDialog(session, [people["Zoë"]])
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    offered = [action.text() for action in made.whom.menu().actions()]
    assert offered[:2] == ["everybody", "1 chosen person"]
    assert made.whom.value == "all"
    (circle, name, members) = db.execute_sql(
        "SELECT t.id, t.name, COUNT(*) FROM tag t JOIN contact_tag ct ON ct.tag_id = t.id "
        "GROUP BY t.id LIMIT 1"
    ).fetchone()
    assert f"circle {name}" in offered
    made.whom.set_value(circle)
    with qtbot.waitSignal(session.said):
        made.write("vcard3", tmp_path / "circle.vcf")
    assert (tmp_path / "circle.vcf").read_text("utf-8").count("BEGIN:VCARD") == members
