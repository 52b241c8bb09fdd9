"""The demo journal: the same every time, invented throughout, and something on every page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from netjournal.models import Journal, from_day, to_day
from netjournal.models.contact import MET_VIA
from netjournal.models.handle import db
from netjournal.services.bonds import introducers, ties
from netjournal.services.bonds.network_data import Whom
from netjournal.services.giving import introductions, shelf
from netjournal.services.invented import demo
from netjournal.services.invented.demo_people import people
from netjournal.services.nurturing import nudges, nurture
from netjournal.services.people import contacts
from tests.models.snapshot import assert_sound, recorded

DAYS = [date(2026, 11, 23), date(2028, 2, 29), date(2027, 1, 1)]
FICTIONAL = re.compile(
    r"\+44 7700 900\d{3}|\+49 30 23125 \d{3}|\+1 202-555-01\d\d|\+33 1 99 00 \d\d \d\d"
    r"|\+46 70 1740 6\d\d|\+353 20 910 0\d{3}"
)


def filled(path, day, seed=demo.SEED):
    journal = Journal.create(path)
    journal.today = lambda: to_day(day)
    demo.fill(journal, to_day(day), seed)
    return journal


@pytest.fixture(params=DAYS, ids=str)
def journal(request, tmp_path):
    journal = filled(tmp_path / "demo.netjournal", request.param)
    yield journal
    journal.close()


def values(sql):
    return [row[0] for row in db.execute_sql(sql).fetchall()]


def test_fills_every_page(journal):
    assert_sound(journal)
    today = journal.today()
    assert 140 <= contacts.count() <= 150
    assert 1000 <= values("SELECT COUNT(*) FROM interaction")[0] <= 1800
    assert set(values("SELECT DISTINCT met_via FROM contact")) == {*MET_VIA, ""}
    assert set(values("SELECT DISTINCT kind_id FROM interaction")) == set(range(1, 22))
    page = nurture.today_page(today)
    assert page.nurture
    assert len([d for d in page.dates if d.what == "birthday"]) >= 3
    assert len(page.events) >= 2
    due = [p.due_on - today for p in page.promises if p.due_on is not None]
    assert min(due) < 0
    assert 0 in due
    assert max(due) > 0
    for table in ("need", "help", "introduction", "work_share", "relation", "important_date"):
        assert values(f"SELECT COUNT(*) FROM {table}")[0] >= 3, table
    assert values("SELECT COUNT(*) FROM contact WHERE booster = 'yes'")[0] >= 3
    assert page.could_help
    assert len(page.lane) == 3
    assert page.known is not None
    assert page.known.share
    assert nudges.unanswered(page.resting[0][0], today)
    assert introducers.introducers(Whom()).roots
    assert any(one.by_name for one in introductions.latest())
    assert any(shelf.served(work.id, today) for work in shelf.works())


def test_covers_four_years_up_to_today(journal):
    today = journal.today()
    first, last = db.execute_sql("SELECT MIN(day), MAX(day) FROM interaction").fetchone()
    assert today - 4 * 366 <= first <= today - 3 * 365
    assert today - 7 <= last < today
    assert values("SELECT MAX(created_at) FROM contact")[0] < (today + 1) * 86_400_000


def test_names_the_conference_by_its_year(journal):
    circle = values("SELECT name FROM tag WHERE name LIKE 'PyCon%'")[0]
    assert circle == f"PyCon {from_day(journal.today() - 220).year}"


def test_nothing_leads_to_anybody_real(journal):
    for value in values("SELECT value FROM contact_method WHERE kind IN ('email', 'url')"):
        host = re.split("[@/]", value.rstrip("/"))[-1]
        assert host == "example.com" or host.endswith(".example"), value
    for value in values("SELECT value FROM contact_method WHERE kind = 'phone'"):
        assert FICTIONAL.fullmatch(value), value
    for value in values("SELECT url FROM work WHERE url <> ''"):
        assert value.startswith("https://me.example/")


def test_has_the_odd_ones(journal):
    surnames = values("SELECT family_name FROM contact")
    assert max(map(len, surnames)) == 60
    assert "Kim" in values("SELECT full_name FROM contact WHERE family_name = ''")
    assert max(map(len, values("SELECT body FROM interaction"))) > 1000
    scripts = "".join(values("SELECT full_name FROM contact"))
    for letter in ["Ł", "Д", "Γ", "ل", "ד", "अ", "山", "민", "ธ"]:
        assert letter in scripts


def test_lasting_ties_come_from_doing_things_together(journal):
    via_of = dict(db.execute_sql("SELECT id, met_via FROM contact").fetchall())
    known = ties.read(list(via_of), journal.today())
    alive: dict[str, list[bool]] = {}
    for contact_id, via in via_of.items():
        alive.setdefault(via, []).append(contact_id in known and known[contact_id].score >= 3)
    share = {via: sum(some) / len(some) for via, some in alive.items()}
    assert share["volunteering"] > 0.5 > max(share["linkedin_add"], share["career_fair"])


def test_is_one_step(journal):
    journal.undo()
    assert values("SELECT COUNT(*) FROM contact") == [0]
    journal.redo()
    assert contacts.count() > 100


def test_same_seed_same_journal(tmp_path):
    dumps = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        journal = filled(tmp_path / f"{name}.netjournal", DAYS[0], seed)
        dumps.append(recorded())
        journal.close()
    assert dumps[0] == dumps[1]
    assert dumps[0] != dumps[2]


def test_joins_people_already_there(tmp_path):
    journal = Journal.create(tmp_path / "mine.netjournal")
    try:
        with journal.edit("Add"):
            mine = contacts.create(contacts.ContactForm(full_name="Me Myself", circles=["choir"]))
        demo.fill(journal, journal.today())
        assert contacts.form(mine).full_name == "Me Myself"
        assert values("SELECT COUNT(*) FROM tag WHERE sort_key = 'choir'") == [1]
        assert_sound(journal)
    finally:
        journal.close()


def test_people_have_their_own_handles():
    handles = [person.handle for person in people()]
    assert len(set(handles)) == len(handles)
