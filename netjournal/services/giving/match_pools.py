"""Whom the matcher may think of: people of a topic, of an occupation, with a need; my own shelf."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.giving import match_fields, match_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netjournal.services.giving.match_words import Meaning

MANY = 60  # of a topic that more people share, the strongest ties are thought of
_CROWD = 6_000  # from so many on, the strongest ties are found sooner from the strongest down
_DEPTH = 10_000  # ties looked at from the strongest down, before a topic is asked by itself
_FOUND = 200  # people whose occupation is looked at
_TERMS = 400
_OF_A_FIELD = 16  # the first words of a field are those that jobs are called by
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


def members(topics: Iterable[int], roles: Sequence[str]) -> dict[int, list[Known]]:
    """Return the people of some topics; of a topic with very many, the strongest ties."""
    sought = set(topics)
    if not sought:
        return {}
    wanted, marks = id_lists.as_text(sought), ", ".join("?" * len(roles))
    many = dict(
        db.execute_sql(
            "SELECT ct.topic_id, COUNT(*) FROM json_each(?) j "
            "JOIN contact_topic ct ON ct.topic_id = j.value "
            f"WHERE ct.role IN ({marks}) GROUP BY ct.topic_id HAVING COUNT(*) > ?",
            (wanted, *roles, MANY),
        ).fetchall()
    )
    found: dict[int, list[Known]] = defaultdict(list)
    for topic_id, *known in db.execute_sql(
        "SELECT t.id, c.id, c.full_name, ct.role, t.name FROM json_each(?) j "
        "JOIN topic t ON t.id = j.value JOIN contact_topic ct ON ct.topic_id = t.id "
        "JOIN contact c ON c.id = ct.contact_id "
        f"WHERE ct.role IN ({marks}) AND t.id NOT IN (SELECT value FROM json_each(?)) AND {_ALIVE}",
        (wanted, *roles, id_lists.as_text(many)),
    ):
        found[topic_id].append(Known(*known))
    found.update(_strongest(many, roles))
    return found


def _strongest(counts: Mapping[int, int], roles: Sequence[str]) -> dict[int, list[Known]]:
    """Return the people of topics that very many share: of each those with the strongest ties.

    Args:
        counts: Topics, and how many share each.
        roles: What they are to it.
    """
    found = _from_the_strongest(counts, roles) if sum(counts.values()) > _CROWD else {}
    return {key: found.get(key) or _strongest_of(key, roles) for key in counts}


def _from_the_strongest(topics: Iterable[int], roles: Sequence[str]) -> dict[int, list[Known]]:
    """Go through the ties once, the strongest first; return the topics of which enough were met."""
    found: dict[int, list[Known]] = {topic_id: [] for topic_id in topics}
    left, marks = len(found), ", ".join("?" * len(roles))
    rows = db.execute_sql(  # with the plus, topics of a person are read side by side
        "SELECT t.id, c.id, c.full_name, ct.role, t.name FROM "
        f"(SELECT contact_id FROM tie_state ORDER BY log_volume DESC LIMIT {_DEPTH:d}) s "
        "CROSS JOIN contact_topic ct ON ct.contact_id = s.contact_id "
        "CROSS JOIN topic t ON t.id = ct.topic_id CROSS JOIN contact c ON c.id = s.contact_id "
        "WHERE +ct.topic_id IN (SELECT value FROM json_each(?)) "
        f"AND ct.role IN ({marks}) AND {_ALIVE}",
        (id_lists.as_text(found), *roles),
    )
    for topic_id, *known in rows:
        if len(found[topic_id]) < MANY:
            found[topic_id].append(Known(*known))
            left -= len(found[topic_id]) == MANY
            if not left:
                break
    rows.close()
    return {topic_id: known for topic_id, known in found.items() if len(known) == MANY}


def _strongest_of(topic_id: int, roles: Sequence[str]) -> list[Known]:
    marks = ", ".join("?" * len(roles))
    rows = db.execute_sql(  # cards are looked at from the strongest down, until there are enough
        "SELECT c.id, c.full_name, s.role, t.name FROM "
        "(SELECT ct.contact_id AS id, ct.topic_id AS topic_id, ct.role AS role "
        "FROM contact_topic ct CROSS JOIN tie_state s ON s.contact_id = ct.contact_id "
        f"WHERE ct.topic_id = ? AND ct.role IN ({marks}) "
        "ORDER BY s.log_volume DESC LIMIT -1) s "
        "CROSS JOIN topic t ON t.id = s.topic_id CROSS JOIN contact c ON c.id = s.id "
        f"WHERE {_ALIVE} LIMIT {MANY:d}",
        (topic_id, *roles),
    )
    return [Known(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Occupied:
    """Someone and what they do for a living: parts of the headline and of current job titles."""

    contact_id: int
    full_name: str
    parts: tuple[str, ...]


def occupied(needs: Iterable[Meaning]) -> list[Occupied]:
    """Return people whose card has a word of what is needed, found by full text."""
    terms = list(dict.fromkeys(term for need in needs for term in _terms(need)))[:_TERMS]
    if not terms:
        return []
    quoted = " OR ".join(f'"{term}"*' for term in terms)
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, c.headline, COALESCE((SELECT group_concat(a.title, '|') "
        "FROM affiliation a WHERE a.contact_id = c.id AND a.ended = ''), '') FROM "
        f"(SELECT rowid AS id FROM contact_fts WHERE contact_fts MATCH ? LIMIT {_FOUND:d}) f "
        f"JOIN contact c ON c.id = f.id WHERE {_ALIVE}",
        (f"about : ({quoted})",),
    )
    found = []
    for contact_id, name, headline, titles in rows:
        parts = (part.strip() for part in _PARTS.split(f"{headline}|{titles}"))
        found.append(Occupied(contact_id, name, tuple(part for part in parts if part)))
    return found


def _terms(need: Meaning) -> list[str]:
    """Return the words to look for: the need's own, and those of the fields it speaks of."""
    terms = [one for one, weight in need.stems.items() if weight == 1.0 and len(one) > 3]
    fields = match_fields.words_of_fields()
    for field, (weight, _) in need.fields.items():
        if weight > match_words.CONTEXT:
            stems = dict.fromkeys(match_words.stem(fold(word)) for word in fields.get(field, ()))
            terms += [one for one in stems if len(one) > 3]
    return terms


def by_need() -> Iterator[Known]:
    """Yield who has an open need, the newest first."""
    for contact_id, name, text in db.execute_sql(
        "SELECT c.id, c.full_name, n.text FROM need n JOIN contact c ON c.id = n.contact_id "
        f"WHERE n.state = 'open' AND {_ALIVE} ORDER BY n.noted_on DESC, n.id DESC "
        f"LIMIT {_NEEDS:d}"
    ):
        yield Known(contact_id, name, "need", text)


def shelf() -> list[Known]:
    """Return what the user is good at and has made."""
    rows = db.execute_sql(
        "SELECT title || ' ' || CASE kind WHEN 'skill' THEN text WHEN 'offer' THEN text "
        "ELSE '' END, title FROM work WHERE retired = 0 ORDER BY id"
    )
    return [Known(None, "", "shelf", title) for _, title in rows]
