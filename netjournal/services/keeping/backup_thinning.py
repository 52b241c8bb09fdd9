"""Which backups are kept: many of today, fewer of older times, as Anki does it.

Today and yesterday up to ten each; before that one of each of the last twelve days, ten weeks and
nine months in which there were any, so almost a year. What was made before an import, a merge or
another big step stays 90 days; the newest three always stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path

PER_DAY: Final = 10
BUCKETS: Final[tuple[tuple[int, Callable[[datetime], Hashable]], ...]] = (
    (12, lambda at: at.date()),
    (10, lambda at: at.isocalendar()[:2]),
    (9, lambda at: (at.year, at.month)),
)
ALWAYS: Final = 3
PINNED: Final = frozenset(
    ("import", "merge", "edit", "restore", "migration", "forget", "rekey", "kept", "manual")
)
PINNED_DAYS: Final = 90
MOST_PINNED: Final = 15
LEAST_ROOM: Final = 2 << 30  # bytes that backups may take in any case
ROOM: Final = 8  # times the journal's size that they may take


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its file's name tells.

    Attributes:
        path: The file.
        made_at: When (UTC).
        reason: Why: close, timer, import, merge, edit, restore, migration, forget, rekey, manual,
            replaced;
            "kept" for one that has what a later one unaccountably lacks.
        step: The journal's last step in it; None when unknown.
        size: Bytes.
    """

    path: Path
    made_at: datetime
    reason: str
    step: int | None
    size: int


def spare(backups: Sequence[Backup], now: datetime, journal_size: int = 0) -> list[Backup]:
    """Return the backups that may go, now that a newer one has been verified.

    Args:
        backups: All of one journal.
        now: The present moment.
        journal_size: Bytes; what all may take depends on it.
    """
    newest_first = sorted(backups, key=lambda one: (one.made_at, one.path.name), reverse=True)
    kept = _kept(newest_first, now)
    room = max(LEAST_ROOM, ROOM * journal_size)
    kept = _within(kept, room)
    stay = {one.path for one in kept}
    return [one for one in newest_first if one.path not in stay]


def _kept(newest_first: list[Backup], now: datetime) -> list[Backup]:
    stays = newest_first[:ALWAYS]
    stays += [b for b in newest_first if _is_pinned(b, now)][:MOST_PINNED]
    recent: list[Backup] = []
    older: list[Backup] = []
    start = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for one in newest_first:
        (recent if one.made_at >= start - timedelta(days=1) else older).append(one)
    for day in {one.made_at.date() for one in recent}:
        stays += [one for one in recent if one.made_at.date() == day][:PER_DAY]
    stays += _one_of_each(older)
    stay = {one.path for one in stays}
    return [one for one in newest_first if one.path in stay]


def _is_pinned(one: Backup, now: datetime) -> bool:
    return one.reason in PINNED and now - one.made_at < timedelta(days=PINNED_DAYS)


def _one_of_each(newest_first: list[Backup]) -> list[Backup]:
    """Return the newest of each day, then of each week, then of each month."""
    stays: list[Backup] = []
    rest = iter(newest_first)
    one = next(rest, None)
    for count, bucket in BUCKETS:
        seen: set[Hashable] = set()
        while one is not None:
            mark = bucket(one.made_at)
            if mark not in seen:
                if len(seen) == count:
                    break
                seen.add(mark)
                stays.append(one)
            one = next(rest, None)
    return stays


def _within(kept: list[Backup], room: int) -> list[Backup]:
    """Let go of days before weeks and months where all together take too much room."""
    stay = list(kept)
    for one in kept[ALWAYS:]:  # newest first: days go before months
        if sum(b.size for b in stay) <= room:
            break
        stay.remove(one)
    return stay
