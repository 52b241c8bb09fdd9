"""Folders that another program keeps in step with other machines.

A journal that is open changes all the time; a sync program may lock, replace or mix its files.
Backups are whole files that never change: a synced folder is a good place for those.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

# A folder's name (in lower case) or what lies in it -> who looks after it.
_NAMES: Final = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud drive", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
    ("pcloud", "pCloud"),
    ("megasync", "MEGA"),
    ("box sync", "Box"),
)
_INSIDE: Final = (
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".sync_", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
)
_NETWORK: Final = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "davfs", "fuse.davfs2", "afpfs")
)
_MOUNTS: Final = Path("/proc/self/mounts")


def sync_service(path: Path) -> str:
    """Return who keeps the folder of ``path`` in step ("Dropbox", "a network drive"), or ""."""
    folder = path.resolve().parent
    for one in (folder, *folder.parents):
        name = one.name.lower()
        found = next((who for part, who in _NAMES if _is_named(name, part)), "")
        found = found or next((who for mark, who in _INSIDE if (one / mark).exists()), "")
        if found:
            return found
    return "a network drive" if _is_network(folder) else ""


def _is_named(name: str, part: str) -> bool:
    """Match "Dropbox", "Dropbox (Work)" and "OneDrive - Firm", but not "dropbox-notes"."""
    rest = name.removeprefix(part)
    return name.startswith(part) and (not rest or rest.startswith((" (", " - ")))


def _is_network(folder: Path) -> bool:
    """Say whether a folder lies on a file system of another machine (Linux; UNC on Windows)."""
    if str(folder).startswith("\\\\"):
        return True
    best, kind = "", ""
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    for line in lines:
        _device, where, what, *_rest = [*line.split(" "), "", "", ""]
        where = where.encode().decode("unicode_escape", "replace") if "\\" in where else where
        inside = str(folder) == where or str(folder).startswith(where.rstrip("/") + "/")
        if inside and len(where) >= len(best):
            best, kind = where, what
    return kind in _NETWORK
