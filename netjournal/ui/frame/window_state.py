"""Where things were: window size, page, and each page's own state; per journal where it matters.

Public: ``save(window, preferences, states, journal)``, ``restore_geometry(window, preferences)``,
``page_states(preferences, journal) -> dict``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from netjournal.ui.preferences import bytes_to_text, text_to_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from netjournal.ui.preferences import Preferences

_DESIGN = QSize(1360, 860)
_FRAME = QSize(8, 40)  # a title bar and borders, not known before a window is shown


def restore_geometry(window: QWidget, preferences: Preferences) -> None:
    """Give a window the size and place it had, or the design's size where that fits."""
    saved = text_to_bytes(preferences.window_geometry)
    if not saved.isEmpty() and window.restoreGeometry(saved):
        return
    screen = QApplication.primaryScreen()
    room = screen.availableGeometry().size() if screen else _DESIGN
    window.resize(_DESIGN.boundedTo(room - _FRAME))


def page_states(preferences: Preferences, journal: Path) -> dict[str, Any]:
    """Return what the pages kept for this journal (ids of another one would mean others)."""
    states = preferences.page_states
    if states.get("journal") != str(journal):
        return {}
    pages = states.get("pages")
    return dict(pages) if isinstance(pages, dict) else {}


def save(window: QWidget, preferences: Preferences, pages: dict[str, Any], journal: Path) -> None:
    """Keep the window's size and what the pages want back on the next start."""
    preferences.window_geometry = bytes_to_text(window.saveGeometry())
    preferences.page_states = {"journal": str(journal), "pages": pages}
    preferences.sync()
