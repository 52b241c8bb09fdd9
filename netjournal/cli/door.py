"""What every command gets: its options, the journal, a way to answer, and progress."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netjournal import paths
from netjournal.errors import (
    JournalDamaged,
    NoPermission,
    NotAJournal,
    NotFound,
    PassphraseNeeded,
    UsageError,
    UserError,
    WrongPassphrase,
)

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
        self._edited = False
        self._typed: dict[Path, str] = {}  # passphrases, each asked for once

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
        if not path.exists():
            self._offer_backup(path)
        key = self.key(path)
        try:
            self._journal = Journal.open(path, read_only=read_only, key=key, holder=HOLDER)
        except WrongPassphrase:
            from netjournal.services.keeping import first_page

            first_page.tell_damage(path, key)
            raise
        return self._journal

    def _offer_backup(self, path: Path) -> None:
        """Say that a journal that is gone has backups, where it has."""
        from netjournal.services.keeping import backups

        there = backups.list_backups(path)
        if there:
            raise NotFound(
                f"There is no journal at {path.name}, but there are {len(there)} backups of it: "
                f"'netjournal restore --journal {path} {there[0].path.name}' brings it back."
            )

    def with_way_out(self, error: UserError) -> UserError:
        """Return an error about a damaged journal with the newest good backup in it, if any."""
        if not isinstance(error, (JournalDamaged, NotAJournal)) or error.data.get("rescued"):
            return error
        from netjournal.services.keeping import restoring

        file, path = self.args.passphrase_file, self.path()
        with suppress(UserError):
            good = restoring.newest_good(path, _first_line(Path(file)) if file else None)
            if good is not None:
                held, name = good.holds, good.backup.path.name
                return type(error)(
                    f"{error} The newest good one is of {good.backup.made_at:%Y-%m-%d %H:%M} UTC, "
                    f"with {held.people} people and {held.entries} interactions: "
                    f"'netjournal restore --journal {path} {name}' goes back to it.",
                    **error.data,
                )
        return error

    def key(self, path: Path, *, rescue: bool = False) -> str | None:
        """Return the passphrase of an encrypted journal, None for any other file.

        It comes from ``--passphrase-file``, else it is asked for on a terminal.

        Args:
            path: The journal.
            rescue: It may be so damaged that it is hardly seen to be encrypted.

        Raises:
            PassphraseNeeded: There is neither.
        """
        from netjournal.models import opening

        if not (opening.is_locked(path) if rescue else opening.is_encrypted(path)):
            return None
        told = self._typed.get(path) or self.key_if_told(f"Passphrase of {path.name}: ")
        if told is not None:
            self._typed[path] = told
            return told
        raise PassphraseNeeded(
            f"{path.name} is locked: name a file with its passphrase by --passphrase-file."
        )

    def key_if_told(self, prompt: str) -> str | None:
        """Return the passphrase of ``--passphrase-file``, else what is typed; None for neither."""
        if self.args.passphrase_file:
            return _first_line(Path(self.args.passphrase_file))
        return self._asked(prompt) if sys.stdin.isatty() else None

    def new_passphrase(self, file: str | None) -> str:
        """Return the passphrase that is wanted: the first line of a file, or typed twice.

        Raises:
            UsageError: The two differ, or there is no terminal to ask on.
        """
        if file:
            return _first_line(Path(file))
        if not sys.stdin.isatty():
            raise UsageError("Name a file whose first line is the passphrase by --passphrase-file.")
        first = self._asked("New passphrase: ")
        if first != self._asked("Once more: "):
            raise UsageError("The two are not the same: nothing was changed.")
        return first

    def _asked(self, prompt: str) -> str:
        import getpass

        return getpass.getpass(shown(prompt))

    @contextmanager
    def edit(self, label: str) -> Iterator[Edit]:
        """Open the journal for writing and change it in one step."""
        journal = self._journal or self.writing()
        with journal.edit(label, source=HOLDER) as step:
            yield step
        self._edited = True

    def close(self) -> None:
        """Close what was opened."""
        if self._journal is not None:
            if self._edited:
                self._back_up(self._journal)
            self._journal.close()
            self._journal = None

    def _back_up(self, journal: Journal) -> None:
        """Back up what was changed here, at most once a day: small commands stay quick."""
        from netjournal.services.keeping import backups

        day = datetime.now(UTC) - timedelta(days=1)
        newest = backups.list_backups(journal.path)[:1]
        if not newest or newest[0].made_at < day:
            with suppress(UserError):
                backups.make_if_changed(journal, "close")

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


def _first_line(file: Path) -> str:
    try:
        return file.read_text("utf-8").split("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError):
        raise NoPermission(f"{file.name}, the passphrase file, cannot be read.") from None


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
