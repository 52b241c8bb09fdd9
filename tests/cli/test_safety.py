"""backup, restore, repair, forget and passphrases from the command line."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

import pytest

from netjournal.cli.selftest import OLDEST
from netjournal.models import migrations, opening
from netjournal.models.engine import connect, uri
from tests import later
from tests.services.damage import spoil


def names(call, path, *more):
    return [one["full_name"] for one in call("list", "--journal", path, "--json", *more).data]


def test_back_up_change_and_go_back(call, demo_journal):
    before = names(call, demo_journal)
    made = call("backup", "--journal", demo_journal, "--json").data["backup"]
    call("selftest-add", "--journal", demo_journal, "Somebody New")
    assert len(names(call, demo_journal)) == len(before) + 1
    listed = call("backup", "--journal", demo_journal, "--list", "--json").data
    assert [one["path"] for one in listed] == [made]
    done = call("restore", "--journal", demo_journal, os.path.basename(made), "--json")
    assert done.code == 0
    assert names(call, demo_journal) == before
    assert call("restore", "--journal", demo_journal, done.data["replaced"]).code == 0
    assert len(names(call, demo_journal)) == len(before) + 1
    assert call("check", "--journal", demo_journal).code == 0


def test_a_journal_that_is_gone_is_never_made_anew(call, demo_journal):
    made = call("backup", "--journal", demo_journal, "--json").data["backup"]
    demo_journal.unlink()
    for words in (("list",), ("log", "coffee with Ana"), ("check",)):
        gone = call(*words, "--journal", demo_journal)
        assert gone.code == 1
        assert os.path.basename(made) in gone.err
        assert not demo_journal.exists()
    assert call("restore", "--journal", demo_journal, os.path.basename(made)).code == 0
    assert call("check", "--journal", demo_journal).code == 0


def test_a_backup_to_a_file_of_ones_own(call, demo_journal, tmp_path):
    out = tmp_path / "mine.njbak"
    assert call("backup", "--journal", demo_journal, out).code == 0
    assert names(call, out) == names(call, demo_journal)
    assert call("backup", "--journal", demo_journal, demo_journal).code == 2


@pytest.mark.usefixtures("quick_keys")
def test_nothing_is_written_over_a_journal_under_a_passphrase(call, demo_journal, tmp_path):
    words = [("backup",), ("export", "--format", "csv"), ("export", "--format", "vcard4")]
    words += [("print", "--layout", "directory"), ("chart", "strength")]
    for number, command in enumerate(words):
        ending = ".pdf" if command[0] in ("print", "chart") else ".netjournal"
        theirs = tmp_path / f"theirs-{number}{ending}"
        opening.create(theirs, "four words are good")
        before = theirs.read_bytes()
        refused = call(*command, "--journal", demo_journal, theirs)
        assert refused.code == 2, command
        assert theirs.read_bytes() == before


def test_importing_backs_up_before(call, demo_journal, tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("name,email\nNew One,new@example.com\n")
    assert call("import", "--journal", demo_journal, file).code == 0
    (one,) = call("backup", "--journal", demo_journal, "--list", "--json").data
    assert one["reason"] == "import"


def test_derived_values_are_repaired_in_place(call, demo_journal):
    raw = connect(uri(demo_journal))
    raw.execute("UPDATE tie_state SET touches = touches + 7 WHERE contact_id = 5")
    raw.execute("DELETE FROM contact_search WHERE contact_id = 3")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    assert call("check", "--journal", demo_journal).code == 7
    done = call("repair", "--journal", demo_journal, "--json")
    assert set(done.data["repaired"]) >= {"tie_state", "contact_search"}
    assert call("check", "--journal", demo_journal).code == 0
    assert call("repair", "--journal", demo_journal).out == "The journal is sound.\n"


def test_a_damaged_file_is_salvaged_into_another(call, demo_journal, tmp_path):
    spoil(demo_journal, seed=3, pages=4)
    before = demo_journal.read_bytes()
    assert call("check", "--journal", demo_journal).code == 7
    done = call("repair", "--journal", demo_journal, tmp_path / "new.netjournal", "--json")
    assert done.code == 0
    assert demo_journal.read_bytes() == before
    assert done.data["rows"]["contact"] >= len(names(call, tmp_path / "new.netjournal")) > 50
    assert call("check", "--journal", tmp_path / "new.netjournal").code == 0


def test_of_a_damaged_journal_the_newest_good_backup_is_named(call, demo_journal, tmp_path):
    made = call("backup", "--journal", demo_journal, "--json").data["backup"]
    with contextlib.closing(connect(uri(demo_journal, mode="ro"))) as there:  # it grows by the day
        (talks,) = there.execute("SELECT COUNT(*) FROM interaction").fetchone()
    with demo_journal.open("r+b") as file:
        file.write(bytes(4096))
    for words in (("list",), ("check",), ("selftest-add", "Ana")):
        said = call(*words, "--journal", demo_journal)
        assert (said.code, said.err.count("\n")) == (7, 1)
        assert Path(made).name in said.err
        assert f"147 people and {talks} interactions" in said.err
    done = call("repair", "--journal", demo_journal, tmp_path / "new.netjournal", "--json")
    assert done.data["rows"]["contact"] == 147
    assert done.data["backup"]["people"] == 147
    assert call("restore", "--journal", demo_journal, Path(made).name).code == 0
    assert len(names(call, demo_journal)) > 100


def test_forgetting_asks_and_says_what_is_left(call, demo_journal):
    who = names(call, demo_journal)[7]
    call("backup", "--journal", demo_journal)
    refused = call("forget", "--journal", demo_journal, who)
    assert refused.code == 2
    assert who in names(call, demo_journal)
    done = call("forget", "--journal", demo_journal, who, "--yes", "--backups", "--json")
    assert (done.code, done.data["purged"], done.data["unpurged"]) == (0, 1, 0)
    assert who not in names(call, demo_journal)
    assert call("undo", "--journal", demo_journal).code == 1
    assert call("forget", "--journal", demo_journal, who, "--yes").code == 1


def test_where_what_may_still_hold_somebody_lies_is_told(call, demo_journal):
    first, second = names(call, demo_journal)[7:9]
    made = Path(call("backup", "--journal", demo_journal, "--json").data["backup"])
    spoil(made, seed=3, pages=4)
    rescued = demo_journal.with_name("demo-rescued-20261128T120000Z.netjournal")
    rescued.write_bytes(b"of another time")
    done = call("forget", "--journal", demo_journal, first, "--yes", "--backups")
    assert done.out.splitlines()[-4:] == [
        "Backups that still hold this person: 1 (they could not be opened).",
        f"  {made}",
        "Other journals of this name, which may hold this person, too:",
        f"  {rescued}",
    ]
    asked = call("forget", "--journal", demo_journal, second, "--yes", "--json")
    assert asked.data["others"] == [str(rescued)]
    assert (asked.data["lying"], asked.data["former"], asked.data["mingled"]) == ([], [], 0)


def test_half_a_name_forgets_nobody_without_being_asked(call, demo_journal):
    refused = call("forget", "--journal", demo_journal, "Ana", "--yes")
    assert refused.code == 1
    assert "whole name" in refused.err
    assert "अनन्या शर्मा" in refused.err
    assert "अनन्या शर्मा" in names(call, demo_journal)


@pytest.mark.usefixtures("quick_keys")
def test_a_passphrase_put_on_changed_and_taken_off(call, demo_journal, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("correct horse battery\n")
    second.write_text("another staple entirely\r\n")
    before = names(call, demo_journal)
    call("backup", "--journal", demo_journal)
    assert call("encrypt", "--journal", demo_journal, "--passphrase-file", first).code == 0
    shut = call("list", "--journal", demo_journal)
    assert (shut.code, shut.err.count("\n")) == (8, 1)
    wrong = call("list", "--journal", demo_journal, "--passphrase-file", second)
    assert (wrong.code, wrong.err.count("\n")) == (8, 1)
    key = ("--passphrase-file", first)
    assert names(call, demo_journal, *key) == before
    again = ("--new-passphrase-file", second)
    assert call("rekey", "--journal", demo_journal, *key, *again).code == 0
    key = ("--passphrase-file", second)
    assert call("check", "--journal", demo_journal, *key).code == 0
    assert call("backup", "--journal", demo_journal, *key).code == 0
    name = call("backup", "--journal", demo_journal, "--list", "--json").data[0]["path"]
    assert call("restore", "--journal", demo_journal, name, *key).code == 0
    assert call("decrypt", "--journal", demo_journal, *key).code == 0
    assert names(call, demo_journal) == before


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("told", ["by file", "typed", "not", "wrong"])
def test_the_journal_that_gives_way_to_a_plain_file_is_backed_up(
    call, demo_journal, tmp_path, monkeypatch, told
):
    plain, first = tmp_path / "mine.njbak", tmp_path / "first.txt"
    first.write_text("four words are good")
    typed = {"typed": "four words are good", "not": "", "wrong": "never this one"}.get(told)
    key = ("--passphrase-file", first)
    assert call("backup", "--journal", demo_journal, plain).code == 0
    assert call("encrypt", "--journal", demo_journal, *key).code == 0
    assert call("selftest-add", "--journal", demo_journal, "Of Today", *key).code == 0
    asked = []
    if typed is not None:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or typed)
    more = key if told == "by file" else ()
    done = call("restore", "--journal", demo_journal, plain, *more)
    assert done.code == 0
    wanted = "Passphrase of demo.netjournal (nothing: it is only kept): "
    assert asked == ([] if typed is None else [wanted])
    listed = call("backup", "--journal", demo_journal, "--list", "--json").data
    made = [one["path"] for one in listed if one["reason"] == "restore"]
    assert len(made) == (told in ("by file", "typed"))
    assert "Of Today" not in names(call, demo_journal)
    replaced = done.out.split("'")[1].removeprefix("netjournal restore ")
    for back in (*made, replaced):
        assert call("restore", "--journal", demo_journal, back, *key).code == 0
        assert "Of Today" in names(call, demo_journal, *key)


@pytest.mark.usefixtures("quick_keys")
def test_backups_that_do_not_come_under_the_passphrase_are_told(call, demo_journal, tmp_path):
    first = tmp_path / "first"
    first.write_text("correct horse battery")
    made = Path(call("backup", "--journal", demo_journal, "--json").data["backup"])
    spoil(made, seed=1, pages=4)
    said = call("encrypt", "--journal", demo_journal, "--passphrase-file", first)
    assert said.code == 0
    assert "as they could not be opened: 1." in said.out
    assert "Backups that are still readable without a passphrase: 1." in said.out
    assert "Change the passphrase again" not in said.out


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize("filling", [bytes, os.urandom])
def test_a_locked_journal_without_its_first_page_is_told_and_repaired(
    call, demo_journal, tmp_path, monkeypatch, filling
):
    first, wrong = tmp_path / "first", tmp_path / "wrong"
    first.write_text("correct horse battery\n")
    wrong.write_text("another staple entirely\n")
    key = ("--passphrase-file", first)
    before = names(call, demo_journal)
    assert call("encrypt", "--journal", demo_journal, *key).code == 0
    time.sleep(1)  # backups are told apart by seconds, and the newest is to be named
    made = call("backup", "--journal", demo_journal, *key, "--json").data["backup"]
    data = filling(4096) + demo_journal.read_bytes()[4096:]
    demo_journal.write_bytes(data)
    told = call("list", "--journal", demo_journal, *key)
    assert told.code == 7
    assert "is locked, and it seems to be damaged" in told.err
    assert Path(made).name in told.err
    assert call("repair", "--journal", demo_journal, "--passphrase-file", wrong).code == 8
    (Path(made).parent / "20261128T120000Z-manual-1.njbak").mkdir()  # no backup, though called so
    new = tmp_path / "new.netjournal"
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(
        "getpass.getpass", lambda prompt: asked.append(prompt) or "correct horse battery"
    )
    done = call("repair", "--journal", demo_journal, new, "--json")
    assert (done.code, done.data["lost"]) == (0, {})
    assert asked == ["Passphrase of demo.netjournal: "]
    assert names(call, new, *key) == before
    assert demo_journal.read_bytes() == data


@pytest.mark.usefixtures("quick_keys")
def test_a_locked_journal_that_was_cut_off_is_repaired_with_its_passphrase(
    call, demo_journal, tmp_path
):
    first, new = tmp_path / "first", tmp_path / "new.netjournal"
    first.write_text("correct horse battery")
    key = ("--passphrase-file", first)
    before = names(call, demo_journal)
    assert call("encrypt", "--journal", demo_journal, *key).code == 0
    demo_journal.write_bytes(demo_journal.read_bytes()[:-100])
    for more in ((), key):
        said = call("list", "--journal", demo_journal, *more)
        assert (said.code, said.err.count("\n")) == (7, 1)
        assert "is locked, and it seems to be damaged" in said.err
    for words in ("encrypt", "rekey", "decrypt"):
        said = call(words, "--journal", demo_journal, *key)
        assert (said.code, said.err.count("\n")) == (7, 1)
    asked = call("repair", new, "--journal", demo_journal)
    assert asked.code == 8
    assert "--passphrase-file" in asked.err
    done = call("repair", new, "--journal", demo_journal, *key)
    assert (done.code, done.err) == (0, "")
    assert names(call, new, *key) == before


def test_a_table_that_is_lost_is_told_as_one(call, demo_journal, tmp_path):
    with contextlib.closing(connect(uri(demo_journal, mode="rw"))) as raw:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'saved_list'"
        page = raw.execute(sql).fetchone()[0]
    with demo_journal.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    said = call("repair", tmp_path / "new.netjournal", "--journal", demo_journal)
    assert said.code == 0
    assert "Of these tables nothing could be read: saved_list." in said.out
    assert "records could not be read" not in said.out


@pytest.mark.usefixtures("quick_keys")
def test_a_new_journal_under_a_passphrase(call, tmp_path):
    key, path = tmp_path / "key", tmp_path / "a.netjournal"
    key.write_text("correct horse battery")
    assert call("new", path, "--passphrase-file", key).code == 0
    assert b"SQLite" not in path.read_bytes()
    assert call("selftest-add", "--journal", path, "Ana", "--passphrase-file", key).code == 0
    assert names(call, path, "--passphrase-file", key) == ["Ana"]
    weak = tmp_path / "weak"
    weak.write_text("short")
    assert call("new", tmp_path / "b.netjournal", "--passphrase-file", weak).code == 2


def test_a_journal_without_its_first_page_is_damaged_and_not_foreign(call, demo_journal, tmp_path):
    people = len(names(call, demo_journal))
    with demo_journal.open("r+b") as file:
        file.write(bytes(4096))
    before = demo_journal.read_bytes()
    for words in (("list",), ("check",), ("log", "coffee with Ana")):
        said = call(*words, "--journal", demo_journal)
        assert (said.code, said.err.count("\n")) == (7, 1)
        assert "its beginning is lost" in said.err
    done = call("repair", tmp_path / "new.netjournal", "--journal", demo_journal)
    assert done.code == 0
    assert demo_journal.read_bytes() == before
    assert len(names(call, tmp_path / "new.netjournal")) == people
    (tmp_path / "plain.txt").write_text("Name, Mail\n")
    for words in (("list",), ("repair",)):
        assert call(*words, "--journal", tmp_path / "plain.txt").code == 3


# -- upgrades


def _second(connection):
    connection.execute("ALTER TABLE contact ADD COLUMN shoe_size INTEGER")
    connection.execute("UPDATE contact SET note = note || '!'")


@pytest.fixture
def old(call, tmp_path):
    path = tmp_path / "old.netjournal"
    assert call("selftest-oldjournal", "--journal", path, "--rows", 300).code == 0
    assert call("check", "--journal", path).code == 0
    return path


def test_an_upgrade_is_backed_up_first(call, old, monkeypatch):
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, _second])
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    assert call("selftest-migrate", "--journal", old).out == "ACK 1\n"
    (one,) = call("backup", "--journal", old, "--list", "--json").data
    assert one["reason"] == "migration"
    monkeypatch.undo()
    newer = call("list", "--journal", old)
    assert (newer.code, f"format {later.NEXT}" in newer.err) == (4, True)
    assert call("restore", "--journal", old, one["path"]).code == 0
    assert call("selftest-migrate", "--journal", old).code == 0
    assert len(names(call, old)) == 300


def test_a_newer_journal_is_read_by_commands_and_not_written(call, tmp_path):
    path = later.golden(later.OURS, tmp_path / "a.netjournal")
    with later.version():
        assert call("selftest-migrate", "--journal", path).code == 0
    before = path.read_bytes()
    assert len(names(call, path)) == 17
    assert "zofie@example.org" in call("show", "Žofie", "--journal", path).out
    out = tmp_path / "all.vcf"
    assert call("export", out, "--journal", path).code == 0
    assert "kept as it is" in out.read_text("utf-8")
    checked = call("check", "--journal", path, "--json")
    assert (checked.code, checked.data["ok"], checked.data["schema"]) == (0, True, later.NEXT)
    for words in (("log", "coffee with Žofie"), ("undo",), ("forget", "Žofie", "--yes")):
        said = call(*words, "--journal", path)
        assert (said.code, said.err.count("\n")) == (4, 1)
        assert f"format {later.NEXT}, this one knows {later.OURS}" in said.err
        assert "update NetJournal" in said.err
    assert path.read_bytes() == before


def test_an_older_journal_is_reported_read_and_not_changed_by_looking(call, old):
    before = old.read_bytes()
    told = call("check", "--journal", old, "--json")
    assert (told.code, told.data["ok"], told.data["schema"]) == (0, True, OLDEST)
    assert "older format" in call("check", "--journal", old).out
    assert len(names(call, old)) == 300
    assert old.read_bytes() == before
    assert list(old.parent.glob("old.*")) == [old]


def test_an_upgrade_that_would_lose_people_is_not_done(call, old, monkeypatch):
    def careless(connection):
        connection.execute("DELETE FROM contact WHERE id > 200")

    assert call("selftest-migrate", "--journal", old).code == 0
    before = old.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", [*migrations.MIGRATIONS, careless])
    monkeypatch.setattr(migrations, "SCHEMA", migrations.SCHEMA + 1)
    assert call("selftest-migrate", "--journal", old).code == 7
    monkeypatch.undo()
    assert len(names(call, old)) == 300
    assert old.read_bytes()[60:64] == before[60:64]


def test_hidden_commands_are_in_no_help(call):
    assert "selftest" not in call("--help").out


def test_the_write_loop_acknowledges_what_it_wrote(call, tmp_path):
    path = tmp_path / "a.netjournal"
    call("new", path)
    assert (
        call("selftest-writeloop", "--journal", path, "--count", 3).out == "ACK 0\nACK 1\nACK 2\n"
    )
    assert len(names(call, path)) == 15
    shutil.rmtree(tmp_path)
