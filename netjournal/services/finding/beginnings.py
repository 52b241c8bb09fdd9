"""Words of a full-text index by their beginning, so that a common one is found at once.

The index finds what begins with two or three letters by itself. Of more it gathers every place of
every such word before it gives the first, which takes 50 ms where 400,000 notes have the word;
asked for the words themselves it goes through their places from the newest on.
"""

from __future__ import annotations

from typing import Final

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services.finding import search

SHORTEST: Final = 4  # letters from which on the index has no list of its own (``prefix='2 3'``)
MOST: Final = 60  # words that are asked for one by one


def words(beginning: str, index: str) -> list[str] | None:
    """Return the words of an index that begin so, in their order.

    Args:
        beginning: As typed.
        index: Name of a full-text table of ours.

    Returns:
        None where the index knows better itself: for few letters, for very many words, and for
        other than plain letters, which it folds in a way of its own.
    """
    start = fold(beginning)
    if len(start) < SHORTEST or not (beginning.isascii() and start.isalnum()):
        return None
    source = db.vocabulary(index, "instance")
    found: list[str] = []
    at = start
    while len(found) <= MOST:
        row = db.execute_sql(
            f"SELECT term FROM temp.{source} WHERE term >= ? LIMIT 1", (at,)
        ).fetchone()
        if row is None or not row[0].startswith(start):
            return found
        found.append(row[0])
        at = row[0] + "\0"  # the next in order
    return None


def match(beginning: str, index: str, *, shortest: int = 1) -> str:
    """Return what finds records with a word that begins so, as ``search.match`` of one word."""
    known = words(beginning, index)
    if not known:
        return search.match(beginning, shortest=shortest)
    return " OR ".join(f'"{word}"' for word in known)
