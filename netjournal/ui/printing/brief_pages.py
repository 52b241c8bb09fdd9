"""The brief: one person before you meet them, on one page, with room for notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QLineF, QRectF

from netjournal.services import wording
from netjournal.services.nurturing import brief, brief_words
from netjournal.services.people import contacts
from netjournal.services.printed.paper import Line, Part
from netjournal.ui import dates
from netjournal.ui.photos import load_picture
from netjournal.ui.printing.fitting import NAME, fitting
from netjournal.ui.printing.flow import Flow, laid_out
from netjournal.ui.printing.pages import FOOT_LINE, Small, footers
from netjournal.ui.printing.pictures import Pictures
from netjournal.ui.printing.words import heading, met, name_of
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from netjournal.progress import Progress
    from netjournal.services.nurturing.brief import Brief
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.options import Job
    from netjournal.ui.printing.pages import Page, Sheet

_PHOTO: Final = 320
_AVATAR: Final = 94.0
_LINE: Final = 30.0
_LEAST_LINES: Final = 3
_TEXT: Final = 400
_PRECISIONS: Final = ("day", "month", "year")


def pages(job: Job, sheet: Sheet, how: Look, progress: Progress) -> Iterator[Page]:
    """Yield the pages of everybody's brief, each beginning a page."""
    for done, contact_id in enumerate(job.ids):
        progress.step(done, len(job.ids))
        yield from _of_one(brief.brief(contact_id, job.today), job, sheet, how)
    progress.step(len(job.ids), len(job.ids))


def _of_one(one: Brief, job: Job, sheet: Sheet, how: Look) -> Iterator[Page]:
    key = str(one.contact_id)
    pictures = {key: Pictures(one.full_name, one.contact_id, _photo(one))}
    values = brief_values(one, job, sheet.width)
    flow = Flow(sheet)
    blocks = how.blocks("brief", values)
    done = list(flow.put(laid_out(blocks, how, pictures, sheet.width, [values["name"]])))
    if not done:
        _lines_for_notes(flow)
    done += flow.end()
    for number, page in enumerate(done, 1):
        day = f"NetJournal · {dates.full_day(job.today)}"
        page.smalls += footers(sheet, day, values["name"], f"{number} / {len(done)}")
        yield page


def _photo(one: Brief) -> QImage | None:
    if one.photo_id is None:
        return None
    data, _media_type = contacts.photo(one.photo_id)
    return load_picture(data, _PHOTO)


def _lines_for_notes(flow: Flow) -> None:
    """Rule what is left of the page, to write on."""
    sheet = flow.paper
    count = int((flow.left - FOOT_LINE - 12) / _LINE)
    if count < _LEAST_LINES:
        return
    y, x = sheet.top + flow.used + 6, sheet.left(0)
    words = heading(QCoreApplication.translate("print", "Notes"))
    flow.page.smalls.append(Small(words, QRectF(x, y, sheet.width, FOOT_LINE)))
    for n in range(1, count + 1):
        at = y + FOOT_LINE + n * _LINE - 4
        flow.page.rules.append((QLineF(x, at, x + sheet.width, at), "line", 1.0))


def brief_values(one: Brief, job: Job, width: float) -> dict[str, Any]:
    """Return what the template of a brief says; ``width`` is the page's between its margins."""
    say = QCoreApplication.translate
    why = one.explanation
    last = dates.full_day(one.last_on) if one.last_on is not None else ""
    tie = wording.reason(why, say, last)
    if one.last_on is not None:
        tie = f"{wording.heading(why.label, why.state, say)}: {tie}"
    questions = [Line(brief_words.question(asked, say)) for asked in one.questions]
    found = [
        (say("print", "You last spoke about"), _told(one, job)),
        (say("print", "Open"), _open(one)),
        (say("print", "What is new with you"), _news(one)),
        (say("print", "To ask"), questions),
        (say("print", "About them"), _about(one)),
        (say("print", "How we met"), _met(one)),
    ]
    parts = [Part(heading(label), tuple(lines)) for label, lines in found if lines]
    name = name_of(one.full_name)
    if one.pronouns:
        name = f"{name} ({display_safe(one.pronouns, 30)})"
    return {
        "key": str(one.contact_id),
        "name": name,
        "name_class": fitting([name], NAME, width - _AVATAR),
        "headline": display_safe(one.headline_line, 200),
        "tie": tie,
        "parts": parts,
    }


def _told(one: Brief, job: Job) -> list[Line]:
    found = []
    for told in one.told:
        day = dates.when(told.day, _PRECISIONS[told.precision])
        text = display_safe(told.text, _TEXT)
        if told.note and job.options.private:
            text = f"{text} ({display_safe(told.note, _TEXT)})" if text else told.note
        found.append(Line(f" · {text}", day))
    return found


def _open(one: Brief) -> list[Line]:
    say = QCoreApplication.translate
    found = []
    for need in one.needs:
        helpers = ", ".join(helper.full_name for helper in need.helpers[:2] if helper.full_name)
        text = say("print", "Needs: {need}").format(need=need.text)
        found.append(f"☐ {text} ({helpers}?)" if helpers else f"☐ {text}")
    mine, theirs = say("print", "I promised: {text}"), say("print", "They promised: {text}")
    found += [f"☐ {mine.format(text=promise.text)}" for promise in one.promised]
    found += [f"☐ {theirs.format(text=promise.text)}" for promise in one.promised_me]
    return [Line(display_safe(text, _TEXT)) for text in found]


def _news(one: Brief) -> list[Line]:
    say = QCoreApplication.translate
    found = []
    for news in one.news:
        text = display_safe(news.title, _TEXT)
        if news.topic:
            why = say("print", "they like {topic}").format(topic=display_safe(news.topic, 60))
            text = f"{text} ({why})"
        found.append(Line(f" · {text}", dates.full_day(news.day)))
    return found


def _about(one: Brief) -> list[Line]:
    say = QCoreApplication.translate
    found = []
    if one.interests:
        what = ", ".join(one.interests)
        found.append(say("print", "Interested in: {what}").format(what=what))
    if one.skills:
        found.append(say("print", "Good at: {what}").format(what=", ".join(one.skills)))
    if one.relations:
        text = ", ".join(one.relations)
        found.append(f"{text[:1].upper()}{text[1:]}")
    for soon in one.dates:
        what = say("print", "Birthday") if soon.what == "birthday" else soon.what
        found.append(f"{what}: {dates.full_day(soon.day)}")
    if one.circles:
        found.append(say("print", "Circles: {names}").format(names=", ".join(one.circles)))
    return [Line(display_safe(text, _TEXT)) for text in found]


def _met(one: Brief) -> list[Line]:
    said = (met(one.met), one.met.story)
    return [Line(display_safe(text, _TEXT)) for text in said if text.strip()]
