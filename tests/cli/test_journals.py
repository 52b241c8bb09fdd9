"""new, demo, undo, redo, history, check."""

from __future__ import annotations

import stat

from netjournal.models.engine import connect, uri


def test_new_makes_an_empty_private_journal(call, tmp_path):
    path = tmp_path / "mine.netjournal"
    assert call("new", path).out == "Made mine.netjournal.\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert call("list", "--journal", path, "--json").data == []
    assert [p.name for p in tmp_path.iterdir()] == ["mine.netjournal"]
    again = call("new", path)
    assert (again.code, call("new", tmp_path / "no" / "x.netjournal").code) == (2, 8)
    assert "already" in again.err


def test_demo(call, tmp_path):
    path = tmp_path / "try.netjournal"
    assert call("demo", path, "--json").data == {"journal": str(path)}
    assert call("check", "--journal", path).out == "The journal is sound.\n"
    assert call("demo", path).code == 2


def test_undo_redo_history(at):
    before = at("stats", "--json").data
    assert at("undo").out == "Took back: Add invented people\n"
    assert at("stats", "--json").data["contacts"] == 0
    assert at("history", "--json").data[0]["undone"] is True
    assert at("undo").code == 1
    assert at("redo", "--json").data["redone"] == "Add invented people"
    assert at("stats", "--json").data == before
    step = at("history", "--json").data[0]
    assert set(step) == {"id", "label", "at", "rows", "undone"}
    assert at("redo").code == 1
    assert at("history").out.count("\n") == 1


def test_an_older_step_is_taken_back_and_what_was_changed_since_stays(at, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text("Name,E-mail\nAiko Mori,aiko@x.example\nBen Ode,ben@x.example\n")
    assert at("import", str(file)).code == 0
    assert at("log", "coffee with Ben Ode yesterday").code == 0
    steps = at("history", "--json").data
    old = next(step["id"] for step in steps if step["label"] == "Import old.csv")
    done = at("undo", "--step", str(old), "--json").data
    assert done["undone"] == "Take back: Import old.csv"
    assert done["kept"]["contact"] == 1
    assert at("show", "Ben Ode").code == 0
    assert at("show", "Aiko Mori").code == 1
    again = at("undo", "--step", str(old))
    assert (again.code, again.out) == (1, "")
    assert "can't be taken back" in again.err


def test_check_says_what_is_wrong_and_changes_nothing(at, demo_journal):
    assert at("check", "--json").data == {"ok": True, "findings": []}
    raw = connect(uri(demo_journal))
    raw.execute("UPDATE tie_state SET touches = touches + 1 WHERE contact_id = 5")
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    before = demo_journal.read_bytes()
    said = at("check", "--json", "--quiet")
    assert (said.code, said.err.count("\n")) == (7, 1)
    assert said.data["ok"] is False
    assert demo_journal.read_bytes() == before
