"""A disk that takes nothing for a while: no file of this process may grow (not on Windows)."""

import contextlib
import sys

import pytest

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE there")


@contextlib.contextmanager
def disk(journal):
    """Let every writing fail with an I/O error; what is in the log is in the file before."""
    import resource

    journal.checkpoint()  # else the log may take a few pages over old ones
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
