"""Whole files or none: what is left behind, and what a person is told."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from netjournal.errors import DiskError, NotFound, UsageError
from netjournal.models import Journal, opening
from netjournal.services.files import AtomicFile
from tests.surroundings import ROOT, unprivileged

resource = pytest.importorskip("resource")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_writes_bytes_and_text(tmp_path):
    os.umask(0)
    try:
        with AtomicFile(tmp_path / "a.bin") as stream:
            stream.write(b"\0\xff")
        with AtomicFile(tmp_path / "b.txt", encoding="utf-8") as stream:
            stream.write("Ł\r\nx")
    finally:
        os.umask(0o077)
    assert (tmp_path / "a.bin").read_bytes() == b"\0\xff"
    assert (tmp_path / "b.txt").read_bytes() == "Ł\r\nx".encode()
    assert names(tmp_path) == ["a.bin", "b.txt"]
    assert stat.S_IMODE((tmp_path / "a.bin").stat().st_mode) == 0o600


def test_keeps_the_old_file_when_something_fails(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("precious")
    with pytest.raises(ZeroDivisionError), AtomicFile(path, encoding="utf-8") as stream:
        stream.write("half" + str(1 / 0))
    assert path.read_text() == "precious"
    assert names(tmp_path) == ["a.txt"]


def test_replaces_a_link_and_not_its_target(tmp_path):
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("precious")
    link.symlink_to(victim)
    with AtomicFile(link, encoding="utf-8") as stream:
        stream.write("new")
    assert victim.read_text() == "precious"
    assert not link.is_symlink()
    assert link.read_text() == "new"


def test_names_what_is_in_the_way(tmp_path):
    with pytest.raises(NotFound, match="no folder"), AtomicFile(tmp_path / "no" / "a.csv"):
        pass
    with pytest.raises(UsageError, match="folder"), AtomicFile(tmp_path):
        pass
    with pytest.raises(UsageError, match="name"), AtomicFile(tmp_path / ("a" * 300)) as stream:
        stream.write(b"x")
    assert names(tmp_path) == []


def test_never_replaces_a_journal(tmp_path):
    path = tmp_path / "mine.netjournal"
    journal = Journal.create(path)
    try:
        for target in (path, tmp_path / "other.csv"):
            if target != path:
                os.link(path, target)
            with pytest.raises(UsageError, match="journal"), AtomicFile(target):
                pass
            if target != path:
                target.unlink()
        with journal.edit("x"):  # its locks are still there
            pass
    finally:
        journal.close()
    with pytest.raises(UsageError, match="journal"), AtomicFile(path):
        pass


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("cut", [0, 100])
@pytest.mark.parametrize("name", ["theirs.netjournal", "theirs.njbak", "notes.csv"])
def test_never_replaces_a_journal_under_a_passphrase(tmp_path, name, cut):
    path = tmp_path / name
    opening.create(path, "four words are good")
    os.truncate(path, path.stat().st_size - cut)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="journal"), AtomicFile(path):
        pass
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["theirs.netjournal", "theirs.NJBAK"])
def test_never_replaces_what_is_called_a_journal(tmp_path, name):
    path = tmp_path / name
    with AtomicFile(path) as stream:  # nothing is there yet
        pass
    with AtomicFile(path) as stream:  # an empty one is nothing to lose
        stream.write(b"a journal whose beginning is lost")
    with pytest.raises(UsageError, match="journal"), AtomicFile(path):
        pass


@pytest.mark.parametrize("begins", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.4\n"])
def test_replaces_a_picture_that_looks_like_noise(tmp_path, begins):
    path = tmp_path / "chart"
    path.write_bytes((begins + os.urandom(5 * 4096))[: 5 * 4096])
    with AtomicFile(path) as stream:
        stream.write(begins)
    assert path.read_bytes() == begins


LIMITED = """
import sys
from pathlib import Path
from netjournal.errors import UserError
from netjournal.services.files import AtomicFile
try:
    with AtomicFile(Path(sys.argv[1]), encoding="utf-8") as stream:
        stream.write("x" * int(sys.argv[2]))
except UserError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("size", [2_000_000, 50_000])
def test_says_that_the_disk_is_full(tmp_path, size):
    path = tmp_path / "a.txt"
    path.write_text("precious")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), str(size)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.stdout.startswith("DiskError The disk is full")
    assert path.read_text() == "precious"
    assert names(tmp_path) == ["a.txt"]


def test_explains_a_failing_disk(tmp_path):
    with pytest.raises(DiskError, match="check the disk"), AtomicFile(tmp_path / "a"):
        raise OSError(5, "Input/output error")


def test_says_that_a_folder_is_closed(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    command = [sys.executable, "-c", LIMITED, str(closed / "a"), "1"]
    done = subprocess.run(
        unprivileged(command), capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.startswith("NoPermission a may not be written")
    assert names(closed) == []
