"""The vCards that are open while a file is read: cards in cards, agents, lost ENDs.

A card that starts inside of another one is a card of its own, unless the line before it is an
empty AGENT: then it becomes that property's value, the way version 3.0 writes it, as long as there
is room for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netjournal.errors import ImportRejected
from netjournal.formats.draft import Rejected, Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

CARD_BYTES = 16 << 20  # larger than any real card; a photo has a few megabytes at most
_DEEPEST = 8
_MOST_AGENTS = 2  # in each other; each doubles what has to be escaped
_MOST_EMPTY = 1_000  # cards begun and never filled: no address book, an attack

_AGENT = re.compile(rb"(?:^|\n)(?:[\w-]+\.)?AGENT[^:\n]*:[ \t\n]*$", re.IGNORECASE)
_FOLD = re.compile(rb"\n[ \t]")
_NO_CARDS = QT_TRANSLATE_NOOP("reading", "The file is no address book: it only begins cards.")
_LARGE = QT_TRANSLATE_NOOP("reading", "The card is larger than {size} MB.")


@dataclass(slots=True)
class RawCard:
    """The lines between BEGIN and END, LF only; ``line`` is that of BEGIN, 1-based."""

    line: int
    data: bytes
    ended: bool = True


@dataclass(slots=True)
class _Open:
    """A card whose END has not come yet."""

    line: int
    agent: bool
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    agents: int = 0  # that are in each other in it

    def add(self, data: bytes) -> None:
        """Take lines, as long as there is room for them."""
        self.size += len(data)
        if self.size <= CARD_BYTES:
            self.parts.append(data)

    def awaits_agent(self) -> bool:
        """Say whether the last line is an empty AGENT."""
        return 0 < self.size <= CARD_BYTES and bool(_AGENT.search(self.parts[-1][-200:]))

    def holds(self, card: _Open) -> bool:
        """Put a card into this one as the value of AGENT; say whether there is room for it."""
        value = _as_value(card) if card.agents < _MOST_AGENTS else b""
        if not value or self.size + len(value) > CARD_BYTES:
            return False
        self.parts[-1] = self.parts[-1].rstrip() + value + b"\n"
        self.size += len(value)
        self.agents = max(self.agents, card.agents + 1)
        return True

    def close(self, *, ended: bool) -> RawCard | Rejected:
        if self.size > CARD_BYTES:
            return too_large(self.line)
        return RawCard(self.line, b"".join(self.parts), ended)


class Nest:
    """The cards that are open, outermost first."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.empty = 0
        self.junk = False

    def text(self, line: int, data: bytes) -> Iterator[Warned]:
        """Take lines without marks that end before ``line``."""
        if self.open:
            self.open[-1].add(data)
        elif not self.junk and _is_junk(data):
            self.junk = True
            yield Warned(
                line,
                QT_TRANSLATE_NOOP(
                    "reading", "There is text outside of the cards; it was left out."
                ),
            )

    def begin(self, line: int) -> Iterator[RawCard | Rejected]:
        """Open a card; too deep a nest means that ENDs are missing."""
        self.open.append(_Open(line, bool(self.open) and self.open[-1].awaits_agent()))
        if len(self.open) > _DEEPEST:
            lost = list(_kept(self.open.pop(0).close(ended=False)))
            self.empty += not lost
            yield from lost
        if self.empty > _MOST_EMPTY:
            raise ImportRejected(_NO_CARDS)

    def end(self) -> Iterator[RawCard | Rejected]:
        """Close the innermost card; an agent goes into the card around it."""
        if not self.open:
            return
        card = self.open.pop()
        if not (card.agent and self.open and self.open[-1].holds(card)):
            yield card.close(ended=True)

    def lost(self) -> Iterator[RawCard | Rejected]:
        """Close what is still open."""
        for card in self.open:
            yield from _kept(card.close(ended=False))
        self.open.clear()


def _as_value(card: _Open) -> bytes:
    """Return a card as the value of AGENT, escaped as version 3.0 has it."""
    body = b"BEGIN:VCARD\n" + _FOLD.sub(b"", b"".join(card.parts)) + b"END:VCARD"
    for plain, escaped in ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b",", b"\\,"), (b";", b"\\;")):
        body = body.replace(plain, escaped)
    return body


def _kept(card: RawCard | Rejected) -> Iterator[RawCard | Rejected]:
    if isinstance(card, Rejected) or card.data.strip():
        yield card


def too_large(line: int) -> Rejected:
    """Return the rejection of a card that begins in that line."""
    return Rejected(line, _LARGE.format(size=CARD_BYTES >> 20))


def _is_junk(data: bytes) -> bool:
    return any(line.strip() and not line.startswith(b"#") for line in data.split(b"\n"))
