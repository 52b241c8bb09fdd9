"""The capture line: what it shows before Enter, and who is meant."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netjournal.services import interactions
from netjournal.services.people import card, contacts
from netjournal.ui.palette.capture_bar import CaptureBar
from netjournal.ui.palette.capture_parts import Perhaps
from netjournal.ui.widgets.buttons import Pill
from tests.builders import TODAY, contact


@pytest.fixture
def bar(qtbot, session, people):
    made = CaptureBar(session)
    qtbot.addWidget(made)
    made.resize(900, 80)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    return made


def chips(bar):
    bar.understand()
    return [pill.text() for pill in bar.findChildren(Pill)]


def test_chips_say_what_was_understood(qtbot, bar):
    QTest.keyClicks(bar.line, "call with Priya and Sam New yesterday 25 min #berlin")
    qtbot.waitUntil(lambda: bar._row.isVisible())
    assert chips(bar) == [
        "Call",
        "yesterday",
        "Priya Raman",
        "new person: Sam New",
        "25 min",
        "#berlin",
    ]


def test_needs_and_promises_are_shown(bar):
    bar.line.setText("coffee with Ana, needs: a flat, promised: send links by friday")
    assert chips(bar)[-2:] == ["need: a flat", "promise: send links, due Friday"]


def test_each_need_and_promise_is_shown_with_whose_it_is(bar):
    bar.line.setText(
        "coffee with Ana and Priya. Priya needs a desk; promised links by friday; promised a call"
    )
    assert chips(bar)[4:] == [
        "Priya Raman needs a desk",
        "promise: links, due Friday",
        "promise: a call",
        "“Priya needs a desk”",
    ]


def test_enter_writes_and_empties(qtbot, bar, people):
    QTest.keyClicks(bar.line, "coffee with Priya yesterday")
    with qtbot.waitSignal(bar.written) as written:
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    form = interactions.form(written.args[0])
    assert (form.contact_ids, form.day) == ([people["Priya"]], TODAY - 1)
    assert bar.line.text() == ""
    assert not bar._row.isVisible()


def test_what_was_written_down_elsewhere_is_not_offered_again(qtbot, session, bar):
    QTest.keyClicks(bar.line, "coffee with Priya")
    bar._draft.save()
    other = CaptureBar(session)  # the same line on another page
    qtbot.addWidget(other)
    assert other.line.text() == "coffee with Priya"
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    other.show()
    assert other.line.text() == ""
    QTest.keyClicks(bar.line, "call with Priya")
    bar._draft.save()
    other.hide()
    other.show()
    assert other.line.text() == "call with Priya"
    bar.line.setFocus()
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: other.line.text() == "")


def test_after_enter_ctrl_z_is_the_journal_s(qtbot, bar):
    QTest.keyClicks(bar.line, "call with Priya")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.line.text() == ""
    assert not bar.line.isUndoAvailable()


def test_a_text_too_long_for_a_line_is_not_cut_without_a_word(qtbot, bar, session):
    QApplication.clipboard().setText("word " * 10_000)
    with qtbot.waitSignal(session.said) as told:
        QTest.keyClick(bar.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "long texts" in told.args[0].text
    bar.line.clear()


def test_enter_in_an_empty_line_writes_nothing(qtbot, bar):
    with qtbot.assertNotEmitted(bar.written):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)


def test_a_name_that_fits_several_is_chosen(qtbot, session, bar, people):
    session.act("Another", lambda: contact("Priya Nair"))
    bar.line.setText("coffee with Priya")
    bar.understand()
    (chip,) = bar.choosers()
    assert chip.text() == "Which Priya?"
    texts = [action.text() for action in chip.menu().actions()]
    assert sorted(texts) == [
        "",
        "Priya Nair",
        "Priya Raman · CTO, Fieldnote",
        "Someone new called Priya",
    ]
    wanted = next(action for action in chip.menu().actions() if "Raman" in action.text())
    wanted.trigger()
    qtbot.waitUntil(lambda: bar.choosers() and bar.choosers()[0].text() == "Priya Raman")
    with qtbot.waitSignal(bar.written) as written:
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert interactions.form(written.args[0]).contact_ids == [people["Priya"]]


def test_someone_new_may_be_meant(qtbot, session, bar):
    session.act("Another", lambda: contact("Priya Nair"))
    bar.line.setText("coffee with Priya")
    bar.understand()
    bar.choosers()[0].menu().actions()[-1].trigger()
    with qtbot.waitSignal(bar.written):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert contacts.count() == 5


def test_enter_opens_the_choice_that_is_still_open(qtbot, session, bar):
    session.act("Another", lambda: contact("Priya Nair"))
    bar.line.setText("coffee with Priya")
    bar.understand()
    opened = []
    menu = bar.choosers()[0].menu()

    def look():
        opened.extend(bar.findChildren(type(menu)))
        for one in opened:
            one.close()

    from PySide6.QtCore import QTimer

    QTimer.singleShot(50, look)
    with qtbot.assertNotEmitted(bar.written):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened))


def test_the_card_s_person_takes_part_without_a_chip(qtbot, session, people):
    bar = CaptureBar(session, (people["Zoë"],))
    qtbot.addWidget(bar)
    bar.line.setText("coffee yesterday about birds")
    assert chips(bar) == ["Coffee", "yesterday", "“birds”"]
    with qtbot.waitSignal(bar.written) as written:
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    assert interactions.form(written.args[0]).contact_ids == [people["Zoë"]]


def test_escape_clears_then_leaves(qtbot, bar):
    QTest.keyClicks(bar.line, "coffee")
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.line.text() == ""
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.line, Qt.Key.Key_Escape)


def test_new_people_are_known_at_once(session, bar):
    bar.line.setText("coffee with Noor")
    assert "new person: Noor" in chips(bar)
    session.act("Add", lambda: contact("Noor Haddad"))
    assert "Noor Haddad" in chips(bar)


def test_a_small_word_where_a_name_stands_may_become_one(qtbot, bar):
    bar.line.setText("coffee with Ana and noor, she is well")
    assert "new person: Noor" not in chips(bar)
    (offer,) = bar.findChildren(Perhaps)
    assert offer.text() == "Noor is someone new"
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert bar.line.text() == "coffee with Ana and Noor, she is well"
    assert "new person: Noor" in chips(bar)
    assert not bar.findChildren(Perhaps)
    for text in ("coffee with my sister", "coffee with friends", "coffee with the team"):
        bar.line.setText(text)
        assert chips(bar)
        assert not bar.findChildren(Perhaps)


def test_text_is_shown_as_text(bar):
    bar.line.setText("coffee with Ana @<b>x</b>, needs: <img src=x>")
    for text in chips(bar):
        assert "Coffee" in text or "<" in text or text in ("today", "Ana Kovač")
    for pill in bar.findChildren(Pill):
        assert pill.textFormat() == Qt.TextFormat.PlainText


def test_what_is_understood_anew_gets_its_room_at_once(qtbot, bar):
    bar.line.setText("coffee with Ana")
    bar.understand()
    qtbot.waitUntil(lambda: bar._row.isVisible())
    told = []
    bar.understood.connect(lambda: told.append(bar.height_for(900)))
    bar.understand()  # as after each pause in typing, while the chips before are shown
    assert told[0] >= bar.line.sizeHint().height() + bar.findChildren(Pill)[0].sizeHint().height()


def test_the_person_of_a_card_is_shown_once_somebody_else_takes_part(bar, people):
    bar.set_people([people["Priya"]])
    bar.line.setText("coffee today, good at: Rust")
    assert chips(bar) == ["Coffee", "today", "good at Rust"]
    bar.line.setText("called Ana today, good at: Rust, needs: a desk")
    assert chips(bar) == [
        *("Call", "today", "Priya Raman", "Ana Kovač"),
        *("Priya Raman is good at Rust", "Priya Raman needs a desk"),
    ]
    bar.line.setText("coffee with Sam New, likes: chess")
    assert chips(bar)[2:] == ["Priya Raman", "new person: Sam New", "Priya Raman likes chess"]


def test_of_several_it_is_shown_who_likes_and_needs_it(qtbot, bar, people):
    bar.line.setText("coffee with Ana and Priya, likes: chess, needs: a desk")
    assert chips(bar)[2:] == [
        "Ana Kovač",
        "Priya Raman",
        "Ana Kovač likes chess",
        "Ana Kovač needs a desk",
    ]
    with qtbot.waitSignal(bar.written):
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
    wants, has = (card.card(people[name], TODAY) for name in ("Ana", "Priya"))
    assert ([one.text for one in wants.needs], list(has.needs)) == (["a desk"], [])
