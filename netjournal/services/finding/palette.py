"""Find anything: people, what was written, promises and events that have every word typed.

Of each kind a few, the latest first. Words count by their beginning, case and accents aside; where
nobody and nothing has them, words that may have been meant (``near_words``). Query words narrow the
people. At most 2,000 candidates of each kind are looked at, the newest, so that a keystroke takes
as long among a million notes as among a thousand.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.finding import beginnings, foremost, newest, search
from netjournal.services.finding.passages import clip, has_one, on_cards
from netjournal.services.finding.search import NEWEST

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

LARGE_PEOPLE: Final = 10_000
LARGE_TEXTS: Final = 50_000
_WORDS = re.compile(r"[^\W_]+")
_ALIVE: Final = "c.trashed_at IS NULL"
_LATEST: Final = "ORDER BY begins DESC, t.last_on DESC NULLS LAST, c.sort_key, c.id LIMIT"
_TEXTS: Final = 2  # of a card, where several have the words


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    Attributes:
        kind: contact, interaction, promise, event, circle or list.
        id: Which; for a promise its interaction, or the person it was made to where it has none.
        title: Name, text or title; empty for an interaction, which is worded by whoever shows it.
        detail: The words around what was found, where they aren't in the title.
        day: When, a local day number, where it has a day.
        contact_id: Whose promise, None for nobody's.
    """

    kind: str
    id: int
    title: str = ""
    detail: str = ""
    day: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; ``meant`` are the words it was found by, where they aren't those typed."""

    found: tuple[Found, ...] = ()
    meant: str = ""


def find(text: str, today: int, most: int = 6) -> Answer:
    """Return what ``text`` finds: people, then what has its name, then what was written.

    Args:
        text: As typed.
        today: The local day that query words count from.
        most: How many of each kind.
    """
    from netjournal.services.finding import query

    asked = query.parse(text, today)
    if asked.terms:
        return Answer(tuple(_asked_for(text, today, most)))
    words = _WORDS.findall(asked.words)[:20]
    if not words:
        return Answer()
    found = _by_words([[word] for word in words], most)
    if found or all(len(word) < 4 for word in words):
        return Answer(tuple(found))
    choices = [_meant(word) for word in words]
    if any(not one for one in choices):
        return Answer()
    found = _by_words(choices, most)
    return Answer(tuple(found), " ".join(one[0] for one in choices) if found else "")


def latest(most: int = 6) -> list[Found]:
    """Return the people who were in touch last, for before anything is typed."""
    rows = db.execute_sql(
        "SELECT c.id, c.full_name FROM (SELECT contact_id, last_on FROM tie_state "
        "ORDER BY last_on DESC LIMIT ?) t JOIN contact c ON c.id = t.contact_id "
        "WHERE c.trashed_at IS NULL AND c.archived_at IS NULL "
        "ORDER BY t.last_on DESC, c.id LIMIT ?",
        (most * 8, most),
    )
    return [Found("contact", id_, name) for id_, name in rows]


def is_large() -> bool:
    """Say whether finding may take longer than a frame."""
    row = db.execute_sql(
        "SELECT (SELECT MAX(id) FROM contact), (SELECT MAX(id) FROM interaction)"
    ).fetchone()
    return (row[0] or 0) > LARGE_PEOPLE or (row[1] or 0) > LARGE_TEXTS


def _meant(word: str) -> list[str]:
    """Return the word where anything has it, else those that may have been meant."""
    from netjournal.services.finding import near_words

    if _has_anything(word):
        return [word]
    for index in (near_words.NAMES, near_words.CARDS, near_words.WRITTEN):
        if found := near_words.near(word, index):
            return found
    return []


def _has_anything(word: str) -> bool:
    for table in ("contact_fts", "interaction_fts"):
        known = beginnings.words(word, table)
        if known is None:
            expression = search.match(word, shortest=2)
            sql = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
            known = db.execute_sql(sql, (expression,)).fetchall()
        if known:
            return True
    return False


def _by_words(choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    """Return what has, for each place, one of the words."""
    cards = _expression(choices, 1, "contact_fts")
    texts = _expression(choices, 2, "interaction_fts")
    folded = [tuple(fold(word) for word in one) for one in choices]
    text = " ".join(one[0] for one in folded)
    named = _named(cards, text, most)
    alone = len(text) == 1 and text.isascii()
    room = 0 if alone else most - len(named)
    return [
        *named,
        *_circles_and_lists(folded, most),
        *_about(cards, folded, room, {one.id for one in named}),
        *([] if alone else _events(folded, most)),
        *([] if alone else _promises(folded, most)),
        *_written(texts, folded, most),
    ]


def _expression(choices: Sequence[Sequence[str]], shortest: int, index: str) -> str:
    """Return the full-text expression; shorter words count whole (see ``search.match``)."""
    parts = [
        " OR ".join(beginnings.match(word, index, shortest=shortest) for word in one)
        for one in choices
    ]
    return " AND ".join(f"({part})" for part in parts)


def _named(expression: str, text: str, most: int) -> list[Found]:
    """People whose names have the words; names that begin with them come first."""
    if len(text) == 1 and text.isascii():
        # names only by their beginning: what else begins with one letter is no answer
        ids = foremost.named(text, most)
    else:
        ids = foremost.of_found(_cards(search.in_column("names", expression)), text, most)
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, substr(c.sort_key, 1, ?2) = ?3 AS begins FROM json_each(?1) f "
        "JOIN contact c ON c.id = f.value LEFT JOIN tie_state t ON t.contact_id = c.id "
        f"WHERE {_ALIVE} {_LATEST} ?4",
        (id_lists.as_text(ids), len(text), text, most),
    )
    return [Found("contact", id_, name) for id_, name, _ in rows]


def _cards(expression: str) -> array[int]:
    """Return the contacts with the words, the newest of very many."""
    return id_lists.ids(
        "SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ? "
        f"ORDER BY rowid DESC LIMIT {NEWEST:d}",
        (expression,),
    )


def _about(
    expression: str, choices: Sequence[Sequence[str]], most: int, known: set[int]
) -> list[Found]:
    """People with the words anywhere on their card, and the texts that have them."""
    if not most:
        return []
    at_most = most + len(known)
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, 0 AS begins FROM json_each(?1) f "
        "JOIN contact c ON c.id = f.value "
        f"LEFT JOIN tie_state t ON t.contact_id = c.id WHERE {_ALIVE} {_LATEST} ?2",
        (id_lists.as_text(foremost.of_found(_cards(expression), "", at_most)), at_most),
    )
    shown = [(id_, name) for id_, name, _ in rows if id_ not in known][:most]
    texts = on_cards([id_ for id_, _ in shown])
    return [Found("contact", id_, name, _where(texts[id_], choices)) for id_, name in shown]


def _where(texts: Sequence[str], choices: Sequence[Sequence[str]]) -> str:
    """Return the texts that have one of the words, each around it; nothing but names is empty."""
    starts = tuple(word for one in choices for word in one)
    having = [one for one in texts if has_one(one, starts)]
    return " · ".join(clip(one, choices) for one in having[:_TEXTS])


def _written(expression: str, choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    """Entries of the timeline with the words, the latest first."""
    rows = db.execute_sql(
        "SELECT i.id, i.day, i.summary, i.body, i.place FROM "
        "(SELECT i.id AS id FROM (SELECT rowid AS id FROM interaction_fts "
        f"WHERE interaction_fts MATCH ? ORDER BY rowid DESC LIMIT {NEWEST:d}) f "
        "JOIN interaction i ON i.id = f.id WHERE i.trashed_at IS NULL "
        "ORDER BY i.day DESC, i.minute DESC, i.id DESC LIMIT ?) g "
        "JOIN interaction i ON i.id = g.id",
        (expression, most),
    )
    return [
        Found(
            "interaction", id_, "", clip(" · ".join(part for part in texts if part), choices), day
        )
        for id_, day, *texts in rows
    ]


def _has_all(text: str, choices: Sequence[Sequence[str]]) -> bool:
    words = _WORDS.findall(fold(text))
    return all(any(word.startswith(tuple(one)) for word in words) for one in choices)


def _events(choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    rows = (row for text, row in newest.EVENTS.having(choices) if _has_all(text, choices))
    return [
        Found("event", id_, title, place, day)
        for id_, title, place, _note, day in itertools.islice(rows, most)
    ]


def _promises(choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    found: list[Found] = []
    for folded, (text, day, contact_id, interaction_id) in newest.PROMISES.having(choices):
        target = interaction_id or contact_id
        if target is not None and _has_all(folded, choices):
            kind = "promise" if interaction_id else "contact"
            found.append(Found(kind, target, text, "", day, contact_id))
            if len(found) == most:
                break
    return found


def _circles_and_lists(choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    rows = db.execute_sql(
        "SELECT 'circle', id, name FROM tag UNION ALL SELECT 'list', id, name FROM saved_list"
    )
    return [Found(kind, id_, name) for kind, id_, name in rows if _has_all(name, choices)][:most]


def _asked_for(text: str, today: int, most: int) -> list[Found]:
    """People whom query words mean, the latest first."""
    from netjournal.services.people import contact_rows

    ids = contact_rows.find_ids(contact_rows.ContactFilter(text=text), "recent", today)[:most]
    rows = contact_rows.rows(ids, today)
    return [Found("contact", row.id, row.full_name) for row in rows if row is not None]
