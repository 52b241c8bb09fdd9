"""The recorder of each connection that has written, made with its first edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.models import derived
from netjournal.models.handle import db
from netjournal.models.recording import Recorder

if TYPE_CHECKING:
    from netjournal.errors import UserError
    from netjournal.models.engine import Connection


class Recorders:
    """Recorders by their connections, each of which a recorder keeps from being another one."""

    def __init__(self) -> None:
        """Know none yet."""
        self._known: dict[int, Recorder] = {}

    def of(self, connection: Connection) -> Recorder:
        """Return the recorder of a connection that may write from now on, with nothing noted."""
        known = self._known.get(id(connection))
        if known is None:
            connection.execute("PRAGMA query_only = 0")
            known = self._known[id(connection)] = Recorder(connection)
            derived.install(connection)
        known.people = known.cards = known.places = known.days = frozenset()
        return known

    def distrust(self, error: UserError) -> bool:
        """Leave this thread's connection if the error was its last; say whether it was.

        What failed to reach the disk is never tried again over the same connection: SQLite may
        take for written what the system has dropped. The thread goes on with another one.
        """
        if not error.data.get("final"):
            return False
        self._known.pop(id(db.connection()), None)
        db.release()
        return True

    def clear(self) -> None:
        """Forget all of them."""
        self._known.clear()
