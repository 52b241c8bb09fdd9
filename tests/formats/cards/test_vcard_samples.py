"""Every card of the sample vCards, against values read off the raw bytes by a person.

The samples are fixtures of other programs and not part of the repository; they are looked for
beside it (or where NETJOURNAL_SAMPLES says).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from netjournal.formats import read, sniff
from netjournal.formats.draft import ContactDraft, Warned

BESIDE = Path(__file__).parents[4] / "shared" / "interchange" / "samples"
SAMPLES = Path(os.environ.get("NETJOURNAL_SAMPLES", BESIDE))

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here"),
]


@dataclass
class C:
    """What a card must become; ``more`` maps an expression on the draft to its value."""

    full_name: str
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    org: str = ""
    title: str = ""
    note: str | None = ""  # None: too long to repeat
    more: dict[str, object] = field(default_factory=dict)


TEN = "十城目管理大型知座"
KOMMENTAR = "Kommentar ÄÄÄÄÄÄ ääääää ÖÖÖÖÖÖ öööööö ÜÜÜÜÜÜ üüüüüü ßßßßßß"
IPHONE = C(
    "Mr. John Richter James Doe Sr.",
    ["john.doe@ibm.com"],
    [
        "905-555-1234|mobile",
        "905-666-1234|home",
        "905-777-1234|work",
        "905-888-1234|home fax",
        "905-999-1234|work fax",
        "905-111-1234|pager",
        "905-222-1234|assistant phone",
    ],
    "IBM",
    "Money Counter",
    more={
        "d.name.additional": "Richter,James",
        "d.name.prefix + d.name.given + d.name.family + d.name.suffix": "Mr.JohnDoeSr.",
        "d.affiliations[0].department": "Accounting",
        "d.nicknames": ["Johny"],
        "d.birthday": "2012-06-06",
        "d.addresses[0].street": "Silicon Alley 5,",
        "d.addresses[1].street": "Street4\nBuilding 6\nFloor 8",
        "[a.label for a in d.addresses]": ["home", "work"],
        "urls": ["http://www.ibm.com|home page"],
        "d.photo.media_type": "image/jpeg",
        "preferred": ["john.doe@ibm.com", "905-555-1234", "http://www.ibm.com"],
    },
)
FULL = {
    "FolkerKinzel__VCards/German.vcf": [
        C(
            "Sören Täve Nüßlebaum",
            more={
                "d.name.family": "Nüßlebaum",
                "d.name.given": "Sören",
                "d.name.additional": "Täve",
                "d.addresses[0].locality": "Mößlitz",
                "d.addresses[0].formatted": "Mößlitz",
            },
        )
    ],
    "FolkerKinzel__VCards/Greek.vcf": [
        C(
            "Βαγγέλης",
            more={
                "d.name.family": "Παπαθανασίου",
                "d.name.given": "Ευάγγελος",
                "d.addresses[0].locality": "Αθήνα",
                "d.addresses[0].formatted": "Aθήνa",
            },
        )
    ],
    "FolkerKinzel__VCards/Ukrainian.vcf": [
        C(
            "Віталій Володимирович Кличко",
            more={
                "d.name.family": "Кличко",
                "d.addresses[0].locality": "Київ",
                "d.addresses[0].formatted": "Київ",
            },
        )
    ],
    "FolkerKinzel__VCards/v2_1.vcf": [
        C(
            "Maxl",
            ["privat@folker-kinzel.de", "business@folker-kinzel.de", "andere@folker-kinzel.de"],
            [
                "Tel geschäftlich|work unknown",
                "Tel privat|home",
                "Handy|mobile",
                "Other Phone",
                "Pager|pager",
                "0123/579|work fax",
                "Fax privat|home fax",
            ],
            "Firma",
            "Position",
            "\n".join([KOMMENTAR] * 6),
            {
                "d.affiliations[0].department": "Führungsetage",
                "d.name.given": "Max",
                "d.birthday": "1972-01-31",
                "[(x.label, x.date) for x in d.dates]": [("anniversary", "2000-12-24")],
                "[(x.label, x.name) for x in d.relations]": [("spouse", "Partner")],
                "urls": ["http://www.privat.de|home", "http://www.musterworks.de|work"],
                "d.addresses[0].street": "Firmenstraße",
                "d.addresses[0].extended": "1",
                "d.addresses[1].formatted": "Straße\nOrt, Bundesland PLZ\nLand",
                "d.addresses[0].formatted": "1\nFirmenstraße\nOrt Firma, Bundesland Firma PLZFirma"
                "\nLand Firma",
                "d.photo.media_type": "image/jpeg",
                "extra_names": ["X-WAB-GENDER", "REV"],
            },
        )
    ],
    "GNOME__evolution-data-server/13.vcf": [
        C(
            "Ralf Engels",
            ["Frank_Dawson@Lotus.com", "semicolon;@points.net"],
            ["+1-919-676-9515|msg work", "+1-919-676-9564|fax work"],
            "Ralf Engels evil tests",
            more={
                "urls": ["http://home%32%20.earthlink.net/~fdawson"],
                "d.addresses[0].street": "Evil semicolon city;",
                "d.addresses[0].locality": "Semicolon;way",
                "d.addresses[0].country": "U.S.A.",
                "d.addresses[1].street": "Evil backslash \\ way",
                "d.addresses[1].locality": "Ulm",
                "d.addresses[1].region": "Newlines\nCountry\nevil",
                "d.addresses[1].postal_code": "89073",
                "d.name.family": "Engels",
                "d.guessed": {"name"},
            },
        )
    ],
    "GNOME__evolution-data-server/5.vcf": [
        C(
            TEN,
            ["weird@weird.com"],
            [f"{TEN}|work", f"{TEN}|work fax", f"{TEN}|home", f"{TEN}|mobile"],
            TEN,
            TEN,
            more={
                "d.addresses[0].extended": f"{TEN}\n{TEN}\n{TEN}",
                "d.addresses[0].street": TEN,
                "d.addresses[0].formatted": "\n".join([TEN] * 4),
                "d.external_ids": [("vcard", "pas-id-3E52FE2E00000000")],
                "d.name.given": TEN,
            },
        )
    ],
    "KDE__kcontacts/testfullvcard.vcf": [
        C(
            "Sherlock Holmes",
            ["sherlock.holmes@gmail.com|home", "detective@sherlockholmes.com|work"],
            [
                "tel:+44-555-555-5555;ext=5555|home",
                "tel:+44-555-555-6666|mobile text",
                "tel:+44-555-555-7777|work",
            ],
            title="Detective",
            more={
                "d.birthday": "1953-10-15",
                "d.tags": ["FICTION", "LITERATURE"],
                "d.name.prefix": "Mr",
                "d.addresses[0].street": "221B Baker Street",
                "d.addresses[0].formatted": "Mr Sherlock Holmes, 221B Baker Street, London NW1, "
                "England, United Kingdom",
                "str(d.uid)": "b8767877-b4a1-4c70-9acc-505d3819e519",
                "messengers": ["xmpp:detective@sherlockholmes.com|xmpp"],
                "[(x.label, x.date) for x in d.dates]": [("anniversary", "1996-04-15")],
                "preferred": [
                    "tel:+44-555-555-5555;ext=5555",
                    "detective@sherlockholmes.com",
                    "xmpp:detective@sherlockholmes.com",
                ],
            },
        )
    ],
    "KDE__kcontacts/vcard10.vcf": [
        C(
            "Bike Shop",
            org="Bike Shop",
            note="This one has a funny character at the end in the contact list",
            more={"d.addresses[0].street": "D" * 15 + "-Staße 2\n00000 " + "D" * 10},
        ),
        C(
            "Field after Address broken",
            note="This one's URL field is truncated (see contact's edit form). Remove the "
            "linebreak in the VCF's address field and the URL will will be correct.",
            more={
                "urls": ["http://some-webseite.com"],
                "d.addresses[0].street": "AAAAAAA-AäAAAAA 11",
                "d.addresses[0].locality": "Urt",
                "d.addresses[0].postal_code": "00000",
                "d.name.given": "Broken",
            },
        ),
        C(
            "Field after Address not broken",
            note='this is identical to "Website broken", but with Note and URL swapped. The Note '
            "field does not get truncated as the URL field does.",
            more={"urls": ["http://some-webseite.com"]},
        ),
        C(
            "Dr. med. Surname Name",
            title="Facharzt für Allgemeinmedizin",
            note="Sprechzeiten:\nMo   8–12, 15–18\nDi     8–12\nMi    8–12, 14–15\nDo 14–19\n"
            "Fr     8–12",
            more={"d.name.family": "Name", "d.name.prefix": "Dr. med."},
        ),
        C(
            "Second Doctor",
            title="Dentist",
            note="Sprechzeiten:\nMo   8–13\nDi   10–12, 13–18\nMi  10–12, 13–18\nDo  13–18\n"
            "Fr      8–12",
            more={"len(d.affiliations)": 1},
        ),
    ],
    "KnugiHK__WhatsApp-Chat-Exporter/contacts.vcf": [
        C("Sample Contact", phones=["+85288888888|mobile"]),
        C("Yard Lawn Guy, Jose Lopez", phones=["5673334444|home"], more={"d.name.family": "Lopez"}),
        C("John Butler 🌟💫🌟", phones=["5556667777"], more={"preferred": ["5556667777"]}),
        C(
            "Airline Contact #'s",
            phones=["1234567890|work"],
            org="Airline Contact #'s",
            note="Spirit Airlines 800-772-7117United Airlines 800-241-6522",
        ),
        C(
            "James Peacock Elementary",
            phones=["3451112222|work"],
            org="James Peacock Elementary",
            more={
                "d.addresses[0].street": "11112 North Eldridge Parkway",
                "d.addresses[0].locality": "Dallas",
                "d.addresses[0].region": "TX",
                "d.addresses[0].postal_code": "22222",
            },
        ),
        C("AAA Car Service", phones=["8889990001|mobile"], org="AAA Car Service"),
    ],
    "Kozea__Radicale/broken-vcards.vcf": [
        C("test-misses-N-or-FN@example.com", ["test-misses-N-or-FN@example.com|work"]),
        C("test-misses-N-or-FN@example1.com", ["test-misses-N-or-FN@example1.com|work"]),
    ],
    "Kozea__Radicale/contact4-with-bday-no-year.vcf": [
        C(
            "Test bday without year Thunderbird CardBook",
            more={"d.birthday": "--01-01", "bool(d.name)": False},
        )
    ],
    "LineageOS__android_frameworks_opt_vcard/v21_adr_multiple_line.vcf": [
        C(
            "bogus",
            more={
                "urls": ["http://bogus.com/"],
                "[a.street for a in d.addresses]": [
                    "Grindelberg 999",
                    "Hermann v. Brevern\n9999999\nPackstation 999",
                ],
                "[a.locality for a in d.addresses]": ["Hamburg", "Hamburg"],
                "d.birthday": "2008-12-03",
            },
        )
    ],
    "LineageOS__android_frameworks_opt_vcard/v21_backslash.vcf": [
        C(
            r"A;B\C\;D:E\\",
            more={
                "d.name.given": "A;B\\",
                "d.name.additional": "C\\;",
                "d.name.prefix": "D",
                "d.name.suffix": ":E",
                "d.name.family": "",
            },
        )
    ],
    "LineageOS__android_frameworks_opt_vcard/v21_complicated.vcf": [
        C(
            "Joe Due",
            ["forrestgump@walladalla.com", "cell@example.com|mobile"],
            [
                "(111) 555-1212|work",
                "(404) 555-1212|home",
                "0311111111|mobile",
                "0322222222|video",
                "0333333333",
            ],
            "Gump Shrimp Co.",
            "Shrimp Man",
            "The following note is the example from RFC 2045.\n\n"
            "Now's the time for all folk to come to the aid of their country.",
            {
                "d.affiliations[0].department": "Sales Dept.;Manager, Fish keeper",
                "d.name.suffix": "Tao",
                "d.birthday": "1980-01-01",
                "d.photo.media_type": "image/jpeg",
                "d.photo.data[:3]": b"\xff\xd8\xff",
                "d.addresses[0].formatted": "100 Waters Edge\nBaytown, LA 30314\n"
                "United  States of America",
                "d.addresses[1].formatted": "42 Plantation St.\nBaytown, LA 30314\n"
                "United  States of America",
                "urls": ["http://www.example.com/"],
                "extra_names": ["ORG", "ROLE", "X-CLASS", "X-ATTRIBUTE", "GEO", "REV"],
            },
        )
    ],
    "LineageOS__android_frameworks_opt_vcard/v21_invalid_comment_line.vcf": [
        C(
            "Conference Call",
            note="This is an (sharp ->#<- sharp) example. This message must NOT be ignored.",
        )
    ],
    "LineageOS__android_frameworks_opt_vcard/v21_japanese_2.vcf": [
        C(
            "安藤 ロイド 1",
            note="メモ",
            more={
                "d.name.family": "安藤",
                "d.name.given": "ロイド1",
                "d.addresses[0].extended": "東京都渋谷区桜丘町26-1セルリアンタワー6階",
                "d.addresses[0].postal_code": "150-8512",
            },
        )
    ],
    "LineageOS__android_frameworks_opt_vcard/v21_multiple_entry.vcf": [
        C(
            "安藤ロイド3",
            phones=["9|NEC-SECRET", "10|NEC-HOTEL", "11|NEC-SCHOOL", "12|home fax"],
            more={"[e.value for e in d.extras]": ["ｱﾝﾄﾞｳﾛｲﾄﾞ3;;;;"]},
        ),
        C("安藤ロイド4", phones=["13|modem", "14|pager", "15|NEC-FAMILY", "16|NEC-GIRL"]),
        C("安藤ロイド5", phones=["17|NEC-BOY", "18|NEC-FRIEND", "19|NEC-PHS", "20|NEC-RESTAURANT"]),
    ],
    "LineageOS__android_frameworks_opt_vcard/v21_nest.vcf": [
        C("nest1"),
        C("nest2"),
        C("parent", phones=["1"]),
    ],
    "LineageOS__android_frameworks_opt_vcard/v30_simple.vcf": [
        C(
            "And Roid",
            phones=["0300000000"],
            org="Open",
            more={
                "d.affiliations[0].department": "Handset, Alliance",
                "d.name.family": "And",
                "preferred": ["0300000000"],
            },
        )
    ],
    "LineageOS__android_frameworks_opt_vcard/v40_sort_as.vcf": [
        C(
            "安藤 ロイド",
            org="グーグル",
            more={"d.affiliations[0].department": "検索部門", "d.name.family": "安藤"},
        )
    ],
    "broekema41__obsidian-vcf-contacts/encoding-win1251.vcf": [
        C(
            "Иванов Иван Иванович",
            ["example@email.domain"],
            org="Организация",
            title="Работник",
            note="Encoded in windows-1251 charset",
            more={
                "d.name.family": "Иванов",
                "d.addresses[0].street": "Улица 1",
                "d.addresses[0].locality": "Город",
                "urls": ["https://example.domain"],
            },
        )
    ],
    "broekema41__obsidian-vcf-contacts/hasDuplicateParameters.vcf": [
        C(
            "Huntelaar Jan",
            ["jan@klaas.nl", "Min@nieuw.jj", "Min@nieuw.dd", "Min@nieuw.ww"],
            ["06123456789|work", "06987654321|work", "06546392811|work", "55544487554|home"],
            more={"[a.locality for a in d.addresses]": ["Springfield", "Metropolis", "Metropolis"]},
        )
    ],
    "broekema41__obsidian-vcf-contacts/organization.vcf": [
        C(
            "Acme Corporation",
            ["contact@acme.corp|work"],
            ["+1-555-0100|work"],
            "Acme Corporation",
            more={"d.kind": "organisation", "bool(d.name)": False},
        )
    ],
    "derived/apple_group.vcf": [
        C(
            "Ann Example",
            more={
                "d.tags": ["Climbers"],
                "str(d.uid)": "8c5292aa-0000-4000-8000-000000000001",
            },
        )
    ],
    "derived/truncated_in_photo.vcf": [
        C(
            IPHONE.full_name,
            IPHONE.emails,
            IPHONE.phones,
            "IBM",
            "Money Counter",
            more={"d.birthday": "2012-06-06", "warned": True},
        )
    ],
    "jowave__vcard2to3/quopri-encoding-test.vcf": [
        C(
            "Firstnamer Test",
            phones=["+15554441234|home"],
            note="1 St. Albans Brook apt 5 \n\n\nReid’s place :\n364 3rd St. in Jersey City",
            more={
                "d.addresses[0].formatted": "50 R Ave\nBergen, New Jersey 07621\nUnited States",
                "d.addresses[0].postal_code": "07621",
                "extra_names": ["X-NOTE", "REV"],
            },
        )
    ],
    "lucc__khard/altid.vcf": [
        C(
            "altid",
            note="RFC6350 requires N to have cardinality <=1 but allows alternative "
            "representations to be included if they are linked by the ALTID parameter.",
            more={
                "d.name.given": "one",
                "d.name.family": "representation",
                "extras": [("N", "ALTID=1", "representation;two;;;")],
                "d.external_ids": [("vcard", "altid")],
            },
        )
    ],
    "lucc__khard/labels.vcf": [
        C("labeled guy", org="Test Inc", more={"extras": [("X-ABLabel", "", "Work")]})
    ],
    "lucc__khard/photov3.vcf": [
        C(
            "with photo v3",
            note='From the RFC: ENCODING must be "b" (which enforces base64 encodeddata), TYPE may '
            "be present, but if it is present it must be a validIANA image type. The value can be "
            "the image data or an uri.",
            more={
                "d.photo.media_type": "image/png",
                "d.photo.data[:4]": b"\x89PNG",
                "d.photo.data[-8:]": b"IEND\xaeB`\x82",
            },
        )
    ],
    "lucc__khard/text-bday.vcf": [
        C(
            "text birthday",
            more={
                "d.birthday": "",
                "extras": [("BDAY", "VALUE=text", "circa 1800")],
                "warned": True,
            },
        )
    ],
    "mangstadt__ez-vcard/John_Doe_ANDROID.vcf": [
        C("john.doe@company.com", ["john.doe@company.com"], more={"d.tags": []}),
        C("jane.doe@company.com", ["jane.doe@company.com"]),
        C("Ñ Ñ Ñ Ñ Ñ", phones=["123456789|mobile"], more={"d.name.family": "Ñ Ñ Ñ Ñ"}),
        C(
            " ".join("Ñ" * 11),
            phones=["123456|mobile", "234567|home", "3456789|mobile", "45678901|home"],
            note="Ñ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ ",
        ),
        C(
            "Ñ Ñ Ñ Ñ",
            ["bob@company.com|work", "Ñ" * 14],
            ["123456|mobile", "123456|work", "123456|work fax"],
            "Ñ" * 12,
            more={
                "d.name.given": "Ñ Ñ Ñ",
                "urls": ["www.company.com", "http://www.company.com"],
                # the sample's picture is shortened to a length no Base64 can have
                "d.photo": None,
                "extra_names": ["PHOTO"],
                "warned": True,
                "len(d.affiliations)": 1,
            },
        ),
        C("ÑÑÑÑ", ["henry@company.com"], ["55556666|mobile"], "Ñ" * 44),
    ],
    "mangstadt__ez-vcard/John_Doe_GMAIL.vcf": [
        C(
            "Mr. John Richter, James Doe Sr.",
            ["john.doe@ibm.com|home"],
            ["905-555-1234|mobile", "905-666-1234|home"],
            "IBM",
            "Money Counter",
            None,
            {
                "len(d.note)": 776,
                "d.note[51:75]": 'AND CONTRIBUTORS "AS IS"',
                "d.note[-36:]": "OF SUCH DAMAGE.\nFavotire Color: Blue",
                "d.name.additional": "Richter, James",
                "d.addresses[0].extended": "Crescent moon drive\n555-asd\nNice Area, Albaney, "
                "New York 12345\nUnited States of America",
                "d.birthday": "1980-03-22",
                "urls": ["http://www.ibm.com|work"],
                "[(x.label, x.date) for x in d.dates]": [("anniversary", "1975-03-01")],
                "[(x.label, x.name) for x in d.relations]": [("spouse", "Jenny")],
            },
        )
    ],
    "mangstadt__ez-vcard/John_Doe_IPHONE.vcf": [IPHONE],
    "mangstadt__ez-vcard/gmail-list.vcf": [
        C("Arnold Smith", ["asmithk@gmail.com"]),
        C("Chris Beatle", ["chrisy55d@yahoo.com"]),
        C("Doug White", ["dwhite@gmail.com"]),
    ],
    "mangstadt__ez-vcard/gmail-single.vcf": [
        C(
            "Greg Dartmouth",
            ["gdartmouth@hotmail.com"],
            ["555 555 1111|mobile", "555 555 2222|Google Voice"],
            "TheCompany",
            "TheJobTitle",
            "This is GMail's note field.\nIt should be added as a NOTE type.\nACustomField: "
            "CustomField",
            {
                "messengers": ["123456789|icq"],
                "[a.label for a in d.addresses]": ["home", "CustomAdrType"],
                "d.addresses[0].street": "123 Home St\nHome City, HM 12345",
                "urls": ["http://TheProfile.com|profile"],
                "[(x.label, x.date) for x in d.dates]": [("anniversary", "1970-06-02")],
                "[(x.label, x.name) for x in d.relations]": [
                    ("spouse", "MySpouse"),
                    ("CustomRelationship", "MyCustom"),
                ],
                "d.nicknames": ["Gman"],
            },
        )
    ],
    "mangstadt__ez-vcard/outlook-2003.vcf": [
        C(
            "John Doe III",
            ["jdoe@hotmail.com"],
            [
                "BusinessPhone|work",
                "HomePhone|home",
                "MobilePhone|mobile",
                "BusinessFaxPhone|work fax",
            ],
            "Company, The",
            "The Job Title",
            "This is the note field!!\nSecond line\n\nThird line is empty\n",
            {
                "d.affiliations[0].department": "TheDepartment",
                "d.addresses[0].extended": "TheOffice",
                "d.addresses[0].formatted": "TheOffice\n123 Main St\nAustin, TX 12345\n"
                "United States of America",
                "d.birthday": "1980-03-21",
                "urls": ["http://web-page-address.com|work"],
                "extra_names": ["ROLE", "KEY", "FBURL", "REV"],
            },
        )
    ],
    "mangstadt__ez-vcard/rfc6350-example.vcf": [
        C(
            "Simon Perreault",
            ["simon.perreault@viagenie.ca|work"],
            [
                "tel:+1-418-656-9254;ext=102|work",
                "tel:+1-418-262-6501|work mobile video text",
            ],
            "Viagenie",
            more={
                "d.birthday": "--02-03",
                "d.name.suffix": "ing. jr,M.Sc.",
                "d.addresses[0].street": "2875 Laurier",
                "d.addresses[0].extended": "Suite D2-630",
                "d.addresses[0].locality": "Quebec",
                "urls": ["http://nomis80.org|home"],
                "[(x.label, x.date) for x in d.dates]": [("anniversary", "2009-08-08")],
                "extra_names": ["N", "GENDER", "LANG", "LANG", "GEO", "KEY", "TZ"],
            },
        )
    ],
    "mattogodoy__nametag/google-vcard-example.vcf": [
        C(
            "Emmetiano Lucas Brown",
            ["greatscott@brown.com|home", "doc@bttf.com|work"],
            [
                "\u202d666 555 444\u202c|mobile",
                "\u202d555242526\u202c|home",
                "\u202d123456789\u202c|work",
            ],
            "BTTF Industries",
            "CEO",
            "This guy can travel in time really fast with a flying car\ntest: test custom fielld",
            {
                "d.birthday": "--01-22",
                "d.addresses[0].formatted": "C. de Virgen de Nuria, 19\nCdad. Lineal\n"
                "28027 Madrid\nMadrid\nES",
                "d.addresses[0].country": "ES",
                "d.addresses[1].formatted": "Rio Segre 2\n28210 Valdemorillo\nMadrid\nES",
                "urls": ["bttf.com|home page", "biffsucks.com|Hobbies"],
                "[(x.label, x.date) for x in d.dates]": [
                    ("anniversary", "2014-03-10"),
                    ("Aniversario de bodas", "--07-18"),
                ],
                "[(x.label, x.name) for x in d.relations]": [("mother", "Marty McFly")],
                "d.tags": [],
                "d.photo": None,
                "extra_names": ["PHOTO"],
            },
        )
    ],
    "monicahq__monica/vcard_stub.vcf": [
        C(
            "Bono",
            ["bono@example.com"],
            ["+1 202-555-0191"],
            "U2",
            "Lead vocalist",
            "Lorem ipsum dolor sit amet",
            {"d.birthday": "1960-05-10", "d.name.given": "Bono"},
        ),
        C("John Doe", ["john.doe@example.com"]),
        C(
            "Johnny",
            more={
                "d.addresses[0].street": "17 Shakespeare Ave.",
                "d.addresses[0].postal_code": "SO17 2HB",
            },
        ),
    ],
    "mozilla__releases-comm-central/basic_vcard_addressbook.vcf": [
        C("John Doe", ["john.doe@genericemail.invalid"]),
        C("Jane Doe", ["jane.doe@genericemail.invalid"]),
    ],
    "nextcloud__contacts/forrest-gump.vcf": [
        C(
            "Forrest Gump",
            ["sherinnom@example.com"],
            org="Sheri Nom Co.",
            title="Ultimate Warrior",
            more={
                "d.name.prefix": "Mr.",
                "messengers": ["21588891|qq"],
                "d.external_ids": [("vcard", "5efe2430-92e5-4ea2-9a7c-a05aed152ec92")],
            },
        )
    ],
    "nuovo__vCard-parser/Example.vcf": [
        C(
            "John Doe",
            ["forrestgump@example.com", "example@example.com"],
            ["(111) 555-1212|work", "(404) 555-1212|home", "(404) 555-1213|home"],
            more={
                "d.addresses[0].locality": "Baytown",
                "urls": ["https://www.google.com/"],
                "extra_names": ["N", "PHOTO", "AGENT"],
                "d.name.additional": "Q.,Public",
            },
        )
    ],
    "owncloud-archive__contacts/test1.vcf": [
        C(
            "Max Mustermann",
            ["max.mustermann@example.org"],
            ["+49 1234 56788|work"],
            "ownCloud",
            more={"d.addresses[0].street": "Musterstraße 1", "d.addresses[0].label": "work"},
        )
    ],
    "owncloud-archive__contacts/test4.vcf": [
        C(
            "Adieu Demain",
            phones=["12 34 56 78|work"],
            note="Ouverture à partir de 19h\nFermée le mardi hors saison",
            more={
                "d.addresses[0].street": "666\nRue Vauban",
                "d.addresses[0].formatted": "666\nRue Vauban\nAntibes 666",
                "warned": True,
            },
        )
    ],
    "roundcube__roundcubemail/johndoe.vcf": [
        C(
            "John Doë",
            ["inbox@roundcube.net|work", "roundcube@gmail.com|home"],
            ["+123456789|work", "+987654321|mobile"],
            "roundcube.net",
            note="The notes...",
            more={"d.name.family": "Doë", "preferred": ["roundcube@gmail.com"]},
        )
    ],
    "roundcube__roundcubemail/thebat.vcf": [
        C(
            "Piotr Iksiński",
            ["piotr.iksinski@somedomain.com"],
            more={"d.name.family": "Iksiński", "warned": True},
        )
    ],
    "roundcube__roundcubemail/utf-16_sample.vcf": [
        C(
            "Ǽgean ĽdaMonté",
            more={
                "d.name.family": "ĽdaMonté",
                "d.addresses[0].street": "169 Mária Canal",
                "d.addresses[0].country": "Perú",
                "d.addresses[0].label": "work",
            },
        )
    ],
    "tine20__tine20/contactUmlaut.vcf": [
        C(
            "Hans Müller - Mein Schiff",
            ["hans@schiff.de"],
            org="Mein Schiff",
            more={
                "d.addresses[0].locality": "Nürnberg",
                "d.name.family": "Müller",
                "urls": ["http://www.meinschiff.de|work"],
            },
        )
    ],
    "tine20__tine20/emclient_addressbook.vcf": [
        C(
            "Prefix Vor Nach Suffix",
            ["privat@email.de", "business@email.de"],
            [
                "+49 PRIVAT|home",
                "+49 MOBIL|mobile",
                "+49 MOBIL2|other",
                "+49 FAX|work fax",
                "+49 PRIVATFAX|home fax",
                "+49 BUSINESS|work",
            ],
            "Firma",
            "Position",
            "Notes\nwith\nbreaks",
            {
                "d.affiliations[0].department": "Abteilung",
                "d.birthday": "1950-01-26",
                "d.name.prefix": "Prefix",
                "preferred": ["business@email.de", "+49 BUSINESS"],
            },
        )
    ],
    "tine20__tine20/without_N_property.vcf": [
        C(
            "Hans Müller",
            ["hans@schiff.de"],
            org="Mein Schiff",
            more={"d.name.family": "Müller", "d.guessed": {"name"}},
        )
    ],
}
CARDS = [(file, at) for file, cards in FULL.items() for at in range(len(cards))]


def _records(file: str) -> list[object]:
    path = SAMPLES / file
    recognition = sniff(path)
    assert recognition.format == "vcard"
    return list(read(path, recognition))


def _methods(draft: ContactDraft, kind: str, *, service: bool = False) -> list[str]:
    return [
        f"{m.value}|{m.service if service else m.label}".removesuffix("|")
        for m in draft.methods
        if m.kind == kind
    ]


@pytest.mark.parametrize(("file", "at"), CARDS)
def test_card(file: str, at: int) -> None:
    records = _records(file)
    drafts = [record for record in records if isinstance(record, ContactDraft)]
    assert len(drafts) == len(FULL[file])
    expected, draft = FULL[file][at], drafts[at]
    work = draft.affiliations[0] if draft.affiliations else None
    got = C(
        draft.full_name,
        _methods(draft, "email"),
        _methods(draft, "phone"),
        work.organisation if work else "",
        work.title if work else "",
        None if expected.note is None else draft.note,
        expected.more,
    )
    assert got == expected
    names = {
        "d": draft,
        "urls": _methods(draft, "url"),
        "messengers": _methods(draft, "messenger", service=True),
        "preferred": [m.value for m in draft.methods if m.preferred],
        "extra_names": [e.name for e in draft.extras],
        "extras": [(e.name, e.params, e.value) for e in draft.extras],
        "warned": any(isinstance(r, Warned) and r.line == draft.line for r in records),
    }
    for expression, value in expected.more.items():
        assert eval(expression, dict(names)) == value, expression


def test_every_sample_is_expected() -> None:
    files = {f"{path.parent.name}/{path.name}" for path in SAMPLES.glob("*/*.vcf")}
    assert files - FULL.keys() == {"derived/empty.vcf"}
