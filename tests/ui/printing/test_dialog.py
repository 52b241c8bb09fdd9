"""The print dialog as a user meets it: choose, look, turn pages, save, be remembered."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QPushButton, QWidget

from netjournal.services.people import contacts
from netjournal.services.people.contact_form import AddressForm
from netjournal.ui import file_choice, safe, theme
from netjournal.ui.printing import memory
from netjournal.ui.printing.dialog import PrintDialog
from netjournal.ui.printing.options import LAYOUTS, Options
from netjournal.ui.printing.whom import Wanted
from tests.builders import interaction


@pytest.fixture
def dialog(qtbot, session, people, preferences):
    """Open the dialog for what a page offers."""

    def make(**wanted):
        made = PrintDialog(session, Wanted(**wanted), preferences)
        qtbot.addWidget(made)
        made.show()
        seen(qtbot, made)
        return made

    return make


def seen(qtbot, made):
    qtbot.waitUntil(lambda: made.pane.where.text() != "" and not made.pane._session.jobs.busy)


def pick(made, name, value):
    box = made.findChild(QComboBox, f"print_{name}")
    box.setCurrentIndex(box.findData(value))


def tick(made, name, on=True):
    made.findChild(QCheckBox, f"print_{name}").setChecked(on)


def shown(made):
    """Names of the choices that are to be seen."""
    kinds = (QComboBox, QCheckBox)
    return {
        child.objectName().removeprefix("print_")
        for kind in kinds
        for child in made.choices.findChildren(kind)
        if not child.isHidden()
    }


def test_labels_say_who_gets_none(qtbot, session, dialog, people):
    with session.journal.edit("Move"):
        form = contacts.form(people["Ana"])
        form.addresses = [AddressForm(street="Road 1", locality="Oslo")]
        contacts.update(people["Ana"], form)
        form = contacts.form(people["Priya"])
        form.addresses = [AddressForm(locality="Oslo")]
        contacts.update(people["Priya"], form)
    made = dialog(chosen=tuple(people.values()))
    pick(made, "layout", "labels")
    told = "No label for 2 people without a street or a PO box"
    qtbot.waitUntil(lambda: made._note.text() == told)
    assert made.findChild(QPushButton, "print_pdf").isEnabled()


def test_every_layout_is_drawn_with_its_own_choices(qtbot, dialog, people):
    made = dialog(chosen=(people["Priya"], people["Ana"]), listed=tuple(people.values()))
    for layout in LAYOUTS:
        pick(made, "layout", layout)
        if layout == "labels":  # nobody has an address
            qtbot.waitUntil(lambda: not made.findChild(QPushButton, "print_pdf").isEnabled())
            pick(made, "label", "free")
            assert {"paper", "landscape"} <= shown(made)
            continue
        qtbot.waitUntil(lambda: made.findChild(QPushButton, "print_pdf").isEnabled())
        seen(qtbot, made)
        assert made.pane.total >= 1
        assert ("whom" in shown(made)) == (layout not in ("event", "report"))
        assert ("private" in shown(made)) == (layout in ("summary", "brief"))
    assert all(child.accessibleName() for child in made.choices.findChildren(QComboBox))


def test_every_control_can_be_reached_and_has_a_name(qtbot, dialog, people):
    made = dialog(chosen=(people["Priya"],))
    for layout in LAYOUTS:
        pick(made, "layout", layout)
        for child in made.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
                name = child.accessibleName() or getattr(child, "text", str)()
                assert name, f"{layout}: {child.objectName()}"
                assert child.objectName()
    seen(qtbot, made)


def test_pages_are_turned_and_zoomed_by_keys(qtbot, dialog, people):
    made = dialog(chosen=(people["Priya"], people["Ana"], people["Zoë"]))
    view, where = made.pane.view, made.findChild(QLabel, "print_page")
    qtbot.waitUntil(lambda: where.text() == "Page 1 of 3")
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: where.text() == "Page 2 of 3")
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: where.text() == "Page 3 of 3")
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: where.text() == "Page 1 of 3")
    before = view.zoom_percent()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom_percent() > before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom_percent() == before
    assert "Page 1 of 3" in view.accessibleDescription()
    seen(qtbot, made)


def test_the_preview_has_a_ring_when_it_has_the_keyboard(qtbot, dialog, people):
    made = dialog(chosen=(people["Priya"],))
    view = made.pane.view
    made.activateWindow()
    made.choices.layout_box.setFocus()
    without = view.grab().toImage().pixelColor(3, 1)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.grab().toImage().pixelColor(3, 1) != without


def test_saved_pdf_offers_its_folder_and_choices_are_remembered(
    qtbot, session, window, people, tmp_path, monkeypatch
):
    target, opened = tmp_path / "out.pdf", []
    monkeypatch.setattr(file_choice, "save_file", lambda *_: target)
    monkeypatch.setattr(safe, "open_folder", opened.append)
    window.show_contact(people["Priya"])
    qtbot.waitUntil(lambda: window.page.selected_contacts() == (people["Priya"],))
    window.actions_["print"].trigger()
    made = window.findChild(PrintDialog)
    seen(qtbot, made)
    pick(made, "paper", "A5")
    tick(made, "private")
    tick(made, "part_code", on=False)
    seen(qtbot, made)
    qtbot.mouseClick(made.findChild(QPushButton, "print_pdf"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.toast.label.text() == "Saved out.pdf")
    window.toast.button.click()
    assert opened == [tmp_path]
    page = pypdfium2.PdfDocument(target)[0]
    assert round(page.get_width()) == 420
    kept = memory.recall(window.preferences, "summary")
    assert (kept.paper, kept.without) == ("A5", frozenset({"code"}))
    assert not kept.private  # asked for each time
    assert memory.recall(window.preferences, "directory") == Options(layout="directory")


def test_a_printer_gets_the_same_pages(qtbot, session, dialog, people, tmp_path, monkeypatch):
    made = dialog(chosen=(people["Priya"], people["Ana"]))
    target, said = tmp_path / "printer.pdf", []
    session.said.connect(said.append)

    def accept(asked):
        asked.printer().setOutputFileName(str(target))  # a printer that prints into a file
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    qtbot.mouseClick(made.findChild(QPushButton, "print_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].text == "Sent to the printer"
    pages = pypdfium2.PdfDocument(target)
    assert len(pages) == 2
    assert "Priya Raman" in pages[0].get_textpage().get_text_bounded()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_fails_says_so(qtbot, dialog, people, tmp_path, monkeypatch):
    made = dialog(chosen=(people["Priya"],))

    def accept(asked):
        asked.printer().setOutputFileName(str(tmp_path / "nowhere" / "out.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    note = made.findChild(QLabel, "print_note")
    again = made.findChild(QPushButton, "print_button")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "printer" in note.text() and not note.isHidden())
    assert again.isEnabled()
    assert made.isVisible()


def test_a_printer_never_prints_over_a_journal(qtbot, session, dialog, people, monkeypatch):
    made = dialog(chosen=(people["Priya"],))
    target = session.journal.path
    before = target.read_bytes()

    def accept(asked):
        asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        asked.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    note = made.findChild(QLabel, "print_note")
    qtbot.mouseClick(made.findChild(QPushButton, "print_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "journal" in note.text() and not note.isHidden())
    assert target.read_bytes() == before


def test_closing_keeps_nothing_and_layouts_keep_their_choices_meanwhile(
    qtbot, dialog, people, preferences
):
    made = dialog(chosen=(people["Priya"],))
    pick(made, "paper", "A5")
    tick(made, "history")
    tick(made, "private")
    pick(made, "layout", "brief")
    assert made.choices.options().paper != "A5"
    pick(made, "layout", "summary")
    assert (made.choices.options().paper, made.choices.options().history) == ("A5", True)
    assert not made.choices.options().private
    seen(qtbot, made)
    qtbot.mouseClick(made.findChild(QPushButton, "print_close"), Qt.MouseButton.LeftButton)
    assert memory.recall(preferences, "summary") == Options()


def test_what_is_stopped_leaves_no_file_and_is_not_remembered(
    qtbot, dialog, people, preferences, tmp_path
):
    made = dialog(chosen=(people["Priya"], people["Ana"]))
    pick(made, "paper", "A5")
    made.save_pdf(tmp_path / "out.pdf")
    made._work.cancel()
    note = made.findChild(QLabel, "print_note")
    qtbot.waitUntil(lambda: made.isHidden() or note.text().startswith("Stopped"))
    if not made.isHidden():  # it may have been quicker than the hand
        assert not list(tmp_path.glob("out*"))
        assert memory.recall(preferences, "summary") == Options()


def test_a_circle_is_printed_from_its_menu(qtbot, session, window, people):
    from netjournal.services.people import circles

    choir = next(row.id for row in circles.circles() if row.name == "Choir")
    window.circle_menu._circle = window.circle_menu._find(choir)
    menu = window.circle_menu.menu()
    next(one for one in menu.actions() if one.objectName() == "circle_print").trigger()
    made = window.findChild(PrintDialog)
    seen(qtbot, made)
    assert made.choices.key == f"circle:{choir}"
    assert made.choices.options().layout == "directory"
    assert made.choices.options().heading == "Choir"


def test_a_page_offers_what_it_shows(qtbot, session, window, people):
    window.show_page("events")
    qtbot.waitUntil(lambda: window.page.printed_event() is not None)
    window.actions_["print"].trigger()
    made = window.findChild(PrintDialog)
    seen(qtbot, made)
    assert made.choices.options().layout == "event"
    assert made.choices.options().event_id == window.page.printed_event()
    made.close()


def test_circles_and_everybody_can_be_chosen(qtbot, dialog, people, journal):
    made = dialog(chosen=(people["Priya"],))
    pick(made, "layout", "directory")
    box = made.choices.whom_box
    words = [box.itemText(n) for n in range(box.count())]
    assert words[:2] == ["Priya Raman", "Everybody"]
    box.setCurrentIndex(words.index("Circle: Choir"))
    seen(qtbot, made)
    assert made.choices.options().heading == "Choir"
    pick(made, "whom", "all")
    pick(made, "layout", "summary")
    qtbot.waitUntil(lambda: made.pane.total == 3)
    seen(qtbot, made)


def test_choices_that_make_no_sense_any_more_are_forgotten(preferences):
    preferences.print_layout = "scroll"
    preferences.print_options = {
        "labels": {"paper": "B7", "grid": [0, -1, "x"], "without": 7, "label": "L9", "whole": "yes"}
    }
    assert memory.layout(preferences) == "summary"
    assert memory.recall(preferences, "labels") == Options(layout="labels")


def test_a_long_timeline_is_one_page_until_all_is_wanted(qtbot, dialog, people, session):
    with session.journal.edit("Many"):
        for n in range(80):
            interaction(people["Zoë"], ago=n, summary=f"Talk {n}")
    made = dialog(chosen=(people["Zoë"],))
    qtbot.waitUntil(lambda: made.pane.total == 1)
    tick(made, "whole")
    qtbot.waitUntil(lambda: made.pane.total > 4)
    seen(qtbot, made)


def test_large_text_fits_a_small_screen(qtbot, qapp, dialog, people):
    theme.apply(qapp, "light", 2.0)
    try:
        made = dialog(chosen=(people["Priya"],))
        assert made.minimumSizeHint().width() <= 1_000
        assert made.minimumSizeHint().height() <= 640
    finally:
        theme.apply(qapp, "light", 1.0)
