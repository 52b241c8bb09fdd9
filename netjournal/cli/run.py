"""Parse, do, and say in one sentence what went wrong."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from netjournal.cli.door import Door
from netjournal.cli.parser import COMMANDS, build
from netjournal.errors import Ambiguous, Cancelled, DiskError, UserError

INTERRUPTED = 130


def run(words: list[str]) -> int:
    """Run one command line and return its exit code."""
    os.umask(0o077)
    if not _names_command(words):
        return _window(words)
    try:
        args = build().parse_args(words)
    except SystemExit as done:  # argparse has said what is wrong, or printed the help
        return int(done.code or 0)
    door = Door(args)
    try:
        code = int(args.do(door) or 0)
        door.flush()
        return code
    except KeyboardInterrupt:
        return _fail(door, Cancelled("Interrupted. Everything is as it was before."))
    except BrokenPipeError:
        # the reader of our output has gone (head, less): nothing more to say
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lives to the exit
        return 0
    except UserError as error:
        return _fail(door, error)
    except OSError as error:
        return _fail(door, DiskError(f"The system refused: {error.strerror or 'unknown reason'}."))
    finally:
        door.close()


def _names_command(words: list[str]) -> bool:
    """Say whether the words name a command or ask for help or the version."""
    first = next((word for word in words if not word.startswith("-")), "")
    return first in COMMANDS or any(word in ("-h", "--help", "--version") for word in words)


def _window(words: list[str]) -> int:
    """Open the window on the journal named, or the last one."""
    named = [word for word in words if not word.startswith("-")]
    unknown = [word for word in words if word.startswith("-") and word != "--debug"]
    if unknown or len(named) > 1:
        build().print_usage(sys.stderr)
        wrong = unknown[0] if unknown else named[1]
        print(f"netjournal: unknown words on the command line: {wrong}", file=sys.stderr)
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
    print(f"netjournal: {error}", file=sys.stderr)
    if isinstance(error, Ambiguous):
        for _, name, uid in error.data.get("candidates", ()):  # type: ignore[attr-defined]
            print(f"  {name}  {uid}", file=sys.stderr)
    return error.exit_code
