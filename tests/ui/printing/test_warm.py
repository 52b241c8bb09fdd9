"""What is loaded ahead of the first print."""

from __future__ import annotations

import subprocess
import sys

LOAD = """
import importlib, sys
from netjournal.progress import Silent
from netjournal.ui import screens
from netjournal.ui.printing import warm
for name in screens.ahead():
    importlib.import_module(name)
warm.libraries(Silent())
known = set(sys.modules)
import netjournal.ui.printing.dialog, netjournal.ui.printing.summary
print("jinja2" in known, "segno" in known, sorted(set(sys.modules) - known))
"""


def test_nothing_is_left_to_load(home):
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True True []"
