"""Signal chats as text."""

from __future__ import annotations

import pytest

from netjournal.errors import ImportRejected
from netjournal.formats import sniff
from netjournal.formats.me import Me
from tests.formats.chats.chats import days

CHAT = """\
[2019-12-24, 12:23] Jane Doe: Hello John!
[2020-01-02, 08:00] Me: And a
[happy] new year
[2020-01-02, 08:05] Jane Doe: Same: to you
"""


def file(path, text):
    path = path / "chat.txt"
    path.write_text(text, "utf-8")
    return path


def test_chat(tmp_path):
    path = file(tmp_path, CHAT)
    assert sniff(path).format == "signal"
    found, said = days(path)
    assert found == [
        ("2019-12-24", "12:23", "them", "1 message", ["Jane Doe"]),
        ("2020-01-02", "08:00", "me", "2 messages", ["Jane Doe"]),
    ]
    assert said == []


def test_the_user_is_told(tmp_path):
    found, _ = days(file(tmp_path, CHAT.replace("Me:", "John D.:")), me=Me(("John D.",)))
    assert [(day[2], day[4]) for day in found] == [("them", ["Jane Doe"]), ("me", ["Jane Doe"])]


def test_seconds_are_whatsapp(tmp_path):
    assert sniff(file(tmp_path, "[2019-12-24, 12:23:01] Jane: hi\n")).format == "whatsapp"


def test_other_texts_are_refused(tmp_path):
    with pytest.raises(ImportRejected):
        sniff(file(tmp_path, "[2019-12-24, 12:23] nobody says anything\n"), only="signal")
