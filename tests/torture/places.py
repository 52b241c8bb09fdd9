"""The file is moved, replaced or cut off while somebody writes: noticed, and nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time

from tests.torture.outside import ACK, is_clean_refusal, journal_of, look, start

PATIENCE = 5.0  # seconds until a loop that writes has to have noticed


def _unlinked(path):
    path.unlink()


def _renamed(path):
    path.rename(path.with_name("elsewhere.netjournal"))


def _replaced(path):
    other = path.with_name("other.netjournal")
    shutil.copy(path.with_name("young.netjournal"), other)
    os.replace(other, path)


def _cut_off(path):
    os.truncate(path, 0)


WAYS = {"unlinked": _unlinked, "renamed": _renamed, "replaced": _replaced, "cut off": _cut_off}


def trial(folder, name, count, seed=1):
    """Do it so often, each time at a random moment of a journal that grows.

    Returns:
        What went wrong; empty when all was noticed and rescued.
    """
    chance, wrong = random.Random(seed), []
    base = folder / "base"
    made = journal_of(base, 4)
    shutil.copy(made, base / "young.netjournal")
    for number in range(count):
        place = folder / "trial"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(base, place)
        problem = _once(place, place / made.name, WAYS[name], chance.uniform(0, 0.4))
        if problem:
            wrong.append((number, problem))
    return wrong


def _once(folder, journal, move, wait):
    words = ("--journal", journal, "--count", 10**6, "--start", 100)
    child = start(folder, "selftest-writeloop", *words)
    first = child.stdout.readline()
    time.sleep(wait)
    move(journal)
    until = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    noticed = child.poll() is not None
    child.kill()
    out, err = child.communicate()
    if not noticed:
        return "not noticed"
    said = err.decode("utf-8", "replace")
    done = subprocess.CompletedProcess((), child.returncode, "", said)
    if done.returncode != 7 or not is_clean_refusal(done):
        return done.returncode, said[-160:]
    acked = [int(found) for found in ACK.findall((first + out).decode())]
    return _rescued(folder, acked, cut=move is _cut_off)


def _rescued(folder, acked, *, cut):
    """Say what is missing of the acknowledged; of a file cut to nothing only what is said."""
    copies = list(folder.glob("*-rescued-*"))
    if not copies:
        return "" if cut else "no rescued copy"
    state = look(copies[0])
    lost = [number for number in acked if not state.has(number)]
    if not state.sound or state.half:
        return state.what, state.half
    return f"lost {lost[:5]} of {len(acked)}" if lost else ""
