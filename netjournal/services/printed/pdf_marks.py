"""Bookmarks of a PDF, which Qt doesn't write: ``outline(file, marks, pages)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.printed.pdf_file import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.printed.pdf_file import PdfFile

Mark = tuple[str, int, float]


def outline(file: PdfFile, marks: Sequence[Mark], pages: Sequence[int]) -> int:
    """Write bookmarks as one flat list; return the number of its head.

    Args:
        file: Where to.
        marks: (title, page from 0, height above the page's foot in points), in order; one or more.
        pages: Numbers of the pages' objects.
    """
    head = file.reserve()
    numbers = [file.reserve() for _ in marks]
    ends = (numbers[0], numbers[-1], len(marks))
    file.put(b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends, head)
    for n, (title, page, height) in enumerate(marks):
        before = b"/Prev %d 0 R" % numbers[n - 1] if n else b""
        after = b"/Next %d 0 R" % numbers[n + 1] if n + 1 < len(numbers) else b""
        file.put(
            b"<</Title%s/Parent %d 0 R%s%s/Dest[%d 0 R/XYZ 0 %d null]>>"
            % (text(title), head, before, after, pages[page], round(height)),
            numbers[n],
        )
    return head
