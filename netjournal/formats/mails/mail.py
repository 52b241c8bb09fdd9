"""Mails -> interactions: one for each message between people.

One each rather than one a day: a Message-ID makes the same message in two exports one, subjects and
words stay findable, and the strength of a tie counts days anyway. Who wrote to the user is the one
person of a mail, not everybody who got it too; of a mail the user wrote, who got it.

Bulk mail, what machines write, spam, drafts and circulars are no interactions: they are counted in
a warning. An invitation becomes the meeting it invites to, the same one as in a calendar.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from netjournal.formats.calendars.ics_events import EventBook
from netjournal.formats.calendars.ics_lines import events
from netjournal.formats.draft import Extra, InteractionDraft, Rejected, Warned
from netjournal.formats.mails.mail_body import content
from netjournal.formats.mails.mail_headers import Headers, decoded, first_words
from netjournal.formats.me import Me, unclear
from netjournal.formats.phrases import QT_TRANSLATE_NOOP, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netjournal.formats.calendars.ics_moments import Moment
    from netjournal.formats.draft import PersonRef, Records
    from netjournal.formats.mails.mail_body import Content
    from netjournal.formats.mails.mbox_stream import RawMessage

_LEFT_OUT = QT_TRANSLATE_NOOP("reading", "Mails left out because they are {reason}: {count}.")
_PUT_ASIDE = QT_TRANSLATE_NOOP("reading", "spam, drafts, chats or deleted")

_MANY = 20  # people a mail is written to; more make it a circular
_NEARLY_ALL = 0.8
_FEWEST = 3  # mails that tell who is in all of them
_MOST_ID = 300
_MACHINE = re.compile(
    r"(?:^|[._+-])(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|newsletters?|bounces?"
    r"|notifications?|notify|mailings?|automated|auto-?confirm)(?:[._+@-]|$)",
    re.IGNORECASE,
)
_ASIDE = frozenset(
    (
        *("spam", "junk", "trash", "drafts", "draft", "chat", "chats", "bin"),
        *("papierkorb", "entwürfe", "gelöscht", "corbeille", "brouillons", "indésirables"),
        *("papelera", "borradores", "lixeira", "rascunhos", "cestino", "bozze", "prullenbak"),
        *("concepten", "kosz", "wersje robocze"),
    )
)
_DELETED = 0x0008  # Mozilla's flag for what is gone until the folder is compacted


class MailBook:
    """Reads messages one by one; ``finish`` tells what is known only at the end.

    Args:
        me: The user, ready to compare.
    """

    def __init__(self, me: Me) -> None:
        self._me = me
        self._events = EventBook(me, date.today())
        self._invited = False
        self._unclear = False
        self._left_out: Counter[Phrase] = Counter()

    def take(self, raw: RawMessage) -> Iterator[InteractionDraft | Rejected]:
        """Yield the interaction that a message is, if it is one."""
        headers = Headers(raw.data)
        if len(headers) < 2:
            yield Rejected(raw.line, QT_TRANSLATE_NOOP("reading", "not a mail: it has no headers"))
            return
        reason = _aside(headers)
        if reason:
            self._left_out[reason] += 1
            return
        found = content(raw.data)
        if found is None:
            yield Rejected(
                raw.line,
                QT_TRANSLATE_NOOP(
                    "reading", "the mail is broken or has too many parts in each other"
                ),
            )
            return
        if self._invites(raw, found):
            return
        yield from self._mail(raw, headers, found)

    def finish(self) -> Records:
        """Yield the meetings of invitations, and what was left out."""
        if self._invited:
            yield from self._events.records()
        elif self._unclear:
            yield unclear()
        for reason, count in self._left_out.items():
            yield Warned(0, _LEFT_OUT.format(reason=reason, count=count))

    def _mail(
        self, raw: RawMessage, headers: Headers, found: Content
    ) -> Iterator[InteractionDraft | Rejected]:
        senders = headers.people("from") or headers.people("sender")
        mine = any(self._me.is_me(one.name, one.email) for one in senders)
        if not mine and (_bulk(headers) or any(map(_machine, senders))):
            self._left_out[QT_TRANSLATE_NOOP("reading", "bulk mail or written by machines")] += 1
            return
        sent = headers.moment(raw.envelope)
        if sent is None:
            yield Rejected(raw.line, QT_TRANSLATE_NOOP("reading", "the mail has no date"))
            return
        people = senders if self._me and not mine else senders + headers.people("to", "cc")
        people = [one for one in _once(people) if not self._me.is_me(one.name, one.email)]
        people = [one for one in people if not _machine(one)]
        if not people or len(people) > _MANY:
            self._left_out[
                QT_TRANSLATE_NOOP("reading", "circulars to many")
                if people
                else QT_TRANSLATE_NOOP("reading", "from and to nobody else")
            ] += 1
            return
        self._unclear = self._unclear or not self._me
        draft = _drafted(raw, headers, found, sent)
        draft.people = people
        draft.initiator = "unknown" if not self._me else "me" if mine else "them"
        yield draft

    def _invites(self, raw: RawMessage, found: Content) -> bool:
        """Take the meetings of a message; say whether inviting is all it does."""
        told = next((method for method, _ in found.calendars if method), "")
        only = False
        for _, data in found.calendars:  # often the same one twice
            for event in events(BytesIO(data)):
                event.calendar.method = event.calendar.method or told
                only = only or event.calendar.method not in ("", "PUBLISH")
                self._events.add(event, line=raw.line)
                self._invited = True
        return only


def who(messages: Iterable[RawMessage], told: Me) -> Me:
    """Return the user: as told, and whom mails were delivered to; else who is in nearly all.

    Args:
        messages: Some of them; only their headers are looked at.
        told: What is known, ready to compare.
    """
    counted: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    number, seen = 0, False
    for raw in messages:
        headers = Headers(raw.data)
        number += 1
        delivered.update(set(first_words(headers, "delivered-to", "x-delivered-to", "envelope-to")))
        people = headers.people("from", "to", "cc")
        seen = seen or any(told.is_me(one.name, one.email) for one in people)
        counted.update({one.email.lower() for one in people})
    found = [address for address, count in delivered.items() if 10 * count >= number]
    if not found and not seen and number >= _FEWEST:
        found = _alone(counted, _NEARLY_ALL * number)
    return told.with_others(Me(emails=tuple(sorted(found))).folded())


def _alone(counted: Counter[str], least: float) -> list[str]:
    """Return the one address that is counted often enough; none when several are."""
    often = [address for address, count in counted.most_common(2) if count >= least]
    return often if len(often) == 1 else []


def _drafted(raw: RawMessage, headers: Headers, found: Content, sent: Moment) -> InteractionDraft:
    local = sent.local("")
    body = found.text
    if raw.cut and not body:
        body = "[The text of this mail was left out, because it is too large.]"
    return InteractionDraft(
        local.at.date().isoformat(),
        "email",
        raw.line,
        time=f"{local.at:%H:%M}",
        zone=local.zone,
        summary=headers.text("subject")[:500],
        body=body,
        external_id=_identity(headers, sent),
        extras=[Extra("mail", "attachment", name) for name in found.files],
    )


def _identity(headers: Headers, sent: Moment) -> str:
    """Return what makes a message the same one: a Message-ID alone is not always unique."""
    sender = next((one.email.lower() for one in headers.people("from")), "")
    parts = [headers.raw("message-id").strip("<> "), sent.stamp(), sender]
    if not parts[0]:
        parts.append(headers.text("subject"))
    text = ":".join(("mail", *parts))
    if len(text) <= _MOST_ID:
        return text
    return f"mail:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def _aside(headers: Headers) -> Phrase | None:
    """Say why a message was put aside by the user or the mail program; None when it wasn't."""
    labels = decoded(headers.raw("x-gmail-labels")).lower().split(",")
    if not _ASIDE.isdisjoint(label.strip().strip('"') for label in labels):
        return _PUT_ASIDE
    try:
        gone = int(headers.raw("x-mozilla-status") or "0", 16) & _DELETED
    except ValueError:
        gone = 0
    spam = headers.raw("x-spam-flag").lower() == "yes"
    return _PUT_ASIDE if gone or spam else None


def _bulk(headers: Headers) -> bool:
    """Say whether a message went to a list or was written by a machine."""
    automatic = headers.raw("auto-submitted").lower()
    return (
        any(name in headers for name in ("list-id", "list-unsubscribe", "list-post", "feedback-id"))
        or headers.raw("precedence").lower() in ("bulk", "list", "junk")
        or (bool(automatic) and not automatic.startswith("no"))
        or headers.raw("return-path") == "<>"
    )


def _machine(person: PersonRef) -> bool:
    return bool(_MACHINE.search(person.email.partition("@")[0]))


def _once(people: Iterable[PersonRef]) -> list[PersonRef]:
    found: dict[str, PersonRef] = {}
    for one in people:
        found.setdefault(one.email.lower(), one)
    return list(found.values())
