"""Rows of our own CSV straight from the tables are the rows that drafts give."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from netjournal.formats.journalcsv_writing import write_contacts
from netjournal.models.handle import db
from netjournal.services.interchange import exporting, gather, importing
from netjournal.services.interchange.import_apply import apply
from netjournal.services.invented import demo
from tests.builders import TODAY

CARDS = Path(__file__).parents[2] / "data" / "vcard"


def by_drafts(ids):
    out = io.StringIO(newline="")
    write_contacts(out, [draft for _, draft in gather.contact_drafts(ids)])
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


def straight(ids):
    out = io.StringIO(newline="")
    exporting.export(out, "csv", ids)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


@pytest.mark.parametrize("filled", ["cards", "demo"])
def test_both_ways_write_the_same(journal, filled):
    if filled == "demo":
        demo.fill(journal, journal.today())
    for path in sorted(CARDS.glob("*.vcf")) if filled == "cards" else ():
        plan = importing.analyse(path)
        with journal.edit("Import", source="import") as edit:
            apply(plan, edit, TODAY)
    ids = exporting.everybody()
    assert len(ids) > 20
    rows = by_drafts(ids)
    assert straight(ids) == rows
    head = dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))
    for name in {"cards": ("Photo", "Methods order", "Related 1"), "demo": ("Tags", "Extras")}[
        filled
    ]:
        assert any(head[name]), name
    backwards = [*reversed(ids), 10**9]
    assert straight(backwards) == by_drafts(backwards)
    assert straight([])[1:] == []


def test_relations_to_people_here_carry_their_uid(journal):
    demo.fill(journal, journal.today())
    ids = exporting.everybody()
    head, *rows = straight(ids)
    at = head.index("Related 1 UID")
    uids = {row[0] for row in rows}
    assert any(row[at] for row in rows) == bool(
        db.execute_sql("SELECT 1 FROM relation WHERE other_id IS NOT NULL").fetchone()
    )
    assert {row[at] for row in rows} - {""} <= uids
