"""Outlook's CSV: languages, generations, Exchange names."""

from __future__ import annotations

import pytest

from netjournal.formats import read, sniff
from netjournal.formats.tables.headernames import languages, names
from tests.formats.tables.seen import reading, seen

GUESSED = {
    "line": 0,
    "warned": "The file does not say how it is encoded; it was read as Windows-1252.",
}


def test_desktop_english():
    recognition, records = reading("outlook_en.csv")
    assert recognition.format == "outlook"
    assert (recognition.encoding, recognition.encoding_guessed) == ("cp1252", True)
    assert records == [
        GUESSED,
        {
            "line": 2,
            "full_name": "Zoë Brontë",
            "name": "Dr.|Zoë||Brontë|",
            "birthday": "1979-03-04",
            "note": "likes €\r\n“quotes”",
            "affiliations": ["Søn A/S|Chefin"],
            "methods": ["email =zoe@f.example", "url work=https://f.example"],
            "addresses": [
                {
                    "label": "work",
                    "street": "Königsstraße 5\r\n3. Stock\nHof",
                    "locality": "Köln",
                }
            ],
            "relations": ["child=Tim", "child=Eva", "spouse=Jo"],
            "tags": ["Friends", "Customers"],
            "interests": ["chess"],
            "met_through": "Jörg",
            "extras": ["User 1=VIP"],
        },
        {
            "line": 5,
            "full_name": "Sean O'Neill",
            "name": "|Sean||O'Neill|",
            "birthday": "1980-12-25",
            "methods": [
                "email =sean@acme.example",
                "email =so@x.example",
                "phone home=(555) 1",
                "phone work=+1 2",
                "phone work=+1 3",
            ],
            "extras": [
                "E-mail Address=/o=Org/ou=Site/cn=Recipients/cn=sean",
                "E-mail Display Name=Sean ONeill (sean@acme.example)",
                "E-mail 2 Display Name=Boss",
                "Private=True",
            ],
        },
    ]


def test_french_has_two_columns_called_titre():
    recognition, records = reading("outlook_fr.csv")
    assert (recognition.variant, recognition.delimiter) == ("fr", ";")
    assert records == [
        GUESSED,
        {
            "line": 2,
            "full_name": "François Lefèvre",
            "name": "M.|François||Lefèvre|",
            "birthday": "1980-12-25",
            "affiliations": ["Dubœuf|Directeur"],
            "methods": ["email =f@x.example", "phone work=+33 1", "phone mobile=+33 6"],
            "addresses": [{"label": "work", "street": "1 rue X", "locality": "Lyon"}],
        },
        {
            "line": 3,
            "full_name": "Zoé Noël",
            "name": "|Zoé||Noël|",
            "birthday": "1990-04-03",
            "methods": ["email =z@x.example"],
        },
    ]


def test_german_header_with_destroyed_letters():
    recognition, records = reading("outlook_de_destroyed.csv")
    assert recognition.variant == "de"
    assert records == [
        {
            "line": 2,
            "full_name": "Hans Gro\ufffd",
            "name": "|Hans||Gro\ufffd|",
            "affiliations": ["Firma"],
            "methods": ["email =h@x.example", "phone work=+49 1", "phone home=+49 2"],
            "addresses": [{"label": "work", "street": "Weg 1", "locality": "Ulm"}],
            "relations": ["manager=Chef"],
            "extras": ["B\ufffdro=12"],
        }
    ]


def test_outlook_com():
    recognition, records = reading("outlook_web.csv")
    assert recognition.variant == "web"
    assert records == [
        {
            "line": 2,
            "full_name": "Svein Heimdal",
            "name": "Mr|Svein||Heimdal|",
            "nicknames": ["Svenn"],
            "birthday": "1970-05-06",
            "affiliations": ["Fjord|Boss"],
            "methods": [
                "email =s@x.example",
                "phone mobile=901 06",
                "messenger =sv@chat",
                "url home=http://p.example",
            ],
            "addresses": [{"label": "work", "locality": "Oslo", "country": "NO"}],
            "relations": ["manager=Ola"],
            "extras": ["Schools=NTNU"],
        }
    ]


def test_squeezed_names():
    recognition, records = reading("outlook_squeezed.csv")
    assert recognition.format == "outlook"
    assert records == [
        {
            "line": 2,
            "full_name": "Ada Byron",
            "name": "|Ada||Byron|",
            "affiliations": ["|Poet"],
            "methods": ["email =a@x.example", "email =b@x.example", "phone work=+1"],
            "addresses": [{"label": "work", "street": "1 St"}],
            "extras": ["Language1=en"],
        }
    ]


def test_exchange_name_without_an_address(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address\n"
        "Ada,Byron,/o=Org/cn=ada,EX,Ada Byron,\n"
        "Bob,Hall,b@x.example,FAX,b@x.example,c@x.example\n"
        "Cy,Hall,c@x.example,EX,,\n"
    )
    ada, bob, cy = map(seen, read(path, sniff(path)))
    assert "methods" not in ada
    assert ada["extras"] == ["E-mail Address=/o=Org/cn=ada"]
    assert bob["methods"] == ["email =b@x.example", "email =c@x.example"]
    assert bob["extras"] == ["E-mail Type=FAX"]
    assert cy["methods"] == ["email =c@x.example"]


@pytest.mark.parametrize("language", languages("outlook"), ids=lambda language: language.code)
def test_every_language_is_recognised(tmp_path, language):
    columns = names("outlook", language.code)
    header = [name for name, use in columns if use.target != "formatted"]
    uses = [use for _, use in columns if use.target != "formatted"]
    wanted = {("given", ""): "Ada", ("family", ""): "Byron", ("email", "1"): "a@x.example"}
    wanted[("phone", "mobile")] = "+1"
    cells = [wanted.pop((use.target, use.label), "") for use in uses]
    path = tmp_path / "outlook.csv"
    quoted = [",".join(f'"{cell}"' for cell in row) for row in (header, cells)]
    path.write_text("\r\n".join(quoted), encoding="utf-8")
    recognition = sniff(path)
    assert recognition.format == "outlook"
    (record,) = map(seen, read(path, recognition))
    assert record["name"] == "|Ada||Byron|"
    assert record["methods"] == ["email =a@x.example", "phone mobile=+1"]


def test_second_mobile_phone_in_german(tmp_path):
    path = tmp_path / "a.csv"
    header = "Vorname,Nachname,E-Mail-Adresse,E-Mail 2: Adresse,Mobiltelefon,Mobiltelefon 2"
    path.write_text(f"{header}\nAda,Groß,a@x.example,,+1,+2\n", "utf-8")
    (record,) = map(seen, read(path, sniff(path)))
    assert record["methods"] == ["email =a@x.example", "phone mobile=+1", "phone mobile=+2"]


def test_japanese_honorific(tmp_path):
    path = tmp_path / "a.csv"
    header = "名,姓,敬称,電子メール アドレス,電子メール 2 アドレス"
    path.write_text(f"{header}\n太郎,山田,様,a@x.example,b@x.example\n", "utf-8")
    (record,) = map(seen, read(path, sniff(path)))
    assert record["name"] == "|太郎||山田|様"


def test_windows_live_mail_is_not_outlook(tmp_path):
    path = tmp_path / "a.csv"
    header = (
        "Vorname,Nachname,2. Vorname,Name,Spitzname,E-Mail-Adresse,Straße (privat),Ort (privat),"
        "Postleitzahl (privat),Bundesland (privat),Rufnummer (privat),Fax (privat),Mobiltelefon,"
        "Webseite (privat),Straße (geschäftlich),Ort (geschäftlich),Webseite (geschäftlich),Firma"
    )
    path.write_text(f"{header}\nAda,Groß,B.,,Adi,a@x.example,,,,BW,,,,p.de,,,w.de,X\n", "utf-8")
    (record,) = map(seen, read(path, sniff(path)))
    assert record["name"] == "|Ada|B.|Groß|"
    assert record["nicknames"] == ["Adi"]
    assert record["addresses"] == [{"label": "home", "region": "BW"}]
    assert record["methods"] == ["email =a@x.example", "url home=p.de", "url work=w.de"]
