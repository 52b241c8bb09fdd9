"""The summary: one person, one page; all of the timeline on several when that is wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QRectF

from netjournal.services.bonds import tie_history
from netjournal.ui import dates
from netjournal.ui.printing import history_chart, words
from netjournal.ui.printing.flow import GAP, Flow, laid_out
from netjournal.ui.printing.pages import FOOT_LINE, Small, footers
from netjournal.ui.printing.people import photo_of, read_people
from netjournal.ui.printing.pictures import Pictures
from netjournal.ui.printing.words import SHORT, Room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.progress import Progress
    from netjournal.services.timeline import TimelineRow
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.flow import Piece
    from netjournal.ui.printing.options import Job
    from netjournal.ui.printing.pages import Page, Sheet
    from netjournal.ui.printing.people import Person
    from netjournal.ui.printing.pictures import Album

_PHOTO: Final = 320
_LOWEST: Final = 52.0  # the least an interaction takes on a page
_HEAD: Final = 150.0  # the least of what stands above all of them
_AT_ONCE: Final = 60  # interactions laid out together
# letters of a text and lines of a list, less and less until the timeline has its part of a page
_SHORTER: Final = ((SHORT, 8), (300, 5), (120, 3))
_MOST: Final = 0.72  # of a page's height, for what is not the timeline
_MORE: Final = FOOT_LINE + GAP


def pages(job: Job, sheet: Sheet, how: Look, progress: Progress) -> Iterator[Page]:
    """Yield the pages of everybody's summary; each person begins one."""
    day = f"NetJournal · {dates.full_day(job.today)}"
    for person in read_people(job, progress, _shown(job, sheet)):
        done, name = _of_one(person, job, sheet, how)
        for number, page in enumerate(done, 1):
            page.smalls += footers(sheet, day, name, f"{number} / {len(done)}")
            yield page


def _of_one(person: Person, job: Job, sheet: Sheet, how: Look) -> tuple[list[Page], str]:
    """Return someone's pages, and the name as printed."""
    rows, album = _rows(person, job), _album(person, job)
    flow = Flow(sheet)
    done: list[Page] = []
    if job.options.whole:
        values, pieces = _laid_out(person, job, how, album, Room(sheet.width), rows[:_AT_ONCE])
        for n in range(_AT_ONCE, max(1, len(rows)) + _AT_ONCE, _AT_ONCE):
            done += flow.put(pieces if n >= len(rows) else _going_on(pieces))
            values["entries"] = words.entries(rows[n : n + _AT_ONCE], job, person.card.id)
            more = [block for block in how.blocks("summary", values) if block.entry]
            pieces = laid_out(more, how, album, sheet.width)
    else:
        for letters, lines in _SHORTER:
            room = Room(sheet.width, letters, lines)
            values, pieces = _laid_out(person, job, how, album, room, rows)
            if _fixed(pieces) <= sheet.height * (_MOST if rows else 1):
                break
        _fit(flow, pieces, person.card.interaction_count if rows else 0)
    done += flow.end()
    if not done:
        done = [flow.page]
    return done, str(values["name"])


def _going_on(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with a line below the last one, as another follows."""
    last = pieces[-1]
    return [*pieces[:-1], replace(last, block=replace(last.block, line=True))]


def _shown(job: Job, sheet: Sheet) -> int:
    """Return how much of a timeline a page may hold; 0 where it is read whole, or not at all."""
    if job.options.whole or not job.options.has("timeline"):
        return 0
    return int((sheet.height - _HEAD) / _LOWEST)


def _rows(person: Person, job: Job) -> list[TimelineRow]:
    """Return as much of the timeline as may be printed."""
    if job.options.whole and job.options.has("timeline"):
        return words.entry_rows(person.card.id)
    return person.entries


def _laid_out(
    person: Person, job: Job, how: Look, album: Album, room: Room, rows: list[TimelineRow]
) -> tuple[dict[str, Any], list[Piece]]:
    """Return what is said of someone, and that laid out."""
    pictures = album[str(person.card.id)]
    values = words.summary_values(person.card, job, room, coded=pictures.code is not None)
    if pictures.tie is not None:
        values["history"] = {"width": int(room.width), "height": history_chart.HEIGHT}
    values["entries"] = words.entries(rows, job, person.card.id)
    blocks = how.blocks("summary", values)
    return values, laid_out(blocks, how, album, room.width, [values["name"]])


def _album(person: Person, job: Job) -> Album:
    """Return what someone's pictures are drawn from."""
    card, options = person.card, job.options
    photo = photo_of(person.draft, _PHOTO) if options.has("photo") else None
    line = tuple(score for _, score in card.history)
    drawn = options.history and words.is_drawn(card)
    tie = tie_history.tie_history(card.id, job.today) if drawn else None
    return {str(card.id): Pictures(card.full_name, card.id, photo, person.code, line, tie=tie)}


def _fixed(pieces: list[Piece]) -> float:
    """Return the height of what is printed in any case."""
    return sum(piece.room for piece in pieces if not piece.block.entry) - GAP


def _fit(flow: Flow, pieces: list[Piece], count: int) -> None:
    """Set on one page what it has room for, newest first, and say how many are left out."""
    entries = [piece for piece in pieces if piece.block.entry]
    room = flow.paper.height - _fixed(pieces)
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
        _say_more(flow, count - shown, some=shown > 0)


def _cut_to_page(flow: Flow, pieces: list[Piece]) -> None:
    """Set what fits of a card that says more than a page holds."""
    full = next(flow.put(pieces), None)
    if full is not None:
        flow.page = full
        say = QCoreApplication.translate("print", "More is in the journal.")
        _say(flow, say)


def _say_more(flow: Flow, left_out: int, *, some: bool) -> None:
    say = QCoreApplication.translate
    if some:
        _say(flow, say("print", "and %n earlier [entry|entries]", "", left_out))
    else:
        _say(flow, say("print", "%n [entry is|entries are] in the journal", "", left_out))


def _say(flow: Flow, text: str) -> None:
    sheet = flow.paper
    used = max((s.y + s.height for s in flow.page.slices), default=sheet.top)
    y = min(used + GAP, sheet.top + sheet.height - FOOT_LINE + 4)
    flow.page.smalls.append(Small(text, QRectF(sheet.left(0) + 42, y, sheet.width - 42, FOOT_LINE)))
