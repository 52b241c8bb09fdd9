"""Readers under a fuzzer that looks where the code goes (atheris, where it is installed).

``python -m tests.torture.guided KIND SECONDS FOLDER`` is the child for files of one kind: whatever
is neither read nor refused in one sentence, takes ten seconds or a gigabyte, ends it. Files that
led somewhere new are kept in ``build/fuzz``, where the next run begins.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.torture.outside import ROOT, surroundings

KINDS = ("vcf", "csv", "ics", "ldif", "mbox", "eml", "json", "txt")
_MOST_BYTES = 20_000
_LONGEST = 10  # seconds of processor time for one file
_A_DAY = 86_400  # by the clock, which also runs while a machine sleeps; 0 would be no time at all


def available():
    return importlib.util.find_spec("atheris") is not None


def trial(folder, kind, seconds):
    """Fuzz the readers of one kind of file for so many seconds of processor time.

    Return (what went wrong, how many files were read, in how many seconds). SIGTERM to the child
    ends it before its time.
    """
    place = folder / kind
    place.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.guided", kind, str(seconds), str(place)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=dict(surroundings(folder / "home"), PYTHONPATH=os.pathsep.join(sys.path)),
        cwd=ROOT,
    )
    lines = (done.stdout + done.stderr).splitlines()
    runs = [line for line in lines if line.startswith("Done ")]
    count, took = map(int, runs[-1].split()[1::3]) if runs else (0, 0)
    return ([] if done.returncode == 0 and runs else lines[-8:]), count, took


def _child(kind, seconds, folder):
    import atheris

    with atheris.instrument_imports(include=["netjournal.formats"]):
        from netjournal import formats
    from netjournal.errors import UserError
    from tests.formats.test_mutations import originals, read

    for entry in formats.FORMATS.values():
        with atheris.instrument_imports(include=["netjournal.formats"]):
            importlib.import_module(f"netjournal.formats.{entry.module}")
    corpus, path = ROOT / "build" / "fuzz" / kind, folder / f"in.{kind}"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, (name, content) in enumerate(originals()):
        if name.endswith(f".{kind}") and len(content) <= _MOST_BYTES:
            (corpus / str(number)).write_bytes(content)

    count = 0

    def end(*_signal):
        print(f"Done {count} runs in {time.process_time():.0f} s", flush=True)
        os._exit(0)

    def too_long(*_signal):
        faulthandler.dump_traceback()
        print(f"Longer than {_LONGEST} s: {path}", flush=True)
        os._exit(1)

    def one(data):
        nonlocal count
        path.write_bytes(data)
        signal.setitimer(signal.ITIMER_VIRTUAL, _LONGEST)  # whatever the machine does meanwhile
        with contextlib.suppress(UserError):
            read(path)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        count += 1
        if time.process_time() >= seconds:
            end()

    options = (f"-timeout={_A_DAY}", "-handle_term=0", "-rss_limit_mb=1024")
    atheris.Setup(
        [sys.argv[0], str(corpus), *options, f"-max_len={_MOST_BYTES}", "-verbosity=1"], one
    )
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGVTALRM, too_long)
    os.chdir(folder)
    atheris.Fuzz()


if __name__ == "__main__":
    _child(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
