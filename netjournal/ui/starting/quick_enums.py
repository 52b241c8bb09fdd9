"""Qt's enums made in a fifth of the time: a start makes 240 of them, with 3,700 members.

PySide6 makes a Python enum of each enum of Qt when its class is first named, by the standard
library's ``Enum(name, [(member, number), …])``. That looks at every member as if somebody had
typed it, and takes a fifth of a start. Members that are plain numbers need none of it: the class is
a copy of what the standard library itself makes of an enum without members, and members are filled
in as it would. ``tests/ui/test_quick_enums.py`` compares all of Qt's enums with the standard ones.
"""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Members = Sequence[tuple[str, int]]

# How members are kept differs from version to version; others make enums at their own pace.
_KNOWN: Final = sys.version_info[:2] == (3, 11)
_BASES: Final[frozenset[type]] = frozenset({enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag})
_TAKEN: Final = frozenset({"name", "value", "mro", ""})  # these need the standard way
_MAPS: Final = ("_member_names_", "_member_map_", "_value2member_map_", "_unhashable_values_")
_plain: Final[Callable[..., Any]] = getattr(enum.EnumType, "_create_")  # noqa: B009  # private
_bodies: Final[dict[type, dict[str, Any]]] = {}


def install() -> None:
    """Make Qt's enums quickly from now on; all other enums are made as ever."""
    if _KNOWN:
        setattr(enum.EnumType, "_create_", _create)  # noqa: B010  # private


def _create(cls: type, name: str, members: Any, **options: Any) -> Any:
    """Stand in for ``EnumType._create_``; only PySide6 asks for this boundary in this way."""
    quick = (
        cls in _BASES
        and options.get("boundary") is enum.KEEP
        and options.get("module") is options.get("type") is options.get("qualname") is None
        and type(members) is list
        and all(type(item) is tuple and _is_simple(*item) for item in members)
    )
    return make(cls, name, members) if quick else _plain(cls, name, members, **options)


def _is_simple(name: str, value: object) -> bool:
    return type(value) is int and name[:1] != "_" and name not in _TAKEN


def make(base: type, name: str, members: Members) -> Any:
    """Return an enum like ``base(name, members, boundary=KEEP)`` of the standard library.

    Args:
        base: ``Enum``, ``IntEnum``, ``Flag`` or ``IntFlag``.
        name: Of the class; its module is left to PySide6.
        members: Names that are no words of Python's own enums, with their numbers.
    """
    body = _body(base) | {key: [] if key.endswith("s_") else {} for key in _MAPS}
    made = cast("Any", type.__new__(enum.EnumType, name, (base,), body))
    _fill(made, body, members, flags=issubclass(base, enum.Flag))
    return made


def _body(base: type) -> dict[str, Any]:
    """Return what the standard library puts into an enum of this kind that has no members."""
    body = _bodies.get(base)
    if body is None:
        empty = _plain(base, "Empty", (), module=__name__, boundary=enum.KEEP)
        body = _bodies[base] = dict(empty.__dict__)
    return body


def _fill(made: Any, body: dict[str, Any], members: Members, *, flags: bool) -> None:
    names, by_name, by_value = (body[key] for key in _MAPS[:3])
    new = int.__new__ if body["_use_args_"] else None
    mask = single = 0
    for name, value in members:
        member = by_value.get(value)
        if member is None:
            member = object.__new__(made) if new is None else new(made, value)
            member._value_, member._name_ = value, name
            member.__objclass__, member._sort_order_ = made, len(names)
            by_value[value] = member
            alone = value != 0 and value & (value - 1) == 0
            if alone or not flags:
                names.append(name)
            mask |= value
            single |= value if alone else 0
        by_name[name] = member
        type.__setattr__(made, name, member)
    if flags:
        made._flag_mask_, made._singles_mask_ = mask, single
        made._all_bits_ = 2 ** mask.bit_length() - 1
        values = [member._value_ for member in made]
        if values != sorted(values):
            made._iter_member_ = made._iter_member_by_def_
