"""A file is called whole when it is, in memory and where it lies, plain and under a passphrase."""

from __future__ import annotations

import contextlib

import pytest

from netjournal.models import proving
from netjournal.models.engine import EngineError, connect, uri
from tests import later


@pytest.fixture(params=[True, False])
def path(request, tmp_path, monkeypatch):
    if not request.param:
        monkeypatch.setattr(proving, "_MOST", 1)
    return later.golden(later.OURS, tmp_path / "a.netjournal")


def whole(path, key=None):
    with contextlib.closing(connect(uri(path, mode="ro"), key)) as connection:
        try:
            return proving.is_whole(connection)
        except EngineError:
            return False


def test_a_sound_one(path):
    before = path.read_bytes()
    assert whole(path)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("quick_keys")
def test_one_under_a_passphrase(path):
    from netjournal.services.keeping import encryption

    encryption.rekey(path, None, "correct horse battery")
    assert whole(path, "correct horse battery")
    data = bytearray(path.read_bytes())
    data[-2_000] ^= 1
    path.write_bytes(bytes(data))
    assert not whole(path, "correct horse battery")


@pytest.mark.parametrize(
    "harm",
    [
        ["DELETE FROM contact WHERE id = (SELECT contact_id FROM need)"],
        ["UPDATE interaction_fts_data SET block = zeroblob(30) WHERE id > 10"],
        [
            "PRAGMA writable_schema = 1",
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
            "WHERE name = 'need_of') WHERE name = 'followup_of'",
            "PRAGMA writable_schema = RESET",
        ],
    ],
)
def test_one_that_is_not(path, harm):
    with contextlib.closing(connect(uri(path, mode="rw"))) as connection:
        connection.execute("PRAGMA foreign_keys = 0")
        for statement in harm:
            connection.execute(statement)
    assert not whole(path)


def test_a_page_of_noise(path):
    data = bytearray(path.read_bytes())
    for page in range(20, len(data) // 4096, 25):
        one = bytes(data[: page * 4096]) + b"\xa5" * 4096 + bytes(data[(page + 1) * 4096 :])
        path.write_bytes(one)
        assert not whole(path), page
