"""The one place where the user chooses a file; tests put their own function in its stead.

Public:
    open_file(parent, title, kinds, folder="") -> Path | None
    open_files(parent, title, kinds, folder="") -> list[Path]
    save_file(parent, title, kinds, suggested) -> Path | None
    folder(parent, title, start="") -> Path | None

``kinds`` are Qt filters: "NetJournal journals (*.netjournal)".
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


def open_file(
    parent: QWidget | None, title: str, kinds: Sequence[str], folder: str = ""
) -> Path | None:
    """Ask for a file that exists, first in the user's documents; None when cancelled."""
    from PySide6.QtWidgets import QFileDialog

    start = folder or str(_usual_folder())
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, start, ";;".join(kinds))
    return Path(chosen) if chosen else None


def open_files(
    parent: QWidget | None, title: str, kinds: Sequence[str], folder: str = ""
) -> list[Path]:
    """Ask for one or several files that exist; none when cancelled."""
    from PySide6.QtWidgets import QFileDialog

    start = folder or str(_usual_folder())
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, start, ";;".join(kinds))
    return [Path(one) for one in chosen]


def save_file(
    parent: QWidget | None, title: str, kinds: Sequence[str], suggested: str
) -> Path | None:
    """Ask where to save; the desktop asks before an existing file is chosen.

    Args:
        parent: The window it belongs to.
        title: Title of the box.
        kinds: Qt filters; the first is preset.
        suggested: Folder and name to begin with; a bare name goes to the user's documents.
    """
    from PySide6.QtWidgets import QFileDialog

    suggested = str(_usual_folder() / suggested)  # a folder of its own wins
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, suggested, ";;".join(kinds))
    return Path(chosen) if chosen else None


def folder(parent: QWidget | None, title: str) -> Path | None:
    """Ask for a folder; None when cancelled."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, title, str(_usual_folder()))
    return Path(chosen) if chosen else None


def _usual_folder() -> Path:
    """Return the user's documents, else the home folder; never where the program was started."""
    from PySide6.QtCore import QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()
