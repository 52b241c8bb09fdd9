"""Codes to scan: those that are full are segno's, square by square; all of them can be read."""

from __future__ import annotations

import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from segno import consts

from netjournal.services.printed import qr


def squares(code):
    rows = np.frombuffer(code.bits, np.uint8).reshape(code.size * qr.DOTS, -1)
    return 1 - np.unpackbits(rows, axis=1)[:: qr.DOTS, : code.size * qr.DOTS : qr.DOTS]


def read(code):
    dots = np.kron(1 - squares(code), np.full((4, 4), 255, np.uint8))
    found = zxingcpp.read_barcodes(np.pad(dots, 16, constant_values=255))
    assert len(found) == 1
    return found[0].bytes.decode("utf-8")


@pytest.mark.parametrize("version", range(1, 41))
def test_a_full_code_of_every_version_is_as_segno_draws_it(version):
    # segno 1.6 sets a zero byte before the padding, so only codes without padding can be compared
    room = consts.SYMBOL_CAPACITY[version][consts.ERROR_LEVEL_M]
    text = ("BEGIN:VCARD Ana " * 200)[: (room - (12 if version < 10 else 20)) // 8]
    made = segno.make_qr(text, mode="byte", error="m", mask=qr.MASK, boost_error=False)
    code = qr.code(text)
    assert made.version == version
    assert squares(code).tolist() == [list(row) for row in made.matrix]


@given(st.text(min_size=1, max_size=200))
@example("Łukasz 山田 😀")
@example("BEGIN:VCARD\r\nFN:a\r\nEND:VCARD\r\n")
def test_any_text_can_be_read(text):
    assert read(qr.code(text)) == text


def test_more_than_a_code_holds_is_none():
    assert qr.code("x" * 2331) is not None
    assert qr.code("x" * 2332) is None
