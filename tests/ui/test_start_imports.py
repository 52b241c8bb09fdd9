"""What a start loads: at first paint nothing that only some pages need (figure 1 of the goals)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netjournal.models import Journal
from tests.builders import contact

HEAVY = (
    "matplotlib",
    "numpy",
    "csv",
    "phonenumbers",
    "jinja2",
    "dateparser",
    "chardet",
    "icalendar",
    "segno",
    "rapidfuzz",
    "pypdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtTest",
    "PySide6.QtNetwork",
)
# What the list of people needs no more than those; the other pages ask services that use models.
NOT_FOR_PEOPLE = ("peewee", "hashlib", "statistics")
START = """
import sys
from pathlib import Path
from netjournal.ui import app
from netjournal.ui.page import Page
from netjournal.ui.starting import shell

made = {}

class Shell(shell.Shell):
    def start(self, wanted):
        super().start(wanted)
        made["shell"] = self
        from PySide6.QtCore import QObject, QEvent, QTimer

        class Watch(QObject):
            def eventFilter(self, watched, event):
                if event.type() == QEvent.Type.Paint and watched is made["shell"].window.stack:
                    QTimer.singleShot(0, finish)
                return False

        def finish():
            if "loaded" not in made:
                made["loaded"] = sorted(sys.modules)
                made["key"] = made["shell"].window.page.key
                made["shell"].window.close()

        made["watch"] = Watch()
        self.window.stack.installEventFilter(made["watch"])

shell.Shell = Shell
code = app.run(Path(sys.argv[1]))
print(code, made["key"], *made["loaded"])
"""


@pytest.fixture
def start(tmp_path):
    path = tmp_path / "a.netjournal"
    journal = Journal.create(path)
    with journal.edit("Begin"):
        for number in range(30):
            contact(f"Person {number}", email=f"p{number}@example.com", phone="+49 30 5550 1234")
    journal.close()

    def run(page):
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        (home / "settings.ini").write_text(f'[window]\npage="\\"{page}\\""\n')
        env = os.environ | {"NETJOURNAL_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        root = Path(__file__).resolve().parents[2]
        done = subprocess.run(
            [sys.executable, "-c", START, str(path)],
            capture_output=True,
            text=True,
            timeout=60,
            env=env,
            cwd=root,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        code, key, *loaded = done.stdout.split()
        return int(code), key, loaded

    return run


@pytest.mark.parametrize("page", ["people", "today", "timeline"])
def test_at_first_paint_nothing_heavy_is_loaded(start, page):
    code, key, loaded = start(page)
    assert (code, key) == (0, page)
    heavy = HEAVY + NOT_FOR_PEOPLE if page == "people" else HEAVY
    assert [name for name in heavy if name in loaded] == []
    screens = ("charts.page", "printing", "transfer.import_dialog", "contacts.editor", "about")
    assert [name for name in screens if f"netjournal.ui.{name}" in loaded] == []
