"""Ctrl+C after the point of no return: what is said is what is so."""

from __future__ import annotations

from netjournal.cli.door import Door
from tests.cli.test_safety import names


class Interrupting:
    """Ctrl+C at the first backup."""

    def step(self, _done, total):
        if total:
            raise KeyboardInterrupt


def test_who_interrupts_hears_what_was_done_by_then(call, demo_journal, tmp_path, monkeypatch):
    key = tmp_path / "key"
    key.write_text("correct horse battery")
    assert call("backup", "--journal", demo_journal).code == 0
    before = names(call, demo_journal)
    monkeypatch.setattr(Door, "progress", lambda *_: Interrupting())
    said = call("forget", "--journal", demo_journal, before[0], "--yes", "--backups")
    assert (said.code, "The person is gone" in said.err) == (130, True)
    assert "Backups that still hold them: 1." in said.err
    assert names(call, demo_journal) == before[1:]
    said = call("encrypt", "--journal", demo_journal, "--passphrase-file", key)
    assert (said.code, "is under its new passphrase" in said.err) == (130, True)
    assert b"SQLite" not in demo_journal.read_bytes()[:16]
