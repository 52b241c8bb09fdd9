"""One odd record among good ones: it is rejected or mended, and the rest is imported."""

from __future__ import annotations

import json

import pytest

from netjournal.formats.me import Me
from netjournal.models import Contact
from netjournal.models.handle import db, from_day
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from tests.builders import TODAY
from tests.models.snapshot import assert_sound

ME = Me(names=("Zo",))
NO_DAYS = ["2024-13-45", "2024-13", "12/11/2026", "soon", "--05-12", "0", "9" * 5_000]
OWN = '{{"netjournal": 1, "contacts": [\n], "interactions": [\n{}\n]}}\n'
EXTRA = 'X-NETJOURNAL-EXTRA:["csv"\\, "Shoe \\ud83d"\\, "4\\udc00"\\, ""\\, ""]'


@pytest.fixture
def bring(journal, tmp_path):
    """Write a file, import it, and return the report."""

    def run(text, name, me=None):
        path = tmp_path / name
        path.write_bytes(text.encode())
        recognition = importing.recognise(path)
        plan = importing.analyse(path, recognition=me.tell(recognition) if me else recognition)
        with journal.edit(f"Import {name}", source="import") as edit:
            report = apply(plan, edit, TODAY)
        assert_sound(journal)
        return report

    return run


def talk():
    """Return (day, precision, summary) of every interaction."""
    rows = db.execute_sql("SELECT day, precision, summary FROM interaction ORDER BY day, id")
    return [(from_day(day).isoformat(), precision, said) for day, precision, said in rows]


@pytest.mark.parametrize("day", NO_DAYS)
def test_a_day_that_is_none_in_our_csv(bring, day):
    text = "Day,Kind,Summary,netjournal-csv/1;interactions\n"
    report = bring(f"{text}2024-05-01,met,first,\n{day},met,odd,\n2019-04,met,last,\n", "i.csv")
    assert [said for _, _, said in talk()] == ["last", "first"]
    assert (report.interactions, [one.line for one in report.rejected]) == (2, [3])
    assert day in report.rejected[0].reason or len(day) > 100


@pytest.mark.parametrize("day", [*NO_DAYS, "20240501", "0000", "9" * 20])
def test_a_day_that_is_none_in_our_json(bring, day):
    entries = [{"day": "2024-05-01", "summary": "first"}, {"day": day}, {"day": "2019"}]
    report = bring(OWN.format(",\n".join(map(json.dumps, entries))), "i.json")
    assert (report.interactions, [one.line for one in report.rejected]) == (2, [4])
    assert talk() == [("2019-12-31", 2, ""), ("2024-05-01", 0, "first")]


def test_our_csv_saved_again_by_a_spreadsheet(bring):
    text = "Day,Kind,Summary,netjournal-csv/1;interactions\n"
    report = bring(f"{text}11/3/2025,met,a,\n11/27/2025,met,b,\n2019-04,met,c,\n", "i.csv")
    assert talk() == [("2019-04-30", 1, "c"), ("2025-11-03", 0, "a"), ("2025-11-27", 0, "b")]
    assert (report.interactions, report.rejected) == (3, ())


def test_an_emoji_cut_in_half_in_a_chat(bring):
    said = {"type": "message", "from": "Ana", "from_id": "user5", "text": "cut \ud83d"}
    messages = [{"id": 1, "date": "2024-01-02T10:00:00", "date_unixtime": "1704189600", **said}]
    chat = {"name": "Ana \udc00", "type": "personal_chat", "id": 5, "messages": messages}
    report = bring(json.dumps(chat), "tg.json", ME)
    assert (report.interactions, report.rejected) == (1, ())


@pytest.mark.parametrize("indent", [None, 1])
def test_an_emoji_cut_in_half_in_our_json(bring, indent):
    good, odd = {"full_name": "Ben"}, {"full_name": "Ana \ud83d", "aura \ud83d": ["\udc00"]}
    if indent:
        text = json.dumps({"netjournal": 1, "contacts": [good, odd, {"full_name": "Cy"}]}, indent=1)
    else:
        text = "".join(map("{},\n".format, map(json.dumps, (good, odd))))
        text = f'{{"netjournal": 1, "contacts": [\n{text}{{"full_name": "Cy"}}\n]}}\n'
    report = bring(text, "own.json")
    assert (report.added, report.rejected) == (3, ())
    assert sorted(row.full_name for row in Contact.select()) == ["Ana \ufffd", "Ben", "Cy"]
    (extra,) = db.execute_sql("SELECT name, value FROM extra_property").fetchall()
    assert extra == ("aura \ufffd", '["\ufffd"]')


def test_an_emoji_cut_in_half_in_an_extra_of_a_card(bring):
    report = bring(f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n{EXTRA}\nEND:VCARD\n", "a.vcf")
    assert (report.added, report.rejected) == (1, ())
    assert ("Shoe \ufffd", "4\ufffd") in db.execute_sql(
        "SELECT name, value FROM extra_property"
    ).fetchall()


def test_numbers_that_no_journal_can_hold(bring):
    entries = [{"day": "2024-05-01"}, {"day": "2024-05-01", "minutes": 10**30}, {"day": "2019"}]
    report = bring(OWN.format(",\n".join(map(json.dumps, entries))), "i.json")
    assert (report.interactions, [one.line for one in report.rejected]) == (2, [4])
    text = "Day,Kind,Minutes,Summary,netjournal-csv/1;interactions\n"
    report = bring(f"{text}2024-05-02,met,{10**30},long,\n", "i.csv")
    assert (report.interactions, len(report.warnings)) == (1, 1)


def test_a_time_of_a_thousand_digits_is_none(bring):
    report = bring(
        OWN.format(json.dumps({"day": "2024-05-01", "time": "9" * 5_000 + ":1"})), "i.json"
    )
    assert report.interactions == 1
    assert db.execute_sql("SELECT minute FROM interaction").fetchone() == (None,)


def test_ids_of_a_messenger_in_our_json_are_not_believed(bring):
    people = [{"name": "Ana", "known_as": known} for known in (["telegram", "user7"],)]
    odd = [{"day": "2024-05-02", "people": [{"name": "Bo", "known_as": ["x"]}]}]
    entries = [{"day": "2024-05-01", "people": people}, *odd]
    report = bring(OWN.format(",\n".join(map(json.dumps, entries))), "i.json")
    assert (report.interactions, len(report.rejected)) == (1, 1)
    assert db.execute_sql("SELECT COUNT(*) FROM external_id").fetchone() == (0,)
