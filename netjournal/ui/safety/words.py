"""What going back to a backup would change, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from netjournal.services.restoring import Difference


def would_change(difference: Difference) -> str:
    """Return the sentence; also for nothing."""
    say = QCoreApplication.translate
    parts = [
        say("backups", str(text), "", count)
        for text, count in (
            (
                QT_TRANSLATE_NOOP("backups", "%n [person|people] would come back"),
                difference.people_back,
            ),
            (
                QT_TRANSLATE_NOOP("backups", "%n [person|people] added since would go"),
                difference.people_gone,
            ),
            (
                QT_TRANSLATE_NOOP(
                    "backups", "%n [person|people] changed since would be as they were"
                ),
                difference.people_changed,
            ),
            (
                QT_TRANSLATE_NOOP("backups", "%n [entry|entries] would come back"),
                difference.entries_back,
            ),
            (
                QT_TRANSLATE_NOOP("backups", "%n [entry|entries] written since would go"),
                difference.entries_gone,
            ),
            (
                QT_TRANSLATE_NOOP("backups", "%n [entry|entries] changed since would be as before"),
                difference.entries_changed,
            ),
        )
        if count
    ]
    if not parts:
        return say("backups", "It is the same as the journal now.")
    text = say("backups", "Going back: {what}.").format(what=", ".join(parts))
    return f"{text} " + say("backups", "The present journal is kept; Undo brings it back.")
