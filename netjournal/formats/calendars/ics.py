"""Calendars (iCalendar, RFC 5545): meetings with others become interactions.

Lines, dates, people and rules are read by parts of our own. icalendar 7.3 reads the samples of
other programs, but fails on what they write elsewhere: it loses a file with CR line ends, an event
without END, attendees with quotes in their names; turns Latin-1 and characters that are folded
apart into U+FFFD; splits names at commas, addresses at colons in names; refuses hour 24, offsets
and dashes in dates; and believes a wrong VTIMEZONE more than the zone's name. Its table of Windows'
zones serves here, and it reads in our tests what ``ics_write`` writes.

Who "I" am is told by the recognition (``me.Me.tell``), by the calendar's name where that is an
address, or by who takes part in nearly everything.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from netjournal.errors import ImportRejected
from netjournal.formats.calendars.ics_events import EventBook
from netjournal.formats.calendars.ics_lines import events
from netjournal.formats.charset import decode
from netjournal.formats.me import told
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_BEGIN = re.compile(rb"(?:^|[\r\n])(?:\xef\xbb\xbf)?[ \t]*begin[ \t]*:[ \t]*(vcalendar|vevent)")
_VCARD = re.compile(rb"(?:^|[\r\n])begin[ \t]*:[ \t]*vcard")
_MAIL = re.compile(rb"\A(?:from |[a-z][a-z-]{1,40}:[ \t])")
_WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32")
_NO_EVENTS = QT_TRANSLATE_NOOP("reading", "There are no events in {file}.")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a calendar by its BEGIN line."""
    marks = sample.marks
    if not _BEGIN.search(marks) or _VCARD.search(marks[:200]):
        return None
    # a mail may bring a calendar: then the mail is the file
    sure = 0.5 if _MAIL.match(marks) and not marks.startswith(b"begin:") else 0.95
    _, encoding = decode(sample.head[: sample.head.rfind(b"\n") + 1] or sample.head)
    return Recognition(
        "ics",
        sure,
        encoding=sample.encoding or encoding.name,
        encoding_guessed=encoding.guessed and not sample.encoding,
    )


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield an interaction per meeting with others, up to today, and what was called off.

    Args:
        path: The file.
        recognition: From ``sniff``; its encoding serves lines that are not UTF-8.
        mapping: Its ``all_events`` takes events without others, too, as notes of the user's.
        progress: Told how many bytes are done.

    Raises:
        ImportRejected: There is not a single event in the file.
    """
    source = Source(path)
    size = source.size()
    encoding = recognition.encoding
    wide = encoding if encoding in _WIDE else ""
    charset = "" if wide or encoding.startswith("utf-8") else encoding
    alone = mapping is not None and mapping.all_events
    book = EventBook(told(recognition), date.today(), alone=alone)
    number = 0
    with source.open() as file:
        for raw in events(file, wide, charset, lambda done: progress.step(done, size)):
            number += 1
            book.add(raw)
    if not number:
        raise ImportRejected(_NO_EVENTS.format(file=path.name), file=path.name)
    yield from book.records()
