"""What is printed of people, read from the journal on any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.formats.vcard_write import card_for_qr
from netjournal.services.interchange import gather
from netjournal.services.people import card as cards
from netjournal.services.printed import qr
from netjournal.ui.photos import load_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from netjournal.formats.draft import ContactDraft
    from netjournal.progress import Progress
    from netjournal.services.people.card import Card
    from netjournal.ui.printing.options import Job

_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Person:
    """Everything the journal has for the sheet of one person."""

    card: Card
    draft: ContactDraft


def read_people(job: Job, progress: Progress) -> Iterator[Person]:
    """Yield the people of a job, in its order.

    Raises:
        NotFound: One of them is not in the journal any more.
    """
    total = len(job.ids)
    done = 0
    for chunk in gather.chunks(job.ids, _AT_ONCE):
        drafts = dict(gather.contact_drafts(chunk))
        for contact_id in chunk:
            progress.step(done, total)
            card = cards.card(contact_id, job.today)
            yield Person(card, drafts[contact_id])
            done += 1
    progress.step(total, total)


def code_of(draft: ContactDraft) -> qr.Code | None:
    """Return the code to scan with a person's name, work and ways to reach them.

    None where there is nothing to reach them by, or more than any code holds.
    """
    if not draft.methods or not draft.full_name.strip():
        return None
    return qr.code(card_for_qr(draft))


def photo_of(draft: ContactDraft, side: int) -> QImage | None:
    """Return a photo at most ``side`` pixels wide; None when there is none that can be read."""
    if draft.photo is None or not draft.photo.data:
        return None
    return load_picture(draft.photo.data, side)
