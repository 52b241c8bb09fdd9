"""What figures of a window begin with: the application without a screen, and a session."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from netjournal.models import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.ui.session import Session


def session_of(path: Path, *, read_only: bool = False) -> Session:
    """Return a session of a journal, the application looking light; close it in the end."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["NETJOURNAL_HOME"] = str(path.with_name("home"))
    from PySide6.QtWidgets import QApplication

    from netjournal.ui import theme
    from netjournal.ui.jobs import Jobs
    from netjournal.ui.session import Session

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    return Session(Journal.open(path, read_only=read_only), Jobs())
