"""Help, introductions and what makes a booster, on somebody's card."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QToolButton

from netjournal.models.handle import db
from netjournal.services.giving import boosters, helping, introductions
from netjournal.services.giving.introductions import IntroductionForm
from netjournal.services.people import contacts
from netjournal.ui import theme
from netjournal.ui.contacts.card import CardView
from netjournal.ui.contacts.introduction_dialog import IntroductionDialog
from netjournal.ui.photos import Photos
from netjournal.ui.safe import Label
from tests.builders import TODAY, interaction


@pytest.fixture
def card(qtbot, session, people):
    with session.journal.edit("Deeds"):
        for ago in (90, 30):
            interaction(people["Priya"], ago=ago, kind="was_helped", summary="Reviewed my talk")
        interaction(people["Priya"], ago=10, kind="helped", summary="Carried <b>boxes</b>")
        introductions.record(
            IntroductionForm(people["Priya"], people["Ana"], why="Choir", day=TODAY - 50)
        )
        form = contacts.form(people["Zoë"])
        form.met_through_id = people["Priya"]
        contacts.update(people["Zoë"], form)
    view = CardView(session, Photos(session))
    qtbot.addWidget(view)
    view.resize(700, 900)
    view.show_contact(people["Priya"])
    view.show()
    session.changed.connect(view.on_changed)
    return view


def said(fact):
    return [label.text() for label in fact.findChildren(Label) if label.text()]


def words(fact, name):
    return next(one for one in fact.findChildren(QPushButton, name) if not one.isHidden())


def test_help_both_ways_and_whether_it_was_asked_for(session, card):
    assert "You helped: Carried <b>boxes</b>" in said(card.help)
    assert said(card.help).count("They helped: Reviewed my talk") == 2
    assert not card.booster.filled
    named = [one.accessibleName() for one in card.help.findChildren(QPushButton, "help_asked")]
    assert any(name.startswith("You helped: Carried <b>boxes</b>, ") for name in named)
    card.help.findChildren(QPushButton, "help_asked")[1].menu().actions()[1].trigger()
    assert db.execute_sql("SELECT COUNT(*) FROM help WHERE asked = 0").fetchone()[0] == 1
    session.undo()
    assert db.execute_sql("SELECT COUNT(*) FROM help WHERE asked = 0").fetchone()[0] == 0


def test_the_menu_of_words_has_a_ground_to_be_read_on(qtbot, look, card):
    menu = card.help.findChildren(QPushButton, "help_asked")[0].menu()
    menu.popup(QPoint(0, 0))
    qtbot.waitExposed(menu)
    ground = menu.grab().toImage().pixelColor(menu.width() // 2, 3)
    menu.close()
    assert ground.name() == theme.color("panel").name()


def test_a_booster_by_evidence_and_thanks(session, card, people):
    session.act("Unasked", lambda: db.execute_sql("UPDATE help SET asked = 0"))
    assert "Helped you 2 times without being asked." in said(card.booster)
    assert "Not thanked yet." in said(card.booster)
    words(card.booster, "booster_thank").click()
    assert "Last thanked today." in said(card.booster)
    words(card.booster, "booster_yes").click()
    assert contacts.form(people["Priya"]).booster == "yes"
    assert boosters.evidence(people["Priya"], TODAY).thanked_since
    session.undo()
    words(card.booster, "booster_no").click()
    assert not card.booster.filled


def test_introductions_and_who_came_through_them(qtbot, session, card, people):
    fact = card.introductions
    assert words(fact, "introduction").accessibleName() == "You introduced them to Ana Kovač"
    assert "Through them you met Zoë Østergård." in said(fact)
    words(fact, "introduction").click()
    dialog = card.window().findChild(IntroductionDialog)
    assert dialog.one.contact_id == people["Priya"]
    assert dialog.focusWidget() is dialog.outcome  # the rest was known before
    dialog.outcome.setText("They sing together")
    dialog.asked.setCurrentIndex(1)
    dialog.thanked.setChecked(True)
    dialog.save()
    (one,) = introductions.introductions_of(people["Ana"])
    assert (one.outcome, one.asked_both, one.thanked) == ("They sing together", True, True)
    assert any("They sing together · both asked · thanked" in text for text in said(fact))
    session.undo()
    assert introductions.introductions_of(people["Ana"])[0].outcome == ""


def test_a_long_reason_is_shown_from_its_beginning(qtbot, session, card):
    (row,) = introductions.introductions_of(card.card.id)
    form = introductions.form(row.id)
    form.why = "Both look for " + "somebody who knows about citizen budgets and " * 4
    session.act("Edit", lambda: introductions.update(row.id, form))
    words(card.introductions, "introduction").click()
    dialog = card.window().findChild(IntroductionDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.why.text() == form.why.strip()
    assert dialog.why.cursorPosition() == 0
    dialog.reject()


def test_a_new_introduction_made_by_somebody_else(session, card, people):
    words(card.introductions, "introduction_new").click()
    dialog = card.window().findChild(IntroductionDialog)
    assert not dialog.save_button.isEnabled()
    assert dialog.focusWidget() is dialog.other  # who is known, whom they met is not
    dialog.other.set_person(people["Zoë"], "")
    dialog.by.set_person(people["Ana"], "")
    dialog.look()
    dialog.save()
    newest = introductions.introductions_of(people["Zoë"])[0]
    assert (newest.by_name, newest.contact_name) == ("Ana Kovač", "Priya Raman")
    again = IntroductionDialog(session, newest.id, parent=card.window())
    again.findChild(QPushButton, "introduction_delete").click()
    assert introductions.introductions_of(people["Zoë"]) == ()


def test_reading_only_offers_nothing(qtbot, session, card, people, monkeypatch):
    monkeypatch.setattr(session.journal, "read_only", True)
    view = CardView(session, Photos(session))
    qtbot.addWidget(view)
    view.show_contact(people["Priya"])
    assert view.help.findChildren(QPushButton, "help_asked") == []
    assert view.findChildren(QToolButton, "introduction_new") == []


@pytest.mark.parametrize(
    ("choice", "state", "kind"),
    [
        ("I introduced Ana Kovač", "in_hand", "introduced"),
        ("I helped with it", "solved", "helped"),
        ("Someone is on it", "in_hand", ""),
        ("No longer needed", "dropped", ""),
    ],
)
def test_what_was_done_about_a_need(qtbot, session, card, people, choice, state, kind):
    def need():
        form = contacts.form(people["Ana"])
        form.skills = ["bookkeeping"]
        contacts.update(people["Ana"], form)
        helping.note_need(people["Priya"], "someone for the bookkeeping", TODAY)

    session.act("Need", need)
    menu = next(b for b in card.needs.findChildren(QToolButton, "need_more") if not b.isHidden())
    qtbot.waitUntil(lambda: choice in [a.text() for a in menu.menu().actions()])
    next(a for a in menu.menu().actions() if a.text() == choice).trigger()
    assert db.execute_sql("SELECT state FROM need").fetchone()[0] == state
    newest = db.execute_sql(
        "SELECT k.key, i.summary FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id "
        "ORDER BY i.id DESC LIMIT 1"
    ).fetchone()
    assert (newest == (kind, "someone for the bookkeeping")) == bool(kind)
    session.undo()
    assert db.execute_sql("SELECT state FROM need").fetchone()[0] == "open"


def test_the_words_of_a_need_are_changed(qtbot, session, card, people, answer):
    session.act("Need", lambda: helping.note_need(people["Priya"], "a flat", TODAY))

    def reword():
        more = next(b for b in card.needs.findChildren(QToolButton, "need_more") if b.isVisible())
        next(a for a in more.menu().actions() if a.text() == "Change the words…").trigger()

    answer("a flat in <b>Lisbon</b> & a job")
    reword()
    words = [label.text() for label in card.needs.findChildren(Label) if not label.isHidden()]
    assert "a flat in <b>Lisbon</b> & a job" in words
    assert contacts.find_ids(contacts.ContactFilter(text="lisbon"), "name", TODAY)
    answer("   ")
    reword()
    kept = "a flat in <b>Lisbon</b> & a job"
    assert db.execute_sql("SELECT text FROM need").fetchall() == [(kept,)]
    session.undo()
    assert db.execute_sql("SELECT text FROM need").fetchall() == [("a flat",)]
