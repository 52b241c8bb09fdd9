"""Whether there is a screen to open a window on: ``missing() -> str`` names the reason.

Without one Qt ends the process with a misleading line about a missing library; this asks first.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path
from typing import Final

_SCREENLESS: Final = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs", "vkkhrdisplay")
_DISPLAY: Final = re.compile(r"(?P<host>[^:]*):(?P<number>\d+)(?:\.\d+)?")
_SECONDS: Final = 2.0


def missing() -> str:
    """Return why no window can be opened, or nothing when one can.

    Returns:
        One plain English sentence that says what to do.
    """
    if sys.platform != "linux":
        return ""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in _SCREENLESS:
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return (
            "There is no screen to open a window on: start NetJournal in a desktop session, "
            "or use its commands (netjournal --help)."
        )
    if not _answers(display):
        return (
            f"The screen {display[:40]} does not answer: check DISPLAY, "
            "or use NetJournal's commands (netjournal --help)."
        )
    return ""


def _answers(display: str) -> bool:
    """Whether an X server listens there; what isn't understood is left to Qt."""
    found = _DISPLAY.fullmatch(display)
    if found is None:
        return True
    number = int(found["number"])
    if found["host"] in ("", "unix"):
        return _local(Path(f"/tmp/.X11-unix/X{number}"))
    try:
        with socket.create_connection((found["host"], 6000 + number), _SECONDS):
            return True
    except OSError:
        return False


def _local(place: Path) -> bool:
    """Whether something listens on a local screen's socket, in the file system or abstract."""
    for address in (f"\0{place}", str(place)):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_SECONDS)
            try:
                connection.connect(address)
            except OSError:
                continue
            return True
    return False
