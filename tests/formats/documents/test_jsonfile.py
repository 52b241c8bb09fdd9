"""Our own JSON: whatever a draft holds comes back."""

from __future__ import annotations

import io
import json
from dataclasses import fields
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import ImportRejected
from netjournal.formats import read, sniff
from netjournal.formats.documents.jsondocument import loads
from netjournal.formats.documents.jsonfile import write
from netjournal.formats.draft import (
    ContactDraft,
    Extra,
    InteractionDraft,
    Method,
    PersonRef,
    Photo,
    Record,
    Rejected,
    Warned,
)

if TYPE_CHECKING:
    from pathlib import Path

ADA = ContactDraft(
    uid=UUID("12345678-1234-5678-1234-567812345678"),
    full_name="Ada King\u2028\r\n\0",
    photo=Photo(b"\0\xff", "image/png"),
    methods=[Method("email", "ada@engine.example", preferred=True)],
    external_ids=[("linkedin", "x")],
    extras=[Extra("vcard", "X-A", "b", "C=d", "item1")],
    guessed={"name"},
)
LUNCH = InteractionDraft(
    "2024-05-01",
    "coffee",
    minutes=0,
    energy=-2,
    people=[PersonRef("Ada", uid=ADA.uid, note="n")],
    external_id="<1@x>",
)


def saved(path: Path, contacts, interactions, more=None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        write(contacts, interactions, out, more)
    return path


def loaded(path: Path) -> list[Record]:
    return list(read(path, sniff(path)))


def without_lines(records: list[Record]) -> list[Record]:
    for record in records:
        assert isinstance(record, ContactDraft | InteractionDraft)
        record.line = 0
    return records


@given(
    st.lists(st.from_type(ContactDraft), max_size=3),
    st.lists(st.from_type(InteractionDraft), max_size=3),
)
@settings(max_examples=40)
def test_everything_comes_back(tmp_path_factory, contacts, interactions) -> None:
    path = saved(tmp_path_factory.mktemp("j") / "a.json", contacts, interactions)
    without_lines([*contacts, *interactions])
    assert without_lines(loaded(path)) == [*contacts, *interactions]


def test_the_file_is_one_json_document(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [ADA], [LUNCH], {"events": [{"title": "Meetup"}]})
    text = path.read_text("utf-8")
    document = json.loads(text)
    assert list(document) == ["netjournal", "contacts", "interactions", "events"]
    assert document["contacts"][0]["photo"] == {"data": "AP8=", "media_type": "image/png"}
    assert "line" not in document["contacts"][0]
    assert "note" not in document["contacts"][0]
    path.write_text(json.dumps(document, indent=2), "utf-8")  # as another program would write it
    assert without_lines(loaded(path)[:2]) == [ADA, LUNCH]


def test_lines_and_sections(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [ADA, ADA], [LUNCH], {"events": [{"a": 1}, {"a": 2}]})
    records = loaded(path)
    assert [r.line for r in records] == [2, 3, 5, 0]
    assert records[3] == Warned(0, "2 entries of the section events were left out.")
    assert json.loads(path.read_text("utf-8"))["events"] == [{"a": 1}, {"a": 2}]
    assert write([ADA], [LUNCH], io.StringIO()) == 2


def test_empty(tmp_path: Path) -> None:
    assert loaded(saved(tmp_path / "a.json", [], [])) == []


def test_half_of_a_surrogate_pair_becomes_what_a_journal_can_hold(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.json", [ContactDraft(full_name="\ud800é")], [])
    assert loaded(path) == [ContactDraft(line=2, full_name="\ufffdé")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\ud83d\\ude00", "\ufffd\\ude00"),
        (r"\\ud83d", "\\ud83d"),
        (r"\\ud83d\uDe00", "\\ud83d\ufffd"),
        (r"\uD83D\uD83D\uDE00", "\ufffd\U0001f600"),
    ],
)
def test_halves_and_wholes_of_surrogate_pairs(name: str, expected: str) -> None:
    assert loads(f'{{"{name}": ["{name}"]}}') == {expected: [expected]}


def test_fields_of_the_future_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"netjournal": 1, "contacts": [{"full_name": "A", "aura": ["blue"]}]}')
    assert loaded(path) == [
        ContactDraft(line=1, full_name="A", extras=[Extra("json", "aura", '["blue"]')])
    ]


@pytest.mark.parametrize(
    "entry",
    [
        '{"full_name": 1}',
        '{"uid": "x"}',
        '{"deceased": "no"}',
        '{"tags": "a"}',
        '{"tags": [1]}',
        '{"photo": {"data": "?", "media_type": "a"}}',
        '{"photo": {"media_type": "a"}}',
        '{"external_ids": [["a"]]}',
        '{"methods": [[]]}',
        "[]",
        "7",
    ],
)
def test_odd_entries_are_rejected_and_the_rest_is_read(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"netjournal": 1, "contacts": [\n' + entry + ',\n{"full_name": "B"}\n]}\n')
    bad, good = loaded(path)
    assert isinstance(bad, Rejected)
    assert bad.line == 2
    assert good == ContactDraft(line=3, full_name="B")


def test_damaged_lines_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"netjournal": 1, "interactions": [\n{"day": ,\n{"day": "2024"}\n]}\n')
    assert loaded(path) == [
        Rejected(2, "the entry is damaged: not an object"),
        InteractionDraft("2024", line=3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"netjournal": 1, "contacts": [\n{"full_name": "A"}\n',
        '{"netjournal": 2, "contacts": [\n]}\n',
        '{"netjournal": 1, "contacts": ' + "[" * 100_000,
        '{"netjournal": 1,',
    ],
)
def test_files_that_cannot_be_read_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(ImportRejected):
        loaded(path)


def test_every_field_is_known_to_the_encoder() -> None:
    # a new kind of field in a draft needs a line in jsoncoding
    simple = {"str", "int", "bool", "int | None", "UUID | None", "NameParts", "Photo | None"}
    for kind in (ContactDraft, InteractionDraft):
        for field in fields(kind):
            assert str(field.type) in simple or str(field.type).startswith(("list[", "set[str"))
