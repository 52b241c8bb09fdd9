"""Summaries on paper: one source for the preview, the printer and PDF files.

Public:
    Options(paper="A4", private=False, landscape=False)
    to_pdf(path, ids, today, options, progress) -> pages    off the GUI thread; no window needed
    print_contacts(session, ids, parent), preview_contacts(…)   the print dialog
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from netjournal.errors import DiskError
from netjournal.services.files import AtomicFile
from netjournal.ui.print_pages import Pages
from netjournal.ui.print_person import Options, read_person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from netjournal.progress import Progress
    from netjournal.ui.session import Session

__all__ = [
    "Options",
    "layout_of",
    "page_size",
    "paint",
    "preview_contacts",
    "print_contacts",
    "to_pdf",
]

_DPI: Final = 96.0
_RESOLUTION: Final = 1200
_PAPERS: Final = {
    "A3": QPageSize.PageSizeId.A3,
    "A4": QPageSize.PageSizeId.A4,
    "A5": QPageSize.PageSizeId.A5,
    "Letter": QPageSize.PageSizeId.Letter,
    "Legal": QPageSize.PageSizeId.Legal,
}
PAPERS: Final = tuple(_PAPERS)


def layout_of(options: Options) -> QPageLayout:
    """Return paper and orientation; the margins are ours, so the printer's are none."""
    turned = QPageLayout.Orientation.Landscape
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(
        QPageSize(_PAPERS[options.paper]),
        turned if options.landscape else upright,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Point,
    )


def page_size(layout: QPageLayout) -> QSizeF:
    """Return a page in 96ths of an inch."""
    points = layout.fullRect(QPageLayout.Unit.Point).size()
    return QSizeF(points.width() * _DPI / 72, points.height() * _DPI / 72)


def paint(device: Any, ids: Sequence[int], today: int, options: Options, progress: Progress) -> int:
    """Paint summaries on a device with pages (QPdfWriter, QPrinter).

    Args:
        device: It has ``newPage`` and a resolution; its margins are none.
        ids: Whom, in this order; each begins a page.
        today: The local day.
        options: What the user chose.
        progress: Told how many people are done.

    Returns:
        How many pages were painted.

    Raises:
        DiskError: The device cannot be painted on.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise DiskError("Nothing could be printed: check the printer, or the disk.")
    try:
        scale = device.logicalDpiX() / _DPI
        painter.scale(scale, scale)
        size = page_size(device.pageLayout())
        return _paint_all(painter, device.newPage, ids, (size, today, options), progress)
    finally:
        painter.end()


def _paint_all(
    painter: QPainter,
    new_page: Callable[[], bool],
    ids: Sequence[int],
    how: tuple[QSizeF, int, Options],
    progress: Progress,
) -> int:
    size, today, options = how
    count = 0
    for done, contact_id in enumerate(ids):
        progress.step(done, len(ids))
        pages = Pages(read_person(contact_id, today, options), size, today)
        for number in range(pages.count):
            if count and not new_page():
                raise DiskError("The page could not be written: check the printer, or the disk.")
            pages.paint(painter, number)
            count += 1
    progress.step(len(ids), len(ids))
    return count


def to_pdf(path: Path, ids: Sequence[int], today: int, options: Options, progress: Progress) -> int:
    """Print summaries to a PDF file, whole or not at all.

    Args:
        path: Where.
        ids: Whom, in this order.
        today: The local day.
        options: What the user chose.
        progress: Told how many people are done.

    Returns:
        How many pages it has.

    Raises:
        NoPermission, DiskError, NotFound: It cannot be written there.
    """
    app = _application()
    with AtomicFile(path) as out:
        handle, name = tempfile.mkstemp(suffix=".pdf", dir=path.parent, prefix=".new-")
        os.close(handle)
        part = Path(name)
        try:
            writer = QPdfWriter(str(part))
            writer.setResolution(_RESOLUTION)
            writer.setPageLayout(layout_of(options))
            writer.setCreator("NetJournal")
            writer.setTitle(title_of(ids))
            pages = paint(writer, ids, today, options, progress)
            del writer
            out.write(part.read_bytes())
        finally:
            part.unlink(missing_ok=True)
    del app
    return pages


def title_of(ids: Sequence[int]) -> str:
    """Return the title a PDF carries: the person's name, or how many there are."""
    from netjournal.services import contacts

    if len(ids) == 1:
        return contacts.describe(ids)[0][1]
    return f"NetJournal · {len(ids)}"


def _application() -> QGuiApplication | None:
    """Fonts need an application; on the command line it is made here, without a screen."""
    if QGuiApplication.instance() is not None:
        return None
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    return QGuiApplication(sys.argv[:1])


def print_contacts(session: Session, ids: Sequence[int], parent: QWidget | None) -> None:
    """Show the print dialog for these people."""
    from netjournal.ui.print_dialog import PrintDialog

    PrintDialog(session, ids, parent).open()


def preview_contacts(session: Session, ids: Sequence[int], parent: QWidget | None) -> None:
    """Show the print dialog, which is a preview."""
    print_contacts(session, ids, parent)
