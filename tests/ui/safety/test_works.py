"""What is done while the journal is closed can be taken back."""

from __future__ import annotations

import pytest

from netjournal.models import Journal, copies
from netjournal.progress import Silent
from netjournal.services.keeping import backups, encryption
from netjournal.ui.safety import works
from tests.builders import contact

KEY, OTHER = "correct horse battery", "quite another one"


@pytest.mark.usefixtures("quick_keys", "qapp")
@pytest.mark.parametrize("other", [None, OTHER])
def test_going_back_to_a_file_of_another_passphrase_can_be_taken_back(journal, other):
    path, backup = journal.path, journal.path.with_name("other.netjournal")
    with journal.edit("Add"):
        contact("Of Today")
    backups.make(journal, "manual")
    journal.close()
    encryption.rekey(path, None, KEY)
    Journal.create(backup, key=other).close()
    there = works.restore(path, backup, other, "then", KEY)
    kept = there.work(Silent())
    assert there.key == other
    back = there.back(kept)
    again = back.work(Silent())
    assert back.key == KEY
    with copies.opened(path, KEY) as connection:
        assert connection.execute("SELECT full_name FROM contact").fetchall() == [("Of Today",)]
    forth = back.back(again)
    forth.work(Silent())
    assert forth.key == other
