"""Who may know how: open needs against what people are good at and interested in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services import id_lists, ties

if TYPE_CHECKING:
    from collections.abc import Sequence

NEWEST = 100  # open needs looked at
EACH = 3
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (("ies", "y", 5), ("ing", "", 6), ("s", "", 4))
_WORTH = {"skill": 2.0, "interest": 1.0}
# words that every need has and none is about
_EMPTY = frozenset(
    word
    for line in (
        "a an the and or of for to in on at by with from into about as is are be was who what",
        "someone somebody anyone person people needs need help some any good new old more better",
        "wants looking find get her his their my our she he they it can could would like how work",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone who may know how, and the topic that says so (``role`` skill or interest)."""

    contact_id: int
    full_name: str
    topic: str
    role: str


@dataclass(frozen=True, slots=True)
class Match:
    """An open need, and who may know how, best first."""

    need_id: int
    need: str
    noted_on: int
    contact_id: int
    full_name: str
    helpers: tuple[Helper, ...]


def matches(today: int, most: int = 5) -> list[Match]:
    """Return open needs somebody may help with, newest first.

    Args:
        today: The local day; among equals the stronger tie comes first.
        most: How many needs at most.
    """
    rows = db.execute_sql(
        "SELECT n.id, n.text, n.noted_on, c.id, c.full_name FROM need n "
        "JOIN contact c ON c.id = n.contact_id LEFT JOIN interaction i ON i.id = n.interaction_id "
        "WHERE n.state = 'open' AND c.trashed_at IS NULL AND i.trashed_at IS NULL "
        "ORDER BY n.noted_on DESC, n.id DESC LIMIT ?",
        (NEWEST,),
    ).fetchall()
    found = helpers([(row[0], row[3], row[1]) for row in rows], today)
    matched = [
        Match(need_id, need, noted_on, owner, name, tuple(found[need_id]))
        for need_id, need, noted_on, owner, name in rows
        if need_id in found
    ]
    return matched[:most]


def helpers(
    needs: Sequence[tuple[int, int, str]], today: int, each: int = EACH
) -> dict[int, list[Helper]]:
    """Return who may help with which need, best first; needs nobody fits are missing.

    Args:
        needs: (need id, whose it is, its words).
        today: The local day that ties are weighed at.
        each: How many helpers for each at most.
    """
    if not needs:
        return {}
    topics = _topics()
    wanted = {need_id: _said(text, topics) for need_id, _, text in needs}
    people = _people({topic for said in wanted.values() for topic in said})
    known = ties.read(list({row[1] for rows in people.values() for row in rows}), today)
    out: dict[int, list[Helper]] = {}
    for need_id, owner, _ in needs:
        best: dict[int, tuple[float, Helper]] = {}
        for topic_id, says in wanted[need_id].items():
            for role, contact_id, name, topic in people.get(topic_id, ()):
                score = says * _WORTH[role]
                if contact_id != owner and score > best.get(contact_id, (0.0,))[0]:
                    best[contact_id] = (score, Helper(contact_id, name, topic, role))
        if best:
            order = sorted(best, key=lambda i: (-best[i][0], -known.get(i, ties.NO_TIE).score, i))
            out[need_id] = [best[contact_id][1] for contact_id in order[:each]]
    return out


def _said(text: str, topics: dict[int, frozenset[str]]) -> dict[int, float]:
    """Return the topics all of whose words a text has, with how much of the text they are."""
    stems = {stem(word) for word in words(text)}
    return {
        topic_id: len(parts) + 1.0 / len(stems)
        for topic_id, parts in topics.items()
        if parts and parts <= stems
    }


def fitting(text: str, topics: Sequence[str]) -> str:
    """Return the first of some topics that a text is about, "" for none."""
    stems = {stem(word) for word in words(text)}
    for topic in topics:
        parts = {stem(word) for word in words(topic)}
        if parts and parts <= stems:
            return topic
    return ""


def words(text: str) -> list[str]:
    """Return the folded words of a text that say what it is about."""
    return [word for word in _WORD.findall(fold(text)) if word not in _EMPTY]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return an English word without the ending that number or form gave it."""
    for ending, instead, shortest in (
        ("ies", "y", 5),
        ("ing", "", 6),
        ("es", "e", 5),
        ("s", "", 4),
    ):
        if word.endswith(ending) and len(word) >= shortest and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def _topics() -> dict[int, frozenset[str]]:
    rows = db.execute_sql(
        "SELECT id, name FROM topic WHERE id IN "
        "(SELECT topic_id FROM contact_topic WHERE role IN ('skill', 'interest'))"
    )
    return {row[0]: frozenset(stem(word) for word in words(row[1])) for row in rows}


def _people(topics: set[int]) -> dict[int, list[tuple[str, int, str, str]]]:
    found: dict[int, list[tuple[str, int, str, str]]] = defaultdict(list)
    for topic_id, role, contact_id, name, topic in db.execute_sql(
        "SELECT t.id, ct.role, c.id, c.full_name, t.name FROM json_each(?) j "
        "JOIN topic t ON t.id = j.value JOIN contact_topic ct ON ct.topic_id = t.id "
        "JOIN contact c ON c.id = ct.contact_id WHERE ct.role IN ('skill', 'interest') "
        "AND c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0",
        (id_lists.as_text(topics),),
    ):
        found[topic_id].append((role, contact_id, name, topic))
    return found
