"""Rows of tables as one text each, their cells parted by ``BREAK``: for those who write many.

A text that is put together costs a fraction of a list of forty cells and of a writer that looks at
each of them; most cells are blank, and few need quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BREAK = "\x1f"
_QUOTED = re.compile('[,"\r\n]')
_END = "\r\n"


def csv_text(rows: Iterable[str]) -> str:
    """Return rows as lines of a CSV, as ``csv.writer`` writes them: quotes where needed, CR LF.

    Args:
        rows: Each the cells of one row (two or more), parted by ``BREAK``, which is in none.
    """
    return "".join([_line(row) + _END for row in rows])


def _line(row: str) -> str:
    found = _QUOTED.search(row)
    if not found:
        return row.replace(BREAK, ",")
    parts: list[str] = []
    done = 0
    while found:
        start = row.rfind(BREAK, done, found.start()) + 1 or done
        end = row.find(BREAK, found.end())
        end = len(row) if end < 0 else end
        cell = row[start:end].replace('"', '""')
        parts += (row[done:start].replace(BREAK, ","), f'"{cell}"')
        done, found = end, _QUOTED.search(row, end)
    parts.append(row[done:].replace(BREAK, ","))
    return "".join(parts)
