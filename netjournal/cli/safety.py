"""Commands that keep a journal safe: backup, restore, repair, forget, passphrases."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netjournal.cli.door import HOLDER
from netjournal.errors import NotFound, UsageError, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.cli.door import Door
    from netjournal.services.keeping.forgetting import Forgotten


def backup(door: Door) -> int:
    """Back the journal up, or list its backups; works beside an open window."""
    from netjournal.services.keeping import backups

    if door.args.list:
        return _list(door)
    journal = door.reading()
    progress = door.progress("Backing up")
    if door.args.out:
        path = Path(door.args.out)
        backups.make_at(journal, path, progress)
    else:
        path = backups.make(journal, "manual", progress).path
    door.answer({"backup": str(path)}, f"Backed up to {path.name}.")
    return 0


def _list(door: Door) -> int:
    from netjournal.services.keeping import backups

    found = backups.list_backups(door.path())
    data = [
        {
            "path": str(one.path),
            "at": one.made_at.isoformat(timespec="seconds"),
            "reason": one.reason,
            "bytes": one.size,
        }
        for one in found
    ]
    lines = [
        f"{one.made_at:%Y-%m-%d %H:%M}  {one.reason:<10} {one.size:>12,}  {one.path}"
        for one in found
    ]
    door.answer(data, "\n".join(lines) or "There are no backups of this journal yet.")
    return 0


def restore(door: Door) -> int:
    """Go back to a backup; the journal that is replaced is kept."""
    from netjournal.models import opening
    from netjournal.services.keeping import backups, restoring

    journal, source = door.path(), Path(door.args.backup)
    if not source.exists():  # a backup's own name will do
        listed = (one.path for one in backups.list_backups(journal))
        source = next((one for one in listed if one.name == source.name), source)
    key = door.key(source) if source.exists() and opening.is_encrypted(source) else None
    own, progress = _own_key(door, journal, key), door.progress("Restoring")
    kept = restoring.restore(journal, source, key, own=own, holder=HOLDER, progress=progress)
    data = {"journal": str(journal), "from": str(source), "replaced": str(kept) if kept else None}
    text = f"Restored {journal.name} from {source.name}."
    if kept is not None:
        text += f"\nWhat it was before is kept: 'netjournal restore {kept}' brings it back."
    door.answer(data, text)
    return 0


def _own_key(door: Door, journal: Path, key: str | None) -> str | None:
    """Return the passphrase of the journal that gives way, None for the backup's, or for none.

    With it the journal is backed up as well; without it, it is only kept.
    """
    from netjournal.models import opening

    if not opening.is_locked(journal):
        return None
    if key is not None:
        with suppress(UserError):
            opening.try_key(journal, key)
            return None
    return door.key_if_told(f"Passphrase of {journal.name} (nothing: it is only kept): ") or None


def repair(door: Door) -> int:
    """Work out anew what is derived; from a damaged file bring what can be read into a new one."""
    from netjournal.errors import JournalDamaged, NotAJournal
    from netjournal.services.keeping import integrity

    try:
        journal = door.writing()
        findings = integrity.check(journal)
        if not findings:
            door.answer({"ok": True, "repaired": [], "journal": None}, "The journal is sound.")
            return 0
        if integrity.derived_only(findings):
            return _rebuild(door, [finding.where for finding in findings])
    except (JournalDamaged, NotAJournal) as error:
        if error.data.get("foreign") or not door.path().is_file():
            raise
    door.close()
    return _salvage(door)


def _rebuild(door: Door, where: list[str]) -> int:
    from netjournal.services.keeping import backups, integrity

    journal = door.writing()
    backups.make(journal, "manual", door.progress("Backing up"))
    integrity.rebuild(journal)
    left = [str(finding) for finding in integrity.check(journal)]
    data = {"ok": not left, "repaired": sorted(set(where)), "journal": None}
    door.answer(data, "Repaired: what is derived was worked out anew.")
    return 1 if left else 0


def _salvage(door: Door) -> int:
    from netjournal.services.keeping import restoring, salvage

    path = door.path()
    target = Path(door.args.out) if door.args.out else salvage.new_name(path)
    progress = door.progress("Reading what is left")
    key = door.key(path, rescue=True)
    done = salvage.salvage(path, target, key, progress)
    people, entries = done.rows.get("contact", 0), done.rows.get("interaction", 0)
    lost = done.lost_records()
    text = f"Brought {people} people and {entries} interactions into {target.name}"
    text += f"; {lost} records could not be read." if lost else "."
    if done.unread:
        text += f" Of these tables nothing could be read: {', '.join(done.unread)}."
    data: dict[str, Any] = {"ok": True, "journal": str(target)}
    data |= {"rows": done.rows, "lost": done.lost, "unread": done.unread}
    text += f"\n{path.name} was not touched."
    good = restoring.newest_good(path, key)
    if good is not None:
        held = good.holds
        data["backup"] = {
            "path": str(good.backup.path),
            "at": good.backup.made_at.isoformat(timespec="seconds"),
            "people": held.people,
            "interactions": held.entries,
        }
        text += (
            f" The newest good backup, {good.backup.path.name}, holds {held.people} people "
            f"and {held.entries} interactions: compare before you choose."
        )
    door.answer(data, text)
    return 0


def forget(door: Door) -> int:
    """Erase a person for good, after asking."""
    from netjournal.services.keeping import forgetting
    from netjournal.services.people import contacts

    journal = door.writing()
    contact_id = contacts.resolve(" ".join(door.args.who), whole=door.args.yes)
    name = contacts.describe([contact_id])[0][1]
    if not door.args.yes and not _is_sure(f"Forget {name} for good? This cannot be undone"):
        raise UsageError("Nothing was done: add --yes to forget somebody without being asked.")
    from netjournal.services.keeping import backups

    if not door.args.backups:
        backups.make_if_changed(journal, "forget")
    done = forgetting.forget(
        journal, [contact_id], with_backups=door.args.backups, progress=door.progress("Forgetting")
    )
    text = f"Forgot {name}. The list of earlier steps is empty now, too."
    if done.mentions:
        text += f"\nThe name still stands in entries and notes of others: {done.mentions}."
    text += "".join(f"\n{line}" for line in _still(done, asked=door.args.backups))
    data = {"people": done.people, "mentions": done.mentions}
    data |= {"purged": done.purged, "unpurged": done.unpurged, "mingled": done.mingled}
    places = {"lying": done.lying, "former": done.former, "others": done.others}
    door.answer(data | {key: [str(one) for one in there] for key, there in places.items()}, text)
    return 0


def _still(done: Forgotten, *, asked: bool) -> Iterator[str]:
    """Yield what may still hold somebody who was forgotten, and where it lies."""
    if done.unpurged and not asked:
        yield f"Backups that still hold this person: {done.unpurged} (--backups purges them)."
    if done.lying:
        one = f"; in {done.mingled} they are one with somebody who stays" if done.mingled else ""
        why = " (they could not be opened)" if done.mingled < done.unpurged else ""
        yield f"Backups that still hold this person: {done.unpurged}{why}{one}."
        yield from (f"  {path}" for path in done.lying)
    if done.away:
        yield "The second place for backups is not there now and may still hold this person."
    for what, places in (
        ("Copies of backups went there before, and they are not there now:", done.former),
        ("Other journals of this name, which may hold this person, too:", done.others),
    ):
        if places:
            yield what
            yield from (f"  {path}" for path in places)


def _is_sure(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    from netjournal.cli.door import shown

    sys.stderr.write(shown(f"{question} (yes/no): "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"


# -- passphrases


def encrypt(door: Door) -> int:
    """Put the journal and its backups under a passphrase."""
    from netjournal.models import opening

    path = _there(door)
    if opening.is_encrypted(path):
        raise UsageError(f"{path.name} has a passphrase already: use 'netjournal rekey'.")
    door.remark(
        "Without the passphrase nobody can read this journal, you neither: "
        "write it down and keep it somewhere safe."
    )
    new = door.new_passphrase(door.args.passphrase_file)
    return _rekey(door, path, None, new, "is under a passphrase now")


def rekey(door: Door) -> int:
    """Change the passphrase."""
    path = _there(door)
    old = door.key(path)
    if old is None:
        raise UsageError(f"{path.name} has no passphrase: use 'netjournal encrypt'.")
    new = door.new_passphrase(door.args.new_passphrase_file)
    return _rekey(door, path, old, new, "has its new passphrase")


def decrypt(door: Door) -> int:
    """Take the passphrase off."""
    path = _there(door)
    old = door.key(path)
    if old is None:
        raise UsageError(f"{path.name} has no passphrase.")
    return _rekey(door, path, old, None, "has no passphrase any more")


def _there(door: Door) -> Path:
    from netjournal.models import opening

    path = door.path()
    if not path.exists():
        raise NotFound(f"There is no journal at {path.name}: check the name and the folder.")
    opening.gate(path, encrypted=True)  # a damaged one is told before a passphrase is asked for
    return path


def _rekey(door: Door, path: Path, old: str | None, new: str | None, now: str) -> int:
    from netjournal.services.keeping import encryption

    done = encryption.rekey(path, old, new, holder=HOLDER, progress=door.progress("Rewriting"))
    text = f"{path.name} {now}, with {done.backups} backups."
    for number, why in (
        (done.stopped, "as it was stopped"),
        (done.unwritten, "as they could not be written (is the disk full?)"),
        (done.unopened, "as they could not be opened"),
    ):
        if number:
            text += f"\nBackups that are as they were, {why}: {number}."
    if done.readable:
        text += f"\nBackups that are still readable without a passphrase: {done.readable}."
        if done.stopped or done.unwritten:
            text += " Change the passphrase again to take them along."
    if done.away:
        text += "\nThe second place for backups is not there now: what lies in it is as it was."
    if done.former:
        text += "\nCopies of backups went there before; they are not there now, and as they were:"
        text += "".join(f"\n  {place}" for place in done.former)
    data: dict[str, Any] = {"journal": str(path), "backups": done.backups, "left": done.left}
    data["former"] = [str(place) for place in done.former]
    data |= {"stopped": done.stopped, "unwritten": done.unwritten, "readable": done.readable}
    door.answer(data, text)
    return 0
