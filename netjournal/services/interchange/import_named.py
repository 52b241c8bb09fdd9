"""What an import refers to by name (circles, topics, events, kinds): found, or made once."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.models import Event, InteractionKind, Photo
from netjournal.models.handle import db, to_day
from netjournal.models.migration_0001 import KINDS
from netjournal.services.people import contact_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netjournal.formats import draft

_NEW_KIND_WEIGHT = 0.5


class Named:
    """Ids by name; asks the journal once per name. Use inside an edit."""

    def __init__(self) -> None:
        self._circles: dict[str, int] = {}
        self._topics: dict[str, int] = {}
        self._photos: dict[bytes, int] = {}
        self._kinds: dict[str, int] = dict(
            db.execute_sql("SELECT key, id FROM interaction_kind").fetchall()
        )
        self._events: dict[tuple[str, str], int | None] = {}

    def circles(self, names: Iterable[str]) -> list[int]:
        """Return the circles of these names, each once."""
        return self._each(self._circles, contact_writing.circle_id, names)

    def topics(self, names: Iterable[str]) -> list[int]:
        """Return the topics of these names, each once."""
        return self._each(self._topics, contact_writing.topic_id, names)

    @staticmethod
    def _each(known: dict[str, int], find: Callable[[str], int], names: Iterable[str]) -> list[int]:
        found: list[int] = []
        for name in names:
            if name.strip():
                if name not in known:
                    known[name] = find(name)
                found.append(known[name])
        return found if len(found) < 2 else list(dict.fromkeys(found))

    def kind(self, key: str) -> int:
        """Return the interaction kind of that key; one the journal doesn't know is made."""
        if key not in self._kinds:
            position = max(len(KINDS), len(self._kinds)) + 1
            row = InteractionKind.create(
                key=key, name=key, weight=_NEW_KIND_WEIGHT, touch=True, position=position
            )
            self._kinds[key] = int(row.id)
        return self._kinds[key]

    def photo(self, picture: draft.Photo) -> int:
        """Return the stored picture with these bytes."""
        digest = sha256(picture.data).digest()
        if digest not in self._photos:
            row = Photo.get_or_none(Photo.sha256 == digest) or Photo.create(
                sha256=digest, media_type=picture.media_type, data=picture.data
            )
            self._photos[digest] = int(row.id)
        return self._photos[digest]

    def event(self, title: str, on: str) -> int | None:
        """Return the event of that title, the one on that day if there are several.

        Args:
            title: As the file names it.
            on: The partial date of the meeting; a new event needs a whole one.

        Returns:
            Its id, or None when there is none and its day isn't known.
        """
        key = (fold(title), on)
        if key not in self._events:
            self._events[key] = self._find_event(title, on)
        return self._events[key]

    def _find_event(self, title: str, on: str) -> int | None:
        day = whole_day(on)
        rows = db.execute_sql(
            "SELECT id, title, starts_on, COALESCE(ends_on, starts_on) FROM event "
            "WHERE trashed_at IS NULL ORDER BY id"
        ).fetchall()
        same = [row for row in rows if fold(row[1]) == fold(title)]
        if day is not None:
            near = [row for row in same if row[2] <= day <= row[3]]
            if near:
                return int(near[0][0])
            return int(Event.create(title=title.strip(), starts_on=day, kind="other").id)
        return int(same[0][0]) if same else None


def whole_day(text: str) -> int | None:
    """Return the day number of a whole ISO date; None for partial dates and anything else."""
    if len(text) != 10:
        return None
    try:
        return to_day(date.fromisoformat(text))
    except ValueError:
        return None
