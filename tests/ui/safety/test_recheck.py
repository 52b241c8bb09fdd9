"""A minute after the start: what changed by itself is told and brought back; bad backups go."""

from __future__ import annotations

import contextlib

import pytest

from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services.keeping import backups, proving_again
from netjournal.ui.safety.recheck import Recheck
from tests.builders import contact
from tests.services.damage import spoil


@pytest.fixture
def backed_up(session, people):
    """Three people and a fourth with a backup of them."""
    with session.journal.edit("One more"):
        contact("Zoran")
    session.journal.checkpoint()
    backups.make(session.journal, "close")
    return session.journal


def recheck(qtbot, session, window):
    with qtbot.waitSignal(Recheck(session, window, wait=0).done, timeout=30_000) as _:
        pass
    qtbot.waitUntil(lambda: not session.jobs.busy)


def test_a_sound_journal_is_not_spoken_of(qtbot, session, backed_up, make_window):
    window = make_window()
    recheck(qtbot, session, window)
    assert not window.toast.isVisible()
    assert proving_again.due(backed_up) == []


def test_what_changed_by_itself_is_told_and_brought_back(qtbot, session, backed_up, make_window):
    window = make_window()
    with contextlib.closing(connect(uri(backed_up.path, mode="rw"))) as disk:
        disk.execute("UPDATE contact SET headline = 'CTO, Bitrot' WHERE full_name = 'Priya Raman'")
    recheck(qtbot, session, window)
    assert window.toast.isVisible()
    assert window.toast.label.text().startswith("1 record changed since the last backup though")
    assert [one.reason for one in backups.list_backups(backed_up.path)] == ["kept"]
    window.toast.button.click()
    qtbot.waitUntil(lambda: backed_up.undo_label() == "Bring back what changed by itself")
    sql = "SELECT headline FROM contact WHERE full_name = 'Priya Raman'"
    qtbot.waitUntil(lambda: not session.jobs.busy)
    assert db.execute_sql(sql).fetchone()[0] == "CTO, Fieldnote"


def test_a_kept_backup_that_is_damaged_is_set_aside(qtbot, session, backed_up, make_window):
    with session.journal.edit("More"):
        contact("One More")
    bad = backups.make(session.journal, "manual").path
    spoil(bad)
    window = make_window()
    recheck(qtbot, session, window)
    assert window.toast.label.text().startswith("1 kept backup is damaged")
    assert [one.reason for one in backups.list_backups(backed_up.path)] == ["close"]
    assert bad.with_name(bad.name + ".damaged").exists()
    assert proving_again.due(backed_up) == []
    today = backed_up.today()
    backed_up.today = lambda: today + 30
    assert len(proving_again.due(backed_up)) == 1
