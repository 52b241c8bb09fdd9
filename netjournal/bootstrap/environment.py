"""The virtual environment beside ``main.py``."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from netjournal.bootstrap.commands import run, say, stop, working_uv

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path


class Environment:
    """The virtual environment beside ``main.py`` and what is known to be in it.

    The stamp is removed before anything is installed and written after: without a stamp nothing is
    believed. A mark says that an installation is under way; where it is left over, the environment
    is made anew, because a package that was cut off half-way looks installed to pip.

    Args:
        root: The checkout, an absolute path.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._stamp = self.folder / "netjournal-setup.json"
        self._mark = root / ".venv.installing"

    def is_ready(self, groups: Collection[str]) -> bool:
        """Tell whether the groups are installed as pyproject.toml and the lock file say today."""
        stamp = self._read()
        return (
            stamp.get("fingerprint") == fingerprint(self.root)
            and stamp.get("interpreter") == os.path.realpath(self.python)
            and self.python.exists()
            and set(groups) <= self.groups()
        )

    def groups(self) -> set[str]:
        """Return the groups that earlier set-ups installed."""
        return set(self._read().get("groups", ()))

    def begin(self) -> None:
        """Note that an installation is under way."""
        self._mark.touch()
        with contextlib.suppress(FileNotFoundError):
            self._stamp.unlink()

    def finish(self, groups: Collection[str]) -> None:
        """Note what is installed now."""
        stamp = {
            "fingerprint": fingerprint(self.root),
            "interpreter": os.path.realpath(self.python),
            "groups": sorted(groups),
        }
        draft = self._stamp.with_suffix(".tmp")
        draft.write_text(json.dumps(stamp), encoding="utf-8")
        draft.replace(self._stamp)
        self._mark.unlink()

    def give_up(self) -> None:
        """Note that an installation ended by itself without success; pip has cleaned up."""
        self._mark.unlink()

    def flaw(self) -> str | None:
        """Say why the folder can't be installed into; ``None`` when it can or isn't there."""
        if not self.folder.exists():
            return None
        if self._mark.exists():
            return "an installation was interrupted"
        probe = (
            "import os, sys, sysconfig\n"
            "modules = os.path.isdir(sysconfig.get_path('purelib'))\n"
            "sys.exit(sys.version_info[:2] < (3, 11) or not modules)"
        )
        try:
            asked = subprocess.run(
                [str(self.python), "-c", probe], check=False, capture_output=True
            )
        except OSError:
            return "its Python is gone"
        return "its Python is not the one it was made for" if asked.returncode else None

    def _read(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self._stamp.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}


def fingerprint(root: Path) -> str:
    """Return a digest of the two files that say what is to be installed."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "requirements.lock"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def make(environment: Environment) -> None:
    """Make the virtual environment unless a sound one is there."""
    flaw = environment.flaw()
    environment.begin()
    if flaw:
        say(f"The folder .venv can't be used ({flaw}); making it anew.")
        shutil.rmtree(environment.folder)
    if environment.folder.exists():
        return
    base = getattr(sys, "_base_executable", None) or sys.executable
    uv = working_uv()
    if uv and run([uv, "venv", "-q", "--python", base, str(environment.folder)]):
        return
    if not run([base, "-m", "venv", "--clear", str(environment.folder)]):
        stop("Python could not make the folder .venv.")


def install(environment: Environment, groups: set[str]) -> None:
    """Install the pinned packages with uv where it is, else with pip, and compile our modules."""
    say("Fetching and installing packages; a minute or two, only this once.")
    python, lock = str(environment.python), str(environment.root / "requirements.lock")
    wanted = ["-r", lock] if "dev" in groups else ["-c", lock, *_dependencies(environment.root)]
    quiet = [] if sys.stderr.isatty() else ["-q"]
    uv = working_uv()
    flags = [*quiet, "--compile-bytecode", "--python", python]
    if not (uv and run([uv, "pip", "install", *flags, *wanted])):
        pip = [python, "-m", "pip"]
        if not run([*pip, "--version"], quiet=True):
            run([python, "-m", "ensurepip"], quiet=True)
        flags = [*quiet, "--no-input", "--disable-pip-version-check"]
        if not run([*pip, "install", *flags, *wanted]):
            environment.give_up()
            stop(
                "The packages could not be installed (is this computer online?). "
                "Run the same command again to continue."
            )
    run([python, "-m", "compileall", "-q", str(environment.root / "netjournal")], quiet=True)


def _dependencies(root: Path) -> list[str]:
    """Return what pyproject.toml says the app needs to run."""
    import tomllib  # from 3.11 on; by now an older Python was refused

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["dependencies"])


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold ``.venv.lock``, waiting for another set-up of this checkout."""
    with (root / ".venv.lock").open("a") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    say("Waiting for another set-up to finish …")
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Waiting for another set-up to finish …")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
