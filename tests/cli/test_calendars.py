"""Calendars on the command line: in, with who the user is, and out."""

from __future__ import annotations

import pytest

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
    assert (one["format"], one["added"], one["met"], one["interactions"]) == ("ics", 0, 1, 1)
    assert one["warnings"] == []
    calendar.write_text(CALENDAR.replace("UID:1", "UID:2"))
    (one,) = call("import", calendar, "--json", *journal).data["files"]
    assert (one["met"], one["interactions"], one["warnings"]) == (0, 1, [])


def test_people_added_from_interactions_are_told_in_words(call, demo_journal, calendar):
    said = call("import", calendar, "--me", "me@x.example", "--journal", demo_journal)
    assert "1 read, 0 added, " in said.out
    assert said.out.endswith("1 person added from interactions, 1 interaction.\n")


def test_nobody_is_told_to_be_the_user(call, demo_journal, calendar):
    said = call("import", calendar, "--dry-run", "--journal", demo_journal)
    assert "not clear which of the people is you" in said.err


def test_no_meeting_is_a_rejected_file(call, demo_journal, calendar):
    calendar.write_text("BEGIN:VEVENT\nDTSTART:20240108\nEND:VEVENT\n")
    said = call("import", calendar, "--journal", demo_journal)
    assert said.code == 9
    assert "nobody else takes part: 1" in said.err


def test_all_events_can_be_asked_for(call, demo_journal, calendar, tmp_path):
    calendar.write_text("BEGIN:VEVENT\nDTSTART:20240108\nSUMMARY:PyCon\nEND:VEVENT\n")
    answers = tmp_path / "answers.json"
    answers.write_text('{"all_events": true}')
    said = call(
        *("import", calendar, "--mapping", answers, "--dry-run", "--json"),
        *("--journal", demo_journal),
    )
    assert said.data["files"][0]["interactions"] == 1


def test_what_was_called_off_is_said(call, demo_journal, calendar):
    journal = ("--journal", demo_journal)
    call("import", calendar, "--me", "me@x.example", *journal)
    calendar.write_text("BEGIN:VEVENT\nUID:1\nSTATUS:CANCELLED\nEND:VEVENT\n")
    said = call("import", calendar, "--dry-run", *journal)
    assert "1 called off and would be moved to the trash" in said.out
    said = call("import", calendar, "--json", *journal)
    assert (said.data["files"][0]["withdrawn"], said.data["files"][0]["read"]) == (1, 1)
    call("undo", *journal)
    said = call("import", calendar, "--dry-run", *journal)
    assert "1 called off" in said.out


def test_a_chat_in_doubt_says_how_to_read_it_otherwise(call, demo_journal, tmp_path):
    chat = tmp_path / "WhatsApp Chat with Ana.txt"
    chat.write_text("3/4/19, 9:00 - Ana: a\n")
    said = call("import", chat, "--dry-run", "--journal", demo_journal)
    assert '--mapping of {"date_order": "mdy"}' in said.err


@pytest.mark.parametrize("words", [(), ("--format", "ics")])
def test_a_calendar_comes_out(call, demo_journal, tmp_path, words):
    out = tmp_path / ("out" if words else "out.ics")
    said = call("export", out, *words, "--json", "--journal", demo_journal)
    assert said.data["format"] == "ics"
    text = out.read_bytes().decode()
    assert said.data["written"] == text.count("\r\nUID:") > 20
    assert text.endswith("END:VCALENDAR\r\n")


def test_one_interaction_is_one(call, demo_journal, tmp_path):
    path = tmp_path / "one.ics"
    path.write_text(
        "BEGIN:VEVENT\nUID:1\nDTSTART:20240108T100000\nATTENDEE;CN=Eve:mailto:e@x.example\n"
        "ATTENDEE;CN=Fay:mailto:f@x.example\nEND:VEVENT\n"
    )
    said = call("import", path, "--dry-run", "--journal", demo_journal)
    assert said.out.endswith(", 1 interaction.\n")


def test_a_mapping_is_remembered_and_used_again(call, demo_journal, tmp_path):
    journal = ("--journal", demo_journal)
    table, said = tmp_path / "people.csv", tmp_path / "map.json"
    table.write_text("aa;bb\nEve Adams;+47 1\n", "utf-8")
    said.write_text('{"bb": "phone", "aa": "full_name"}', "utf-8")
    assert call("import", table, *journal).code == 9
    assert call("import", table, "--mapping", said, *journal).code == 0
    table.write_text("aa;bb\nFay Young;+47 2\n", "utf-8")
    again = call("import", table, "--json", *journal)
    assert again.data["files"][0]["added"] == 1
    assert "as the last time" in again.err
    assert call("show", "Fay Young", "--json", *journal).data["phones"][0]["value"] == "+47 2"


def test_a_mapping_says_how_a_table_is_written(call, demo_journal, tmp_path):
    journal = ("--journal", demo_journal)
    table, said = tmp_path / "people.csv", tmp_path / "map.json"
    table.write_bytes("Name|E-mail;x\nŽofia Ňu|z@x.example;1\n".encode("cp1250"))
    said.write_text('{"encoding": "cp1250", "delimiter": "|"}', "utf-8")
    assert call("import", table, "--mapping", said, *journal).code == 0
    shown = call("show", "Žofia Ňu", "--json", *journal).data
    assert shown["full_name"] == "Žofia Ňu"
    said.write_text('{"encoding": "nonsense"}', "utf-8")
    assert call("import", table, "--mapping", said, *journal).code == 9
    said.write_text('{"delimiter": "||"}', "utf-8")
    assert call("import", table, "--mapping", said, *journal).code == 2


def test_what_outlook_cannot_take_is_counted(call, demo_journal, tmp_path):
    out = tmp_path / "out.csv"
    table = tmp_path / "people.csv"
    table.write_text("Name,E-mail\n青 木,a@x.example\n", "utf-8")
    call("import", table, "--journal", demo_journal)
    said = call("export", out, "--format", "outlook", "--json", "--journal", demo_journal)
    assert said.data["lost_characters"] >= 2
    assert "Letters that outlook doesn't know" in said.err
