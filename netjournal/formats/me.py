"""Who the user is, for formats whose records name everybody: calendars, mail, chats."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netjournal.folding import fold
from netjournal.formats.draft import Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netjournal.formats.recognition import Recognition

_ADDRESS = re.compile(r"\S+@\S+")
_FACT = "me"


@dataclass(frozen=True, slots=True)
class Me:
    """The user's own names and e-mail addresses, in any spelling."""

    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is known."""
        return bool(self.names or self.emails)

    def tell(self, recognition: Recognition) -> Recognition:
        """Return a recognition that tells its reader who the user is."""
        entries = "\n".join((*self.names, *self.emails))
        return replace(recognition, facts={**recognition.facts, _FACT: entries})

    def with_others(self, other: Me) -> Me:
        """Return the user with the names and addresses of both."""
        return Me(self.names + other.names, self.emails + other.emails)

    def folded(self) -> Me:
        """Return the form in which ``is_me`` compares."""
        return Me(tuple(map(fold, self.names)), tuple(map(fold, self.emails)))

    def is_me(self, name: str = "", email: str = "") -> bool:
        """Say whether someone is the user; an address decides where both have one.

        Args:
            name: As a file has it.
            email: As a file has it, without ``mailto:``.
        """
        if email and self.emails:
            return fold(email) in self.emails
        return bool(name) and fold(name) in self.names


def told(recognition: Recognition) -> Me:
    """Return who the user is, as ``Me.tell`` put it into the recognition, ready to compare."""
    return of(recognition.facts.get(_FACT, "").split("\n")).folded()


def of(entries: Iterable[str]) -> Me:
    """Return who has these names and e-mail addresses, in any order."""
    kept = [entry.strip() for entry in entries if entry.strip()]
    emails = [entry for entry in kept if _ADDRESS.fullmatch(entry)]
    names = [entry for entry in kept if entry not in emails]
    return Me(tuple(names), tuple(emails))


def unclear() -> Warned:
    """Return the warning that the user could not be told from the others."""
    return Warned(
        0,
        QT_TRANSLATE_NOOP(
            "reading", "It was not clear which of the people is you; all of them were kept."
        ),
    )
