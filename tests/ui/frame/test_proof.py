"""A journal that could not be written is proved again while its window stays open."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtCore import QTimer

from netjournal.models import Contact, opening
from netjournal.models.engine import DatabaseError, connect, uri
from netjournal.models.handle import db
from netjournal.services.people import contacts
from netjournal.ui.frame.proof import Proof
from tests import failing
from tests.builders import contact

pytestmark = failing.needs_limits
KEY = "four or five words"
FORMER = "what the note said before "


@pytest.fixture
def opened(shell, tmp_path, monkeypatch):
    monkeypatch.setattr(Proof.__init__, "__defaults__", (1,))
    path = tmp_path / "a.netjournal"
    opening.create(path)
    shell.open(path)
    return path


def proved(qtbot, shell):
    qtbot.waitUntil(lambda: bool(shell._proof._tables))
    qtbot.waitUntil(lambda: not shell._proof._tables and not shell.session.jobs.busy)


def fail(shell):
    with failing.disk(shell.session.journal):
        assert not shell.session.act("Add", lambda: contact("Ben"))


def test_a_sound_one_stays_open_and_takes_the_next_edit(qtbot, shell, opened):
    proved(qtbot, shell)
    fail(shell)
    assert shell.window.banner.isVisible()
    proved(qtbot, shell)
    assert shell.session.act("Add", lambda: contact("Cy"))
    assert [row.full_name for row in contacts.rows([1], shell.session.today())] == ["Cy"]
    assert not shell.session.journal.shaken


def damage_a_late_row(path):
    """Spoil a page that is met only when a hundred people have been read."""
    whole = path.read_bytes()
    for at in range(len(whole) // 2 // 4096 * 4096, len(whole), 4096):
        path.write_bytes(whole[:at] + b"\xa5" * 4096 + whole[at + 4096 :])
        read = 0
        with contextlib.closing(connect(uri(path, mode="ro"), KEY)) as bare:
            try:
                for _row in bare.execute("SELECT note FROM contact ORDER BY id"):
                    read += 1
            except DatabaseError:
                if read > 100:
                    return
    raise AssertionError("no such page")


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("looks", [True, False])
def test_a_page_under_a_passphrase_that_is_met_with_a_row_is_damage(
    qtbot, shell, tmp_path, monkeypatch, looks
):
    monkeypatch.setattr(Proof.__init__, "__defaults__", (1 if looks else 600_000,))
    path = tmp_path / "a.netjournal"
    opening.create(path, KEY)
    shell.open(path, KEY)
    shell.session.act("Add", lambda: [contact(f"Ann {n}", note=FORMER * 20) for n in range(300)])
    shell.close_journal()
    damage_a_late_row(path)
    shell.open(path, KEY)
    if not looks:  # somebody comes across it
        bugs = []
        shell.hook.bug.connect(bugs.append)
        read = "SELECT note FROM contact ORDER BY id"
        shell.session.run(lambda _progress: [row[0] for row in db.execute_sql(read)])
        banner = shell.window.banner.label
        qtbot.waitUntil(lambda: banner.text().startswith("The journal is damaged"))
        QTimer.singleShot(0, lambda: [row[0] for row in db.execute_sql(read)])  # in a slot
    qtbot.waitUntil(lambda: shell.session is None, timeout=20_000)
    assert shell.start_window.findChild(object, "error_title").text() == "The journal is damaged"
    if not looks:
        assert bugs == []


def test_one_that_was_damaged_meanwhile_is_told(qtbot, shell, opened):
    proved(qtbot, shell)
    session = shell.session
    session.act("Add", lambda: contact("Ann", note=FORMER * 300))
    # the former note is kept for Undo, where no page looks
    session.act("Write", lambda: Contact.update(note="now").execute())
    shell.session.journal.checkpoint()
    data = bytearray(opened.read_bytes())
    at = data.index(FORMER.encode() * 20) // 4096 * 4096
    data[at : at + 4096] = b"\xa5" * 4096
    with opened.open("r+b") as file:
        file.write(data)
    qtbot.wait(300)
    assert shell.session is not None  # nothing has looked there
    fail(shell)
    qtbot.waitUntil(lambda: shell.session is None and shell.start_window is not None)
    assert shell.start_window.isVisible()
    assert opened.read_bytes() == data
