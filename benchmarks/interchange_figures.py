"""Files in and out: a Google CSV, vCards, our own CSV, each against the same by hand."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.timing import Result, compare, milliseconds, result
from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

_RUNS = 5


def interchange(path: Path, size: str) -> list[Result]:
    """Import a Google file of everybody, take that back and do it again; export everybody."""
    from netjournal.services.interchange import exporting, importing

    count = {"small": 1_000, "medium": 10_000, "large": 100_000}[size]
    source = path.with_name(f"google-{count}.csv")
    _google(source, count)
    target = path.with_name("import.netjournal")
    ours, theirs, undone, redone = [], [], [], []
    for _ in range(_RUNS):
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
            runs=_RUNS,
        )
    )
    journal.close()
    return found


def vcards(path: Path, size: str) -> list[Result]:
    """Read 10,000 cards (as many as there are), and bring them in; against parting lines."""
    from netjournal import formats
    from netjournal.services.interchange import exporting, importing

    journal = Journal.open(path, read_only=True)
    source, target = path.with_name("some.vcf"), path.with_name("cards.netjournal")
    exporting.export(source, "vcard3", exporting.everybody()[:10_000])
    journal.close()
    recognition = formats.sniff(source)

    def parse() -> None:
        for _ in formats.read(source, recognition, None, Silent()):
            pass

    def bring(made: Journal) -> None:
        plan = importing.analyse(source)
        with made.edit("Import", source="import") as edit:
            importing.apply(plan, edit, made.today(), Silent())

    def part() -> None:
        text = source.read_text("utf-8").replace("\r\n ", "")
        for line in text.splitlines():
            line.partition(":")

    found = [compare("read vCards", size, parse, part, goal=10, runs=_RUNS)]
    ours, theirs = [], []
    for _ in range(_RUNS):
        target.unlink(missing_ok=True)
        made = Journal.create(target)
        ours.append(milliseconds(partial(bring, made)))
        theirs.append(milliseconds(part))
        made.close()
    target.unlink()
    return [*found, result("import vCards", size, ours, theirs, goal=30)]


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
