"""Who brought whom into my network: a tree from *met through* on the cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db

if TYPE_CHECKING:
    from netjournal.services.bonds.network_data import Whom


@dataclass(frozen=True, slots=True)
class Introducers:
    """The tree as lists of ids, by name.

    Attributes:
        roots: Who brought somebody and was brought by nobody here.
        brought: Person → those they brought.
        names: Person → full name.
    """

    roots: tuple[int, ...]
    brought: dict[int, tuple[int, ...]]
    names: dict[int, str]

    def count(self, person: int) -> int:
        """Return how many came through somebody, by way of others too."""
        seen: set[int] = set()
        todo = list(self.brought.get(person, ()))
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo += self.brought.get(one, ())
        return len(seen - {person})

    def below(self, person: int) -> tuple[int, ...]:
        """Return everybody who came through somebody, by way of others too, nearest first."""
        found: list[int] = []
        todo = [*self.brought.get(person, ())]
        while todo:
            one = todo.pop(0)
            if one not in found and one != person:
                found.append(one)
                todo += self.brought.get(one, ())
        return tuple(found)


def introducers(whom: Whom) -> Introducers:
    """Return who brought whom.

    Args:
        whom: Only people of these are brought by somebody; whoever brought them is always there.
    """
    where, values = whom.where()
    rows = db.execute_sql(
        "SELECT c.id, c.full_name, p.id, p.full_name FROM contact c "
        "JOIN contact p ON p.id = c.met_through_id AND p.trashed_at IS NULL "
        f"WHERE {where} AND p.id <> c.id ORDER BY c.sort_key, c.id",
        values,
    ).fetchall()
    names: dict[int, str] = {}
    brought: dict[int, list[int]] = {}
    parents: dict[int, int] = {}
    for person, name, by, by_name in rows:
        names |= {person: name, by: by_name}
        brought.setdefault(by, []).append(person)
        parents[person] = by
    roots = {_root(person, parents) for person in brought}
    return Introducers(
        tuple(sorted(roots, key=lambda one: (names[one].casefold(), one))),
        {by: tuple(some) for by, some in brought.items()},
        names,
    )


def _root(person: int, parents: dict[int, int]) -> int:
    """Return where a branch begins; of people who brought each other, the smallest id."""
    seen = [person]
    while seen[-1] in parents:
        above = parents[seen[-1]]
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]
