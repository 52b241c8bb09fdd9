"""Calendars and mailboxes into a journal: once, twice, back again, and who the user is."""

from __future__ import annotations

import re

import pytest

from netjournal.errors import ImportRejected
from netjournal.formats.mapping import from_json
from netjournal.models.handle import db, from_day
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


# -- moved: the same meeting at another time in a newer file


ONE = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:9
SEQUENCE:{version}
DTSTAMP:{stamp}
DTSTART;TZID=Europe/Berlin:{start}
DURATION:PT45M
SUMMARY:{summary}
LOCATION:Café
DESCRIPTION:Bring the plans
ATTENDEE;CN=Ana Kovač:MAILTO:ana@x.example
END:VEVENT
END:VCALENDAR
"""


def one(path, start="20240108T100000", summary="Lunch", version=0, stamp="20240101T080000Z"):
    path.write_text(ONE.format(start=start, summary=summary, version=version, stamp=stamp))
    return path


def when():
    rows = db.execute_sql(
        "SELECT day, minute, summary FROM interaction WHERE trashed_at IS NULL ORDER BY day, minute"
    )
    return [(from_day(day).isoformat(), minute, summary) for day, minute, summary in rows]


def test_a_moved_meeting_moves_in_one_step(journal, tmp_path, ana):
    old = one(tmp_path / "old.ics")
    bring(journal, old)
    before = recorded()
    new = one(tmp_path / "new.ics", "20240110T143000", "Late lunch", 1, "20240105T080000Z")
    plan = importing.analyse(new)
    assert plan.counts["changed"] == importing.foresee(plan).changed == 1
    (move,) = plan.changed
    assert (move.day, move.minute, move.draft.day) == ("2024-01-08", 600, "2024-01-10")
    report = bring(journal, new)
    assert (report.changed, report.interactions, report.read, report.unchanged) == (1, 0, 1, 0)
    assert when() == [("2024-01-10", 870, "Late lunch")]
    again = bring(journal, new)
    assert (again.changed, again.unchanged, again.batch_id) == (0, 1, None)
    assert bring(journal, old).changed == 0  # an older file moves nothing back
    last = one(tmp_path / "last.ics", "20240111T143000", "Late lunch", 2)
    assert bring(journal, last).changed == 1  # a move by the calendar is no edit
    assert when() == [("2024-01-11", 870, "Late lunch")]
    journal.undo()
    journal.undo()
    assert recorded() == before


def test_a_moved_meeting_that_was_edited_stays_and_is_said(journal, tmp_path, ana):
    bring(journal, one(tmp_path / "old.ics"))
    first = db.execute_sql("SELECT id FROM interaction").fetchone()[0]
    with journal.edit("Edit"):
        form = interactions.form(first)
        form.body = "She did come."
        interactions.update(first, form)
    report = bring(journal, one(tmp_path / "new.ics", "20240110T143000", version=1))
    assert (report.changed, report.unchanged, report.batch_id) == (0, 1, None)
    assert [one.message for one in report.warnings if one.line] == [
        "Otherwise in the file, but left as it is because you edited it since: Lunch (2024-01-08)"
    ]
    assert when() == [("2024-01-08", 600, "Lunch")]


def test_one_that_is_in_the_trash_stays_there(journal, tmp_path, ana):
    bring(journal, one(tmp_path / "old.ics"))
    with journal.edit("Trash"):
        interactions.trash([db.execute_sql("SELECT id FROM interaction").fetchone()[0]])
    report = bring(journal, one(tmp_path / "new.ics", "20240110T143000", version=1))
    assert (report.changed, report.interactions, when()) == (0, 0, [])


def test_a_series_at_another_hour_is_the_same_series(journal, files, ana):
    bring(journal, files[0])
    files[0].write_text(
        SERIES.replace("T100000", "T163000").replace("T110000", "T170000") + "END:VCALENDAR\n"
    )
    report = bring(journal, files[0])
    assert (report.changed, report.interactions) == (3, 0)
    assert when() == [(f"2024-01-{day:02}", 990, "Coffee") for day in (8, 15, 22)]
    assert bring(journal, files[0]).batch_id is None


def test_one_occurrence_moves_and_a_single_meeting_becomes_a_series(journal, files, ana):
    alone = SERIES.replace("RRULE:FREQ=WEEKLY;COUNT=3\n", "")
    files[0].write_text(alone)
    bring(journal, files[0])
    moved = alone.replace("UID:1\n", f"UID:1\nRECURRENCE-ID;TZID={STAMP}\n")
    moved = moved.partition("BEGIN:VEVENT")[2].replace("20240108", "20240117")
    files[0].write_text(f"{SERIES}BEGIN:VEVENT{moved}END:VCALENDAR\n")
    report = bring(journal, files[0])
    assert (report.changed, report.interactions) == (1, 2)  # the first one has another id now
    assert when() == [(f"2024-01-{day:02}", 600, "Coffee") for day in (8, 17, 22)]
    assert bring(journal, files[0]).batch_id is None


# -- others take part: people who were invited or taken off since


def meeting(path, people, stamp="20240101T080000Z", more=""):
    lines = "".join(f"ATTENDEE;CN={name}:MAILTO:{mail}\n" for name, mail in people)
    text = ONE.format(start="20240108T100000", summary="Lunch", version=0, stamp=stamp)
    path.write_text(text.replace("END:VEVENT", f"{more}{lines}END:VEVENT"), "utf-8")
    return path


def taking_part():
    rows = db.execute_sql(
        "SELECT c.full_name FROM interaction_contact ic JOIN contact c ON c.id = ic.contact_id "
        "ORDER BY c.full_name"
    )
    return [name for (name,) in rows]


BEN, CAI = ("Ben Ode", "ben@x.example"), ("Cai", "cai@x.example")
LATER, LAST = "20240105T080000Z", "20240106T080000Z"


def test_who_joins_and_leaves_a_meeting_follows_its_calendar(journal, tmp_path, ana):
    old = meeting(tmp_path / "old.ics", [BEN])
    bring(journal, old)
    assert taking_part() == ["Ana Kovač", "Ben Ode"]
    before = recorded()
    new = meeting(tmp_path / "new.ics", [CAI], LATER)
    plan = importing.analyse(new)
    (change,) = plan.changed
    assert [ref.name for ref in change.joined] == ["Cai"]
    assert [name for _, name in change.left] == ["Ben Ode"]
    report = bring(journal, new)
    assert (report.changed, report.added, report.interactions) == (1, 1, 0)
    assert taking_part() == ["Ana Kovač", "Cai"]
    assert bring(journal, new).batch_id is None
    assert bring(journal, old).batch_id is None  # an older file takes nothing back
    last = meeting(tmp_path / "last.ics", [CAI, BEN], LAST)
    assert bring(journal, last).changed == 1  # following is no edit
    assert taking_part() == ["Ana Kovač", "Ben Ode", "Cai"]
    journal.undo()
    journal.undo()
    assert recorded() == before


def test_people_of_a_meeting_that_was_edited_stay_and_it_is_said(journal, tmp_path, ana):
    bring(journal, meeting(tmp_path / "old.ics", [BEN]))
    first = db.execute_sql("SELECT id FROM interaction").fetchone()[0]
    with journal.edit("Edit"):
        form = interactions.form(first)
        form.contact_ids = [ana]
        interactions.update(first, form)
    report = bring(journal, meeting(tmp_path / "new.ics", [BEN, CAI], LATER))
    assert (report.changed, report.batch_id) == (0, None)
    assert "because you edited it since: Lunch" in report.warnings[0].message
    assert taking_part() == ["Ana Kovač"]


def test_somebody_whose_card_has_another_name_is_still_there(journal, tmp_path, ana):
    def of(people, stamp):
        path = meeting(tmp_path / "a.ics", people, stamp)
        path.write_text(path.read_text("utf-8").replace("CN=Ana Kovač", "CN=Annie"), "utf-8")
        return path

    bring(journal, of([BEN], "20240101T080000Z"))
    assert taking_part() == ["Ana Kovač", "Ben Ode"]
    report = bring(journal, of([BEN, CAI], LATER))
    assert (report.changed, report.added) == (1, 1)
    assert taking_part() == ["Ana Kovač", "Ben Ode", "Cai"]


def test_somebody_whose_address_was_changed_by_hand_is_still_there(journal, tmp_path, ana):
    bring(journal, meeting(tmp_path / "old.ics", [BEN]))
    with journal.edit("Edit"):
        db.execute_sql(
            "UPDATE contact_method SET value = 'b@new.example', normalised = 'b@new.example' "
            "WHERE value = 'ben@x.example'"
        )
    report = bring(journal, meeting(tmp_path / "new.ics", [BEN, CAI], LATER))
    assert (report.changed, report.added) == (1, 1)
    assert taking_part() == ["Ana Kovač", "Ben Ode", "Cai"]


ME_TOO = "ORGANIZER;CN=Me Myself:mailto:me@x.example\n"
ANA_LINE = "ATTENDEE;CN=Ana Kovač:MAILTO:ana@x.example\n"


def alone(path, stamp=LATER, more=ME_TOO):
    """Write the meeting without its only guest."""
    meeting(path, [], stamp, more)
    path.write_text(path.read_text("utf-8").replace(ANA_LINE, ""), "utf-8")
    return path


def test_a_meeting_whose_only_guest_was_removed_goes_to_the_trash(journal, tmp_path, ana):
    old = one(tmp_path / "old.ics")
    bring(journal, old)
    before = recorded()
    new = alone(tmp_path / "new.ics")
    plan = importing.analyse(new)
    (gone,) = plan.withdrawn
    assert (gone.emptied, gone.people, gone.summary) == (True, ("Ana Kovač",), "Lunch")
    assert plan.counts["withdrawn"] == importing.foresee(plan).withdrawn == 1
    report = bring(journal, new)
    assert (report.withdrawn, report.interactions) == (1, 0)
    assert [str(one.message) for one in report.warnings][-1] == (
        "Meetings that nobody else takes part in any more, to the trash: 1."
    )
    assert in_trash() == [0]
    assert taking_part() == ["Ana Kovač"]  # it can be restored with her
    assert bring(journal, new).batch_id is None
    assert bring(journal, old).batch_id is None  # the older file brings nothing back
    journal.undo()
    assert recorded() == before


def test_a_guest_who_declined_afterwards_is_no_guest_either(journal, tmp_path, ana):
    old = one(tmp_path / "old.ics")
    bring(journal, old)
    text = old.read_text("utf-8").replace(":MAILTO:ana", ";PARTSTAT=DECLINED:MAILTO:ana")
    old.write_text(text, "utf-8")
    assert bring(journal, old).withdrawn == 1


def test_nobody_is_taken_off_by_a_file_that_is_older_or_names_nobody(journal, tmp_path, ana):
    before_inviting = alone(tmp_path / "older.ics", "20231201T080000Z")
    with pytest.raises(ImportRejected, match="nobody else takes part"):
        importing.analyse(before_inviting)
    bring(journal, one(tmp_path / "old.ics"))
    for path in (before_inviting, alone(tmp_path / "for strangers.ics", more="")):
        with pytest.raises(ImportRejected, match="nobody else takes part"):
            importing.analyse(path)
    everything = alone(tmp_path / "all.ics", LATER)
    plan = importing.analyse(everything, mapping=from_json('{"all_events": true}'))
    (change,) = plan.changed  # kept as a note of one's own where that is wished for
    assert (change.left, plan.withdrawn) == (((ana, "Ana Kovač"),), [])


def test_a_meeting_without_guests_that_was_edited_stays_and_is_said(journal, tmp_path, ana):
    bring(journal, one(tmp_path / "old.ics"))
    first = db.execute_sql("SELECT id FROM interaction").fetchone()[0]
    with journal.edit("Edit"):
        form = interactions.form(first)
        form.body = "She did come."
        interactions.update(first, form)
    report = bring(journal, alone(tmp_path / "new.ics"))
    assert (report.withdrawn, report.unchanged, in_trash()) == (0, 1, [])
    assert [str(one.message) for one in report.warnings if one.line] == [
        "Nobody else takes part any more, but kept because you edited it since: Lunch (2024-01-08)"
    ]


@pytest.mark.parametrize(
    ("modified", "gone"), [("", []), ("LAST-MODIFIED:20240112T080000Z\n", [1, 2])]
)
def test_a_series_keeps_what_had_taken_place_with_its_guest(journal, files, ana, modified, gone):
    bring(journal, files[0])
    files[0].write_text(
        SERIES.replace(ANA_LINE, modified).replace("UID:1\n", "UID:1\nSEQUENCE:1\n")
        + "END:VCALENDAR\n",
        "utf-8",
    )
    if gone:
        assert bring(journal, files[0]).withdrawn == len(gone)
    else:
        with pytest.raises(ImportRejected, match="nobody else takes part"):
            importing.analyse(files[0])
    assert in_trash() == gone


def test_somebody_who_was_forgotten_comes_back_with_no_newer_copy(journal, tmp_path, ana):
    bring(journal, meeting(tmp_path / "old.ics", [BEN]))
    with journal.edit("Delete"):
        db.execute_sql("DELETE FROM contact WHERE full_name = 'Ben Ode'")
    report = bring(journal, meeting(tmp_path / "new.ics", [BEN], LATER))  # the same people
    assert (report.changed, report.batch_id) == (0, None)
    assert taking_part() == ["Ana Kovač"]


def test_a_note_that_gets_people_becomes_a_meeting(journal, tmp_path, ana):
    alone = meeting(tmp_path / "old.ics", [])
    alone.write_text(re.sub("ATTENDEE.*\n", "", alone.read_text("utf-8")), "utf-8")
    plan = importing.analyse(alone, mapping=from_json('{"all_events": true}'))
    with journal.edit("Import", source="import") as edit:
        apply(plan, edit, TODAY)
    assert told()[0][0] == "note"
    bring(journal, meeting(tmp_path / "new.ics", [], LATER))
    assert told() == [("met", "Lunch", 45, 0, "Ana Kovač")]
