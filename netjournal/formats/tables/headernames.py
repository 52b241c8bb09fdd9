"""The column names that other programs give their tables, in their languages.

``header_names.tsv`` holds one column of a program per line: program, target (see ``mapping``),
label, then its name in each language. The names are what the programs write, from the converter
table of the Zimbra mail server (zimbra-contact-fields.xml).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from netjournal.formats.mapping import ColumnUse

if TYPE_CHECKING:
    from collections.abc import Sequence

LOST = "\ufffd"  # stands where a header's letters were destroyed before we got it


@dataclass(frozen=True, slots=True)
class Language:
    """One program's columns in one language; ``uses`` maps a header key to its meanings in turn.

    A name used for two columns (French Outlook has two ``Titre``) has two meanings, in the order
    of the file.
    """

    code: str
    uses: dict[str, list[ColumnUse]]

    def find(self, header: str) -> list[ColumnUse]:
        """Return the meanings of one header cell; none when it is unknown."""
        wanted = key(header)
        if LOST not in wanted:
            return self.uses.get(wanted, [])
        # one lost letter may have been two ("ß" is compared as "ss")
        pattern = re.compile(".{1,3}".join(map(re.escape, wanted.split(LOST))))
        return next((uses for name, uses in self.uses.items() if pattern.fullmatch(name)), [])


@cache
def key(header: str) -> str:
    """Return a header in comparison form: no case, blanks, punctuation or accents; ß is ss."""
    if header.isascii():
        return "".join(filter(str.isalnum, header.lower()))
    folded = unicodedata.normalize("NFKD", header.casefold())
    return "".join(c for c in folded if c.isalnum() or c == LOST)


@cache
def languages(program: str) -> tuple[Language, ...]:
    """Return a program's columns in every language known; English first.

    Args:
        program: ``outlook``, ``thunderbird``, ``livemail`` or ``yahoo``.
    """
    codes, lines = _table()
    found = []
    for at, code in enumerate(codes, start=3):
        uses: dict[str, list[ColumnUse]] = {}
        for cells in lines:
            if cells[0] == program and len(cells) > at and cells[at]:
                uses.setdefault(key(cells[at]), []).append(ColumnUse(cells[1], cells[2]))
        if uses:
            found.append(Language(code, uses))
    return tuple(found)


def best_language(program: str, header: Sequence[str]) -> tuple[Language, int]:
    """Return the language that knows most of the header cells, and how many it knows."""
    scored = [
        (sum(1 for cell in header if cell and language.find(cell)), -at, language)
        for at, language in enumerate(languages(program))
    ]
    count, _, language = max(scored, key=lambda entry: entry[:2])
    return language, count


def columns(language: Language, header: Sequence[str]) -> list[ColumnUse]:
    """Say what each header cell means; unknown ones are kept as extras."""
    seen: dict[str, int] = {}
    result = []
    for cell in header:
        uses = language.find(cell) if cell else []
        name = key(cell)
        turn = seen.get(name, 0)
        seen[name] = turn + 1
        result.append(uses[turn] if turn < len(uses) else ColumnUse("keep"))
    return result


def names(program: str, code: str) -> list[tuple[str, ColumnUse]]:
    """Return a program's column names in one language with their uses, in the file's order."""
    codes, lines = _table()
    at = codes.index(code) + 3
    return [
        (cells[at], ColumnUse(cells[1], cells[2]))
        for cells in lines
        if cells[0] == program and len(cells) > at and cells[at]
    ]


@cache
def _table() -> tuple[list[str], list[list[str]]]:
    text = Path(__file__).with_name("header_names.tsv").read_text(encoding="utf-8")
    first, *lines = [line.split("\t") for line in text.splitlines()]
    return first[3:], lines
