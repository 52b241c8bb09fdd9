"""Rows of our own CSV straight from the tables are the rows that drafts give."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from netjournal.formats.tables.journalcsv_layout import Widths
from netjournal.formats.tables.journalcsv_writing import write_contacts
from netjournal.models import Address, Contact, ContactMethod
from netjournal.models.handle import db
from netjournal.services.interchange import exporting, gather, importing
from netjournal.services.interchange.gather_cells import contact_rows
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


def test_whoever_lies_between_is_left_out(journal):
    demo.fill(journal, journal.today())
    ids = exporting.everybody()
    everybody = straight(ids)
    with journal.edit("Trash every third"):
        for one in ids[::3]:
            db.execute_sql("UPDATE contact SET trashed_at = 1 WHERE id = ?", (one,))
    rest = exporting.everybody()
    assert straight(rest) == by_drafts(rest)
    assert {row[0] for row in straight(rest)[1:]} < {row[0] for row in everybody[1:]}
    few = ids[::7]  # far apart: asked for one by one
    assert straight(few) == by_drafts(few)


def test_a_break_that_somebody_wrote_stays_in_its_cell(journal):
    with journal.edit("Add"):
        Contact.create(full_name="Ana\x1fB", headline="a\x1f\x1fb", note="\x1f")
    ids = exporting.everybody()
    assert straight(ids) == by_drafts(ids)
    assert straight(ids)[1][2] == "Ana\x1fB"


def test_breaks_in_what_people_have_several_of_stay_in_their_cells(journal):
    with journal.edit("Add"):
        for name in ("Ana", "Ben", "Caro\x1f"):
            one = Contact.create(full_name=name)
            for number in range(2 if name == "Ana" else 1):
                ContactMethod.create(
                    contact=one, kind="email", value=f"{name}\x1f{number}@x.example", label="a,b"
                )
            Address.create(contact=one, street='Way "1"\x1f\r\nyard', position=1)
    ids = exporting.everybody()
    assert straight(ids) == by_drafts(ids)


@pytest.mark.parametrize("several", [1, 3])
def test_who_has_more_than_the_columns_hold_is_not_cut_short(journal, several):
    with journal.edit("Add"):
        one = Contact.create(full_name="Ana")
        for number in range(several):
            ContactMethod.create(contact=one, kind="email", value=f"a{number}@x.example")
    narrow = Widths(email=several - 1)
    with pytest.raises(ValueError, match="more columns"):
        list(contact_rows([one.id], narrow))
