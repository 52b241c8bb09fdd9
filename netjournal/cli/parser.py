"""The words of the command line."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from netjournal import __version__
from netjournal.cli import files, journals, network, paper, people, safety_words
from netjournal.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FORMATS_IN = ("auto", *FORMATS)
# written out, as exporting would load much for a mere --help; a test compares
FORMATS_OUT = (
    *("csv", "interactions", "spreadsheet", "google", "outlook", "outlook-web"),
    *("vcard3", "vcard4", "json", "ics"),
)
ON_MATCH = ("fill", "update", "skip", "add")
CHARTS = (
    *("growth", "strength", "layers", "channels", "calendar", "give-take", "network"),
    "person",
)
VIAS = (
    *("meetup", "volunteering", "conference", "work", "study", "introduction", "neighbourhood"),
    *("family", "online", "linkedin_add", "career_fair", "other"),
)
# argparse reads % as the start of a value, so there is none
_QUERY = (
    "words, or query words: in:Berlin likes:rust good:design circle:mentors via:meetup "
    "through:Ana at:Fieldnote met:2025 last:>90d has:need strength:fading rhythm:often "
    "added:<7d; a comma means or, a hyphen in front means not"
)

_Sub = Any  # argparse's subparsers action has no public generic type


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2."""
        text = message.removeprefix("the following ")
        self.exit(2, f"{self.prog}: {text} (see '{self.prog} --help').\n")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the options and the command of a command line; options may stand before it, too.

    Raises:
        SystemExit: The words are wrong, which has been said, or help was asked for.
    """
    options = argparse.Namespace(
        journal=None, json=False, quiet=False, debug=False, passphrase_file=None
    )
    return build().parse_args(words, options)


def command_of(words: Sequence[str]) -> str:
    """Return the first word that is neither an option nor an option's value, or ""."""
    rest = iter(words)
    for word in rest:
        if word in ("--journal", "--passphrase-file"):
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return ""


def build() -> argparse.ArgumentParser:
    """Return the parser of the complete command line."""
    common = _common()
    parser = Parser(
        prog="netjournal",
        description="A private journal of the people you know. Bare, it opens the window.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"NetJournal {__version__}")
    sub = parser.add_subparsers(metavar="COMMAND", required=True)
    _journals(sub, common)
    _importing(sub, common)
    _files(sub, common)
    _people(sub, common)
    _network(sub, common)
    safety_words.add(sub, common, lambda name, do, about: _add(sub, common, name, do, about))
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--journal", metavar="J", help="the journal (default: the last opened)")
    common.add_argument(
        "--passphrase-file", metavar="F", help="its first line opens an encrypted journal"
    )
    common.add_argument("--json", action="store_true", help="machine-readable result on stdout")
    common.add_argument("--quiet", action="store_true", help="say only what went wrong")
    common.add_argument("--debug", action="store_true", help="show a traceback on errors")
    return common


def _add(
    sub: _Sub, common: argparse.ArgumentParser, name: str, do: Callable[..., Any], about: str
) -> argparse.ArgumentParser:
    """Add one command; ``about`` is its help, a newline, and an example."""
    summary, example = about.split("\n")
    made: argparse.ArgumentParser = sub.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"Example: netjournal {example}",
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(do=do)
    return made


def _journals(sub: _Sub, common: argparse.ArgumentParser) -> None:
    new = _add(sub, common, "new", journals.new, "make an empty journal\nnew my.netjournal")
    new.add_argument("path", metavar="JOURNAL")
    new.add_argument("--encrypt", action="store_true", help="under a passphrase, which is asked")
    demo = _add(
        sub, common, "demo", journals.demo, "make a journal of invented people\ndemo try.netjournal"
    )
    demo.add_argument("path", metavar="JOURNAL")
    demo.add_argument("--seed", type=int, default=7, help="other invented people")
    undo = _add(sub, common, "undo", journals.undo, "take back the last edit or import\nundo")
    undo.add_argument(
        "--step", type=int, metavar="ID", help="take back this step of history, be it an old one"
    )
    _add(sub, common, "redo", journals.redo, "bring back what undo took\nredo")
    history = _add(sub, common, "history", journals.history, "what was done when\nhistory --json")
    history.add_argument("--limit", type=_count, default=50, metavar="N")
    _add(sub, common, "check", journals.check, "prove the journal sound; changes nothing\ncheck")


def _importing(sub: _Sub, common: argparse.ArgumentParser) -> None:
    importing = _add(
        sub,
        common,
        "import",
        files.import_,
        "import contacts, calendars, mail\nimport Connections.csv --dry-run",
    )
    importing.add_argument("files", metavar="FILE", nargs="+", help="'-' reads standard input")
    importing.add_argument("--format", choices=FORMATS_IN, default="auto")
    importing.add_argument(
        "--mapping",
        metavar="MAP.json",
        help="which column is what, encoding, delimiter; of chats date_order (dmy, mdy), "
        "of calendars all_events (true)",
    )
    importing.add_argument("--on-match", choices=ON_MATCH, default="fill")
    importing.add_argument(
        "--me",
        metavar="NAME",
        action="append",
        default=[],
        help="your own name or e-mail address in calendars, mail, chats; the journal remembers it",
    )
    importing.add_argument("--dry-run", action="store_true", help="say what would happen")


def _files(sub: _Sub, common: argparse.ArgumentParser) -> None:
    export = _add(
        sub,
        common,
        "export",
        files.export,
        "export contacts, interactions or a calendar\nexport people.csv",
    )
    export.add_argument("out", metavar="OUT", help="'-' writes to standard output")
    export.add_argument("--format", choices=FORMATS_OUT)
    _whom(export)
    printing = _add(
        sub,
        common,
        "print",
        paper.print_,
        "print summaries, lists, cards to PDF\nprint choir.pdf --layout directory --circle Choir",
    )
    paper.add_options(printing)
    _whom(printing)
    chart = _add(sub, common, "chart", files.chart, "draw a chart\nchart growth growth.svg")
    chart.add_argument("kind", choices=CHARTS)
    chart.add_argument("out", metavar="OUT.(png|svg|pdf|csv)")
    chart.add_argument(
        "--circle",
        metavar="C",
        action="append",
        default=[],
        help="only this circle; several are compared in the chart strength",
    )
    chart.add_argument("--via", choices=VIAS, help="only people met in this way")
    chart.add_argument("--years", type=int, default=0, metavar="N", help="only the last N years")
    chart.add_argument("--contact", metavar="WHO", help="whose history, for the chart person")


def _whom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", metavar="Q", default="", help=_QUERY)
    parser.add_argument("--contact", metavar="WHO", action="append", default=[])
    parser.add_argument("--circle", metavar="C")


def _people(sub: _Sub, common: argparse.ArgumentParser) -> None:
    log = _add(
        sub,
        common,
        "log",
        people.log,
        'write down what happened\nlog "coffee with Ana yesterday about the pilot"',
    )
    log.add_argument("text", nargs="+")
    listing = _add(
        sub, common, "list", people.list_, 'list contacts\nlist --query "in:Berlin last:>90d"'
    )
    listing.add_argument("--query", metavar="Q", default="", help=_QUERY)
    listing.add_argument("--circle", metavar="C")
    listing.add_argument("--full", action="store_true", help="everything about each (with --json)")
    show = _add(sub, common, "show", people.show, "show one contact, whole\nshow Ana")
    show.add_argument("who", metavar="WHO", nargs="+", help="a name, an e-mail address or a uid")
    timeline = _add(
        sub, common, "timeline", people.timeline, "interactions, newest first\ntimeline --limit 20"
    )
    timeline.add_argument("--query", metavar="Q", default="", help=_QUERY)
    timeline.add_argument("--limit", type=_count, metavar="N")


def _network(sub: _Sub, common: argparse.ArgumentParser) -> None:
    today = _add(sub, common, "today", network.today, "whom to turn to today, and why\ntoday")
    today.add_argument("--on", type=_day, metavar="DATE")
    ties = _add(
        sub, common, "strength", network.strength, "every tie: score, label, why\nstrength --json"
    )
    ties.add_argument("--as-of", type=_day, metavar="DATE")
    ties.add_argument("--events", metavar="CSV", help="score a plain event table instead")
    ties.add_argument("--requests", metavar="CSV")
    ties.add_argument("--out", metavar="CSV")
    ties.add_argument(
        "--calibrated",
        action="store_true",
        help="with --events: chances learn one factor from what came of each ego's earlier months",
    )
    _add(sub, common, "stats", network.stats, "counts and network figures\nstats --json")


def _count(text: str) -> int:
    """Return how many are wanted: one or more."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of lines (1 or more)")
    return int(text)


def _day(text: str) -> int:
    """Return an ISO date as a day number."""
    try:
        return (date.fromisoformat(text) - date(1970, 1, 1)).days
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO date (YYYY-MM-DD)") from None


COMMANDS = frozenset(
    (
        "new",
        "demo",
        "undo",
        "redo",
        "history",
        "check",
        "import",
        "export",
        "print",
        "chart",
        "log",
        "list",
        "show",
        "timeline",
        "today",
        "strength",
        "stats",
        *safety_words.COMMANDS,
    )
)
