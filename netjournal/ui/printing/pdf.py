"""Pages onto a device with pages, and into PDF files; no window needed.

Public:
    to_pdf(path, job, progress) -> Printed     a file, whole or not at all; any thread
    paint(device, job, progress) -> Printed    QPdfWriter, QPrinter
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter

from netjournal.errors import DiskError
from netjournal.services import settings
from netjournal.services.files import AtomicFile
from netjournal.ui.printing import glyphs, layouts
from netjournal.ui.printing.ink_file import InkFile
from netjournal.ui.printing.ink_text import OtherCodes
from netjournal.ui.printing.options import DPI, page_layout, page_size

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QFile

    from netjournal.progress import Progress
    from netjournal.services.printed.pdf_marks import Mark
    from netjournal.ui.printing.options import Job

_RESOLUTION: Final = 1200


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out.

    Attributes:
        pages: How many.
        marks: Bookmarks: (title, page from 0, height above its foot in points).
        missing: Characters that no font of this computer has, at most a few.
        left_out: How many people had nothing to print (labels without an address).
    """

    pages: int
    marks: tuple[Mark, ...]
    missing: str
    left_out: int = 0


def paint(device: Any, job: Job, progress: Progress) -> Printed:
    """Paint a job on a device with pages; its margins are none.

    Raises:
        DiskError: The device cannot be painted on.
        NotFound: Somebody is not in the journal any more, or there is nobody to print.
        UsageError: A template of the user's own has a mistake.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise DiskError("Nothing could be printed: check the printer, or the disk.")
    try:
        return _paint_all(painter, device, job, progress)
    finally:
        painter.end()


def _paint_all(painter: QPainter, device: Any, job: Job, progress: Progress) -> Printed:
    scale = device.logicalDpiX() / DPI
    painter.scale(scale, scale)
    high = page_size(device.pageLayout()).height()
    count = 0
    marks: list[Mark] = []
    seen, aside = glyphs.Seen(), layouts.Aside()
    for page in layouts.pages(job, progress, aside):
        if count and not device.newPage():
            raise DiskError("The page could not be written: check the printer, or the disk.")
        page.paint(painter)
        marks += [(title, count, (high - y) * 72 / DPI) for title, y in page.marks]
        seen.look_at(page)
        count += 1
    return Printed(count, tuple(marks), seen.missing(), aside.left_out)


def to_pdf(path: Path, job: Job, progress: Progress, *, inked: bool | None = None) -> Printed:
    """Print a job to a PDF file, whole or not at all.

    Args:
        path: Where to; a file that is there is replaced.
        job: What is printed.
        progress: Told of each person.
        inked: False lets Qt draw all of it, as on a printer; it is sooner done with a few pages.

    Raises:
        NoPermission, DiskError: It cannot be written there.
        NotFound, UsageError: As ``paint``.
    """
    app = application()
    if inked is None:
        inked = layouts.is_long(job)
    try:
        with AtomicFile(path) as out, _opened(out, job, inked=inked) as file:
            printed = _write_all(file, job, progress)
    except OtherCodes:
        assert inked  # Qt's own pages have no codes of ours
        printed = to_pdf(path, job, progress, inked=False)
    del app
    return printed


def _opened(out: IO[bytes], job: Job, *, inked: bool) -> InkFile:
    gray = job.options.grayscale
    return InkFile(out, lambda device: _writer(device, job), gray=gray, inked=inked)


def _write_all(file: InkFile, job: Job, progress: Progress) -> Printed:
    seen, aside = glyphs.Seen(), layouts.Aside()
    for page in layouts.pages(job, progress, aside):
        file.add(page)
        seen.look_at(page)
    file.finish(language())
    return Printed(file.count, tuple(file.marks), seen.missing(), aside.left_out)


def _writer(device: QFile, job: Job) -> QPdfWriter:
    writer = QPdfWriter(device)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(page_layout(job.options))
    writer.setCreator("NetJournal")
    writer.setTitle(layouts.title(job))
    writer.setAuthor(next(iter(settings.me()), "NetJournal"))
    if job.options.grayscale:
        writer.setColorModel(QPdfWriter.ColorModel.Grayscale)
    return writer


def language() -> str:
    """Return the language of the words, as PDF wants it ("de-CH")."""
    name = QLocale().bcp47Name()
    return "en" if "POSIX" in name else name


def application() -> QGuiApplication | None:
    """Fonts need an application; on the command line it is made here, without a screen."""
    if QGuiApplication.instance() is not None:
        return None
    from netjournal.ui.english import EnglishPlurals

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.text.*=false")
    made = QGuiApplication(sys.argv[:1])
    made.installTranslator(EnglishPlurals(made))
    return made
