"""Text stays text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from netjournal.errors import RefusedLink
from netjournal.ui import safe
from netjournal.ui.line_dialog import LineDialog

HTML = "<b>Bob</b> <img src='file:///etc/passwd'>"


def test_labels_show_text_as_written(qtbot):
    label = safe.Label(HTML)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HTML


def test_a_label_changes_its_tone(qtbot):
    label = safe.Label("x", tone="quiet")
    qtbot.addWidget(label)
    label.set_tone("late")
    assert label.property("tone") == "late"


def test_tooltips_are_escaped(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    safe.set_tooltip(button, HTML)
    assert "<b>" not in button.toolTip()
    assert "&lt;b&gt;" in button.toolTip()
    assert button.accessibleDescription() == safe.display_safe(HTML)
    safe.set_tooltip(button, "")
    assert button.toolTip() == ""
    assert button.accessibleDescription() == ""


def test_a_tooltip_leaves_what_is_said_otherwise(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.setAccessibleDescription("20 people")
    safe.set_tooltip(button, "Ctrl+2")
    assert button.accessibleDescription() == "20 people"


def test_boxes_show_text_as_written(qtbot):
    box = safe.ask_box(None, "Delete?", HTML, "Delete", danger=True)
    qtbot.addWidget(box)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in box.findChildren(QLabel))
    assert box.defaultButton().text().replace("&", "") == "Cancel"


@pytest.mark.parametrize("answer", [True, False])
def test_ask_returns_what_was_chosen(qtbot, answer):
    def press():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        name = "verb_button" if answer else ""
        verb = box.findChild(QPushButton, "verb_button")
        (verb if name else box.button(QMessageBox.StandardButton.Cancel)).click()

    QTimer.singleShot(0, press)
    assert safe.ask(None, "Forget", "Forget Ann for good?", "Forget", danger=True) is answer


def test_what_is_asked_for_has_room(qtbot):
    """For a name, and for the title of the window, however short the question is."""
    widths = []

    def answer():
        box = QApplication.activeModalWidget()
        widths.append(box.width())
        box.accept()

    QTimer.singleShot(50, answer)
    safe.ask_text(None, "Keep as smart list", "Name")
    assert widths[0] >= 360


def test_ask_text_is_plain(qtbot):
    seen = []

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LineDialog)
        seen.extend(label.textFormat() for label in dialog.findChildren(QLabel))
        seen.append(dialog.focusWidget() is dialog.line and not dialog.save.isEnabled())
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        QTest.keyClicks(dialog.line, "Ana")
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    assert safe.ask_text(None, "Name", "<i>Name</i>") == "Ana"
    assert seen.pop()  # one types at once, and there is nothing to save yet
    assert set(seen) == {Qt.TextFormat.PlainText}


def test_links_open_only_after_yes():
    opened = []
    asked = []

    def confirm(link):
        asked.append(link.shown)
        return len(asked) > 1

    def opener(url):
        opened.append(url.toString())
        return True

    assert not safe.open_url("https://example.org/x", confirm=confirm, opener=opener)
    assert opened == []
    assert safe.open_url("https://example.org/x", confirm=confirm, opener=opener)
    assert opened == ["https://example.org/x"]
    assert asked == ["example.org", "example.org"]


def test_refused_links_are_neither_asked_nor_opened():
    def never(_anything):
        raise AssertionError

    with pytest.raises(RefusedLink):
        safe.open_url("file:///etc/passwd", confirm=never, opener=never)


def test_the_question_names_the_host(qtbot):
    texts = []

    def look():
        box = QApplication.activeModalWidget()
        texts.append(box.text())
        box.button(QMessageBox.StandardButton.Cancel).click()

    QTimer.singleShot(0, look)
    assert not safe.open_url("https://example.org/very/long", opener=lambda _url: True)
    assert "example.org" in texts[0]


@pytest.mark.parametrize("text", ["Priya", "ليلى"])
def test_labels_start_at_the_reading_side(qtbot, text):
    label = safe.Label(text)
    qtbot.addWidget(label)
    assert label.alignment() & Qt.AlignmentFlag.AlignLeft
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert label.alignment() == Qt.AlignmentFlag.AlignHCenter


def test_a_link_of_a_line_does_not_widen_what_holds_it(qtbot):
    label = safe.Label("https://example.org/" + "x" * 200, wrap=True)
    qtbot.addWidget(label)
    usual = safe.Label("quite ordinary words", wrap=True)
    qtbot.addWidget(usual)
    assert label.minimumSizeHint().width() < 400
    assert usual.minimumSizeHint().width() < label.minimumSizeHint().width()
