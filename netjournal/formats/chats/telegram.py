"""Telegram's export as JSON: one chat, or all of them and the list of contacts (``result.json``).

Form: https://core.telegram.org/import-export. Channels, bots and notes to oneself are no talk
between people and are left out, as are the program's own messages.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from netjournal.errors import ImportRejected
from netjournal.formats.chats import telegram_people
from netjournal.formats.chats.chat import Chat, Said, left_out, person, whoami
from netjournal.formats.chats.telegram_people import user_key
from netjournal.formats.documents.jsondocument import load, objects, text
from netjournal.formats.draft import PersonRef, Warned
from netjournal.formats.me import Me, told, unclear
from netjournal.formats.phrases import QT_TRANSLATE_NOOP, Phrase
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_TOLD = QT_TRANSLATE_NOOP("reading", "Chats left out because they are {reason}: {count}.")

_KEY = "telegram"
_TYPES = "personal_chat|private_group|private_supergroup|public_supergroup"
_LEFT_OUT = {
    "bot_chat": QT_TRANSLATE_NOOP("reading", "with bots"),
    "saved_messages": QT_TRANSLATE_NOOP("reading", "notes to yourself"),
    "private_channel": QT_TRANSLATE_NOOP("reading", "channels"),
    "public_channel": QT_TRANSLATE_NOOP("reading", "channels"),
}
_OTHERS = "|".join(_LEFT_OUT)
_SIGNS = re.compile(
    rb'"date_unixtime"|"personal_information"|"type"\s*:\s*"(?:%b)"'
    % f"{_TYPES}|{_OTHERS}".encode()
)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")
_USER = re.compile(r"user[1-9]\d*", re.ASCII)
_MEDIA = ("media_type", "photo", "file", "poll", "location_information", "contact_information")

Json = dict[str, Any]
_NO_CHATS = QT_TRANSLATE_NOOP("reading", "{file} holds no chats.")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise an export."""
    head = sample.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{") or not _SIGNS.search(head):
        return None
    known = b'"messages"' in head or b'"chats"' in head or b"telegram" in sample.marks
    return Recognition(_KEY, 0.9, encoding="utf-8") if known else None


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield the people of the list of contacts, then a ``message`` per chat and day.

    Raises:
        ImportRejected: The file is damaged, too large or holds neither.
    """
    document = load(Source(path))
    if not isinstance(document, dict):
        raise ImportRejected(_NO_CHATS.format(file=path.name), file=path.name)
    chats = _chats(document)
    people = telegram_people.listed(document)
    if not chats and not people:
        raise ImportRejected(_NO_CHATS.format(file=path.name), file=path.name)
    yield from telegram_people.drafts(people)
    export = _Export(document, chats, told(recognition))
    for number, chat in enumerate(chats, start=1):
        progress.step(number, len(chats))
        yield from export.days(chat)
    yield from export.said()


def _chats(document: Json) -> list[Json]:
    if "messages" in document:
        return [document]
    found: list[Json] = []
    for part in ("chats", "left_chats"):
        inner = document.get(part)
        found += objects(inner.get("list")) if isinstance(inner, dict) else []
    return found


class _Export:
    """Who is who in a whole export."""

    def __init__(self, document: Json, chats: list[Json], me: Me) -> None:
        own = document.get("personal_information")
        self._told = me
        self._phones = dict(telegram_people.phones(document))
        self._me = user_key(own.get("user_id")) if isinstance(own, dict) else ""
        self._me = self._me or _in_all(chats)
        self._left: Counter[Phrase] = Counter()
        self._unclear = False
        self._alone = 0

    def days(self, chat: Json) -> Records:
        """Yield a chat's days."""
        reason = _LEFT_OUT.get(text(chat.get("type")))
        if reason:
            self._left[reason] += 1
            return
        messages = [m for m in objects(chat.get("messages")) if self._is_talk(m)]
        if not messages:
            return
        names = {_sender(m): text(m.get("from")).strip() for m in messages}
        people = {sender: self._person(sender, name) for sender, name in names.items()}
        kind = text(chat.get("type"))
        private = kind in ("personal_chat", "")
        partner = user_key(chat.get("id")) if kind == "personal_chat" else ""
        me = self._who(names, partner)
        others = [sender for sender in names if sender not in (me or ())]
        if me and private and not others and text(chat.get("name")):
            partner = partner or text(chat.get("name"))
            people[partner] = self._person(partner, text(chat.get("name")))
            others = [partner]
        self._unclear = self._unclear or me is None
        talk = Chat(
            _KEY,
            me,
            people,
            partner=others[0] if private and len(others) == 1 else "",
            title="" if private else text(chat.get("name")),
            key=user_key(chat.get("id")) if kind == "personal_chat" else text(chat.get("id")),
            zone="" if _DATE.match(text(messages[0].get("date"))) else "UTC",
        )
        yield from talk.days(_said(messages, names))
        self._alone += talk.alone

    def said(self) -> Iterator[Warned]:
        """Yield what the user should know of the whole file."""
        if self._unclear:
            yield unclear()
        yield from left_out(self._alone)
        for reason, count in self._left.items():
            yield Warned(0, _TOLD.format(reason=reason, count=count))

    def _is_talk(self, message: Json) -> bool:
        """Say whether a message is one between people, with a day."""
        sender = text(message.get("from_id"))
        if text(message.get("type")) not in ("message", "") or sender.startswith("channel"):
            return False
        return bool(text(message.get("from")).strip() and _moment(message)[0])

    def _who(self, names: dict[str, str], partner: str) -> frozenset[str] | None:
        """Return which senders of a chat are the user."""
        if self._me:
            return frozenset({self._me} & set(names))
        if partner in names and len(names) <= 2:
            return frozenset(set(names) - {partner})
        mine = whoami(names.values(), self._told)
        return None if mine is None else frozenset(s for s, n in names.items() if n in mine)

    def _person(self, sender: str, name: str) -> PersonRef:
        ref = person(name)
        ref.phone = ref.phone or self._phones.get(sender, "")
        if _USER.fullmatch(sender):
            ref.known_as = (_KEY, sender)
        return ref


def _said(messages: list[Json], names: dict[str, str]) -> Iterator[Said]:
    for number, message in enumerate(messages, start=1):
        day, time = _moment(message)
        sender = _sender(message)
        yield Said(number, day, time, sender, _words(message), names[sender])


def _moment(message: Json) -> tuple[str, str]:
    """Return day and time: local as written, else of the seconds since 1970 in UTC."""
    if match := _DATE.match(text(message.get("date"))):
        return match[1], match[2]
    try:
        moment = datetime.fromtimestamp(int(text(message.get("date_unixtime"))), UTC)
    except (ValueError, OverflowError, OSError):
        return "", ""
    return moment.date().isoformat(), f"{moment:%H:%M}"


def _words(message: Json) -> str:
    """Return a message as plain text; what is no text is named."""
    written = message.get("text")
    parts = written if isinstance(written, list) else [written]
    words = "".join(text(p.get("text") if isinstance(p, dict) else p) for p in parts)
    if words:
        return words
    kind = next((name for name in _MEDIA if message.get(name)), "")
    named = text(message.get("media_type")) or kind.partition("_")[0]
    return f"({named.replace('_', ' ')})" if named else ""


def _sender(message: Json) -> str:
    """Return what is the same in all messages of one sender."""
    return user_key(message.get("from_id")) or text(message.get("from")).strip()


def _in_all(chats: Iterable[Json]) -> str:
    """Return the one sender who wrote in every chat between two, if there are several."""
    found: Counter[str] = Counter()
    count = 0
    for chat in chats:
        if text(chat.get("type")) == "personal_chat":
            senders = {_sender(m) for m in objects(chat.get("messages")) if m.get("from")}
            count += bool(senders)
            found.update(senders)
    everywhere = [sender for sender, times in found.items() if times == count > 1]
    return everywhere[0] if len(everywhere) == 1 else ""
