"""Figures without a window: lists, logging, size."""

from __future__ import annotations

import csv
import io
import itertools
import os
import random
import shutil
from typing import TYPE_CHECKING

from benchmarks.timing import Result, compare, result
from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netjournal.models.engine import Connection


def lists(path: Path, size: str) -> list[Result]:
    """One page of people and of the timeline."""
    from netjournal.services import timeline
    from netjournal.services.people import contacts

    journal = Journal.open(path, read_only=True)
    raw = connect(uri(path, mode="ro"))
    today = journal.today()
    ids = contacts.find_ids(contacts.ContactFilter(), "name", today)
    spots = itertools.cycle(random.Random(3).sample(range(max(1, len(ids) - 50)), 20))
    app, draw = drawing()
    entries = timeline.timeline_ids(timeline.TimelineFilter())
    places = itertools.cycle(random.Random(4).sample(range(max(1, len(entries) - 50)), 20))

    def people() -> None:
        at = next(spots)
        draw([row.full_name for row in contacts.rows(ids[at : at + 50], today) if row])

    def keyset(table: str, key: str, text: str) -> None:
        """The same page by raw SQL, and the same text drawn."""
        cursor = raw.execute(f"SELECT * FROM {table} ORDER BY {key} LIMIT 50")
        at = [column[0] for column in cursor.description].index(text)
        draw([str(row[at]) for row in cursor.fetchall()])

    def entries_page() -> None:
        at = next(places)
        draw([row.summary for row in timeline.timeline_rows(entries[at : at + 50]) if row])

    where = "contact WHERE trashed_at IS NULL AND archived_at IS NULL"
    days = "interaction WHERE trashed_at IS NULL"
    found = [
        compare(
            "people: a page of 50",
            size,
            people,
            lambda: keyset(where, "sort_key", "full_name"),
            goal=4,
        ),
        compare(
            "timeline: a page of 50",
            size,
            entries_page,
            lambda: keyset(days, "day DESC", "summary"),
            goal=3,
        ),
    ]
    raw.close()
    journal.close()
    del app
    return found


def drawing() -> tuple[object, Callable[[list[str]], None]]:
    """Return an application to keep, and what draws fifty lines: the repaint in each floor."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QGuiApplication, QPainter, QPixmap

    app = QGuiApplication.instance() or QGuiApplication([])

    def draw(lines: list[str]) -> None:
        page = QPixmap(400, 1000)
        page.fill("white")
        painter = QPainter(page)
        for n, line in enumerate(lines):
            painter.drawText(QRectF(0, n * 20, 400, 20), 0, line)
        painter.end()

    return app, draw


def committing(path: Path) -> tuple[Connection, Callable[[], None]]:
    """Return a new database to be closed, and what commits one row to it: the floor of writing."""
    path.unlink(missing_ok=True)
    raw = connect(uri(path))
    raw.execute("PRAGMA journal_mode = WAL").fetchall()
    raw.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")

    def commit() -> None:
        raw.execute("INSERT INTO t (a) VALUES ('about the pilot')")

    return raw, commit


def logging(path: Path, size: str) -> list[Result]:
    """One interaction, durable, with everything derived; and taking it back."""
    from netjournal.services import interactions

    copy = path.with_name("logging.netjournal")
    shutil.copyfile(path, copy)
    bare = path.with_name("floor.db")
    raw, commit = committing(bare)
    journal = Journal.open(copy)
    people = [row[0] for row in db.execute_sql("SELECT id FROM contact LIMIT 200")]
    turn = itertools.cycle(people)

    def log() -> None:
        form = interactions.InteractionForm(
            kind="coffee", day=journal.today(), summary="about the pilot", contact_ids=[next(turn)]
        )
        with journal.edit("Log interaction"):
            interactions.log(form)

    logged = compare("log one interaction", size, log, commit, goal=5, runs=40, limit_ms=50)
    undone = compare("undo it", size, journal.undo, commit, goal=5, runs=20)
    journal.close()
    raw.close()
    copy.unlink()
    bare.unlink()
    return [logged, undone]


def bytes_on_disk(path: Path, size: str) -> list[Result]:
    """The file, full text included, against the same data as CSV (bytes, not milliseconds)."""
    journal = Journal.open(path, read_only=True)
    out = io.StringIO()
    writer = csv.writer(out)
    for table in RECORDED:
        for row in db.execute_sql(f"SELECT * FROM {table}"):
            writer.writerow([v.hex() if isinstance(v, bytes) else v for v in row])
    journal.close()
    plain = len(out.getvalue().encode("utf-8"))
    kept = path.stat().st_size
    return [result("file size (bytes / 1000)", size, [kept / 1000], [plain / 1000], goal=2)]
