"""A small journal that has something for each layout, and pages as text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from netjournal.progress import Silent
from netjournal.services import events
from netjournal.services.giving import helping
from netjournal.services.nurturing import promises
from netjournal.services.people.contact_form import AddressForm, AffiliationForm
from netjournal.ui.printing import layouts, markup
from netjournal.ui.printing.options import Job, Options
from netjournal.ui.printing.typeset import Typeset
from tests.builders import TODAY, contact, event, interaction


def paragraphs(made):
    """Return what a document or a typeset block says, paragraph by paragraph."""
    if isinstance(made, Typeset):
        plain, cells = markup.read(made.html)
        found = [*plain, *(one for cell in cells for one in cell.paragraphs)]
        return ["".join(run.text for run in one.runs).replace("\u00a0", " ") for one in found]
    return made.toPlainText().replace("\ufffc", "").splitlines()


def set_lines(made):
    """Return (top, bottom, text) of each line; a typeset line may come in several pieces."""
    if isinstance(made, Typeset):
        return [(item.top, item.bottom, item.text) for item in made.items]
    found = []
    layout, block = made.documentLayout(), made.begin()
    while block.isValid():
        text, top = block.layout(), layout.blockBoundingRect(block).top()
        for n in range(text.lineCount()):
            line = text.lineAt(n)
            part = block.text()[line.textStart() : line.textStart() + line.textLength()]
            found.append((top + line.y(), top + line.y() + line.height(), part))
        block = block.next()
    return found


def links(made):
    """Return every link of a document or a typeset block."""
    if isinstance(made, Typeset):
        plain, cells = markup.read(made.html)
        found = [*plain, *(one for cell in cells for one in cell.paragraphs)]
        return [run.href for one in found for run in one.runs if run.href]
    found, block = [], made.begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            found.append(walk.fragment().charFormat().anchorHref())
            walk += 1
        block = block.next()
    return [link for link in found if link]


def said(pages):
    """Return what pages say, a line for each paragraph, pages divided."""
    found = []
    for page in pages:
        told = []
        seen = set()
        for piece in page.slices:
            if id(piece.document) not in seen:
                seen.add(id(piece.document))
                told += [text.strip() for text in paragraphs(piece.document) if text.strip()]
        told += [f"{small.text}{small.tail}" for small in page.smalls]
        found.append("\n".join(told))
    return "\n----\n".join(found) + "\n"


def job_of(*ids, layout="summary", **options):
    return Job(Options(layout=layout, **options), tuple(ids), TODAY)


def pages_of(*ids, **options):
    return list(layouts.pages(job_of(*ids, **options), Silent()))


@pytest.fixture
def small(look, journal):
    """Priya with all there is to know, Ana and Zoë; an event to come: name → id."""
    with journal.edit("Begin"):
        priya = contact(
            "Priya Raman",
            email="priya@fieldnote.example",
            phone="+49 30 5550 1234",
            interests=["soil sensors", "choir"],
            skills=["hiring"],
            circles=["Code for Good"],
            birthday="--05-12",
            note="secret thought",
            met_on="2024-06-14",
            met_place="Hack day",
            met_story="Same team for two days.",
            affiliations=[AffiliationForm("Fieldnote", title="CTO")],
            addresses=[
                AddressForm(
                    street="Torstraße 1", locality="Berlin", postal_code="10119", country="Germany"
                )
            ],
        )
        ana = contact("Ana Kovač", email="ana@example.com")
        zoe = contact("Zoë Østergård", met_on="2026-11-05")
        interaction(
            priya, ago=10, summary="Daughter won the contest", place="Café Anno", minutes=60
        )
        interaction(priya, ana, ago=40, kind="call", minutes=25)
        interaction(priya, ago=400, kind="helped", summary="Reviewed the plan")
        helping.note_need(priya, "a contractor for embedded Rust", TODAY)
        promises.make("send the pilot report", TODAY, contact_id=priya, due=TODAY + 3)
        meeting = event("Rust Berlin", ago=-3, place="c-base", start_minute=19 * 60)
        events.add_people(meeting, "Priya Raman (wants Rust people), Ana Kovač", "expected")
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield {"priya": priya, "ana": ana, "zoe": zoe, "event": meeting}
    QLocale.setDefault(before)
