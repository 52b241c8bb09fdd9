"""How long work tells how far it is, and learns that it was cancelled."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What every long function takes; the window and the command line implement it."""

    def step(self, done: int, total: int) -> None:
        """Say how far the work is.

        Args:
            done: Units finished so far.
            total: Units in all; 0 when not known yet.

        Raises:
            netjournal.errors.Cancelled: The user asked to stop; let it pass through, so that the
                open transaction is rolled back.
        """


class Silent:
    """Progress for callers who don't watch."""

    def step(self, done: int, total: int) -> None:
        """Do nothing."""
