"""The long torture: ``python -m tests.torture``, a night; less with ``--share`` and ``--only``.

The counts of a whole run are those that the project holds itself to: 200 kills of each command,
25 moves of each kind, 10,000 walks and broken pictures, 20,000 searches and examples of each law, …

Everything runs in folders of its own below the system's temporary folder. The last lines are the
figures; the exit code says whether all of them are as they must be.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from netjournal.models import Journal
from netjournal.services.invented import demo
from netjournal.services.keeping import encryption
from tests.torture import (
    cuts,
    damage,
    faults,
    flips,
    forgotten,
    guided,
    hostile,
    keystrokes,
    kills,
    laws,
    lures,
    pictures,
    places,
    powercut,
    races,
    reports,
    searches,
    sequences,
)
from tests.torture.outside import WORKLOADS, command, is_clean_refusal, surroundings

SINGLE = ("import", "migrate", "backup", "restore", "merge", "forget")
WRITE = "write"
CUTS = (*powercut.MODELS, "random", "random", "torn")  # chance has several tries
FOOTPRINT = 1 << 30  # bytes of address space beyond what an idle command has


def _options():
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual counts")
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--workload", help=f"one only: new, {', '.join(WORKLOADS)}, …")
    parser.add_argument("--seed", type=int, default=1, help="another run of chance")
    return parser.parse_args()


def kill(folder, options, tell):
    count = max(2, round(200 * options.share))
    if options.workload in (None, WRITE):
        wrong, acknowledged = kills.writing(folder / WRITE, count, options.seed)
        tell("kills while writing", count, wrong, f"{acknowledged} acknowledged")
    for name in SINGLE:
        if options.workload in (None, name):
            wrong = kills.single(folder / name, name, count, options.seed)
            tell(f"kills during {name}", count, wrong)


def cut(folder, options, tell):
    most = max(10, round(400 * options.share))
    for strict in (False, True):
        for name in ("new", *WORKLOADS):
            if options.workload in (None, name):
                place = folder / f"{name}-{strict}"
                states, distinct, wrong = cuts.ours(
                    place, name, strict=strict, most=most, models=CUTS
                )
                what = f"power cuts, {name}{', strict' * strict}"
                tell(what, states, wrong, f"{distinct} distinct")
    for name in ("backup", "restore", "import", "migrate", "export"):
        if options.workload in (None, name):
            states, _distinct, caught = cuts.careless(folder / f"careless-{name}", name, most=120)
            tell(f"power cuts, careless {name}", states, [] if caught else ["not caught"])


def fault(folder, options, tell):
    for name in WORKLOADS:
        if options.workload in (None, name):
            sweep = faults.Sweep(folder / name, name)
            sweep.all(max(2, round(25 * options.share)))
            tell(f"faults in {name}", sweep.runs, sweep.wrong, f"{sweep.missed} elsewhere")


def ask(folder, options, tell):
    folder.mkdir(parents=True)
    journal = Journal.create(folder / "a.netjournal")
    demo.fill(journal, journal.today())
    count = round(20_000 * options.share)
    wrong, longest = searches.trial(journal, count, options.seed)
    journal.close()
    tell("hostile searches", count, wrong, f"{1000 * longest:.0f} ms at most, for six of them")


def harm(folder, options, tell):
    for key in (None, "correct horse battery"):
        place = folder / ("plain" if key is None else "encrypted")
        place.mkdir(parents=True)
        good = place / "good.netjournal"
        journal = Journal.create(good)
        demo.fill(journal, journal.today())
        journal.close()
        if key:
            encryption.rekey(good, None, key)
        count = round((1_000 if key is None else 200) * options.share)
        harmful, found, missed = damage.trial(good, count, place, key, options.seed)
        least = 0.9 if key is None else 1.0
        enough = found >= harmful * least
        told = f"{found} of {harmful} harmful ones noticed, missed {missed[:6]}"
        tell(f"damage, {place.name}", count, [] if enough else ["too few"], told)


def offend(folder, _options, tell):
    """Hostile files, each opened by a process of its own with little memory and time."""
    for name, make in hostile.CASES.items():
        path = folder / name.replace(" ", "-") / "a.netjournal"
        path.parent.mkdir(parents=True)
        make(path)
        before = hostile.footprint(path)
        began = time.monotonic()
        done = subprocess.run(
            command("check" if name in hostile.DEEP else "list", "--journal", path),
            capture_output=True,
            text=True,
            check=False,
            env=surroundings(folder / "home"),
            timeout=60,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (FOOTPRINT, FOOTPRINT)),
        )
        took = time.monotonic() - began
        fine = is_clean_refusal(done) and hostile.footprint(path) == before and took < 25
        tell(f"hostile: {name}", 1, [] if fine else [done.returncode, done.stderr[-200:]])


def move(folder, options, tell):
    for name in places.WAYS:
        if options.workload in (None, name):
            count = max(1, round(25 * options.share))
            wrong = places.trial(folder / name.replace(" ", "-"), name, count, options.seed)
            tell(f"while open, {name}", count, wrong)


def race(folder, options, tell):
    rounds = max(1, round(200 * options.share))
    wrong, wrote, refused = races.trial(folder, rounds)
    told = f"{wrote} wrote, {refused} were refused"
    tell("eight at once", rounds * races.AT_ONCE, wrong, told)


def type_(folder, options, tell):
    count = max(1, round(200 * options.share))
    tell("kills while typing", count, keystrokes.trial(folder, count, options.seed))


def walk(folder, options, tell):
    folder.mkdir(parents=True)
    sequences.prepared(folder / "base.netjournal")
    fast = Path("/dev/shm") if Path("/dev/shm").is_dir() else folder
    count = max(1, round(10_000 * options.share))
    for name, acts in (("merging", sequences.MERGING), ("deleting", sequences.DELETING)):
        if options.workload in (None, name):
            with tempfile.TemporaryDirectory(dir=fast) as place:
                wrong = sequences.trial(
                    folder / "base.netjournal", Path(place), count, acts, options.seed
                )
            tell(f"walks, {name}", count, wrong)


def forget(folder, options, tell):
    base = _demo(folder)
    count = max(1, round(50 * options.share))
    wrong, seen = forgotten.trial(base, folder / "them", count, options.seed)
    tell("people forgotten", count, wrong, f"{seen} secrets were there before")


def look(folder, options, tell):
    count = max(50, round(10_000 * options.share))
    tell("broken pictures", count, pictures.trial(folder, count, options.seed))


def stumble(folder, options, tell):
    count = max(5, round(50 * options.share))
    wrong, bugs = reports.trial(folder, count, options.seed)
    tell("bugs in the middle of private texts", count, wrong, f"{bugs} were met")


def rot(folder, options, tell):
    count = max(5, round(200 * options.share))
    journal = flips.prepared(folder)
    tell("letters that turn by themselves", count, flips.trial(journal, count, options.seed))
    journal.close()


def law(_folder, options, tell):
    examples = max(100, round(20_000 * options.share))
    for room in laws.ROOMS:
        if options.workload in (None, room):
            wrong, count = laws.trial(room, examples)
            tell(f"laws of {room}", count, wrong, f"{examples} examples each")


def guide(folder, options, tell):
    if not guided.available():
        print("guided: not here, atheris is missing")
        return
    seconds = max(10, round(3_600 * options.share))
    for kind in guided.KINDS:
        if options.workload in (None, kind):
            wrong, count, took = guided.trial(folder, kind, seconds)
            tell(f"guided, .{kind}", count, wrong, f"{took} s of processor time")


def lure(folder, _options, tell):
    for what, wrong in lures.trial(folder / "ours"):
        tell(f"lures, {what}", 1, wrong)
    tell("lures, a careless label", 1, [] if lures.careless(folder) else ["not caught"])


def _demo(folder):
    folder.mkdir(parents=True)
    journal = Journal.create(folder / "a.netjournal")
    demo.fill(journal, journal.today())
    journal.close()
    return journal.path


PARTS = {
    "kills": kill,
    "cuts": cut,
    "faults": fault,
    "damage": harm,
    "hostile": offend,
    "searches": ask,
    "moved": move,
    "races": race,
    "typing": type_,
    "walks": walk,
    "forgotten": forget,
    "pictures": look,
    "reports": stumble,
    "rot": rot,
    "lures": lure,
    "laws": law,
    "guided": guide,
}
TRACED = ("cuts", "faults", "lures")


def main():
    options = _options()
    bad = 0

    def tell(what, count, wrong, more=""):
        nonlocal bad
        bad += bool(wrong)
        line = f"{what:<36} {count:>7}  {'FAILED ' + str(wrong[:3]) if wrong else 'ok'}  {more}"
        print(line, flush=True)

    room = Path(tempfile.mkdtemp(prefix="netjournal-torture-"))
    os.environ["NETJOURNAL_HOME"] = str(room / "home")
    try:
        for name, part in PARTS.items():
            if options.only in (None, name):
                if name in TRACED and not faults.available():
                    print(f"{name}: not here, strace is missing")
                    continue
                part(room / name, options, tell)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
