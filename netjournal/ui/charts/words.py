"""What a point of a chart says, for the cursor and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.models import from_day
from netjournal.ui import dates, labels
from netjournal.ui.charts.figures import ORDER

if TYPE_CHECKING:
    from netjournal.services.network import NetworkSeries


def describe_growth(series: NetworkSeries, index: int, today: int) -> list[str]:
    """Return the day, how many people by label, and who came, came back or went quiet."""
    say = QCoreApplication.translate
    counts = [(label, series.counts[label][index]) for label in reversed(ORDER)]
    total = sum(n for _, n in counts)
    lines = [when(series, index, today)]
    lines.append(say("charts", "{n} people").format(n=total))
    lines += [f"{labels.strength(label)}: {n}" for label, n in counts if n]
    flows = (
        (say("charts", "joined"), series.joined[index]),
        (say("charts", "came back"), series.revived[index]),
        (say("charts", "went quiet"), series.faded[index]),
    )
    lines += [f"{n} {word}" for word, n in flows if n]
    return lines


def describe_strength(series: NetworkSeries, index: int, today: int) -> list[str]:
    """Return the day, live pace and live ties."""
    say = QCoreApplication.translate
    return [
        when(series, index, today),
        say("charts", "{n} contacts a year still alive").format(n=round(series.pace[index])),
        say("charts", "{n} live ties").format(n=round(series.live[index])),
    ]


def when(series: NetworkSeries, index: int, today: int) -> str:
    """Return the month of a point, or today."""
    day = series.days[index]
    if day == today:
        return QCoreApplication.translate("charts", "Today")
    there = from_day(day)
    return dates.month(there.year, there.month)
