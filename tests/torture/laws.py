"""Round trips, readers, search, undo and merging: the laws of the test suite, tried far longer."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.torture.outside import ROOT

ROOMS = {
    "formats": ("tests/formats",),
    "files": ("tests/services/interchange",),
    "search": ("tests/services/finding", "tests/services/capturing"),
    "undo": ("tests/models",),
    "merging": ("tests/services/duplicates",),
}


def trial(room, examples):
    """Try the laws of a room with so many examples each; return (what failed, how many laws)."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-m", "hypothesis", "--timeout", "36000"),
            *("-p", "no:randomly", "-p", "no:cacheprovider", *ROOMS[room]),
        ],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ, NETJOURNAL_EXAMPLES=str(examples), QT_QPA_PLATFORM="offscreen"),
        cwd=ROOT,
    )
    passed = re.search(r"(\d+) passed", done.stdout)
    failed = re.findall(r"^(?:FAILED|ERROR) (.*)", done.stdout, re.MULTILINE)
    wrong = failed or ([] if done.returncode == 0 else [done.stdout[-300:]])
    return wrong, int(passed[1]) if passed else 0
