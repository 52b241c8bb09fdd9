"""One command for everything: set-up if needed, style, types, import rules, tests.

``python3 -m tests`` runs all checks even when one fails, and exits with 1 if any did.
``python3 -m tests tests/models -k undo`` hands its words to pytest and runs nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from netjournal import bootstrap

ROOT = Path(__file__).resolve().parent.parent
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports as lint; sys.exit(lint())"
CHECKS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "import rules": ["-c", _LINT_IMPORTS],
}


def main(arguments: list[str]) -> int:
    """Run the checks and the tests; return 0 when all is well."""
    bootstrap.ensure(dev=True)
    os.chdir(ROOT)
    if arguments:
        return _python("pytest", *arguments)
    failed = [name for name, command in CHECKS.items() if not _check(name, command)]
    if failed:
        print(f"FAILED: {', '.join(failed)} (see above)", flush=True)
    workers = min(4, os.cpu_count() or 1)
    tests = _python("pytest", "-q", "-n", str(workers), "--dist", "worksteal")
    return 1 if failed else tests


def _check(name: str, command: list[str]) -> bool:
    """Run one check; show its output only when it fails."""
    started = time.monotonic()
    done = subprocess.run([sys.executable, *command], check=False, capture_output=True, text=True)
    passed = done.returncode == 0
    took = time.monotonic() - started
    print(f"{name}: {'ok' if passed else 'FAILED'} ({took:.0f} s)", flush=True)
    if not passed:
        print(done.stdout + done.stderr, flush=True)
    return passed


def _python(*command: str) -> int:
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
