"""``check`` finds what was broken behind the journal's back, and nothing in a sound one."""

from __future__ import annotations

import pytest

from netjournal.errors import Cancelled, JournalDamaged
from netjournal.models import Journal, proving
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
        ("INSERT INTO contact_day VALUES (5, 1, 1.0, 1)", "contact_day"),
        ("UPDATE contact_day SET touch = 0 WHERE contact_id = 5", "contact_day"),
        ("INSERT INTO contact_search VALUES (9999, 'a', 'b', 'c')", "contact_search"),
        ("UPDATE contact_search SET reach = reach || '1' WHERE contact_id = 5", "contact_search"),
        ("INSERT INTO interaction_extra VALUES (5, 'x')", "interaction_extra"),
        ("UPDATE interaction_extra SET words = words || 'x'", "interaction_extra"),
        ("UPDATE interaction SET summary = 'Łódź, große Straße' WHERE id = 6", "interaction_extra"),
        ("UPDATE interaction SET summary = 'changed' WHERE id = 5", "interaction_fts"),
        ("UPDATE contact_search SET about = 'changed' WHERE contact_id = 5", "contact_fts"),
        ("UPDATE interaction_fts_data SET block = zeroblob(20) WHERE id > 10", "interaction_fts"),
        ("UPDATE day_count SET entries = entries + 1 WHERE day > 5", "day_count"),
        ("DELETE FROM day_count WHERE day > 20000", "day_count"),
        ("UPDATE interaction SET trashed_at = 5 WHERE id = 5", "day_count"),
        ("UPDATE photo SET data = zeroblob(20) WHERE id = 1", "photo"),
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


def test_an_index_that_lacks_a_row_is_found(path):
    """Only SQLite's own check of the file sees that."""
    raw = connect(uri(path))
    raw.execute("PRAGMA writable_schema = 1")
    raw.execute("UPDATE sqlite_schema SET sql = sql || ' WHERE id <> 7' WHERE name = 'followup_of'")
    raw.execute("PRAGMA writable_schema = RESET")
    raw.execute("REINDEX followup_of")
    raw.execute("PRAGMA writable_schema = 1")
    raw.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ' WHERE id <> 7', '') "
        "WHERE name = 'followup_of'"
    )
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    assert {finding.where for finding in findings(path)} == {"file"}


@pytest.mark.parametrize("small", [True, False])
def test_a_big_journal_is_proved_where_it_lies(path, monkeypatch, small):
    if not small:
        monkeypatch.setattr(proving, "_MOST", 1)
    assert findings(path) == []
    data = bytearray(path.read_bytes())
    at = data.rindex(b"@example") // 4096 * 4096
    data[at + 8 : at + 40] = b"\xa5" * 32
    path.write_bytes(bytes(data))
    try:
        where = {finding.where for finding in findings(path)}
    except JournalDamaged:
        where = {"file"}
    assert where == {"file"}


def test_a_file_too_damaged_to_read_is_said_so(path):
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * (size - 4096 * 3))
    with pytest.raises(JournalDamaged):
        assert findings(path) == ["the file"]


def test_a_number_that_became_bytes_is_found(path):
    """Its part of the check can't even compare it; the file's own says what is wrong."""
    raw = connect(uri(path))
    raw.execute("PRAGMA writable_schema = 1")
    loose = "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'day_count'"
    raw.execute(loose, (" STRICT", ""))
    raw.execute("PRAGMA writable_schema = RESET")
    raw.execute("INSERT INTO day_count SELECT x'00', 1 WHERE 0")
    raw.execute("UPDATE day_count SET entries = x'0001' WHERE day % 2")
    raw.execute("PRAGMA writable_schema = 1")
    raw.execute("UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name = 'day_count'")
    raw.execute("PRAGMA writable_schema = RESET")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    assert {finding.where for finding in findings(path)} == {"file"}


@pytest.mark.parametrize("room", [0, 1, 2])
@pytest.mark.parametrize(
    ("damage", "where"),
    [
        ("UPDATE contact_tag SET tag_id = 99999 WHERE id = 5", "contact_tag"),
        ("DELETE FROM tie_state WHERE contact_id = 5", "tie_state"),
        ("UPDATE interaction_fts_data SET block = zeroblob(20) WHERE id > 10", "interaction_fts"),
        ("SELECT 1", ""),
    ],
)
def test_where_the_file_lies_or_in_memory_the_same_is_found(path, monkeypatch, room, damage, where):
    monkeypatch.setattr(proving, "_MOST", path.stat().st_size * room + 1)
    raw = connect(uri(path))
    raw.execute("PRAGMA foreign_keys = 0")
    raw.execute(damage)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    found = {finding.where for finding in findings(path)}
    if where == "interaction_fts" and not room:
        where = "file"  # where SQLite's own check meets it first
    assert where in found if where else not found


def test_a_check_that_is_cancelled_ends(path):
    class Impatient:
        def step(self, done, total):
            if done:
                raise Cancelled("Stopped.")

    journal = Journal.open(path, read_only=True)
    with pytest.raises(Cancelled):
        integrity.check(journal, Impatient())
    assert integrity.check(journal) == []
    journal.close()
