"""Parse, do, and say in one sentence what went wrong."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from netjournal.cli.door import Door, shown
from netjournal.cli.parser import COMMANDS, command_of, parse
from netjournal.cli.stopping import stoppable
from netjournal.errors import Ambiguous, Cancelled, DiskError, UserError

if TYPE_CHECKING:
    import argparse

_BUG = (
    "NetJournal met something it did not expect ({kind}) and stopped; nothing is half written. "
    "Add --debug to see where."
)


def run(words: list[str]) -> int:
    """Run one command line and return its exit code."""
    _settle_in()
    if not _names_command(words):
        return _window(words)
    try:
        args = parse(words)
    except SystemExit as done:  # argparse has said what is wrong, or printed the help
        return int(done.code or 0)
    with stoppable():
        return _do(args)


def _do(args: argparse.Namespace) -> int:
    door = Door(args)
    try:
        code = int(args.do(door) or 0)
        door.flush()
        return code
    except KeyboardInterrupt:
        return _fail(door, Cancelled("Interrupted. Everything is as it was before."))
    except BrokenPipeError:
        _stop_writing()  # the reader of our output has gone (head, less)
        return 0
    except UserError as error:
        return _fail(door, door.with_way_out(error))
    except OSError as error:
        return _fail(door, DiskError(f"The system refused: {error.strerror or 'unknown reason'}."))
    except Exception as error:
        # a bug of ours; its text may hold private data, its kind does not
        return _fail(door, UserError(_BUG.format(kind=type(error).__name__)))
    finally:
        door.close()


def _settle_in() -> None:
    """Keep what is written and what a crash leaves to the owner; speak UTF-8 into pipes."""
    os.umask(0o077)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if "--debug" not in sys.argv:
        sys.unraisablehook = _unheard
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if not stream.isatty():
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="backslashreplace")


def _unheard(_what: object) -> None:
    """Keep quiet about what failed while something was cleared away: its text may be private."""


def _stop_writing() -> None:
    """Send what is still to be written nowhere, so that the exit doesn't stumble over it."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, sys.stdout.fileno())
        finally:
            os.close(nowhere)


def _names_command(words: list[str]) -> bool:
    """Say whether the words name a command or ask for help or the version."""
    asked = any(word in ("-h", "--help", "--version") for word in words)
    command = command_of(words)
    return asked or command in COMMANDS or command.startswith("selftest-")


def _window(words: list[str]) -> int:
    """Open the window on the journal named, or the last one."""
    named = [word for word in words if not word.startswith("-")]
    unknown = [word for word in words if word.startswith("-") and word != "--debug"]
    if unknown or len(named) > 1:
        wrong = unknown[0] if unknown else named[1]
        print(
            f"netjournal: {wrong} is neither a command nor a journal; "
            "'netjournal --help' lists the commands.",
            file=sys.stderr,
        )
        return 2
    if named and "." not in named[0] and os.sep not in named[0] and not Path(named[0]).exists():
        print(
            f"netjournal: there is no command or journal called {named[0]}; "
            "'netjournal --help' lists the commands.",
            file=sys.stderr,
        )
        return 2
    from netjournal.ui.app import run as open_window  # Qt only here

    return open_window(Path(named[0]) if named else None)


def _fail(door: Door, error: UserError) -> int:
    if door.debug:
        traceback.print_exc()
    with contextlib.suppress(OSError):  # nowhere to say it: the code still does
        print(shown(f"netjournal: {error}"), file=sys.stderr)
        if isinstance(error, Ambiguous):
            for _, name, uid in error.candidates:
                print(shown(f"  {name}  {uid}"), file=sys.stderr)
    return error.exit_code
