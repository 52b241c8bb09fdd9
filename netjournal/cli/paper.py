"""The command that prints: every layout as a PDF file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from netjournal.cli.people import chosen
from netjournal.errors import NotFound, UsageError

if TYPE_CHECKING:
    import argparse

    from netjournal.cli.door import Door
    from netjournal.ui.printing.options import Options
    from netjournal.ui.printing.pdf import Printed

# written out, as the window's own tables would load Qt for a mere --help; a test compares
PAPERS = ("A4", "Letter", "A5", "Legal", "A3", "A6")
LAYOUTS = ("summary", "brief", "directory", "cards", "labels", "event", "report")
SECTIONS = (
    *("photo", "reach", "code", "met", "about", "tie", "open", "timeline", "address", "circles"),
    *("marks", "notes", "charts", "people", "help", "events", "channels"),
)
SORTS = ("name", "recent", "strength", "added")
CARDS = ("business", "us-business", "index")
LABELS = ("L7160", "5160", "free")
_PEOPLE = ("summary", "brief", "directory", "cards", "labels")
# option, what it is when nothing is said, the layouts that use it
_USED_BY: tuple[tuple[str, object, tuple[str, ...]], ...] = (
    *(("query", "", _PEOPLE), ("contact", [], _PEOPLE), ("circle", None, _PEOPLE)),
    *(("sort", "", _PEOPLE), ("event", None, ("event",)), ("month", None, ("report",))),
    *(("card", "business", ("cards",)), ("labels", "L7160", ("labels",))),
    *(("grid", None, ("labels",)), ("start", 1, ("labels",))),
    *(("whole", False, ("summary",)), ("history", False, ("summary",))),
    ("private", False, ("summary", "brief")),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``print``, but for whom."""
    add = parser.add_argument
    add("out", metavar="OUT.pdf")
    add("--layout", choices=LAYOUTS, default="summary")
    add("--event", metavar="E", help="title of the event (layout event)")
    add("--month", metavar="YYYY-MM", help="which month (layout report; default: this one)")
    add("--paper", choices=PAPERS, default="A4")
    add("--landscape", action="store_true", help="paper on its long side")
    add("--private", action="store_true", help="with private notes")
    add("--whole", action="store_true", help="the whole timeline, on as many pages as it takes")
    add("--history", action="store_true", help="with the chart of the tie's history")
    add("--without", choices=SECTIONS, action="append", default=[], help="leave a part out")
    add("--sort", choices=SORTS, default="", help="another order of people")
    add("--grayscale", action="store_true", help="without colours")
    add("--card", choices=CARDS, default="business", help="size of cards")
    add("--labels", choices=LABELS, default="L7160", help="kind of sheet (layout labels)")
    add("--grid", metavar="C,R[,MARGIN,GAP]", help="columns, rows, millimetres (labels free)")
    add("--start", type=int, metavar="N", default=1, help="first label to print on")


def print_(door: Door) -> int:
    """Print to a PDF."""
    args = door.args
    if Path(args.out).suffix.lower() != ".pdf":
        raise UsageError("OUT must end in .pdf: printing makes PDF files.")
    today = door.reading().today()

    from netjournal.ui.printing import pdf  # Qt, without a window
    from netjournal.ui.printing.options import OF_PEOPLE, Job

    options = _options(args, today)
    ids: tuple[int, ...] = ()
    _tell_unused(door, options)
    if options.layout in OF_PEOPLE:
        ids = tuple(chosen(door, today))
        if not ids:
            raise NotFound("Nobody fits: nothing was printed.")
    printed = pdf.to_pdf(Path(args.out), Job(options, ids, today), door.progress("Printing"))
    _tell(door, printed)
    people = len(ids) - printed.left_out
    data = {"file": args.out, "layout": options.layout, "people": people, "pages": printed.pages}
    data |= {"left_out": printed.left_out, "missing": printed.missing}
    what = _many(people, "person", "people") if ids else f"the {options.layout}"
    door.answer(data, f"Printed {what} on {_many(printed.pages, 'page', 'pages')}.")
    return 0


def _tell_unused(door: Door, options: Options) -> None:
    """Say which of the given options the layout has no use for."""
    from netjournal.ui.printing import options as known

    layout = options.layout
    found = [
        f"--{name}"
        for name, silent, layouts in _USED_BY
        if getattr(door.args, name) != silent and layout not in layouts
    ]
    parts = known.SECTIONS[layout]
    found += [f"--without {part}" for part in sorted(options.without) if part not in parts]
    if found:
        verb = "changes" if len(found) == 1 else "change"
        door.remark(f"{', '.join(found)} {verb} nothing in the layout {layout}.")


def _tell(door: Door, printed: Printed) -> None:
    if printed.left_out:
        who = _many(printed.left_out, "person has", "people have")
        door.remark(f"{who} no street or PO box and got no label.")
    if printed.missing:
        door.remark(
            f"No font of this computer has {' '.join(printed.missing)}: these print as empty "
            "boxes. Install a font that has them, for example a Noto font."
        )


def _options(args: argparse.Namespace, today: int) -> Options:
    from netjournal.services.printed import event_sheet
    from netjournal.ui.printing.options import Options

    event = event_sheet.find(args.event, today) if args.event else None
    layout = "event" if event is not None and args.layout == "summary" else args.layout
    if layout == "event" and event is None:
        raise UsageError("Say for which event: --event TITLE.")
    if args.start < 1:
        raise UsageError("Labels are counted from 1.")
    return Options(
        paper=args.paper,
        private=args.private,
        landscape=args.landscape,
        layout=layout,
        without=frozenset(args.without),
        whole=args.whole,
        history=args.history,
        sort=args.sort,
        grayscale=args.grayscale,
        card=args.card,
        label=args.labels,
        grid=_grid(args.grid),
        start=args.start,
        event_id=event,
        heading=args.circle or args.query,
        month=_month(args.month),
    )


def _grid(text: str | None) -> tuple[int, int, float, float]:
    if not text:
        return (2, 6, 10.0, 3.0)
    try:
        columns, rows, *rest = text.split(",")
        margin, gap = map(float, rest or ("10", "3"))
        return (int(columns), int(rows), margin, gap)
    except ValueError:
        raise UsageError("Say --grid as columns,rows or columns,rows,margin,gap.") from None


def _month(text: str | None) -> int | None:
    if not text:
        return None
    from netjournal.models.handle import to_day

    try:
        return to_day(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise UsageError("Say --month as 2026-11.") from None


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
