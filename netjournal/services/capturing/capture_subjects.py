"""Who stands before what happened in a capture line: "Ana and I had lunch", "ben called"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_line import MASK
from netjournal.services.capturing.capture_lists import ListReader

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_names import Named

IDLE = " \t\r\n,;:.-–—&" + MASK


class SubjectReader(ListReader):
    """Reads who comes before a kind; claims nothing."""

    def leads_to(self, kind_at: int) -> bool:
        """Say whether nothing but people stands before a kind ("Ana and I had lunch")."""
        return self.subject(kind_at) is not None

    def subject(self, kind_at: int) -> tuple[list[Named], int, bool] | None:
        """Return (people, where they begin, whether the user is one) if only they come first."""
        at = self.first()
        if at >= kind_at:
            return [], at, False
        self.until = kind_at
        found, end, own = self.listed(at, runs=True)
        self.until = len(self.line.text)
        if not (found or own) and (one := self.person(at, known_only=True)):
            found, end = [one], one.end
        if any(self.any_word(one) for one in found) and self.with_words.search(
            self.line.masked, end
        ):
            return None  # "green tea with Ana"
        joined = self.ands.match(self.line.masked, end)
        if joined and joined.end() <= kind_at:
            end, own = joined.end(), True
        if self.line.masked[end:kind_at].strip(IDLE) or not (found or own):
            return None
        return found, at, own

    def no_names(self, kind_at: int) -> bool:
        """Say whether only what may be other words stands before a kind ("Rust", "art")."""
        subject = self.subject(kind_at)
        if subject is None or not subject[0]:
            return False
        return not any(one.ids and not self.is_word(one) for one in subject[0])

    def is_word(self, named: Named) -> bool:
        """Say whether a name in small letters is a word as well ("hope", "may")."""
        return self.line.text[named.start : named.end] in self.grammar.words_too

    def within_name(self, at: int) -> bool:
        """Say whether ``at`` is inside the name that the line begins with."""
        first = self.first()
        named = self.person(first, known_only=True) if first < at else None
        return named is not None and at < named.end

    def theirs(self, kind_at: int) -> bool:
        """Say whether others stand before a kind, and not the user among them."""
        subject = self.subject(kind_at)
        return bool(subject and subject[0] and not subject[2])

    def first(self) -> int:
        """Return where the first word of the line that isn't understood yet begins."""
        at = 0
        while at < self.stop and self.line.masked[at] in IDLE:
            at += 1
        return at
