"""Who of a file is already in the journal: by uid, profile link, e-mail or phone; never by name.

Two names are compared where an address or number could be shared by two people, an id that a
program counts too. An agreement that is no proof (name and organisation, or an address shared by
different names) is *doubtful*.
"""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from netjournal.folding import fold
from netjournal.kept_texts import kept
from netjournal.models.handle import db
from netjournal.services import normalise, settings
from netjournal.services.interchange.import_alike import agree, has_words, is_address, same_person
from netjournal.services.interchange.import_found import Found
from netjournal.services.interchange.import_ids import BETWEEN, external_key, is_unique, url_key
from netjournal.services.interchange.phone_keys import phone_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from uuid import UUID

    from netjournal.formats.draft import ContactDraft

# mailboxes that belong to an office rather than to a person
_SHARED = frozenset(
    re.findall(
        r"\w+",
        "info office contact kontakt hello hallo mail team admin support sales post service help "
        "jobs hr press presse noreply contacto contato bureau welcome booking",
    )
)
OWN_SYSTEM = "netjournal"  # of external ids: uids of people who became part of somebody
UID, PROFILE, EMAIL, PHONE, NAME, FILE = "uid", "profile link", "e-mail", "phone", "name", "file"
_BIRTHDAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")  # many share a month or a year


class Keys(NamedTuple):
    """What a draft can be recognised by, in comparable form."""

    uid: bytes | None
    ids: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    handles: tuple[str, ...]
    name: str
    organisations: tuple[str, ...]
    birthday: str


@dataclass(frozen=True, slots=True)
class Match:
    """Who a draft is: ``who`` a contact id, or -1 - n for record n of the same file."""

    who: int
    why: str
    sure: bool = True


class Index:
    """Everyone known by what they can be recognised by; grows by the records of the file.

    Args:
        region: Two-letter country for phone numbers without a country code.

    Attributes:
        row_name: Gives the full name of record n of the file; the index doesn't keep them.
    """

    def __init__(self, region: str = "") -> None:
        self.region = region
        self.row_name: Callable[[int], str] = lambda _number: ""
        self.names: dict[int, str] = {}
        self.trashed: set[int] = set()
        self._nicknames: dict[int, str] = {}
        self._uids: dict[bytes, int] = {}
        self._ids, self._emails, self._phones = Found(), Found(), Found()
        self._handles, self._by_name = Found(), Found()
        self._work: dict[int, set[str]] = defaultdict(set)
        self._at_work: dict[str, dict[str, int]] = {}  # by name; of names that were asked for

    @classmethod
    def load(cls) -> Index:
        """Return the index of the open journal."""
        index = cls(settings.region())
        run = db.execute_sql
        for who, uid, name, nicknames, trashed in run(
            "SELECT id, uid, sort_key, nicknames, trashed_at IS NOT NULL FROM contact"
        ):
            index.names[who] = name
            index._uids[uid] = who
            if trashed:
                index.trashed.add(who)
            else:
                index._by_name.add(name, who)
            if nicknames != "[]":
                index._nicknames[who] = fold(nicknames)
        index._load_keys()
        return index

    def _load_keys(self) -> None:
        """Read what people can be recognised by beside name and uid."""
        run = db.execute_sql
        places = {"email": self._emails, "phone": self._phones, "url": self._ids}
        places["messenger"] = self._handles
        for who, kind, key in run(
            "SELECT contact_id, kind, normalised FROM contact_method WHERE normalised <> '' "
            "AND (kind IN ('email', 'phone', 'messenger') OR normalised LIKE 'linkedin.com/in/%')"
        ):
            if kind in places:
                places[kind].add(key, who)
        for who, system, value in run("SELECT contact_id, system, value FROM external_id"):
            self._ids.add(external_key(system, value), who)
            if system == OWN_SYSTEM and (uid := _uid(value)):
                self._uids.setdefault(uid, who)
        for who, organisation in run("SELECT contact_id, organisation FROM affiliation"):
            self._work[who].add(fold(organisation))

    def keys(self, draft: ContactDraft) -> Keys:
        """Return what a draft can be recognised by."""
        emails, phones, handles = [], [], []
        ids = [external_key(system, value) for system, value in draft.external_ids]
        for method in draft.methods:
            if method.kind == "email":
                emails.append(normalise.email(method.value))
            elif method.kind == "phone":
                phones.append(phone_key(method.value, self.region))
            elif method.kind == "messenger":
                handles.append(normalise.method("messenger", method.value))
            elif method.kind == "url" and "linkedin" in method.value.lower():
                ids.append(url_key(method.value))
        return Keys(
            draft.uid.bytes if draft.uid else None,
            _once(ids) if ids else (),
            _once(emails) if emails else (),
            _once(phones) if phones else (),
            _once(handles) if handles else (),
            fold(draft.full_name),
            tuple([folded(one.organisation) for one in draft.affiliations if one.organisation]),
            draft.birthday,
        )

    def add(self, number: int, keys: Keys, *, alone: bool = False) -> None:
        """Remember record ``number`` of the file, which becomes a new contact.

        ``alone`` says that its uid alone tells who it is: whoever has another one is another.
        """
        who = -1 - number
        if keys.uid:
            self._uids.setdefault(keys.uid, who)
        if alone:
            return
        for key in keys.ids:
            self._ids.add(key, who)
        for key in keys.emails:
            self._emails.add(key, who)
        for key in keys.handles:
            self._handles.add(key, who)

    def learn(self, contact_id: int, keys: Keys) -> None:
        """Remember a contact that was added meanwhile."""
        self.names[contact_id] = keys.name
        self._by_name.add(keys.name, contact_id)
        if keys.uid:
            self._uids[keys.uid] = contact_id
        pairs = ((self._ids, keys.ids), (self._emails, keys.emails), (self._phones, keys.phones))
        for index, values in pairs:
            for key in values:
                index.add(key, contact_id)

    def know(self, contact_id: int, key: str) -> None:
        """Remember an id (``external_key``) of somebody."""
        self._ids.add(key, contact_id)

    def match(self, keys: Keys) -> Match | None:
        """Return who a draft is, surely or doubtfully; None for somebody new."""
        if keys.uid and keys.uid in self._uids:
            return Match(self._uids[keys.uid], UID)
        numbered: Match | None = None
        for key in keys.ids:
            match = self._by_id(key, keys.name)
            if match is not None and match.sure:
                return match
            numbered = numbered or match
        doubtful: Match | None = None
        for why, index, values in (
            (EMAIL, self._emails, keys.emails),
            (PHONE, self._phones, keys.phones),
        ):
            for key in values:
                found = index.get(key)
                if not found:
                    continue
                match = self._compare(found, keys, why, key)
                if match is not None and match.sure:
                    return match
                doubtful = doubtful or match
        return self._by_handle(keys) or doubtful or self._by_work(keys) or numbered

    def _by_id(self, key: str, name: str) -> Match | None:
        """Judge people whom another system calls the same; programs that count them may not."""
        found = self._ids.get(key)
        system, counted, value = key.partition(BETWEEN)
        if not (found and counted) or is_unique(system, value):
            return Match(self._closest(found, name), PROFILE) if found else None
        same = [who for who in found if agree(self._name(who), name)]
        if same:
            return Match(self._closest(same, name), UID)
        known = next((who for who in found if who >= 0), None)
        return None if known is None else Match(known, UID, sure=False)

    def _closest(self, found: Sequence[int], name: str) -> int:
        return next((who for who in found if self._name(who) == name), found[0])

    def _name(self, who: int) -> str:
        return self.names[who] if who >= 0 else folded(self.row_name(-1 - who))

    def _compare(self, found: Sequence[int], keys: Keys, why: str, value: str) -> Match | None:
        """Judge people who share an e-mail address or a phone number with the draft."""
        for who in found:
            if self._name(who) == keys.name:
                return Match(who, why)
        known = [who for who in found if who >= 0]  # within a file only the same name is proof
        own = why == EMAIL and value.partition("@")[0] not in _SHARED and len(known) == 1
        for who in known if len(known) == 1 or has_words(keys.name) else ():
            personal = own or _same_birthday(who, keys.birthday)
            names = (self.names[who], self._nicknames.get(who, ""))
            if own and (is_address(names[0]) or is_address(keys.name)):
                return Match(who, why)
            if any(same_person(name, keys.name, personal=personal) for name in names if name):
                return Match(who, why)
        return Match(known[0], why, sure=False) if known else None

    def _by_handle(self, keys: Keys) -> Match | None:
        """A handle, of a service that a file may not name, tells who it is beside the name."""
        found = (who for key in keys.handles for who in self._handles.get(key))
        who = next((who for who in found if self._name(who) == keys.name), None)
        return None if who is None else Match(who, PROFILE)

    def _by_work(self, keys: Keys) -> Match | None:
        """A name is no proof; with the organisation it is worth a doubt."""
        named = self._by_name.get(keys.name) if keys.organisations else ()
        there = self._at_work.get(keys.name)
        if there is None:
            places = [(work, who) for who in named for work in self._work.get(who, ())]
            there = dict(reversed(places))  # whoever came first
            if len(named) > 1:
                self._at_work[keys.name] = there
        who = next((there[work] for work in keys.organisations if work in there), None)
        return None if who is None else Match(who, NAME, sure=False)

    def named(self, name: str) -> Sequence[int]:
        """Return the contacts of exactly that folded name outside the trash."""
        return self._by_name.get(name)

    def of(
        self, uid: UUID | None, ids: Iterable[str] = (), email: str = "", phone: str = ""
    ) -> int:
        """Return the contact that a reference in an interaction points to, or 0."""
        if uid and uid.bytes in self._uids:
            return self._uids[uid.bytes]
        found = [self._ids.get(key) for key in ids]
        found.append(self._emails.get(normalise.email(email)) if email else ())
        found.append(self._phones.get(phone_key(phone, self.region)) if phone else ())
        return next((some[0] for some in found if some), 0)


def _uid(text: str) -> bytes | None:
    try:
        return uuid.UUID(text).bytes
    except ValueError:
        return None


def _same_birthday(who: int, birthday: str) -> bool:
    if not _BIRTHDAY.fullmatch(birthday):
        return False
    sql = "SELECT 1 FROM contact WHERE id = ? AND birthday = ?"
    return db.execute_sql(sql, (who, birthday)).fetchone() is not None


def _once(keys: list[str]) -> tuple[str, ...]:
    """Return the keys that say something, each once."""
    if len(keys) == 1:
        return (keys[0],) if keys[0] else ()
    return tuple(dict.fromkeys([key for key in keys if key])) if keys else ()


@kept(1 << 12)
def folded(text: str) -> str:
    """Return ``fold(text)``; files repeat organisations, and names are asked for twice."""
    return fold(text)
