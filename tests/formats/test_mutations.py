"""Broken files: bytes of real ones changed at random are read, or refused in one sentence.

Never a traceback, never longer than five seconds, never half an import. ``make fuzz`` tries
``NETJOURNAL_FUZZ`` files (20,000) instead of the few hundred of a usual run, over the sample files
beside the project where they are, too.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import time
import zipfile
from pathlib import Path

import pytest

from netjournal import formats
from netjournal.errors import UserError
from netjournal.formats.tables import generic
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply

HERE = Path(__file__).resolve().parents[1] / "data"
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "interchange" / "samples"
SAMPLES = Path(os.environ.get("NETJOURNAL_SAMPLES", BESIDE))
MANY = int(os.environ.get("NETJOURNAL_FUZZ", "300"))
BATCHES = 12
MOST_BYTES = 60_000
LONGEST = 5.0  # seconds for one file
OWN = {
    "chat.txt": "12/31/23, 9:05 PM - Ana: hello\n12/31/23, 9:06 PM - Me: hi\nmore\n",
    "signal.txt": "[2019-12-24, 12:23] Ana: hello\n[2019-12-25, 12:23] Me: hi\n",
    "result.json": '{"name": "Ana", "type": "personal_chat", "id": 7, "messages": [{"id": 1, '
    '"type": "message", "date": "2024-01-02T10:00:00", "from": "Ana", "text": ["a", {"type": '
    '"link", "text": "b"}]}]}',
    "meeting.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20240102T10"
    "0000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nATTENDEE;CN=Ana:mailto:ana@x.example\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n",
    "one.eml": "From: Ana <ana@x.example>\nTo: me@x.example\nDate: Mon, 1 Jan 2024 10:00:00 +0100\n"
    "Subject: =?utf-8?q?h=C3=A9?=\n\nHello\n",
    "two.mbox": "From a Mon Jan  1 10:00:00 2024\nFrom: ana@x.example\nTo: b@x.example\n\nx\n\n"
    "From b Mon Jan  1 10:00:00 2024\nFrom: b@x.example\n\ny\n",
    "book.ldif": "dn: cn=Ana\ncn: Ana\nmail: ana@x.example\ndescription:: SGVsbG8=\n",
    "friends.json": '{"friends_v2": [{"name": "Ana", "timestamp": 1700000000}]}',
    "card.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nN:K;Ana;;;\r\nBDAY:--0512\r\nPHOTO;"
    "ENCODING=b;TYPE=PNG:iVBORw0KGgo=\r\nitem1.TEL:+1 2\r\nitem1.X-ABLabel:x\r\nEND:VCARD\r\n",
}
# what tends to break readers, put anywhere
TOKENS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b";", b",", b":", b"\\", b"="),
    *(b"\xc3", b"\x80", b"BEGIN:VCARD\r\n", b"END:VEVENT\r\n", b"From ", b"[", b"{", b"}", b"]"),
    *(b"9" * 400, b"A" * 3000, b"=\r\n=", b"RRULE:FREQ=SECONDLY\r\n", b"DTSTART:99999999\r\n"),
    *(b"\xf0\x9f\x98\x80", b"\xe2\x80\xae", b"-" * 50, b"null", b"1e999", b"&#0;", b"<" * 200),
)


def originals() -> list[tuple[str, bytes]]:
    """Return (name, content) of every file there is to break."""
    found = [(name, text.encode()) for name, text in OWN.items()]
    found += [
        (f"packed{how}.zip", packed(how)) for how in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    ]
    folders = [HERE, *([SAMPLES] if SAMPLES.is_dir() else [])]
    paths = (path for folder in folders for path in sorted(folder.rglob("*")))
    found += [
        (path.name, path.read_bytes()[:MOST_BYTES])
        for path in paths
        if path.is_file() and path.suffix not in (".md", ".sql") and path.stat().st_size
    ]
    return found


def packed(how: int) -> bytes:
    """Return an archive of some of our own files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name in ("card.vcf", "meeting.ics", "chat.txt", "friends.json"):
            archive.writestr(name, OWN[name])
        archive.writestr(
            "Connections.csv", "First Name,Last Name,URL,Connected On\nA,B,,1 Jan 2024\n"
        )
        archive.writestr("numbers.csv", "aa;bb\n1;2\n")
    return out.getvalue()


def broken(content: bytes, chance: random.Random) -> bytes:
    """Return ``content`` with one to six changes of bytes."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((1, 2, 8, 64, 700)))
        what = chance.randrange(6)
        if what == 0:
            data[at:to] = b""
        elif what == 1:
            data[at:at] = chance.choice(TOKENS)
        elif what == 2:
            data[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        elif what == 3:
            data[at:at] = data[at:to] * chance.choice((1, 3))
        elif what == 4:
            del data[at:]
        else:
            data[at:to] = data[at:to].swapcase()
    return bytes(data)


def read(path: Path) -> None:
    """Read a file whole; a table whose columns are unclear gets the mapping that is proposed."""
    found = formats.sniff(path)
    mapping = generic.propose(found) if found.format == "csv" else None
    for _record in formats.read(path, found, mapping):
        pass


@pytest.mark.parametrize("batch", range(BATCHES))
def test_broken_files_are_read_or_refused(tmp_path, batch):
    files, chance = originals(), random.Random(f"netjournal {batch}")
    for _ in range(MANY // BATCHES):
        name, content = chance.choice(files)
        path = tmp_path / name
        path.write_bytes(broken(content, chance))
        began = time.monotonic()
        with contextlib.suppress(UserError):  # all else fails the test; its file stays in tmp_path
            read(path)
        assert time.monotonic() - began < LONGEST, name
        path.unlink()


def everything() -> dict[str, list[object]]:
    return {t: db.execute_sql(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in RECORDED}


def test_broken_files_are_imported_whole_or_not_at_all(journal, tmp_path):
    files, chance = originals(), random.Random("whole or not at all")
    for _ in range(MANY // 10):
        name, content = chance.choice(files)
        path = tmp_path / name
        path.write_bytes(broken(content, chance))
        before = everything()
        try:
            plan = importing.analyse(path)
            with journal.edit(f"Import {name}", source="import") as edit:
                report = apply(plan, edit, journal.today())
        except UserError:
            assert everything() == before
        else:
            counted = report.added + report.updated + report.unchanged + report.skipped
            assert not plan.rows or report.read == counted
            if everything() != before:
                journal.undo()
                assert everything() == before
        path.unlink()
