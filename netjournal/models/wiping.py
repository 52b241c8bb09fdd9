"""Files whose old bytes are written over before they go.

On flash disks and copy-on-write file systems old blocks may live on all the same: there only
encryption helps, which the window says.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from netjournal.models.opening import sync_folder


def replace(new: Path, old: Path) -> None:
    """Put ``new`` in the place of ``old`` in one move, then write over what was there.

    Nobody may have ``old`` open. A crash in between leaves the one or the other, whole.

    Raises:
        OSError: It could not be moved; ``old`` is as it was.
    """
    with contextlib.ExitStack() as stack:
        before = None
        with contextlib.suppress(OSError):
            before = stack.enter_context(old.open("rb+", buffering=0))
        os.replace(new, old)
        sync_folder(old.parent)
        if before is not None:
            _zero(before.fileno())


def remove(path: Path) -> None:
    """Write over a file and delete it; nothing happens when there is none.

    It gets another name first: who is still writing it finds it gone, and never gives a file of
    zeros the name of a whole one.
    """
    going = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")
    with contextlib.suppress(OSError):
        os.rename(path, going)
        with going.open("rb+", buffering=0) as file:
            _zero(file.fileno())
        going.unlink()


def remove_folder(folder: Path) -> None:
    """Write over the files in a folder and delete it with them."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if entry.is_file(follow_symlinks=False):
                remove(Path(entry.path))
    shutil.rmtree(folder, ignore_errors=True)


def _zero(handle: int) -> None:
    with contextlib.suppress(OSError):
        left = os.fstat(handle).st_size
        os.lseek(handle, 0, os.SEEK_SET)
        while left > 0:
            left -= os.write(handle, b"\0" * min(left, 1 << 20))
        os.fsync(handle)
