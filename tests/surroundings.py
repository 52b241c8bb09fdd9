"""Hostile surroundings for tests: no permission, no space."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def unprivileged(command: list[str]) -> list[str]:
    """Return a command that has no right to overrule file modes; skips where that can't be had."""
    if os.name == "nt":
        pytest.skip("file modes say nothing here")
    if os.geteuid() != 0:
        return command
    tool = shutil.which("setpriv")
    if tool is None:
        pytest.skip("root, and no setpriv to give rights up with")
    return [tool, "--bounding-set=-dac_override,-dac_read_search", "--", *command]
