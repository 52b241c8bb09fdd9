"""Figures of the window: cold start and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.journals import kept
from benchmarks.timing import Result, result

ROOT = Path(__file__).resolve().parents[1]

BARE = """
import sys, time
from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView, QMainWindow
class View(QListView):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.monotonic_ns(), flush=True)
    app.exit(0)
app = QApplication(sys.argv)
window = QMainWindow()
view = View()
view.setModel(QStringListModel([f"Person {n}" for n in range(50)]))
window.setCentralWidget(view)
window.resize(1280, 800)
window.show()
app.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from netjournal.ui import app
from netjournal.ui.starting import shell as ours
seen = []
class Shell(ours.Shell):
    def __init__(self, app):
        super().__init__(app)
        from netjournal.ui import screens
        load = screens.load
        def loaded(door):
            found = load(door)
            if door.member == "PeoplePage":
                watch()
            return found
        screens.load = loaded
def watch():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QTableView
    from netjournal.ui.contacts.people_list import PeopleView
    from netjournal.ui.widgets.row_delegate import RowDelegate
    rows, paint = [], RowDelegate.paint
    def paint_row(*what):
        rows.append(1)
        paint(*what)
    def painted(view, event):
        QTableView.paintEvent(view, event)
        if rows:
            QTimer.singleShot(0, done)
    RowDelegate.paint = paint_row
    PeopleView.paintEvent = painted
def done():
    if not seen:
        seen.append(time.monotonic_ns())
        print(seen[0], flush=True)
        leave()
def leave():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    QApplication.exit(0)  # does nothing before exec, from where the first paint may come
    QTimer.singleShot(5, leave)
ours.Shell = Shell
app.run(Path(sys.argv[1]))
"""


# what a process tells of its memory; Linux only, as all of this is measured there
_RESIDENT = """
def resident():
    with open("/proc/self/status") as status:
        kib = next(line for line in status if line.startswith("VmRSS")).split()[1]
    print(kib, flush=True)
"""
# after the first paint every page is shown for a while, with its charts drawn
_PAGES = """
def visit(window, left):
    from PySide6.QtCore import QTimer
    if left:
        window.show_page(left.pop())
        QTimer.singleShot(int(sys.argv[2]), lambda: visit(window, left))
    else:
        resident()
        leave()
def done():
    from PySide6.QtWidgets import QApplication
    from netjournal.ui.main_window import MainWindow
    if not seen:
        seen.append(1)
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        visit(window, list(window._specs))
"""
_MARK = "print(seen[0], flush=True)"


def _said(code: str, *words: str) -> str:
    """Run code in a process of its own, without a screen; return the last word it prints."""
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        timeout=120,
        env=env,
        check=True,
    )
    return done.stdout.split()[-1]


def _spawn(code: str, *words: str) -> float:
    """Return milliseconds from before the process starts to its mark."""
    start = time.monotonic_ns()
    return (int(_said(code, *words)) - start) / 1e6


def memory(path: Path, size: str) -> list[Result]:
    """Resident memory at the first paint, and after every page was shown, in MB."""
    bare = _RESIDENT + BARE.replace("print(time.monotonic_ns(), flush=True)", "resident()")
    first = _RESIDENT + OURS.replace(_MARK, "resident()")
    head, _, tail = OURS.partition("def done():")
    pages = (
        _RESIDENT
        + head
        + tail[tail.index("def leave():") :].replace(
            "ours.Shell = Shell", _PAGES + "ours.Shell = Shell"
        )
    )
    floor: list[float] = []
    figure: list[float] = []
    after: list[float] = []
    runs, wait = (1, "1200") if size == "small" else (3, "2500")
    for _ in range(runs):
        for code, found in ((bare, floor), (first, figure), (pages, after)):
            _settle_home(path)
            found.append(int(_said(code, str(path), wait)) / 1000)
    return [
        result("memory at first paint (MB)", size, figure, floor, goal=2),
        result("memory, every page shown (MB)", size, after, floor, goal=5),
    ]


def start(path: Path, size: str) -> list[Result]:
    """Process start to the first page of people, painted and taking keys."""
    _settle_home(path)
    little = path.with_name("small.netjournal")
    codes = {"ours": (OURS, str(path)), "bare": (BARE,)}
    if size != "small":
        codes["little"] = (OURS, str(kept(little, 1_000, 10_000)))
    took: dict[str, list[float]] = {name: [] for name in codes}
    for words in codes.values():
        _spawn(*words)
    for _ in range(7):
        for name, words in codes.items():
            took[name].append(_spawn(*words))
    found = [result("cold start", size, took["ours"], took["bare"], goal=1.6)]
    if "little" in took:
        found.append(
            result("… over a start with 1,000", size, took["ours"], took["little"], goal=1.05)
        )
    return found


def _settle_home(path: Path) -> None:
    """Let the window begin with the people: the page that the goals are about."""
    home = path.with_name("home")
    home.mkdir(exist_ok=True)
    os.environ["NETJOURNAL_HOME"] = str(home)
    from netjournal.ui.preferences import Preferences

    settings = Preferences(home / "settings.ini")
    settings.last_page = "people"  # the page that the goal is about
    settings.sync()
