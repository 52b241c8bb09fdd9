r"""Our own CSV: which columns there are, and in which order they stand.

The dialect ``netjournal-csv/1``, lossless for every field of a draft:

* UTF-8, comma, CR LF, quotes where needed; cells hold the text exactly (the plain variant), so
  line ends, leading blanks and signs like ``=`` or ``+`` are as they were.
* One header row. Its last cell is the mark ``netjournal-csv/1``, followed by ``;interactions`` in
  a file of interactions and by ``;escape=apostrophe`` in the variant for spreadsheets, in which
  one ``'`` stands before cells a spreadsheet would run as formulas; readers take exactly one away.
* One row per contact. Single columns are ``SINGLE``; repeated groups (``GROUPS``) are numbered
  from 1 and as many as the fullest contact needs ("E-mail 2", "E-mail 2 label"); an empty number
  is skipped.
* Lists in one cell (nicknames, tags, ids, extras, people) are written as ``celllist`` says:
  ``a; b``, with ``\;`` for a semicolon in an item. External ids come in pairs (system; id), extras
  in fives (source; name; value; params; group), details of people in fives (e-mail; phone; link;
  uid; note).
* Dates are ISO 8601 and may be partial (1990, 1990-05, --05-12). A photo is Base64.
* "Methods order" is filled only where e-mails, phones, links and messengers do not come in this
  order: the kinds one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.draft import ContactDraft

MARK = "netjournal-csv/1"
FAMILY = "netjournal-csv/"
INTERACTIONS = ";interactions"
ESCAPED = ";escape=apostrophe"

# header -> attribute of ContactDraft; "name.given" is a part of the name
TEXTS = {
    "Full name": "full_name",
    "Name prefix": "name.prefix",
    "Given name": "name.given",
    "Additional name": "name.additional",
    "Family name": "name.family",
    "Name suffix": "name.suffix",
    "Pronouns": "pronouns",
    "Headline": "headline",
    "Birthday": "birthday",
    "Note": "note",
    "Met on": "met_on",
    "Met place": "met_place",
    "Met via": "met_via",
    "Met through": "met_through",
    "Met event": "met_event",
    "Met story": "met_story",
    "Connected on": "connected_on",
}
LISTS = {
    "Nicknames": "nicknames",
    "Tags": "tags",
    "Interests": "interests",
    "Skills": "skills",
    "Needs": "needs",
}
# columns that are read and written in their own ways
SPECIAL: tuple[str, ...] = (
    "UID",
    "Kind",
    "Deceased",
    "External ids",
    "Methods order",
    "Guessed",
    "Photo type",
)
SPECIAL += ("Guessed", "Photo type", "Photo", "Extras")
METHOD_KINDS = ("email", "phone", "url", "messenger")


@dataclass(frozen=True, slots=True)
class Group:
    """A repeated group: its name in the header, and suffix to attribute of its parts."""

    name: str
    field: str
    parts: tuple[tuple[str, str], ...]

    def header(self, number: int) -> list[str]:
        """Return the column names of one repetition; numbers begin with 1."""
        return [f"{self.name} {number} {suffix}".rstrip() for suffix, _ in self.parts]


_METHOD = (("", "value"), ("label", "label"), ("service", "service"), ("preferred", "preferred"))
GROUPS = (
    Group("E-mail", "email", _METHOD),
    Group("Phone", "phone", _METHOD),
    Group("Link", "url", _METHOD),
    Group("Messenger", "messenger", _METHOD),
    Group(
        "Organisation",
        "affiliations",
        (
            ("", "organisation"),
            ("title", "title"),
            ("department", "department"),
            ("from", "started"),
            ("to", "ended"),
        ),
    ),
    Group(
        "Address",
        "addresses",
        (
            ("label", "label"),
            ("street", "street"),
            ("extended", "extended"),
            ("PO box", "po_box"),
            ("city", "locality"),
            ("region", "region"),
            ("postal code", "postal_code"),
            ("country", "country"),
            ("formatted", "formatted"),
        ),
    ),
    Group("Date", "dates", (("", "date"), ("label", "label"))),
    Group("Related", "relations", (("", "name"), ("label", "label"), ("UID", "uid"))),
)
INTERACTION = {
    "UID": "uid",
    "Day": "day",
    "Time": "time",
    "Zone": "zone",
    "Kind": "kind",
    "Minutes": "minutes",
    "Place": "place",
    "Initiator": "initiator",
    "Energy": "energy",
    "Summary": "summary",
    "Body": "body",
    "Event": "event",
    "External id": "external_id",
    "People": "people",
    "People details": "people",
    "Extras": "extras",
}


@dataclass(slots=True)
class Widths:
    """How often each group is repeated: the most any contact needs."""

    email: int = 0
    phone: int = 0
    url: int = 0
    messenger: int = 0
    affiliations: int = 0
    addresses: int = 0
    dates: int = 0
    relations: int = 0

    def widen(self, draft: ContactDraft) -> None:
        """Make room for one more contact."""
        for name, count in counts(draft).items():
            if count > getattr(self, name):
                setattr(self, name, count)


def measure(drafts: Iterable[ContactDraft]) -> Widths:
    """Return the widths that some contacts need."""
    widths = Widths()
    for draft in drafts:
        widths.widen(draft)
    return widths


def counts(draft: ContactDraft) -> dict[str, int]:
    """Return how many of each group one contact has."""
    found = dict.fromkeys(METHOD_KINDS, 0)
    for method in draft.methods:
        found[column_kind(method.kind)] += 1
    for name in ("affiliations", "addresses", "dates", "relations"):
        found[name] = len(getattr(draft, name))
    return found


def column_kind(kind: str) -> str:
    """Return the group a kind of method is written in; unusual kinds go with messengers."""
    return kind if kind in METHOD_KINDS else "messenger"


def contact_header(widths: Widths, escaped: bool) -> list[str]:
    """Return the header row for contacts."""
    header = ["UID", "Kind", *TEXTS, *LISTS, "Deceased"]
    for group in GROUPS:
        for number in range(1, getattr(widths, group.field) + 1):
            header.extend(group.header(number))
    header += ["External ids", "Methods order", "Guessed", "Photo type", "Photo", "Extras"]
    return [*header, MARK + (ESCAPED if escaped else "")]


def interaction_header(escaped: bool) -> list[str]:
    """Return the header row for interactions."""
    return [*INTERACTION, MARK + INTERACTIONS + (ESCAPED if escaped else "")]
