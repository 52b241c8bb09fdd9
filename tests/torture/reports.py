"""Bugs at random moments of a window full of private texts: no word of them is in any report.

``python -m tests.torture.reports JOURNAL SEED`` is the window: every page and dialog of a journal
in which every text is the canary. At some of its calls an exception is raised that says all that
the place knows. What logs, reports and standard error hold is looked through afterwards.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading

from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.services.invented import demo
from tests.torture.lures import FORMED
from tests.torture.outside import surroundings

CANARY = "Xanthippe-Canary-42"
_CALLS = 12_000  # of ours, while every page and dialog is shown; where a bug may be
_BUGS_EACH = 5


def prepared(folder):
    """Make the journal."""
    folder.mkdir(parents=True)
    journal = Journal.create(folder / "a.netjournal")
    demo.fill(journal, journal.today())
    with journal.edit(f"Bait {CANARY}"):
        for table in RECORDED:
            info = db.execute_sql(f"PRAGMA table_info({table})").fetchall()
            for name in (row[1] for row in info if row[2] == "TEXT" and row[1] not in FORMED):
                if table not in ("setting", "interaction_kind"):
                    write = f"UPDATE {table} SET {name} = ? || id WHERE {name} <> ''"
                    db.execute_sql(write, (CANARY,))
    journal.close()
    return journal.path


def trial(folder, count, seed=1):
    """Meet so many bugs.

    Returns:
        (where words of the user were found, how many bugs were met)
    """
    path, met, wrong = prepared(folder / "journal"), 0, []
    home, chance = folder / "home", random.Random(seed)
    while met < count and not wrong:
        done = subprocess.run(
            [sys.executable, "-m", "tests.torture.reports", str(path), str(chance.random())],
            capture_output=True,
            check=False,
            env=dict(surroundings(home), QT_QPA_PLATFORM="offscreen"),
            cwd=folder,
            timeout=280,
        )
        met += done.stdout.count(b"BUG")
        wrong += _found(folder, done)
        if b"BUG" not in done.stdout:
            wrong.append((done.returncode, done.stderr[-300:]))
    return wrong, met


def _found(folder, done):
    """Return where the canary is beside the journal itself, and in which other files it may be."""
    needle = CANARY.encode()
    found = [text[-600:] for text in (done.stdout, done.stderr) if needle in text]
    for base, _folders, files in os.walk(folder):
        for name in files:
            file = os.path.join(base, name)
            if "journal" not in os.path.relpath(file, folder).split(os.sep)[0]:
                with open(file, "rb") as stream:
                    found += [file] if needle in stream.read() else []
    return found


class _Stumbling:
    """Raises at some of our functions' calls an exception with everything they know in it."""

    def __init__(self, chance):
        self._chance, self._left = chance, 0
        self.go_on()

    def go_on(self):
        self._left = self._chance.randrange(50, _CALLS // _BUGS_EACH)
        sys.setprofile(self._look)
        threading.setprofile(self._look)  # of threads to come: the workers

    def _look(self, frame, event, _argument):
        if event != "call" or "/netjournal/" not in frame.f_code.co_filename or self._left <= 0:
            return
        self._left -= 1
        if self._left == 0 and not _in_an_event(frame):
            self._left = 30
        elif self._left == 0:
            sys.stdout.write("BUG\n")
            known = {name: repr(value)[:200] for name, value in frame.f_locals.items()}
            kind = self._chance.choice((RuntimeError, KeyError, ValueError, OSError))
            raise kind(f"{CANARY} {known}")


def _in_an_event(frame):
    """Say whether a call came from Qt's loop or a worker, not straight from the self-test."""
    while frame is not None and not frame.f_code.co_filename.endswith("starting/selftest.py"):
        frame = frame.f_back
    return frame is None or frame.f_code.co_name == "_settle"


def _window(path, seed):
    """Show everything, as the application does, with its log and its hooks."""
    from netjournal import paths
    from netjournal.cli import main
    from netjournal.ui.starting import crash

    crash.log_to_file(paths.log_folder())
    crash.watch_faults(paths.log_folder())
    hook = crash.Hook()
    stumbling = _Stumbling(random.Random(seed))
    hook.bug.connect(lambda _report: stumbling.go_on())
    code = main(["selftest-screens", "--journal", path])
    sys.setprofile(None)
    hook.release()
    return code


if __name__ == "__main__":
    sys.exit(_window(sys.argv[1], sys.argv[2]))
