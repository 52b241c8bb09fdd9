"""A text file as a table: delimiter, header row, and its rows with line numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from netjournal.errors import ImportRejected
from netjournal.formats import textfile
from netjournal.formats.recognition import Recognition
from netjournal.formats.tables.csvrows import Row, Rows
from netjournal.formats.tables.headernames import key
from netjournal.formats.tables.synonyms import guess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import Warned
    from netjournal.formats.recognition import Sample
    from netjournal.progress import Progress

DELIMITERS = ",;\t|"
_LOOK_ROWS = 60
_HEADER_WITHIN = 20
_SAMPLE_ROWS = 5
_STEADY = 0.8
_STEP_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class TableHead:
    """What the start of a table tells.

    ``header_row`` is the 0-based row (blank lines not counted) that holds the column names, -1
    when none was recognised; ``header`` has one text per column, empty without a header row;
    ``keys`` are its names in comparison form; ``known`` counts the names we know; ``steady`` says
    that most rows have the same number of cells, more than one.
    """

    encoding: textfile.Encoding
    delimiter: str
    header_row: int
    header: tuple[str, ...]
    keys: frozenset[str]
    known: int
    samples: tuple[tuple[str, ...], ...]
    first: tuple[str, ...] = ()
    steady: bool = True

    def recognition(self, format_key: str, confidence: float, variant: str = "") -> Recognition:
        """Return these facts as a recognition."""
        return Recognition(
            format=format_key,
            confidence=confidence,
            variant=variant,
            encoding=self.encoding.name,
            encoding_guessed=self.encoding.guessed,
            delimiter=self.delimiter,
            header_row=self.header_row,
            header=self.header,
            samples=self.samples,
        )


@dataclass(frozen=True, slots=True)
class _Try:
    """The start of a file as one delimiter splits it."""

    delimiter: str
    rows: list[Row]
    header_row: int
    known: int
    even: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.known, self.even, -DELIMITERS.index(self.delimiter[0]))


def table_head(sample: Sample) -> TableHead | None:
    """Find encoding, delimiter and header row of a file.

    The delimiter is the one that makes most known column names in one of the first rows, then the
    one that makes rows of equal width.

    Returns:
        What was found, or ``None`` when the file is no text table at all.
    """
    try:
        encoding = textfile.detect(textfile.Source(sample.path), choice=sample.encoding)
    except ImportRejected:
        return None
    if sample.encoding is None and textfile.is_raw(sample.head):
        return None
    return head_of(sample.head, len(sample.head) < sample.size, encoding, sample.delimiter)


def head_of(
    head: bytes, cut: bool, encoding: textfile.Encoding, delimiter: str | None = None
) -> TableHead | None:
    """Find delimiter and header row from the first bytes of a table.

    Args:
        head: The first bytes.
        cut: Whether the file goes on; the last, broken line is then left out.
        encoding: How to decode them.
        delimiter: The user's choice, or ``None``.
    """
    lines = list(io.StringIO(head.decode(encoding.name, encoding.errors), newline=""))
    if cut and len(lines) > 1:
        lines.pop()
    said = _declared_delimiter(lines)
    choices = [delimiter] if delimiter else [said] if said else list(DELIMITERS)
    tries = [_attempt(lines, choice) for choice in choices]
    best = max(tries, key=lambda attempt: attempt.rank)
    if not best.rows:
        return None
    found = best.header_row >= 0
    width = max(map(len, best.rows))
    header = tuple(best.rows[best.header_row]) if found else ("",) * width
    below = best.rows[best.header_row + 1 :] if found else best.rows
    return TableHead(
        encoding=encoding,
        delimiter=best.delimiter,
        header_row=best.header_row,
        header=header,
        keys=frozenset(map(key, header)) - {""},
        known=best.known,
        samples=tuple(tuple(row) for row in below[:_SAMPLE_ROWS]),
        first=tuple(best.rows[0]),
        steady=best.even >= _STEADY * len(best.rows),
    )


def records(
    source: textfile.Source, recognition: Recognition, progress: Progress
) -> Iterator[tuple[int, Row] | Warned]:
    """Yield the rows below the header as ``(line, cells)``, and warnings among them.

    Rows may be shorter or longer than the header. Progress is told in bytes.

    Raises:
        netjournal.errors.UserError: The file vanished or cannot be read any more.
        netjournal.errors.Cancelled: From ``progress``.
    """
    encoding = textfile.Encoding(recognition.encoding, recognition.encoding_guessed)
    if encoding.guessed:
        yield textfile.guessed(encoding)
    total = source.size()
    with textfile.open_lines(source, encoding) as (lines, file):
        rows = Rows(lines, recognition.delimiter, len(recognition.header))
        iterator = iter(rows)
        for _ in islice(iterator, recognition.header_row + 1):
            pass
        rows.warnings.clear()
        while True:
            yield from _block(rows, iterator)
            if rows.done:
                break
            progress.step(min(file.tell(), total), total)
    progress.step(total, total)


def _block(rows: Rows, iterator: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row] | Warned]:
    """Yield some rows and the warnings that came with them."""
    yield from islice(iterator, _STEP_ROWS)
    yield from rows.warnings
    rows.warnings.clear()


def _declared_delimiter(lines: list[str]) -> str | None:
    """Return the delimiter of Excel's first line ``sep=;``."""
    first = lines[0].strip().strip('"') if lines else ""
    return first[4:5] if first.lower().startswith("sep=") and len(first) == 5 else None


def _attempt(lines: list[str], delimiter: str) -> _Try:
    rows = [row for _, row in islice(Rows(iter(lines), delimiter), _LOOK_ROWS)]
    known = [_known(row) for row in rows[:_HEADER_WITHIN]]
    best = max(known, default=0)
    at = known.index(best) if best else -1
    if best == 1 and (len(rows[at]) > 4 or at > 0):
        at, best = -1, 0  # one known word in a row of others is chance
    widths = [len(row) for row in rows if len(row) > 1]
    even = max((widths.count(width) for width in set(widths)), default=0)
    return _Try(delimiter, rows, at, best, even)


def _known(row: Row) -> int:
    """Count the cells of a row that name a column, each name once; our own mark decides."""
    if any(cell.startswith("netjournal-csv/") for cell in row):
        return 1_000
    return len({key(cell) for cell in row if cell and guess(cell).confidence > 0})
