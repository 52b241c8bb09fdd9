"""Chats: messages become one interaction per chat and day, with those who wrote that day.

A day is known again by ``Chat.key`` or, where a file does not say which chat it is, by the minute
of its first message and who else wrote first. So a later, longer export of the same chat adds its
new days and leaves the others as they are; messages that were added to a day after it was imported
are not taken in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import InteractionDraft, PersonRef, Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netjournal.formats.me import Me

MOST_TEXT = 10_000  # characters of a day's text that are kept
_PHONE = re.compile(r"\+?[\d\s().\-\u2010-\u2015/]{6,40}")
_SELF = {"me", "you", "ich", "du", "moi", "vous", "yo", "eu", "io", "ik", "ja"}
_BIDI = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class Said:
    """One message: ``day`` is ISO, ``time`` ``HH:MM``, ``sender`` what the file knows them by.

    ``name`` is what the sender is called, where that is something else.
    """

    line: int
    day: str
    time: str
    sender: str
    text: str
    name: str = ""


@dataclass(slots=True)
class Chat:
    """What is known of a whole chat before its days are told.

    Args:
        system: The format's key, first part of what days are known by.
        me: The senders that are the user; empty when they never wrote, None when not known.
        people: Who a sender is, where the file tells more than the name.
        partner: The only other one, so that days on which just the user wrote are somebody's.
        title: The group's name, if it has one.
        key: What the file calls the chat, the same in every export.
        zone: IANA name of the times, or empty for local ones.

    Attributes:
        alone: How many days ``days`` left out because nobody but the user wrote.
    """

    system: str
    me: frozenset[str] | None = None
    people: dict[str, PersonRef] = field(default_factory=dict)
    partner: str = ""
    title: str = ""
    key: str = ""
    zone: str = ""
    alone: int = 0

    def days(self, messages: Iterable[Said]) -> Iterator[InteractionDraft]:
        """Yield an interaction per day."""
        found: dict[str, _Day] = {}
        for said in messages:
            found.setdefault(said.day, _Day()).take(said)
        for day, what in found.items():
            draft = self._draft(day, what)
            if draft is None:
                self.alone += 1
            else:
                yield draft

    def _draft(self, day: str, what: _Day) -> InteractionDraft | None:
        me = self.me or frozenset()
        others = [name for name in what.writers if name not in me]
        if not others and self.partner:
            others = [self.partner]
        if not others:
            return None
        first = next(iter(what.writers))
        ids = [f"{self.system}:{self.key}:{day}"] if self.key else self._ids(day, what, others[0])
        count = f"{what.count} message" + ("s" if what.count > 1 else "")
        return InteractionDraft(
            day,
            "message",
            what.line,
            time=what.time,
            zone=self.zone,
            initiator="unknown" if self.me is None else "me" if first in me else "them",
            summary=f"{count} in {self.title}" if self.title else count,
            body=what.text(),
            people=[self.people.get(name) or person(name) for name in others],
            external_id=ids[0],
            aliases=ids[1:],
        )

    def _ids(self, day: str, what: _Day, other: str) -> list[str]:
        """Return a day's id, then those it has when somebody else is taken for the user."""
        names = dict.fromkeys((other, *islice(what.writers, 2), self.partner))
        ids = dict.fromkeys(f"{self.system}:{day}T{what.time}:{fold(n)}" for n in names if n)
        return list(ids)


class _Day:
    """The messages of one day; keeps no more text than is stored."""

    def __init__(self) -> None:
        self.count = self.line = 0
        self.time = ""
        self.writers: dict[str, None] = {}
        self._lines: list[str] = []
        self._size = self._cut = 0

    def take(self, said: Said) -> None:
        if not self.count:
            self.line, self.time = said.line, said.time
        self.count += 1
        self.writers.setdefault(said.sender)
        text = f"{said.time} {said.name or said.sender}: {said.text}".strip()
        room = MOST_TEXT - self._size
        if self._cut or room <= 0:
            self._cut += 1
            return
        if len(text) > room:
            text, self._cut = text[:room], 1
        self._lines.append(text)
        self._size += len(text) + 1

    def text(self) -> str:
        """Return the day's text; what was cut is said."""
        if self._cut:
            return "\n".join([*self._lines, f"… (cut here: {self._cut} of {self.count} messages)"])
        return "\n".join(self._lines)


def person(sender: str) -> PersonRef:
    """Return who a sender is; a number instead of a name is a phone."""
    if is_phone(sender):
        return PersonRef(phone=sender)
    return PersonRef(name=sender)


def is_phone(name: str) -> bool:
    """Say whether a sender goes by a telephone number."""
    return bool(_PHONE.fullmatch(name)) and sum(c.isdigit() for c in name) > 5


def clean(name: str) -> str:
    """Return a sender without direction marks, odd blanks and the ``~`` before strangers."""
    return " ".join(name.translate(_BIDI).split()).removeprefix("~").strip()


def whoami(senders: Iterable[str], told: Me, partner: str = "") -> frozenset[str] | None:
    """Return which of a chat's senders are the user.

    Args:
        senders: Everybody who wrote.
        told: Who the user is, as far as the reader was told.
        partner: The other one, when the file's name or the file says.

    Returns:
        Their names; empty when the user didn't write, None when it cannot be known.
    """
    everybody = list(senders)
    mine = {name for name in everybody if told.is_me(name) or fold(name) in _SELF}
    if mine:
        return frozenset(mine)
    if partner and len(everybody) <= 2:
        return frozenset(name for name in everybody if fold(name) != fold(partner))
    return frozenset() if told and len(everybody) == 1 else None


def left_out(days: int) -> Iterator[Warned]:
    """Yield the warning that days were left out, if any were."""
    if days:
        said = QT_TRANSLATE_NOOP("reading", "Days left out because nobody but you wrote: {count}.")
        yield Warned(0, said.format(count=days))
