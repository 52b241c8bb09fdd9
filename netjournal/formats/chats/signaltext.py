"""A Signal chat as text: ``[2019-12-24, 12:23] Jane Doe: …``, the user often called "Me"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.chats import chat_text
from netjournal.formats.chats.chat_text import Transcription
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source, decode

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_KEY = "signal"
_FIRST = re.compile(r"\s*\[\d{4}-\d\d-\d\d, \d\d:\d\d\] [^:]")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a chat: its stamps are ISO dates in brackets, without seconds."""
    if not _FIRST.match(decode(sample.head)[0].lstrip("\ufeff")):
        return None
    return Recognition(_KEY, 0.95) if chat_text.looks_so(sample) else None


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield an interaction of kind ``message`` per day.

    Raises:
        ImportRejected: There is no message in it.
    """
    yield from chat_text.read(Transcription(Source(path), recognition, "ymd"), _KEY, progress)
