"""One workload recorded and replayed: ours must hold, the careless ones must not."""

from __future__ import annotations

import shutil
import subprocess
import sys

from tests.torture import powercut
from tests.torture.outside import (
    ROOT,
    backup_of,
    journal_of,
    judge,
    look,
    run,
    surroundings,
    workload,
)


def ours(folder, name, *, strict=False, most=120, models=powercut.MODELS):
    """Record one of our commands and replay it; as ``powercut.replay``."""
    base, disk = folder / "base", folder / "disk"
    journal = disk / "J.netjournal"
    if name == "new":
        base.mkdir(parents=True)
        words = ("new", journal)
    else:
        made = journal_of(base, 12)
        words = [str(w).replace(str(base), str(disk)) for w in workload(name, base, made)]
    shutil.rmtree(base / "home", ignore_errors=True)
    shutil.copytree(base, disk)
    before = None if name == "new" else judge(journal, folder / "look")
    done = run(folder, *words, before=powercut.recorder(folder / "log"))
    assert done.returncode == 0, done.stderr
    after = judge(journal, folder / "look")
    shutil.rmtree(disk)
    shutil.copytree(base, disk)
    judge_state = powercut.judged(name, journal, before, after)
    return powercut.replay(
        disk, folder / "log", judge_state, strict=strict, most=most, models=models
    )


def careless(folder, name, *, most=120):
    """Record a careless variant and replay it; the third value must not be empty."""
    base, disk = folder / "base", folder / "disk"
    made = journal_of(base, 12)
    aside = backup_of(base, made)
    shutil.rmtree(base / "home", ignore_errors=True)
    if name == "export":
        (base / "out.txt").write_text("before\nEND\n", encoding="utf-8")
    shutil.copytree(base, disk)
    journal = disk / made.name
    file = {"restore": disk / aside.name, "export": disk / "out.txt"}.get(name, disk / "a.njbak")
    before = judge(journal, folder / "look")
    subprocess.run(
        [
            *powercut.recorder(folder / "log"),
            *(sys.executable, "-m", "tests.torture.naive", name, str(journal), str(file)),
        ],
        check=True,
        env=surroundings(folder / "home"),
        cwd=ROOT,
        capture_output=True,
    )
    after = judge(journal, folder / "look")
    shutil.rmtree(disk)
    shutil.copytree(base, disk)
    strict = powercut.judged(name, journal, before, after)

    def judge_state(place, acked):
        if name == "export":
            text = (place / "out.txt").read_text(errors="replace")
            return "" if text.endswith("END\n") else "half a file"
        if name == "backup":
            copy = place / file.name
            return "" if not copy.exists() or look(copy).sound else "backup"
        return strict(place, acked)

    return powercut.replay(disk, folder / "log", judge_state, most=most)
