"""What a capture line was understood to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_told import Told


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line says.

    ``people`` are contact ids, ``unknown`` names of people not in the journal, ``ambiguous`` names
    with the ids they may mean (latest first); ``needs`` and ``promises`` may be somebody's in
    particular (``Told.of``). Days are local day numbers, ``minute`` counts from
    midnight, ``precision`` 0 day, 1 month, 2 year. ``spans`` are (start, end, what) in ``typed``;
    ``maybe`` are words in small letters that may be names of somebody new, ``works`` the kinds of
    work of one's own that it names ("my talk").
    """

    typed: str
    kind: str
    day: int
    minute: int | None = None
    precision: int = 0
    minutes: int | None = None
    place: str = ""
    initiator: str = "unknown"
    energy: int | None = None
    people: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[int, ...]], ...] = ()
    tags: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    needs: tuple[Told, ...] = ()
    promises: tuple[Told, ...] = ()
    note: str = ""
    spans: tuple[tuple[int, int, str], ...] = ()
    maybe: tuple[tuple[int, int], ...] = ()
    works: tuple[str, ...] = ()

    @property
    def need(self) -> str:
        """The first need, "" when there is none."""
        return self.needs[0].text if self.needs else ""

    @property
    def promise(self) -> str:
        """The first promise, "" when there is none."""
        return self.promises[0].text if self.promises else ""

    @property
    def promise_due(self) -> int | None:
        """The day the first promise is due."""
        return self.promises[0].due if self.promises else None

    @property
    def tells(self) -> bool:
        """Whether the line surely tells what happened, rather than what to look for."""
        whom = bool(self.people or self.unknown or self.ambiguous)
        return bool((self.kind != "note" and whom) or self.need or self.promise)
