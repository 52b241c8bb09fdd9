"""One-command set-up of a checkout: ``python3 main.py`` and ``python3 -m tests`` work anywhere.

Only the standard library is used, and only syntax of Python 3.8, so that an older Python can be
told what is missing. ``ensure()`` returns at once when everything is there. Otherwise it finds out
all that the machine lacks *before* it starts, so that one printed line is enough; makes ``.venv``
beside ``main.py``; installs what ``requirements.lock`` pins; and runs the same command again in it.

Everything is told on stderr, nothing on stdout.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from netjournal.bootstrap.commands import run, say, stop
from netjournal.bootstrap.environment import Environment, alone, install, make
from netjournal.bootstrap.system import provide_system

if TYPE_CHECKING:
    from collections.abc import Sequence

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = {
    "run": "PySide6 peewee sqlcipher3 matplotlib numpy phonenumbers chardet icalendar rapidfuzz "
    "platformdirs segno jinja2",
    "dev": "pytest pytestqt xdist pytest_timeout pytest_randomly pytest_cov hypothesis pypdf "
    "pypdfium2 zxingcpp ruff mypy importlinter",
    "window": "",
}
_AGAIN = "NETJOURNAL_RUN_AGAIN"


def ensure(arguments: Sequence[str] = (), *, dev: bool = False) -> None:
    """Return when this Python can run the app; otherwise set up and start the command again.

    Args:
        arguments: The words after ``main.py``; they tell whether a window will be opened.
        dev: Also install what the tests and checks need.

    Raises:
        SystemExit: 1 with one clear message when something is missing that can't be installed; on
            Windows also the exit code of the command that was run again.
    """
    if getattr(sys, "frozen", False) or not (ROOT / "pyproject.toml").is_file():
        return  # a packaged app or an installed wheel: whoever installed it saw to everything
    if sys.version_info[:2] < OLDEST:
        _refuse_python()
    was_run_again = os.environ.pop(_AGAIN, None)
    groups = wanted_groups(arguments, dev)
    environment = Environment(ROOT)
    ready = environment.is_ready(groups)
    inside = Path(sys.prefix).resolve() == environment.folder.resolve()
    if inside and ready:
        return
    if not inside and (sys.prefix != sys.base_prefix or not ready) and _importable(groups):
        return  # an environment of the developer's own, and complete
    if not ready:
        if was_run_again:
            stop("The set-up did not take. Delete the folder .venv and run the command again.")
        _set_up(environment, groups)
    _run_again(environment.python)


def wanted_groups(arguments: Sequence[str], dev: bool = False) -> set[str]:
    """Return the parts of the set-up that a call needs.

    Args:
        arguments: The words after ``main.py``.
        dev: For tests and checks.

    Returns:
        ``run`` always; ``dev`` for tests; ``window`` for the bare call and for a journal file.
    """
    if dev:
        return {"run", "dev"}
    if {"-h", "--help", "--version"} & set(arguments):
        return {"run"}
    words = [word for word in arguments if not word.startswith("-")]
    only_files = all(set("./\\") & set(word) or os.path.exists(word) for word in words)
    return {"run", "window"} if only_files else {"run"}


def _set_up(environment: Environment, groups: set[str]) -> None:
    """Install everything that is missing; one set-up at a time."""
    started = time.monotonic()
    try:
        with alone(environment.root):
            if environment.is_ready(groups):
                return  # another start did it while this one waited
            groups = groups | environment.groups()
            provide_system(groups)
            make(environment)
            install(environment, groups)
            environment.finish(groups)
    except KeyboardInterrupt:
        say("Stopped. The next start begins the set-up again.")
        raise SystemExit(130) from None
    except OSError as error:
        stop(f"The set-up failed: {error.strerror or error}: {error.filename or ROOT}")
    say(f"Ready after {time.monotonic() - started:.0f} s.")


def _importable(groups: set[str]) -> bool:
    """Tell whether this Python finds every module that the groups need."""
    names = " ".join(MODULES[group] for group in groups).split()
    return all(importlib.util.find_spec(name) for name in names)


def _run_again(python: Path) -> NoReturn:
    """Start the same command with the environment's Python."""
    command = [str(python), *sys.orig_argv[1:]]
    os.environ[_AGAIN] = "1"
    os.environ.pop("__PYVENV_LAUNCHER__", None)  # macOS would start the outer Python again
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    # exec on Windows gives the prompt back at once, while the app still runs
    child = subprocess.Popen(command)
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the child got it too and decides
            raise SystemExit(child.wait())


def _refuse_python() -> NoReturn:
    newer = [f"python3.{minor}" for minor in (13, 12, 11)]
    probe = ["-c", "import sys; sys.exit(sys.version_info[:2] < (3, 11))"]
    found = [name for name in newer if shutil.which(name) and run([name, *probe], quiet=True)]
    hint = f" Use {found[0]} in place of python3." if found else ""
    have = ".".join(map(str, sys.version_info[:2]))
    stop(f"NetJournal needs Python 3.11 or newer; this is {have}.{hint}")
