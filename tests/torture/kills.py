"""kill -9 at random moments: everything acknowledged is there, nothing is there by half."""

from __future__ import annotations

import random
import shutil
import signal
import time

from tests.torture.outside import ACK, LATER, journal_of, judge, run, start, workload


def writing(folder, trials, seed=1):
    """Kill a loop that writes, again and again on one growing journal; return what went wrong."""
    chance, acked, number, wrong = random.Random(seed), set(), 0, []
    journal = journal_of(folder, 0)
    for trial in range(trials):
        words = ("--journal", journal, "--count", 10**6, "--start", number)
        child = start(folder, "selftest-writeloop", *words)
        out = b""
        if trial % 3:
            out = child.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
        else:  # while it starts, recovers, looks
            time.sleep(chance.uniform(0.05, 0.5))
        child.send_signal(signal.SIGKILL)
        out += child.communicate()[0]
        got = {int(found) for found in ACK.findall(out.decode())}
        acked |= got
        number = max([number, *got]) + 2  # one that was not acknowledged may be there
        state = judge(journal, folder / "look")
        lost = [one for one in acked if not state.has(one)]
        if not state.sound or state.half or lost:
            wrong.append((trial, state.what, state.half, lost))
    if run(folder, "check", "--journal", journal).returncode:
        wrong.append("check")
    return wrong, len(acked)


def single(folder, name, trials, seed=1):
    """Kill one command at random moments, each time from the same beginning."""
    chance, wrong = random.Random(seed), []
    base = folder / "base"
    made = journal_of(base, 12)
    words = workload(name, base, made, rows=400)
    before = judge(made, folder / "look")
    began = time.monotonic()
    first = folder / "first"
    shutil.copytree(base, first)
    assert run(first, *_there(words, base, first)).returncode == 0
    length = time.monotonic() - began
    after = judge(first / made.name, folder / "look")
    for trial in range(trials):
        place = folder / "trial"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(base, place)
        child = start(place, *_there(words, base, place))
        time.sleep(chance.uniform(0.0, length))
        child.kill()
        child.communicate()
        state = judge(place / made.name, folder / "look")
        if not state.sound or state.held not in (before.held, after.held):
            wrong.append((trial, state.what))
        backups = list(place.rglob("*.njbak"))
        wrong += [(trial, b.name) for b in backups if not judge(b, folder / "look").sound]
        program = words[:1] if words[0] == LATER else ()
        if run(place, *program, "check", "--journal", place / made.name).returncode:
            wrong.append((trial, "check"))
    return wrong


def _there(words, base, place):
    """The same words about another folder."""
    return [str(word).replace(str(base), str(place)) for word in words]
