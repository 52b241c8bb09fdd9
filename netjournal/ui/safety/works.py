"""What is done while the journal is closed, in words: restore, rescue, passphrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from netjournal.ui.offline import Offline
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.progress import Progress
    from netjournal.services.keeping import encryption


def restore(
    journal: Path, backup: Path, key: str | None, when: str, own: str | None = None
) -> Offline:
    """Go back to a backup.

    Args:
        journal: The journal.
        backup: The backup.
        key: The backup's passphrase.
        when: When it was made, in words.
        own: The journal's passphrase, where it has another one.
    """
    from netjournal.models import opening

    say = QCoreApplication.translate
    own = key if own is None else own
    key = key if opening.is_encrypted(backup) else None

    def work(progress: Progress) -> Path | None:
        from netjournal.services.keeping import restoring

        return restoring.restore(journal, backup, key, own=own, progress=progress)

    def said(_replaced: Any) -> str:
        return say("safety", "Back to {when}.").format(when=when)

    def back(replaced: Path | None) -> Offline | None:
        if replaced is None:
            return None
        return restore(journal, replaced, own, say("safety", "where you were"), key)

    title = say("safety", "Going back to {when}…").format(when=when)
    return Offline(title, journal, work, key, said, back, say("safety", "Take it back"))


def rescue(journal: Path, key: str | None = None) -> Offline:
    """Bring what can be read of a damaged journal into a new one, and open that."""
    from netjournal.services.keeping import salvage

    say = QCoreApplication.translate
    target = salvage.new_name(journal)

    def work(progress: Progress) -> salvage.Salvaged:
        return salvage.salvage(journal, target, key, progress)

    def said(done: salvage.Salvaged) -> str:
        people, entries = done.rows.get("contact", 0), done.rows.get("interaction", 0)
        text = say("safety", "%n [person|people] could be read", "", people)
        more = say("safety", "%n [entry|entries]", "", entries)
        text = say("safety", "{people}, {entries}. The damaged file is as it was.").format(
            people=text, entries=more
        )
        if done.unread:
            none = say("safety", "Of %n table(s) nothing could be read.", "", len(done.unread))
            text += f" {none}"
        return text

    title = say("safety", "Reading what is left…")
    return Offline(title, target, work, key, said, about=journal)


def rekey(journal: Path, old: str | None, new: str | None) -> Offline:
    """Put a passphrase on, change it or take it off."""
    from netjournal.services.keeping import encryption

    say = QCoreApplication.translate

    def work(progress: Progress) -> encryption.Rekeyed:
        return encryption.rekey(journal, old, new, progress=progress)

    def said(done: encryption.Rekeyed) -> str:
        if new is None:
            text = say("safety", "This journal has no passphrase any more.")
        elif old is None and done.left:
            text = say("safety", "This journal is under your passphrase now.")
        elif old is None:
            text = say("safety", "This journal and its backups are under your passphrase now.")
        else:
            text = say("safety", "The new passphrase is in force.")
        return " ".join([text, *_left(done)])

    return Offline(say("safety", "Writing the journal anew…"), journal, work, new, said)


def _left(done: encryption.Rekeyed) -> Iterator[str]:
    """Yield a sentence for each reason why copies are as they were."""
    say = QCoreApplication.translate
    if done.stopped:
        yield say(
            "safety", "It was stopped. Backups that stayed as they were: %n.", "", done.stopped
        )
    if done.unwritten:
        yield say(
            "safety",
            "Backups that could not be written (is the disk full?): %n.",
            "",
            done.unwritten,
        )
    if done.unopened:
        yield say("safety", "Backups that could not be opened: %n.", "", done.unopened)
    if done.readable:
        yield say(
            "safety", "Backups that are still readable without a passphrase: {number}."
        ).format(number=done.readable)
    if done.readable and (done.stopped or done.unwritten):
        yield say("safety", "Change the passphrase again to take them along.")
    if done.away:
        yield say(
            "safety", "The second place for backups is not there now: what lies in it is as it was."
        )
    if done.former:
        text = say(
            "safety",
            "Copies went to {place} before, which is not there now: they are as they were.",
        )
        places = ", ".join(display_safe(str(place), 120) for place in done.former)
        yield text.format(place=places)
