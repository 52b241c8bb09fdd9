"""What an open edit offers, and what taking back an older step gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.bulk import BulkWriter

if TYPE_CHECKING:
    from netjournal.models.recording import ChangeSet, Recorder


class Edit:
    """What an open edit offers; ``change_set`` is filled when it is committed."""

    def __init__(self, recorder: Recorder) -> None:
        """Belong to the recorder of the writing connection."""
        self.recorder = recorder
        self.change_set: ChangeSet | None = None

    def bulk(self) -> BulkWriter:
        """Return a writer for many rows at once."""
        return BulkWriter(self.recorder)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of an older step: ``change`` is None when nothing could be set back.

    ``kept`` maps table -> ids of rows that the step touched and that stay because of later changes.
    """

    change: ChangeSet | None
    kept: dict[str, tuple[int, ...]]
