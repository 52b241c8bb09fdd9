"""Charts as files: a picture (PNG, SVG, PDF) or its numbers (CSV)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from netjournal.ui import file_choice
from netjournal.ui.charts import words
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from netjournal.progress import Progress
    from netjournal.ui.charts.chart import Chart
    from netjournal.ui.session import Session

ENDINGS = ("png", "svg", "pdf", "csv")


def offer(under: QWidget, kinds: Sequence[str], picked: Callable[[str], None]) -> None:
    """Ask in a menu under a button which chart is to be saved, and call back with its kind."""
    menu = QMenu(under)
    menu.setObjectName("insights_save_menu")
    menu.setAccessibleName(QCoreApplication.translate("charts", "Save picture"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind in kinds:
        menu.addAction(words.title(kind)).triggered.connect(partial(picked, kind))
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def save(parent: QWidget, session: Session, chart: Chart) -> None:
    """Ask where to save a chart, then write it in the worker."""
    path = ask_path(parent, chart.kind)
    if path is not None:
        write(session, chart, path)


def ask_path(parent: QWidget, kind: str) -> Path | None:
    """Ask where to save a chart; a name without a known ending becomes a PNG."""
    filters = [
        QCoreApplication.translate("charts", "Picture (*.png)"),
        QCoreApplication.translate("charts", "Drawing (*.svg)"),
        QCoreApplication.translate("charts", "Page (*.pdf)"),
        QCoreApplication.translate("charts", "Numbers (*.csv)"),
    ]
    title = QCoreApplication.translate("charts", "Save picture")
    path = file_choice.save_file(parent, title, filters, f"{kind}.png")
    if path is None or path.suffix.lower().lstrip(".") in ENDINGS:
        return path
    return path.with_name(f"{path.name}.png")


def write(session: Session, chart: Chart, path: Path) -> None:
    """Write one chart to a file, whole or not at all, and say so."""
    look = words.paper_look()

    def work(progress: Progress) -> str:
        from netjournal.services.files import AtomicFile
        from netjournal.ui.charts import figures

        progress.step(0, 0)
        data = figures.content(chart, path.suffix.lower().lstrip("."), look)
        with AtomicFile(path) as file:
            file.write(data)
        return path.name

    def done(name: str) -> None:
        text = QCoreApplication.translate("charts", "Saved {name}")
        session.show_saved(text.format(name=display_safe(name, 60)), path.parent)

    session.run(work, done)
