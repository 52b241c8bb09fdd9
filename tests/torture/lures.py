"""Every text of a journal names a file, a host and a program: nothing of it is ever touched.

The demo journal, each free text in it replaced by a lure, is shown on every page and in every
dialog, printed in every layout, drawn and exported, under strace.
"""

from __future__ import annotations

import re
import subprocess
import sys

from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.services.invented import demo
from tests.torture.outside import command, surroundings

# texts with a form of their own: keys, dates, JSON, colours, what is derived
FORMED = frozenset(
    (
        *("kind", "sort_key", "nicknames", "birthday", "met_on", "connected_on", "booster"),
        *("closeness", "edited_fields", "rhythm_state", "normalised", "date", "started", "ended"),
        *("colour", "role", "zone", "state", "direction", "how", "key", "icon", "media_type"),
        *("format", "counts", "action", "sha256", "params", "system", "group_name", "source"),
    )
)
_LAYOUTS = ("summary", "brief", "directory", "cards", "report")
_CHARTS = ("growth", "network", "layers", "channels")
_TRACED = ("strace", "-f", "-qq", "-s", "256", "-e", "trace=open,openat,connect,execve,stat,unlink")
_OWN_PROGRAMS = ("fc-list",)  # matplotlib lists the fonts once for each installation


def texts(lure):
    """Return texts that widgets, shells, spreadsheets or browsers would follow."""
    return (
        f'<img src="file://{lure}">',
        f"![x](file://{lure})",
        '<img src="http://127.0.0.1:9/x.png">',
        f'<link rel=stylesheet href="file://{lure}"><style>@import "file://{lure}";</style>',
        f"file://{lure}",
        f'=HYPERLINK("file://{lure}")',
        f"\\\\127.0.0.1\\{lure.name}",
        f"$(cat {lure}) `{lure}` ; {lure}",
        f"%s {{0}} {{{{x}}}} \\input{{{lure}}} $\\includegraphics{{{lure}}}$",
    )


def baited(folder):
    """Make the journal; return (its path, the file that nobody may touch)."""
    folder.mkdir(parents=True)
    lure = folder / "CANARY.png"
    lure.write_bytes(b"\x89PNG\r\n\x1a\n")
    path = folder / "a.netjournal"
    journal = Journal.create(path)
    demo.fill(journal, journal.today())
    with journal.edit("Bait"):
        for table in RECORDED:
            _bait(table, texts(lure))
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="file://{lure}"/></svg>'
        db.execute_sql("UPDATE photo SET data = CAST(? AS BLOB)", (svg,))
    journal.close()
    return path, lure


def _bait(table, lures):
    info = db.execute_sql(f"PRAGMA table_info({table})").fetchall()
    columns = [row[1] for row in info if row[2] == "TEXT" and row[1] not in FORMED]
    if columns and table not in ("setting", "interaction_kind"):
        cases = " ".join(f"WHEN {at} THEN ?" for at in range(len(lures)))
        for column in columns:
            db.execute_sql(
                f"UPDATE {table} SET {column} = CASE id % {len(lures)} {cases} END "
                f"WHERE {column} <> ''",
                lures,
            )


def doors(path):
    """Yield (what is done, the words of the command)."""
    at = ("--journal", path)
    yield "screens", ("selftest-screens", *at)
    for layout in _LAYOUTS:
        yield f"print {layout}", ("print", path.with_name("o.pdf"), "--layout", layout, *at)
    for chart in _CHARTS:
        yield f"chart {chart}", ("chart", chart, path.with_name("o.svg"), *at)
    for ending in ("csv", "vcf", "json", "ics"):
        yield f"export {ending}", ("export", path.with_name(f"o.{ending}"), *at)
    for verb in ("list", "timeline", "today", "stats", "history", "strength"):
        yield verb, (verb, *at)


def trial(folder):
    """Yield (what was done, what was touched or went wrong) of each door."""
    path, lure = baited(folder)
    log = folder / "trace"
    for what, words in doors(path):
        done = subprocess.run(
            [*_TRACED, "-o", str(log), *command(*words)],
            capture_output=True,
            text=True,
            check=False,
            env=dict(surroundings(folder / "home"), QT_QPA_PLATFORM="offscreen"),
            timeout=280,
        )
        wrong = touched(log.read_text(errors="replace"), lure)
        yield what, wrong or ([done.stderr[-200:]] if done.returncode else [])


def careless(folder):
    """Return what the same eyes see of a bare label, which must not be nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    lure = folder / "CANARY.png"
    lure.write_bytes(b"\x89PNG\r\n\x1a\n")
    shown = (
        "import sys; from PySide6.QtWidgets import QApplication, QLabel; app = QApplication([]); "
        "label = QLabel(sys.argv[1]); label.show(); app.processEvents(); label.grab()"
    )
    subprocess.run(
        [*_TRACED, "-o", str(folder / "trace"), sys.executable, "-c", shown, texts(lure)[0]],
        check=True,
        capture_output=True,
        env=dict(surroundings(folder / "home"), QT_QPA_PLATFORM="offscreen"),
    )
    calls = touched((folder / "trace").read_text(errors="replace"), lure)
    return [call for call in calls if "open" in call]


def touched(trace, lure):
    """Return the calls that follow a lure, reach for the network or start a program."""
    calls = [line for line in trace.splitlines() if lure.name in line or "AF_INET" in line]
    programs = re.findall(r'execve\("([^"]+)".* = 0$', trace, re.MULTILINE)[1:]
    calls += [one for one in programs if one.rpartition("/")[2] not in _OWN_PROGRAMS]
    return [call[:160] for call in calls[:3]]
