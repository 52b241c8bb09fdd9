"""Every sample that is no vCard (see test_vcard_samples) against values read off its raw bytes.

What a file must give was written down before it was read. The samples are fixtures of other
programs and not part of the repository; they are looked for beside it (or where
NETJOURNAL_SAMPLES says).
"""

from __future__ import annotations

import csv

import pytest

from netjournal.errors import ImportRejected
from netjournal.formats import FORMATS, read, sniff
from netjournal.formats.draft import ContactDraft, InteractionDraft, Rejected, Warned
from netjournal.formats.mapping import from_json
from netjournal.services.interchange import importing
from tests.formats.cards.test_vcard_samples import SAMPLES
from tests.formats.tables.seen import seen

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here"),
]


def linked(name, parts, url, on, email="", work=""):
    """Return a connection of LinkedIn."""
    methods = [f"url(linkedin) LinkedIn={url}"] if url else []
    methods += [f"email ={email}"] if email else []
    found = {"full_name": name, "name": parts, "connected_on": on, "methods": methods}
    return found | {"affiliations": [work] if work else []}


def contact(name, parts="", methods=(), **more):
    """Return a contact; what isn't given isn't looked at, but for name, methods and these."""
    found = {"full_name": name, "name": parts, "methods": list(methods)}
    return {"affiliations": [], "note": "", "birthday": "", "nicknames": [], **found, **more}


IN = "https://www.linkedin.com/in/"
ADA_ET_AL = [
    linked(f"{a} {b}", f"|{a}||{b}|", f"{IN}{a.lower()}", on, work=work)
    for a, b, work, on in (
        ("Ada", "Lovelace", "Analytical Engines Inc|Engineer", "2024-01-01"),
        ("Jane", "Doe", "Stripe|Product Manager", "2024-02-02"),
        ("John", "Smith", "Stripe|Engineer", "2024-03-03"),
        ("Alice", "Chen", "Figma|Designer", "2024-04-04"),
        ("Bob", "Lee", "Self-employed|Consultant", "2024-05-05"),
        ("Carol", "Nguyen", "Figma|PM", "2024-06-06"),
        ("Dan", "Park", "Justworks|Engineer", "2024-07-07"),
        ("Eve", "Kim", "Stripe Inc|Staff Engineer", "2024-08-08"),
        ("Frank", "Wu", "Betterment|PM", "2024-09-09"),
        ("Grace", "Zhao", "University of Nowhere|Professor", "2024-10-10"),
    )
]
TB_PLAIN = contact(
    "Displayname",
    "|Firstname||Lastname|",
    [
        "email =test@domain.tld",
        "email =next@domain.tld",
        "phone work=phone work",
        "phone home=phone home",
        "phone work fax=fax",
        "phone pager=pager",
        "phone mobile=mobile",
        "url work=http://page.com",
        "url home=http://webpage.tld",
    ],
    nicknames=["Nick"],
    affiliations=["Organization|title|department"],
    birthday="1970-11-15",
    addresses=[
        {
            "label": "home",
            "street": "Priv address",
            "locality": "City",
            "region": "region",
            "postal_code": "xx-xxx",
            "country": "USA",
        },
        {
            "label": "work",
            "street": "Addr work",
            "locality": "Wcity",
            "region": "Wstate",
            "postal_code": "33-333",
            "country": "Poland",
        },
    ],
)


def address(label, street, locality, postal_code, country, region=""):
    found = {"label": label, "street": street, "locality": locality, "region": region}
    found |= {"postal_code": postal_code, "country": country}
    return {name: value for name, value in found.items() if value}


def made(first, last, firm, email, on, slug):
    url = f"https://linkedin.com/in/{slug}"
    return linked(f"{first} {last}", f"|{first}||{last}|", url, on, email, firm)


CONTACTS = {
    "AbhiramJayasankar__six-hops/Connections.csv": (
        "linkedin",
        [
            linked(
                "Priya Sharma",
                "|Priya||Sharma|",
                f"{IN}priya-sharma-1",
                "2021-03-12",
                work="Razorpay|Software Engineer II",
            ),
            linked(
                "Rahul Iyer",
                "|Rahul||Iyer|",
                f"{IN}rahul-iyer",
                "2020-01-05",
                "rahul@example.com",
                "Flipkart|Senior SDE",
            ),
            linked(
                "Priya Sharma",
                "|Priya||Sharma|",
                f"{IN}priya-sharma-2",
                "2022-02-01",
                work="Razorpay Software Pvt Ltd|Product Manager",
            ),
            linked("Anita Rao", "|Anita||Rao|", f"{IN}anita-rao", "2019-07-20"),
        ],
    ),
    "GPCsolutions__google-shared-contacts-client/outlook.csv": (
        "outlook",
        [
            contact(
                "Adam Glacius",
                "|Adam||Glacius|",
                [
                    "email =adam.glacius@anycom.com",
                    "email =adam.g@example.com",
                    "email =ag@glacius.com",
                    "phone mobile=+1 555 3227 8544",
                    "phone pager=+1 555 3227 8543",
                    "phone home=+1 555 3227 8545",
                    "phone home=+1 555 3227 8546",
                    "phone home fax=+1 555 3227 8546",
                    "phone work=+1 555 3227 8547",
                    "phone work=+1 555 3227 8548",
                    "phone work fax=+1 555 3227 8549",
                ],
                note="Has 2 kids",
                affiliations=["Acme Inc.|Sales Planner"],
                addresses=[
                    {"label": "home", "formatted": "999 Super Way, Super, CA, 94043"},
                    {"label": "work", "formatted": "8999 Corporate Way"},
                ],
            ),
            contact(
                "Daniel Ireland",
                "|Daniel||Ireland|",
                ["email =danielireland@restty.com", "phone mobile=+1 555 3227 8543"],
                affiliations=["|Receptionist"],
                extras=["Action=delete", "ID=241a444f0b330b22"],
            ),
            contact(
                "Duncan Amey",
                "|Duncan||Amey|",
                ["email =duncanamey@dreamt.com", "phone mobile=+1 555 3227 8543"],
                affiliations=["|Supervisor"],
                extras=["Action=update", "ID=527fbda08922b018"],
            ),
        ],
    ),
    "Remulous__constellation/google_contacts.csv": (
        "google",
        [
            contact(
                "Jerry Mathis",
                "|Jerry||Mathis|",
                ["email Work=jerry@example.com", "phone Mobile=(757) 555-0101"],
                affiliations=["Example Partners|Founder"],
            ),
            contact(
                "Zoë, Smith",
                "|Zoë||Smith|",
                ["email Home=zoe@example.com"],
                affiliations=["Unicode Works|Engineer"],
            ),
        ],
    ),
    "Remulous__constellation/linkedin_connections.csv": (
        "linkedin",
        [
            linked(
                "Jerry Mathis",
                "|Jerry||Mathis|",
                f"{IN}jerry-mathis/?trk=export",
                "2026-07-01",
                "jerry@example.com",
                "Example Partners|Founder",
            )
            | {"external_ids": [f"linkedin={IN}jerry-mathis"]},
            linked(
                "Alex Johnson",
                "|Alex||Johnson|",
                "linkedin.com/in/alex-johnson",
                "2026-06-15",
                work="AWS|Solutions Architect",
            )
            | {"external_ids": [f"linkedin={IN}alex-johnson"]},
        ],
    ),
    "KDE__kdepim-addons/sample1.contact": (
        "windows",
        [
            contact(
                "Redacted Name",
                "|Redacted||Name|",
                ["email* =redacted-email@gmail.com"],
                external_ids=["windows=4a70e794-7138-4d1e-bbd6-d72d89882c0d"],
            )
        ],
    ),
    "alexjmiller5__people-sync/fb_friends.json": (
        "facebook",
        [
            contact("Test Person", "|Test||Person|", connected_on="2023-11-14"),
            contact("Test Co Person", "|Test Co||Person|", connected_on="2023-11-14"),
        ],
    ),
    "baptisteghostine__lexnetwork/google-contacts.csv": (
        "google",
        [
            contact(
                "Jane Doe",
                "|Jane||Doe|",
                [
                    "email Work=jane.doe@acme.example",
                    "email Home=jane@personal.example",
                    "phone Mobile=+41 79 123 45 67",
                    "url(linkedin) Profile=https://www.linkedin.com/in/jane-doe-example",
                ],
                affiliations=["Acme Corp|VP Engineering"],
                birthday="1988-06-15",
                note="Met at ETH reunion",
            ),
            contact(
                "Bob Smith",
                "|Bob||Smith|",
                ["email Work=bob.smith@globex.example", "phone Mobile=+1 415 555 0100"],
                affiliations=["Globex|Designer"],
                birthday="--12-01",
            ),
            contact(
                "Chloé Van Damme, Jr.",
                "|Chloé||Van Damme, Jr.|",
                ["email Home=chloe@vandamme.example"],
                affiliations=['Widgets, Inc.|Head of "Special" Projects'],
                note="Line one\nLine two",
            ),
        ],
    ),
    "derived/google_new_injection.csv": (
        "google",
        [
            contact(
                '=HYPERLINK("http://evil.example","x") Formula',
                '|=HYPERLINK("http://evil.example","x")||Formula|',
                ["email* Work=formula@example.com", "phone Mobile=+1 555 010 0000"],
                note="-2+3 is not a formula",
            ),
            contact(
                "Tab Start",
                "|Tab||Start|",
                note="\t=1+1",
                nicknames=["@handle"],
                tags=["starred"],
            ),
        ],
    ),
    "derived/linkedin_2018_us_dates.csv": (
        "linkedin",
        [
            linked(
                "Ines Marquez",
                "|Ines||Marquez|",
                "",
                "2018-04-09",
                "ines.marquez@example.com",
                "Orbit Labs|Data Lead",
            ),
            linked("Tom Okello", "|Tom||Okello|", "", "2017-11-30", work="Harbor GmbH|Consultant"),
            linked("Li Na", "|Li||Na|", "", "2016-01-02"),
        ],
    ),
    "derived/linkedin_utf16le_bom_crlf.csv": ("linkedin", ADA_ET_AL),
    "hirefrank__network-jobs/Connections.csv": ("linkedin", ADA_ET_AL),
    "derived/outlook_en_92col_cp1252.csv": (
        "outlook",
        [
            contact(
                "Zoë Brontë-Müller",
                "Dr.|Zoë||Brontë-Müller|",
                [
                    "email =zoe@fjord.example",
                    "email =zoe.private@example.org",
                    "phone work=+49 221 555-0101",
                    "phone mobile=+49 170 5550101",
                    "url work=https://fjord.example/zoe",
                ],
                affiliations=["Fjord & Søn A/S|Geschäftsführerin|R&D"],
                birthday="1979-03-14",
                note='Met at "Øresund" meetup,\r\nlikes €-pricing — ask again',
                tags=["Friends", "Customers"],
                relations=["spouse=Jörg"],
                addresses=[
                    address("work", "Königsstraße 5\r\n3. Stock", "Köln", "50667", "Germany")
                ],
                extras=None,
            ),
            contact(
                "Sean O'Neill",
                "|Sean||O'Neill|",
                ["email =sean@acme.example", "phone home=(555) 010-7788"],
                affiliations=["Acme, Inc."],
                extras=None,
            ),
        ],
    ),
    "derived/tb_plain_cr_only.csv": ("thunderbird", [TB_PLAIN]),
    "roundcube__roundcubemail/tb_plain.csv": ("thunderbird", [TB_PLAIN]),
    "derived/unbalanced_quote.csv": (
        "csv",
        [
            contact(
                "Ada Lovelace",
                "|Ada||Lovelace|",
                ["email =ada@example.com"],
                note='"opened and never closed',
            ),
            contact("Bob Jones", "|Bob||Jones|", ["email =bob@example.com"]),
            contact("Cy Young", "|Cy||Young|", ["email =cy@example.com"]),
        ],
    ),
    "horde__turba/export.ldif": (
        "ldif",
        [
            contact("John Smith", "|John||Smith|", ["email =js23@school.edu"]),
            contact(
                "Charlie Brown",
                "|Charles||Brown|",
                [
                    "email =brown@school.edu",
                    "phone home=+1 203 234 5678",
                    "phone work=+1 212 876 5432",
                    "phone mobile=+1 917 321 0987",
                    "phone fax=+1 203 999 9999",
                    "url work=http://www.school.edu/",
                ],
                affiliations=["School University|Senior Systems Programmer|SUIT"],
                note="hi mom\n",
                streets=[
                    ("work", "12 west 55 street", "", "New York", "New York", "10001", "USA"),
                    ("home", "12 west 57 street", "", "New York", "New York", "10001", "USA"),
                ],
            ),
        ],
    ),
    "index_id_15878252217/outlook_live_61col.csv": (
        "outlook",
        [
            contact("Larsen", "|Larsen|||", ["phone mobile=+47 466 88 000"]),
            contact("Svein Heimdal", "|Svein||Heimdal|", ["phone mobile=901 06 000"]),
        ],
    ),
    "labeldekho__linkedin-network-intelligence/Connections.csv": (
        "linkedin",
        [
            made(
                *("Alice", "Johnson", "TechCorp|CTO"),
                *("alice.johnson@techcorp.com", "2023-01-15", "alicejohnson"),
            ),
            made(
                *("Bob", "Williams", "StartupXYZ|Founder"),
                *("bob@startupxyz.com", "2023-03-20", "bobwilliams"),
            ),
            made("Carol", "Davis", "BigCo|VP Engineering", "", "2023-05-10", "caroldavis"),
            made(
                *("David", "Brown", "Anthropic|Engineer"),
                *("david.b@anthropic.com", "2023-07-25", "davidbrown"),
            ),
            made(
                *("Eve", "Wilson", "Consulting Partners|Principal"),
                *("eve@consulting.io", "2023-09-01", "evewilson"),
            ),
            made("Frank", "Miller", "Google|Staff Engineer", "", "2023-11-15", "frankmiller"),
            made(
                *("Grace", "Lee", "Meta|Engineering Manager"),
                *("grace.lee@meta.com", "2023-12-20", "gracelee"),
            ),
            made("Henry", "Taylor", "Amazon|Senior SDE", "", "2024-01-05", "henrytaylor"),
            made(
                *("Ivy", "Martinez", "Stealth Startup|Co-founder"),
                *("ivy@startup.co", "2024-02-10", "ivymartinez"),
            ),
            made(
                *("Jack", "Anderson", "OpenAI|Research Scientist"),
                *("jack.a@openai.com", "2024-03-25", "jackanderson"),
            ),
        ],
    ),
    "marmelab__atomic-crm/contacts_export.csv": (
        "csv",
        [
            contact(
                "John Doe",
                "|John||Doe|",
                [
                    "url(linkedin) LinkedIn=https://www.linkedin.com/in/johndoe",
                    "email work=john@doe.example",
                    "email home=john.doe@gmail.com",
                    "email other=jdoe@caramail.com",
                    "phone work=659-980-2015",
                    "phone home=740.645.3807",
                    "phone other=(446) 758-2122",
                ],
                affiliations=["Acme|Sales Executive"],
                tags=["influencer", "developer"],
                external_ids=["linkedin=https://www.linkedin.com/in/johndoe"],
            ),
            contact(
                "Jane Doe",
                "|Jane||Doe|",
                [
                    "url(linkedin) LinkedIn=https://www.linkedin.com/in/janedoe",
                    "email other=jane@doe.example",
                    "phone work=659-980-2020",
                    "phone home=740.647.3802",
                ],
                affiliations=["Acme|Designer"],
                tags=["UI", "design"],
            ),
        ],
    ),
    "mozilla__releases-comm-central/basic_csv_addressbook.csv": (
        "thunderbird",
        [
            contact("John Doe", "|John||Doe|", ["email =john@doe.invalid"]),
            contact("Jane Doe", "|Jane||Doe|", ["email =jane@doe.invalid"]),
        ],
    ),
    "mozilla__releases-comm-central/csv_semicolon.csv": (
        "thunderbird",
        [
            contact("John Doe", "|John||Doe|", ["email =john@doe.invalid"]),
            contact("Jane Doe", "|Jane||Doe|", ["email =jane@doe.invalid"]),
        ],
    ),
    "mozilla__releases-comm-central/export.csv": (
        "thunderbird",
        [
            contact("contact number one", "|contact||one|", ["email =contact1@invalid"]),
            contact(
                "contact number two",
                "|contact||two|",
                ["email =contact2@invalid"],
                affiliations=['|"worker"'],
                note="here's some unicode text…",
                extras=[
                    "Custom 1=custom, 1",
                    "Custom 2=custom\t2",
                    "Custom 3=custom\r3",
                    "Custom 4=custom\n4",
                ],
            ),
        ],
    ),
    "mozilla__releases-comm-central/export.ldif": (
        "ldif",
        [
            contact(
                "contact number one",
                "|contact||one|",
                ["email =contact1@invalid"],
                tags=["new list"],
            ),
            contact(
                "contact number two",
                "|contact||two|",
                ["email =contact2@invalid"],
                affiliations=['|"worker"'],
                note="here's some unicode text…",
                tags=[],
                extras=[
                    "modifytimestamp=12345",
                    "mozillaCustom1=custom, 1",
                    "mozillaCustom2=custom\t2",
                    "mozillaCustom3=custom\r3",
                    "mozillaCustom4=custom\n4",
                ],
            ),
        ],
    ),
    "mozilla__releases-comm-central/utf16_addressbook.csv": (
        "thunderbird",
        [contact("John Doe", "|John||Doe|", ["email =johndoe@host.invalid"])],
    ),
    "naiba__bonds/monica_export.json": (
        "monica",
        [
            contact(
                "John Michael Doe",
                "|John|Michael|Doe|",
                ["email =john.doe@example.com"],
                nicknames=["Johnny"],
                affiliations=["Acme Corp|Software Engineer"],
                birthday="1990-05-15",
                note="College friend",
                tags=["friend", "college", "starred"],
                met_on="2010-09-01",
                met_through="Jane Smith",
                addresses=[address("Home", "123 Main St", "Springfield", "62701", "US", "IL")],
                relations=["spouse=Jane Smith"],
            ),
            contact(
                "Jane Smith",
                "|Jane||Smith|",
                deceased=True,
                relations=["spouse=John Michael Doe"],
            ),
        ],
    ),
    "roundcube__roundcubemail/all.csv": (
        "csv",
        [
            contact(
                "Display Name",
                "Prefix|First Name|Middle Name|Last Name|Suffix",
                [
                    "email home=home@example.com",
                    "email work=work@example.com",
                    "email other=other@example.com",
                    "phone home=100",
                    "phone home=200",
                    "phone work=300",
                    "phone work=400",
                    "phone home mobile=500",
                    "phone main=600",
                    "phone home fax=700",
                    "phone work fax=800",
                    "phone car=900",
                    "phone pager=111",
                    "phone video=222",
                    "phone assistant=333",
                    "phone other=444",
                    "messenger(aim) AIM=aim",
                    "messenger(icq) ICQ=icq",
                    "messenger(jabber) Jabber=jabber",
                    "messenger(msn) MSN=msn",
                    "messenger(skype) Skype=skype",
                    "messenger(yahoo) Yahoo=yahoo",
                    "url blog=https://blog",
                    "url home page=https://home",
                    "url other=https://other",
                    "url profile=https://profile",
                    "url work=https://work",
                ],
                nicknames=["Nickname"],
                affiliations=["Company|Job Title|Department"],
                birthday="1991-01-20",
                note="Notes",
                tags=["test"],
                dates=["anniversary=1992-02-20"],
                relations=["manager=Manager", "assistant=Assistant", "spouse=Spouse"],
                addresses=[
                    address("home", "Home Street", "Home City", "Home Zip", "Home Country")
                    | {"region": "Home State"},
                    address("work", "Work Street", "Work City", "Work Zip", "Work Country")
                    | {"region": "Work State"},
                    address("other", "Other Street", "Other City", "Other Zip", "Other Country")
                    | {"region": "Other State"},
                ],
                extras=["Gender=female", "Maiden Name=Maiden Name"],
            )
        ],
    ),
    "roundcube__roundcubemail/email.csv": (
        "csv",
        [contact(f"test{n}@domain.tld", "", [f"email =test{n}@domain.tld"]) for n in range(1, 5)],
    ),
    "roundcube__roundcubemail/gmail.csv": (
        "google",
        [
            contact(
                "Prefix Firstname Middle Lastname Suffix",
                "Prefix|Firstname|Middle|Lastname|Suffix",
                [
                    "email* Home=home@aaa.pl",
                    "email Work=work@email.pl",
                    "email =unknown@email.com",
                    "email Other=other@email.com",
                    "phone Pager=pager",
                    "phone Main=mainphone",
                    "phone Home=homephone",
                    "phone Home Fax=homefax",
                    "phone Mobile=mobile",
                    "phone Work=workphone",
                    "phone Work Fax=workfax",
                    "url Profile=test.com",
                    "url Home Page=home.page.com",
                ],
                nicknames=["nick"],
                affiliations=["company|jobtitle"],
                birthday="1975-12-12",
                note='note"note',
                tags=["Test"],
                relations=["Spouse=spouse"],
                addresses=[
                    address("Home", "home_street", "home_city", "home_zip", "home_country")
                    | {"region": "home_state", "po_box": "home_pobox"}
                    | {
                        "formatted": "home_street\nhome_pobox\nhome_city, home_state home_zip\n"
                        "home_country"
                    },
                    address("Work", "work_street", "work_city", "work_zip", "work_country")
                    | {"formatted": "work_street\nwork_city work_zip\nwork_country"},
                ],
            )
        ],
    ),
    "roundcube__roundcubemail/outlook.csv": (
        "outlook",
        [contact("test1@domain.tld", "", [f"email =test{n}@domain.tld" for n in (1, 2, 3)])],
    ),
    "tech4242__csv2vcard/valid_contacts.csv": (
        "csv",
        [
            contact(
                f"{first} {last}",
                f"|{first}||{last}|",
                [f"phone ={phone}", f"email ={email}", f"url ={url}"],
                affiliations=[work],
                addresses=[{k: v for k, v in address("", *where).items() if v}],
            )
            for last, first, work, phone, email, url, where in (
                (
                    *("Gump", "Forrest", "Bubba Gump Shrimp Co.|Shrimp Man", "+1234567890"),
                    *("forrest@example.com", "https://example.com"),
                    ("42 Plantation St.", "Baytown", "30314", "USA"),
                ),
                (
                    *("Doe", "Jane", "Tech Corp|Developer", "+0987654321"),
                    *("jane@example.com", "https://jane.dev"),
                    ("123 Main St.", "New York", "10001", "USA"),
                ),
                (
                    *("Smith", "John", "Global Inc|Manager", "+1112223333"),
                    *("john.smith@example.org", "https://globalinc.com"),
                    ("456 Oak Ave", "Chicago", "60601", "USA"),
                ),
            )
        ],
    ),
    "tine20__tine20/adb_google_import.csv": (
        "google",
        [
            contact(
                "Max Mustermann",
                "|Max||Mustermann|",
                ["email =max@muster.de", "phone =04012345", "url =www.muster.de"],
                affiliations=["Musterfirma"],
                birthday="1999-01-01",
                addresses=[address("", "Musterstraße 1", "Hamburg", "22767", "DE")],
            )
        ],
    ),
    "tine20__tine20/adb_outlook2007_default_de.csv": (
        "outlook",
        [
            contact("The Firm", "", ["phone work=+4983242332"], affiliations=["The Firm"])
            | {"kind": "organisation", "extras": None},
            contact(
                "Vorname Nachname",
                "|Vorname||Nachname|",
                [
                    "email =email@example.org",
                    "phone work fax=+4923782112",
                    "phone work=tel_work",
                    "phone car=tel_car",
                    "phone home=tel_home",
                    "phone mobile=tel_cell",
                    "phone mobile=tel_cell_private",
                ],
                affiliations=["Firma|Pressestelle"],
                tags=["Partner"],
                extras=["B\ufffdro=123", "Initialen=H.W."],
            ),
        ],
    ),
    "walk-the-program__helix-crm/excel-saveas.csv": (
        "csv",
        [
            contact(
                name,
                f"|{' '.join(name.split()[:-1])}||{name.split()[-1]}|",
                [f"phone ={phone}", f"email ={email}"],
                affiliations=[firm] if firm else [],
                note=note,
                addresses=[
                    {"street": street, "locality": city, "region": st, "postal_code": code}
                    if city
                    else {"street": street, "region": st, "postal_code": code}
                ],
                extras=[f"Last Contacted={last}"] if last else None,
            )
            for name, firm, phone, email, street, city, st, code, last, note in (
                (
                    *("David Chen", "Orem HVAC Services", "3855550187", "dchen.hvac@yahoo.com"),
                    *("1159 N State St, Suite A", "", "ut", "84035", "9/15/2026"),
                    "Existing customer, renewing service",
                ),
                (
                    *("Maria Gonzales", "Layton Pipe & Drain", "801.555.0199"),
                    *("mgonzalez.plumbing@outlook.com", "1931 N Redwood Rd, Suite A"),
                    *("Ogden", "UT", "84309", "4/8/2026", ""),
                ),
                (
                    *("Amy Brewer", "", "435.555.0117", "amybrewer99@gmail.com"),
                    *("1869 E Meadow Ln, Suite 200", "St. George", "UT", "84253", "9/5/2026"),
                    "Referred by neighbor",
                ),
                (
                    *("Tom Nguyen", "Riverton Roof & Gutter", "8015550150"),
                    *("tnguyen.roofing@gmail.com", "1403 S 1300 South", "Spanish Fork", "UT"),
                    *("84765", "4/18/2026", ""),
                ),
                (
                    *("Justin Cox", "Layton Junk Hauling Co", "(385) 555-0314"),
                    *("justin.cox62@example.com", "1792 N Sunset Dr, Suite 200", "Tooele", "ut"),
                    *("84204", "", "Wants a call back after 5pm"),
                ),
                (
                    *("Victoria Clark", "Provo Garage Door Repair LLC", "801-555-3138 ext 4"),
                    *("victoria.clark431@example.com", "2364 W Redwood Rd", "Kaysville", "UT"),
                    *("84270", "", "Left card at door, no one home"),
                ),
                (
                    *("Renée Whitaker", "Ogden Fencing LLC", "+1 801 555 6735"),
                    *("renee.whitaker@aol.com", "1749 E Canyon Rd", "Orem", "UT", "84918"),
                    *("3/10/2026", ""),
                ),
                (
                    *("Kayla Wood", "Kaysville Overhead Door Co", "435-555-7185"),
                    *("kayla.wood131@example.com", "2016 N Main St, Suite B", "Logan", "ut"),
                    *("84389", "4/20/2026", 'Called twice, no answer. "Ask for Dave" at the shop.'),
                ),
            )
        ],
    ),
    "walk-the-program__helix-crm/ragged.csv": (
        "csv",
        [
            contact(
                f"{first} {last}",
                f"|{first}||{last}|",
                [f"email ={email}@example.com"] + ([f"phone ={phone}"] if phone else []),
                extra_values=more,
            )
            for first, last, email, phone, more in (
                ("Karen", "Fisk", "karen.fisk", "", []),
                ("Miguel", "Torres", "mtorres", "", []),
                ("Renee", "Whitaker", "rwhitaker", "4355550133", []),
                ("Devin", "Park", "devin.park", "801.555.0144", []),
                ("Aisha", "Bell", "abell", "801-555-0155", ["extra-field-value"]),
                ("Chad", "Owens", "cowens", "801-555-0166", ["note: called back"]),
                ("Nina", "Park", "nina.park", "801-555-0177", []),
                ("Trevor", "Hansen", "thansen", "", []),
                ("Beth", "Owens", "bowens", "801-555-0188", ["VIP", "extra2"]),
                ("Carlos", "Diaz", "cdiaz", "801-555-0199", []),
            )
        ],
    ),
}
ANA = "https://linkedin.com/in/"
MESSAGES = "labeldekho__linkedin-network-intelligence/Messages.csv"
CHATS = {
    MESSAGES: (
        "linkedin",
        [
            ("2024-05-15", "10:30", "them", ["Alice Johnson"]),
            ("2024-05-15", "14:00", "me", ["Alice Johnson"]),
            ("2024-05-16", "09:15", "them", ["Alice Johnson"]),
            ("2024-05-20", "14:30", "me", ["Alice Johnson"]),
            ("2024-03-10", "11:00", "them", ["Bob Williams"]),
            ("2024-03-12", "16:45", "me", ["Bob Williams"]),
            ("2024-06-01", "09:00", "them", ["Carol Davis"]),
            ("2024-06-01", "10:30", "me", ["Carol Davis"]),
            ("2024-06-02", "08:45", "them", ["Carol Davis"]),
            ("2024-09-15", "13:00", "me", ["Eve Wilson"]),
            ("2024-09-18", "10:00", "them", ["Eve Wilson"]),
        ],
    ),
    "joweich__chat-miner/test_export.txt": (
        "signal",
        [
            ("2019-12-24", "12:23", "unknown", ["Jane Doe"]),
            ("2020-01-17", "21:49", "unknown", ["John Doe"]),
        ],
    ),
    "joweich__chat-miner/test_single_export.json": (
        "telegram",
        [("2018-12-05", "10:39", "unknown", ["Author 1", "Author 2"])],
    ),
}
for _name in ("test_ddmmyy_24hrs.txt", "test_mmddyyyy_12hrs.txt"):  # the same chat
    CHATS[f"joweich__chat-miner/{_name}"] = (
        "whatsapp",
        [
            ("2019-01-01", "11:25", "unknown", ["John Doe"]),
            ("2019-01-20", "11:23", "unknown", ["John Doe"]),
            ("2019-01-30", "20:49", "unknown", ["Jahn Doe"]),
            ("2020-06-10", "15:55", "unknown", ["John-John Doe"]),
            ("2021-12-10", "10:10", "unknown", ["John Doe 🤓"]),
            ("2021-12-20", "12:10", "unknown", ["🤓"]),
            ("2021-12-30", "22:01", "unknown", ["John Doe"]),
        ],
    )
# file -> words of the sentence that refuses it
REFUSED = {
    "derived/empty.vcf": "is empty",
    "derived/nul_bytes.csv": "NUL",
}
# tables without names of columns: nothing is read before the user has said what is what
ASK = (
    "mozilla__releases-comm-central/csv_no_header.csv",
    "mozilla__releases-comm-central/tab_comma_mixed.csv",
)
CALENDARS_AND_MAIL = {
    "cyrusimap__cyrus-imapd/participants.ics": "ics",
    "mozilla__releases-comm-central/import.ics": "ics",
    "pimutils__khal/event_dt_partstat.ics": "ics",
    "mozilla__releases-comm-central/single-event.eml": "eml",
    "roundcube__roundcubemail/import.mbox": "mbox",
}
REJECTED = {
    "AbhiramJayasankar__six-hops/Connections.csv": [9],
    "alexjmiller5__people-sync/fb_friends.json": [3],
}


def records(name):
    path = SAMPLES / name
    recognition = sniff(path)
    return recognition, list(read(path, recognition))


@pytest.mark.parametrize("name", CONTACTS)
def test_contacts(name):
    format_key, expected = CONTACTS[name]
    recognition, found = records(name)
    assert recognition.format == format_key
    drafts = [record for record in found if isinstance(record, ContactDraft)]
    assert [d.full_name for d in drafts] == [one["full_name"] for one in expected]
    for draft, one in zip(drafts, expected, strict=True):
        said = seen(draft)
        said["streets"] = [
            (a.label, a.street, a.extended, a.locality, a.region, a.postal_code, a.country)
            for a in draft.addresses
        ]
        said["extra_values"] = [extra.value for extra in draft.extras]
        for key, value in one.items():
            got = said.get(key)
            assert (got or None) == (value or None), f"{draft.full_name}: {key}"
    rejected = [record.line for record in found if isinstance(record, Rejected)]
    assert rejected == REJECTED.get(name, [])


@pytest.mark.parametrize("name", CHATS)
def test_chats(name):
    format_key, expected = CHATS[name]
    recognition, found = records(name)
    assert recognition.format == format_key
    drafts = [record for record in found if isinstance(record, InteractionDraft)]
    assert [
        (d.day, d.time, d.initiator, [person.name for person in d.people]) for d in drafts
    ] == expected
    assert {draft.kind for draft in drafts} == {"message"}
    assert any(isinstance(r, Warned) and "clear" in r.message for r in found) is (
        expected[0][2] == "unknown"
    )


def test_monica_tells_what_happened():
    _, found = records("naiba__bonds/monica_export.json")
    drafts = [record for record in found if isinstance(record, InteractionDraft)]
    told = {(d.day, d.kind, d.summary or d.body.partition("\n")[0]) for d in drafts}
    assert ("2024-01-05", "call", "Discussed weekend plans") in {
        (day, kind, text) for day, kind, text in told
    }
    assert ("2023-06-01", "note", "Met at the reunion last week. He looks great!") in told
    assert any("Dinner at Italian restaurant" in text for _, _, text in told)
    assert any(day == "2023-08-15" and "Got promoted" in text for day, _, text in told)
    (conversation,) = [d for d in drafts if "Hey, how are you?" in d.body + d.summary]
    assert (conversation.day, conversation.initiator) == ("2024-01-05", "me")
    (john,) = [r for r in found if isinstance(r, ContactDraft) and r.full_name.startswith("John")]
    assert john.photo is not None
    assert john.photo.data.startswith(b"\x89PNG")


def test_an_unbalanced_quote_is_told():
    _, found = records("derived/unbalanced_quote.csv")
    assert [record.line for record in found if isinstance(record, Warned)] == [2]


@pytest.mark.parametrize("name", REFUSED)
def test_junk_is_refused_and_changes_nothing(journal, name):
    before = journal.path.read_bytes()
    with pytest.raises(ImportRejected, match=REFUSED[name]):
        importing.analyse(SAMPLES / name)
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("name", ASK)
def test_tables_without_names_ask_and_keep_their_first_row(journal, name):
    recognition = sniff(SAMPLES / name)
    assert recognition.needs_mapping
    assert recognition.header_row == -1
    assert "1@host.invalid" in str(recognition.samples[0]) or "John" in recognition.samples[0]
    with pytest.raises(ImportRejected, match="mapping"):
        importing.analyse(SAMPLES / name)


def test_table_without_names_once_it_is_said_what_is_what():
    path = SAMPLES / ASK[0]
    uses = ("full_name", "given", "family", "email")
    columns = ",".join(f'{{"column": "", "target": "{use}"}}' for use in uses)
    mapping = from_json(f'{{"header_row": -1, "columns": [{columns}]}}')
    drafts = [seen(record) for record in read(path, sniff(path), mapping)]
    assert [(d["full_name"], d["name"], d["methods"]) for d in drafts] == [
        ("John Doe", "|John||Doe|", ["email =john@doe.invalid"]),
        ("Jane Doe", "|Jane||Doe|", ["email =jane@doe.invalid"]),
    ]


@pytest.mark.parametrize("name", CALENDARS_AND_MAIL)
def test_calendars_and_mail_are_never_taken_for_people(name):
    key = CALENDARS_AND_MAIL[name]
    if key in FORMATS:
        assert sniff(SAMPLES / name).format == key
    else:
        with pytest.raises(ImportRejected):
            sniff(SAMPLES / name)


# what a program writes where nothing was said, and dates, which are not kept as written
DULL = {"Unspecified", "Keine Angabe", "Normal", "False", "Aus", "SMTP", "0/0/00", "0.0.00"}
DATED = ("birth", "anniversary", "connected on", "date", "geburtstag", "jahrestag", "seen")
TABLES = [name for name in CONTACTS if name.endswith(".csv")]


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_lost(name):
    recognition, found = records(name)
    text = (SAMPLES / name).read_bytes().decode(recognition.encoding, "replace")
    lines = text.lstrip("\ufeff").splitlines(keepends=True) if "unbalanced" not in name else []
    rows = list(csv.reader(lines, delimiter=recognition.delimiter))
    kept = repr([record for record in found if isinstance(record, ContactDraft)])
    names = [cell.strip() for cell in recognition.header]
    below = [row for row in rows if any(cell.strip() for cell in row)]
    below = below[[[c.strip() for c in row] for row in below].index(names) + 1 :] if below else []
    for row in below:
        if len([cell for cell in row if cell]) < 2 and name in REJECTED:
            continue  # a closed account: only a date
        for at, cell in enumerate(row):
            title = names[at].lower() if at < len(names) else ""
            if not cell.strip() or cell in DULL or any(word in title for word in DATED):
                continue
            for part in cell.replace(";", ":::").split(":::"):
                wanted = part.strip().removeprefix("* ")
                known = repr(wanted)[1:-1] in kept or wanted in ("myContacts", "My Contacts")
                tags = all(repr(one.strip())[1:-1] in kept for one in wanted.split(","))
                assert known or tags or _implied(title, wanted), (title, wanted)


def _implied(title, value):
    """Say whether a value is kept as what it means: a label, or the name beside an address."""
    return "display name" in title or "angezeigter name" in title or value in ("false", "")


def test_every_sample_is_expected():
    every = {f"{path.parent.name}/{path.name}" for path in SAMPLES.glob("*/*")}
    expected = {*CONTACTS, *CHATS, *REFUSED, *ASK, *CALENDARS_AND_MAIL}
    rest = every - expected
    assert {name for name in rest if not name.endswith(".vcf")} == set()
    assert len(every) == len(expected) + len(rest) == 98
