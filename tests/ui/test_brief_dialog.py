"""The brief: opened by one key, read at a glance, copied, and it follows the journal."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from netjournal.models.handle import db
from netjournal.services.giving import helping
from netjournal.services.nurturing import promises
from netjournal.services.people import contacts
from netjournal.ui.brief_dialog import BriefDialog
from netjournal.ui.safe import Label
from netjournal.ui.widgets.card import Card
from tests.builders import TODAY, interaction


@pytest.fixture
def brief(qtbot, session, people):
    with session.journal.edit("More"):
        contacts.update(people["Ana"], _skilled(people["Ana"]))
        helping.note_need(people["Priya"], "a contractor for embedded Rust", TODAY)
        promises.make("send the <b>draft</b>", TODAY, contact_id=people["Priya"], due=TODAY)
    made = BriefDialog(session, people["Priya"])
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.brief is not None)
    return made


def _skilled(contact_id):
    form = contacts.form(contact_id)
    form.skills = ["embedded Rust"]
    return form


def said(dialog):
    return {
        card.title.text(): [label.text() for label in card.findChildren(Label) if label.text()][1:]
        for card in dialog.findChildren(Card)
        if not card.isHidden()
    }


def test_what_it_says(brief, keep):
    found = said(brief)
    assert found["What they told you last"][0] == "Daughter won the contest"
    assert found["You promised"] == ["send the <b>draft</b>", "today"]
    assert found["What they need"] == [
        "a contractor for embedded Rust",
        "could help: Ana Kovač (embedded Rust)",
    ]
    assert found["You could ask"] == [
        "How is it going with “a contractor for embedded Rust”?",
        "What is new with Soil sensors?",
    ]
    assert brief.windowTitle() == "Brief: Priya Raman"
    keep(brief, "brief")


def test_its_verbs(qtbot, session, brief, people):
    brief.findChild(QPushButton, "brief_copy").click()
    text = QApplication.clipboard().text()
    assert text.startswith("Priya Raman\nCTO, Fieldnote\n")
    assert "- a contractor for embedded Rust (could help: Ana Kovač (embedded Rust))" in text
    with qtbot.waitSignal(brief.log_wanted) as asked:
        brief.findChild(QPushButton, "brief_log").click()
    assert asked.args == [(people["Priya"],)]
    assert not brief.isVisible()


def test_it_follows_the_journal_and_closes_when_nobody_is_left(qtbot, session, brief, people):
    session.act("Solve", lambda: helping.set_need_state(1, "solved", TODAY))
    qtbot.waitUntil(lambda: "What they need" not in said(brief))
    session.act(
        "Gone", lambda: db.execute_sql("DELETE FROM contact WHERE id = ?", (people["Priya"],))
    )
    qtbot.waitUntil(lambda: not brief.isVisible())


def test_one_key_opens_it(qtbot, window, people):
    window.show_contact(people["Priya"])
    qtbot.waitUntil(lambda: window.page.selected_contacts() == (people["Priya"],))
    qtbot.waitUntil(window.actions_["brief"].isEnabled)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(BriefDialog) is not None)
    shown = window.findChild(BriefDialog)
    qtbot.waitUntil(lambda: shown.brief is not None)
    assert shown.brief.full_name == "Priya Raman"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_a_long_address_goes_on_in_the_next_line(qtbot, session, people, brief):
    link = "https://example.org/" + "very-long-path" * 9
    session.act("Log", lambda: interaction(people["Priya"], summary=link))
    qtbot.waitUntil(lambda: link in said_whole(brief))
    label = next(one for one in brief.findChildren(Label) if one.accessibleName() == link)

    def needed():
        wrapped = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return label.fontMetrics().boundingRect(label.rect(), wrapped, label.text())

    qtbot.waitUntil(lambda: needed().height() <= label.height())
    assert needed().width() <= label.width()


def said_whole(dialog):
    return [one.accessibleName() for one in dialog.findChildren(Label)]
