"""Bytes to text: what is refused, which encoding is found, nothing lost."""

from __future__ import annotations

import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal import formats
from netjournal.errors import DiskError, ImportRejected, NotFound
from netjournal.formats.textfile import (
    STRAY,
    Source,
    decode,
    detect,
    is_raw,
    open_lines,
    refuse_binary,
)

WORDS = {
    "cp1252": "Grüße aus Köln – Zoë, Søren",
    "cp1251": "Соловьёва Иванов Щербаков",
    "cp1250": "Łódź Wałęsa Żółkiewski",
    "cp1253": "Παπαδόπουλος Γεωργίου",
    "cp1254": "Çağla Öztürk, Işıl Yılmaz Şahin",
    "cp932": "山田太郎さん",
    "big5": "陳林黃吳蔡楊許鄭臺北高雄",
    "cp949": "김민준 서울 부산",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_guessed_encodings(encoding):
    text = f"First Name,Last Name\n{WORDS[encoding]}\n"
    decoded, found = decode(text.encode(encoding))
    assert decoded == text
    assert (found.name, found.guessed) == (encoding, True)


@pytest.mark.parametrize("text", ["Łucja,Żak", "Żaneta", "Ľubica Ďurišová", "Łódź, Święcicki"])
def test_few_letters_with_accents_are_no_other_script(text):
    assert decode(text.encode("cp1250"))[0] == text


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_certain_encodings(tmp_path, encoding, expected):
    path = tmp_path / "a.csv"
    path.write_bytes("Name,Notes\nZoë,日本\n".encode(encoding))
    found = detect(Source(path))
    assert (found.name, found.guessed) == (expected, False)
    with open_lines(Source(path), found) as (lines, _):
        assert list(lines) == ["Name,Notes\n", "Zoë,日本\n"]


def test_declared_charset_is_believed_only_when_it_is_not_utf8():
    assert decode("привет".encode("cp1251"), "windows-1251")[0] == "привет"
    assert decode("привет".encode(), "windows-1251")[0] == "привет"
    assert decode("é".encode("cp1252"), "blabla")[0] == "é"


def test_stray_byte_in_a_file_that_is_utf8_otherwise():
    text = "Zoë Brontë, Jürgen Groß, Søren, Łukasz, Ñuñez, Ünal\n"
    decoded, found = decode(text.encode() + b"caf\xe9\n")
    assert decoded == f"{text}café\n"
    assert (found.name, found.guessed) == ("utf-8", True)


def test_character_cut_by_a_chunk_border(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a" * 65_535 + "é".encode() * 10)
    assert detect(Source(path)).name == "utf-8"


def test_late_bad_byte_is_seen(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name\n" + b"Ada\n" * 50_000 + "Jürgen Groß\n".encode("cp1252"))
    assert detect(Source(path)).name == "cp1252"


def test_choice_of_the_user(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Łódź".encode("cp1250"))
    assert detect(Source(path), choice="Windows-1250").name == "cp1250"
    with pytest.raises(ImportRejected, match="no encoding"):
        detect(Source(path), choice="klingon")


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"%PDF-1.7", "PDF"),
        (b"SQLite format 3\0", "database"),
        (b"First Name\nAda\0\n", "NUL"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, head, what):
    with pytest.raises(ImportRejected, match=what):
        refuse_binary(head, "a.csv")
    path = tmp_path / "a.csv"
    path.write_bytes(head)
    with pytest.raises(ImportRejected, match=what):
        detect(Source(path))


def test_late_nul_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name\n" * 20_000 + b"A\0\n")
    with pytest.raises(ImportRejected, match="NUL"):
        detect(Source(path))


def test_vanished_file(tmp_path):
    with pytest.raises(NotFound):
        detect(Source(tmp_path / "gone.csv"))


@pytest.mark.parametrize("spoil", ["cut", "gone"])
def test_damaged_archive_member(tmp_path, spoil):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", "Name,Email\n" + "Ada,a@x.example\n" * 99)
    if spoil == "cut":
        data = bytearray(path.read_bytes())
        data[45:60] = b"\xff" * 15
        path.write_bytes(data)
    source = Source(path, "a.csv" if spoil == "cut" else "b.csv")
    with pytest.raises(ImportRejected), source.open() as file:
        file.read()
    assert source.name == source.member


@pytest.mark.parametrize("start", [b"", b"Name,E-mail\n"])
def test_raw_bytes_are_no_table(tmp_path, start):
    path = tmp_path / "noise.csv"
    path.write_bytes(start + random.Random(7).randbytes(4_000).replace(b"\0", b""))
    with pytest.raises(ImportRejected, match=r"noise\.csv is neither a table nor any other text"):
        formats.sniff(path)


@pytest.mark.parametrize(
    "text",
    [
        b"Name,Note\nAna,one\x0btwo\x0cthree\x1a\n",
        b"Name,Note\nAna,a\x01b\x02c\x03\n",  # three strays are the writer's slip
        "Name,E-mail\n山,a@x.example\n".encode("iso2022_jp"),
        b"Name,Note,netjournal-csv/1\nAna," + bytes(range(1, 9)) * 9 + b",\n",
    ],
)
def test_a_few_control_characters_are_text(text):
    assert not is_raw(text)


def test_stray_bytes_are_for_reading_only():
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", STRAY)


def test_mark_before_a_small_text():
    assert decode("\ufeffName".encode())[0] == "Name"
    assert decode("Zoë".encode("utf-16"))[0] == "Zoë"


def test_folder(tmp_path):
    with pytest.raises(DiskError):
        detect(Source(tmp_path))


@given(st.binary(max_size=200))
def test_any_bytes_become_text(data):
    text, encoding = decode(data)
    assert isinstance(text, str)
    if not encoding.guessed and encoding.name == "utf-8":
        assert text.encode() == data


def test_utf_16_without_its_mark_is_never_read_by_the_codec_that_needs_one(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("Name,E-mail\nAna,a@x.example\n".encode("utf-16-le"))
    chosen = detect(Source(path), choice="utf-16")
    with open_lines(Source(path), chosen) as (lines, _):
        assert next(lines) == "Name,E-mail\n"
    path.write_bytes(b"Name\n\xe4\xf6\xdf\xd1\x81\x8f\n")
    found = detect(Source(path), declared="utf-16")
    with open_lines(Source(path), found) as (lines, _):
        assert next(lines) == "Name\n"
