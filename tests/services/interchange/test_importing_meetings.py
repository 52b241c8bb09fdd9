"""Calendars and mailboxes into a journal: once, twice, back again, and who the user is."""

from __future__ import annotations

import pytest

from netjournal.errors import ImportRejected
from netjournal.models.handle import db
from netjournal.services import interactions, settings
from netjournal.services.duplicates import merge
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from tests import builders
from tests.builders import TODAY
from tests.models.snapshot import assert_sound, recorded

CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART;TZID=W. Europe Standard Time:20240108T100000
DTEND;TZID=W. Europe Standard Time:20240108T110000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Coffee
ORGANIZER;CN=Me Myself:mailto:me@x.example
ATTENDEE;CN=Ana Kovač:MAILTO:ana@x.example
ATTENDEE;CN=Me Myself:mailto:me@x.example
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20240201T100000
SUMMARY:Dentist
END:VEVENT
END:VCALENDAR
"""
MAILBOX = """\
From ana@x.example Wed Mar 16 19:16:02 2022
From: Ana <ana@x.example>
To: Me Myself <me@x.example>
Date: Wed, 16 Mar 2022 12:16:02 +0000
Subject: Plans
Message-ID: <1@x>

Shall we?

From me@x.example Wed Mar 17 19:16:02 2022
From: me@x.example
To: Ben Ode <ben@x.example>, me@x.example
Date: Thu, 17 Mar 2022 12:16:02 +0000
Subject: Hello
Message-ID: <2@x>

Hi Ben

From news@x.example Wed Mar 17 19:16:02 2022
From: news@x.example
To: me@x.example
Date: Thu, 17 Mar 2022 13:16:02 +0000
List-Unsubscribe: <mailto:x@x.example>

Buy

From ana@x.example Wed Mar 17 19:16:02 2022
From: Ana <ana@x.example>
To: me@x.example
Date: Fri, 18 Mar 2022 12:16:02 +0000
Subject: Invitation
Content-Type: text/calendar; method=REQUEST

""" + CALENDAR.replace("CALENDAR\n", "CALENDAR\nMETHOD:REQUEST\n", 1)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "all.ics").write_text(CALENDAR, "utf-8")
    (tmp_path / "all.mbox").write_text(MAILBOX, "utf-8")
    return tmp_path / "all.ics", tmp_path / "all.mbox"


@pytest.fixture
def ana(journal):
    with journal.edit("Add"):
        settings.remember_me(["Me Myself", "me@x.example"])
        return builders.contact("Ana Kovač", email="Ana@x.example")


def bring(journal, path):
    plan = importing.analyse(path)
    with journal.edit("Import", source="import") as edit:
        report = apply(plan, edit, TODAY)
    assert_sound(journal)
    return report


def told():
    return db.execute_sql(
        "SELECT k.key, i.summary, i.minutes, i.initiator, "
        "(SELECT group_concat(c.full_name) FROM interaction_contact ic "
        "JOIN contact c ON c.id = ic.contact_id WHERE ic.interaction_id = i.id) "
        "FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id ORDER BY i.day, i.minute"
    ).fetchall()


MAILS = [("email", "Plans", None, 2, "Ana Kovač"), ("email", "Hello", None, 1, "Ben Ode")]
COFFEES = [("coffee", "Coffee", 60, 1, "Ana Kovač")] * 3


def test_twice_changes_nothing_and_undo_gives_the_state_back(journal, files, ana):
    calendar, mailbox = files
    states = [recorded()]
    first = bring(journal, calendar)
    assert (first.format, first.added, first.interactions) == ("ics", 0, 3)
    assert told() == COFFEES
    states.append(recorded())
    second = bring(journal, mailbox)
    assert (second.format, second.added, second.interactions) == ("mbox", 1, 2)
    assert told() == [*MAILS, *COFFEES]  # the invitation is the meeting of the calendar
    states.append(recorded())
    for path, known in ((calendar, 3), (mailbox, 5)):
        again = bring(journal, path)
        assert (again.added, again.interactions, again.unchanged) == (0, 0, known)
        assert again.batch_id is None
        assert recorded() == states[-1]
    for state in reversed(states[:-1]):
        journal.undo()
        assert recorded() == state
    assert ana


def test_the_other_way_round_is_the_same(journal, files, ana):
    for path in reversed(files):
        bring(journal, path)
    assert told() == [*MAILS, *COFFEES]


def test_a_calendar_without_others_says_why(journal, tmp_path):
    path = tmp_path / "a.ics"
    path.write_text("BEGIN:VEVENT\nDTSTART:20240201T100000\nEND:VEVENT\n")
    with pytest.raises(ImportRejected, match="nobody else takes part: 1"):
        importing.analyse(path)


# -- taken back: what an earlier import brought and was called off since


SERIES = CALENDAR.partition("BEGIN:VEVENT\nUID:2")[0]
STAMP = "W. Europe Standard Time:20240115T100000"
ENDINGS = {
    "whole": ("", [0, 1, 2]),
    "since it was sent": ("DTSTAMP:20240110T080000Z\n", [1, 2]),
    "one": (f"RECURRENCE-ID;TZID={STAMP}\n", [1]),
    "one and later": (f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID={STAMP}\n", [1, 2]),
}


def ending(lines=""):
    event = f"BEGIN:VEVENT\nUID:1\nSEQUENCE:1\n{lines}END:VEVENT\n"
    return f"BEGIN:VCALENDAR\nMETHOD:CANCEL\n{event}END:VCALENDAR\n"


def in_trash():
    rows = db.execute_sql("SELECT trashed_at IS NOT NULL FROM interaction ORDER BY day").fetchall()
    return [number for number, (trashed,) in enumerate(rows) if trashed]


@pytest.fixture
def called_off(files):
    return files[0].with_name("cancel.ics")


@pytest.mark.parametrize("how", ENDINGS)
def test_what_was_called_off_goes_to_the_trash_in_the_same_step(
    journal, files, ana, called_off, how
):
    lines, gone = ENDINGS[how]
    bring(journal, files[0])
    before = recorded()
    called_off.write_text(ending(lines), "utf-8")
    plan = importing.analyse(called_off)
    assert plan.counts["withdrawn"] == importing.foresee(plan).withdrawn == len(gone)
    assert [one.day for one in plan.withdrawn] == [f"2024-01-{8 + 7 * n:02}" for n in gone]
    report = bring(journal, called_off)
    assert (report.withdrawn, report.interactions, report.read) == (len(gone), 0, len(gone))
    assert in_trash() == gone
    again = bring(journal, called_off)
    assert (again.withdrawn, again.unchanged, again.batch_id) == (0, len(gone), None)
    assert bring(journal, files[0]).interactions == 0  # the older file brings nothing back
    assert in_trash() == gone
    journal.undo()
    assert recorded() == before


@pytest.mark.parametrize("touch", ["words", "people", "need", "restored"])
def test_what_was_edited_since_stays_and_is_said(journal, files, ana, called_off, touch):
    bring(journal, files[0])
    called_off.write_text(ending(), "utf-8")
    first = db.execute_sql("SELECT MIN(id) FROM interaction").fetchone()[0]
    with journal.edit("Edit"):
        form = interactions.form(first)
        if touch == "words":
            form.body = "She did come."
        elif touch == "people":
            form.contact_ids = []
        elif touch == "need":
            form.need = "a flat"
        interactions.update(first, form)
        if touch == "restored":
            interactions.trash([first])
            interactions.restore([first])
    report = bring(journal, called_off)
    assert (report.withdrawn, report.unchanged) == (2, 1)
    assert in_trash() == [1, 2]
    (said,) = [one.message for one in report.warnings if one.line]
    assert said == "Called off, but kept because you edited it since: Coffee (2024-01-08)"


def test_a_merged_person_is_no_edit(journal, files, ana, called_off):
    bring(journal, files[0])
    with journal.edit("Merge"):
        merge.merge(builders.contact("Ana K."), [ana])
    called_off.write_text(ending(), "utf-8")
    assert bring(journal, called_off).withdrawn == 3


def test_a_mail_that_calls_off_takes_back_what_a_calendar_brought(journal, files, ana, called_off):
    bring(journal, files[0])
    mail = (
        "From: Ana <ana@x.example>\nTo: me@x.example\nDate: Fri, 5 Jan 2024 12:16:02 +0000\n"
        "Content-Type: text/calendar; method=CANCEL\n\n" + ending()
    )
    path = called_off.with_suffix(".eml")
    path.write_text(mail, "utf-8")
    assert bring(journal, path).withdrawn == 3


def test_ids_that_only_begin_alike_are_left_alone(journal, files, ana, called_off):
    files[0].write_text(SERIES.replace("UID:1", "UID:1:x").replace("RRULE", "X-RULE"), "utf-8")
    bring(journal, files[0])
    called_off.write_text(ending(), "utf-8")
    with pytest.raises(ImportRejected, match="they were cancelled: 1"):
        importing.analyse(called_off)
