"""Commands that read and write files: import, export, chart."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netjournal.cli.people import chosen, circle_id
from netjournal.errors import NotFound, UsageError
from netjournal.paths import aside_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.cli.door import Door
    from netjournal.formats.draft import Warned
    from netjournal.models.journal import Edit
    from netjournal.services.interchange.importing import ImportPlan, ImportReport

_BY_ENDING = {".csv": "csv", ".vcf": "vcard3", ".json": "json", ".ics": "ics"}
CHART_ENDINGS = (".png", ".svg", ".pdf", ".csv")


def import_(door: Door) -> int:
    """Import files in one step: all of them, or nothing."""
    from netjournal.services import settings

    args = door.args
    journal = door.reading() if args.dry_run else door.writing()
    with contextlib.ExitStack() as stack:
        paths = [stack.enter_context(as_file(name)) for name in args.files]
        if args.dry_run:
            reports = [_plan(door, path)[1] for path in paths]
        else:
            from netjournal.services.keeping import backups

            backups.make_if_changed(journal, "import", door.progress("Backing up"))
            names = args.files[0] if len(paths) == 1 else f"{len(paths)} files"
            with journal.edit(f"Import {Path(names).name}", source="import") as edit:
                settings.remember_me(args.me)
                done = [_import_one(door, path, edit) for path in paths]
            reports = [report for _plan, report in done]
            _remember_columns(door, [plan for plan, _report in done])
    data, batch = [], None
    for name, report in zip(args.files, reports, strict=True):
        shape = _shape(report)
        batch = shape.pop("batch_id") or batch
        data.append(shape | {"file": name})
        _tell(door, name, report)
    text = "\n".join(_in_words(one, args.dry_run) for one in data)
    door.answer({"files": data, "batch": batch}, text)
    return 0


def _plan(door: Door, path: Path) -> tuple[ImportPlan, ImportReport]:
    from netjournal.formats import me
    from netjournal.services import settings
    from netjournal.services.interchange import importing

    args = door.args
    mapping = importing.load_mapping(Path(args.mapping)) if args.mapping else None
    encoding, delimiter = (mapping.encoding, mapping.delimiter) if mapping else ("", "")
    recognition = importing.recognise(
        path, format=args.format, encoding=encoding or None, delimiter=delimiter or None
    )
    if args.me and recognition.format in importing.NAMING_ALL:
        recognition = me.of((*settings.me(), *args.me)).tell(recognition)
    plan = importing.analyse(
        path,
        recognition=recognition,
        mapping=mapping,
        on_match=args.on_match,
        progress=door.progress("Reading"),
    )
    if not args.mapping and recognition.format == "csv" and plan.mapping is not None:
        door.remark(f"{path.name}: its columns are read as the last time.")
    return plan, importing.foresee(plan)


def _import_one(door: Door, path: Path, edit: Edit) -> tuple[ImportPlan, ImportReport]:
    from netjournal.services.interchange import importing

    plan, _ = _plan(door, path)
    report = importing.apply(plan, edit, door.writing().today(), door.progress("Importing"))
    return plan, report


def _remember_columns(door: Door, plans: list[ImportPlan]) -> None:
    """Keep what --mapping said of columns, for the next tables that have the same ones."""
    from netjournal.formats import mapping as mappings
    from netjournal.formats.tables import generic
    from netjournal.services.interchange import import_columns

    for plan in plans if door.args.mapping else ():
        if plan.format == import_columns.TABLE and plan.mapping and plan.mapping.columns:
            found = generic.named_by(plan.recognition, plan.mapping)
            import_columns.remember(mappings.fit(plan.mapping, found.header, found.header_row))


def _shape(report: ImportReport) -> dict[str, Any]:
    """Return a report as JSON has it."""
    warnings = [{"line": one.line, "message": str(one.message)} for one in report.warnings]
    return asdict(replace(report, warnings=())) | {"warnings": warnings}


def _tell(door: Door, name: str, report: ImportReport) -> None:
    """Name the rows that could not be read, and what else the user should know."""
    for one in report.rejected:
        door.remark(f"{name}: line {one.line}: {one.reason}")
    for warned in report.warnings:
        place = f"line {warned.line}: " if warned.line else ""
        door.remark(f"{name}: {place}{warned.message}{_otherwise(warned)}")


def _otherwise(warned: Warned) -> str:
    """Say how what was assumed can be read otherwise."""
    if warned.assumed is None:
        return ""
    key, value = warned.assumed
    other = "mdy" if value == "dmy" else "dmy"
    return f' A --mapping of {{"{key}": "{other}"}} reads it the other way.'


def _in_words(one: dict[str, Any], dry: bool) -> str:
    verb = "would be " if dry else ""
    parts = [f"{one['added']} {verb}added", f"{one['updated']} {verb}updated"]
    parts += [f"{one['unchanged']} unchanged", f"{one['skipped']} skipped"]
    if one["met"]:
        people = "1 person" if one["met"] == 1 else f"{one['met']} people"
        parts.append(f"{people} {verb}added from interactions")
    if one["interactions"]:
        parts.append(_interactions(one["interactions"]))
    if one["withdrawn"]:
        parts.append(f"{one['withdrawn']} called off and {verb}moved to the trash")
    if one["changed"]:
        parts.append(f"{_interactions(one['changed'])} {verb}brought up to date")
    if one["rejected"]:
        parts.append(f"{len(one['rejected'])} could not be read")
    return f"{one['file']}: {one['read']} read, {', '.join(parts)}."


def _interactions(count: int) -> str:
    return f"{count} interaction" if count == 1 else f"{count} interactions"


@contextmanager
def as_file(name: str) -> Iterator[Path]:
    """Give a file's path; standard input is kept in a private file while it is needed."""
    if name != "-":
        yield Path(name)
        return
    with tempfile.TemporaryDirectory(dir=None, prefix=aside_prefix()) as folder:
        path = Path(folder) / "standard-input"
        path.write_bytes(sys.stdin.buffer.read())
        yield path


def export(door: Door) -> int:
    """Export contacts or interactions to one file, whole or not at all."""
    from netjournal.services.interchange import exporting

    args = door.args
    kind = args.format or _BY_ENDING.get(Path(args.out).suffix.lower())
    if kind is None:
        raise UsageError("Say with --format what to write: the ending of OUT doesn't tell.")
    today = door.reading().today()
    narrowed = bool(args.contact or args.query or args.circle)
    ids = chosen(door, today) if narrowed else None
    progress = door.progress("Exporting")
    if args.out == "-":
        report = exporting.export(sys.stdout, kind, ids, progress)
        door.flush()
        return 0
    report = exporting.export(Path(args.out), kind, ids, progress)
    data = {"file": args.out, "format": kind, "written": report.written}
    if report.lost_characters:
        door.remark(f"Letters that {kind} doesn't know, now others: {report.lost_characters}.")
    if report.left_out:
        door.remark(f"Values without a place in the columns of {kind}: {report.left_out}.")
    lost = {"lost_characters": report.lost_characters, "left_out": report.left_out}
    door.answer(data | lost, f"Wrote {report.written} to {Path(args.out).name}.")
    return 0


def chart(door: Door) -> int:
    """Draw a chart, or write its numbers."""
    from netjournal.services.bonds.network_data import Whom
    from netjournal.services.files import AtomicFile
    from netjournal.services.people import contacts
    from netjournal.ui.charts import figures, sources, words

    args, out = door.args, Path(door.args.out)
    if out.suffix.lower() not in CHART_ENDINGS:
        raise UsageError("OUT must end in .png, .svg, .pdf or .csv.")
    if (args.kind == "person") != bool(args.contact):
        raise UsageError("--contact WHO belongs to the chart person, which needs it.")
    today = door.reading().today()
    contact_id = contacts.resolve(args.contact) if args.contact else None
    circles = [circle_id(name) for name in args.circle]
    if len(circles) > 1 and args.kind != "strength":
        raise UsageError("Several circles can be compared in the chart strength only.")
    one = circles[0] if len(circles) == 1 else None
    ask = sources.ask_of(args.years, Whom(one, args.via), today)
    if len(circles) > 1:
        ask = replace(ask, compared=tuple(found for found in circles if found is not None))
    made = sources.chart(args.kind, ask, door.progress("Reckoning"), contact_id)
    ending = out.suffix.lower().lstrip(".")
    if made.empty and ending != "csv":
        raise NotFound(words.empty(args.kind))
    data = figures.content(made, ending, words.paper_look())
    with AtomicFile(out) as file:
        file.write(data)
    points = len(made.table(words.paper_look())[1])
    door.answer({"file": args.out, "points": points}, f"Drew {out.name}.")
    return 0
