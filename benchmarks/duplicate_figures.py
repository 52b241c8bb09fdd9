"""The search for duplicates against grouping the same people by equal keys."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.journals import brought_up
from benchmarks.timing import Result, compare
from netjournal.folding import fold
from netjournal.models import Journal
from netjournal.models.handle import db

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.models.journal import Edit

COUNTS = {"small": 1_000, "medium": 10_000, "large": 100_000}
_FIRST = ("An", "Ben", "Chi", "Dor", "El", "Fa", "Gre", "Hel", "In", "Jo")
_PARTS = ("ash", "bru", "cor", "dal", "eik", "fer", "gri", "hol", "jer", "kal", "lun", "mor", "nis")
GIVEN = [a + b for a in _FIRST for b in ("a", "o", "in", "ea", "ka")]
FAMILY = [f"{a}{b}{c}".title() for a in _PARTS for b in _PARTS for c in ("wick", *_PARTS)]
WORK = [f"{a} {b}" for a in FAMILY[:40] for b in ("Labs", "Foods", "Media", "Health")]
_TWINS = 0.06


def duplicates(path: Path, size: str) -> list[Result]:
    """Find who may be one person among as many as the size says, some of them entered twice."""
    from netjournal.services.duplicates import dedupe

    target = path.with_name(f"twins-{size}.netjournal")
    if not target.exists():
        journal = Journal.create(target)
        with journal.edit("Invent") as edit:
            _fill(edit, COUNTS[size])
        journal.close()
    journal = Journal.open(brought_up(target), read_only=True)
    found = compare("duplicates", size, dedupe.find, _group, goal=20, runs=3, limit_ms=60_000)
    journal.close()
    return [found]


def _group() -> int:
    """Group by name, address and number: what exact keys find."""
    groups: dict[str, list[int]] = defaultdict(list)
    for who, name in db.execute_sql("SELECT id, sort_key FROM contact WHERE trashed_at IS NULL"):
        groups[name].append(who)
    for who, key in db.execute_sql("SELECT contact_id, normalised FROM contact_method"):
        groups[key].append(who)
    return sum(len(group) > 1 for group in groups.values())


def _fill(edit: Edit, count: int) -> None:
    """Write people with an address, a number and work; some twice, a letter apart."""
    rng = random.Random(11)
    people = []
    while len(people) < count:
        n = len(people)
        one = (rng.choice(GIVEN), rng.choice(FAMILY), rng.choice(WORK), n)
        people.append(one)
        if rng.random() < _TWINS:
            people.append((one[0], one[1][:-2] + one[1][-1], rng.choice(WORK), n))
    bulk, stamp = edit.bulk(), (1, 1)
    first = bulk.next_id("contact")
    columns = ("uid", "full_name", "sort_key", "given_name", "family_name", "created_at")
    bulk.insert(
        "contact",
        (*columns, "updated_at"),
        (
            (rng.randbytes(16), f"{g} {f}", fold(f"{g} {f}"), g, f, *stamp)
            for g, f, _, _ in people[:count]
        ),
        first,
    )

    def reach() -> Iterator[tuple[object, ...]]:
        for place, (given, family, _, n) in enumerate(people[:count]):
            mail, phone = f"{fold(given)}.{fold(family)}{n}@post.example", f"+4930{5_550_000 + n}"
            yield first + place, "email", mail, mail, *stamp
            yield first + place, "phone", phone, phone, *stamp

    columns = ("contact_id", "kind", "value", "normalised", "created_at", "updated_at")
    bulk.insert("contact_method", columns, reach(), bulk.next_id("contact_method"))
    bulk.insert(
        "affiliation",
        ("contact_id", "organisation", "created_at", "updated_at"),
        ((first + place, one[2], *stamp) for place, one in enumerate(people[:count])),
        bulk.next_id("affiliation"),
    )
