"""Calendars and archives on the command line: in, with who the user is, and out."""

from __future__ import annotations

import zipfile

import pytest

CONNECTIONS = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ilse,Brandt,https://www.linkedin.com/in/ilse-b,,Acme,CTO,15 May 2024
"""
CALENDAR = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
DTSTART:20240108T100000
SUMMARY:Coffee
ORGANIZER;CN=Me Myself:mailto:me@x.example
ATTENDEE;CN=Nobody Else:MAILTO:nobody@x.example
ATTENDEE;CN=Me Myself:mailto:me@x.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def calendar(tmp_path):
    path = tmp_path / "a.ics"
    path.write_text(CALENDAR)
    return path


def test_the_user_is_told_once_and_remembered(call, demo_journal, calendar):
    journal = ("--journal", demo_journal)
    said = call("import", calendar, "--me", "ME@x.example", "--json", *journal)
    (one,) = said.data["files"]
    assert (one["format"], one["added"], one["met"], one["interactions"]) == ("ics", 1, 0, 1)
    assert one["warnings"] == []
    calendar.write_text(CALENDAR.replace("UID:1", "UID:2"))
    (one,) = call("import", calendar, "--json", *journal).data["files"]
    assert (one["added"], one["interactions"], one["warnings"]) == (0, 1, [])


def test_of_an_archive_people_met_in_messages_are_told_beside(call, demo_journal, tmp_path):
    packed = tmp_path / "export.zip"
    me, name = "https://www.linkedin.com/in/me", "New Person"
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("Connections.csv", CONNECTIONS)
        file.writestr("messages.csv", f"{head}c1,{name},{me}1,Me,{me},2024-05-15 10:30:01 UTC,Hi\n")
    said = call("import", packed, "--journal", demo_journal)
    assert "1 read, 1 added, 0 updated, 0 unchanged, 0 skipped, " in said.out
    assert said.out.endswith("2 people added from interactions, 2 interactions.\n")
