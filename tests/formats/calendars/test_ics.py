"""Calendars: what other programs write, who took part, series, and what must never happen."""

from __future__ import annotations

import os
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import ImportRejected, UserError
from netjournal.formats import read, sniff
from netjournal.formats.calendars import ics_lines
from netjournal.formats.calendars.ics_drafts import people_mark
from netjournal.formats.draft import InteractionDraft, Rejected, Warned, Withdrawn
from netjournal.formats.mapping import from_json
from netjournal.formats.me import Me
from tests.formats.growth import LINEAR, growth

BESIDE = Path(__file__).parents[4] / "shared" / "interchange" / "samples"
SAMPLES = Path(os.environ.get("NETJOURNAL_SAMPLES", BESIDE))

ANA = "ATTENDEE;CN=Ana:mailto:ana@x.example"
BEN = "ATTENDEE;CN=Ben:mailto:ben@x.example"
START = "DTSTART:20200106T100000"
NOBODY = Me()
ME = Me(emails=("me@x.example",))


def event(*lines):
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def calendar(*lines, head=()):
    return "\r\n".join(("BEGIN:VCALENDAR", *head, "")) + event(*lines) + "END:VCALENDAR\r\n"


@pytest.fixture
def bring(tmp_path):
    def run(text, me=NOBODY):
        path = tmp_path / "a.ics"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(read(path, me.tell(sniff(path))))

    return run


def meetings(records):
    return [one for one in records if isinstance(one, InteractionDraft)]


def said(records):
    return [one.message for one in records if isinstance(one, Warned)]


def withdrawn(records):
    found = [one for one in records if isinstance(one, Withdrawn)]
    return [(one.external_id, one.series, one.since) for one in found]


def when(records):
    return [f"{one.day} {one.time}".strip() for one in meetings(records)]


def people(records):
    return [[one.name or one.email for one in draft.people] for draft in meetings(records)]


# -- one event


def test_a_whole_event(bring):
    (one,) = bring(
        calendar(
            "UID:u1",
            "DTSTART;TZID=Europe/Berlin:20200106T100000",
            "DTEND;TZID=Europe/Berlin:20200106T113000",
            "SUMMARY:Talk\\, long",
            "LOCATION:Room 5",
            "DESCRIPTION:One\\nTwo",
            "ORGANIZER;CN=Me:mailto:me@x.example",
            "CATEGORIES:WORK",
            "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
            ANA,
            "BEGIN:VALARM",
            "DESCRIPTION:Reminder",
            "END:VALARM",
        ),
        ME,
    )
    assert (one.day, one.time, one.zone, one.minutes) == (
        "2020-01-06",
        "10:00",
        "Europe/Berlin",
        90,
    )
    assert (one.summary, one.place, one.body) == ("Talk, long", "Room 5", "One\nTwo")
    assert (one.kind, one.initiator, one.external_id, one.line) == ("met", "me", "ics:u1", 2)
    assert [(p.name, p.email) for p in one.people] == [("Ana", "ana@x.example")]
    assert [(e.name, e.value, e.params) for e in one.extras] == [
        ("CATEGORIES", "WORK", ""),
        ("DTSTAMP", "", f"PEOPLE={people_mark(one.people)}"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        event(START, ANA),
        event(START, ANA).removesuffix("END:VEVENT\r\n"),
        calendar(START, "", ANA),
        calendar(START, ANA).replace("\r\n", "\r"),
        calendar(START, ANA).replace("\r\n", "\n"),
        calendar(START, ANA).replace("\r\n", "\r\r\n"),
        "\ufeff" + calendar(START, ANA),
        calendar(START, ANA).encode("utf-16"),
        calendar(START, ANA).lower(),
        calendar(START, ANA).replace(":mailto:", "\r\n :MAILTO:\r\n\t"),
        calendar("DTSTART:2020-01-06T10:00:00", ANA),
        calendar("DTSTART:2020-01-06 10:00", ANA),
        calendar(START, "no property", ANA, "BEGIN:X", "SUMMARY:y"),
        "BEGIN:VTODO\nEND:VTODO\n" + calendar(START, ANA),
    ],
)
def test_odd_files_are_read(bring, text):
    records = bring(text)
    assert when(records) == ["2020-01-06 10:00"]
    assert [p.email for p in meetings(records)[0].people] == ["ana@x.example"]


def test_several_calendars(bring):
    text = calendar("UID:1", START, ANA) + calendar("UID:2", START, BEN)
    assert people(bring(text)) == [["Ana"], ["Ben"]]


def test_a_character_that_is_folded_apart(bring):
    data = calendar(START, "SUMMARY:Två", ANA).encode().replace(b"\xc3", b"\xc3\r\n ")
    assert meetings(bring(data))[0].summary == "Två"


def test_latin_1(bring):
    data = calendar(START, "SUMMARY:Två år, größte", ANA).encode("latin-1")
    assert meetings(bring(data))[0].summary == "Två år, größte"


def test_text_that_was_broken_instead_of_folded(bring):
    records = bring(calendar(START, ANA, "DESCRIPTION:One", "two: three", "", "four"))
    assert meetings(records)[0].body == "One\ntwo: three\nfour"


def test_html_becomes_text(bring):
    records = bring(calendar(START, ANA, "DESCRIPTION:<p>Hi<br>there &amp\\; you</p>"))
    assert meetings(records)[0].body == "Hi\nthere & you"


@pytest.mark.parametrize(
    ("line", "expected", "minutes"),
    [
        ("DTSTART:20200106T240000", "2020-01-07 00:00", None),
        ("DTSTART;VALUE=DATE:20200106", "2020-01-06", None),
        ("DTSTART:20200106", "2020-01-06", None),
        ("DTSTART;VALUE=DATE:20200106T000000", "2020-01-06", None),
        ("DTSTART:20200106T100000\r\nDURATION:PT1H30M", "2020-01-06 10:00", 90),
        ("DTSTART:20200106T100000\r\nDTEND:20200106T090000", "2020-01-06 10:00", None),
        ("DTSTART:20200106T100000\r\nDURATION:soon", "2020-01-06 10:00", None),
    ],
)
def test_dates(bring, line, expected, minutes):
    records = bring(calendar(line, ANA))
    assert when(records) == [expected]
    assert meetings(records)[0].minutes == minutes


@pytest.mark.parametrize("line", ["DTSTART:", "DTSTART:20209906T100000", "SUMMARY:x", "DTSTART:9"])
def test_events_without_a_date_are_named(bring, line):
    assert Rejected(2, "the event has no date") in bring(calendar(line, ANA))


# -- zones


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Eastern Standard Time", "America/New_York"),
        ("FLE Standard Time", "Europe/Kiev"),
        ('"Canberra, Melbourne, Sydney"', "Australia/Sydney"),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', "Europe/Berlin"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("/x/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("GMT-0500", "Etc/GMT+5"),
        ("Etc/UTC", ""),  # by this machine's clocks
        ("../../etc/passwd", ""),
        ("America", ""),
        ("Customized Time Zone", ""),
    ],
)
def test_names_of_zones(bring, zone, expected):
    (one,) = meetings(bring(calendar(f"DTSTART;TZID={zone}:20200106T100000", ANA)))
    assert one.zone == expected


def test_a_zone_that_only_the_calendar_explains(bring):
    zone = ("BEGIN:VTIMEZONE", "TZID:Home", "X-LIC-LOCATION:Europe/Rome", "END:VTIMEZONE")
    (one,) = meetings(bring(calendar("DTSTART;TZID=Home:20200106T100000", ANA, head=zone)))
    assert (one.time, one.zone) == ("10:00", "Europe/Rome")


def test_a_wrong_timezone_is_not_believed(bring):
    zone = ("BEGIN:VTIMEZONE", "TZID:Eastern Standard Time", "BEGIN:STANDARD")
    zone += ("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE")
    line = "DTSTART;TZID=Eastern Standard Time:20200106T100000"
    (one,) = meetings(bring(calendar(line, "DTEND:20200106T160000Z", ANA, head=zone)))
    assert (one.zone, one.minutes) == ("America/New_York", 60)


def test_utc_is_told_by_the_calendars_clocks(bring):
    head = ("X-WR-TIMEZONE:Asia/Tokyo",)
    (one,) = meetings(bring(calendar("DTSTART:20200106T230000Z", ANA, head=head)))
    assert (one.day, one.time, one.zone) == ("2020-01-07", "08:00", "Asia/Tokyo")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system's zone can't be set")
def test_utc_is_told_by_this_machines_clocks(bring, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert when(bring(calendar("DTSTART:20200106T020000Z", ANA))) == ["2020-01-05 21:00"]
        assert when(bring(calendar("DTSTART:20200106T020000+0300", ANA))) == ["2020-01-05 18:00"]
    finally:
        monkeypatch.undo()
        time.tzset()


# -- people


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('ATTENDEE;CN="Müller, Jörg":MAILTO:J@X.example', ("Müller, Jörg", "J@X.example")),
        ("ATTENDEE;CN=Müller, Jörg:mailto:j@x.example", ("Müller, Jörg", "j@x.example")),
        ("ATTENDEE;CN=A: B;EMAIL=e@x.example:invalid:nomail", ("A: B", "e@x.example")),
        ("ATTENDEE;CN=Zoë:invalid:nomail", ("Zoë", "")),
        ('ATTENDEE;CN="Ann "Q" Lee":mailto:a@x.example', ("Ann Q Lee", "a@x.example")),
        ("ATTENDEE;CN='Ann Lee':mailto:a@x.example", ("Ann Lee", "a@x.example")),
        ("ATTENDEE;CN=Tom ^'Tim^' Lee:mailto:a@x.example", ('Tom "Tim" Lee', "a@x.example")),
        ("ATTENDEE;CN=a@x.example:mailto:a@x.example", ("", "a@x.example")),
        ("ATTENDEE:a@x.example", ("", "a@x.example")),
        ('ATTENDEE;CN=Open "quote:mailto:a@x.example', ("Open quote", "a@x.example")),
        ("ATTENDEE;CN=X:/o=ORG/cn=X", ("X", "")),
    ],
)
def test_attendees(bring, line, expected):
    (one,) = meetings(bring(calendar(START, line)))
    assert [(p.name, p.email) for p in one.people] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;PARTSTAT=DECLINED;CN=Ben:mailto:ben@x.example",
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:ana@x.example":mailto:ben@x.example',
        "ATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@x.example",
        "ATTENDEE;CUTYPE=ROOM;CN=Room:mailto:room@x.example",
        "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:ben@x.example",
        "ATTENDEE;CN=Room:mailto:c_1@resource.calendar.google.com",
        "ATTENDEE:",
        "ORGANIZER;CN=Ana:mailto:ANA@x.example",
        "ORGANIZER;CN=Me:mailto:me@x.example",
    ],
)
def test_who_was_not_there(bring, line):
    assert people(bring(calendar(START, ANA, line), ME)) == [["Ana"]]


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("ATTENDEE:mailto:me@x.example", "ORGANIZER:mailto:me@x.example"),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ana@x.example",),
        (ANA, "ATTENDEE;PARTSTAT=DECLINED:mailto:me@x.example"),
    ],
)
def test_no_meeting(bring, lines):
    records = bring(calendar(START, *lines), ME)
    if lines:  # else nothing tells that the file says who takes part
        gone = records.pop(0)  # should it have been a meeting before
        assert isinstance(gone, Withdrawn)
        assert gone.emptied
    assert records == [Warned(0, "Events left out because nobody else takes part: 1.")]


def test_the_organizer_counts(bring):
    organizer = "ORGANIZER;CN=Ana:mailto:ana@x.example"
    (one,) = bring(calendar(START, organizer, "ATTENDEE:mailto:me@x.example"), ME)
    assert (one.initiator, one.people[0].name) == ("them", "Ana")
    assert meetings(bring(calendar(START, organizer))) == []  # may well be the user


def test_who_is_always_there_is_the_user(bring):
    mine = "ATTENDEE;CN=I:mailto:me@x.example"
    others = [f"ATTENDEE:mailto:{name}@x.example" for name in "abc"]
    text = "".join(event(f"UID:{n}", START, mine, one) for n, one in enumerate(others))
    records = bring(text)
    assert people(records) == [["a@x.example"], ["b@x.example"], ["c@x.example"]]
    assert said(records) == []


def test_an_address_nobody_told_of_is_found(bring):
    mine = "ATTENDEE:mailto:alias@x.example"
    others = [f"ATTENDEE:mailto:{name}@x.example" for name in "abc"]
    text = "".join(event(f"UID:{n}", START, mine, one) for n, one in enumerate(others))
    assert people(bring(text, ME)) == [["a@x.example"], ["b@x.example"], ["c@x.example"]]


def test_the_calendars_name_may_tell_the_user(bring):
    text = calendar(START, ANA, "ATTENDEE:mailto:me@x.example", head=["X-WR-CALNAME:me@x.example"])
    assert people(bring(text)) == [["Ana"]]


def test_it_is_told_when_nobody_is_known_to_be_the_user(bring):
    assert "not clear which" in said(bring(calendar(START, ANA, BEN)))[0]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["SUMMARY:Coffee with Ana"], "coffee"),
        (["SUMMARY:Kaffee?"], "coffee"),
        (["SUMMARY:x", "LOCATION:https://us02web.zoom.us/j/1"], "video_call"),
        (["SUMMARY:x", "LOCATION:choir-of.zoom.us/j/1"], "video_call"),
        (["SUMMARY:x", "DESCRIPTION:see http://acme.webex.com/meet"], "video_call"),
        (["SUMMARY:x", "LOCATION:aboutmeet.google.com/"], "met"),
        (["SUMMARY:Phone call Ana"], "call"),
        ([f"ATTENDEE:mailto:p{n}@x.example" for n in range(20)], "group"),
    ],
)
def test_kinds(bring, lines, kind):
    assert meetings(bring(calendar(START, ANA, *lines)))[0].kind == kind


# -- versions, cancelling, what is to come


def test_the_latest_version_counts(bring):
    new = calendar("UID:1", "SEQUENCE:2", "DTSTART:20200107T100000", ANA)
    old = calendar("UID:1", "SEQUENCE:1", START, ANA)
    assert when(bring(new + old)) == when(bring(old + new)) == ["2020-01-07 10:00"]


@pytest.mark.parametrize("head", [["METHOD:CANCEL"], []])
def test_cancelled(bring, head):
    status = [] if head else ["STATUS:CANCELLED"]
    text = calendar("UID:1", START, ANA) + calendar("UID:1", START, *status, head=head)
    gone, said = bring(text)
    assert said == Warned(0, "Events left out because they were cancelled: 1.")
    assert (gone.external_id, gone.series, gone.since) == ("ics:1", "ics:1:", "")


def test_answers_are_no_meetings(bring):
    assert meetings(bring(calendar(START, ANA, head=["METHOD:REPLY"]))) == []


def test_what_is_to_come(bring):
    text = calendar(f"DTSTART:{date.today().year + 2}0101T100000", ANA)
    assert bring(text) == [Warned(0, "Events left out because they are still to come: 1.")]


# -- series


def test_series(bring):
    text = calendar("UID:1", START, ANA, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20200113T100000")
    records = bring(text)
    assert when(records) == ["2020-01-06 10:00", "2020-01-20 10:00", "2020-01-27 10:00"]
    assert len({one.external_id for one in meetings(records)}) == 3


def test_exdate_and_until_in_utc(bring):
    text = calendar(
        "DTSTART;TZID=America/New_York:20200106T200000",
        "RRULE:FREQ=DAILY;UNTIL=20200109T010000Z",
        "EXDATE:20200108T010000Z",
        ANA,
    )
    assert when(bring(text)) == ["2020-01-06 20:00", "2020-01-08 20:00"]


def test_whole_days(bring):
    text = calendar(
        "DTSTART;VALUE=DATE:20200106",
        "RRULE:FREQ=DAILY;UNTIL=20200108",
        "EXDATE;VALUE=DATE:20200107",
        "RDATE;VALUE=DATE:20200110",
        ANA,
    )
    assert when(bring(text)) == ["2020-01-06", "2020-01-08", "2020-01-10"]


def test_one_of_a_series_was_moved_another_cancelled(bring):
    head = ("UID:1", "DTSTART;TZID=Europe/Berlin:20200106T100000")
    text = (
        event(*head, "RRULE:FREQ=DAILY;COUNT=3", ANA)
        + event("UID:1", "RECURRENCE-ID:20200107T090000Z", "DTSTART:20200107T150000", ANA, BEN)
        + event(
            "UID:1", "RECURRENCE-ID;TZID=Europe/Berlin:20200108T100000", "STATUS:CANCELLED"
        ).replace("STATUS", "DTSTART:20200108T100000\r\nSTATUS")
    )
    records = bring(text)
    assert when(records) == ["2020-01-06 10:00", "2020-01-07 15:00"]
    assert people(records) == [["Ana"], ["Ana", "Ben"]]
    assert withdrawn(records) == [("ics:1:20200108T090000Z", "", "")]


SERIES = ("UID:1", "DTSTART;TZID=Europe/Berlin:20200316T100000", "RRULE:FREQ=WEEKLY;COUNT=5")
BERLIN = ";TZID=Europe/Berlin:20200323T100000"


@pytest.mark.parametrize(
    "moved",
    [";TZID=Europe/Berlin:20200324T120000", ":20200324T110000Z"],
)
def test_one_and_all_later_ones_were_changed(bring, moved):
    change = (f"RECURRENCE-ID;RANGE=THISANDFUTURE{BERLIN}", f"DTSTART{moved}", BEN)
    special = ("RECURRENCE-ID:20200330T080000Z", "DTSTART:20200401T080000Z", ANA, BEN)
    text = event(*SERIES, ANA) + event("UID:1", *change) + event("UID:1", *special)
    records = bring(text)
    # the clocks change on the 29th: it is still at noon
    assert when(records)[:2] == ["2020-03-16 10:00", "2020-03-24 12:00"]
    assert when(records)[2:4] == ["2020-04-07 12:00", "2020-04-14 12:00"]
    assert people(records) == [["Ana"], ["Ben"], ["Ben"], ["Ben"], ["Ana", "Ben"]]
    ids = {one.external_id for one in meetings(records)}
    assert ids == {one.external_id for one in meetings(bring(event(*SERIES, ANA)))}


def test_one_and_all_later_ones_were_cancelled(bring):
    change = (f"RECURRENCE-ID;RANGE=THISANDFUTURE{BERLIN}", "STATUS:CANCELLED")
    records = bring(event(*SERIES, ANA) + event("UID:1", *change))
    assert when(records) == ["2020-03-16 10:00"]
    assert withdrawn(records) == [("ics:1:20200323T090000Z", "ics:1:", "20200323T090000Z")]
    alone = bring(event("UID:1", *change))
    assert withdrawn(alone) == withdrawn(records)


def test_the_later_ones_without_their_series(bring):
    change = (f"RECURRENCE-ID;RANGE=THISANDFUTURE{BERLIN}", f"DTSTART{BERLIN}", BEN)
    (one,) = meetings(bring(event("UID:1", *change)))
    assert (one.day, one.external_id) == ("2020-03-23", "ics:1:20200323T090000Z")


@pytest.mark.parametrize(
    ("head", "stamp", "told", "since"),
    [
        (["METHOD:CANCEL"], "DTSTAMP:20200401T120000Z", 3, "20200401"),
        (["METHOD:CANCEL"], "LAST-MODIFIED:20200401T120000Z", 3, "20200401"),
        ([], "DTSTAMP:20200401T120000Z", 0, ""),  # that of the export
        ([], "LAST-MODIFIED:2020-04-01T12:00:00Z", 3, "20200401"),
        (["METHOD:CANCEL"], "DTSTAMP:soon", 0, ""),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_what_took_place_before_its_series_was_cancelled_stays(
    bring, head, stamp, told, since, first
):
    end = calendar("UID:1", "SEQUENCE:1", stamp, "STATUS:CANCELLED", head=head)
    series = calendar(*SERIES, ANA)
    records = bring(series + end if first else end + series)
    assert when(records) == when(bring(series))[:told]
    assert withdrawn(records) == [("ics:1", "ics:1:", since)]


def test_a_cancelled_series_that_was_taken_up_again(bring):
    end = calendar("UID:1", "SEQUENCE:1", "STATUS:CANCELLED")
    records = bring(calendar(*SERIES, ANA, "SEQUENCE:2") + end)
    assert len(meetings(records)) == 5
    assert withdrawn(records) == []


def test_days_taken_out_of_a_series_are_withdrawn(bring):
    text = event(*SERIES, ANA, "EXDATE;VALUE=DATE:20200323", "EXDATE:20200330T080000Z")
    assert withdrawn(bring(text)) == [
        ("ics:1:20200323T090000Z", "", ""),
        ("ics:1:20200330T080000Z", "", ""),
    ]


def test_an_endless_series_ends_today(bring):
    records = bring(calendar("DTSTART:19700105T100000", ANA, "RRULE:FREQ=DAILY"))
    days = [one.day for one in meetings(records)]
    assert len(days) == 500
    assert days[-1] == date.today().isoformat()


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=9", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX"],
)
def test_rules_that_are_not_followed(bring, rule):
    records = bring(calendar(START, ANA, f"RRULE:{rule}"))
    assert when(records) == ["2020-01-06 10:00"]
    assert "Events left out because their repetition can't be told, but for the first: 1." in said(
        records
    )


# -- no end of it


def test_a_huge_line_a_deep_nest_and_many_lines(tmp_path):
    path = tmp_path / "a.ics"
    path.write_text(
        "BEGIN:VCALENDAR\n"
        + event(START, ANA, "SUMMARY:" + "x" * 20_000_000)
        + "BEGIN:X\n" * 100_000
        + event(START, BEN, *["COMMENT:x"] * 20_000)
    )
    records = meetings(list(read(path, sniff(path))))
    assert [len(one.summary) for one in records] == [500, 0]
    assert all(len(one.extras) <= 5_000 for one in records)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
    ],
)
def test_many_endless_series_stay_bearable(tmp_path, rule):
    path = tmp_path / "a.ics"
    one = event("UID:{n}", "DTSTART:19000101T100000", ANA, f"RRULE:{rule}")
    path.write_text("".join(one.replace("{n}", str(n)) for n in range(2_000)))
    began = time.process_time()
    list(read(path, sniff(path)))
    assert time.process_time() - began < 60


LONG_LISTS = [
    ("FREQ=MONTHLY;BYMONTHDAY=6,-3", "FREQ=MONTHLY;BYMONTHDAY=6{,6},-3{,99}"),
    ("FREQ=YEARLY;BYMONTH=1;BYDAY=MO", "FREQ=YEARLY;BYMONTH=1{,1};BYDAY=MO{,MO}"),
    ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=MO{,TH},TH{,MO}"),
    ("FREQ=YEARLY;BYYEARDAY=6,9", "FREQ=YEARLY;BYYEARDAY=6{,6},9{,999}"),
]


@pytest.mark.parametrize(("rule", "long"), LONG_LISTS)
def test_a_long_list_says_what_a_short_one_does(bring, rule, long):
    long = re.sub(r"\{(.*?)\}", lambda match: match[1] * 50_000, long)
    shortly = when(bring(calendar(START, ANA, f"RRULE:{rule};COUNT=30")))
    assert len(shortly) > 9
    began = time.process_time()
    assert when(bring(calendar(START, ANA, f"RRULE:{long};COUNT=30"))) == shortly
    assert time.process_time() - began < 3


BIRTHDAY = "DTSTART;VALUE=DATE:19650215", "SUMMARY:Birthday"
OUTLOOKS = "RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTHDAY=15;BYMONTH=2"


@pytest.mark.parametrize("rule", ["RRULE:FREQ=YEARLY", OUTLOOKS])
@pytest.mark.parametrize("guest", ["", "LAST-MODIFIED:20200101T000000Z", ANA])
def test_birthdays_leave_room_for_meetings(bring, rule, guest):
    days = "".join(event(f"UID:b{n}", *BIRTHDAY, rule, guest) for n in range(120))
    endless = event("UID:x", "DTSTART:19000101T100000", BEN, "RRULE:FREQ=DAILY")
    weekly = event("UID:w", "DTSTART:20200106T100000", BEN, "RRULE:FREQ=WEEKLY;COUNT=47")
    records = bring("BEGIN:VCALENDAR\r\n" + days + endless + weekly + "END:VCALENDAR\r\n", ME)
    assert sum(one.external_id.startswith("ics:w:") for one in meetings(records)) == 47
    assert not [one for one in said(records) if "repetition" in one]


def test_a_series_of_ones_own_is_left_out_as_one_event(bring):
    records = bring(event("UID:b", *BIRTHDAY, OUTLOOKS) + event("UID:m", START, ANA))
    assert "Events left out because nobody else takes part: 1." in said(records)


def test_no_events(bring):
    with pytest.raises(ImportRejected, match="no events"):
        bring("BEGIN:VCALENDAR\nEND:VCALENDAR\n")


def test_other_files_are_not_taken(tmp_path):
    path = tmp_path / "a.ics"
    path.write_text("BEGIN:VCARD\nFN:Ana\nNOTE:BEGIN:VEVENT\nEND:VCARD\n")
    assert sniff(path).format == "vcard"
    path.write_text("Name,Email\nAna,ana@x.example\n")
    assert sniff(path).format != "ics"


PIECES = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VALARM", START),
        *(ANA, BEN, "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "RRULE:FREQ=YEARLY;BYWEEKNO=53;COUNT=5"),
        *("EXDATE:20200106T100000Z,,x", "RECURRENCE-ID:20200106T100000Z", "DTEND:99991231T240000"),
        *("RDATE;VALUE=PERIOD:20200106T100000Z/PT1H", "DTSTART:99991231T235900Z", "UID:1", "X;=:"),
        *(
            "DTSTART;TZID=Asia/Tokyo:19000101T000000",
            "DURATION:P9999W",
            "X-WR-TIMEZONE:x",
            "\ud7ff",
        ),
    ]
)


@given(st.lists(PIECES | st.text(max_size=30), max_size=30))
def test_no_text_does_harm(tmp_path, lines):
    check(tmp_path, "\n".join(["BEGIN:VEVENT", *lines]).encode("utf-8", "replace"))


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_do_harm(tmp_path, junk, at):
    whole = calendar(START, ANA, "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Två").encode()
    check(tmp_path, whole[:at] + junk + whole[at:])


def check(tmp_path, data):
    path = tmp_path / "a.ics"
    path.write_bytes(data)
    try:
        for one in read(path, sniff(path, only="ics")):
            assert isinstance(one, InteractionDraft | Rejected | Warned | Withdrawn)
            if isinstance(one, InteractionDraft):
                assert date.fromisoformat(one.day) <= date.today()
    except UserError:
        pass


# -- rules of recurrence, against another implementation


@given(
    st.fixed_dictionaries(
        {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
        optional={
            "INTERVAL": st.integers(1, 5).map(str),
            "COUNT": st.integers(1, 60).map(str),
            "BYMONTH": st.sampled_from(["1", "2,7", "12"]),
            "BYDAY": st.sampled_from(["MO", "TU,SU", "MO,TU,WE,TH,FR"]),
            "BYSETPOS": st.sampled_from(["1", "-1", "1,-1"]),
            "WKST": st.sampled_from(["SU", "MO"]),
        },
    ),
    st.dates(date(2015, 1, 1), date(2020, 1, 1)),
    st.sampled_from(["", "1", "-1", "2"]),
    st.sampled_from(["", "15", "31", "-1,1"]),
)
def test_series_are_those_of_dateutil(parts, start, ordinal, monthdays):
    from datetime import datetime
    from itertools import takewhile

    from dateutil.rrule import rrulestr

    from netjournal.formats.calendars.ics_recurrence import MOST, days, rule

    parts = dict(parts)
    if monthdays and parts["FREQ"] != "WEEKLY":
        parts["BYMONTHDAY"] = monthdays
    elif "BYDAY" in parts and parts["FREQ"] in ("MONTHLY", "YEARLY"):
        parts["BYDAY"] = ",".join(ordinal + day for day in parts["BYDAY"].split(","))
    if not parts.keys() & {"BYDAY", "BYMONTHDAY"} or parts["FREQ"] in ("DAILY", "WEEKLY"):
        parts.pop("BYSETPOS", None)  # dateutil lets the first week begin with the first day
    text = ";".join(f"{key}={value}" for key, value in parts.items())
    last = date(2022, 6, 30)
    theirs = rrulestr(text, dtstart=datetime(start.year, start.month, start.day))
    expected = [x.date() for x in takewhile(lambda x: x.date() <= last, theirs)]
    if start not in expected:  # that the first day counts in any case is our reading
        expected = [start, *expected][: int(parts.get("COUNT", 10**6))]
    assert days(rule(text), start, last) == expected[-MOST:]


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU",
        "FREQ=YEARLY;BYWEEKNO=20,30;BYDAY=MO,FR",
        "FREQ=YEARLY;BYYEARDAY=100;BYMONTH=4",
        "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    ],
)
def test_rare_series(text):
    from datetime import datetime

    from dateutil.rrule import rrulestr

    from netjournal.formats.calendars.ics_recurrence import days, rule

    last = datetime(2024, 12, 31)
    theirs = rrulestr(text, dtstart=datetime(2016, 5, 3)).between(
        datetime(2016, 5, 4), last, inc=True
    )
    found = days(rule(text), date(2016, 5, 3), last.date())
    assert found == [date(2016, 5, 3), *(one.date() for one in theirs)]
    assert len(found) > 2


@pytest.mark.parametrize(
    ("text", "looked_at"),
    [
        ("FREQ=DAILY", 3653),
        ("FREQ=DAILY;INTERVAL=10;BYDAY=MO", 366),
        ("FREQ=WEEKLY", 522),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE", 3 * 261),
        ("FREQ=MONTHLY", 122 * 3),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", 122 * 5),
        ("FREQ=MONTHLY;BYDAY=2TU", 122 * 34),
        ("FREQ=YEARLY", 11 * 3),
        ("FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=2", 11 * 4),
        ("FREQ=YEARLY;BYMONTH=2,3;BYDAY=-1SU", 11 * 2 * 34),
        ("FREQ=YEARLY;BYDAY=20MO", 11 * 366),
        ("FREQ=YEARLY;BYMONTHDAY=1", 11 * 366),
        ("FREQ=YEARLY;INTERVAL=1000;BYWEEKNO=53", 366),
    ],
)
def test_what_a_series_costs_is_what_is_looked_at(text, looked_at):
    from netjournal.formats.calendars.ics_recurrence import effort, rule

    first, last = date(2010, 1, 1), date(2019, 12, 31)
    assert effort(rule(text), first, last) == pytest.approx(looked_at, abs=31)
    assert 1 <= effort(rule(text), last, first) <= 366


@pytest.mark.parametrize("text", ["", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;COUNT=0", "COUNT=3"])
def test_no_rule(text):
    from netjournal.formats.calendars.ics_recurrence import rule

    assert rule(text) is None


# -- other programs' calendars


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "cyrusimap__cyrus-imapd/participants.ics",
            [["Homer Simpson", "Carl Carlson", "Monty Burns"]],
        ),
        ("mozilla__releases-comm-central/import.ics", []),
        (
            "pimutils__khal/event_dt_partstat.ics",
            [["Henry Cabot", "Jane Doe", "jqpublic@example.com", "tent@example.com"]],
        ),
    ],
)
def test_samples(name, expected):
    path = SAMPLES / name
    records = list(read(path, sniff(path)))
    assert people(records) == expected
    assert not any(isinstance(one, Rejected) for one in records)


def test_lines_are_divided_where_quotes_allow():
    found = ics_lines.parsed('X;A="b;c:d";E=f:g:h')
    assert (found.name, found.params, found.value) == ("X", {"A": "b;c:d", "E": "f"}, "g:h")
    assert ics_lines.parsed("no property") is None


# -- events without others


def test_events_without_others_are_notes_when_asked_for(tmp_path):
    path = tmp_path / "a.ics"
    away = "ATTENDEE;PARTSTAT=DECLINED:mailto:me@x.example"
    path.write_text(
        event("UID:1", START, "SUMMARY:PyCon", "LOCATION:Graz")
        + event("UID:2", START, "SUMMARY:Not for me", away, ANA)
        + event("UID:3", START, "SUMMARY:Coffee", ANA),
        "utf-8",
    )
    told = ME.tell(sniff(path))
    records = list(read(path, told, from_json('{"all_events": true}')))
    kinds = [(one.kind, one.summary, one.place, len(one.people)) for one in meetings(records)]
    assert kinds == [("note", "PyCon", "Graz", 0), ("coffee", "Coffee", "", 1)]
    assert said(records) == ["Events left out because nobody else takes part: 1."]
    assert len(meetings(read(path, told, from_json('{"all_events": false}')))) == 1


def test_looking_for_a_video_call_takes_time_that_grows_with_the_text(bring):
    def make(size):
        return calendar(START, ANA, "SUMMARY:x", f"DESCRIPTION:{'X-' * size}")

    assert growth(bring, make, 500) < LINEAR
