"""The sweep by keys: names by sphere, one step each, what is typed kept, Undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from netjournal.services.people import contacts, sweep
from netjournal.ui import theme
from netjournal.ui.sweep.dialog import SweepDialog
from tests.builders import contact, interaction

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot, session, people):
    def make():
        dialog = SweepDialog(session)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.names.hasFocus)
        return dialog

    return make


def typed(dialog, text):
    dialog.names.setPlainText(text)
    dialog.understand()


def numbers(dialog):
    return {key: row.count.text() for key, row in dialog.spheres.rows.items()}


def test_names_become_people_sphere_by_sphere(qtbot, session, opened):
    dialog = opened()
    assert dialog.title.text() == "Family"
    assert dialog.where.isHidden()
    QTest.keyClicks(dialog.names, "Mama")
    QTest.keyClick(dialog.names, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.names, "Uncle Tom")
    dialog.understand()
    assert dialog.said.text() == "2 new"
    QTest.keyClick(dialog.names, Qt.Key.Key_Return, CTRL)
    assert session.journal.undo_label() == "People from “Family”"
    assert dialog.title.text() == "School and study"
    assert dialog.far.text() == "2 of 20"
    qtbot.waitUntil(lambda: numbers(dialog)["family"] == "2")
    dialog.next()
    assert dialog.title.text() == "Past and present jobs"
    assert not dialog.where.isHidden()
    dialog.where.setText("Lumenta")
    typed(dialog, "Hanna\nPriya Raman")
    assert dialog.said.text() == "1 new · here already: Priya Raman"
    dialog.add_button.click()
    assert dialog.title.text() == "Past and present jobs"  # there may be another job
    assert (dialog.names.toPlainText(), dialog.where.text()) == ("", "")
    assert dialog.far.text() == "4 of 20"
    assert contacts.count() == 6
    QTest.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    assert contacts.count() == 5
    qtbot.waitUntil(lambda: dialog.far.text() == "2 of 20")  # nobody of that step


def test_undo_reaches_what_was_added_here_and_nothing_before(session, opened):
    session.act("Away", lambda: contacts.trash([contacts.resolve("Priya")]))
    dialog = opened()
    QTest.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    assert dialog.said.text() == "Nothing was done here that could be taken back."
    typed(dialog, "Hanna")
    dialog.add_button.click()
    assert contacts.count() == 3
    for _twice in range(2):
        QTest.keyClick(dialog, Qt.Key.Key_Z, CTRL)
        assert contacts.count() == 2
    QTest.keyClick(dialog, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert contacts.count() == 3


def test_what_is_taken_back_counts_no_more(session, opened):
    """Nor does somebody count who was here before, until Redo."""
    dialog = opened()
    typed(dialog, "Hanna\nPriya Raman")
    dialog.add_button.click()
    assert dialog.far.text() == "2 of 20"
    session.undo()
    assert dialog.far.text() == "0 of 20"
    session.redo()
    assert dialog.far.text() == "2 of 20"


def test_a_first_name_that_is_here_is_said(opened):
    dialog = opened()
    typed(dialog, "Ana")
    assert dialog.said.text() == "1 new · for Ana Kovač, write the whole name"
    typed(dialog, "Ana Kovač")
    assert dialog.said.text() == "here already: Ana Kovač"


def test_twenty_are_a_good_start(opened):
    dialog = opened()
    typed(dialog, "\n".join(f"Cousin N{n}" for n in range(21)))
    dialog.add()
    assert dialog.far.text() == "21 people. That is a good start."
    assert dialog.bar.value() == dialog.bar.maximum()


def test_what_is_typed_is_kept(qtbot, opened):
    dialog = opened()
    typed(dialog, "Half a na")
    dialog.spheres.rows["clubs"].click()
    assert (dialog.title.text(), dialog.names.toPlainText()) == ("Sports and clubs", "")
    typed(dialog, "Rower")
    dialog.spheres.rows["family"].click()
    assert dialog.names.toPlainText() == "Half a na"
    dialog.reject()
    again = opened()
    assert again.names.toPlainText() == "Half a na"
    again.ask("clubs")
    assert again.names.toPlainText() == "Rower"
    again.add()
    again.ask("clubs")
    assert again.names.toPlainText() == ""


def test_thin_spheres_are_told_kindly(qtbot, session, opened):
    made = []
    session.act(
        "Add", lambda: made.extend(contact(f"Cousin {n}", met_via="family") for n in range(3))
    )
    dialog = opened()
    rows = dialog.spheres.rows
    qtbot.waitUntil(lambda: rows["family"].state.text() == "a good start")
    session.act("Log", lambda: interaction(made[0], ago=800))
    qtbot.waitUntil(lambda: rows["family"].state.text() == "not in touch for a year")
    assert rows["study"].state.text() == "nobody yet"
    assert "nobody yet" in rows["study"].accessibleDescription()
    assert [row.accessibleName() for row in rows.values()][-1] == "People I once helped"
    assert len(rows) == len(sweep.SPHERES)


def test_it_opens_from_the_menu_and_from_an_empty_journal(qtbot, session, make_window):
    window = make_window()
    window.show_page("people")
    window.page.panel.nobody._first.triggered.emit("sweep")
    dialog = window.findChild(SweepDialog)
    assert dialog.isVisible()
    typed(dialog, "Mama")
    dialog.add()
    dialog.close_button.click()
    qtbot.waitUntil(lambda: not window.page.panel.teaches)
    assert not window.actions_["sweep"].shortcut().toString()
    window.actions_["sweep"].trigger()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(SweepDialog)))


@pytest.mark.parametrize("text_size", [1.0, 1.5, 2.0])
def test_numbers_and_edges_are_seen_at_any_text_size(look, opened, text_size):
    theme.apply(look, "light", text_size)
    dialog = opened()
    dialog.resize(800, 700)
    QCoreApplication.processEvents()
    spheres = dialog.spheres
    view = spheres.area.viewport()
    assert spheres.geometry().bottom() < dialog.close_button.geometry().top()  # with its edge
    for row in spheres.rows.values():
        right = row.count.mapTo(view, QPoint(row.count.width(), 0)).x()
        assert right <= view.width()
    assert spheres.rows["family"].past.isVisible() == (text_size == 1.0)
    bar = spheres.area.verticalScrollBar()
    assert bar.isVisible() == (text_size > 1.0)
