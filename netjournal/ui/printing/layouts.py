"""Every layout by name: ``pages(job, progress)`` yields what goes onto paper, page by page."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop

from netjournal.errors import NotFound
from netjournal.services.people import contact_rows, contacts
from netjournal.ui.printing import document
from netjournal.ui.printing import pages as sheets
from netjournal.ui.printing.options import OF_PEOPLE, page_layout, page_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QSizeF

    from netjournal.progress import Progress
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.options import Job
    from netjournal.ui.printing.pages import Page, Sheet

_FEW = 4  # people
_MAKERS = {
    "summary": ("summary", "pages"),
    "brief": ("brief_pages", "pages"),
    "directory": ("listing", "directory"),
    "event": ("listing", "event"),
    "report": ("report_pages", "pages"),
}


@dataclass(slots=True)
class Aside:
    """What is to be told beside the pages: how many people were left out."""

    left_out: int = 0


def pages(job: Job, progress: Progress, aside: Aside | None = None) -> Iterator[Page]:
    """Yield the pages of a job as they are ready; any thread.

    Args:
        job: What to print.
        progress: Told how far it is.
        aside: Takes what is to be told.

    Raises:
        NotFound: Somebody is not in the journal any more, or there is nobody to print.
        UsageError: A template of the user's own has a mistake, or the choice can't be printed.
    """
    if not job.ids and job.options.layout in OF_PEOPLE:
        raise NotFound("Nobody fits: there is nothing to print.")
    QEventLoop()  # gives a worker a clock, which Qt starts while it lays out long texts
    job = sorted_job(job)
    size = page_size(page_layout(job.options))
    how = document.look(many=is_long(job))
    if job.options.layout in ("cards", "labels"):
        yield from _fields(job, size, how, progress, aside or Aside())
    else:
        make = _maker(job.options.layout)
        yield from make(job, sheets.sheet(size, _columns(job)), how, progress)


def is_long(job: Job) -> bool:
    """Say whether a job makes more than a few pages."""
    return len(job.ids) > _FEW or job.options.whole


def _fields(job: Job, size: QSizeF, how: Look, progress: Progress, aside: Aside) -> Iterator[Page]:
    from netjournal.ui.printing import grid

    if job.options.layout == "cards":
        yield from grid.cards(job, size, how, progress)
    else:
        yield from grid.address_labels(job, size, how, progress, aside)


def _maker(layout: str) -> Callable[[Job, Sheet, Look, Progress], Iterator[Page]]:
    """Return what makes the pages of a layout; only that one is loaded."""
    module, name = _MAKERS[layout]
    found: Callable[[Job, Sheet, Look, Progress], Iterator[Page]]
    found = getattr(importlib.import_module(f"netjournal.ui.printing.{module}"), name)
    return found


def _columns(job: Job) -> int:
    """Return how many columns: two for a directory, three where the paper is wide."""
    if job.options.layout != "directory":
        return 1
    width = page_size(page_layout(job.options)).width()
    return 3 if width > 1000 else 2 if width > 500 else 1


def sorted_job(job: Job) -> Job:
    """Return a job with its people in the order that was chosen."""
    if not job.options.sort or job.options.layout not in OF_PEOPLE:
        return job
    wanted = set(job.ids)
    order = contact_rows.find_ids(contact_rows.ContactFilter(), job.options.sort, job.today)
    listed = [contact_id for contact_id in order if contact_id in wanted]
    known = set(listed)  # archived and trashed people aren't listed anywhere
    ids = (*listed, *(contact_id for contact_id in job.ids if contact_id not in known))
    return replace(job, ids=ids)


def title(job: Job) -> str:
    """Return the title a PDF carries: the person's name, the list's, or what it is."""
    from netjournal.ui.printing import listing

    options, say = job.options, QCoreApplication.translate
    if options.layout == "event" and options.event_id is not None:
        return listing.event_title(options.event_id)
    if options.layout == "report":
        return say("print", "Network report")
    if len(job.ids) == 1:
        return next((name for _, name, _ in contacts.describe(job.ids)), "NetJournal")
    return options.heading or say("print", "%n [person|people]", "", len(job.ids))
