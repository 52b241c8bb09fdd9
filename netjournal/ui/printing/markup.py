"""The few tags that print templates are made of, read into plain data: ``read(html)``.

Paragraphs with bold, spans, links and pictures in them, or a table of one row whose cells hold
these. Whatever else a template of the user's own says is not read here, and left to Qt's own HTML.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from netjournal.ui.printing.markup_plan import Run, plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.ui.printing.markup_plan import Form, Gap

_TAG: Final = re.compile(r"(<[^>]*>)")
_SPACES: Final = re.compile(r"[ \t\r\n]+")


class Paragraph(NamedTuple):
    """A paragraph.

    Attributes:
        tag: Its opening tag, "" for a picture that stands in a cell by itself.
        runs: Its words.
        blank: Whether a blank stood at its end, which counts where Qt decides what still fits.
    """

    tag: str
    runs: tuple[Run, ...]
    blank: bool = False


class Cell(NamedTuple):
    """One cell of a row; ``padding`` is above and below."""

    tag: str
    paragraphs: tuple[Paragraph, ...]
    align: str
    valign: str
    padding: tuple[int, int]


def read(text: str) -> tuple[list[Paragraph], list[Cell]] | None:
    """Return a block's paragraphs, or the cells of its row; None when it says anything else."""
    parts = _TAG.split(text)
    words = parts[::2]
    said = plan(tuple(parts[1::2]))
    if said is None or any(words[n] and not words[n].isspace() for n in said.bare):
        return None
    cells = [
        Cell(one.tag, tuple(_filled(one.forms, words)), one.align, one.valign, one.padding)
        for one in said.frames
    ]
    return _filled(said.forms, words), cells


def _filled(forms: Sequence[Form], words: Sequence[str]) -> list[Paragraph]:
    """Put words into paragraphs: one blank between two is enough, at the ends there is none."""
    return [Paragraph(tag, *_runs(pieces, words)) for tag, pieces in forms]


def _runs(pieces: Sequence[Run | Gap], words: Sequence[str]) -> tuple[tuple[Run, ...], bool]:
    runs: list[Run] = []
    after_blank = True
    for piece in pieces:
        if isinstance(piece, Run):
            runs.append(piece)
            after_blank = False
            continue
        said = _words(words[piece.number])
        if after_blank:
            said = said.removeprefix(" ")
        if said:
            runs.append(Run(piece.inline, said, piece.href))
            after_blank = said.endswith(" ")
    if after_blank and runs:
        last = runs.pop()
        if last.text != " ":
            runs.append(Run(last.inline, last.text[:-1], last.href))
    return tuple(runs), bool(after_blank and runs)


def _words(text: str) -> str:
    """Return text as it is set: blanks run together, entities are letters."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:  # sooner than a pattern
        text = _SPACES.sub(" ", text)
    return html.unescape(text) if "&" in text else text
