"""A WhatsApp chat, exported as text by iOS or Android, alone or in its archive.

Forms: https://github.com/Pustur/whatsapp-chat-parser. The order of day and month is the phone's; a
mapping's ``date_order`` overrides what was found out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.chats import chat_text
from netjournal.formats.chats.chat_text import Transcription
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source, names_in

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_KEY = "whatsapp"
_MEMBER = re.compile(r"(?:.*/)?(?:_chat|[^/]*whatsapp[^/]*)\.txt", re.IGNORECASE)
_TITLE = re.compile(
    r".*?whatsapp.*?(?: with | mit | met | avec | con | com | z | - )(.+)"
    r"|.*? (?:with|mit|met|avec|con|com) (.+)",
    re.IGNORECASE,
)
_COPY = re.compile(r"\s*\(\d{1,3}\)$")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a chat, or an archive that holds one."""
    if sample.head.startswith(b"PK\x03\x04"):
        member = _member(sample.path)
        found = Recognition(_KEY, 0.85, "archive", facts={"member": member})
        return found if member else None
    return Recognition(_KEY, 0.9) if chat_text.looks_so(sample) else None


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield an interaction of kind ``message`` per day.

    Raises:
        ImportRejected: There is no message in it.
    """
    member = recognition.facts.get("member", "")
    order = mapping.date_order if mapping else "auto"
    told_by = path.stem if not member or member.lower().endswith("_chat.txt") else member[:-4]
    file = Transcription(Source(path, member), recognition, order, title(told_by))
    yield from chat_text.read(file, _KEY, progress)


def title(stem: str) -> str:
    """Return the person or group that a file's name says the chat is with, or nothing."""
    name = _COPY.sub("", stem.rpartition("/")[2].replace("_", " ").strip())
    match = _TITLE.fullmatch(name) if "whatsapp" in name.lower() else None
    return (match[1] or match[2]).strip() if match else ""


def _member(path: Path) -> str:
    """Return the full name of the chat in an archive, or nothing."""
    names = [name for name in names_in(path) if _MEMBER.fullmatch(name)]
    return min(names, key=len, default="")
