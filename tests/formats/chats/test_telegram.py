"""Telegram's JSON: one chat and the whole export."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import ImportRejected, UserError
from netjournal.formats import read, sniff
from netjournal.formats.draft import (
    ContactDraft,
    Extra,
    InteractionDraft,
    Method,
    PersonRef,
    Rejected,
    Warned,
)
from netjournal.formats.me import Me
from tests.formats.chats.chats import days, reading


def message(sender: str, text: Any, at: str = "2020-05-12T10:39:10", **more: Any) -> dict[str, Any]:
    number = {"Zo Me": 7, "Ana": 8, "Bo": 9}.get(sender, 10)
    found = {"id": 1, "type": "message", "date": at, "date_unixtime": "1589272750"}
    return found | {"from": sender, "from_id": f"user{number}", "text": text} | more


PRIVATE = {
    "name": "Ana",
    "type": "personal_chat",
    "id": 8,
    "messages": [
        {"id": 0, "type": "service", "date": "2020-05-11T10:00:00", "action": "phone_call"},
        message("Ana", ["See ", {"type": "link", "text": "https://a.example"}, "!"]),
        message("Zo Me", "Thanks", "2020-05-12T10:40:00"),
        message("Zo Me", "", "2020-05-13T00:00:00", media_type="voice_message", file="x.ogg"),
        message("", "gone", "2020-05-14T00:00:00"),
    ],
}
GROUP = {
    "name": "Choir",
    "type": "private_group",
    "id": 44,
    "messages": [
        message("Bo", "Hi all"),
        message("Ana", "Hi"),
        message("The channel", "News", from_id="channel5"),
        message("Zo Me", "Only me", "2020-05-20T10:00:00"),
    ],
}
WHOLE = {
    "about": "Here is the data you requested. Telegram",
    "personal_information": {"user_id": 7, "first_name": "Zo"},
    "contacts": {
        "list": [
            {"user_id": 8, "first_name": "Ana", "phone_number": "0049170123456"},
            {"user_id": 0, "first_name": "Eve", "phone_number": "0049170123457"},
        ]
    },
    "chats": {
        "list": [
            PRIVATE,
            GROUP,
            {"name": "Bot", "type": "bot_chat", "id": 1, "messages": [message("Bot", "x")]},
            {"name": "News", "type": "public_channel", "id": 2, "messages": [message("N", "x")]},
            {"type": "saved_messages", "id": 7, "messages": [message("Zo Me", "x")]},
        ]
    },
}


def file(path, document):
    path = path / "result.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return path


def test_one_chat(tmp_path):
    path = file(tmp_path, PRIVATE)
    assert sniff(path).format == "telegram"
    assert reading(path) == [
        InteractionDraft(
            "2020-05-12",
            "message",
            line=1,
            time="10:39",
            initiator="them",
            summary="2 messages",
            body="10:39 Ana: See https://a.example!\n10:40 Zo Me: Thanks",
            people=[PersonRef(name="Ana")],
            external_id="telegram:user8:2020-05-12",
        ),
        InteractionDraft(
            "2020-05-13",
            "message",
            line=3,
            time="00:00",
            initiator="me",
            summary="1 message",
            body="00:00 Zo Me: (voice message)",
            people=[PersonRef(name="Ana")],
            external_id="telegram:user8:2020-05-13",
        ),
    ]


def test_whole_export(tmp_path):
    records = reading(file(tmp_path, WHOLE))
    people = [r for r in records if isinstance(r, ContactDraft)]
    assert [(p.full_name, p.methods[0].value, p.external_ids) for p in people] == [
        ("Ana", "0049170123456", [("telegram", "user8")]),
        ("Eve", "0049170123457", []),
    ]
    drafts = [r for r in records if isinstance(r, InteractionDraft)]
    assert [(d.external_id, d.summary) for d in drafts] == [
        ("telegram:user8:2020-05-12", "2 messages"),
        ("telegram:user8:2020-05-13", "1 message"),
        ("telegram:44:2020-05-12", "2 messages in Choir"),
    ]
    ana = PersonRef(name="Ana", phone="0049170123456")
    assert [d.people for d in drafts] == [[ana], [ana], [PersonRef(name="Bo"), ana]]
    assert [r.message for r in records if isinstance(r, Warned)] == [
        "Days left out because nobody but you wrote: 1.",
        "Chats left out because they are with bots: 1.",
        "Chats left out because they are channels: 1.",
        "Chats left out because they are notes to yourself: 1.",
    ]


def test_the_list_of_contacts_alone(tmp_path):
    entries = [
        {"user_id": 5, "first_name": "Ana", "last_name": "Kovač", "phone_number": "+385 1", "x": 7},
        {"user_id": 0, "first_name": "", "last_name": "", "phone_number": "+385 2"},
        {"user_id": 0, "first_name": "", "last_name": "", "phone_number": "", "date": "2020-05-12"},
        {"first_name": "Bo", "date": "2020-05-12T10:39:10", "date_unixtime": "1589272750"},
    ]
    document = {"about": "Telegram", "contacts": {"about": "Here", "list": entries}}
    path = file(tmp_path, document)
    assert sniff(path).format == "telegram"
    ana, number, nobody, bo = reading(path)
    assert (ana.name.given, ana.name.family, ana.full_name) == ("Ana", "Kovač", "Ana Kovač")
    assert (ana.methods, ana.external_ids) == ([Method("phone", "+385 1")], [("telegram", "user5")])
    assert ana.extras == [Extra("json", "telegram.x", "7")]
    assert (number.full_name, number.line) == ("+385 2", 2)
    assert isinstance(nobody, Rejected)
    assert bo.extras == [Extra("json", "telegram.date", "2020-05-12T10:39:10")]


def test_the_user_is_who_writes_in_every_chat(tmp_path):
    other = {
        **PRIVATE,
        "name": "Bo",
        "id": "?",
        "messages": [message("Zo Me", "x"), message("Bo", "y")],
    }
    found, said = days(file(tmp_path, {"chats": {"list": [other, {**PRIVATE, "id": "??"}]}}))
    assert [(day[2], day[4]) for day in found] == [
        ("me", ["Bo"]),
        ("them", ["Ana"]),
        ("me", ["Ana"]),
    ]
    assert said == []


def test_a_chat_that_tells_little(tmp_path):
    bare = {"messages": [{"date_unixtime": "1544006350", "from": "Ana", "text": "hi"}]}
    bare["messages"].append({"date_unixtime": "1544006964", "from": "Zo", "text": [1, None, "ho"]})
    found, said = days(file(tmp_path, bare))
    assert found == [("2018-12-05", "10:39", "unknown", "2 messages", ["Ana", "Zo"])]
    assert "not clear" in said[0]
    (draft,) = reading(file(tmp_path, bare), me=Me(("Zo",)))
    assert (draft.zone, draft.initiator, draft.people) == ("UTC", "them", [PersonRef(name="Ana")])


def test_only_the_user_wrote(tmp_path):
    chat = {**PRIVATE, "messages": [message("Zo Me", "hello?")]}
    found, _ = days(file(tmp_path, {**WHOLE, "chats": {"list": [chat]}}))
    assert found == [("2020-05-12", "10:39", "me", "1 message", ["Ana"])]


@pytest.mark.parametrize(
    "document",
    [
        "[1]",
        '{"messages": [',
        '{"about": "Telegram", "personal_information": {}}',
        '{"chats": {"list": []}, "date_unixtime": 1}',
        '{"chats": 5, "date_unixtime": 1}',
    ],
)
def test_files_without_chats_are_refused(tmp_path, document):
    path = file(tmp_path, document)
    with pytest.raises(ImportRejected):
        list(read(path, sniff(path, only="telegram")))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "messages",
                    "chats",
                    "list",
                    "type",
                    "from",
                    "from_id",
                    "text",
                    "date",
                    "id",
                    "name",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
MESSAGES = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["message", "service", 1]),
            "date": st.sampled_from(["2020-05-12T10:39:10", "2020-99-99T99:99:99", 5, ""]),
            "date_unixtime": st.sampled_from(["1589272750", "9" * 30, -(10**20), None]),
            "from": JSON,
            "from_id": JSON,
            "text": JSON,
        },
    ),
    max_size=5,
)


@given(MESSAGES | JSON, JSON, JSON)
def test_any_document_gives_days_or_a_sentence(tmp_path_factory, messages, name, number):
    document = {"type": "personal_chat", "name": name, "id": number, "messages": messages}
    path = file(tmp_path_factory.mktemp("any"), document)
    with contextlib.suppress(UserError):
        for record in read(path, sniff(path, only="telegram")):
            assert isinstance(record, InteractionDraft | Warned)
