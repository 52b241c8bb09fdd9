"""Asked to end from outside, nothing is left undone: text kept, backup made, file whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from netjournal.models import Journal
from netjournal.services.keeping import backups, form_drafts
from tests.torture.outside import ROOT, surroundings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows asks Qt itself")

_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from netjournal.ui import app

def ready():
    QTimer.singleShot(400, begin)

def begin():
    main = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "main_window")
    main.dialogs.add_person()
    editor = QApplication.activeModalWidget()
    QTest.keyClicks(editor.name.name, "Somebody half written")
    print("typed", flush=True)  # sooner than a draft is kept by itself

sys.exit(app.run(Path(sys.argv[1]), ready=ready))
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_nothing_is_left_undone(tmp_path, name):
    path = tmp_path / "a.netjournal"
    Journal.create(path).close()
    number = getattr(signal, name)
    child = subprocess.Popen(
        [sys.executable, "-c", _WINDOW, str(path)],
        # whoever runs the tests in the background may have them ignore it
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(surroundings(tmp_path / "home"), QT_QPA_PLATFORM="offscreen"),
        cwd=ROOT,
    )
    try:
        assert child.stdout.readline() == "typed\n"
        child.send_signal(number)
        _out, err = child.communicate(timeout=60)
    finally:
        child.kill()
    assert (child.returncode, err) == (0, "")
    assert [one.reason for one in backups.list_backups(path)] == ["close"]
    beside = sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("a."))
    assert beside == ["a.netjournal", "a.netjournal-backups"]
    journal = Journal.open(path)
    try:
        assert form_drafts.person(None).form.full_name == "Somebody half written"
    finally:
        journal.close()
