"""LinkedIn's messages.csv and Invitations.csv: one interaction per message or invitation.

Who "I" am is told by the archive's profile, by the direction column, or by who takes part in
nearly everything.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from netjournal.formats.dates import parse_date, parse_time
from netjournal.formats.draft import Extra, InteractionDraft, PersonRef, Rejected, Warned
from netjournal.formats.links import linkedin_profile
from netjournal.formats.me import unclear
from netjournal.formats.phrases import QT_TRANSLATE_NOOP, Phrase
from netjournal.formats.tables.csvtable import records
from netjournal.formats.tables.headernames import key
from netjournal.formats.tables.linkedin_ids import MessageIds
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.formats.draft import Records
    from netjournal.formats.recognition import Recognition
    from netjournal.formats.textfile import Source
    from netjournal.progress import Progress

_LEFT_OUT = QT_TRANSLATE_NOOP("reading", "Messages left out because they are {reason}: {count}.")

_NEARLY_ALL = 0.8
_HTML = re.compile(r"<(?:p|br|div|span|a|strong|em|ul|ol|li)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</p>|</div>|</li>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_USED = {"conversationid", "from", "senderprofileurl", "to", "recipientprofileurls", "date"}
_USED |= {"subject", "content", "ismessagedraft", "isconversationdraft", "direction"}
_USED |= {"sentat", "message", "inviterprofileurl", "inviteeprofileurl"}
_DULL = {"folder": "INBOX", "isconversationarchived": "No"}

Cells = dict[str, str]


def messages(source: Source, recognition: Recognition, progress: Progress) -> Records:
    """Yield an interaction of kind ``message`` per message.

    Drafts, advertisements, spam and messages of nobody in particular are left out and counted in
    a warning at the end. Dates in UTC stay in UTC (``zone`` says so).
    """
    me = _Me(source, recognition)
    ids = MessageIds(recognition.header, _rows(source, recognition))
    left_out: Counter[Phrase] = Counter()
    for record in _cells(source, recognition, progress):
        if isinstance(record, Warned):
            yield record
            continue
        line, row = record
        reason = _not_a_message(row, me)
        if reason:
            left_out[reason] += 1
            continue
        draft = _interaction(line, row, "date", "content")
        if draft is None:
            yield Rejected(line, QT_TRANSLATE_NOOP("reading", "the message has no date"))
            continue
        mine = me.wrote(row)
        draft.initiator = {True: "me", False: "them", None: "unknown"}[mine]
        draft.people = list(_others(row, me))
        if not _named(row):
            draft.extras.append(Extra("csv", "TO", row["to"]))
        draft.external_id, draft.aliases = ids.of(row)
        yield draft
    if not me.known:
        yield unclear()
    for reason, count in left_out.items():
        yield Warned(0, _LEFT_OUT.format(reason=reason, count=count))


def invitations(source: Source, recognition: Recognition, progress: Progress) -> Records:
    """Yield an interaction per invitation: ``message`` when it has words, else ``connected``."""
    for record in _cells(source, recognition, progress):
        if isinstance(record, Warned):
            yield record
            continue
        line, row = record
        draft = _interaction(line, row, "sentat", "message")
        if draft is None:
            yield Rejected(line, QT_TRANSLATE_NOOP("reading", "the invitation has no date"))
            continue
        mine = row.get("direction", "").strip().upper() == "OUTGOING"
        name = row.get("to" if mine else "from", "")
        url = row.get("inviteeprofileurl" if mine else "inviterprofileurl", "")
        draft.kind = "message" if draft.body else "connected"
        draft.initiator = "me" if mine else "them"
        draft.people = [PersonRef(name=name, url=url)]
        draft.external_id = f"linkedin:invitation:{row['sentat']}:{name}"
        yield draft


class _Me:
    """Knows which name and profile in a file of messages are the user's own."""

    def __init__(self, source: Source, recognition: Recognition) -> None:
        self._name = recognition.facts.get("me", "").strip()
        self._url = linkedin_profile(recognition.facts.get("me", ""))
        if not self._name:
            self._find(source, recognition)
        self.known = bool(self._name or self._url)

    def is_me(self, name: str, url: str) -> bool:
        """Say whether a participant is the user."""
        if self._url and url:
            return linkedin_profile(url) == self._url
        return bool(self._name) and name.strip() == self._name

    def wrote(self, row: Cells) -> bool | None:
        """Say whether the user wrote a message; ``None`` when that isn't known."""
        direction = row.get("direction", "").strip().upper()
        if direction in ("OUTGOING", "INCOMING"):
            return direction == "OUTGOING"
        if not self.known:
            return None
        return self.is_me(row.get("from", ""), row.get("senderprofileurl", ""))

    def _find(self, source: Source, recognition: Recognition) -> None:
        """Count who takes part; whoever does nearly always, and alone so, is the user."""
        urls: Counter[str] = Counter()
        names: Counter[str] = Counter()
        senders: Counter[str] = Counter()
        count = 0
        for row in _rows(source, recognition):
            count += 1
            links = {row.get("senderprofileurl", ""), *_split(row.get("recipientprofileurls", ""))}
            urls.update({linkedin_profile(link) for link in links} - {""})
            names.update({row.get("from", "").strip(), row.get("to", "").strip()} - {""})
            if row.get("direction", "").strip().upper() == "OUTGOING":
                senders[row.get("from", "").strip()] += 1
        self._url = _alone(urls, count)
        self._name = _alone(senders, senders.total()) or _alone(names, count)


def _alone(counter: Counter[str], count: int) -> str:
    """Return the one entry that makes up nearly all of ``count``; empty when there isn't one."""
    top = counter.most_common(2)
    if not top or top[0][1] < _NEARLY_ALL * count:
        return ""
    return "" if len(top) > 1 and top[1][1] >= _NEARLY_ALL * count else top[0][0]


def _cells(
    source: Source, recognition: Recognition, progress: Progress
) -> Iterator[tuple[int, Cells] | Warned]:
    """Yield rows as cells by column key."""
    keys = [key(name) or f"column{at + 1}" for at, name in enumerate(recognition.header)]
    names = dict(zip(keys, recognition.header, strict=True))
    for record in records(source, recognition, progress):
        if isinstance(record, Warned):
            yield record
        elif any(record[1]):
            line, row = record
            more = [f"Column {at + 1}" for at in range(len(keys), len(row))]
            yield line, _Row(zip(keys + more, row, strict=False), names)


def _rows(source: Source, recognition: Recognition) -> Iterator[Cells]:
    """Yield the rows alone, for looking at the whole file before it is told."""
    for record in _cells(source, recognition, Silent()):
        if not isinstance(record, Warned):
            yield record[1]


class _Row(dict[str, str]):
    """One row's cells by column key; ``names`` gives the columns' names as written."""

    def __init__(self, cells: Iterator[tuple[str, str]], names: dict[str, str]) -> None:
        super().__init__(cells)
        self.names = names


def _interaction(line: int, row: Cells, when: str, text: str) -> InteractionDraft | None:
    moment = row.get(when, "")
    day = parse_date(moment.replace(" UTC", ""), "mdy")
    if not day or day.startswith("--"):
        return None
    names = row.names if isinstance(row, _Row) else {}
    extras = [
        Extra("csv", names.get(name, name), cell)
        for name, cell in row.items()
        if cell and name not in _USED and _DULL.get(name) != cell
    ]
    return InteractionDraft(
        day,
        "message",
        line,
        time=parse_time(moment),
        zone="UTC" if moment.rstrip().endswith("UTC") else "",
        summary=row.get("subject", ""),
        body=plain_text(row.get(text, "")),
        extras=extras,
    )


def _not_a_message(row: Cells, me: _Me) -> Phrase | None:
    """Say why a row is no message between people; None when it is one."""
    if "yes" in (
        row.get("ismessagedraft", "").strip().lower(),
        row.get("isconversationdraft", "").strip().lower(),
    ):
        return QT_TRANSLATE_NOOP("reading", "drafts")
    if row.get("folder", "").strip().upper() == "SPAM":
        return QT_TRANSLATE_NOOP("reading", "spam")
    if row.get("conversationtitle", "").strip().lower().startswith("sponsored"):
        return QT_TRANSLATE_NOOP("reading", "advertisements")
    sender = row.get("from", "").strip()
    nobody = "senderprofileurl" in row and not row["senderprofileurl"].strip()
    if sender in ("LinkedIn Member", "") or (nobody and me.known and not me.is_me(sender, "")):
        return QT_TRANSLATE_NOOP("reading", "from members who left or from LinkedIn itself")
    return None


def _others(row: Cells, me: _Me) -> Iterator[PersonRef]:
    """Yield everybody in a message but the user."""
    sender = PersonRef(row.get("from", ""), url=row.get("senderprofileurl", ""))
    urls = _split(row.get("recipientprofileurls", "")) or [""]
    names = [row.get("to", "")] if len(urls) == 1 else _split(row.get("to", ""))
    if not _named(row):
        names = [""] * len(urls)
    for person in (sender, *(PersonRef(n, url=u) for n, u in zip(names, urls, strict=True))):
        if (person.name or person.url) and not me.is_me(person.name, person.url):
            yield person


def _named(row: Cells) -> bool:
    """Say whether the names of several recipients can be told apart; names may have commas."""
    urls = _split(row.get("recipientprofileurls", ""))
    return len(urls) < 2 or len(urls) == len(_split(row.get("to", "")))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def plain_text(content: str) -> str:
    """Return a message as text: tags out, entities resolved."""
    if "<" in content and _HTML.search(content):
        content = _TAG.sub("", _BREAK.sub("\n", content)).strip()
    # only whole entities: "&copy=1" in a link is no ©
    return _ENTITY.sub(lambda match: unescape(match[0]), content) if "&" in content else content
