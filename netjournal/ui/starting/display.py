"""Whether there is a screen to open a window on: ``missing() -> str`` names the reason.

Without one Qt ends the process with a misleading line about a missing library; this asks first.
"""

from __future__ import annotations

import _socket  # the module around it takes 8 ms of every start
import os
import re
import sys
from typing import Any, Final

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
        place = f"/tmp/.X11-unix/X{number}"
        return any(_connects(_socket.AF_UNIX, at) for at in (f"\0{place}", place))
    return _connects(_socket.AF_INET, (found["host"], 6000 + number))


def _connects(family: int, address: Any) -> bool:
    """Whether something listens at an address."""
    connection = _socket.socket(family, _socket.SOCK_STREAM)
    connection.settimeout(_SECONDS)
    try:
        connection.connect(address)
    except OSError:
        return False
    finally:
        connection.close()
    return True
