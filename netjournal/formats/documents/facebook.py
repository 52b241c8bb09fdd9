"""Facebook's "Download your information" as JSON: the list of friends.

The file lies alone or in the archive, in folders that changed over the years. Its text is UTF-8
written as if each byte were a character ("Ã©"): undone text by text, for it is not certain of all.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from netjournal.errors import ImportRejected
from netjournal.formats.documents.jsondocument import load, objects, text
from netjournal.formats.draft import ContactDraft, Extra, Rejected
from netjournal.formats.names import complete
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source, names_in

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_KEY = re.compile(rb'"friends(?:_v2)?"\s*:\s*\[')
_MEMBER = re.compile(r"(?:.*/)?(?:your_)?friends\.json", re.IGNORECASE)
_NO_FRIENDS = QT_TRANSLATE_NOOP("reading", "{file} holds no list of friends.")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise the list, or an archive that holds it."""
    if sample.head.startswith(b"PK\x03\x04"):
        member = _member(sample.path)
        found = Recognition("facebook", 0.9, "archive", encoding="utf-8", facts={"member": member})
        return found if member else None
    if not sample.head.lstrip().startswith((b"{", b"[")) or not _KEY.search(sample.head):
        return None
    return Recognition("facebook", 0.9, encoding="utf-8")


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield a draft per friend; ``connected_on`` is the day in UTC, ``line`` the number.

    Raises:
        ImportRejected: The file is damaged or holds no list of friends.
    """
    source = Source(path, recognition.facts.get("member", ""))
    document = load(source)
    if not isinstance(document, dict):
        raise ImportRejected(_NO_FRIENDS.format(file=source.name), file=source.name)
    friends = objects(document.get("friends_v2")) or objects(document.get("friends"))
    for number, friend in enumerate(friends, start=1):
        progress.step(number, len(friends))
        name = mended(text(friend.get("name"))).strip()
        if not name:
            yield Rejected(number, QT_TRANSLATE_NOOP("reading", "no name: a closed account"))
            continue
        draft = ContactDraft(number, full_name=name, connected_on=_day(friend.get("timestamp")))
        for key, value in friend.items():
            if key not in ("name", "timestamp") and text(value):
                draft.extras.append(Extra("json", f"facebook.{key}", mended(text(value))))
        complete(draft)
        yield draft


def mended(wrong: str) -> str:
    """Return text whose UTF-8 bytes were taken for characters as it was meant."""
    try:
        return wrong.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return wrong


def _day(timestamp: Any) -> str:
    if not isinstance(timestamp, int | float):
        return ""
    try:
        return datetime.fromtimestamp(timestamp, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _member(path: Path) -> str:
    """Return the full name of the list in an archive, or nothing."""
    names = [name for name in names_in(path) if _MEMBER.fullmatch(name)]
    return min(names, key=len, default="")
