"""Drafts <-> plain JSON values, without loss.

Fields that hold their default are left out. Pictures are Base64, identifiers text, sets sorted
lists. What a newer version may add is kept as an extra of source ``json``.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from netjournal.formats.draft import ContactDraft, Extra, InteractionDraft

Draft = TypeVar("Draft", ContactDraft, InteractionDraft)


def encode(thing: Any) -> dict[str, Any]:
    """Return a dataclass of ``draft`` as a JSON object, without its line."""
    out: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name != "line" and value != _default(field):
            out[field.name] = _plain(value)
    return out


def decode(kind: type[Draft], value: Any, line: int = 0) -> Draft:
    """Return the draft a JSON object stands for.

    Args:
        kind: ``ContactDraft`` or ``InteractionDraft``.
        value: What ``encode`` returned, or something like it.
        line: Where it stands in its file.

    Raises:
        ValueError: A field has a value of the wrong kind, or a needed one is missing.
    """
    if not isinstance(value, dict):
        raise ValueError("not an object")
    draft: Draft = _built(kind, value)
    draft.line = line
    known = {field.name for field in fields(kind)}
    for name, more in value.items():
        if name not in known:
            draft.extras.append(Extra("json", name, json.dumps(more, ensure_ascii=False)))
    return draft


def _default(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, set):
        return sorted(value)
    return encode(value) if is_dataclass(value) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"{kind.__name__} is not an object")
    hints = _hints(kind)
    given = {name: _read(hints[name], name, value[name]) for name in hints if name in value}
    try:
        return kind(**given)
    except TypeError as error:
        raise ValueError(f"{kind.__name__} lacks a field") from error


def _read(hint: Any, name: str, value: Any) -> Any:
    """Return a value as its field wants it."""
    origin = get_origin(hint)
    if origin is UnionType:
        if value is None:
            return None
        hint = next(part for part in get_args(hint) if part is not type(None))
        origin = get_origin(hint)
    if origin in (list, set, tuple):
        return _read_several(hint, origin, name, value)
    if is_dataclass(hint):
        return _built(hint, value)
    if hint is UUID:
        return UUID(_checked(str, name, value))
    if hint is bytes:
        return b64decode(_checked(str, name, value), validate=True)
    return _checked(hint, name, value)


def _read_several(hint: Any, origin: Any, name: str, value: Any) -> Any:
    entries = _checked(list, name, value)
    inner = get_args(hint)
    if origin is not tuple:
        return origin(_read(inner[0], name, entry) for entry in entries)
    if len(entries) != len(inner):
        raise ValueError(f"{name} has the wrong number of parts")
    return tuple(_read(h, name, entry) for h, entry in zip(inner, entries, strict=True))


def _checked(kind: type, name: str, value: Any) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{name} is not of the right kind")
    return value
