"""The torture in a small dose: some kills, faults, cuts and damages; ``make torture`` has more."""

from __future__ import annotations

import os
import subprocess

import pytest

from netjournal.errors import UserError
from netjournal.models import Journal
from netjournal.services.invented import demo
from tests.torture import (
    cuts,
    damage,
    faults,
    flips,
    forgotten,
    hostile,
    kills,
    lures,
    pictures,
    places,
    powercut,
    races,
    searches,
    sequences,
)
from tests.torture.outside import (
    command,
    csv_of,
    is_clean_refusal,
    journal_of,
    judge,
    surroundings,
)

resource = pytest.importorskip("resource", reason="limits of Unix")
traced = pytest.mark.skipif(not faults.available(), reason="strace records and disturbs")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals, limits and calls of Unix")


def test_kills_while_writing(tmp_path):
    wrong, acknowledged = kills.writing(tmp_path, 4)
    assert wrong == []
    assert acknowledged > 0


@pytest.mark.parametrize("name", ["import", "migrate", "restore"])
def test_kills_in_the_middle_of_a_command(tmp_path, name):
    assert kills.single(tmp_path, name, 2) == []


def test_a_disk_that_takes_no_more(tmp_path):
    journal = journal_of(tmp_path, 5)
    before = judge(journal, tmp_path / "look")
    limit = journal.stat().st_size + 150_000
    done = subprocess.run(
        command("import", "--journal", journal, csv_of(tmp_path / "in.csv", 4_000)),
        capture_output=True,
        text=True,
        check=False,
        env=surroundings(tmp_path),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert is_clean_refusal(done)
    assert done.returncode == 6
    assert judge(journal, tmp_path / "look") == before


def test_eight_at_once_add_exactly_what_they_say(tmp_path):
    wrong, wrote, _refused = races.trial(tmp_path, 1)
    assert wrong == []
    assert wrote > 0


@pytest.mark.parametrize("name", ["renamed", "replaced"])
def test_the_file_goes_while_somebody_writes(tmp_path, name):
    assert places.trial(tmp_path, name, 1) == []


@pytest.mark.parametrize("acts", [sequences.MERGING, sequences.DELETING], ids=["merge", "delete"])
def test_walks_there_and_back(tmp_path, acts):
    sequences.prepared(tmp_path / "base.netjournal")
    assert sequences.trial(tmp_path / "base.netjournal", tmp_path / "walks", 6, acts) == []


def test_people_with_a_long_story_are_forgotten(good, tmp_path):
    wrong, seen = forgotten.trial(good, tmp_path / "them", 2)
    assert wrong == []
    assert seen == 2 * len(forgotten.KINDS)


def test_letters_that_turn_by_themselves_are_named(tmp_path):
    journal = flips.prepared(tmp_path / "flips")
    assert flips.trial(journal, 8) == []
    journal.close()


def test_broken_pictures_harm_nobody(tmp_path):
    assert pictures.trial(tmp_path, 150) == []


@traced
def test_the_eyes_that_look_for_lures_see(tmp_path):
    assert lures.careless(tmp_path)


@traced
def test_faults_in_an_import(tmp_path):
    sweep = faults.Sweep(tmp_path, "import")
    assert sweep.all(1, [("pwrite64", "ENOSPC"), ("fsync", "EIO"), ("ftruncate", "EIO")]) == []
    assert sweep.runs >= 2


@traced
def test_faults_in_an_upgrade(tmp_path):
    sweep = faults.Sweep(tmp_path, "migrate")
    assert sweep.all(1, [("pwrite64", "ENOSPC"), ("fsync", "EIO")]) == []
    assert sweep.runs >= 2


@traced
def test_power_cuts_in_an_upgrade(tmp_path):
    states, _distinct, wrong = cuts.ours(tmp_path, "migrate", strict=True, most=12)
    assert wrong == []
    assert states > 20


@traced
@pytest.mark.parametrize("strict", [False, True])
def test_power_cuts_while_writing(tmp_path, strict):
    states, distinct, wrong = cuts.ours(tmp_path, "write", strict=strict, most=15)
    assert wrong == []
    assert states >= distinct > 20


@traced
def test_power_cuts_catch_the_careless(tmp_path):
    _states, _distinct, wrong = cuts.careless(tmp_path, "import", most=12)
    assert wrong


def test_a_cut_leaves_what_was_synced():
    """The model itself, without strace."""
    content = bytearray(b"a" * 1024)
    powercut._write(content, 512, b"b" * 512)
    powercut._write(content, 100, None)
    assert content == b"a" * 100


def test_hostile_searches(journal):
    demo.fill(journal, journal.today())
    wrong, _longest = searches.trial(journal, 60)
    assert wrong == []


# -- what somebody made


@pytest.mark.parametrize("name", hostile.CASES)
def test_hostile_files_are_refused_and_left_alone(tmp_path, name):
    path = tmp_path / "it" / "a.netjournal"
    path.parent.mkdir()
    hostile.CASES[name](path)
    before = hostile.footprint(path)
    assert damage.noticed(path) if name in hostile.DEEP else refused(path)
    assert hostile.footprint(path) == before


def refused(path):
    for read_only in (True, False):
        with pytest.raises(UserError) as caught:
            Journal.open(path, read_only=read_only)
        assert str(caught.value).count("\n") == 0
    return True


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "a.netjournal"
    journal = Journal.create(path)
    demo.fill(journal, journal.today())
    journal.close()
    return path


def test_damage_is_noticed(good, tmp_path):
    harmful, found, _missed = damage.trial(good, 45, tmp_path)
    assert harmful > 8
    assert found >= harmful * 0.8
