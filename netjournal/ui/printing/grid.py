"""Cards with crop marks and sheets of labels: fields of one size, filled row by row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPen

from netjournal.errors import NotFound, UsageError
from netjournal.services.interchange import gather
from netjournal.services.people import contact_rows
from netjournal.ui.printing import list_words
from netjournal.ui.printing.document import Document
from netjournal.ui.printing.fitting import ON_CARD, ON_LARGE_CARD
from netjournal.ui.printing.options import CARDS, FREE, LABELS, LabelSheet, mm
from netjournal.ui.printing.pages import Page, Slice
from netjournal.ui.printing.people import codes_of, photo_of
from netjournal.ui.printing.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QSizeF
    from PySide6.QtGui import QPainter

    from netjournal.formats.draft import ContactDraft
    from netjournal.progress import Progress
    from netjournal.services.people.contact_rows import ContactRow
    from netjournal.services.printed.paper import Block
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.layouts import Aside
    from netjournal.ui.printing.options import Job, Options

_PHOTO: Final = 240
_BESIDE: Final = {False: 90.0, True: 128.0}  # photo and code, with the air a scanner wants
_MARK: Final = mm(4)
_MARK_GAP: Final = mm(1.5)
_LEAST_MARGIN: Final = 7.0  # millimetres; printers reach no further, and crop marks need it
_SMALLEST: Final = 0.55
_AT_ONCE: Final = 40


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the fields of a page are, in 96ths of an inch; ``pad`` is inside each."""

    columns: int
    rows: int
    size: tuple[float, float]
    origin: tuple[float, float]
    pitch: tuple[float, float]
    pad: float

    @property
    def count(self) -> int:
        """How many fields a page has."""
        return self.columns * self.rows

    def field(self, number: int) -> QRectF:
        """Return the field of a number on its page, from 0, row by row."""
        row, column = divmod(number, self.columns)
        x = self.origin[0] + column * self.pitch[0]
        y = self.origin[1] + row * self.pitch[1]
        return QRectF(x, y, *self.size)


def card_grid(size: QSizeF, card: str) -> Grid:
    """Return as many cards as a page has room for, edge to edge in its middle.

    Raises:
        UsageError: The paper is smaller than a card.
    """
    width, height = (mm(side) for side in CARDS[card])
    margin = 2 * mm(_LEAST_MARGIN)
    columns = int((size.width() - margin) // width)
    rows = int((size.height() - margin) // height)
    if columns < 1 or rows < 1:
        raise UsageError("This paper is too small for such cards: choose a larger one.")
    origin = ((size.width() - columns * width) / 2, (size.height() - rows * height) / 2)
    return Grid(columns, rows, (width, height), origin, (width, height), mm(4.5))


def label_grid(size: QSizeF, options: Options) -> Grid:
    """Return where the labels of a sheet are.

    Raises:
        UsageError: A free grid has no room for what was asked for.
    """
    sheet = LABELS.get(options.label) if options.label != FREE else free_sheet(size, options)
    if sheet is None:
        raise UsageError("There is no such sheet of labels.")
    return Grid(
        sheet.columns,
        sheet.rows,
        (mm(sheet.width), mm(sheet.height)),
        (mm(sheet.left), mm(sheet.top)),
        (mm(sheet.pitch_x), mm(sheet.pitch_y)),
        mm(3),
    )


def free_sheet(size: QSizeF, options: Options) -> LabelSheet:
    """Return a sheet divided evenly between its margins.

    Raises:
        UsageError: Nothing is left for a label.
    """
    columns, rows, margin, gap = options.grid
    inch = 25.4 / 96
    width = (size.width() * inch - 2 * margin - gap * (columns - 1)) / max(1, columns)
    height = (size.height() * inch - 2 * margin - gap * (rows - 1)) / max(1, rows)
    if columns < 1 or rows < 1 or margin < 0 or gap < 0 or width < 15 or height < 8:
        raise UsageError("These labels would be too small: take fewer columns or rows.")
    return LabelSheet(columns, rows, width, height, margin, margin, width + gap, height + gap)


def cards(job: Job, size: QSizeF, how: Look, progress: Progress) -> Iterator[Page]:
    """Yield pages of cards."""
    grid = card_grid(size, job.options.card)
    filler = _Filler(grid, how)
    marks = partial(_draw_marks, grid, size) if job.options.has("marks") else None
    for row, draft in _people(job, progress):
        values, pictures = _card(row, draft, job.options, grid)
        blocks = how.blocks("cards", values)
        name = list_words.name_of(row.full_name)
        for page in filler.add(blocks, pictures, name, middle=False):
            yield _with_marks(page, marks)
    for page in filler.end():
        yield _with_marks(page, marks)


def _with_marks(page: Page, marks: partial[None] | None) -> Page:
    if marks is not None:
        page.drawings.append(marks)
    return page


def _card(
    row: ContactRow, draft: ContactDraft, options: Options, grid: Grid
) -> tuple[dict[str, Any], dict[str, Pictures]]:
    large = options.card == "index"
    code = codes_of([draft])[0] if options.has("code") else None
    photo = photo_of(draft, _PHOTO) if options.has("photo") else None
    shown = options.has("photo") and (large or photo is not None)
    beside = _BESIDE[large] if shown or code is not None else 0.0
    sizes = ON_LARGE_CARD if large else ON_CARD
    room = grid.size[0] - 2 * grid.pad - beside
    values = list_words.person(row, draft, options, sizes, room)
    if large:
        values["more"] = [*values["more"], *list_words.card_more(draft)]
    values |= {"large": large, "avatar": shown, "qr": code is not None}
    pictures = {str(row.id): Pictures(row.full_name, row.id, photo, code)}
    return values, pictures


def _draw_marks(grid: Grid, size: QSizeF, painter: QPainter) -> None:
    """Draw where to cut: short lines outside the cards, at each of their edges."""
    painter.setPen(QPen(QColor("#000000"), 0.5))
    left, top = grid.origin
    right, bottom = left + grid.columns * grid.pitch[0], top + grid.rows * grid.pitch[1]
    lines = []
    for n in range(grid.columns + 1):
        x = left + n * grid.pitch[0]
        for edge, way in ((top, -1), (bottom, 1)):
            start = edge + way * _MARK_GAP
            lines.append(QLineF(x, start, x, start + way * _MARK))
    for n in range(grid.rows + 1):
        y = top + n * grid.pitch[1]
        for edge, way in ((left, -1), (right, 1)):
            start = edge + way * _MARK_GAP
            lines.append(QLineF(start, y, start + way * _MARK, y))
    painter.drawLines(lines)


def address_labels(
    job: Job, size: QSizeF, how: Look, progress: Progress, aside: Aside
) -> Iterator[Page]:
    """Yield sheets of address labels; who has no address is left out, and counted.

    Raises:
        NotFound: Nobody has an address.
    """
    grid = label_grid(size, job.options)
    filler = _Filler(grid, how, first=max(1, job.options.start) - 1)
    count = 0
    for _row, draft in _people(job, progress):
        lines = list_words.label(draft)
        if not lines:
            aside.left_out += 1
            continue
        count += 1
        yield from filler.add(how.blocks("labels", {"lines": lines}), {}, lines[0], middle=True)
    if not count:
        raise NotFound(
            "None of these people has a street or a PO box: there are no labels to print."
        )
    yield from filler.end()


def _people(job: Job, progress: Progress) -> Iterator[tuple[ContactRow, ContactDraft]]:
    done = 0
    for chunk in gather.chunks(job.ids, _AT_ONCE):
        drafts = dict(gather.contact_drafts(chunk))
        for row in contact_rows.rows(chunk, job.today):
            progress.step(done, len(job.ids))
            done += 1
            if row is not None and row.id in drafts:
                yield row, drafts[row.id]
    progress.step(done, done)


class _Filler:
    """Puts one document after the other into the fields of pages."""

    def __init__(self, grid: Grid, how: Look, first: int = 0) -> None:
        """Begin with field ``first`` of the first page."""
        self._grid, self._how = grid, how
        self._page = Page()
        self._next = first % grid.count

    def add(
        self, blocks: list[Block], pictures: dict[str, Pictures], title: str, *, middle: bool
    ) -> Iterator[Page]:
        """Fill the next field; yields the page before when it was full.

        Args:
            blocks: What it says.
            pictures: What its images are drawn from.
            title: Its bookmark.
            middle: Whether it stands in the middle of the field's height.
        """
        if self._next == self._grid.count:
            yield from self.end()
        field, pad = self._grid.field(self._next), self._grid.pad
        self._next += 1
        self._page.marks.append((title, field.top()))
        if not blocks:
            return
        width, room = field.width() - 2 * pad, field.height() - 2 * pad
        document, scale = self._fitted(blocks, pictures, width, room)
        height = document.spans[-1][0] + document.spans[-1][1]
        shown = min(height, room / scale)
        y = field.top() + pad
        if middle:
            y += max(0.0, (room - shown * scale) / 2)
        self._page.slices.append(Slice(document, field.left() + pad, y, 0.0, shown, scale=scale))

    def end(self) -> Iterator[Page]:
        """Yield the page begun, if anything is on it."""
        if not self._page.empty:
            yield self._page
        self._page, self._next = Page(), 0

    def _fitted(
        self, blocks: list[Block], pictures: dict[str, Pictures], width: float, room: float
    ) -> tuple[Document, float]:
        """Lay out smaller and smaller until it fits; what doesn't even then is cut off."""
        scale = 1.0
        while True:
            document = Document(blocks, self._how, pictures, width / scale)
            height = document.spans[-1][0] + document.spans[-1][1]
            if height * scale <= room or scale <= _SMALLEST:
                return document, scale
            scale = max(_SMALLEST, min(scale * 0.9, scale * (room / (height * scale)) ** 0.5))
