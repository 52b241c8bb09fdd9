"""The field for one person: who is meant without choosing from the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from netjournal.services.people import contacts
from netjournal.ui.widgets.person_edit import PersonEdit
from tests.builders import TODAY, contact


@pytest.fixture
def people(session):
    with session.journal.edit("Begin"):
        names = ("Zoë Hart", "Zoë Hartmann", "Ben Okri", "Li Wei", "Li Wei")
        return [contact(name) for name in names]


@pytest.fixture(params=[False, True], ids=["any name", "only known"])
def field(request, qtbot, people):
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    made = PersonEdit(TODAY, box, only_known=request.param)
    made.only_known = request.param
    column.addWidget(made)
    made.after = QLineEdit(box)
    column.addWidget(made.after)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    made.setFocus()
    made.box = box  # else nobody holds it
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
@pytest.mark.parametrize(
    ("typed", "whole", "part"),
    [
        ("zoe hart", "Zoë Hart", "Zoë Hart"),  # though another begins so
        ("Ben", None, "Ben Okri"),
        ("zo", None, None),  # two of them
        ("Li Wei", None, None),  # two called so
        ("Nobody", None, None),
        ("", None, None),
    ],
)
def test_who_is_meant(field, people, key, typed, whole, part):
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, key)
    wanted = part if field.only_known else whole
    assert field.text() == (wanted or typed)
    names = ["Zoë Hart", "Zoë Hartmann", "Ben Okri"]
    assert field.contact_id == (people[names.index(wanted)] if wanted else None)


def test_who_was_chosen_and_mended_by_typing_is_still_known(field, people):
    field.set_person(people[2], "")
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.contact_id == people[2]


def test_somebody_of_whom_only_a_note_says_the_word_is_not_meant(qtbot, field, people, session):
    def told():
        form = contacts.form(people[2])
        form.note = "Sings with Robin"
        contacts.update(people[2], form)

    session.act("Tell", told)
    QTest.keyClicks(field, "Robin")
    assert field._found() == []
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), field.contact_id) == ("Robin", None)
