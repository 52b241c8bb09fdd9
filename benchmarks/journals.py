"""Seeded journals of any size for the benchmarks: people, circles, interactions, full text.

``python benchmarks/journals.py OUT.netjournal CONTACTS INTERACTIONS`` makes one.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from typing import TYPE_CHECKING

from netjournal import paths
from netjournal.folding import fold
from netjournal.models import Journal, migrations
from netjournal.models.engine import connect, uri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.models.journal import Edit

GIVEN = [
    "Aiko",
    "Amara",
    "Ben",
    "Chidi",
    "Elena",
    "Jun",
    "Lena",
    "Priya",
    "Sam",
    "Tomás",
    "Łukasz",
    "Zoë",
    "Ürsula",
    "Nadia",
    "Omar",
    "Ines",
]
FAMILY = [
    "Mori",
    "Okafor",
    "Whitfield",
    "Eze",
    "Petrova",
    "Takahashi",
    "Vogt",
    "Raman",
    "O’Neill",
    "Herrera",
    "Nowak",
    "Šimić",
    "Çelik",
]
WORDS = [
    "pilot",
    "robotics",
    "contract",
    "sensor",
    "meetup",
    "Berlin",
    "talk",
    "garden",
    "climbing",
    "hiring",
    "Rust",
    "draft",
    "choir",
    "conference",
    "volunteering",
    "moving",
    "Lisbon",
    "energy",
    "prices",
    "school",
    "music",
    "startup",
    "funding",
    "help",
    "idea",
    "coffee",
    "walk",
    "archive",
    "library",
    "data",
    "journalism",
    "reading",
    "running",
    "cooking",
    "family",
    "holiday",
    "research",
]
CITIES = ["Berlin", "Lisbon", "Łódź", "São Paulo", "Kyoto", "Lagos", "Bern", "Leeds", "Oslo"]
CITIES += [f"Town {n}" for n in range(60)]
VIA = ("meetup", "volunteering", "conference", "work", "study", "introduction", "linkedin_add")


def fill(edit: Edit, contacts: int, interactions: int, today: int, seed: int = 7) -> None:
    """Write an invented journal through the bulk writer, inside an open edit."""
    rng = random.Random(seed)
    bulk = edit.bulk()
    stamp = (1_700_000_000_000, 1_700_000_000_000)
    first = bulk.next_id("contact")

    def people() -> Iterator[tuple[object, ...]]:
        for n in range(contacts):
            name = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)} {n}"
            headline = f"{rng.choice(WORDS)} lead, {rng.choice(WORDS).title()} Ltd"
            yield rng.randbytes(16), name, fold(name), headline, rng.choice(VIA), *stamp

    columns = ("uid", "full_name", "sort_key", "headline", "met_via", "created_at", "updated_at")
    bulk.insert("contact", columns, people(), first)
    mails = (
        (first + n, "email", f"person{n}@example.com", f"person{n}@example.com", *stamp)
        for n in range(contacts)
    )
    columns = ("contact_id", "kind", "value", "normalised", "created_at", "updated_at")
    bulk.insert("contact_method", columns, mails, bulk.next_id("contact_method"))
    circle = bulk.next_id("tag")
    names = [f"Circle {n}" for n in range(12)]
    tags = ((rng.randbytes(16), name, fold(name), *stamp) for name in names)
    bulk.insert("tag", ("uid", "name", "sort_key", "created_at", "updated_at"), tags, circle)
    members = ((first + n, circle + n % 12, *stamp) for n in range(0, contacts, 3))
    columns = ("contact_id", "tag_id", "created_at", "updated_at")
    bulk.insert("contact_tag", columns, members, bulk.next_id("contact_tag"))
    _cards(bulk, random.Random(seed + 1), (first, contacts, today), stamp)
    _happenings(bulk, rng, (first, contacts, interactions, today), stamp)


def _cards(bulk, rng: random.Random, shape: tuple[int, int, int], stamp) -> None:
    """Where people live, what they care about and need: what query words ask for."""
    first, contacts, today = shape
    homes = ((first + n, rng.choice(CITIES), *stamp) for n in range(contacts) if rng.random() < 0.7)
    columns = ("contact_id", "locality", "created_at", "updated_at")
    bulk.insert("address", columns, homes, bulk.next_id("address"))
    topic = bulk.next_id("topic")
    names = [f"{word} {n}" if n else word for n in range(8) for word in WORDS]
    rows = ((rng.randbytes(16), name, fold(name), *stamp) for name in names)
    bulk.insert("topic", ("uid", "name", "sort_key", "created_at", "updated_at"), rows, topic)
    cares = (
        (first + n, topic + int(len(names) * rng.random() ** 2), "interest", *stamp)
        for n in range(0, contacts, 2)
    )
    columns = ("contact_id", "topic_id", "role", "created_at", "updated_at")
    bulk.insert("contact_topic", columns, cares, bulk.next_id("contact_topic"))
    needs = (
        (rng.randbytes(16), first + n, " ".join(rng.choices(WORDS, k=4)), today - n % 900, *stamp)
        for n in range(0, contacts, 40)
    )
    columns = ("uid", "contact_id", "text", "noted_on", "created_at", "updated_at")
    bulk.insert("need", columns, needs, bulk.next_id("need"))
    vows = (
        (rng.randbytes(16), first + n, " ".join(rng.choices(WORDS, k=3)), today - n % 900, *stamp)
        for n in range(0, contacts, 20)
    )
    columns = ("uid", "contact_id", "text", "made_on", "created_at", "updated_at")
    bulk.insert("followup", columns, vows, bulk.next_id("followup"))
    events = (
        (rng.randbytes(16), f"{rng.choice(WORDS)} {n}", today - n, rng.choice(CITIES), *stamp)
        for n in range(contacts // 40)
    )
    columns = ("uid", "title", "starts_on", "place", "created_at", "updated_at")
    bulk.insert("event", columns, events, bulk.next_id("event"))
    doors = (
        (
            rng.randbytes(16),
            first + n,
            first + (n + 1 + rng.randrange(contacts - 1)) % contacts,
            today - n % 900,
            *stamp,
        )
        for n in range(1, contacts, 25)
    )
    columns = ("uid", "contact_id", "other_id", "day", "created_at", "updated_at")
    bulk.insert("introduction", columns, doors, bulk.next_id("introduction"))


def _happenings(bulk, rng: random.Random, shape: tuple[int, int, int, int], stamp) -> None:
    first, contacts, interactions, today = shape
    start = bulk.next_id("interaction")
    span = 10 * 365

    def rows() -> Iterator[tuple[object, ...]]:
        for _ in range(interactions):
            summary = " ".join(rng.choices(WORDS, k=4))
            body = " ".join(rng.choices(WORDS, k=14))
            day = today - int(span * rng.random() ** 1.3)
            yield rng.randbytes(16), rng.randint(1, 20), day, summary, body, *stamp

    columns = ("uid", "kind_id", "day", "summary", "body", "created_at", "updated_at")
    bulk.insert("interaction", columns, rows(), start)
    # a few are seen often, most hardly ever
    links = (
        (start + n, first + int(contacts * rng.random() ** 3), *stamp) for n in range(interactions)
    )
    columns = ("interaction_id", "contact_id", "created_at", "updated_at")
    bulk.insert("interaction_contact", columns, links, bulk.next_id("interaction_contact"))


def make(path: Path, contacts: int, interactions: int) -> None:
    """Make a journal file."""
    journal = Journal.create(path)
    with journal.edit("Invent"):
        pass
    with journal.edit("Invent") as edit:
        fill(edit, contacts, interactions, journal.today())
    journal.close()


def kept(path: Path, contacts: int, interactions: int) -> Path:
    """Return a journal that is made once, and brought to the present schema later."""
    if not path.exists():
        print(f"making {path.name} …", file=sys.stderr)
        begun = path.with_name(f"begun-{path.name}")  # one that was interrupted is made anew
        for old in path.parent.glob(f"{begun.name}*"):
            old.unlink()
        make(begun, contacts, interactions)
        begun.rename(path)
    return brought_up(path)


def brought_up(path: Path) -> Path:
    """Bring a journal of an older schema to the present one; return its path."""
    with contextlib.closing(connect(uri(path, mode="ro"))) as raw:
        version = migrations.version(raw)
    if version < migrations.SCHEMA:
        print(f"upgrading {path.name} …", file=sys.stderr)
        Journal.open(path).close()
        shutil.rmtree(paths.backup_folder(path))
    return path


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
