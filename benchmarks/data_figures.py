"""Figures without a window: lists, search, logging, import, export, strength, print."""

from __future__ import annotations

import csv
import io
import itertools
import os
import random
import shutil
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.timing import Result, compare, milliseconds, result
from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORDS = ("rob", "berl", "choir", "pil", "sens", "vol", "lisb", "raman", "garden", "contr")


def lists(path: Path, size: str) -> list[Result]:
    """One page of people and of the timeline, and a keystroke in each filter."""
    from netjournal.services import timeline
    from netjournal.services.people import contacts

    journal = Journal.open(path, read_only=True)
    raw = connect(uri(path, mode="ro"))
    today = journal.today()
    ids = contacts.find_ids(contacts.ContactFilter(), "name", today)
    spots = itertools.cycle(random.Random(3).sample(range(max(1, len(ids) - 50)), 20))
    words = itertools.cycle(WORDS)
    typed = itertools.cycle(WORDS)
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

    def people_filter() -> None:
        wanted = contacts.ContactFilter(text=next(words))
        found = contacts.find_ids(wanted, "name", today)
        draw([row.full_name for row in contacts.rows(found[:50], today) if row])

    def fts() -> None:
        rows = raw.execute(
            "SELECT rowid FROM contact_fts WHERE contact_fts MATCH ? ORDER BY rowid DESC LIMIT 200",
            (f'"{next(typed)}"*',),
        ).fetchall()
        draw([str(row[0]) for row in rows[:50]])

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
            "people: a keystroke",
            size,
            people_filter,
            fts,
            goal=2,
            limit_ms=50,
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


def logging(path: Path, size: str) -> list[Result]:
    """One interaction, durable, with everything derived; and taking it back."""
    from netjournal.services import interactions

    copy = path.with_name("logging.netjournal")
    shutil.copyfile(path, copy)
    bare = path.with_name("floor.db")
    bare.unlink(missing_ok=True)
    raw = connect(uri(bare))
    raw.execute("PRAGMA journal_mode = WAL").fetchall()
    raw.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")
    journal = Journal.open(copy)
    people = [row[0] for row in db.execute_sql("SELECT id FROM contact LIMIT 200")]
    turn = itertools.cycle(people)

    def log() -> None:
        form = interactions.InteractionForm(
            kind="coffee", day=journal.today(), summary="about the pilot", contact_ids=[next(turn)]
        )
        with journal.edit("Log interaction"):
            interactions.log(form)

    def commit() -> None:
        raw.execute("INSERT INTO t (a) VALUES ('about the pilot')")

    logged = compare("log one interaction", size, log, commit, goal=5, runs=40, limit_ms=50)
    undone = compare("undo it", size, journal.undo, commit, goal=5, runs=20)
    journal.close()
    raw.close()
    copy.unlink()
    bare.unlink()
    return [logged, undone]


def interchange(path: Path, size: str) -> list[Result]:
    """Import a Google file of everybody, export everybody, and undo the import."""
    from netjournal.services.interchange import exporting, importing

    count = {"small": 1_000, "medium": 10_000, "large": 100_000}[size]
    source = path.with_name(f"google-{count}.csv")
    _google(source, count)
    target = path.with_name("import.netjournal")
    ours, theirs, undone, redone = [], [], [], []
    for _ in range(3):
        target.unlink(missing_ok=True)
        journal = Journal.create(target)

        def bring(journal: Journal = journal) -> None:
            plan = importing.analyse(source)
            with journal.edit("Import", source="import") as edit:
                importing.apply(plan, edit, journal.today(), Silent())

        ours.append(milliseconds(bring))

        floor = partial(_raw_import, source, target.with_name("raw.db"), _rows_brought())
        theirs.append(milliseconds(floor))
        undone.append(milliseconds(journal.undo))
        redone.append(milliseconds(journal.redo))
        journal.close()
    found = [
        result("import Google CSV", size, ours, theirs, goal=4),
        result("undo the import", size, undone, ours, goal=0.7),
        result("redo the import", size, redone, ours, goal=0.7),
    ]
    journal = Journal.open(path, read_only=True)
    out, cells = path.with_name("out.csv"), path.with_name("cells.db")
    exporting.export(out, "csv", None, Silent())
    _keep_cells(out, cells)
    found.append(
        compare(
            "export everybody to CSV",
            size,
            lambda: exporting.export(out, "csv", None, Silent()),
            lambda: _raw_export(cells, path.with_name("raw.csv")),
            goal=2,
            runs=3,
        )
    )
    journal.close()
    return found


def vcards(path: Path, size: str) -> list[Result]:
    """Read a tenth as many cards as there are people, and bring them in; against parting lines."""
    from netjournal import formats
    from netjournal.services.interchange import exporting, importing

    journal = Journal.open(path, read_only=True)
    source, target = path.with_name("some.vcf"), path.with_name("cards.netjournal")
    exporting.export(
        source, "vcard3", exporting.everybody()[: 10_000 if size == "large" else 1_000]
    )
    journal.close()
    recognition = formats.sniff(source)

    def parse() -> None:
        for _ in formats.read(source, recognition, None, Silent()):
            pass

    def bring() -> None:
        target.unlink(missing_ok=True)
        made = Journal.create(target)
        plan = importing.analyse(source)
        with made.edit("Import", source="import") as edit:
            importing.apply(plan, edit, made.today(), Silent())
        made.close()

    def part() -> None:
        text = source.read_text("utf-8").replace("\r\n ", "")
        for line in text.splitlines():
            line.partition(":")

    found = [
        compare("read vCards", size, parse, part, goal=10, runs=5),
        compare("import vCards", size, bring, part, goal=30, runs=3),
    ]
    target.unlink()
    return found


def _google(path: Path, count: int) -> None:
    if path.exists():
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(_GOOGLE)
        for n in range(count):
            who = [f"Ana{n}", "", f"Silva{n % 977}", f"Studio {n % 500}", "Designer"]
            said = ["1990-05-12", "Met at the meetup", "* myContacts ::: Berlin"]
            reach = ["* Work", f"ana{n}@example.com", "Mobile", f"+4930{5_550_000 + n}"]
            out.writerow([*who, *said, *reach])


_GOOGLE = (
    *("First Name", "Middle Name", "Last Name", "Organization Name", "Organization Title"),
    *("Birthday", "Notes", "Labels", "E-mail 1 - Label", "E-mail 1 - Value"),
    *("Phone 1 - Label", "Phone 1 - Value"),
)


# what an import of that file brings; the batch, undo, full text and all derived values are ours
_BROUGHT = ("contact", "contact_method", "affiliation", "contact_tag")


def _rows_brought() -> dict[str, list[tuple[object, ...]]]:
    return {t: db.execute_sql("SELECT * FROM " + t).fetchall() for t in _BROUGHT}


def _raw_import(source: Path, target: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """Read the file, and write the same rows into the same tables: no indexes, no full text."""
    target.unlink(missing_ok=True)
    raw = connect(uri(target))
    raw.execute("PRAGMA journal_mode = WAL").fetchall()
    with source.open(encoding="utf-8", newline="") as file:
        list(csv.reader(file))
    raw.execute("BEGIN")
    for table, brought in rows.items():
        columns = ", ".join(f"c{n}" for n in range(len(brought[0])))
        raw.execute(f"CREATE TABLE {table} ({columns})")
        marks = ", ".join("?" * len(brought[0]))
        raw.executemany(f"INSERT INTO {table} VALUES ({marks})", brought)
    raw.execute("COMMIT")
    raw.close()
    target.unlink()


def _keep_cells(cells: Path, target: Path) -> None:
    """Put the cells of an exported file into a table, as they are."""
    target.unlink(missing_ok=True)
    raw = connect(uri(target))
    with cells.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        head = next(lines)
        raw.execute("CREATE TABLE cells (" + ", ".join(f"c{n}" for n in range(len(head))) + ")")
        raw.execute("BEGIN")
        marks = ", ".join("?" * len(head))
        raw.executemany(f"INSERT INTO cells VALUES ({marks})", lines)
        raw.execute("COMMIT")
    raw.close()


def _raw_export(cells: Path, out: Path) -> None:
    raw = connect(uri(cells))
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(raw.execute("SELECT * FROM cells"))
    raw.close()


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
