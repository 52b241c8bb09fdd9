"""The registry: what a file is, and one clear sentence when it is nothing we read."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import (
    DiskError,
    ImportRejected,
    NoPermission,
    NotFound,
    UsageError,
    UserError,
)
from netjournal.formats import FORMATS, read, sniff
from netjournal.formats.draft import ContactDraft, InteractionDraft, Rejected, Warned
from netjournal.formats.recognition import Sample
from netjournal.formats.textfile import Source, detect

BESIDE = Path(__file__).parents[3] / "shared" / "interchange" / "samples"
SAMPLES = Path(os.environ.get("NETJOURNAL_SAMPLES", BESIDE))


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("empty.csv", b"", ImportRejected, "empty"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + b"x" * 50, ImportRejected, "a picture"),
        ("nul.csv", b"Name,Email\nA\0da,x\n", ImportRejected, "NUL"),
        ("page.csv", b"<html><body>Name,Email</body></html>", ImportRejected, "none of"),
        ("data.csv", b'{"name": "Ada", "email": "x"}', ImportRejected, "none of"),
        ("prose.txt", b"Once upon a time\nthere was nobody\n", ImportRejected, "none of"),
        (
            "novel.txt",
            b"Once, upon a time\nthere was, well, nobody\nso, so, so\n",
            ImportRejected,
            "none",
        ),
        ("blank.csv", b"\n\n\n", ImportRejected, "none of"),
    ],
)
def test_what_is_no_contact_file(tmp_path, name, content, error, words):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=words):
        sniff(path)


def test_big_mailboxes_are_not_read_as_tables(tmp_path):
    head = b"Name,Email\nAda,a@x.example\n"
    assert Sample(tmp_path / "inbox", head, 1 << 40).table is None


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(NotFound):
        sniff(tmp_path / "gone.csv")
    with pytest.raises(NotFound, match="folder"):
        sniff(tmp_path)


class Failing(type(Path())):  # type: ignore[misc]
    """A path the system refuses to open."""

    error: type[OSError]

    def open(self, *_args, **_options):
        raise self.error


@pytest.mark.parametrize(
    ("error", "expected"), [(PermissionError, NoPermission), (OSError, DiskError)]
)
def test_file_that_may_not_be_read(tmp_path, error, expected):
    class Refused(Failing):
        pass

    Refused.error = error
    path = Refused(tmp_path / "a.csv")
    with pytest.raises(expected):
        sniff(path)
    with pytest.raises(expected):
        detect(Source(path))


def test_format_of_the_user(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("First Name,Labels,File As\nAda,,\n")
    assert sniff(path).format == "google"
    assert sniff(path, only="csv").format == "csv"
    with pytest.raises(ImportRejected, match="as linkedin"):
        sniff(path, only="linkedin")
    with pytest.raises(UsageError):
        sniff(path, only="nonsense")


def test_encoding_of_the_user(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Name,Email\nŁódź,x@x.example\n".encode("cp1250"))
    recognition = sniff(path, encoding="cp1250")
    assert (recognition.encoding, recognition.encoding_guessed) == ("cp1250", False)
    (draft,) = read(path, recognition)
    assert isinstance(draft, ContactDraft)
    assert draft.full_name == "Łódź"


def test_readers_are_imported_only_when_needed():
    code = "import sys, netjournal.formats as f; print([m for m in sys.modules if 'csv' in m])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_every_format_loads():
    for entry in FORMATS.values():
        reader = entry.load()
        assert callable(reader.sniff)
        assert callable(reader.read)


_HEADERS = [
    b"",
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    b"Name,Given Name,E-mail 1 - Value,Labels,Birthday\n",
    b"First Name,Last Name,E-mail Address,E-mail 2 Address,E-mail 2 Type,Birthday\n",
    b"FROM,TO,DATE,CONTENT\n",
    b"From,To,Sent At,Message,Direction\n",
    b"UID,Full name,Photo,E-mail 1,Extras,netjournal-csv/1;escape=apostrophe\n",
    b"Day,People,Minutes,Extras,netjournal-csv/1;interactions\n",
    b"Name;Email;Birthday;Tags\n",
]
_BYTES = st.binary(max_size=80) | st.text(alphabet='",;:\n\r\\\t= 1/-.@aÄ\u202d', max_size=80).map(
    str.encode
)


@settings(max_examples=250)
@given(st.sampled_from(_HEADERS), st.lists(_BYTES, max_size=3))
def test_no_file_crashes(tmp_path_factory, header, parts):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(header + b"\n".join(parts))
    with suppress(UserError):
        for record in read(path, sniff(path)):
            assert isinstance(record, ContactDraft | InteractionDraft | Rejected | Warned)


EXPECTED = {  # format, contacts or interactions, rejected
    "AbhiramJayasankar__six-hops/Connections.csv": ("linkedin", 4, 1),
    "GPCsolutions__google-shared-contacts-client/outlook.csv": ("outlook", 3, 0),
    "Remulous__constellation/google_contacts.csv": ("google", 2, 0),
    "Remulous__constellation/linkedin_connections.csv": ("linkedin", 2, 0),
    "baptisteghostine__lexnetwork/google-contacts.csv": ("google", 3, 0),
    "derived/google_new_injection.csv": ("google", 2, 0),
    "derived/linkedin_2018_us_dates.csv": ("linkedin", 3, 0),
    "derived/linkedin_utf16le_bom_crlf.csv": ("linkedin", 10, 0),
    "derived/outlook_en_92col_cp1252.csv": ("outlook", 2, 0),
    "derived/tb_plain_cr_only.csv": ("thunderbird", 1, 0),
    "derived/unbalanced_quote.csv": ("csv", 3, 0),
    "hirefrank__network-jobs/Connections.csv": ("linkedin", 10, 0),
    "index_id_15878252217/outlook_live_61col.csv": ("outlook", 2, 0),
    "labeldekho__linkedin-network-intelligence/Connections.csv": ("linkedin", 10, 0),
    "labeldekho__linkedin-network-intelligence/Messages.csv": ("linkedin", 11, 0),
    "marmelab__atomic-crm/contacts_export.csv": ("csv", 2, 0),
    "mozilla__releases-comm-central/basic_csv_addressbook.csv": ("thunderbird", 2, 0),
    "mozilla__releases-comm-central/csv_semicolon.csv": ("thunderbird", 2, 0),
    "mozilla__releases-comm-central/export.csv": ("thunderbird", 2, 0),
    "mozilla__releases-comm-central/utf16_addressbook.csv": ("thunderbird", 1, 0),
    "roundcube__roundcubemail/all.csv": ("csv", 1, 0),
    "roundcube__roundcubemail/email.csv": ("csv", 4, 0),
    "roundcube__roundcubemail/gmail.csv": ("google", 1, 0),
    "roundcube__roundcubemail/outlook.csv": ("outlook", 1, 0),
    "roundcube__roundcubemail/tb_plain.csv": ("thunderbird", 1, 0),
    "tech4242__csv2vcard/valid_contacts.csv": ("csv", 3, 0),
    "tine20__tine20/adb_google_import.csv": ("google", 1, 0),
    "tine20__tine20/adb_outlook2007_default_de.csv": ("outlook", 2, 0),
    "walk-the-program__helix-crm/excel-saveas.csv": ("csv", 8, 0),
    "walk-the-program__helix-crm/ragged.csv": ("csv", 10, 0),
}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the collected samples are not here")
@pytest.mark.parametrize("name", EXPECTED)
def test_collected_samples(name):
    recognition = sniff(SAMPLES / name)
    found = list(read(SAMPLES / name, recognition))
    good = sum(isinstance(record, ContactDraft | InteractionDraft) for record in found)
    bad = sum(isinstance(record, Rejected) for record in found)
    assert (recognition.format, good, bad) == EXPECTED[name]
