"""Short ways of reading values give what the long ones do."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.cards import vcard_values
from netjournal.formats.cards.vcard_values import unescape, uuid_of

_KNOWN = {"n": "\n", "N": "\n", "\\": "\\", ",": ",", ";": ";", ":": ":", '"': '"'}


@given(st.text(st.sampled_from('\\\\nN,;:"ay\n ')))
def test_escapes_are_undone_one_by_one(text):
    expected = re.sub(r"\\(.)", lambda m: _KNOWN.get(m[1], m[0]), text, flags=re.DOTALL)
    assert unescape(text) == expected


_LIKE_UUID = st.from_regex(
    r"[0-9a-fxX_ ]{7,9}-[0-9A-F]{4}-[0-9a-f+]{4}-[0-9a-f]{4}-[0-9a-fg\u0661]{12}", fullmatch=True
)


@given(_LIKE_UUID | st.uuids().map(str) | st.uuids().map(lambda uid: f" urn:uuid:{uid}"))
def test_uids_are_what_the_pattern_says(text):
    match = vcard_values._UUID.fullmatch(text.strip())
    assert uuid_of(text) == (UUID(match[1]) if match else None)


@pytest.mark.parametrize(
    "text",
    [
        "0x345678-1234-1234-1234-123456789012",
        "1_345678-1234-1234-1234-123456789012",
        "123456781234-1234-1234-1234-56789012",
        "--------------------------------1234",
    ],
)
def test_what_only_looks_like_a_uid_is_none(text):
    assert uuid_of(text) is None
