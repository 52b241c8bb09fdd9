"""What is printed of people, read from the journal on any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netjournal.errors import NotFound
from netjournal.formats.cards.vcard_write import card_for_qr
from netjournal.services.interchange import gather
from netjournal.services.people import card as cards
from netjournal.services.printed import qr
from netjournal.services.printed.latest import latest
from netjournal.ui.photos import load_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QImage

    from netjournal.formats.draft import ContactDraft
    from netjournal.progress import Progress
    from netjournal.services.people.card import Card
    from netjournal.services.timeline import TimelineRow
    from netjournal.ui.printing.options import Job

_AT_ONCE: Final = 50
_FIRST: Final = 2


@dataclass(frozen=True, slots=True)
class Person:
    """What the journal has for the sheet of one person.

    Attributes:
        card, draft: Everything about them, as shown and as written to files.
        code: The code to scan; None when it is not wanted or there is nothing in it.
        entries: The newest interactions, as many as were asked for; newest first.
    """

    card: Card
    draft: ContactDraft
    code: qr.Code | None
    entries: list[TimelineRow]


def read_people(job: Job, progress: Progress, entries: int = 0) -> Iterator[Person]:
    """Yield the people of a job, in its order, read some at a time.

    Args:
        job: What is printed.
        progress: Told of each.
        entries: How many interactions of each are read.

    Raises:
        NotFound: One of them is not in the journal any more.
    """
    total = len(job.ids)
    done = 0
    few, many = job.ids[:_FIRST], job.ids[_FIRST:]  # a preview shall have its page at once
    for chunk in (*gather.chunks(few), *gather.chunks(many, _AT_ONCE)):
        progress.step(done, total)
        drafts = dict(gather.contact_drafts(dict.fromkeys(chunk)))
        found = cards.cards(chunk, job.today)
        if not all(contact_id in found for contact_id in chunk):
            raise NotFound("Somebody is not in the journal any more: look at the list again.")
        rows = latest(chunk, entries) if entries else {}
        drawn = dict.fromkeys(chunk)
        if job.options.has("code"):
            drawn |= dict(zip(chunk, codes_of([drafts[one] for one in chunk]), strict=True))
        for contact_id in chunk:
            progress.step(done, total)
            written, drafted = found[contact_id], drafts[contact_id]
            yield Person(written, drafted, drawn[contact_id], rows.get(contact_id, []))
            done += 1
    progress.step(total, total)


def codes_of(drafts: Sequence[ContactDraft]) -> list[qr.Code | None]:
    """Return the codes to scan with people's names, work and ways to reach them.

    None where there is nothing to reach somebody by, or more than any code holds.
    """
    made = qr.codes([card_for_qr(draft) if _reachable(draft) else "" for draft in drafts])
    return [code if _reachable(one) else None for one, code in zip(drafts, made, strict=True)]


def _reachable(draft: ContactDraft) -> bool:
    return bool(draft.methods and draft.full_name.strip())


def photo_of(draft: ContactDraft, side: int) -> QImage | None:
    """Return a photo at most ``side`` pixels wide; None when there is none that can be read."""
    if draft.photo is None or not draft.photo.data:
        return None
    return load_picture(draft.photo.data, side)
