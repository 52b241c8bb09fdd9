"""The summary: one person, one page; all of the timeline on several when that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF

from netjournal.ui import dates
from netjournal.ui.printing import words
from netjournal.ui.printing.flow import GAP, Flow, laid_out
from netjournal.ui.printing.pages import FOOT_LINE, Small, footers
from netjournal.ui.printing.people import code_of, photo_of, read_people
from netjournal.ui.printing.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.progress import Progress
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.flow import Piece
    from netjournal.ui.printing.options import Job
    from netjournal.ui.printing.pages import Page, Sheet
    from netjournal.ui.printing.people import Person

_PHOTO: Final = 320
_LOWEST: Final = 46.0  # the least an interaction takes on a page
_AT_ONCE: Final = 60  # interactions laid out together
_MORE: Final = FOOT_LINE + GAP


def pages(job: Job, sheet: Sheet, how: Look, progress: Progress) -> Iterator[Page]:
    """Yield the pages of everybody's summary; each person begins one."""
    day = f"NetJournal · {dates.full_day(job.today)}"
    for person in read_people(job, progress):
        done, name = _of_one(person, job, sheet, how)
        for number, page in enumerate(done, 1):
            page.smalls += footers(sheet, day, name, f"{number} / {len(done)}")
            yield page


def _of_one(person: Person, job: Job, sheet: Sheet, how: Look) -> tuple[list[Page], str]:
    """Return someone's pages, and the name as printed."""
    card, options = person.card, job.options
    code = code_of(person.draft) if options.has("code") else None
    photo = photo_of(person.draft, _PHOTO) if options.has("photo") else None
    history = tuple(score for _, score in card.history)
    pictures = {str(card.id): Pictures(card.full_name, card.id, photo, code, history)}
    values = words.summary_values(card, job, coded=code is not None)
    most = None if options.whole else int(sheet.height / _LOWEST)
    rows = words.entry_rows(card.id, most) if options.has("timeline") else []
    flow = Flow(sheet)
    done: list[Page] = []
    first = rows[:_AT_ONCE]
    values["entries"] = words.entries(first, job, card.id)
    name = str(values["name"])
    pieces = laid_out(how.blocks("summary", values), how, pictures, sheet.width, [name])
    if options.whole:
        done += flow.put(pieces)
        for n in range(_AT_ONCE, len(rows), _AT_ONCE):
            values["entries"] = words.entries(rows[n : n + _AT_ONCE], job, card.id)
            more = [block for block in how.blocks("summary", values) if block.entry]
            done += flow.put(laid_out(more, how, pictures, sheet.width))
    else:
        _fit(flow, pieces, card.interaction_count if rows else 0)
    done += flow.end()
    if not done:
        done = [flow.page]
    return done, name


def _fit(flow: Flow, pieces: list[Piece], count: int) -> None:
    """Set on one page what it has room for, newest first, and say how many are left out."""
    entries = [piece for piece in pieces if piece.block.entry]
    fixed = sum(piece.room for piece in pieces if not piece.block.entry) - GAP
    room = flow.paper.height - fixed
    if room < 0:
        _cut_to_page(flow, [piece for piece in pieces if not piece.block.entry])
        return
    shown, used = 0, 0.0
    for n, piece in enumerate(entries, 1):
        last = n == len(entries) == count
        if used + piece.room + (0 if last else _MORE) > room:
            break
        used += piece.room
        shown = n
    kept = set(map(id, entries[:shown]))
    chosen = [piece for piece in pieces if not piece.block.entry or id(piece) in kept]
    if entries and not shown:
        chosen = [piece for piece in chosen if not (piece.block.keep and piece.block.line)]
    for _ in flow.put(chosen):
        raise AssertionError("it was measured to fit")
    if count > shown:
        _say_more(flow, count - shown)


def _cut_to_page(flow: Flow, pieces: list[Piece]) -> None:
    """Set what fits of a card that says more than a page holds."""
    full = next(flow.put(pieces), None)
    if full is not None:
        flow.page = full
        say = QCoreApplication.translate("print", "More is in the journal.")
        _say(flow, say)


def _say_more(flow: Flow, left_out: int) -> None:
    text = QCoreApplication.translate("print", "and %n earlier [entry|entries]", "", left_out)
    _say(flow, text)


def _say(flow: Flow, text: str) -> None:
    sheet = flow.paper
    used = max((s.y + s.height for s in flow.page.slices), default=sheet.top)
    y = min(used + GAP, sheet.top + sheet.height - FOOT_LINE + 4)
    flow.page.smalls.append(Small(text, QRectF(sheet.left(0) + 42, y, sheet.width - 42, FOOT_LINE)))
