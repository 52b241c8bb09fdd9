"""Blocks set one below the other into the columns of pages: ``Flow(sheet)``.

Headings stay with what follows. A block that doesn't fit goes to the next column; one taller than
a column is cut between lines and goes on with "continued".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLineF, QRectF

from netjournal.ui.printing.document import GAP, RULE_GAP, Document, gap, is_plain
from netjournal.ui.printing.pages import FOOT_LINE, Page, Sheet, Slice, Small
from netjournal.ui.printing.typeset import Typeset, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netjournal.services.printed.paper import Block
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.pictures import Album

_CONTINUED: Final = 24.0
_HOLE, _LONG = 0.25, 0.35  # shares of a column: left empty by a text that long
_LEAST: Final = 72.0  # a cut block shows at least so much under its heading


@dataclass(slots=True)
class Piece:
    """A laid-out block, or a slice of one; ``title`` is its bookmark."""

    document: Document | Typeset
    top: float
    height: float
    block: Block
    continued: bool = False
    cut: bool = False
    title: str = ""

    @property
    def room(self) -> float:
        """The height it takes on a page."""
        return self.height + gap(self.block) + (_CONTINUED if self.continued else 0)


def laid_out(
    blocks: Sequence[Block], how: Look, pictures: Album, width: float, titles: Sequence[str] = ()
) -> list[Piece]:
    """Lay blocks out at a width.

    Args:
        blocks: The blocks.
        how: Style and font.
        pictures: What images are drawn from, by person.
        width: In 96ths of an inch.
        titles: Bookmarks of the first blocks; "" for none.
    """
    found: list[Piece] = []
    waiting: list[tuple[Block, str]] = []  # for a document
    for block, title in _titled(blocks, titles):
        made = typeset(block, how.styles, pictures, width, shared=how.many)
        if made is None:
            waiting.append((block, title))
            continue
        found += _documents(waiting, how, pictures, width)
        waiting = []
        found.append(Piece(made, 0.0, made.height, block, title=title))
    return found + _documents(waiting, how, pictures, width)


def _titled(blocks: Sequence[Block], titles: Sequence[str]) -> Iterator[tuple[Block, str]]:
    yield from zip(blocks, [*titles, *[""] * (len(blocks) - len(titles))], strict=True)


def _documents(
    waiting: Sequence[tuple[Block, str]], how: Look, pictures: Album, width: float
) -> list[Piece]:
    """Lay blocks out that can't be typeset: neighbours of one kind together."""
    found = []
    for plain, run in groupby(waiting, lambda one: is_plain(one[0])):
        some, names = zip(*run, strict=True)
        document = Document(some, how, pictures, width, plain=plain)
        found += [
            Piece(document, top, height, block, title=title)
            for block, (top, height), title in zip(some, document.spans, names, strict=True)
        ]
    return found


class Flow:
    """Fills pages column by column."""

    def __init__(self, paper: Sheet) -> None:
        """Begin with an empty page."""
        self.paper = paper
        self.page = Page()
        self._column = 0
        self._start = 0.0  # where columns begin: lower on a page with a heading across
        self._y = 0.0

    def head(self, pieces: Sequence[Piece]) -> None:
        """Set a heading across all columns; the first thing on a page."""
        across = replace(self.paper, columns=1)
        own = Flow(across)
        for _ in own.put(pieces):
            break  # a heading longer than a page: what fits of it
        self.page = own.page
        self._start = self._y = min(own.used, self.paper.height / 2)

    @property
    def used(self) -> float:
        """How much of this column is filled."""
        return self._y

    @property
    def left(self) -> float:
        """Room left in this column."""
        return self.paper.height - self._y

    def put(self, pieces: Sequence[Piece]) -> Iterator[Page]:
        """Set pieces; yields each page that is full."""
        waiting = list(pieces)
        while waiting:
            group = _group(waiting)
            waiting = waiting[len(group) :]
            need = sum(piece.room for piece in group)
            if need - GAP <= self.left:
                for piece in group:
                    self._place(piece)
            elif need - GAP <= self.paper.height - self._start and not self._leaves_hole(group):
                yield from self._next_column()
                for piece in group:
                    self._place(piece)
            else:
                yield from self._put_long(group)

    def end(self) -> Iterator[Page]:
        """Yield the page begun, if anything is on it."""
        if not self.page.empty:
            yield self.page
        self.page = Page()
        self._column, self._start, self._y = 0, 0.0, 0.0

    def _leaves_hole(self, group: Sequence[Piece]) -> bool:
        """Say whether keeping a long text whole would waste much of this column."""
        last, whole = group[-1], self.paper.height
        return is_plain(last.block) and self.left > _HOLE * whole and last.room > _LONG * whole

    def _next_column(self) -> Iterator[Page]:
        if self._y == self._start:
            return  # it is a fresh one
        self._column += 1
        self._y = self._start
        if self._column == self.paper.columns:
            self._column, self._start, self._y = 0, 0.0, 0.0
            full, self.page = self.page, Page()
            yield full

    def _put_long(self, group: Sequence[Piece]) -> Iterator[Page]:
        """Spread a group taller than a column over several, cutting between lines."""
        heading = sum(piece.room for piece in group[:-1])
        if self.left < heading + _LEAST:
            yield from self._next_column()
        for piece in group:
            rest = piece
            while rest.room - GAP > self.left:
                head, rest = self._split(rest)
                if head is not None:
                    self._place(head)
                yield from self._next_column()
            self._place(rest)

    def _split(self, piece: Piece) -> tuple[Piece | None, Piece]:
        room = self.left - (_CONTINUED if piece.continued else 0.0)
        document, bottom = piece.document, piece.top + room
        cut = document.line_break(piece.top, bottom) if room >= _LEAST - 12 else piece.top
        if cut <= piece.top + 1:
            if self._y > self._start:
                return None, piece
            cut = bottom  # one line taller than a page: nothing better can be done
        bare = replace(piece.block, line=False, rule=False)
        head = replace(piece, height=cut - piece.top, block=bare, cut=True)
        rest = replace(
            piece,
            top=cut,
            height=piece.top + piece.height - cut,
            continued=True,
            cut=True,
            title="",
        )
        return head, rest

    def _place(self, piece: Piece) -> None:
        x, width = self.paper.left(self._column), self.paper.width
        y = self.paper.top + self._y
        block = piece.block
        if piece.title:
            self.page.marks.append((piece.title, y))
        if piece.continued:
            words = QCoreApplication.translate("print", "continued")
            self.page.smalls.append(Small(words, QRectF(x, y, width, FOOT_LINE)))
            y += _CONTINUED
        if not self._joined(piece, x, y):
            self.page.slices.append(Slice(piece.document, x, y, piece.top, piece.height, piece.cut))
        y += piece.height + gap(block)
        if block.line or block.rule:
            at = y - RULE_GAP / 2 - 2 if block.rule else y - GAP - 2
            strong = ("ink", 1.6) if block.rule else ("line", 1.0)
            self.page.rules.append((QLineF(x, at, x + width, at), *strong))
        self._y = y - self.paper.top

    def _joined(self, piece: Piece, x: float, y: float) -> bool:
        """Let a piece that follows its neighbour be drawn together with it."""
        if not self.page.slices or piece.cut or isinstance(piece.document, Typeset):
            return False
        last = self.page.slices[-1]
        if last.document is not piece.document or last.cut or last.x != x:
            return False
        if abs((y - last.y) - (piece.top - last.top)) > 0.5:
            return False
        height = piece.top + piece.height - last.top
        self.page.slices[-1] = Slice(last.document, last.x, last.y, last.top, height)
        return True


def _group(waiting: Sequence[Piece]) -> list[Piece]:
    """Return the blocks that stay together: those marked keep, and the one after them."""
    group = []
    for piece in waiting:
        group.append(piece)
        if not piece.block.keep:
            break
    return group
