"""What can be chosen about a print, as plain data: papers, layouts, their sections and sizes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

DPI: Final = 96.0  # pages are set in 96ths of an inch
_MM: Final = DPI / 25.4
_PAPERS: Final = {
    "A4": QPageSize.PageSizeId.A4,
    "Letter": QPageSize.PageSizeId.Letter,
    "A5": QPageSize.PageSizeId.A5,
    "Legal": QPageSize.PageSizeId.Legal,
    "A3": QPageSize.PageSizeId.A3,
    "A6": QPageSize.PageSizeId.A6,
}
PAPERS: Final = tuple(_PAPERS)
LAYOUTS: Final = ("summary", "brief", "directory", "cards", "labels", "event", "report")
# what each layout can do without; "private", "whole", "history" are off at first and not here
SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "summary": ("photo", "reach", "code", "met", "about", "tie", "open", "timeline"),
    "brief": (),
    "directory": ("photo", "reach", "address", "circles"),
    "cards": ("photo", "reach", "address", "code", "marks"),
    "labels": (),
    "event": ("photo", "reach", "open", "notes"),
    "report": ("charts", "people", "help", "events", "channels"),
}
OF_PEOPLE: Final = ("summary", "brief", "directory", "cards", "labels")
PRIVATE: Final = ("summary", "brief")
SORTS: Final = ("", "name", "recent", "strength", "added")  # "": as they come
# width and height in millimetres
CARDS: Final = {"business": (85.0, 55.0), "us-business": (88.9, 50.8), "index": (127.0, 76.2)}


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Where the labels of a sheet are; lengths in millimetres.

    ``pitch`` is from one label's left or top edge to the next one's.
    """

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float


# as the makers publish them: Avery L7160 on A4, Avery 5160 on Letter
LABELS: Final = {
    "L7160": LabelSheet(3, 7, 63.5, 38.1, 7.25, 15.15, 66.0, 38.1),
    "5160": LabelSheet(3, 10, 66.675, 25.4, 4.7625, 12.7, 69.85, 25.4),
}
LABEL_PAPER: Final = {"L7160": "A4", "5160": "Letter"}
FREE: Final = "free"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose.

    Attributes:
        paper: One of ``PAPERS``.
        private: With private notes.
        history: With the chart of a tie's history.
        landscape: Paper lies on its long side.
        layout: One of ``LAYOUTS``.
        without: Sections of the layout that are left out.
        whole: Every interaction, on as many pages as it takes; else what fits on one.
        sort: One of ``SORTS``.
        grayscale: No colours.
        card: One of ``CARDS``.
        label: One of ``LABELS``, or "free".
        grid: Columns, rows, margin and gap (millimetres) of free labels.
        start: The first label to print on, from 1, for a sheet begun before.
        event_id: Of the event sheet.
        heading: What the printed list is called, in the user's words ("Choir"); may be empty.
        month: Any day number within the month of a report; None: the current one.
    """

    paper: str = "A4"
    private: bool = False
    history: bool = False
    landscape: bool = False
    layout: str = "summary"
    without: frozenset[str] = field(default_factory=frozenset)
    whole: bool = False
    sort: str = ""
    grayscale: bool = False
    card: str = "business"
    label: str = "L7160"
    grid: tuple[int, int, float, float] = (2, 6, 10.0, 3.0)
    start: int = 1
    event_id: int | None = None
    heading: str = ""
    month: int | None = None

    def has(self, section: str) -> bool:
        """Say whether a section is printed."""
        return section not in self.without

    @property
    def on_paper(self) -> str:
        """The paper it goes on: a sheet of labels has its own."""
        if self.layout == "labels":
            return LABEL_PAPER.get(self.label, self.paper)
        return self.paper

    @property
    def turned(self) -> bool:
        """Whether the paper lies on its long side: never a sheet of labels from a maker."""
        return self.landscape and not (self.layout == "labels" and self.label in LABELS)


@dataclass(frozen=True, slots=True)
class Job:
    """What is printed: ``ids`` in the order given, ``today`` a local day number.

    ``more`` are people who are printed, too, but not looked at in the preview.
    """

    options: Options
    ids: tuple[int, ...]
    today: int
    more: int = 0


def page_layout(options: Options) -> QPageLayout:
    """Return paper and orientation; the margins are ours, so the printer's are none."""
    turned = QPageLayout.Orientation.Landscape
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(
        QPageSize(_PAPERS[options.on_paper]),
        turned if options.turned else upright,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Point,
    )


def page_size(layout: QPageLayout) -> QSizeF:
    """Return a page in 96ths of an inch."""
    points = layout.fullRect(QPageLayout.Unit.Point).size()
    return QSizeF(points.width() * DPI / 72, points.height() * DPI / 72)


def mm(length: float) -> float:
    """Return millimetres as 96ths of an inch."""
    return length * _MM
