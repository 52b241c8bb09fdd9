"""journal → session → jobs → window, each closing what it opened; demo people; light theme."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from benchmarks.stalls import Stalls, TurnWatch
from netjournal.services.keeping import drafts
from tests.builders import TODAY, contact, event, interaction

# of processor time on a machine of ordinary pace; the longest measured is 80, pages being made
# included. One that is slower by itself may take as much longer (it is asked in the same turn).
LONGEST_TURN_MS = 250
SHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"


@pytest.fixture(scope="session")
def stalls(qapp):
    """How long the window's thread was busy in each turn of its loop, over all tests."""
    found = Stalls()
    watch = TurnWatch(found)
    yield found
    watch.stop()
    long = [entry for entry in found.worst() if entry[0] > LONGEST_TURN_MS]
    assert not long, f"the window's thread was held: {long}"


@pytest.fixture(autouse=True)
def during(request, stalls):
    """Tell the watch which test runs."""
    stalls.during = request.node.nodeid


@pytest.fixture(autouse=True)
def nobody_points(stalls):
    """The pointer is over no window, wherever an earlier test left it."""
    QCursor.setPos(20_000, 20_000)


@pytest.fixture(autouse=True)
def nothing_held():
    """What an earlier test could not keep is none of this one's: a window asks at its end."""
    drafts._unkept.clear()


@pytest.fixture
def shell(qapp, tmp_path, monkeypatch):
    """The whole application, with no journal open; logs nothing and leaves home alone."""
    from netjournal.ui.starting import crash
    from netjournal.ui.starting.shell import Shell

    monkeypatch.setenv("NETJOURNAL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(crash, "log_to_file", lambda _folder: None)
    monkeypatch.setattr(crash, "watch_faults", lambda _folder: None)
    made = Shell(qapp)
    yield made
    made.finish()


@pytest.fixture
def look(qapp):
    """The application as it looks to users: theme, fonts, English plurals."""
    from netjournal.ui import theme
    from netjournal.ui.english import EnglishPlurals

    plurals = EnglishPlurals(qapp)
    qapp.installTranslator(plurals)
    theme.apply(qapp, "light")
    yield qapp
    # without a loop nobody deletes what a test left, and a theme styles every widget there is
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(qapp, "light")
    qapp.removeTranslator(plurals)


@pytest.fixture
def jobs(qapp):
    """A worker; nothing runs any more when the test is over."""
    from netjournal.ui.jobs import Jobs

    made = Jobs()
    yield made
    made.close()
    assert not made.busy


@pytest.fixture
def session(look, journal, jobs):
    """The empty journal as widgets see it."""
    from netjournal.ui.session import Session

    made = Session(journal, jobs)
    yield made
    made.stop()


@pytest.fixture
def people(session):
    """Three people with a little history: name → id. Undo begins after them."""
    with session.journal.edit("Begin"):
        ids = {
            "Ana": contact("Ana Kovač", email="ana@example.com", circles=["Choir"]),
            "Priya": contact(
                "Priya Raman",
                email="priya@fieldnote.example",
                phone="+49 30 5550 1234",
                headline="CTO, Fieldnote",
                interests=["Soil sensors", "robotics"],
                circles=["Code for Good"],
            ),
            "Zoë": contact("Zoë Østergård"),
        }
        interaction(ids["Priya"], ago=3, summary="Daughter won the contest", place="Café Anno")
        interaction(ids["Priya"], ids["Ana"], ago=40, kind="call", minutes=25)
        interaction(ids["Ana"], ago=400, kind="met")
        event("Rust Berlin", ago=-3)
    from netjournal.models import history
    from netjournal.models.handle import db

    with session.journal.housekeeping() as connection:
        connection.execute("DELETE FROM change_set")
    assert history.last_done() is None
    assert db.execute_sql("SELECT COUNT(*) FROM contact").fetchone()[0] == 3
    session.undo_changed.emit()
    return ids


@pytest.fixture
def preferences(look, home):
    """Settings in a file of their own."""
    from netjournal.ui.preferences import Preferences

    return Preferences(home / "settings.ini")


@pytest.fixture
def make_window(qtbot, session, preferences):
    """Open a main window on the session; may be called again, as after a restart."""
    from netjournal.ui.main_window import MainWindow

    made = []

    def make(size=(1360, 860)):
        window = MainWindow(session, preferences)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        made.append(window)

        def in_front():  # what an earlier test still had to show may come over it
            window.activateWindow()
            return window.isActiveWindow()

        qtbot.waitUntil(in_front)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(people, make_window):
    """The main window over the three people, showing the People page."""
    made = make_window()
    made.show_page("people")
    return made


@pytest.fixture(scope="session")
def _demo_file(tmp_path_factory):
    """The demo journal, made once."""
    from netjournal.models import Journal
    from netjournal.services.invented import demo

    path = tmp_path_factory.mktemp("demo") / "demo.netjournal"
    journal = Journal.create(path)
    journal.today = lambda: TODAY
    demo.fill(journal, TODAY)
    journal.close()
    return path


@pytest.fixture
def demo_session(look, jobs, _demo_file, tmp_path):
    """A copy of the demo journal as widgets see it; it has learnt its factor of chances."""
    from netjournal.models import Journal
    from netjournal.services.bonds import network, own_kappa
    from netjournal.ui.session import Session

    path = tmp_path / "maya.netjournal"
    shutil.copy(_demo_file, path)
    journal = Journal.open(path)
    journal.today = lambda: TODAY
    with journal.housekeeping() as connection:
        own_kappa.keep(connection, own_kappa.Learnt(1.0, network.month_end_before(TODAY)))
    made = Session(journal, jobs)
    yield made
    made.close()


@pytest.fixture
def keep():
    """Save a picture of a widget into build/screenshots for looking at."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def save(widget, name):
        picture = widget.grab().toImage()
        assert picture.save(str(SHOTS / f"{name}.png"))
        return picture

    return save


@pytest.fixture
def answer(qapp):
    """Type into the next question box and accept it."""

    def will(*texts):
        from netjournal.ui.line_dialog import LineDialog

        rest = list(texts)

        def look():
            box = QApplication.activeModalWidget()
            if isinstance(box, LineDialog):
                box.line.setText(rest.pop(0))
                box.accept()
            if rest:
                QTimer.singleShot(20, look)

        QTimer.singleShot(20, look)

    return will
