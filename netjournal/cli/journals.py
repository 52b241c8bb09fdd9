"""Commands about the journal as a whole: new, demo, undo, redo, history, check."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from netjournal.cli.door import HOLDER

if TYPE_CHECKING:
    from netjournal.cli.door import Door


def new(door: Door) -> int:
    """Make an empty journal."""
    from netjournal.models import opening

    path = Path(door.args.path)
    opening.create(path)
    door.answer({"journal": str(path)}, f"Made {path.name}.")
    return 0


def demo(door: Door) -> int:
    """Make a journal of invented people, whole or not at all."""
    from netjournal.models import Journal
    from netjournal.services import demo as invented

    path = Path(door.args.path)
    journal = Journal.create(path, holder=HOLDER)
    try:
        invented.fill(journal, journal.today(), seed=door.args.seed)
    except BaseException:
        journal.close()
        path.unlink(missing_ok=True)
        raise
    journal.close()
    door.answer({"journal": str(path)}, f"Made {path.name} with invented people.")
    return 0


def undo(door: Door) -> int:
    """Take the last step back."""
    change = door.writing().undo()
    door.answer({"undone": change.label, "rows": change.size}, f"Took back: {change.label}")
    return 0


def redo(door: Door) -> int:
    """Bring the last step taken back into effect again."""
    change = door.writing().redo()
    door.answer({"redone": change.label, "rows": change.size}, f"Did again: {change.label}")
    return 0


def history(door: Door) -> int:
    """List what was done when, newest first."""
    from netjournal.models import history as log

    door.reading()
    steps = log.steps(max(1, door.args.limit))
    data = [
        {"id": id_, "label": label, "at": _utc(at), "rows": rows, "undone": undone}
        for id_, label, _, at, rows, undone in steps
    ]
    lines = [
        f"{step['at'][:16].replace('T', ' ')}  {step['label']}"  # type: ignore[index]
        + ("  (taken back)" if step["undone"] else "")
        for step in data
    ]
    door.answer(data, "\n".join(lines) or "Nothing was done yet.")
    return 0


def _utc(milliseconds: int) -> str:
    there = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return there.isoformat(timespec="seconds")


def check(door: Door) -> int:
    """Prove every invariant; exit code 7 when something is wrong."""
    from netjournal.errors import JournalDamaged
    from netjournal.services import integrity

    found = [str(finding) for finding in integrity.check(door.reading())]
    door.answer({"ok": not found, "findings": found}, "\n".join(found) or "The journal is sound.")
    if found:
        door.flush()
        raise JournalDamaged("The journal is not sound: go back to a backup of it.")
    return 0
