"""Private copies of killed processes go; those of living ones and of others stay."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pytest

from netjournal.models import aside


@pytest.mark.skipif(os.name == "nt", reason="processes are asked with a signal")
def test_what_a_killed_process_left_is_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for name in (f"netjournal-{dead.pid}-abc", f"netjournal-{os.getppid()}-abc", "netjournal-x"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.netjournal").write_text("private")
    (tmp_path / f"netjournal-{dead.pid}-file").write_text("no folder")
    ours = aside.folder()
    assert ours.stat().st_mode & 0o077 == 0
    assert {one.name for one in tmp_path.iterdir()} == {
        f"netjournal-{os.getppid()}-abc",
        "netjournal-x",
        f"netjournal-{dead.pid}-file",
        ours.name,
    }
