"""What an import says of interactions that are in the journal already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netjournal.services.interchange.import_withdrawing import Withdrawal
    from netjournal.services.interchange.importing import ImportReport


def called_off() -> str:
    """Return what becomes of a meeting that its calendar takes back."""
    return QCoreApplication.translate("transfer", "Called off: to the trash")


def emptied() -> str:
    """Return what becomes of a meeting that nobody else takes part in any more."""
    return QCoreApplication.translate("transfer", "With nobody any more: to the trash")


def taken_back(one: Withdrawal) -> str:
    """Return what becomes of a meeting that its calendar no longer has as one."""
    return emptied() if one.emptied else called_off()


def followed() -> str:
    """Return what becomes of an interaction that its file tells otherwise by now."""
    return QCoreApplication.translate("transfer", "Bring up to date")


def known(found: Mapping[str, int]) -> list[str]:
    """Return what will become of them, in parts of a sentence.

    Args:
        found: ``ImportPlan.counts``.
    """
    say = QCoreApplication.translate
    parts = []
    if n := found["changed"]:
        parts.append(say("transfer", "%n interaction(s) brought up to date", "", n))
    if n := found["withdrawn"]:
        parts.append(say("transfer", "%n called off, to the trash", "", n))
    return parts


def button(found: Mapping[str, int]) -> str:
    """Return the caption of the button of an import that adds nothing."""
    say = QCoreApplication.translate
    if n := found["changed"]:
        return say("transfer", "Update %n interaction(s)", "", n)
    if n := found["withdrawn"]:
        return say("transfer", "Take back %n interaction(s)", "", n)
    return say("transfer", "Import")


def met(report: ImportReport) -> list[str]:
    """Return how many people were added because interactions name them, as parts of a sentence."""
    say = QCoreApplication.translate
    if not report.met:
        return []
    return [say("transfer", "%n [person|people] added from interactions", "", report.met)]


def done(report: ImportReport) -> list[str]:
    """Return what became of them, in parts of a sentence."""
    say = QCoreApplication.translate
    parts = []
    if n := report.changed:
        parts.append(say("transfer", "%n interaction(s) brought up to date", "", n))
    if n := report.withdrawn:
        parts.append(say("transfer", "%n called off and moved to the trash", "", n))
    return parts
