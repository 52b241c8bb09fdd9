"""Where things are: the data folder, the default journal, its backups, shipped resources.

``NETJOURNAL_HOME`` replaces the platform's data folder (tests, a journal on a stick).
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

APP = "NetJournal"
SUFFIX = ".netjournal"
BACKUP_SUFFIX = ".njbak"
_LAST = "last-journal.txt"
_PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """Return the folder for journals, settings and logs; it may not exist yet."""
    home = os.environ.get("NETJOURNAL_HOME")
    if home:
        return Path(home).expanduser().absolute()
    import platformdirs  # 15 ms that a command with --journal need not spend

    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def log_folder() -> Path:
    """Return the folder of the log files; it may not exist yet."""
    return data_folder() / "logs"


def default_journal() -> Path:
    """Return the journal that is opened when none is named."""
    return data_folder() / f"journal{SUFFIX}"


def last_journal() -> Path | None:
    """Return the journal opened last in the window, if it is still there."""
    try:
        path = Path((data_folder() / _LAST).read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    return path if path.is_file() else None


def remember_journal(journal: Path) -> None:
    """Make a journal the one that is opened when none is named; harmless when it can't be kept."""
    with contextlib.suppress(OSError):
        data_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        (data_folder() / _LAST).write_text(str(journal.absolute()), "utf-8")


def backup_folder(journal: Path) -> Path:
    """Return where the backups of a journal are kept.

    Args:
        journal: The journal's path.

    Returns:
        ``NAME-backups`` beside it, so that backups travel with a moved folder.
    """
    return journal.with_name(f"{journal.name}-backups")


def second_backup_folder(place: Path, journal: Path, begun: int) -> Path:
    """Return where copies of a journal's backups are kept in another place.

    Args:
        place: The place, which other journals of that name may share.
        journal: The journal's path.
        begun: When it was begun, which no other journal has.
    """
    return place / f"{backup_folder(journal).name}-{begun:x}"


def resource(*parts: str) -> Path:
    """Return a shipped file: inside the installed package, else in the checkout beside it.

    Args:
        *parts: The path below ``resources``, for example ``"icons", "add.svg"``.

    Raises:
        FileNotFoundError: There is no such resource.
    """
    for base in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = base.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(("resources", *parts)))


def aside_prefix() -> str:
    """Return how folders for passing files begin, which a later start may clear away.

    ``models/aside.py`` removes those of processes that are gone.
    """
    return f"netjournal-{os.getpid():d}-"
