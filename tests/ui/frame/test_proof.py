"""A journal that could not be written is proved again while its window stays open."""

from __future__ import annotations

import pytest

from netjournal.models import Contact, opening
from netjournal.services.people import contacts
from netjournal.ui.frame.proof import Proof
from tests import failing
from tests.builders import contact

pytestmark = failing.needs_limits
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
