"""Where names stand: in names of imported files, in texts of others.

How a file was called is taken away with whom it names, by whole words. What people wrote of others,
saved or still being typed, stays; where it names the forgotten, it is counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netjournal.folding import fold, is_unspaced

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD: Final = re.compile(r"[^\W_]+")
_SHORTEST: Final = 3  # letters of a name that is looked for in all texts
FREE: Final[dict[str, str]] = {  # every column in which people write; people's names are others'
    "event": "title place url note",
    "contact": "headline pronouns note met_place met_story met_via met_through_name booster_note",
    "contact_method": "value label service",
    "address": "label street extended po_box locality region postal_code country formatted",
    "important_date": "label",
    "affiliation": "organisation title department",
    "tag": "name",
    "relation": "other_name label inverse_label",
    "topic": "name",
    "contact_topic": "note",
    "interaction_kind": "name",
    "interaction": "summary body place typed",
    "interaction_contact": "note",
    "event_contact": "note",
    "need": "text",
    "help": "text",
    "introduction": "why outcome",
    "followup": "text",
    "work": "title url text",
    "external_id": "value",
    "extra_property": "group_name params value",
    "import_batch": "file_name",
    "saved_list": "name query",
    "setting": "value",
    "draft": "text",
}


class Names:
    """Names that are looked for as whole words.

    Args:
        names: Whole names, and words of them.
    """

    def __init__(self, names: Sequence[str]) -> None:
        """Fold them once."""
        self._words, self._parts = [], []
        for name in names:
            words = _as_words(name)
            if not words.strip() or is_unspaced(name):  # no blanks around words, or none at all
                self._parts += [fold(name)] if name.strip() else []
            else:
                self._words.append(words)

    def stand_in(self, text: str) -> bool:
        """Say whether any of them stands in a text."""
        if any(part in fold(text) for part in self._parts):
            return True
        words = _as_words(text)
        return any(word in words for word in self._words)


def words_of(folded: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(folded)


def _as_words(text: str) -> str:
    return f" {' '.join(words_of(fold(text)))} "


def let_go(run: Any, names: Names) -> None:
    """Blank names of imported files in which they stand; ``run`` executes SQL."""
    for batch, file_name in run("SELECT id, file_name FROM import_batch").fetchall():
        if names.stand_in(file_name):
            run("UPDATE import_batch SET file_name = '' WHERE id = ?", (batch,))


def _shortest(name: str) -> int:
    return 2 if is_unspaced(name) else _SHORTEST


def count(run: Any, names: Sequence[str]) -> int:
    """Return in how many rows any of the whole names still stands, in any column of free text."""
    folded = [fold(name) for name in names if len(fold(name)) >= _shortest(name)]
    if not folded:
        return 0
    firsts = [name.split()[0] for name in folded]  # to pass over most rows without folding them
    found = 0
    for table, columns in FREE.items():
        texts = " || ' | ' || ".join(f"COALESCE({column}, '')" for column in columns.split())
        for (text,) in run(f"SELECT {texts} FROM {table}"):
            if text.isascii():
                lower = text.lower()
                if not any(first in lower for first in firsts):
                    continue
            here = fold(text)
            found += any(name in here for name in folded)
    return found
