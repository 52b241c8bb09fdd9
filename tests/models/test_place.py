"""A journal that is moved, replaced or cut off while open: noticed at once, nothing lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from netjournal.errors import JournalDamaged
from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.services.keeping import integrity
from tests.builders import contact


def unlink(path):
    path.unlink()


def rename(path):
    path.rename(path.with_name("elsewhere.netjournal"))


def replace(path):
    other = path.with_name("other.netjournal")
    shutil.copy(path, other)
    os.replace(other, path)


def truncate(path):
    os.truncate(path, 4096)


@pytest.mark.parametrize("how", [unlink, rename, replace])
def test_everything_acknowledged_is_in_the_rescued_copy(journal, how):
    with journal.edit("Folded"):
        contact("In the file")
    journal.checkpoint()
    with journal.edit("Not folded"):
        contact("In the log")
    how(journal.path)
    for _again in range(2):
        with pytest.raises(JournalDamaged) as caught, journal.edit("Too late"):
            contact("Never acknowledged")
    rescued = Path(caught.value.data["rescued"])
    assert rescued.name in str(caught.value)
    assert list(rescued.parent.glob("*-rescued-*")) == [rescued]
    journal.close()
    opened = Journal.open(rescued)
    names = {row[0] for row in db.execute_sql("SELECT full_name FROM contact")}
    assert {"In the file", "In the log"} == names
    assert integrity.check(opened) == []
    opened.close()


def test_lost_in_the_middle_of_an_edit_is_not_acknowledged(journal):
    heard = []
    journal.listen(heard.append)

    def half():
        with journal.edit("Half"):
            contact("Half")
            journal.path.unlink()

    with pytest.raises(JournalDamaged):
        half()
    assert heard == []


def test_a_journal_cut_off_stops_editing(journal):
    with journal.edit("Begin"):
        contact("Ana")
    journal.checkpoint()
    truncate(journal.path)
    assert not journal.in_place()
    with pytest.raises(JournalDamaged), journal.edit("More"):
        contact("Zoë")


def test_one_that_may_become_shorter_may_grow_before(journal):
    journal.checkpoint()
    size = journal.path.stat().st_size
    journal.place.may_shrink(size + 4_096)
    os.truncate(journal.path, size + 8_192)
    assert journal.in_place()
    os.truncate(journal.path, size + 4_096)
    assert journal.in_place()
    os.truncate(journal.path, size)
    assert not journal.in_place()


def test_what_did_not_become_shorter_may_not_later(journal):
    journal.checkpoint()
    journal.place.may_shrink(4_096)
    journal.checkpoint()
    truncate(journal.path)
    assert not journal.in_place()


def test_a_replaced_journal_is_left_as_it_was_put_there(journal, tmp_path):
    other = tmp_path / "other.netjournal"
    with journal.edit("Begin"):
        contact("Ana")
    shutil.copy(journal.path, other)
    put = other.read_bytes()
    os.replace(other, journal.path)
    with pytest.raises(JournalDamaged), journal.edit("More"):
        contact("Zoë")
    journal.close()
    assert journal.path.read_bytes() == put
    assert not Path(f"{journal.path}-wal").exists()
