"""Whom the matcher may think of: people of a topic, of an occupation, with a need; my own shelf."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.models.base import db
from netjournal.services import match_score, match_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netjournal.services.match_words import Meaning

MANY = 400  # of a topic that more people share, the strongest ties are thought of
_FOUND = 300  # people whose occupation is looked at
_NEEDS = 300
_PREFIX = 5
_PARTS = re.compile(r"[,·|;/–—@]| at | for | in ")
_ALIVE = "c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0"


@dataclass(frozen=True, slots=True)
class Known:
    """Someone, and what speaks for them: words of a topic, an occupation, a need, a work."""

    contact_id: int | None
    full_name: str
    role: str
    topic: str


class Topics:
    """Every topic somebody is good at or interested in, by its stems and fields."""

    def __init__(self) -> None:
        """Read them."""
        self._meanings: dict[int, Meaning] = {}
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_field: dict[str, list[int]] = defaultdict(list)
        for topic_id, name in db.execute_sql(
            "SELECT t.id, t.name FROM topic t WHERE EXISTS (SELECT 1 FROM contact_topic ct "
            "WHERE ct.topic_id = t.id AND ct.role IN ('skill', 'interest'))"
        ):
            meaning = match_words.topic(name)
            self._meanings[topic_id] = meaning
            for one in meaning.stems:
                self._by_stem[one[:_PREFIX]].append(topic_id)
            for field in meaning.fields:
                self._by_field[field].append(topic_id)

    def likely(self, need: Meaning) -> Iterator[tuple[int, Meaning]]:
        """Yield the topics that share a beginning or a field with a need."""
        found: set[int] = set()
        for one in need.stems:
            found.update(self._by_stem.get(one[:_PREFIX], ()))
        for field in need.fields:
            found.update(self._by_field.get(field, ()))
        for topic_id in sorted(found):
            yield topic_id, self._meanings[topic_id]


def members(topics: Iterable[int], roles: Sequence[str]) -> Iterator[tuple[int, Known]]:
    """Yield (topic id, who) of some topics; of a topic with very many, the strongest ties."""
    marks = ", ".join("?" * len(roles))
    for topic_id in topics:
        (count,) = db.execute_sql(
            f"SELECT COUNT(*) FROM contact_topic WHERE topic_id = ? AND role IN ({marks})",
            (topic_id, *roles),
        ).fetchone()
        start = "contact_topic ct JOIN contact c ON c.id = ct.contact_id"
        order = ""
        if count > MANY:
            start = (
                "tie_state s CROSS JOIN contact_topic ct ON ct.contact_id = s.contact_id "
                "JOIN contact c ON c.id = s.contact_id"
            )
            order = f"ORDER BY s.log_volume DESC LIMIT {MANY}"
        for contact_id, name, role, topic in db.execute_sql(
            f"SELECT c.id, c.full_name, ct.role, t.name FROM {start} "
            f"JOIN topic t ON t.id = ct.topic_id WHERE ct.topic_id = ? AND ct.role IN ({marks}) "
            f"AND {_ALIVE} {order}",
            (topic_id, *roles),
        ):
            yield topic_id, Known(contact_id, name, role, topic)


def by_occupation(need: Meaning) -> Iterator[Known]:
    """Yield people whose headline or job title speaks of what is needed, found by full text."""
    terms = _terms(need)
    if not terms:
        return
    quoted = " OR ".join(f'"{term}"*' for term in terms)
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, c.headline, COALESCE((SELECT group_concat(a.title, '|') "
        "FROM affiliation a WHERE a.contact_id = c.id AND a.ended = ''), '') FROM "
        "(SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ? LIMIT ?) f "
        f"JOIN contact c ON c.id = f.id WHERE {_ALIVE}",
        (f"about : ({quoted})", _FOUND),
    )
    for contact_id, name, headline, titles in rows:
        best = max(
            (part.strip() for part in _PARTS.split(f"{headline}|{titles}") if part.strip()),
            key=lambda part: match_score.likeness(need, match_words.topic(part)),
            default="",
        )
        if best:
            yield Known(contact_id, name, "work", best)


def _terms(need: Meaning) -> list[str]:
    """Return the words to look for: the need's own, and those of the fields it speaks of."""
    terms = [one for one, weight in need.stems.items() if weight == 1.0 and len(one) > 3]
    fields = match_words.words_of_fields()
    for field, (weight, _) in need.fields.items():
        if weight == 1.0:
            terms += [fold(word) for word in fields.get(field, ()) if len(word) > 3]
    return list(dict.fromkeys(terms))[:40]


def by_need() -> Iterator[Known]:
    """Yield who has an open need, the newest first."""
    for contact_id, name, text in db.execute_sql(
        "SELECT c.id, c.full_name, n.text FROM need n JOIN contact c ON c.id = n.contact_id "
        f"WHERE n.state = 'open' AND {_ALIVE} ORDER BY n.noted_on DESC, n.id DESC LIMIT ?",
        (_NEEDS,),
    ):
        yield Known(contact_id, name, "need", text)


def shelf() -> list[Known]:
    """Return what the user is good at and has made."""
    rows = db.execute_sql(
        "SELECT title || ' ' || CASE kind WHEN 'skill' THEN text WHEN 'offer' THEN text "
        "ELSE '' END, title FROM work WHERE retired = 0 ORDER BY id"
    )
    return [Known(None, "", "shelf", title) for _, title in rows]
