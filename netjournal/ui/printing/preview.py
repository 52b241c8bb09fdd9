"""One page as pixels for the preview: ``render(job, number, scale)``; any thread, plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QImage, QPainter

from netjournal.services.printed import postal
from netjournal.ui.printing import glyphs, layouts
from netjournal.ui.printing.options import page_layout, page_size

if TYPE_CHECKING:
    from netjournal.progress import Progress
    from netjournal.ui.printing.options import Job

SHOWN: Final = 50  # people of whom the preview shows pages; all are printed


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the preview shows it.

    Attributes:
        number: Which page, from 0.
        width, height: Pixels.
        pixels: 4 · width · height bytes (RGB32).
        last: Whether no page follows.
        missing: Characters that no font has.
        shortened: Whether more people are printed than are shown.
        left_out: How many people get no label, as they have no address.
    """

    number: int
    width: int
    height: int
    pixels: bytes
    last: bool
    missing: str
    shortened: bool
    left_out: int = 0


def shortened(job: Job) -> Job:
    """Return a job with the people that the preview shows."""
    ordered = layouts.sorted_job(_with_labels(job))
    return replace(ordered, ids=ordered.ids[:SHOWN], more=max(0, len(ordered.ids) - SHOWN))


def _with_labels(job: Job) -> Job:
    """Return a job without the people whom no label is printed for; all of them if that is all."""
    if job.options.layout != "labels":
        return job
    return replace(job, ids=tuple(postal.reached(job.ids)) or job.ids)


def render(job: Job, number: int, scale: float, progress: Progress) -> Shown:
    """Return one page; the last one where there are fewer.

    Args:
        job: What to print; only its first people are laid out.
        number: From 0.
        scale: Pixels per 1/96 inch.
        progress: Asked between people.

    Raises:
        NotFound, UsageError: As ``layouts.pages``.
    """
    reached = _with_labels(job)
    pages = layouts.pages(shortened(reached), progress)
    at, page = 0, next(pages)
    following = next(pages, None)
    while at < number and following is not None:
        at, page = at + 1, following
        following = next(pages, None)
    size = page_size(page_layout(job.options))
    image = QImage(
        max(1, round(size.width() * scale)),
        max(1, round(size.height() * scale)),
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.scale(scale, scale)
    page.paint(painter)
    painter.end()
    if job.options.grayscale:
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        image = image.convertToFormat(QImage.Format.Format_RGB32)
    seen = glyphs.Seen()
    seen.look_at(page)
    return Shown(
        number=at,
        width=image.width(),
        height=image.height(),
        pixels=bytes(image.constBits()),
        last=following is None,
        missing=seen.missing(),
        shortened=len(reached.ids) > SHOWN,
        left_out=len(job.ids) - len(reached.ids),
    )


def count(job: Job, progress: Progress) -> int:
    """Return how many pages the preview has."""
    return sum(1 for _ in layouts.pages(shortened(job), progress))
