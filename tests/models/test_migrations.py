"""The migrated file and the models say the same; a step is whole or absent."""

from __future__ import annotations

import pytest

from netjournal.models import ALL, Journal, migrations
from netjournal.models.engine import APPLICATION_ID, connect
from netjournal.models.handle import db

DERIVED_TABLES = {
    "tie_state",
    "contact_search",
    "interaction_extra",
    "contact_day",
    "change_row",
    "month_snapshot",
    "day_count",
}
TYPES = {"AUTO": "INTEGER", "INT": "INTEGER", "TEXT": "TEXT", "FLOAT": "REAL", "BLOB": "BLOB"}


@pytest.fixture
def journal(tmp_path):
    made = Journal.create(tmp_path / "a.netjournal")
    yield made
    made.close()


@pytest.mark.parametrize("model", ALL, ids=lambda m: m.__name__)
def test_models_and_file_agree(journal, model):
    table = model._meta.table_name
    in_file = {row[1]: row for row in db.execute_sql(f"PRAGMA table_xinfo({table})")}
    fields = model._meta.columns
    assert set(in_file) == set(fields)
    for name, field in fields.items():
        _, _, kind, not_null, default, key, _ = in_file[name]
        rel = getattr(field, "rel_field", None)
        field_type = (rel or field).field_type
        assert kind == TYPES.get(field_type, field_type), name
        assert bool(not_null) == (not field.null), name
        if key:
            continue
        if default is not None and not callable(field.default):
            expected = field.db_value(field.default)
            assert default.strip("'") == str(expected), name
    keys = {r[3]: (r[2], r[6]) for r in db.execute_sql(f"PRAGMA foreign_key_list({table})")}
    wanted = {
        f.column_name: (f.rel_model._meta.table_name, f.on_delete or "NO ACTION")
        for f in model._meta.sorted_fields
        if hasattr(f, "rel_model")
    }
    assert keys == wanted


def test_every_table_is_strict_and_known(journal):
    rows = db.execute_sql(
        "SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' "
        "AND type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%fts%'"
    )
    tables = {name: (strict, without_rowid) for name, strict, without_rowid in rows}
    assert all(strict for strict, _ in tables.values())
    assert set(tables) == {m._meta.table_name for m in ALL} | DERIVED_TABLES
    assert {name for name, (_, bare) in tables.items() if bare} == {"contact_day"}


def test_the_change_log_is_wide_enough(journal):
    widest = max(
        len(db.execute_sql(f"PRAGMA table_info({t})").fetchall()) for t in migrations.RECORDED
    )
    assert widest - 1 <= migrations.CHANGE_COLUMNS


def test_every_foreign_key_has_an_index(journal):
    bare = {("interaction", "kind_id"), ("change_set", "target_id")}  # kinds are few and stay
    for table in migrations.RECORDED:
        firsts = set()
        for index in db.execute_sql(f"PRAGMA index_list({table})").fetchall():
            firsts.add(db.execute_sql(f"PRAGMA index_info({index[1]})").fetchone()[2])
        for key in db.execute_sql(f"PRAGMA foreign_key_list({table})").fetchall():
            assert key[3] in firsts or (table, key[3]) in bare, (table, key[3])


def test_marks_of_ours(journal):
    assert db.execute_sql("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert db.execute_sql("PRAGMA user_version").fetchone()[0] == migrations.SCHEMA


def test_a_step_that_fails_changes_nothing(monkeypatch):
    connection = connect(":memory:")

    def breaks(c):
        c.execute("CREATE TABLE half (a) ")
        raise RuntimeError("in the middle")

    monkeypatch.setattr(migrations, "MIGRATIONS", [breaks])
    monkeypatch.setattr(migrations, "SCHEMA", 1)
    with pytest.raises(RuntimeError):
        migrations.migrate(connection)
    assert migrations.version(connection) == 0
    assert migrations.structure(connection) == []
    connection.close()


def test_built_in_kinds_are_there(journal):
    keys = [row[0] for row in db.execute_sql("SELECT key FROM interaction_kind ORDER BY id")]
    assert keys[:3] == ["met", "coffee", "call"]
    assert len(keys) == len(set(keys)) == 21


def test_every_version_has_its_fingerprint():
    made = {n: migrations.expected_structure(n) for n in range(1, migrations.SCHEMA + 1)}
    assert {n: migrations.fingerprint(rows) for n, rows in made.items()} == migrations.FINGERPRINTS
