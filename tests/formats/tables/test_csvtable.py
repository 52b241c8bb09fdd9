"""Delimiter, header row and rows of a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netjournal.errors import Cancelled, NotFound
from netjournal.formats.draft import Warned
from netjournal.formats.recognition import HEAD_BYTES, Sample
from netjournal.formats.tables.csvtable import records
from netjournal.formats.textfile import Source
from netjournal.progress import Silent


def table(path, content, **options):
    path.write_bytes(content)
    return Sample(path, content[:HEAD_BYTES], len(content), **options).table


@pytest.mark.parametrize(
    ("content", "delimiter", "header_row", "header"),
    [
        (b"Name,Email\nA,b\n", ",", 0, ("Name", "Email")),
        (b"Name;Email\nA, Esq.;b\n", ";", 0, ("Name", "Email")),
        (b"Name\tEmail\nA\tb\n", "\t", 0, ("Name", "Email")),
        (b"Name|Email\nA|b\n", "|", 0, ("Name", "Email")),
        (b"sep=;\nName;Email\n", ";", 1, ("Name", "Email")),
        (b'"sep=|"\nName|Email\n', "|", 1, ("Name", "Email")),
        (b"Members of our club\n\nas of today\nName,Email,X\nA,b,c\n", ",", 2, None),
        (b"Ada,1\nBob,2\n", ",", -1, ("", "")),
        (b"Name,Email,,\nA,b,,\n", ",", 0, ("Name", "Email", "", "")),
        (b"1,1,1,1\n2\t2\t2\t2\t2\n3\t3\t3\t3\t3\n", "\t", -1, None),
        (b"Email\na@x\n", ",", 0, ("Email",)),
        (b"", ",", -1, None),
    ],
)
def test_table_head(tmp_path, content, delimiter, header_row, header):
    found = table(tmp_path / "a.csv", content)
    if not content:
        assert found is None
        return
    assert (found.delimiter, found.header_row) == (delimiter, header_row)
    assert header is None or found.header == header


def test_delimiter_of_the_user(tmp_path):
    found = table(tmp_path / "a.csv", b"Name,x;Email\n", delimiter=";")
    assert found.header == ("Name,x", "Email")


def test_broken_line_at_the_end_of_the_head_is_not_looked_at(tmp_path):
    content = b"Name,Email\n" + b"Ada,a@x.example\n" * 5_000
    found = table(tmp_path / "a.csv", content)
    assert found.samples == (("Ada", "a@x.example"),) * 5


def test_binary_is_no_table(tmp_path):
    assert table(tmp_path / "a.csv", b"\x89PNG\r\n\x1a\n" * 9) is None


class Watch:
    """Remembers what it was told, and cancels after some steps."""

    def __init__(self, stop_after=None):
        self.told = []
        self.stop_after = stop_after

    def step(self, done, total):
        self.told.append((done, total))
        if self.stop_after is not None and len(self.told) > self.stop_after:
            raise Cancelled("stopped")


def big(path):
    content = b"Name,Email\n" + b"Ada,a@x.example\n" * 5_000
    found = table(path, content)
    return content, found.recognition("csv", 1.0)


def test_progress_counts_bytes(tmp_path):
    path = tmp_path / "a.csv"
    content, recognition = big(path)
    watch = Watch()
    rows = list(records(Source(path), recognition, watch))
    assert len(rows) == 5_000
    assert rows[-1] == (5_001, ["Ada", "a@x.example"])
    done = [step[0] for step in watch.told]
    assert done == sorted(done)
    assert watch.told[-1] == (len(content), len(content))
    assert len(watch.told) >= 5


def test_cancelling_passes_through(tmp_path):
    path = tmp_path / "a.csv"
    _, recognition = big(path)
    with pytest.raises(Cancelled):
        list(records(Source(path), recognition, Watch(stop_after=1)))


def test_file_that_vanished(tmp_path):
    path = tmp_path / "a.csv"
    _, recognition = big(path)
    path.unlink()
    with pytest.raises(NotFound):
        list(records(Source(path), recognition, Silent()))


def test_guessed_encoding_is_told_first(tmp_path):
    path = tmp_path / "a.csv"
    found = table(path, "Name\nJürgen\n".encode("cp1252"))
    first, row = records(Source(path), found.recognition("csv", 1.0), Silent())
    assert isinstance(first, Warned)
    assert row == (2, ["Jürgen"])
    chosen = replace(found.recognition("csv", 1.0), encoding_guessed=False)
    assert list(records(Source(path), chosen, Silent())) == [(2, ["Jürgen"])]
