"""Whose turn it is: a backup that is being made gives way to who forgets somebody, then is made.

It would hold whom the journal has just lost, and keep the journal's log from being emptied. One
that another process makes is taken away half done (``belongings.leftovers``), and made anew there.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from netjournal.errors import TakenAway
from netjournal.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netjournal.progress import Progress

_T = TypeVar("_T")
_PATIENCE_S: Final = 0.1
_TRIES: Final = 3
_turn = threading.Lock()
_wanted = threading.Event()


class _GaveWay(Exception):
    """What was begun is to be begun again."""


class _Watching:
    """Progress that also hears when somebody wants the turn."""

    def __init__(self, watch: Progress) -> None:
        self._watch = watch

    def step(self, done: int, total: int) -> None:
        if _wanted.is_set():
            raise _GaveWay
        self._watch.step(done, total)


@contextmanager
def alone(watch: Progress) -> Iterator[None]:
    """Let no backup be made in this process meanwhile; what is begun begins again afterwards.

    Args:
        watch: Told while the last steps of a backup are waited for; may raise ``Cancelled``.
    """
    _wanted.set()
    try:
        _take(watch)
    finally:
        _wanted.clear()
    try:
        yield
    finally:
        _turn.release()


def made(
    make: Callable[[Progress], _T], progress: Progress | None, in_place: Callable[[], bool]
) -> _T:
    """Make a backup, again and again where it had to give way.

    Args:
        make: Makes it, and leaves nothing half done when its progress raises.
        progress: Told of it.
        in_place: Says whether the journal is still the file that was opened.

    Raises:
        TakenAway: Another process takes it away each time.
        UserError: As ``make``.
    """
    watch, left = progress or Silent(), _TRIES
    while True:
        _take(watch, giving_way=True)
        try:
            return make(_Watching(watch))
        except _GaveWay:
            continue
        except TakenAway:
            left -= 1
            if not left or not in_place():
                raise
        finally:
            _turn.release()


def _take(watch: Progress, *, giving_way: bool = False) -> None:
    while True:
        if giving_way and _wanted.is_set():
            time.sleep(_PATIENCE_S)
        elif _turn.acquire(timeout=_PATIENCE_S):
            return
        watch.step(0, 0)
