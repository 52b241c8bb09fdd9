"""Programs that are run and sentences that are told while setting up; all of it on stderr."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence


def say(text: str) -> None:
    """Tell one line."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """Tell why it can't go on and what to do, and end with 1."""
    say(text)
    raise SystemExit(1)


def run(command: Sequence[str], *, quiet: bool = False) -> bool:
    """Run a program, its output on stderr or nowhere; tell whether it succeeded."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    return (
        subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        ).returncode
        == 0
    )


def working_uv() -> str | None:
    """Return the path of uv when there is one that starts."""
    path = shutil.which("uv")
    return path if path and run([path, "--version"], quiet=True) else None
