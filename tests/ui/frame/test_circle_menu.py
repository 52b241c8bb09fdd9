"""A circle's rhythm from its menu: in words, the one in force ticked, taken back by Undo."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from netjournal.services.bonds import rhythm_setting
from netjournal.services.bonds.rhythm_choice import rhythm_of
from netjournal.services.people import circles
from netjournal.ui import safe
from netjournal.ui.frame.circle_menu import CircleMenu


def rhythms(menu, circle_id):
    menu._circle = menu._find(circle_id)
    found = menu.menu().findChild(QMenu, "circle_rhythm")
    return {action.data(): action for action in found.actions()}


def ticked(actions):
    return [key for key, action in actions.items() if action.isChecked()]


def test_a_circle_is_given_a_rhythm(qtbot, session, people):
    window = QWidget()
    qtbot.addWidget(window)
    menu = CircleMenu(session, window)
    choir = next(row.id for row in circles.circles() if row.name == "Choir")
    actions = rhythms(menu, choir)
    assert ticked(actions) == [""]
    actions["regular"].trigger()
    assert rhythm_of(people["Ana"]).ideal == 61
    actions = rhythms(menu, choir)
    assert ticked(actions) == ["regular"]
    actions[""].trigger()
    assert rhythm_of(people["Ana"]).state == "unset"
    session.undo()
    assert rhythm_of(people["Ana"]).inherited_from == "Choir"
    session.act("Own", lambda: circles.set_rhythm(choir, 45, None))
    actions = rhythms(menu, choir)
    assert (ticked(actions), actions["own"].text()) == (["own"], "every 6 weeks")
    actions["own"].trigger()
    assert rhythm_of(people["Ana"]).ideal == 45


def test_who_has_a_rhythm_of_their_own_is_said(qtbot, session, people):
    """A circle's rhythm isn't theirs; nobody need wonder why."""
    said = []
    session.said.connect(lambda saying: said.append(saying.text))
    window = QWidget()
    qtbot.addWidget(window)
    menu = CircleMenu(session, window)
    choir = next(row.id for row in circles.circles() if row.name == "Choir")
    rhythms(menu, choir)["yearly"].trigger()
    session.act("Own", lambda: rhythm_setting.give([people["Ana"]], "often"))
    rhythms(menu, choir)["regular"].trigger()
    assert said[0] == "Choir: Yearly"
    assert said[-1].endswith("every 2 months. 1 has a choice of their own, which stays")
    assert rhythm_of(people["Ana"]).ideal == 21


def test_colours_have_names_and_the_one_in_force_is_ticked(qtbot, session, people):
    window = QWidget()
    qtbot.addWidget(window)
    menu = CircleMenu(session, window)
    choir = next(row.id for row in circles.circles() if row.name == "Choir")

    def colours():
        menu._circle = menu._find(choir)
        return menu.menu().findChild(QMenu, "circle_colour").actions()

    assert not any(action.text().startswith("#") for action in colours())
    assert [action.text() for action in colours() if action.isChecked()] == ["As the window"]
    next(action for action in colours() if action.text() == "Blue").trigger()
    assert [action.text() for action in colours() if action.isChecked()] == ["Blue"]
    session.undo()
    assert [action.text() for action in colours() if action.isChecked()] == ["As the window"]


def test_a_name_that_there_is_already_is_said(qtbot, session, people, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    menu = CircleMenu(session, window)
    monkeypatch.setattr(safe, "ask_text", lambda *_: " CHOIR ")
    with qtbot.waitSignal(session.said) as told:
        menu.add()
    assert told.args[0].text == "There is a circle Choir"
    assert session.journal.undo_label() is None
