"""What is dropped: ``dropped(data) -> Path | None``, the one local file, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def dropped(data: QMimeData) -> Path | None:
    """Return the file that is being dropped; None for several, or for what is no local file."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
