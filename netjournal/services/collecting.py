"""Work that makes many small things and no cycles: ``no_collection``."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector from walking a growing million of rows or drafts again and again.

    Nothing piles up meanwhile: they hold no cycles, and go as soon as nobody needs them.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
