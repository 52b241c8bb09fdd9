"""Private copies for reading what can't be read where it lies; none outlives its process for long.

They stand in the system's temporary folder, in folders that only their owner may enter and that are
named after the process. Who made one removes it; what a killed process left, the next one removes.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from netjournal import paths

_NAME: Final = re.compile(r"netjournal-(\d+)-\w+")
_DAY_S: Final = 86_400


def folder() -> Path:
    """Make an empty folder for a copy, and clear away those of processes that are gone."""
    place = tempfile.gettempdir()
    sweep()
    return Path(tempfile.mkdtemp(prefix=paths.aside_prefix(), dir=place))


def sweep() -> None:
    """Remove the folders of our own processes that are gone; nothing happens where that fails."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(tempfile.gettempdir()):
            match = _NAME.fullmatch(entry.name)
            if match and entry.is_dir(follow_symlinks=False) and _is_left(entry, int(match[1])):
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(entry: os.DirEntry[str], process: int) -> bool:
    info = entry.stat(follow_symlinks=False)
    if os.name == "nt":  # there is no harmless way to ask whether a process lives
        return time.time() - info.st_mtime > _DAY_S
    if info.st_uid != os.getuid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
