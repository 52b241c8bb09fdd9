"""What every command gets: its options, the journal, a way to answer, and progress."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netjournal import paths
from netjournal.errors import NotFound

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netjournal.models.journal import Edit, Journal
    from netjournal.progress import Progress

HOLDER = "command line"


class Door:
    """One call of the command line."""

    def __init__(self, args: argparse.Namespace) -> None:
        """Keep the parsed options; nothing is opened yet."""
        self.args = args
        self.debug = bool(args.debug)
        self.json = bool(args.json)
        self.quiet = bool(args.quiet)
        self._journal: Journal | None = None

    # -- the journal

    def path(self) -> Path:
        """Return which journal is meant: ``--journal``, the last opened one, or the default."""
        if self.args.journal:
            return Path(self.args.journal)
        return paths.last_journal() or paths.default_journal()

    def reading(self) -> Journal:
        """Open the journal for looking only; works beside an open window."""
        return self._open(read_only=True)

    def writing(self) -> Journal:
        """Open the journal for writing; refused while another NetJournal writes it."""
        return self._open(read_only=False)

    def _open(self, *, read_only: bool) -> Journal:
        from netjournal.models import Journal

        if self._journal is not None:
            return self._journal
        path = self.path()
        if not path.exists() and not self.args.journal:
            raise NotFound(
                "There is no journal yet: make one with 'netjournal new FILE', "
                "or name one with --journal."
            )
        self._journal = Journal.open(path, read_only=read_only, holder=HOLDER)
        return self._journal

    @contextmanager
    def edit(self, label: str) -> Iterator[Edit]:
        """Open the journal for writing and change it in one step."""
        journal = self._journal or self.writing()
        with journal.edit(label, source=HOLDER) as step:
            yield step

    def close(self) -> None:
        """Close what was opened."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    # -- answering

    def answer(self, data: Any, text: str = "") -> None:
        """Print the result: ``data`` with --json, else ``text``."""
        if self.json:
            json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
        elif text and not self.quiet:
            print(shown(text))

    def answer_each(self, items: Iterator[Any]) -> None:
        """Print a JSON array item by item, so that a big journal needs no big memory."""
        sys.stdout.write("[")
        for n, item in enumerate(items):
            sys.stdout.write(",\n" if n else "\n")
            json.dump(item, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n]\n")

    def remark(self, text: str) -> None:
        """Say something beside the result, on stderr; not with --quiet."""
        if not self.quiet:
            print(shown(text), file=sys.stderr)

    def flush(self) -> None:
        """Let a closed pipe show itself now rather than at exit."""
        sys.stdout.flush()

    def progress(self, what: str) -> Progress:
        """Return a bar on a terminal, silence elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            from netjournal.progress import Silent

            return Silent()
        return Bar(what)


def shown(text: str) -> str:
    """Return text without what would steer a terminal or turn the order of words around."""
    return text.translate(_STEERING)


_STEERING = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F)], "\ufffd")
_STEERING |= dict.fromkeys(range(0x2066, 0x206A), "\ufffd") | {0x0A: "\n", 0x09: "\t"}


class Bar:
    """A progress bar on stderr."""

    def __init__(self, what: str) -> None:
        """Name what is going on."""
        self._what = what
        self._last = 0.0

    def step(self, done: int, total: int) -> None:
        """Draw at most ten times a second; wiped when finished."""
        now = time.monotonic()
        finished = bool(total) and done >= total
        if not finished and now - self._last < 0.1:
            return
        self._last = now
        share = f"{100 * done // total:3d} %" if total else f"{done}"
        text = "" if finished else f"{self._what}: {share}"
        sys.stderr.write(f"\r{text:<40}\r" if finished else f"\r{text:<40}")
        sys.stderr.flush()
