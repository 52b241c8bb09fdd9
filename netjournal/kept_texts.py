"""What is remembered of people's texts, to be quick, and forgotten when it has to be.

Widths of words, their stems, whole pages: kept in memory, bounded, and let go when somebody is
forgotten and when a journal is closed or locked.

Public: ``kept(maxsize)`` instead of ``functools.lru_cache`` for functions of what people wrote,
``on_forget(function)`` for other memories, ``forget()``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Function = TypeVar("Function", bound="Callable[..., object]")

_memories: list[Callable[[], object]] = []


def kept(maxsize: int) -> Callable[[Function], Function]:
    """Return a decorator that remembers the last results, as ``lru_cache``, until ``forget``."""

    def decorate(function: Function) -> Function:
        cached = lru_cache(maxsize=maxsize)(function)
        _memories.append(cached.cache_clear)
        return cached  # type: ignore[return-value]

    return decorate


def on_forget(function: Callable[[], None]) -> Callable[[], None]:
    """Have a function called by ``forget``, too; it may be called in any thread."""
    _memories.append(function)
    return function


def forget() -> None:
    """Let go of all that is remembered."""
    for memory in _memories:
        memory()
