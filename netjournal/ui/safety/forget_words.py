"""What is left after somebody was forgotten, in words, and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netjournal.services.keeping.forgetting import Forgotten

_NAMED: Final = 3  # places; more are counted
_LONGEST: Final = 200  # letters of one


def left(done: Forgotten) -> Iterator[str]:
    """Yield a sentence for each kind of thing that still holds them."""
    say = QCoreApplication.translate
    if done.mentions:
        yield say(
            "ForgetDialog",
            "The name still stands in %n [entry or note|entries and notes] of others.",
            "",
            done.mentions,
        )
    if done.unpurged and not done.lying:  # else they are named
        yield say(
            "ForgetDialog",
            "%n [backup still holds|backups still hold] them.",
            "",
            done.unpurged,
        )
    if done.mingled:
        yield say(
            "ForgetDialog",
            "Backups in which they are one with somebody who stays, as you had merged them then: "
            "%n.",
            "",
            done.mingled,
        )
    if done.away:
        yield say(
            "ForgetDialog",
            "The second place for backups is not there now: what lies in it may still hold them.",
        )


def where(done: Forgotten, folder: Path) -> Iterator[str]:
    """Yield, with a line for each file or folder, where to look for what may hold them.

    Args:
        done: What was done.
        folder: Of the journal: what is in it is named from there on.
    """
    say = QCoreApplication.translate
    if done.lying:
        yield _listed(say("ForgetDialog", "Backups that still hold them:"), done.lying, folder)
    if done.former:
        text = say("ForgetDialog", "Places that are not there now, where copies went before:")
        yield _listed(text, done.former, folder)
    if done.others:
        text = say("ForgetDialog", "Other journals of this name, which may hold them, too:")
        yield _listed(text, done.others, folder)


def _listed(title: str, places: Sequence[Path], folder: Path) -> str:
    lines = [title]
    for place in places[:_NAMED]:
        within = place.relative_to(folder) if place.is_relative_to(folder) else place
        lines.append(display_safe(str(within), _LONGEST))
    if len(places) > _NAMED:
        more = len(places) - _NAMED
        lines.append(QCoreApplication.translate("ForgetDialog", "and %n more", "", more))
    return "\n".join(lines)
