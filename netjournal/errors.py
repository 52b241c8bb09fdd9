"""The errors a person can meet, with the exit code each means on the command line.

A ``UserError`` is expected: it is shown in words and the journal is unharmed. Everything else is a
bug. ``str(error)`` is one plain English sentence (what is wrong, what to do); the window words the
same error in the user's language from its class and its ``data``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class UserError(Exception):
    """Something a person can understand and act on.

    Args:
        message: One clear sentence, without private text.
        **data: What a translated message needs (file name, line, count, …).
    """

    exit_code = 1

    def __init__(self, message: str, **data: object) -> None:
        """Keep the English sentence and the data behind it."""
        super().__init__(message)
        self.data = data


class NotFound(UserError):
    """No such person, event, step, …."""


class Ambiguous(UserError):
    """A name fits several people.

    Args:
        message: One clear sentence.
        candidates: (id, full name, uid) of each.
        **data: As for every ``UserError``.
    """

    def __init__(
        self, message: str, *, candidates: Sequence[tuple[int, str, str]] = (), **data: object
    ) -> None:
        """Keep who it may be."""
        super().__init__(message, candidates=candidates, **data)
        self.candidates = candidates


class NothingToUndo(UserError):
    """There is no step to take back (or to bring back)."""


class UsageError(UserError):
    """The command's words or a given value are wrong."""

    exit_code = 2


class RefusedLink(UsageError):
    """A link we don't open; ``data["reason"]`` is scheme, userinfo, host, mail or form."""


class NotAJournal(UserError):
    """The file is no journal of ours, or its structure was tampered with."""

    exit_code = 3


class NewerJournal(UserError):
    """The journal was written by a newer NetJournal."""

    exit_code = 4


class JournalInUse(UserError):
    """Another NetJournal is writing this journal."""

    exit_code = 5


class Busy(UserError):
    """Something long is being written by this NetJournal itself."""


class TakenAway(Busy):
    """A copy was removed while it was being made: who forgets somebody leaves none half done."""


class DiskError(UserError):
    """The disk is full, a quota is reached, or reading or writing failed."""

    exit_code = 6


class JournalDamaged(UserError):
    """The journal is damaged, or was moved or replaced while open."""

    exit_code = 7


class JournalMoved(JournalDamaged):
    """The journal was moved, replaced or cut off while open; ``data["rescued"]`` names a copy."""


class NoPermission(UserError):
    """No permission, a read-only place, or a wrong or missing passphrase."""

    exit_code = 8


class PassphraseNeeded(NoPermission):
    """The journal is encrypted, and no passphrase was given."""


class WrongPassphrase(NoPermission):
    """The passphrase does not open the journal (or the file is damaged: both look the same)."""


class ImportRejected(UserError):
    """The file to import is not that format, or nothing in it can be read."""

    exit_code = 9


class Cancelled(UserError):
    """The user stopped a long action; everything is as it was before."""

    exit_code = 130
