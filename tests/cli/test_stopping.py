"""Commands that are stopped in the middle, as processes: nothing half written stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from netjournal.cli.stopping import stoppable

ROOT = Path(__file__).resolve().parents[2]
SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals to send")


def _stopped(words, folder, number, *, begun):
    """Run a command in a folder, stop it when a new file is there; return the ended process."""
    env = {**os.environ, "NETJOURNAL_HOME": str(folder.parent / "home")}
    known = set(os.listdir(folder))
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # who began the tests behind a terminal ignores them, and what is ignored stays so
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    ) as running:
        until = time.monotonic() + 60
        while time.monotonic() < until and running.poll() is None:
            if any(name.startswith(begun) for name in set(os.listdir(folder)) - known):
                running.send_signal(number)
                running.send_signal(number)  # who is impatient disturbs nothing
                break
        out, err = running.communicate(timeout=60)
    assert (out, err) == ("", "netjournal: Interrupted. Everything is as it was before.\n")
    assert running.returncode == 130
    return known


@pytest.mark.parametrize("number", SIGNALS)
def test_a_print_that_is_stopped_leaves_no_file(demo_journal, tmp_path, number):
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "all.pdf").write_bytes(b"the one before")
    words = ["print", "all.pdf", "--layout", "summary", "--journal", demo_journal, "--whole"]
    known = _stopped(words, folder, number, begun=".new-")
    assert set(os.listdir(folder)) == known
    assert (folder / "all.pdf").read_bytes() == b"the one before"


@pytest.mark.parametrize("number", SIGNALS)
def test_a_journal_that_is_being_made_is_taken_back(tmp_path, number):
    folder = tmp_path / "new"
    folder.mkdir()
    assert _stopped(["demo", "a.netjournal"], folder, number, begun="a.netjournal") == set()
    assert os.listdir(folder) == []


def test_what_is_ignored_on_purpose_stays_ignored():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with stoppable():
            signal.raise_signal(signal.SIGTERM)
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)


def test_who_asks_twice_at_once_is_heard_once_and_later_again():
    heard = []
    before = signal.getsignal(signal.SIGTERM)
    with stoppable():
        for _ in range(2):
            try:
                signal.raise_signal(signal.SIGTERM)
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:
                heard.append(time.monotonic())
            else:
                assert heard
            if len(heard) == 1:
                signal.raise_signal(signal.SIGTERM)  # while it clears up
                time.sleep(2.1)
    assert len(heard) == 2
    assert signal.getsignal(signal.SIGTERM) == before


def test_other_threads_change_nothing():
    before, found = signal.getsignal(signal.SIGTERM), []

    def run():
        with stoppable():
            found.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == [before]
