"""Every write, sync, open, rename, truncate and unlink on the journal's disk fails once (strace).

Afterwards the journal holds exactly what it held or exactly what it should hold, the command said
one sentence and a code or succeeded, and nothing half-made lies about.
"""

from __future__ import annotations

import re
import shutil

from tests.torture.outside import ACK, is_clean_refusal, journal_of, judge, run, workload

CALLS = (
    *("write", "pwrite64", "fsync", "fdatasync", "openat", "rename", "renameat", "renameat2"),
    *("ftruncate", "unlink", "unlinkat", "link", "linkat", "mkdir"),
)
FAULTS = (
    *(("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("write", "ENOSPC"), ("write", "EIO")),
    *(("fsync", "EIO"), ("fdatasync", "EIO"), ("openat", "EACCES"), ("openat", "ENOSPC")),
    *(("rename", "EIO"), ("ftruncate", "EIO"), ("unlink", "EIO"), ("link", "EIO")),
    ("mkdir", "ENOSPC"),
)
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$", re.MULTILINE)


def available():
    return shutil.which("strace") is not None


class Sweep:
    """One command, from one beginning, with one fault after another."""

    def __init__(self, folder, name):
        self.folder, self.name, self.disk = folder, name, folder / "disk"
        self.base = folder / "base"
        made = journal_of(self.base, 12)
        self.words = workload(name, self.base, made)
        shutil.rmtree(self.base / "home", ignore_errors=True)
        self.journal, self.log = self.disk / made.name, folder / "calls.log"
        self.runs, self.missed, self.wrong = 0, 0, []
        self._reset()
        self.before = self._judged()
        done = self._run("-e", f"trace={','.join(CALLS)}")
        assert done.returncode == 0, done.stderr
        self.after = self._judged()
        self.places = self._places()

    def _reset(self):
        shutil.rmtree(self.disk, ignore_errors=True)
        shutil.copytree(self.base, self.disk)

    def _judged(self):
        return judge(self.journal, self.folder / "look")

    def _run(self, *options):
        words = [str(word).replace(str(self.base), str(self.disk)) for word in self.words]
        strace = ("strace", "-f", "-qq", "-y", "-s", "0", "-o", str(self.log), *options)
        return run(self.folder, *words, before=strace)  # the home folder is on another disk

    def _places(self):
        """Call -> which of all its uses touch the disk."""
        found = {call: [] for call in CALLS}
        count = dict.fromkeys(CALLS, 0)
        for call, rest in _LINE.findall(self.log.read_text(errors="replace")):
            if call in count:
                count[call] += 1
                if str(self.disk) in rest:
                    found[call].append(count[call])
        return found

    def one(self, call, error, number):
        """Let one call fail and look at what is left; say whether it was a call on the disk."""
        self._reset()
        inject = f"inject={call}:error={error}:when={number}"
        done = self._run("-e", f"trace={call}", "-e", inject)
        lines = self.log.read_text(errors="replace").splitlines()
        hit = [line for line in lines if "INJECTED" in line]
        if not hit or str(self.disk) not in hit[0]:
            return False  # the interpreter made another call there
        self.runs += 1
        problem = self._problem(done)
        if problem:
            said = done.stderr[-160:].strip()
            self.wrong.append((self.name, call, error, number, problem, said))
        return True

    def _problem(self, done):
        state = self._judged()
        if done.returncode < 0:
            return "signal"
        if done.returncode and not is_clean_refusal(done):
            return "words"
        if not state.sound:
            return f"journal {state.what}"
        return self._about_state(done, state) or self._leftovers()

    def _about_state(self, done, state):
        if self.name == "write":
            lost = [n for n in map(int, ACK.findall(done.stdout)) if not state.has(n)]
            return "half" if state.half else ("lost" if lost else "")
        if state.held not in (self.before.held, self.after.held):
            return "half"
        return "said done" if not done.returncode and state.held != self.after.held else ""

    def _leftovers(self):
        left = [one.name for one in self.disk.rglob("*") if one.name.endswith((".part", ".tmp"))]
        whole = all(judge(one, self.folder / "look").sound for one in self.disk.rglob("*.njbak"))
        return f"left {left}" if left else ("" if whole else "backup")

    def all(self, most, which=FAULTS):
        """Sweep with these faults, each at up to ``most`` places."""
        for call, error in which:
            places = self.places[call]
            for number in places[:: max(1, len(places) // most)][:most]:
                near = (number + shift for shift in (0, 1, -1, 2, -2))
                if not any(self.one(call, error, max(1, each)) for each in near):
                    self.missed += 1
        return self.wrong
