"""What every reader yields and every writer takes.

Drafts are plain data between a file and the journal: text exactly as the file had it, dates as
ISO 8601 text (partial dates as ``1990``, ``1990-05`` or ``--05-12``), nothing normalised.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003  # jsoncoding and tests read the types at run time

if TYPE_CHECKING:
    from netjournal.formats.phrases import Phrase


# A draft's line among several files: file × IN_ARCHIVE + part of that file × IN_PART + line there;
# in an archive among them what comes before the file's number is the archive's.
IN_PART = 10**7
IN_ARCHIVE = 10**9


def place(line: int) -> int:
    """Return the line to show to people: that in its own file."""
    return line % IN_PART


@dataclass(slots=True)
class NameParts:
    """The parts of vCard N, as written."""

    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""

    def __bool__(self) -> bool:
        """Say whether any part is filled."""
        return any((self.prefix, self.given, self.additional, self.family, self.suffix))


@dataclass(slots=True)
class Affiliation:
    """Where a person works, studies or helps; ``started``/``ended`` are partial dates or empty."""

    organisation: str = ""
    title: str = ""
    department: str = ""
    started: str = ""
    ended: str = ""


@dataclass(slots=True)
class Method:
    """One way to reach someone.

    ``kind`` is ``email``, ``phone``, ``url`` or ``messenger``; ``value`` and ``label`` are
    verbatim; ``service`` names a messenger or site (``linkedin``, ``signal``, …) where the file
    does.
    """

    kind: str
    value: str
    label: str = ""
    preferred: bool = False
    service: str = ""


@dataclass(slots=True)
class Address:
    """A postal address (vCard ADR); ``formatted`` is the one-piece form where a file has it."""

    label: str = ""
    street: str = ""
    extended: str = ""
    po_box: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    formatted: str = ""


@dataclass(slots=True)
class ImportantDate:
    """A labelled date other than the birthday; ``date`` is a partial date."""

    label: str
    date: str


@dataclass(slots=True)
class Relation:
    """Someone related, as the file names them; ``label`` is the role they have ("spouse")."""

    label: str
    name: str
    uid: UUID | None = None


@dataclass(slots=True)
class Photo:
    """A picture's bytes and media type (``image/jpeg``)."""

    data: bytes
    media_type: str


@dataclass(slots=True)
class Extra:
    """What a file had and we have no field for, kept so that export gives it back.

    ``source`` is ``vcard``, ``csv``, ``ldif``, ``json`` …; ``name`` the property or column name;
    ``params`` the raw parameters (vCard, without the leading ``;``); ``value`` the raw value.
    """

    source: str
    name: str
    value: str
    params: str = ""
    group: str = ""


@dataclass(slots=True)
class ContactDraft:
    """One contact as a file gives it."""

    line: int = 0  # where it starts in the file: physical line, or card number; 1-based (``place``)
    kind: str = "person"  # or "organisation"
    uid: UUID | None = None
    full_name: str = ""
    name: NameParts = field(default_factory=NameParts)
    nicknames: list[str] = field(default_factory=list)
    pronouns: str = ""
    headline: str = ""
    birthday: str = ""
    deceased: bool = False
    note: str = ""
    photo: Photo | None = None
    affiliations: list[Affiliation] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    dates: list[ImportantDate] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    met_on: str = ""  # partial date
    met_place: str = ""
    met_via: str = ""  # a value of models' MetVia ("meetup", "linkedin_add", …)
    met_through: str = ""  # a name
    met_event: str = ""  # an event's title
    met_story: str = ""
    connected_on: str = ""  # ISO date the network site gives; never shifted by a time zone
    external_ids: list[tuple[str, str]] = field(default_factory=list)  # (system, id in it)
    extras: list[Extra] = field(default_factory=list)
    guessed: set[str] = field(default_factory=set)  # fields the reader guessed, e.g. {"name"}


@dataclass(slots=True)
class PersonRef:
    """Someone an interaction names; whatever the file tells of them."""

    name: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    uid: UUID | None = None
    note: str = ""
    # (system, id in it) where messages have such: two of one name are two people
    known_as: tuple[str, str] = field(default=("", ""), compare=False)


@dataclass(slots=True)
class InteractionDraft:
    """One interaction as a file gives it.

    ``day`` is the local day (ISO, or ``2019-04``/``2019`` when that is all that is known), ``time``
    ``HH:MM`` local or empty, ``zone`` an IANA name or empty.
    """

    day: str
    kind: str = "note"  # key of a built-in or custom interaction kind
    line: int = 0
    time: str = ""
    zone: str = ""
    minutes: int | None = None
    place: str = ""
    initiator: str = "unknown"  # me, them, mutual, unknown
    energy: int | None = None
    summary: str = ""
    body: str = ""
    event: str = ""
    people: list[PersonRef] = field(default_factory=list)
    uid: UUID | None = None
    external_id: str = ""  # Message-ID, calendar UID, …: the same one twice is one interaction
    # ids that another import may have given it; they count only where the journal says the same
    aliases: list[str] = field(default_factory=list, compare=False)
    extras: list[Extra] = field(default_factory=list)


@dataclass(slots=True)
class Rejected:
    """A row or card that could not be read; ``reason`` is a short plain phrase."""

    line: int
    reason: Phrase


@dataclass(slots=True)
class Warned:
    """Something about a record or the file that the user should know; the data is kept.

    ``assumed`` is what the reader had to assume and a mapping can settle: its key and the value.
    """

    line: int
    message: Phrase
    assumed: tuple[str, str] | None = None


@dataclass(slots=True)
class Withdrawn:
    """Interactions that never came about after all, should an earlier import have brought them.

    ``external_id`` is what the one is known by. A cancelled series also means those whose id
    begins with ``series``, from the occurrence ``since`` on (the end of an id; empty: all).
    ``emptied`` is set where it was not called off but nobody else takes part any more: then it
    tells the event's version, as the extra of a draft does.
    """

    line: int
    external_id: str
    series: str = ""
    since: str = ""
    emptied: Extra | None = None


Record = ContactDraft | InteractionDraft | Rejected | Warned | Withdrawn
Records = Iterator[Record]
