"""A whole PDF file of pages: most by ``ink``, some by Qt, the fonts always by Qt.

What ``QPdfWriter`` writes goes into nameless files, and is taken over at the end: pages that only
it can draw, and a page with every glyph that was used, for its fonts. That page has a file of its
own, in which glyphs have the codes that they were given here, in the order of their use.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QFileDevice, QIODevice, QUrl
from PySide6.QtGui import QPainter

from netjournal.errors import DiskError
from netjournal.services.printed import pdf_marks
from netjournal.services.printed.pdf_file import PdfFile, text
from netjournal.services.printed.pdf_parts import QtPdf
from netjournal.ui.printing import ink
from netjournal.ui.printing.ink_text import Letters, NoFont
from netjournal.ui.printing.options import DPI, page_size

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from PySide6.QtGui import QPdfWriter

    from netjournal.services.printed.pdf_marks import Mark
    from netjournal.ui.printing.ink import Inked
    from netjournal.ui.printing.pages import Page

_FULL = "The file could not be written: is the disk full?"


class InkFile:
    """Takes pages one by one.

    Attributes:
        marks: Bookmarks: (title, page from 0, height above its foot in points).
        count: How many pages there are.
    """

    def __init__(
        self, out: IO[bytes], writer: Callable[[QFile], QPdfWriter], *, gray: bool, inked: bool
    ) -> None:
        """Begin.

        Args:
            out: Takes the file.
            writer: Makes Qt's writer for a device, with paper, title and author.
            gray: Whether there are no colours.
            inked: Whether ``ink`` draws what it can; else Qt draws everything.
        """
        self.marks: list[Mark] = []
        self.count = 0
        self._file, self._inked = PdfFile(out), inked
        self._letters = Letters()
        self._ink = ink.Ink(self._file, self._letters, gray=gray)
        self._by_qt = _Part(writer)
        self._glyphs = _Part(writer) if inked else None
        self._tree, self._fonts = self._file.reserve(), self._file.reserve()
        self._pages: list[int] = []  # their numbers; 0 for the next one of Qt's

    def __enter__(self) -> InkFile:
        """Return itself; at the end Qt's part is thrown away."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close and forget what was put aside."""
        for part in (self._by_qt, self._glyphs):
            if part is not None:
                part.close()

    def add(self, page: Page) -> None:
        """Draw a page.

        Raises:
            OSError, DiskError: It cannot be written.
        """
        points = DPI / 72
        high = self._by_qt.size.height()
        self.marks += [(title, self.count, (high - y) / points) for title, y in page.marks]
        self.count += 1
        made = self._drawn(page) if self._inked else None
        if made is None:
            page.paint(self._by_qt.next())
        self._pages.append(0 if made is None else self._put(made))

    def finish(self, language: str) -> None:
        """Write fonts, bookmarks and what describes the file.

        Raises:
            OSError, DiskError: It cannot be written.
            OtherCodes: Qt's fonts are not as they were thought: let Qt draw everything.
        """
        if self._glyphs is not None:
            self._letters.draw_all(self._glyphs.next())
        self._take_over(language)

    def _drawn(self, page: Page) -> Inked | None:
        if not ink.can_draw(page):
            return None
        try:
            return self._ink.page(page, self._by_qt.size.height())
        except NoFont:
            return None

    def _put(self, made: Inked) -> int:
        content = self._file.stream(b"", made.content)
        parts = [b"<</Type/Page/Parent %d 0 R/Contents %d 0 R" % (self._tree, content)]
        if made.links:
            links = b" ".join(b"%d 0 R" % self._link(*link) for link in made.links)
            parts.append(b"/Annots[%s]" % links)
        images = b"".join(b"/%s %d 0 R" % named for named in made.images.items())
        parts.append(b"/Resources<</Font %d 0 R/XObject<<%s>>>>>>" % (self._fonts, images))
        return self._file.put(b"".join(parts))

    def _link(self, box: tuple[float, float, float, float], target: str) -> int:
        left, top, right, bottom = (value * ink.POINTS for value in box)
        high = self._by_qt.size.height() * ink.POINTS
        place = b"%.1f %.1f %.1f %.1f" % (left, high - bottom, right, high - top)
        address = text(bytes(QUrl(target).toEncoded().data()).decode("ascii"))
        return self._file.put(
            b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/A<</S/URI/URI%s>>>>"
            % (place, address)
        )

    def _take_over(self, language: str) -> None:
        file = self._file
        glyphs = None if self._glyphs is None else self._glyphs.finish()
        drawn = self._by_qt.finish() if glyphs is None or 0 in self._pages else glyphs
        faces = [] if glyphs is None else self._faces(glyphs)
        file.put(b"<<%s>>" % b"".join(b"/%s %d 0 R" % face for face in faces), self._fonts)
        by_qt = iter(drawn.pages)
        pages = [n or drawn.copy(next(by_qt), file, self._tree) for n in self._pages]
        size = b"%.4g %.4g" % (
            self._by_qt.size.width() * ink.POINTS,
            self._by_qt.size.height() * ink.POINTS,
        )
        kids = b" ".join(b"%d 0 R" % n for n in pages)
        file.put(
            b"<</Type/Pages/Count %d/MediaBox[0 0 %s]/Kids[%s]>>" % (len(pages), size, kids),
            self._tree,
        )
        root = b"<</Type/Catalog/Pages %d 0 R/Lang%s/Metadata %d 0 R" % (
            self._tree,
            text(language),
            drawn.copy(drawn.metadata, file, self._tree),
        )
        if self.marks:
            head = pdf_marks.outline(file, self.marks, pages)
            root += b"/Outlines %d 0 R/PageMode/UseOutlines" % head
        info = drawn.copy(drawn.info, file, self._tree)
        file.finish(file.put(root + b">>"), info, os.urandom(16).hex().encode())

    def _faces(self, made: QtPdf) -> list[tuple[bytes, int]]:
        """Take over the fonts of Qt's last page; return our names of them, and their numbers."""
        glyphs = made.pages.pop()
        drawn = zlib.decompress(made.stream(made.reference(glyphs, b"/Contents")))
        names, fonts = self._letters.names(drawn), made.fonts(glyphs)
        return [
            (ours, made.copy(fonts[its], self._file, self._tree)) for ours, its in names.items()
        ]


class _Part:
    """A file without a name that Qt writes pages into.

    Attributes:
        size: Of a page, in 96ths of an inch.
    """

    def __init__(self, writer: Callable[[QFile], QPdfWriter]) -> None:
        self._aside = tempfile.TemporaryFile()  # noqa: SIM115  closed by ``close``
        self._device = QFile()
        self._device.open(self._aside.fileno(), QIODevice.OpenModeFlag.WriteOnly)
        self._writer = writer(self._device)
        self._painter = QPainter()
        self.size = page_size(self._writer.pageLayout())

    def next(self) -> QPainter:
        """Return a painter on a new page.

        Raises:
            DiskError: It cannot be written.
        """
        if not self._painter.isActive():
            if not self._painter.begin(self._writer):
                raise DiskError(_FULL)
            scale = self._writer.logicalDpiX() / DPI
            self._painter.scale(scale, scale)
        elif not self._writer.newPage():
            raise DiskError(_FULL)
        return self._painter

    def finish(self) -> QtPdf:
        """Return the whole file, which is there until ``close``.

        Raises:
            DiskError: It could not be written.
        """
        if self._painter.isActive():
            self._painter.end()
        self._device.close()
        if self._device.error() != QFileDevice.FileError.NoError:
            raise DiskError(_FULL)
        return QtPdf(self._aside)

    def close(self) -> None:
        """Throw it away."""
        if self._painter.isActive():
            self._painter.end()
        self._device.close()
        self._aside.close()
