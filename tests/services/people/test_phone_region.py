"""Which country numbers without a country code belong to."""

from __future__ import annotations

from netjournal.models.handle import db
from netjournal.services import settings
from netjournal.services.people import phone_region
from tests.builders import contact


def keys():
    return [row[0] for row in db.execute_sql("SELECT normalised FROM contact_method ORDER BY id")]


def test_choosing_works_out_anew_what_numbers_are_compared_by(journal):
    with journal.edit("Begin"):
        contact("Ana", phone="030 5550 1234")
        contact("Ben", phone="+49 30 5550 1234")
        contact("Cleo", phone="(212) 555-0123")
    before = keys()
    assert before[0] != before[1] == "+493055501234"
    assert phone_region.count_phones() == 2
    with journal.edit("Germany"):
        phone_region.choose("de")
    assert settings.region() == "DE"
    assert keys()[:2] == ["+493055501234"] * 2
    journal.undo()
    assert (settings.region(), keys()) == ("", before)


def test_what_is_written_later_follows(journal):
    with journal.edit("United States"):
        phone_region.choose("US")
        contact("Cleo", phone="(212) 555-0123")
    assert keys() == ["+12125550123"]
    with journal.edit("None"):
        phone_region.choose("")
    assert keys() == ["2125550123"]


def test_countries_have_their_codes():
    found = dict(phone_region.countries())
    assert (found["DE"], found["GB"], found["US"]) == (49, 44, 1)
    assert len(found) > 200
