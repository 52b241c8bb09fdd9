"""Facebook's list of friends, alone and in an archive."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from netjournal.errors import ImportRejected
from netjournal.formats import read, sniff
from netjournal.formats.documents.facebook import mended
from netjournal.formats.draft import ContactDraft, Extra, NameParts, Record, Rejected

if TYPE_CHECKING:
    from pathlib import Path

FRIENDS = {
    "friends_v2": [
        {"name": "Micha\u00c5\u0082 Nowak", "timestamp": 1600000000},
        {"timestamp": 1600000001},
        {"name": "Zoë", "timestamp": "soon", "contact_info": "zoe@x.example"},
        {"name": "Far", "timestamp": 10**30},
    ]
}
EXPECTED = [
    ContactDraft(
        line=1,
        full_name="Michał Nowak",
        name=NameParts(given="Michał", family="Nowak"),
        connected_on="2020-09-13",
        guessed={"name"},
    ),
    Rejected(2, "no name: a closed account"),
    ContactDraft(
        line=3,
        full_name="Zoë",
        extras=[Extra("json", "facebook.contact_info", "zoe@x.example")],
    ),
    ContactDraft(line=4, full_name="Far"),
]


def records(path: Path) -> list[Record]:
    return list(read(path, sniff(path)))


def test_friends(tmp_path: Path) -> None:
    path = tmp_path / "friends.json"
    path.write_text(json.dumps(FRIENDS))
    assert records(path) == EXPECTED


@pytest.mark.parametrize(
    "name", ["friends_and_followers/friends.json", "x/connections/friends/your_friends.json"]
)
def test_archive(tmp_path: Path, name: str) -> None:
    path = tmp_path / "facebook.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("messages/inbox/a.json", "{}")
        archive.writestr(name, json.dumps(FRIENDS))
    assert records(path) == EXPECTED


def test_mended() -> None:
    assert mended("FranÃ§ois") == "François"
    assert mended("Zoë") == "Zoë"  # no UTF-8: it was right
    assert mended("Łukasz") == "Łukasz"


@pytest.mark.parametrize("document", [{"friends_v2": []}, {"friends": [], "x": 1}])
def test_no_friends(tmp_path: Path, document: dict[str, Any]) -> None:
    path = tmp_path / "friends.json"
    path.write_text(json.dumps(document))
    assert records(path) == []


@pytest.mark.parametrize("text", ['[{"friends": [1]}]', '{"friends": [', '{"enemies": []}'])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "friends.json"
    path.write_text(text)
    with pytest.raises(ImportRejected):
        list(read(path, sniff(path, only="facebook")))


def test_other_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", "{}")
    with pytest.raises(ImportRejected):
        sniff(path, only="facebook")
    path.write_bytes(b"PK\x03\x04 but no more")
    with pytest.raises(ImportRejected):
        sniff(path, only="facebook")
