"""Calendars and mailboxes into a journal: once, twice, back again, and who the user is."""

from __future__ import annotations

import pytest

from netjournal.errors import ImportRejected
from netjournal.models.handle import db
from netjournal.services import importing, settings
from netjournal.services.import_apply import apply
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
