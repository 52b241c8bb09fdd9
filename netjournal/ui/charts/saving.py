"""Charts as files: a picture (PNG, SVG, PDF) or its numbers (CSV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from netjournal.ui import file_choice, labels
from netjournal.ui.charts.figures import ORDER, Look
from netjournal.ui.safe import choose

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from netjournal.progress import Progress
    from netjournal.services.network import NetworkSeries
    from netjournal.ui.session import Session

ENDINGS = ("png", "svg", "pdf", "csv")


def words() -> dict[str, str]:
    """Return the words of the charts in the user's language."""
    say = QCoreApplication.translate
    found = {label: labels.strength(label) for label in ORDER}
    return found | {
        "pace": say("charts", "Contacts a year still alive"),
        "live": say("charts", "Live ties"),
        "day": say("charts", "Day"),
    }


def table(kind: str, series: NetworkSeries) -> tuple[list[str], list[Sequence[Any]]]:
    """Return a chart's numbers with translated headings."""
    from netjournal.ui.charts import figures

    return figures.table(kind, series, Look(words=words()))


def save_picture(parent: QWidget, session: Session, series: NetworkSeries) -> None:
    """Ask which chart and where, then write it in the worker."""
    say = QCoreApplication.translate
    kinds = ("growth", "strength")
    picked = choose(
        parent,
        say("charts", "Save picture"),
        say("charts", "Which chart do you want to save?"),
        [say("charts", "Growth"), say("charts", "Strength")],
    )
    if picked is None:
        return
    path = ask_path(parent, kinds[picked])
    if path is not None:
        write(session, kinds[picked], series, path)


def ask_path(parent: QWidget, kind: str) -> Path | None:
    """Ask where to save a chart; a name without a known ending becomes a PNG."""
    say = QCoreApplication.translate
    filters = [
        say("charts", "Picture (*.png)"),
        say("charts", "Drawing (*.svg)"),
        say("charts", "Page (*.pdf)"),
        say("charts", "Numbers (*.csv)"),
    ]
    path = file_choice.save_file(parent, say("charts", "Save picture"), filters, f"{kind}.png")
    if path is None or path.suffix.lower().lstrip(".") in ENDINGS:
        return path
    return path.with_name(f"{path.name}.png")


def write(session: Session, kind: str, series: NetworkSeries, path: Path) -> None:
    """Write one chart to a file, whole or not at all, and say so."""
    say = QCoreApplication.translate
    look = Look(words=words())

    def work(progress: Progress) -> str:
        from netjournal.services.files import AtomicFile
        from netjournal.ui.charts import figures

        progress.step(0, 0)
        data = figures.content(kind, series, path.suffix.lower().lstrip("."), look)
        with AtomicFile(path) as file:
            file.write(data)
        return path.name

    def done(name: str) -> None:
        session.show_message(say("charts", "Saved {name}").format(name=name))

    session.run(work, done)
