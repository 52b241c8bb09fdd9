"""The report: a month of the network on one page, with its charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QLocale

from netjournal.services.printed import report
from netjournal.services.printed.paper import Line, Part
from netjournal.ui import dates, labels
from netjournal.ui.printing.flow import Flow, laid_out
from netjournal.ui.printing.options import DPI
from netjournal.ui.printing.pages import footers
from netjournal.ui.printing.pictures import Pictures
from netjournal.ui.printing.words import heading
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.progress import Progress
    from netjournal.services.printed.report import Group, HelpRow, Report
    from netjournal.ui.printing.document import Look
    from netjournal.ui.printing.options import Job, Options
    from netjournal.ui.printing.pages import Page, Sheet

_KINDS: Final = ("growth", "strength")
# names of a group, lines of a part, a chart's height as a share of its width: less and less
_MOST: Final = ((10, 6, 0.6), (8, 5, 0.6), (6, 4, 0.6), (4, 3, 0.5), (3, 2, 0.4), (2, 2, 0.33))


def pages(job: Job, sheet: Sheet, how: Look, progress: Progress) -> Iterator[Page]:
    """Yield the page of a month; on small paper two."""
    month = job.today if job.options.month is None else job.options.month
    read = report.report(month, job.today, progress)
    pictures: dict[str, Pictures] = {}
    drawn = 0.0
    done: list[Page] = []
    for names, lines, high in _MOST:
        if job.options.has("charts") and high != drawn:
            pictures, drawn = _charts(read, sheet, high), high
        values = report_values(read, job.options, (names, lines))
        values["charts"] = _chart_places(read, sheet, high) if pictures else []
        flow = Flow(sheet)
        pieces = laid_out(how.blocks("report", values), how, pictures, sheet.width, [title(read)])
        done = [*flow.put(pieces), *flow.end()]
        if len(done) == 1:
            break
    for number, page in enumerate(done, 1):
        day = f"NetJournal · {dates.full_day(job.today)}"
        page.smalls += footers(sheet, day, title(read), f"{number} / {len(done)}")
        yield page
    progress.step(4, 4)


def title(read: Report) -> str:
    """Return "Your network in Nov 2026"."""
    first = dates.to_date(read.first)
    text = QCoreApplication.translate("print", "Your network in {month}")
    return text.format(month=dates.month(first.year, first.month))


def _charts(read: Report, sheet: Sheet, high: float) -> dict[str, Pictures]:
    from netjournal.ui.charts import on_paper

    size = (_chart_width(sheet) / DPI, _chart_width(sheet) * high / DPI)
    return {kind: Pictures(drawing=on_paper.svg(kind, read.series, size)) for kind in _KINDS}


def _chart_width(sheet: Sheet) -> int:
    return int(sheet.width / 2 - 12)


def _chart_places(read: Report, sheet: Sheet, high: float) -> list[dict[str, Any]]:
    from netjournal.ui.charts import on_paper

    say = QCoreApplication.translate
    width = _chart_width(sheet)
    names = {"growth": say("print", "Growth"), "strength": say("print", "Strength")}
    return [
        {
            "name": kind,
            "label": heading(names[kind]),
            "width": width,
            "height": round(width * high),
            "legend": on_paper.legend(kind, read.series),
        }
        for kind in _KINDS
    ]


def report_values(read: Report, options: Options, most: tuple[int, int]) -> dict[str, Any]:
    """Return what the template of a report says; ``most`` names of a group, lines of a part."""
    say = QCoreApplication.translate
    names, lines = most
    rows: list[list[Part]] = []
    if options.has("people"):
        rows.append(
            [
                _people(say("print", "New people"), read.joined, names),
                _people(say("print", "Back in touch"), read.revived, names),
                _people(say("print", "Went quiet"), read.quiet, names),
            ]
        )
    if options.has("help"):
        rows.append(
            [
                _help(say("print", "You helped"), read.given, lines),
                _help(say("print", "You were helped"), read.received, lines),
            ]
        )
    last = []
    if options.has("events"):
        last.append(_events(read, lines))
    if options.has("channels"):
        last.append(_ways(read, lines))
    if last:
        rows.append(last)
    return {
        "title": title(read),
        "subtitle": f"{dates.full_day(read.first)} – {dates.full_day(read.last)}",
        "figures": _figures(read),
        "rows": rows,
    }


def _figures(read: Report) -> list[tuple[str, str]]:
    say = QCoreApplication.translate
    locale = QLocale()
    live = read.series.live[-1] if read.series.live else 0.0
    joined = read.joined.count
    found = [
        (read.interactions, say("print", "[interaction|interactions]", "", read.interactions)),
        (read.people, say("print", "[person|people] in touch", "", read.people)),
        (joined, say("print", "new [person|people]", "", joined)),
        (round(live), say("print", "live [tie|ties]", "", round(live))),
    ]
    return [(locale.toString(number), what) for number, what in found]


def _people(label: str, group: Group, most: int) -> Part:
    say = QCoreApplication.translate
    found = [Line(display_safe(name, 40)) for name in group.names[:most]]
    if group.count > most:
        found.append(Line(say("print", "and %n more", "", group.count - most)))
    return Part(heading(label), tuple(found or [_nobody()]))


def _nobody() -> Line:
    return Line(QCoreApplication.translate("print", "Nobody this month"))


def _help(label: str, rows: tuple[HelpRow, ...], most: int) -> Part:
    say = QCoreApplication.translate
    found = []
    for row in rows[:most]:
        text = display_safe(row.text, 90)
        found.append(Line(f": {text}" if text else "", display_safe(row.full_name, 40)))
    if len(rows) > most:
        found.append(Line(say("print", "and %n more", "", len(rows) - most)))
    return Part(heading(label), tuple(found or [_nobody()]))


def _events(read: Report, most: int) -> Part:
    say = QCoreApplication.translate
    found = []
    for row in read.events[:most]:
        met = say("print", "%n met", "", row.met_count) if row.met_count else ""
        about = " · ".join(part for part in (dates.full_day(row.starts_on), met) if part)
        found.append(Line(f" · {about}", display_safe(row.title, 60)))
    if len(read.events) > most:
        found.append(Line(say("print", "and %n more", "", len(read.events) - most)))
    none = Line(say("print", "No events this month"))
    return Part(heading(say("print", "Events")), tuple(found or [none]))


def _ways(read: Report, most: int) -> Part:
    say = QCoreApplication.translate
    template = say("print", ": {alive} of {met} still in touch after a year")
    sure = [way for way in read.ways if not way.few] or read.ways  # few people say little
    found = [
        Line(template.format(alive=way.alive, met=way.met), labels.met_via(way.key))
        for way in sure[:most]
    ]
    none = Line(say("print", "Shows a year after you met people"))
    return Part(heading(say("print", "What works for you")), tuple(found or [none]))
