"""Sentences about backups: what going back would change, where the copies are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from netjournal.ui.safe import display_safe
from netjournal.ui.safety.backups_model import age, when

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.services.keeping.restoring import Difference, Good, Holding


_LAGS: dict[str, object] = {
    "away": QT_TRANSLATE_NOOP(
        "backups", "The second place, {folder}, is not there now: no copies are made."
    ),
    "full": QT_TRANSLATE_NOOP(
        "backups", "The newest backup is not in {folder}: there is not enough room for it."
    ),
    "denied": QT_TRANSLATE_NOOP(
        "backups", "The newest backup is not in {folder}: nothing may be written there."
    ),
    "unknown": QT_TRANSLATE_NOOP("backups", "The newest backup is not in {folder} yet."),
}


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
    return f"{text} " + say("backups", "The present journal is kept in this list.")


def people(holds: Holding) -> str:
    """Return how many people a backup holds, as the list of people counts them."""
    say = QCoreApplication.translate
    shown = say("backups", "%n [person|people]", "", holds.people - holds.aside)
    if not holds.aside:
        return shown
    aside = say("backups", "%n archived or deleted", "", holds.aside)
    return f"{shown} ({aside})"


def good_backup(good: Good) -> str:
    """Say which backup is whole, and what it holds."""
    say = QCoreApplication.translate
    return say("backups", "The newest good backup is of {when}: {people}, {entries}.").format(
        when=when(good.backup),
        people=people(good.holds),
        entries=say("backups", "%n [entry|entries]", "", good.holds.entries),
    )


def second_place(journal: Path) -> str:
    """Say where copies of the open journal's backups go, or why they should go somewhere."""
    from netjournal.services.keeping import backups

    say = QCoreApplication.translate
    folder = backups.second_folder(journal)
    if folder is None:
        return say(
            "backups",
            "They lie beside the journal, so they don't survive the disk. A second place on "
            "another disk, a stick or a synced folder gets a copy of each.",
        )
    place = display_safe(str(folder.parent), 120)
    lag = backups.second_lag(journal)
    if lag is not None:
        return say("backups", str(_LAGS[lag])).format(folder=place)
    newest = backups.list_backups(journal, folder)[:1]
    text = age(newest, datetime.now(UTC)) if newest else ""
    return say("backups", "Copies go to {folder}. {age}").format(folder=place, age=text).strip()
