"""Records as short texts, so that what a file should give can be written down by hand."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from netjournal.formats import read, sniff
from netjournal.formats.draft import ContactDraft, InteractionDraft, Rejected, Warned

DATA = Path(__file__).parents[2] / "data" / "csv"


def reading(name, **options):
    """Return format, variant and the records of one of our sample files."""
    path = DATA / name
    recognition = sniff(path, **options)
    return recognition, [seen(record) for record in read(path, recognition)]


def seen(record):
    """Return what a record says, leaving out what it does not say."""
    if isinstance(record, Rejected):
        return {"line": record.line, "rejected": record.reason}
    if isinstance(record, Warned):
        return {"line": record.line, "warned": record.message}
    empty = ContactDraft() if isinstance(record, ContactDraft) else InteractionDraft("")
    return {
        field.name: _short(field.name, getattr(record, field.name))
        for field in fields(record)
        if field.compare and getattr(record, field.name) != getattr(empty, field.name)
    }


def _short(name, value):
    return _SHORT[name](value) if name in _SHORT else value


def _address(address):
    return {f.name: getattr(address, f.name) for f in fields(address) if getattr(address, f.name)}


def _method(method):
    star = "*" if method.preferred else ""
    service = f"({method.service})" if method.service else ""
    return f"{method.kind}{star}{service} {method.label}={method.value}"


_SHORT = {
    "name": lambda n: "|".join((n.prefix, n.given, n.additional, n.family, n.suffix)),
    "methods": lambda methods: [_method(method) for method in methods],
    "affiliations": lambda all_: [
        "|".join((a.organisation, a.title, a.department)).rstrip("|") for a in all_
    ],
    "addresses": lambda addresses: [_address(address) for address in addresses],
    "relations": lambda relations: [f"{r.label}={r.name}" for r in relations],
    "dates": lambda dates: [f"{d.label}={d.date}" for d in dates],
    "extras": lambda extras: [f"{e.group}:{e.name}={e.value}".lstrip(":") for e in extras],
    "external_ids": lambda ids: [f"{system}={identifier}" for system, identifier in ids],
    "people": lambda people: [f"{p.name}<{p.url}>" for p in people],
}
