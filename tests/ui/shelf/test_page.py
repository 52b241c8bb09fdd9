"""My shelf as a user meets it: add, tell, see whom it would serve, take off, undo."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkForm
from netjournal.services.people import contacts
from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.shelf.page import ShelfPage
from netjournal.ui.shelf.person_row import PersonRow
from netjournal.ui.shelf.work_dialog import WorkDialog
from tests.builders import TODAY, contact


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


def test_a_name_nobody_has_is_said_and_can_be_added(qtbot, session, page):
    """By keys: Enter, Tab to the offer, Enter; one step that Undo takes back."""
    page.view.choose(1)
    tell = page.detail.tell
    tell.person.setFocus()
    QTest.keyClicks(tell.person, "Marta Ilves <b>")
    QTest.keyClick(tell.person, Qt.Key.Key_Return)
    assert tell.unknown.isVisible()
    assert tell.unknown.text() == "Nobody in your journal is called “Marta Ilves <b>”."
    assert tell.unknown.accessibleName() == tell.unknown.text()
    QTest.keyClick(tell.person, Qt.Key.Key_Backspace)
    assert not tell.unknown.isVisible()  # it is another name by now
    assert not tell.new.isVisible()
    QTest.keyClick(tell.person, Qt.Key.Key_Return)
    QTest.keyClick(page.window(), Qt.Key.Key_Tab)
    assert page.focusWidget() is tell.new
    QTest.keyClick(tell.new, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: [row._name for row in page.detail.knows.rows()] == ["Marta Ilves <b"])
    assert not tell.unknown.isVisible()
    assert tell.person.text() == ""
    assert contacts.count() == 4
    session.undo()
    assert contacts.count() == 3
    qtbot.waitUntil(lambda: not page.detail.knows.rows())


def test_a_name_of_several_is_not_guessed(qtbot, session, page):
    with session.journal.edit("Another"):
        contact("Ana Lind")
    tell = page.detail.tell
    QTest.keyClicks(tell.person, "ana")
    QTest.keyClick(tell.person, Qt.Key.Key_Return)
    assert tell.unknown.text().startswith("Several people fit “ana”")
    assert tell.new.isVisible()


def test_no_row_is_painted_squeezed(qtbot, demo_session, qapp):
    """Rows that come from the worker are painted when they have their room, not before."""
    squeezed = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and isinstance(watched, PersonRow):
                least = watched.layout().minimumSize()
                # a line may grow by a pixel when a script's font is loaded to paint it
                if watched.height() < least.height() - 1 or watched.width() < least.width():
                    squeezed.append((watched.objectName(), watched.size(), least))
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    served = 0
    try:
        made = shown(qtbot, demo_session)
        made.resize(1100, 700)
        for row in range(made.model.rowCount()):
            made.view.choose(made.model.id_at(row))
            qtbot.waitUntil(lambda: not demo_session.jobs.busy)
            qtbot.wait(30)
            served += len(made.detail.served.rows())
    finally:
        qapp.removeEventFilter(watch)
    assert served > 5
    assert squeezed == []


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
