"""``check`` finds what was broken behind the journal's back, and nothing in a sound one."""

from __future__ import annotations

import pytest

from netjournal.errors import JournalDamaged
from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.services.invented import demo
from netjournal.services.keeping import integrity


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "a.netjournal"
    journal = Journal.create(made)
    demo.fill(journal, journal.today())
    journal.close()
    return made


def findings(path):
    journal = Journal.open(path, read_only=True)
    try:
        return integrity.check(journal)
    finally:
        journal.close()


def test_a_sound_journal(path):
    before = path.read_bytes()
    assert findings(path) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "where"),
    [
        ("UPDATE contact_day SET w = w + 0.25 WHERE contact_id = 5", "contact_day"),
        ("DELETE FROM contact_day WHERE contact_id = 5", "contact_day"),
        ("UPDATE tie_state SET touches = touches + 1 WHERE contact_id = 5", "tie_state"),
        ("DELETE FROM tie_state WHERE contact_id = 5", "tie_state"),
        ("UPDATE contact SET headline = 'changed' WHERE id = 5", "contact_search"),
        ("DELETE FROM contact_search WHERE contact_id = 5", "contact_search"),
        ("DELETE FROM interaction_fts_docsize WHERE id = 5", "interaction_fts"),
        ("UPDATE contact_tag SET tag_id = 99999 WHERE id = 5", "contact_tag"),
    ],
)
def test_what_was_changed_from_outside_is_found(path, damage, where):
    raw = connect(uri(path))
    raw.execute("PRAGMA foreign_keys = 0")
    raw.execute(damage)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    assert where in {finding.where for finding in findings(path)}


def test_a_file_too_damaged_to_read_is_said_so(path):
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * (size - 4096 * 3))
    with pytest.raises(JournalDamaged):
        assert findings(path) == ["the file"]
