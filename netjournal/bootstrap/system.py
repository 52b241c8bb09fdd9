"""What a set-up needs from the operating system, and how it is installed there."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from typing import TYPE_CHECKING

from netjournal.bootstrap.commands import run, say, stop, working_uv

if TYPE_CHECKING:
    from collections.abc import Collection

# What Qt loads from the system: soname -> package of (apt-get, dnf, pacman). Found by running ldd
# over the libraries and platform plug-ins of PySide6 6.11 on a bare machine.
BASE_LIBRARIES = {
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor", "wayland"),
}
MANAGERS = {
    "apt-get": ["install", "-y", "--no-install-recommends"],
    "dnf": ["install", "-y"],
    "pacman": ["-S", "--noconfirm", "--needed"],
}


def missing_libraries(libraries: Collection[str]) -> list[str]:
    """Return the sonames that the system's loader doesn't find (Linux; empty elsewhere)."""
    missing = []
    for soname in libraries if sys.platform.startswith("linux") else ():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.append(soname)
    return missing


def install_command(manager: str, sonames: Collection[str], needs_venv: bool) -> list[str]:
    """Return the command that installs what is missing, without ``sudo``.

    Args:
        manager: A key of ``MANAGERS``.
        sonames: Keys of ``BASE_LIBRARIES`` and ``WINDOW_LIBRARIES``.
        needs_venv: Python's own venv or ensurepip is missing (Debian ships them separately).
    """
    column = list(MANAGERS).index(manager)
    names = {(BASE_LIBRARIES | WINDOW_LIBRARIES)[soname][column] for soname in sonames}
    if needs_venv:
        own = "python{}.{}-venv".format(*sys.version_info)
        names.add((own, "python3-pip", "python-pip")[column])
    return [manager, *MANAGERS[manager], *sorted(names)]


def provide_system(groups: set[str]) -> None:
    """Install the system's part, or tell the one line that does."""
    needs_venv = not working_uv() and not all(map(importlib.util.find_spec, ("venv", "ensurepip")))
    wanted = BASE_LIBRARIES | (WINDOW_LIBRARIES if "window" in groups else {})
    sonames = missing_libraries(wanted)
    if not sonames and not needs_venv:
        return
    manager = next(filter(shutil.which, MANAGERS), None)
    if manager is None:
        lacking = sonames + ["Python's venv and ensurepip"] * needs_venv
        say("Please install with your system's package manager: " + ", ".join(lacking))
    else:
        command = install_command(manager, sonames, needs_venv)
        if _install_system(command):
            return
        refresh = "sudo apt-get update && " if manager == "apt-get" else ""
        say("Your system lacks a few parts. This line, run once by its administrator, adds them:")
        say(f"\n    {refresh}sudo {' '.join(command)}\n")
    if needs_venv or groups & {"window", "dev"}:
        stop("Then run the same command again.")
    say("Going on without them: everything but windows and printing works.")


def _install_system(command: list[str]) -> bool:
    """Install packages of the system, as root or by a sudo that asks nothing."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not (shutil.which("sudo") and run([*sudo, "true"], quiet=True)):
        return False
    say("Installing parts of the system: " + " ".join(command))
    prefix = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    if run([*prefix, *command], quiet=True):
        return True
    if command[0] == "apt-get":  # its lists are missing or too old
        run([*prefix, "apt-get", "update"], quiet=True)
    return run([*prefix, *command])
