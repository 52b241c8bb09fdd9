"""Work for which the journal has to be closed: restoring, passphrases, rescue.

Public:
    Offline(...)                     what is to be done, and what is said afterwards
    run(shell, offline)              closes the journal, does it in the worker, opens it again
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from netjournal.errors import Cancelled
from netjournal.ui.jobs import Jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.session import Session
    from netjournal.ui.starting.beginning import Beginning


@dataclass(frozen=True, slots=True)
class Offline:
    """Something to be done while the journal is closed.

    Attributes:
        title: What is going on, translated ("Restoring the backup…").
        path: The journal to open afterwards.
        work: Runs in the worker; its result goes to ``said`` and ``back``.
        key: The journal's passphrase afterwards.
        said: What is told when it is done.
        back: The way back, offered beside that; None where there is none.
        back_text: Its caption.
        about: Which journal is spoken of when it fails and there is none at ``path``; that one
            when None.
    """

    title: str
    path: Path
    work: Callable[[Progress], Any]
    key: str | None
    said: Callable[[Any], str]
    back: Callable[[Any], Offline | None] | None = None
    back_text: str = ""
    about: Path | None = None


class Shell(Protocol):
    """What is needed of the application around the window."""

    session: Session | None
    window: MainWindow | None

    def open(self, path: Path, key: str | None = None) -> None:
        """Open a journal."""

    def close_journal(self, *, back_up: bool = True) -> None:
        """Close the open one."""

    def run_offline(self, offline: Offline) -> None:
        """Do something else for which it has to be closed, unless the user wants to stay."""

    def beginning(self) -> Beginning:
        """Return what is shown while none is open."""


def run(shell: Shell, offline: Offline, old_key: str | None) -> None:
    """Close the journal, do the work, open the journal again.

    Args:
        shell: The application.
        offline: What to do.
        old_key: The passphrase with which to open the journal again when it fails.
    """
    shell.close_journal(back_up=False)
    jobs = Jobs()

    def done(result: Any) -> None:
        jobs.close()
        shell.open(offline.path, offline.key)
        if shell.window is None:
            return
        back = offline.back(result) if offline.back is not None else None
        if back is None:
            shell.window.toast.show_message(offline.said(result), shown_ms=20_000)
        else:
            shell.window.toast.show_message(
                offline.said(result),
                offline.back_text,
                lambda: shell.run_offline(back),
                shown_ms=60_000,
            )

    def failed(error: UserError) -> None:
        jobs.close()
        _failed(shell, offline, old_key, error)

    job = jobs.run(offline.work, done, failed)
    shell.beginning().show_working(offline.title, job)


def _failed(shell: Shell, offline: Offline, old_key: str | None, error: UserError) -> None:
    """Open what was open before, or say of which journal it is that something failed."""
    about = offline.about or offline.path
    if offline.path.exists():
        shell.open(offline.path, old_key)
    if shell.session is not None:
        shell.session.show_error(error)
    elif not isinstance(error, Cancelled):
        shell.beginning().show_error(about, error)
    elif about.exists():
        shell.open(about, old_key)
    else:
        shell.beginning().show_gone(about)
