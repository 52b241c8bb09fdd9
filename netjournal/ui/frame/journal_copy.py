"""File ▸ Save a copy: the journal as it is now, under another name, while it stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal import paths
from netjournal.ui import file_choice, safe

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.progress import Progress
    from netjournal.ui.main_window import MainWindow


def save_copy(window: MainWindow) -> None:
    """Ask where, and write a proved copy there in the worker; never over a journal."""
    session, journal = window.session, window.session.journal
    say = QCoreApplication.translate
    name = say("journal_copy", "{journal} copy").format(journal=journal.path.stem)
    kinds = say("journal_copy", "NetJournal journals ({pattern})").format(
        pattern=f"*{paths.SUFFIX}"
    )
    chosen = file_choice.save_file(
        window,
        say("journal_copy", "Save a copy"),
        [kinds],
        str(journal.path.with_name(name + paths.SUFFIX)),
    )
    if chosen is None:
        return
    target = chosen if chosen.suffix else chosen.with_suffix(paths.SUFFIX)

    def work(progress: Progress) -> Path:
        from netjournal.services.keeping import backups

        backups.make_at(journal, target, progress)
        return target

    def done(path: Path) -> None:
        text = say("journal_copy", "Saved as {name}").format(name=safe.display_safe(path.name, 60))
        session.show_saved(text, path.parent)

    session.step_started.emit(session.run(work, done, modal=True))
