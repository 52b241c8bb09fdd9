"""Buttons, chips and pills."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu, QVBoxLayout, QWidget

from netjournal.ui import colors, theme
from netjournal.ui.widgets.buttons import ChipButton, ChoiceChip, Pill, button, icon_button


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, "light")


def test_buttons_have_the_design_s_heights(qtbot):
    plain, small = button("Add person", name="add"), button("Log", "small")
    for made in (plain, small):
        qtbot.addWidget(made)
    assert plain.sizeHint().height() == 34
    assert small.sizeHint().height() == 28
    assert plain.objectName() == "add"


def test_a_primary_button_is_filled(qtbot):
    primary = button("Log interaction", "primary", "log")
    qtbot.addWidget(primary)
    primary.resize(primary.sizeHint())
    image = primary.grab().toImage()
    assert image.pixelColor(5, 17).name() == colors.LIGHT["accent"]
    assert not primary.icon().isNull()


def test_icon_buttons_have_a_name_and_take_the_keyboard(qtbot):
    made = icon_button("print", "Print <all>", "print_button")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Print <all>"
    assert "&lt;all&gt;" in made.toolTip()
    assert made.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_pills_are_plain_text(qtbot):
    pill = Pill("<b>due</b>", "warning")
    qtbot.addWidget(pill)
    assert pill.textFormat() == Qt.TextFormat.PlainText
    assert pill.property("tone") == "warning"


def test_a_chip_opens_its_menu(qtbot):
    chip = ChipButton("All ties")
    qtbot.addWidget(chip)
    menu = QMenu(chip)
    chip.set_menu(menu)
    assert chip.menu() is menu
    wider = ChipButton("All the ties there are")
    qtbot.addWidget(wider)
    assert wider.sizeHint().width() > chip.sizeHint().width()


def test_a_choice_is_told_when_picked(qtbot):
    chip = ChoiceChip([("name", "name"), ("touch", "last touch & go")], "Sort: {choice}")
    qtbot.addWidget(chip)
    assert chip.value == "name"
    assert chip.text() == "Sort: name"
    with qtbot.waitSignal(chip.chosen) as told:
        chip.menu().actions()[1].trigger()
    assert told.args == ["touch"]
    assert chip.value == "touch"
    assert chip.text().replace("&&", "&") == "Sort: last touch & go"


def test_setting_a_choice_is_silent(qtbot):
    chip = ChoiceChip([(None, "All"), (3, "Three")])
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.chosen):
        chip.set_value(3)
    assert chip.value == 3
    assert chip.menu().actions()[1].isChecked()
    with pytest.raises(ValueError, match="4"):
        chip.set_value(4)


def test_new_options_keep_the_value_where_they_can(qtbot):
    chip = ChoiceChip([(1, "one"), (2, "two")])
    qtbot.addWidget(chip)
    chip.set_value(2)
    chip.set_options([(2, "zwei"), (3, "drei")])
    assert (chip.value, chip.text()) == (2, "zwei")
    chip.set_options([(5, "fünf")])
    assert chip.value == 5


def test_the_arrow_is_painted_at_the_far_side(qtbot):
    chip = ChipButton("i")
    qtbot.addWidget(chip)
    chip.resize(100, 20)
    for direction, side in (
        (Qt.LayoutDirection.LeftToRight, range(85, 98)),
        (Qt.LayoutDirection.RightToLeft, range(2, 15)),
    ):
        chip.setLayoutDirection(direction)
        image = chip.grab().toImage()
        dark = [x for x in range(100) if image.pixelColor(x, 11).lightness() < 150]
        assert [x for x in dark if x in side]


@pytest.mark.parametrize("make", [button, lambda text: icon_button("print", text)])
def test_enter_presses_the_button_in_focus_and_no_other(qtbot, make):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    line = QVBoxLayout(dialog)
    default, other = button("Import", "primary"), make("Leave")
    default.setDefault(True)
    pressed = []
    for one in (default, other):
        line.addWidget(one)
        one.clicked.connect(lambda *_args, name=one: pressed.append(name))
    dialog.show()
    dialog.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(other, key)
    assert pressed == [other] * 3


def test_a_choice_says_what_is_chosen(qtbot):
    chip = ChoiceChip([("a", "All ties"), ("b", "Mum & dad")])
    qtbot.addWidget(chip)
    assert chip.accessibleDescription() == "All ties"
    chip.set_value("b")
    assert chip.accessibleDescription() == "Mum & dad"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["primary", "", "small"])
def test_a_button_in_focus_is_seen_to_be(qtbot, qapp, scheme, kind):
    theme.apply(qapp, scheme)
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    here, other = button("Add event", kind, parent=box), button("Add event", kind, parent=box)
    for made in (here, other):
        column.addWidget(made)
    box.show()
    box.activateWindow()
    here.setFocus()
    qtbot.waitUntil(here.hasFocus)
    edges = [
        [image.pixelColor(x, image.height() // 2).name() for x in range(6)]
        for image in (here.grab().toImage(), other.grab().toImage())
    ]
    assert max(colors.contrast(*pair) for pair in zip(*edges, strict=True)) >= 3
