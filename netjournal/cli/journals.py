"""Commands about the journal as a whole: new, demo, undo, redo, history, check."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from netjournal.cli.door import HOLDER
from netjournal.errors import UsageError

if TYPE_CHECKING:
    from netjournal.cli.door import Door


def new(door: Door) -> int:
    """Make an empty journal."""
    from netjournal.models import opening

    path = Path(door.args.path)
    key = None
    if door.args.passphrase_file or door.args.encrypt:
        from netjournal.services.keeping import encryption

        key = door.new_passphrase(door.args.passphrase_file)
        encryption.check_passphrase(key)
    opening.create(path, key)
    door.answer({"journal": str(path)}, f"Made {path.name}.")
    return 0


def demo(door: Door) -> int:
    """Make a journal of invented people, whole or not at all."""
    from netjournal.models import Journal
    from netjournal.services.invented import demo as invented

    path = Path(door.args.path)
    there, journal = os.path.lexists(path), None
    try:
        journal = Journal.create(path, holder=HOLDER)
        invented.fill(journal, journal.today(), seed=door.args.seed)
    except BaseException as error:
        if journal is not None:
            journal.close()
        if not there and not isinstance(error, UsageError):
            path.unlink(missing_ok=True)
        raise
    journal.close()
    door.answer({"journal": str(path)}, f"Made {path.name} with invented people.")
    return 0


def undo(door: Door) -> int:
    """Take the last step back, or an older one by itself."""
    if door.args.step is not None:
        return _undo_step(door, door.args.step)
    change = door.writing().undo()
    door.answer({"undone": change.label, "rows": change.size}, f"Took back: {change.label}")
    return 0


def _undo_step(door: Door, step: int) -> int:
    """Take one step back; what was changed since stays and is counted."""
    done = door.writing().undo_step(step, source=HOLDER)
    kept = {table: len(ids) for table, ids in done.kept.items() if ids}
    if done.change is None:
        text = "Everything in that step has been changed since, so all of it stays."
    else:
        stays = kept.get("contact") or sum(kept.values())
        what = "people" if kept.get("contact") else "records"
        text = done.change.label + (f"; {stays} {what} changed since stay as they are" * bool(kept))
    rows = 0 if done.change is None else done.change.size
    label = None if done.change is None else done.change.label
    door.answer({"undone": label, "rows": rows, "kept": kept}, text)
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
        f"{id_:>5}  {_utc(at)[:16].replace('T', ' ')}  {label}"
        + ("  (taken back)" if undone else "")
        for id_, label, _, at, _, undone in steps
    ]
    door.answer(data, "\n".join(lines) or "Nothing was done yet.")
    return 0


def _utc(milliseconds: int) -> str:
    there = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return there.isoformat(timespec="seconds")


def check(door: Door) -> int:
    """Prove every invariant; exit code 7 when something is wrong."""
    from netjournal.errors import JournalDamaged
    from netjournal.services.keeping import integrity

    journal = door.reading()
    found = [str(finding) for finding in integrity.check(journal)]
    data: dict[str, object] = {"ok": not found, "findings": found}
    sound = "The journal is sound."
    if journal.newer:
        sound = "The file is whole; a newer NetJournal wrote it, which alone can check the rest."
    elif journal.older:
        sound += " It is of an older format: opening it for writing brings it up to date."
    if journal.newer or journal.older:
        data["schema"] = journal.schema
    door.answer(data, "\n".join(found) or sound)
    if found:
        door.flush()
        raise JournalDamaged("The journal is not sound: go back to a backup of it.")
    return 0
