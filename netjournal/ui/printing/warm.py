"""What the first page of a print would wait for, loaded while nobody does: ``libraries``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.printed import paper, qr

if TYPE_CHECKING:
    from netjournal.progress import Progress

_LIKE: str = "BEGIN:VCARD\n" + "n" * 120  # as long as most cards


def libraries(progress: Progress) -> None:
    """Load the libraries, the template of the summary and the frame of a code; for the worker."""
    for step in (lambda: paper.Templates().prepare("summary"), lambda: qr.code(_LIKE)):
        progress.step(0, 0)
        step()
