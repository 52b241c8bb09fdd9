"""Calm one-line findings about ways of meeting people, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from netjournal.ui import labels

if TYPE_CHECKING:
    from netjournal.services.bonds.what_works import Finding

_TEXTS: Final[dict[str, object]] = {
    "lasting": QT_TRANSLATE_NOOP(
        "charts", "{way}: {alive} of {met} ties were alive after a year, more than elsewhere."
    ),
    "seldom": QT_TRANSLATE_NOOP(
        "charts", "{way}: {alive} of {met} ties were alive after a year; few last by themselves."
    ),
    "helping": QT_TRANSLATE_NOOP(
        "charts", "{way}: with {helped} of {met} people, help went one way or the other."
    ),
    "few": QT_TRANSLATE_NOOP(
        "charts", "So far there are too few people of any one way to tell them apart."
    ),
}


def finding_words(finding: Finding) -> str:
    """Return a finding as one sentence."""
    way = finding.way
    marked = _TEXTS[finding.kind]
    text = QCoreApplication.translate("charts", str(marked))
    return text.format(way=labels.met_via(way.key), met=way.met, alive=way.alive, helped=way.helped)
