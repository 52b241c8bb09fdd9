"""My shelf as a user meets it: add, tell, see whom it would serve, take off, undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkForm
from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.shelf.page import ShelfPage
from netjournal.ui.shelf.person_row import PersonRow
from netjournal.ui.shelf.work_dialog import WorkDialog
from tests.builders import TODAY


@pytest.fixture
def page(qtbot, session, people):
    with session.journal.edit("Shelf"):
        shelf.create(WorkForm("post", "Soil sensors for <b>all</b>", published_on=TODAY - 12))
        shelf.create(WorkForm("skill", "Workshops"))
    return shown(qtbot, session)


def shown(qtbot, session):
    made = ShelfPage(session)
    qtbot.addWidget(made)
    made.resize(1148, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.share.text()))
    return made


def names(card):
    return [row.findChildren(Label) and row._name for row in card.rows()]


def test_add_something_by_keys(qtbot, session, page):
    page.add.click()
    dialog = page.window().findChild(WorkDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.name
    QTest.keyClicks(dialog.name, "Repairing radios")
    dialog.kind.setCurrentIndex(dialog.kind.findData("offer"))
    QTest.keyClick(dialog.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.detail.work is not None and page.detail.work.kind == "offer")
    assert [row.title for row in shelf.works()][:2] == ["Workshops", "Repairing radios"]
    session.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_tell_whom_it_would_serve_in_one_click(qtbot, session, page, people):
    assert page.view.choose(1)
    qtbot.waitUntil(lambda: len(page.detail.served.rows()) == 1)
    (row,) = page.detail.served.rows()
    row.findChild(QPushButton, "served_told").click()
    qtbot.waitUntil(lambda: len(page.detail.knows.rows()) == 1)
    qtbot.waitUntil(lambda: not page.detail.served.rows())
    (known,) = shelf.knowers(1)
    assert (known.contact_id, known.how, known.day) == (people["Priya"], "shared", TODAY)
    qtbot.waitUntil(lambda: "1 person knows it" in page.latest.text())
    page.detail.knows.rows()[0].findChild(QToolButton, "shelf_remove").click()
    qtbot.waitUntil(lambda: not page.detail.knows.rows())
    session.undo()
    qtbot.waitUntil(lambda: len(page.detail.knows.rows()) == 1)


def test_somebody_was_there(qtbot, session, page, people):
    page.view.choose(1)
    page.detail.how.set_value(shelf.THERE)
    page.detail.person.set_person(people["Zoë"], "")
    QTest.keyClick(page.detail.person, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.detail.knows.rows()) == 1)
    assert [one.how for one in shelf.knowers(1)] == ["there"]
    with qtbot.waitSignal(page.contact_activated) as asked:
        row = page.detail.knows.rows()[0]
        assert isinstance(row, PersonRow)
        row._on_opened()
    assert asked.args == [people["Zoë"]]


def test_take_off_put_back_delete(qtbot, session, page):
    page.view.choose(1)
    page.detail.findChild(QPushButton, "work_retire").click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.which.set_value(True)
    page.refresh()
    assert page.detail.work.id == 1
    page.detail.findChild(QPushButton, "work_retire").click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.which.set_value(False)
    page.refresh()
    page.view.choose(1)
    assert page.verbs() == {"edit", "trash"}
    page.perform("trash")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    session.undo()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_titles_are_text(page):
    page.view.choose(1)
    assert page.findChild(Label, "work_name").text() == "Soil sensors for <b>all</b>"


def test_an_empty_shelf_teaches(qtbot, session):
    made = shown(qtbot, session)
    assert made.empty.isVisible()
    made.empty.findChild(QPushButton, "empty_add").click()
    assert made.window().findChild(WorkDialog) is not None


def test_reading_only_changes_nothing(qtbot, session, page, monkeypatch):
    monkeypatch.setattr(session.journal, "read_only", True)
    made = shown(qtbot, session)
    assert not made.add.isVisible()
    assert made.verbs() == frozenset()
    assert not made.detail.person.isVisible()


@pytest.mark.parametrize(
    ("scheme", "scale", "width"), [("light", 1.0, 1148), ("dark", 1.0, 1148), ("light", 1.5, 820)]
)
def test_pictures(qtbot, demo_session, keep, scheme, scale, width):
    theme.apply(theme.QGuiApplication.instance(), scheme, scale)
    made = shown(qtbot, demo_session)
    made.resize(width, 800)
    qtbot.waitUntil(lambda: made.model.rowCount() > 3)
    made.view.choose(made.model.id_at(3))
    qtbot.waitUntil(lambda: not demo_session.jobs.busy)
    keep(made, f"shelf_{scheme}_{width}")
    title = made._title
    assert title.width() >= title.sizeHint().width()  # the verbs leave it room
