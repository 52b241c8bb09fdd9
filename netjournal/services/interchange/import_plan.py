"""What an import will do, before it does it: shown, settled by the user, then applied."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from netjournal.formats.draft import Warned, place
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import ContactDraft, Extra, InteractionDraft, Rejected
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.phrases import Phrase
    from netjournal.formats.recognition import Recognition
    from netjournal.services.interchange.import_following import Change
    from netjournal.services.interchange.import_withdrawing import Withdrawal

T = TypeVar("T")
MOST_DESCRIBED = 5_000
MOST_RECORDS = 10_000  # some 20 MB
ADDED, UPDATED, SAME, SKIPPED, DOUBTFUL = "add", "update", "same", "skip", "doubtful"
OWN_FORMATS = ("netjournal", "json")  # they bring the interactions themselves
_DOUBT = QT_TRANSLATE_NOOP(
    "reading",
    "{name} may be {other}, who is in the journal already (same {what}); added as another person.",
)
_IN_TRASH = QT_TRANSLATE_NOOP("reading", "Left alone because they are in the trash: {count}.")
SHARED = {
    "uid": QT_TRANSLATE_NOOP("reading", "card id"),
    "profile link": QT_TRANSLATE_NOOP("reading", "profile link"),
    "e-mail": QT_TRANSLATE_NOOP("reading", "e-mail"),
    "phone": QT_TRANSLATE_NOOP("reading", "phone"),
    "name": QT_TRANSLATE_NOOP("reading", "name"),
}
_COUNT = "{count}"  # in sentences that are said once
ACTIONS = (ADDED, UPDATED, SAME, SKIPPED, DOUBTFUL)
_WRITTEN = (ADDED, UPDATED, DOUBTFUL)
# what a sentence about a row goes with
ADDING, CHANGING, MEETING = (ADDED, DOUBTFUL), (UPDATED,), (UPDATED, SAME)


@dataclass(slots=True)
class _Known:
    """What is said of a row only when somebody like it is known already."""

    match: int | None = None
    match_name: str = ""
    why: str = ""
    changes: tuple[str, ...] = ()
    into: int | None = None
    new_uid: bool = False


_NOTHING = _Known()


class _Kept(Generic[T]):
    """An attribute of ``PlanRow`` kept in its ``_Known``, which most rows don't have."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, row: PlanRow, owner: type | None = None) -> T:
        found: T = getattr(row.known, self._name)
        return found

    def __set__(self, row: PlanRow, value: T) -> None:
        if row.known is _NOTHING:
            row.known = _Known()
        setattr(row.known, self._name, value)


class PlanRow:
    """One person of the file; small, because there may be a hundred thousand.

    Attributes:
        line: Where the record starts in the file, 1-based.
        name: Full name as it will be.
        action: ``add``, ``update``, ``same``, ``skip`` (matched, or in the trash) or ``doubtful``
            (will be added with a warning unless the user says that it is ``match``).
        match: Contact id of who it is or may be; None for somebody new.
        match_name: Their name.
        why: What they have in common (uid, profile link, e-mail, phone, name, file, trash).
        changes: Names of fields and lists that an update changes.
        into: Number of the earlier row of this file that is the same person, or None.
        has_uid: Whether the record has a card id of its own.
        new_uid: Whether it is to get another one, because somebody has that already.
    """

    __slots__ = ("action", "has_uid", "known", "line", "name")

    match = _Kept[int | None]()
    match_name = _Kept[str]()
    why = _Kept[str]()
    changes = _Kept[tuple[str, ...]]()
    into = _Kept[int | None]()
    new_uid = _Kept[bool]()

    def __init__(self, line: int, name: str) -> None:
        """Plan to add somebody."""
        self.line, self.name, self.action = line, name, ADDED
        self.has_uid = False
        self.known = _NOTHING


class Details:
    """A short text for each row, kept small: only those of the rows on screen are ever read."""

    _BLOCK = 512

    def __init__(self) -> None:
        """Begin without any."""
        self._blocks: list[bytes] = []
        self._open: list[str] = []
        self._shown: tuple[int, list[str]] = (-1, [])

    def append(self, text: str) -> None:
        """Add the text of the next row; it must be a single line."""
        self._open.append(text)
        if len(self._open) == self._BLOCK:
            self._blocks.append(zlib.compress("\n".join(self._open).encode("utf-8", "replace"), 1))
            self._open.clear()

    def __getitem__(self, number: int) -> str:
        """Return the text of a row, by its place."""
        block, at = divmod(number, self._BLOCK)
        if block == len(self._blocks):
            return self._open[at]
        if self._shown[0] != block:
            lines = zlib.decompress(self._blocks[block]).decode("utf-8").split("\n")
            self._shown = block, lines
        return self._shown[1][at]


@dataclass(slots=True)
class ImportPlan:
    """Everything found in a file and what will become of it.

    ``rows`` are its people in the file's order; ``details`` has work, addresses and numbers of each
    in a line, for telling them apart. What the file says of them is kept in ``records`` only when
    they are few; else it is read again (``import_people.people``) with the same ``recognition`` and
    ``mapping`` when it is needed. ``sentences`` are about (row, what its action is where they are
    said); those with a count are said once.
    ``withdrawn`` are interactions of the journal that were called off and go to the trash;
    ``changed`` are interactions of the journal that the file tells otherwise;
    ``known_interactions`` counts those that stay as they are; ``told`` has their ids in other
    systems, where they have such, and who alone took part (``import_familiar.sole``).
    ``described`` are (row, extra) that describe events, works or circles; None when they are too
    many to keep.
    """

    path: Path
    recognition: Recognition
    sha256: bytes
    on_match: str
    mapping: Mapping | None = None
    rows: list[PlanRow] = field(default_factory=list)
    details: Details = field(default_factory=Details)
    described: list[tuple[int, Extra]] | None = field(default_factory=list)
    records: list[ContactDraft] | None = None
    sentences: dict[Phrase, set[tuple[int, tuple[str, ...]]]] = field(default_factory=dict)
    interactions: list[InteractionDraft] = field(default_factory=list)
    withdrawn: list[Withdrawal] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    known_interactions: int = 0
    told: dict[str, str] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    warned: list[Warned] = field(default_factory=list)

    def keep(self, draft: ContactDraft) -> None:
        """Keep what the file says of the next row, unless it is too much."""
        if self.records is not None:
            self.records.append(draft)
            if len(self.records) > MOST_RECORDS:
                self.records = None

    def keep_described(self, number: int, extras: list[Extra]) -> None:
        """Keep what a row's extras describe, unless it is too much."""
        if self.described is not None:
            self.described += [(number, extra) for extra in extras]
            if len(self.described) > MOST_DESCRIBED:
                self.described = None

    @property
    def file(self) -> str:
        """Return the file's name."""
        return self.path.name

    @property
    def format(self) -> str:
        """Return the format's key."""
        return self.recognition.format

    @property
    def warnings(self) -> list[Warned]:
        """Return what the user should know of rows and of the whole file, in plain English."""
        said = list(self.warned)
        said += [
            Warned(
                place(row.line),
                _DOUBT.format(
                    name=row.name, other=row.match_name, what=SHARED.get(row.why, row.why)
                ),
            )
            for row in self.rows
            if row.action == DOUBTFUL
        ]
        for phrase in self.sentences:
            said += self._warned_of(phrase) if _COUNT not in phrase else []
        return said + self.counted

    @property
    def counted(self) -> list[Warned]:
        """Return what is said once of several rows together, with their count."""
        said = []
        for phrase, about in self.sentences.items():
            rows = sum(self.rows[number].action in actions for number, actions in about)
            if rows and _COUNT in phrase:
                said.append(Warned(0, phrase.format(count=rows)))
        trashed = sum(row.action == SKIPPED and row.why == "trash" for row in self.rows)
        if trashed:
            said.append(Warned(0, _IN_TRASH.format(count=trashed)))
        return said

    def _warned_of(self, phrase: Phrase) -> list[Warned]:
        """Return a sentence about each row that it is about, as far as that will be written."""
        rows = [
            self.rows[number]
            for number, actions in sorted(self.sentences[phrase])
            if self.rows[number].action in actions
        ]
        return [Warned(place(row.line), phrase) for row in rows]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows each action has, and how much else the file brings."""
        found = dict.fromkeys(ACTIONS, 0)
        for row in self.rows:
            found[row.action] += 1
        found["rejected"] = len(self.rejected)
        found["interactions"] = len(self.interactions)
        found["withdrawn"] = len(self.withdrawn)
        found["changed"] = len(self.changed)
        return found

    @property
    def changes_anything(self) -> bool:
        """Say whether applying the plan writes anything."""
        talk = bool(self.interactions or self.withdrawn or self.changed)
        return talk or any(row.action in _WRITTEN for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; ``read`` = added + updated + unchanged + skipped for contact files.

    Of a file with contacts ``met`` counts people who were added besides, because interactions in
    it name them; of calendars, mails and chats those are the ``added``.
    ``withdrawn`` counts interactions that went to the trash, because they were called off;
    ``changed`` those that follow their calendar or chat.
    """

    file: str
    format: str
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: int
    met: int
    interactions: int
    withdrawn: int
    changed: int
    rejected: tuple[Rejected, ...]
    warnings: tuple[Warned, ...]
    batch_id: int | None
