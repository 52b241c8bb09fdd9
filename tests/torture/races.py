"""Eight processes want to write one journal at the same moment: each does, or says who does."""

from __future__ import annotations

import subprocess

from tests.torture.outside import command, journal_of, judge, surroundings

AT_ONCE = 8


def trial(folder, rounds):
    """Let them race so often for one journal.

    Returns:
        (what went wrong, how many processes wrote, how many were refused)
    """
    journal, wrote, refused, wrong = journal_of(folder, 0), 0, 0, []
    for number in range(rounds):
        children = [
            subprocess.Popen(
                command("selftest-add", "--journal", journal, f"P {number} {one}"),
                env=surroundings(folder / "home"),
                stderr=subprocess.DEVNULL,
            )
            for one in range(AT_ONCE)
        ]
        codes = [child.wait() for child in children]
        wrote, refused = wrote + codes.count(0), refused + codes.count(5)
        state = judge(journal, folder / "look")
        if set(codes) - {0, 5} or not state.sound or state.people != wrote:
            wrong.append((number, codes, state.people, wrote))
    return wrong, wrote, refused
