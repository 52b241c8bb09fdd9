"""Pages are loaded before they are shown, nothing heavy with them."""

from __future__ import annotations

import gc
import subprocess
import sys

from PySide6.QtCore import QObject

from netjournal.ui import screens
from netjournal.ui.starting import ahead

LOAD = """
import importlib, sys
from netjournal.ui import screens
for name in screens.ahead():
    importlib.import_module(name)
print([name for name in ("matplotlib", "numpy", "phonenumbers", "jinja2") if name in sys.modules])
"""

PORTIONS = """
import importlib, sys
import netjournal.ui.app, netjournal.ui.main_window, netjournal.ui.contacts.page
from netjournal.ui import screens
for name in screens.ahead():
    before = set(sys.modules)
    importlib.import_module(name)
    came = [one for one in sys.modules if one not in before and one.startswith("netjournal")]
    print(len(came), name)
"""

PATTERNS = """
import re
from netjournal.progress import Silent
from netjournal.services.capturing import capture
from netjournal.ui.starting import ahead
ahead.libraries(Silent())
made, compile_ = [], re._compiler.compile
re._compiler.compile = lambda *what: made.append(what) or compile_(*what)
for line in ("anna sen", "lunch with Li tomorrow", "called Bo last week, owes me a book"):
    capture.parse(line, 20_000, capture.NameIndex.of(()))
print(len(made))
"""


def test_modules_are_loaded_one_after_the_other(qtbot, monkeypatch):
    wanted = ["colorsys", "stringprep"]  # small ones that nothing else uses
    monkeypatch.setattr(screens, "ahead", lambda: wanted)
    monkeypatch.setattr(ahead, "PIECE_MS", 1)
    for name in wanted:
        monkeypatch.delitem(sys.modules, name, raising=False)
    parent = QObject()
    asked = []
    ahead.Ahead(parent, lambda: asked.append(set(wanted) <= sys.modules.keys()), begin=1)
    qtbot.waitUntil(lambda: asked == [True])


def test_pages_are_made_in_portions(qtbot, monkeypatch):
    done = []

    class Window:
        parts = ["page", "card"]  # noqa: RUF012

        @property
        def session(self):
            return self

        def make_ahead(self):
            return bool(self.parts) and bool(self.parts.pop())

        def run(self, work, then, *, aside):
            assert aside
            then(done.append(work))

    monkeypatch.setattr(screens, "ahead", list)
    monkeypatch.setattr(ahead, "PAUSE_MS", 1)
    parent, window = QObject(), Window()
    ahead.Ahead(parent, lambda: window, begin=1)
    qtbot.waitUntil(lambda: bool(done))
    assert window.parts == []
    try:
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()


def test_nothing_heavy_comes_with_the_pages():
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_piece_brings_many_modules():
    """All of a card at once would be thirty, and hold the window for a tenth of a second."""
    done = subprocess.run(
        [sys.executable, "-c", PORTIONS], capture_output=True, text=True, check=True
    )
    came = [line.split() for line in done.stdout.splitlines()]
    assert {name for _, name in came} >= {spec.door.module for spec in screens.PAGES}
    assert [name for number, name in came if int(number) > 16] == []


def test_the_first_key_of_a_line_waits_for_few_patterns():
    """There are fifty; those with words of the line itself can't be made before."""
    done = subprocess.run([sys.executable, "-c", PATTERNS], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) <= 5
