"""Archives of files: each read by its own reader, everybody once, what can't be read said."""

from __future__ import annotations

import contextlib
import zipfile
from dataclasses import replace

import pytest

from netjournal.errors import ImportRejected, UserError
from netjournal.formats import read, sniff
from netjournal.formats.archive_tables import table, tables
from netjournal.formats.draft import ContactDraft, InteractionDraft, Rejected, Warned, place
from netjournal.formats.mapping import ColumnUse, Mapping, from_json
from netjournal.formats.me import Me
from netjournal.formats.recognition import BUNDLE

ANA = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nNOTE:x\r\nEND:VCARD\r\n"
BEN = ANA.replace("Ana", "Ben")
CHAT = "20/01/19, 9:00 - Zo: Hello\n20/01/19, 9:05 - Me Myself: Hi\n"
CALENDAR = "BEGIN:VEVENT\nUID:1\nDTSTART:20200106T100000\nSUMMARY:PyCon\nEND:VEVENT\n"
CONTACT = (
    '<c:contact xmlns:c="http://schemas.microsoft.com/Contact"><c:NameCollection><c:Name>'
    "<c:FormattedName>Cai</c:FormattedName></c:Name></c:NameCollection></c:contact>"
)


@pytest.fixture
def archive(tmp_path):
    def make(files, packing=zipfile.ZIP_DEFLATED):
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w", packing) as out:
            for name, text in files.items():
                out.writestr(name, text)
        return path

    return make


def everything(path, mapping=None):
    found = sniff(path)
    assert found.format == "archive"
    return list(read(path, Me(("Me Myself",)).tell(found), mapping))


def names(records):
    return [one.full_name for one in records if isinstance(one, ContactDraft)]


def said(records):
    return [one.message for one in records if isinstance(one, Warned)]


def test_takeout_names_everybody_once(archive):
    path = archive(
        {
            "Takeout/Contacts/All Contacts/All Contacts.vcf": ANA + BEN,
            "Takeout/Contacts/My Contacts/My Contacts.vcf": BEN + ANA,
            "Takeout/archive_browser.html": "<html>",
        }
    )
    records = everything(path)
    assert names(records) == ["Ana", "Ben"]
    assert [place(one.line) for one in records] == [1, 6]  # where they stand in their file
    assert len({one.line for one in records}) == 2


def test_each_file_by_its_reader(archive):
    path = archive(
        {
            "one.contact": CONTACT,
            "WhatsApp Chat with Zo.txt.vcf": ANA,
            "chats/Chat with Zo.txt": CHAT,
            "people.csv": "Name,E-mail\nDee,dee@x.example\n",
            "mine.ics": CALENDAR,
        }
    )
    records = everything(path)
    assert names(records) == ["Cai", "Ana", "Dee"]
    (day,) = [one for one in records if isinstance(one, InteractionDraft)]
    assert [one.name for one in day.people] == ["Zo"]
    assert said(records) == ["mine.ics: Events left out because nobody else takes part: 1."]
    assert len(everything(path, from_json('{"all_events": true}'))) == 5


@pytest.mark.parametrize("name", ["b.ics", "a.vcf", "c.eml", "d.csv"])
def test_words_of_files_that_are_not_packed_mislead_nobody(archive, name):
    texts = {
        "a.vcf": ANA,
        "b.ics": CALENDAR,
        "c.eml": "From: ana@x.example\nTo: me@x.example\nSubject: x\n\nx\n",
        "d.csv": "First Name,Last Name,URL,Connected On\nDee,Doe,,09 Sep 2020\n",
    }
    path = archive({name: texts[name], **texts}, zipfile.ZIP_STORED)
    assert sniff(path).format == "archive"


def test_what_is_left_out_is_said(archive):
    path = archive(
        {
            "empty.vcf": "",
            "numbers.csv": "1,2\n3,4\n",
            "ours.json": '{"netjournal": 1, "contacts": []}',
            "some.vcf": ANA + "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n",
            "__MACOSX/._some.vcf": "rubbish",
            "._some.vcf": "rubbish",
        }
    )
    records = everything(path)
    assert names(records) == ["Ana"]
    assert said(records) == [
        "Left out: empty.vcf is empty.",
        "numbers.csv was left out: first say which of its columns is what.",
        "ours.json was left out: it is an export of NetJournal. Import it by itself.",
    ]
    (refused,) = [one for one in records if isinstance(one, Rejected)]
    assert refused.reason == "some.vcf: the card names nobody"


@pytest.mark.parametrize("name", ["../../evil.vcf", "/evil.vcf", "C:\\evil.vcf", "a/\n\u202e.vcf"])
def test_no_name_leads_out_of_the_folder(archive, tmp_path, name):
    path = archive({name: ANA})
    before = sorted(tmp_path.rglob("*"))
    assert names(everything(path)) == ["Ana"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bomb_is_refused(archive):
    path = archive({"bomb.vcf": "\0" * 20_000_000})
    with pytest.raises(ImportRejected, match="suspiciously large"):
        everything(path)


@pytest.mark.parametrize("name", ["picture.png", "photos.csv", "readme.txt", "data.json"])
def test_an_archive_of_something_else(archive, name):
    with pytest.raises(ImportRejected):
        sniff(archive({name: "x"}))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xl/workbook.xml", r"a\.zip is an Excel workbook: save it as CSV there"),
        ("content.xml", r"a\.zip is a LibreOffice document"),
        ("x.png", r"a\.zip is a ZIP archive without any file that NetJournal knows"),
    ],
)
def test_what_an_archive_is_instead_is_said(archive, name, said):
    with pytest.raises(ImportRejected, match=said):
        sniff(archive({name: "x"}))


@pytest.mark.parametrize("at", [4, 6, 8])  # version, flags and method, as the directory says
def test_archives_of_a_kind_nobody_knows_are_refused(archive, at):
    path = archive({"Connections.csv": "First Name,Last Name,Connected On\n", "a.vcf": ANA})
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + at + 2] = 0xFE
    path.write_bytes(bytes(data))
    with contextlib.suppress(UserError):
        list(read(path, sniff(path)))


def test_tables_alone_are_looked_into(archive):
    table = "First Name,Last Name,E-mail 1 - Value\nDee,Doe,dee@x.example\n"
    assert names(everything(archive({"a.csv": "x", "Contacts.csv": table}))) == ["Dee Doe"]


def test_tables_that_ask_are_read_as_was_said(archive):
    path = archive(
        {
            "x/numbers.csv": "aa;bb\nOslo;Eve\n",
            "y/numbers.csv": "cc;dd\nFay;Rome\n",
            "named.csv": "Name,E-mail\nDee,dee@x.example\n",
            "some.vcf": ANA,
        }
    )
    assert [(one.name, one.found.needs_mapping) for one in tables(path)] == [
        ("x/numbers.csv", True),
        ("y/numbers.csv", True),
        ("named.csv", False),
    ]
    one = Mapping(("aa", "bb"), (ColumnUse("keep"), ColumnUse("full_name")), 0)
    two = Mapping(("cc", "dd"), (ColumnUse("full_name"), ColumnUse("locality")), 0)
    said_of = Mapping((), (), tables=(("x/numbers.csv", one), ("y/numbers.csv", two)))
    records = everything(path, said_of)
    assert names(records) == ["Eve", "Fay", "Dee", "Ana"]
    assert said(records) == []
    nothing = Mapping(("Name", "E-mail"), (ColumnUse("ignore"),) * 2, 0)
    records = everything(path, Mapping((), (), tables=(("named.csv", nothing),)))
    assert names(records) == ["Ana"]
    assert len(said(records)) == 3


def test_where_somebody_stands_does_not_depend_on_the_other_files(archive):
    path = archive({"a.csv": "aa;bb\nOslo;Eve\n", "b.vcf": ANA, "c.vcf": BEN})
    said_of_one = from_json('{"bb": "full_name"}')
    first, second = everything(path), everything(path, said_of_one)
    lines = {one.full_name: one.line for one in second if isinstance(one, ContactDraft)}
    assert len(set(lines.values())) == 3
    for one in first:
        if isinstance(one, ContactDraft):
            assert one.line == lines[one.full_name]


def test_a_mapping_by_names_goes_for_the_tables_that_have_them(archive):
    path = archive({"a.csv": "Wer,Was,Name\nEve,x,y\n", "b.csv": "Name,E-mail\nDee,d@x.example\n"})
    records = everything(path, from_json('{"Wer": "full_name", "Was": "title"}'))
    assert names(records) == ["Eve", "Dee"]
    path = archive({"a.csv": "aa;bb\nOslo;Eve\n"})
    assert names(everything(path, from_json('{"bb": "full_name"}'))) == ["Eve"]


def test_long_tables_are_known_by_their_start(archive):
    rows = "".join(f"Zoë {n};Malmö\n" for n in range(40_000))
    path = archive({"long.csv": "aa;bb\n" + rows, "chat.txt": CHAT * 20_000})
    (table,) = tables(path)
    assert (table.found.encoding, table.found.samples[1][0]) == ("utf-8", "Zoë 0")
    records = everything(path, from_json('{"aa": "full_name"}'))
    assert sum(isinstance(one, ContactDraft) for one in records) == 40_000


GOOGLE = "First Name,Last Name,E-mail 1 - Value\nRené,Łaski,r@x.example\n".encode("cp1250")


def bundle(tmp_path, files):
    """Put files into an archive as the window does with several that were chosen."""
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.comment = BUNDLE
        for number, (name, data) in enumerate(files.items()):
            out.writestr(f"{number:04}/{name}", data)
    return path


def test_encoding_and_delimiter_of_one_table_can_be_said(tmp_path):
    greek = "Name;Stadt\nΆννα;Αθήνα\n".encode("cp1253")
    odd = "Name~Stadt;Name|Ort\n".replace("~", "|").encode() + b"Ben|Oslo;Ben|Oslo\n"
    path = bundle(tmp_path, {"a.csv": greek, "b.csv": GOOGLE, "c.csv": odd})
    (first, second, third) = sorted(tables(path), key=lambda one: one.name)
    assert [first.found.format, second.found.format] == ["csv", "google"]
    found = table(path, first.name, "cp1253", None)
    assert found.found.samples[0][0] == "Άννα"
    assert table(path, second.name, "cp1250", None).found.samples[0][1] == "Łaski"
    split = table(path, third.name, None, ";").found
    assert split.header == ("Name|Stadt", "Name|Ort")
    of_it = Mapping(found.found.header, (ColumnUse("full_name"), ColumnUse("locality")), 0)
    said_of = Mapping(
        (),
        (),
        tables=(
            (first.name, replace(of_it, encoding="cp1253")),
            (second.name, Mapping((), (), encoding="cp1250")),
            (third.name, Mapping(split.header, (ColumnUse("full_name"),) * 2, 0, delimiter=";")),
        ),
    )
    assert names(everything(path, said_of)) == ["Άννα", "René Łaski", "Ben|Oslo"]
    wrong = Mapping((), (), tables=((first.name, replace(of_it, encoding="cp1252")),))
    assert names(everything(path, wrong))[0] == "¢ííá"


def test_one_encoding_for_all_tables_of_a_set(tmp_path):
    path = bundle(tmp_path, {"a.csv": "Name;Stadt\nΆννα;Αθήνα\n".encode("cp1253"), "b.vcf": ANA})
    assert names(everything(path, from_json('{"encoding": "cp1253"}'))) == ["Άννα", "Ana"]


def test_tables_in_an_archive_among_several_files(archive, tmp_path):
    inner = archive({"x/a.csv": "aa;bb\nOslo;Eve\n", "b.csv": "Name,E-mail\nDee,d@x.example\n"})
    path = bundle(tmp_path, {"some.zip": inner.read_bytes(), "a.csv": "aa;bb\nRome;Fay\n"})
    assert [(one.name, one.file, one.found.needs_mapping) for one in tables(path)] == [
        ("0000/some.zip/x/a.csv", "a.csv", True),
        ("0001/a.csv", "a.csv", True),
        ("0000/some.zip/b.csv", "b.csv", False),
    ]
    again = table(path, "0000/some.zip/x/a.csv", None, ",")
    assert again.found.samples[0] == ("aa;bb",)
    one = Mapping(("aa", "bb"), (ColumnUse("keep"), ColumnUse("full_name")), 0)
    two = Mapping(("aa", "bb"), (ColumnUse("full_name"), ColumnUse("keep")), 0)
    said_of = Mapping((), (), tables=(("0000/some.zip/x/a.csv", one), ("0001/a.csv", two)))
    assert names(everything(path, said_of)) == ["Eve", "Dee", "Rome"]
    assert names(everything(path, from_json('{"bb": "full_name"}'))) == ["Eve", "Dee", "Fay"]


def test_places_in_an_archive_among_several_files_are_those_of_nobody_else(archive, tmp_path):
    inner = archive({f"{n}.vcf": ANA.replace("Ana", f"In {n}") for n in range(4)})
    rest = {f"{n}.vcf": ANA.replace("Ana", f"Out {n}") for n in range(6)}
    path = bundle(tmp_path, {"a.zip": inner.read_bytes(), **rest, "b.zip": inner.read_bytes()})
    found = [one for one in everything(path) if isinstance(one, ContactDraft)]
    assert len({one.line for one in found}) == len(found) == 10
    assert {place(one.line) for one in found} == {1}
    assert max(one.line for one in found) < 2**63
