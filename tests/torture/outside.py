"""The finished command line, driven from outside, and what its files hold afterwards.

Nothing here trusts the application: a journal is judged by opening a copy of its files with the
bare engine. People are named ``t<number>-<0…4>`` by ``selftest-writeloop``.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from netjournal.models.engine import DatabaseError, connect, uri

ROOT = Path(__file__).resolve().parents[2]
ACK = re.compile(r"^ACK (\d+)$", re.MULTILINE)
SIDECARS = ("", "-wal", "-journal")


LATER = "later"  # as the first word: the command line of a later version (tests.later)


def command(*words):
    program = "netjournal"
    if words[0] == LATER:
        program, words = "tests.later", words[1:]
    return [sys.executable, "-m", program, *map(str, words)]


def surroundings(home):
    return dict(os.environ, NETJOURNAL_HOME=str(home), PYTHONPATH=str(ROOT))


def run(folder, *words, before=(), timeout=120):
    """Run one command and return the finished process; ``before`` are words in front (strace)."""
    return subprocess.run(
        [*before, *command(*words)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env=surroundings(folder / "home"),
        cwd=ROOT,
        timeout=timeout,
    )


def start(folder, *words):
    return subprocess.Popen(
        command(*words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(folder / "home"),
        cwd=ROOT,
    )


@dataclass(frozen=True)
class State:
    """What a journal holds; ``sound`` is False when it can't be read or isn't whole."""

    sound: bool
    what: str = ""
    steps: tuple[tuple[str, int, int], ...] = ()  # number, its people, their interactions
    people: int = 0
    sign: str = ""  # of everybody and everything in it
    schema: str = ""

    @property
    def held(self):
        """What is in it, and in which form."""
        return self.sign, self.schema

    @property
    def half(self):
        """Steps that are not whole."""
        return [number for number, people, entries in self.steps if (people, entries) != (5, 5)]

    def has(self, number):
        return (f"{number:06d}", 5, 5) in self.steps


def judge(journal, folder):
    """Look at a copy of a journal's files, so that looking repairs nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for end in SIDECARS:
        piece = Path(f"{journal}{end}")
        if piece.exists():
            shutil.copy(piece, folder / f"copy.netjournal{end}")
    return look(folder / "copy.netjournal")


def look(path):
    """Judge a file that nobody else has."""
    if not path.exists():
        return State(False, "missing")
    try:
        connection = connect(uri(path, mode="rw"))
    except Exception as error:
        return State(False, str(error))
    try:
        return _look(connection.execute)
    except DatabaseError as error:
        return State(False, str(error))
    finally:
        connection.close()


def _look(run_sql):
    def rows(sql):
        return run_sql(sql).fetchall()

    if rows("PRAGMA integrity_check") != [("ok",)] or rows("PRAGMA foreign_key_check"):
        return State(False, "integrity")
    schema = rows("SELECT sql FROM sqlite_schema ORDER BY name")
    if not any("CREATE TABLE contact " in str(row[0]) for row in schema):
        return State(True, "empty", schema=_sign(schema))
    for index in ("contact_fts", "interaction_fts"):
        run_sql(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    steps = rows(
        "SELECT substr(c.full_name, 2, 6), COUNT(DISTINCT c.id), COUNT(ic.id) FROM contact c "
        "LEFT JOIN interaction_contact ic ON ic.contact_id = c.id "
        "WHERE c.full_name GLOB 't[0-9][0-9][0-9][0-9][0-9][0-9]-[0-9]' GROUP BY 1 ORDER BY 1"
    )
    people = rows("SELECT full_name, headline, note, trashed_at IS NULL FROM contact ORDER BY 1")
    entries = rows("SELECT COUNT(*), SUM(day) FROM interaction")
    version = rows("PRAGMA user_version")
    return State(
        True, "", tuple(steps), len(people), _sign(people + entries), _sign(schema + version)
    )


def _sign(rows):
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def is_clean_refusal(done):
    """One sentence and a code; no traceback, no signal."""
    said = done.stderr.strip()
    return done.returncode > 0 and "Traceback" not in said and said and said.count("\n") == 0


def csv_of(path, count, text=300):
    rows = "".join(f"Imported {n},{'n' * (n % text)}\n" for n in range(count))
    path.write_text("name,notes\n" + rows, encoding="utf-8")
    return path


def journal_of(folder, steps=20):
    """Make a journal with some steps in it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "J.netjournal"
    assert run(folder, "new", path).returncode == 0
    if steps:
        words = ("selftest-writeloop", "--journal", path, "--count", steps)
        assert run(folder, *words).returncode == 0
    return path


def backup_of(folder, journal):
    """Make a backup and move it out of the way, then change the journal once more."""
    assert run(folder, "backup", "--journal", journal, folder / "aside.njbak").returncode == 0
    more = ("--count", 7, "--start", 500)
    assert run(folder, "selftest-writeloop", "--journal", journal, *more).returncode == 0
    return folder / "aside.njbak"


def workload(name, folder, journal, rows=60):
    """Return the words of one command to be disturbed, after preparing what it needs.

    Args:
        name: One of ``WORKLOADS``.
        folder: Where the journal is.
        journal: With twelve steps of the write loop in it.
        rows: How many people an import adds, or an upgrade touches.
    """
    at = ("--journal", journal)
    if name == "write":
        return ("selftest-writeloop", *at, "--count", 8, "--start", 900)
    if name == "import":
        return ("import", *at, csv_of(folder / "in.csv", rows))
    if name == "export":
        return ("export", *at, journal.with_name("out.csv"))
    if name == "restore":
        return ("restore", *at, backup_of(folder, journal))
    if name == "merge":
        return ("selftest-merge", *at)
    if name == "migrate":
        journal.unlink()
        assert run(folder, "selftest-oldjournal", *at, "--rows", rows).returncode == 0
        return (LATER, "selftest-migrate", *at)
    if name == "forget":
        return ("forget", *at, "--yes", "t000007-0")
    return (name, *at)


WORKLOADS = ("write", "import", "migrate", "backup", "restore", "merge", "forget", "export")
