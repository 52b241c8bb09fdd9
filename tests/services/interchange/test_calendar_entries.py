"""The journal as a calendar: what is in it, what stays out, UIDs that stay."""

from __future__ import annotations

import io
from datetime import date

import icalendar
import pytest

from netjournal.models import Followup, from_day
from netjournal.models.handle import db
from netjournal.services import events
from netjournal.services.interchange import calendar_entries, exporting, importing
from netjournal.services.invented import demo
from netjournal.services.nurturing import promises
from netjournal.services.people import circles, contacts
from netjournal.services.people.contact_form import DateForm
from tests import builders
from tests.builders import TODAY


def told(ids=None):
    return list(calendar_entries.entries(ids, TODAY))


def summaries(ids=None):
    return [one.summary for one in told(ids)]


def test_birthdays(journal):
    with journal.edit("Add"):
        builders.contact("Ana", birthday="1990-05-12")
        builders.contact("Bo", birthday="--02-29")
        builders.contact("Cleo", birthday="1990")
        builders.contact("Dan", birthday="1950-01-01", deceased=True)
        gone = builders.contact("Eve", birthday="1950-01-01")
        contacts.trash([gone])
    ana, bo = told()
    assert (ana.summary, ana.day, ana.yearly) == ("Birthday: Ana", date(1990, 5, 12), True)
    assert (ana.description, ana.remind) == ("Born in 1990.", 540)
    assert (bo.day, bo.description) == (date(2000, 2, 29), "")


def test_other_dates_and_equal_labels(journal):
    twice = [DateForm("Anniversary", "2010-06-01"), DateForm("Anniversary", "--06-02")]
    with journal.edit("Add"):
        builders.contact("Ana", dates=[*twice, DateForm("Moved", "2012")])
    first, second = told()
    assert first.summary == second.summary == "Anniversary: Ana"
    assert first.uid != second.uid
    assert [first.day, second.day] == [date(2010, 6, 1), date(2000, 6, 2)]


def test_rhythms(journal):
    with journal.edit("Add"):
        late, soon, paused, never, new, circled = (
            builders.contact(name, rhythm_state=state, rhythm_ideal_days=days)
            for name, state, days in (
                ("Late", "active", 10),
                ("Soon", "active", 30),
                ("Paused", "paused", 10),
                ("Never", "never", 10),
                ("New", "active", 10),
                ("Circled", "unset", None),
            )
        )
        for one in (late, soon, paused, never, circled):
            builders.interaction(one, ago=20)
        contacts.update(circled, _with_circle(circled, "Choir"))
        circles.set_rhythm(circles.circles()[0].id, 25, None)
    assert new
    found = {one.summary: from_day_of(one) for one in told()}
    assert found == {
        "Be in touch with Late": from_day(TODAY),
        "Be in touch with Soon": from_day(TODAY + 10),
        "Be in touch with Circled": from_day(TODAY + 5),
    }


def _with_circle(contact_id, name):
    form = contacts.form(contact_id)
    form.circles = [name]
    return form


def from_day_of(entry):
    assert entry.sequence > 0
    return entry.day


def test_promises(journal):
    with journal.edit("Add"):
        ana = builders.contact("Ana")
        promises.make("send links", TODAY, contact_id=ana, due=TODAY + 3)
        promises.make("call back", TODAY, contact_id=ana, due=None, by_me=False)
        promises.make("tidy up\nthe desk", TODAY, due=TODAY - 3)
        kept = promises.make("kept", TODAY, contact_id=ana, due=TODAY)
        promises.done(kept, TODAY)
    due, undated, mine = told()
    assert (due.summary, due.day, due.task) == (
        *("Promised to Ana: send links", from_day(TODAY + 3), False),
    )
    assert (undated.summary, undated.day, undated.task) == ("Ana promised: call back", None, True)
    assert (mine.summary, mine.description) == ("Promise: tidy up", "tidy up\nthe desk")
    assert summaries([ana]) == ["Promised to Ana: send links", "Ana promised: call back"]


def test_events(journal):
    with journal.edit("Add"):
        talk = builders.event(
            "Talk", ago=-3, start_minute=1140, zone="Europe/Berlin", place="Hall", note="Bring pens"
        )
        builders.event("Long", ago=9, ends_on=TODAY - 7)
        events.add_people(talk, "Ana (Rust), Bo")
    long, event = told()
    assert (long.day, long.last_day, long.remind) == (
        from_day(TODAY - 9),
        from_day(TODAY - 7),
        None,
    )
    assert (event.minute, event.zone, event.location) == (1140, "Europe/Berlin", "Hall")
    assert (event.description, event.remind) == ("Bring pens\n\nWith Ana, Bo.", -60)
    ((ana,),) = db.execute_sql("SELECT id FROM contact WHERE full_name = 'Ana'").fetchall()
    assert summaries([ana]) == ["Talk"]


def test_titles_can_be_in_another_language(journal):
    with journal.edit("Add"):
        builders.contact("Ana", birthday="1990-05-12")
    german = {"Birthday: {name}": "Geburtstag: {name}"}
    out = io.StringIO(newline="")
    exporting.export(out, "ics", tr=lambda context, text: german.get(text, text))
    assert "SUMMARY:Geburtstag: Ana\r\n" in out.getvalue()


@pytest.fixture
def full(journal):
    demo.fill(journal, TODAY)
    return journal


def test_the_demo_as_another_library_reads_it(full, tmp_path):
    path = tmp_path / "all.ics"
    report = exporting.export(path, "ics")
    (calendar,) = icalendar.Calendar.from_ical(path.read_bytes(), multiple=True)
    parts = calendar.walk("VEVENT") + calendar.walk("VTODO")
    assert len(parts) == report.written > 50
    assert len({part["UID"] for part in parts}) == len(parts)
    assert not any(part.errors for part in calendar.walk())
    (birthdays,) = db.execute_sql(
        "SELECT COUNT(*) FROM contact WHERE birthday LIKE '%-__-__' AND trashed_at IS NULL "
        "AND archived_at IS NULL AND deceased = 0"
    ).fetchone()
    assert sum(str(p["UID"]).endswith("-birthday@netjournal") for p in parts) == birthdays > 5
    assert Followup.select().count()


def test_uids_stay_when_things_change(full):
    before = {one.uid: one for one in told()}
    with full.edit("Change"):
        db.execute_sql("UPDATE contact SET full_name = full_name || ' X', rev = rev + 1")
        db.execute_sql("UPDATE event SET title = title || '!', starts_on = starts_on + 1")
        db.execute_sql("UPDATE followup SET due_on = due_on + 1")
    after = {one.uid: one for one in told()}
    assert before.keys() == after.keys()
    assert before != after


def test_our_own_calendar_is_no_meeting(full, tmp_path):
    path = tmp_path / "all.ics"
    exporting.export(path, "ics")
    with pytest.raises(importing.ImportRejected):
        importing.analyse(path)
