"""Start-up and shutdown: the application object and its loop.

``run(path)`` opens a window and returns the exit code when it is closed.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

from netjournal import paths
from netjournal.ui.starting import display, quick_enums, quick_start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SOON_MS: Final = 50


def run(journal_path: Path | None = None, *, ready: Callable[[], object] | None = None) -> int:
    """Open the window on a journal.

    Args:
        journal_path: Which journal; None for the last one, else the default one.
        ready: Called once the event loop runs (measurements).

    Returns:
        0, or 1 with one line on stderr when there is no screen.
    """
    reason = display.missing()
    if reason:
        sys.stderr.write(f"netjournal: {reason}\n")
        return 1
    os.umask(0o077)
    gc.disable()  # nothing of a start is garbage; the Collector takes over
    quick_enums.install()
    with quick_start.described_later():
        from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from netjournal.ui.starting.shell import Shell

    quick_start.leave_sources_unread()
    app = QApplication([paths.APP])
    app.setApplicationName(paths.APP)
    app.setApplicationDisplayName("")
    app.setDesktopFileName("netjournal")
    app.setQuitOnLastWindowClosed(False)
    shell = Shell(app)
    shell.start(journal_path)
    QTimer.singleShot(_SOON_MS, shell.settle)
    if ready is not None:
        QTimer.singleShot(0, ready)
    code = app.exec()
    shell.finish()
    return code
