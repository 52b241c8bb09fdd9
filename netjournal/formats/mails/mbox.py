"""Mailboxes (mbox, RFC 4155): Thunderbird's folders, Google Takeout, Apple Mail's exports.

See ``mbox_stream`` for how messages are told apart and ``mail`` for what becomes of them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from netjournal.formats.mails.eml import has_headers
from netjournal.formats.mails.mail import MailBook, who
from netjournal.formats.mails.mbox_stream import begins_mailbox, messages
from netjournal.formats.me import told
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_ENDINGS = (".mbox", ".mbx")
_LOOKED_AT = 3_000  # messages that tell who the user is


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a mailbox by its first line, or by its name when that line is missing."""
    if begins_mailbox(sample.head):
        return Recognition("mbox", 0.95)
    if not has_headers(sample.head):
        return None
    return Recognition("mbox", 0.92 if sample.ending in _ENDINGS else 0.4)


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield an interaction per mail between people, then the meetings of invitations.

    Args:
        path: The file; one message of it is in memory at a time.
        recognition: From ``sniff``.
        mapping: Not used.
        progress: Told how many bytes are done.
    """
    source = Source(path)
    size = source.size()
    with source.open() as file:  # addresses that nobody told of are in the mails
        some = islice(messages(file, lambda _: progress.step(0, size)), _LOOKED_AT)
        me = who(some, told(recognition))
    book = MailBook(me)
    with source.open() as file:
        for raw in messages(file, lambda done: progress.step(done, size)):
            yield from book.take(raw)
    yield from book.finish()
