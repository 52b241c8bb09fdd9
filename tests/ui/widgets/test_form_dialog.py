"""A form says what is missing, warns only once asked to save, and closes when it is written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from netjournal.errors import DiskError
from netjournal.ui.widgets.field_grid import FieldGrid
from netjournal.ui.widgets.form_dialog import FormDialog


class NameForm(FormDialog):
    def __init__(self, refused=False):
        super().__init__("name", "A name")
        self.refused = refused
        self.field = self.line("given", "Ana")
        grid = FieldGrid()
        grid.add_field("Given name", self.field, 0, 0)
        self.lay_out(grid, QPushButton("Delete", self))
        self.field.textChanged.connect(self.look)
        self.look()

    def problem(self):
        return "" if self.field.text() else "Say a name."

    def write(self):
        if self.refused:
            raise DiskError("The disk is full.")
        return 7


@pytest.fixture
def form(qtbot):
    made = NameForm()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_named_throughout(form):
    assert form.objectName() == "name_dialog"
    assert form.field.objectName() == "name_given"
    assert form.findChild(QPushButton, "name_cancel") is not None
    assert form.save_button.objectName() == "name_save"


def test_what_is_missing_is_said_quietly_until_somebody_saves(form):
    assert form.reason.text() == "Say a name."
    assert form.reason.property("tone") == "quiet"
    assert not form.save_button.isEnabled()
    QTest.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.reason.property("tone") == "warning"
    assert form.isVisible()


def test_ctrl_enter_saves_and_closes(qtbot, form):
    QTest.keyClicks(form.field, "Ana")
    assert form.save_button.isEnabled()
    with qtbot.waitSignal(form.saved) as told:
        QTest.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [7]
    assert not form.isVisible()


def test_what_could_not_be_written_stays(qtbot):
    form = NameForm(refused=True)
    qtbot.addWidget(form)
    form.show()
    QTest.keyClicks(form.field, "Ana")
    form.save()
    assert form.isVisible()
    assert form.field.text() == "Ana"
    assert "disk is full" in form.reason.text()


def test_cancel_leaves_it(qtbot, form):
    with qtbot.assertNotEmitted(form.saved):
        QTest.mouseClick(form.findChild(QPushButton, "name_cancel"), Qt.MouseButton.LeftButton)
    assert not form.isVisible()
