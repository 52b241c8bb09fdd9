"""What was chosen last for each layout, kept in the preferences; private notes never are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale

from netjournal.ui.printing.options import (
    CARDS,
    FREE,
    LABELS,
    LAYOUTS,
    PAPERS,
    SECTIONS,
    SORTS,
    Options,
)

if TYPE_CHECKING:
    from netjournal.ui.preferences import Preferences

_GRID: Final = (2, 6, 10.0, 3.0)


def layout(preferences: Preferences) -> str:
    """Return the layout that was used last."""
    return preferences.print_layout if preferences.print_layout in LAYOUTS else LAYOUTS[0]


def recall(preferences: Preferences, of: str) -> Options:
    """Return what was chosen last for a layout; what isn't usable any more counts as not set."""
    kept = preferences.print_options.get(of)
    stored: dict[str, Any] = kept if isinstance(kept, dict) else {}

    def one_of(key: str, known: tuple[str, ...], default: str) -> str:
        value = stored.get(key)
        return value if isinstance(value, str) and value in known else default

    def yes(key: str) -> bool:
        return stored.get(key) is True

    without = stored.get("without")
    off = without if isinstance(without, list) else []
    return Options(
        layout=of,
        paper=one_of("paper", PAPERS, usual_paper()),
        landscape=yes("landscape"),
        without=frozenset(section for section in SECTIONS[of] if section in off),
        whole=yes("whole"),
        history=yes("history"),
        sort=one_of("sort", SORTS, ""),
        grayscale=yes("grayscale"),
        card=one_of("card", tuple(CARDS), "business"),
        label=one_of("label", (*LABELS, FREE), "L7160" if usual_paper() == "A4" else "5160"),
        grid=_grid(stored.get("grid")),
    )


def remember(preferences: Preferences, options: Options) -> None:
    """Keep what was chosen for a layout, and the layout."""
    preferences.print_layout = options.layout
    kept = {
        "paper": options.paper,
        "landscape": options.landscape,
        "without": sorted(options.without),
        "whole": options.whole,
        "history": options.history,
        "sort": options.sort,
        "grayscale": options.grayscale,
        "card": options.card,
        "label": options.label,
        "grid": list(options.grid),
    }
    preferences.print_options = {**preferences.print_options, options.layout: kept}


def usual_paper() -> str:
    """Return the paper of the user's country."""
    american = QLocale.MeasurementSystem.ImperialUSSystem
    return "Letter" if QLocale().measurementSystem() == american else "A4"


def _grid(stored: object) -> tuple[int, int, float, float]:
    if not isinstance(stored, list) or len(stored) != 4:
        return _GRID
    if not all(isinstance(value, (int, float)) and 0 <= value < 100 for value in stored):
        return _GRID
    columns, rows, margin, gap = stored
    return (max(1, int(columns)), max(1, int(rows)), float(margin), float(gap))
