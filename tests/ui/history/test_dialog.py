"""History: steps are listed, an old one is taken back, what was changed since stays."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netjournal.models import history
from netjournal.models.handle import db
from netjournal.services.interchange import importing
from netjournal.services.people import contacts
from netjournal.ui import theme
from netjournal.ui.history.dialog import HistoryDialog
from netjournal.ui.history.model import STATE, WHAT
from tests.builders import contact

CSV = "First Name,Last Name,E-mail\nAiko,Mori,aiko@x.example\nBen,Ode,ben@x.example\n"
CTRL = Qt.KeyboardModifier.ControlModifier


def names():
    return [row[0] for row in db.execute_sql("SELECT full_name FROM contact ORDER BY id")]


@pytest.fixture
def imported(session, people, tmp_path):
    """An import, one of its people renamed, and somebody added afterwards."""
    path = tmp_path / "old.csv"
    path.write_text(CSV, "utf-8")
    plan = importing.analyse(path)
    with session.journal.edit("Import old.csv", source="import") as edit:
        importing.apply(plan, edit, session.today())
    ben = contacts.resolve("Ben Ode")
    with session.journal.edit("Edit Ben Ode"):
        form = contacts.form(ben)
        form.headline = "Recruiter"
        contacts.update(ben, form)
    with session.journal.edit("Add Li Wei"):
        contact("Li Wei")
    return path


def opened(qtbot, session):
    made = HistoryDialog(session)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def choose(dialog, label):
    row = next(n for n, step in enumerate(dialog.model.steps) if step.label == label)
    dialog.view.selectRow(row)


def test_steps_are_listed_newest_first(qtbot, qtmodeltester, session, imported):
    dialog = opened(qtbot, session)
    qtmodeltester.check(dialog.model)
    shown = [dialog.model.index(row, WHAT).data() for row in range(3)]
    assert shown == ["Add Li Wei", "Edit Ben Ode", "Import old.csv"]
    assert dialog.chosen().label == "Add Li Wei"
    assert dialog.back_button.isEnabled()


def test_an_old_import_is_taken_back_and_what_was_changed_since_stays(qtbot, session, imported):
    dialog = opened(qtbot, session)
    choose(dialog, "Import old.csv")
    told = []
    session.said.connect(told.append)
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.said.isVisible)
    assert names() == ["Ana Kovač", "Priya Raman", "Zoë Østergård", "Ben Ode", "Li Wei"]
    assert "except for 1 person changed since" in dialog.said.text()
    assert [one.text for one in told] == ["Taken back: Import old.csv"]
    old = dialog.model.row_of(next(s.id for s in dialog.model.steps if s.label == "Import old.csv"))
    assert dialog.model.index(old, STATE).data() == "taken back"
    choose(dialog, "Import old.csv")
    assert not dialog.back_button.isEnabled()
    assert "already" in dialog.back_button.accessibleDescription()
    QTest.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    assert "Aiko Mori" in names()


def test_esc_while_a_step_is_taken_back_waits_for_what_comes_of_it(qtbot, session, imported):
    dialog = opened(qtbot, session)
    choose(dialog, "Import old.csv")
    hold = threading.Event()
    session.run(lambda _progress: hold.wait(20))
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    hold.set()
    qtbot.waitUntil(dialog.said.isVisible)
    assert dialog.said.text()
    assert len(names()) == 6
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_step_without_notes_says_in_sight_why_not(qtbot, session, imported, keep):
    with session.journal.housekeeping() as connection:
        connection.execute("DELETE FROM change_row")
    dialog = opened(qtbot, session)
    assert not dialog.back_button.isEnabled()
    assert "too long ago" in dialog.back_button.accessibleDescription()
    assert dialog.why.isVisible()
    assert dialog.why.text() == dialog.back_button.accessibleDescription()
    with session.journal.edit("Add Jo"):
        contact("Jo")
    choose(dialog, "Add Jo")
    assert dialog.back_button.isEnabled()
    assert not dialog.why.isVisible()
    choose(dialog, "Import old.csv")
    assert "too long ago" in dialog.why.text()
    keep(dialog, "history_too_old")


def test_an_import_is_kept_for_a_year(session, imported):
    month = 31 * 86_400_000
    with session.journal.housekeeping() as connection:
        connection.execute("UPDATE change_set SET at = at - ?", (6 * month,))
    for number in range(history.KEPT_STEPS + 5):
        with session.journal.edit(f"Note {number}"):
            contact(f"Person {number}")
    first = min(row[0] for row in history.steps(500))
    history.prune(session.journal)
    assert history.standing(first) is not None
    with session.journal.housekeeping() as connection:
        connection.execute("UPDATE change_set SET at = at - ? WHERE id = ?", (9 * month, first))
    history.prune(session.journal)
    assert history.standing(first) is None


def test_the_oldest_steps_go_where_notes_become_too_many(session, imported, monkeypatch):
    for number in range(history.KEPT_STEPS):
        with session.journal.edit(f"Note {number}"):
            contact(f"Person {number}")
    monkeypatch.setattr(history, "MOST_NOTES", 10)
    first = min(row[0] for row in history.steps(500))
    history.prune(session.journal)
    assert history.standing(first) is None
    assert history.last_done() is not None


@pytest.mark.parametrize(("scheme", "scale"), [("light", 1.0), ("dark", 1.0), ("light", 2.0)])
def test_pictures(qtbot, session, imported, keep, scheme, scale):
    theme.apply(theme.QGuiApplication.instance(), scheme, scale)
    dialog = opened(qtbot, session)
    assert not keep(dialog, f"history_{scheme}_{round(scale * 100)}").isNull()
