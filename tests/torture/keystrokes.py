"""kill -9 while somebody types into the real window's field: at most a second of it is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time

from netjournal.models import Journal
from netjournal.services.keeping import drafts
from tests.torture.outside import ROOT, surroundings

LOST_S = 1.0
_TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from netjournal.models import Journal
from netjournal.ui.palette.capture_bar import CaptureBar
from netjournal.ui.jobs import Jobs
from netjournal.ui.session import Session
app = QApplication([])
session = Session(Journal.open(Path(sys.argv[1])), Jobs())
bar = CaptureBar(session)
bar.show()
def key():
    QTest.keyClicks(bar.line, "x")
    print(len(bar.line.text()), flush=True)
timer = QTimer()
timer.timeout.connect(key)
timer.start(15)
app.exec()
"""


def kill(folder, chance):
    """Kill a window in the middle of typing.

    Returns:
        (letters kept, letters that were typed more than a second before)
    """
    path = folder / "a.netjournal"
    Journal.create(path).close()
    child = subprocess.Popen(
        [sys.executable, "-c", _TYPING, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=dict(surroundings(folder / "home"), QT_QPA_PLATFORM="offscreen"),
        cwd=ROOT,
    )
    end, typed, wait = None, [], chance.uniform(0.8, 2.0)
    for line in child.stdout:
        now = time.monotonic()
        typed.append((now, int(line)))
        end = end or now + wait
        if now >= end:
            child.kill()
            break
    child.wait()
    child.stdout.close()
    killed = typed[-1][0]
    due = max((count for at, count in typed if at <= killed - LOST_S), default=0)
    journal = Journal.open(path)
    try:
        return len(drafts.get("capture")), due
    finally:
        journal.close()
        for piece in (path, path.with_name(path.name + "-wal")):
            piece.unlink(missing_ok=True)


def trial(folder, count, seed=1):
    """Kill so often; return what was lost."""
    folder.mkdir(parents=True, exist_ok=True)
    chance, wrong = random.Random(seed), []
    for number in range(count):
        kept, due = kill(folder, chance)
        if kept < due:
            wrong.append((number, kept, due))
    return wrong
