"""Find anything: people, what was written, promises and events that have every word typed.

Of each kind a few, the latest first. Words count by their beginning, case and accents aside; where
nobody and nothing has them, words that may have been meant (``near_words``). Query words narrow the
people. At most 2,000 candidates of each kind are looked at, the newest, so that a keystroke takes
as long among a million notes as among a thousand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services.finding import search
from netjournal.services.finding.passages import on_cards
from netjournal.services.finding.search import NEWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGE_PEOPLE: Final = 10_000
LARGE_TEXTS: Final = 50_000
_WORDS = re.compile(r"[^\W_]+")
_ALIVE: Final = "c.trashed_at IS NULL"
_LATEST: Final = "ORDER BY begins DESC, t.last_on DESC NULLS LAST, c.sort_key, c.id LIMIT"
_BEFORE, _CLIP = 24, 180  # characters shown before a hit, and in all
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

    expression = search.match(word, shortest=2)
    for table in ("contact_fts", "interaction_fts"):
        hit = db.execute_sql(
            f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1", (expression,)
        ).fetchone()
        if hit:
            return [word]
    for index in (near_words.NAMES, near_words.CARDS, near_words.WRITTEN):
        if found := near_words.near(word, index):
            return found
    return []


def _by_words(choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    """Return what has, for each place, one of the words."""
    cards, texts = _expression(choices, 1), _expression(choices, 2)
    folded = [tuple(fold(word) for word in one) for one in choices]
    text = " ".join(one[0] for one in folded)
    named = _named(cards, text, most)
    known = {one.id for one in named}
    alone = len(text) == 1 and text.isascii()
    about = [] if alone else [one for one in _about(cards, folded, most) if one.id not in known]
    return [
        *named,
        *_circles_and_lists(folded, most),
        *about[: max(0, most - len(named))],
        *([] if alone else _events(folded, most)),
        *([] if alone else _promises(folded, most)),
        *_written(texts, folded, most),
    ]


def _expression(choices: Sequence[Sequence[str]], shortest: int) -> str:
    """Return the full-text expression; shorter words count whole (see ``search.match``)."""
    parts = [" OR ".join(search.match(word, shortest=shortest) for word in one) for one in choices]
    return " AND ".join(f"({part})" for part in parts)


def _named(expression: str, text: str, most: int) -> list[Found]:
    """People whose names have the words; names that begin with them come first."""
    if len(text) == 1 and text.isascii():
        # names only by their beginning: what else begins with one letter is no answer
        source = "SELECT id FROM contact WHERE sort_key >= ?1 AND sort_key < ?2 LIMIT ?3"
        values: tuple[object, ...] = (text, chr(ord(text) + 1), NEWEST)
    else:
        source = (
            "SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ?1 AND ?2 IS NULL "
            "ORDER BY rowid DESC LIMIT ?3"
        )
        values = (search.in_column("names", expression), None, NEWEST)
    rows = db.execute_sql(
        f"SELECT c.id, c.full_name, substr(c.sort_key, 1, ?4) = ?5 AS begins FROM ({source}) f "
        "JOIN contact c ON c.id = f.id LEFT JOIN tie_state t ON t.contact_id = c.id "
        f"WHERE {_ALIVE} {_LATEST} ?6",
        (*values, len(text), text, most),
    )
    return [Found("contact", id_, name) for id_, name, _ in rows]


def _about(expression: str, choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    """People with the words anywhere on their card, and the texts that have them."""
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, 0 AS begins FROM "
        "(SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ?1 "
        "ORDER BY rowid DESC LIMIT ?2) f JOIN contact c ON c.id = f.id "
        f"LEFT JOIN tie_state t ON t.contact_id = c.id WHERE {_ALIVE} {_LATEST} ?3",
        (expression, NEWEST, 2 * most),
    ).fetchall()
    texts = on_cards([row[0] for row in rows])  # of those only that are shown
    return [Found("contact", id_, name, _where(texts[id_], choices)) for id_, name, _ in rows]


def _where(texts: Sequence[str], choices: Sequence[Sequence[str]]) -> str:
    """Return the texts that have one of the words, each around it; nothing but names is empty."""
    starts = tuple(word for one in choices for word in one)
    having = [one for one in texts if _has_one(one, starts)]
    return " · ".join(clip(one, choices) for one in having[:_TEXTS])


def _written(expression: str, choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    """Entries of the timeline with the words, the latest first."""
    rows = db.execute_sql(
        "SELECT i.id, i.day, i.summary, i.body, i.place FROM "
        "(SELECT i.id AS id FROM (SELECT rowid AS id FROM interaction_fts "
        "WHERE interaction_fts MATCH ? ORDER BY rowid DESC LIMIT ?) f "
        "JOIN interaction i ON i.id = f.id WHERE i.trashed_at IS NULL "
        "ORDER BY i.day DESC, i.minute DESC, i.id DESC LIMIT ?) g "
        "JOIN interaction i ON i.id = g.id",
        (expression, NEWEST, most),
    )
    return [
        Found(
            "interaction", id_, "", clip(" · ".join(part for part in texts if part), choices), day
        )
        for id_, day, *texts in rows
    ]


def clip(text: str, choices: Sequence[Sequence[str]]) -> str:
    """Return the part of a text around the first word that was asked for, as one line.

    Args:
        text: Any text.
        choices: Folded beginnings of words, as alternatives.
    """
    line = " ".join(text.split())
    starts = tuple(word for one in choices for word in one)
    at = next(
        (w.start() for w in _WORDS.finditer(line) if starts and fold(w[0]).startswith(starts)), 0
    )
    begin = 0 if at <= _BEFORE else line.find(" ", at - _BEFORE) + 1
    begin = begin if 0 <= begin <= at else at
    end = begin + _CLIP
    stop = len(line) if end >= len(line) else max(line.rfind(" ", begin, end), at)
    stop = stop if stop > at else min(end, len(line))
    return ("…" if begin else "") + line[begin:stop] + ("…" if stop < len(line) else "")


def _has_one(text: str, starts: tuple[str, ...]) -> bool:
    return any(fold(word).startswith(starts) for word in _WORDS.findall(text))


def _has_all(text: str, choices: Sequence[Sequence[str]]) -> bool:
    words = _WORDS.findall(fold(text))
    return all(any(word.startswith(tuple(one)) for word in words) for one in choices)


def _may_have(choices: Sequence[Sequence[str]]) -> str:
    """Return a pattern that a text of plain letters must fit.

    Only what has other letters needs folding, which takes a hundred times as long.
    """
    sure = [one[0] for one in choices if len(one) == 1 and one[0].isascii()]
    return f"%{max(sure, key=len)}%" if sure else "%"


_MAY: Final = "({text} LIKE ?1 OR {text} GLOB '*[^ -~]*')"


def _events(choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    where = _MAY.format(text="title || ' ' || place || ' ' || note")
    rows = db.execute_sql(
        "SELECT id, title, place, note, starts_on FROM (SELECT * FROM event WHERE trashed_at "
        f"IS NULL ORDER BY starts_on DESC LIMIT ?2) WHERE {where} ORDER BY starts_on DESC",
        (_may_have(choices), NEWEST),
    )
    found: list[Found] = []
    for id_, title, place, note, day in rows:
        if len(found) < most and _has_all(f"{title} {place} {note}", choices):
            found.append(Found("event", id_, title, place, day))
    return found


def _promises(choices: Sequence[Sequence[str]], most: int) -> list[Found]:
    where = _MAY.format(text="f.text")
    rows = db.execute_sql(
        "SELECT f.text, f.made_on, f.contact_id, f.interaction_id FROM "
        "(SELECT * FROM followup ORDER BY id DESC LIMIT ?2) f "
        "LEFT JOIN contact c ON c.id = f.contact_id "
        f"WHERE c.trashed_at IS NULL AND {where} ORDER BY f.id DESC",
        (_may_have(choices), NEWEST),
    )
    found: list[Found] = []
    for text, day, contact_id, interaction_id in rows:
        target = interaction_id or contact_id
        if len(found) < most and target is not None and _has_all(text, choices):
            kind = "promise" if interaction_id else "contact"
            found.append(Found(kind, target, text, "", day, contact_id))
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
