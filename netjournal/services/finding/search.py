"""What people type into search boxes, as safe full-text queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.folding import fold, index_words, is_unspaced
from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.finding.query import Query

NEWEST = 2_000  # candidates looked at before sorting: enough for any list on screen
_WORDS = re.compile(r"[^\W_]+")


def match(text: str, *, shortest: int = 1) -> str:
    """Return a full-text expression that finds records with every word of ``text``.

    Each word is quoted, so that nothing typed is ever an operator, and matches as the beginning of
    a word. Words in scripts written without blanks match as phrases of their characters.

    Args:
        text: As typed.
        shortest: Words of fewer letters match whole words only (among a million notes, those that
            begin with one letter are no answer, and take long to find).

    Returns:
        The expression, or "" when there is no word in it: the caller then shows everything.
    """
    return " AND ".join(
        _term(word) if len(word) >= shortest else _whole(word) for word in _WORDS.findall(text)[:20]
    )


def _term(word: str) -> str:
    word = word[:100]
    if is_unspaced(word):
        return '"' + " ".join(index_words(c) or c for c in word) + '"'
    folded = fold(word) or word
    plain = '"' + _quoted(folded) + '"*'
    if folded == word.lower():
        return plain
    # the index keeps the letters its own tokenizer doesn't fold (ł, ø) as they are
    return f'({plain} OR "{_quoted(word)}"*)'


def _whole(word: str) -> str:
    return _term(word).replace('"*', '"')


def in_names(words: Sequence[str]) -> str:
    """Return the expression for contacts that have all ``words``, whole, in their names."""
    terms = " AND ".join(_whole(word) for word in words)
    return in_column("names", terms)


def in_column(column: str, expression: str) -> str:
    """Return a full-text expression that looks into one column only."""
    return "{" + column + "}: (" + expression + ")"


def of_contacts(asked: Query) -> tuple[list[str], list[object]]:
    """Return (conditions on contact ``c``, their values) for words and query words.

    Strength isn't part of them: see ``people_found.narrowed``.
    """
    parts: list[str] = []
    values: list[object] = []
    expression = match(asked.words)
    if expression:
        parts.append("c.id IN (SELECT rowid FROM contact_fts WHERE contact_fts MATCH ?)")
        values.append(expression)
    if asked.terms:
        from netjournal.services.finding import people_query

        terms, more = people_query.conditions(asked)
        parts += [terms] if terms else []
        values += more
    return parts, values


def _quoted(word: str) -> str:
    return word.replace('"', '""').replace("\0", "")


def find_contacts(text: str, limit: int = 20) -> list[int]:
    """Return contacts whose name, reach or notes have every word of ``text``.

    Names that begin with the text come first, then the strongest ties; archived people are found,
    trashed ones are not.
    """
    return _find_contacts(match(text), text, limit)


def find_people(text: str, limit: int = 20) -> list[int]:
    """Return contacts whose names or nicknames have every word of ``text``; order as above."""
    expression = match(text)
    return _find_contacts(expression and in_column("names", expression), text, limit)


def _find_contacts(expression: str, text: str, limit: int) -> list[int]:
    if not expression:
        return []
    rows = db.execute_sql(
        "SELECT c.id FROM (SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ? "
        "ORDER BY rowid DESC LIMIT ?) f JOIN contact c ON c.id = f.id "
        "LEFT JOIN tie_state t ON t.contact_id = c.id WHERE c.trashed_at IS NULL "
        "ORDER BY substr(c.sort_key, 1, ?) = ? DESC, t.log_volume DESC, c.sort_key, c.id LIMIT ?",
        (expression, NEWEST, len(fold(text)), fold(text), limit),
    )
    return [int(row[0]) for row in rows]
