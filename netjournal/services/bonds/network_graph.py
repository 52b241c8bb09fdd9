"""Who knows whom among your people: links from introductions, relations and meeting together.

At most ``MOST`` people, the strongest ties first; who has no known link is only counted. The layout
is force-directed (Fruchterman and Reingold 1991) with a weak pull to the middle, so that groups
without a link between them stay near; it begins from fixed places and always ends the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.models.handle import db
from netjournal.services import id_lists
from netjournal.services.bonds import network_data, strength, strength_bulk

if TYPE_CHECKING:
    from array import array

    import numpy as np
    from numpy.typing import NDArray

    from netjournal.progress import Progress
    from netjournal.services.bonds.network_data import Whom
    from netjournal.services.bonds.strength_bulk import Ints

    Halves = NDArray[np.float32]

MOST: Final = 2_000
INTRODUCED, RELATED, TOGETHER = 1, 2, 4  # why two people are linked; they add up
_PARTY: Final = 12  # of more people at once it isn't known who met whom
_EVENT: Final = 25
_STEPS: Final = 90
_FEW: Final = 500  # above so many people, fewer steps must do
_PULL: Final = 0.06


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the graph; places are 0…1 from the top left, ``score`` is strength."""

    id: int
    name: str
    label: str
    score: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two places in ``Graph.people``.

    Attributes:
        one, other: Which two.
        why: Sum of INTRODUCED, RELATED and TOGETHER.
        times: How often they were met together.
    """

    one: int
    other: int
    why: int
    times: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Everybody with a known link, their links, and how many people have none."""

    people: tuple[Person, ...]
    links: tuple[Link, ...]
    alone: int


def graph(whom: Whom, today: int, progress: Progress) -> Graph:
    """Return the graph of some people.

    Args:
        whom: Whose ties.
        today: The local day, for strength.
        progress: Asked before each step; the layout takes seconds for 2,000 people.
    """
    import numpy as np

    ids = network_data.people_ids(whom)
    total = int(ids.size)
    states, _ = network_data.ties(ids)
    if total > MOST:
        ids = np.sort(ids[np.argsort(-states.log_volume, kind="stable")[:MOST]])
        states, _ = network_data.ties(ids)
    progress.step(0, _STEPS)
    found = _links(array_of(ids))
    linked = sorted({person for pair in found for person in pair})
    place = {contact_id: n for n, contact_id in enumerate(linked)}
    links = tuple(
        Link(place[a], place[b], why, times) for (a, b), (why, times) in sorted(found.items())
    )
    where = layout(len(linked), [(link.one, link.other) for link in links], progress)
    at = np.searchsorted(ids, np.array(linked, dtype=np.int64))
    scores = strength_bulk.strengths(states, today)[at]
    labels = strength_bulk.labels(states, today)[at]
    names = _names(linked)
    people = tuple(
        Person(i, names[i], strength.LABELS[labels[n]], float(scores[n]), *where[n])
        for n, i in enumerate(linked)
    )
    return Graph(people, links, total - len(linked))


def array_of(ids: Ints) -> array[int]:
    """Return ids as a plain array."""
    from array import array

    return array("q", ids.tobytes())


def _links(ids: array[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return (smaller id, larger id) → (why, times)."""
    wanted, known = id_lists.as_text(ids), set(ids)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for why, sql in _QUERIES:
        for one, other, times in db.execute_sql(sql, (wanted,)):
            if one == other or one not in known or other not in known:
                continue
            pair = (min(one, other), max(one, other))
            before, so_far = found.get(pair, (0, 0))
            found[pair] = (before | why, so_far + times)
    return found


_SHARED = (
    "SELECT a.contact_id, b.contact_id, COUNT(*) FROM "
    "(SELECT {thing}_id AS id FROM json_each(?) j "
    "JOIN {thing}_contact x ON x.contact_id = j.value AND x.{counts} "
    "JOIN {thing} t ON t.id = x.{thing}_id AND t.trashed_at IS NULL "
    "GROUP BY {thing}_id HAVING COUNT(*) BETWEEN 2 AND {most}) shared "
    "JOIN {thing}_contact a ON a.{thing}_id = shared.id AND a.{counts} "
    "JOIN {thing}_contact b ON b.{thing}_id = shared.id AND b.{counts} "
    "AND b.contact_id > a.contact_id "
    "GROUP BY 1, 2"
)
_QUERIES: Final = (
    (
        INTRODUCED,
        "SELECT n.contact_id, n.other_id, 0 FROM introduction n, (SELECT ?) "
        "UNION SELECT n.by_id, n.contact_id, 0 FROM introduction n WHERE n.by_id IS NOT NULL "
        "UNION SELECT c.met_through_id, c.id, 0 FROM contact c WHERE c.met_through_id IS NOT NULL",
    ),
    (RELATED, "SELECT contact_id, other_id, 0 FROM relation, (SELECT ?) WHERE other_id NOTNULL"),
    (TOGETHER, _SHARED.format(thing="interaction", counts="id NOTNULL", most=_PARTY)),
    (TOGETHER, _SHARED.format(thing="event", counts="role <> 'expected'", most=_EVENT)),
)


def _names(ids: list[int]) -> dict[int, str]:
    return dict(
        db.execute_sql(
            "SELECT c.id, c.full_name FROM json_each(?) j JOIN contact c ON c.id = j.value",
            (id_lists.as_text(ids),),
        ).fetchall()
    )


def layout(
    count: int, links: list[tuple[int, int]], progress: Progress
) -> list[tuple[float, float]]:
    """Return a place, 0…1 both ways, for each of ``count`` people.

    Args:
        count: How many.
        links: Pairs of them; linked people come to lie near each other.
        progress: Asked before each of the steps.
    """
    import numpy as np

    if count == 0:
        return []
    turns = np.arange(count) * (math.pi * (3 - math.sqrt(5)))  # a sunflower: even, and fixed
    far = np.sqrt((np.arange(count) + 0.5) / count)
    at = np.stack([far * np.cos(turns), far * np.sin(turns)], axis=1).astype(np.float32)
    ends = np.array(links, dtype=np.int64).reshape(-1, 2)
    ideal = 1.6 / math.sqrt(count)
    steps = _STEPS if count <= _FEW else _STEPS // 2
    for step in range(steps):
        progress.step(step, steps)
        move = _forces(at, ends, ideal)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        heat = 0.12 * (1 - step / steps) ** 1.5 + 0.001
        at += move / length[:, None] * np.minimum(length, heat)[:, None]
    low, high = at.min(axis=0), at.max(axis=0)
    spread = np.maximum(high - low, 1e-6)
    placed = (at - low) / spread if count > 1 else np.full((1, 2), 0.5)
    return [(float(x), float(y)) for x, y in placed]


def _forces(at: Halves, ends: Ints, ideal: float) -> Halves:
    """Return how each wants to move: away from all, towards the linked, a little to the middle."""
    import numpy as np

    long = np.einsum("ij,ij->i", at, at)
    near = at @ at.T  # by way of products: all pairs at once, a matrix of n² numbers at a time
    near *= -2
    near += long[:, None]
    near += long[None, :]
    np.maximum(near, ideal * ideal * 1e-3, out=near)
    np.reciprocal(near, out=near)
    move: Halves = ideal * ideal * (at * near.sum(axis=1)[:, None] - near @ at)
    if ends.size:
        one, other = ends.T
        along = at[one] - at[other]
        links = np.bincount(ends.ravel(), minlength=len(at))
        # whoever has many links would else draw everybody into one knot
        ease = np.sqrt(np.maximum(links[one], links[other])) * ideal
        pull = along * (np.hypot(along[:, 0], along[:, 1]) / ease)[:, None]
        np.add.at(move, one, -pull)
        np.add.at(move, other, pull)
    return move - at * _PULL
