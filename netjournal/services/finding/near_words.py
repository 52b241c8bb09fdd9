"""Words somebody may have meant: those in the journal that differ by a slip of the fingers.

A slip is a letter too many, too few, wrong, or two exchanged (optimal string alignment). Words of
four to seven letters may have one, longer ones two; shorter ones are taken as typed. Only words
that begin like the typed one are looked at, which keeps this fast among a million notes.
"""

from __future__ import annotations

from typing import Final

from netjournal.folding import fold, is_unspaced
from netjournal.models.handle import db

NAMES: Final = "contact_fts", "names"
CARDS: Final = "contact_fts", ""
WRITTEN: Final = "interaction_fts", ""
MOST: Final = 5  # other words tried for one
LOOKED_AT: Final = 40_000
_SHORTEST: Final = 4
_LONG: Final = 8


def slips(word: str) -> int:
    """Return how many slips a word may have."""
    return 0 if len(word) < _SHORTEST or is_unspaced(word) else 1 if len(word) < _LONG else 2


def near(word: str, index: tuple[str, str]) -> list[str]:
    """Return the words of an index that are nearest to ``word``, nearest and commonest first.

    Words that merely go on (``prya`` in *pryanka*, but also ``prinya`` in *priyanka*) count by
    their beginning, as everything that is typed is a beginning.

    Args:
        word: As typed.
        index: ``NAMES``, ``CARDS`` (all that is on them) or ``WRITTEN``.
    """
    from rapidfuzz.distance import OSA

    asked = fold(word)
    most = slips(asked)
    if not most:
        return []
    found: list[tuple[int, int, str]] = []
    for term, known in _candidates(asked, index):
        distance = min(
            (
                OSA.distance(asked, term[:length], score_cutoff=most)
                for length in range(len(asked) - most, len(asked) + most + 1)
                if 0 < length <= len(term)
            ),
            default=most + 1,
        )
        if distance <= most:
            found.append((distance, -known, term))
    return [term for _, _, term in sorted(found)[:MOST]]


def _candidates(asked: str, index: tuple[str, str]) -> list[tuple[str, int]]:
    """Return (word, how many have it) of the words that begin like the one asked for."""
    name, column = index
    source = db.vocabulary(name)
    # names may be wrong from their first letter on, of all that is written only two exchanged
    starts = {asked[0], asked[1]} if column else {asked[:2], asked[1] + asked[0]}
    rows: dict[str, int] = {}
    for start in sorted(starts):
        found = db.execute_sql(
            f"SELECT term, SUM(doc) FROM temp.{source} WHERE term >= ?1 AND term < ?2 "
            "AND (?3 = '' OR col = ?3) GROUP BY term LIMIT ?4",
            (start, start[:-1] + chr(ord(start[-1]) + 1), column, LOOKED_AT),
        )
        rows.update(found.fetchall())
    return list(rows.items())
