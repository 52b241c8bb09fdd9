"""Words that are wrong, errors, interruptions: one sentence and the right exit code each."""

from __future__ import annotations

import pytest

from netjournal import paths
from netjournal.cli import door, journals, parser
from netjournal.errors import DiskError
from netjournal.models.engine import connect, uri
from netjournal.services.interchange import exporting, importing


def one_sentence(said, code):
    assert said.code == code
    assert said.out == ""
    assert said.err.startswith("netjournal")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("lst",),
        ("--bogus",),
        ("list", "--bogus"),
        ("import",),
        ("import", "a.csv", "--on-match", "guess"),
        ("show",),
        ("today", "--on", "yesterday"),
        ("chart", "pie", "a.png"),
        ("a.netjournal", "b.netjournal"),
        ("timeline", "--limit", "many"),
        ("timeline", "--limit", "-1"),
        ("history", "--limit", "0"),
    ],
)
def test_wrong_words(call, words):
    one_sentence(call(*words), 2)


@pytest.mark.parametrize("command", sorted(parser.COMMANDS))
def test_every_command_explains_itself_with_an_example(call, command):
    said = call(command, "--help")
    assert said.code == 0
    assert f"Example: netjournal {command}" in said.out
    for option in ("--journal", "--json", "--quiet"):
        assert option in said.out


def test_help_and_version(call):
    listed = call("--help").out
    assert all(f"    {command} " in listed for command in parser.COMMANDS)
    assert call("--version").out.startswith("NetJournal ")


def test_options_stand_before_or_behind_the_command(call, demo_journal):
    before = call("--journal", demo_journal, "--json", "stats")
    behind = call("stats", "--json", "--journal", demo_journal)
    assert before == behind
    assert before.data["contacts"] > 100


def test_choices_are_those_there_are():
    assert set(parser.FORMATS_OUT) == set(exporting.FORMATS)
    assert parser.ON_MATCH == importing.ON_MATCH


def test_no_journal_yet(call):
    said = call("list")
    one_sentence(said, 1)
    assert "netjournal new" in said.err


def test_the_last_journal_is_the_default(call, demo_journal):
    paths.remember_journal(demo_journal)
    assert call("stats", "--json").data["contacts"] > 100
    demo_journal.unlink()
    one_sentence(call("stats"), 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 3), (b"hello", 3), (b"SQLite format 3\0" + bytes(500), 3)],
)
def test_not_a_journal(call, tmp_path, content, code):
    path = tmp_path / "a.netjournal"
    path.write_bytes(content)
    one_sentence(call("list", "--journal", path), code)
    assert path.read_bytes() == content


def test_a_journal_of_a_newer_program(call, demo_journal):
    raw = connect(uri(demo_journal))
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = demo_journal.read_bytes()
    said = call("list", "--journal", demo_journal)
    one_sentence(said, 4)
    assert "update" in said.err
    assert demo_journal.read_bytes() == before


def test_readers_look_on_while_a_writer_has_it(call, demo_journal):
    import subprocess
    import sys

    hold = (
        "import sys, pathlib; from netjournal.models import Journal\n"
        "Journal.open(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(demo_journal)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        assert call("stats", "--journal", demo_journal).code == 0
        said = call("undo", "--journal", demo_journal)
        one_sentence(said, 5)
        assert "window" in said.err
        other.communicate(b"")


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Interrupted"),
        (OSError(5, "Input/output error"), 6, "refused"),
        (DiskError("The disk is full."), 6, "disk is full"),
        (ZeroDivisionError("secret of Ana"), 1, "ZeroDivisionError"),
    ],
)
def test_what_goes_wrong_inside(call, monkeypatch, trouble, code, words):
    def fail(self):
        raise trouble

    monkeypatch.setattr(door.Door, "path", fail)
    said = call("stats")
    one_sentence(said, code)
    assert words in said.err
    assert "secret" not in said.err


def test_debug_shows_where(capsys, monkeypatch):
    from netjournal.cli import main

    monkeypatch.setattr(door.Door, "path", lambda self: 1 / 0)
    assert main(["stats", "--debug"]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(at, monkeypatch):
    def leave(self):
        raise BrokenPipeError

    monkeypatch.setattr(door.Door, "flush", leave)
    assert at("list").code == 0


def test_an_interrupted_demo_leaves_no_file(call, tmp_path, monkeypatch):
    def stop(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("netjournal.services.invented.demo.fill", stop)
    assert call("demo", tmp_path / "a.netjournal").code == 130
    assert list(tmp_path.iterdir()) == []
    assert journals.HOLDER == "command line"


def test_names_cannot_steer_the_terminal():
    assert door.shown("a\x1b[31mb\u202ec\td\ne") == "a\ufffd[31mb\ufffdc\td\ne"


def test_progress_is_a_bar_on_a_terminal_only(capsys):
    bar = door.Bar("Reading")
    bar.step(5, 10)
    bar.step(6, 10)  # too soon to be drawn
    bar.step(10, 10)
    shown = capsys.readouterr().err
    assert "Reading:  50 %" in shown
    assert "60 %" not in shown
    assert shown.endswith("\r")
