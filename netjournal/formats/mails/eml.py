"""Single mails (.eml, RFC 5322), as mail programs save them; Apple's .emlx, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.mails.mail import MailBook, who
from netjournal.formats.mails.mail_headers import Headers
from netjournal.formats.mails.mbox_stream import single
from netjournal.formats.me import told
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_ENDINGS = (".eml", ".emlx")
_KNOWN = (
    *("from", "to", "cc", "subject", "date", "message-id", "received", "return-path"),
    *("delivered-to", "mime-version", "content-type", "x-mozilla-status"),
)
_BEFORE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\d{1,12}[ \t]*\n)?(?:From [^\n]*\n)?")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a mail by its headers."""
    if not has_headers(sample.head):
        return None
    return Recognition("eml", 0.96 if sample.ending in _ENDINGS else 0.85)


def has_headers(head: bytes) -> bool:
    """Say whether a file's start is the headers of a mail, a From line before them or not."""
    text = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    before = _BEFORE.match(text)
    found = Headers(text[before.end() if before else 0 :])
    known = [name for name in _KNOWN if name in found]
    return len(known) > 1 and any(name in found for name in _KNOWN[:7])


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield the mail as an interaction, or the meetings it invites to.

    Args:
        path: The file.
        recognition: From ``sniff``.
        mapping: Not used.
        progress: Told when it is done.
    """
    source = Source(path)
    with source.open() as file:
        raw = single(file)
    book = MailBook(who([raw], told(recognition)))
    yield from book.take(raw)
    yield from book.finish()
    size = source.size()
    progress.step(size, size)
