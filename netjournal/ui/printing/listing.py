"""Lists of people: the directory in two columns, and the sheet of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from netjournal.errors import UsageError
from netjournal.services.interchange import gather
from netjournal.services.people import contact_rows
from netjournal.services.printed import event_sheet
from netjournal.ui import dates
from netjournal.ui.printing import list_words
from netjournal.ui.printing.fitting import LISTED
from netjournal.ui.printing.flow import Flow, laid_out
from netjournal.ui.printing.pages import footers
from netjournal.ui.printing.people import photo_of
from netjournal.ui.printing.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from netjournal.progress import Progress
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.options import Job
    from netjournal.ui.printing.pages import Page, Sheet

_AT_ONCE: Final = 40
_PHOTO: Final = 160
_AVATAR: Final = 50.0


def directory(job: Job, sheet: Sheet, how: Look, progress: Progress) -> Iterator[Page]:
    """Yield the pages of a directory: everybody a few lines, in columns."""
    title = str(list_words.directory_title(job)["title"])
    day = f"NetJournal · {dates.full_day(job.today)}"
    total = _count(job, sheet, how, progress)
    for number, page in enumerate(_columns(job, sheet, how, progress), 1):
        page.smalls += footers(sheet, day, title, f"{number} / {total}" if total else str(number))
        yield page


def _count(job: Job, sheet: Sheet, how: Look, progress: Progress) -> int:
    """Return how many pages there will be: all are laid out once more, as none can be kept.

    0 where not everybody is looked at.
    """
    if job.more:
        return 0
    return sum(1 for _ in _columns(job, sheet, how, progress, photos=False))


def _columns(
    job: Job, sheet: Sheet, how: Look, progress: Progress, *, photos: bool = True
) -> Iterator[Page]:
    """Yield the pages but for their foot; without photos where only their number matters."""
    flow = Flow(sheet)
    head = how.blocks("directory", list_words.directory_title(job))
    flow.head(laid_out(head, how, {}, sheet.size.width() - 2 * sheet.side))
    options, done = job.options, 0
    room = sheet.width - (_AVATAR if options.has("photo") else 0)
    for chunk in gather.chunks(job.ids, _AT_ONCE):
        progress.step(done, len(job.ids))
        drafts = dict(gather.contact_drafts(chunk))
        people, pictures = [], {}
        for row in contact_rows.rows(chunk, job.today):
            if row is None or row.id not in drafts:
                continue
            draft = drafts[row.id]
            photo = photo_of(draft, _PHOTO) if photos and options.has("photo") else None
            pictures[str(row.id)] = Pictures(row.full_name, row.id, photo)
            people.append(list_words.person(row, draft, options, LISTED, room))
        if people:
            values = {"people": people, "avatars": options.has("photo")}
            blocks = how.blocks("directory", values)
            names = [one["name"] for one in people] if len(blocks) == len(people) else []
            yield from flow.put(laid_out(blocks, how, pictures, flow.paper.width, names))
        done += len(chunk)
    progress.step(done, done)
    yield from flow.end()


def event(job: Job, sheet: Sheet, how: Look, progress: Progress) -> Iterator[Page]:
    """Yield the pages of an event's sheet: everyone expected, a line each.

    Raises:
        UsageError: No event was chosen.
        NotFound: The event is not in the journal any more.
    """
    if job.options.event_id is None:
        raise UsageError("Say for which event: --event TITLE.")
    progress.step(0, 1)
    read = event_sheet.sheet(job.options.event_id, job.today)
    flow = Flow(sheet)
    pages: list[Page] = []
    head = list_words.event_head(read)
    pages += flow.put(laid_out(how.blocks("event", head), how, {}, sheet.width))
    group = ""
    for n in range(0, len(read.guests), _AT_ONCE):
        guests = read.guests[n : n + _AT_ONCE]
        drafts = _photos([guest.contact_id for guest in guests], on=job.options.has("photo"))
        people, pictures, titles = [], {}, []
        for guest in guests:
            key = str(guest.contact_id)
            pictures[key] = Pictures(guest.full_name, guest.contact_id, drafts.get(key))
            people.append(list_words.guest(guest, job, group))
            titles += ["", people[-1]["name"]] if people[-1]["group"] else [people[-1]["name"]]
            group = guest.role
        values = {"people": people, "avatars": job.options.has("photo")}
        blocks = how.blocks("event", values)
        named = titles if len(blocks) == len(titles) else []
        pages += flow.put(laid_out(blocks, how, pictures, sheet.width, named))
    pages += flow.end()
    yield from _numbered(pages, sheet, job, head)
    progress.step(1, 1)


def _photos(ids: list[int], *, on: bool) -> dict[str, QImage]:
    found = {}
    for contact_id, draft in gather.contact_drafts(ids) if on else ():
        photo = photo_of(draft, _PHOTO)
        if photo is not None:
            found[str(contact_id)] = photo
    return found


def _numbered(pages: list[Page], sheet: Sheet, job: Job, head: dict[str, Any]) -> Iterator[Page]:
    for number, page in enumerate(pages, 1):
        day = f"NetJournal · {dates.full_day(job.today)}"
        page.smalls += footers(sheet, day, str(head["title"]), f"{number} / {len(pages)}")
        yield page


def event_title(event_id: int) -> str:
    """Return what an event is called, for the file's title."""
    from netjournal.services import events

    return events.form(event_id).title or QCoreApplication.translate("print", "Event")
