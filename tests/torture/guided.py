"""Readers under a fuzzer that looks where the code goes (atheris, where it is installed).

``python -m tests.torture.guided KIND SECONDS FOLDER`` is the child for files of one kind: whatever
is neither read nor refused in one sentence, takes ten seconds or a gigabyte, ends it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tests.torture.outside import ROOT, surroundings

KINDS = ("vcf", "csv", "ics", "ldif", "mbox", "eml", "json", "txt")
_MOST_BYTES = 20_000


def available():
    return importlib.util.find_spec("atheris") is not None


def trial(folder, kind, seconds):
    """Fuzz the readers of one kind of file so long; return (what went wrong, how many files)."""
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
    count = int(runs[-1].split()[1]) if runs else 0
    return ([] if done.returncode == 0 and runs else lines[-8:]), count


def _child(kind, seconds, folder):
    import atheris

    with atheris.instrument_imports(include=["netjournal.formats"]):
        from netjournal import formats
    from netjournal.errors import UserError
    from tests.formats.test_mutations import originals, read

    for entry in formats.FORMATS.values():
        with atheris.instrument_imports(include=["netjournal.formats"]):
            importlib.import_module(f"netjournal.formats.{entry.module}")
    corpus, path = folder / "corpus", folder / f"in.{kind}"
    corpus.mkdir()
    for number, (name, content) in enumerate(originals()):
        if name.endswith(f".{kind}") and len(content) <= _MOST_BYTES:
            (corpus / str(number)).write_bytes(content)

    def one(data):
        path.write_bytes(data)
        with contextlib.suppress(UserError):
            read(path)

    options = (f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1024")
    atheris.Setup(
        [sys.argv[0], str(corpus), *options, f"-max_len={_MOST_BYTES}", "-verbosity=1"], one
    )
    os.chdir(folder)
    atheris.Fuzz()


if __name__ == "__main__":
    _child(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
