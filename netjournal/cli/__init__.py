"""The command line: the second door to everything the window does with files. No Qt here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the bare call opens the window.

    Args:
        argv: The words after the program's name; by default the process's own.

    Returns:
        The exit code, as in README.md ("Command line").
    """
    from netjournal.cli.run import run

    return run(list(sys.argv[1:] if argv is None else argv))
