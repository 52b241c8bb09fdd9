"""What a query word may go on with, while it is typed: circles, topics, towns, lengths of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.folding import fold
from netjournal.models.contact import MET_VIA
from netjournal.models.handle import db
from netjournal.services.bonds import strength
from netjournal.services.finding.query import HAS, KEYS, NEVER, RHYTHMS, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

MOST: Final = 8
_LAST: Final = (">30d", ">90d", ">6m", ">1y", "<1w", "<1m", NEVER)
_ADDED: Final = ("today", "<7d", "<1m", "<1y", ">1y")
_TOKEN = re.compile(r"(?<!\S)-?(?P<key>[^\W\d_]+):(?P<value>(?:\"[^\"]*\"|[^\s\"])*(?:\"[^\"]*)?)$")
_TOPICS: Final = (
    "SELECT t.name FROM contact_topic x JOIN topic t ON t.id = x.topic_id WHERE x.role = ? "
    "GROUP BY t.id ORDER BY COUNT(*) DESC"
)
_TOWNS: Final = (
    "SELECT locality FROM address WHERE locality <> '' GROUP BY locality ORDER BY COUNT(*) DESC"
)
_WORK: Final = (
    "SELECT organisation FROM affiliation WHERE organisation <> '' GROUP BY organisation "
    "ORDER BY COUNT(*) DESC"
)
_YEARS: Final = (
    "SELECT DISTINCT substr(met_on, 1, 4) AS year FROM contact WHERE met_on <> '' "
    "AND met_on >= '0' ORDER BY year DESC"
)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the value at ``start`` of a text may become."""

    start: int
    values: tuple[str, ...] = ()


def suggest(text: str) -> Suggestions:
    """Return how the query word at the end of ``text`` may go on; nothing where there is none.

    Args:
        text: What is typed, up to the cursor.
    """
    found = _TOKEN.search(text)
    key = KEYS.get(fold(found["key"])) if found else None
    if found is None or key not in _VALUES:
        return Suggestions(len(text))
    done, comma, last = found["value"].rpartition(",")
    start = found.start("value") + len(done) + len(comma)
    asked = fold(last.strip('"'))
    fits = [one for one in _VALUES[key]() if f" {asked}" in f" {fold(one)}"][: MOST + 1]
    values = tuple(quoted(one) for one in fits if fold(one) != asked)[:MOST]
    return Suggestions(start, values)


def _names(sql: str, *values: object) -> list[str]:
    return [str(row[0]) for row in db.execute_sql(sql, values)]


def _has() -> list[str]:
    return list({what: word for word, what in reversed(HAS.items())}.values())[::-1]


_VALUES: Final[dict[str, Callable[[], list[str]]]] = {
    "circle": lambda: _names("SELECT name FROM tag ORDER BY position, sort_key"),
    "likes": lambda: _names(_TOPICS, "interest"),
    "good": lambda: _names(_TOPICS, "skill"),
    "ask": lambda: _names(_TOPICS, "question"),
    "in": lambda: _names(_TOWNS),
    "at": lambda: _names(_WORK),
    "met": lambda: [*_names(_YEARS), NEVER],
    "last": lambda: list(_LAST),
    "added": lambda: list(_ADDED),
    "via": lambda: [key.replace("_", "-") for key in MET_VIA],
    "has": _has,
    "strength": lambda: [*reversed(strength.LABELS), "fading"],
    "rhythm": lambda: list(RHYTHMS),
}
