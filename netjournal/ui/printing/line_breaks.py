"""Where lines of plain words end: ``broken(looks, room)``."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netjournal.ui.printing.markup_plan import Run
    from netjournal.ui.printing.type_styles import Style

    Look = tuple[Run, Style]
    Piece = tuple[str, Style, float]  # text, look, width

_DIVIDED: Final = re.compile(r"[-/?!|}%\u00ad\u2010-\u2015\u2026](?=[^ ])")  # may end there
_ENDS: Final = re.compile(r"[\w.,:;)]$")
_BEGINS: Final = re.compile(r"\w")
TIE: Final = 1.0  # px: nearer to the edge than that, Qt decides what still fits


def broken(looks: Sequence[Look], room: float) -> list[list[Piece]] | None:
    """Return lines that end at blanks; None where Unicode's rules or a tie want Qt's word."""
    if len(looks) == 1:
        run, style = looks[0]
        ends = _ends(run.text, style, room)
        return None if ends is None else [[(text, style, 0.0)] for text in ends]
    lines: list[list[Piece]] = []
    line: list[Piece] = []
    used = 0.0
    for blank, atom in _atoms(looks):
        wide = sum(part[2] for part in atom)
        if wide > room - TIE or any(_DIVIDED.search(part[0]) for part in atom):
            return None
        if line and used + blank[2] + wide > room - TIE:
            if used + blank[2] + wide <= room + TIE or not _may_end(line[-1][0], atom[0][0]):
                return None
            lines.append(_merged(line))
            line, used = [], 0.0
        if line:
            line.append(blank)
            used += blank[2]
        line += atom
        used += wide
    lines.append(_merged(line))
    return lines


def _ends(text: str, style: Style, room: float) -> list[str] | None:
    """Return the lines that text of one look makes; None as ``broken``."""
    if _DIVIDED.search(text):
        return None
    words = text.split(" ")
    blank, widths = style.blank, style.widths
    reach = list(accumulate(widths[word] + blank for word in words))  # of a line of all
    lines: list[str] = []
    begun, before = 0, 0.0
    while reach[-1] - before - blank > room - TIE:
        end = bisect_right(reach, before + blank + room - TIE, begun)
        if end == begun or reach[end] - before - blank <= room + TIE:
            return None
        if not _may_end(words[end - 1], words[end]):
            return None
        lines.append(" ".join(words[begun:end]))
        begun, before = end, reach[end - 1]
    lines.append(" ".join(words[begun:]))
    return lines


def _atoms(looks: Sequence[Look]) -> Iterator[tuple[Piece, list[Piece]]]:
    """Yield what stands between blanks, each with the blank before it."""
    blank: Piece = (" ", looks[0][1], 0.0)
    atom: list[Piece] = []
    for run, style in looks:
        for n, word in enumerate(run.text.split(" ")):
            if n:
                if atom:
                    yield blank, atom
                blank, atom = (" ", style, style.blank), []
            if word:
                atom.append((word, style, style.widths[word]))
    if atom:
        yield blank, atom


def _may_end(last: str, first: str) -> bool:
    """Say whether a line surely may end between two words."""
    return _ENDS.search(last) is not None and _BEGINS.match(first) is not None


def _merged(line: list[Piece]) -> list[Piece]:
    """Join neighbours of one look."""
    found: list[Piece] = []
    for text, style, wide in line:
        if found and found[-1][1] is style:
            before = found.pop()
            text, wide = before[0] + text, before[2] + wide
        found.append((text, style, wide))
    return found
