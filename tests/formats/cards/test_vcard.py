"""The vCard reader on files made for it: every quirk once."""

from __future__ import annotations

import binascii
import contextlib
import io
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import ImportRejected, UserError
from netjournal.formats import read, sniff
from netjournal.formats.cards.vcard import build
from netjournal.formats.cards.vcard_nest import RawCard
from netjournal.formats.cards.vcard_stream import blocks, cards
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    ImportantDate,
    Method,
    NameParts,
    Record,
    Rejected,
    Relation,
    Warned,
)

DATA = Path(__file__).parents[2] / "data" / "vcard"


def records(name: str) -> list[Record]:
    return list(read(DATA / name, sniff(DATA / name)))


def drafts(name: str) -> list[ContactDraft]:
    return [record for record in records(name) if isinstance(record, ContactDraft)]


def warnings(name: str) -> list[str]:
    return [record.message for record in records(name) if isinstance(record, Warned)]


def one(body: str, version: str = "3.0") -> ContactDraft:
    """Read one card given as its lines; it has a full name unless the body has one."""
    lines = body if "FN" in body else f"FN:X\n{body}"
    return build(RawCard(1, f"VERSION:{version}\n{lines}\n".encode())).draft


def extras(draft: ContactDraft) -> list[tuple[str, str, str, str]]:
    return [(e.group, e.name, e.params, e.value) for e in draft.extras]


def test_apple() -> None:
    (draft,) = drafts("apple.vcf")
    assert draft.kind == "organisation"
    assert draft.full_name == "Dr. Ngozi Okafor"
    assert draft.name == NameParts("Dr.", "Ngozi", "", "Okafor", "")
    assert draft.affiliations == [Affiliation("Harbour Clinic", department="Night Shift")]
    assert draft.methods == [
        Method("phone", "+44 20 7946 0100", "mobile", preferred=True),
        Method("phone", "+44 20 7946 0101", "assistant phone"),
        Method("email", "ngozi@clinic.example", "Büro, oben"),
        Method("url", "http://clinic.example/a,b", "home page", preferred=True),
        Method("url", "http://twitter.com/ngozi", "", service="twitter"),
        Method("url", "@ngozi", "home", service="mastodon"),
        Method("messenger", "skype:ngozi.okafor", "home", service="Skype"),
    ]
    assert draft.addresses == [
        Address("work", "1 Quay St\nFloor 2", "", "", "Bristol", "", "BS1 4AA", "UK")
    ]
    assert draft.dates == [ImportantDate("anniversary", "2011-06-04")]
    assert draft.relations == [Relation("brother", "Chidi Okafor")]
    assert draft.birthday == "--02-29"
    assert draft.uid == UUID("a1b2c3d4-0000-4000-8000-00000000abcd")
    assert draft.tags == ["Rowing"]
    assert extras(draft) == [
        ("", "PRODID", "", "-//Apple Inc.//iPhone OS 17.1//EN"),
        ("item4", "X-ABADR", "", "gb"),
    ]
    assert warnings("apple.vcf") == ["Groups name 1 people who are not in the file."]


@pytest.mark.parametrize(
    ("name", "full_name", "note"),
    [
        ("apple_through_windows.vcf", "Åsa Lind", "one\ntwo"),
        ("cr_only.vcf", "Ivo Kos", ""),
        ("utf16le_mark.vcf", "Łucja Żak", ""),
        ("utf16be.vcf", "Łucja Żak", ""),
        ("folds_inside_characters.vcf", "Renée", "twowords, a \nline and a blank"),
    ],
)
def test_line_ends_and_unicode(name: str, full_name: str, note: str) -> None:
    (draft,) = records(name)
    assert isinstance(draft, ContactDraft)
    assert (draft.full_name, draft.note, draft.line) == (full_name, note, 1)


def test_folds_end_nothing() -> None:
    assert drafts("cr_only.vcf")[0].methods == [Method("phone", "123")]
    assert drafts("folds_inside_characters.vcf")[0].methods == [Method("phone", "1", "work")]


def test_android_quoted_printable() -> None:
    (draft,) = drafts("android_qp.vcf")
    assert draft.full_name == "Josef Čapek"
    assert draft.name == NameParts(given="Josef", family="Čapek")
    assert draft.note == "A=B\nC;D,E"
    assert draft.affiliations == [Affiliation("Škola", department="1")]
    assert draft.methods == [
        Method("phone", "123", "mobile", preferred=True),
        Method("phone", "456", "Garage"),
    ]
    assert draft.nicknames == ["Pepi"]
    assert draft.dates == [
        ImportantDate("anniversary", "2001-02-03"),
        ImportantDate("Name day", "--05-06"),
    ]
    assert draft.relations == [Relation("spouse", "Eva")]
    assert draft.addresses == [Address("", "1 Road", locality="Town", postal_code="7")]
    assert draft.tags == ["Chess club"]
    assert [e.name for e in draft.extras] == ["X-ANDROID-CUSTOM"]


def test_text_may_be_base64(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    name, note, title = (
        binascii.b2a_base64(text).strip().decode()
        for text in ("Müller;Jörg".encode(), "Höhe, 2\nm".encode("latin-1"), b"\xff\0\1")
    )
    path.write_text(
        f"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=BASE64:{name}\n\n"
        f"NOTE;ENCODING=B;CHARSET=ISO-8859-1:{note}\nTITLE;BASE64:{title}\n"
        "NICKNAME;ENCODING=B:Bobby!\nEND:VCARD\n"
    )
    (draft,) = read(path, sniff(path))
    assert isinstance(draft, ContactDraft)
    assert (draft.full_name, draft.name) == (
        "Jörg Müller",
        NameParts(given="Jörg", family="Müller"),
    )
    assert (draft.note, draft.nicknames) == ("Höhe, 2\nm", ["Bobby!"])
    assert draft.affiliations == [Affiliation(title=title)]


def test_windows_without_a_charset() -> None:
    (draft,) = drafts("windows_1252.vcf")
    assert draft.full_name == "Jörg Groß"
    assert draft.note == "Ann’s friend , café"
    assert draft.addresses == [Address("work", formatted="Weg 1\nKöln")]
    assert extras(draft) == [
        ("", "X-MS-OL-DESIGN", "", '<card xmlns="http://x.example/"><fld prop="name"/></card>')
    ]
    assert warnings("windows_1252.vcf") == [
        "Text that is not UTF-8 was read as Windows-1252; please check it."
    ]


def test_a_charset_serves_the_other_lines_of_its_card() -> None:
    first, second, third = drafts("declared_elsewhere.vcf")
    assert (first.full_name, first.name.family) == ("Мария Крылова", "Крылова")
    assert first.affiliations == [Affiliation(title="Врач")]
    assert second.full_name == "Jan Nowak"
    assert third.full_name == "Олег"  # says windows-1251, is UTF-8
    assert warnings("declared_elsewhere.vcf") == []


def test_japanese_handset() -> None:
    (draft,) = drafts("shift_jis.vcf")
    assert (draft.full_name, draft.name.family) == ("能登ソノ", "能登")
    assert extras(draft) == [("", "SOUND", "X-IRMC-N", "ﾉﾄ;ｿﾉ;;;")]


def test_the_user_may_say_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes("BEGIN:VCARD\nVERSION:2.1\nFN:Łoś\nEND:VCARD\n".encode("cp1250"))
    (draft,) = read(path, sniff(path, encoding="cp1250"))
    assert isinstance(draft, ContactDraft)
    assert draft.full_name == "Łoś"


def test_cards_without_an_end() -> None:
    found = drafts("lost_ends.vcf")
    assert [(d.full_name, d.line, len(d.methods)) for d in found] == [
        ("Second Whole", 6, 1),
        ("Third Small", 12, 1),
        ("First Lost", 2, 1),
        ("Fourth Lost", 18, 1),
    ]
    assert warnings("lost_ends.vcf") == ["The card has no END line; it may be incomplete."] * 2


def test_text_between_cards_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(b"junk\nBEGIN:VCARD\nFN:A\nEND:VCARD\nmore\n# note\n")
    assert [type(r) for r in read(path, sniff(path))] == [Warned, ContactDraft]


def test_cards_without_a_line_end_between_them(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(
        b"BEGIN:VCARD\nFN:A\nEND:VCARDBEGIN:VCARD\nVERSION:3.0\nFN:B\nend:vcard begin:vcard\nFN:C\n"
        b"NOTE:say END:VCARD twice\nEND:VCARD\n"
    )
    found = list(read(path, sniff(path)))
    assert [(d.full_name, d.note) for d in found] == [
        ("A", ""),
        ("B", ""),
        ("C", "say END:VCARD twice"),
    ]


def test_a_file_may_be_indented(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(
        b"\n    BEGIN:VCARD\n    FN:A\n     B\n    TEL:1\n    END:VCARD\n"
        b"    BEGIN:VCARD\n    FN:C\n    END:VCARD\n"
    )
    found = list(read(path, sniff(path)))
    assert [(d.full_name, len(d.methods), d.line) for d in found] == [("AB", 1, 2), ("C", 0, 7)]


def test_nested_cards() -> None:
    first, second = drafts("agents.vcf")
    assert first.full_name == "Boss One"
    assert first.methods == [Method("phone", "1")]
    assert first.relations == [Relation("agent", "Agent; One")]
    assert extras(first) == [
        (
            "",
            "AGENT",
            "",
            r"BEGIN:VCARD\nVERSION:2.1\nFN:Agent\; One\nTEL:7\nEND:VCARD",
        )
    ]
    assert second.relations == [Relation("agent", "Agent Two")]
    assert len(second.extras) == 2


def test_lines_broken_without_folding() -> None:
    (draft,) = drafts("broken_lines.vcf")
    assert draft.addresses == [
        Address(
            "home",
            "Mill Lane 1\nBack yard",
            locality="Leeds",
            postal_code="LS1",
            country="UK",
            formatted="Mill Lane 1\nBack yard\nLeeds: the old one",
        )
    ]
    assert draft.note == "See\nhttp://x.example/y\nand more"
    assert draft.photo is not None
    assert draft.photo.media_type == "image/gif"
    assert draft.methods == [Method("phone", "5")]
    assert extras(draft) == [("", "PROFILE", "", "VCard")]


def test_thunderbird_2_1() -> None:
    (draft,) = drafts("thunderbird_2_1.vcf")
    assert draft.full_name == "Jürgen Faß"
    assert draft.name == NameParts(given="Jürgen", family="Faß")
    assert draft.affiliations == [Affiliation("Firma GmbH", "Koch", "Abteilung 3")]
    assert draft.addresses[0].street == "Hauptstraße 1"
    assert draft.note == "eins\nzwei"
    assert [(m.value, m.label) for m in draft.methods] == [
        ("juergen@firma.example", ""),
        ("0228 1", "work"),
        ("0228 2", "fax"),
        ("http://firma.example", ""),
    ]


@pytest.mark.parametrize("member", ["urn:uuid:pas-id-4D1", "pas-id-4d1", "uid:PAS-ID-4D1"])
def test_members_of_groups_whose_ids_are_no_uuids(tmp_path: Path, member: str) -> None:
    path = tmp_path / "groups.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nUID:pas-id-4D1\nFN:Ana\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Climbers\nX-ADDRESSBOOKSERVER-KIND:group\n"
        f"X-ADDRESSBOOKSERVER-MEMBER:{member}\nEND:VCARD\n"
    )
    (ana,) = read(path, sniff(path))
    assert isinstance(ana, ContactDraft)
    assert ana.tags == ["Climbers"]


def test_groups_become_tags() -> None:
    assert [(d.full_name, d.tags) for d in drafts("groups_4_0.vcf")] == [
        ("Lea Blum", ["friends", "Book club"]),
        ("Mia", ["Book club"]),
        ("Noor", ["Book club"]),
    ]


def test_photos_in_every_form() -> None:
    found = drafts("photos.vcf")
    assert [(d.photo.media_type, len(d.photo.data)) if d.photo else None for d in found] == [
        ("image/png", 8),
        ("image/jpeg", 6),
        ("image/gif", 14),
        ("image/gif", 14),
        ("image/png", 8),
        None,
        None,
        ("image/gif", 14),
    ]
    assert [len(d.extras) for d in found] == [0, 0, 0, 0, 0, 1, 1, 1]
    assert found[1].methods == [Method("phone", "1")]
    assert warnings("photos.vcf") == ["The picture is damaged; it was kept as text."]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("BDAY:19800322", "1980-03-22"),
        ("BDAY:1980-03-22", "1980-03-22"),
        ("BDAY:1996-04-15T20:12:43+04:00", "1996-04-15"),
        ("BDAY;VALUE=date:1950-01-26", "1950-01-26"),
        ("BDAY:--0122", "--01-22"),
        ("BDAY:--04-16", "--04-16"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22", "--01-22"),
        ("BDAY;X-APPLE-OMIT-YEAR=1904:1904-01-22", "--01-22"),
        ("BDAY:16040101", "--01-01"),
        ("BDAY:1985-04", "1985-04"),
        ("BDAY:1985", "1985"),
        ("BDAY:22.3.1980", "1980-03-22"),
        ("BDAY:1980/3/22", "1980-03-22"),
        ("BDAY:1980-3-5", "1980-03-05"),
        ("BDAY:1980 12 05", "1980-12-05"),
        ("BDAY:1980-12-05+01:00", "1980-12-05"),
        ("BDAY:19801205Z", "1980-12-05"),
        ("BDAY:1980-12-05;", "1980-12-05"),
        ("BDAY:1980/12/05 00:00", "1980-12-05"),
        ("BDAY:12/25/1980", "1980-12-25"),
        ("BDAY:25-12-1980", "1980-12-25"),
        ("BDAY:1980年12月5日", "1980-12-05"),
        ("BDAY:5 December 1980", "1980-12-05"),
        ("BDAY:Dez 5, 1980", "1980-12-05"),
        ("BDAY:--12-5", "--12-05"),
        ("BDAY:5.12.", "--12-05"),
        ("BDAY:", ""),
    ],
)
def test_birthdays(value: str, expected: str) -> None:
    draft = one(value)
    assert draft.birthday == expected
    assert draft.extras == []


@pytest.mark.parametrize(
    "value",
    [
        "19723101",
        "--0230",
        "---05",
        "--04",
        "1604",
        "circa 1800",
        "2001-02-29",
        "soon",
        "05/12/1980",
        "1980-00-00",
        "the fifth of May 1980 or so",
        "between May 1980 and 1981",
    ],
)
def test_a_birthday_that_is_none_is_kept_as_text(value: str) -> None:
    card = build(RawCard(1, f"FN:A\nBDAY;VALUE=text:{value}".encode()))
    assert card.draft.birthday == ""
    assert extras(card.draft) == [("", "BDAY", "VALUE=text", value)]
    assert card.warnings == ["The birthday is no date; it was kept as text."]


@pytest.mark.parametrize(
    ("head", "label", "preferred"),
    [
        ("TEL;WORK;FAX", "work fax", False),
        ("TEL;TYPE=a;TYPE=b", "a b", False),
        ("TEL;TYPE=home,voice", "home", False),
        ('TEL;TYPE="home,voice"', "home", False),
        ("TEL;TYPE=PREF\\,WORK\\,VOICE", "work", True),
        ("TEL;TYPE=home,", "home", False),
        ("TEL;TYPE=", "", False),
        ("TEL;TYPE=cell,TYPE=work", "mobile work", False),
        ('tel;TYPE="COMMA,SEPARATED:INSIDE.DQUOTE"', "COMMA SEPARATED:INSIDE.DQUOTE", False),
        ("TEL;TYPE=Gästehaus", "Gästehaus", False),
        ("workPhone.TEL;PREF=1", "", True),
        ("TEL;PREF", "", True),
        ("TEL;;HOME", "home", False),
        ("TEL;TYPE=X-Boat", "Boat", False),
        ('TEL;TYPE="CELL;VOICE"', "mobile", False),
        ("TEL;TYPE=HOME VOICE", "home", False),
        ('TEL;TYPE="both work and home"', "both work and home", False),
        (
            "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BC=72=6F)",
            "Büro",
            False,
        ),
    ],
)
def test_parameters(head: str, label: str, preferred: bool) -> None:
    assert one(f"{head}:1").methods == [Method("phone", "1", label, preferred)]


def test_the_lowest_rank_is_preferred() -> None:
    draft = one("EMAIL;PREF=2:a\nEMAIL;PREF=1:b\nTEL;PREF=50:1", "4.0")
    assert [m.preferred for m in draft.methods] == [False, True, True]


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ("item1.TEL:1\nitem1.X-ABLabel:_$!<Home>!$_", "home"),
        ("ITEM1.TEL;TYPE=HOME:1\nitem1.X-ABLABEL:Boat", "Boat"),
        ("4L06RU.X-ABLabel:Boat\n4L06RU.TEL:1", "Boat"),
        ("item1.TEL;TYPE=HOME:1\nitem1.X-ABLabel:", "home"),
        ("item1.TEL:1\nitem1.X-ABLabel:GRAND_CENTRAL", "Google Voice"),
        ("item1.TEL:1\nitem1.X-ABLabel:_$!<Unheard>!$_", "Unheard"),
        ("item1.TEL:1\nitem2.X-ABLabel:Boat", ""),
    ],
)
def test_group_labels(lines: str, label: str) -> None:
    assert one(lines).methods == [Method("phone", "1", label)]


def test_a_label_of_nothing_we_label_is_kept() -> None:
    assert extras(one("a.X-FOO:1\na.X-ABLabel:b")) == [
        ("a", "X-FOO", "", "1"),
        ("a", "X-ABLabel", "", "b"),
    ]


def test_escapes() -> None:
    assert one(r"NOTE:a\nb\Nc\,d\;e\\f\:g\"h\yi").note == 'a\nb\nc,d;e\\f:g"h\\yi'
    assert one(r"NOTE:a\nb\,c", "2.1").note == r"a\nb\,c"
    assert one("FN:Mr. John Richter, James Doe Sr.").full_name == "Mr. John Richter, James Doe Sr."
    assert one(r"ORG:A\;B;C\,D;;E").affiliations == [Affiliation("A;B", department="C,D, E")]
    assert one(r"URL:http\://a.example/?b\;c", "2.1").methods[0].value == "http://a.example/?b;c"
    assert one(r"CATEGORIES:a\,b,c,,d").tags == ["a,b", "c", "d"]
    assert one("NICKNAME:a,b").nicknames == ["a", "b"]
    assert one("NICKNAME:a,b", "2.1").nicknames == ["a,b"]


def test_the_first_wins_and_the_rest_is_kept() -> None:
    draft = one("FN:A B\nFN:C\nN:B;A\nN:D;C\nBDAY:1990\nBDAY:1991\nFN:A B\nBDAY:1990", "4.0")
    assert (draft.full_name, draft.name.family, draft.birthday) == ("A B", "B", "1990")
    assert extras(draft) == [
        ("", "FN", "", "C"),
        ("", "N", "", "D;C"),
        ("", "BDAY", "", "1991"),
    ]


def test_alternatives_are_kept_aside() -> None:
    draft = one("TITLE;ALTID=1;LANGUAGE=en:Boss\nTITLE;ALTID=1;LANGUAGE=fr:Patron\nTITLE:Owner")
    assert draft.affiliations == [Affiliation(title="Boss"), Affiliation(title="Owner")]
    assert extras(draft) == [("", "TITLE", "ALTID=1;LANGUAGE=fr", "Patron")]


def test_addresses_in_eighteen_parts() -> None:
    """RFC 9554 takes a street apart; Google's eighth part is the whole address."""
    parts = ";;12 Elm St;Town;;7;UK;;Flat 5;;12;Elm St;;;;;;"
    draft = one(f"ADR:{parts}\nADR:;;;Town;;7;UK;;;;12;Elm St;;;;;;", "4.0")
    assert [(a.street, a.formatted) for a in draft.addresses] == [("12 Elm St", "")] * 2
    assert extras(draft)[0] == ("", "ADR", "", parts)


def test_a_date_in_two_properties_is_one() -> None:
    lines = (
        "ITEM1.X-ABDATE;VALUE=DATE-AND-OR-TIME:20190220T000035\n"
        "ITEM1.X-ABLABEL:_$!<Anniversary>!$_\nX-ANNIVERSARY:2019-02-20"
    )
    assert one(lines).dates == [ImportantDate("anniversary", "2019-02-20")]
    ours = f"PRODID:-//NetJournal//NetJournal//EN\n{lines}"
    assert len(one(ours).dates) == 2


def test_notes_are_joined() -> None:
    assert one("NOTE:a\nNOTE:b\nNOTE:a\nNOTE:").note == "a\n\nb"


@pytest.mark.parametrize(
    ("lines", "work"),
    [
        ("ORG:A\nTITLE:t", [Affiliation("A", "t")]),
        ("TITLE:t\nORG:A\nORG:B\nTITLE:u", [Affiliation("A", "t"), Affiliation("B", "u")]),
        ("1.ORG:A\n2.ORG:B\n2.TITLE:u", [Affiliation("A"), Affiliation("B", "u")]),
        ("1.ORG:A\n2.TITLE:u", [Affiliation("A"), Affiliation(title="u")]),
        ("1.ORG:A\nTITLE:t", [Affiliation("A", "t")]),
        ("ORG:A\nORG:A\nTITLE:t\nTITLE:t", [Affiliation("A", "t")]),
        ("ORG:A\nROLE:r", [Affiliation("A", "r")]),
        ("ORG:A\nROLE:r\nTITLE:t", [Affiliation("A", "t")]),
        ("ORG:;", []),
    ],
)
def test_titles_find_their_organisation(lines: str, work: list[Affiliation]) -> None:
    assert one(lines).affiliations == work


@pytest.mark.parametrize(
    ("lines", "formatted"),
    [
        ("ADR;HOME:;;a\nADR;WORK:;;b\nLABEL;WORK:l", ["", "l"]),
        ("ADR;HOME:;;a\nADR;HOME:;;b\nLABEL;HOME:l\nLABEL;HOME:m", ["l", "m"]),
        ("1.ADR:;;a\n2.ADR:;;b\n2.LABEL:l", ["", "l"]),
        ("LABEL;HOME:l\nADR;HOME:;;a", ["l"]),
        ("ADR:;;a\nLABEL;WORK:l", ["", "l"]),
        ("ADR:;;;;;;\nLABEL:l", ["l"]),
        ("ADR;TYPE=HOME:;;a;;;;;all in one", ["all in one"]),
        ('ADR;LABEL="a^nb":;;a', ["a\nb"]),
    ],
)
def test_labels_find_their_address(lines: str, formatted: list[str]) -> None:
    assert [a.formatted for a in one(lines).addresses] == formatted


@pytest.mark.parametrize(
    ("lines", "full_name", "guessed"),
    [
        ("FN:\nN:Lovelace;Ada;;;", "Ada Lovelace", set()),
        ("FN:\nN:山田;太郎;;;", "山田太郎", set()),
        ("FN:\nORG:ACME", "ACME", {"full_name", "kind"}),
        ("FN:\nNICKNAME:Bo", "Bo", {"full_name"}),
        ("FN:\nEMAIL:a@b.example", "a@b.example", {"full_name"}),
        ("FN:\nTEL:5", "5", {"full_name"}),
        ("FN:Ada Lovelace", "Ada Lovelace", {"name"}),
        ("FN:Ada", "Ada", set()),
        ("FN:Ada Lovelace\nN:;;;;", "Ada Lovelace", set()),
        ("FN:ACME Ltd\nKIND:org", "ACME Ltd", set()),
    ],
)
def test_names(lines: str, full_name: str, guessed: set[str]) -> None:
    draft = one(lines)
    assert (draft.full_name, draft.guessed) == (full_name, guessed)


@pytest.mark.parametrize(
    ("line", "method"),
    [
        ("X-ICQ:123", Method("messenger", "123", service="icq")),
        ("X-JABBER;TYPE=HOME:a@b", Method("messenger", "a@b", "home", service="jabber")),
        ("IMPP:xmpp:a@b", Method("messenger", "xmpp:a@b", service="xmpp")),
        ("IMPP;PREF:msnim:chat?x", Method("messenger", "msnim:chat?x", "", True, "msn")),
        (
            "IMPP;X-SERVICE-TYPE=Signal:x-apple:%2B1",
            Method("messenger", "%2B1", service="Signal"),
        ),
        (
            "SOCIALPROFILE;SERVICE-TYPE=X:https://x.example",
            Method("url", "https://x.example", service="X"),
        ),
        ("X-messaging/irc-All:bo", Method("messenger", "bo", service="irc")),
        ("X-SIP;SWIS:a@b", Method("messenger", "a@b", "SWIS", service="sip")),
        ("X-MS-TEL;VOICE;COMPANY:+13", Method("phone", "+13", "company")),
        ("EMAIL:mailto:a@b.example", Method("email", "a@b.example")),
        ("EMAIL;VALUE=uri:MAILTO:a@b.example", Method("email", "a@b.example")),
        (
            "X-SOCIALPROFILE;type=twitter;x-user=bo:",
            Method("url", "bo", service="twitter"),
        ),
        ("TEL;VALUE=uri:tel:+1-2;ext=3", Method("phone", "tel:+1-2;ext=3")),
        ("TEL:\u202d+1 p2\u202c", Method("phone", "\u202d+1 p2\u202c")),
    ],
)
def test_ways_to_reach(line: str, method: Method) -> None:
    assert one(line).methods == [method]


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("X-MS-SPOUSE:Jo", Relation("spouse", "Jo")),
        ("X-EVOLUTION-MANAGER:Jo", Relation("manager", "Jo")),
        ("X-MS-CHILD:Jo", Relation("child", "Jo")),
        (r"AGENT:BEGIN:VCARD\nN:Friday\;Fred\nEND:VCARD", Relation("agent", "Fred Friday")),
        ("RELATED;TYPE=friend;VALUE=text:Jo", Relation("friend", "Jo")),
        (
            "RELATED;TYPE=child:urn:uuid:00000000-0000-4000-8000-000000000001",
            Relation("child", "", UUID("00000000-0000-4000-8000-000000000001")),
        ),
        ("AGENT:Jo", Relation("agent", "Jo")),
    ],
)
def test_relations(line: str, relation: Relation) -> None:
    assert one(line).relations == [relation]


def test_less_common_properties() -> None:
    draft = one(
        "INTEREST;LEVEL=high:chess\nHOBBY:rowing\nEXPERTISE:law\nPRONOUNS:they/them\n"
        "DEATHDATE:2020\nX-EVOLUTION-ANNIVERSARY:2001-01-02\nX-ABDATE:spring\nKIND:location",
        "4.0",
    )
    assert (draft.interests, draft.skills) == (["chess", "rowing"], ["law"])
    assert (draft.pronouns, draft.deceased) == ("they/them", True)
    assert draft.dates == [ImportantDate("anniversary", "2001-01-02"), ImportantDate("", "spring")]
    assert [e.name for e in draft.extras] == ["DEATHDATE", "KIND"]


def test_what_nobody_knows_is_kept_to_the_letter() -> None:
    draft = one('item9.X-Foo;A="b:c";D=e\\,f;G:h\\;i,j\\nk')
    assert extras(draft) == [("item9", "X-Foo", 'A="b:c";D=e\\,f;G', "h\\;i,j\\nk")]


def test_transport_encodings_of_the_unknown_are_undone() -> None:
    draft = one("X-A;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE;B=c:=C3=84=0A=3B", "2.1")
    assert extras(draft) == [("", "X-A", "B=c", "Ä\\n;")]
    draft = one("KEY;ENCODING=b:AAAA\n BB BB", "3.0")
    assert extras(draft) == [("", "KEY", "ENCODING=b", "AAAABBBB")]


def test_identifiers() -> None:
    uid = UUID("00000000-0000-4000-8000-00000000000a")
    assert one("UID:URN:UUID:00000000-0000-4000-8000-00000000000A").uid == uid
    assert one("UID:x-1.vcf").external_ids == [("vcard", "x-1.vcf")]
    assert one(f"UID:{uid}\nUID:{uid}").external_ids == []


def test_cards_that_name_nobody_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\nBEGIN:VCARD\nNOTE:n\nEND:VCARD\n")
    first, second = read(path, sniff(path))
    assert first == Rejected(1, "the card names nobody")
    assert isinstance(second, ContactDraft)


def test_other_files_are_not_vcards(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(b"name,BEGIN:VCARD?\n")
    with pytest.raises(ImportRejected):
        sniff(path, only="vcard")


def test_a_card_that_is_too_large_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    whole = b"BEGIN:VCARD\nFN:A\nEND:VCARD\n"
    path.write_bytes(whole + b"BEGIN:VCARD\nNOTE:" + b"x" * (20 << 20) + b"\nEND:VCARD\n" + whole)
    first, refused, last = read(path, sniff(path))
    assert isinstance(first, ContactDraft)
    assert refused == Rejected(4, "The card is larger than 16 MB.")
    assert isinstance(last, ContactDraft)
    assert last.line == 7


def test_a_file_of_beginnings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(b"BEGIN:VCARD\n" * 200_000)
    with pytest.raises(ImportRejected):
        list(read(path, sniff(path)))


def test_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(b"BEGIN:VCARD\nFN:A B\nEND:VCARD\n" * 60_000)
    steps: list[tuple[int, int]] = []

    class Watch:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    assert sum(1 for _ in read(path, sniff(path), progress=Watch())) == 60_000
    assert len(steps) == 2
    assert steps[-1] == (path.stat().st_size, path.stat().st_size)


_PIECES = [
    b"BEGIN:VCARD\r\n",
    b"END:VCARD\n",
    b"VERSION:2.1\n",
    b"VERSION:4.0\r",
    b"FN;CHARSET=utf-8;ENCODING=QUOTED-PRINTABLE:=C3=\n",
    b"N:a;b\\;c,\\",
    b'item1.TEL;TYPE="a:',
    b"\nitem1.X-ABLabel:x\n",
    b"AGENT:\n",
    b"PHOTO;ENCODING=b:AAA\n",
    b'ADR;LABEL="x^n":;;;a\n',
    b"BDAY:1604-02-30\n",
    b"KIND:group\nMEMBER:x\n",
    b"X-NETJOURNAL-EXTRA:[1]\nX-NETJOURNAL-EXTERNAL-ID:\n",
    b"X-ANDROID-CUSTOM:;;9\n",
    b"\x82\xa0\xff\x00",
    b"\n \t=\n",
]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.binary(max_size=20)), max_size=40))
@settings(max_examples=300)
def test_arbitrary_bytes_never_crash(pieces: list[bytes]) -> None:
    data = b"BEGIN:VCARD\n" + b"".join(pieces)
    for raw in cards(blocks(io.BytesIO(data), "")):
        if isinstance(raw, RawCard):
            assert build(raw).draft.line == raw.line


@given(st.binary(max_size=200), st.sampled_from(["", "latin-1", "utf-16-le"]))
@settings(max_examples=100)
def test_files_are_read_or_refused(tmp_path_factory, data: bytes, encoding: str) -> None:
    path = tmp_path_factory.mktemp("f") / "a.vcf"
    path.write_bytes(b"BEGIN:VCARD\n" + data)
    with contextlib.suppress(UserError):
        assert all(read(path, sniff(path, only="vcard", encoding=encoding or None)))


_LINES = [
    b"BEGIN:VCARD",
    b"END:VCARD",
    b"begin:vcard ",
    b"END: vcard",
    b"FN:Ana",
    b"AGENT:",
    b"",
    b" x",
]


@given(st.lists(st.sampled_from(_LINES), max_size=14))
@settings(max_examples=300)
def test_the_short_way_to_cards_divides_as_the_long_one(lines: list[bytes]) -> None:
    plain = b"".join(line + b"\n" for line in lines)
    careful = plain.replace(b"BEGIN:VCARD", b"Begin:VCARD")  # which only the long way takes
    short, long = (
        [
            (found.line, getattr(found, "data", b"").replace(b"Begin", b"BEGIN"))
            for found in cards(blocks(io.BytesIO(data), ""))
        ]
        for data in (plain, careful)
    )
    assert short == long
