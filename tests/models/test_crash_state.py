"""What a crash or a careless copy leaves is kept, proved, and never mixed up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from netjournal.errors import JournalDamaged, NoPermission
from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from tests.builders import contact

CRASH = """
import os, sys
from pathlib import Path
from netjournal.models import Journal
from netjournal.services.people import contacts
journal = Journal.open(Path(sys.argv[1]))
with journal.edit("Begin"):
    for number in range(200):
        contacts.create(contacts.ContactForm(full_name=f"Person {number}", note="x" * 300))
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def crashed(tmp_path):
    """A journal whose last session was killed after a commit."""
    path = tmp_path / "a.netjournal"
    Journal.create(path).close()
    shutil.copy(path, tmp_path / "old.netjournal")
    fill(path, 100)
    subprocess.run([sys.executable, "-c", CRASH, str(path)], check=False, cwd=os.getcwd())
    assert (tmp_path / "a.netjournal-wal").stat().st_size > 0
    return path


def fill(path, count):
    opened = Journal.open(path)
    with opened.edit("Fill"):
        for number in range(count):
            contact(f"Other {number}", note="y" * 900)
    opened.close()


def people(path, **how):
    opened = Journal.open(path, **how)
    try:
        return db.execute_sql("SELECT COUNT(*) FROM contact").fetchone()[0]
    finally:
        opened.close()


def test_everything_that_was_saved_is_there_and_the_pieces_are_kept(crashed):
    assert people(crashed) == 300
    (kept,) = (crashed.parent / f"{crashed.name}-backups").glob("crash-*")
    assert {"a.netjournal", "a.netjournal-wal"} <= set(os.listdir(kept))
    if os.name != "nt":
        assert kept.stat().st_mode & 0o077 == 0
    assert people(crashed) == 300  # no second copy of a journal that was closed well
    assert len(list(kept.parent.iterdir())) == 1


def test_reading_keeps_nothing_and_changes_nothing(crashed):
    before = crashed.read_bytes()
    assert people(crashed, read_only=True) == 300
    assert crashed.read_bytes() == before
    assert not (crashed.parent / f"{crashed.name}-backups").exists()


def test_an_old_copy_over_a_crashed_journal_is_refused_untouched(crashed, tmp_path):
    fill(tmp_path / "old.netjournal", 20)
    shutil.copy(tmp_path / "old.netjournal", crashed)
    pieces = [crashed, crashed.with_name(crashed.name + "-wal")]
    before = [piece.read_bytes() for piece in pieces]
    with pytest.raises(JournalDamaged, match="do not belong together"):
        Journal.open(crashed)
    assert [piece.read_bytes() for piece in pieces] == before
    assert list((crashed.parent / f"{crashed.name}-backups").glob("crash-*"))


def test_only_the_last_three_crashes_are_kept(crashed):
    backups = crashed.parent / f"{crashed.name}-backups"
    for number in range(4):
        (backups / f"crash-2020010{number}T000000Z").mkdir(parents=True)
    people(crashed)
    assert len(list(backups.glob("crash-*"))) == 3


@pytest.mark.skipif(
    not shutil.which("setpriv") or os.geteuid() != 0, reason="needs to drop root's powers"
)
def test_a_file_that_cannot_be_written_is_never_opened_for_writing(crashed):
    people(crashed)
    os.chmod(crashed, 0o400)
    there = sorted(os.listdir(crashed.parent))
    write = (
        "import sys; from pathlib import Path; from netjournal.models import Journal\n"
        "from netjournal.errors import NoPermission\n"
        "try: Journal.open(Path(sys.argv[1]))\n"
        "except NoPermission as error: print(error)"
    )
    command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--"]
    command += [sys.executable, "-c", write, str(crashed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("This journal can only be read here")
    assert done.stderr == ""
    assert sorted(os.listdir(crashed.parent)) == there


@pytest.mark.skipif(
    not shutil.which("setpriv") or os.geteuid() != 0, reason="needs to drop root's powers"
)
@pytest.mark.parametrize("hot", [False, True])
def test_a_folder_that_cannot_be_written_is_read(crashed, hot):
    if not hot:
        people(crashed)
    os.chmod(crashed.parent, 0o555)
    read = (
        "import sys; from pathlib import Path; from netjournal.models import Journal;"
        "from netjournal.models.handle import db;"
        "j = Journal.open(Path(sys.argv[1]), read_only=True);"
        "print(db.execute_sql('SELECT COUNT(*) FROM contact').fetchone()[0]); j.close()"
    )
    command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
    command += [sys.executable, "-c", read, str(crashed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    os.chmod(crashed.parent, 0o700)
    assert (done.stdout, done.stderr) == ("300\n", "")


def test_read_only_takes_no_edit(crashed):
    opened = Journal.open(crashed, read_only=True)
    with pytest.raises(NoPermission), opened.edit("No"):
        contact("Nobody")
    opened.close()


def test_text_that_is_no_text_is_damage_and_not_told(crashed):
    people(crashed)
    raw = connect(uri(crashed))
    raw.execute("UPDATE contact SET note = CAST(X'53656372657420FFFE' AS TEXT) WHERE id = 1")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    opened = Journal.open(crashed)
    with pytest.raises(JournalDamaged) as caught:
        db.execute_sql("SELECT note FROM contact").fetchall()
    opened.close()
    assert "Secret" not in str(caught.value)


def test_a_change_half_made_in_the_old_way_is_read_as_if_it_never_was(tmp_path):
    """Killed while the file still kept a rollback journal: reading can't take the half back."""
    path, half = tmp_path / "a.netjournal", tmp_path / "half.netjournal"
    Journal.create(path).close()
    fill(path, 100)
    connection = connect(uri(path, mode="rw"))
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.execute("PRAGMA cache_size = 5")  # so that it spills
    connection.execute("BEGIN")
    connection.execute("UPDATE contact SET note = 'half'")
    connection.execute("DELETE FROM contact WHERE id > 40")
    for end in ("", "-journal"):
        shutil.copyfile(f"{path}{end}", f"{half}{end}")
    connection.close()
    assert half.read_bytes() != path.read_bytes()
    before = half.read_bytes()
    assert people(half, read_only=True) == 100
    assert half.read_bytes() == before
    assert (tmp_path / "half.netjournal-journal").stat().st_size > 0
    assert people(half) == 100
    assert people(half, read_only=True) == 100
