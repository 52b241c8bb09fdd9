"""The ways out of the page that says why a journal is not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.errors import JournalDamaged, NotAJournal, NotFound
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from netjournal.errors import UserError
    from netjournal.ui.starting.start_window import StartWindow


def remedies(
    window: StartWindow, error: UserError, backups: int, in_use: bool
) -> list[QPushButton]:
    """Return the buttons that help with this journal, the most hopeful one first.

    Args:
        window: Whose signals they give.
        error: What is wrong.
        backups: How many backups there are.
        in_use: Whether somebody else has the journal open.
    """
    say = QCoreApplication.translate
    made: list[QPushButton] = []

    def add(words: str, name: str, signal: object) -> None:
        kind = "primary" if not made else ""
        verb = button(words, kind, name=name)
        verb.clicked.connect(signal)
        made.append(verb)

    rescued = str(error.data.get("rescued", ""))
    if rescued:
        from pathlib import Path

        add(
            say("start", "Open the rescued copy"),
            "error_rescued",
            lambda: window.open_requested.emit(Path(rescued)),
        )
    gone = isinstance(error, (JournalDamaged, NotAJournal, NotFound))
    lost = gone and (bool(backups) or not error.data.get("foreign"))  # of ours there are backups
    broken = gone and not isinstance(error, NotFound) and not error.data.get("foreign")
    if lost and (backups or not rescued):
        made.append(to_backups(window, backups, "" if made else "primary"))
    if broken and not rescued:
        add(say("start", "Rescue what can be read"), "error_rescue", window.rescue_wanted)
    add(say("start", "Try again"), "error_retry", window.retry_wanted)
    if in_use:
        add(say("start", "Only look at it"), "error_look", window.look_wanted)
    elif backups and not lost:  # it is as it was: going back would lose what is newer
        made.append(to_backups(window, backups))
    return made


def to_backups(window: StartWindow, count: int, kind: str = "") -> QPushButton:
    """Return the button that shows the backups of the journal, or lets one be chosen elsewhere."""
    say = QCoreApplication.translate
    text = say("start", "Go back to a backup (%n)…", "", count)
    if not count:
        text = say("start", "Look for a backup…")
    made = button(text, kind, name="error_restore")
    made.clicked.connect(window.restore_wanted)
    return made


def others(window: StartWindow) -> list[QPushButton]:
    """Return the buttons that lead to another journal, or out."""
    say = QCoreApplication.translate
    made = []
    for words, name, verb in (
        (say("start", "Open another…"), "error_open", window.open_other),
        (say("start", "New journal…"), "error_new", window.make_new),
        (say("start", "Quit"), "error_quit", window.close),
    ):
        one = button(words, name=name)
        one.clicked.connect(verb)
        made.append(one)
    return made
