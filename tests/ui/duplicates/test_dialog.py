"""Looking for duplicates as a user does: decide by keyboard, choose values, take it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from netjournal.models import Contact
from netjournal.services.duplicates import dedupe
from netjournal.services.keeping import backups
from netjournal.services.people import contacts
from netjournal.services.people.contacts import AffiliationForm
from netjournal.ui import theme
from netjournal.ui.duplicates.dialog import DuplicatesDialog
from netjournal.ui.duplicates.parts import NONE, PAIRS
from tests.builders import contact, interaction
from tests.ui.test_gallery import picture

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def twins(session, people):
    """Two pairs that may be one person each, and who they are."""
    with session.journal.edit("Twins"):
        ana = contact(
            "Ana Kovac",
            email="ANA@example.com",
            birthday="1990-05-12",
            affiliations=[AffiliationForm("Kite & Sons", "Lead")],
        )
        priya = contact("P. Raman", phone="0049 30 5550 1234", note="<b>met</b> twice")
        interaction(ana, ago=2)
        contacts.add_to_circle([ana], "Rust")
    return {"Ana": (people["Ana"], ana), "Priya": (people["Priya"], priya)}


def opened(qtbot, session, *ids):
    made = DuplicatesDialog(session, ids)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    if not ids:
        qtbot.waitUntil(lambda: made._job is None)
    return made


@pytest.fixture
def dialog(qtbot, session, twins):
    made = opened(qtbot, session)
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    return made


def test_before_several_merges_the_journal_is_backed_up(qtbot, dialog, session):
    before = session.journal.undo_label()
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: session.journal.undo_label() != before)
    first = backups.list_backups(session.journal.path)
    assert [one.reason for one in first] == ["merge"]
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)
    assert backups.list_backups(session.journal.path) == first


def shown(dialog):
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


def press(dialog, key, modifier=ALT):
    QTest.keyClick(dialog, key, modifier)


def test_the_model_keeps_qt_s_rules(qtmodeltester, dialog):
    qtmodeltester.check(dialog.model)


def test_pairs_are_listed_with_their_reasons(dialog):
    assert dialog.view.hasFocus()
    assert dialog.heading.text() == "2 pairs may be one person"
    assert sorted(shown(dialog)) == ["Ana Kovač · Ana Kovac", "Priya Raman · P. Raman"]
    assert dialog.reasons.text() == "In common: same e-mail address, same name"
    assert not dialog.against.isVisible()


def test_merging_by_key_leads_to_the_next_pair(qtbot, dialog, session, twins):
    press(dialog, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert shown(dialog) == ["Priya Raman · P. Raman"]
    assert Contact.select().count() == 4
    assert session.journal.undo_label() == "Merge Ana Kovač and Ana Kovac"
    assert dialog.toast.label.text() == "Merged Ana Kovač and Ana Kovac"
    press(dialog, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == NONE)
    assert dialog.nothing.accessibleName() == "All decided"


def test_undo_in_the_dialog_brings_the_pair_back(qtbot, dialog, twins):
    press(dialog, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    press(dialog, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert Contact.select().count() == 5
    press(dialog, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.toast.button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)


def test_undo_leaves_alone_what_was_done_before_the_dialog(qtbot, dialog, session, twins):
    names = {row.full_name for row in Contact.select()}
    press(dialog, Qt.Key.Key_Z, CTRL)
    assert session.journal.undo_label() == "Twins"
    assert "Nothing was done here" in dialog.toast.label.text()
    press(dialog, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    for _ in range(2):
        press(dialog, Qt.Key.Key_Z, CTRL)
        assert session.journal.undo_label() == "Twins"
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    QTest.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Redo))
    assert session.journal.undo_label() == "Not the same person"
    assert {row.full_name for row in Contact.select()} == names


def test_redo_leaves_alone_what_was_taken_back_before(qtbot, session, people):
    with session.journal.edit("Add Jo"):
        contact("Jo")
    session.undo()
    made = opened(qtbot, session, people["Ana"], people["Zoë"])
    qtbot.waitUntil(made.isActiveWindow)
    QTest.keySequence(made, QKeySequence(QKeySequence.StandardKey.Redo))
    assert made.toast.label.text() == "Nothing was taken back here."
    press(made, Qt.Key.Key_Z, CTRL)
    assert session.journal.redo_label() == "Add Jo"
    session.redo()
    assert contacts.resolve("Jo")


def test_not_the_same_is_remembered(qtbot, session, dialog, twins):
    press(dialog, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dedupe.dismissed() == {twins["Ana"]}
    again = opened(qtbot, session)
    assert shown(again) == ["Priya Raman · P. Raman"]
    session.undo()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)


def test_later_is_for_this_time_only(qtbot, session, dialog):
    press(dialog, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: shown(dialog) == ["Priya Raman · P. Raman"])
    assert len(shown(opened(qtbot, session))) == 2


def test_the_chosen_value_wins(qtbot, dialog, twins):
    one, other = twins["Ana"]
    names = dialog.compare.radios("name")
    assert [radio.text() for radio in names] == ["Ana Kovač", "Ana Kovac"]
    assert names[0].isChecked()
    names[1].setFocus()
    QTest.keyClick(names[1], Qt.Key.Key_Space)
    assert dialog.compare.choices() == {"name": other}
    press(dialog, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert contacts.form(one).full_name == "Ana Kovac"
    assert contacts.form(one).circles == ["Choir", "Rust"]


def test_what_was_written_is_shown_as_written(qtbot, dialog):
    dialog.view.setCurrentIndex(dialog.model.index(1, 0))
    texts = [label.text() for label in dialog.compare.widget().findChildren(type(dialog.hint))]
    assert "<b>met</b> twice" in texts
    assert "P. Raman" in [radio.text() for radio in dialog.compare.radios("name")]


def test_the_note_hides_no_button(qtbot, dialog, twins):
    dialog.other_button.click()
    qtbot.waitUntil(dialog.toast.isVisible)
    for verb in (dialog.merge_button, dialog.other_button, dialog.later_button):
        assert not dialog.toast.geometry().intersects(verb.geometry())


def test_long_addresses_are_broken_rather_than_cut(qtbot, session, people):
    long = "matthew.marshwick.5bf4@foxglove-healthcare-of-the-north.example"
    with session.journal.edit("Twins"):
        ids = [contact(f"Matt {n}", email=long.replace("5", str(n))) for n in (1, 2)]
    dialog = opened(qtbot, session, *ids)
    dialog.resize(700, 680)
    labels = dialog.compare.widget().findChildren(type(dialog.hint))
    (cell,) = [label for label in labels if label.accessibleName() == long.replace("5", "1")]
    assert cell.text().replace("\u200b", "") == long.replace("5", "1")
    qtbot.waitUntil(lambda: cell.height() > 1.5 * cell.fontMetrics().height())
    longest = max(cell.text().split("\u200b"), key=len)
    assert cell.fontMetrics().horizontalAdvance(longest) < cell.width()


def test_pictures_are_chosen_by_sight(qtbot, session, people):
    ids = [people["Ana"], people["Priya"]]
    with session.journal.edit("Photos"):
        for number, who in enumerate(ids):
            image = QImage(40, 40, QImage.Format.Format_RGB32)
            image.fill(QColor("#1f6f5c" if number else "#b4463c"))
            store = QBuffer()
            image.save(store, "PNG")
            contacts.set_photo(who, bytes(store.data().data()), "image/png")
    dialog = opened(qtbot, session, *ids)
    radios = dialog.compare.radios("photo")
    colors = {radio.icon().pixmap(20, 20).toImage().pixelColor(5, 5).name() for radio in radios}
    assert colors == {"#b4463c", "#1f6f5c"}
    assert all(radio.accessibleName() for radio in radios)


def test_every_control_has_a_name(dialog):
    for radio in dialog.findChildren(QRadioButton):
        assert radio.accessibleName()
        assert radio.objectName()
    for verb in (dialog.merge_button, dialog.other_button, dialog.later_button):
        assert verb.text().count("&") == 1
        assert verb.objectName()


def test_a_journal_without_any(qtbot, session, people):
    dialog = opened(qtbot, session)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == NONE)
    assert dialog.nothing.accessibleName() == "No duplicates found"
    dialog.layout().activate()
    assert dialog.close_button.geometry().right() == dialog.width() - 24 - 1  # as in any dialog


def test_stopping_the_search(qtbot, session, twins, monkeypatch):
    dialog = DuplicatesDialog(session)
    qtbot.addWidget(dialog)
    dialog._job.cancel()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert dialog.pages.currentIndex() in (NONE, PAIRS)


def test_people_who_were_chosen(qtbot, session, people):
    dialog = opened(qtbot, session, people["Ana"], people["Priya"], people["Zoë"])
    assert dialog.heading.text() == "Merge 3 people"
    assert len(dialog.compare.radios("name")) == 3
    assert not dialog.list_card.isVisible()
    assert not dialog.other_button.isEnabled()
    dialog.merge_button.click()
    assert not dialog.isVisible()
    assert Contact.select().count() == 1
    assert session.journal.undo_label() == "Merge 3 people"


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_can_be_looked_at(qtbot, qapp, session, twins, name, scale):
    theme.apply(qapp, name, scale)
    try:
        dialog = opened(qtbot, session)
        qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
        dialog.resize(QSize(980, 680) * scale)
        picture(dialog, f"duplicates_{name}_{scale:g}")
        for verb in (dialog.merge_button, dialog.other_button, dialog.later_button):
            assert dialog.rect().contains(verb.geometry())
    finally:
        theme.apply(qapp, "light", 1.0)
