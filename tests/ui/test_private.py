"""Nothing leaves the machine, and nothing that a user wrote reaches a log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest

from netjournal.models import Journal
from netjournal.ui.starting import crash
from tests.builders import contact, interaction
from tests.torture.faults import available
from tests.torture.outside import surroundings

SECRET = "Xanthippe-Canary-42"
OFFLINE = """
import os, sys
os.umask(0)
def forbid(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__",):
        raise RuntimeError("a socket: " + event)
    if event in ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn"):
        raise RuntimeError("a program: " + event)
sys.addaudithook(forbid)
from netjournal.cli import main
sys.exit(main(["selftest-screens", "--journal", sys.argv[1]]))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Every screen was shown of people whose every text names a file and a host.

    Yields:
        (the finished process, its calls, the journal, the home folder, the file)
    """
    folder = tmp_path_factory.mktemp("seen")
    lure, path, log = folder / "CANARY.png", folder / "a.netjournal", folder / "trace"
    lure.write_bytes(b"\x89PNG\r\n\x1a\n")
    journal = Journal.create(path)
    with journal.edit("Begin"):
        for number, text in enumerate(
            (
                f'<img src="file://{lure}">',
                f"![x](file://{lure})",
                '<img src="http://127.0.0.1:9/x.png">',
                f'<link rel=stylesheet href="file://{lure}">',
            )
        ):
            one = contact(f"Eve {number} {text}", note=text, headline=text, email=f"e{number}@x.y")
            interaction(one, ago=number, summary=text, body=text, place=text)
    journal.close()
    traced = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=openat,connect,execve"]
    done = subprocess.run(
        [*(traced if available() else ()), sys.executable, "-c", OFFLINE, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**surroundings(folder / "home"), "QT_QPA_PLATFORM": "offscreen"},
    )
    calls = log.read_text(errors="replace") if available() else None
    return done, calls, path, folder / "home", lure


def test_every_screen_without_a_socket_or_a_program(seen):
    done, calls, _path, _home, lure = seen
    assert (done.returncode, done.stdout) == (0, "seen\n"), done.stderr
    if calls is not None:
        assert lure.name not in calls
        assert "AF_INET" not in calls
        assert calls.count("execve(") == 1


@pytest.mark.skipif(os.name == "nt", reason="modes of Unix")
def test_what_the_window_leaves_is_for_its_owner_only(seen):
    _done, _calls, path, home, _lure = seen
    for base, folders, files in os.walk(home):
        for name in (*folders, *files):
            assert os.stat(os.path.join(base, name)).st_mode & 0o077 == 0, name
    assert path.stat().st_mode & 0o077 == 0


def test_logs_have_no_word_of_the_user(tmp_path, capsys, qapp):
    handler = crash.log_to_file(tmp_path)
    hook = crash.Hook()
    reports = []
    hook.bug.connect(reports.append)
    try:
        for kind in (ValueError, KeyError, RuntimeError, TypeError):
            for _again in range(12):
                provoke(kind)
        logging.getLogger("netjournal.x").info("done")
    finally:
        hook.release()
        logging.getLogger().removeHandler(handler)
        handler.close()
    written = (tmp_path / "netjournal.log").read_text()
    assert written.count("bug") == len(reports) == 48
    said = capsys.readouterr()
    for text in (written, *reports, said.out, said.err):
        assert SECRET not in text


def test_what_python_cannot_raise_is_logged_without_its_text(tmp_path, capsys, qapp):
    class Dying:
        def __del__(self):
            raise ValueError(f"{SECRET} wrote this")

    handler = crash.log_to_file(tmp_path)
    hook = crash.Hook()
    try:
        Dying()
    finally:
        hook.release()
        logging.getLogger().removeHandler(handler)
        handler.close()
    written = (tmp_path / "netjournal.log").read_text()
    said = capsys.readouterr()
    assert "ValueError" in written
    assert "__del__" in written
    assert SECRET not in written + said.out + said.err


def provoke(kind):
    note = f"{SECRET} wrote this"
    try:
        try:
            raise kind(note)
        except kind as error:
            raise kind(f"while saving {note}") from error
    except kind:
        sys.excepthook(*sys.exc_info())
