"""A chat written as lines of text: what a first look at all of it tells, then its messages.

Lines without a date go on with the message above. Lines without a name are the program's own. A
name ends at the first ``: ``, unless everything that begins with it goes on in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.formats import textfile
from netjournal.formats.chats.chat import Said, clean
from netjournal.formats.chats.chat_stamps import Numbers, Stamp, day_of, stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.progress import Progress

_MARK = "\u200e"
_MOST_NAME = 80
_MOST_PARTS = 4
_ENOUGH = 3  # messages that tell that a name goes on after ": "
_STEP = 2_000
# what stands for a picture or file, in the languages telephones speak
_MEDIA = re.compile(
    r"<.{1,200}>|\b(?:omitted|attached|weggelassen|angehängt|absent\w*|omis\w*|joint\w*|omiti\w*"
    r"|adjunt\w*|ocultad\w*|anexad\w*|omess\w*|allegat\w*|weggelaten|bijgevoegd|pominięt\w*"
    r"|załączon\w*|utelämn\w*|udelad\w*|utelat\w*|пропущен\w*|файл)\b|略|생략|忽略|附件|첨부",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Survey:
    """What all lines of a chat tell together.

    ``dates`` are the numbers of its dates in order, ``senders`` how often who wrote, ``american``
    whether most stamps look so, ``dated`` how many lines begin a message.
    """

    dates: list[Numbers] = field(default_factory=list)
    senders: Counter[str] = field(default_factory=Counter)
    american: bool = False
    dated: int = 0


class Transcript:
    """A chat in a text file.

    Args:
        source: The file.
        encoding: How to decode it.
    """

    def __init__(self, source: textfile.Source, encoding: textfile.Encoding) -> None:
        self._source, self._encoding = source, encoding
        self._names: dict[str, str] = {}  # what is before the first ": " -> the whole name
        self._order: dict[str, int] = {}  # whole names, as they were told

    def survey(self) -> Survey:
        """Look at all of the file once; ``messages`` needs it.

        Raises:
            netjournal.errors.UserError: It cannot be read.
        """
        found, american = Survey(), 0
        starts: Counter[str] = Counter()
        for _, _, start in self._lines(None):
            if start is None:
                continue
            found.dated += 1
            american += start.american
            if not found.dates or found.dates[-1] != start.numbers:
                found.dates.append(start.numbers)
            starts.update(_starts(start.rest))
        found.american = american * 2 > found.dated
        self._names = _names(starts)
        for name in self._names.values():
            self._order.setdefault(name, len(self._order))
        for start_of, name in self._names.items():
            found.senders[clean(name)] += starts[start_of]
        return found

    def messages(self, order: str, progress: Progress) -> Iterator[Said]:
        """Yield the messages; what the program itself says is left out.

        Args:
            order: Which number of a date is what.
            progress: Told how many bytes are done.
        """
        line = 0
        day = time = sender = ""
        parts: list[str] = []
        for number, text, start in self._lines(progress):
            found = day_of(start.numbers, order) if start else ""
            if start is None or not found:
                if sender:
                    parts.append(text)
                continue
            if sender:
                yield Said(line, day, time, sender, "\n".join(parts).strip())
            line, day, time = number, found, start.time
            sender, words = self._split(start.rest)
            parts = [words]
        if sender:
            yield Said(line, day, time, sender, "\n".join(parts).strip())

    def _lines(self, progress: Progress | None) -> Iterator[tuple[int, str, Stamp | None]]:
        total = self._source.size()
        with textfile.open_lines(self._source, self._encoding) as (lines, file):
            for number, line in enumerate(lines, start=1):
                if progress and number % _STEP == 0:
                    progress.step(min(file.tell(), total), total)
                text = line.rstrip("\r\n")
                yield number, text, stamp(text)

    def _before_colon(self, rest: str) -> str:
        """Return the name a text begins with, the one told first where several fit."""
        ends = (at for at, letter in enumerate(rest[: _MOST_NAME + 1]) if letter == ":")
        known = [rest[:at] for at in ends if rest[:at] in self._order]
        return min(known, key=self._order.__getitem__, default="")

    def _split(self, rest: str) -> tuple[str, str]:
        """Return who wrote and what; nobody for the program's own lines."""
        name = self._names.get(rest.partition(": ")[0], "") if ": " in rest else ""
        if not name:  # "Ana:" and "Ana:." have no blank after the name
            name = self._before_colon(rest)
        words = rest[len(name) + 1 :].removeprefix(" ")
        if not name or _is_notice(words):
            return "", ""
        return clean(name), words.replace(_MARK, "")


def _starts(rest: str) -> Iterator[str]:
    """Yield what may be the name at the start of a message: up to each of the first ``: ``."""
    name, colon, words = rest.partition(": ")
    if not colon or _is_notice(words) or not _plausible(name):
        return
    yield name
    for part in words.split(": ", _MOST_PARTS)[:-1]:
        name = f"{name}: {part}"
        if len(name) > _MOST_NAME:
            return
        yield name


def _names(starts: Counter[str]) -> dict[str, str]:
    """Return the whole name for each text before a first ``: ``."""
    longer: dict[str, str] = {}
    for start, count in starts.items():
        before = start.rpartition(": ")[0]
        if before and count >= _ENOUGH and starts[before] == count:
            longer[before] = start
    names = {}
    for start in starts:
        if ": " not in start:
            name = start
            while name in longer:
                name = longer[name]
            names[start] = name
    return names


def _is_notice(words: str) -> bool:
    """Say whether iOS marks words as the program's own, not a picture or file in their place."""
    return words.startswith(_MARK) and not _MEDIA.search(words)


def _plausible(name: str) -> bool:
    """Say whether a text can be a name: not too long, and no quotation begins in it."""
    if not clean(name) or len(name) > _MOST_NAME:
        return False
    return name.count('"') % 2 == 0 and name.count("“") <= name.count("”")
