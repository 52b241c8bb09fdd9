"""Summaries as PDF against QPainter on QPdfWriter drawing the same text.

The floor says the same words in the same fonts. It gets its lines broken and placed already, reads
nothing and draws nothing else. Ten thousand are printed once, by a process of its own that also
says how far its memory grew: ``python benchmarks/paper_figures.py JOURNAL COUNT``.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import Result, milliseconds, result
from netjournal.models import Journal
from netjournal.progress import Silent

_MEMORY_MB = 48
_PAGE_KB = 5
_PREVIEW_MS = 300
_MANY = {"small": 1_000, "medium": 10_000, "large": 10_000}  # pages
_SOME = 1_000
_FEW = 200  # with the small size, which is to be done soon
_AT_ONCE = 500  # pages whose lines are kept at a time


def paper(path: Path, size: str) -> list[Result]:
    """One summary, and a thousand or ten thousand; bytes a page, memory, first preview."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from netjournal.ui.printing import preview
    from netjournal.ui.printing.options import Job, Options

    app = QGuiApplication.instance() or QGuiApplication([])
    journal = Journal.open(path, read_only=True)
    every, out, many = _everybody(journal), path.with_name("out.pdf"), _MANY[size]
    found = _small(out, every, 1, 2, size, journal)
    some = _FEW if size == "small" else _SOME
    found += _small(out, every, some, 3.5, size, journal)
    grown, seconds = _in_a_process(path, many)
    if many > _SOME:
        floor = _floor(out, every[:many], journal.today())
        found.append(result(f"PDF of {many:,}", size, [1000 * seconds], [floor], goal=3.5))
    kilobytes = path.with_name("many.pdf").stat().st_size / many / 1000
    found.append(result(f"kB a page of {many:,}", size, [kilobytes], [_PAGE_KB], goal=1))
    found.append(result(f"MB grown by {many:,}", size, [grown], [_MEMORY_MB], goal=1))
    job = Job(Options(), every, journal.today())
    took = [milliseconds(lambda: preview.render(job, 0, 1.0, Silent())) for _ in range(7)]
    found.append(result("first page of the preview", size, took, [_PREVIEW_MS], goal=1))
    journal.close()
    del app
    return found


def _small(
    out: Path, every: tuple[int, ...], count: int, goal: float, size: str, journal: Journal
) -> list[Result]:
    """Print so many, and the floor, in turn."""
    from netjournal.ui.printing import layouts
    from netjournal.ui.printing.options import Job, Options

    job = Job(Options(), every[:count], journal.today())
    lines = [_lines(page) for page in layouts.pages(job, Silent())]
    taken = [_in_turn(out, lines, job) for _ in range(15 if count == 1 else 5)]
    ours, floor = (list(column) for column in zip(*taken, strict=True))
    return [result(f"PDF of {count:,}", size, ours, floor, goal=goal)]


def _floor(out: Path, ids: tuple[int, ...], today: int) -> float:
    """Return the floor's milliseconds for very many, whose lines aren't kept all at once."""
    from netjournal.ui.printing import layouts
    from netjournal.ui.printing.options import Job, Options

    made = _Plain(out)
    took = 0.0
    for at in range(0, len(ids), _AT_ONCE):
        job = Job(Options(), ids[at : at + _AT_ONCE], today)
        lines = [_lines(page) for page in layouts.pages(job, Silent())]
        took += milliseconds(partial(made.draw, lines))
    return took + milliseconds(made.end)


def _in_turn(out: Path, lines, job) -> tuple[float, float]:
    """Return milliseconds of ours and of the floor."""
    from netjournal.ui.printing import pdf

    return (
        milliseconds(lambda: pdf.to_pdf(out, job, Silent())),
        milliseconds(lambda: _plain(out, lines)),
    )


def _everybody(journal: Journal) -> tuple[int, ...]:
    """Return people in an order that mixes those with much to say and those with little."""
    from netjournal.services.people import contact_rows

    ids = contact_rows.find_ids(contact_rows.ContactFilter(), "name", journal.today())
    return tuple(ids)


def _lines(page) -> list[tuple[float, float, object, str]]:
    """Return every piece of text of a page: where it stands, in which font, what it says."""
    from netjournal.ui.printing.fonts import doc_font
    from netjournal.ui.printing.pages import SMALL, shown_small
    from netjournal.ui.printing.typeset import Typeset

    found = []
    for piece in page.slices:
        if not isinstance(piece.document, Typeset):
            raise TypeError("an invented journal has nobody who needs a document")
        for item in piece.document.items:
            found += _said(item, piece.x, piece.y - piece.top)
    for small in page.smalls:
        font = doc_font(SMALL)
        found.append((small.box.left(), small.box.bottom(), font, shown_small(small, font)))
    return [line for line in found if line[3].strip()]


def _said(item, dx: float, dy: float) -> list[tuple[float, float, object, str]]:
    """Return what words, a line of Qt's or a picture say."""
    from PySide6.QtGui import QFont

    from netjournal.ui.printing import pictures
    from netjournal.ui.printing.fonts import doc_font
    from netjournal.ui.printing.line_items import Picture, Words
    from netjournal.ui.widgets.initials import initials

    if isinstance(item, Words):
        return [(item.x + dx, item.baseline + dy, item.style.font, item.text)]
    if not isinstance(item, Picture):
        x, said = item.x + dx, []
        for text, style, _link in item.words():
            said.append((x, item.baseline + dy, style.font, text))
            x += style.width(text)
        return said
    left, foot, (kind, _, whose) = item.rect.left() + dx, item.bottom + dy, item.name.partition(":")
    if kind == "pill":
        return [(left, foot, doc_font(12), pictures.pill_parts(item.name)[1])]
    if kind == "avatar" and item.known[whose].photo is None:
        font = doc_font(pictures.initials_size(item.rect), QFont.Weight.DemiBold)
        return [(left, foot, font, initials(item.known[whose].name))]
    return []


class _Plain:
    """The floor: a file of text by QPainter on QPdfWriter."""

    def __init__(self, out: Path) -> None:
        from PySide6.QtCore import QMarginsF
        from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

        self._writer = QPdfWriter(str(out))
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._writer.setResolution(1200)
        self._painter = QPainter(self._writer)
        self._painter.scale(12.5, 12.5)
        self._begun = False

    def draw(self, pages) -> None:
        from PySide6.QtCore import QPointF

        for lines in pages:
            if self._begun:
                self._writer.newPage()
            self._begun = True
            for x, y, font, words in lines:
                self._painter.setFont(font)
                self._painter.drawText(QPointF(x, y), words)

    def end(self) -> None:
        self._painter.end()


def _plain(out: Path, pages) -> None:
    made = _Plain(out)
    made.draw(pages)
    made.end()


def _in_a_process(path: Path, count: int) -> tuple[float, float]:
    """Return by how many megabytes printing lets a process grow, over one; and the seconds."""
    run = [sys.executable, str(Path(__file__).resolve()), str(path), str(count)]
    made = subprocess.run(run, check=True, capture_output=True, text=True)
    grown, seconds = made.stdout.split()
    return float(grown), float(seconds)


def _measure(path: Path, count: int) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from netjournal.ui.printing import pdf
    from netjournal.ui.printing.options import Job, Options

    app = QGuiApplication([])
    journal = Journal.open(path, read_only=True)
    every, out = _everybody(journal), path.with_name("many.pdf")
    pdf.to_pdf(out, Job(Options(), every[:1], journal.today()), Silent())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    job = Job(Options(), every[:count], journal.today())
    took = milliseconds(lambda: pdf.to_pdf(out, job, Silent()))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(grown, took / 1000)
    journal.close()
    del app


if __name__ == "__main__":
    _measure(Path(sys.argv[1]), int(sys.argv[2]))
