"""Going back to a backup loses nothing, and a damaged file gives back what can be read."""

from __future__ import annotations

import contextlib
import os
import random

import pytest

from netjournal.errors import JournalDamaged, JournalInUse, NotAJournal, WrongPassphrase
from netjournal.models import Journal, keys, opening
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.models.lock import WriterLock
from netjournal.services.invented import demo
from netjournal.services.keeping import backups, encryption, integrity, restoring, salvage
from netjournal.services.people import contacts
from tests.builders import contact, interaction
from tests.services.damage import spoil


@pytest.fixture
def path(journal):
    """A journal with thirty people, a backup of it, and five more people since."""
    with journal.edit("Begin"):
        for number in range(30):
            interaction(contact(f"Person {number}"), ago=number)
    backups.make(journal, "manual")
    with journal.edit("More"):
        for number in range(5):
            contact(f"Newer {number}")
        contacts.delete_forever([1])
        contacts.trash([2])
    return journal.path


def people(path, key=None):
    opened = Journal.open(path, read_only=True, key=key)
    try:
        assert integrity.check(opened) == []
        return sorted(row[0] for row in db.execute_sql("SELECT full_name FROM contact"))
    finally:
        opened.close()


def backup_of(path):
    return backups.list_backups(path)[0].path


def test_what_would_change_is_told(journal, path):
    told = restoring.difference(backup_of(path))
    assert (told.people_back, told.people_gone, told.people_changed) == (1, 5, 1)
    assert (told.entries_back, told.entries_gone, told.entries_changed) == (1, 0, 0)
    assert restoring.holding(backup_of(path), whole=True).people == 30


def test_going_back_and_forth(journal, path):
    journal.close()
    after = people(path)
    kept = restoring.restore(path, backup_of(path))
    assert people(path) == sorted(f"Person {n}" for n in range(30))
    again = restoring.restore(path, kept)
    assert people(path) == after
    assert people(again) == sorted(f"Person {n}" for n in range(30))
    assert not [n for n in os.listdir(path.parent) if n.endswith((".part", "-wal", ".lock"))]


def test_an_open_journal_is_not_replaced(journal, path, monkeypatch):
    monkeypatch.setattr(WriterLock.acquire, "__defaults__", (0.1,))
    before = path.read_bytes()
    with pytest.raises(JournalInUse):
        restoring.restore(path, backup_of(path))
    assert path.read_bytes() == before


def test_a_damaged_backup_changes_nothing(journal, path):
    journal.close()
    before = path.read_bytes()
    spoil(backup_of(path))
    with pytest.raises((JournalDamaged, NotAJournal)):
        restoring.restore(path, backup_of(path))
    assert path.read_bytes() == before
    assert not [n for n in os.listdir(path.parent) if n.endswith(".part")]


def test_a_journal_that_is_gone_comes_back(journal, path):
    journal.close()
    path.unlink()
    assert restoring.restore(path, backup_of(path)) is None
    assert len(people(path)) == 30


# -- salvage


SECRET = "four words are good"


@pytest.fixture
def locked(big):
    encryption.rekey(big, None, SECRET)
    return big


def left(folder):
    """Return what lies there beside backups."""
    return sorted(name for name in os.listdir(folder) if not name.endswith("-backups"))


def bitten(path, numbers, chance):
    """Change a byte in each of some pages, as a bad disk does."""
    with path.open("r+b") as file:
        for number in numbers:
            at = number * 4096 + chance.randrange(4096)
            file.seek(at)
            byte = file.read(1)
            file.seek(at)
            file.write(bytes([byte[0] ^ 0x40]))


def test_numbers_that_nobody_wrote_do_not_outlive_the_words_beside_them(big, tmp_path):
    everybody, target = people(big), tmp_path / "new.netjournal"
    with contextlib.closing(connect(uri(big, mode="rw"))) as raw:
        raw.execute("UPDATE interaction_kind SET weight = -3.7e12 WHERE id = 2")
        raw.execute("UPDATE interaction_kind SET touch = 77 WHERE id = 3")
        raw.execute(
            "UPDATE interaction SET day = 1 << 50, minute = -9, minutes = 1 << 60, precision = 8, "
            "initiator = 99, energy = 70, importance = -1e200, summary = 'kept' WHERE id = 5"
        )
    done = salvage.salvage(big, target)
    assert done.lost == {}
    assert people(target) == everybody
    with contextlib.closing(connect(uri(target, mode="ro"))) as raw:
        kinds = raw.execute("SELECT weight, touch FROM interaction_kind WHERE id IN (2, 3)")
        assert kinds.fetchall() == [(1.0, 1), (0.7, 1)]
        entry = raw.execute(
            "SELECT summary, day = created_at / 86400000, minute, minutes, precision, initiator, "
            "energy, importance FROM interaction WHERE id = 5"
        )
        assert entry.fetchall() == [("kept", 1, None, None, 0, 0, None, 1.0)]


@pytest.mark.parametrize("seed", range(4))
def test_under_a_passphrase_what_is_around_the_damage_is_read(locked, tmp_path, seed):
    chance, everybody = random.Random(seed), people(locked, SECRET)
    pages = locked.stat().st_size // 4096
    bitten(locked, chance.sample(range(3, pages), 6), chance)
    before, target = locked.read_bytes(), tmp_path / "new.netjournal"
    done = salvage.salvage(locked, target, SECRET)
    assert locked.read_bytes() == before
    assert target.read_bytes()[:16] != b"SQLite format 3\0"  # under the same passphrase
    assert len(people(target, SECRET)) == done.rows["contact"] >= len(everybody) * 0.8
    assert left(tmp_path) == ["big.netjournal", "new.netjournal"]


def test_under_a_passphrase_whole_pages_of_noise_cost_their_own_rows(locked, tmp_path):
    whole = len(people(locked, SECRET))
    spoil(locked, seed=1, pages=3)
    done = salvage.salvage(locked, tmp_path / "new.netjournal", SECRET)
    assert done.rows["contact"] >= whole * 0.6


def without_beginning(path, table, key=None):
    """Write zeros over the page on which a table begins."""
    with contextlib.closing(connect(uri(path, mode="ro", immutable="1"), key)) as raw:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        page = raw.execute(sql, (table,)).fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


@pytest.mark.parametrize("key", [None, SECRET])
def test_a_table_without_its_first_page_is_one_loss_and_costs_no_other(big, tmp_path, key):
    with contextlib.closing(connect(uri(big, mode="rw"))) as raw:
        raw.execute("DELETE FROM saved_list")
        raw.execute("DELETE FROM sqlite_sequence WHERE name = 'saved_list'")
    everybody = people(big)
    if key:
        encryption.rekey(big, None, key)
    without_beginning(big, "saved_list", key)
    before = big.read_bytes()
    done = salvage.salvage(big, tmp_path / "new.netjournal", key)
    assert big.read_bytes() == before
    assert people(tmp_path / "new.netjournal", key) == everybody
    assert (done.lost, done.unread, done.lost_records()) == ({"saved_list": 1}, ["saved_list"], 0)


def test_a_first_page_of_rows_that_is_lost_costs_its_own_table(big, tmp_path):
    everybody = people(big)
    without_beginning(big, "interaction_contact")
    done = salvage.salvage(big, tmp_path / "new.netjournal")
    assert done.unread == ["interaction_contact"]
    assert people(tmp_path / "new.netjournal") == everybody


def test_what_is_lost_is_counted_up_to_the_last_id_that_there_was(big, tmp_path):
    """The last page of people is lost, and the list of the highest ids of each table."""
    with contextlib.closing(connect(uri(big, mode="rw"))) as raw:
        raw.execute("UPDATE contact SET note = hex(randomblob(600))")
        last = raw.execute("SELECT MAX(id) FROM contact").fetchone()[0]
        note = raw.execute("SELECT note FROM contact WHERE id = ?", (last,)).fetchone()[0].encode()
    without_beginning(big, "sqlite_sequence")
    data = bytearray(big.read_bytes())
    page = data.index(note) // 4096
    data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    big.write_bytes(data)
    done = salvage.salvage(big, tmp_path / "new.netjournal")
    assert done.rows["contact"] > last * 0.8
    assert 0 < done.lost["contact"] <= last


def test_under_a_passphrase_a_lost_sector_costs_its_own_rows(locked, tmp_path):
    everybody = len(people(locked, SECRET))
    pages = locked.stat().st_size // 4096
    with locked.open("r+b") as file:
        for number in random.Random(5).sample(range(200, pages), 3):
            file.seek(number * 4096)
            file.write(bytes(4096))
    done = salvage.salvage(locked, tmp_path / "new.netjournal", SECRET)
    assert done.rows["contact"] >= everybody * 0.8


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("harm", ["bytes cut", "pages cut", "page lost", "page bitten"])
def test_a_locked_journal_that_hardly_looks_like_one_is_rescued(big, tmp_path, harm):
    encryption.rekey(big, None, SECRET)
    everybody = people(big, SECRET)
    data = bytearray(big.read_bytes())
    if harm == "bytes cut":
        del data[-100:]
    elif harm == "pages cut":
        del data[-3 * 4096 :]
    elif harm == "page lost":
        data[3 * 4096 : 4 * 4096] = bytes(4096)
    else:
        data[1024:1536] = bytes(512)
    big.write_bytes(data)
    assert opening.is_locked(big)
    done = salvage.salvage(big, tmp_path / "new.netjournal", SECRET)
    assert big.read_bytes() == data
    rescued = people(tmp_path / "new.netjournal", SECRET)
    assert len(rescued) == done.rows["contact"]
    assert len(rescued) >= len(everybody) * 0.8


def _noise(length):
    return random.Random(5).randbytes(length)


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("grown", [False, True])
@pytest.mark.parametrize(
    ("first", "last", "filling"),
    [(0, 4096, bytes), (0, 4096, _noise), (0, 512, bytes), (0, 16, _noise), (512, 4096, _noise)],
)
def test_a_first_page_that_is_lost_under_a_passphrase_comes_from_a_backup(
    big, tmp_path, first, last, filling, grown
):
    encryption.rekey(big, None, SECRET)
    with contextlib.closing(Journal.open(big, key=SECRET)) as opened:
        backups.make(opened, "manual")
        with opened.edit("Since then"):
            for number in range(400 if grown else 1):
                contact(f"Of Today {number}", note="words " * 400 * grown)
    everybody = people(big, SECRET)
    data = bytearray(big.read_bytes())
    data[first:last] = filling(last - first)
    big.write_bytes(data)
    keys.forget()
    done = salvage.salvage(big, tmp_path / "new.netjournal", SECRET)
    assert big.read_bytes() == data
    assert people(tmp_path / "new.netjournal", SECRET) == everybody
    assert done.lost == {}


@pytest.mark.usefixtures("quick_keys")
def test_a_first_page_is_taken_from_no_backup_of_another_passphrase(big, tmp_path):
    encryption.rekey(big, None, SECRET)
    data = bytes(4096) + big.read_bytes()[4096:]
    big.write_bytes(data)
    with pytest.raises(WrongPassphrase):
        salvage.salvage(big, tmp_path / "new.netjournal", SECRET)
    with pytest.raises(WrongPassphrase):
        salvage.salvage(big, tmp_path / "new.netjournal", "another one")
    assert big.read_bytes() == data


def test_of_a_sound_journal_under_a_passphrase_nothing_is_lost(locked, tmp_path):
    done = salvage.salvage(locked, tmp_path / "new.netjournal", SECRET)
    assert done.lost == {}
    assert people(tmp_path / "new.netjournal", SECRET) == people(locked, SECRET)


def test_a_wrong_passphrase_rescues_nothing(locked, tmp_path):
    with pytest.raises(WrongPassphrase):
        salvage.salvage(locked, tmp_path / "new.netjournal", "another one")
    assert left(tmp_path) == ["big.netjournal"]


@pytest.fixture
def big(tmp_path):
    path = tmp_path / "big.netjournal"
    opened = Journal.create(path)
    demo.fill(opened, opened.today())
    opened.close()
    return path


@pytest.mark.parametrize("seed", range(6))
def test_what_can_be_read_comes_into_a_sound_journal(big, tmp_path, seed):
    whole = len(people(big))
    spoil(big, seed=seed, pages=3)
    before = big.read_bytes()
    target = tmp_path / "new.netjournal"
    done = salvage.salvage(big, target)
    assert big.read_bytes() == before
    assert len(people(target)) == done.rows["contact"] >= whole * 0.6


def test_of_a_sound_journal_nothing_is_lost(big, tmp_path):
    done = salvage.salvage(big, tmp_path / "new.netjournal")
    assert done.lost == {}
    assert people(tmp_path / "new.netjournal") == people(big)


def first_pages(data, ways):
    """The first page, all of the schema, or both with noise."""
    first, last, filling = ways
    data[(first - 1) * 4096 : last * 4096] = filling((last - first + 1) * 4096)
    return bytes(data)


@pytest.mark.parametrize(
    "ways", [(1, 1, bytes), (1, 1, random.Random(1).randbytes), (1, 3, bytes), (13, 14, bytes)]
)
@pytest.mark.parametrize("smaller", [False, True])
def test_without_its_schema_it_is_read_with_a_new_ones(big, tmp_path, ways, smaller):
    if smaller:
        with contextlib.closing(connect(uri(big, mode="rw"))) as connection:
            connection.execute("VACUUM")
    everybody = people(big)
    big.write_bytes(first_pages(bytearray(big.read_bytes()), ways))
    before = big.read_bytes()
    done = salvage.salvage(big, tmp_path / "new.netjournal")
    assert big.read_bytes() == before
    assert len(people(tmp_path / "new.netjournal")) == done.rows["contact"]
    if not smaller or ways[1] == 1:  # made smaller, rows may lie on the other pages
        assert people(tmp_path / "new.netjournal") == everybody


def test_rows_of_another_shape_are_not_taken(tmp_path):
    """A file of the same length and kind that is no journal of ours."""
    path = tmp_path / "other.netjournal"
    with contextlib.closing(connect(uri(path))) as connection:
        for number in range(150):
            connection.execute(f"CREATE TABLE t{number} (a TEXT, b TEXT)")
            connection.execute(f"INSERT INTO t{number} VALUES ('x', 'y')")
    data = bytearray(path.read_bytes())
    path.write_bytes(bytes(4096) + data[4096:])
    with pytest.raises(JournalDamaged):
        salvage.salvage(path, tmp_path / "new.netjournal")
    assert os.listdir(tmp_path) == ["other.netjournal"]


def test_the_newest_good_backup_is_found_behind_bad_ones(journal, path):
    good = backup_of(path)
    with journal.edit("Once more"):
        contact("One More")
    bad = backups.make(journal, "manual")
    journal.close()
    spoil(bad.path)
    found = restoring.newest_good(path)
    assert found.backup.path == good
    assert (found.holds.people, found.holds.entries) == (30, 30)


def test_from_nothing_comes_nothing(big, tmp_path):
    with big.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (big.stat().st_size - 4096))
    with pytest.raises(JournalDamaged):
        salvage.salvage(big, tmp_path / "new.netjournal")
    assert os.listdir(tmp_path) == ["big.netjournal"]
