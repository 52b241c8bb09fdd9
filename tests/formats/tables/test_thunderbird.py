"""Thunderbird's CSV: languages, encodings, line ends."""

from __future__ import annotations

import pytest

from netjournal.formats import read, sniff
from netjournal.formats.tables.headernames import languages, names
from tests.formats.tables.seen import reading, seen

ADA = {
    "line": 2,
    "full_name": "Countess Ada",
    "name": "|Ada||Byron|",
    "nicknames": ["AAL"],
    "birthday": "1815-12-10",
    "affiliations": ["Engines|Poet|Maths"],
    "methods": [
        "email =a@x.example",
        "email =b@x.example",
        "messenger(aim) AIM=ada99",
        "phone work=+1",
        "phone home=+2",
        "phone work fax=+3",
        "phone pager=+4",
        "phone mobile=+5",
        "url work=http://w.example",
        "url home=http://h.example",
    ],
    "addresses": [
        {
            "label": "home",
            "street": "1 Main\nFlat 2",
            "locality": "London",
            "postal_code": "N1",
            "country": "UK",
        },
        {"label": "work", "street": "2 Work", "locality": "Leeds", "country": "UK"},
    ],
    "extras": ["Custom 1=one, two", "Custom 2=a\tb"],
}


@pytest.mark.parametrize(
    ("name", "note"), [("thunderbird_en.csv", "x\ry"), ("thunderbird_cr_only.csv", "x")]
)
def test_english(name, note):
    recognition, records = reading(name)
    assert (recognition.format, recognition.variant) == ("thunderbird", "en")
    assert records == [ADA | {"note": note}]


def test_german_birthday_column_is_the_day_only():
    recognition, records = reading("thunderbird_de_utf16.csv")
    assert (recognition.variant, recognition.encoding) == ("de", "utf-16")
    assert records == [
        {
            "line": 2,
            "full_name": "Hans G.",
            "name": "|Hans||Groß|",
            "birthday": "--05-12",
            "methods": ["email =h@x.example", "phone home=+49 1"],
        }
    ]


def test_japanese_in_shift_jis():
    recognition, records = reading("thunderbird_ja_sjis.csv")
    assert (recognition.variant, recognition.encoding) == ("ja", "cp932")
    assert records[1:] == [
        {
            "line": 2,
            "full_name": "山田太郎",
            "name": "|太郎||山田|",
            "nicknames": ["タロ"],
            "birthday": "1970-01-02",
            "methods": ["email =taro@x.example", "phone mobile=+81"],
        }
    ]


def test_impossible_birthday_is_kept(tmp_path):
    path = tmp_path / "a.csv"
    header = "First Name,Display Name,Primary Email,Birth Year,Birth Month,Birth Day"
    path.write_text(f"{header}\nAda,Ada,a@x.example,1990,13,1\nBob,Bob,,1990,,\n")
    warning, ada, bob = map(seen, read(path, sniff(path)))
    assert warning["warned"] == "The birthday is no date; it was kept as text."
    assert ada["extras"] == ["Birth Year=1990", "Birth Month=13", "Birth Day=1"]
    assert bob["birthday"] == "1990"


@pytest.mark.parametrize("language", languages("thunderbird"), ids=lambda language: language.code)
def test_every_language_is_recognised(tmp_path, language):
    columns = names("thunderbird", language.code)
    wanted = {("given", ""): "Ada", ("family", ""): "Byron", ("phone", "mobile"): "+1"}
    wanted |= {("birth_year", ""): "1990", ("birth_month", ""): "5", ("birth_day", ""): "12"}
    cells = [wanted.pop((use.target, use.label), "") for _, use in columns]
    path = tmp_path / "book.csv"
    header = ",".join(f'"{name}"' for name, _ in columns)
    path.write_text(f"{header},\n{','.join(cells)},\n", encoding="utf-8")
    recognition = sniff(path)
    assert recognition.format == "thunderbird"
    (record,) = map(seen, read(path, recognition))
    assert record["name"] == "|Ada||Byron|"
    assert record["birthday"] == "1990-05-12"
    assert record["methods"] == ["phone mobile=+1"]
