"""Lines to rows: ``csv.reader`` with line numbers, and with a way back from a stray quote.

The fast path is the C reader in strict mode. Where it stumbles (a quote opened and never closed,
or quotes inside a quoted cell) the lines of that row are read again by hand, with a warning, so
that no later row disappears inside a cell.
"""

from __future__ import annotations

import csv
from collections import deque
from itertools import islice, tee
from typing import TYPE_CHECKING

from netjournal.formats.draft import Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = QT_TRANSLATE_NOOP(
    "reading", "The row has quotes inside a quoted cell; it was read as well as possible."
)
_OPEN_QUOTE = QT_TRANSLATE_NOOP(
    "reading", "The row opens a quote and never closes it; it was read as well as possible."
)

# A photo in a cell is far longer than the reader's default of 128 KiB.
csv.field_size_limit(1 << 26)

_MOST_LINES = 20_000  # that one cell may span before its quote counts as never closed
_FORGET_AFTER = 500  # lines that are kept for going back, at least
_FEW_LINES = 20  # read on for, when a cell with quotes inside may still close

Row = list[str]


class Rows:
    """Iterate over ``(line, cells)``; ``line`` is the physical line where the row starts, 1-based.

    Blank lines are left out. Warnings gather in ``warnings`` until the caller takes them; ``done``
    says that all lines were read.

    Args:
        lines: Lines with their ends.
        delimiter: One character.
        width: How many cells a row should have, 0 when not known; only used to tell rows
            from text after a stray quote.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, width: int = 0) -> None:
        self.warnings: list[Warned] = []
        self.done = False
        self._width = width
        self._lines = lines
        self._line = 1
        self._delimiter = delimiter
        self._ahead: deque[str] = deque()
        self._taken: list[str] = []
        self._most = _MOST_LINES

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows."""
        yield from self._read_fast()
        if not self.done:
            yield from self._read_carefully()

    def _read_fast(self) -> Iterator[tuple[int, Row]]:
        """Read up to the first row that cannot be read, and go back to its first line."""
        lines, behind = tee(self._lines)
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        line, passed = 1, 0
        try:
            for row in reader:
                if row:
                    yield line, row
                line = reader.line_num + 1
                if line - passed > _FORGET_AFTER:
                    deque(islice(behind, line - 1 - passed), maxlen=0)
                    passed = line - 1
        except csv.Error:
            deque(islice(behind, line - 1 - passed), maxlen=0)
            self._lines, self._line = behind, line
        else:
            self.done = True

    def _read_carefully(self) -> Iterator[tuple[int, Row]]:
        """Read on, keeping the lines of the present row."""
        line = self._line
        while not self.done:
            reader = csv.reader(self._feed(), delimiter=self._delimiter, strict=True)
            start = line
            try:
                for row in reader:
                    if row:
                        yield line, row
                    line = start + reader.line_num
                    self._taken.clear()
            except csv.Error:
                rescued, used = self._rescue(line)
                yield line, rescued
                line += used
            else:
                self.done = True

    def _feed(self) -> Iterator[str]:
        """Give the reader lines, remembering those of the present row."""
        taken = self._taken
        taken.clear()
        ahead, lines = self._ahead, self._lines
        while ahead:
            if len(taken) >= self._most:
                return
            line = ahead.popleft()
            taken.append(line)
            yield line
        for line in lines:
            taken.append(line)
            yield line
            if len(taken) >= self._most:
                return

    def _rescue(self, line: int) -> tuple[Row, int]:
        """Read the present row again by hand.

        Returns:
            Its cells and how many lines they took; the other lines are given back.
        """
        taken = list(self._taken)
        if not any(self._looks_like_row(other) for other in taken[1:]):
            for _ in range(_FEW_LINES if len(taken) > 1 else 0):
                if self._closes("".join(taken)) or not self._pull(taken):
                    break
        used = len(taken)
        cells, closed = split_leniently("".join(taken), self._delimiter)
        if len(taken) > 1 and (
            not closed or any(self._looks_like_row(other) for other in taken[1:])
        ):
            self._ahead.extendleft(reversed(taken[1:]))
            used = 1
            cells, closed = split_leniently(taken[0], self._delimiter)
        if not closed:
            self._most = max(50, self._most // 2)
        self.warnings.append(Warned(line, _QUOTES if closed else _OPEN_QUOTE))
        return cells, used

    def _looks_like_row(self, line: str) -> bool:
        """Say whether a line that a quote swallowed has as many cells as a row."""
        expected = self._width - 1 if self._width else self._taken[0].count(self._delimiter)
        return 0 < expected == line.count(self._delimiter)

    def _closes(self, text: str) -> bool:
        return split_leniently(text, self._delimiter)[1]

    def _pull(self, taken: list[str]) -> bool:
        """Take one more line; say whether there was one."""
        line = self._ahead.popleft() if self._ahead else next(self._lines, None)
        if line is None:
            return False
        taken.append(line)
        return True


def split_leniently(text: str, delimiter: str) -> tuple[Row, bool]:
    """Split one row that the strict reader refused.

    A quote closes a cell only before a delimiter or the end; other quotes are text. A cell whose
    quote never closes is read as if it were not quoted.

    Args:
        text: The row, with or without its line end.
        delimiter: One character.

    Returns:
        The cells, and whether every quote was closed.
    """
    text = text.rstrip("\r\n")
    cells: Row = []
    at, closed = 0, True
    while True:
        # once a quote was looked for up to the end in vain, only one near by can close a cell
        opened = text.startswith('"', at)
        end = _closing_quote(text, at, delimiter, far=closed) if opened else -1
        if end >= 0:
            cells.append(text[at + 1 : end].replace('""', '"'))
            at = end + 1
        else:
            closed = closed and not opened
            end = text.find(delimiter, at)
            end = len(text) if end < 0 else end
            cells.append(text[at:end])
            at = end
        if at >= len(text):
            return cells, closed
        at += 1


def _closing_quote(text: str, opening: int, delimiter: str, *, far: bool) -> int:
    """Return where the quote opened at ``opening`` closes, or -1.

    Args:
        text: The row.
        opening: Where its cell begins.
        delimiter: One character.
        far: Whether to look beyond the quotes right behind the opening one.
    """
    at = opening + 1
    while True:
        if not text.startswith('"', at):
            at = text.find('"', at) if far else -1
        if at < 0:
            return -1
        after = text[at + 1 : at + 2]
        if after in ("", delimiter):
            return at
        at += 2 if after == '"' else 1
