"""Summaries as PDF against QPainter on QPdfWriter, reading the same and drawing the same lines.

The floor gets its lines broken and placed already. "drawing alone" leaves the reading out, too.

``python benchmarks/paper_figures.py JOURNAL COUNT`` prints that many and says how far memory grew.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import Result, milliseconds, result
from netjournal.models import Journal
from netjournal.progress import Silent

_MEMORY_MB = 48
_PAGE_KB = 5
_PREVIEW_MS = 300
_LARGEST = {"small": 1_000, "medium": 1_000, "large": 10_000}  # pages; ten thousand take minutes


def paper(path: Path, size: str) -> list[Result]:
    """One summary, a thousand, and up to ten thousand; bytes a page, memory, first preview."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from netjournal.ui.printing import layouts, pdf, preview
    from netjournal.ui.printing.options import Job, Options

    app = QGuiApplication.instance() or QGuiApplication([])
    journal = Journal.open(path, read_only=True)
    every, out = _everybody(journal), path.with_name("out.pdf")
    found = []
    for count, goal, runs in ((1, 2, 15), (1_000, 3.5, 5), (10_000, 3.5, 1)):
        job = Job(Options(), every[:count], journal.today())
        if len(job.ids) < count or count > _LARGEST[size]:
            continue
        lines = [_lines(page) for page in layouts.pages(job, Silent())]
        taken = [_in_turn(out, lines, job) for _ in range(runs)]
        ours, floor, alone = (list(column) for column in zip(*taken, strict=True))
        pdf.to_pdf(out, job, Silent())
        kilobytes = out.stat().st_size / len(lines) / 1000
        found.append(result(f"PDF of {count:,}", size, ours, floor, goal=goal))
        found.append(result(f"… over drawing alone, {count:,}", size, ours, alone, goal=goal))
        if count == 1_000:
            found.append(result("kB a page of 1,000", size, [kilobytes], [_PAGE_KB], goal=1))
    most = min(_LARGEST[size], len(every))
    grown = _grown(path, most)
    found.append(result(f"MB grown by {most:,}", size, [grown], [_MEMORY_MB], goal=1))
    job = Job(Options(), every, journal.today())
    took = [milliseconds(lambda: preview.render(job, 0, 1.0, Silent())) for _ in range(7)]
    found.append(result("first page of the preview", size, took, [_PREVIEW_MS], goal=1))
    journal.close()
    del app
    return found


def _in_turn(out: Path, lines, job) -> tuple[float, float, float]:
    """Return milliseconds of ours, of the floor, and of drawing alone."""
    from netjournal.ui.printing import pdf

    return (
        milliseconds(lambda: pdf.to_pdf(out, job, Silent())),
        milliseconds(lambda: _plain(out, lines, job)),
        milliseconds(lambda: _plain(out, lines)),
    )


def _everybody(journal: Journal) -> tuple[int, ...]:
    """Return people in an order that mixes those with much to say and those with little."""
    from netjournal.services.people import contact_rows

    ids = contact_rows.find_ids(contact_rows.ContactFilter(), "name", journal.today())
    return tuple(ids)


def _lines(page) -> list[tuple[float, float, object, str]]:
    """Return every line of a page: where it stands, in which font, what it says."""
    from netjournal.ui.printing.fonts import doc_font

    found = []
    for piece in page.slices:
        document = piece.document
        layout = document.documentLayout()
        block = document.begin()
        while block.isValid():
            text = block.layout()
            at = layout.blockBoundingRect(block).topLeft()
            walk = block.begin()
            font = document.defaultFont() if walk.atEnd() else walk.fragment().charFormat().font()
            for n in range(text.lineCount()):
                line = text.lineAt(n)
                y = at.y() + line.y() + line.ascent() - piece.top
                if y <= piece.height:
                    part = block.text()[line.textStart() : line.textStart() + line.textLength()]
                    words = part.replace("\ufffc", "").strip()
                    if words:
                        found.append((piece.x + at.x() + line.x(), piece.y + y, font, words))
            block = block.next()
    for small in page.smalls:
        words = f"{small.text}{small.tail}"
        found.append((small.box.left(), small.box.bottom(), doc_font(12), words))
    return found


def _plain(out: Path, pages, job=None) -> None:
    from PySide6.QtCore import QMarginsF, QPointF
    from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

    from netjournal.ui.printing.people import read_people
    from netjournal.ui.printing.words import entry_rows

    people = read_people(job, Silent()) if job else None

    writer = QPdfWriter(str(out))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(1200)
    painter = QPainter(writer)
    painter.scale(12.5, 12.5)
    for n, lines in enumerate(pages):
        if n:
            writer.newPage()
        if people is not None:
            entry_rows(next(people).card.id, 21)
        for x, y, font, words in lines:
            painter.setFont(font)
            painter.drawText(QPointF(x, y), words)
    painter.end()


def _grown(path: Path, count: int) -> float:
    """Return by how many megabytes printing lets a process grow, over printing one."""
    run = [sys.executable, str(Path(__file__).resolve()), str(path), str(count)]
    made = subprocess.run(run, check=True, capture_output=True, text=True)
    return float(made.stdout.split()[-1])


def _measure(path: Path, count: int) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from netjournal.ui.printing import pdf
    from netjournal.ui.printing.options import Job, Options

    app = QGuiApplication([])
    journal = Journal.open(path, read_only=True)
    every, out = _everybody(journal), path.with_name("out.pdf")
    pdf.to_pdf(out, Job(Options(), every[:1], journal.today()), Silent())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pdf.to_pdf(out, Job(Options(), every[:count], journal.today()), Silent())
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
    journal.close()
    del app


if __name__ == "__main__":
    _measure(Path(sys.argv[1]), int(sys.argv[2]))
